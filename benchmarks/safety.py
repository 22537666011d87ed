"""Measures the crisis detector: the promises, the frontier of recall against false alarms, the time of a message.

Reads the evaluation data from `../shared/datasets` where it is present, and this project's own blind messages; none of
them are learned from. Writes `benchmarks/results/safety.json` and, where the evaluation data is, the figures of
`docs/crisis-protocol.md`. Run: `python -m benchmarks.safety`.
"""

import csv
import json
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from benchmarks import figures, safety_figures
from iop.safety import check, detector, prepare
from iop.safety.combine import THRESHOLDS, Part, Thresholds, decide
from iop.safety.evidence import gather
from iop.safety.normalise import read
from iop.settings import ROOT
from tests.safety.disguises import disguise

DATASETS = ROOT.parent / "shared" / "datasets"
OWN = ROOT / "tests" / "safety" / "data"
PROTOCOL = ROOT / "docs" / "crisis-protocol.md"
PICTURE = ROOT / "docs" / "images" / "crisis-frontier.svg"
NEAR = {"topic_mention", "history", "denial", "grief", "distress"}
SHIFTS = (-2.0, -1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)

Row = Dict[str, Any]


def part(numerator: int, denominator: int) -> Optional[float]:
    return round(numerator / denominator, 4) if denominator else None


def table(rows: List[Row]) -> Dict[str, Any]:
    """Returns the table of promises over one set of labelled messages; kinds named `ambiguous` are not graded."""
    routes: Dict[str, List[int]] = defaultdict(lambda: [0, 0])
    kinds: Dict[str, List[int]] = defaultdict(lambda: [0, 0, 0])
    right = explicit = explicit_all = 0
    false: Dict[str, List[int]] = {"ordinary": [0, 0], "near": [0, 0]}
    for row in rows:
        verdict = check(row["text"])
        taken = verdict.route is not None
        kind = kinds[f"{'danger' if row['route'] != 'none' else 'none'}: {row['kind']}"]
        kind[0] += 1
        kind[1] += taken
        kind[2] += verdict.soft_line
        if row["kind"].startswith("ambiguous"):
            continue
        if row["route"] == "none":
            group = false["near" if row["kind"] in NEAR else "ordinary"]
            group[0] += taken
            group[1] += 1
            continue
        for name in (row["route"], "all", *(["spanish"] if row["kind"] == "spanish" else [])):
            routes[name][0] += taken
            routes[name][1] += 1
        right += verdict.route == row["route"]
        if row["kind"].startswith("explicit"):
            explicit += taken
            explicit_all += 1
    return {
        "recall": {name: {"share": part(*found), "of": found[1]} for name, found in sorted(routes.items())},
        "explicit": {"share": part(explicit, explicit_all), "of": explicit_all},
        "right_route": part(right, routes["all"][0]),
        "false_takeover": {name: {"share": part(*found), "of": found[1]} for name, found in false.items()},
        "kinds": {name: {"messages": n, "takeover": t, "soft_line": s} for name, (n, t, s) in sorted(kinds.items())},
    }


def parts_of(text: str) -> List[Part]:
    """Returns what the layers say of a message and of its pieces, whatever is decided."""
    reading = read(text)
    whole = gather(reading.sentences)
    found: List[Part] = []

    def listen(parts: List[Part]) -> Any:
        found[:] = parts
        return decide(parts, replace(THRESHOLDS, danger=99.0, hint=99.0, finding=99.0, denied=99.0, closed=99.0))

    detector.decide_with(detector.shared_classifier(), reading, whole, listen)
    return found


def shifted(shift: float) -> Thresholds:
    names = ("danger", "hint", "finding", "denied", "closed")
    return replace(THRESHOLDS, **{name: getattr(THRESHOLDS, name) + shift for name in names})


def frontier(sets: Dict[str, List[Row]]) -> List[Dict[str, Any]]:
    """Returns recall and false takeovers with every threshold moved by the same amount."""
    seen: Dict[str, List[Tuple[bool, List[Part]]]] = {
        name: [
            (row["route"] != "none", parts_of(row["text"])) for row in rows if not row["kind"].startswith("ambiguous")
        ]
        for name, rows in sets.items()
    }
    curve = []
    for shift in SHIFTS:
        limits = shifted(shift)
        point: Dict[str, Any] = {"shift": shift}
        for name, messages in seen.items():
            taken = [(danger, decide(parts, limits).route is not None) for danger, parts in messages]
            dangers = sum(danger for danger, _ in taken)
            point[name] = {
                "recall": part(sum(t for danger, t in taken if danger), dangers),
                "false_takeover": part(sum(t for danger, t in taken if not danger), len(taken) - dangers),
            }
        curve.append(point)
    return curve


