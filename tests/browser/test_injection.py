"""Script injection: whatever people, the server or the site's attributes say is only text."""

import itertools
import json
from typing import Any, List

from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Chat
from tests.server import Server

CALLS = ["window.pwned=1", "top.pwned=1", "pwned=1"]
SHAPES = [
    "<script>{}</script>", "<img src=x onerror={}>", "<svg onload={}>", "<svg><script>{}</script></svg>",
    "<iframe srcdoc='<script>parent.{}</script>'>", "<iframe src=javascript:{}>", "<a href=javascript:{}>call 988</a>",
    "<body onload={}>", "<input autofocus onfocus={}>", "<details open ontoggle={}>", "<video><source onerror={}>",
    "<audio src=x onerror={}>", "<object data=javascript:{}>", "<embed src=javascript:{}>", "<form action=javascript:{}>",
    "<math><mtext><img src=x onerror={}>", "<style onload={}>", "<link rel=stylesheet href=x onerror={}>",
    "<meta http-equiv=refresh content='0;javascript:{}'>", "<base href=javascript:{}//>", "\"><script>{}</script>",
    "'><img src=x onerror={}>", "--><script>{}</script>", "</textarea><script>{}</script>", "</title><script>{}</script>",
    "</style><img src=x onerror={}>", "<template><script>{}</script></template>", "<ScRiPt>{}</sCrIpT>", "<<script>{}//<</script>",
    "<img/src=x/onerror={}>", "<svg/onload={}>", "javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}", "data:text/html,<script>{}</script>",
    "[988](javascript:{})", "**<img src=x onerror={}>**", "- <img src=x onerror={}>", "https://a.b/\"onmouseover={}//",
    "https://a.b/'><img src=x onerror={}>", "a@b.co\"onfocus={} autofocus", "tel:988\" onclick={}", "{{{{constructor.constructor('{}')()}}}}",
    "${{{}}}", "<xss style=animation-name:x onanimationstart={}>", "<marquee onstart={}>", "<select autofocus onfocus={}>",
    "<img src=`x`onerror={}>", "&lt;script&gt;{}&lt;/script&gt;", "\\u003cscript\\u003e{}\\u003c/script\\u003e", "<noscript><p title=\"</noscript><img src=x onerror={}>\">",
]  # fmt: skip
PAYLOADS = [shape.format(call) for shape, call in itertools.product(SHAPES, CALLS)]


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
    page.wait_for_function("n => document.querySelector('iop-chat').shadowRoot.querySelectorAll('.person').length === n",
                           arg=len(PAYLOADS))  # fmt: skip
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
