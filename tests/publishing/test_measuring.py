"""What is measured again, and what is taken over from the live version."""

import itertools
import shutil
from pathlib import Path
from typing import Optional

import pytest

from iop.encoding import tuned_encoder
from iop.publishing import measuring
from iop.publishing.measuring import Asked, Measured, measure
from iop.safety import training
from iop.understanding.model import Entry, Model
from tests.conftest import ROOT
from tests.publishing.conftest import quiet, write_small


def test_any_change_of_what_understands_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faq, entries = write_small(tmp_path / "faq"), {"greet": Entry("greet")}
    model = Model.learn(["hello", "hi there"], ["greet", "greet"], tuned_encoder().encode, entries)
    monkeypatch.setattr(measuring, "_missed", lambda _: [])
    seen = {measure(faq, model, [], Asked([], []), quiet).understanding}
    real = measuring._UNDERSTOOD_BY
    for part in (ROOT / "iop" / "understanding", ROOT / "data" / "nlu", ROOT / "data" / "lexicons"):
        copy = Path(shutil.copytree(part, tmp_path / part.name))
        file = next(path for path in copy.rglob("*") if path.suffix in (".py", ".yml"))
        file.write_text(file.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
        monkeypatch.setattr(measuring, "_UNDERSTOOD_BY", tuple(copy if one == part else one for one in real))
        seen.add(measure(faq, model, [], Asked([], []), quiet).understanding)
    assert len(seen) == 4


def test_crisis_messages_are_tried_again_once_anything_that_the_check_runs_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoding = Path(shutil.copytree(ROOT / "iop" / "encoding", tmp_path / "encoding"))
    monkeypatch.setattr(training, "_READ_BY", (ROOT / "iop" / "safety", encoding))
    tries = itertools.count(1)
    monkeypatch.setattr(measuring, "_missed", lambda _: [f"try {next(tries)}"])
    faq, entries = write_small(tmp_path / "faq"), {"greet": Entry("greet")}
    model = Model.learn(["hello", "hi there"], ["greet", "greet"], tuned_encoder().encode, entries)

    def measured(before: Optional[Measured] = None) -> Measured:
        return measure(faq, model, [], Asked([], []), quiet, before)

    live = measured()
    assert measured(live).missed == ["try 1"]
    with (encoding / "graph.py").open("a") as file:
        file.write("\n# changed\n")
    assert measured(live).missed == ["try 2"]
