"""Names that no list has."""

import pytest

from iop.intake.unusual_names import unusual_name_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("priyanka", "Priyanka"), ("Saoirse", "Saoirse"), ("oluwaseun", "Oluwaseun"), ("it's zeynep", "Zeynep"),
        ("BRAYLEIGH", "Brayleigh"), ("Dariusz!", "Dariusz"), ("Itzayana", "Itzayana"),
    ],
)  # fmt: skip
def test_an_unusual_name(text: str, name: str) -> None:
    assert unusual_name_in(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "hsuband",
        "dauhgter",
        "meself",
        "insurence",
        "whatevr",
        "thx",
        "idk",
        "bcs",
        "hgfds",
        "bonjour",
        "esposo",
        "nmae",
        "hijja",
        "ninguno",
        "priyanka wants help",
        "priyanka sharma",
        "",
        "12",
        "vivitrol 380",
        "x" * 50,
        "bo" * 5000,
    ],
)
def test_what_is_no_unusual_name(text: str) -> None:
    assert unusual_name_in(text) is None
