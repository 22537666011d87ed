"""What our processes set before the libraries below them are loaded."""

import json
import os
import subprocess
import sys
from typing import Any, Dict, List

import pytest

from iop.environment import CORES, VARIABLES, abilities, routines

LOOK = (
    "from iop import environment; environment.prepare(); import numpy, scipy.linalg, json, threadpoolctl; "
    "print(json.dumps(threadpoolctl.threadpool_info()))"
)
NEWEST, AVX2 = (needed for _, needed in CORES)


@pytest.fixture(scope="module")
def libraries() -> List[Dict[str, Any]]:
    """What the libraries for matrices say of themselves in a process of ours, in which nobody set anything."""
    ours = {*VARIABLES, "OPENBLAS_CORETYPE"}
    variables = {name: value for name, value in os.environ.items() if name not in ours}
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True, env=variables)
    found: List[Dict[str, Any]] = json.loads(done.stdout)
    return found


def test_matrices_are_computed_in_the_thread_that_asks(libraries: List[Dict[str, Any]]) -> None:
    assert {library["num_threads"] for library in libraries} == {1}


@pytest.mark.skipif(not routines(abilities()), reason="the processor has no newer routines")
def test_matrices_are_computed_with_the_routines_of_the_processor(libraries: List[Dict[str, Any]]) -> None:
    assert {library["architecture"] for library in libraries} == set(routines(abilities()).values())


def test_the_fastest_routines_are_those_that_the_processor_can_run_all_of() -> None:
    assert routines(NEWEST | AVX2) == {"OPENBLAS_CORETYPE": "SkylakeX"}
    assert routines(AVX2 | {"avx512f"}) == {"OPENBLAS_CORETYPE": "Haswell"}
    assert routines({"sse3"}) == {}
