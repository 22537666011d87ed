"""Where the safety data lies, and how it is read."""

from pathlib import Path
from typing import Any, Dict

DATA = Path(__file__).resolve().parents[2] / "data" / "safety"


def read_yaml(path: Path) -> Dict[str, Any]:
    """Reads a YAML file whose top is a mapping; every value in it is a string, a list or a mapping.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it is not YAML, or not a mapping.
    """
    import yaml  # here, so that the built-in texts survive without it

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar stays a string: `no` is a Spanish word here
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - builds strings only
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name} is not valid YAML: {error}") from error
    if not isinstance(content, dict):
        raise ValueError(f"{path.name} must hold a mapping")
    return content
