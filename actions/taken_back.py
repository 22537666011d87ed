"""Reads whether words of danger are taken back, denied or explained as something else."""

import re
from typing import Optional

from actions.loss import mourns, tells_of_a_death, tells_of_a_loss
from actions.what_follows import is_of_the_danger, is_question
from iop.plain import bare
from iop.safety.later import FOR_LIFE
from iop.safety.told import ME_NOT_ANOTHER

_CORRECTS = re.compile(
    r"\b(?:i|we) (?:(?:only|just|really|actually|meant|mean) )*mean(?:t)?\b|\bnot (?:that|like that"
    r"|what i mean\w*)\b|\btalking about\b"
)
_MEANT = re.compile(
    r"\b(?:(?:this|the|my) (?:town|city|state|street|neighborhood|country|office|marriage|relationship)"
    r"|wait(?:ing)?(?: ?list)?|list|program|iop|php|groups?|class(?:es)?|sessions?|clinic|rehab|job|work|school"
    r"|class|lease|contract|apartment|insurance|plan|drinking|habit|smoking|relationship|marriage|girlfriend"
    r"|boyfriend|subscription|call|form|phone|app|website|commute|traffic|(?:back|knee|neck|chronic|physical) pain)\b"
)
"""What was meant instead of one's life."""
_SAYS_ELSE = re.compile(
    r"\b(?:i (?:(?:just|only|really|actually) )*mean(?:t)?|as in|meaning) (?!it\b|that\b|what\b"
    r"|my life\b)(?:\w+ ?){2,}"
)
_DESPAIR = re.compile(
    r"\b(?:tired|done|over|anymore|nothing|everything|everyone|cant|cannot|empty|hopeless|worthless|point|burden|gone"
    r"|end\w*|leav\w*|sorry|hate|pain|sad|cry\w*|dark|sleep|goodbye|pills?|meds|bottle|rope|bridge|drink\w*"
    r"|us(?:e|ing))\b"
)
"""Words by which "i mean" may say the same again."""
_JOKES = re.compile(r"\b(?:jk|j k|kidding|jok(?:e|es|ing)|lol|haha|lmao|broma|bromeando|chiste)\b")
_TAKES_BACK = re.compile(
    r"\b(?:jk|j k|(?:just )?kidding|(?<!no )(?<!not )(?<!not a )jok(?:e|es|ing)|not serious"
    r"|didnt mean|did not mean|chill|not like that"
    r"|not what i (?:meant|said)|^(?:lol|haha|lmao) (?:no|nah)\b|^(?:no|nah) (?:lol|haha|lmao)\b|misunderstood"
    r"|misread|typo|autocorrect\w*|(?:not|nothing) (?:literally|actually|for real)|figure of speech|expression"
    r"|exaggerat\w*|messing with (?:you|u)|trolling|testing (?:you|u)|venting|blowing off steam|(?:of"
    r"|from) (?:boredom|laughter|laughing|embarrassment|cringe)|(?:song|lyrics?|movie|video game|quote)"
    r"|for (?:camping|hunting|fishing|school|a (?:book|class"
    r"|project|play|story))|i mean(?:t)? (?:here )?(?:in|on|to"
    r"|about) (?:this|the) (?:chat|site|page|website|app|program|place)|(?:im|i am|i feel|ill be|i will be) (?!not "
    r"|never )(?:\w+ )?(?:safe|ok|okay|fine|good|better|alright|all right)|not (?:gonna|going to) (?:do|hurt|kill"
    r"|act)|wont do|wouldnt do|never do|broma|bromeando|chiste|no (?:lo )?(?:dec\w+|dij\w+) en serio"
    r"|(?<!no )estoy (?:\w+ )?(?:bien|mejor))\b"
)
_SOMEBODY = (
    r"(?:(?:he|she|they|my (?:mom|mother|dad|father|son|daughter|kid|child|wife|husband|partner|brother|sister|friend"
    r"|boyfriend|girlfriend|cousin|uncle|aunt|niece|nephew|roommate|grand\w+))(?: is| are| isnt| arent| was|s)?|hes"
    r"|shes|theyre)"
)
_WELL = (
    r"(?:(?:now|back|home|just|doing|feeling|and|again|at home) )*"
    r"(?:ok|okay|fine|safe|well|better|good|alright|all right)"
    r"(?: (?:now|back|home|safe|sound|and|again|today|with (?:me|us|him|her)|at home))*"
)
_NO_DANGER = (
    r"(?:not|never|isnt|aint|is not|wasnt) (?:suicidal|in (?:any )?danger"
    r"|(?:going to |gonna )?(?:hurt|kill|cut|harm)(?:ing|ting)? (?:him|her|them)sel\w+)"
)
_NOBODY = (
    r"(?:(?:nobody|no one|none of us)(?: here)?(?:s| is| was| are)? (?:suicidal|hurt|in (?:any )?danger"
    r"|(?:going to|gonna) (?:die|hurt|kill|do)\w*(?: \w+)?)|(?:everyone|everybody|all of us|we) ?(?:s|re| is| are)?"
    r" (?:all )?(?:safe|fine|ok|okay|alright)|(?:that|this|it) (?:was|happened) (?:\w+ ){0,3}(?:years?|months?|long)"
    r" ago|eso (?:fue|paso|era) (?:antes|hace \w+)|nadie (?:esta|corre|quiere) (?:\w+ )?(?:peligro|morir|herido)"
    r"|todos estamos (?:bien|a salvo))"
)
_OLD_MARKS = (
    r"(?:(?:its|it is|theyre|they are|those are|these are|just|only) )*(?:all )?(?:years )?old (?:scars?|marks?"
    r"|cuts?)"
)
_ASKED = (
    r"(?:(?:i|we) (?:asked|checked|talked)(?: (?:to|with))?(?: (?:him|her|them))?"
    r"|(?:he|she|they) (?:said|says|promised)(?: so)?)"
)
_REASSURES = re.compile(
    r"^(?:(?:no|nah|well|ok|okay|oh|actually|but|update|nvm|sorry|thank god) )*"
    rf"(?:(?:{_SOMEBODY} (?:{_WELL}|{_NO_DANGER})|{_OLD_MARKS}|{_NOBODY}) ?(?:(?:now|and|but|so) )*)+"
    rf"(?: ?(?:{_ASKED}|thank god|now|so far))*$"
)
_DENIES = re.compile(
    r"^(?:(?:no|nah|nope|well|oh|sorry|dont worry|i (?:already )?(?:said|told (?:you|u))|like i said|what) )*(?:(?:im"
    r"|i am)"
    r" (?:not|never) (?:suicidal|in (?:any )?danger"
    r"|(?:going to |gonna )?(?:hurt|kill)(?:ing)? myself|thinking (?:about|of) (?:it|that|suicide|dying)(?: myself)?)"
    r"|no soy suicida)(?: (?:or anything|at all|myself))?(?: (?:i )?(?:just|only) (?:(?:really )?(?:miss \w+|sad"
    r"|tired|stressed|grieving)))?$"
)
_FOR_ANOTHER = re.compile(
    r"\b(?:asking|here|writing|its|this is) (?:for|about) (?:my|our|a|him|her|them)\b|\bpregunto por\b|\bes para mi \w+"
)
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo"
    r"|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_LONG_AGO = (
    rf"(?:(?:in|back in|back|since|early|late|this past) )*(?:{_MONTHS}|(?:19|20)\d\d|(?:last|this past|the other)"
    rf" (?:week(?:end)?|month|year|spring|summer|fall|winter|{_DAYS}|{_MONTHS})|(?:over )?(?:a|an|one|two|three|four"
    r"|five|six|\d+|some|many|few|a few|a couple(?: of)?|couple(?: of)?) (?:weeks?|months?|years?) ago|(?:weeks"
    r"|months|years|long|a while) ago|hace (?:\w+ )?(?:semanas?|meses|mes|anos?)|(?:el|la) (?:semana|mes"
    r"|ano) pasad[oa])"
)
_DAYS_AGO = rf"(?:(?:on|over|back on) )?(?:{_DAYS}|the weekend|(?:a couple(?: of)?|a few|few|two|three|\d+) days ago)"
_TIME_IS = (
    r"(?:\b(?:that|this|it|which|all that|eso|todo eso)(?: (?:stuff|thing|part|all|already|really))* ?(?:was|happened"
    r"|is"
    r" from|s from|fue|paso|era)|\b(?:i (?:mean|meant|said|told (?:you|u))|like i said|as i said)(?: \w+){0,5}?)"
    r"(?: (?:all|already|way|like|about|almost|over|more than))*"
)
_WAS_LONG_AGO = re.compile(rf"{_TIME_IS} {_LONG_AGO}\b")
_WAS_DAYS_AGO = re.compile(rf"{_TIME_IS} {_DAYS_AGO}\b")
_ONLY_LONG_AGO = re.compile(
    rf"^(?:(?:no|nah|well|sorry|but|and|hey|i|actually) )*{_TIME_IS} (?:{_LONG_AGO}|{_DAYS_AGO})"
    r"(?: (?:now|already|and|so|im|i am|its|over|fine|ok|okay|good|better|all|done))*$"
)
_DONE = re.compile(
    r"\b(?:tried|attempted|attempt|overdosed|od|oded|took|cut|burned|survived|happened|was|had|intente|tome|corte)\b"
)
_NOT_OVER = re.compile(
    r"\b(?:again|still|today|tonight|right now|but (?:i|he|she|now)|since then|ever since|this (?:morning|week)"
    r"|just (?:now"
    r"|took|did|had)|keeps?|cant|otra vez|hoy|todavia)\b"
)
"""Words by which what began then may go on."""
_PIECES = re.compile(r"(?<=[.!?;,\n])\s+")
_GRAVE = re.compile(
    r"\b(?:voices?|guns?|pistols?|rifles?|shotguns?|weapons?|knife|knives|machete|wires?|cameras?|recording"
    r"|following me|after me|in (?:the|my) (?:walls?|attic)|voces|pistola|arma|armas|cuchillo|me persiguen)\b"
)
"""With a weapon, or in fear of what may not be there, "i mean" explains nothing away."""
_MOST_WORDS_OF_NEWS = 14
"""A longer message may say more than that somebody is well."""


