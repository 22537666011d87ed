"""Which kind of good news a message after the crisis texts is."""

from pathlib import Path

import pytest

from iop import safety
from iop.safety import detector
from iop.safety import news as reading
from iop.safety.utterances import NEWS, news

pytestmark = pytest.mark.usefixtures("trained")


@pytest.fixture
def _forget_reader():
    reading.shared_reader.cache_clear()
    yield
    reading.shared_reader.cache_clear()


def test_written_messages_are_told_as_they_were_written():
    reader = reading.shared_reader()
    wrong = [u.text for u in news()[::20] if reader.kind(u.text) != (u.kind if u.label == NEWS else None)]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ambulence just pulled up outside", "doctors_or_police"),
        ("the EMTs are working on my brother", "doctors_or_police"),
        ("my uncle is driving me to the hospitl", "to_the_hospital"),
        ("posion control told us she will be fine", "experts_said"),
        ("Mi tía está aquí conmigo", "with_people"),
        ("la policía se llevó las armas", "out_of_reach"),
    ],
)
def test_other_wordings_are_read_misspelt_and_in_spanish(text, kind):
    assert safety.kind_of_news(text) == kind


def test_a_message_that_speaks_of_danger_has_to_be_news_for_sure(monkeypatch):
    assert safety.kind_of_news("the police took the gun", speaks_of_danger=True) == "out_of_reach"
    monkeypatch.setattr(reading, "SURE_IN_DANGER", 100.0)
    assert safety.kind_of_news("the police took the gun", speaks_of_danger=True) is None
    assert safety.kind_of_news("the police took the gun") == "out_of_reach"


def test_without_the_encoder_nothing_is_news(monkeypatch):
    monkeypatch.setattr(reading, "meaning_of", lambda _: None)
    assert safety.kind_of_news("the ambulance is here") is None


@pytest.mark.usefixtures("_forget_reader")
def test_without_the_trained_file_nothing_is_news_until_it_is_there(monkeypatch, tmp_path: Path):
    with monkeypatch.context() as patch:
        patch.setenv("IOP_CACHE", str(tmp_path))
        assert safety.kind_of_news("the ambulance is here") is None
    assert safety.kind_of_news("the ambulance is here") == "doctors_or_police"


def test_danger_is_read_without_the_reader_of_news(monkeypatch):
    monkeypatch.setattr(reading, "shared_reader", lambda: 1 / 0)
    assert safety.kind_of_news("the ambulance is here") is None
    assert detector.check("i want to kill myself").route == "suicide_self"


@pytest.mark.parametrize(
    "text",
    ["i just swung my legs over the edge", "the voices got so loud", "she stopped responding to me", "no se despierta"],
)
def test_that_danger_grows_is_read_in_other_wordings(text):
    assert safety.is_worse(text)


@pytest.mark.parametrize(
    "text", ["i have therapy on tuesday", "my uncle took the rifle home with him", "i miss him", "ok"]
)
def test_other_messages_say_no_such_thing(text):
    assert not safety.is_worse(text)


def test_that_somebody_does_not_wake_is_read_without_the_reader(monkeypatch):
    monkeypatch.setattr(reading, "shared_reader", lambda: 1 / 0)
    assert safety.is_worse("he is not waking up")
    assert not safety.is_worse("the voices got so loud")


@pytest.mark.parametrize(
    "text",
    [
        "he is outside my apartment right now",
        "my ex boyfriend is at my window",
        "he loaded the shotgun and left",
        "he went out back with the rifle",
        "they say if i dont do it shell burn in hell",
        "theyll be better off with the insurance money",
        "shes posting pics of pills now",
    ],
)
def test_danger_that_comes_nearer_grows(text):
    assert safety.is_worse(text)


@pytest.mark.parametrize(
    "text",
    [
        "hes outside mowing the lawn",
        "he went out to get milk",
        "do they take my insurance",
        "my insurance is through his job",
        "my sister is outside now",
    ],
)
def test_what_sounds_near_to_that_is_no_danger_that_grows(text):
    assert not safety.is_worse(text)


@pytest.mark.parametrize(
    "text",
    ["gave the pistol to my mom", "my wife has the keys to the gun safe", "the 9mm is with my sister now"],
)
def test_means_that_are_with_somebody_else_are_out_of_reach(text):
    assert safety.kind_of_news(text) == "out_of_reach"
