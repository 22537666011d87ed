"""How a turn looks as text messages: plain, short, choices numbered."""

from typing import Dict, List, Optional, Sequence

from iop.channels.replies import BotMessage, Turn
from iop.channels.sms.text import plain, split
from iop.intake.words import agreeing_words
from iop.knowledge.entries import TEXT_CHARACTERS
from iop.plain import bare
from iop.understanding.follow_up import picked


def as_texts(turn: Turn) -> List[str]:
    """Returns the messages to send, in order.

    Parts of one answer share a message where they fit. Crisis texts and lines of resources, which come from the gate
    and not from the dialogue, keep messages of their own: their first part must stand alone.
    """
    texts: List[str] = []
    follows = False
    for message in turn.messages:
        text = _with_choices(message)
        joins = bool(message.turn) and turn.crisis is None
        if joins and follows and len(texts[-1]) + 1 + len(text) <= TEXT_CHARACTERS:
            texts[-1] += "\n" + text
        else:
            texts += split(text)
        follows = joins
    return texts


def choice(text: str, choices: Sequence[Dict[str, str]]) -> Optional[str]:
    """Returns what a message stands for that picks a choice by its number: "2", "the second one".

    Args:
        text: The message.
        choices: What the latest reply offered, as in `BotMessage`.
    """
    words = set(bare(text).split())
    payloads = [one["payload"] for one in choices]
    found = picked(text, payloads)
    return found[0] if len(found) == 1 and not words & AGREES else None


AGREES = agreeing_words() | {"both", "all"}
"""With these words a message agrees rather than picks by number; the dialogue reads that."""


def _with_choices(message: BotMessage) -> str:
    lines = [f"{number}. {button['title']}" for number, button in enumerate(message.buttons, start=1)]
    return plain("\n".join([message.text, *lines]))
