import json
import os
import subprocess
from pathlib import Path
from typing import Any, Dict, List

import pytest
from typer.testing import CliRunner

from iop import asker, logs
from iop.asker import scratch_database
from iop.cli import app
from iop.publishing.live import TRAINED
from iop.serving import lean
from iop.storage.engine import database
from tests.server import IOP, ROOT

pytestmark = pytest.mark.long


def iop(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(IOP), "ask", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=180,
    )


def test_one_question_gets_the_reply_and_explain_says_why() -> None:
    answer = json.loads(iop("what does it cost", "--json", "--explain").stdout)
    assert "$3,000 to $10,000" in answer["reply"][0]
    assert answer["faq_ids"] == ["cost-total"]
    candidates = answer["explain"]["candidates"]
    assert candidates[0]["label"] == "faq/cost-total"
    assert {"score", "dense", "lexical"} <= set(candidates[0])


def test_without_options_the_reply_alone_is_printed(monkeypatch: pytest.MonkeyPatch, var_folder: Path) -> None:
    class Stub:
        def __init__(self, model: Path) -> None:
            assert model == TRAINED

        async def ask(self, turns: List[str], explain: bool) -> Dict[str, Any]:
            assert (turns, explain) == (["what does it cost"], False)
            return {"reply": ["It costs $3,000.", "Anything else?"], "outcome": "answer"}

    monkeypatch.setattr(asker, "Asker", Stub)
    monkeypatch.setattr(logs, "configure", lambda _: None)
    monkeypatch.setattr(lean, "install", lambda: None)
    done = CliRunner().invoke(app, ["ask", "what does it cost"])
    assert (done.exit_code, done.output) == (0, "It costs $3,000.\n\nAnything else?\n")


def test_a_missing_model_is_one_line(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from iop.asker import Asker\n"
        "try:\n    Asker(Path('none'))\nexcept Exception as error:\n    print(type(error).__name__, error)"
    )
    done = subprocess.run(
        [str(IOP.with_name("python")), "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.strip() == "SetupError No trained model in none. Run: make train"


def test_the_scratch_database_is_used_for_a_while_only(var_folder: Path) -> None:
    usual = database()
    with scratch_database():
        assert database() is not usual
    assert database() is usual
