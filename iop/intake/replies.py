"""Short things that people say while details are taken: yes, no, skip, stop, why, back."""

import re
from functools import lru_cache
from typing import Dict, Optional, Tuple

from iop.intake.draft import NAME
from iop.intake.words import people, replies, words
from iop.plain import bare

YES, NO, SKIP, STOP, WHY, BACK, RESUME, DELETE = "yes", "no", "skip", "stop", "why", "back", "resume", "delete"
WAIT = "wait"
"""Wants a moment, and keeps everything: "hold on", "one sec"."""
ASKED_BEFORE = "asked_before"
"""We asked before, or they answered before: "you already asked me that", "this is the second time"."""
YES_TO_A_PART = "yes_to_a_part"
"""Yes to a small question, but not to having the details sent: "both", "great"."""
_THUMB = re.compile("[\U0001f44d\U0001f44c\u2705\U0001f197][\U0001f3fb-\U0001f3ff]?")
"""Thumb up, OK hand, check mark, OK button; in any colour of skin."""
_A_NAME = re.compile(r"\W*Skip (?!This\b|That\b|It\b|Please\b|Question\b|One\b)[A-Z][a-z']+\W*$")
_POLITE = re.compile(r"(?: por favor| muchas gracias| gracias)$")
_LEAD_IN = (
    r"^(?:(?:no|ok|okay|oh|um|uh|well|actually|please|pls|sorry|hey|yeah|just|thanks|thank you|thx|ty|you know what|"
    r"i think|lets|i want to|can we|can you|can i|"
    r"bueno|mejor|pues|por favor|perdon|disculpe|quiero|y|pero)\s+)*"
)
_SENDS = re.compile(
    r"^(?:(?:wait|hold on|hang on|actually|oh|never ?mind|lol"
    r"|(?:looks|sounds|its|all) (?:good|right|great|fine|correct)|perfect|great|correct"
    r"|yes|yeah|yep|yup|sure|ok|okay|fine|good|right|just|please|pls|well|now|then|so|thats (?:right|all|it|fine)"
    r"|go ahead(?: and)?|si|bueno|ya|asi|(?:todo )?esta bien|adelante|por favor|entonces|solo) )*"
    r"(?:(?:send|submit)(?: (?:it|that|this|them|all|everything|my (?:details|info|request)))*"
    r"|(?:mand(?:e|a|en)|envi(?:e|a|en))(?:lo|los)(?: todo)?|mand(?:e|en) mis datos|envi(?:e|en) mis datos)"
    r"(?: (?:now|then|already|please|pls|thanks|off|in|over|to (?:them|admissions)|after all|anyways?|though|ya|asi"
    r"|por favor|gracias))*$"
)
_AGREES = re.compile(
    r"^(?:(?:ok|okay|fine|alright|all right|well|sure|yeah|yes|yep|then|so|good|right|i guess|actually|oh|lol|bueno"
    r"|pues"
    r"|entonces) )*"
    r"(?:yes|yeah|yep|yea|yup|sure|do it|go ahead|go for it|please do|si|(?:hell|heck) (?:yes|yeah|ya)|fo ?sho|word|bet"
    r"|(?:it )?(?:looks|sounds) (?:good|right|fine|correct|great)(?: to me)?)"
    r"(?: (?:then|please|do it|go ahead|go for it|thanks))*$"
)
_SAYS_YES = re.compile(
    r"^(?:(?:ok|okay|oh|well|um|alright|actually) )*(?:yes|yeah|yep|yup|yea|sure|please|definitely|absolutely"
    r"|of course|go ahead"
    r"|do it|id like that|that would (?:be|help)|si|claro|dale|por favor)\b"
)
_HEARS = re.compile(
    r"(?:(?:ok|okay|k|kk|alright|all|right|fine|good|great|cool|perfect|sounds|looks|its|thats|got|it|i|see|thanks"
    r"|thank|you"
    r"|thx|esta|bien|muy|perfecto|correct|correcto) ?)+$"
)
_ENDS_IN_SENDING = re.compile(
    r"^(?P<before>[a-z ]+) (?:(?:send|submit) (?:it|that|this|them)|(?:mand|envi)[ae]n?lo)"
    r"(?: (?:now|already|please|pls|anyway|as is|ya|por favor))*$"
)
_LETS_GO = re.compile(r"\bnever ?mind (?:about )?(?:the|my|that) \w+|\bi dont care\b|\bskip the \w+")
_ENOUGH = words(
    """stop quit asking it me questions so many all this already no nope nah never mind nevermind nvm forget that about
    come on enough ugh omg jeez whatever fine skip i said mean meant want yes its ok right leave like as is
    okay just please ya basta olvidelo"""
)
"""Words of who has had enough of our questions: "stop asking just send it", "nevermind send it"."""
_SOME_TIME = re.compile(r"(?:maybe )?(?:later(?: on)?|(?:an|some )other time|some time later|mas tarde|luego)")
_REFUSES_TO_SEND = re.compile(
    rf"{_LEAD_IN}(?:(?:i (?:said|told you|mean)(?: to)?|please|wait|stop|hold (?:off|on)|hang on|i) )*"
    r"(?:dont|do not|not to|never) (?:want (?:to|you to|u to|this|that|it) )?(?:send|submit|sent)\b"
    r"(?: (?:it|that|this|them|anything|yet|now|please|anymore|to (?:anyone|anybody|them|admissions)"
    r"|my (?:details|info\w*|stuff)))*$"
    rf"|{_LEAD_IN}no (?:(?:quiero|dije) que )?(?:l[oa]s? )?(?:mande[ns]?|envie[ns]?)"
    r"(?: (?:nada|eso|esto|todavia|aun|a nadie|a admisiones|mis datos|por favor))*$"
)
_MY_DETAIL = r"my (?:(?:first|last|full|phone|cell) )?(?:name|number|phone|e ?mail|info|details|insurance|answer)"
_ASKED_BEFORE = (
    r"^(?:(?:ok|okay|um|uh|hey|no|yes|yeah|but|and|wait|omg|ugh|lol|seriously|well|sorry|i think|pero|oiga"
    r"|disculpe) )*(?:"
    r"(?:you|u|ya) (?=.*\b(?:already|before|twice|again|keep|kept|just|same|times)\b)"
    r"(?:(?:have|had|ve|did|are|just|literally|already|keep|kept) )*(?:asked|asking|ask)"
    r"(?: (?:me|us|for|about|that|this|it|already|before|twice|again|now|once|the same|thing|question|times"
    rf"|{_MY_DETAIL}))*"
    r"|(?:i|ive) (?:(?:have|ve|just|already|literally) )*(?:already|just) (?:told|answered|said|gave|given|sent|typed"
    rf"|wrote)(?: (?:you|u|that|this|it|them|already|before|{_MY_DETAIL}))*"
    r"|(?:this|that|it)s?(?: is| was)? (?:like )?the (?:second|third|fourth|2nd|3rd|4th|5th) time"
    r"(?: (?:now|already|today"
    r"|(?:you|u|i)(?: have| ve| had to)? (?:ask\w*|answer\w*|told|tell|said|say)(?: \w+){0,3}))*"
    r"|(?:not )?(?:again )?(?:the )?same question(?: (?:again|twice))?|asked and answered|how many times"
    r"|ya (?:me |nos )?(?:lo |la )?pregunt\w+(?: (?:eso|esto|antes|mi \w+))*|ya (?:conteste|respondi)(?: (?:eso|esto))?"
    r"|ya (?:se |les? |te )?(?:l[oa]s? )?(?:dije|di|conteste|respondi)(?: (?:eso|esto|antes|mi \w+))*"
    r"|(?:es|esta es) la (?:segunda|tercera) vez(?: que (?:me )?pregunt\w+)?(?: (?:eso|esto|lo mismo))?"
    r"|otra vez lo mismo|lo mismo otra vez|(?:otra vez )?la misma pregunta(?: otra vez)?|cuantas veces"
    r")(?: (?:please|lol|bro|now|already|though|again))*$"
)
_MOMENT = (
    r"(?:hold on|hang on|wait|brb|right back|(?:one|a|1) (?:min(?:ute)?|sec(?:ond)?|moment)|let me check"
    r"|esper[ea]n?(?:me)?|aguarde|momentito|ahorita vuelvo|un (?:momento|segundo|minuto))"
)
_WAIT = (
    rf"^(?=.*\b{_MOMENT}\b)(?:(?:{_MOMENT}|ok|okay|oh|um|uh|no|hey|yes|yeah|sorry|please|pls|just|well|thanks|for|up"
    r"|can you|give me|i need|ill be|pero|ay|perdon|disculpe|deme|por favor)(?: |$))+$"
)
_PATTERNS: Tuple[Tuple[str, str], ...] = (
    (WAIT, _WAIT),
    (ASKED_BEFORE, _ASKED_BEFORE),
    (
        DELETE,
        r"\b(?:delete|erase|remove|forget|wipe|borra\w*|elimin\w*)\s+(?:all |todo |todos |everything|it all|todo$|"
        r"(?:all )?(?:of )?(?:my|mis?|los|la|the) "
        r"(?:details|data|info\w*|number|phone|records?|stuff|datos|numero|telefono)|"
        r"lo que (?:dije|di|escribi|puse)|what i (?:told|gave|said|typed|wrote))"
        r"|^(?:(?:ok|okay|please|then|just|can you|so) )*(?:delete|erase|wipe|borr[ea](?:lo)?) ?(?:it|this chat"
        r"|the chat|our chat"
        r"|this conversation|esto)?(?: (?:please|pls|now|then|all|por favor))*$",
    ),
    (
        STOP,
        _LEAD_IN
        + r"(?:(?:stop(?: it| this| asking)?|cancel(?: it| this| that)?|quit|exit|end(?: it| this)?|never ?mind|nvm|"
        r"forget (?:it|this|about it)|(?:let me|ill|i will|i have to|i need to|need to) think(?: about (?:it|this))?|"
        r"hold off|not yet|"
        r"leave me alone|drop it|(?:i )?changed my mind|(?:maybe )?not (?:right |just )?now|maybe later|another time"
        r"|later|not ready|"
        r"(?:im not|(?:i )?dont think im|not sure im) ready(?: (?:for (?:this|it|that|any of this|a call|help)|to (?:do"
        r"|talk|start|commit|go)(?: (?:this|it|that|to (?:any|some)(?:one|body)|about it))?))?|"
        r"(?:i )?(?:cant|cannot) (?:do|handle) (?:this|it|that)(?: (?:right now|today))?|(?:its|this is) too much|"
        r"(?:ill|i will|id rather|i can) (?:just )?call (?:you|them|myself|in|you guys)(?: myself)?"
        r"(?: later| tomorrow)?|"
        r"(?:i (?:need|have|want) to|let me|ill) (?:talk|speak) (?:to|with) (?:my|him|her|them)(?: \w+)? first|"
        r"i need (?:more|some) time|"
        r"(?:i )?(?:dont|do not) want (?:a call|to be called|this|to do this|to anymore|"
        r"anyone to call)(?: anymore)?|no call|"
        r"(?:dont|do not) (?:call|contact|text(?: me)? (?:or|and) call)(?: me)?"
        r"(?: (?:or|and) (?:call|text|message|email|contact)(?: me)?)*(?: anymore)?|"
        r"(?:im |i am )?done with this|too many questions|i have to go|gotta go|got to go|"
        r"parar?|pare|alto|basta|cancel(?:ar?|en?)(?:l[oa])?|ya no quiero(?: nada| seguir)?|ya no|dej(?:al|el|emosl)o|"
        r"olvid(?:al|el|atel|esel)o|(?:ahora|todavia|aun|por ahora) no|otro (?:dia|momento)|cambie de (?:opinion|idea)|"
        r"(?:deje(?:me)?|dejame|necesito|tengo que|voy a) pensarlo|lo (?:voy a|tengo que) pensar|me tengo que ir|"
        r"no estoy list[oa]|"
        r"no (?:me )?(?:llamen|llame|contacten)(?: ni (?:llamen|escriban|manden mensajes))?|"
        r"no quiero (?:seguir|que me llamen|(?:la|una) llamada))"
        r"(?: (?:please|pls|thanks|thank you|for now|now|sorry|yet|and|but|because|just|actually|lo siento|disculpe))*"
        r"(?: |$))+$",
    ),
    (
        WHY,
        r"^(?:but |and |wait |um |ok |hmm |y |pero )*(?:why|what for|how come|por que|para que(?! me\b| nos\b))\b"
        r"(?!.*\b(?:so expensive|choose|iop)\b).{0,45}$"
        r"|^(?:but |and |wait |um |ok |hmm |huh )*what (?:do (?:you|u)|does (?:that|this|it)) mean\b.{0,30}$"
        r"|\bwhy (?:do|would|did|are|should|does) (?:you|u|they|i|it|that)\b.{0,40}\b(?:need|want|ask\w*|matter|"
        r"give|tell|know)\b"
        r"|\bwhat (?:do|will|would) (?:you|u|they) (?:need|do with|use) (?:it|that|this|my)\b"
        r"|^(?:but |and |ok |wait )*(?:is|are) (?:that|this|it|(?:a|an|the|my) (?:(?:last|first|full|real|phone) )?"
        r"(?:name|number|email|phone)) (?:really |even )?(?:necessary|required|needed|mandatory|important)$"
        r"|^(?:but |and |ok |wait )*(?:does|do) (?:it|that|this)(?: even| really)? matter\b.{0,30}$"
        r"|^(?:but |and |ok |wait )*do i (?:(?:really|even) )?(?:have to|need to|gotta)(?: (?:say|answer|tell|give|put"
        r"|share|use)\b.{0,25})?$"
        r"|\bwhat (?:am i|do i|would i be|are we) (?:agree|consent|say(?:ing)? yes|sign)(?:ing)?(?: up)? (?:to|for)\b"
        r"|\ba que (?:estoy|le estoy) (?:aceptando|diciendo que si|acordando)\b",
    ),
    (
        BACK,
        _LEAD_IN + r"(?:go back|back|previous(?: question)?|go back one|the one before|undo|"
        r"back up|regres\w*|atras|volver(?: atras)?|vuelva(?: atras)?|(?:la )?(?:pregunta )?anterior)"
        r"(?: please| one| a step)*$",
    ),
    (
        RESUME,
        _LEAD_IN + r"(?:(?:lets|let us) (?:go on|continue|finish|do it|keep going|resume|start again)|"
        r"go on|continue|resume|carry on|keep going|im ready|(?:hi |hello )?im back|"
        r"i am ready|where were we|pick up where we left off|continue where we (?:left off|were)|finish (?:it|"
        r"this|the form)|sig(?:a|ue|amos)|seguimos|seguir|continu(?:ar|e|emos))\b.{0,30}$",
    ),
    (
        SKIP,
        r"\b(?:rather not|prefer not|dont want to (?:say|give|tell|share|answer)|no comment|not comfortable|"
        r"none of your business|nunya|"
        r"prefiero no|no quiero (?:decir|dar)|not telling|dont feel comfortable|keep (?:it|that) private)\b"
        r"|^(?:no )?(?:skip|pass|omitir|saltar)\b.{0,20}$"
        r"|^next(?: (?:one|question|please))*$|^n ?/?a$"
        r"|^(?:(?:no|nope|nah|ok) )*(?:thats|that is|thatll be|that will be|its) (?:all|it|everything)"
        r"(?: (?:thanks|thank you|for now|i have|i got|from me))*$",
    ),
)


