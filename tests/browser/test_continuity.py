"""Nothing is lost: the server restarts in mid-conversation, the stream is cut, the panel is closed meanwhile."""

import signal
import socket
import threading
from typing import Any, Iterator, List

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Chat
from tests.server import Server

pytestmark = pytest.mark.long

KEPT = "JSON.parse(sessionStorage.getItem('iop-chat'))"
HEARD_ALL = f"{KEPT}.cursor === {KEPT}.items.findLast(({{ who }}) => who === 'bot').id"
RENEWED = f"{KEPT}.renewed > Date.now()"


class Line:
    """A connection between the browser and the server that can be cut: a TCP proxy on a port of its own."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._joined: List[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near = self._listener.accept()[0]
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._target))
            self._joined += [near, far]
            for pair in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=pair, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        finally:
            end(source)
            end(target)

    def cut(self) -> int:
        """Ends every connection at once, and returns how many were open."""
        cut = sum(end(part) for part in self._joined)
        self._joined.clear()
        return cut

    def close(self) -> None:
        self._listener.close()
        self.cut()


def end(part: socket.socket) -> bool:
    """Ends one half of a connection, and tells whether it was open."""
    try:
        part.shutdown(socket.SHUT_RDWR)
    except OSError:
        return False
    return True


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    made = Line(server.port)
    yield made
    made.close()


def test_a_restart_of_the_server_loses_and_doubles_nothing(context: BrowserContext, tmp_path: Any) -> None:
    own = Server(tmp_path / "var").wait()
    try:
        page = context.new_page()
        page.goto(own.url)
        chat = Chat(page).open()
        chat.ask("hello")
        chat.ask("what does it cost?")
        before = chat.texts()
        own.stop(signal.SIGKILL)
        own.wait_gone()
        chat.type("do you take aetna?")
        page.locator("iop-chat .status", has_text="(303) 555-0142").wait_for()
        assert "Waiting to be sent" in page.locator("iop-chat .message.person").last.inner_text()
        own.start()
        own.wait()
        chat.bot.filter(has_text="Aetna").first.wait_for(timeout=60_000)
        page.locator("iop-chat .status").wait_for(state="hidden")
        after = chat.texts()
        assert after[: len(before)] == before
        assert after[len(before)] == "do you take aetna?"
        assert after.count("do you take aetna?") == 1
        assert len(set(after)) == len(after)
        page.reload()
        page.locator("iop-chat .message").nth(len(after) - 1).wait_for()
        assert chat.texts() == after
        assert "evening" in chat.ask("are there evening groups?").lower()
    finally:
        own.stop(signal.SIGKILL)


def test_what_is_said_while_the_stream_is_cut_is_shown_once_and_in_order(context: BrowserContext, line: Line) -> None:
    """Two tabs of one conversation; the second only listens. Its stream is cut, and goes on by the last id."""
    page = context.new_page()
    page.goto(line.url)
    first = Chat(page).open()
    first.ask("hello")
    second = first.duplicate()
    for question in ("what does it cost?", "are there evening groups?", "do you take aetna?"):
        assert line.cut()
        first.ask(question)
    second.bot.nth(first.bot.count() - 1).wait_for(timeout=40_000)
    assert second.texts() == first.texts()
    assert len(set(first.texts())) == len(first.texts())


def test_a_token_that_another_tab_renews_leaves_out_nothing_that_this_one_has_not_heard(page: Page) -> None:
    """Each tab has had its own part of the stream: what is renewed is the token, not the place."""
    first = Chat(page).open()
    first.ask("hello")
    second = first.duplicate()
    second.page.route("**/webhooks/web/events", lambda route: route.abort())
    second.page.reload()
    second.bot.first.wait_for()
    first.ask("what does it cost?")
    page.wait_for_function(HEARD_ALL)
    page.evaluate("const now = Date.now; Date.now = () => now() + 31 * 60 * 1000")
    with page.expect_response("**/webhooks/web/session"):
        first.ask("do you take aetna?")
    second.page.wait_for_function(RENEWED)
    second.page.unroute("**/webhooks/web/events")
    second.page.evaluate("dispatchEvent(new Event('online'))")
    second.bot.filter(has_text="Aetna").first.wait_for()
    assert second.texts() == first.texts()


def test_a_reply_to_a_closed_panel_is_counted_until_it_is_opened(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("hello")
    page.route("**/webhooks/web/messages", lambda route: (page.wait_for_timeout(300), route.continue_()))
    chat.type("what does it cost?")
    page.keyboard.press("Escape")
    launcher = page.locator("iop-chat .launcher")
    launcher.filter(has_text="(1)").wait_for()
    assert launcher.get_attribute("aria-label") == "Chat with us, 1 unread"
    launcher.click()
    page.locator("iop-chat .panel").wait_for()
    page.locator("iop-chat .message.bot", has_text="$3,000").wait_for()
    page.keyboard.press("Escape")
    assert launcher.inner_text() == "Chat with us"


def test_a_choice_can_be_made_once_and_stays_shown(page: Page) -> None:
    chat = Chat(page).open()
    offer = [
        {"title": "What does it cost?", "payload": "what does it cost?"},
        {"title": "Do you take Aetna?", "payload": "do you take aetna?"},
    ]

    def offered(route: Any) -> None:
        answer = route.fetch()
        body = answer.json()
        body["messages"][-1]["buttons"] = offer
        route.fulfill(response=answer, json=body)

    page.route("**/webhooks/web/events", lambda route: route.abort())
    page.route("**/webhooks/web/messages", offered, times=1)
    chat.ask("hello")
    choices = page.locator("iop-chat .choices button")
    assert choices.all_inner_texts() == ["What does it cost?", "Do you take Aetna?"]
    before = chat.bot.count()
    choices.first.dblclick()
    chat.bot.nth(before).wait_for()
    page.locator("iop-chat .typing").wait_for(state="hidden")
    assert chat.texts().count("what does it cost?") == 1
    assert choices.first.inner_text() == "✓ What does it cost? (chosen)"
    assert [button.is_disabled() for button in choices.all()] == [True, True]
    page.reload()
    choices.first.wait_for()
    assert choices.first.inner_text() == "✓ What does it cost? (chosen)"
    assert choices.last.is_disabled()
