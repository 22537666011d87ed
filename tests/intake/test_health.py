"""What stands beside health is kept, and health is not."""

from typing import List

import pytest

from iop.intake.besides import told_besides
from iop.intake.health import is_clinical, without_health


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("my son, he is 23 and using heroin again", ["he is 23"]),
        ("my 19 year old son is on fentanyl", ["my 19 year old son"]),
        ("my boyfriend is 30 addicted to percocet", ["my boyfriend is 30"]),
        ("mi hijo de 19 años usa fentanilo", ["mi hijo de 19 años"]),
        (
            "I was discharged from Denver Health detox yesterday and they told me to call an IOP",
            ["I was discharged from Denver Health detox yesterday"],
        ),
        ("he just got kicked out of sober living", ["he just got kicked out of sober living"]),
        ("I was in your program 3 years ago and relapsed", ["I was in your program 3 years ago"]),
        ("i relapsed after i lost my job", ["i lost my job"]),
        ("im 12 days sober", []),
        ("i take 8 xanax a day and want off", []),
        ("2 bottles of wine a night", []),
        ("she got out of alcohol detox on friday", []),
    ],
)
def test_what_stands_beside_health_is_kept(said: str, kept: List[str]) -> None:
    assert told_besides(said) == kept


def test_a_place_is_no_health() -> None:
    assert not is_clinical("kicked out of a sober house")
    assert is_clinical("i want to be sober")


def test_a_wish_is_kept_without_health() -> None:
    assert without_health("don't say it's about drinking") == "don't say it's about ..."
