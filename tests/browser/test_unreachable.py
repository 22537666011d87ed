"""When the assistant, the network or the script is not there: the numbers are."""

import re
from typing import Any, Dict, List

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Chat
from tests.server import Server

NUMBERS = {"tel:3035550142", "tel:911", "tel:988", "sms:988"}
IN_VIEW = """() => {
  const root = document.querySelector('iop-chat').shadowRoot;
  return [...root.querySelectorAll('.status a')].filter(link => {
    const { x, y, width, height } = link.getBoundingClientRect();
    return root.elementFromPoint(x + width / 2, y + height / 2) === link;
  }).map(link => link.href);
}"""
NO_SHEETS = "window.CSSStyleSheet = class { constructor() { throw new TypeError('Illegal constructor') } }"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 568), (390, 420), (1366, 600), (1366, 545)])
def test_the_notice_is_in_view_and_names_every_number(
    context: BrowserContext, page: Page, language: str, width: int, height: int
) -> None:
    page.evaluate("language => (document.documentElement.lang = language)", language)
    page.set_viewport_size({"width": width, "height": height})
    chat = Chat(page).open()
    chat.ask("hello")
    chat.ask("what does it cost?")
    context.set_offline(True)
    chat.type("i want to kill myself")
    page.locator("iop-chat .status").wait_for()
    page.wait_for_timeout(300)
    assert set(page.evaluate(IN_VIEW)) == NUMBERS
    form = page.locator("iop-chat form").bounding_box()
    assert form
    assert form["y"] + form["height"] <= height


def test_the_notice_goes_when_the_centre_can_be_asked_again(page: Page) -> None:
    page.route("**/webhooks/web/centre", lambda route: route.abort(), times=1)
    Chat(page).open()
    status = page.locator("iop-chat .status")
    status.wait_for()
    status.wait_for(state="hidden")
    page.locator("iop-chat .about a", has_text="Privacy").wait_for()


def test_the_notice_goes_when_the_stream_works(page: Page) -> None:
    Chat(page).open().ask("hello")
    page.route("**/webhooks/web/centre", lambda route: route.abort())
    page.route("**/webhooks/web/events", lambda route: route.abort(), times=2)
    page.reload()
    status = page.locator("iop-chat .status")
    status.wait_for()
    status.wait_for(state="hidden")
    page.wait_for_event("requestfailed", lambda request: request.url.endswith("/centre"))
    page.wait_for_timeout(300)
    assert status.is_hidden()


def test_the_notice_stays_while_a_message_waits(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("hello")
    page.route("**/webhooks/web/messages", lambda route: route.abort())
    chat.type("what does it cost?")
    page.locator("iop-chat .status").wait_for()
    page.reload()
    with page.expect_response("**/webhooks/web/events"):
        page.locator("iop-chat .status").wait_for()
    page.wait_for_timeout(500)
    assert page.locator("iop-chat .status").is_visible()


def test_the_numbers_can_be_called_when_the_chat_cannot_be_loaded(page: Page) -> None:
    page.route("**/widget/chat/**", lambda route: route.abort())
    page.locator("iop-chat .launcher").click()
    page.locator("iop-chat .failed").wait_for()
    links = page.locator("iop-chat .failed a").evaluate_all("links => links.map(link => link.href)")
    assert links == ["tel:3035550142", "tel:911", "tel:988"]


@pytest.mark.parametrize("why", ["no script", "assistant down", "old browser under a strict policy"])
def test_the_tag_holds_a_number_until_the_chat_is_there(browser: Browser, server: Server, why: str) -> None:
    context = browser.new_context(java_script_enabled=why != "no script")
    page = context.new_page()
    if why == "assistant down":
        page.route("**/widget/**", lambda route: route.abort())
    if why.startswith("old browser"):
        page.add_init_script(NO_SHEETS)
    page.goto(server.url)
    page.wait_for_load_state("networkidle")
    link = page.locator("iop-chat > a")
    shown, address = link.is_visible(), link.get_attribute("href")
    context.close()
    assert shown
    assert re.sub(r"\D", "", address or "").endswith("3035550142")


def test_the_chat_takes_the_place_of_the_number(page: Page) -> None:
    page.locator("iop-chat .launcher").wait_for()
    assert page.locator("iop-chat > a").count() == 1
    assert page.locator("iop-chat > a").is_hidden()


def test_a_browser_without_sheets_of_its_own_has_the_chat_where_the_policy_lets_it(page: Page, server: Server) -> None:
    def without_policy(route: Any) -> None:
        answer = route.fetch()
        headers: Dict[str, str] = {k: v for k, v in answer.headers.items() if k != "content-security-policy"}
        route.fulfill(response=answer, headers=headers)

    errors: List[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(NO_SHEETS)
    page.add_init_script("AbortSignal.timeout = undefined")
    page.route(f"{server.url}/", without_policy)
    page.goto(server.url)
    assert "$3,000" in Chat(page).open().ask("what does it cost?")
    assert page.locator("iop-chat .panel").evaluate("e => getComputedStyle(e).position") == "fixed"
    assert page.locator("iop-chat > a").is_hidden()
    assert errors == []
