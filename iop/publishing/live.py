"""Which model is served: the live version's, and before the first publication the one that set-up trained."""

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from iop.publishing.versions import FAQ, LIVE, MODEL, Versions
from iop.settings import ROOT, settings

TRAINED = ROOT / "models"


@dataclass(frozen=True)
class Served:
    """A model with what it was trained from.

    Attributes:
        model: The archive, or a folder of which the newest archive counts.
        faq: The knowledge base it was trained from, where that was kept.
        version: Its number; nothing for the model of set-up.
    """

    model: Path
    faq: Optional[Path]
    version: Optional[int]


def versions() -> Versions:
    """Returns this installation's versions."""
    return Versions(settings().var / "knowledge")


def served(trained: Path = TRAINED) -> Served:
    """Returns what is to be served now.

    Args:
        trained: Folder of the model that set-up trained.

    Raises:
        VersionError: if the pointer is damaged.
    """
    all_versions = versions()
    number = all_versions.pointed(LIVE)
    if number is None:
        kept = trained / FAQ
        return Served(trained, kept if kept.is_dir() else None, None)
    path = all_versions.path(number)
    return Served(path / MODEL, path / FAQ, number)
