"""What is wrong with changed entries beside the live ones, found by reading them; takes a second."""

from collections import defaultdict
from typing import Dict, List, Mapping, Sequence, Tuple

from iop.knowledge.checks import taken_for_danger
from iop.knowledge.entries import FaqEntry, plain
from iop.publishing.findings import Finding

Entries = Mapping[str, Tuple[str, FaqEntry]]


def check(before: Entries, after: Entries, removing: Sequence[str]) -> List[Finding]:
    """Looks at what changed.

    Args:
        before: The live entries.
        after: The new entries.
        removing: Ids of entries that are removed on purpose.
    """
    return [
        *_removed(before, after, removing),
        *_moved(before, after),
        *_same(before, after),
        *_danger(before, after),
    ]


def _removed(before: Entries, after: Entries, removing: Sequence[str]) -> List[Finding]:
    gone = [id_ for id_ in before if id_ not in after and id_ not in removing]
    found = [Finding("removed", f"The entry {id_} is gone. If that is on purpose, add: --remove {id_}") for id_ in gone]
    topics = {topic for topic, _ in before.values()} - {topic for topic, _ in after.values()}
    lost = [topic for topic in sorted(topics) if any(before[id_][0] == topic for id_ in gone)]
    return [Finding("removed", f"The topic {topic} has no entry any more.") for topic in lost] + found


def _moved(before: Entries, after: Entries) -> List[Finding]:
    owner = {plain(entry.answer): id_ for id_, (_, entry) in before.items()}
    found = []
    for id_, entry in _changed(before, after):
        other = owner.get(plain(entry.answer), id_)
        if other != id_ and (id_ not in before or plain(before[id_][1].answer) != plain(entry.answer)):
            found.append(Finding("moved", f"{id_} now says what {other} said. Were answers swapped?"))
    return found


def _same(before: Entries, after: Entries) -> List[Finding]:
    def groups(entries: Entries) -> Dict[str, List[str]]:
        by_answer: Dict[str, List[str]] = defaultdict(list)
        for id_, (_, entry) in entries.items():
            by_answer[plain(entry.answer)].append(id_)
        return by_answer

    known = groups(before)
    return [
        Finding("same", f"{', '.join(ids[:5])} all have the same answer. Give each its own, or make them one entry.")
        for answer, ids in groups(after).items()
        if len(ids) > 1 and not set(ids) <= set(known.get(answer, []))
    ]


def _danger(before: Entries, after: Entries) -> List[Finding]:
    known = {text for _, entry in before.values() for text in entry.questions()}
    return [
        Finding("danger", f"{id_}: '{text}' is taken for danger: the crisis texts answer it, not an entry. Remove it.")
        for id_, entry in _changed(before, after)
        for text in taken_for_danger(text for text in entry.questions() if text not in known)
    ]


def _changed(before: Entries, after: Entries) -> List[Tuple[str, FaqEntry]]:
    return [(id_, entry) for id_, (_, entry) in after.items() if id_ not in before or before[id_][1] != entry]
