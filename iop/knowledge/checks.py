"""What `iop faq check` looks for in the entries themselves. What needs understanding is in `crossings.py`."""

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, Iterable, Iterator, List, Literal, Mapping, Tuple

import pyphen

from iop import safety
from iop.facility import facility
from iop.knowledge.entries import TEXT_CHARACTERS, TOPICS, FaqEntry, FaqFile, asked, has_broken_letters

Level = Literal["error", "warning", "note"]

HIGHEST_GRADE = 10.0
"""Reading grade from which staff are told: grade 8 is what health agencies ask for, and long names add about two."""

WEB_WORDS = 80
"""Words of an answer on the web, as docs/staff-guide.md says."""

TRIED = 3
"""Questions of an entry that the safety check reads: its canonical one and two more, to end within seconds."""

_RISKY: Mapping[str, "re.Pattern[str]"] = {
    "a price": re.compile(r"\$\s?\d"),
    "a phone number that is written out (use {phone})": re.compile(r"\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"),
    "a promise": re.compile(r"\b(guarantee[ds]?|promise[ds]?|100 ?%|cures?|always works?|never fails?)\b", re.I),
    "medical advice": re.compile(
        r"\b(you should (take|stop)|(stop|start|increase|reduce|skip) (taking )?your (dose|medication|meds)"
        r"|safe to (take|mix|stop))\b",
        re.I,
    ),
}
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Characters without a width, and those that turn the direction of writing. (U+200D stands within emoji.)"""
_DOSE = re.compile(r"\b\d+(\.\d+)? ?(mg|mcg|milligrams?|micrograms?|ml)\b", re.I)


@dataclass(frozen=True)
class Remark:
    """One thing that staff should know.

    Attributes:
        level: `error` keeps the knowledge base from being published, `warning` should be looked at, `note` may wait.
        entry: The entry's id, or an empty string.
        topic: Its topic.
        text: What is the matter, and what to do.
    """

    level: Level
    entry: str
    topic: str
    text: str


def check(files: Mapping[str, FaqFile], today: dt.date) -> List[Remark]:
    """Checks every entry by itself, and all for duplicates and missing topics.

    Args:
        files: The knowledge base by topic.
        today: For review and expiry dates.

    Raises:
        InputFileError: if `facility.yml` is wrong: the answers' lengths depend on it.
    """
    found = [
        Remark(level, entry.id, topic, text)
        for topic, file in files.items()
        for entry in file.entries
        for level, text in _remarks(entry, today)
    ]
    found += [
        Remark("note", entry.id, topic, f"is never reached by '{_shortened(text)}': the crisis texts come first.")
        for topic, file in files.items()
        for entry in file.entries
        for text in taken_for_danger(entry.questions()[:TRIED])[:1]
    ]
    found += errors(files)
    found += [
        Remark("warning", "", topic, "has no entry. Questions about it get no answer.")
        for topic in TOPICS
        if topic not in files or not files[topic].entries
    ]
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(found, key=lambda remark: (order[remark.level], remark.topic, remark.entry))


def of_entry(topic: str, entry: FaqEntry, today: dt.date) -> List[Remark]:
    """Checks one entry by itself as it comes from a sheet, and all of its questions for danger.

    Args:
        topic: Its topic.
        entry: As it would be written.
        today: For review and expiry dates.
    """
    found: List[Tuple[Level, str]] = [("error", text) for text in _errors(entry)]
    for text in taken_for_danger(entry.questions()):
        danger = (
            f"has '{_shortened(text)}', which is taken for danger: the crisis texts answer it. Publishing refuses it."
        )
        found.append(("warning", danger))
    return [Remark(level, entry.id, topic, text) for level, text in (*found, *_remarks(entry, today))]


def errors(files: Mapping[str, FaqFile]) -> List[Remark]:
    """Returns the errors alone, which takes a moment: `check` asks the safety check much, and takes many seconds.

    Args:
        files: The knowledge base by topic.
    """
    of_entries = [
        Remark("error", entry.id, topic, text)
        for topic, file in files.items()
        for entry in file.entries
        for text in _errors(entry)
    ]
    return of_entries + _shared(files)


def _errors(entry: FaqEntry) -> Iterator[str]:
    broken = next((text for text in entry.texts() if has_broken_letters(text)), None)
    if broken:
        yield f"has broken letters: '{_shortened(broken)}'. Save the sheet as UTF-8 and import it again."
    if entry.reviewed is None and any(_DOSE.search(text) for text in entry.answers()):
        yield "names a dose, and nobody marked it as reviewed. Remove it, or have a clinician review it."


def _remarks(entry: FaqEntry, today: dt.date) -> Iterator[Tuple[Level, str]]:
    for question, times in Counter(asked(text) for text in entry.questions()).items():
        if times > 1:
            yield "note", f"has '{question}' {times} times."
    if any(_INVISIBLE.search(text) for text in entry.texts()):
        yield "warning", "has invisible characters. Type the text anew where you pasted it from."
    if entry.reviewed is None:
        for what, pattern in _RISKY.items():
            if any(pattern.search(text) for text in entry.answers()):
                yield "warning", f"has {what}, and nobody marked it as reviewed (`reviewed: a date`)."
    short = max(map(_characters, filter(None, (entry.sms_answer or entry.answer, entry.accepted_sms_answer))))
    if short > TEXT_CHARACTERS:
        yield "note", f"is sent as more than one text message ({short} characters). Write a shorter SMS answer."
    words = max(len(text.split()) for text in filter(None, (entry.answer, entry.accepted_answer)))
    if words > WEB_WORDS:
        yield "note", f"has {words} words. People read about {WEB_WORDS} on a phone. Shorten it, or make two entries."
    grade = reading_grade(entry.answer)
    if grade > HIGHEST_GRADE:
        yield "note", f"reads like school grade {grade:.0f}. Shorter sentences and words help."
    if entry.is_expired(today):
        yield "warning", f"expired on {entry.expires} and is not served any more. Renew it or remove it."
    elif entry.review_by < today:
        yield "note", f"was to be reviewed by {entry.review_by} ({entry.owner}). It is still served."


def _characters(answer: str) -> int:
    """Returns the length of an answer as it is said: with the centre's own name, number and hours filled in."""
    centre = facility()
    insurer = max(["your plan", *(one.name for one in centre.insurers)], key=len)
    for name, value in {**centre.variables(), "insurer": insurer}.items():
        answer = answer.replace(f"{{{name}}}", value)
    return len(answer.strip())


