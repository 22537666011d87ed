"""A served model: loaded without the plan of its training, and run as Rasa's own runner runs it."""

from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from iop.dialogue.model import StraightRunner

RUNS: List[str] = []


class Step(GraphComponent):
    def __init__(self, name: str) -> None:
        self.name = name

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: Any, resource: Any, execution_context: Any) -> "Step":
        return cls(config["name"])

    def begin(self, start: List[str]) -> List[str]:
        RUNS.append(self.name)
        return [*start, self.name]

    def join(self, one: List[str], other: List[str]) -> List[str]:
        RUNS.append(self.name)
        return [*one, *other, self.name]

    def fail(self, start: List[str]) -> List[str]:
        raise ValueError(self.name)


def node(name: str, does: str, **needs: str) -> Tuple[str, SchemaNode]:
    return name, SchemaNode(needs, Step, "create", does, {"name": name}, eager=True)


SCHEMA = GraphSchema(
    dict(
        [
            node("last", "join", one="left", other="right"),
            node("left", "begin", start="first"),
            node("right", "begin", start="first"),
            node("first", "begin", start="__message__"),
            node("unwanted", "begin", start="__message__"),
            node("broken", "fail", start="first"),
        ]
    )
)


def runner(kind: Any, folder: Path) -> Any:
    return kind.create(SCHEMA, LocalModelStorage(folder), ExecutionContext(SCHEMA, "m"))


def test_it_gives_what_rasas_runner_gives_and_runs_each_component_once(tmp_path: Path) -> None:
    outputs = []
    for kind in (DaskGraphRunner, StraightRunner):
        RUNS.clear()
        outputs.append(runner(kind, tmp_path).run({"__message__": ["hello"]}, ["last"]))
        assert sorted(RUNS) == ["first", "last", "left", "right"]
    assert outputs[0] == outputs[1] == {"last": ["hello", "first", "left", "hello", "first", "right", "last"]}


def test_targets_of_one_runner_are_told_apart(tmp_path: Path) -> None:
    ours = runner(StraightRunner, tmp_path)
    assert ours.run({"__message__": ["a"]}, ["left"]) == {"left": ["a", "first", "left"]}
    assert ours.run({"__message__": ["b"]}, ["first", "unwanted"]) == {
        "first": ["b", "first"],
        "unwanted": ["b", "unwanted"],
    }


@pytest.mark.parametrize("kind", [DaskGraphRunner, StraightRunner])
def test_errors_are_rasas(kind: Any, tmp_path: Path) -> None:
    with pytest.raises(GraphRunError):
        runner(kind, tmp_path).run({}, ["last"])
    with pytest.raises(GraphComponentException):
        runner(kind, tmp_path).run({"__message__": ["a"]}, ["broken"])
