"""Writes the knowledge base's files: comments stay, and what is read back is what was meant."""

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Tuple

import yaml
from ruamel.yaml import YAML, RoundTripRepresenter

from iop.errors import InputFileError
from iop.knowledge.entries import FaqEntry, read_file, read_folder
from iop.knowledge.sheet_import import Plan

Drafts = Mapping[Path, Tuple[Any, List[FaqEntry]]]
"""For each file its new content, and the entries that must be read back from it."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps a second writer out, from the look at the files to their change.

    Args:
        folder: The knowledge base.

    Raises:
        InputFileError: if somebody else is writing, or there is no such folder.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise InputFileError.at(folder, None, f"the folder cannot be opened ({error.strerror}).") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            problem = "somebody else is changing the files. Nothing was written. Try again when that has ended."
            raise InputFileError.at(folder, None, problem) from error
        yield
    finally:
        os.close(handle)


def apply(plan: Plan, folder: Path) -> List[Path]:
    """Writes a plan into `folder`. Every file is checked before the first is replaced.

    Args:
        plan: Made under the same lock.
        folder: The knowledge base.

    Returns:
        The files that changed.

    Raises:
        InputFileError: if a file would be wrong; then nothing has changed.
    """
    drafts: Dict[Path, Tuple[Any, List[FaqEntry]]] = {}
    for topic in sorted({topic for topic, _ in plan.new + plan.changed}):
        path = folder / f"{topic}.yml"
        document = _yaml().load(path) if path.exists() else {"topic": topic, "entries": []}
        entries = {entry.id: entry for entry in read_file(path).entries} if path.exists() else {}
        by_id = {node["id"]: node for node in document["entries"]}
        for _, entry in (item for item in plan.new + plan.changed if item[0] == topic):
            entries[entry.id] = entry
            values = entry.dict(exclude_none=True)
            if entry.id not in by_id:
                document["entries"].append(values)
                continue
            node = by_id[entry.id]
            node.update((k, v) for k, v in values.items() if node.get(k) != v)
            for name in [name for name in node if name not in values]:
                del node[name]
        drafts[path] = (document, list(entries.values()))
    _replace(drafts)
    return list(drafts)


def remove(entry_id: str, folder: Path, yes: bool) -> FaqEntry:
    """Removes an entry from its file.

    Args:
        entry_id: Its id.
        folder: The knowledge base.
        yes: Whether to write; otherwise it is only looked up.

    Returns:
        The entry.

    Raises:
        InputFileError: if there is none, the file would be wrong, or somebody else is writing; then nothing has
            changed.
    """
    with locked(folder):
        for topic, file in read_folder(folder).items():
            found = next((entry for entry in file.entries if entry.id == entry_id), None)
            if found is None:
                continue
            if yes:
                path = folder / f"{topic}.yml"
                document: Dict[str, Any] = _yaml().load(path)
                places = [place for place, node in enumerate(document["entries"]) if node["id"] == entry_id]
                del document["entries"][places[0]]
                _replace({path: (document, [entry for entry in file.entries if entry is not found])})
            return found
    raise InputFileError.at(folder, None, f"there is no entry '{entry_id}'. `iop faq find WORDS` shows ids.")


def _replace(drafts: Drafts) -> None:
    places = {path: path.with_suffix(".draft") for path in drafts}
    try:
        for path, draft in places.items():
            document, entries = drafts[path]
            with draft.open("w", encoding="utf-8") as file:
                _yaml().dump(document, file)
            read, meant = ({entry.id: entry for entry in some} for some in (read_file(draft).entries, entries))
            wrong = sorted(name for name in {*read, *meant} if read.get(name) != meant.get(name))
            if wrong:
                problem = (
                    f"{wrong[0]} would be read otherwise than written. Nothing was written: edit the file by hand."
                )
                raise InputFileError.at(path, None, problem)
        for path, draft in places.items():
            os.replace(draft, path)
    finally:
        for draft in places.values():
            draft.unlink(missing_ok=True)


class _Texts(RoundTripRepresenter):
    """Puts quotes around texts that PyYAML, which reads YAML 1.1, would take for something else: Yes, on, 9:30."""

    def text(self, text: str) -> Any:
        """Represents a text."""
        readings = yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], [])
        style = '"' if any(pattern.match(text) for _, pattern in readings) else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Texts.add_representer(str, _Texts.text)


def _yaml() -> YAML:
    made = YAML()
    made.Representer = _Texts
    made.preserve_quotes = True  # else a hand-written "No" of another entry loses them
    made.width = 4096  # else lines that nobody changed are wrapped anew
    made.indent(mapping=2, sequence=4, offset=2)
    return made
