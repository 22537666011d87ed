"""From the knowledge base in `data/faq` to a live version: check, train, gate, keep, point."""

import datetime as dt
import re
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Callable, Iterable, List, Optional, Sequence, Tuple

from iop.encoding import shared_encoder
from iop.errors import SetupError
from iop.facility import facility
from iop.knowledge.checks import Remark, check
from iop.knowledge.entries import read_folder
from iop.publishing import gate, trial
from iop.publishing.live import baseline, understanding_of, versions
from iop.publishing.versions import MODEL, Version
from iop.settings import ROOT

KNOWLEDGE = ROOT / "data" / "faq"
RASA = ROOT / ".venv" / "bin" / "rasa"
TRAINING_SECONDS = 1800
COMPONENTS = 6
"""What Rasa says that it trains, for the bar."""

Step = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class Outcome:
    """What came of publishing.

    Attributes:
        remarks: What the check said.
        report: What the gate said.
        tried: What the trial showed, where it came to that.
        version: What was kept, or nothing where it was refused.
        live: Whether it is live; otherwise a second person has to approve it.
    """

    remarks: List[Remark]
    report: gate.Report
    tried: Optional[trial.Trial] = None
    version: Optional[Version] = None
    live: bool = False


def publish(who: str, why: str, override: str = "", step: Step = lambda *_: None) -> Outcome:
    """Publishes what is in `data/faq`, unless the gate refuses it.

    Args:
        who: Who publishes.
        why: What changed, in their words.
        override: An owner's reason to publish although the gate refuses.
        step: Told of the progress.

    Raises:
        InputFileError: if a file of the knowledge base is wrong.
        SetupError: if the training fails, or the override is not an owner's.
    """
    if override and who not in facility().publishing.owners:
        raise SetupError(f"'{who}' is no owner. Only those in facility.yml (publishing.owners) may override the gate.")
    files = read_folder(KNOWLEDGE)
    trial.staff_tests(KNOWLEDGE)
    remarks = check(files, dt.date.today())
    errors = [f"{one.topic}: {one.entry} {one.text}" for one in remarks if one.level == "error"]
    if errors and not override:
        versions().record("refused", who, 0, why=why)
        return Outcome(remarks, gate.Report(errors))
    with TemporaryDirectory(prefix="iop-publish-") as name:
        folder = Path(name)
        train(folder, step)

        def bar(items: Sequence[Tuple[str, str]], what: str) -> Iterable[Tuple[str, str]]:
            for done, item in enumerate(items):
                step(what, done, len(items))
                yield item

        candidate = gate.Knowledge(files, understanding_of(folder / MODEL))
        report = gate.judge(baseline(), candidate, shared_encoder(), bar)
        step("Trying the new model", 0, 1)
        tried = trial.run(folder, KNOWLEDGE)
        report = replace(report, refused=[*errors, *report.refused, *tried.failed])
        if report.refused and not override:
            versions().record("refused", who, 0, why=why)
            return Outcome(remarks, report, tried)
        version = versions().add(KNOWLEDGE, folder / MODEL, who, why, override, report.refused)
    if facility().publishing.two_people:
        return Outcome(remarks, report, tried, version)
    versions().go_live(version.number, who, why=why)
    return Outcome(remarks, report, tried, version, live=True)


def approve(number: int, who: str) -> None:
    """Makes a version live that waits for a second person.

    Raises:
        SetupError: if there is none, or it is the same person.
    """
    if versions().get(number).who == who:
        raise SetupError("A second person has to approve: you made this version yourself.")
    versions().go_live(number, who, "approve")


def rollback(who: str, number: Optional[int] = None, why: str = "") -> int:
    """Makes an earlier version live again, without training.

    Args:
        who: Who does it.
        number: Which; by default the one that was live before.
        why: In their words.

    Returns:
        The number.

    Raises:
        SetupError: if there is none.
    """
    published = versions()
    if number is None:
        went = [line["version"] for line in published.history() if line["what"] in ("publish", "approve", "rollback")]
        number = next((one for one in reversed(went) if one != published.live()), None)
        if number is None:
            raise SetupError("No other version was live before. `iop faq status` lists all versions.")
    published.go_live(number, who, "rollback", why)
    return number


def train(folder: Path, step: Step) -> None:
    """Trains Rasa anew into an empty folder.

    Raises:
        SetupError: if the training fails or takes too long; the live version is untouched.
    """
    command = [str(RASA), "train", "--out", str(folder), "--fixed-model-name", MODEL.split(".")[0]]
    said: List[str] = []
    step("Training", 0, COMPONENTS)
    until = dt.datetime.now() + dt.timedelta(seconds=TRAINING_SECONDS)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:  # noqa: S603 - our own Rasa
        for line in process.stdout or ():
            said.append(line.rstrip())
            done = sum(bool(re.search("Starting to train component", one)) for one in said)
            step("Training", min(done, COMPONENTS), COMPONENTS)
            if dt.datetime.now() > until:
                process.kill()
    if process.returncode or not (folder / MODEL).exists():
        last = [line for line in said if line and "INFO" not in line and "Warning" not in line][-3:]
        raise SetupError("The training failed; what is live stays as it is.\n" + "\n".join(last))
