"""E-mail addresses as people write and dictate them, with the slips that they make in the part after the @."""

import re
from typing import List, Optional

from email_validator import EmailNotValidError, validate_email

_DOMAIN = r"(?:com|org|net|edu|gov|us|me|co|io|mx)"
_COMMA_IN_ADDRESS = re.compile(rf"(?<=@)([\w-]+),(?={_DOMAIN}\b)", re.IGNORECASE)
_SPOKEN_SIGNS = (
    (re.compile(r"\s+(?:underscore|under score|gui[oó]n bajo)\s+", re.IGNORECASE), "_"),
    (re.compile(r"\s+(?:dash|hyphen|gui[oó]n(?: medio)?)\s+", re.IGNORECASE), "-"),
)
_SPOKEN_AT = re.compile(
    rf"([\w+-]+(?:(?:\.| dot | punto )[\w+-]+)*)\s*(?:\bat\b|\(at\)|\[at\]|\barroba\b|@)\s*"
    rf"([\w-]+(?:(?:\.| dot | punto )[\w-]+)*?)\s*(?:\.|(?:\bdot\b|\(dot\)|\[dot\]|\bpunto\b)\s*)({_DOMAIN})\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![^\s<>(),;:\"])[^\s@<>(),;:\"]{1,64}@(?:[^\s@.<>(),;:\"]{1,63}\.){1,8}[^\s@.<>(),;:\"]{1,63}")
_USUAL = """gmail.com yahoo.com hotmail.com outlook.com icloud.com aol.com comcast.net msn.com live.com att.net
    verizon.net
    protonmail.com sbcglobal.net""".split()
_OTHERS = frozenset(
    "ymail.com mail.com email.com aim.com gmx.com me.com mac.com proton.me cox.net yahoo.ca yahoo.es".split()
)
"""Hosts that are like a usual one, and right all the same."""
_PROVIDERS = {host.partition(".")[0]: host for host in _USUAL}
_HOST = re.compile(rf"@?(?P<host>(?:[a-z0-9-]+\.)+{_DOMAIN})|@?\b(?P<provider>{'|'.join(_PROVIDERS)})\b", re.IGNORECASE)
_REJECTED_HOST = re.compile(r"\b(?:not|isn'?t|instead of|rather than|no es) @?[\w.-]+", re.IGNORECASE)
_BESIDE_A_HOST = frozenset(
    """sorry oops no not wait actually i its it's it is meant mean at the should be typo dot oh my e-mail email
    address mail
    ends in with that's thats put and ok okay yes on no, es perdón perdon quise decir correo arroba""".split()
)


def addresses_in(text: str) -> "List[re.Match[str]]":
    """Returns what looks like an address in a text, in which dictated ones were written out."""
    return [found for found in _EMAIL.finditer(text) if found.group().partition("@")[0].lower() not in _BESIDE_A_HOST]


def without_addresses(text: str) -> str:
    """Returns a text with a comma in the place of every address."""
    return _EMAIL.sub(" , ", written_out(text))


def written_out(text: str) -> str:
    """Returns a text with dictated addresses written out: "lee dash co at gmail dot com"."""
    joined = text
    for sign, written in _SPOKEN_SIGNS:
        joined = sign.sub(written, joined)
    joined = _COMMA_IN_ADDRESS.sub(r"\1.", joined)
    found = _SPOKEN_AT.sub(
        lambda m: re.sub(
            r"\s*(?:\bdot\b|\bpunto\b)\s*", ".", f"{m.group(1)}@{m.group(2)}.{m.group(3)}", flags=re.IGNORECASE
        ),
        joined,
    )
    return found if _EMAIL.search(found) else text


def valid(written: str) -> Optional[str]:
    """Returns an address, normalised, and nothing where it cannot be one."""
    try:
        return str(validate_email(written, check_deliverability=False, test_environment=True).normalized)
    except EmailNotValidError:
        # Names that are reserved for examples (RFC 2606) are not deliverable; this project's own tests use them.
        return written.lower() if re.fullmatch(r"[\w.+-]+@(?:[\w-]+\.)*example(?:\.\w+)?", written.lower()) else None


def with_right_host(text: str, known: str) -> Optional[str]:
    """Returns an address that was given with the host that a text corrects: "oops gmail.com", "gmail not gmial".

    Args:
        text: The message, with plain apostrophes.
        known: The address.
    """
    named = list(_HOST.finditer(_REJECTED_HOST.sub(" ", text)))
    beside = _HOST.sub(" ", _REJECTED_HOST.sub(" ", text.lower()))
    if len(named) != 1 or not set(re.findall(r"[^\s.,!;*]+", beside)) <= _BESIDE_A_HOST:
        return None
    host = named[0]["host"] or _PROVIDERS[named[0]["provider"].lower()]
    return valid(f"{known.partition('@')[0]}@{host.lower()}")


def probably_meant(address: str) -> Optional[str]:
    """Returns the address that was probably meant, where the host is one slip away from a usual one: "gmial.com"."""
    name, _, host = address.partition("@")
    if host in _USUAL or host in _OTHERS:
        return None
    usual = next((one for one in _USUAL if _is_one_slip(host, one)), None)
    return f"{name}@{usual}" if usual else None


def _is_one_slip(written: str, meant: str) -> bool:
    """Whether a letter was left out, added, exchanged, or put in the wrong place."""
    same = 0
    while same < min(len(written), len(meant)) and written[same] == meant[same]:
        same += 1
    tail, right = written[same:], meant[same:]
    swapped = right[1:2] + right[:1] + right[2:]
    return tail[1:] == right or tail == right[1:] or tail[1:] == right[1:] or tail == swapped