def corrects(text: str, first: str = "") -> bool:
    """Whether a message says that something else was meant than one's life: the waiting list, the program, a trip.

    Args:
        text: The message.
        first: The message that was taken for danger.
    """
    plain = bare(text)
    if is_of_the_danger(text) or ME_NOT_ANOTHER.search(plain):
        return False
    if _CORRECTS.search(plain) and _MEANT.search(plain):
        return True
    says_else = first and _SAYS_ELSE.search(plain) and not FOR_LIFE.search(bare(first))
    return bool(says_else) and not _DESPAIR.search(plain)


def takes_back(text: str) -> bool:
    """Whether a message takes the words of danger back, for oneself or for somebody else."""
    return bool(_TAKES_BACK.search(bare(text))) or reassures(text) or denies(text)


def was_long_ago(text: str, days_count: bool = False) -> bool:
    """Whether a message says that what was told happened long ago, and nothing that may go on.

    Args:
        text: The message.
        days_count: Whether some days are long enough.
    """
    plain = bare(text)
    is_past = _WAS_LONG_AGO.search(plain) or (days_count and _WAS_DAYS_AGO.search(plain))
    return bool(is_past) and not _NOT_OVER.search(plain)


def tells_what_was_done(told: str) -> bool:
    """Whether something that happened was told, and not only what is wished or felt now."""
    return bool(_DONE.search(bare(told)))


