"""The yes and the no right before or after a way to reach somebody: "texts ok", "voicemail also no"."""

import re

from iop.intake.ways import TEXT, VOICEMAIL, Named

_YES_BEFORE = re.compile(
    r"(?:^|\W)(?:can|may|could|ok(?:ay)? to|fine to|please|just|only|yes to|prefers?|rather|likes?"
    r"|(?:ok|okay|fine|good|cool|comfortable) with(?: (?:a|the|any|getting|receiving))*|(?:me )?pueden?|podr[ií]an?"
    r"|s[oó]lo|solamente|[uú]nicamente|nom[aá]s|prefiero|mejor|claro|est[aá] bien|s[ií]|i (?:said|meant|mean)"
    rf"|(?:no|not|without) (?:{TEXT}|{VOICEMAIL}),? (?:but )?(?:ok|okay|yes|fine)) $",
    re.IGNORECASE,
)
_A_NO = (
    r"(?:no(?! (?:problem|prob|worries|issues?)\b)|nope|nah|not(?=\W*(?:$|[.,;]))"
    r"|neither|tampoco|unsafe|risky|dangerous)\b"
    rf"(?! (?:to )?(?:any |the )?(?:{TEXT}|{VOICEMAIL}|messages?|calls?)\b"
    r"(?!:? (?:yes|no|ok|okay|fine)\b))"
)
_MORE = (
    r"(?:(?:is|are|it'?s|would be|a|an|also|too|as well|definitely|absolutely|certainly|probably|please|pls|hard|super"
    r"|very|i'?d say|i say|rather|better|then|tambi[eé]n|mejor|es|ser[ií]a|muy) )*"
)
_YES_AFTER = re.compile(
    rf"(?!:? {_MORE}(?:{_A_NO}|not (?:\w+ )?(?:ok|okay|fine|good|great|safe|allowed)\b))"
    r"(?:'s)?:? (?:works?|(?:is|are|r)(?: (?!not\b|never\b)\w+)? (?:ok|okay|fine|good|better|best|great|cool|safe)"
    r"|(?:is|are) \w+,? (?:so|and)(?: it'?s| that'?s)? (?:ok|okay|fine|good|yes)"
    r"|ok|okay|fine|cool|yes|too|also|as well|only|instead|solamente|nada m[aá]s|nom[aá]s|s[ií]"
    r"|est[aá]n? bien|(?:es )?mejor|no (?:problem|prob|worries|issues?))\b",
    re.IGNORECASE,
)
_NO_AFTER = re.compile(
    r"[^.,;]{0,12}\b(?:isn'?t|aren'?t|not|never) (?:\w+ )?(?:ok|okay|fine|good|great|safe|set up|possible|allowed)\b"
    rf"|[:?=]? {_MORE}{_A_NO}",
    re.IGNORECASE,
)
_LIKE_THE_OTHER_BEFORE, _LIKE_THE_OTHER_AFTER = (
    re.compile(
        r"\b(?:same (?:thing )?(?:goes )?(?:for|with)|lo mismo (?:con|para)|igual)(?: (?:my|the|el))? $", re.IGNORECASE
    ),
    re.compile(r" (?:too|also|as well|either|likewise|tambi[eé]n)\W*(?:$|[.,;])", re.IGNORECASE),
)
"""Around the second of the two: "no texts, same for voicemail", "no texts. voicemail too"."""


def is_allowed_before(named: Named) -> bool:
    """Whether what stands before it allows it: "just text", "ok to leave a voicemail"."""
    return bool(_YES_BEFORE.search(named.before))


def is_allowed_after(named: Named) -> bool:
    """Whether what stands after it allows it: "texts are fine"."""
    return bool(_YES_AFTER.match(named.after))


def is_refused_after(named: Named) -> bool:
    """Whether what stands after it refuses it: "voicemail is also a no"."""
    return bool(_NO_AFTER.match(named.after))


def is_like_the_one_before(named: Named) -> bool:
    """Whether the same is said of it as of what was named before: "no texts, same for voicemail"."""
    return bool(_LIKE_THE_OTHER_BEFORE.search(named.before) or _LIKE_THE_OTHER_AFTER.match(named.after))
