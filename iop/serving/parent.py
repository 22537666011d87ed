"""Ends a process when the one that started it is gone, even if that was killed outright."""

import os
import signal
import threading
import time

CHECK_SECONDS = 1.0
VARIABLE = "IOP_PARENT"


def end_with_parent() -> None:
    """Watches the supervisor named in `IOP_PARENT`, if any, and ends this process once it is gone."""
    parent = os.environ.get(VARIABLE)
    if parent:
        threading.Thread(target=_watch, args=(int(parent),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(CHECK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
