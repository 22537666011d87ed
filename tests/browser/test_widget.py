"""The widget on the demo page, in a real Chromium."""

from typing import Any, List

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Chat
from tests.server import ROOT, Server

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"
)
STORED = "() => JSON.stringify(sessionStorage) + JSON.stringify(localStorage) + document.cookie"


def test_a_first_visit_by_keyboard_only(page: Page) -> None:
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.localName") == "iop-chat":
            break
    page.keyboard.press("Enter")
    page.locator("iop-chat .field:focus").wait_for()
    page.keyboard.type("what does the program cost?")
    page.keyboard.press("Enter")
    page.locator("iop-chat .message.bot", has_text="$3,000 to $10,000").wait_for()
    page.keyboard.press("Escape")
    page.locator("iop-chat .launcher:focus").wait_for()


def test_the_panel_says_what_it_is_before_the_first_message(page: Page) -> None:
    Chat(page).open()
    about = page.locator("iop-chat .about").first
    assert "automated assistant" in about.inner_text()
    assert page.locator('iop-chat .about a[href="tel:988"]').count() == 1
    assert page.locator('iop-chat .about a[href="tel:911"]').count() == 1
    page.locator("iop-chat .about a", has_text="Privacy").wait_for()


def test_nothing_is_requested_or_stored_before_opening_and_nothing_foreign_ever(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    asked: List[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url, wait_until="networkidle")
    own = {f"{server.url}/", f"{server.url}/demo.css", f"{server.url}/widget/iop-chat.js"}
    assert set(asked) - {f"{server.url}/favicon.ico"} == own
    assert page.evaluate(STORED) == "{}{}"
    Chat(page).open().ask("hello")
    assert len(asked) > len(own)
    assert all(address.startswith(f"{server.url}/") for address in asked)
    assert context.cookies() == []
    assert page.evaluate("localStorage.length") == 0


def test_the_strictest_policy_is_kept(context: BrowserContext, server: Server) -> None:
    page = context.new_page()

    def serve(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": STRICT})

    page.route(f"{server.url}/", serve)
    page.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation', e => broken.push(e.blockedURI))"
    )
    page.goto(server.url)
    assert "$3,000" in Chat(page).open().ask("what does it cost?")
    assert page.evaluate("broken.filter(uri => !uri.endsWith('favicon.ico'))") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["closed", "open", "answered", "crisis", "unreachable"])
def test_axe_finds_nothing(browser: Browser, server: Server, scheme: Any, state: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    page.goto(server.url)
    chat = Chat(page)
    if state == "unreachable":
        page.route("**/webhooks/web/**", lambda route: route.abort())
    if state != "closed":
        chat.open()
    if state == "answered":
        chat.ask("what does it cost?")
    if state == "crisis":
        chat.ask("i want to kill myself")
    if state == "unreachable":
        page.locator("iop-chat .status").wait_for()
    violations = Axe().run(page).response["violations"]
    context.close()
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in violations] == []


