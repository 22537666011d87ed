"""People for the tests: names and numbers that stand nowhere else, so that a search for them means something."""

import datetime as dt
from typing import Any, Dict

from iop.admissions.lead import Consent, LeadFields

ROSALIND = LeadFields(
    for_whom="loved_one",
    first_name="Rosalind",
    last_name="Quackenbush",
    phone="+13035550177",
    email="rosalind.q@mailhaven.test",
    may_text=True,
    may_voicemail=False,
    best_time="weekdays after 5 PM",
    region="80203",
    insurer="Aetna",
    language="Spanish",
    note="her sister Wilhelmina will pick up",
)
BARTHOLOMEW = LeadFields(for_whom="self", first_name="Bartholomew", phone="+17205550188")
TRACES = ("Rosalind", "Quackenbush", "5550177", "555-0177", "mailhaven", "Wilhelmina", "Bartholomew", "5550188")
"""What may stand in no file and no log."""


def consent(channel: str = "web") -> Consent:
    given_at = dt.datetime(2026, 11, 24, 17, 0, tzinfo=dt.timezone.utc)
    return Consent("May we call you about treatment?", "2026-11", given_at, channel)


def submission(number: int = 1, **changes: Any) -> Dict[str, Any]:
    """Returns the rest of the arguments of `Leads.save`."""
    return {
        "conversation_id": f"web-{number}",
        "draft_id": f"draft-{number}",
        "channel": "web",
        "questions": ["What does it cost?"],
        **changes,
    }
