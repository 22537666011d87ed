"""What a person is told: plain data, the same for every channel."""

from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional


@dataclass(frozen=True)
class BotMessage:
    """One message to a person.

    Attributes:
        text: Plain text.
        buttons: Choices; each has a `title`, and a `payload` that is sent as text when it is picked.
        turn: What the turn was (see `actions.turn`), for the channel, the batch command and tests; never shown.
    """

    text: str
    buttons: List[Dict[str, str]] = field(default_factory=list)
    turn: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> Dict[str, Any]:
        """Returns the form that is stored."""
        return {"text": self.text, "buttons": self.buttons}


@dataclass(frozen=True)
class Turn:
    """One message of a person, answered.

    Attributes:
        messages: What the person is told, in order.
        crisis: The route of the crisis texts, if they were said.
        soft_line: Whether an ordinary reply carries the resources: the line of them, or in its own words.
    """

    messages: List[BotMessage]
    crisis: Optional[str] = None
    soft_line: bool = False

    @property
    def outcome(self) -> str:
        """What kind of turn it was; see the batch format in `docs/batch.md`."""
        if self.crisis:
            return "crisis"
        return next((str(m.turn["outcome"]) for m in self.messages if m.turn.get("outcome")), "smalltalk")

    @property
    def confidence(self) -> Optional[float]:
        """How sure understanding was of the answer, 0 to 1, where it answered."""
        return next((m.turn["confidence"] for m in self.messages if m.turn.get("confidence") is not None), None)

    def merged(self, key: str) -> List[str]:
        """Returns the values of a list in all messages' reports, without repetition, in order."""
        return list(dict.fromkeys(value for message in self.messages for value in message.turn.get(key) or []))
