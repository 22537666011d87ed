"""Reads the questions and fears that come after the crisis texts and have a short answer of their own."""

import re
from typing import Callable, Collection, NamedTuple, Optional, Pattern

from actions.what_follows import asks_about_calling, names_the_program
from iop.intake.words import states
from iop.plain import bare
from iop.safety import ROUTES
from iop.safety.situation import BODILY, OWN

CALLS_NOW = "calls_now"
"""The reply to whoever is calling, or says that they will."""
OF_FEAR = ("calls_nobody", "no_trouble")
"""Short replies that come before what is urgent, and do not take its place."""
STANDS_ALONE = (
    "as_911_says stop_and_call do_not_sleep tell_doctors do_not_drive give_it_away about_guns sent_before taken_away"
    " you_may_tell reached_safely report_it keeps_a_name stay_parked"
).split()
"""Short replies that suffice also where the message speaks of the danger again."""
_THOSE_TOLD = (
    r"(?:cops?|police|cps|child (?:services|protect\w+)|social services|dcf|dhs|authorities|ice|immigration|anyone"
    r"|anybody|someone|somebody|(?:my|his|her|our|the) (?:mom|mother|dad|father|parents?|family|husband|wife|partner"
    r"|boss|job|work|school|teacher|therapist|counselor|doctor|po|probation officer)|policia|migra|mi (?:mama|papa"
    r"|familia|esposo|esposa|jefe|escuela))"
)
_TELLS = (
    r"(?:call|tell|report|contact|notify|send|inform|turn (?:me|us|him|her) in|snitch|rat|lock (?:me|us|him|her) up"
    r"|take (?:my|our|the) (?:kids?|children|baby)|share|llam\w+|dec\w+|dig\w+|report\w+|avis\w+)"
)
_YOU = r"(?:you|u|ya|yall|yous|you guys|this|this chat|the (?:chat|bot|program|place|center|clinic)|your \w+)"
_WHO_IS_TOLD = re.compile(
    rf"\b(?:are|r|will|would|do|does|did|can|could|is) {_YOU}\b.*\b{_TELLS}(?:ing)?\b.*\b(?:{_THOSE_TOLD}|on me|me|us"
    rf"|this|it)\b|\b{_YOU} (?:\w+ )?(?:gonna|going to|have to|gotta|must|finna) {_TELLS}\b"
    rf"|\b(?:dont|do not|never)(?: \w+)? {_TELLS}\b(?: \w+){{0,2}} {_THOSE_TOLD}\b"
    rf"|\b(?:are|r) (?:you|u|yall) (?:\w+ ){{0,2}}(?:calling|telling|reporting|sending)\b"
    r"|\b(?:is (?:this|it|that)|are these)(?: \w+){0,3} (?:confidential|private|anonymous|secret|recorded|reported)\b"
    r"|\b(?:mandated reporter|who (?:sees|reads|can see|will see|gets) (?:this|these|it|my))\b"
    r"|\b(?:van a|vas a|va a) (?:llamar|decir\w*|reportar\w*|avisar\w*)\b|\bno (?:llame\w*|le digan?|digan?)\b"
)
_OF_CALLING_HERE = re.compile(r"\b(?:call|text|contact|tell) (?:me|us)\b|\bcall back\b")
_CALLS = re.compile(
    r"^(?:(?:ok|okay|k|alright|yes|yeah|fine|thanks|thank you|si|bueno) )*"
    r"(?:(?:(?:im|i am|were|we are|hes|shes|he is|she is|my \w+ is) )?(?:calling|dialing|phoning|on the phone with"
    r"|on the line with|on hold with)|(?:i|we) ?(?:ll|will|am going to|am gonna) call|(?:im |were )?(?:gonna"
    r"|going to) call"
    r"|(?:ya )?(?:llamo|estoy llamando|voy a llamar))"
    r"(?: (?:them|it|now|right|then|rn|ahora|al?|ya|911|988|poison control|(?:the |an )?(?:ambulance|cops"
    r"|police|hotline"
    r"|number|line)|emergency|childhelp))*$"
)
_FEARS_TROUBLE = re.compile(
    r"\b(?:(?:get|be|in|into|getting) (?:\w+ )?trouble|underage|under 21|(?:get|be|getting) (?:arrested|busted"
    r"|expelled"
    r"|kicked out|evicted|deported|caught)|(?:on|im on|violate my) (?:probation|parole)|warrants?|undocumented|no"
    r" papers|illegal(?:ly)?|immigration|deport\w*|kill us if|go to jail|press charges|en problemas|sin papeles"
    r"|la migra"
    r"|me (?:arrestan|deportan|detienen))\b"
)
_HELPS_A_BODY = re.compile(
    r"\b(?:cpr|compressions?|rescue breaths?|mouth to mouth|pump\w* (?:his|her|their|the) chest|breathe for)\b"
)
_DRIVES = re.compile(
    r"\b(?:should|do|can|could) (?:i|we)(?: (?:just|keep|stop|still))* (?:drive|driving|pull over|stop the car"
    r"|take (?:him|her|them) (?:there )?(?:myself|ourselves))\b|\b(?:drive|keep driving|pull over) or\b"
    r"|\b(?:manejo|sigo manejando)\b"
)
_AFAR = re.compile(
    rf"\b(?:in|to|from) (?:{'|'.join(states())}|mexico|canada|an?(?:other)? (?:different )?(?:state|city|country))\b"
    r"|\b(?:across the country|far away|out of state|overseas|abroad|hours away|long distance|(?:a|\d+)"
    r" ?(?:hrs?|hours?|miles?|mi|states?) (?:away|from)|vive (?:en|lejos)|esta lejos|(?:otro|otra) (?:estado"
    r"|pais|ciudad))\b"
)
_JOKES = re.compile(
    r"\b(?<!not )(?<!no )(?:jk|j k|kidding|jok(?:e|es|ing)|not serious|(?:didnt|did not|havent"
    r"|have not) (?:\w+ )?(?:take|took|taken|drink"
    r"|swallow|do) (?:any(?:thing)?|them|it|that|no\w*)|nothing happened|not for real|made it up|prank\w*"
    r"|messing with|trolling|testing (?:you|u)|broma|chiste"
    r"|no (?:tome|tomo) nada)\b"
)
_PERSON = re.compile(
    r"\b(?:talk|speak|chat|text|get)(?:ing)? (?:to|with|me)? ?(?:(?:a|an|some|any|the|one|real|actual|live"
    r"|human|your) )*"
    r"(?:human|person|people|someone real|somebody real|staff|therapist|counselor|agent|representative)\b"
    r"|\b(?:real|actual|live) (?:person|human|people)\b|\bhablar con (?:una persona|alguien|un humano)\b"
    r"|\b(?:whats|what is|give me|have|need|is there) (?:\w+ )?(?:your|ur|the office|the clinic|the center|yalls)"
    r" (?:\w+ )?number\b|^(?:your|ur) (?:phone )?number$|\bnumber (?:for|of) (?:your|the) (?:program|office|center"
    r"|place|clinic)\b"
)
_NOT_A_PERSON = re.compile(r"\b(?:dont|wont|not|never|cant|hate) (?:\w+ ){0,3}(?:talk|speak)\w*\b")