def taken_for_danger(questions: Iterable[str]) -> List[str]:
    """Returns the questions that the crisis texts answer, so that an entry never does."""
    return [text for text in questions if safety.check(text).route is not None]


def _shared(files: Mapping[str, FaqFile]) -> List[Remark]:
    owners: Dict[str, Dict[str, Tuple[str, str]]] = defaultdict(dict)
    for topic, file in files.items():
        for entry in file.entries:
            for text in entry.questions():
                owners[asked(text)].setdefault(entry.id, (topic, text))
    found = []
    for places in owners.values():
        if len(places) > 1:
            first, *others = places
            topic, text = places[first]
            remark = f"and {', '.join(sorted(others))} both have '{text}'. Keep it in one of them."
            found.append(Remark("error", first, topic, remark))
    return found


def reading_grade(text: str) -> float:
    """Returns the school grade that a text needs: Flesch-Kincaid (Kincaid et al. 1975), syllables by hyphenation."""
    sentences = max(1, len(re.findall(r"[.!?]+(?=\s|$)", text)))
    words = re.findall(r"[A-Za-z][A-Za-z'\u2019]*", re.sub(r"{\w+}", "", text))
    if not words:
        return 0.0
    syllables = sum(len(_hyphens().positions(word)) + 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@lru_cache(maxsize=1)
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
