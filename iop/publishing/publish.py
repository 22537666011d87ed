"""Publishing: check, gate, training, trial, version, live."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

from iop.errors import IopError
from iop.facility import Publishing
from iop.knowledge import checks
from iop.knowledge.entries import FOLDER, read_folder
from iop.publishing import answers, gate, trial
from iop.publishing.differences import differences, entries_in, entries_of, expired
from iop.publishing.findings import Finding, Report
from iop.publishing.live import TRAINED, served
from iop.publishing.live import versions as installed
from iop.publishing.measuring import (
    Asked,
    Measured,
    Progress,
    Vectors,
    learn_from,
    measure,
    talk,
    understanding_fingerprint,
)
from iop.publishing.release import go_live
from iop.publishing.staff_tests import FILE as TESTS
from iop.publishing.staff_tests import in_force, read_tests, unknown
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
        VersionError: if somebody else publishes, another version went live meanwhile, or the override is not an
            owner's.
        OSError: if the disk cannot be read or written; then what was live is live.
    """
    if override is not None and who not in rules.owners:
        raise VersionError(f"Only an owner may override the gate (data/facility.yml, publishing). {who} is not one.")
    versions = installed()
    with versions.publishing():
        for left in versions.folder.glob("draft-*"):  # of a publication that was killed
            shutil.rmtree(left)
        with versions.draft() as draft, versions.draft() as workshop:
            compared = served(trained)
            report, whole = _candidate(faq, draft, workshop, compared.faq, remove, override, progress)
            with versions.locked():
                if not whole or not (report.passed or override):
                    versions.audit.add(who, "refused", None, f"{why}; {report.findings[0].message}")
                    return Result(report)
                _still_live(versions, compared.version, who, why)
                number = versions.keep(draft, who, why, [one.message for one in report.findings], override)
                if rules.approval == "two_people":
                    versions.audit.add(who, "waits for approval", number, why)
                    versions.point(WAITING, number)
                    return Result(report, number)
                go_live(versions, number, who, "published", f"{why}; override: {override}" if override else why)
                return Result(report, number, live=True)


def _still_live(versions: Versions, compared: Optional[int], who: str, why: str) -> None:
    now = versions.pointed(LIVE)
    if now == compared:
        return
    changed = f"Meanwhile version {now or 0} went live, and this was compared with version {compared or 0}."
    versions.audit.add(who, "refused", None, f"{why}; {changed}")
    raise VersionError(f"{changed} Nothing has changed for visitors. Publish again.")


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
    shutil.copytree(faq, draft / FAQ, ignore=_not_read)
    report = _named_as(faq, draft / FAQ, examine(draft / FAQ, live, remove))
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


def _named_as(faq: Path, copy: Path, report: Report) -> Report:
    """Returns a report that names the files which staff edit, and not the copy that was read."""
    named = [replace(one, message=one.message.replace(str(copy), str(faq))) for one in report.findings]
    return replace(report, findings=named)


def _not_read(_: str, names: List[str]) -> List[str]:
    """Names what no reader of a knowledge base looks at, like the lock files of editors."""
    return [name for name in names if name.startswith(".") or not (name.endswith(".yml") or name == TESTS)]


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
    vectors, asked = vectors or Vectors(), Asked(in_force(read_tests(faq), entries_of(faq)), talk())
    expected = questions_of(live, [*remove, *expired(entries_of(faq))]) if live else {}
    model = learn_from(faq, vectors)
    before = _before(live, expected, asked, vectors, progress) if live else None
    after = measure(faq, model, [*expected, *questions_of(faq)], asked, progress, before)
    if before is None or live is None:
        return gate.first(after, questions_of(faq)), after
    found = differences(live, faq)
    return gate.compare(before, after, expected, {*found.added, *(one.id for one in found.changed)}), after


def _before(live: Path, expected: Dict[str, str], asked: Asked, vectors: Vectors, progress: Progress) -> Measured:
    """Returns the measurement of what is live, with the tests that it has as well.

    The one kept is taken if it has all, and if what understands the questions is what it was then.
    """
    file = live.parent / MEASURED
    before = Measured.parse_raw(file.read_bytes()) if file.exists() else None
    known = set(read_tests(live))
    tests = [test for test in asked.tests if test in known]
    asked_before = {test.question for test in tests}
    whole = before and set(expected) <= set(before.reached) and asked_before <= set(before.tests)
    if before is None or not whole or before.understanding != understanding_fingerprint():
        before = measure(live, learn_from(live, vectors), expected, Asked(tests, asked.talk), progress, before)
    return before.copy(update={"tests": {question: before.tests[question] for question in asked_before}})


def questions_of(faq: Path, without: Sequence[str] = ()) -> Dict[str, str]:
    """Returns every question of a knowledge base with the id of its entry, without some entries and expired ones."""
    entries = entries_of(faq)
    out = {*without, *expired(entries)}
    return {text: id_ for id_, (_, entry) in entries.items() if id_ not in out for text in entry.questions()}


def _unreadable(report: Report) -> bool:
    return any(finding.kind == "unreadable" for finding in report.findings)
