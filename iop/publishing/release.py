"""What is live: going live, approval, rollback. Each change is in the log before it is made.

A change that is interrupted between the two leaves what was live before; the next change notes that in the log.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

from iop.facility import Publishing
from iop.knowledge.entries import FOLDER
from iop.publishing.differences import Differences, differences
from iop.publishing.live import TRAINED, served
from iop.publishing.live import versions as installed
from iop.publishing.versions import FAQ, LIVE, WAITING, VersionError, Versions

FOUND_LIVE = "found live"
MADE_LIVE = ("published", "approved", "rolled back", FOUND_LIVE)
"""Actions after which the version of the record is live."""


@dataclass(frozen=True)
class Status:
    """What is live, what waits, and what the files would change.

    Attributes:
        live: The live version; nothing before the first publication.
        waiting: The version that waits for a second person.
        known: The numbers of all versions.
        pending: What the files have that is not live; nothing where that is not known.
    """

    live: Optional[int]
    waiting: Optional[int]
    known: List[int]
    pending: Optional[Differences]


def go_live(versions: Versions, number: int, who: str, action: str, why: str) -> None:
    """Makes a version live. The caller holds the lock of the versions.

    What waits for approval was compared with what was live before, so it waits no more.

    Args:
        versions: All versions.
        number: The version; 0 for the model of set-up.
        who: Login name of the member of staff.
        action: One of `MADE_LIVE`, for the log.
        why: In that person's words.

    Raises:
        VersionError: if the version is missing or damaged.
        OSError: if log or pointer cannot be written; what was live before is live then.
    """
    if number:
        versions.verify(number)
    _note_what_is_live(versions, who)
    versions.audit.add(who, action, number, why)
    versions.point(LIVE, number or None)
    versions.point(WAITING, None)


def _note_what_is_live(versions: Versions, who: str) -> None:
    try:
        live = versions.pointed(LIVE) or 0
    except VersionError:  # a damaged pointer, which is about to be replaced
        return
    if _history(versions)[-1] != live:
        versions.audit.add(who, FOUND_LIVE, live, "the change before this was interrupted")


def _history(versions: Versions) -> List[int]:
    """Returns what was live according to the log, oldest first, without what was taken back; 0 is the set-up's."""
    were = [0]
    for record in versions.audit.read():
        if record.action in MADE_LIVE and record.version is not None:
            were = _then(were, record.version)
    return were


def _then(were: List[int], number: int) -> List[int]:
    return were[: were.index(number) + 1] if number in were else [*were, number]


def approve(who: str, rules: Publishing, number: Optional[int] = None) -> int:
    """Makes the waiting version live.

    Args:
        who: Login name of the owner who agrees.
        rules: Who may do what.
        number: The version that this person looked at; by default whichever waits.

    Returns:
        The version that is live now.

    Raises:
        VersionError: if none waits, another one waits, it is older than what is live, or this person may not approve.
    """
    versions = installed()
    with versions.locked():
        waiting = versions.pointed(WAITING)
        if waiting is None:
            raise VersionError("No version waits for approval. If one did, another went live since: publish again.")
        if number not in (None, waiting):
            raise VersionError(
                f"Version {number} does not wait for approval; version {waiting} does. Look at what it changes first."
            )
        live = versions.pointed(LIVE) or 0
        if waiting < live:
            raise VersionError(f"Version {waiting} is older than what is live, version {live}. Publish again.")
        if who not in rules.owners:
            raise VersionError(f"Only an owner may approve (data/facility.yml, publishing). {who} is not one.")
        manifest = versions.manifest(waiting)
        if who == manifest.who:
            raise VersionError(f"{who} made version {waiting}. Another owner must approve it.")
        go_live(versions, waiting, who, "approved", manifest.why)
        return waiting


def roll_back(who: str, why: str, number: Optional[int] = None, trained: Path = TRAINED) -> int:
    """Makes an earlier version live again; nothing is trained, and the files in `data/faq` stay as they are.

    Version 0 is the model of set-up, which is live until something is published.

    Args:
        who: Login name of the member of staff.
        why: In that person's words.
        number: The version; by default the one that was live before the live one.
        trained: Folder of the model that set-up trained.

    Returns:
        The version that is live now.

    Raises:
        VersionError: if there is no such version, or it is damaged.
    """
    versions = installed()
    with versions.locked():
        if number is None:
            number = _earlier(versions)
        if number == 0 and not any(trained.glob("*.tar.gz")):
            raise VersionError("No version was live before this one, and the model of set-up is gone. Run: make setup")
        if number and number not in {record.version for record in versions.audit.read() if record.action in MADE_LIVE}:
            raise VersionError(f"Version {number} was never live. Only what was live can come back.")
        go_live(versions, number, who, "rolled back", why)
        return number


def _earlier(versions: Versions) -> int:
    were = _then(_history(versions), versions.pointed(LIVE) or 0)
    if len(were) == 1:
        raise VersionError("No version was live before this one.")
    return were[-2]


def status(faq: Path = FOLDER, trained: Path = TRAINED) -> Status:
    """Says what is live, what waits, and what the files would change.

    Raises:
        InputFileError: if the files cannot be read.
    """
    versions, now = installed(), served(trained)
    pending = differences(now.faq, faq) if now.faq else None
    return Status(now.version, versions.pointed(WAITING), versions.numbers(), pending)


def compare_versions(old: int, new: int) -> Differences:
    """Says what differs between two versions.

    Raises:
        VersionError: if there is no such version.
    """
    versions = installed()
    return differences(*(versions.path(versions.manifest(number).number) / FAQ for number in (old, new)))
