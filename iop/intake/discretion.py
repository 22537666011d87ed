"""How somebody wants to be called: what may be said, to whom, and what may not."""

import re
from typing import List

from iop.intake.words import any_of, people

_HOW = re.compile(
    r"\b(?:answers|picks up|hang up|mention|(?:dont|don'?t|do not) say|say (?:it'?s|you)|tell (?:him|her|them)"
    r"|ask for|make sure|please (?:use|be|speak|talk|wait|let|ask)|contesta|digan?|mencionen?|cuelguen?)\b",
    re.IGNORECASE,
)
_NOT = r"(?:don'?t|do not|never|must not|mustn'?t|should not|shouldn'?t|not to|is not to|no)"
_SECRET = re.compile(
    rf"\b(?:he|she|they|nobody|no one|anyone|anybody|{any_of(people().kin)})(?:'s)? (?:can'?t|cannot|must not|mustn'?t"
    r"|should not|shouldn'?t|does not|doesn'?t|don'?t|do not|won'?t|is not to|can|should) (?:ever )?"
    r"(?:know\b(?! (?:how|what|where|why|if|whether)\b)|find out|see (?:this|it)|hear|be told)"
    rf"|\b{_NOT} want (?:\w+ ){{1,3}}to (?:know|find out|see|hear)\b"
    r"|\bwithout (?:my|his|her|anyone|anybody)\b.{0,20}\b(?:knowing|finding out)",
    re.IGNORECASE,
)
_WISH = re.compile(
    rf"\b{_NOT}\b.{{0,15}}\b(?:say|tell|mention|reveal|identify|talk to|speak (?:to|with)"
    r"|(?:be )?(?:call|contact|text|reach|e-?mail|write)(?:ed)? (?:\w+ ){0,3}directly)\b"
    rf"|{_SECRET.pattern}"
    r"|\b(?:i'?m|i am|(?:s?he|it)(?:'s| is)|soy|es) (?:\w+ )?(?:deaf|hard of hearing|sord[oa])\b"
    r"|\b(?:use|using|through|via|by|need|have) (?:an? |the )?(?:\w+ )?(?:relay|tty|interpreter)\b"
    r"|\b(?:speak|talk) (?:slowly|up|loud\w*|clearly)\b"
    r"|\b(?:(?:not|never|(?:don'?t|do not|never) (?:call|ring|text|phone|try)(?: me)?) (?:at|on)"
    r"|(?:don'?t|do not|never) (?:call|ring|text|phone|try|use)) (?:(?:my |the )?(?:home|house|work|job|office"
    r"|landline)|(?:my|the) (?!other\b|old\b|wrong\b|first\b|last\b|phone\b)\w+ (?:number|phone|line))\b"
    r"(?! (?:before|after|until|till|between|when|while|on)\b)"
    r"|\bno (?:me )?(?:llamen?|marquen?) (?:a|en) (?:mi |la |el )?(?:casa|trabajo)\b"
    r"|\bsay (?:it'?s|you'?re|you are|that)\b|\bhang up\b"
    r"|\bif (?:\w+ ){1,4}(?:answers?|picks? up)\b"
    rf"|\b(?:no|ni|nunca)\b.{{0,10}}\b(?:digan?|mencionen?|cuenten?|hablen? con)\b|\bcuelguen?\b"
    r"|\bdigan? que (?:es|son|soy|llaman)\b|\bsi (?:\w+ ){0,3}contestan?\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"(?<=[.!?;\n])\s+|(?:\s+(?:and|but)|\s*,[\s,]*) ?"
    r"(?=(?:s?he|they|nobody|no one) (?:can'?t|cannot|must|should|doesn'?t)\b)"
    r"|(?:,\s*(?:(?:and|but|y|pero) )?|\s+(?:(?:and|but|y|pero) |(?=please )))"
    r"(?=(?:please )?(?:i )?(?:don'?t|do not|never|not (?:at|on)|say|if|no (?:digan?|mencionen?)|si|digan?)\b)"
    r"|,\s*(?=(?:can|could|would|please) (?:you|u|some(?:one|body))\b)",
    re.IGNORECASE,
)


def tells_how(text: str) -> bool:
    """Whether a message says how they shall call: "say it's the dentist if my husband answers"."""
    return bool(_HOW.search(text))


def must_not_be_told(text: str) -> bool:
    """Whether a message says that somebody must not know: "dont want my wife to know"."""
    return bool(_SECRET.search(text)) and "?" not in text


def wishes_in(text: str) -> List[str]:
    """Returns the parts of a message that say what may be said at the call: "don't say where you're calling from".

    Args:
        text: The message, with plain apostrophes.
    """
    clauses = (clause.strip(" ,.!;") for clause in _CLAUSES.split(text))
    return [clause for clause in clauses if _WISH.search(clause) and "?" not in clause]


def without_wish(text: str, wish: str) -> str:
    """Returns a text without a wish that was found in it, and without the word that joins it: "Maria but don't say"."""
    return re.sub(rf"(?:\s+(?:and|but))?\s*{re.escape(wish)}", " ", text)
