"""The published versions: a folder each that is never changed, and two small files that point to one of them.

var/knowledge/
  versions/0007/   faq/ (what staff wrote), model.tar.gz, measured.json, manifest.json (who, when, why, hashes)
  live             the number of the version that is served
  waiting          the number of the version that waits for a second person
  audit.jsonl      see `iop.publishing.audit`
  publishing.lock  held by whoever publishes, for minutes
  lock             held by whoever changes what is live or waits, for moments
"""

import datetime as dt
import fcntl
import hashlib
import os
import re
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Dict, Iterator, List, Optional

from pydantic import BaseModel, ValidationError

from iop import clock
from iop.errors import IopError
from iop.publishing.audit import AuditLog

MODEL = "model.tar.gz"
FAQ = "faq"
MANIFEST = "manifest.json"
LIVE = "live"
WAITING = "waiting"
LOCK_SECONDS = 20.0
"""So long is waited for somebody else's change of what is live: it takes the time of hashing a model, twice where a
version is kept and goes live."""
_LOOK_SECONDS = 0.05
_NUMBER = re.compile(r"[0-9]{4,}")


class VersionError(IopError):
    """A version is missing, damaged, or not what the command needs."""


class Manifest(BaseModel):
    """What is known about a version.

    Attributes:
        number: Counts from 1.
        at: When it was made, UTC.
        who: Who made it.
        why: In that person's words.
        files: SHA-256 of every other file of the version, by its path in the folder.
        findings: What the gate objected to; not empty only where an owner overrode it.
        override: The owner's reason.
    """

    number: int
    at: dt.datetime
    who: str
    why: str
    files: Dict[str, str]
    findings: List[str] = []
    override: Optional[str] = None


class Versions:
    """The folder of versions.

    Args:
        folder: Usually `var/knowledge`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.audit = AuditLog(folder / "audit.jsonl")

    def path(self, number: int) -> Path:
        """Returns the folder of a version."""
        return self.folder / "versions" / f"{number:04}"

    def numbers(self) -> List[int]:
        """Returns the numbers of all versions, oldest first. Other folders, like copies of them, are left out."""
        return [number for number in self._taken() if (self.path(number) / MANIFEST).exists()]

    def _taken(self) -> List[int]:
        names = (path.name for path in (self.folder / "versions").glob("*"))
        return sorted(int(name) for name in names if _NUMBER.fullmatch(name))

    def manifest(self, number: int) -> Manifest:
        """Reads what is known about a version.

        Raises:
            VersionError: if there is no such version, or its manifest is damaged.
        """
        try:
            return Manifest.parse_raw((self.path(number) / MANIFEST).read_bytes())
        except OSError as error:
            known = ", ".join(map(str, self.numbers())) or "none yet"
            raise VersionError(f"There is no version {number}. There are: {known}.") from error
        except ValidationError as error:
            raise VersionError(f"The manifest of version {number} is damaged. Choose another version.") from error

    def pointed(self, pointer: str) -> Optional[int]:
        """Returns the version that `LIVE` or `WAITING` points to, if any."""
        try:
            return int((self.folder / pointer).read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            remedy = "Run: iop faq rollback VERSION" if pointer == LIVE else "Publish again: that replaces it."
            raise VersionError(f"{self.folder / pointer} is damaged. {remedy}") from error

    def point(self, pointer: str, number: Optional[int]) -> None:
        """Replaces a pointer at once; `None` removes it. Whether the version is whole, `verify` says."""
        target = self.folder / pointer
        if number is None:
            target.unlink(missing_ok=True)
            return
        draft = target.with_suffix(".new")
        draft.write_text(f"{number}\n", encoding="ascii")
        os.replace(draft, target)

    def verify(self, number: int) -> None:
        """Compares a version's files with their hashes.

        Raises:
            VersionError: if one differs, or there is no such version.
        """
        if hashes(self.path(number)) != self.manifest(number).files:
            raise VersionError(f"The files of version {number} were changed after it was made. Choose another version.")

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """Gives a fresh folder beside the versions, and removes it at the end."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = Path(tempfile.mkdtemp(prefix="draft-", dir=self.folder))
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def keep(
        self, draft: Path, who: str, why: str, findings: Optional[List[str]] = None, override: Optional[str] = None
    ) -> int:
        """Makes a folder the next version. It is whole or not there.

        Returns:
            Its number.
        """
        number = max(self._taken(), default=0) + 1
        manifest = Manifest(
            number=number,
            at=clock.utcnow(),
            who=who,
            why=why,
            files=hashes(draft),
            findings=findings or [],
            override=override,
        )
        (draft / MANIFEST).write_text(manifest.json(indent=2), encoding="utf-8")
        for path in draft.rglob("*"):
            if path.is_file():
                path.chmod(0o444)
        self.path(number).parent.mkdir(parents=True, exist_ok=True)
        draft.chmod(0o755)
        draft.rename(self.path(number))
        return number

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Keeps a second publisher out; approval and rollback go on meanwhile.

        Raises:
            VersionError: if somebody publishes right now.
        """
        with self._lock("publishing.lock", 0, "Somebody else is publishing. Try again when that has ended."):
            yield

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Waits until nobody else changes what is live or waits, and keeps others from it. To be held for moments.

        Raises:
            VersionError: if that takes longer than `LOCK_SECONDS`.
        """
        busy = "Somebody else is changing what is live. Try again in a minute."
        with self._lock("lock", LOCK_SECONDS, busy):
            yield

    @contextmanager
    def _lock(self, name: str, seconds: float, busy: str) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        until = time.monotonic() + seconds
        with (self.folder / name).open("w") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() >= until:
                        raise VersionError(busy) from error
                    time.sleep(_LOOK_SECONDS)
            yield


def hashes(folder: Path) -> Dict[str, str]:
    """Returns the SHA-256 of every file of a version's folder but its manifest."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
