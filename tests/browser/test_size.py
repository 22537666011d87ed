"""How much a visitor downloads."""

import gzip

from tests.server import ROOT

KB = 1024
LOADER = ROOT / "widget" / "iop-chat.js"
PARTS = [LOADER, *(ROOT / "widget" / "chat").glob("*.js")]


def test_the_loader_and_the_whole_stay_small() -> None:
    sizes = {part: len(gzip.compress(part.read_bytes())) for part in PARTS}
    assert sizes[LOADER] <= 3 * KB
    assert sum(sizes.values()) <= 20 * KB
