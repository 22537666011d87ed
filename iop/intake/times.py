"""When somebody would like to be called, in their own words."""

import re
from typing import Optional

_HOUR = (
    r"(?:\d{1,2}[:.]?\d{2}|\d{1,2})(?!\d)(?:\s*(?:am|pm|a\.m\.?|p\.m\.?|a\b|p\b|ish|o'?clock|hrs?|"
    r"de la (?:ma[ñn]ana|tarde|noche)|del d[ií]a))?"
    r"(?!\s*(?:days?|weeks?|wks?|months?|years?|yrs?|times?|people|kids|hours? ago|minutes? ago)\b)"
)
_CLOCK = r"(?:1[0-2]|0?[1-9]):?[0-5]\d(?![\d-])"
_DAY = (
    r"mon(?:day)?s?|tue(?:s|sday)?s?|wed(?:s|nesday)?s?|thur?s?(?:day)?s?|fri(?:day)?s?|sat(?:urday)?s?|"
    r"sun(?:day)?s?|m ?- ?f|"
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}(?:st|nd|rd|th)?|"
    r"weekdays?|weekends?|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?"
)
_SPAN = (
    r"early|late|noonish|the day after|mornings?|afternoons?|evenings?|nights?|noon|midday|lunch(?:\s?time|"
    r"\s?break|\s?hour)?|today|tonight|"
    r"tomorrow|tmrw|tmr|"
    r"any ?time|any day|whenever|a\.?s\.?a\.?p\.?|as soon as possible|right away|right now|straight away|"
    r"sooner the better|"
    r"(?:this|next) week|first thing|(?:pasado )?ma[ñn]anas?|tardes?|tardecita|noches?|cuando sea|hoy|"
    r"entre semana|fin(?:es)? de semana|medio ?d[ií]a|temprano|"
    r"(?:a )?cualquier (?:hora|d[ií]a|momento)|todo el d[ií]a|todos los d[ií]as|"
    r"(?:lo (?:antes|m[aá]s pronto)|tan pronto como sea) posible|cuanto antes|ahora mismo|ahorita|"
    r"(?:esta|(?:la )?(?:pr[oó]xima|otra|siguiente)) semana|la semana (?:que viene|pr[oó]xima)"
)
_EVENT = (
    r"work|school|noon|lunch|dinner|bedtime|class|classes|church|shift|the kids|midnight|dark|"
    r"(?:el |la |mi )?trabajo|(?:la )?escuela|(?:la )?comida|(?:la )?cena|almuerzo"
)
_PIECE = (  # in the repeated part no two alternatives may fit the same words: trying all ways would take for ever
    rf"(?:(?:(?:don'?t|do not|never|not) (?:call|text|ring|phone)(?: me)?|"
    rf"not|no|except|never|but not|only|early|earlier|late|later|mid|most|usually|preferably|during|on|"
    rf"in|at|the|this|next|all|any|between|por la|en la|por las|en las|los|el|muy|m[aá]s|s[oó]lo|"
    rf"solamente|excepto|menos|casi|weekday|weekend)[ -])*"
    rf"(?:\d{{1,2}}(?::\d{{2}})?\s*(?:am|pm)?\s*(?:-|\u2013|to|till|until)\s*(?:noon|midday|midnight|lunch)\b"
    r"|noon\s*(?:-|\u2013|to|till|until)\s*\d{1,2}(?::\d{2})?\s*(?:pm)?(?!\w)"
    rf"|(?:{_DAY}|{_SPAN})\b(?:\s+at\s+{_HOUR})?"
    rf"|(?:after|before|around|by|from|past|until|till|between|since|despu[eé]s del?|antes del?|hasta|desde|"
    rf"a partir de|entre|(?:como )?a (?=las?\b))(?: about| around|"
    rf" ?las?| like)?\s*(?:my |i get off |i get home from |"
    rf"i finish |i'm off )?(?:(?:{_EVENT})(?:,? (?:at |around |like )?{_CLOCK})?|{_HOUR}|{_DAY}|{_SPAN})"
    rf"(?:\s*(?:and|-|\u2013|to|y|a|till|until|hasta)\s*(?:las? )?{_HOUR})?"
    rf"|\d{{1,2}}(?::\d{{2}})?\s*(?:am|pm)?\s*(?:-|\u2013|to|till|until|a)\s*\d{{1,2}}(?::\d{{2}})?\s*(?:am|pm|ish)?\b"
    rf"|\d{{1,2}}(?::\d{{2}})?\s?(?:am|pm|a\.m\.?|p\.m\.?|ish|o'?clock)\b|\d{{1,2}}:\d{{2}}\b)"
)
_TIMES = re.compile(
    rf"(?<!\w){_PIECE}(?:(?:\s*[,/&]\s*|\s*-\s*|\s+(?:and|or|but|to|till|until|through|y|o)\s+|\s+){_PIECE})*"
    r"(?:\s+(?:(?:pacific|eastern|mountain|central)(?:\s+time)?|[pecm][sd]?t)\b)?",
    re.IGNORECASE,
)
_ABOUT_CALLING = re.compile(
    r"\b(?:call|calls|calling|reach|ring|phone me|contact me|best|better|good|available|free|works|work for me|"
    r"prefer|i'?m off|try me|make it|instead|(?:change|move|switch|set|push) (?:it|that|(?:the|my) (?:time|call)) to|"
    r"times? (?:should be|is wrong)|"
    r"llam(?!o\b)\w+|marc(?:ar|a|an)|marqu\w+|contact\w+|disponible|libre|puedo|mejor)\b",
    re.IGNORECASE,
)
_CALL = re.compile(r"\b(?:call|reach|ring|phone|contact) (?:me|us|him|her|back)\b|\bllam(?!o\b)\w+", re.IGNORECASE)
_ASKS = re.compile(r"\?|^(?:what|when|do|does|is|are|can i|how|which|where)\b", re.IGNORECASE)
_NO_TIME = re.compile(
    r"\b(?:voicemail|text|phone|number|email|don'?t know|why|who|what|por qu[eé]|qui[eé]n|buz[oó]n|texto|n[uú]mero)\b",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:drink\w*|drunk|uses|using|works?|working|sleeps?|sleeping|parties|partying|smok(?:es|ing)|fights?|toma|bebe"
    r"|trabaj(?:a|o)|duerm(?:e|o))"
    rf"\s+(?:(?:all|every|on|at|in|the|most|por|de|la|las|tod[oa]s|los) )*(?:{_DAY}|{_SPAN})\b",
    re.IGNORECASE,
)
"""What is done at a time, which is no time for a call: "my husband works nights"."""
_GREETING = re.compile(
    r"^(?:hi|hello|hey|hola)?\W*(?:good (?:morning|afternoon|evening|night)"
    r"|buen(?:[oa]s)? (?:d[ií]as?|tardes?|noches?))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:when|while|unless|until|except|not|never|don'?t|only|if|because|so|but"
    r"|cuando|nunca|mientras|porque|pero|excepto|si (?:no )?est[aá]|no (?:me )?(?:llamen?|marquen?))\b",
    re.IGNORECASE,
)
"""Left of an answer beside the times that it names: then it is kept as it was said, "not when my husband is home"."""
_A_DAY = re.compile(
    rf"\b(?:(?:this|next) )?(?:{_DAY}|today|tonight|tomorrow|tmrw|tmr|hoy|(?<!la )ma[ñn]ana|(?:this|next) week)\b",
    re.IGNORECASE,
)
_AN_HOUR = re.compile(r"\bmake (?:it|that) (?:at |around |like )?(\d{1,2})\b(?![-\d])", re.IGNORECASE)
"""A bare hour in the place of what was said before."""
_NOW = re.compile(r"(?:(?:right|just) )?now(?: please| pls| if possible)?$", re.IGNORECASE)
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
    if not asked or not (_TIMES.search(besides) or _AN_HOUR.search(besides)):
        text = besides
    if not asked and len(text) > LONGEST:
        sentences = re.split(r"[.!?;\n]+", text)
        alone = [one.strip() for one in re.split(r"[.,!?;\n]+", text) if _TIMES.fullmatch(one.strip())]
        text = ". ".join([one for one in sentences if _ABOUT_CALLING.search(one)] + alone or sentences)
    found = [match.group().strip(" ,-/&") for match in _TIMES.finditer(text)]
    hour = _AN_HOUR.search(text) if not found else None
    named = hour.group(1) if hour else ", ".join(dict.fromkeys(piece for piece in found if piece))
    if asked and named and _CONDITION.search(_TIMES.sub(" ", text)) and len(text) <= LONGEST:
        return text.strip(" .!,")
    return named[:LONGEST] or None


def without_habits(text: str) -> str:
    """Returns a text without what somebody does at a time: "i work nights so mornings"."""
    return _HABIT.sub(" ", text)


def with_day(time: str, before: Optional[str]) -> str:
    """Returns a time that names an hour, with the day that was said before, if it names none: "tomorrow, 6pm".

    Args:
        time: What was said now.
        before: The time that it takes the place of.
    """
    day = _A_DAY.search(before or "")
    is_hour = re.search(r"\d", time) and not _A_DAY.search(time)
    return f"{day.group()}, {time}" if day and is_hour else time


def free_time_in(text: str) -> Optional[str]:
    """Returns a short answer to "when is a good time?" that names no usual time: "when the baby sleeps"."""
    plain = text.strip(" .!")
    if _NOW.match(plain):
        return plain
    if re.fullmatch(r"\d{1,2}", plain):
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
