"""Short replies while details are taken."""

from typing import Optional

import pytest

from iop.intake.replies import BACK, DELETE, NO, RESUME, SKIP, STOP, WHY, YES, asks_back, reply_in


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Yes!", YES), ("yes that's right", YES), ("I agree.", YES), ("ok yes", YES), ("sí", YES), ("send it", YES),
        ("no", NO), ("nope", NO), ("I don't agree", NO), ("don't send it", NO),
        ("skip", SKIP), ("I'd rather not say", SKIP), ("idk", SKIP), ("no preference", SKIP),
        ("stop", STOP), ("never mind", STOP), ("i changed my mind", STOP), ("please cancel", STOP), ("not now", STOP),
        ("why do you need that?", WHY), ("why?", WHY), ("what do you need it for", WHY),
        ("go back", BACK), ("can we go back please", BACK),
        ("ok let's go on", RESUME), ("continue", RESUME),
        ("don't call or text", STOP), ("please do not contact me", STOP), ("dont text me or call me anymore", STOP),
        ("don't text me", None), ("don't call me tomorrow", None), ("don't call or text me at work", None),
        ("delete my details", DELETE), ("please erase everything", DELETE), ("forget what i told you", DELETE),
        ("forget it", STOP),
        ("how do I stop drinking", None), ("I can't stop", None), ("Dan", None), ("evenings", None),
        ("why is it so expensive and how long does it take and can my mother come along to it", None),
        ("leave out my last name", None), ("yes but call after 6", None), ("no, my name is Dan", None),
    ],
)  # fmt: skip
def test_replies(text: str, reply: Optional[str]) -> None:
    assert reply_in(text) == reply


@pytest.mark.parametrize("text", ["yes?", "ok ?", "send it?!", "¿sí?", "yes?? \U0001f622"])
def test_a_reply_that_is_a_question(text: str) -> None:
    assert asks_back(text)


@pytest.mark.parametrize("text", ["yes", "ok? yes", "why? ok!"])
def test_a_reply_that_is_none(text: str) -> None:
    assert not asks_back(text)
