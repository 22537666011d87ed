"""Brings a sheet's rows into the knowledge base: first a plan that changes nothing, then, on a yes, the change."""

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Set, Tuple

from pydantic import ValidationError
from ruamel.yaml import YAML

from iop.errors import InputFileError
from iop.knowledge.dates import date_in
from iop.knowledge.entries import TOPICS, FaqEntry, FaqFile, has_broken_letters, plain, read_file, read_folder
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
        notes: What else becomes of changed entries, for staff.
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
    owners = {plain(text): entry.id for file in files.values() for entry in file.entries for text in entry.questions()}
    result, seen = Plan([], [], 0, []), set()
    unchanged = 0
    for row in rows:
        try:
            topic, old, entry = _entry(row, files, {entry.id for _, entry in result.new})
            if entry.id in seen:
                raise ValueError("the question stands twice in the sheet. Keep one row.")
            for text in entry.questions():
                if owners.get(plain(text), entry.id) != entry.id:
                    raise ValueError(f"'{text}' belongs to the entry '{owners[plain(text)]}'. Remove it from one.")
        except ValidationError as error:
            first = error.errors()[0]
            result.bad.append(BadRow(row.line, f"{str(first['loc'][0]).replace('_', ' ')}: {first['msg']}"))
            continue
        except ValueError as error:
            result.bad.append(BadRow(row.line, str(error)))
            continue
        seen.add(entry.id)
        owners.update((plain(text), entry.id) for text in entry.questions())
        if old == entry:
            unchanged += 1
        else:
            (result.changed if old else result.new).append((topic, entry))
            result.notes.extend(_notes(topic, old, entry) if old else [])
    return Plan(result.new, result.changed, unchanged, result.bad, result.notes)


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


def apply(plan: Plan, folder: Path) -> List[Path]:
    """Writes a plan into `folder`, comments kept. Every file is checked before the first is replaced.

    Returns:
        The files that changed.

    Raises:
        InputFileError: if a file would be wrong; then nothing has changed.
    """
    documents: Dict[Path, Any] = {}
    for topic in sorted({topic for topic, _ in plan.new + plan.changed}):
        path = folder / f"{topic}.yml"
        document = documents[path] = _yaml().load(path) if path.exists() else {"topic": topic, "entries": []}
        by_id = {node["id"]: node for node in document["entries"]}
        for _, entry in (item for item in plan.new + plan.changed if item[0] == topic):
            if entry.id not in by_id:
                document["entries"].append(entry.dict(exclude_none=True))
                continue
            node = by_id[entry.id]
            values = entry.dict(exclude_none=True)
            node.update((k, v) for k, v in values.items() if node.get(k) != v)
            for name in [name for name in node if name not in values]:
                del node[name]
    _replace(documents)
    return list(documents)


def remove(entry_id: str, folder: Path, yes: bool) -> FaqEntry:
    """Removes an entry from its file, comments kept.

    Args:
        entry_id: Its id.
        folder: The knowledge base.
        yes: Whether to write; otherwise it is only looked up.

    Returns:
        The entry.

    Raises:
        InputFileError: if there is none, or the file would be wrong; then nothing has changed.
    """
    for topic, file in read_folder(folder).items():
        for place, entry in enumerate(file.entries):
            if entry.id != entry_id:
                continue
            if yes:
                path = folder / f"{topic}.yml"
                document: Dict[str, Any] = _yaml().load(path)
                del document["entries"][place]
                _replace({path: document})
            return entry
    raise InputFileError.at(folder, None, f"there is no entry '{entry_id}'. `iop faq find WORDS` shows ids.")


def _replace(documents: Mapping[Path, Any]) -> None:
    """Writes files of the knowledge base; each is checked before the first is replaced."""
    drafts = {path: path.with_suffix(".draft") for path in documents}
    try:
        for path, draft in drafts.items():
            with draft.open("w", encoding="utf-8") as file:
                _yaml().dump(documents[path], file)
            read_file(draft)
        for path, draft in drafts.items():
            os.replace(draft, path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 4096  # else lines that nobody changed are wrapped anew
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _entry(row: Row, files: Dict[str, FaqFile], taken: Set[str]) -> Tuple[str, Any, FaqEntry]:
    cells = {name: value for name, value in row.cells.items() if value}
    for name, value in cells.items():
        if _FORMULA.search(value):
            raise ValueError(f"{name}: a formula. Write the text itself.")
        if _MARKUP.search(value):
            raise ValueError(f"{name}: program code or HTML. Write plain text.")
        if has_broken_letters(value):
            raise ValueError(f"{name}: broken letters in '{value[:60]}'. Save the sheet as CSV UTF-8 or .xlsx.")
    if cells.get("language", "en").lower() not in ("en", "english"):
        raise ValueError("language: only English entries are kept. Add other languages as alternates.")
    topic = cells.get("topic", "")
    if topic not in TOPICS:
        raise ValueError(f"topic: '{topic}' is not a topic. Use one of: {', '.join(TOPICS)}.")
    question = cells.get("question", "")
    found = [(t, e) for t, f in files.items() for e in f.entries if plain(e.question) == plain(question)]
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
    for text in re.split(r"[|\n]", cells.get("alternates", "")):
        if text.strip() and plain(text) not in {plain(other) for other in [question, *known]}:
            known.append(text.strip())
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
