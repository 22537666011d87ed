"""Reads what people write after the crisis texts: about the danger, thanks, or a question about the program."""

import re
from itertools import chain
from typing import Optional, Sequence

from actions.message import ASKING
from iop.plain import bare
from iop.understanding.follow_up import is_bare

_FILLER = (
    r"(?:(?:jk|lol|haha|ok|okay|k|alright|so|well|anyway|hi|hey|no|nah|yes|yeah|but|oh|and|also|then|just kidding) )*"
)
_QUESTION = rf"(?:{ASKING}|(?:i (?:want|need|would like)|id like) to know|i was wondering|i have a question)\b"
_ASKS = re.compile(
    rf"^{_FILLER}{_QUESTION}|\b(?:do|does|is|can|could|will|would|should) (?:you|u|yall|that|it|this|they|your|the)\b"
)
_ASKS_IN_SPANISH = re.compile(
    r"^(?:(?:ok|bueno|si|no|y|pero|entonces|gracias|hola|ya esta (?:bien|tranquil[ao])) )*"
    r"(?:(?:a |de |en )?(?:que|cual|cuales|cuanto|cuanta|cuantos|cuantas|cuando|donde|como|quien)"
    r"|aceptan|tienen|ofrecen|atienden|dan|hay|es|son|se puede)\b"
)
_GOES_ON = re.compile(
    rf"^(?:(?:and|or|also|then)(?! {_QUESTION})|same|with|without|what about|how about|what if|(?:and |so )?what now)\b"
)
_OF_HELP = re.compile(
    r"\b(?:911|988|er|emergency|hospitals?|ambulance|paramedics?|medics?|emts?|cops?|police|arrest\w*|jail"
    r"|hot ?lines?|help ?lines?|life ?lines?|(?<!your )(?<!ur )numbers?"
    r"|(?:text|chat) (?:with |to )?(?:someone|somebody)|text instead)\b"
)
_OF_THE_CENTRE = re.compile(r"\b(?:admissions?|office|front desk|you guys)\b")
_OF_THE_DANGER = re.compile(
    r"\b(?:guns?|weapons?|knife|narcan|naloxone|breath\w*|awake|wo?ke(?: up)?|overdos\w*|withdrawals?|detox|wear off"
    r"|die|dying|dead|suicid\w*|kill\w*|hurt\w*|safe|shelters?|alone|scared|listen|locked up"
    r"|help me|(?:get|need) help|nobody|no one|whats the point(?! of)|where (?:can|do|should) (?:i|we) go"
    r"|tell (?:him|her|his|them|their)(?: \w+)?"
    r"|called|(?:who|should|do|can|did) (?:i|we|they)(?: \w+){0,3} call(?! me)"
    r"|come (?:in|over|by|there|now|today|to you)|just come"
    r"|armas?|pistola|cuchillo|respira\w*|despiert\w*|morir\w*|muert[oa]s?|matar\w*|sol[oa]|hago|hacer|miedo)\b"
)
"""What is said about the danger itself, and not about the program."""
_SOON = re.compile(r"\b(?:tonight|tomorrow|hoy|manana)\b")
"""May be said of the danger, unless the program is named or begins or is open then."""
_OF_TREATMENT = re.compile(
    r"\b(?:(?:start|begin|join|enroll|open)\w*|program|iop|php|groups?|hours|schedule|class(?:es)?|sessions?"
    r"|horarios?|programa|grupos?|abren|empez\w+|empieza\w*)\b"
)
_OF_US = re.compile(rf"^{_FILLER}(?:do|does|can|will|would) (?:you|u|ya|yall|your|the (?:program|center|centre|iop))\b")
_OF_NOW = re.compile(r"\b(?:i|im|me|my|we|us|he|hes|him|she|shes|her|they|them|now|right now|tonight|today|tomorrow)\b")
_OF_THE_PROGRAM = re.compile(
    r"\b(?:program|iop|php|groups?|class(?:es)?|sessions?|therap\w+|counsel\w+|treatment|rehab|admissions?|referral"
    r"|school|work|jobs?|insurance|medicaid|medicare|costs?|prices?|pay|hours|open|schedule|online|virtual|telehealth"
    r"|address|locat\w+|parking|teens?|minors?|enroll|sign (?:up|him|her)|evenings?|weekends?|during it"
    r"|horarios?|programa|grupos?|terapia|tratamiento|seguro|cuesta\w*|precios?|pagos?|direccion|citas?|abren)\b"
)
_OF_ONESELF = re.compile(r"\b(?:should (?:i|we)|(?:do|can) (?:i|we) (?:do|go)|can you help|help)\b")

