"""No message waits for the answer to another one, and none overtakes another when they are sent again."""

from typing import Any, List

from playwright.sync_api import Page

from tests.browser.conftest import Chat

MESSAGES = "**/webhooks/web/messages"
HOLD = """most => {
  const real = window.fetch;
  window.posted = [];
  window.held = [];
  window.fetch = async (address, options) => {
    if (String(address).endsWith('/messages')) {
      window.posted.push(JSON.parse(options.body).text);
      if (window.posted.length <= most) await new Promise(go => window.held.push(go));
    }
    return real(address, options);
  };
}"""
"""Holds back the first messages that are posted; `LET_GO` lets them go."""
LET_GO = "window.held.forEach(go => go())"


def test_danger_waits_for_no_answer_and_what_is_shown_stays_in_order(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("hello")
    page.evaluate(HOLD, 1)
    chat.type("what does it cost?")
    page.locator("iop-chat .typing").wait_for()
    chat.type("i want to kill myself")
    crisis = chat.bot.filter(has_text="not a counselor").first
    crisis.wait_for(timeout=5_000)
    assert page.locator("iop-chat .typing").is_visible()
    page.evaluate(LET_GO)
    chat.bot.filter(has_text="$3,000").wait_for()
    page.locator("iop-chat .typing").wait_for(state="hidden")
    texts = chat.texts()
    said = ["what does it cost?", "i want to kill myself", "not a counselor", "$3,000"]
    places = [next(place for place, text in enumerate(texts) if part in text) for part in said]
    assert places == sorted(places)
    assert len(set(texts)) == len(texts)
    page.reload()
    page.locator("iop-chat .message").nth(len(texts) - 1).wait_for()
    assert chat.texts() == texts


def test_a_message_that_cannot_be_sent_holds_back_no_danger(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("hello")
    page.route(MESSAGES, lambda route: route.abort() if "cost" in route.request.post_data else route.continue_())
    chat.type("what does it cost?")
    page.locator("iop-chat .status").wait_for()
    chat.type("i want to kill myself")
    chat.bot.filter(has_text="not a counselor").first.wait_for(timeout=5_000)
    assert page.locator("iop-chat .status").is_visible()


def test_what_could_not_be_sent_is_sent_again_in_its_order_and_once(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("hello")
    texts = ["what does it cost?", "are there evening groups?", "do you take aetna?"]
    failed: List[str] = []
    posted: List[str] = []

    def fail_once(route: Any) -> None:
        text = route.request.post_data_json["text"]
        if set(failed) == set(texts):
            posted.append(text)
            route.continue_()
        else:
            failed.append(text)
            route.abort()

    page.route(MESSAGES, fail_once)
    for text in texts:
        chat.type(text)
    page.locator("iop-chat .status").wait_for()
    chat.bot.filter(has_text="Aetna").first.wait_for(timeout=60_000)
    page.locator("iop-chat .status").wait_for(state="hidden")
    page.locator("iop-chat .typing").wait_for(state="hidden")
    assert posted == texts
    assert [text for text in chat.texts() if text in texts] == texts


def test_messages_typed_at_once_share_one_conversation(page: Page) -> None:
    sessions: List[str] = []
    page.on("request", lambda request: sessions.append(request.url) if request.url.endswith("/session") else None)

    def slowly(route: Any) -> None:
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/webhooks/web/session", slowly)
    chat = Chat(page).open()
    for text in ("what does it cost?", "i want to kill myself"):
        chat.type(text)
    chat.bot.filter(has_text="not a counselor").first.wait_for()
    chat.bot.filter(has_text="$3,000").wait_for()
    page.locator("iop-chat .typing").wait_for(state="hidden")
    assert len(sessions) == 1
    assert len(set(chat.texts())) == len(chat.texts())


def test_no_more_than_four_are_under_way_and_all_are_answered(page: Page) -> None:
    chat = Chat(page).open()
    chat.ask("hello")
    page.evaluate(HOLD, 4)
    texts = [f"do you have parking for car {number}?" for number in range(6)]
    for text in texts:
        chat.type(text)
    page.wait_for_timeout(1500)
    assert page.evaluate("window.posted") == texts[:4]
    page.evaluate(LET_GO)
    page.locator("iop-chat .typing").wait_for(state="hidden")
    assert page.evaluate("window.posted") == texts
    assert not page.evaluate("JSON.parse(sessionStorage.getItem('iop-chat')).items.some(({ sent }) => sent === false)")
