"""Where the results of the benchmarks are kept."""

import json
from pathlib import Path
from typing import Any, Dict, Mapping

RESULTS = Path(__file__).parent / "results"


def write(name: str, figures: Mapping[str, Any]) -> str:
    """Keeps a benchmark's result as `results/<name>.json`, and returns it as it stands there."""
    text = as_text(figures)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return text


def as_text(figures: Mapping[str, Any]) -> str:
    return json.dumps(figures, indent=2, ensure_ascii=False)


def read(name: str) -> Dict[str, Any]:
    """Returns what was kept under a name; nothing where it never was."""
    path = RESULTS / f"{name}.json"
    found: Dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found
