"""The details in plain words, for the person to check: `data/intake/summary.yml`."""

from functools import lru_cache
from typing import Dict, Optional

import phonenumbers
from pydantic import BaseModel, Extra

from iop import yamlfile
from iop.admissions.lead import LeadFields
from iop.intake.language import ENGLISH
from iop.settings import ROOT

FILE = ROOT / "data" / "intake" / "summary.yml"


class Wording(BaseModel, extra=Extra.forbid):
    """What the details are called in a language."""

    labels: Dict[str, str]
    values: Dict[str, str]


class Wordings(BaseModel):
    """The wordings by language."""

    __root__: Dict[str, Wording]


def summary(lead: LeadFields, language: str = ENGLISH) -> str:
    """Returns one line with everything that would be sent."""
    wording = _wordings()[language]
    parts = {
        "name": " ".join(part for part in (lead.first_name, lead.last_name) if part),
        "for_whom": _value(wording, lead.for_whom),
        "phone": phone_as_read(lead.phone) if lead.phone else None,
        "may_text": _value(wording, _allowed(lead.may_text)),
        "may_voicemail": _value(wording, _allowed(lead.may_voicemail)),
        "email": lead.email,
        "best_time": lead.best_time,
        "region": lead.region,
        "insurer": lead.insurer,
        "language": ", ".join(str(_value(wording, name)) for name in str(lead.language or "").split(", ") if name),
        "note": lead.note,
    }
    return "; ".join(f"{wording.labels[name]}: {value}" for name, value in parts.items() if value)


def phone_as_read(number: str) -> str:
    """Returns an E.164 number as people write it."""
    return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.NATIONAL)


def _allowed(value: Optional[bool]) -> Optional[str]:
    return None if value is None else ("allowed" if value else "refused")


def _value(wording: Wording, value: Optional[str]) -> Optional[str]:
    return wording.values.get(value, value) if value else None


@lru_cache(maxsize=1)
def _wordings() -> Dict[str, Wording]:
    return yamlfile.read(FILE, Wordings).__root__
