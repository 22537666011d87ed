"""Which model is served, and what was learned in it."""

import io
import tarfile
from pathlib import Path
from typing import Optional

import joblib

from iop.errors import SetupError
from iop.knowledge.entries import read_folder
from iop.publishing.gate import Knowledge
from iop.publishing.versions import FAQ, MODEL, Versions
from iop.settings import ROOT, settings
from iop.understanding.model import Model

TRAINED = ROOT / "models"
"""What `make train` makes: served until the first version is published."""


def versions() -> Versions:
    """Returns this installation's versions."""
    return Versions(settings().var / "knowledge")


def served() -> Path:
    """Returns the folder of the model that is served: the live version's, or that of `make train`."""
    published = versions()
    number = published.live()
    return TRAINED if number is None else published.folder_of(number)


def understanding_of(archive: Path) -> Model:
    """Returns what the understanding learned in a model that this installation trained.

    Raises:
        SetupError: if the archive cannot be read.
    """
    try:
        with tarfile.open(archive) as model:
            name = next(one for one in model.getnames() if one.endswith("/understanding.joblib"))
            file = model.extractfile(name)
            learned: Model = joblib.load(io.BytesIO(file.read() if file else b""))
            return learned
    except (OSError, StopIteration, tarfile.TarError) as error:
        raise SetupError(f"{archive} is no model of this assistant. Run: make train") from error


def baseline() -> Optional[Knowledge]:
    """Returns what is served now, to compare with; nothing where nothing was trained yet."""
    folder = served()
    if not (folder / MODEL).exists() or not (folder / FAQ).exists():
        return None
    return Knowledge(read_folder(folder / FAQ), understanding_of(folder / MODEL))
