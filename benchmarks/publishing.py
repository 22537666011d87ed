"""How long it takes from a changed answer to the answer being live: train, gate and swap, for 150 entries."""

import os
import tempfile
import time
from pathlib import Path
from typing import Dict

import yaml

from benchmarks.figures import write
from iop import settings as settings_module
from iop.facility import Publishing
from iop.knowledge.entries import read_folder
from iop.publishing.publish import publish
from iop.publishing.release import roll_back
from iop.settings import ROOT
from tests.server import Server

ENTRIES = 150
OLD, NEW = "$10,000", "$9,500"


def write_part(folder: Path) -> None:
    """Writes as many entries, topic by topic in turn."""
    files = read_folder(ROOT / "data" / "faq")
    kept: Dict[str, list] = {topic: [] for topic in files}
    for place in range(max(len(file.entries) for file in files.values())):
        for topic, file in files.items():
            if place < len(file.entries) and sum(map(len, kept.values())) < ENTRIES:
                kept[topic].append(file.entries[place].dict(exclude_none=True))
    folder.mkdir()
    for topic, entries in kept.items():
        (folder / f"{topic}.yml").write_text(yaml.safe_dump({"topic": topic, "entries": entries}), encoding="utf-8")


class Clock:
    """Seconds of each step."""

    def __init__(self) -> None:
        self.steps: Dict[str, float] = {}
        self._last = time.monotonic()

    def progress(self, step: str, done: int, total: int) -> None:
        """Adds the time since the last call to a step."""
        now = time.monotonic()
        self.steps[step] = round(self.steps.get(step, 0.0) + now - self._last, 1)
        self._last = now


def live_within(server: Server, words: str) -> float:
    """Returns after how many seconds an answer has certain words."""
    started = time.monotonic()
    while words not in server.say(server.token(), "how much does the program cost?", "m").text:
        if time.monotonic() - started > 60:
            raise AssertionError(f"'{words}' is not live:\n{server.text()}")
        time.sleep(0.2)
    return round(time.monotonic() - started, 1)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["IOP_VAR"] = str(folder / "var")
        settings_module.settings.cache_clear()
        faq, untrained = folder / "faq", folder / "nothing"
        write_part(faq)
        figures: Dict[str, object] = {}
        server = Server(folder / "var").wait()
        try:
            for number, change in ((1, None), (2, NEW)):
                if change:
                    cost = faq / "cost.yml"
                    cost.write_text(cost.read_text(encoding="utf-8").replace(OLD, change), encoding="utf-8")
                clock, started = Clock(), time.monotonic()
                result = publish("bench", "a figure", Publishing(), clock.progress, faq=faq, trained=untrained)
                if not result.live:
                    raise AssertionError(result.report.findings)
                swap = live_within(server, change or OLD)
                figures[f"publication {number}"] = {
                    "seconds": round(time.monotonic() - started, 1),
                    "swap": swap,
                    "steps": clock.steps,
                }
            started = time.monotonic()
            roll_back("bench", "a figure")
            live_within(server, OLD)
            figures["rollback, seconds"] = round(time.monotonic() - started, 1)
        finally:
            server.stop()
    print(write("publishing", figures))


if __name__ == "__main__":
    main()
