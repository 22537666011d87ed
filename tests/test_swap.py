"""What is served, when loading fails."""

import asyncio
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, List

import pytest

from iop import swap
from iop.errors import SetupError
from iop.swap import Serving


class Agent:
    """A model that is ready."""

    def is_ready(self) -> bool:
        return True

    async def parse_message(self, _: str) -> None:
        return None


async def test_what_could_not_be_loaded_is_loaded_later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    outcomes: List[Any] = [SetupError("The database cannot be used."), Agent()]

    def load(*_: Any) -> Any:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(swap, "load_assistant", load)
    monkeypatch.setattr(swap, "AGAIN_SECONDS", 0.05)
    app = SimpleNamespace(ctx=SimpleNamespace(agent=None, loading_failed=False))
    serving = Serving(app, tmp_path)
    await serving.start()
    assert (app.ctx.agent, app.ctx.loading_failed) == (None, True)
    assert serving.report()["problem"] == "the model of set-up cannot be loaded. Run: make train"
    watching = asyncio.ensure_future(serving.watch())
    until = time.monotonic() + 10
    while app.ctx.loading_failed and time.monotonic() < until:
        await asyncio.sleep(0.01)
    watching.cancel()
    assert isinstance(app.ctx.agent, Agent)
    assert serving.report() == {"version": 0, "problem": None}


async def test_the_watch_survives_whatever_goes_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real, looks = swap.served, []

    def too_many_files(trained: Path) -> Any:
        looks.append(trained)
        if len(looks) < 3:
            raise OSError(24, "Too many open files")
        return real(trained)

    monkeypatch.setattr(swap, "served", too_many_files)
    monkeypatch.setattr(swap, "load_assistant", lambda *_: Agent())
    monkeypatch.setattr(swap, "LOOK_SECONDS", 0.01)
    app = SimpleNamespace(ctx=SimpleNamespace(agent=Agent(), loading_failed=False))
    serving = Serving(app, tmp_path)
    watching = asyncio.ensure_future(serving.watch())
    until = time.monotonic() + 10
    while serving.report()["version"] is None and time.monotonic() < until:
        await asyncio.sleep(0.01)
    watching.cancel()
    assert serving.report() == {"version": 0, "problem": None}
