"""What a message means after a danger that was spoken of before: whose danger it is, and of which kind, stays.

A message alone says little: "he has a pistol", "i keep seeing things move". Another kind of danger takes the place of
the one before only where the message says it by itself, and of a person whom it can be about, or where it explains what
was said before: "from not drinking".
"""

import re
from typing import NamedTuple, Optional, Pattern, Sequence, Tuple

from iop.safety import later, told
from iop.safety.situation import (
    ABOUT_TO_USE,
    ACTED,
    ARMED,
    BODILY,
    CHILD_ATE,
    CHILD_CALLS,
    HURT_CHILD,
    LASTING,
    MISSING,
    NO_RESPONSE,
    ON_THE_EDGE,
    OWN,
    PILLS,
    SOMEBODY_ELSE,
    YOUNG,
    situation,
    situation_then,
)
from iop.safety.verdict import Verdict

_WRITER = frozenset("i im ive id ill me my myself yo me mi mis quiero voy estoy".split())
_SELF = _WRITER - {"my", "mi", "mis", "me"}
_OTHERS = frozenset("he she they hes shes theyre hed shed him her them his their el ella ellos le se su".split())
_ORGANS = (
    r"(?:liver|kidneys?|heart|brain|stomach|guts?|body|lungs?|throat|chest|head|back|insides?|baby inside|unborn)\b"
)
_AT_SOMEBODY = re.compile(
    r"\b(?:kill\w*|shoot\w*|shot|hurt\w*|hit\w*|stab\w*|chok\w*|beat\w*|threat\w*|attack\w*|chas\w*|point\w*|aim\w*"
    r"|wav\w*|com\w+ (?:after|at)|take|after|locked(?! my)|matar\w*|amenaz\w*|apunt\w*)(?: \w+){0,2} (?:me|us|him|her"
    rf"|them|everyone|everybody|people|my (?!{_ORGANS})\w+|our \w+|the (?:kids|children|baby)|nos|nosotros)\b"
    rf"|\bme (?:va a )?(?:matar"
    r"|amenaz\w*|apunt\w*)\b"
)
_EXPLAINS = re.compile(r"^(?:no |well |because |cause )*(?:it|that|this) was (?:\w+ )?(?:to|because|cause|so)\b")
"""Says why something was taken."""
_OTHERS_DO = _OTHERS - {"him", "her", "them", "his", "their"}
_NOT_TO_DIE = re.compile(
    r"\b(?:not|dont|doesnt|never|isnt|nothing|no)(?: \w+){0,3}"
    r" (?:die|dying|dead|death|kill\w*|suicid\w*|morir\w*|matar\w*)\b"
)
_BY_POLICE = re.compile(
    r"\b(?:cops?|police|they|theyll|theyd|swat|officers?)(?: (?:will|would|might|could|are|going|gonna|to|just))*"
    r" (?:shoot|kill|hurt|tase|taze|beat|tackle)\b"
)
"""What those who help may do to somebody: fear of it is no other danger."""
_NOT_TAKEN = re.compile(
    r"\b(?:not|isnt|arent|aint|didnt|havent|never|no)(?: \w+){0,2} (?:overdos\w*|od|oding|tak\w+|took|swallow\w*)\b"
)
_OF_A_BODY = re.compile(
    rf"{told.TAKEN.pattern}|{told.DOES_NOT_ANSWER.pattern}|{told.NO_RESPONSE.pattern}|\b(?:pass\w* out|seiz\w*|faint\w*"
    r"|chest|heart|pulse|blood\w*|bleed\w*|vomit\w*|throw\w* up|threw up|shak\w*|trembl\w*|fever|confus\w*|withdraw\w*"
    r"|seeing|hearing|convuls\w*|sangr\w*|pecho|tome|tomo|trague|trago|ate|eaten|drunk|high|used|using|injected"
    r"|naloxone|narcan|collaps\w*|slur\w*)\b"
)
"""Without such words no message turns another danger into that of a body."""
_OF_BODIES = (PILLS, CHILD_ATE, CHILD_CALLS, NO_RESPONSE)
"""Situations of a body that may be told piece by piece."""
_OF_TWO = ("abuse_violence", "harm_others")


