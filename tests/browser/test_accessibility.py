"""What people need who see, move or read differently (WCAG 2.2 AA), in a real Chromium."""

import json
from typing import Any, Dict, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page

from tests.browser.conftest import CHROMIUM, FLAGS, Chat
from tests.server import Server

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  const root = document.querySelector('iop-chat').shadowRoot;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}"""
OVERFLOWING = """() => [...document.querySelector('iop-chat').shadowRoot.querySelectorAll('.panel *')]
  .filter(e => !e.closest('.live') && e.getClientRects().length && e.localName !== 'textarea')
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
  .map(e => `${e.localName}.${e.className}`)"""


def box_of(page: Page, selector: str) -> Dict[str, float]:
    box = page.locator(f"iop-chat {selector}").first.bounding_box()
    assert box, f"{selector} is not shown"
    return dict(box)


def test_at_400_percent_the_field_the_exit_and_the_reply_are_in_view(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    chat = Chat(page).open()
    for question in ("what does it cost?", "are there evening groups?"):
        before = chat.bot.count()
        chat.ask(question)
        bar, form = box_of(page, ".head .bar"), box_of(page, "form")
        assert bar["y"] >= 0
        assert form["y"] + form["height"] <= 256
        for part in ("button.strong:has-text('Quick exit')", "[aria-label='Close chat']", ".field"):
            box = box_of(page, part)
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 256
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
        reply = chat.bot.nth(before).bounding_box()
        assert reply
        assert bar["y"] + bar["height"] <= reply["y"] <= form["y"] - 40
    assert form["y"] - bar["y"] - bar["height"] >= 80


def test_at_400_percent_what_has_the_focus_is_never_covered(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    chat = Chat(page).open()
    chat.ask("what does it cost?")
    reached = set()
    for _ in range(14):
        page.keyboard.press("Tab")
        focused: Any = page.evaluate(
            """() => { const e = document.activeElement?.shadowRoot?.activeElement; if (!e) return null;
              const r = e.getBoundingClientRect(); const y = Math.max(r.top, 0) + Math.min(r.height, 40) / 2;
              const top = e.getRootNode().elementFromPoint(r.left + r.width / 2, y);
              return { name: e.textContent || e.name, seen: top === e || e.contains(top) || top?.contains(e) }; }"""
        )
        if focused and focused["name"] not in reached:
            reached.add(focused["name"])
            assert focused["seen"], focused["name"]
    assert {"Talk to a person", "Save as text", "Clear chat", "Send"} <= reached


@pytest.mark.parametrize(("width", "height"), [(320, 256), (390, 844), (1280, 800)])
def test_wider_text_spacing_cuts_nothing_off(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    Chat(page).open().ask("what does it cost?")
    page.evaluate(SPACING)
    assert page.evaluate(OVERFLOWING) == []


def test_long_words_break(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    Chat(page).open().ask("a" * 300)
    assert page.evaluate(OVERFLOWING) == []
    message = box_of(page, ".message.person")
    assert message["x"] >= 0
    assert message["x"] + message["width"] <= 320


def test_right_to_left_text_reads_from_the_right(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("كم تكلفة البرنامج؟")
    own = page.locator("iop-chat .message.person > div").first
    assert own.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert chat.bot.locator("> div").first.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_a_page_in_a_right_to_left_language_fits(page: Page) -> None:
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.set_viewport_size({"width": 320, "height": 568})
    Chat(page).open().ask("what does it cost?")
    assert page.evaluate(OVERFLOWING) == []
    for part in (".field", "[aria-label='Close chat']", ".message.bot"):
        box = box_of(page, part)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_forced_colours_keep_borders_and_focus(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, forced_colors="active")
    page = context.new_page()
    page.goto(server.url)
    chat = Chat(page).open()
    chat.ask("what does it cost?")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    style = "e => { const s = getComputedStyle(e); return [s.borderTopStyle, parseFloat(s.borderTopWidth)]; }"
    for part in (".message.bot", ".message.person", ".field", "form .strong"):
        kind, width = page.locator(f"iop-chat {part}").first.evaluate(style)
        assert kind == "solid"
        assert width >= 1
    outline = page.locator("iop-chat .field").evaluate("e => getComputedStyle(e).outlineStyle")
    context.close()
    assert outline == "solid"


def test_the_ring_around_the_field_covers_nothing_of_its_label(page: Page) -> None:
    Chat(page).open()
    room, ring = page.locator("iop-chat .field").evaluate(
        """field => {
          const label = document.createRange();
          label.selectNode(field.previousSibling);
          const { outlineWidth, outlineOffset } = getComputedStyle(field);
          return [field.getBoundingClientRect().top - label.getBoundingClientRect().bottom,
            parseFloat(outlineWidth) + parseFloat(outlineOffset)];
        }"""
    )
    assert 0 < ring <= room


def test_nothing_moves_for_people_who_want_less_motion(browser: Browser, server: Server) -> None:
    for motion, animation in (("reduce", "none"), ("no-preference", "iop-blink")):
        context = browser.new_context(reduced_motion=motion)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(server.url)
        Chat(page).open()
        shown = page.locator("iop-chat .typing span").evaluate("e => getComputedStyle(e).animationName")
        context.close()
        assert shown == animation


def test_printed_it_is_the_conversation_without_the_controls(page: Page) -> None:
    chat = Chat(page).open()
    for question in ("hello", "what does it cost?", "are there evening groups?", "do you take aetna?"):
        chat.ask(question)
    page.emulate_media(media="print")
    assert page.locator("iop-chat .foot").is_hidden()
    assert page.locator("iop-chat button:visible").count() == 0
    log = page.locator("iop-chat .log").evaluate("e => [e.scrollHeight, e.clientHeight]")
    assert log[0] <= log[1] + 1
    assert chat.bot.last.is_visible()


def test_the_focus_stays_where_the_person_is(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("hello")
    page.route("**/webhooks/web/messages", lambda route: (page.wait_for_timeout(300), route.continue_()))
    chat.type("what does it cost?")
    page.locator("iop-chat button", has_text="Save as text").focus()
    chat.bot.filter(has_text="$3,000").first.wait_for()
    assert page.evaluate("document.querySelector('iop-chat').shadowRoot.activeElement.textContent") == "Save as text"


def test_choices_are_announced(page: Page) -> None:
    page.evaluate("document.documentElement.lang = 'es'")
    chat = Chat(page).open()
    offer = [{"title": "What does it cost?", "payload": "cost"}, {"title": "Do you take Aetna?", "payload": "aetna"}]
    said = {"messages": [{"id": "9", "text": "What do you mean?", "buttons": offer}], "cursor": "9"}
    page.route("**/webhooks/web/messages", lambda route: route.fulfill(json=said))
    chat.ask("hmm")
    live = page.locator("iop-chat .live p").last.inner_text()
    assert live == "Asistente: What do you mean? Opciones: What does it cost?; Do you take Aetna?"


@pytest.fixture(scope="module")
def enlarging(chromium: BrowserType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser whose text is twice as large."""
    folder = tmp_path_factory.mktemp("enlarging")
    (folder / "Default").mkdir()
    fonts = {"webkit": {"webprefs": {"default_font_size": 32}}}
    (folder / "Default" / "Preferences").write_text(json.dumps(fonts), encoding="utf-8")
    context = chromium.launch_persistent_context(str(folder), executable_path=CHROMIUM, args=FLAGS)
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def large(enlarging: BrowserContext, server: Server) -> Iterator[Page]:
    page = enlarging.new_page()  # with a conversation of its own: it is kept for the tab
    page.goto(server.url)
    yield page
    page.close()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (390, 360)])
