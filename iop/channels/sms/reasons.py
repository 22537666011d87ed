"""Why a provider did not take or deliver a text, in words for staff."""

from typing import Mapping, Optional

ACCOUNT = "the account SID or the auth token is wrong, or the account is closed (TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN)"
TWILIO_SENDER = "the sender is no number of this account that can text (TWILIO_FROM)"
TOO_FAST = "we send faster than the provider allows"
SPAM = "the carrier took it for unwanted advertising; see the registration in docs/sms.md"
UNREGISTERED = "the number is not registered with the carriers; see the registration in docs/sms.md"
SUSPENDED = "the provider has suspended the account"

OF_ANY = {
    "not reached": "the provider is not reached; is this machine connected to the internet?",
    "401": "the provider does not accept our key or token",
    "403": "the provider does not let this account send",
    "404": "the provider does not know this account",
    "429": TOO_FAST,
    "ServerTimeoutError": "the provider does not answer in time",
    "TimeoutError": "the provider does not answer in time",
}
OURS: Mapping[str, Mapping[str, str]] = {
    "twilio": {
        "20003": ACCOUNT,
        "20404": "the provider does not know this account (TWILIO_ACCOUNT_SID)",
        "20429": TOO_FAST,
        "21212": TWILIO_SENDER,
        "21408": "the account may not text this region; allow it in the provider's console",
        "21603": TWILIO_SENDER,
        "21606": TWILIO_SENDER,
        "21608": "a trial account texts only the numbers that were verified for it",
        "21611": "too many texts of this number wait at the provider",
        "21659": TWILIO_SENDER,
        "21660": TWILIO_SENDER,
        "21703": "the messaging service has no number (TWILIO_FROM)",
        "21704": "the messaging service has no number (TWILIO_FROM)",
        "30001": "too many texts of this number wait at the provider",
        "30002": SUSPENDED,
        "30007": SPAM,
        "30032": UNREGISTERED,
        "30034": UNREGISTERED,
        "63038": "the account has used up its texts of today",
    },
    "telnyx": {
        "10009": "the key is wrong (TELNYX_API_KEY)",
        "10010": "the key may not send texts (TELNYX_API_KEY)",
        "10011": TOO_FAST,
        "40002": SPAM,
        "40003": SPAM,
        "40010": UNREGISTERED,
        "40013": "the sender is no number that can text (TELNYX_FROM)",
        "40015": SPAM,
        "40305": "the sender is no number of this account (TELNYX_FROM)",
    },
}
"""Codes that are about us, not about the person's number (twilio.com/docs/api/errors; developers.telnyx.com, messaging
error codes)."""
THEIRS = {
    "21610": "the person said stop to the provider",
    "40300": "the person said stop to the provider",
    "opted_out": "the person said stop",
    "30003": "the person's phone is off or out of reach",
    "40006": "the person's phone is off or out of reach",
    "landline": "the person's number is a landline",
    "invalid": "the person's number cannot be texted",
}


def is_ours(provider: Optional[str], code: Optional[str]) -> bool:
    """Returns whether we, and not the person's number, are the reason.

    Args:
        provider: Its name, where it is known.
        code: What it gave as the reason, or the kind of error.
    """
    return code in OF_ANY or code in OURS.get(provider or "", {}) or _is_broken(code)


def in_words(provider: Optional[str], code: Optional[str]) -> str:
    """Returns the reason with the provider's own code in it."""
    if code is None:
        return "not tried yet; is its provider on? (docs/sms.md)"
    words = {**OF_ANY, **THEIRS, **OURS.get(provider or "", {})}.get(code)
    words = words or ("the provider is out of order" if _is_broken(code) else "see the provider's list of error codes")
    return f"{code}: {words}"


def _is_broken(code: Optional[str]) -> bool:
    return code is not None and code.isdigit() and 500 <= int(code) < 600
