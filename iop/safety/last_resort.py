"""The layer that cannot break: a few plain expressions without files, models or packages.

It knows only the plainest words, and is listened to only when the lexicon or the classifier failed.
"""

import re
from typing import Optional, Pattern, Tuple

_PLAIN: Tuple[Tuple[str, Pattern[str]], ...] = tuple(
    (route, re.compile(pattern, re.IGNORECASE))
    for route, pattern in (
        (
            "overdose_emergency",
            r"\b(overdos|o\.?d\.?'?(ed|ing)\b)|took (all|too many|the whole|a bunch|a bottle|everything)|whole bottle|"
            r"(not|isn'?t|stopped|barely) breathing|(won'?t|can'?t|not) wak|lips .{0,12}blue|"
            r"sobredosis|no (respira|despierta)",
        ),
        (
            "medical_emergency",
            r"\bseizure|convuls|chest (pain|hurts)|can'?t breathe|(vomit|throw|cough)\w* .{0,6}blood|heart attack|"
            r"(won'?t|not) stop bleeding|hallucinat|dolor de pecho|no puedo respirar",
        ),
        (
            "third_party_suicide",
            r"(he|she|they|son|daughter|husband|wife|mom|dad|brother|sister|friend|boyfriend|girlfriend)\b.{0,30}"
            r"(suicid|kill (him|her|them)sel|wants? to die|end (his|her|their) life)|se quiere (matar|morir|suicidar)",
        ),
        (
            "suicide_self",
            r"suicid|kill(ing)? my ?self|kms\b|want(ed)? to die|wanna die|end(ing)? (my life|it all)|unalive|"
            r"better off (dead|without me)|don'?t want to (live|be alive|be here|wake up)|hang myself|"
            r"no reason to live|wish i (was|were) dead|"
            r"quiero (morir|matarme)|me quiero (morir|matar)|no quiero vivir|quitarme la vida",
        ),
        ("self_harm", r"(cut|cutting|hurt|hurting|burn|burning|harm|harming) my ?self|self.?harm|\bcortarme|me corto"),
        (
            "harm_others",
            r"(kill|hurt|shoot|stab|murder) (him|her|them|someone|somebody|people|everyone|my (wife|husband|boss|ex))|"
            r"homicid|shoot up|(lo|la) voy a matar",
        ),
        (
            "abuse_violence",
            r"(hits?|hitting|beats?|beating|chok\w+|strangl\w+|rap(ed|es)|punch\w*|threat\w*|hurts?|abus\w+) me\b|"
            r"(kill|hurt) me\b|\braped\b|me (pega|golpea|amenaza|viol)",
        ),
    )
)


def plainest(text: str) -> Optional[str]:
    """Returns the route of the plainest words of danger in a message, or None."""
    for route, pattern in _PLAIN:
        if pattern.search(text):
            return route
    return None
