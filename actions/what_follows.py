"""Reads what people write after the crisis texts: about the danger, thanks, or a question about the program."""

import re
from itertools import chain
from typing import List, Sequence

from actions.message import ASKING
from iop.plain import bare
from iop.understanding.follow_up import is_bare

_FILLER = (
    r"(?:(?:jk|lol|haha|ok|okay|k|alright|so|well|anyway|hi|hey|no|nah|yes|yeah|but|oh|and|also|then|just kidding) )*"
)
_QUESTION = (
    rf"(?:{ASKING}|(?:i (?:just )?(?:want|wanted|need|would like)|id like) to know|(?:i was |just )?wondering"
    r"|i have a question)\b"
)
_ASKS = re.compile(
    rf"^{_FILLER}{_QUESTION}|\b(?:do|does|is|can|could|will|would|should) (?:you|u|yall|that|it|this|they|your|the)\b"
)
_ASKS_IN_SPANISH = re.compile(
    r"^(?:(?:ok|bueno|si|no|y|pero|entonces|gracias|hola|se|ya esta (?:bien|tranquil[ao])) )*"
    r"(?:(?:a |de |en )?(?:que|cual|cuales|cuanto|cuanta|cuantos|cuantas|cuando|donde|como|quien)"
    r"|aceptan|tienen|ofrecen|atienden|atiende|habla|hablan|dan|hay|es|son|se puede)\b"
)
_GOES_ON = re.compile(
    rf"^(?:(?:and|or|also|then)(?! {_QUESTION})|same|with|without|what about|how about|what if|(?:and "
    rf"|so )?what now)\b"
)
_HELPERS = re.compile(
    r"\b(?:911|988|er|emergency|hospitals?|ambulance|paramedics?|medics?|emts?|cops?|police|arrest\w*|jail|cps"
    r"|report\w*|child protect\w+|hot ?lines?|help ?lines?|life ?lines?"
    r"|crisis (?:line|team)|veterans)\b"
)
_OF_HELP = re.compile(
    rf"{_HELPERS.pattern}|\b(?:(?<!your )(?<!ur )numbers?|(?:text|chat) (?:with |to )?(?:someone|somebody)"
    r"|text instead)\b"
)
_OF_THE_CENTRE = re.compile(r"\b(?:admissions?|office|front desk|you guys)\b")
_OF_THE_DANGER = re.compile(
    r"\b(?:guns?|weapons?|knife|narcan|naloxone|breath\w*|awake|wo?ke(?: up)?|overdos\w*|withdrawals?|wear off"
    r"|die|dying|dead|suicid\w*|kill\w*|hurt\w*|safe|shelters?|alone|scared|listen|locked up"
    r"|help me|(?:get|need) help|nobody|no one|whats the point(?! of)|where (?:can|do|should) (?:i|we) go"
    r"|called|(?:who|should|do|can|did) (?:i|we|they)(?: \w+){0,3} call(?! me)"
    r"|come (?:in|over|by|there|now|today|to you)|just come"
    r"|armas?|pistola|cuchillo|respira\w*|despiert\w*|morir\w*|muert[oa]s?|matar\w*|sol[oa]|hago|hacer|miedo)\b"
)
"""What is said about the danger itself, and not about the program."""
_TELLS = re.compile(r"\btell (?:him|her|his|them|their)\b")
"""Whom to tell of the danger, unless the program or money is named."""
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
    r"|wait(?:ing)? ?list|copays?|deductible|meds|medications?|prescri\w+|detox|(?:keep|stay|be) (?:(?:me|him"
    r"|her) )?on (?!the |here|this|hold|with|my )\w+"
    r"|address|locat\w+|join|parking|teens?|minors?|enroll|sign (?:up|him|her)|evenings?|weekends?|during it"
    r"|horarios?|programa|grupos?|terapia|tratamiento|seguro|espanol|cuesta\w*|precios?|pagos?|direccion|citas?"
    r"|abren)\b"
)
_OF_ONESELF = re.compile(r"\b(?:should (?:i|we)|(?:do|can) (?:i|we) (?:do|go)|can you help|help)\b")
_TREATMENT_HELPS = re.compile(
    r"\b(?:iop|php|program|therap\w+|treatment|rehab|groups?|counsel\w+)(?: \w+){0,2} (?:help|work|good|right"
    r"|enough)\b"
)
_AFTERWARDS = re.compile(
    r"\bafter(?:wards?| that| this)?$|\b(?:after|once|when)\b(?: \w+){0,5} (?:hospital|er|icu|detox|out|home"
    r"|discharged?|released?|stable|better|(?:let|lets) \w+ (?:out|go|home))\b|\bwhats next\b|\bwhat (?:comes|happens"
    r"|is) (?:next|after\w*)\b|\bnext steps?\b|\bdespues\b"
)
_REFERRED = re.compile(
    r"\b(?:told|said|asked|refer\w*|recommend\w*|suggest\w*|sent|discharged)(?: \w+){0,6} (?:iop|php|outpatient)\b"
)
_WHAT_TO_DO = re.compile(
    r"\bwhat (?:else )?(?:am i|are we|do i|do we|should i|should we|can i|can we|else can i) (?:supposed to "
    r"|even )?do\b"
    r"|\bwhat now$|\bque (?:hago|puedo hacer|debo hacer|hacemos)\b"
)
_BEFORE = re.compile(r"\bwhat (?:do|should|can) (?:i|we)\b|\b(?:who|call|safe|die|dying|hurt|watch|happens if)\b")
_OF_DEATH = ("suicide_self", "self_harm", "third_party_suicide", "harm_others")
_MEANS = re.compile(
    r"\b(?:have|has|got|holding|with|bought|loaded|loading|tengo|tiene|theres|there is"
    r"|hay) (?:\w+ ){0,3}(?:guns?|pistols?|rifles?"
    r"|shotguns?"
    r"|revolvers?|9mm|glock|knife|knives|blades?|razors?|rope|noose|pills?|bottle|pistola|cuchillo|pastillas"
    r"|cuerda)\b"
    r"|\b(?:on|at|by) (?:the|a) (?:bridge|roof|ledge|edge|tracks)\b"
)
"""What somebody has at hand to die or to kill."""
_COMES_HERE = re.compile(
    r"\b(?<!if )(?:i|we)(?: \w+){0,2} (?:come|go|walk|drive|stop|show up|check)(?: \w+){0,2} (?:to (?:you|u|your|yall)"
    r"|there"
    r"|here|by|in|over)\b|\b(?:can|could|cant) (?:i|we) (?:just )?come\b|\b(?:see|take) me (?:now|today|tonight)\b"
)
_LATER = re.compile(
    r"\b(?:later|after(?!noon)\w*|once|when|next (?:week|month|year)|some ?day|tomorrow|(?:in|on) (?:the|a) (?:morning"
    r"|evening|weekend)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|still|despues|manana|lunes|otra semana)\b"
)
_WHO = r"(?:i|we|he|she|they|(?:my|our|his|her) \w+)"
_WHOM = r"(?:me|him|her|them|us|(?:my|our|his|her|a|an) \w+|people|someone|somebody|that|this|it|those|stuff)"
_YOU = r"(?:you|u|ya|yall|your (?:program|place|cent(?:er|re)|people)|this place)(?: guys| all| people| folks)?"
_SEEKS = re.compile(
    rf"\b(?:would|will|can|could|do|does|are|r|if|whether) {_YOU}(?: (?:can|could|would|even|still|also|actually|be"
    rf"|able|to))* (?:help(?! me\b| us\b)|take|see|treat|accept|fit|get|work|handle|deal|cover)(?: with)?\b"
    rf"|\b(?:do|does) {_YOU}(?: (?:even|still|also))* do\b"
    rf"|\b{_YOU} (?:can|could|would|will) (?:still |even )?(?:help|take|see|treat|accept) {_WHOM}\b"
    rf"|\b(?:where|how) (?:do|does|can|would|should) {_WHO} (?:start|begin|sign|enroll|join|get (?:him|her|them|me"
    rf"|my \w+|started|in|into))\b"
    rf"|\b(?:ready|wants?|needs?|asking|agreed)(?: \w+){{0,3}} (?:treatment|help|rehab|program)(?: \w+){{0,3}}"
    rf" (?:now what|what now|whats next|what next)\b"
    rf"|\b(?:can|could|may|would|does|do|will|is|am) {_WHO}(?: (?:still|even|just|ever|be|get|able|to))*"
    rf" (?:come|join|start|begin|sign up|enroll|qualify|eligible|be seen|get (?:in|into|help|treatment)|a fit)\b"
    rf"|\bis (?:this|that|it) (?:something|a thing|anything|what) {_YOU}\b|\b(?:is (?:that|it|this)|thats|its) a no\b"
    rf"|\b(?:me|nos|lo|la|los|le) (?:pueden|puede|podrian) (?:\w+ )?(?:ayudar|atender|tratar|recibir)\b"
    rf"|\bpueden (?:ayudar|atender|tratar|recibir)\w*\b|\b(?:puedo|puede|podemos|podria) (?:todavia |aun )?(?:empezar"
    rf"|entrar|ir|venir|inscribir\w*)\b|\b(?:ustedes )?(?:ayudan|atienden|tratan) (?:con|a|eso|esto)\b"
)
_AT_ONCE = re.compile(r"\b(?:tonight|right now|this minute|immediately|hoy|ahora mismo)\b(?! so\b)")
_CALLS = re.compile(
    r"\bwhat(?:s| is)? (?:happens?|will happen|would happen|going to happen|do they (?:do|ask|say)"
    r"|happen)\b.*\b(?:call|text|dial"
    r"|talk to them|tell them)\b(?! (?:you|u|admissions|the (?:program|office|center|centre)))"
    r"|\b(?:do|does|will|would|are|is|can|could) (?:they|988|911|it|someone|somebody|police|cops)\b.*\b(?:if"
    r"|when) (?:i|we)"
    r" (?:call|text|dial)\b(?! (?:you|u|admissions))|\bque pasa si (?:llamo"
    r"|les llamo)\b"
)
_WONT = re.compile(r"\b(?:wont|dont|not|never|no)\b")
_WONT_CALL = re.compile(
    r"\b(?:i|im|ill|id|we)(?: \w+){0,2}? (?:not|wont|dont|cant|never|hate|refuse|aint)(?: \w+){0,4} (?:call\w*|phone"
    r"|988|hot ?lines?|help ?lines?|talk\w*|strangers?)\b(?! (?:the |an )?(?:cops|police|911|ambulance))"
    r"|\b(?:stop|quit|enough|dont (?:tell|give|send) me)(?: \w+){0,4} (?:988|hot ?lines?|numbers?|call|press|text)\b"
    r"|\bi hate (?:hot|help|phone|call)\w*|\bno (?:quiero|puedo|voy a) (?:llamar|hablar)\b|^(?:no|not"
    r"|wont) (?:call\w*|988|hot ?lines?)(?: \w+)?$"
)
_PIECES = re.compile(r"(?<=[.!?;\n])\s+")
_SOMEBODY = (
    r"(?:someone|somebody|anyone|anybody|a person|you|u|yall|yous|they|admissions|a human|one of (?:you|yall"
    r"|your \w+))"
)
_REACH = r"(?:text|call|ring|phone|message|contact|reach|buzz|get (?:back|in touch) (?:to|with)|reach out to)(?: back)?"
_REACH_ME = re.compile(
    rf"\b(?:can|could|will|would|have|get|want|need|like|love|ask|tell|is|are) {_SOMEBODY}(?: guys)?"
    rf"(?: (?:please|just|to|from|there|here|admissions|going|gonna|ever|still|also))* {_REACH}"
    r" (?:me|us|my (?:mom|dad|wife|husband|sister|brother|son|daughter|parents?)s?)\b(?! an?\b)"
    r"|\bgive (?:me|us) a (?:call|ring|buzz|text)\b|\b(?:can|could|may) i (?:get|have) (?:a call|a callback"
    rf"|somebody to {_REACH}|someone to {_REACH})\b|\b(?:leave|give) (?:you |u |yall )?(?:a|my|her|his|their"
    r"|another|the) (?:phone )?number\b|\b(?:me|nos) (?:pueden|puede|podrian) llamar\b|\bpueden llamarme\b"
    r"|\bquiero que me llamen\b"
    r"|\bput (?:my|his|her|their|our|a) (?:name|number) down\b|\bput (?:me|him|her|us) (?:down"
    r"|on the list) for a call\b"
)