def reply_in(text: str, asked: Optional[str] = None) -> Optional[str]:
    """Returns what a short reply means, or nothing where it is something else.

    Args:
        text: The message.
        asked: The open question: to "what name?" a given name is an answer, whatever it means besides: "Dale".
    """
    if asked == NAME and bare(text) in words(people().given_names):
        return None
    plain = _POLITE.sub("", bare(_THUMB.sub(" yes ", text)))
    if _A_NAME.match(text):
        return None
    if _REFUSES_TO_SEND.match(plain):
        return NO
    if _SENDS.match(plain) or _has_enough(plain) or _AGREES.match(plain):
        return YES
    for kind, pattern in _PATTERNS:
        if re.search(pattern, plain):
            return kind
    known = _phrases()
    if plain in known:
        return known[plain]
    first, _, rest = plain.partition(" ")
    return known.get(first) if known.get(first) == known.get(rest) else None


def takes_up(text: str) -> bool:
    """Whether a message says yes to an offer; "ok" only hears it: "ok and my baby", "ok thanks", "cool"."""
    plain = bare(_THUMB.sub(" yes ", text))
    return bool(_SAYS_YES.search(plain)) or (reply_in(text) == YES and not _HEARS.match(plain))


def says_to_send(text: str) -> bool:
    """Whether a message says that it shall be sent: "yes, send it"."""
    return bool(_SENDS.match(bare(text))) or _has_enough(bare(text))


