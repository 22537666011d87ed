"""When somebody would like to be called, in their own words."""

import re
from typing import Optional

from iop.intake.time_words import DAY, HOUR, SPAN, TIMES, TOMORROW
from iop.intake.words import words

_ABOUT_CALLING = re.compile(
    r"\b(?:call|calls|calling|reach|ring|phone me|contact me|best|better|good|available|free|works|work for me|"
    r"prefer|i'?m off|try me|make it|instead|(?:change|move|switch|set|push) (?:it|that|(?:the|my) (?:time|call)) to|"
    r"times? (?:should be|is wrong)|"
    r"llam(?!o\b)\w+|marc(?:ar|a|an)|marqu\w+|contact\w+|disponible|libre|puedo|mejor)\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:get|have|schedule|set up|book|request|want|need|like|arrange) (?:an? |my )?(?:phone )?call(?: ?back)?\b"
    r"|\b(?:call|reach|ring|phone|contact) (?:me|us|him|her|back)\b|\bllam(?!o\b)\w+",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?|^(?:what|when|do|does|is|are|can i|how|which|where)\b", re.IGNORECASE)
_NO_TIME = re.compile(
    r"\b(?:voicemail|text|phone|number|email|don'?t know|why|who|what|por qu[eé]|qui[eé]n|buz[oó]n|texto|n[uú]mero)\b",
    re.IGNORECASE,
)
_AT = r"(?:(?:all|every|on|at|in|the|most|this|next|is|por|de|la|las|tod[oa]s|los|el|es) )*"
_EVENTS = (
    r"court(?: dates?)?|hearings?|appointments?|appts?|interviews?|surgery|class(?:es)?|exams?|meetings?|shifts?"
    r"|groups?|sessions?|programs?|iop|therapy|citas?|clases?|grupos?|sesi[oó]n(?:es)?"
)
_DOINGS = r"work|shifts?|school|class|breakfast|lunch|dinner|bedtime|midnight|trabajo|escuela"
_HABIT = re.compile(
    r"\b(?:mov(?:e|es|ing)(?: back)?(?: to \w+(?: \w+)?)?|travel\w*|visit\w*"
    r"|drink\w*|drunk|uses|using|works?|working|sleeps?|sleeping|parties|partying|smok(?:es|ing)|fights?|toma|bebe"
    rf"|trabaj(?:a|o)|duerm(?:e|o)|(?:re)?start(?:ing|s)?|begin(?:ning)?"
    r"|(?:discharg\w+|releas\w+|graduat\w+)(?: (?:from|of) \w+(?: \w+)?)?"
    r"|(?:leav(?:es|ing)|com(?:es|ing) home from|finish(?:es|ing)|complet(?:es|ing)) (?:rehab|detox|treatment|jail"
    r"|prison|(?:the )?hospital|residential|inpatient|php)"
    r"|com(?:es|ing) home|sal(?:e|en|go|imos)(?: de (?:la |el )?\w+)?|(?:da|dan) de alta"
    r"|gets? out(?: of \w+(?: \w+)?)?|empezar|comenzar)\s+(?:(?:too much|so much|a lot|heavily|alone|again|mucho)\s+)*"
    rf"{_AT}(?:{DAY}|{SPAN}|(?:after|before|during|at|despu[eé]s de|en) (?:my |his |her |el |la )?(?:{_DOINGS}))\b",
    re.IGNORECASE,
)
"""What is done at a time, which is no time for a call: "my husband works nights"."""
_EVENT = re.compile(
    rf"\b(?:{_EVENTS})\s+{_AT}(?:{DAY}|{SPAN})\b|\b(?:{DAY}|{SPAN}) (?:{_EVENTS})\b",
    re.IGNORECASE,
)
"""What happens at a time: "court tuesday", "an evening group"."""
_THINGS = (
    r"(?:phone|cell|number|insurance|coverage|car|ride|job|tel[eé]fono|cel(?:ular)?|n[uú]mero|seguro|aseguranza|carro"
    r"|trabajo)"
)
_NOW_OF_A_LACK = r"(?:right now|at the moment|now|today|ahorita|ahora(?: mismo)?|hoy|por el momento)"
_HAS_NONE = r"(?:no (?:tengo|tenemos|tiene)|(?:do|does)(?:n'?t| not) have|(?:have|has|got) no)"
_LACK = re.compile(
    rf"\b{_NOW_OF_A_LACK},? (?:(?:i|we|he|she|yo) )?{_HAS_NONE} [^,.;]*\b{_THINGS}\b"
    rf"|\b{_HAS_NONE} [^,.;]*\b{_THINGS}\b[^,.;]*\b{_NOW_OF_A_LACK}\b",
    re.IGNORECASE,
)
"""What somebody has not got at a time: "ahorita no tengo teléfono"."""
_GREETING = re.compile(
    r"^(?:hi|hello|hey|hola)?\W*(?:good (?:morning|afternoon|evening|night)"
    r"|buen(?:[oa]s)? (?:d[ií]as?|tardes?|noches?))\b",
    re.IGNORECASE,
)
_LIMIT = (
    r"not|never|don'?t|doesn'?t|isn'?t|aren'?t|won'?t|can'?t|cannot|can not|unable|avoid|except|unless|bad|busy|booked"
    r"|rough|hard|impossible|unavailable|worst|nunca|excepto|ocupad[oa]s?|no (?:es|son|puedo|podr[ií]a|(?:me )?llamen?"
    r"|(?:me )?marquen?)"
)
_OCCUPIED = (
    rf"(?!programs?\b|iop\b)(?:{_EVENTS})|school|asleep|driving|working|(?:at|have|has|i|he|she|from) works?"
    r"|escuela|trabajando"
    r"|(?:en|tengo) (?:el )?trabajo"
)
_LIMITS = re.compile(rf"\b(?:{_LIMIT}|{_OCCUPIED})\b", re.IGNORECASE)
"""Beside a time it says when not to call: "can't do mornings", "class till 1"."""
_CONDITION = re.compile(
    rf"\b(?:{_LIMIT}|{_OCCUPIED}|when|while|until|only|if|because|so|but|cell|mobile"
    r"|home|house|office|land ?line|cuando|mientras|porque|pero"
    r"|si (?:no )?est[aá])\b",
    re.IGNORECASE,
)
"""Left of an answer beside the times that it names: then it is kept as it was said, "not when my husband is home"."""
_REFUSES = re.compile(rf"\b(?:{_LIMIT}|no)\b", re.IGNORECASE)
_CLAUSES = re.compile(
    r"[.!?;,\n]+|\s+(?:but|pero)\s+|\s+(?:and|so|y)\s+(?=(?:i|i'?m|my|you|please|he|she|we|call|text|it|its|the|yo|me|mi)\b)",
    re.IGNORECASE,
)
_OF_A_CALL = words(
    """i im i'm id i'd ill i'll its it's it is that that's thats make prefer would like want need wanna better best
    good great work works for me ok okay no nope yes yeah yep actually sorry wait oh please pls plz can could you
    they u guys we us have he him she her them someone to on or and but so just only maybe probably instead rather
    after all if possible free available open off time times day days the my a an any anytime then do be should will
    change switch move put talk talking answer pick phone take taking calls change sooner later cant can't cannot
    dont don't wont won't doesnt doesn't not never isnt isn't arent aren't unable bad busy except unless either at
    in of thanks call calling reach fine hours early late up home get getting si sí mejor pero el la los las que por
    favor perdón perdon puedo podría podria pueden sería seria prefiero no es son bien para mi me llamen llame hora
    y o también tambien gracias quiero mean meant said"""
)
"""Words beside a time that is one for a call: "actually can we make it friday"."""
_A_DAY = re.compile(
    rf"\b(?:(?:this|next) )?(?:{DAY}|today|tonight|{TOMORROW}|hoy|(?<!la )ma[ñn]ana|(?:this|next) week)\b",
    re.IGNORECASE,
)
_AN_HOUR = re.compile(
    r"\bmake (?:it|that) (?:at |around |like )?(?P<bare>\d{1,2})\b(?![-\d])"
    r"|\b(?:call|reach|ring|phone)(?: me| us| him| her)?(?: back)? (?P<at>(?:at|around|about|@) ?\d{1,2})\b(?![-\d:])",
    re.IGNORECASE,
)
"""A bare hour in the place of what was said before, or of a call."""
_REPLACED = re.compile(
    rf"\b(?:instead of|rather than|in place of|en (?:vez|lugar) del?) (?:on |el |the |this |next )*(?:(?:{DAY}|today"
    rf"|tonight|{TOMORROW}|hoy)\b(?: at {HOUR})?|{HOUR}(?!\w))"
    rf"|(?<=\w),? (?:and )?not (?:on )?(?:{DAY}|today|tonight|{TOMORROW})\b(?=\W*$)",
    re.IGNORECASE,
)
_ONLY_AN_HOUR = re.compile(
    r"\W*(?:(?:el|on|this|next)\W+)?"
    r"(?:(?:at|after|before|around|by|about|between|from|@|a las?|entre las?|despu[eé]s de las?|antes de las?) ?)?"
    r"\d{1,2}(?::?\d{2})? ?(?:am|pm|a|p|ish|o'?clock)?"
    r"(?: ?(?:-|\u2013|to|and|till|until|a|y) ?(?:las )?\d{1,2}(?::?\d{2})? ?(?:am|pm|a|p|ish|o'?clock)?)?\W*",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"(?:(?:in the|at|early|late|por la|en la) )*(?:mornings?|afternoons?|evenings?|nights?|noon|lunch ?(?:time|break)?"
    r"|ma[ñn]anas?|tardes?|noches?)",
    re.IGNORECASE,
)
_OTHER_HOUR = re.compile(
    r"\b(\d{1,2}(?::\d{2})?) ?(?:am|pm)?,? (?:not|instead of) (\d{1,2}(?::\d{2})?)\b", re.IGNORECASE
)
_FREE_HOUR = re.compile(
    r"(?:(?:at|around|about|maybe|like|by|@) ?){0,2}(?:\d{1,2}|(?:[01]\d|2[0-3])[0-5]\d)"
    r"(?:ish| ?h(?:ou)?rs)?(?: please)?$",
    re.IGNORECASE,
)
_NOW = re.compile(r"(?:(?:right|just) )?now(?: please| pls| if possible)?$|any(?: of them| one)?$", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:talked|spoke|called|filled|sent|wrote|was|were|got|went|came|met|saw|had|left|started|happened|told|been|gave|given|ordered|sentenced)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"^(?:(?:but|only|just|like|preferably|maybe|or|and|usually|mostly|best)\W+)*", re.IGNORECASE)
LONGEST = 80


