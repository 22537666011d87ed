"""The words that people agree to."""

from pathlib import Path

import pytest

from iop.errors import InputFileError
from iop.intake.consent import consent_words, is_current
from iop.intake.language import SPANISH


def test_the_words_name_the_centre_and_have_a_version() -> None:
    words = consent_words()
    assert "Turning Point" in words.text
    assert "{" not in words.text
    assert words.version


def test_a_file_without_version_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "consent.yml"
    path.write_text("text: I agree to be contacted about treatment.\n", encoding="utf-8")
    with pytest.raises(InputFileError, match=r"consent\.yml.*version"):
        consent_words(path)


def test_the_words_have_a_version_in_each_language() -> None:
    english, spanish = consent_words(), consent_words(language=SPANISH)
    assert "Puedo pedir" in spanish.text
    assert "Turning Point" in spanish.text
    assert spanish.version != english.version
    assert consent_words(language="fr") == english


def test_words_that_were_shown_are_current_in_any_language() -> None:
    assert is_current(consent_words().dict())
    assert is_current(consent_words(language=SPANISH).dict())
    assert not is_current({**consent_words(language=SPANISH).dict(), "version": "2026-11"})
    assert not is_current({})
