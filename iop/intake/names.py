"""Names as people write them: in small letters, with apostrophes and accents, several words, a single initial."""

import re
from typing import List, Mapping, Sequence

from iop.intake.besides import small_words
from iop.intake.name_words import (
    LETTERS,
    LONGEST,
    WORD,
    Name,
    counts,
    english_words,
    given_names,
    is_large,
    is_persons,
    joined,
    may_be_both,
    split,
    tidy,
    until_no_name,
)
from iop.intake.time_words import TIMES
from iop.intake.words import COLLEAGUES, any_of, people, states
from iop.plain import bare

_NAME = rf"({WORD}(?:\s+{WORD}){{0,5}})"
_SURE = re.compile(
    r"(?:\b(?:name|one|person) to (?:call|ask for|contact|talk to|use)(?: is\b|:)\s*"
    r"|(?<!his )(?<!her )(?<!their )(?<!'s )(?<!\u2019s )(?<!sons )(?<!moms )\b(?:full |first )?name(?:'s|"
    r"\u2019s|s)?\b(?:\s+(?:is|to|should be|was)\b)?(?:\s+(?:spelled|spelt)\b)?\s*[:=-]?\s*"
    r"|\b(?:me llamo|mi nombre es|i(?: am|'m|m) called|they call me|(?:everyone|everybody|people|"
    r"folks) calls? me|i go by|"
    r"you can call me|mine is|put down|(?:just |please )?call me(?! my\b)(?!.*\bname\b)|mynameis|mi nombre|nombre|"
    r"me dicen|pregunten? por(?! mi\b)|es a nombre de)\s*:?\s+)" + _NAME,
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    rf"\b(?:(?:i(?:'m|\u2019m|m| am)|this is) (?:his|her|their|the|an?) "
    rf"(?:{any_of(people().kin)}|{any_of(people().professionals)})\b,?"
    r"|(?:it's |its |is )?spelled|it(?:'s|\u2019s|s| is)|this is|i(?:'m|\u2019m|m| am)|"
    rf"soy(?: (?:su|el|la) (?:{any_of(people().kin)})\b,?)?|(?<!seguro )es|"
    r"se escribe|quise decir|perd[oó]n,?|actually|meant|sorry,?(?! it\b| i\b| my\b)|"
    r"i said|should (?:be|say|read)|(?:ask for|talk to|speak (?:to|with)|call|text|contact|for) me,|"
    rf"(?:call|contact|text|ask for) (?:my|our|his|her|the) (?:\w+ )?(?:{any_of(people().kin)}|{COLLEAGUES}),?"
    r"|(?:ask for|call|contact|text|email)(?! me\b| my\b| us\b| our\b| his\b| her\b| the\b))"
    rf"(?=\s+{_NAME})|(?:^|[.,!?\n]\s*)({LETTERS}[\w'\u2019-]*(?:\s+{LETTERS}[\w'\u2019-]*){{0,2}})\s+here\b"
    rf"|\b({WORD})(?:'|\u2019)s\s+(?:cell |phone |mobile )?(?:number|cell|phone)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:his|her|their|son'?s|daughter'?s|kid'?s|child'?s|husband'?s|wife'?s|brother'?s|sister'?s|friend'?s|"
    r"mom'?s|dad'?s|client'?s|patient'?s|\w+'s)\s+(?:first |full |last )?name",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"\b(?:last ?name|surname|apellido)(?:\s+(?:is|es|to|should be)\b)?(?:\s+(?:spelled|spelt"
    rf"|se escribe)\b)?\s*[:=-]?\s*"
    rf"{_NAME}",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"\bfirst ?(?:name)?(?:\s+is)?\s*[:=-]?\s*({WORD})", re.IGNORECASE)
