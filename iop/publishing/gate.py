"""Compares what a new knowledge base would answer with what is live."""

from collections import Counter
from typing import AbstractSet, Dict, List, Mapping

from iop.publishing.findings import Finding, Report, Shift
from iop.publishing.measuring import Measured, share_right

MOST_POINTS_LOST = 0.01
"""A new knowledge base may answer this share of the live questions worse than the live one."""
LOST_SHARE = 0.5
LOST_QUESTIONS = 3
"""An entry is lost when at least so many of its questions, and more than this share, reach it no more."""


def compare(
    before: Measured, after: Measured, expected: Mapping[str, str], edited: AbstractSet[str] = frozenset()
) -> Report:
    """Compares two measurements.

    Args:
        before: Of what is live.
        after: Of the new knowledge base, on the same questions.
        expected: The live questions, each with the entry it belongs to; without those of removed entries.
        edited: Entries that are new or changed. What concerns them comes first: every change moves a few others, which
            were near ties.
    """
    shifts = [
        Shift(text, id_, before.reached[text], after.reached[text], not edited.isdisjoint((id_, after.reached[text])))
        for text, id_ in expected.items()
        if before.reached[text] != after.reached[text]
    ]
    shifts.sort(key=lambda shift: not shift.is_of_edited)
    worse = [shift for shift in shifts if shift.before == shift.expected]
    better = [shift for shift in shifts if shift.after == shift.expected]
    right_before, right_after = share_right(before.reached, expected), share_right(after.reached, expected)
    findings = [
        *_regression(right_before, right_after, worse),
        *_lost(before.reached, after.reached, expected, worse),
        *failures(after, before),
    ]
    return Report(findings, right_before, right_after, better, worse)


def failures(after: Measured, before: Measured) -> List[Finding]:
    """Returns what is worse than before apart from the questions: tests, talk and crisis messages.

    Args:
        after: Of the new knowledge base.
        before: Of what is live; a test that it does not have is new, and must pass.
    """
    failed = [text for text, passed in after.tests.items() if not passed and before.tests.get(text, True)]
    talk = sorted(set(after.answered_talk) - set(before.answered_talk))
    missed = sorted(set(after.missed) - set(before.missed))
    return [
        *(
            Finding("test", f"Staff's test '{text}' fails (data/faq/tests.csv): {after.failed[text]}.")
            for text in failed
        ),
        *(Finding("talk", f"'{text}' is no question, but an entry would answer it.") for text in talk),
        *(Finding("crisis", f"The crisis message '{text}' would be missed.") for text in missed),
    ]


def first(after: Measured, expected: Mapping[str, str]) -> Report:
    """Judges the first knowledge base of all, which can only fail staff's tests.

    Args:
        after: Its measurement.
        expected: Its questions, each with the entry it belongs to.
    """
    return Report(failures(after, after.copy(update={"tests": {}})), None, share_right(after.reached, expected))


def _regression(before: float, after: float, worse: List[Shift]) -> List[Finding]:
    if before - after <= MOST_POINTS_LOST:
        return []
    taker, count = Counter(shift.after for shift in worse).most_common(1)[0]
    text = f"{before:.1%} of the questions found their answer, now {after:.1%}."
    return [Finding("regression", f"{text} {count} of the {len(worse)} that got worse now reach {taker}.")]


def _lost(
    before: Mapping[str, str], after: Mapping[str, str], expected: Mapping[str, str], worse: List[Shift]
) -> List[Finding]:
    questions: Dict[str, List[str]] = {}
    for text, id_ in expected.items():
        questions.setdefault(id_, []).append(text)
    found = []
    for id_ in dict.fromkeys(shift.expected for shift in worse):
        own = questions[id_]
        had, has = (sum(reached[text] == id_ for text in own) for reached in (before, after))
        if had - has >= max(LOST_QUESTIONS, LOST_SHARE * had):
            taker = Counter(shift.after for shift in worse if shift.expected == id_).most_common(1)[0][0]
            found.append(
                Finding(
                    "lost", f"{id_} loses its questions: {had} of {len(own)} before, {has} now. {taker} takes most."
                )
            )
    return found
