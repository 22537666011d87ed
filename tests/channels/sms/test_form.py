from pathlib import Path

import pytest
import yaml

from iop.channels.replies import BotMessage, Turn
from iop.channels.sms.form import as_texts, choice
from iop.channels.sms.text import is_gsm7, parts
from iop.channels.sms.texts import FILE, say

ANSWER = {"outcome": "answer"}


def test_parts_of_one_answer_share_a_message_where_they_fit() -> None:
    short = Turn([BotMessage("Yes.", turn=ANSWER), BotMessage("Anything else?", turn=ANSWER)])
    assert as_texts(short) == ["Yes.\nAnything else?"]
    long = Turn([BotMessage("x" * 200, turn=ANSWER), BotMessage("y" * 200, turn=ANSWER)])
    assert as_texts(long) == ["x" * 200, "y" * 200]


def test_crisis_texts_and_lines_of_resources_stand_alone() -> None:
    crisis = Turn([BotMessage("988 911", turn={"outcome": "crisis"}), BotMessage("More.")], crisis="suicide_self")
    assert as_texts(crisis) == ["988 911", "More."]
    soft = Turn([BotMessage("Yes.", turn=ANSWER), BotMessage("Help: 988.")], soft_line=True)
    assert as_texts(soft) == ["Yes.", "Help: 988."]


def test_typographic_signs_are_replaced_and_nothing_is_longer_than_320() -> None:
    texts = as_texts(Turn([BotMessage("\u201cIt\u2019s \u2013 fine\u201d\u2026 " * 40, turn=ANSWER)]))
    assert all(len(text) <= 320 and is_gsm7(text) for text in texts)
    assert "".join(texts).count("fine") == 40
    assert texts[0].startswith('"It\'s - fine"... "It')


CHOICES = [{"title": "Cost", "payload": "what does it cost"}, {"title": "Length", "payload": "how long is it"}]


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("1", "what does it cost"),
        ("one", "what does it cost"),
        ("The first", "what does it cost"),
        ("2.", "how long is it"),
        ("the second one please", "how long is it"),
        ("3", None),
        ("yes", None),
        ("both", None),
        ("I have 2 kids", None),
        ("how long is it", None),
    ],
)
def test_a_choice_is_picked_by_its_number(text: str, payload: str) -> None:
    assert choice(text, CHOICES) == payload
    assert choice(text, []) is None


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("what", ["introduction", "stopped", "started", "help", "media", "empty"])
def test_what_the_channel_says_of_itself_is_one_part(what: str, language: str) -> None:
    text = say(what, language)
    assert is_gsm7(text)
    assert parts(text) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_law_is_in_the_texts(language: str) -> None:
    stop = "STOP" if language == "en" else "ALTO"
    assert all(word in say("introduction", language) for word in ("Turning Point", "automat", stop))
    assert all(word in say("help", language) for word in ("Turning Point", "988", stop))
    assert "START" in say("stopped", language)


def test_the_file_has_both_languages() -> None:
    file = yaml.safe_load(Path(FILE).read_text(encoding="utf-8"))
    assert set(file["en"]) == set(file["es"])
