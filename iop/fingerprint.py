"""A hash of what lies in folders, to tell whether something was made of what is there now."""

import hashlib
from pathlib import Path

READ = (".py", ".yml", ".safetensors")


def fingerprint(*folders: Path) -> str:
    """Returns a hash of code, YAML data and weights in some folders and below them, wherever these folders lie."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in READ):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
