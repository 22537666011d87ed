"""Keeps the libraries below us quiet and private. Imported before them."""

import logging
import os
from pathlib import Path
from typing import AbstractSet, Dict

VARIABLES = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "TOKENIZERS_PARALLELISM": "false",
    # A message's matrices are small: threads that wait for each other take twice the time that they save.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
CORES = (("SkylakeX", frozenset(("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"))),
         ("Haswell", frozenset(("avx2", "fma"))))  # fmt: skip
"""OpenBLAS's routines, the fastest first, and what a processor must be able to do for them. Left alone, OpenBLAS goes
by the processor's name: for one that came after it, it takes those of 2004, and a product of two matrices takes five
times as long (256 x 128, measured: 1.0 and 0.2 ms)."""
PROCESSOR = Path("/proc/cpuinfo")


def prepare() -> None:
    """Sets the variables, where nobody set them already."""
    for name, value in {**VARIABLES, **routines(abilities())}.items():
        os.environ.setdefault(name, value)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def routines(able: AbstractSet[str]) -> Dict[str, str]:
    """Returns the variable that names the fastest routines for matrices, where any of `CORES` can be used.

    Args:
        able: What the processor can do, as Linux calls it.
    """
    fastest = next((core for core, needed in CORES if needed <= able), None)
    return {"OPENBLAS_CORETYPE": fastest} if fastest else {}


def abilities() -> AbstractSet[str]:
    """Returns what the processor can do; nothing where Linux does not say it."""
    try:
        lines = PROCESSOR.read_text(encoding="utf-8").splitlines()
    except OSError:
        return frozenset()
    return frozenset(next((line for line in lines if line.startswith("flags")), "").split())