_A_CALL = re.compile(
    r"\b(?:want|wanted|need|needed|like|here for|came for|asking for|asked for|waiting (?:for|on))(?: \w+){0,2}"
    r" (?:call|callback|call back|phone call|to sign up|to enroll)\b|\bcall me\b"
    r"|\bquiero (?:una llamada|que me llamen)\b"
)
_OUR_CALL = re.compile(r"\b(?:(?:my|the|that|your) call(?:back)?|call ?back)\b")


def pieces(text: str) -> List[str]:
    """Returns the sentences of a message."""
    return _PIECES.split(text)


def is_question(text: str) -> bool:
    """Whether a message is put as a question."""
    return "?" in text or bool(_ASKS.search(bare(text)) or _ASKS_IN_SPANISH.search(bare(text)))


def leans_on_an_answer(text: str) -> bool:
    """Whether a message goes on with a question that was just answered: "how long", "or just me"."""
    plain = bare(text)
    return bool(is_bare(text) or _GOES_ON.search(plain)) and not (
        _OF_HELP.search(plain) or _OF_THE_DANGER.search(plain)
    )


def asks(text: str, parts: Sequence[str]) -> bool:
    """Whether a message is a question, and neither about the danger nor about what was said before.

    Args:
        text: The message.
        parts: The pieces that understanding found in it.
    """
    plain = bare(text)
    if is_bare(text) or _GOES_ON.search(plain):
        return False
    if _WHAT_TO_DO.search(plain) and not _OF_THE_PROGRAM.search(plain):
        return False
    if _OF_HELP.search(plain) and not _OF_THE_CENTRE.search(plain):
        return False
    if _OF_THE_DANGER.search(plain) and (_OF_NOW.search(plain) or not _OF_US.search(plain)):
        return False
    if _TELLS.search(plain) and not _OF_THE_PROGRAM.search(plain):
        return False
    if _SOON.search(plain) and not _OF_TREATMENT.search(plain):
        return False
    if _ASKS_IN_SPANISH.search(plain):
        return True
    return "?" in text or any(_ASKS.search(bare(part)) for part in chain([text], parts))


