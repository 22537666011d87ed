"""What several benchmarks do with data and figures, and where the results are kept."""

import json
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple

import numpy as np

RESULTS = Path(__file__).parent / "results"


def write(name: str, figures: Mapping[str, Any]) -> str:
    """Keeps a benchmark's result as `results/<name>.json`, and returns it as it stands there."""
    text = as_text(figures)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return text


def as_text(figures: Mapping[str, Any]) -> str:
    return json.dumps(figures, indent=2, ensure_ascii=False)


def json_lines(path: Path) -> List[Dict[str, Any]]:
    """Returns the rows of a data set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def quantiles(values: Sequence[float]) -> Tuple[float, ...]:
    """Returns what 50, 95 and 99 of 100 values do not exceed, interpolated."""
    return tuple(map(float, np.quantile(values, (0.5, 0.95, 0.99))))


def read(name: str) -> Dict[str, Any]:
    """Returns what was kept under a name; nothing where it never was."""
    path = RESULTS / f"{name}.json"
    found: Dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found
