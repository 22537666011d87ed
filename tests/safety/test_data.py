"""The written messages: varied, labelled, ours."""

import re
from collections import Counter

from iop.safety.utterances import answers, everyday, learned, news, written
from iop.safety.verdict import ROUTES
from tests.safety.conftest import HERE, lines

METHODS = re.compile(r"\b\d+\s?(mg|ml|milligrams|grams|milliliters)\b", re.IGNORECASE)


def test_there_is_enough_of_everything():
    count = Counter(u.label for u in written())
    assert set(count) == {*ROUTES, "soft", "plain"}
    assert min(count.values()) >= 200
    assert sum(count.values()) >= 1_800


def test_no_message_has_two_meanings():
    labels: dict = {}
    for u in written():
        labels.setdefault(u.text.lower(), set()).add(u.label)
    assert not [text for text, found in labels.items() if len(found) > 1]


def test_no_message_is_news_and_none_or_of_two_kinds():
    count = Counter(u.text.lower() for u in news())
    assert not [text for text, times in count.items() if times > 1]


def test_no_doses():
    assert not [u.text for u in [*written(), *news()] if METHODS.search(u.text)]


def test_everyday_requests_are_the_same_every_time():
    assert everyday(50) == everyday(50)
    assert answers(50) == answers(50)


def test_blind_messages_were_not_learned():
    texts = {u.text.lower() for u in learned()}
    for path in sorted((HERE / "data").glob("blind*.jsonl")):
        assert not [row["text"] for row in lines(path) if row["text"].lower() in texts]


def test_ordinary_messages_were_not_learned():
    texts = {u.text.lower() for u in learned()}
    assert not [row["text"] for row in lines(HERE / "data" / "ordinary.jsonl") if row["text"].lower() in texts]


def test_evaluation_messages_were_not_learned(datasets):
    texts = {u.text.lower() for u in learned()}
    assert not [row["text"] for row in lines(datasets / "crisis_dev.jsonl") if row["text"].lower() in texts]
