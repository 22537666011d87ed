"""What the safety check or the words need is missing or wrong, and a message about danger still gets them."""

import sys
from pathlib import Path

import pytest
import requests

from iop.encoding import shared_encoder
from iop.encoding.encoder import onnx_file
from iop.safety.training import prepare
from tests.channels.web.conftest import Start
from tests.channels.web.danger import say, words_in
from tests.server import WEB, up

pytestmark = pytest.mark.long


def broken_cache(folder: Path, encoder: bool, classifier: bool) -> str:
    """Returns a folder in which files that set-up made are missing and cannot be made again."""
    folder.mkdir()
    if encoder:
        (folder / "encoder").write_text("in the way")
    else:
        (folder / "encoder").symlink_to(onnx_file().parent)
    if classifier:
        (folder / "safety").write_text("in the way")
    else:
        (folder / "safety").symlink_to(prepare().parent)
    return str(folder)


@pytest.mark.parametrize(("encoder", "classifier"), [(True, False), (False, True), (True, True)])
def test_the_encoder_or_the_classifier_is_missing(
    start: Start, tmp_path: Path, encoder: bool, classifier: bool
) -> None:
    shared_encoder()
    server = up(start(WEB, IOP_CACHE=broken_cache(tmp_path / "cache", encoder, classifier)))
    assert words_in(say(server, server.token()))


def test_the_safety_layers_raise(start: Start) -> None:
    code = """
from iop.safety import detector
def broken(*_):
    raise RuntimeError
detector._layers = broken
from iop.serving import server
server.main()
"""
    server = up(start([sys.executable, "-c", code]))
    token = server.token()
    assert words_in(say(server, token))
    assert "988" in say(server, token, "what does it cost").json()["messages"][0]["text"]


def test_the_facility_file_is_wrong(start: Start, tmp_path: Path) -> None:
    facility = tmp_path / "facility.yml"
    facility.write_text("name: [")
    server = up(start(WEB, IOP_FACILITY=str(facility)))
    assert words_in(say(server, server.token()))
    centre = requests.get(f"{server.url}/webhooks/web/centre", timeout=10)
    assert (centre.status_code, centre.json()["error"]) == (503, "unavailable")
    assert "988" in centre.json()["message"]
