"""Published versions: immutable folders, a pointer to the live one, and a record that can only grow."""

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional

from iop.errors import SetupError
from iop.knowledge.entries import FaqFile, read_folder

MODEL = "assistant.tar.gz"
MANIFEST = "manifest.json"
FAQ = "faq"


@dataclass(frozen=True)
class Version:
    """One published knowledge base with its model.

    Attributes:
        number: Counts from 1.
        sha256: Of the entries and the model, hex.
        at: When it was made, UTC, ISO 8601.
        who: Who made it.
        why: In their words.
        overridden: The owner's reason where the gate had refused it, or an empty string.
        refused: What the gate had against it.
    """

    number: int
    sha256: str
    at: str
    who: str
    why: str
    overridden: str = ""
    refused: List[str] = ()  # type: ignore[assignment]


class Versions:
    """All versions of an installation.

    Args:
        folder: Usually `var/knowledge`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pointer = folder / "live"
        self._record = folder / "audit.jsonl"

    def folder_of(self, number: int) -> Path:
        """Returns where a version is."""
        return self._folder / "versions" / f"{number:04}"

    def all(self) -> List[Version]:
        """Returns every version, oldest first."""
        manifests = sorted((self._folder / "versions").glob(f"[0-9]*/{MANIFEST}"))
        return [Version(**json.loads(path.read_text(encoding="utf-8"))) for path in manifests]

    def get(self, number: int) -> Version:
        """Returns one version, after comparing it with its hash.

        Raises:
            SetupError: if there is none, or its files were changed.
        """
        found = next((version for version in self.all() if version.number == number), None)
        if found is None:
            raise SetupError(f"There is no version {number}. `iop faq status` lists them.")
        if content_hash(self.folder_of(number)) != found.sha256:
            raise SetupError(f"The files of version {number} were changed after it was published. Take another one.")
        return found

    def live(self) -> Optional[int]:
        """Returns the number of the live version, or nothing before the first publishing."""
        try:
            return int(self._pointer.read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise SetupError(f"{self._pointer} cannot be read. Run: iop faq rollback NUMBER") from error

    def entries(self, number: int) -> Dict[str, FaqFile]:
        """Returns the knowledge base of a version, by topic."""
        return read_folder(self.folder_of(number) / FAQ)

    def add(self, faq: Path, model: Path, who: str, why: str, overridden: str = "", refused: Any = ()) -> Version:
        """Keeps a copy of a knowledge base and its model. It appears whole or not at all, and is not live yet."""
        parent = self._folder / "versions"
        parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=parent, prefix=".draft-"))
        try:
            (draft / FAQ).mkdir()
            for path in [*sorted(faq.glob("*.yml")), *faq.glob("tests.csv")]:
                shutil.copyfile(path, draft / FAQ / path.name)
            shutil.copyfile(model, draft / MODEL)
            number = max((version.number for version in self.all()), default=0) + 1
            at = dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds")
            version = Version(number, content_hash(draft), at, who, why, overridden, list(refused))
            (draft / MANIFEST).write_text(json.dumps(asdict(version), indent=2), encoding="utf-8")
            os.rename(draft, self.folder_of(number))
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        for path in self.folder_of(number).rglob("*"):
            if path.is_file():
                path.chmod(0o444)
        self.record("version", who, number, why=why, overridden=overridden)
        return version

    def go_live(self, number: int, who: str, what: str = "publish", why: str = "") -> None:
        """Points at a version; a running server takes it within seconds.

        Raises:
            SetupError: if there is none, or its files were changed.
        """
        self.get(number)
        self.record(what, who, number, why=why)
        draft = self._pointer.with_suffix(".draft")
        draft.write_text(f"{number}\n", encoding="ascii")
        os.replace(draft, self._pointer)

    def record(self, what: str, who: str, number: int, **more: str) -> None:
        """Adds a line to the record. Each line carries the hash of the one before it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        last = self.history()[-1:] or [{}]
        at = dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds")
        line = {"at": at, "who": who, "what": what, "version": number, **more, "after": _hash_of(last[0])}
        with self._record.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def history(self) -> List[Dict[str, Any]]:
        """Returns the record, oldest first.

        Raises:
            SetupError: if a line was changed or removed.
        """
        if not self._record.exists():
            return []
        lines = [json.loads(line) for line in self._record.read_text(encoding="utf-8").splitlines()]
        for before, line in zip([{}, *lines], lines, strict=False):
            if line["after"] != _hash_of(before):
                raise SetupError(f"{self._record} was changed. Restore it from a backup.")
        return lines


def _hash_of(line: Dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()


def content_hash(folder: Path) -> str:
    """Returns the SHA-256 of a version's entries and model, hex."""
    digest = hashlib.sha256()
    for path in [*sorted((folder / FAQ).iterdir()), folder / MODEL]:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()
