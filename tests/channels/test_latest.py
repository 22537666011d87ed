from iop.channels.latest import REMEMBERED, Latest


def test_memory_is_bounded() -> None:
    latest: Latest[int] = Latest()
    for number in range(REMEMBERED + 50):
        latest[str(number)] = number
    assert len(latest) == REMEMBERED
    assert next(iter(latest)) == "50"


def test_the_conversation_that_was_silent_longest_is_forgotten_first() -> None:
    latest: Latest[int] = Latest(most=2)
    for conversation_id in ("web-1", "web-2", "web-1", "web-3"):
        latest[conversation_id] = 0
    assert list(latest) == ["web-1", "web-3"]
