import pytest

from iop.channels.sms.text import BASIC, is_gsm7, parts, plain, split


def test_the_alphabet_has_its_127_characters():
    assert len(BASIC) == 127


def test_typographic_characters_are_replaced():
    text = plain("\u201cIt\u2019s open 9\u20135\u2026\u201d")
    assert text == '"It\'s open 9-5..."'
    assert is_gsm7(text)


@pytest.mark.parametrize(("letter", "fits"), [*((c, True) for c in "ñÑüé¿¡"), *((c, False) for c in "áíóú")])
def test_spanish_letters(letter, fits):
    assert is_gsm7(letter) is fits
    assert plain(letter) == letter


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("€" * 152, 2),
        ("€" * 153, 3),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("á" * 134, 2),
        ("á" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 66, 2),
        ("😀" * 67, 3),
    ],
)
def test_parts(text, count):
    assert parts(text) == count


@pytest.mark.parametrize("whole", ["(212) 555-0123", "+1 212 555 0123", "https://example.org/a/long/way?x=1", "988"])
def test_links_and_numbers_stay_whole_at_every_place(whole):
    for before in range(1, 60):
        text = "x" * before + " " + whole + ", then more words."
        messages = split(text, limit=60)
        assert all(len(message) <= 60 for message in messages)
        assert any(whole in message for message in messages)
        assert "".join("".join(messages).split()) == "".join(text.split())


def test_a_link_longer_than_a_message_stays_whole():
    link = "https://example.org/" + "a" * 400
    assert split("See " + link + " today.") == ["See", link, "today."]


def test_nothing_is_no_message():
    assert split(" \n ") == []
