"""A yes to the summary, and what is said beside it: "yep all good thx", "yes. do you take pets", "yes and im deaf"."""

import re
from typing import NamedTuple, Optional, Set

from iop.intake.replies import ASKED_BEFORE, RESUME, SKIP, YES, YES_TO_A_PART, reply_in

_YES = (
    r"(?:ye+s+|yea+h?|ye+p|yup|sure(?: thing)?|sí|si(?=[,.!]| por favor| gracias| pero| y )|of course|absolutely"
    r"|definitely|i (?:do )?(?:agree|consent|accept)|agreed|i (?:already |just )*said (?:yes|ok(?:ay)?|so)(?: already)?"
    r"|(?:(?:it|that|this|everything|all)(?:'?s| is)? ?(?:all )?)?"
    r"(?:works|(?:looks?|sounds?) (?:all )?(?:good|right|fine|great|correct|perfect))(?: (?:for|to) me)?"
    r"|(?:it'?s |that'?s |it is |that is |everything'?s |everything is )?all (?:good|right|correct|set|fine)"
    r"|(?:it'?s|that'?s|it is|that is|everything'?s|everything is) (?:right|correct|good|fine|perfect|accurate)"
    r"|acepto|estoy de acuerdo|de acuerdo|claro(?: que s[ií])?|(?:todo )?(?:est[aá] )?(?:bien|correcto))"
)
_ALONE = (
    r"(?:y|ya|si|exactly|confirm(?:ed)?|correct[oa]?|go (?:ahead|for it)|(?:please )?do it|please do"
    r"|(?:just |please )?(?:send|submit)(?: (?:it|that|this|them))?|adelante|(?:m[aá]nd|env[ií])[ae]n?lo"
    r"|ok(?:ay)?|k|kk|alright|fine|good|right|perfect[oa]?)"
)
"""Agrees where nothing else is said: "correct my name" and "ok how much" do not."""
_COURTESY = (
    r"(?:thanks?(?: (?:you|u|so much|very much|a lot|a million|again))*|thx|ty|tysm|please|pls|plz|then|now|great|cool"
    r"|awesome|wonderful|amazing|god bless(?: (?:you|u))?|(?:i )?(?:really )?appreciate (?:it|you|that|this|your help)"
    r"|(?:muchas |mil )?gracias|por favor|que dios (?:l[eo]s? )?bendiga|lol|haha|guys|ma'?am|sir"
    r"|have a (?:good|great|nice|blessed) (?:day|night|one|evening|weekend))"
)
_GOODBYE = r"(?:good ?bye|bye(?: bye)?|gotta go|i (?:have|got) to go|adi[oó]s)"
_VERY = r"(?:(?:so|really|very|just|super|a bit|kind of|pretty|too|also|honestly) )*"
_TALK = (
    rf"(?:i {_VERY}(?:need|needed|want|wanted) (?:this|it|help|the help|that|to (?:do|get) (?:this|better|help|it over"
    r" with))(?: so)?(?: much| bad| badly| now)*"
    r"|(?:please )?(?:(?:call|contact|reach(?: out)?(?: to)?)(?: me| us)? )?(?:hurry(?: up)?|asap|soon"
    r"|as soon as (?:possible"
    r"|you can"
    r"|they can)|when(?:ever)? (?:you|they) can)"
    r"|(?:please )?call me|no rush|no worries|no problem|i'?ll (?:be waiting|wait)(?: for (?:the|your) call)?"
    r"|looking forward to (?:it|the call|your call|hearing from (?:you|them))|(?:i'?ll )?talk (?:to (?:you|u) )?soon"
    r"|i can'?t wait|(?:right|straight) away"
    rf"|(?:i'?m|i am) {_VERY}(?:scared|nervous|afraid|anxious|worried|tired|exhausted|desperate|grateful|thankful|glad"
    r"|happy|relieved|hopeful|excited|ready)(?: (?:for this|to (?:start|begin|go|do this|get (?:better|help)"
    r"|change(?: my life)?)|now|though|lol|right now))*"
    r"|i (?:really )?(?:hope|pray) (?:this|it|you|u|they)(?: guys)?(?: can)? (?:helps?|works?)(?: me| us)?"
    rf"|(?:this|it|that|you|u)(?:'?s|'?ve| is| was| has been| have been|'?re| are) {_VERY}"
    r"(?:helpful|hard|easy|great|scary|kind|sweet|the best|a lot|overwhelming|a (?:big )?(?:relief|lifesaver|big help))"
    r"|that(?:'?s| is) (?:all|it|everything|me|mine|my (?:info|name|number))|nothing else|es todo|nada m[aá]s|(?:tengo"
    r"|estoy con) mucho miedo)"
)
_PART = re.compile(
    rf"(?:(?P<yes>{_YES})|(?P<alone>{_ALONE})|(?P<goodbye>{_GOODBYE})|{_COURTESY}|{_TALK})(?!['\w])", re.IGNORECASE
)
_JOIN = re.compile(r"(?:\W|_)*(?:(?:and|but|also|so|well|oh|um|uh|y|pero)\b[\W_]*)*", re.IGNORECASE)
_GAP = re.compile(r"[\W_]*")
_THUMB = re.compile("[\U0001f44d\U0001f44c\u2705\U0001f197][\U0001f3fb-\U0001f3ff]?")
_OPEN = re.compile(
    r"\b(?:but|except|only|if|unless|until|before|first|not?|nope|nah|nor|never|don'?t|can'?t|won'?t|wait|hold"
    r"|instead|actually|rather|chang\w+|fix|edit|wrong|mistake|typo|meant|use|make|take|put|add|remove|drop|skip|leave"
    r"|stop|cancel|delete|questions?|ask|think|later|maybe|correct|hm+|idk|dunno|unsure|call|text|phone|number"
    r"|e-?mail|voice ?mail|name"
    r"|address|pero|s[oó]lo|si|menos|antes|primero|nunca|espere|cambi\w+|quit\w+|pong\w+|llam\w+|n[uú]mero|nombre"
    r"|correo)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(r"\b(?:no|nope|nah|nvm|never ?mind|stop|cancel(?: it)?)\W*$", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|before|(?<!what )if|unless|depends|primero|antes)\b", re.IGNORECASE)


