"""Compares a sheet's rows with the knowledge base: a plan, which `writing.apply` then carries out."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Set, Tuple

from pydantic import ValidationError

from iop.knowledge.dates import date_in
from iop.knowledge.entries import TOPICS, FaqEntry, FaqFile, asked, has_broken_letters, read_folder
from iop.knowledge.sheets import Row

_FORMULA = re.compile(r"^[=@]|^[+-]\s*[\w(]+[(!]")
_MARKUP = re.compile(r"<\s*/?\s*[a-z!]|javascript:", re.IGNORECASE)


@dataclass(frozen=True)
class BadRow:
    """A row that is left out, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Plan:
    """What an import would do.

    Attributes:
        new: Topic and entry of each question that is not there yet.
        changed: Topic and entry, as it will be, of each question that is there with other content.
        unchanged: How many rows say what is there already.
        bad: The rows left out.
        notes: What else becomes of entries, and what is left out, for staff.
    """

    new: List[Tuple[str, FaqEntry]]
    changed: List[Tuple[str, FaqEntry]]
    unchanged: int
    bad: List[BadRow]
    notes: List[str] = field(default_factory=list)


def plan(rows: List[Row], folder: Path) -> Plan:
    """Compares rows with the knowledge base; nothing is written.

    A question that is there already is updated under its id; alternates are added, never removed; an empty cell
    keeps what is there. With another answer an entry counts as not reviewed, and loses an SMS answer that is not new as
    well: it would go on saying what the old answer said.

    Raises:
        InputFileError: if the knowledge base itself is wrong.
    """
    files = read_folder(folder)
    owned = owners(files)
    result, seen = Plan([], [], 0, []), set()
    unchanged = 0
    for row in rows:
        try:
            topic, old, entry = _entry(row, files, {entry.id for _, entry in result.new})
            if entry.id in seen:
                raise ValueError("the question stands twice in the sheet. Keep one row.")
            for text in entry.questions():
                check_owner(text, entry.id, owned)
        except ValidationError as error:
            first = error.errors()[0]
            result.bad.append(BadRow(row.line, f"{str(first['loc'][0]).replace('_', ' ')}: {first['msg']}"))
            continue
        except ValueError as error:
            result.bad.append(BadRow(row.line, str(error)))
            continue
        seen.add(entry.id)
        owned.update((asked(text), (entry.id, f"line {row.line} of this sheet")) for text in entry.questions())
        result.notes.extend(_staying(row, topic, entry))
        if old == entry:
            unchanged += 1
        else:
            (result.changed if old else result.new).append((topic, entry))
            result.notes.extend(_notes(topic, old, entry) if old else [])
    return Plan(result.new, result.changed, unchanged, result.bad, result.notes)


def owners(files: Mapping[str, FaqFile]) -> Dict[str, Tuple[str, str]]:
    """Returns whose each question is: the entry's id, and where it is written."""
    return {
        asked(text): (entry.id, f"data/faq/{topic}.yml")
        for topic, file in files.items()
        for entry in file.entries
        for text in entry.questions()
    }


def check_owner(text: str, entry_id: str, owned: Mapping[str, Tuple[str, str]]) -> None:
    """Checks that a question is not another entry's.

    Raises:
        ValueError: saying whose it is.
    """
    owner, where = owned.get(asked(text), (entry_id, ""))
    if owner != entry_id:
        raise ValueError(f"'{text}' belongs to the entry '{owner}' ({where}). Remove it from one.")


def check_text(text: str) -> None:
    """Checks that a text is nothing but text.

    Raises:
        ValueError: saying what else it is, and what to do.
    """
    if _FORMULA.search(text):
        raise ValueError("a formula. Write the text itself.")
    if _MARKUP.search(text):
        raise ValueError("program code or HTML. Write plain text.")
    if has_broken_letters(text):
        raise ValueError(f"broken letters in '{text[:60]}'. Save the sheet as CSV UTF-8 or .xlsx.")