def test_every_message_is_announced_once_and_history_never(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("what does it cost?")
    assert page.locator("iop-chat [aria-live]").count() == 1
    live = page.locator("iop-chat .live p")
    assert live.count() == chat.bot.count()
    before = chat.texts()
    page.reload()
    page.locator("iop-chat .message").first.wait_for()
    page.wait_for_load_state()
    assert chat.texts() == before
    assert live.count() == 0
    assert page.evaluate("document.activeElement.localName") == "body"


def test_what_is_written_offline_is_sent_once_later(context: BrowserContext, page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("hello")
    count = chat.bot.count()
    context.set_offline(True)
    chat.type("what does it cost?")
    page.locator("iop-chat .status", has_text="(303) 555-0142").wait_for()
    assert "Waiting to be sent" in page.locator("iop-chat .message.person").last.inner_text()
    context.set_offline(False)
    chat.bot.nth(count).wait_for()
    page.locator("iop-chat .status").wait_for(state="hidden")
    assert chat.texts().count("what does it cost?") == 1
    assert len(set(chat.texts())) == len(chat.texts())


def test_a_reply_that_is_lost_on_the_way_comes_once(page: Page) -> None:
    chat = Chat(page).open()
    lost: List[str] = []

    def lose(route: Any) -> None:
        route.fetch()
        lost.append(route.request.url)
        route.abort()

    page.route("**/webhooks/web/messages", lose, times=1)
    assert "$3,000" in chat.ask("what does it cost?")
    page.locator("iop-chat .status").wait_for(state="hidden")
    assert lost
    assert len(set(chat.texts())) == len(chat.texts())


def test_a_duplicated_tab_shows_what_is_typed_in_the_other(page: Page) -> None:
    first = Chat(page).open()
    first.ask("hello")
    second = first.duplicate()
    first.ask("what does it cost?")
    second.bot.nth(first.bot.count() - 1).wait_for()
    assert second.texts() == first.texts()


@pytest.mark.parametrize("offline", [False, True])
def test_quick_exit_leaves_a_blank_page_and_nothing_stored(
    context: BrowserContext, page: Page, server: Server, offline: bool
) -> None:
    page.route("https://www.weather.gov/", lambda route: route.fulfill(body="neutral", content_type="text/html"))
    chat = Chat(page).open()
    page.locator("iop-chat .about a", has_text="Privacy").wait_for()
    chat.ask("hello")
    context.set_offline(offline)
    for _ in range(3):
        page.keyboard.press("Escape")
    if offline:
        page.wait_for_function("document.body.children.length === 0")
        assert page.evaluate("sessionStorage.length") == 0
    else:
        page.wait_for_url("https://www.weather.gov/")
        page.goto(f"{server.url}/health")
        assert page.evaluate("sessionStorage.length") == 0


def test_clear_chat_forgets_everything(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("hello")
    page.locator("iop-chat button", has_text="Clear chat").click()
    assert chat.texts() == []
    assert "$3,000" in chat.ask("what does it cost?")


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 568), (390, 844)])
def test_everything_can_be_reached_on_a_small_screen(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    Chat(page).open()
    for button in page.locator("iop-chat .panel button").all():
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_crisis_text_has_links_to_call_and_text(page: Page) -> None:
    Chat(page).open().ask("i want to kill myself")
    assert page.locator('iop-chat .message.bot a[href="tel:988"]').count()
    assert page.locator('iop-chat .message.bot a[href="sms:988"]').count()
    assert page.locator('iop-chat .message.bot a[href="tel:911"]').count()
    assert page.locator('iop-chat .message.bot a[href="sms:838255"]').inner_text() == "text 838255"


def test_without_a_backend_the_page_works_and_the_number_is_there(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(server.url)
    page.route("**/widget/chat/**", lambda route: route.abort())
    page.locator("iop-chat .launcher").click()
    failed = page.locator("iop-chat .failed")
    failed.locator('a[href="tel:3035550142"]').wait_for()
    assert "988" in failed.inner_text()


def test_hostile_page_styles_do_not_reach_in(page: Page) -> None:
    page.evaluate(
        "() => { const s = new CSSStyleSheet(); s.replaceSync('* { font-size: 3px !important; color: red !important }'"
        "); document.adoptedStyleSheets = [s]; }"
    )
    Chat(page).open()
    size, colour = page.locator("iop-chat .field").evaluate(
        "e => [getComputedStyle(e).fontSize, getComputedStyle(e).color]"
    )
    assert size == "16px"
    assert colour != "rgb(255, 0, 0)"


def test_colours_that_cannot_be_read_are_corrected(page: Page) -> None:
    page.evaluate("document.body.style.setProperty('--iop-accent', '#eee')")
    page.evaluate("document.querySelector('iop-chat').style.setProperty('--iop-text', '#ddd')")
    Chat(page).open()
    assert (
        page.evaluate(
            """async () => {
          const { contrast } = await import('/widget/chat/colour.js');
          const host = getComputedStyle(document.querySelector('iop-chat'));
          const rgb = (name) => host.getPropertyValue(`--iop-painted-${name}`).match(/\\d+/g).map(Number);
          return Math.min(contrast(rgb('text'), rgb('background')), contrast(rgb('accent'), rgb('background')),
            contrast(rgb('accent'), rgb('on-accent')));
        }"""
        )
        >= 4.5
    )


def test_spanish_is_marked_as_spanish(page: Page) -> None:
    page.evaluate("document.documentElement.lang = 'es'")
    Chat(page).open().ask("quiero morir")
    assert page.locator("iop-chat .panel").get_attribute("lang") == "es"
    assert page.locator("iop-chat .message.bot > div:first-child").first.get_attribute("lang") == "es"


def test_the_conversation_can_be_saved_as_text(page: Page) -> None:
    Chat(page).open().ask("what does it cost?")
    with page.expect_download() as download:
        page.locator("iop-chat button", has_text="Save as text").click()
    assert "$3,000" in download.value.path().read_text(encoding="utf-8")


def test_the_demo_page_fits_a_phone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_pages_are_made_of_modules_without_markup() -> None:
    for file in (ROOT / "widget").rglob("*.js"):
        source = file.read_text(encoding="utf-8")
        for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert sink not in source, f"{file.name} uses {sink}"
