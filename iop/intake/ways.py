"""Texts, voicemails and calls as a message names them: which ones in one breath, and after which "no"."""

import re
from dataclasses import dataclass
from typing import List, Optional

from iop.intake.words import words

TEXT = (
    r"(?:(?:text|txt) (?:messages?|msgs?)|texts?|texting|txts?|txting|sms|mensajes? de texto|textos?"
    r"|text(?:ear|[eé]en?)(?:me)?)"
)
_VOICEMAIL = (
    r"(?:answering )?machine|voice[ -]?(?:mails?|messages?|msgs?)|vms?|buz[oó]n(?: de voz)?"
    r"|(?:mensajes?|correo) de voz|recados?"
)
VOICEMAIL = (
    rf"(?:{_VOICEMAIL}|(?:leave|leaving) (?:me )?(?:a |any )?(?:messages?|msgs?)"
    r"|d[eé]j(?:ar|en?)(?:me)? (?:un )?mensajes?(?! de texto))"
)
MESSAGE = r"(?:messages?|msgs?|mensajes?)"
CALL = r"(?:calls?|calling|ring|phone(?= (?:me|us|calls?)\b)|contact|e-?mails?|e-?mailing|llam(?!o\b)\w+)"
_ITEM = (
    r"(?:(?:send|sending|leave|leaving|get|getting|make|making|give|(?:m[aá]nd|env[ií]|d[eé]j)(?:ar|en?|an)(?:me)?|recibir"
    r"|escrib(?:ir|an?)(?:me)?(?: por)?) )?(?:(?:me|us) )?"
    r"(?:(?:a|an|any|the|more|phone|un|una|unos|los|el|por|en) ){0,3}"
    rf"(?:{TEXT}|{_VOICEMAIL}|{MESSAGE}|{CALL})\b(?: (?:me|us)\b)?"
)
_JOIN = r"(?:(?:and/or|and|or|nor|y|o|ni)\b ?(?:(?:also|even|to|no|by|via) )?|[/&+] ?)"
_LIST = re.compile(
    rf"\b{_ITEM}(?:(?: ?, ?{_ITEM}| (?:calls|texts|voice ?mails?|e-?mails|(?<!text )(?<!txt )messages)\b)*"
    rf"(?: ?, ?| )?{_JOIN}{_ITEM})*",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(
    r"[.,;:!?()]|(?<!not )(?<!n't )(?<!dont )\b(?:just|only|s[oó]lo|solamente|[uú]nicamente|nom[aá]s)\b"
    r"|\b(?:but|so|because|cause|cuz|instead|then|except|unless|if|please|pls|plz|pero|s[ií]|porque|mejor"
    r"|answer\w*|pick\w*|talk\w*|respond\w*"
    r"|(?:can|could|would|have) (?=(?:someone|somebody|anyone|anybody|you|u)\b)"
    r"|available|home|there|know|mind|care|matter|problem|prob|worries|hesitate)\b",
    re.IGNORECASE,
)
"""From these on a "no" before says nothing: "if I don't answer, leave a voicemail", "I don't mind texts"."""
_NO = re.compile(
    r"\b(?:no|not|nor|never|neither|nobody|without|sin|nada de|ni|nunca|do not|don'?t)\b"
    r"|(?P<weak>\bcannot\b|\b(?:does|did|is|are|was|would|wo|should|could|ca|must|ai)n'?t\b"
    r"|\b(?:stop|quit|avoid|hate|dislike|refuse)\b)",
    re.IGNORECASE,
)
"""The weak ones are said of much else: "I can't sleep, text me"."""
_BETWEEN = words(
    """want wanna wanted need like wish think believe feel say said tell told you u guys they them anyone anybody people
    someone somebody to should could would can may ever really at all me my us any a an more anymore of the these those
    your that it when time send sending sent leave leaving get getting receive receiving have having take taking use
    using give do be is are being able allowed consent agree allow accept open comfortable ok okay fine safe with for by
    via through on in thanks thank interested into fan big good idea contact contacted call called phone cell number let
    or and nor quiero quisiera me que manden mande mandarme envien dejen dejarme por favor los un una el la gusta
    gustaria pueden puede prefiero deseo recibir de en"""
)
"""Words between a "no" and what it refuses: "I don't think that you should leave a voicemail"."""
_NEAR = 2
"""Words of any kind that may stand between a "no" and what it refuses: "no random texts"."""
_FAR = 6
"""And where what it refuses is joined to something else: "don't text my cell or leave a voicemail"."""
_JOINED = re.compile(rf" {_JOIN}$", re.IGNORECASE)
_NAMES_ONE = re.compile(rf"\b(?:{TEXT}|{VOICEMAIL})\b", re.IGNORECASE)
_WISH = re.compile(r"(?:text|txt) me\b|leave\b", re.IGNORECASE)
_FOLLOWED_BY_YES = re.compile(
    r" (?:only|instead|solamente|nada m[aá]s|nom[aá]s|s[ií]|est[aá]n? bien)\b"
    r"|:? (?:works?|(?:is|are) (?:ok|okay|fine|good|better|best)|ok|okay|fine)\b",
    re.I,
)


@dataclass(frozen=True)
class Named:
    """Ways to reach somebody that are named in one breath: "texts", "calls, texts or voicemails", "text me".

    Attributes:
        said: The words themselves.
        before: What comes before them.
        clause: Its end that belongs to the same clause.
        after: What comes after them.
    """

    said: str
    before: str
    clause: str
    after: str

    @property
    def is_refused(self) -> bool:
        """Whether a "no" before speaks of them."""
        negation = self._negation()
        if negation is None:
            return False
        between = self.clause[negation.end() :].lower().split()
        if _JOINED.search(self.clause):
            return len(between) <= _FAR
        return set(between) <= _BETWEEN or (len(between) <= _NEAR and not negation["weak"])

    @property
    def is_clear(self) -> bool:
        """Whether no "no" before may speak of them."""
        return self._negation() is None

    def _negation(self) -> "Optional[re.Match[str]]":
        """Returns the last "no" before, unless it speaks of another way: "no calls, texts are fine"."""
        negations = list(_NO.finditer(self.clause))
        if not negations:
            return None
        between = self.clause[negations[-1].end() :]
        return None if self._is_of_another(between) and not _JOINED.search(between) else negations[-1]

    def _is_of_another(self, between: str) -> bool:
        if _NAMES_ONE.search(between):
            return True
        is_wish = _WISH.match(self.said) or _FOLLOWED_BY_YES.match(self.after)
        return bool(is_wish and re.search(rf"\b{CALL}", between, re.IGNORECASE))


def named_in(text: str) -> List[Named]:
    """Returns the ways that a text names.

    Args:
        text: On one line, with single spaces and plain apostrophes.
    """
    ends = [match.end() for match in _CLAUSE_ENDS.finditer(text)]
    named = []
    for match in _LIST.finditer(text):
        start = match.start()
        begin = max((end for end in ends if end <= start), default=0)
        named.append(Named(match.group(), text[:start], text[begin:start], text[match.end() :]))
    return named