_THANKS = re.compile(
    r"^(?:(?:ok|okay|k|oh|alright|great|good|yes|no) )*"
    r"(?:(?:many )?(?:thanks|thank (?:you|u|ya)|thankyou|thx|thnx|ty|tysm|appreciate (?:it|that)|(?:muchas )?gracias)"
    r"(?: (?:so|very|again|a lot|a bunch|much|you|u|ok|okay|really|mucho|muchas)"
    r"| for (?:the|your|ur|that|this|all the)(?: (?:help|info|information|numbers?|answers?))?)*)+$"
)
_HELP = (
    r"(?:(?:the |an )?(?:ambulance|paramedics|medics|emts|firemen|fire department|cops|police|911|help)"
    r"|(?:la )?(?:ambulancia|policia)|(?:los )?paramedicos)"
)
_WHOM = r"(?:me|us|him|her|them|my \w+)"
_WHO = (
    r"(?:(?:the|my|a|our|his|her) (?:\w+ )?(?:mom|mother|dad|father|son|daughter|husband|wife|partner|brother|sister"
    r"|friend|boyfriend|girlfriend|cousin|uncle|aunt|niece|nephew|roommate|neighbou?r|coworker|boss|grand\w+|teacher|sponsor)"
    r"|mom|dad|someone|somebody)"
)
_PLACE = r"(?:the |an )?(?:er|emergency(?: room| department)?|hospital|icu|urgent care|sala de emergencias|emergencias)"
_TO_PLACE = rf"(?:(?:there|over|in|now|right now|tonight|today)|(?:to|al|a(?: la)?) {_PLACE})"
_LEAD = r"(?:(?:ok|okay|k|alright|yes|yeah|fine|thanks|so|well|update|now|gracias|si) )*"
_HELP_IS_THERE = re.compile(
    rf"\b{_HELP} (?:(?:is|are|r|s|just|finally|now|have|has|already|ya) )*(?:here|there|arrived|came|got (?:here|there)"
    rf"|llego|llegaron|esta aqui|estan aqui|(?:at|in) (?:his|her|their|the|our) (?:place|house|home|door|apartment)"
    rf"|(?:with|took|taking|has|have|got) {_WHOM}|se l[oa] llev\w+)\b"
    rf"|\bthey (?:(?:just|already|have|are) )*(?:took|taken|taking|have|got) {_WHOM}"
    rf" (?:in(?: now| already)?$|to {_PLACE}\b)|\bthey (?:have )?admitted {_WHOM}\b|\b(?:he|she) (?:was|got) admitted\b"
    rf"|\b(?:hes|shes|he was|she was) taken to {_PLACE}\b"
    rf"|\b(?:llego|llegaron) {_HELP}\b|\bthey(?:re| are) here (?:with|from) the (?:ambulance|hospital)\b"
    rf"|^{_LEAD}(?:(?:(?:he|she|they|i|we|{_WHO})(?: is| are| am|s|re|m)?|im|were|esta|estamos|estoy) )?"
    rf"(?:(?:now|already|finally|here|ya) )*(?:at|in|en) (?:the |el |la )?{_PLACE}"
    r"(?: (?:now|already|and|but|(?:he|she|they|it)(?:s| is| are)?|stable|ok|okay|fine|awake|better|ya))*$"
)
_TO_THE_HOSPITAL = re.compile(
    rf"\b(?:going|headed|heading|on (?:my|our|the) way|driving|taking {_WHOM}|voy|vamos)"
    r" (?:\w+ ){0,3}(?:er|emergency(?: room)?|hospital|emergencias)(?: (?:now|right now|today|tonight|thanks|ahora))*$"
)
_GOES = re.compile(
    r"^(?:(?:ok|okay|k|alright|yes|yeah|fine|thanks) )*(?:im|i am|were|we are|hes|shes) "
    r"(?:going|headed|heading|leaving|on (?:my|our|the) way)(?: (?:there|in|now|right now))*$"
)
_IS_DRIVEN = re.compile(
    rf"^{_LEAD}(?:{_WHO} ?(?:is|s|will|ll|gonna|can)? ?(?:going to |gonna )?"
    rf"(?:driving|drives|drive|taking|takes|take|bringing|giving) {_WHOM}(?: a ride)?(?: {_TO_PLACE})*"
    rf"|mi \w+ (?:me|nos|l[oa]) (?:lleva|esta llevando|va a llevar)(?: {_TO_PLACE})*)$"
)
_IS_DRIVEN_BY_THEM = re.compile(
    rf"^{_LEAD}(?:he|she|they)(?: is| are|s|re)? ?(?:driving|taking) {_WHOM}(?: {_TO_PLACE})*$"
)
_GOT_A_RIDE = re.compile(
    rf"^{_LEAD}(?:i|we|he|she|they|im|were|hes|shes|ive|weve|mi|mejor|pedi|tome|tomamos)?(?: (?:just|already|ya))? ?"
    r"(?:(?:got|getting|called|calling|took|taking|ordered|ordering|found|have|in|pedi|tome) )?"
    rf"(?:a |an |un |the )?(?:uber|lyft|cab|taxi|ride)"
    rf"(?: (?:home|instead|back|is (?:coming|here|on its way)|{_TO_PLACE}))*$"
)
_LEFT_THE_CAR = re.compile(
    rf"^{_LEAD}(?:(?:{_WHO}|he|she|they)(?: is|s|will)? ?(?:driving|taking|picking|giving|getting) {_WHOM}"
    r"(?: (?:home|up|back|a ride|there|now|instead))*"
    r"|(?:im|i am|ill|i will|were) (?:not (?:driving|going to drive|gonna drive)(?: \w+)?"
    r"|leaving the car|walking(?: home)?)"
    r"|(?:i|we) (?:left the car|gave (?:\w+ )?(?:my |the )?keys(?: \w+){0,3}|took (?:his|her|the|their) keys(?: \w+)?)"
    r"|(?:i|he|she|we)(?:m|s|re)? (?:staying|sleeping|stayed) (?:here|put|over)(?: tonight)?)$"
)
"""Whoever drank does not drive."""
_TOLD_TO_GO = re.compile(
    r"\b(?:poison control|(?:the |my |a )?(?:doctor|dr|nurse(?: line)?|dispatcher|operator|988|911)"
    r"|control de envenenamiento)"
    rf" (?:just )?(?:said|says|told {_WHOM}|dijo|dice)(?: \w+){{0,4}} (?:go|come|going|er|hospital|vaya|vayamos)\b"
)
_REFUSES = re.compile(r"\b(?:not|no|dont|wont|never|isnt|arent|aint)\b")
_BODILY = ("medical_emergency", "overdose_emergency")

