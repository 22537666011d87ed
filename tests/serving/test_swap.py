"""What is served, when loading fails."""

import asyncio
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable, List

import pytest

from iop.errors import SetupError
from iop.publishing.live import versions
from iop.publishing.versions import LIVE, MODEL
from iop.serving import swap
from iop.serving.swap import Serving
from tests.waiting import until


class Agent:
    """A model that is ready."""

    def is_ready(self) -> bool:
        return True

    async def parse_message(self, _: str) -> None:
        return None


async def test_what_could_not_be_loaded_is_loaded_later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    outcomes: List[Any] = [SetupError("The database cannot be used."), Agent()]

    def load(*_: Any) -> Any:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(swap, "load_assistant", load)
    monkeypatch.setattr(swap, "AGAIN_SECONDS", 0.05)
    app = SimpleNamespace(ctx=SimpleNamespace(agent=None, loading_failed=False))
    serving = Serving(app, tmp_path)
    await serving.start()
    assert (app.ctx.agent, app.ctx.loading_failed) == (None, True)
    assert serving.report()["problem"] == "the model of set-up cannot be loaded. Run: make train"
    watching = asyncio.ensure_future(serving.watch())
    await until(lambda: not app.ctx.loading_failed)
    watching.cancel()
    assert isinstance(app.ctx.agent, Agent)
    assert serving.report() == {"version": 0, "problem": None}


async def test_the_watch_survives_whatever_goes_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real, looks = swap.served, []

    def too_many_files(trained: Path) -> Any:
        looks.append(trained)
        if len(looks) < 3:
            raise OSError(24, "Too many open files")
        return real(trained)

    monkeypatch.setattr(swap, "served", too_many_files)
    monkeypatch.setattr(swap, "load_assistant", lambda *_: Agent())
    monkeypatch.setattr(swap, "LOOK_SECONDS", 0.01)
    app = SimpleNamespace(ctx=SimpleNamespace(agent=Agent(), loading_failed=False))
    serving = Serving(app, tmp_path)
    watching = asyncio.ensure_future(serving.watch())
    await until(lambda: serving.report()["version"] is not None)
    watching.cancel()
    assert serving.report() == {"version": 0, "problem": None}


def publish() -> None:
    with versions().draft() as draft:
        (draft / MODEL).write_bytes(b"not loaded here")
        number = versions().keep(draft, "maria", "a test")
    versions().point(LIVE, number)


async def watched(serving: Serving, done: Callable[[], bool]) -> None:
    watching = asyncio.ensure_future(serving.watch())
    await until(done)
    watching.cancel()


async def test_the_live_version_is_loaded_later_where_the_model_of_set_up_took_its_place(
    var_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    loaded: List[Path] = []

    def load(model: Path, _: Any) -> Any:
        loaded.append(model)
        if len(loaded) == 1:
            raise SetupError("database is locked")
        return Agent()

    publish()
    monkeypatch.setattr(swap, "load_assistant", load)
    monkeypatch.setattr(swap, "AGAIN_SECONDS", 0.05)
    monkeypatch.setattr(swap, "LOOK_SECONDS", 0.01)
    app = SimpleNamespace(ctx=SimpleNamespace(agent=None, loading_failed=False))
    serving = Serving(app, tmp_path)
    await serving.start()
    problem = "version 1 cannot be loaded. What was live before goes on. Run: iop faq rollback"
    assert serving.report() == {"version": 0, "problem": problem}
    await watched(serving, lambda: serving.report()["version"] == 1)
    assert serving.report() == {"version": 1, "problem": None}
    assert loaded == [versions().path(1) / MODEL, tmp_path, versions().path(1) / MODEL]


async def test_what_cannot_be_loaded_is_tried_less_and_less_often_and_stays_a_problem(
    var_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seconds = 0
    tries: List[int] = []

    def monotonic() -> int:
        nonlocal seconds
        seconds += 1
        return seconds

    def load(model: Path, _: Any) -> Any:
        if model == tmp_path:
            return Agent()
        tries.append(seconds)
        raise SetupError("a damaged archive")

    publish()
    monkeypatch.setattr(swap, "load_assistant", load)
    monkeypatch.setattr(swap, "time", SimpleNamespace(monotonic=monotonic))
    monkeypatch.setattr(swap, "AGAIN_SECONDS", 10)
    monkeypatch.setattr(swap, "MOST_AGAIN_SECONDS", 40)
    monkeypatch.setattr(swap, "LOOK_SECONDS", 0)
    app = SimpleNamespace(ctx=SimpleNamespace(agent=None, loading_failed=False))
    serving = Serving(app, tmp_path)
    await serving.start()
    await watched(serving, lambda: len(tries) >= 5)
    assert [(later - earlier) // 10 for earlier, later in pairwise(tries[:5])] == [1, 2, 4, 4]
    assert serving.report()["version"] == 0
    assert "version 1 cannot be loaded" in serving.report()["problem"]


async def test_what_serves_already_is_not_loaded_again(
    var_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def load(model: Path, _: Any) -> Any:
        loaded.append(model)
        if model == versions().path(2) / MODEL:
            raise SetupError("a damaged archive")
        return Agent()

    loaded: List[Path] = []
    publish()
    monkeypatch.setattr(swap, "load_assistant", load)
    monkeypatch.setattr(swap, "LOOK_SECONDS", 0.01)
    app = SimpleNamespace(ctx=SimpleNamespace(agent=None, loading_failed=False))
    serving = Serving(app, tmp_path)
    await serving.start()
    publish()
    await watched(serving, lambda: bool(serving.report()["problem"]))
    assert serving.report()["version"] == 1
    versions().point(LIVE, 1)
    await watched(serving, lambda: not serving.report()["problem"])
    assert serving.report() == {"version": 1, "problem": None}
    assert loaded == [versions().path(1) / MODEL, versions().path(2) / MODEL]
