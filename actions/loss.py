"""Reads what people write of a death or of another loss."""

import re

from iop.plain import bare

_LOSS = re.compile(
    r"\b(?:i |we |just |really )*(?:miss (?:him|her|them|my)|lost (?:(?:my|our) (?!\w*(?:phone|number|card|keys?"
    r"|password)\b)|him|her|everything)|(?:wife|husband|girlfriend|boyfriend) (?:just )?left$|(?:wife|husband"
    r"|girlfriend|boyfriend|he|she) (?:just )?(?:died"
    r"|passed|killed (?:him|her)self)|left me|divorc\w*|evicted|got fired|funeral|extran\w|perdi)\b"
)
_MOURNS = re.compile(
    r"^(?:(?:i|we|just|only|really|so|and|but|still|always) )*(?:miss (?:him|her|them|my \w+)(?: (?:so|a lot|much"
    r"|every day|bad|like crazy))*|(?:l[oa]s?|te) extrano(?: mucho)?)$"
)
_DEAD = (
    r"(?:died|passed(?: away)?|is dead|is gone$|killed (?:him|her)self|h[au]ng(?:ed)? (?:him|her)self|shot (?:him"
    r"|her)self"
    r"|took (?:his|her) (?:own )?life|od(?:ed)? and died|overdosed and (?:he |she )?died|drank (?:him"
    r"|her)self to death)"
)
_WHO = (
    r"(?:(?:my|our) (?:\w+ )?(?:mom|mother|dad|father|son|daughter|child|kid|baby|wife|husband|partner|brother|sister"
    r"|friend"
    r"|best friend|boyfriend|girlfriend|fiancee?|cousin|uncle|aunt|niece|nephew|roommate|sponsor|grand\w+)|he|she|hes"
    r"|shes)"
)
_DEATH = re.compile(
    rf"\b{_WHO} (?:just |had |has |od(?:ed)? and |overdosed and |overdosed he |overdosed she )*{_DEAD}\b"
    rf"|\b(?:we|i) (?:just )?(?:buried|cremated|lost) {_WHO}\b|^(?:no )?(?:\w+ ){{0,4}}(?:hes|shes) (?:gone"
    rf"|dead)\b(?: i found (?:him|her))?$"
    r"|^i found (?:him|her)(?: (?:dead|like that|hanging))?$"
    r"|\bmi \w+ (?:murio|fallecio)\b"
)
_MORE = re.compile(
    r"\b(?:i|ive|im) (?:\w+ )?(?:need|want|drink\w*|drank|us(?:e|ing|ed)|relaps\w*|cant sleep|have been|started"
    r"|started|been)\b"
    r"|\b(?:help|treatment|program|therapy|groups?|counsel\w+|since|after|when|years?)\b"
)
"""Words by which a message says more than the death: an answer may be better than condolence alone."""
_STAYS = re.compile(
    r"\b(?:(?:keep|kept|still|always) (?:see|seeing|hear|hearing|think|thinking)|cant stop (?:see|think|cry)\w*"
    r"|i found (?:him|her)"
    r"|(?:feel|feeling) (?:so |just |completely )?(?:numb|empty|nothing|lost)|(?:he|she)s gone|it (?:still )?hurts"
    r"|cant (?:sleep|eat))\b"
)
_MOST_WORDS = 16


def tells_of_a_loss(text: str) -> bool:
    """Whether a message tells of a loss: of a person, a home, work."""
    return "?" not in text and bool(_LOSS.search(bare(text)))


def mourns(text: str) -> bool:
    """Whether a message says no more than that somebody is missed."""
    return bool(_MOURNS.search(bare(text)))


def tells_of_a_death(text: str) -> bool:
    """Whether a message tells of a death, and hardly anything else."""
    plain = bare(text)
    return (
        "?" not in text and len(plain.split()) <= _MOST_WORDS and bool(_DEATH.search(plain)) and not _MORE.search(plain)
    )


def grief_stays(text: str) -> bool:
    """Whether a message goes on about a death that was just told: what is seen again and again, or felt no more."""
    plain = bare(text)
    return "?" not in text and len(plain.split()) <= _MOST_WORDS and bool(_STAYS.search(plain))
