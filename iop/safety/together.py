"""Danger that is built up over several messages: what a message means with those just before it."""

from typing import List, Optional, Sequence

from iop.safety import told
from iop.safety.verdict import Verdict

MOST = 2
"""How many of the messages before one are read with it."""
KEPT = 6
"""How many of them may tell of what was taken, which a body feels later."""
LONGEST = 45
"""Words up to which messages are read together: longer ones say what they mean by themselves."""
_ASKED = {"suicide_self": "suicide_self", "third_party_suicide": "suicide_self", "self_harm": "self_harm"}
"""What a topic is, when somebody says that it is about them."""


def check_together(before: Sequence[str], text: str) -> Verdict:
    """Reads a message that says no danger by itself with those before it. Never raises.

    More is needed than in one message: "do you help suicidal people" and "yes I am" are danger, two questions are not.

    Args:
        before: The messages before it, the latest last; none of them was danger.
        text: The message.

    Returns:
        The verdict, without a route where there is no danger either.
    """
    try:
        if route := _owned(before[-MOST:], text):
            return Verdict(route, language=_language(text), reasons=("says it of themselves",))
        if verdict := _felt(before[-KEPT:], text):
            return verdict
        found = (_read([*before[-count:], text]) for count in range(1, min(len(before), MOST) + 1))
        return next((verdict for verdict in found if verdict.route), Verdict())
    except Exception:  # noqa: BLE001 - each message was read by itself
        return Verdict()


def _owned(before: Sequence[str], text: str) -> Optional[str]:
    """Returns the danger that was asked about before, where a message says it of its writer: "yes, I have them"."""
    from iop.safety.evidence import gather
    from iop.safety.normalise import read

    words = " ".join(read(text).words)
    asked = before if told.OWNS.search(words) else before[-1:] if told.IS_ME.search(words) else []
    findings = [finding for message in asked for finding in gather(read(message).sentences).findings]
    routes = [_ASKED.get(f.route) for f in findings if f.strength == "sure" and f.scope in ("open", "topic")]
    return next((route for route in routes if route), None)


def _felt(before: Sequence[str], text: str) -> Optional[Verdict]:
    """Returns an emergency where a body feels what was told to have been taken: "had 9 norcos", "im so sleepy"."""
    from iop.safety.detector import situation_of
    from iop.safety.normalise import read
    from iop.safety.taken import feels_what_was_taken

    if not feels_what_was_taken((" ".join(read(message).words) for message in before), " ".join(read(text).words)):
        return None
    situation = situation_of("overdose_emergency", read(". ".join([*before, text])))
    return Verdict(
        "overdose_emergency", language=_language(text), reasons=("feels what was taken",), situation=situation
    )


def _language(text: str) -> str:
    from iop.safety.language import language
    from iop.safety.normalise import read

    return language(text, read(text).words)


def _read(messages: List[str]) -> Verdict:
    from iop.safety.combine import THRESHOLDS, TOGETHER, Part, decide
    from iop.safety.detector import meaning_of, shared_classifier, situation_of
    from iop.safety.evidence import gather
    from iop.safety.normalise import read
    from iop.safety.training import meaning_text

    text = ". ".join(messages)
    reading = read(text)
    if len(reading.words) > LONGEST:
        return Verdict()
    evidence = gather(reading.sentences)
    if not evidence.open and shared_classifier().score(evidence.columns).danger < THRESHOLDS.glance:
        return Verdict()  # the words alone are far from danger: the encoder need not see them
    if any(gather(read(message).sentences).closed for message in messages):
        return Verdict()  # what one of them denies, or has behind it, stays so beside another
    meaning = meaning_of(meaning_text(reading.original, reading.disguised, reading.words))
    decision = decide([Part(evidence, shared_classifier().score(evidence.columns, meaning))], TOGETHER)
    situation = situation_of(decision.route, reading)
    return Verdict(decision.route, False, _language(text), decision.reasons, False, situation)