def time_in(text: str, asked: bool = False, about_a_call: bool = False) -> Optional[str]:
    """Returns the times that a text names, as it names them, at most `LONGEST` characters.

    Args:
        text: The message, without phone numbers and e-mail addresses.
        asked: Whether the time was just asked for.
        about_a_call: Whether the message is about being called: it gave a phone number, or answers a question of ours.
    """
    is_about = about_a_call or _ABOUT_CALLING.search(text)
    if not asked and (not is_about or (_ASKS.search(text.strip()) and not _CALL.search(text))):
        return None
    text = _GREETING.sub("", text)
    besides = without_habits(text)
    if not asked:
        text = besides
    elif not (TIMES.search(besides) or _AN_HOUR.search(besides)):
        text = _HABIT.sub(" ", text)
    if not asked:
        text = _of_calls(text)
    named = _named(text)
    if not named:
        return None
    besides = TIMES.sub(" ", text)
    if asked and _CONDITION.search(besides) and len(text) <= LONGEST:
        return text.strip(" .!,")
    if _LIMITS.search(besides):
        named = ", ".join(dict.fromkeys(filter(None, map(_limited, _CLAUSES.split(text)))))
    return named[:LONGEST]


def _of_calls(text: str) -> str:
    """Returns the clauses with a time that are about a call, or begin with it; else all that tell of nothing past."""
    clauses = [clause.strip() for clause in _CLAUSES.split(text) if clause.strip()]
    timed = [one for one in clauses if TIMES.search(one) or _AN_HOUR.search(one)]
    of_calls = [
        one
        for one in timed
        if _ABOUT_CALLING.search(one) or TIMES.match(_BEGINS.sub("", one)) or _LIMITS.search(TIMES.sub(" ", one))
    ]
    return ", ".join(of_calls or [one for one in timed if not _PAST.search(one)])