_ASKS_OPENLY = re.compile(
    r"\b(?:should|do|can|could|is it (?:ok|okay|safe|bad) (?:if|to))(?: (?:i|we))?(?: (?:just|even|really|to))*"
    r" (?:ask (?:him|her|them)|bring (?:it|this|that) up|talk (?:to|with) (?:him|her|them)|say (?:something|it)"
    r"|mention it|confront (?:him|her|them)|tell (?:him|her|them) (?:i|we) (?:know|found|saw|read))"
    r"|\b(?:idea|thought)s? in(?:to)? (?:his|her|their) head\b|\ble (?:digo|pregunto|hablo)(?: \w+)?$"
    r"|\bdebo (?:decirle|preguntarle|hablarle)\b"
)
_WHOM_TO_TELL = re.compile(
    r"\b(?:should|do|must|can|have to|need to)(?: \w+){0,3} (?:tell|call|report|warn|contact|inform|let)"
    r"(?: (?:it|this|that|him|her))?(?: to)? (?:the |his |her |my |their )?(?:schools?|principal|teachers?|police|cops"
    r"|sheriff|boss|parents?|mom|dad|them know)\b|\bdebo (?:avisar|llamar|decir)\w*(?: \w+){0,3} (?:escuela|policia)\b"
)
_SLEEPS = re.compile(
    r"\bsleep (?:it|this|them) off\b|\b(?:should|can|could|may|do|is it (?:ok|okay|safe))(?: \w+){0,4}"
    r" (?:(?:go|going|get|back) to (?:sleep|bed)|(?:lie|lay) down|take a nap|(?:just|him|her|them|i|we) sleep)\b"
    r"|\b(?:let|letting) (?:him|her|them) (?:just )?sleep\b|\b(?:me duermo|puedo dormir|dormir la mona"
    r"|l[oa] dejo dormir)\b"
)
_DRIVES_ALONE = re.compile(
    r"\b(?:about to|have to|got to|gotta|going to|gonna|need to|should i|can i|im|will|ill|just|voy a) (?:\w+ ){0,4}?"
    r"(?:drive|driving|(?:get|getting) in (?:the|my) (?:car|truck|van)|manej\w+)\b"
    r"(?!.*\b(?:hospital|er|emergency|clinic|safe|groups?|class|program|session|appointment|emergencias)\b)"
)
_MEANS = (
    r"(?:it|them|these|those|(?:my|the|this|that|his|her|these) (?:\w+ )?(?:guns?|pistols?|rifles?|weapons?|bullets"
    r"|ammo|pills?|meds|bottles?|knife|knives|blades?|razors?|rope|keys|stash))"
)
_GIVES_AWAY = re.compile(
    r"\b(?:could|can|should|might|maybe|what if|would it help|do i|thinking (?:of|about)|want to|let me|going to"
    rf"|gonna)(?: \w+){{0,3}}? (?:(?:giv(?:e|ing)|hand(?:ing)?|bring(?:ing)?) {_MEANS} (?:over |back )?to (?!me\b)\w+"
    rf"|lock(?:ing)? {_MEANS} (?:up|away|in)|(?:flush|throw|toss|dump|unload)(?:ing)? {_MEANS}|get rid of {_MEANS})\b"
)
_OF_GUNS = re.compile(
    r"\b(?:they|988|911|you|cops|police|va|i)\b(?: \w+){0,3} (?:take|taken|lose|confiscate|keep|get back"
    r"|seize)(?: away)?"
    r" (?:all )?(?:my|our|the|his|her) (?:\w+ )?(?:guns?|weapons?|firearms?|rifles?|pistols?|permit|license to carry)\b"
)
_WERE_SENT = re.compile(
    r"\b(?:last|first|other) time\b.*\b(?:cops?|police|officers?|swat|ambulance|jail|locked|handcuff\w*)\b"
    r"|\b(?:cops?|police|ambulance|swat)\b.*\b(?:last|first|other) time\b"
    r"|\b(?:they|cops?|police|officers?) (?:\w+ )?(?:(?:hand)?cuffed|tackled|dragged|arrested|tased|tazed"
    r"|strapped) (?:me|us)\b"
    r"|\b(?:mandaron|enviaron) (?:a )?la policia\b|\bme esposaron\b"
)
_TELLS_DOCTORS = re.compile(
    r"\b(?:should|do|must|can|have to|need to|gotta|supposed to)(?: \w+){0,2} (?:tell|say to|admit to|mention to)"
    r" (?:them|the (?:doctors?|er|hospital|medics?|nurses?|paramedics?|ambulance)|911|poison control)\b(?! to\b)"
    r"|\b(?:les digo|debo decirles|tengo que decirles)\b"
)
_TAKES_AWAY = re.compile(
    r"\b(?:take|taken|taking|send|sent|move|split) (?:me|us|my (?:little |baby )?(?:brother|sister)s?) (?:\w+ )?(?:away"
    r"|from|out|up)\b|\bput (?:me|us) (?:\w+ )?(?:away|in (?:a|another) (?:home|house|shelter))\b"
    r"|\bfoster (?:care|home|family)\b|\b(?:me|nos) (?:quitan|llevan|separan)\b"
)
_FORBIDS_TELLING = re.compile(
    r"\b(?:says?|said|told|tells|wants|makes|made|dice|dijo)(?: me| us| that| i| we)*(?: \w+)? (?:not to (?:tell|say)"
    r"|(?:dont"
    r"|cant|cannot|never|must not|shouldnt) (?:you )?(?:ever )?(?:tell|say|talk)|(?:to )?keep (?:it|this|that|my mouth"
    r"|quiet)"
    r"|que no (?:le )?(?:diga|cuente)\w*)\b|\bno (?:le )?(?:diga|cuente) a nadie\b"
)
_IN_SECRET = re.compile(
    r"\bwithout (?:him|her|them|my \w+|anyone|anybody)(?: \w+){0,2} (?:know\w*|find\w*|see\w*|hear\w*|notic\w*)\b"
    r"|\bso (?:that )?(?:he|she|they|my \w+) (?:doesnt|dont|does not|wont|cant) (?:\w+ )?(?:know|find|see|hear"
    r"|notice)\b"
    r"|\bbehind (?:his|her) back\b|\bsin que (?:el|ella|mi \w+|se) (?:se )?(?:sepa|entere|vea)\b"
)
_WHO_REPORTED = re.compile(
    r"\b(?:know|find out|told|tell (?:him|her|them)|see|hear)(?: \w+){0,2} (?:it was me|its me|who (?:called|reported"
    r"|told)"
    r"|i (?:called|reported|told|was the one)|my name)\b|\banonymous(?:ly)?\b|\b(?:give|say|leave"
    r"|use) my (?:real )?name\b"
    r"|\b(?:sepan?|saben|sabra) que fui yo\b|\banonim\w+\b"
)
_REPORTS = re.compile(
    r"\b(?:should|can|could|do|must|have to|need to)(?: \w+){0,3} (?:call|report|tell|contact)(?: \w+){0,3} (?:cps|dcf"
    r"|dhs"
    r"|child (?:protect\w+|services)|social services)\b|\b(?:should|can|could) (?:i|we) report (?:him|her|them|it"
    r"|this)\b"
    r"|\b(?:puedo|debo|lo) report\w+\b"
)
_STAYS_PARKED = re.compile(
    r"\b(?:pick (?:me|us) up|(?:give|get) (?:me|us) a ride|(?:no|have a|need a|get a) ride|way home|drive me|should i"
    r" (?:still )?(?:come|go) in\w*|still come in\w*|recoj\w+|quien me lleve)\b"
)
_PAPERS = re.compile(
    r"\b(?:sin papeles|no tengo papeles|undocumented|no papers|indocumentad[oa]s?|la migra|deport\w*|immigration"
    r"|inmigracion)\b"
)