_TAKES_BACK = re.compile(
    r"\b(?:jk|j k|(?:just )?kidding|jok(?:e|es|ing)|not serious|didnt mean|did not mean|chill"
    r"|not like that|not what i (?:meant|said)|misunderstood|misread|typo|autocorrect"
    r"|i mean(?:t)? (?:here )?(?:in|on|to|about) (?:this|the) (?:chat|site|page|website|app|program|place)"
    r"|(?:im|i am|i feel|ill be|i will be) (?!not |never )(?:\w+ )?(?:safe|ok|okay|fine|good|better|alright|all right)"
    r"|not (?:gonna|going to) (?:do|hurt|kill|act)|wont do|wouldnt do|never do"
    r"|broma|bromeando|chiste|no (?:lo )?(?:dec\w+|dij\w+) en serio|(?<!no )estoy (?:\w+ )?(?:bien|mejor))\b"
)
_SOMEBODY = (
    r"(?:(?:he|she|they|my (?:mom|mother|dad|father|son|daughter|kid|child|wife|husband|partner|brother|sister"
    r"|friend|boyfriend|girlfriend|cousin|uncle|aunt|niece|nephew|roommate|grand\w+))(?: is| are| isnt| arent| was|s)?"
    r"|hes|shes|theyre)"
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
_OLD_MARKS = (
    r"(?:(?:its|it is|theyre|they are|those are|these are|just|only) )*(?:all )?(?:years )?old (?:scars?|marks?|cuts?)"
)
_ASKED = (
    r"(?:(?:i|we) (?:asked|checked|talked)(?: (?:to|with))?(?: (?:him|her|them))?"
    r"|(?:he|she|they) (?:said|says|promised)(?: so)?)"
)
_REASSURES = re.compile(
    r"^(?:(?:no|nah|well|ok|okay|oh|actually|but|update|nvm|sorry|thank god) )*"
    rf"(?:(?:{_SOMEBODY} (?:{_WELL}|{_NO_DANGER})|{_OLD_MARKS}) ?(?:(?:now|and|but|so) )*)+"
    rf"(?: ?(?:{_ASKED}|thank god|now|so far))*$"
)
_REACH_ME = re.compile(
    r"\b(?:can|could|will|would|have) (?:someone|somebody|anyone|you|u|they|yall|admissions)(?: \w+)?"
    r" (?:text|call|message) me\b(?! an?\b)"
)
_MOST_WORDS = 8
"""A longer message may say more than thanks."""
_MOST_WORDS_OF_NEWS = 14
"""A longer message may say more than that somebody is well, or that help is there."""


def asks(text: str, parts: Sequence[str]) -> bool:
    """Whether a message is a question, and neither about the danger nor about what was said before.

    Args:
        text: The message.
        parts: The pieces that understanding found in it.
    """
    plain = bare(text)
    if is_bare(text) or _GOES_ON.search(plain):
        return False
    if _OF_HELP.search(plain) and not _OF_THE_CENTRE.search(plain):
        return False
    if _OF_THE_DANGER.search(plain) and (_OF_NOW.search(plain) or not _OF_US.search(plain)):
        return False
    if _SOON.search(plain) and not _OF_TREATMENT.search(plain):
        return False
    if _ASKS_IN_SPANISH.search(plain):
        return True
    return "?" in text or any(_ASKS.search(bare(part)) for part in chain([text], parts))


def names_the_program(text: str) -> bool:
    """Whether a question names something of the program, and does not ask what to do."""
    plain = bare(text)
    return bool(_OF_THE_PROGRAM.search(plain) or re.search(r"\byour program\b", plain)) and not _OF_ONESELF.search(
        plain
    )


def is_of_help(text: str) -> bool:
    """Whether a message is about those who help in danger: 911, hospitals, police, hotlines."""
    return bool(_OF_HELP.search(bare(text)))


def asks_to_be_reached(text: str) -> bool:
    """Whether a message asks for a text or a call, and not for those who help in danger."""
    return bool(_REACH_ME.search(bare(text))) and not is_of_help(text)


def takes_back(text: str) -> bool:
    """Whether a message takes the words of danger back, for oneself or for somebody else."""
    return bool(_TAKES_BACK.search(bare(text))) or reassures(text)


def reassures(text: str) -> bool:
    """Whether a message says no more than that somebody else is well or in no danger."""
    plain = bare(text)
    return "?" not in text and len(plain.split()) <= _MOST_WORDS_OF_NEWS and bool(_REASSURES.search(plain))


def short_reply(text: str, route: str, situation: Optional[str] = None) -> Optional[str]:
    """Returns which of the short replies of `iop.safety.short_words` answers a message, or None.

    Args:
        text: The message.
        route: The danger that was spoken of.
        situation: That of the verdict.
    """
    plain = bare(text)
    words = len(plain.split())
    if words <= _MOST_WORDS and _THANKS.search(plain):
        return "welcome"
    if words > _MOST_WORDS_OF_NEWS or "?" in text or _ASKS.search(plain):
        return None
    if situation == "on_the_road" and (_GOT_A_RIDE.search(plain) or _LEFT_THE_CAR.search(plain)):
        return "does_not_drive"
    if _REFUSES.search(plain) or (words > _MOST_WORDS and re.search(r"\b(?:but|pero)\b", plain)):
        return None
    if _HELP_IS_THERE.search(plain):
        return "help_is_there"
    return "on_the_way" if _is_on_the_way(plain, route) else None


def _is_on_the_way(plain: str, route: str) -> bool:
    """Whether somebody is on the way to a doctor; who drives them matters where a person may be the danger."""
    if _TO_THE_HOSPITAL.search(plain) or _TOLD_TO_GO.search(plain):
        return True
    if _IS_DRIVEN.search(plain):
        return route != "abuse_violence" or bool(re.search(_PLACE, plain))
    if route in _BODILY:
        return bool(_GOES.search(plain) or _IS_DRIVEN_BY_THEM.search(plain) or _GOT_A_RIDE.search(plain))
    return False
