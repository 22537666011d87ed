"""The word lists of intake, and what is said where one is wrong."""

from pathlib import Path

import pytest

from iop.errors import InputFileError
from iop.intake.words import agreeing_words, replies

GOOD = '"yes": [ok]\nyes_to_a_part: []\n"no": ["no"]\nskip: []\n'


def written(folder: Path, text: str) -> Path:
    (folder / "replies.yml").write_text(text, encoding="utf-8")
    return folder


def test_the_replies_are_lists_of_phrases(tmp_path: Path) -> None:
    assert replies(written(tmp_path, GOOD)).yes == ["ok"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"yes":\n- ok\n  - sure: [\n', r"replies\.yml, line \d: not valid YAML"),
        (GOOD.replace('["no"]', "[no]"), r"replies\.yml, line 3: .*Put it in quotes"),
        (GOOD.replace("[ok]", "[ok, '\U0001f622']"), r"replies\.yml, line 1: .*would stand for every emoji"),
        (GOOD.replace("skip:", "skipp:"), r"replies\.yml.*skip"),
    ],
)
def test_a_slip_in_the_replies_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputFileError, match=said):
        replies(written(tmp_path, text))


def test_agreeing_words_are_single_and_bare() -> None:
    assert {"yes", "si", "ok"} <= agreeing_words()
    assert not [word for word in agreeing_words() if " " in word or word == "great"]
