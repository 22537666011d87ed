"""Where the files are that are made from what is installed, and made again where they are missing."""

import os
from pathlib import Path

DEFAULT = Path(__file__).resolve().parents[1] / ".cache"


def cache_folder(name: str) -> Path:
    """Returns the folder of one kind of files, `encoder` or `safety`; `IOP_CACHE` moves all of them."""
    return Path(os.environ.get("IOP_CACHE", DEFAULT)) / name