def names_the_program(text: str) -> bool:
    """Whether a question names something of the program, and does not ask what to do."""
    plain = bare(text)
    if _TREATMENT_HELPS.search(plain):
        return True
    return bool(_OF_THE_PROGRAM.search(plain)) and not _OF_ONESELF.search(plain)


def asks_what_comes_after(text: str) -> bool:
    """Whether a message asks whether the program can follow the hospital, or tells that somebody advised it."""
    plain = bare(text)
    is_asked = is_question(text) and bool(_AFTERWARDS.search(plain))
    return (is_asked or bool(_REFERRED.search(plain))) and not _BEFORE.search(plain)


def has_means(route: str, told: str) -> bool:
    """Whether somebody who may die or kill was said to have something at hand to do it with."""
    return route in _OF_DEATH and bool(_MEANS.search(bare(told)))


def says_no(text: str) -> bool:
    """Whether a message denies something."""
    return bool(_WONT.search(bare(text)))


def asks_what_to_do(text: str) -> bool:
    """Whether a message asks what to do now."""
    return bool(_WHAT_TO_DO.search(bare(text)))


def wants_to_come(text: str) -> bool:
    """Whether a message asks to be seen at the centre now."""
    plain = bare(text)
    return bool(_COMES_HERE.search(plain)) and not (_WONT.search(plain) or _LATER.search(plain))


