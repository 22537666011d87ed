"""Processes to be killed, forked from one that has everything loaded."""

import multiprocessing
from typing import Any

PRELOADED = ["tests.admissions.crash_processes", "tests.channels.sms.crash_process"]
"""A process that runs tests has one fork server, which loads what the first test to start it asks for."""


def loaded_context() -> Any:
    """Returns a context whose processes start in a tenth of a second."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context