class Agreement(NamedTuple):
    """A yes.

    Attributes:
        rest: What is said beside it, thanks and feelings left out; nothing where it is a plain yes.
        joined: The same with the words that join it to the yes: "but what does it cost".
    """

    rest: str
    joined: str

    @property
    def is_plain(self) -> bool:
        """Whether nothing else is said."""
        return not self.rest or reply_in(self.rest) in (YES, YES_TO_A_PART, SKIP, RESUME, ASKED_BEFORE)

    @property
    def leaves_it_as_shown(self) -> bool:
        """Whether what is said beside it only adds something: no condition, no change, and nothing of the details."""
        return not _OPEN.search(self.joined) and reply_in(self.rest) is None

    @property
    def is_taken_back(self) -> bool:
        """Whether the message ends with a no: "yeah actually no"."""
        return bool(_TAKEN_BACK.search(self.rest))

    @property
    def waits_for_an_answer(self) -> bool:
        """Whether the yes depends on what is asked beside it: "yes but first tell me the price"."""
        return bool(_FIRST.search(self.joined))


def agreement_in(text: str) -> Optional[Agreement]:
    """Returns the yes with which a message begins, if it does; "ok" beside anything else only hears what was said.

    Args:
        text: The message, with plain apostrophes.
    """
    plain, at = _THUMB.sub(" yes ", text), 0
    said: Set[Optional[str]] = set()
    while found := _PART.match(plain, _after(plain, at)):
        said.add(found.lastgroup)
        at = found.end()
    rest = _without(_JOIN, plain, at)
    is_clear = "yes" in said or ("alone" in said and "goodbye" not in said and not rest)
    return Agreement(rest, _without(_GAP, plain, at)) if is_clear else None


def _without(gap: "re.Pattern[str]", plain: str, at: int) -> str:
    return plain[_end(gap, plain, at) :].strip()


def _end(gap: "re.Pattern[str]", plain: str, at: int) -> int:
    found = gap.match(plain, at)
    return found.end() if found else at


def _after(plain: str, at: int) -> int:
    """Returns where the next part may begin: words that join count where a part follows them."""
    for gap in (_GAP, _JOIN):
        end = _end(gap, plain, at)
        if _PART.match(plain, end):
            return end
    return len(plain)