class Danger(NamedTuple):
    """The danger of a conversation: its kind, and the situation as in `iop.safety.situation`."""

    route: str
    situation: Optional[str] = None


class _Explained(NamedTuple):
    """A message that says what the danger before really is: its words, and words of any message since that danger."""

    before: Tuple[str, ...]
    says: Pattern[str]
    told: Pattern[str]
    danger: Danger


_EXPLAINED = (
    _Explained(("harm_others",), later.IN_THE_VEIN, later.SHOOTS, Danger("overdose_emergency", ABOUT_TO_USE)),
    _Explained(("harm_others",), told.YOUNG, later.IN_THE_FAMILY, Danger("abuse_violence", YOUNG)),
    _Explained(OWN, later.TOOK_IT, later.MEDICINES, Danger("overdose_emergency", PILLS)),
    _Explained(("suicide_self",), told.NOT_ME_BUT_HIM, later.MEANS_TO_HURT, Danger("harm_others")),
    _Explained(("overdose_emergency",), told.SMALL, later.FEEBLE, Danger("harm_others", HURT_CHILD)),
)


def in_course(before: Danger, verdict: Verdict, text: str, earlier: Sequence[str] = ()) -> Danger:
    """Returns the danger of the conversation after a message that was taken for danger.

    Args:
        before: The danger so far.
        verdict: What `check` said of the message alone.
        text: The message.
        earlier: The messages since that danger was first spoken of.
    """
    words = _words(text)
    before = _of_whom(before, words, earlier)
    so_far = _so_far(earlier, words)
    if verdict.route and verdict.route != before.route and _is_another(before, verdict, words):
        return Danger(verdict.route, verdict.situation or _of_body(verdict.route, so_far) or _unnamed(before, words))
    explained = _explained(before, words, so_far)
    then = _then(explained if explained.route != before.route else before, words)
    if verdict.route != then.route or then.situation in LASTING:
        return then
    if then.situation == ARMED and verdict.situation == MISSING:
        return then
    return Danger(then.route, verdict.situation or then.situation)


def goes_on(before: Danger, text: str, earlier: Sequence[str] = ()) -> Danger:
    """Returns the danger of the conversation after a message that need not speak of danger by itself.

    Args:
        before: The danger so far.
        text: The message.
        earlier: The messages since that danger was first spoken of.
    """
    words = _words(text)
    whose = _of_whom(before, words, earlier)
    danger = _explained(whose, words, _so_far(earlier, words)) if whose == before else whose
    if danger == before and earlier:
        danger = _plainer(before, text, earlier)
    return _then(danger, words)


def _then(danger: Danger, words: Sequence[str]) -> Danger:
    return Danger(danger.route, situation_then(danger.route, danger.situation, words))


def _of_whom(before: Danger, words: Sequence[str], earlier: Sequence[str]) -> Danger:
    """Returns the danger as that of whom the message says it to be of."""
    text = " ".join(words)
    if before.route == "third_party_suicide" and told.ME_NOT_ANOTHER.search(text):
        return Danger("suicide_self")
    if before.route in BODILY and told.ON_THE_EDGE.search(text) and not _OTHERS_DO.isdisjoint(words):
        return Danger("third_party_suicide", ON_THE_EDGE)
    is_of_another = told.NOT_ME.search(text) or (
        earlier and _SELF.isdisjoint(_words(earlier[0])) and told.OF_ANOTHER.search(text)
    )
    if before.route not in OWN or not is_of_another:
        return before
    return Danger(before.route, SOMEBODY_ELSE) if before.route == "self_harm" else Danger("third_party_suicide")


