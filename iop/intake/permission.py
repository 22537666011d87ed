"""Whether we may send a text, and leave a voicemail."""

import re
from typing import Dict, Optional, Set, Tuple

from iop.intake.refused_calls import refuses_a_call, wants_instead_of_calls
from iop.intake.replies import NO, YES, YES_TO_A_PART, asks_back, reply_in
from iop.intake.seen_by_others import hears_voicemails, looks_at_phone, reads_texts
from iop.intake.times import time_in
from iop.intake.ways import MESSAGE, TEXT, VOICEMAIL, Named, named_in
from iop.intake.words import words
from iop.intake.yes_and_no import is_allowed_after, is_allowed_before, is_like_the_one_before, is_refused_after

MAY_TEXT, MAY_VOICEMAIL = "may_text", "may_voicemail"
_CALLS = re.compile(r"(?:calls?|llamadas?|llamar(?:me)?|llamen(?:me)?)\b", re.IGNORECASE)
_NO_OF_THE_OTHER = re.compile(rf"(?:{TEXT}|{VOICEMAIL}):? no,? $", re.IGNORECASE)
_YES_OF_THIS = re.compile(r":? (?:yes|s[ií]|fine|ok|okay|(?:is|are) )", re.IGNORECASE)
"""Around the second of the two: "text no voicemail yes"."""
_ONLY_BEFORE, _ONLY_AFTER = (
    re.compile(r"\b(?:just|only|s[oó]lo|solamente|[uú]nicamente|nom[aá]s|nada m[aá]s)(?: por| una?)? $", re.IGNORECASE),
    re.compile(r" (?:only|solamente|[uú]nicamente|nada m[aá]s|nom[aá]s)\b", re.IGNORECASE),
)
_TEXT_ME = re.compile(r"\b(?:(?:text|txt) me|text[eé]en?me)\b", re.IGNORECASE)
_TELLS_TO = re.compile(
    r"(?:(?:call|ring|text|txt)(?: me| us)? (?:and|or) )?(?:leave|send)\b|"
    r"(?:m[aá]nd|env[ií]|d[eé]j|text[eé])en?(?:me)?\b|(?:text|txt) or (?:call|ring) me\b",
    re.IGNORECASE,
)
_BEFORE_A_WISH = words(
    "please yes yeah yep sure ok okay and or then also so just only sí si claro por favor mejor y o también tambien"
)
_TOLD = re.compile(
    r"\b(?:if|when|whenever|while|people|always|he|she|everybody|everyone|keeps?)(?: \w+){0,2} $", re.IGNORECASE
)
"""Before "text me" where nobody is asked to: "when people text me"."""
_TO_OTHERS = re.compile(
    r" (?:to (?!me\b)|you\b|u\b|y'?all\b|him\b|her\b|them\b|about\b|because\b|back\b)", re.IGNORECASE
)
"""After what is no permission: "just texting to ask", "is it ok to text you"."""
_VERB = r"(?:is|are|am|do|does|did|will|would|can|could|should|shall|may|might|has|have)"
_ASKS = re.compile(
    r"\W*(?:(?:ok|okay|and|but|so|well|um+|uh+|hi|hey|yes|yeah|no|wait|sorry)\b\W*)*"
    r"(?:(?:who|when|where|why|how)'?(?:s|ll|d)\b"
    r"|(?:who|which|what|when|where|why|how)(?: (?:often|many|much|long|soon|times?|number|person|people|one|exactly))*"
    rf" {_VERB}\b"
    r"|(?!(?:can|could|would|have) (?:you|u|someone|somebody)\b)"
    rf"{_VERB} (?:you|u|they|he|she|it|we|i|someone|somebody|anyone|anybody|people)\b"
    rf"|(?:is|are|will|would) (?:(?:the|your|a|any) )?(?:{TEXT}|{VOICEMAIL})\b)",
    re.IGNORECASE,
)
"""Beginnings of a question, which is no permission: "who will text me"; but "can you text me" asks for it."""
_ASKS_OF_YOU = re.compile(
    r"\b(?:who|which|what|when|where|why|how)(?: \w+){0,2} (?:can|could|would|have) $"
    r"|\b(?:qui[eé]n|por qu[eé]|cu[aá]ndo|c[oó]mo|de d[oó]nde)(?: \w+){0,2} $",
    re.IGNORECASE,
)
"""Before "you text me" where that is asked for after all: "why would you text me"."""
_BESIDE_A_NAME = words(
    """yes yeah yep yup sure ok okay fine si sí cosas ser please pls only just the a an is are be and or n y by via for
    me my phone best better good great preferred i id i'd would prefer like want rather maybe probably works work
    send leave can they you to at on that this number first now thanks thank through message messages with them of
    easier do its it's way por de un una unos en el la los al mi mis claro favor solo sólo solamente únicamente
    unicamente nomás nomas nada más mas pueden puede mandar mandarme manden mande enviar enviarme envien envíen
    dejar dejarme dejen deje escribir está esta están bien mejor prefiero quiero este número numero o también
    tambien gracias que texto mensaje mensajes guess suppose whatever think i'm im he he's hes she she's shes they're"""
)
"""Words beside which naming one of the two allows it."""
_ANY_TEXT, _ANY_VOICEMAIL = (re.compile(rf"\b{what}\b", re.IGNORECASE) for what in (TEXT, VOICEMAIL))
_ANY_MESSAGE = re.compile(rf"\b{MESSAGE}\b", re.IGNORECASE)
_WRITTEN = re.compile(r"\bmensajes?\b", re.IGNORECASE)
"""In Spanish a message is a written one, unless it is left or spoken."""
_NOT_WRITTEN = re.compile(
    r"\b(?:nothing|not (?:\w+ )?anything|nada) (?:in writing|written|por escrito)\b", re.IGNORECASE
)
_RATHER = re.compile(r"^\W*no,\s*(?=(?:just |only |please |a )*(?:text|txt|voice ?mail)\b)", re.IGNORECASE)
"""Before the one that is chosen of the two: "no, text"."""
_RATHER_ONLY = re.compile(
    rf"^\W*no,?\s+(?=(?:(?:just|only) (?:{TEXT}|{VOICEMAIL})|(?:{TEXT}|{VOICEMAIL}) only)"
    r"(?:\W+(?:sorry|please|pls|thanks))*\W*$)",
    re.IGNORECASE,
)
"""The same without a comma, where nothing follows: "no voicemail only sorry"."""
_OF_ANY_KIND = re.compile(r" (?:of any (?:kind|sort|type)|at all|whatsoever|de ning[uú]n tipo)\b", re.IGNORECASE)
_BOTH_TOLD = re.compile(
    r"(?:^|[,.;]|\bok)\s*(?:yes to (?:both|either)|(?:both|either)(?: (?:one|of them))?(?: (?:are|is|r))?"
    r" (?:ok|okay|fine|good|cool|great)|(?P<bare>both)(?=\s*[,.;]))\s*(?:$|[,.;!])",
    re.IGNORECASE,
)
"""Told before it is asked: "Ann, 303-555-0142, both ok"."""
_OTHER_TWO = re.compile(r"\b(?:and|or|e-?mail|numbers|calls?)\b(?! me\b)", re.IGNORECASE)
"""Then "both" may be two of something else."""
_BOTH_LAST = re.compile(r"[,.;]\s*(?:both|los dos|las dos|ambos)\W*$", re.IGNORECASE)
_WHICH_PHONE = re.compile(
    r" (?:me )?(?:(?:on|at|a|al|en) )?(?:my |the |this |that |mi |el |la )?"
    r"(?:cell|mobile|home|house|work|office|number|one|phone|land ?line|cel(?:ular)?|casa|n[uú]mero)\b",
    re.IGNORECASE,
)
"""After "only call" it says which phone, and nothing of texts."""
_JUST_CALL_ME = re.compile(r"\bjust call me$", re.IGNORECASE)
"""Said for "please call me": no word about texts, unless we asked about them."""
_ONLY = re.compile(r"\b(?:only|just|s[oó]lo|solamente|[uú]nicamente|nom[aá]s)\b", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:both|either|las dos|los dos|ambos|ambas|cualquiera|whichever|(?:yes|yeah|sure|ok|okay|fine)\W+whatever)\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:neither|none|ningun[oa]|ni uno ni otro|ni lo uno ni lo otro)\b|\bno (?:to both|and no)\b|\bnot either\b",
    re.IGNORECASE,
)
_IS_FINE = re.compile(r"\b(?:ok|okay|fine|cool|good|works?|allowed|est[aá] bien)\b", re.IGNORECASE)
"""Said of one of the two, it leaves the other one open: "voicemail is fine"."""
_PREFERS = re.compile(r"\b(?:better|best|prefer\w*|rather|instead|mejor|prefiero)\b", re.IGNORECASE)
_NO_WITH_REASON = re.compile(
    r"\W*(?:no|nope|nah)\b[\s,.]+(?:(?:bc|because|cuz|since|as) )?"
    r"(?:i|i'?m|my|we|our|s?he|s?he'?s|his|her|they|it'?s|its|some(?:one|body)|other|people|the \w+) (?=\w)"
    r"(?!.*(?:\d|\b(?:wrong|name|number|said|meant?|actually)\b))",
    re.IGNORECASE,
)
""""No, my mom answers it": a refusal of both."""
_BEGINS_WITH_BOTH = re.compile(r"\W*(?:(?:yes|yeah|sure|ok)\W+)?(?:both|either)\b", re.IGNORECASE)
_BEGINS_WITH_YES = re.compile(r"\W*(?:yes|yeah|yep|sure|ok|fine|si|sí)\b", re.IGNORECASE)


