import pytest

from iop.channels.web.origins import TOLD_EVERY_SECONDS, Refusals


def test_a_refused_website_is_named_with_what_to_write_once_a_minute(
    caplog: pytest.LogCaptureFixture,
) -> None:
    now = 0.0
    refusals = Refusals(lambda: now)
    for _ in range(50):
        refusals.tell("https://www.centre.org")
    assert [record.message for record in caplog.records] == [
        "The website https://www.centre.org may not use the chat. If it is yours, write in data/facility.yml: "
        "website: origins: [https://www.centre.org]"
    ]
    now = TOLD_EVERY_SECONDS
    refusals.tell("https://www.other.org")
    assert len(caplog.records) == 2


def test_what_somebody_writes_into_the_header_neither_steers_the_terminal_nor_fills_the_disk(
    caplog: pytest.LogCaptureFixture,
) -> None:
    Refusals().tell("https://a\x1b]0;owned\x07" + "x" * 5000)
    assert "\x1b" not in caplog.text
    assert len(caplog.records[0].message) < 400
