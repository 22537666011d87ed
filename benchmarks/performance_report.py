"""The tables and the plot of `docs/performance.md`."""

from statistics import median
from typing import Any, Dict, List, Sequence, Tuple

import matplotlib

from benchmarks.figures import quantiles
from iop.settings import ROOT

matplotlib.use("svg")
from matplotlib import pyplot

DOCUMENT = ROOT / "docs" / "performance.md"
PLOT = ROOT / "docs" / "images" / "performance.svg"
BEGIN, END = "<!-- figures: written by benchmarks/performance.py --docs -->", "<!-- end of the figures -->"
Row = Sequence[str]


def tables(report: Dict[str, Any]) -> str:
    """Returns what was measured as Markdown: first what is asked, then the figures behind it."""
    found = {part: told["found"] for part, told in report.items()}
    parts = [_table(("asked of us", "asked", "found", "spread"), _asked(found))]
    for title, part, make in (
        ("Milliseconds of a message by its turn", "latency", _latency),
        ("Many conversations at the same time", "throughput", _throughput),
        ("Training", "training", _training),
        ("Where one message's milliseconds go", "steps", _steps),
    ):
        if part in found:
            parts.append(f"### {title}\n\n" + make(found[part]))
    commits = sorted({told["commit"][:7] for told in report.values()})
    sizes = sorted({told["size"] for told in report.values()})
    return "\n\n".join([*parts, f"Commit {', '.join(commits)}; size of the run: {', '.join(sizes)}."])


def write(report: Dict[str, Any]) -> None:
    """Puts the tables into the document, between its two marks, and draws the plot."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{tables(report)}\n\n{END}{after}", encoding="utf-8")
    if "latency" in report:
        _plot(report["latency"]["found"])


def _asked(found: Dict[str, Any]) -> List[Row]:
    rows = []
    if "latency" in found:
        ours, stock = found["latency"]["ours"], found["latency"]["stock"]
        rows.append(_row("latency p50, fresh conversation, of stock", "<= 0.25", _ratios(ours["1"], stock["1"])))
        last = max(ours, key=int)
        rows.append(_row(f"latency at turn {last} / at turn 5 (ours)", "<= 1.2", _ratios(ours[last], ours["5"])))
    if "throughput" in found:
        crowd = max(found["throughput"]["ours"], key=int)
        ours, stock = ([one["rate"] for one in found["throughput"][name][crowd]] for name in ("ours", "stock"))
        quotients = [a / b for a, b in zip(ours, stock, strict=False)]
        rows.append(_row(f"messages a second, {crowd} conversations, of stock", ">= 5", quotients))
    if "start" in found:
        quotients = [a / b for a, b in zip(found["start"]["ours"], found["start"]["stock"], strict=False)]
        rows.append(_row("start to first answer, of stock", "<= 0.3", quotients))
    if "memory" in found and len(found["memory"]) == 2:
        for when in (key for key in found["memory"]["ours"] if key != "errors"):
            quotient = found["memory"]["ours"][when] / found["memory"]["stock"][when]
            rows.append(_row(f"resident memory, {when}, of stock", "<= 0.6", [quotient]))
    if "training" in found:
        times = found["training"]
        for count in (key.split()[1] for key in times if key.startswith("ours")):
            if f"stock {count}" in times:
                quotient = times[f"ours {count}"] / times[f"stock {count}"]
                rows.append(_row(f"training, {count} entries, of stock", "<= 0.2", [quotient]))
    for part, what, limit in (("entries", "entries", "<= 1.5"), ("stored", "stored conversations", "<= 1.2")):
        if part in found:
            least, most = min(found[part], key=int), max(found[part], key=int)
            quotients = _ratios(found[part][most], found[part][least])
            rows.append(_row(f"{most} / {least} {what}, latency (ours)", limit, quotients))
    if "soak" in found:
        soak = found["soak"]
        rows.append((f"soak, {soak['minutes']:g} minutes, errors", "0", f"{soak['errors']} of {soak['messages']}", ""))
        rows.append(("soak, memory growth after warm-up", "<= 3 %", f"{100 * soak['memory growth']:.1f} %", ""))
    return rows


def _row(what: str, asked: str, quotients: Sequence[float]) -> Row:
    return what, asked, f"{median(quotients):.2f}", f"{min(quotients):.2f} to {max(quotients):.2f}"


def _ratios(over: Sequence[Sequence[float]], under: Sequence[Sequence[float]]) -> List[float]:
    """Returns the quotient of the medians of every round."""
    return [median(a) / median(b) for a, b in zip(over, under, strict=False)]


def _latency(found: Dict[str, Any]) -> str:
    rows = [
        (f"{name}, turn {turn}", *_quantiles([ms for one in rounds for ms in one]))
        for turn in found["ours"]
        for name, rounds in ((name, found[name].get(turn)) for name in ("ours", "stock"))
        if rounds
    ]
    return _table(("", "p50", "p95", "p99", "timed"), rows)


def _quantiles(values: Sequence[float]) -> Tuple[str, ...]:
    return (*(f"{value:.0f}" for value in quantiles(values)), str(len(values)))


def _throughput(found: Dict[str, Any]) -> str:
    rows = [
        (
            f"{name}, {crowd} conversations",
            *(f"{median(one[key] for one in found[name][crowd]):.0f}" for key in ("rate", "p50", "p95", "p99")),
            str(sum(one["errors"] for one in found[name][crowd])),
        )
        for crowd in found["ours"]
        for name in ("ours", "stock")
        if crowd in found[name]
    ]
    return _table(("", "messages a second", "p50 ms", "p95 ms", "p99 ms", "errors"), rows)


def _training(found: Dict[str, float]) -> str:
    return _table(("entries", "seconds"), [(name, f"{seconds:.0f}") for name, seconds in found.items()])


def _steps(found: Dict[str, Dict[str, float]]) -> str:
    rows = [(label, f"{told['calls']:.1f}", f"{told['ms']:.1f}") for label, told in found.items()]
    return _table(("step", "calls a message", "ms a message"), rows)


def _table(head: Row, rows: Sequence[Row]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _plot(found: Dict[str, Any]) -> None:
    figure, axes = pyplot.subplots(figsize=(6, 3.4))
    for name, colour in (("stock", "#999999"), ("ours", "#0a6c74")):
        turns = sorted(found[name], key=int)
        values = [median([ms for one in found[name][turn] for ms in one]) for turn in turns]
        label = "stock Rasa" if name == "stock" else "this project"
        axes.plot([int(turn) for turn in turns], values, marker="o", label=label, color=colour)
    axes.set(xlabel="turn of the conversation", ylabel="ms a message, median", yscale="log")
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(PLOT, metadata={"Date": None})
