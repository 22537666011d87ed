from pathlib import Path

import pytest

from iop.errors import InputFileError
from iop.plain import bare
from iop.understanding import lexicons
from iop.understanding.wording import LONGEST_PHRASE, replace_phrases


def test_keys_are_written_as_they_are_looked_up() -> None:
    for lexicon in (lexicons.typing(), lexicons.spanish()):
        assert [key for key in lexicon if bare(key) != key] == []
        assert [key for key in lexicon if len(key.split()) > LONGEST_PHRASE] == []


def test_no_word_of_another_language_has_an_accent() -> None:
    words = [word for known in lexicons.other_languages().values() for word in known]
    assert [word for word in words if bare(word) != word] == []


def test_a_wrong_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "typing.yml").write_text("plain:\n  u: [you]\n", encoding="utf-8")
    with pytest.raises(InputFileError, match=r"typing\.yml"):
        lexicons.typing(tmp_path)


def test_a_dictated_test_is_told_from_you() -> None:
    typing = lexicons.typing()
    assert replace_phrases("do i need a u a".split(), typing) == "do i need a drug test".split()
    assert replace_phrases("are u a robot".split(), typing) == "are you a robot".split()