def permission_in(text: str, asked: bool = False) -> Dict[str, bool]:
    """Returns `may_text` and `may_voicemail`, as far as a text says so. What is refused anywhere in it is not allowed.

    Args:
        text: The message, with plain apostrophes.
        asked: Whether that was just asked: then naming one of the two, and nothing else, allows it.
    """
    text = _without_question(_RATHER_ONLY.sub("", " ".join(re.sub(r"\s*\n\s*", ". ", text).split())))
    answers = asked and not asks_back(text)
    whole = _whole_answer(text) if answers else None
    if whole is not None:
        return {MAY_TEXT: whole, MAY_VOICEMAIL: whole}
    refused: Set[str] = set()
    vague: Set[str] = set()
    allowed: Set[str] = set()
    before = False
    for named in named_in(text):
        no, yes = _judged(named, text, asked)
        if before and is_like_the_one_before(named):
            no, yes = _refusable(named.said), set()
        before = bool(no)
        if re.fullmatch(rf"(?:\w+ )?{MESSAGE}", named.said, re.IGNORECASE):
            vague |= no
        else:
            refused |= no
        allowed |= yes
    refused |= vague - allowed
    if reads_texts(text) or _NOT_WRITTEN.search(text):
        refused.add(MAY_TEXT)
    if hears_voicemails(text):
        refused.add(MAY_VOICEMAIL)
    if looks_at_phone(text):
        refused |= {MAY_TEXT, MAY_VOICEMAIL} - allowed
    if answers and not refused and _BEGINS_WITH_BOTH.match(text) and not _ONLY.search(text):
        allowed |= {MAY_TEXT, MAY_VOICEMAIL}
    told = _BOTH_TOLD.search(text)
    told = told or _both_after_a_time(text)
    beside = re.split(r"[,.;]", text[: told.start()])[-2:] if told else []
    of_times = told is not None and told.re is _BOTH_TOLD and told["bare"] and any(time_in(one, True) for one in beside)
    if told and not (of_times or _OTHER_TWO.search(" ".join(beside)) or asks_back(text)):
        allowed |= {MAY_TEXT, MAY_VOICEMAIL}
    rather = _RATHER.sub("", text)
    if answers and names_only_ways(rather) and not _ASKS.match(text):
        allowed |= _fields(rather)
    found = {name: name not in refused for name in (MAY_TEXT, MAY_VOICEMAIL) if name in refused | allowed}
    if found.get(MAY_TEXT) and MAY_VOICEMAIL not in found and wants_instead_of_calls(text):
        found[MAY_VOICEMAIL] = False
    if asked and len(found) == 1:
        other = MAY_VOICEMAIL if MAY_TEXT in found else MAY_TEXT
        if True in found.values():
            is_open = _IS_FINE.search(text) and not (_ONLY.search(text) or _PREFERS.search(text))
            found.update({} if is_open else {other: False})
        elif _BEGINS_WITH_YES.match(text) and not re.search(r"\b(?:call|llam\w+)\b", text, re.IGNORECASE):
            found[other] = True
    return found


