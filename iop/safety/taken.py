"""What was taken, and the body that feels it: told in two messages, each of which is ordinary by itself."""

import re
from typing import Iterable

from iop.safety import told

_MUCH = (
    r"(?:[3-9]|[1-9]\d+|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|too (?:many|much)|way"
    r"|more|extra|doubled?|lots?|bunch|handful|few|some|all|whole|entire|full|bottles?|fifth|handle|pint|varias"
    r"|muchas|demasiad[oa]s?|todas|botella)"
)
_WHAT = (
    rf"(?:{told.PILLS.pattern}|{told.OPIOIDS.pattern}|\b(?:bars|beers?|drinks?|shots|vodka|whiskey|tequila|rum|gin|wine"
    r"|liquor|alcohol|edibles?|gummies|cervezas?|tragos?)\b)"
)
_TOOK = (
    r"(?:took|taken|had|swallowed|popped|ate|eaten|drank|downed|chewed|snorted|finished|did|tome|tomado|trague|bebi)"
)
_TAKEN = re.compile(
    rf"\b{_TOOK}\b(?: \w+){{0,4}}? {_MUCH}\b(?: \w+){{0,4}}? ?{_WHAT}|\b(?:drank|drinking|drunk)\b(?: \w+){{0,4}}?"
    rf" {_MUCH}\b|\b(?:doubled|double dosed|overtook)\b(?: \w+){{0,3}} {_WHAT}"
)
_OVER = re.compile(
    r"\b(?:used to|years?|months?|weeks?|ago|yesterday|last (?:week|month|year|summer|night)|every (?:day|night|week"
    r"|weekend)|a (?:day|night|week)|per day|daily|prescribed|supposed"
    r" to|my doctor|all the time|always|lately|at work|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekend|clean"
    r"|sober|antes|hace|cada)\b"
)
_FELT = re.compile(
    r"\b(?:(?:feel\w*|getting|am|im|so|really|all|kinda|and) (?:\w+ ){0,2}?(?:sleepy|drowsy|woozy|dizzy|faint|foggy"
    r"|numb|nauseous|sick(?! of| and tired)|weird|out of it|lightheaded|floaty)|(?:cant|hard to) (?:keep my eyes"
    r"|stay awake|stand up|feel my|breathe)|heart is (?:racing|pounding)|(?:mucho )?sueno|maread[oa]|nauseas?)\b"
)
_SICK_OR_SLEEPS = re.compile(
    r"\b(?:throwing up|threw up|vomit\w*|puk\w+|sleep (?:it|this|them) off|(?:just|go|going)(?: \w+){0,2} to (?:sleep"
    r"|bed) (?:now|then)|dormir la)\b"
)


def is_felt(text: str) -> bool:
    """Whether a message says that a body feels what was taken. Never raises."""
    try:
        from iop.safety.normalise import read  # here, so that what breaks in it breaks nothing else

        return bool(_FELT.search(" ".join(read(text).words)))
    except Exception:  # noqa: BLE001 - other words say that the danger grows
        return False


def feels_what_was_taken(before: Iterable[str], text: str) -> bool:
    """Whether a body feels what earlier messages say was taken just now: too much, or more than one thing.

    Args:
        before: The plain words of each message before it; looked at only where a body feels something.
        text: The plain words of the message.
    """
    is_felt = (_FELT.search(text) or _SICK_OR_SLEEPS.search(text)) and not _OVER.search(text)
    return bool(is_felt) and any(_TAKEN.search(words) and not _OVER.search(words) for words in before)