def _named(text: str) -> str:
    """Returns the times in a text, with commas between them."""
    found = [match.group().strip(" ,-/&") for match in TIMES.finditer(text)]
    hour = _AN_HOUR.search(text) if not found else None
    return (hour["bare"] or hour["at"]) if hour else ", ".join(dict.fromkeys(piece for piece in found if piece))


def _limited(clause: str) -> str:
    """Returns the times of a clause; the whole of it where it says when not to call: turned round, it were worse."""
    named = _named(clause)
    return clause.strip() if named and _LIMITS.search(TIMES.sub(" ", clause)) else named


def is_remark(text: str) -> bool:
    """Whether a text names a time of something else than the call: "my appointment with my doctor is friday"."""
    beside = set(re.findall(r"[^\W\d_](?:[^\W\d_]|')*", TIMES.sub(" ", without_habits(text)).lower()))
    is_of_a_call = beside <= _OF_A_CALL or bool(_ABOUT_CALLING.search(TIMES.sub(" ", text)))
    return bool(TIMES.search(text)) and not (is_of_a_call and TIMES.search(without_habits(text)))


def without_replaced(text: str) -> str:
    """Returns a text without the day or hour that another one takes the place of: "tuesday instead of monday"."""
    kept = _REPLACED.sub(" ", text)
    return kept if TIMES.search(kept) else text


