"""Script injection: whatever people, the server or the site's attributes say is only text."""

import itertools
import json
from typing import Any, List

from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Chat
from tests.server import ROOT, Server

CALLS = ["window.pwned=1", "top.pwned=1", "pwned=1"]
SHAPES = (ROOT / "tests" / "browser" / "injections.txt").read_text(encoding="utf-8").splitlines()
PAYLOADS = [shape.replace("CALL", call) for shape, call in itertools.product(SHAPES, CALLS)]


def test_the_corpus_has_150_payloads() -> None:
    assert len(set(PAYLOADS)) >= 150


def test_nothing_is_executed_wherever_it_stands(context: BrowserContext, server: Server) -> None:
    page: Page = context.new_page()
    dialogs: List[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    given: List[Any] = [
        {"id": str(number), "text": text, "buttons": [{"title": text, "payload": text}]}
        for number, text in enumerate(PAYLOADS, 1)
    ]
    centre = {"name": PAYLOADS[1], "phone": PAYLOADS[2], "privacy_url": "javascript:window.pwned=1"}
    page.route("**/webhooks/web/session", lambda route: route.fulfill(json={"token": "t"}))
    page.route("**/webhooks/web/events", lambda route: route.fulfill(content_type="text/event-stream", body=""))
    page.route("**/webhooks/web/messages", lambda route: route.fulfill(json={"messages": given, "cursor": "1"}))
    page.route("**/webhooks/web/centre", lambda route: route.fulfill(json=centre))
    # Without the demo page's policy: the widget must be safe by itself.
    page.route(
        f"{server.url}/",
        lambda route: route.fulfill(
            content_type="text/html",
            body='<!doctype html><html lang=en><script type=module src="/widget/iop-chat.js"></script><iop-chat>',
        ),
    )
    page.goto(server.url)
    chat = Chat(page).open()
    page.evaluate(
        """texts => {
          const field = document.querySelector('iop-chat').shadowRoot.querySelector('textarea');
          for (const text of texts) { field.value = text; field.form.requestSubmit(); }
        }""",
        PAYLOADS,
    )
    chat.bot.nth(len(PAYLOADS) - 1).wait_for()
    page.locator("iop-chat .person").nth(len(PAYLOADS) - 1).wait_for()
    for title in page.locator("iop-chat .choices button").all()[:3]:
        title.dispatch_event("click")
    assert page.evaluate("window.pwned") is None
    assert dialogs == []
    tags = page.evaluate(
        "[...new Set([...document.querySelector('iop-chat').shadowRoot.querySelectorAll('*')].map(e => e.localName))]"
    )
    assert not {"script", "img", "svg", "iframe", "object", "embed", "video", "style"} & set(tags), json.dumps(tags)
    links = page.evaluate(
        "[...document.querySelector('iop-chat').shadowRoot.querySelectorAll('a[href]')].map(e => e.protocol)"
    )
    assert set(links) <= {"tel:", "sms:", "mailto:", "https:"}
