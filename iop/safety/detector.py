"""Runs the layers on one message. Whatever breaks, the others go on."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from iop.safety.last_resort import plainest
from iop.safety.verdict import Verdict

if TYPE_CHECKING:  # what can break is imported where it is used, so that it breaks inside `check`
    from numpy.typing import NDArray

    from iop.safety.classifier import Classifier
    from iop.safety.combine import Decision, Rule
    from iop.safety.evidence import Evidence
    from iop.safety.normalise import Reading


@lru_cache(maxsize=1)
def shared_classifier() -> "Classifier":
    """Returns this process's classifier. It is never trained here: nobody in danger waits for that.

    Raises:
        Exception: whatever keeps it from being read; it is tried again with the next message.
    """
    from iop.safety.classifier import Classifier
    from iop.safety.training import trained_file

    return Classifier.load(trained_file())


def meaning_of(text: str) -> "Optional[NDArray[Any]]":
    """Returns the encoder's vector, or None where there is no encoder."""
    try:
        from iop.encoding import shared_encoder

        return shared_encoder().encode_one(text)
    except Exception:  # noqa: BLE001 - the classifier then goes by words alone
        return None


def decide_with(
    classifier: "Classifier", reading: "Reading", whole: "Evidence", rule: Optional["Rule"] = None
) -> "Decision":
    """Reads the whole message, then its sentences, then its clauses, until something takes over.

    The cheap columns see every piece; the encoder sees only those that could matter.

    Args:
        classifier: The trained classifier.
        reading: The message.
        whole: The evidence in all of it.
        rule: Decides; by default `combine.decide`.
    """
    from iop.safety import combine
    from iop.safety.combine import THRESHOLDS, Part
    from iop.safety.evidence import gather
    from iop.safety.training import meaning_text
    from iop.safety.windows import MOST, PIECES, WHOLE, clauses, pieces

    decide = rule or combine.decide
    parts: List[Part] = []
    cut = dict.fromkeys(pieces(reading.sentences), False)
    if len(reading.words) <= WHOLE:
        meaning = meaning_of(meaning_text(reading.original, reading.disguised, reading.words))
        score = classifier.score(whole.columns, meaning)
        parts.append(Part(whole, score))
        decision = decide(parts)
        if decision.route:
            return decision
        if score.danger > THRESHOLDS.doubt and not whole.is_explained:
            for clause in clauses(reading.original):
                cut.setdefault(clause, True)
    found = [(piece, gather([piece]), is_clause) for piece, is_clause in list(cut.items())[:MOST]]
    lean = {id(evidence): classifier.score(evidence.columns).danger for _, evidence, _ in found}
    found.sort(key=lambda part: -lean[id(part[1])])
    for piece, evidence, is_clause in found[: PIECES if parts else PIECES + 1]:
        if lean[id(evidence)] < THRESHOLDS.glance and not evidence.open:
            break
        meaning = meaning_of(meaning_text(" ".join(piece), False, piece))
        parts.append(Part(evidence, classifier.score(evidence.columns, meaning), is_clause))
        decision = decide(parts)
        if decision.route:
            return decision
    return decide(parts or [Part(whole, classifier.score(whole.columns))])


def _layers(text: str) -> Verdict:
    """Runs normalisation, lexicon, classifier and the rule that combines them."""
    from iop.safety.combine import Part, decide
    from iop.safety.evidence import gather
    from iop.safety.language import language
    from iop.safety.normalise import read
    from iop.safety.whose import whose

    notes: Dict[str, str] = {}
    reading = read(text)
    whole = gather(reading.sentences)
    if whole.lexicon_failed:
        notes["lexicon"] = whole.lexicon_failed
    try:
        decision = decide_with(shared_classifier(), reading, whole)
        if meaning_of("") is None:
            notes["encoder"] = "missing"
    except Exception as error:  # noqa: BLE001 - the lexicon goes on alone
        notes["classifier"] = type(error).__name__
        decision = decide([Part(whole, None)])
    route, soft = whose(decision.route, reading.words), decision.soft_line
    if notes and route is None:
        route = plainest(text) or plainest(reading.text)
        soft = True
    reasons = (*decision.reasons, *(f"{layer} failed: {why}" for layer, why in notes.items()))
    spoken = language(text, reading.words)
    is_plain = route is not None and (decision.is_plain or decision.route is None)
    return Verdict(route, soft and route is None, spoken, reasons, False, situation_of(route, reading), is_plain)


def situation_of(route: Optional[str], reading: "Reading") -> Optional[str]:
    """Returns which of a route's texts fit; the usual ones where that cannot be told."""
    try:
        from iop.safety.lexicon import shared_lexicon
        from iop.safety.situation import situation

        return situation(route, reading.words, shared_lexicon().classes["kin"])
    except Exception:  # noqa: BLE001 - the route is what matters
        return None


def check(text: str) -> Verdict:
    """Reads one message for danger. Never raises.

    Args:
        text: What a person sent.

    Returns:
        The verdict; `failed` where no layer could read the message.
    """
    try:
        return _layers(text) if text.strip() else Verdict()
    except Exception as error:  # noqa: BLE001 - safety has to answer
        reason = f"layers failed: {type(error).__name__}"
    try:
        route = plainest(text)
        return Verdict(route, route is None, "en", (reason,), failed=route is None)
    except Exception:  # noqa: BLE001 - safety has to answer
        return Verdict(None, True, "en", (reason, "last resort failed"), failed=True)