_CORRECTS = re.compile(
    r"\b(?:meant|actually|sorry|i said|spelled|except|but|should (?:be|say|read)|not|(?:is|was|ai)n'?t|wrong|^\W*nop?e?"
    r"|quise decir|perd[oó]n|se escribe|es con"
    r"|with an? [a-z])\b",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    r"^(?:(?:hi|hey|hello|yo|um+|uh+|oh|ok|okay|sure|yeah|yes|yep|well|so|sorry|just|fine|hola|thanks|"
    r"it(?:'s|\u2019s|s| is)|i(?:'m|\u2019m|m| am)|me|this is|that(?:'s|\u2019s|s| is)|(?:mr|mrs|ms|miss|dr|"
    r"sgt|capt|captain|lt|officer|rev|pastor|chaplain|deacon|doctor|sr|sra|aunt|auntie|uncle|tia|tio)(?:\.|\b)|"
    r"tell (?:them|her|him)(?: to ask for)?|ask for|"
    r"(?:(?:you|they) can )?(?:just )?(?:call me|say|use)|put(?: down)?(?! me\b| it\b)|call me|"
    r"my name(?:'s|s| is)?|name(?: is|'s)?|(?:yo )?me llamo|(?:yo )?soy|"
    r"(?:mi )?nombre(?: es)?|es|con|s[ií]|claro|bueno|pues|señora?|"
    r"me (?:dicen|pueden decir)|(?:pueden )?(?:pregunt\w+ por|decirme)|i go by)\b[\s,.:!-]*)+",
    re.IGNORECASE,
)
_TRAILERS = re.compile(
    r"[\s,.-]*\b(?:(?:is|works|will do|is enough)(?: (?:fine|good|ok|okay|enough))?|please|pls|thanks|thank you|"
    r"thx|lol|for short|"
    r"by the way|btw|(?:muchas )?gracias|por ?favor|nada m[aá]s|est[aá] bien)[\s.!]*$",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[,;:\n/|(]+|(?:^|\s|(?<=\s))-+\s|[.!?]\s+|\b(?:and|y|at|but|or|pero|al)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"^\W*(?:(?:her|his|their) (?:first )?name(?:'?s| is)|(?:[eé]l |ella )?se llama|su nombre es)\s+", re.IGNORECASE
)
"""Before the name of somebody who is to be asked for: "her name is Amy"."""
_NAMED = re.compile(
    rf"\b(?:(?:her|his|their|(?:{any_of(people().kin)})'?s) (?:first )?name(?:'?s| is)|se llama|su nombre es"
    rf"|(?P<who>s?he(?:'s| is)|(?:my|our) (?:{any_of(people().kin)})(?:'s| is)))\s+{_NAME}",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\W*(?:is|do|does|why|what|can|must|should)\b", re.IGNORECASE)
"""Begins a question about names: "is the last name required"."""
_ASSERTS = re.compile(r"(?:it'?s|it is|i'?m|i am|that'?s|this is)\b", re.IGNORECASE)
"""Before what may be how somebody is: "its urgent", "im scared"."""
_ASK_FOR = re.compile(
    rf"(?:^\W*|\b(?:make sure(?: (?:you|they|to))?|please|(?:you|they) (?:should|must|can|have to)|just|only) )(?:to )?"
    rf"ask for {_NAME}",
    re.IGNORECASE,
)
_WISH = re.compile(r"[,;(\n]|\.\s|\s(?:and|but|just|only|please|no|do not|don'?t)\b", re.IGNORECASE)
"""Where a wish begins after a name: "Maria but don't leave a message"."""


def name_in(
    text: str,
    entities: Sequence[Mapping[str, object]] = (),
    asked: bool = False,
    beside_contact: bool = False,
    is_known: bool = False,
) -> Name:
    """Returns first and last name of the person who writes; the last name may hold several words.

    Args:
        text: The message, without phone numbers and e-mail addresses.
        entities: What the tagger found in it.
        asked: Whether the name was just asked for: then the whole message may be one.
        beside_contact: Whether the message gave a phone number or an e-mail address: a name often stands beside it.
        is_known: Whether the name was given before: then only a clear introduction or correction replaces it.
    """
    first, last = _FIRST.search(text), None if _ASKS.match(text) else _LAST.search(text)
    surname = until_no_name(last.group(1).split()) if last else []
    if last and surname:
        text = text[: last.start()] + "," + text[last.end() :]
        given = until_no_name([first.group(1)]) if first else []
        before = given or _whole(text.strip(" ,"), entities) or []
        return (tidy(before[0]) if before else _introduced(text, entities, asked)[0]), joined(surname)
    found = _introduced(text, entities, asked, is_known)
    if is_known and found[0] is None and beside_contact:  # "Linda 303 555 0145": whom to ask for at that number
        return split(_whole(text.strip(" ,"), entities))
    if is_known:
        return found
    if found[0] is None and (asked or (tells_of_another(text) and beside_contact)):
        found = split(_whole(_OF_ANOTHER.sub("", text), entities, asked=True))
    if found[0] is None and beside_contact:
        found = split(next((w for piece in _PIECES.split(text) if (w := _beside_contact(piece, entities))), []))
    return found


def own_name_in(text: str, entities: Sequence[Mapping[str, object]] = ()) -> Name:
    """Returns the name that stands beside the answer "for me": "me, Jo", "for myself. Dan"."""
    for piece in _PIECES.split(text):
        alone = piece.strip(" ,.!")
        found = _whole(piece, entities) or ([alone] if may_be_both(alone) and is_large(alone) else [])
        if found:
            return split(found)
    return None, None


def given_name_in(text: str, entities: Sequence[Mapping[str, object]] = (), may_be_word: bool = False) -> Name:
    """Returns the given name, perhaps with a surname, that a message is, or has before a wish: "Rosa", "hope w".

    Args:
        text: The message, without phone numbers and e-mail addresses.
        entities: What the tagger found in it.
        may_be_word: Whether a name that is a word, too, counts: "hope", "will smith".
    """
    for piece in (text, _WISH.split(text)[0]):
        found = _whole(piece, entities, may_be_word)
        if found and (is_persons(found[0], entities) or (may_be_word and may_be_both(found[0]))):
            return split(found)
    return None, None


def name_as_said(text: str) -> Name:
    """Returns what is said a second time to "what name?": that is the name, whatever else the words may mean."""
    plain = _TRAILERS.sub("", _FILLERS.sub("", text.strip()) or text.strip()).strip(" .!,'\"")
    typed = plain.split()
    is_name = 0 < len(typed) <= LONGEST and all(re.fullmatch(WORD, word) for word in typed)
    tells_nothing = set(bare(plain).split()) <= small_words() - given_names() and not typed[0].istitle()
    return (None, None) if not is_name or tells_nothing or _ASKS.match(text) else split(typed)


def tells_of_another(text: str) -> bool:
    """Whether a message begins with somebody else's name: "her name is Amy"."""
    return bool(_OF_ANOTHER.match(text))


def name_of_another(text: str) -> Name:
    """Returns the name of somebody else that a message tells: "call my mom, her name is Rosa"."""
    for named in _NAMED.finditer(text):
        found = until_no_name(named.group(2).split(), is_introduced=not named["who"])
        if found and not (named["who"] and not (is_large(found[0]) or is_persons(found[0], ()))):
            return split(found)
    return None, None


def is_given_name(word: str) -> bool:
    """Whether a word is a usual given name."""
    return word.lower() in given_names()


def is_name(text: str, entities: Sequence[Mapping[str, object]] = ()) -> bool:
    """Whether somebody only says who they are: "Carol", "my name is tasha".

    Args:
        text: The message.
        entities: What the tagger found in it.
    """
    introduced = _SURE.match(text.strip())
    return bool(_whole(text, entities)) or bool(introduced and len(text.split()) <= LONGEST + 3 and name_in(text)[0])


def _introduced(text: str, entities: Sequence[Mapping[str, object]], asked: bool, only_sure: bool = False) -> Name:
    for match in reversed(list(_SURE.finditer(text))):
        if not _OTHERS.search(text[max(0, match.start() - 12) : match.start() + 10]):
            found = until_no_name(match.group(1).split(), is_introduced=True)
            if found and not _says_in_which_way(found[0]):
                return split(found)
    wanted = _ASK_FOR.search(text)
    found = until_no_name(wanted.group(1).split()) if wanted else []
    if found and (is_persons(found[0], entities) or is_large(found[0])):
        return split(found)
    if only_sure and not _CORRECTS.search(text):
        return None, None
    for match in reversed(list(_PERHAPS.finditer(text))):
        written = next(group for group in match.groups() if group)
        found = until_no_name(written.split())
        if found and (
            is_persons(found[0], entities)
            or (is_large(found[0]) and not text.isupper())
            or (asked and len(found) == len(written.split()) and not _says_how(match.group(), found))
        ):
            return split(found)
    return None, None


def _whole(text: str, entities: Sequence[Mapping[str, object]], asked: bool = False) -> List[str]:
    """Returns the words of a piece of text that is nothing but a name."""
    plain = _TRAILERS.sub("", _FILLERS.sub("", text.strip()) or text.strip())
    if asked:
        plain = re.split(r"(?<!will )(?<!may )(?<!hope )\bnot\b|\bpero\b|[,;(\n]|\.\s", plain)[0]
    plain = re.sub(r"[!?\"()*]|^[\s,.]+|[\s,]+$", " ", plain).strip()
    typed = plain.split()
    if not typed or sum(map(counts, typed)) > LONGEST:
        return []
    is_word_too = asked and may_be_both(typed[0])
    found = until_no_name(typed, is_introduced=is_word_too) or typed[: int(is_word_too)]
    if len(found) != len(typed):
        return []
    is_way = "call me" in text.lower() and _says_in_which_way(found[0])
    if asked and (is_way or _says_how(text.strip(), found)):
        return []
    sure = is_persons(found[0], entities) or (all(map(is_large, found)) and len(found) > 1)
    return found if asked or sure else []


def _beside_contact(piece: str, entities: Sequence[Mapping[str, object]]) -> List[str]:
    """Returns the words of a piece that is a name beside a number; there one that is written large is enough: "Lia"."""
    alone = piece.strip(" ,.!")
    is_one_word = bool(re.fullmatch(WORD, alone)) and is_large(alone) and not alone.isupper()
    tells_else = _is_place(alone) or any(alone.lower() in str(found.get("value")).lower() for found in entities)
    if may_be_both(alone) and bare(alone) not in small_words() and not (tells_else or TIMES.fullmatch(alone)):
        return [alone]  # "mark"
    return _whole(piece, entities) or (until_no_name([alone]) if is_one_word and not tells_else else [])


def _says_how(text: str, found: Sequence[str]) -> bool:
    """Whether what looks like a name says how it is: "its urgent", where "its Dan" says who."""
    is_word = len(found) == 1 and found[0].islower() and found[0] in english_words()
    return is_word and bool(_ASSERTS.match(text)) and not (is_persons(found[0], ()) or may_be_both(found[0]))


def _says_in_which_way(word: str) -> bool:
    """Whether a word after "call me" says how to call: "quietly"."""
    is_word = word.islower() or word in english_words()
    return word.endswith("ly") and is_word and not (word.lower() in given_names() or may_be_both(word))


def _is_place(word: str) -> bool:
    return word.lower() in {name.lower() for name in (*states(), *states().values())}
