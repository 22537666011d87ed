"""This project beside stock Rasa: the same entries, the same kind of messages, real HTTP, taking turns in one run.

Only ratios of one run mean something: the machine may have other work. Every part adds to
`results/performance.json`; `--docs` writes the tables and the plot of `docs/performance.md` from it.

Without options: an hour. `--quick`: five minutes, tiny counts, to see that it works. `--full`: about five hours, with
stock Rasa trained for its 100 epochs, twenty conversations in each round and half an hour of soak.
"""

import argparse
import asyncio
import itertools
import json
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Callable, Dict, List, Sequence, Tuple

import numpy as np

from benchmarks import figures, performance_report, stored
from benchmarks.load import at_turns, loaded, messages, soak, wordings
from benchmarks.projects import FULL_EPOCHS, make
from benchmarks.servers import Server, start
from benchmarks.timing import TIMES
from iop.settings import ROOT

MODELS = ROOT / ".cache" / "performance"
SYSTEMS = ("ours", "stock")
WARM_UP = 30
PARTS = ("training", "start", "latency", "throughput", "memory", "entries", "stored", "steps", "soak")


@dataclass(frozen=True)
class Size:
    """How much is measured.

    Attributes:
        rounds: Each round measures both, one after the other.
        turns: Of a conversation, at which a message is timed.
        conversations: Timed at each turn, in every round.
        crowds: Conversations at the same time.
        crowd_messages: Messages a second are counted over so many.
        memory_messages: Memory is looked at again after so many.
        our_entries: Sizes of the knowledge base that ours is measured with.
        stock_entries: Sizes that stock Rasa is trained with.
        stored: Conversations in the database.
        epochs: Of stock Rasa's training.
        soak: Minutes.
    """

    rounds: int = 5
    turns: Sequence[int] = (1, 5, 50, 200, 500)
    conversations: int = 4
    crowds: Sequence[int] = (1, 8, 64)
    crowd_messages: int = 256
    memory_messages: int = 10_000
    our_entries: Sequence[int] = (150, 1000, 5000)
    stock_entries: Sequence[int] = (150,)
    stored: Sequence[int] = (10, 10_000, 100_000)
    epochs: int = 10
    soak: float = 3.0


SIZES = {
    "usual": Size(),
    "quick": Size(1, (1, 5), 2, (1, 8), 32, 50, (20, 40), (20,), (10, 100), 1, 0.2),
    "full": Size(conversations=20, crowd_messages=2000, epochs=FULL_EPOCHS, soak=30.0),
}


class Run:
    """One run: its size, its folder, and where the figures go."""

    def __init__(self, size: Size, var: Path, note: Callable[[str, Any], None]) -> None:
        self.size, self._var, self.note = size, var, note
        self._started = 0

    def server(self, system: str, entries: int, **variables: str) -> Server:
        """Starts an assistant with a fresh database; its model is trained where that was not done before."""
        self._started += 1
        return start(system, self.model(system, entries), self._var / str(self._started), **variables)

    def model(self, system: str, entries: int) -> Path:
        """Returns the folder of a trained assistant."""
        folder = self.folder(system, entries, self.size.epochs)
        if not (folder / "seconds").exists():
            make(folder, system, entries, self.size.epochs)
        return folder

    def folder(self, system: str, entries: int, epochs: int) -> Path:
        """Returns where an assistant is trained."""
        return MODELS / (f"{system}-{entries}" if system == "ours" else f"{system}-{entries}-epochs-{epochs}")

    def both(self, stack: ExitStack) -> List[Server]:
        """Starts both assistants on the smallest knowledge base, and warms them up."""
        servers = [stack.enter_context(self.server(system, self.size.stock_entries[0])) for system in SYSTEMS]
        for server in servers:
            server.wait()
            asyncio.run(loaded(server, 1, list(itertools.islice(messages(0), WARM_UP))))
        return servers


