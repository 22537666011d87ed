"""What the detector says about one message."""

from dataclasses import dataclass
from typing import Optional, Tuple

ROUTES: Tuple[str, ...] = (
    "suicide_self",
    "self_harm",
    "overdose_emergency",
    "medical_emergency",
    "harm_others",
    "abuse_violence",
    "third_party_suicide",
)


@dataclass(frozen=True)
class Verdict:
    """The decision about one message, and why.

    Attributes:
        route: The crisis route that takes over the conversation, or None.
        soft_line: Whether an ordinary answer should carry the one quiet line of resources.
        language: The language in which to answer, `en` or `es`.
        reasons: One short line from each layer that had something to say; never the person's own words.
        failed: No layer could read the message; the caller shows the general crisis resources.
        situation: Which of the route's texts fit, see `iop.safety.situation`; None for the usual ones.
        is_plain: Whether the message says the kind of danger by itself, so that nothing before it explains it.
    """

    route: Optional[str] = None
    soft_line: bool = False
    language: str = "en"
    reasons: Tuple[str, ...] = ()
    failed: bool = False
    situation: Optional[str] = None
    is_plain: bool = False

    @property
    def is_danger(self) -> bool:
        """Whether it speaks of danger, or that could not be found out."""
        return self.route is not None or self.failed
