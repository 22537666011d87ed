from contextlib import ExitStack

from iop.channels.limits import (
    MESSAGES_A_MINUTE,
    STREAMS_OF_A_CONVERSATION,
    STREAMS_OF_AN_ADDRESS,
    OpenStreams,
    Pace,
)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_twenty_first_message_of_a_minute_waits() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert [pace.wait("a") for _ in range(MESSAGES_A_MINUTE)] == [0] * MESSAGES_A_MINUTE
    clock.now = 20.0
    assert pace.wait("a") == 41


def test_conversations_do_not_slow_each_other() -> None:
    pace = Pace(Clock())
    for _ in range(MESSAGES_A_MINUTE):
        pace.wait("a")
    assert pace.wait("b") == 0


def test_a_minute_later_it_may_write_again() -> None:
    clock = Clock()
    pace = Pace(clock)
    for _ in range(MESSAGES_A_MINUTE):
        pace.wait("a")
    clock.now = 60.0
    assert pace.wait("a") == 0


def test_one_address_leaves_streams_to_the_others() -> None:
    streams = OpenStreams()
    with ExitStack() as opened:
        for number in range(STREAMS_OF_AN_ADDRESS):
            conversation_id = f"web-{number // STREAMS_OF_A_CONVERSATION}"
            assert streams.has_room(conversation_id, "203.0.113.7")
            opened.enter_context(streams.one(conversation_id, "203.0.113.7"))
        assert not streams.has_room("web-new", "203.0.113.7")
        assert not streams.has_room("web-0", "203.0.113.8")
        assert streams.has_room("web-new", "203.0.113.8")
    assert streams.has_room("web-0", "203.0.113.7")
    assert not streams._of_addresses