def _staying(row: Row, topic: str, entry: FaqEntry) -> Iterator[str]:
    """Names the alternates of an entry that its row lacks, as where somebody deleted or reworded them."""
    if not row.cells.get("alternates"):
        return
    told = {asked(text) for text in _alternates(row)}
    missing = [text for text in entry.alternates if asked(text) not in told]
    if missing:
        which = f"'{missing[0]}' and {len(missing) - 1} more stay" if missing[1:] else f"'{missing[0]}' stays"
        yield f"{entry.question} {which}, though not in the sheet: remove it in data/faq/{topic}.yml."


def _alternates(row: Row) -> List[str]:
    return [text.strip() for text in re.split(r"[|\n]", row.cells.get("alternates", "")) if text.strip()]


def _notes(topic: str, old: FaqEntry, new: FaqEntry) -> List[str]:
    """Says what a changed answer leads to, and what the sheet does not hold."""
    found = []
    if old.sms_answer and not new.sms_answer:
        found.append("its old SMS answer is dropped, text messages now say the new answer.")
    if old.reviewed and not new.reviewed:
        found.append("it counts as not reviewed now.")
    if old.accepted_answer and not _same(old.answer, new.answer):
        found.append(f"people with an accepted plan still get accepted_answer: see data/faq/{topic}.yml.")
    return [f"{new.question} {text}" for text in found]


def _same(one: Optional[str], other: Optional[str]) -> bool:
    return (one or "").split() == (other or "").split()


def _entry(row: Row, files: Dict[str, FaqFile], taken: Set[str]) -> Tuple[str, Any, FaqEntry]:
    cells = {name: value for name, value in row.cells.items() if value}
    for name, value in cells.items():
        try:
            check_text(value)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    if cells.get("language", "en").lower() not in ("en", "english"):
        raise ValueError("language: only English entries are kept. Add other languages as alternates.")
    topic = cells.get("topic", "")
    if topic not in TOPICS:
        raise ValueError(f"topic: '{topic}' is not a topic. Use one of: {', '.join(TOPICS)}.")
    question = cells.get("question", "")
    found = [(t, e) for t, f in files.items() for e in f.entries if asked(e.question) == asked(question)]
    if found and found[0][0] != topic:
        raise ValueError(f"topic: the question is in the topic '{found[0][0]}'. Write that.")
    old = found[0][1] if found else None
    values: Dict[str, Any] = old.dict() if old else {"id": _new_id(question, topic, files, taken), "question": question}
    for column, name in (("answer", "answer"), ("sms answer", "sms_answer"), ("source", "source"), ("owner", "owner")):
        if column in cells:
            values[name] = cells[column]
    if "review by" in cells:
        try:
            values["review_by"] = date_in(cells["review by"])
        except ValueError as error:
            raise ValueError(f"review by: {error}") from None
    if old and not _same(values["answer"], old.answer) and _same(values["sms_answer"], old.sms_answer):
        values["sms_answer"] = None
    if old and not (_same(values["answer"], old.answer) and _same(values["sms_answer"], old.sms_answer)):
        values["reviewed"] = None
    known = [*values.get("alternates", [])]
    for text in _alternates(row):
        if asked(text) not in {asked(other) for other in [question, *known]}:
            known.append(text)
    return topic, old, FaqEntry(**{**values, "alternates": known})


def _new_id(question: str, topic: str, files: Dict[str, FaqFile], taken: Set[str]) -> str:
    prefixes = Counter(entry.id.split("-")[0] for entry in files[topic].entries) if topic in files else Counter()
    prefix = prefixes.most_common(1)[0][0] if prefixes else topic.split("_")[0]
    words = re.findall(r"[a-z0-9]+", question.lower().replace("'", "")) or ["question"]
    stem = "-".join([prefix, *words[:8]])
    taken = taken | {entry.id for file in files.values() for entry in file.entries}
    return next(
        name for n in range(1, len(taken) + 2) for name in [stem if n == 1 else f"{stem}-{n}"] if name not in taken
    )
