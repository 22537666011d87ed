"""How people write a time: days, hours, spans, and what joins them."""

import re

HOUR = (
    r"(?:\d{1,2}[:.]?\d{2}|\d{1,2})(?!\d)(?:\s*(?:am|pm|a\.m\.?|p\.m\.?|a\b|p\b|ish|o'?clock|hrs?|"
    r"de la (?:ma[ñn]ana|tarde|noche)|del d[ií]a))?"
    r"(?!\s*(?:days?|weeks?|wks?|months?|years?|yrs?|times?|people|kids|hours? ago|minutes? ago)\b)"
)
_CLOCK = r"(?:1[0-2]|0?[1-9]):?[0-5]\d(?![\d-])"
_MONTH = (
    r"january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|aug|sept?|oct|nov"
    r"|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
DAY = (
    r"mon(?:day)?s?|tue(?:s|sday)?s?|wed(?:s|nesday)?s?|thur?s?(?:day)?s?|fri(?:day)?s?|sat(?:urday)?s?|"
    r"sun(?:day)?s?|m ?- ?(?:f|th|w)|t ?- ?(?:th|f)|mwf|tth|"
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}(?:st|nd|rd|th)?|"
    r"weekdays?|weekends?|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?"
)
TOMORROW = r"tomm?or+ow|tmrw|tmr|2mor+o?w?|2mrw"
SPAN = (
    r"early|late|noonish|the day after|mornin(?:gs?)?|afternoons?|evenings?|ni(?:ght|te)s?|noon|midday|lunch(?:\s?time|"
    r"\s?break|\s?hour)?|today|(?:to|2)ni(?:ght|te)|2day|"
    rf"{TOMORROW}|"
    r"any ?time|any day|all day(?: long)?|whenever|a\.?s\.?a\.?p\.?|as soon as possible|right away|right now|"
    r"straight away|sooner the better|"
    r"(?:this|next) (?:week|month)|end of (?:the |this |next )?(?:day|week|month)"
    r"|in (?:an?|one|two|three|four|\d{1,2}|a few|a couple(?: of)?) (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?)"
    r"|day ?times?|(?<=during )(?:the )?day|first thing|(?:pasado )?ma[ñn]anas?|tardes?|tardecita|noches?|cuando sea"
    r"|hoy|"
    r"entre semana|fin(?:es)? de semana|medio ?d[ií]a|temprano|"
    r"(?:a )?cualquier (?:hora|d[ií]a|momento)|todo el d[ií]a|todos los d[ií]as|"
    r"(?:lo (?:antes|m[aá]s pronto)|tan pronto como sea) posible|cuanto antes|ahora mismo|ahorita|"
    r"(?:esta|(?:la )?(?:pr[oó]xima|otra|siguiente)) semana|la semana (?:que viene|pr[oó]xima)"
)
_EVENT = (
    r"the holidays|christmas|xmas|thanksgiving|new year'?s?|easter|breakfast|work|school|noon|lunch"
    r"|dinner|bedtime|class|classes|church|shift|the kids|midnight|dark|"
    r"(?:el |la |mi )?trabajo|(?:la )?escuela|(?:la )?comida|(?:la )?cena|almuerzo"
)
_PIECE = (  # in the repeated part no two alternatives may fit the same words: trying all ways would take for ever
    rf"(?:(?:(?:don'?t|do not|never|not) (?:call|text|ring|phone)(?: me)?|"
    rf"not|no|except|never|but not|only|early|earlier|late|later|mid|most|usually|preferably|during|on|"
    rf"in|at|the|this|next|all|any|between|por la|en la|por las|en las|los|el|muy|m[aá]s|s[oó]lo|"
    rf"solamente|excepto|menos|casi|weekday|weekend)[ -])*"
    rf"(?:\d{{1,2}}(?::\d{{2}})?\s*(?:am|pm)?\s*(?:-|\u2013|to|till|until)\s*(?:noon|midday|midnight|lunch)\b"
    r"|noon\s*(?:-|\u2013|to|till|until)\s*\d{1,2}(?::\d{2})?\s*(?:pm)?(?!\w)"
    rf"|(?:{DAY}|{SPAN})\b(?:\s*(?:\b(?:at|like|around|about|maybe)|@)\s*{HOUR}|\s+(?:am|pm|a\.m\.?|p\.m\.?)(?!\w)"
    rf"|\s+{HOUR}(?!\w|:|\s*(?:[-/\u2013]|to\b|till\b|until\b)))?"
    rf"|(?:(?<=in )|(?<=next )|(?<=early )|(?<=late )|(?<=mid[ -]))(?:{_MONTH})\b"
    r"|(?:i'?m |i get |i |get )?(?:off|done|out|home|free)(?: (?:of |from )?(?:work|school|class))?"
    rf" (?:at|by|around|after) {HOUR}"
    rf"|(?:after|before|b4|around|by|from|past|until|till|between|since|despu[eé]s del?|antes del?|hasta|desde|"
    rf"a partir de|entre|(?:como )?a (?=las?\b))(?: about| around|"
    rf" ?las?| like)?\s*(?:my |i get off |i get home from |"
    rf"i finish |i'm off )?(?:(?:{_EVENT})(?:,? (?:at|around|about|like) {HOUR}|,? {_CLOCK})?|{HOUR}|{DAY}|{SPAN}"
    rf"|{_MONTH})"
    rf"(?:\s*(?:and|-|\u2013|to|y|a|till|until|hasta)\s*(?:las? )?{HOUR})?"
    rf"|\d{{1,2}}(?::\d{{2}})?\s*(?:am|pm)?\s*(?:-|\u2013|to|till|until|a)\s*\d{{1,2}}(?::\d{{2}})?\s*(?:am|pm|ish)?\b"
    rf"|\d{{1,2}}(?::\d{{2}})?\s?(?:am|pm|a\.m\.?|p\.m\.?|ish|o'?clock)\b|\d{{1,2}}:\d{{2}}\b)"
)
TIMES = re.compile(
    rf"(?<!\w){_PIECE}(?:(?:\s*[,/&]\s*|\s*-\s*|\s+(?:and|or|but|to|till|until|through|y|o)\s+|\s+){_PIECE})*"
    r"(?:\s+(?:or|and|o) (?:later|after|earlier|before|sooner|so|m[aá]s tarde|despu[eé]s)\b|\s+onwards?\b"
    r"|\s+en adelante)?"
    r"(?:\s+(?:(?:pacific|eastern|mountain|central)(?:\s+time)?|[pecm][sd]?t)\b)?",
    re.IGNORECASE,
)
"""Times that stand together: "mondays and fridays after 3 pm"."""
