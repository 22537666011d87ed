"""What a person writes: never cut off, and back in the field where the server refuses it."""

import json
from typing import Any, List

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Chat

STORY = "I have been drinking for ten years and my wife left. " * 20
DANGER = STORY + "Tonight I am going to kill myself."


def too_long(page: Page) -> Any:
    return page.locator("iop-chat .over")


def test_a_text_that_is_too_long_is_checked_to_its_end_and_kept(page: Page) -> None:
    sent: List[str] = []
    page.on("request", lambda request: request.url.endswith("/messages") and sent.append(request.post_data or ""))
    chat = Chat(page).open()
    field = page.locator("iop-chat .field")
    page.keyboard.insert_text(DANGER)
    assert field.input_value() == DANGER
    assert too_long(page).inner_text() == f"{len(DANGER) - 1000} characters too long"
    page.keyboard.press("Enter")
    chat.bot.first.wait_for()
    assert [json.loads(body)["text"] for body in sent] == [DANGER]
    assert page.locator('iop-chat .message.bot a[href="tel:988"]').count()
    assert field.input_value() == DANGER
    assert page.locator("iop-chat .message.person").count() == 0
    page.reload()
    chat.bot.first.wait_for()
    field.fill("what does it cost?")
    page.keyboard.press("Enter")
    chat.bot.filter(has_text="$3,000").first.wait_for()


def test_the_servers_words_are_shown_where_there_is_no_danger(page: Page) -> None:
    chat = Chat(page).open()
    assert "too long" in chat.ask(STORY)
    assert page.locator("iop-chat .field").input_value() == STORY.strip()
    said = page.locator("iop-chat .live p", has_text="characters too long")
    assert said.count() == 2, "when it was written, and when it came back"


def test_a_whole_book_is_refused_and_not_tried_for_ever(page: Page) -> None:
    chat = Chat(page).open()
    chat.type(STORY * 70 + "i want to kill myself")
    chat.bot.first.wait_for()
    assert page.locator('iop-chat .message.bot a[href="tel:988"]').count()
    assert "$3,000" in chat.ask("what does it cost?")


def test_what_was_written_meanwhile_is_not_overwritten(page: Page) -> None:
    chat = Chat(page).open()
    page.route("**/webhooks/web/messages", lambda route: (page.wait_for_timeout(600), route.continue_()))
    chat.type(STORY)
    page.locator("iop-chat .field").fill("and another thing")
    chat.bot.first.wait_for()
    assert page.locator("iop-chat .field").input_value() == "and another thing"
    assert "Not sent" in page.locator("iop-chat .message.person").inner_text()


def test_a_refused_text_leaves_the_other_tab_too(page: Page) -> None:
    first = Chat(page).open()
    first.ask("hello")
    second = first.duplicate()
    first.ask(STORY)
    expect(second.page.locator("iop-chat .message.person")).to_have_count(1)


def test_the_count_is_in_spanish_and_of_signs_as_people_see_them(page: Page) -> None:
    page.evaluate("document.documentElement.lang = 'es'")
    Chat(page).open()
    field = page.locator("iop-chat .field")
    field.fill("😀" * 1000)
    assert too_long(page).is_hidden()
    field.fill("😀" * 1001)
    assert too_long(page).inner_text() == "Sobra 1 carácter"
    field.fill("a" * 1120)
    assert too_long(page).inner_text() == "Sobran 120 caracteres"


@pytest.mark.parametrize(("height", "lines"), [(844, 6), (360, 3)])
def test_the_field_grows_with_the_text(page: Page, height: int, lines: int) -> None:
    page.set_viewport_size({"width": 390, "height": height})
    chat = Chat(page).open()

    def high() -> float:
        box = page.locator("iop-chat .field").bounding_box()
        assert box
        return box["height"]

    def write(count: int) -> float:
        page.locator("iop-chat .field").fill("\n".join(["line"] * count))
        return high()

    one, three, many = write(1), write(3), write(30)
    assert one == 44
    assert three >= 3 * 24
    assert lines * 24 <= many < (lines + 2) * 24
    bar, form = page.locator("iop-chat .bar").first.bounding_box(), page.locator("iop-chat form").bounding_box()
    assert bar
    assert form
    assert form["y"] - bar["y"] - bar["height"] >= 100
    assert form["y"] + form["height"] <= height
    chat.type("hello")
    assert high() == 44
