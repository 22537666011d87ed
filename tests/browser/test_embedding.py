"""The widget on somebody else's website: another origin, with the strictest policy, or not on the list."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Iterator, List

import pytest
from playwright.sync_api import BrowserContext, Page
from ruamel.yaml import YAML

from tests.browser.conftest import Chat
from tests.server import ROOT, Server


class Website:
    """A centre's website on a port of its own, with the widget's one line and a strict policy."""

    def __init__(self) -> None:
        site = self
        self.assistant = ""

        class Pages(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header(
                    "Content-Security-Policy",
                    f"default-src 'none'; script-src {site.assistant}; connect-src {site.assistant}; "
                    "style-src 'none'; require-trusted-types-for 'script'",
                )
                self.end_headers()
                self.wfile.write(
                    f"""<!doctype html><html lang="en"><title>A centre</title><h1>A centre</h1>
                    <script type="module" src="{site.assistant}/widget/iop-chat.js"></script>
                    <iop-chat phone="(303) 555-0142"></iop-chat></html>""".encode()
                )

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()


@pytest.fixture(scope="module")
def websites() -> Iterator[List[Website]]:
    made = [Website(), Website()]
    yield made
    for website in made:
        website.close()


@pytest.fixture(scope="module")
def allowing(websites: List[Website], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose `facility.yml` names the first of the two websites."""
    folder: Path = tmp_path_factory.mktemp("allowing")
    yaml = YAML()
    yaml.preserve_quotes = True
    facility = yaml.load((ROOT / "tests" / "example_facility.yml").read_text(encoding="utf-8"))
    facility["website"]["origins"] = [websites[0].url]
    with open(folder / "facility.yml", "w", encoding="utf-8") as file:
        yaml.dump(facility, file)
    running = Server(folder / "var", IOP_FACILITY=str(folder / "facility.yml"))
    for website in websites:
        website.assistant = running.url
    try:
        yield running.wait()
    finally:
        running.stop()


def watched(context: BrowserContext, website: Website) -> Page:
    page = context.new_page()
    page.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation', e => broken.push(e.blockedURI))"
    )
    page.goto(website.url)
    return page


def test_a_listed_website_can_talk_under_the_strictest_policy(
    context: BrowserContext, allowing: Server, websites: List[Website]
) -> None:
    page = watched(context, websites[0])
    chat = Chat(page).open()
    assert "$3,000" in chat.ask("what does it cost?")
    page.locator("iop-chat .about a", has_text="Privacy").wait_for()
    page.reload()
    chat.bot.first.wait_for()
    assert chat.ask("are there evening groups?")
    assert page.evaluate("broken.filter(uri => !uri.endsWith('favicon.ico'))") == []


def test_a_website_that_is_not_listed_gets_the_phone_number_only(
    context: BrowserContext, allowing: Server, websites: List[Website]
) -> None:
    page = watched(context, websites[1])
    chat = Chat(page).open()
    chat.type("what does it cost?")
    page.locator("iop-chat .status", has_text="(303) 555-0142").wait_for()
    assert chat.bot.count() == 0
    assert "Waiting to be sent" in page.locator("iop-chat .message.person").inner_text()


def test_an_element_that_the_page_moves_goes_on(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("hello")
    second = chat.duplicate()
    page.evaluate("document.body.append(Object.assign(document.createElement('div')))")
    page.evaluate("document.body.lastChild.append(document.querySelector('iop-chat'))")
    assert "$3,000" in chat.ask("what does it cost?")
    second.ask("are there evening groups?")
    chat.bot.nth(second.bot.count() - 1).wait_for()
    assert chat.texts() == second.texts()
    page.keyboard.press("Escape")
    assert page.locator("iop-chat .launcher").is_visible()


def test_what_is_typed_in_the_chat_is_not_for_the_shortcuts_of_the_page(page: Page) -> None:
    page.evaluate(
        """() => { window.heard = []; for (const type of ['keydown', 'keypress', 'keyup'])
          document.addEventListener(type, event => { heard.push(type); event.preventDefault(); }); }"""
    )
    chat = Chat(page).open()
    page.keyboard.type("and/or")
    assert page.locator("iop-chat .field").input_value() == "and/or"
    assert page.evaluate("heard") == []
    page.keyboard.press("Enter")
    chat.bot.first.wait_for()
