"""What a person gave us, and what they agreed to."""

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any, Dict, Mapping, Optional

SELF = "self"
LOVED_ONE = "loved_one"
REFERRAL = "referral"
PERMISSIONS = ("may_text", "may_voicemail")
"""What is allowed at the phone number."""


@dataclass(frozen=True)
class LeadFields:
    """The fields that intake may collect; nothing else is ever stored with a lead.

    Attributes:
        for_whom: `self`, `loved_one` or `referral` (a professional's).
        first_name: As the person wrote it, tidied.
        last_name: The same; may hold several words.
        phone: E.164.
        email: Normalised address.
        may_text: Whether we may send text messages; None where it was not said.
        may_voicemail: Whether we may leave a voicemail; None where it was not said.
        best_time: In plain words, e.g. `weekdays after 5 PM`.
        region: Two-letter state or five-digit ZIP.
        insurer: Its name, never a member number.
        language: Preferred language, in English, e.g. `Spanish`.
        note: One free line.
    """

    for_whom: Optional[str] = None
    first_name: Optional[str] = None
    last_name: Optional[str] = None
    phone: Optional[str] = None
    email: Optional[str] = None
    may_text: Optional[bool] = None
    may_voicemail: Optional[bool] = None
    best_time: Optional[str] = None
    region: Optional[str] = None
    insurer: Optional[str] = None
    language: Optional[str] = None
    note: Optional[str] = None

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "LeadFields":
        """Reads the known fields of a mapping; others are left aside."""
        return cls(**{field.name: values.get(field.name) for field in fields(cls)})

    def as_dict(self) -> Dict[str, Any]:
        """Returns the fields that were given."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def may_be_same(name: Optional[str], other: Optional[str]) -> bool:
    """Whether two first names may be one person's: Rosalind and Rose, or one that is missing, but not Dan and Jen."""
    return not (name and other) or name[:2].casefold() == other[:2].casefold()


@dataclass(frozen=True)
class Consent:
    """What the person agreed to, as it stood before their eyes.

    Attributes:
        text: The words that were shown.
        version: Of those words.
        given_at: UTC.
        channel: `web` or `sms`.
    """

    text: str
    version: str
    given_at: dt.datetime
    channel: str
