"""The demo page in a real Chromium."""

import shutil
from typing import Iterator, List

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.server import Server

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.goto(server.url)
    yield opened
    context.close()


def ask(page: Page, text: str, replies: int) -> str:
    page.fill("#text", text)
    page.keyboard.press("Enter")
    page.wait_for_function("n => document.querySelectorAll('#messages .bot').length >= n", arg=replies, timeout=20_000)
    return page.locator("#messages .bot").last.inner_text()


def test_a_visitor_asks_what_it_costs(page: Page) -> None:
    assert "$3,000 to $10,000" in ask(page, "hi! what does the program cost?", 1)


def test_the_page_says_what_it_is_before_the_first_message(page: Page) -> None:
    notice = page.locator(".notice").inner_text()
    assert "automated assistant" in notice
    assert page.locator('.notice a[href="tel:988"]').count() == 1
    assert page.locator('.notice a[href="tel:911"]').count() == 1


def test_markup_is_shown_as_text(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)>", 1)
    assert page.locator("#messages img").count() == 0
    assert page.locator("#messages .person").inner_text() == "<img src=x onerror=alert(1)>"


def test_nothing_is_loaded_from_elsewhere_and_nothing_breaks_the_policy(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    page = context.new_page()
    addresses: List[str] = []
    complaints: List[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(server.url)
    ask(page, "hello", 1)
    context.close()
    assert addresses
    assert all(address.startswith(server.url) for address in addresses)
    assert complaints == []


def test_the_page_fits_a_phone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
