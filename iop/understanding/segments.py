"""Splits a message into sentences, and sentences into the questions that may be strung together in them."""

import re
from dataclasses import dataclass
from typing import List, NamedTuple, Sequence, Tuple

_WORD = re.compile(r"[^\W_]", re.UNICODE)
_LETTER = re.compile(r"[^\W\d_]", re.UNICODE)
_ABBREVIATION = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|st|vs|etc|approx|no|mg|appt|hrs|min|inc|e\.g|i\.e|a\.m|p\.m|u\.s)|\b[a-z])\.$", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*\u2022])\s+(?=\S)|(?:^|(?<=\s))\(?\d\)\s*(?=\S)", re.MULTILINE)
_ITEM = (
    r"(?:[.)](?!\d)\s*(?=\S)"
    r"|\s+(?=(?:what|when|where|which|who|why|how|do|does|can|could|is|are|will|would|if)\b))"
)
"""What makes a number begin an item: "1. cost", "1 do you treat gambling"."""
_NUMBERED = re.compile(rf"(?<!\S)(?<!step )(?<!stage )(?<!level )1{_ITEM}.*(?<!\S)2{_ITEM}", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(rf"(?<!\S)[1-9]{_ITEM}", re.IGNORECASE)
_SPOKEN_MARKS = (
    (re.compile(r"\s*(?<!\ba )\bcomma\b", re.IGNORECASE), ","),
    (re.compile(r"\s*\bquestion mark\b", re.IGNORECASE), "?"),
    (re.compile(r"\s*\bexclamation (?:point|mark)\b", re.IGNORECASE), "!"),
)
_SPOKEN_PERIOD = re.compile(r"\s*(?<!\ba )(?<!\bthe )(?<!\bmy )\bperiod\b", re.IGNORECASE)
"""A time as well: taken for a full stop only where another mark is spoken."""
_END = re.compile(r"(?<=[.?!;])[\"')\u201d]*\s+|\n+")
_OPENING = (
    r"and|also|but|so|oh|ok|okay|wait|hold on|hmm+|plus|then|well|like|anyways?|um+|uh+|hi|hey|yo|hello|yes|no|sorry"
    r"|good (?:morning|afternoon|evening|day)|thanks?|thank you|thx|ty|lol|btw|please|pls|first|second|third|secondly"
    r"|finally|lastly"
)
"""Words before a question that say nothing of it."""
_ASKS = re.compile(
    rf"^(?:(?:{_OPENING}|my (?:other )?questions?(?: is| are)?|if not|if so|about)[,:]?\s+)*"
    r"(?:what|whats|what's|when|where|wheres|where's|which|who|whos|who's|whose|why|how|hows|how's|do|does|did|is|are|am|was|will"
    r"|would|can|could|should|may|might|has|have|any(?:one|body|thing(?! like| else|\W*$))?"
    r"|don't|doesn't|isn't|aren't|can't|won't|wouldn't"
    r"|couldn't|whether|if\b[^?]*\b(?:what|how|who|where|when|can|could|do|does|will|would)"
    r"|(?:you|u|ya?'?ll)(?: guys| folks)? (?:got|have|do|take|accept|offer|treat|help|handle)"
    r"|explain|describe|wat|hw|r|u|cuanto|cuánto|que|qué|como|cómo|donde|dónde|hay|tienen|puedo|aceptan)\b",
    re.IGNORECASE,
)
_VERB = r"(?:do|does|did|can|could|will|would|should|is|are|am|r)"
_SUBJECT = (
    r"(?:i|you|u|we|he|she|it|they|there|ya?'?ll|my|the|this|that|someone|somebody|anyone|anybody|people|insurance"
    r"|medicaid|medicare|tricare)"
)
_FREE = "".join(
    rf"(?<!\b{word})"
    for word in "if that this it they you i there or and but what wat hw when where which who why how much many long"
    " often soon time early late far".split()
)
"""Not after a word that the next one belongs to: "what they do is", "how often do you"."""
_INVERTED = (
    rf"{_VERB}\s+{_SUBJECT}\b(?<!\bdo it)(?<!\bdo the)(?<!\bdo this)(?<!\bdo that)(?<!\bdo my)"
    r"(?<!\bis that)(?<!\bis the)|is (?:that|the) (?!(?:i|we|he|she|they)\b)"
)
"""A verb before its subject: "can my mom come"."""
_WONDERS = re.compile(
    r"\b(?:wonder(?:ing)?|want(?:ed|s)? to (?:know|ask)|need to know|like to know|curious|not sure|tell me"
    r"|do (?:you|u|yall|y'all)|can (?:i|we|you|u)"
    r"|how (?:much|many|long|do|does|can|soon|often|big|quick(?:ly)?|fast|early|late|far|old)"
    r"|what (?:is|are|do|does|if|happens|time)|where (?:is|are)|is (?:it|there)|are (?:there|you))\b"
    rf"|(?:\w{_FREE}|,)\s+(?:{_INVERTED})",
    re.IGNORECASE,
)
_REQUESTS = re.compile(
    rf"^(?:(?:{_OPENING})[,:]?\s+)*"
    r"(?:(?:i|we)(?:'d| would|'ll)?\s*(?:(?:also|just|really)\s+)?(?:want|need|wanna|like|have)\s+(?:to\s+)?"
    r"(?:speak|talk|tour|visit|see|look around|look at|hear from"
    r"|(?:an?|some|the|more)\s+(?:rough\s+)?(?:idea|info|estimate))"
    r"|(?:call|text|phone|ring|contact|send|mail|email) (?:me|us)\b|(?:have|get) (?:someone|somebody|a person)\b)",
    re.IGNORECASE,
)
"""Asks for something without a question: "I want to talk to a person", "call me"."""
_FILLER = re.compile(
    rf"^(?:(?:{_OPENING}"
    r"|good|great|cool|nice|perfect|awesome|got it"
    r"|(?:i was |im |i'm )?just (?:wondering|asking|curious)|(?:i was )?wondering|asking for a friend"
    r"|(?:one|1) (?:more|last|other|quick) (?:thing|question)|quick question|another question"
    r"|(?:may|can|could) (?:i|you|u) (?:ask|tell me)|what (?:i'd|id|i would) (?:like to )?(?:ask|know) is"
    r"|(?:i(?:'d| would)? )?(?:kindly |just )?(?:need|like|want|wanna) to (?:know|ask))\b\W*)+$",
    re.IGNORECASE,
)
"""What is said around a question."""
_STATES = re.compile(
    rf"^(?:(?:{_OPENING})[,:]?\s+)*"
    r"(?:(?:i|im|i'm|ive|i've|my|we|we're|he|hes|he's|she|shes|she's|they|our|got|needs?|wants?|looking|just"
    r"|if|after|when|before|since|because|with|on|for|at|to|from|in|of)\b|[\w ]+ here\W*$)",
    re.IGNORECASE,
)
"""Beginnings of what is told, or belongs to what stands before."""
_ALTERNATIVE, _ADDED = re.compile(r"\bor\s+$", re.IGNORECASE), re.compile(r"\w\s+(?:and|n|&|y)\s+$", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"\b(?:need to know|like to know|wants? to know|want(?:ed|ing)? to (?:know|ask|find out)|wondering|curious|tell me"
    r"|info(?:rmation)? (?:on|about)|questions? (?:on|about|is|are)|asking about|ask about"
    r"|(?:could|can|may) (?:i|we) (?:have|get)|(?:send|give|text) me)\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r"\b(?:to (?:know|ask)|tell me)\W*$", re.IGNORECASE)
"""Says nothing of a question, but that what comes after it is asked: "I would like to know: the fee, the hours"."""
_JOINT = re.compile(
    r"\s*[,;](?!\d)\s*(?:(?:and|also|plus|or|n|y|&)\s+)?(?:also\s+)?"
    r"|\s+(?:and|or|n|&|\+|/|plus|also|y|as well as)\s+(?:also\s+)?(?:um+\s+)?|\s*\?\s*|:\s+",
    re.IGNORECASE,
)
_ASKING = r"(?:what|when|where|who|why|how)(?:\s+(?:much|many|long|often|soon|time|early|late|far))?"
_RUN_ON = re.compile(
    rf"{_FREE}\s+(?=(?:{_ASKING}\s+)?(?:{_INVERTED})|(?:whats|what's|what is|how many|what if)\b)"
    r"|\s+(?=how (?:much|long|many)\b)"
    rf"|(?:(?<=\bis it)|(?<=\bare you)|(?<=\bthere))\s+(?={_ASKING}\s+(?:{_INVERTED}))",
    re.IGNORECASE,
)
"""Before a question that nothing joins to the one before it: "can i keep my job do you take medicaid"."""
_UNFINISHED = re.compile(
    rf"^(?:(?:{_OPENING})\s+)*(?!how (?:much|long)$)(?:what|which|how|when|where|who|why)\b(?!.*\b{_VERB}\b)",
    re.IGNORECASE,
)
"""A question whose verb is still to come: "which insurance plans"."""
_AMOUNT = re.compile(r"how (?:much|long|many)\b", re.IGNORECASE)
"""Begins another question, whether or not the one before it has a verb: "how many days how many weeks"."""
_PREDICATE = re.compile(
    r"^(?:(?:is|are|was|has|have|will|would|can|could)\s+"
    rf"(?!(?:{_SUBJECT}|these|those|a|an|any|your|ur|his|her|our|their|kids|parents|family)\b)"
    r"|(?:do|does|did)\s+(?:not|drugs|meth|coke|cocaine|heroin|pills|well|ok|okay|fine|great)\b)",
    re.IGNORECASE,
)
"""A verb without a subject goes on telling, unless a question stands before it: "my son uses and has no insurance"."""
_SUBORDINATE = re.compile(rf"^when\s+(?!{_VERB}\b)", re.IGNORECASE)
"""Tells when: "when my shift ends"."""
_TAG = re.compile(
    r"^(?:do|does|is|are|can|will|would|should)(?:n't|nt)? (?:i|you|u|we|he|she|it|they)(?: not| both| too)?\W*$",
    re.IGNORECASE,
)
"""Belongs to the question before it: "do you file the claim or do we"."""
_RELATIVE = re.compile(
    r"^(?:who|which)(?:'s|s|\s+(?:is|was|has|are))\b(?!\s+(?:it|this|the|your|better|best|more|less|cheaper)\b)",
    re.IGNORECASE,
)
"""After a comma, tells of somebody: "my son, who is 17"."""

LIST_WORDS, LISTED_WORDS = 10, 4
"""Words of a message that may be a list of subjects, and of one subject in a list."""
CLAUSES_AT_MOST = 6
"""More pieces than this are a list of things in one question, not questions."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a message, and whether it asks something."""

    text: str
    asks: bool


class Clause(NamedTuple):
    """Where a piece of a sentence starts and ends, and whether it asks whatever stands beside it."""

    start: int
    end: int
    asks: bool


def punctuated(text: str) -> str:
    """Returns a message with the punctuation that a telephone wrote out in words: "what is it question mark"."""
    written = text
    for mark, sign in _SPOKEN_MARKS:
        written = mark.sub(sign, written)
    return text if written == text else _SPOKEN_PERIOD.sub(".", written)


def sentences(text: str) -> List[Sentence]:
    """Returns the sentences of a message that contain a letter or digit, in order.

    Numbered and dashed lists are taken apart, and each item asks; "Dr. Smith", "e.g." and "20 mg." stay whole.
    """
    out: List[Sentence] = []
    open_ended = False
    marks = _NUMBER if _NUMBERED.search(text) else _LIST_MARK
    for number, block in enumerate(marks.split(text)):
        for part in _END.split(block):
            part = " ".join(part.split())
            if not _WORD.search(part):
                continue
            if open_ended:
                part = f"{out.pop().text} {part}"
            out.append(Sentence(part, not is_filler(part) and (number > 0 or is_question(part))))
            open_ended = bool(_ABBREVIATION.search(part))
    return out


def is_question(sentence: str) -> bool:
    """Whether a sentence asks something, with or without a question mark."""
    return "?" in sentence or asks(sentence)


def asks(piece: str) -> bool:
    """Whether a piece asks something by its words, whatever mark it ends with."""
    return any(sign.search(piece) for sign in (_ASKS, _WONDERS, _REQUESTS))


def is_filler(text: str) -> bool:
    """Whether nothing is said but what stands around a question: "hi", "ok thanks", "one more thing"."""
    return bool(_FILLER.search(text))


def names_subject(text: str) -> bool:
    """Whether a few words may stand for a question: "evening groups", but not "I'm 67"."""
    return bool(
        len(text.split()) <= LISTED_WORDS
        and _LETTER.search(text)
        and not (_STATES.search(text) or _TAG.search(text) or is_filler(text))
    )


def clauses(sentence: str) -> List[Clause]:
    """Returns the pieces of a sentence that may be questions of their own, in order; one where it is one question.

    Cut at commas, "and", "or", "also" before a piece that asks, before anything that "I'd like to know" introduces, and
    between pieces of few words ("price, hours"). What lies between belongs to the piece before, at the beginning to the
    piece after ("my wife says no, how do I get her in").
    """
    spans = [
        (start, end)
        for start, end in _spans(sentence)
        if not is_filler(sentence[start:end]) or _LEADS_IN.search(sentence[start:end])
    ]
    if len(spans) < 2 or len(spans) > CLAUSES_AT_MOST:
        return [Clause(0, len(sentence), True)]
    texts = [sentence[start:end] for start, end in spans]
    asking: List[bool] = []
    telling: List[bool] = []
    for (start, _), text in zip(spans, texts, strict=True):
        apart = sentence[:start].rstrip().endswith(",")
        telling.append(
            bool(_SUBORDINATE.search(text) or (apart and _RELATIVE.search(text)))
            or bool(_PREDICATE.search(text) and asking and not any(asking))
        )
        asking.append(not (telling[-1] or _TAG.search(text)) and asks(text))
    introduced = next((i for i, text in enumerate(texts) if _INTRODUCES.search(text)), len(spans))
    starts = [
        i
        for i, text in enumerate(texts)
        if not is_filler(text)
        and (
            asking[i]
            or i > introduced
            or (i == introduced and not _LEADS_IN.search(text))
            or (names_subject(text) and not telling[i] and not _is_joined(sentence[: spans[i][0]], any(asking)))
        )
    ]
    is_told = not any(asking) and introduced == len(spans)
    if (is_told and len(sentence.split()) > LIST_WORDS) or len(starts) < 2:
        return [Clause(0, len(sentence), True)]
    first = starts[0]
    ends = [*(spans[i - 1][1] for i in starts[1:]), len(sentence)]
    return [
        Clause(
            0 if i == first else spans[i][0], end, not any(asking) or (asking[i] and not _runs_on(sentence, spans, i))
        )
        for i, end in zip(starts, ends, strict=True)
    ]


def asked_part(piece: str) -> str:
    """Returns a piece from where it asks: "is he too old" of "my dad is 71, is he too old"."""
    start = next((start for start, end in _spans(piece) if asks(piece[start:end])), 0)
    return piece[start:]


def _runs_on(sentence: str, spans: Sequence[Tuple[int, int]], place: int) -> bool:
    """Whether nothing but a space joins a piece to the one before it."""
    return place > 0 and sentence[spans[place - 1][1] : spans[place][0]].isspace()


def _is_joined(before: str, beside_question: bool) -> bool:
    """Whether a piece belongs to what stands before it: "this or inpatient", "can I work nights and sleep at home"."""
    return bool(_ALTERNATIVE.search(before) or (beside_question and _ADDED.search(before)))


def _spans(sentence: str) -> List[Tuple[int, int]]:
    """Returns where the pieces between the joints start and end."""
    joints: List[Tuple[int, int]] = []
    for start, end in sorted(joint.span() for sign in (_JOINT, _RUN_ON) for joint in sign.finditer(sentence)):
        joined = not sentence[start:end].isspace() or _AMOUNT.match(sentence[end:])
        if joined or not _UNFINISHED.search(sentence[joints[-1][1] if joints else 0 : start]):
            joints.append((start, end))
    joints.append((len(sentence), len(sentence)))
    starts = [0, *(end for _, end in joints)]
    spans = [(start, joint[0]) for start, joint in zip(starts, joints, strict=False)]
    return [(start, end) for start, end in spans if _WORD.search(sentence[start:end])]