def timing(texts: List[str]) -> Dict[str, float]:
    spent = []
    for text in texts:
        detector_cache_free = f"{text} "  # another text for the encoder's memory, the same for a reader
        start = time.perf_counter()
        check(detector_cache_free)
        spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    return {
        "median_ms": round(spent[len(spent) // 2], 1),
        "p99_ms": round(spent[int(len(spent) * 0.99)], 1),
        "of": len(spent),
    }


def mutations() -> Dict[str, float]:
    import random

    positives = figures.json_lines(OWN / "mutation_positives.jsonl")
    draw = random.Random(988)  # noqa: S311 - repeatable, not secret
    plain = sum(check(row["text"]).route is not None for row in positives) / len(positives)
    changed = [check(disguise(row["text"], draw)).route is not None for row in positives for _ in range(10)]
    return {"plain": plain, "disguised": round(sum(changed) / len(changed), 4), "of": len(changed)}


def ordinary() -> Dict[str, int]:
    """Returns what happens to ordinary messages in many manners of writing; others of the collection are learned."""
    taken = [check(row["text"]) for row in figures.json_lines(OWN / "ordinary.jsonl")]
    return {
        "takeover": sum(v.route is not None for v in taken),
        "soft_line": sum(v.soft_line for v in taken),
        "of": len(taken),
    }


def public(datasets: Path) -> Dict[str, Any]:
    """Returns what happens on public sets that are not labelled for us."""
    requests = [text for text, _ in json.loads((datasets / "clinc150.json").read_text(encoding="utf-8"))["test"]]
    taken = [check(text) for text in requests]
    found: Dict[str, Any] = {
        "clinc150_test": {
            "takeover": sum(v.route is not None for v in taken),
            "soft_line": sum(v.soft_line for v in taken),
            "of": len(taken),
        }
    }
    by_severity: Dict[str, List[int]] = defaultdict(lambda: [0, 0, 0])
    with (datasets / "cssrs_posts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            verdict = check(row["text"])
            cell = by_severity[row["severity"]]
            cell[0] += 1
            cell[1] += verdict.route is not None
            cell[2] += verdict.route is not None or verdict.soft_line
    found["cssrs_posts"] = {
        s: {"posts": n, "takeover": t, "takeover_or_line": a} for s, (n, t, a) in sorted(by_severity.items())
    }
    with (datasets / "counselchat_titles.csv").open(encoding="utf-8", newline="") as file:
        titles = [check(next(iter(row.values()))) for row in csv.DictReader(file)]
    found["counselchat_titles"] = {
        "takeover": sum(v.route is not None for v in titles),
        "soft_line": sum(v.soft_line for v in titles),
        "of": len(titles),
    }
    return found


def main() -> None:
    prepare()
    sets = {path.stem: figures.json_lines(path) for path in sorted(OWN.glob("blind*.jsonl"))}
    if DATASETS.is_dir():
        sets = {"crisis_dev": figures.json_lines(DATASETS / "crisis_dev.jsonl"), **sets}
    else:
        print(f"Skipped: crisis_dev, CLINC150, C-SSRS posts, CounselChat titles; {DATASETS} is not on this machine.")
    result: Dict[str, Any] = {"sets": {name: table(rows) for name, rows in sets.items()}}
    result["mutations"] = mutations()
    result["ordinary"] = ordinary()
    result["frontier"] = frontier(sets)
    result["time"] = timing([row["text"] for rows in sets.values() for row in rows])
    if DATASETS.is_dir():
        result["public"] = public(DATASETS)
    figures.write("safety", result)
    if "public" in result:
        safety_figures.write(result, PROTOCOL, PICTURE)
    for name, found in result["sets"].items():
        print(f"\n{name}")
        for route, cell in found["recall"].items():
            print(f"  recall {route:22s} {cell['share']:.3f} of {cell['of']}")
        print(
            f"  explicit {found['explicit']['share']} of {found['explicit']['of']}; right route {found['right_route']}"
        )
        for group, cell in found["false_takeover"].items():
            print(f"  false takeover {group:14s} {cell['share']} of {cell['of']}")
    print(f"\nordinary {result['ordinary']}\nmutations {result['mutations']}\ntime {result['time']}")
    for name, found in result.get("public", {}).items():
        print(f"{name} {found}")
    print("\nfrontier (all thresholds moved together): recall / false takeover")
    for point in result["frontier"]:
        cells = "  ".join(f"{n} {v['recall']:.3f}/{v['false_takeover']:.3f}" for n, v in point.items() if n != "shift")
        print(f"  {point['shift']:+.2f}  {cells}")


if __name__ == "__main__":
    main()