def test_with_text_twice_as_large_a_reply_is_read_from_its_beginning(
    large: Page, language: str, width: int, height: int
) -> None:
    large.evaluate("language => (document.documentElement.lang = language)", language)
    large.set_viewport_size({"width": width, "height": height})
    chat = Chat(large).open()
    for question in ("what does it cost?", "i want to kill myself"):
        before = chat.bot.count()
        chat.ask(question)
        large.wait_for_timeout(300)
        bar, form, reply = box_of(large, ".head .bar"), box_of(large, "form"), chat.bot.nth(before).bounding_box()
        assert reply
        assert bar["y"] + bar["height"] <= reply["y"] <= form["y"] - 100
        assert bar["height"] <= height / 3
        assert form["y"] + form["height"] <= height
    for part in ("button:has-text('Quick exit'), button:has-text('Salida')", ".bar [aria-label]", ".field"):
        box = box_of(large, part)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert large.evaluate(OVERFLOWING) == []


def test_the_title_breaks_between_words(large: Page) -> None:
    large.set_viewport_size({"width": 390, "height": 844})
    Chat(large).open()
    lines = large.locator("iop-chat h2").evaluate(
        """title => {
          const text = title.firstChild, range = document.createRange(), lines = {};
          for (const [at, sign] of [...text.data].entries()) {
            range.setStart(text, at); range.setEnd(text, at + 1);
            const top = Math.round(range.getBoundingClientRect().top);
            lines[top] = (lines[top] ?? '') + sign;
          }
          return Object.values(lines).map(line => line.trim());
        }"""
    )
    assert " ".join(lines) == "Chat with Turning Point"


def test_zooming_with_two_fingers_leaves_the_panel_as_high_as_it_was(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(server.url)
    Chat(page).open().ask("what does it cost?")
    before = box_of(page, ".panel")["height"]
    context.new_cdp_session(page).send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    page.wait_for_function("visualViewport.scale === 2")
    page.wait_for_timeout(300)
    after = page.evaluate("document.querySelector('iop-chat').shadowRoot.querySelector('.panel').offsetHeight")
    context.close()
    assert after == before == 844


FOCUS = "document.activeElement?.shadowRoot?.activeElement?.textContent ?? document.activeElement.localName"


def test_the_focus_goes_round_in_a_panel_that_covers_the_page(page: Page) -> None:
    Chat(page).open().ask("hello")
    assert page.locator("iop-chat .panel").get_attribute("aria-modal") == "true"
    seen = []
    for _ in range(24):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))
    assert seen.count("Quick exit") >= 2
    assert not {"body", "a", "button"} & set(seen)
    page.locator("iop-chat button", has_text="Quick exit").focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUS) == "Clear chat"
    page.reload()
    page.locator("iop-chat .message.bot").first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "Quick exit"


def test_the_focus_leaves_a_panel_in_the_corner(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    Chat(page).open().ask("hello")
    assert page.locator("iop-chat .panel").get_attribute("aria-modal") == "false"
    page.locator("iop-chat button", has_text="Quick exit").focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.localName") != "iop-chat"


def test_printed_from_a_dark_device_it_is_dark_on_light(browser: Browser, server: Server) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(server.url)
    Chat(page).open().ask("what does it cost?")
    page.emulate_media(media="print", color_scheme="dark")
    colours = [
        page.locator(f"iop-chat {part}").first.evaluate("e => getComputedStyle(e).color")
        for part in (".message.bot > div", ".message.person > div", ".message.bot a", "h2")
    ]
    context.close()
    assert set(colours) == {"rgb(0, 0, 0)"}
