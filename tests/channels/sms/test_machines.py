"""A machine that answers ours is left without an answer after a while; danger and stop never are."""

from typing import List

import pytest

from iop.channels.sms import groups, machines
from iop.channels.sms.machines import ANSWER, ANSWERS, GOODBYE, SAME, SILENCE, WINDOW_SECONDS, Machines
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import Running

DRIVING = "I'm driving right now, I'll get back to you later"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def reactions(one: Machines, texts: List[str], first: int = 1) -> List[str]:
    return [one.reaction("sms-1", number, text) for number, text in enumerate(texts, first)]


def test_the_same_text_is_not_answered_for_ever() -> None:
    texts = [*[DRIVING] * (SAME + 2), "hello", DRIVING]
    assert reactions(Machines(), texts) == [*[ANSWER] * SAME, GOODBYE, SILENCE, ANSWER, ANSWER]


def test_the_same_question_once_a_week_is_always_answered() -> None:
    clock = Clock()
    one = Machines(clock)
    for week in range(SAME + 5):
        clock.now = week * 7 * 24 * 3600.0
        assert one.reaction("sms-1", week, "is there group tonight") == ANSWER


def test_a_machine_that_answers_slowly_is_left_alone_until_it_is_silent_for_a_while() -> None:
    clock = Clock()
    one = Machines(clock)
    times = [*range(SAME + 2), *(hours * 0.9 * WINDOW_SECONDS for hours in range(1, 4)), 5 * WINDOW_SECONDS]
    said = []
    for number, clock.now in enumerate(times):
        said.append(one.reaction("sms-1", number, DRIVING))
    assert said == [*[ANSWER] * SAME, GOODBYE, *[SILENCE] * 4, ANSWER]


def test_there_is_one_goodbye_in_a_while() -> None:
    texts = [*[DRIVING] * (SAME + 1), *["on vacation"] * (SAME + 1)]
    assert reactions(Machines(), texts) == [*[ANSWER] * SAME, GOODBYE, *[ANSWER] * SAME, SILENCE]


def test_who_skips_every_question_is_answered() -> None:
    assert reactions(Machines(), ["skip"] * 5) == [ANSWER] * 5


def test_answers_have_an_end_and_the_last_is_a_goodbye() -> None:
    clock = Clock()
    one = Machines(clock)
    texts = [f"message {number}" for number in range(ANSWERS + 3)]
    assert reactions(one, texts) == [ANSWER] * ANSWERS + [GOODBYE, SILENCE, SILENCE]
    assert one.reaction("sms-2", 1, "hello") == ANSWER
    clock.now = WINDOW_SECONDS
    assert one.reaction("sms-1", 100, "hello") == ANSWER


def test_a_message_that_is_tried_again_counts_once() -> None:
    one = Machines()
    assert [one.reaction("sms-1", 7, "hello") for _ in range(5)] == [ANSWER] * 5


async def say(channel: Running, *texts: str) -> None:
    for text in texts:
        await channel.text(text)
        await channel.quiet()


async def test_two_machines_do_not_talk_without_end_and_danger_is_answered_all_the_same(start: Start) -> None:
    channel = await start()
    await say(channel, *[DRIVING] * (SAME + 2))
    assert channel.echo.asked == [DRIVING] * SAME
    assert "(303) 555-0142" in channel.twilio.texts()[-1]
    assert len(channel.twilio.texts()) == 1 + SAME + 1  # the introduction, the answers, the goodbye
    before = len(channel.twilio.texts())
    await say(channel, *["i want to kill myself"] * 4)
    assert sum("988" in text for text in channel.twilio.texts()[before:]) >= 4
    await say(channel, *["help"] * (SAME + 2))
    assert sum("Reply STOP to end" in text for text in channel.twilio.texts()[before:]) == SAME
    before = len(channel.twilio.texts())
    await say(channel, "STOP")
    assert "no more texts" in channel.twilio.texts()[before]


async def test_the_last_answer_for_a_while_says_whom_to_call(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machines, "ANSWERS", 2)
    channel = await start()
    await say(channel, "one", "two", "three", "four")
    assert channel.echo.asked == ["one", "two"]
    assert "(303) 555-0142" in channel.twilio.texts()[-1]
    assert sum(text.startswith("Echo") for text in channel.twilio.texts()) == 2


async def test_joined_messages_that_are_danger_together_are_answered(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machines, "ANSWERS", 1)
    channel = await start(join=0.3)
    await say(channel, "hello", "what does it cost")
    parts = ("i want to", "die")
    assert not any(groups.is_danger(part) for part in parts)
    assert groups.is_danger("\n".join(parts))
    for part in parts:
        await channel.text(part)
    await channel.quiet()
    assert "988" in channel.twilio.texts()[-1] or "988" in channel.twilio.texts()[-2]
    assert channel.echo.asked == ["hello", "\n".join(parts)]
