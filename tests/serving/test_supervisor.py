"""The supervisor's own reckoning; what it does with real processes is in `test_serving.py`."""

import errno
import subprocess
import sys
import time
from typing import Any

import pytest

from iop.serving import supervisor
from iop.serving.supervisor import LONGEST_PAUSE_SECONDS, Child


def ended() -> "subprocess.Popen[bytes]":
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process


@pytest.mark.parametrize("restarts", [5, 1024, 100_000])
def test_a_process_that_crashes_all_night_is_started_again_every_half_a_minute(restarts: int) -> None:
    child = Child("worker", "no.such.module", ended(), started_at=time.monotonic(), restarts=restarts)
    child.look()
    assert child.process is None
    assert child.start_after - time.monotonic() == pytest.approx(LONGEST_PAUSE_SECONDS, abs=5)


def test_where_no_process_can_be_made_it_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: Any, **__: Any) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    child = Child("worker", "no.such.module")
    with monkeypatch.context() as patched:
        patched.setattr(supervisor.subprocess, "Popen", no_room)
        child.look()
        assert child.process is None
        assert child.restarts == 1
        child.look()
        assert child.restarts == 1, "it waits before it tries again"
    child.start_after = 0.0
    child.look()
    assert child.process is not None
    child.process.wait()
