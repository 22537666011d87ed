"""The details in plain words, for the person to check."""

import phonenumbers

from iop.admissions.lead import LOVED_ONE, REFERRAL, SELF, LeadFields

_FOR = {SELF: "yourself", LOVED_ONE: "someone you care about", REFERRAL: "a client or patient"}


def summary(lead: LeadFields) -> str:
    """Returns one line with everything that would be sent."""
    name = " ".join(part for part in (lead.first_name, lead.last_name) if part)
    parts = [
        ("name", name),
        ("for", _FOR.get(lead.for_whom or "")),
        ("phone", phone_as_read(lead.phone) if lead.phone else None),
        ("texts", _yes_no(lead.may_text)),
        ("voicemail", _yes_no(lead.may_voicemail)),
        ("e-mail", lead.email),
        ("best time", lead.best_time),
        ("state or ZIP", lead.region),
        ("insurance", lead.insurer),
        ("language", lead.language),
        ("note", lead.note),
    ]
    return "; ".join(f"{label}: {value}" for label, value in parts if value)


def phone_as_read(number: str) -> str:
    """Returns an E.164 number as people write it."""
    return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.NATIONAL)


def _yes_no(value: "bool | None") -> "str | None":
    return None if value is None else ("yes" if value else "no")
