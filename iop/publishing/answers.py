"""What is wrong with changed entries, found by reading them: takes a second, and comes before everything else."""

import re
from collections import defaultdict
from typing import Dict, List, Mapping, Sequence, Tuple

from iop import safety
from iop.knowledge.entries import FaqEntry
from iop.publishing.findings import Finding

Entries = Mapping[str, Tuple[str, FaqEntry]]
_GARBLED = re.compile("\ufffd|â€|Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]|ï»¿")
"""What is left of text whose encoding was mistaken: the replacement character, or UTF-8 read as Windows-1252."""


def check(before: Entries, after: Entries, removing: Sequence[str]) -> List[Finding]:
    """Looks at what changed.

    Args:
        before: The live entries.
        after: The new entries.
        removing: Ids of entries that are removed on purpose.
    """
    return [
        *_removed(before, after, removing),
        *_garbled(before, after),
        *_moved(before, after),
        *_same(before, after),
        *_twice(before, after),
        *_danger(before, after),
    ]


def _removed(before: Entries, after: Entries, removing: Sequence[str]) -> List[Finding]:
    gone = [id_ for id_ in before if id_ not in after and id_ not in removing]
    found = [Finding("removed", f"The entry {id_} is gone. If that is on purpose, add: --remove {id_}") for id_ in gone]
    topics = {topic for topic, _ in before.values()} - {topic for topic, _ in after.values()}
    lost = [topic for topic in sorted(topics) if any(before[id_][0] == topic for id_ in gone)]
    return [Finding("removed", f"The topic {topic} has no entry any more.") for topic in lost] + found


def _garbled(before: Entries, after: Entries) -> List[Finding]:
    found = []
    for id_, entry in _changed(before, after):
        text = next((text for text in _texts(entry) if _GARBLED.search(text)), None)
        if text:
            found.append(
                Finding("garbled", f"{id_}: letters are damaged in '{text[:60]}'. Save the sheet as CSV UTF-8 again.")
            )
    return found


def _moved(before: Entries, after: Entries) -> List[Finding]:
    owner = {_plain(entry.answer): id_ for id_, (_, entry) in before.items()}
    found = []
    for id_, entry in _changed(before, after):
        other = owner.get(_plain(entry.answer), id_)
        if other != id_ and (id_ not in before or _plain(before[id_][1].answer) != _plain(entry.answer)):
            found.append(Finding("moved", f"{id_} now says what {other} said. Were answers swapped?"))
    return found


def _same(before: Entries, after: Entries) -> List[Finding]:
    def groups(entries: Entries) -> Dict[str, List[str]]:
        by_answer: Dict[str, List[str]] = defaultdict(list)
        for id_, (_, entry) in entries.items():
            by_answer[_plain(entry.answer)].append(id_)
        return by_answer

    known = groups(before)
    return [
        Finding("same", f"{', '.join(ids[:5])} all have the same answer. Give each its own, or make them one entry.")
        for answer, ids in groups(after).items()
        if len(ids) > 1 and not set(ids) <= set(known.get(answer, []))
    ]


def _twice(before: Entries, after: Entries) -> List[Finding]:
    def owners(entries: Entries) -> Dict[str, List[str]]:
        by_text: Dict[str, List[str]] = defaultdict(list)
        for id_, (_, entry) in entries.items():
            for text in {_plain(question) for question in entry.questions()}:
                by_text[text].append(id_)
        return by_text

    known = owners(before)
    return [
        Finding("twice", f"'{text}' belongs to {' and '.join(ids)}. Remove it from all but one.")
        for text, ids in owners(after).items()
        if len(ids) > 1 and not set(ids) <= set(known.get(text, []))
    ]


def _danger(before: Entries, after: Entries) -> List[Finding]:
    known = {text for _, entry in before.values() for text in entry.questions()}
    return [
        Finding("danger", f"{id_}: '{text}' is taken for danger: the crisis texts answer it, not an entry. Remove it.")
        for id_, entry in _changed(before, after)
        for text in entry.questions()
        if text not in known and safety.check(text).route is not None
    ]


def _changed(before: Entries, after: Entries) -> List[Tuple[str, FaqEntry]]:
    return [(id_, entry) for id_, (_, entry) in after.items() if id_ not in before or before[id_][1] != entry]


def _texts(entry: FaqEntry) -> List[str]:
    answers = (entry.answer, entry.sms_answer, entry.accepted_answer, entry.accepted_sms_answer)
    return [*entry.questions(), *(answer for answer in answers if answer)]


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