def _without_question(text: str) -> str:
    """Returns a message without what it asks at its end: "text. how soon would they call?"; "both?" stays."""
    return re.sub(r"(?<=[\w)][.!;])\s+[^.!;?]*\?\W*$", "", text)


def allowed_with_a_yes(text: str) -> Dict[str, bool]:
    """Returns what a yes allows that names nothing but ways, where something else was asked: "yes, voicemail and text".

    Args:
        text: The message, with plain apostrophes.
    """
    is_yes = _BEGINS_WITH_YES.match(text) and names_only_ways(text) and not asks_back(text)
    return dict.fromkeys(_fields(text), True) if is_yes else {}


def names_any(text: str) -> bool:
    """Whether a text names one of the two, or both of them."""
    return bool(_BOTH.search(text) or _fields(text))


def names_only_a_way(text: str) -> bool:
    """Whether a message is one of the two and nothing else: "text"."""
    return bool(re.fullmatch(rf"\W*(?:just |only )?(?:{TEXT}|{VOICEMAIL})(?: only)?\W*", text, re.IGNORECASE))


def names_only_ways(text: str) -> bool:
    """Whether a text says nothing but which of the two."""
    rest = _ANY_VOICEMAIL.sub(" ", _ANY_TEXT.sub(" ", text.lower()))
    return set(re.findall(r"[^\W_](?:[^\W_]|')*", rest)) <= _BESIDE_A_NAME


