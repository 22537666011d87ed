"""A full `rasa train` of a copy of the project's data, in a folder of its own."""

import os
import re
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path
from typing import Deque

import yaml

from iop.publishing.findings import Finding
from iop.publishing.measuring import Progress
from iop.settings import ROOT

STEP = "Training"
_COMPONENT = re.compile(r"(?:Starting|Finished)[a-z ]* component '")
_LAST_LINES = 12


def train(faq: Path, workshop: Path, progress: Progress) -> "Path | Finding":
    """Trains a model.

    Args:
        faq: The knowledge base.
        workshop: An empty folder; the project's data is copied there, so that edits meanwhile change nothing.
        progress: Is told how many components are done.

    Returns:
        The model's archive; or, where training failed, why.
    """
    shutil.copytree(ROOT / "data", workshop / "data", ignore=shutil.ignore_patterns("faq"))
    shutil.copytree(faq, workshop / "data" / "faq")
    for name in ("config.yml", "domain.yml"):
        shutil.copy(ROOT / name, workshop / name)
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    total = len(config["pipeline"]) + len(config["policies"])
    # Rasa's validation stops only at faults of domain and rules, which staff do not change: a third of the time.
    options = ["--out", "models", "--fixed-model-name", "assistant", "--skip-validation"]
    command = [sys.executable, "-m", "rasa", "train", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    last: Deque[str] = deque(maxlen=_LAST_LINES)
    seen = 0
    process = subprocess.Popen(  # noqa: S603
        command, cwd=workshop, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        for line in process.stdout or ():
            last.append(line)
            if _COMPONENT.search(line):
                seen += 1
                progress(STEP, min(seen, total), total + 1)
        process.wait()
    finally:
        process.kill()
        process.wait()
    archive = workshop / "models" / "assistant.tar.gz"
    if process.returncode or not archive.exists():
        return Finding("training", "Rasa cannot train it: " + " ".join("".join(last).split())[-600:])
    progress(STEP, total + 1, total + 1)
    return archive