class _Short(NamedTuple):
    """A short reply, what it answers, and in which kinds of danger."""

    reply: str
    is_meant: Callable[[str], object]
    routes: Collection[str] = ROUTES


def _said(pattern: Pattern[str]) -> Callable[[str], object]:
    return lambda text: pattern.search(bare(text))


def asks_who_is_told(text: str) -> bool:
    """Whether a message asks, or asks not to have it, that police, child protection, a family or anybody is told."""
    plain = bare(text)
    is_for_me = _OF_CALLING_HERE.search(plain) or names_the_program(text)
    return bool(_WHO_IS_TOLD.search(plain)) and not is_for_me


def asks_for_a_person(text: str) -> bool:
    """Whether a message asks for a human being, or for the number of the centre."""
    plain = bare(text)
    return bool(_PERSON.search(plain)) and not _NOT_A_PERSON.search(plain)


def is_a_joke(text: str) -> bool:
    """Whether a message says that it was a joke, or that nothing was taken."""
    return bool(_JOKES.search(bare(text)))


_SHORT = (
    _Short("about_guns", _said(_OF_GUNS), OWN),
    _Short("sent_before", _said(_WERE_SENT), OWN),
    _Short("if_you_call", asks_about_calling),
    _Short(CALLS_NOW, _said(_CALLS)),
    _Short("do_not_sleep", _said(_SLEEPS), BODILY),
    _Short("tell_doctors", _said(_TELLS_DOCTORS), BODILY),
    _Short("do_not_drive", _said(_DRIVES_ALONE), OWN),
    _Short("give_it_away", _said(_GIVES_AWAY), (*OWN, "harm_others")),
    _Short("taken_away", _said(_TAKES_AWAY), ("abuse_violence",)),
    _Short("you_may_tell", _said(_FORBIDS_TELLING), ("abuse_violence",)),
    _Short("reached_safely", _said(_IN_SECRET), ("abuse_violence",)),
    _Short("report_it", _said(_REPORTS), ("abuse_violence", "harm_others")),
    _Short("keeps_a_name", _said(_WHO_REPORTED), ("abuse_violence", "harm_others")),
    _Short("stay_parked", _said(_STAYS_PARKED), ("harm_others",)),
    _Short("no_trouble", _said(_FEARS_TROUBLE), BODILY),
    _Short("as_911_says", _said(_HELPS_A_BODY), BODILY),
    _Short("stop_and_call", _said(_DRIVES), BODILY),
    _Short("calls_nobody", _said(_PAPERS)),
    _Short("calls_nobody", asks_who_is_told),
    _Short("from_afar", _said(_AFAR), ("third_party_suicide",)),
    _Short("nothing_taken", is_a_joke, BODILY),
    _Short("ask_openly", _said(_ASKS_OPENLY), ("third_party_suicide", "self_harm")),
    _Short("tell_them", _said(_WHOM_TO_TELL), ("harm_others",)),
)


def short_answer(text: str, route: str) -> Optional[str]:
    """Returns which of the short replies answers a message in a kind of danger, or None."""
    return next((one.reply for one in _SHORT if route in one.routes and one.is_meant(text)), None)