def _explained(before: Danger, words: Sequence[str], so_far: Sequence[str]) -> Danger:
    """Returns the danger that the message says the one before to be; for a body, with all that was told of it."""
    text, whole = " ".join(words), " ".join(so_far)
    if before.situation in (None, PILLS):
        for one in _EXPLAINED:
            if before.route in one.before and one.says.search(text) and one.told.search(whole):
                return one.danger
        return Danger(before.route, _of_body(before.route, so_far) or before.situation)
    return before


def _of_body(route: str, so_far: Sequence[str]) -> Optional[str]:
    """Returns the situation of a body in need, by all that was told of it."""
    found = situation(route, so_far) if route in BODILY else None
    return found if found in _OF_BODIES else None


def _unnamed(before: Danger, words: Sequence[str]) -> Optional[str]:
    """Returns that pills were taken, where who would die says no more than "i took them"."""
    text = " ".join(words)
    is_own = before.route in OWN and later.TOOK_IT.search(text) and not told.DOES_NOT_ANSWER.search(text)
    return PILLS if is_own and not told.OPIOIDS.search(text) else None


def _plainer(before: Danger, text: str, earlier: Sequence[str]) -> Danger:
    """Returns another kind of danger where the first message did not say its own plainly, and both together do."""
    from iop.safety.detector import check  # here, as it reads with what may break

    if before.situation is not None or check(earlier[0]).is_plain:
        return before
    both = check(f"{earlier[0]}. {text}")
    return Danger(both.route, both.situation) if both.route and both.is_plain else before


def _so_far(earlier: Sequence[str], words: Sequence[str]) -> Sequence[str]:
    return [*(word for message in earlier for word in _words(message)), *words]


def _words(text: str) -> Sequence[str]:
    try:
        from iop.safety.normalise import read  # here, so that what breaks in it breaks nothing else

        return read(text).words
    except Exception:  # noqa: BLE001 - the words as they stand are good enough
        return text.lower().split()


def _is_another(before: Danger, verdict: Verdict, words: Sequence[str]) -> bool:
    """Whether a message says another kind of danger by itself, of a person whom it can be about."""
    if not verdict.is_plain:
        return False
    text = " ".join(words)
    is_of_no_body = not _OF_A_BODY.search(text) or _NOT_TAKEN.search(text)
    if verdict.route in BODILY and before.route not in BODILY and is_of_no_body:
        return False
    if verdict.route in _OF_TWO and before.route in BODILY:
        return bool(told.ABUSER.search(text) or _AT_SOMEBODY.search(text)) and not _EXPLAINS.search(text)
    if verdict.route in (*BODILY, *_OF_TWO) and _then(before, words).situation == ACTED:
        return verdict.route in BODILY and bool(told.TAKEN.search(text))
    is_of_another = before.route == "third_party_suicide" or before.situation == SOMEBODY_ELSE
    if is_of_another and verdict.route in OWN:
        return not _WRITER.isdisjoint(words)
    if is_of_another and verdict.route in _OF_TWO:
        return bool(_AT_SOMEBODY.search(text)) and not _BY_POLICE.search(text)
    if verdict.route == "suicide_self":
        return not _NOT_TO_DIE.search(text) and _is_of_own_death(text)
    if before.route == "suicide_self" and verdict.route == "self_harm":
        return False
    if before.route in OWN and verdict.route == "third_party_suicide":
        return not _OTHERS_DO.isdisjoint(words)
    if before.route in OWN and verdict.route == "harm_others":
        return bool(_AT_SOMEBODY.search(text)) or not told.WEAPON.search(text)
    if before.route == "abuse_violence" and verdict.route == "third_party_suicide":
        return bool(later.FOR_LIFE.search(text)) and not later.BY_ANOTHER.search(text)
    if before.route == "abuse_violence" and verdict.route == "harm_others":
        return not _SELF.isdisjoint(words)
    if before.route == "harm_others" and verdict.route == "abuse_violence":
        return not _OTHERS.isdisjoint(words) or bool(_AT_SOMEBODY.search(text))
    return True


def _is_of_own_death(text: str) -> bool:
    return bool(later.FOR_LIFE.search(text)) and not later.BY_ANOTHER.search(text)
