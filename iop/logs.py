"""Readable logs, without what people wrote."""

import logging
import os
from typing import Any, Mapping, MutableMapping

import structlog

from iop.errors import SetupError

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
QUIET = (
    "apscheduler",
    "sanic.root",
    "sanic.access",
    "alembic",
    "tensorflow",
    "matplotlib",
    "asyncio",
    "rasa_sdk.executor",
)


def configure(name: str) -> None:
    """Sets up this process's log: one line an event, to standard error.

    Args:
        name: Which of our processes it is; stands in every line.

    Raises:
        SetupError: if `LOG_LEVEL` is none of the levels.
    """
    level = os.environ.get("LOG_LEVEL", "INFO").upper()
    if level not in LEVELS:
        raise SetupError(f"LOG_LEVEL is '{level}'. Write one of {', '.join(LEVELS)}, or leave it out.")
    logging.basicConfig(
        level=level,
        format=f"%(asctime)s {name:9} %(levelname)-7s %(message)s",
        datefmt="%H:%M:%S",
    )
    for quiet in QUIET:
        logging.getLogger(quiet).setLevel(logging.WARNING)
    # Rasa's structured events carry messages and conversation ids: only their names are logged.
    structlog.configure(
        processors=[_name_only, structlog.stdlib.render_to_log_kwargs],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _name_only(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    return {"event": event["event"]}
