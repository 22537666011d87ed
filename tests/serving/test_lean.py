"""What a process that serves does not load, and that it is there when it is wanted after all."""

import json
import subprocess
import sys
from typing import Any

from tests.conftest import ROOT

SERVING = """
import asyncio, json, sys
from iop.serving import server
from iop.serving.assistant import input_channels, load_without_server
channels = input_channels()
agent = load_without_server(server.ROOT / "models")
said = asyncio.run(agent.handle_text("what does it cost"))
before = sorted({name.split(".")[0] for name in sys.modules})
from rasa.utils.train_utils import rank_and_mask
from rasa.core.channels import BUILTIN_CHANNELS, UserMessage
from rasa.core.channels.channel import UserMessage as real
import numpy
after = sorted({name.split(".")[0] for name in sys.modules})
print(json.dumps({
    "said": said[0]["text"],
    "channels": [channel.name() for channel in channels],
    "before": before,
    "after": after,
    "ranked": [int(i) for i in rank_and_mask(numpy.array([0.1, 0.7, 0.2]))[0]],
    "builtin": sorted(BUILTIN_CHANNELS),
    "same": UserMessage is real,
}))
"""


def run(code: str) -> Any:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_an_answer_needs_neither_tensorflow_nor_the_clients_of_other_channels() -> None:
    seen = run(SERVING)
    assert "$3,000" in seen["said"]
    assert seen["channels"] == ["web", "sms"]
    for heavy in ("tensorflow", "keras", "slack_sdk", "aiogram", "matplotlib"):
        assert heavy not in seen["before"]
    assert {"tensorflow", "slack_sdk"} <= set(seen["after"])
    assert seen["ranked"] == [1, 2, 0]
    assert {"rest", "twilio", "slack"} <= set(seen["builtin"])
    assert seen["same"]


BROKEN = """
import importlib, json, sys, types
from iop.serving import lean
lean.DEFERRED = {{"broken_module": ()}}
lean.install()
sys.path.insert(0, {folder!r})
import broken_module
tries = []
for _ in range(2):
    try:
        broken_module.anything
    except Exception as error:
        tries.append(type(error).__name__)
open({folder!r} + "/broken_module.py", "w").write("import broken_module\\nanything = broken_module.__name__")
importlib.invalidate_caches()
tries.append(broken_module.anything)
try:
    broken_module.nothing
except AttributeError as error:
    tries.append("no such name")
print(json.dumps(tries))
"""


def test_a_module_that_fails_is_tried_again_and_its_error_is_seen(tmp_path: Any) -> None:
    (tmp_path / "broken_module.py").write_text("raise ZeroDivisionError")
    seen = run(BROKEN.format(folder=str(tmp_path)))
    assert seen == ["ZeroDivisionError", "ZeroDivisionError", "broken_module", "no such name"]


def test_rasas_own_commands_are_as_they_were() -> None:
    code = "import rasa.utils.train_utils as helpers, json, sys; print(json.dumps('tensorflow' in sys.modules))"
    assert run(code) is True
