"""From a changed row of a sheet to the new answer in a running server, on a copy of the project."""

import os
import re
import shutil
import subprocess
import threading
import time
from pathlib import Path
from typing import Dict, Iterator, List

import pytest

from iop.publishing.versions import Versions
from tests.server import ROOT, Server

TAKEN_WITHIN = 60
COPIED = ("iop", "actions", "data", "models", "scripts", "widget", "config.yml", "domain.yml", "endpoints.yml",
          "credentials.yml", "pyproject.toml", "benchmarks", "tests")  # fmt: skip
ROW = (
    "question,alternates,answer,topic,source,owner,review by\n"
    "Do you have a therapy llama?,is there a llama|can i pet the llama,"
    "Yes. Her name is Dolly.,holistic,staff,dana,2099-01-01\n"
)


class Centre:
    """A copy of the project with a running server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self.folder.mkdir()
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            copy(ROOT / name, self.folder / name)  # type: ignore[operator]
        for name in (".venv", ".cache"):
            (self.folder / name).symlink_to(ROOT / name)
        self.environment: Dict[str, str] = {
            "PYTHONPATH": str(self.folder),
            "IOP_CACHE": str(ROOT / ".cache" / "encoder"),
        }
        self.versions = Versions(folder / "var" / "knowledge")
        self.server = Server(folder / "var", **self.environment)
        self._var = folder / "var"

    def iop(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, **self.environment, "IOP_VAR": str(self._var)}
        command = [str(ROOT / ".venv" / "bin" / "iop"), *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=600, check=False
        )

    def answer(self, text: str) -> str:
        reply = self.server.say(self.server.token(), text, "m1")
        assert reply.status_code == 200
        return " ".join(message["text"] for message in reply.json()["messages"])

    def answer_becomes(self, text: str, words: str) -> str:
        until = time.monotonic() + TAKEN_WITHIN
        while words not in (said := self.answer(text)) and time.monotonic() < until:
            time.sleep(0.5)
        return said


class Visitors(threading.Thread):
    """People who write all the while. What they were not answered is in `failed`."""

    def __init__(self, centre: Centre) -> None:
        super().__init__(daemon=True)
        self.failed: List[str] = []
        self.asked = 0
        self._centre = centre
        self._end = threading.Event()

    def run(self) -> None:
        while not self._end.is_set():
            try:
                said = self._centre.answer("what does it cost?")
                if "$3,000" not in said:
                    self.failed.append(said)
            except Exception as error:  # noqa: BLE001 - counted, whatever it is
                self.failed.append(repr(error))
            self.asked += 1

    def leave(self) -> None:
        self._end.set()
        self.join(60)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    made = Centre(tmp_path_factory.mktemp("publishing"))
    try:
        made.server.wait()
        yield made
    finally:
        made.server.stop()


def test_a_changed_row_is_live_after_one_command_and_nobody_waits(centre: Centre) -> None:
    sheet = centre.folder / "new.csv"
    sheet.write_text(ROW, encoding="utf-8")
    assert "Dolly" not in centre.answer("can i pet the llama")
    assert centre.iop("faq", "import", str(sheet), "--yes").returncode == 0
    assert re.search(r"added\n.*therapy llama", centre.iop("faq", "diff").stdout)
    visitors = Visitors(centre)
    visitors.start()
    published = centre.iop("faq", "publish", "--why", "the llama", "--by", "dana")
    assert published.returncode == 0, published.stdout + published.stderr
    assert "Version 1 is live" in published.stdout
    assert "Dolly" in centre.answer_becomes("can i pet the llama", "Dolly")
    visitors.leave()
    assert visitors.failed == []
    assert visitors.asked > 10
    status = centre.iop("faq", "status").stdout
    assert re.search(r"1 .* dana .*live.*the llama", status)


def test_a_rollback_takes_seconds_and_a_conversation_goes_on(centre: Centre) -> None:
    folder = centre.versions.folder_of(1)
    token = centre.server.token()
    assert centre.server.say(token, "do you do zoom", "m1").status_code == 200
    centre.versions.add(folder / "faq", centre.folder / "models" / "assistant.tar.gz", "dana", "the old model")
    centre.versions.go_live(2, "dana")
    assert "Dolly" not in centre.answer_becomes("can i pet the llama", "sorry")
    rolled = centre.iop("faq", "rollback", "--by", "kim", "--why", "the llama is back")
    assert rolled.stdout.strip() == "Version 1 is live again."
    assert "Dolly" in centre.answer_becomes("can i pet the llama", "Dolly")
    asked = centre.server.say(token, "do you do zoom", "m1").json()
    assert asked == centre.server.say(token, "do you do zoom", "m1").json()
    assert centre.server.say(token, "what about weekends", "m2").status_code == 200
    assert [line["what"] for line in centre.versions.history()][-1] == "rollback"


def test_a_model_that_cannot_be_loaded_leaves_the_old_one_answering(centre: Centre) -> None:
    broken = centre.folder / "broken.tar.gz"
    broken.write_bytes(b"this is no model")
    version = centre.versions.add(centre.folder / "data" / "faq", broken, "dana", "broken")
    centre.versions.go_live(version.number, "dana")
    until = time.monotonic() + TAKEN_WITHIN
    while "cannot be loaded" not in centre.server.text() and time.monotonic() < until:
        time.sleep(0.5)
    assert "the one before stays" in centre.server.text()
    assert "Dolly" in centre.answer("can i pet the llama")
    centre.versions.go_live(1, "dana")


def test_a_refused_version_changes_nothing(centre: Centre) -> None:
    path = centre.folder / "data" / "faq" / "cost.yml"
    kept = path.read_text(encoding="utf-8")
    path.write_text(
        kept.replace("answer: >-\n      An entire", "answer: >-\n      Take 20 mg. An entire", 1), encoding="utf-8"
    )
    assert path.read_text(encoding="utf-8") != kept
    refused = centre.iop("faq", "publish", "--why", "a dose", "--by", "dana")
    path.write_text(kept, encoding="utf-8")
    assert refused.returncode == 1
    assert "names a dose" in refused.stderr
    assert "Nothing was published" in refused.stderr
    assert centre.versions.live() == 1
    override = centre.iop("faq", "publish", "--why", "a dose", "--by", "dana", "--override", "because")
    assert override.returncode == 1
    assert "is no owner" in override.stderr
