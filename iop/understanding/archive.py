"""Reads what understanding learned out of a trained model."""

import io
import tarfile
from pathlib import Path

from iop.errors import SetupError
from iop.understanding.model import FILE, Model


def understanding_of(model: Path) -> Model:
    """Returns what was learned in a model that this installation trained.

    Args:
        model: An archive, or a folder with one.

    Raises:
        SetupError: if it cannot be read.
    """
    try:
        archive = model if model.is_file() else next(iter(sorted(model.glob("*.tar.gz"))))
        with tarfile.open(archive) as parts:
            name = next(one for one in parts.getnames() if one.endswith(f"/{FILE}"))
            file = parts.extractfile(name)
            return Model.load(io.BytesIO(file.read() if file else b""))
    except (OSError, StopIteration, tarfile.TarError) as error:
        raise SetupError(f"{model} is no model of this assistant. Run: make train") from error
