"""What a message refers to in what was said before: a pick among offers, or a piece that leans on the last answer."""

import re
from typing import Dict, List, Mapping, Optional, Sequence

from iop.intake.words import agreeing_words
from iop.plain import bare

_NUMBERS: Dict[str, int] = {
    word: i
    for i, names in enumerate(
        (
            "1 one first 1st uno primero primera",
            "2 two second 2nd dos segundo segunda",
            "3 three third 3rd tres tercero tercera",
        )
    )
    for word in names.split()
}
_AROUND = frozenset(
    """a an the option number no nr choice question please pls pick choose i ill take want meant mean go with that thats
    it is would like to and ok okay yes yeah um hmm one el la lo de favor por thanks answer""".split()
)
_LAST = frozenset(("last", "ultimo", "ultima"))
_ALL = frozenset(("both", "all", "everything", "either", "ambos", "todos"))
_YES = agreeing_words() | {"please", "exactly", "great"}
"""A yes to an offer may be said more freely than one that sends somebody's details."""
_GOES_ON = re.compile(
    r"^(?:and|or|but|also|plus|even|what about|how about|what if|what abt|y|with|without|for|same|then|so"
    r"|from|on|at|in|during|after|before|by|until|because|not|only|just|like)\b",
    re.IGNORECASE,
)
"""Beginnings that join a message to what was said."""
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|that one|this one|those|them|they|these|one|ones|there|he|she|him|her|too|instead|as well"
    r"|then)\b",
    re.IGNORECASE,
)
"""Words that stand for what was said."""
_BARE = re.compile(
    r"^(?:(?:ok|and|so|but|for|over|until|till|by|since|at)\s+)*"
    r"(?:how (?:often|long|many|soon|far|late|early)|what (?:time|days?|for)|when|why|who|which"
    r"|every (?:single )?(?:time|day|week|month))"
    r"(?: (?:days?|weeks?|months?|times|hours|sessions))?"
    r"(?: (?:do|does|did|is|are|would|will|can|could) (?:it|that|this|they|you|we|i|he|she)"
    r"(?: (?:take|last|go|happen|work|start|end|be|do|need|have|keep|run|that|it|up|you|to|on|with|me))+)?\W*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\bhow (?:many|long|often)\b", re.IGNORECASE)
_AGE = re.compile(
    r"^(?:(?:i|he|she|they)(?:m|s|re| am| is| are)?|im|hes|shes|theyre|(?:my|our) \w+(?: is)?)? ?"
    r"(?:(?:only|just|almost|about|like|turning) )*(?:9|1[0-9]|[2-9][0-9])(?: ?(?:years?|yrs?|yo|y o)(?: old)?)?$"
)
_WONDERS = re.compile(
    r"^(?:(?:oh|ok|okay|wait|but|so|and|wow|lol|um|hm+|huh) )*"
    r"(?:really|for real|seriously|(?:are )?(?:you|u) (?:sure|serious)|is that (?:true|right|so|all|it)|no way|says who"
    r"|how|how (?:come|so|exactly)|like how|in what way|why|why not|why is that|whys that|prove it|so what"
    r"|explain|go on|what else|(?:and )?(?:then|after that)(?: what)?|what then)"
    r"(?: (?:though|tho|exactly|lol))?$"
)
LEANING_WORDS = 9
"""A longer message says itself what it is about."""
STANDING_WORDS = 4
"""A message of so few words may lean on what came before even without a word like "that" in it."""


def picked(text: str, offered: Sequence[str]) -> List[str]:
    """Returns those of the offered entries that a message picks: "2", "the second one", "both", "yes".

    Args:
        text: The message.
        offered: Their ids, in the order in which they were offered.
    """
    words = bare(text).split()
    if not offered or not words:
        return []
    if set(words) <= _YES | {"that", "one", "it", "do", "would", "i", "like", "por", "favor"} and _YES & set(words):
        return [offered[0]]
    if set(words) <= _ALL | _AROUND | {"of", "them"} and _ALL & set(words):
        return list(offered)
    if set(words) <= _LAST | _AROUND and _LAST & set(words):
        return [offered[-1]]
    telling = [word for word in words if word not in _AROUND] or [word for word in words if word in _NUMBERS]
    if telling and all(word in _NUMBERS for word in telling):
        return [offered[_NUMBERS[word]] for word in dict.fromkeys(telling) if _NUMBERS[word] < len(offered)]
    return []


def leans(text: str) -> bool:
    """Whether a message says that it goes on from the question before it: "and with Medicaid?", "how much is that"."""
    return _is_short(text) and bool(_GOES_ON.search(text.strip()) or _POINTS_BACK.search(text))


def points_back(text: str) -> bool:
    """Whether a word of a message stands for what was said before: "do you treat it"."""
    return _is_short(text) and bool(_POINTS_BACK.search(text))


def _is_short(text: str) -> bool:
    return len(bare(text).split()) <= LEANING_WORDS


def is_bare(text: str) -> bool:
    """Whether a message asks without naming a subject: "how often", "for how many weeks", "how long does that take"."""
    return bool(_BARE.search(text.strip()))


def wonders(text: str) -> bool:
    """Whether a message only doubts what was said, or wants more of it: "really?", "how", "why not", "ok and then"."""
    return bool(_WONDERS.search(bare(text)))


def asks_amount_anew(text: str, question: str) -> bool:
    """Whether a message asks for another amount than the question before it: "how many weeks", after hours a day."""
    return bool(_AMOUNT.match(question) and _AMOUNT.search(text))


def tells_age(text: str) -> bool:
    """Whether a message says no more than how old somebody is: "he's 17"."""
    return bool(_AGE.search(bare(text)))


def may_lean(text: str) -> bool:
    """Whether a message is so short that it may go on from the question before it: "evenings?"."""
    return len(bare(text).split()) <= STANDING_WORDS


def ids(context: Optional[Mapping[str, object]], key: str) -> List[str]:
    """Returns the ids under a key of the context; none, where there is no context or it is something else."""
    found = (context or {}).get(key) or []
    return [one for one in found if isinstance(one, str)] if isinstance(found, (list, tuple)) else []