def without_ways(text: str) -> str:
    """Returns a text without its clauses that only say how to reach somebody: "text only, afternoons"."""
    clauses = re.split(r"(?<=[,.;])\s+", text)
    said = [one for one in clauses if not (_fields(one) and not time_in(one, asked=True))]
    return " ".join(said).rstrip(" ,;")


def refusal_in(text: str) -> Dict[str, bool]:
    """Returns what a text refuses where it allows nothing and still lets us call: "dont text me anymore just call"."""
    found = {} if "?" in text else permission_in(text)
    return {} if refuses_a_call(text) or True in found.values() else found


def _judged(named: Named, text: str, asked: bool) -> Tuple[Set[str], Set[str]]:
    """Returns what is refused and what is allowed of the ways that are named in one breath."""
    is_fine = is_allowed_after(named)
    if is_refused_after(named) and not is_fine:
        return _refusable(named.said), set()
    if named.is_refused:
        if is_fine and _NO_OF_THE_OTHER.search(named.clause) and _YES_OF_THIS.match(named.after):
            return set(), _fields(named.said)
        first, both, second = named.said.rpartition(" and ")
        if both and is_fine:
            return _refusable(first), _fields(second)
        if _ANY_MESSAGE.search(named.said) and _OF_ANY_KIND.match(named.after):
            return {MAY_TEXT, MAY_VOICEMAIL}, set()
        return _refusable(named.said), set()
    if _TO_OTHERS.match(named.after) or not named.is_clear or _is_asked(named):
        return set(), set()
    told = _fields(named.said)
    refused: Set[str] = set()
    if _ONLY_BEFORE.search(named.before) or _ONLY_AFTER.match(named.after):
        is_call = _CALLS.match(named.said) and not _WHICH_PHONE.match(named.after)
        is_call = is_call and (asked or not _JUST_CALL_ME.search(named.before + named.said))
        refused = {MAY_TEXT, MAY_VOICEMAIL} - told if told else {MAY_TEXT} if is_call else set()
    if is_fine or is_allowed_before(named):
        return refused, told
    if _TEXT_ME.search(named.said) and not _TOLD.search(named.before):
        return refused, {MAY_TEXT} | (told if _is_wish(named, text) else set())
    if re.match(r" (?:first|please|before (?:you |they )?call(?:ing)?)\b", named.after) and re.search(
        r"\b(?:text|txt)$", named.said, re.IGNORECASE
    ):
        return refused, {MAY_TEXT}
    return refused, told if _is_wish(named, text) else set()


def _both_after_a_time(text: str) -> "Optional[re.Match[str]]":
    """Returns where a text ends with "both" beside one time: "anytime, both"."""
    last = _BOTH_LAST.search(text)
    clauses = re.split(r"[,.;]", text[: last.start()]) if last else []
    return last if sum(bool(time_in(clause, asked=True)) for clause in clauses) == 1 else None


def _is_wish(named: Named, text: str) -> bool:
    """Whether the person asks for it: "leave a voicemail", where nothing comes before."""
    begins = set(named.clause.lower().split()) <= _BEFORE_A_WISH
    return begins and bool(_TELLS_TO.match(named.said)) and not asks_back(text)


def _is_asked(named: Named) -> bool:
    """Whether the person asks about it instead of allowing it."""
    earlier = named.before[: len(named.before) - len(named.clause)]
    return bool(_ASKS.match(named.clause + named.said) or _ASKS_OF_YOU.search(earlier))


def _fields(named: str) -> Set[str]:
    found = ((MAY_TEXT, _ANY_TEXT), (MAY_VOICEMAIL, _ANY_VOICEMAIL))
    written = _WRITTEN.search(_ANY_VOICEMAIL.sub(" ", named))
    return {name for name, pattern in found if pattern.search(named)} | ({MAY_TEXT} if written else set())


def _refusable(named: str) -> Set[str]:
    """Returns what a "no" to these words refuses: "no messages" is no voicemail, "nada de mensajes" also no text."""
    spoken = _ANY_MESSAGE.search(_ANY_TEXT.sub(" ", named))
    return _fields(named) | ({MAY_VOICEMAIL} if spoken else set())


def _whole_answer(text: str) -> Optional[bool]:
    if _NEITHER.search(text):
        return False
    if re.search(r"\b(?:don'?t|not)\b.{0,12}\b(?:either|both|anything)\b|\bso no\W*$", text, re.IGNORECASE):
        return False
    if (
        _BOTH.search(text)
        and names_only_ways(_BOTH.sub(" ", text))
        and not _ONLY.search(text)
        and not re.search(r"\bnot both\b", text, re.IGNORECASE)
    ):
        return True
    if _NO_WITH_REASON.match(text) and not _fields(text):
        return False
    return None if _fields(text) else {YES: True, YES_TO_A_PART: True, NO: False}.get(str(reply_in(text)))