def training(run: Run) -> None:
    """Seconds of `rasa train`. Stock Rasa's 100 epochs are reckoned from two shorter trainings, where it had fewer."""
    found: Dict[str, Any] = {}
    for count in run.size.our_entries:
        found[f"ours {count}"] = make(run.folder("ours", count, 0), "ours", count)
        run.note("training", found)
    for count in run.size.stock_entries:
        most, least = run.size.epochs, max(1, run.size.epochs // 5)
        long = make(run.folder("stock", count, most), "stock", count, most)
        found[f"stock {count}, {most} epochs"] = long
        if most not in (least, FULL_EPOCHS):
            short = make(run.folder("stock", count, least), "stock", count, least)
            found[f"stock {count}, {least} epochs"] = short
            found[f"stock {count}"] = long + (long - short) / (most - least) * (FULL_EPOCHS - most)
        elif most == FULL_EPOCHS:
            found[f"stock {count}"] = long
        run.note("training", found)


def start_up(run: Run) -> None:
    """Seconds from the start of the processes to the first answer, nothing else running."""
    found: Dict[str, List[float]] = {system: [] for system in SYSTEMS}
    for _, system in itertools.product(range(run.size.rounds), SYSTEMS):
        with run.server(system, run.size.stock_entries[0]) as server:
            found[system].append(server.wait())
        run.note("start", found)


def latency(run: Run) -> None:
    """Milliseconds of a message by its turn: one conversation at a time, which asks the same at all of these turns."""
    found: Dict[str, Dict[str, List[List[float]]]] = {system: {} for system in SYSTEMS}
    with ExitStack() as stack:
        servers = run.both(stack)
        for number in range(run.size.rounds):
            took: Dict[str, List[List[float]]] = {system: [] for system in SYSTEMS}
            for one, server in itertools.product(range(run.size.conversations), servers):
                seed = 1000 * number + one
                took[server.name].append(asyncio.run(at_turns(server, run.size.turns, messages(seed), wordings(seed))))
            for system, conversations in took.items():
                for turn, seconds in zip(run.size.turns, zip(*conversations, strict=True), strict=True):
                    found[system].setdefault(str(turn), []).append([1000 * one for one in seconds])
            run.note("latency", found)


def throughput(run: Run) -> None:
    """Messages a second, and milliseconds of a message, by the number of conversations at the same time."""
    found: Dict[str, Dict[str, List[Dict[str, Any]]]] = {system: {} for system in SYSTEMS}
    with ExitStack() as stack:
        servers = run.both(stack)
        for number, crowd, server in itertools.product(range(run.size.rounds), run.size.crowds, servers):
            texts = list(itertools.islice(messages(5000 + number), run.size.crowd_messages))
            load = asyncio.run(loaded(server, crowd, texts))
            p50, p95, p99 = (1000 * seconds for seconds in figures.quantiles(load.seconds))
            told = {"rate": load.rate, "p50": p50, "p95": p95, "p99": p99, "errors": load.errors}
            found[server.name].setdefault(str(crowd), []).append(told)
            run.note("throughput", found)


def memory(run: Run) -> None:
    """MB of all processes, idle and after many messages."""
    found: Dict[str, Dict[str, float]] = {}
    for system in SYSTEMS:
        with run.server(system, run.size.stock_entries[0]) as server:
            server.wait()
            found[system] = {"idle": server.memory()}
            load = asyncio.run(loaded(server, 8, list(itertools.islice(messages(7), run.size.memory_messages))))
            found[system][f"after {run.size.memory_messages}"] = server.memory()
            found[system]["errors"] = load.errors
        run.note("memory", found)


def entries(run: Run) -> None:
    """Milliseconds of ours by the number of entries, the smallest and the largest knowledge base taking turns."""
    counts = (run.size.our_entries[0], run.size.our_entries[-1])
    with ExitStack() as stack:
        servers = [(str(count), stack.enter_context(run.server("ours", count))) for count in counts]
        run.note("entries", _taking_turns(run, servers))


def stored_conversations(run: Run) -> None:
    """Milliseconds of ours by the number of conversations in the database, all sizes taking turns."""
    with ExitStack() as stack:
        servers = []
        for count in run.size.stored:
            server = stack.enter_context(run.server("ours", run.size.stock_entries[0]))
            server.wait()
            asyncio.run(at_turns(server, (3,), messages(3), wordings(3)))
            stored.fill(server.var / "iop.db", count)
            servers.append((str(count), server))
        run.note("stored", _taking_turns(run, servers))


def _taking_turns(run: Run, servers: Sequence[Tuple[str, Server]]) -> Dict[str, List[List[float]]]:
    found: Dict[str, List[List[float]]] = {name: [] for name, _ in servers}
    for _, server in servers:
        server.wait()
        asyncio.run(loaded(server, 1, list(itertools.islice(messages(0), WARM_UP))))
    for number, (name, server) in itertools.product(range(run.size.rounds), servers):
        load = asyncio.run(loaded(server, 1, list(itertools.islice(messages(300 + number), 100))))
        found[name].append([1000 * seconds for seconds in load.seconds])
    return found


def steps(run: Run) -> None:
    """Milliseconds of the steps of one message of ours."""
    with TemporaryDirectory() as folder:
        times = Path(folder) / "times.json"
        with run.server("ours", run.size.our_entries[0], **{TIMES: str(times)}) as server:
            server.wait()
            asyncio.run(loaded(server, 1, list(itertools.islice(messages(0), WARM_UP))))
            before = {label: len(calls) for label, calls in json.loads(times.read_text()).items()}
            load = asyncio.run(loaded(server, 1, list(itertools.islice(messages(11), 100))))
            calls = json.loads(times.read_text())
    told = {
        label: {"calls": len(seconds) / len(load.seconds), "ms": 1000 * sum(seconds) / len(load.seconds)}
        for label, seconds in ((label, all_[before.get(label, 0) :]) for label, all_ in calls.items())
    }
    run.note(
        "steps", {"HTTP, as the client sees it": {"calls": 1.0, "ms": 1000 * float(np.mean(load.seconds))}, **told}
    )


def soaked(run: Run) -> None:
    """Ours at half of the messages a second that it can answer."""
    crowd = 8
    with run.server("ours", run.size.our_entries[0]) as server:
        server.wait()
        asyncio.run(loaded(server, crowd, list(itertools.islice(messages(0), WARM_UP))))
        most = asyncio.run(loaded(server, crowd, list(itertools.islice(messages(21), run.size.crowd_messages))))
        pause = max(0.0, 2 * crowd / most.rate - median(most.seconds) / 2)
        found = asyncio.run(soak(server, run.size.soak, crowd, pause))
    run.note("soak", {"minutes": run.size.soak, "maximum": most.rate, **found})


MEASURES: Dict[str, Callable[[Run], None]] = dict(
    zip(
        PARTS,
        (training, start_up, latency, throughput, memory, entries, stored_conversations, steps, soaked),
        strict=True,
    )
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    size = parser.add_mutually_exclusive_group()
    for name in ("quick", "full"):
        size.add_argument(f"--{name}", dest="size", action="store_const", const=name, default="usual")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what is measured")
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="how long the soak takes")
    parser.add_argument("--docs", action="store_true", help="write docs/performance.md and its plot")
    given = parser.parse_args()
    chosen = SIZES[given.size]
    if given.soak is not None:
        chosen = Size(**{**chosen.__dict__, "soak": given.soak})
    name = "performance" if given.size != "quick" else "performance-quick"
    report: Dict[str, Any] = figures.read(name)
    command = ["/usr/bin/env", "git", "rev-parse", "HEAD"]
    commit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10).stdout.strip()

    def note(part: str, found: Any) -> None:
        report[part] = {"commit": commit, "size": given.size, "found": found}
        figures.write(name, report)

    with TemporaryDirectory() as folder:
        run = Run(chosen, Path(folder), note)
        for part in given.parts:
            print(f"-- {part}: {(MEASURES[part].__doc__ or '').strip()}", flush=True)
            MEASURES[part](run)
    print(performance_report.tables(report))
    if given.docs:
        performance_report.write(report)


if __name__ == "__main__":
    main()