def is_for_another(text: str) -> bool:
    """Whether a message says for whom it asks."""
    return bool(_FOR_ANOTHER.search(bare(text)))


def is_grave(told: str) -> bool:
    """Whether a weapon was spoken of, or what may not be there."""
    return bool(_GRAVE.search(bare(told)))


def without_denials(text: str) -> str:
    """Returns what is left of a message without the pieces that say that nobody is in danger; all where none does.

    "jk" is no such piece: a joke takes nothing back for sure.
    """
    pieces = _PIECES.split(text)
    left = [piece for piece in pieces if not takes_back(piece) or _JOKES.search(bare(piece))]
    return " ".join(left) if left and len(left) < len(pieces) else text


def denies(text: str) -> bool:
    """Whether a message says no more than that the writer is in no danger."""
    return bool(_DENIES.search(bare(text)))


def reassures(text: str) -> bool:
    """Whether a message says no more than that somebody else is well or in no danger."""
    plain = bare(text)
    return "?" not in text and len(plain.split()) <= _MOST_WORDS_OF_NEWS and bool(_REASSURES.search(plain))


def heard_without_question(text: str) -> Optional[str]:
    """Returns which short reply fits a message that asks nothing, outside of a crisis; None where it says more."""
    plain = bare(text)
    if reassures(text):
        return "glad"
    if mourns(text) or (tells_of_a_death(text) and not is_question(text)) or (denies(text) and tells_of_a_loss(text)):
        return "mourns"
    return "thanks_for_saying" if denies(text) or _ONLY_LONG_AGO.search(plain) else None
