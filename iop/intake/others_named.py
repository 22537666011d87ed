"""Who is named in a message beside the one to ask for: "a lady named Joy", "referred by Dr. Feldman"."""

import re

_TITLE = r"(?i:(?:dr|doctor|nurse|judge|officer|pastor|counselor|therapist)\b\.?)"
_NAME = r"[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)?"
_KINDS = "some(?:one|body)|lady|man|woman|guy|girl|person|officer|worker|manager|counselor|therapist|nurse|friend"
_SENT = r"(?:referred|sent|told|recommended|suggested)(?: \w+){0,3}? by"
_MET = r"(?:spoke|spoken|talked|met) (?:to|with)"
_OTHERS = re.compile(
    r"(?i:(?<!i'm )(?<!im )(?<!i am )\bnamed [^\W\d_]+)"
    rf"|(?i:\b(?:{_KINDS}) called) {_NAME}"
    rf"|(?i:\b(?:{_SENT}|{_MET}|from|with|sees?|saw|my|his|her)(?: doctor,?)?) {_TITLE} {_NAME}"
    rf"|(?i:\b(?:{_SENT}|{_MET})) {_NAME}"
    rf"|(?:{_TITLE} )?{_NAME}(?= (?i:told|said|referred|sent|gave|recommended|suggested|thinks|says|advised)\b)"
)


def without_others(text: str) -> str:
    """Returns a text without the names of people who are only spoken of."""
    return _OTHERS.sub(", ", text)
