"""Where the view stands: a reply is read from the first line of its first message."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Chat

CRISIS = "i want to kill myself"


def stands_at(page: Page, text: str) -> bool:
    """Whether the view begins with the message that has a text, right below what lies over the conversation."""
    page.wait_for_timeout(300)
    return bool(
        page.evaluate(
            """text => {
              const root = document.querySelector('iop-chat').shadowRoot;
              const found = [...root.querySelectorAll('.message')].findLast(e => e.textContent.includes(text));
              const view = root.querySelector('.log').getBoundingClientRect().top;
              const top = Math.max(view, root.querySelector('.bar').getBoundingClientRect().bottom);
              return Math.abs(found.getBoundingClientRect().top - top - 8) <= 9;
            }""",
            text,
        )
    )


@pytest.mark.parametrize(("width", "height"), [(390, 360), (390, 500), (1366, 600)])
@pytest.mark.parametrize("first", ["stream", "answer"])
def test_after_a_crisis_it_is_the_first_message(page: Page, width: int, height: int, first: str) -> None:
    page.set_viewport_size({"width": width, "height": height})
    chat = Chat(page).open()
    chat.ask("hello")

    def late(route: Any) -> None:
        answer = route.fetch()
        page.wait_for_timeout(800)
        route.fulfill(response=answer)

    if first == "stream":
        page.route("**/webhooks/web/messages", late)
    else:
        page.route("**/webhooks/web/events", lambda route: route.abort())
        page.reload()
        chat.bot.first.wait_for()
    before = chat.bot.count()
    chat.type(CRISIS)
    chat.bot.nth(before + 1).wait_for()
    assert stands_at(page, "Thank you for telling me")
    page.locator("iop-chat .typing").wait_for(state="hidden")
    assert stands_at(page, "Thank you for telling me")


def test_it_is_so_for_a_second_message_that_was_written_before_the_first_was_answered(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 360})
    chat = Chat(page).open()
    page.route("**/webhooks/web/messages", lambda route: (page.wait_for_timeout(600), route.continue_()))
    chat.type("what does it cost?")
    chat.type(CRISIS)
    chat.bot.nth(2).wait_for()
    page.locator("iop-chat .typing").wait_for(state="hidden")
    assert stands_at(page, "Thank you for telling me")


def test_it_is_so_in_a_second_tab_after_a_reload_and_when_the_panel_is_opened_later(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 360})
    chat = Chat(page).open()
    chat.ask("hello")
    second = chat.duplicate()
    second.page.set_viewport_size({"width": 390, "height": 360})
    page.route("**/webhooks/web/messages", lambda route: (page.wait_for_timeout(600), route.continue_()))
    chat.type(CRISIS)
    page.keyboard.press("Escape")
    second.bot.nth(2).wait_for()
    assert stands_at(second.page, "Thank you for telling me")
    page.locator("iop-chat .launcher", has_text="(2)").click()
    assert stands_at(page, "Thank you for telling me")
    page.reload()
    chat.bot.nth(2).wait_for()
    assert stands_at(page, "Thank you for telling me")
