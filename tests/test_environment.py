"""What our processes set before the libraries below them are loaded."""

import json
import subprocess
import sys

LOOK = (
    "from iop import environment; environment.prepare(); import numpy, scipy.linalg, json, threadpoolctl; "
    "print(json.dumps([pool['num_threads'] for pool in threadpoolctl.threadpool_info()]))"
)


def test_matrices_are_computed_in_the_thread_that_asks() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert set(json.loads(done.stdout)) == {1}
