"""Takes the pictures in `docs/images` that show the widget: `.venv/bin/python -m tests.browser.pictures`."""

import io
import tempfile
from pathlib import Path
from typing import Dict, Tuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, Chat
from tests.server import ROOT, Server

IMAGES = ROOT / "docs" / "images"
PHONE = (390, 792)
WINDOW = (1180, 800)
COLOURS = 128
BEGUN_AT = "2026-11-30T10:24:00-07:00"
PICTURES: Dict[str, Tuple[Tuple[int, int], Dict[str, str], Tuple[str, ...]]] = {
    "conversation": (WINDOW, {}, ("what does it cost?",)),
    "widget-phone": (PHONE, {}, ("what does it cost?", "do you take aetna?", "call me")),
    "widget-dark": (PHONE, {"color_scheme": "dark"}, ("what does it cost?",)),
    "widget-crisis": ((390, 852), {}, ("i want to kill myself",)),
    "widget-spanish": (PHONE, {"locale": "es-US"}, ("cuanto cuesta el programa?",)),
    "widget-desktop": (WINDOW, {}, ("how does it work with kids",)),
    "widget-zoom": ((320, 256), {}, ("what does it cost?",)),
}
"""Of each its window, what the browser is set to, and what the person asks."""


def take(browser: Browser, url: str, name: str) -> bytes:
    (width, height), settings, questions = PICTURES[name]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=2,
        timezone_id="America/Denver",
        **{"locale": "en-US", **settings},
    )
    page = context.new_page()
    page.clock.set_fixed_time(BEGUN_AT)
    page.goto(url)
    page.evaluate("document.documentElement.lang = navigator.language")
    chat = Chat(page).open()
    for question in questions:
        chat.ask(question)
    page.wait_for_timeout(500)
    picture = page.screenshot()
    context.close()
    return picture


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "var")
        try:
            server.wait()
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for name in PICTURES:
                picture = Image.open(io.BytesIO(take(browser, server.url, name))).convert("RGB")
                few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
                few.save(IMAGES / f"{name}.png", optimize=True)
            browser.close()
        finally:
            server.stop()


if __name__ == "__main__":
    main()
