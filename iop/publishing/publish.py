"""Publishing: check, gate, training, trial, version, live. And what can be done with versions afterwards."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

from iop.errors import IopError
from iop.facility import Publishing
from iop.knowledge import checks
from iop.knowledge.entries import FOLDER, read_folder
from iop.publishing import answers, gate, trial
from iop.publishing.differences import Differences, differences, entries_in, entries_of
from iop.publishing.findings import Finding, Report
from iop.publishing.live import TRAINED, served
from iop.publishing.live import versions as installed
from iop.publishing.measuring import Asked, Measured, Progress, Vectors, learn_from, measure, talk
from iop.publishing.staff_tests import read_tests, unknown
from iop.publishing.training import train
from iop.publishing.versions import FAQ, LIVE, MODEL, WAITING, VersionError, Versions

MEASURED = "measured.json"
TRIAL_STEP = "Trying conversations"


@dataclass(frozen=True)
class Result:
    """What became of a publication.

    Attributes:
        report: What the gate says.
        version: The new version's number; nothing where it was refused.
        live: Whether it is live; a version that is not waits for a second person.
    """

    report: Report
    version: Optional[int] = None
    live: bool = False


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


def publish(
    who: str,
    why: str,
    rules: Publishing,
    progress: Progress,
    remove: Sequence[str] = (),
    override: Optional[str] = None,
    faq: Path = FOLDER,
    trained: Path = TRAINED,
) -> Result:
    """Makes a knowledge base live if the gate lets it pass. Until its last step nothing that is live changes.

    Args:
        who: Login name of the member of staff.
        why: In that person's words.
        rules: Who may do what.
        progress: Is told how far it is.
        remove: Ids of entries that are removed on purpose.
        override: An owner's reason to publish whatever the gate says. What cannot be read, trained or loaded is
            refused all the same.
        faq: The knowledge base.
        trained: Folder of the model that set-up trained.

    Raises:
        VersionError: if somebody else publishes, or the override is not an owner's.
    """
    if override is not None and who not in rules.owners:
        raise VersionError(f"Only an owner may override the gate (data/facility.yml, publishing). {who} is not one.")
    versions = installed()
    with versions.locked():
        for left in versions.folder.glob("draft-*"):  # of a publication that was killed
            shutil.rmtree(left)
        with versions.draft() as draft, versions.draft() as workshop:
            report, whole = _candidate(faq, draft, workshop, served(trained).faq, remove, override, progress)
            if not whole or not (report.passed or override):
                versions.audit.add(who, "refused", None, f"{why}; {report.findings[0].message}")
                return Result(report)
            number = versions.keep(draft, who, why, [one.message for one in report.findings], override)
        if rules.approval == "two_people":
            versions.point(WAITING, number)
            versions.audit.add(who, "waits for approval", number, why)
            return Result(report, number)
        versions.point(LIVE, number)
        versions.audit.add(who, "published", number, f"{why}; override: {override}" if override else why)
        return Result(report, number, live=True)


def _candidate(
    faq: Path,
    draft: Path,
    workshop: Path,
    live: Optional[Path],
    remove: Sequence[str],
    override: Optional[str],
    progress: Progress,
) -> Tuple[Report, bool]:
    """Fills the draft of a version. What takes longer comes later, and only if what came before passed.

    Returns:
        The gate's report, and whether the draft is whole.
    """
    shutil.copytree(faq, draft / FAQ)
    report = examine(draft / FAQ, live, remove)
    if _unreadable(report) or not (report.passed or override):
        return report, False
    learned, measured = assess(draft / FAQ, live, remove, progress)
    report = replace(learned, findings=report.findings + learned.findings)
    if not (report.passed or override):
        return report, False
    archive = train(draft / FAQ, workshop, progress)
    if isinstance(archive, Finding):
        return replace(report, findings=[*report.findings, archive]), False
    archive.rename(draft / MODEL)
    progress(TRIAL_STEP, 0, 1)
    talked = trial.run(draft / MODEL, draft / FAQ)
    progress(TRIAL_STEP, 1, 1)
    (draft / MEASURED).write_text(measured.json(), encoding="utf-8")
    return replace(report, findings=report.findings + talked), not any(one.kind == trial.LOADING for one in talked)


def examine(faq: Path, live: Optional[Path], remove: Sequence[str] = ()) -> Report:
    """Reads a knowledge base, and says what is wrong with it beside the live one. Takes a second or two.

    Args:
        faq: The new knowledge base.
        live: The live one, where there is one.
        remove: Ids of entries that are removed on purpose.
    """
    try:
        files = read_folder(faq)
        tests = read_tests(faq)
    except IopError as error:
        return Report([Finding("unreadable", str(error))])
    after = entries_in(files)
    changed = answers.check(entries_of(live) if live else after, after, remove)
    wrong = [Finding("error", f"{remark.entry} {remark.text}") for remark in checks.errors(files)]
    impossible = [Finding("test", line) for line in unknown(tests, after)]
    return Report(changed + wrong + impossible)


def assess(
    faq: Path, live: Optional[Path], remove: Sequence[str], progress: Progress, vectors: Optional[Vectors] = None
) -> Tuple[Report, Measured]:
    """Learns a knowledge base, and compares what it answers with what the live one answers.

    Args:
        faq: The new knowledge base; it can be read.
        live: The live one, where there is one.
        remove: Ids of entries that are removed on purpose.
        progress: Is told how far it is.
        vectors: Remembers vectors of texts.

    Returns:
        The comparison, and the measurement of the new one.
    """
    vectors, asked = vectors or Vectors(), Asked(read_tests(faq), talk())
    expected = questions_of(live, remove) if live else {}
    model = learn_from(faq, vectors)
    before = _before(live, expected, asked, vectors, progress) if live else None
    after = measure(faq, model, [*expected, *questions_of(faq)], asked, progress, before)
    return gate.compare(before, after, expected) if before else gate.first(after, questions_of(faq)), after


def _before(live: Path, expected: Dict[str, str], asked: Asked, vectors: Vectors, progress: Progress) -> Measured:
    """Returns the measurement of what is live, with the tests that it has as well: the one kept, if it has all."""
    file = live.parent / MEASURED
    before = Measured.parse_raw(file.read_bytes()) if file.exists() else None
    known = set(read_tests(live))
    tests = [test for test in asked.tests if test in known]
    asked_before = {test.question for test in tests}
    if before is None or not (set(expected) <= set(before.reached) and asked_before <= set(before.tests)):
        before = measure(live, learn_from(live, vectors), expected, Asked(tests, asked.talk), progress, before)
    return before.copy(update={"tests": {question: before.tests[question] for question in asked_before}})


def questions_of(faq: Path, without: Sequence[str] = ()) -> Dict[str, str]:
    """Returns every question of a knowledge base with the id of its entry, without some entries."""
    entries = entries_of(faq).items()
    return {text: id_ for id_, (_, entry) in entries if id_ not in without for text in entry.questions()}


def _unreadable(report: Report) -> bool:
    return any(finding.kind == "unreadable" for finding in report.findings)


def approve(who: str, rules: Publishing) -> int:
    """Makes the waiting version live.

    Raises:
        VersionError: if none waits, or this person may not approve it.
    """
    versions = installed()
    with versions.locked():
        number = versions.pointed(WAITING)
        if number is None:
            raise VersionError("No version waits for approval.")
        if who not in rules.owners:
            raise VersionError(f"Only an owner may approve (data/facility.yml, publishing). {who} is not one.")
        manifest = versions.manifest(number)
        if who == manifest.who:
            raise VersionError(f"{who} made version {number}. Another owner must approve it.")
        versions.point(LIVE, number)
        versions.point(WAITING, None)
        versions.audit.add(who, "approved", number, manifest.why)
        return number


def roll_back(who: str, why: str, number: Optional[int] = None, trained: Path = TRAINED) -> int:
    """Makes an earlier version live again; nothing is trained, and the files in `data/faq` stay as they are.

    Version 0 is the model of set-up, which is live until something is published.

    Args:
        who: Login name of the member of staff.
        why: In that person's words.
        number: The version; by default the one before the live one.
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
        if number and number not in {record.version for record in versions.audit.read() if record.action in WAS_LIVE}:
            raise VersionError(f"Version {number} was never live. Only what was live can come back.")
        versions.point(LIVE, number or None)
        versions.audit.add(who, "rolled back", number, why)
        return number


WAS_LIVE = ("published", "approved")


def _earlier(versions: Versions) -> int:
    live = versions.pointed(LIVE)
    if live is None:
        raise VersionError("No version was live before this one.")
    were = {r.version for r in versions.audit.read() if r.action in WAS_LIVE and r.version is not None}
    return max((number for number in were if number < live), default=0)


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