def without_habits(text: str) -> str:
    """Returns a text without what happens at a time: "i work nights so mornings", "court tuesday"."""
    return _EVENT.sub(" ", _HABIT.sub(" ", _LACK.sub(" ", text)))


def is_limit(time: str) -> bool:
    """Whether a time only says when not to call: "not mornings", "i cant do tuesdays"."""
    return all(_REFUSES.search(clause) for clause in _CLAUSES.split(time) if clause.strip())


def beside_before(time: str, before: Optional[str]) -> str:
    """Returns a time with what stays of the one that was said before: its day, its hour, or all beside a limit.

    Args:
        time: What was said now.
        before: The time that it takes the place of.
    """
    if not before:
        return time
    days = list(_A_DAY.finditer(before))
    if is_limit(time) or is_limit(before):
        is_same = any(match.group().lower() in before.lower() for match in TIMES.finditer(time))
        first, second = (before, time) if is_limit(time) else (time, before)
        return time if is_same else f"{first}, {second}"[:LONGEST]
    if days and re.search(r"\d", time) and not _A_DAY.search(time):
        return f"{days[0].group()}, {time}"
    hour = re.sub(rf"(?:el )?{days[0].group() if days else '^'}", "", before).strip(" ,") if len(days) <= 1 else ""
    new_day = _A_DAY.search(time)
    is_only_day = new_day and not re.search(r"\d", time) and len(time) - len(new_day.group()) <= len("on el ")
    is_kept = _ONLY_AN_HOUR.fullmatch(hour) or _PART_OF_DAY.fullmatch(hour)
    return f"{time} {hour}" if is_only_day and hour and is_kept else time


def corrected_hour(text: str, before: Optional[str]) -> Optional[str]:
    """Returns the time that was said before with another hour in it: "9 not 10"."""
    found = _OTHER_HOUR.search(text)
    wrong = rf"(?<!\d){found[2]}(?!\d)" if found else ""
    return re.sub(wrong, found[1], before) if found and before and re.search(wrong, before) else None


def free_time_in(text: str) -> Optional[str]:
    """Returns a short answer to "when is a good time?" that names no usual time: "when the baby sleeps"."""
    plain = text.strip(" .!")
    if _NOW.match(plain):
        return plain
    if _FREE_HOUR.match(plain):
        return plain
    free = (
        3 <= len(plain) <= LONGEST
        and " " in plain
        and not re.match(r".*\?|when (?:are|do|does|is|can|will)\b", plain, re.IGNORECASE)
        and not _NO_TIME.search(plain)
    )
    return (
        plain
        if free
        and re.search(
            r"\b(?:when|while|once|until|except|unless|after|before|during|cuando|mientras|saliendo|hasta|despu[eé]s"
            r"|antes|salgo|excepto)\b",
            plain,
            re.IGNORECASE,
        )
        else None
    )