def seeks_treatment(text: str) -> bool:
    """Whether a message asks whether and how somebody can be helped by the program."""
    plain = (bare(piece) for piece in _PIECES.split(text))
    return any(_SEEKS.search(piece) and not (_OF_HELP.search(piece) or _AT_ONCE.search(piece)) for piece in plain)


def asks_about_calling(text: str) -> bool:
    """Whether a message asks what happens when a hotline is called."""
    return bool(_CALLS.search(bare(text)))


def refuses_to_call(text: str) -> bool:
    """Whether a message says that a call to a hotline is not wanted."""
    return "?" not in text and bool(_WONT_CALL.search(bare(text)))


def is_of_help(text: str) -> bool:
    """Whether a message is about those who help in danger: 911, hospitals, police, hotlines."""
    return bool(_HELPERS.search(bare(text)))


def asks_to_be_reached(text: str) -> bool:
    """Whether a piece of a message asks for a text or a call, and not for those who help in danger."""
    return any(_REACH_ME.search(bare(piece)) and not is_of_help(piece) for piece in _PIECES.split(text))


def wants_only_a_call(text: str) -> bool:
    """Whether a piece of a message says that a call is all that is wanted: "i just want a call"."""
    return any(_A_CALL.search(bare(piece)) and not is_of_help(piece) for piece in _PIECES.split(text))


def asks_about_our_call(text: str) -> bool:
    """Whether a message asks what becomes of a call that was asked for."""
    return is_question(text) and bool(_OUR_CALL.search(bare(text)))


def is_of_the_danger(text: str) -> bool:
    """Whether a message is about the danger itself."""
    return bool(_OF_THE_DANGER.search(bare(text)))
