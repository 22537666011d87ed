"""Leaving leaves nothing behind: Quick exit and "Clear chat" with Back, other tabs, frames, and the Escape key."""

from typing import Any, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from tests.browser.conftest import CHROMIUM, FLAGS, Chat
from tests.server import Server

NEUTRAL = "https://www.weather.gov/"
STORED = "sessionStorage.getItem('iop-chat') ?? ''"


def neutral(context: BrowserContext) -> None:
    context.route(NEUTRAL, lambda route: route.fulfill(body="neutral", content_type="text/html"))


@pytest.fixture(scope="module")
def keeping(chromium: BrowserType) -> Iterator[Browser]:
    """A browser that keeps pages that were left, to show them again at once (Playwright's own does not)."""
    without = ["--disable-back-forward-cache"]
    launched = chromium.launch(executable_path=CHROMIUM, args=FLAGS, ignore_default_args=without)
    yield launched
    launched.close()


@pytest.fixture
def remembering(keeping: Browser, server: Server) -> Iterator[Page]:
    page = keeping.new_page(viewport={"width": 1200, "height": 800})
    page.set_default_timeout(20_000)
    page.goto(server.url)
    yield page
    page.close()


def onward(page: Page) -> None:
    """Goes to another page of the website, where the conversation goes on."""
    page.evaluate("window.kept = true; location.href = '/?next'")
    page.wait_for_url("**/?next")
    page.locator("iop-chat .message").first.wait_for()


def back(page: Page) -> None:
    """Goes back to the first page, as the browser kept it; Playwright would wait for a load that does not come."""
    page.evaluate("setTimeout(() => history.back())")
    page.wait_for_function("location.search === '' && location.pathname === '/'")
    assert page.evaluate("window.kept"), "the browser did not keep the page"


@pytest.mark.parametrize("how", ["Quick exit", "Clear chat"])
def test_back_shows_nothing_of_what_was_forgotten(remembering: Page, how: str) -> None:
    page = remembering
    neutral(page.context)
    chat = Chat(page).open()
    chat.ask("i am addicted to heroin")
    page.locator("iop-chat .field").fill("and nobody knows")
    onward(page)
    page.locator("iop-chat button", has_text=how).click()
    if how == "Quick exit":
        page.wait_for_url(NEUTRAL)
    back(page)
    assert chat.texts() == []
    assert page.locator("iop-chat .field").input_value() == ""
    assert page.locator("iop-chat .live").text_content() == ""
    chat.open()
    assert "$3,000" in chat.ask("what does it cost?")
    assert "heroin" not in page.evaluate(STORED)


def test_back_shows_what_was_said_on_the_later_page(remembering: Page) -> None:
    chat = Chat(remembering).open()
    chat.ask("hello")
    onward(remembering)
    chat.ask("what does it cost?")
    said = chat.texts()
    back(remembering)
    remembering.locator("iop-chat .message.bot", has_text="$3,000").wait_for()
    assert chat.texts() == said
    assert "evening" in chat.ask("are there evening groups?").lower()


def test_a_page_from_before_the_first_message_ends_it_too(remembering: Page) -> None:
    page = remembering
    neutral(page.context)
    page.evaluate("window.kept = true; location.href = '/?next'")
    page.wait_for_url("**/?next")
    Chat(page).open().ask("i am addicted to heroin")
    page.keyboard.press("Escape")
    back(page)
    page.locator("iop-chat .message").first.wait_for(state="attached")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url(NEUTRAL)


@pytest.mark.parametrize("how", ["Quick exit", "Clear chat"])
def test_the_other_tabs_forget_too(page: Page, how: str) -> None:
    neutral(page.context)
    first = Chat(page).open()
    first.ask("i am addicted to heroin")
    second = first.duplicate()
    page.locator("iop-chat button", has_text=how).click()
    expect(second.page.locator("iop-chat .message")).to_have_count(0)
    assert "heroin" not in second.page.evaluate(STORED)
    assert "$3,000" in second.ask("what does it cost?")
    assert "heroin" not in second.page.evaluate(STORED)


def test_escape_held_down_is_one_press(page: Page) -> None:
    neutral(page.context)
    Chat(page).open().ask("hello")
    address = page.url
    for _ in range(4):
        page.keyboard.down("Escape")
    page.keyboard.up("Escape")
    page.wait_for_timeout(500)
    assert page.url == address
    assert page.locator("iop-chat .launcher").is_visible()


def test_escape_three_times_ends_it_on_a_page_where_it_was_not_opened(page: Page) -> None:
    neutral(page.context)
    Chat(page).open().ask("i am addicted to heroin")
    page.keyboard.press("Escape")
    page.goto(f"{page.url}?next")
    page.locator("iop-chat .message").first.wait_for(state="attached")
    assert page.locator("iop-chat .launcher").is_visible()
    assert page.locator("iop-chat .panel").is_hidden()
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url(NEUTRAL)
    page.go_back()
    assert "heroin" not in page.evaluate(STORED)


@pytest.mark.parametrize(("sandbox", "outer"), [("", NEUTRAL), ("sandbox='allow-scripts allow-same-origin'", None)])
def test_quick_exit_in_a_frame_leaves_with_the_whole_page_where_it_may(
    page: Page, server: Server, sandbox: str, outer: Any
) -> None:
    neutral(page.context)
    around = f"<h1>A centre</h1><iframe {sandbox} src='{server.url}/' style='width: 420px; height: 700px'></iframe>"
    page.route(f"{server.url}/outer", lambda route: route.fulfill(body=around, content_type="text/html"))
    page.goto(f"{server.url}/outer")
    frame = page.frame_locator("iframe")
    frame.locator("iop-chat .launcher").click()
    frame.locator("iop-chat button", has_text="Quick exit").click()
    if outer:
        page.wait_for_url(outer)
    else:
        frame.locator("body", has_text="neutral").wait_for()
        assert page.url == f"{server.url}/outer"
