import json
from pathlib import Path

import pytest

from iop.batch import read_rows
from iop.errors import InputFileError
from tests.test_asker import iop

pytestmark = pytest.mark.long


def test_a_batch_keeps_order_and_unknown_keys_and_leaves_the_database_alone(tmp_path: Path) -> None:
    rows = [
        {"text": "what does it cost", "row": 1},
        {"turns": ["what does it cost", "say that again"], "row": 2},
        {"text": "i want to kill myself", "row": 3},
        {"text": "wsdrcftvgybhnj", "row": 4},
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = iop("--batch", str(source), "--out", str(target), IOP_VAR=str(tmp_path / "var"))
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [answer["row"] for answer in answers] == [1, 2, 3, 4]
    keys = {"text", "outcome", "topics", "faq_ids", "confidence", "crisis", "soft_line", "reply"}
    assert all(keys <= set(answer) for answer in answers)
    assert [answer["topics"] for answer in answers] == [["cost"], ["cost"], [], []]
    assert [answer["outcome"] for answer in answers[:3]] == ["answer", "answer", "crisis"]
    assert answers[1]["text"] == "say that again"
    assert answers[2]["crisis"] == "suicide_self"
    assert not (tmp_path / "var" / "iop.db").exists()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "line 2: not JSON"),
        ("[]", 'line 2: give "text"'),
        ('{"turns": []}', 'line 2: give "text"'),
        ('{"turns": ["a", 5]}', 'line 2: give "text"'),
        ('{"question": "a"}', 'line 2: give "text"'),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "hi"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InputFileError, match=problem):
        read_rows(path)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_a_text_may_hold_signs_that_end_lines_elsewhere(tmp_path: Path, sign: str) -> None:
    path, rows = tmp_path / "in.jsonl", [{"text": f"cost{sign}please"}, {"text": "hi"}]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    assert read_rows(path) == rows


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('\n{"text": "hi"}\n\n', encoding="utf-8")
    assert read_rows(path) == [{"text": "hi"}]


def test_a_text_and_a_batch_together_are_refused() -> None:
    done = iop("hi", "--batch", "x", "--out", "y")
    assert done.returncode == 2
    assert "Give either a text" in done.stderr
