"""What people ask about the details that they gave."""

from typing import Optional

import pytest

from iop.intake.own_details import HELD, SEES, SENT, WAITING, asks_about_own


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            HELD,
            """did you get my number?|read back what you have|read that back to me please|what did you write down
            |who is it for in there|what was my number again|what number do you have|what do you have so far
            |do you have my number right|¿qué datos tienen?|¿cuál es mi número?|¿qué anotaron?|qué datos míos tiene
            |did you get all that|did you get that?|show me what you wrote
            |what name did you put down|is my number saved|What\u2019s my number again?""",
        ),
        (
            SENT,
            """did you change it|are you sure its cancelled|is it cancelled|did it go through|did you send it
            |have you sent it yet|is it sent|did you cancel the call|was that changed?
            |are you sure you sent it|did you update my number""",
        ),
        (
            SEES,
            """did you tell her anything|did you call my husband|have you told anyone|who sees this|who can see this
            |who will read what i wrote|¿quién ve mis datos?|¿quién va a leer esto?|¿le dijo algo a mi esposo?
            |who do you send this to""",
        ),
        (
            WAITING,
            "nobody called me back|i never got a call|still waiting for a call|no one has contacted me"
            "|nadie me llamó|no me han llamado|sigo esperando la llamada",
        ),
    ],
)
def test_what_is_asked(kind: str, texts: str) -> None:
    for text in texts.split("|"):
        assert asks_about_own(text.strip()) == kind, text


@pytest.mark.parametrize(
    "text",
    [
        "what do you have for teens", "what groups do you have", "do you have my insurance company in network",
        "do you take notes", "do you tell my parents", "will you tell my boss", "who runs the groups",
        "who gets to come", "did it help people", "what time do you have groups", "is it cancelled when it snows",
        "who is it for", "what do they write down in sessions", "do you get paid", "can i get my records",
        "whats my copay", "what do you put in my records", "who can see my records", "do they record it",
        "has the schedule changed", "do you have time", "do you have any more information", "my number is 303 555 0142",
        "call me", "¿qué seguros aceptan?", "qué hora tienen", "no me llamo Ana", "mi esposo lee mis mensajes",
        "¿qué datos necesitan?", "quién dirige los grupos",
        "el doctor le dijo a mi mamá que necesita ayuda", "le dijo a mi mamá que venga",
    ],
)  # fmt: skip
def test_what_is_asked_about_something_else(text: str) -> None:
    assert asks_about_own(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "did you save his number?",
        "what did u put for my name",
        "what do you have noted so far?",
        "whats the number you got",
        "what did you put for the time",
    ],
)
def test_questions_about_ones_details_in_more_words(text: str) -> None:
    assert asks_about_own(text) == HELD


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("did they call yet", "waiting"),
        ("I gave my number did anyone see it", "waiting"),
        ("I called three times and nobody calls back", "waiting"),
        ("i missed a call from a 303 number was that you", "missed"),
        ("did you guys just call me", "missed"),
        ("is the number ok?", "held"),
        ("did you get the right number?", "held"),
        ("did he call yet", None),
        ("nobody answers the door when hes drunk", None),
        ("what insurance do you take", None),
        ("what is the number", None),
    ],
)
def test_what_is_asked_after_a_while(text: str, asked: Optional[str]) -> None:
    assert asks_about_own(text) == asked


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("u got it?", HELD),
        ("u got it", None),
        ("what info did you keep", HELD),
        ("qué número tienen?", HELD),
        ("ya me llamaron?", WAITING),
        ("what do you keep confidential", None),
    ],
)
def test_questions_in_short_and_in_other_words(said: str, kind: Optional[str]) -> None:
    assert asks_about_own(said) == kind


@pytest.mark.parametrize("text", ["will you tell him i called?", "do you tell my wife about this", "will he find out"])
def test_who_is_told_is_asked(text: str) -> None:
    assert asks_about_own(text) == "sees"
