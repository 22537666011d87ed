"""A hash of what lies in folders, to tell whether something was made of what is there now."""

import hashlib
from pathlib import Path


def fingerprint(*folders: Path) -> str:
    """Returns a hash of the code and the YAML data in some folders and below them."""
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".yml"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