def _has_enough(plain: str) -> bool:
    """Whether a message ends in "send it" and says nothing before but that it is enough."""
    found = _ENDS_IN_SENDING.match(plain)
    return found is not None and set(_LETS_GO.sub(" ", found["before"]).split()) <= _ENOUGH


def is_some_time(text: str) -> bool:
    """Whether a message is nothing but "later": where a time is asked for, it may be one, and leaves nothing."""
    return bool(_SOME_TIME.fullmatch(bare(text)))


def says_only_yes(text: str) -> bool:
    """Whether a message is a bare yes, which may want to add something; "looks good" wants to go on."""
    return bool(re.fullmatch(r"(?:y|ya|ye|yes|yea|yeah|yep|yup|si|sure|ok|okay|please| )+", bare(text)))


def refuses_to_send(text: str) -> bool:
    """Whether a message says that nothing is to be sent: "no i said dont send it"."""
    return bool(_REFUSES_TO_SEND.match(bare(text)))


def asks_back(text: str) -> bool:
    """Whether a reply is put as a question: "yes?" is no agreement."""
    return bool(re.search(r"\?[^\w?]*$", text))


@lru_cache(maxsize=1)
def _phrases() -> Dict[str, str]:
    return {bare(phrase): kind for kind, phrases in replies().dict().items() for phrase in phrases}
