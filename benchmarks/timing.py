"""Where the milliseconds of one message go: clocks around the steps of our web process, from outside them."""

import functools
import inspect
import json
import time
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, Callable, DefaultDict, List, Tuple

MODELS = "IOP_BENCHMARK_MODELS"
"""The variable that tells our web process where its model is."""
TIMES = "IOP_BENCHMARK_TIMES"
"""The variable that tells it where to write what the steps took; without it there are no clocks."""
STEPS: Tuple[Tuple[str, str, str], ...] = (
    ("whole message in the channel", "iop.channels.web.answering:Answering", "answer"),
    ("message stored", "iop.channels.inbox:Inbox", "receive"),
    ("safety check", "iop.safety", "check"),
    ("dialogue engine (Rasa), whole", "iop.channels.gate:Gate", "_ask"),
    ("conversation read", "iop.storage.tracker_store:EncryptedTrackerStore", "retrieve"),
    ("pipeline, whole", "rasa.core.processor:MessageProcessor", "_parse_message_with_graph"),
    ("spaCy", "iop.understanding.spacy_reader:SpacyReader", "process"),
    ("which entry is asked", "iop.understanding.retriever:QuestionRetriever", "process"),
    ("next action predicted", "rasa.core.processor:MessageProcessor", "_predict_next_with_tracker"),
    ("action run", "rasa.core.actions.action:RemoteAction", "run"),
    ("conversation written", "iop.storage.tracker_store:EncryptedTrackerStore", "save"),
    ("reply stored", "iop.channels.inbox:Inbox", "reply"),
    ("sentence encoder, alone (the floor)", "iop.encoding.encoder:Runs", "run"),
)
"""Label, module (and class), function. Steps lie inside one another: "whole" holds those below it."""

_spent: DefaultDict[str, List[float]] = defaultdict(list)
_lock = Lock()


def install(target: Path) -> None:
    """Puts a clock around every step.

    Args:
        target: A JSON file that holds the seconds of every call by label, written anew at the end of each message.

    Raises:
        AttributeError: if a step is no longer there: mend `STEPS`.
    """
    for label, where, name in STEPS:
        module, _, owner = where.partition(":")
        holder = getattr(import_module(module), owner) if owner else import_module(module)
        last = (lambda: _write(target)) if label == STEPS[0][0] else (lambda: None)
        setattr(holder, name, _timed(label, getattr(holder, name), last))


def _timed(label: str, function: Callable[..., Any], after: Callable[[], None]) -> Callable[..., Any]:
    def note(start: float) -> None:
        with _lock:
            _spent[label].append(time.perf_counter() - start)
        after()

    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def waiting(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return await function(*arguments, **named)
            finally:
                note(start)

        return waiting

    @functools.wraps(function)
    def called(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            note(start)

    return called


def _write(target: Path) -> None:
    with _lock:
        target.write_text(json.dumps(_spent), encoding="utf-8")
