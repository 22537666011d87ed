"""Precision and recall of the contact details that are read from messages, by field.

`data/details.jsonl` was written with the readers; `data/more_details.jsonl` after them, and measured once before
anything was mended (see `docs/intake.md`).
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any, Dict, List, Mapping, Tuple

from benchmarks.figures import json_lines
from iop.intake.details import read

SETS = [Path(__file__).parent / "data" / name for name in ("details.jsonl", "more_details.jsonl")]
"""Messages: `asked`, `text`, `fields`."""
INSURERS = re.compile(
    r"\b(?:aetna|anthem|tricare|cigna|kaiser|medicaid|health first colorado|blue cross|united)\b", re.IGNORECASE
)
"""Stands in for the pipeline's look-up of insurers."""


def measure(messages: List[Dict[str, Any]]) -> Dict[str, Tuple[float, float, int]]:
    """Returns precision, recall and the number of values, by field."""
    right, found, there = Counter[str](), Counter[str](), Counter[str]()
    for row in messages:
        named = [{"entity": "insurer", "value": name} for name in INSURERS.findall(row["text"])]
        got = read(row["text"], named, row["asked"]).fields
        got.pop("note", None)
        for name in set(got) | set(row["fields"]):
            found[name] += name in got
            there[name] += name in row["fields"]
            right[name] += _same(name, got, row["fields"])
    return {name: (right[name] / (found[name] or 1), right[name] / (there[name] or 1), there[name]) for name in there}


def _same(name: str, got: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    if name not in got or name not in gold:
        return False
    one, other = got[name], gold[name]
    if not isinstance(one, str):
        return bool(one == other)
    first, second = (set(re.findall(r"[\w@+.']+", value.lower())) for value in (one, other))
    if name == "best_time":
        return len(first & second) >= len(first | second) / 2
    return first == second


if __name__ == "__main__":
    for path in SETS:
        print(f"{path.name}\n{'field':14} {'values':>6} precision recall")
        for field, (precision, recall, count) in sorted(measure(json_lines(path)).items()):
            print(f"{field:14} {count:6} {precision:9.1%} {recall:6.1%}")
