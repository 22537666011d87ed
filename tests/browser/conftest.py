"""A real Chromium, and a page with the widget on it."""

import shutil
from typing import Any, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, sync_playwright

from tests.server import Server

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="package")
def chromium() -> Iterator[BrowserType]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="package")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    launched = chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield launched
    launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 390, "height": 844})
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Page:
    opened = context.new_page()
    opened.goto(server.url)
    return opened


class Chat:
    """What a person does with the widget."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self) -> "Chat":
        self.page.locator("iop-chat .launcher").click()
        self.page.locator("iop-chat .panel").wait_for()
        return self

    def type(self, text: str) -> None:
        self.page.locator("iop-chat .field").fill(text)
        self.page.keyboard.press("Enter")

    def ask(self, text: str) -> str:
        before = self.bot.count()
        self.type(text)
        self.bot.nth(before).wait_for()
        self.page.locator("iop-chat .typing").wait_for(state="hidden")
        return self.bot.nth(before).inner_text()

    @property
    def bot(self) -> Any:
        return self.page.locator("iop-chat .message.bot")

    def texts(self) -> Any:
        return self.page.locator("iop-chat .message > div:first-child").all_inner_texts()

    def duplicate(self) -> "Chat":
        """Duplicates the tab, as a browser does: what the session stored goes with it. Waits for the history."""
        kept = self.page.evaluate("sessionStorage.getItem('iop-chat')")
        copy = self.page.context.new_page()
        copy.add_init_script(f"if (!sessionStorage.length) sessionStorage.setItem('iop-chat', {kept!r})")
        copy.goto(self.page.url)
        second = Chat(copy)
        second.bot.first.wait_for()
        return second
