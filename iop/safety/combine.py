"""The rule that turns evidence into a decision. Doubt goes to the quiet line, not to nothing."""

from dataclasses import dataclass
from typing import Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple

from iop.safety.classifier import Score
from iop.safety.evidence import Evidence
from iop.safety.verdict import ROUTES


@dataclass(frozen=True)
class Thresholds:
    """Log odds at which something happens; chosen on held-out groups of the written messages."""

    danger: float = -0.35
    """The classifier alone takes over."""
    hint: float = -0.4
    """It takes over where the lexicon at least found a hint."""
    finding: float = -1.25
    """It takes over when the lexicon found something that nothing speaks against."""
    part: float = 0.5
    """So much more is needed in one piece of a message, unless the lexicon found something there."""
    clause: float = 2.5
    """So much more is needed in one clause of it: what makes it harmless may stand in the next one."""
    denied: float = 1.0
    """It takes over although everything that was found is denied or long over."""
    closed: float = 0.4
    """It takes over although everything that was found is a topic, a loss or an idiom."""
    plain: float = 2.0
    """The classifier alone is so sure that nothing said before explains the message."""
    glance: float = -3.0
    """A piece of a message whose words alone stay below this is not looked at again."""
    doubt: float = -2.2
    """The clauses of a message are read, too."""
    line: float = -1.8
    """The quiet line is added."""
    soft: float = 0.0
    """The quiet line is added when the topic is near danger this much."""


THRESHOLDS = Thresholds()
TOGETHER = Thresholds(danger=2.5, hint=1.5, finding=1.0, denied=2.0, closed=2.0)
"""For messages that are read together though none of them is danger by itself."""


class Part(NamedTuple):
    """A message or a piece of it: what the lexicon and the classifier say."""

    evidence: Evidence
    score: Optional[Score]
    is_clause: bool = False


@dataclass(frozen=True)
class Decision:
    """What is done, and why."""

    route: Optional[str]
    soft_line: bool
    reasons: Tuple[str, ...]
    is_plain: bool = False
    """Whether the message says the kind of danger by itself, see `Verdict`."""


Rule = Callable[[List[Part]], Decision]
"""What turns the parts of a message into a decision."""


def decide(parts: Sequence[Part], limits: Thresholds = THRESHOLDS) -> Decision:
    """Decides about a message.

    Args:
        parts: The whole message first, then its pieces, each with what the lexicon and the classifier say.
        limits: The thresholds.
    """
    reasons: List[str] = []
    route: Optional[str] = None
    is_plain = False
    for place, part in enumerate(parts):
        reason = _danger(part.evidence, part.score, limits, _more(part, limits) if place else 0.0)
        if reason:
            reasons.append(f"{reason}{' (in one part)' if place else ''}")
            route = route or _route(part.evidence, part.score)
            is_plain = is_plain or _is_plain(route, part, limits)
    if route:
        return Decision(route, False, tuple(reasons), is_plain)
    doubts = [doubt for part in parts for doubt in _doubts(part.evidence, part.score, limits)]
    return Decision(None, bool(doubts), tuple(dict.fromkeys(doubts)))


def _more(part: Part, limits: Thresholds) -> float:
    """Returns what a piece of a message needs beyond what a message needs."""
    if part.is_clause:
        return limits.clause
    return 0.0 if part.evidence.open else limits.part


def _danger(evidence: Evidence, score: Optional[Score], limits: Thresholds, more: float) -> str:
    found = evidence.open
    names = ", ".join(dict.fromkeys(f.name for f in found))
    if score is None:
        return f"lexicon: {names}" if found else ""
    limit = (limits.finding if found else _limit(evidence, limits)) + more
    if score.danger <= limit:
        return ""
    return f"classifier: {score.danger:+.1f} over {limit:+.1f}" + (f"; lexicon: {names}" if found else "")


def _is_plain(route: str, part: Part, limits: Thresholds) -> bool:
    if any(finding.route == route for finding in part.evidence.open):
        return True
    return part.score is None or part.score.danger > limits.plain


def _limit(evidence: Evidence, limits: Thresholds) -> float:
    """Returns what the classifier has to reach where the lexicon found nothing that counts."""
    if evidence.closed:
        return limits.denied if any(f.scope in ("denied", "past") for f in evidence.closed) else limits.closed
    return limits.hint if evidence.findings else limits.danger


def _doubts(evidence: Evidence, score: Optional[Score], limits: Thresholds) -> List[str]:
    doubts = [f"scope: {f.name} is {f.scope}" for f in evidence.closed if f.scope != "idiom"]
    doubts += [f"lexicon: {f.name} alone" for f in evidence.open]
    if score is not None and score.danger > limits.line:
        doubts.append(f"classifier: doubt at {score.danger:+.1f}")
    if score is not None and score.soft > limits.soft:
        doubts.append(f"classifier: near danger at {score.soft:+.1f}")
    return doubts


def _route(evidence: Evidence, score: Optional[Score]) -> str:
    votes: Dict[str, float] = dict(score.routes) if score else dict.fromkeys(ROUTES, 0.0)
    for route in {f.route for f in evidence.open}:
        votes[route] += 1.0
    return max(votes, key=lambda name: votes[name])
