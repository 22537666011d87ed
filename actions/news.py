"""Reads the news that people write after the crisis texts: thanks, help that came, the way to the hospital.

The safety check tells which kind of news a message is; it learned that from `data/safety/news.yml`.
"""

import re
from typing import Dict, NamedTuple, Optional

from actions.good_news import reply_to
from actions.so_far import EASED, WITH_HELP
from actions.what_follows import is_question
from iop import safety
from iop.plain import bare

_OPEN = re.compile(
    r"\b(?:if|unless|until|maybe|might|probably|think|guess|hope|pray|wish|should|could|used to|once|ago|yesterday|yet"
    r"|still|anyway|but|tomorrow|last (?:week|month|year|time|summer|winter)|manana|tal vez|creo|espero|todavia|aun"
    r"|pero)\b|^(?:i |we )?(?:called|texted)(?: them)?$"
)
"""May say that it has not come so far, or that all is not well; a bare "i called", that nobody answered."""
_DENIES = re.compile(
    r"\b(?:not(?! (?:alone|by myself))|no|dont|doesnt|didnt|wont|cant|never|isnt|arent|aint|hasnt|havent|nobody|nunca"
    r"|nadie)\b(?! (?:esta|estoy) sol[oa]s?)"
)
_MAY_DENY = ("off_the_road", "put_away", "experts_said")
"""Kinds of news that are told by what is not: "i am not driving", "they said it is not dangerous"."""
_JOINTS = re.compile(r"(?<=[.!;,\n])\s+|\s+(?=(?:and|but|so) (?:can|could|do|does|will|would|what|when|how|is)\b)")
_CLAUSE_END = re.compile(r"[.,;!\n]|\b(?:and|y)\b", re.IGNORECASE)
_FEELS = re.compile(
    r"^(?:(?:and|but|god|so) )*(?:i|im|we|were)(?: \w+)? (?:feel|feeling|scared|so|just so|ashamed|hate)\b"
)
"""How it is for the writer, beside the news: it takes nothing from them."""
_MOST_WORDS = 14
"""A longer message may say more."""
_MOST_WORDS_OF_THANKS = 8
_NO_EASE = ("welcome", "alive", "awake", "one_step_more")
_NO_HELP = (*_NO_EASE, "reached_out", "stepped_away")


class News(NamedTuple):
    """What a message tells, and what it asks beside that.

    Attributes:
        reply: Which of the short replies of `iop.safety.short_words` answers it.
        question: The question beside it, or an empty string.
    """

    reply: str
    question: str = ""

    @property
    def marks(self) -> Dict[str, bool]:
        """What a report notes of it: whether others see to the danger or it is over, and whether it eased at all."""
        return {WITH_HELP: self.reply not in _NO_HELP, EASED: self.reply not in _NO_EASE}


def news(text: str, route: str, situation: Optional[str] = None, speaks_of_danger: bool = False) -> Optional[News]:
    """Returns the news in a message, or None.

    Args:
        text: The message.
        route: The danger that was spoken of.
        situation: That of the danger.
        speaks_of_danger: Whether the message alone was taken for danger.
    """
    reply = _short_reply(text, route, situation, speaks_of_danger)
    if reply:
        return News(reply)
    pieces = _JOINTS.split(text)
    for place in range(1, len(pieces)):
        question = " ".join(pieces[place:])
        if is_question(question) or (_FEELS.search(bare(question)) and not speaks_of_danger):
            reply = _short_reply(" ".join(pieces[:place]).rstrip(",;"), route, situation, speaks_of_danger)
            if reply and reply != "welcome":
                return News(reply, question if is_question(question) else "")
            return None
    return None


def news_beside_danger(text: str, route: str, situation: Optional[str] = None) -> Optional[News]:
    """Returns the news in a first message of danger that help is there already: "he overdosed, the medics have him".

    Args:
        text: The message.
        route: The danger that it speaks of.
        situation: That of the danger.
    """
    if not _may_be_news(text) or _DENIES.search(bare(text)):
        return None
    told = (news(clause, route, situation) for clause in _CLAUSE_END.split(text))
    return next((one for one in told if one and one.reply == "help_is_there"), None)


def _may_be_news(text: str) -> bool:
    plain = bare(text)
    return len(plain.split()) <= _MOST_WORDS and not (is_question(text) or _OPEN.search(plain))


def _short_reply(text: str, route: str, situation: Optional[str], speaks_of_danger: bool) -> Optional[str]:
    kind = safety.kind_of_news(text, speaks_of_danger) if _may_be_news(text) else None
    plain = bare(text)
    if kind is None or (kind not in _MAY_DENY and _DENIES.search(plain)):
        return None
    reply = reply_to(kind, plain, route, situation)
    return None if reply == "welcome" and len(plain.split()) > _MOST_WORDS_OF_THANKS else reply
