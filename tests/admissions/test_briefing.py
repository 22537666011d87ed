from typing import List

import pytest
from sqlalchemy.engine import Engine

from iop.admissions.briefing import read_message, summary
from iop.admissions.outbox import add_crisis_alert
from iop.admissions.queue import Queue
from iop.channels.sms.outbox import CRISIS, add
from iop.storage.encryption import Cipher
from iop.storage.schema import sms_outbox
from tests.admissions.people import BARTHOLOMEW, ROSALIND
from tests.admissions.running import centre


def test_the_summary_is_short_and_says_only_what_was_said() -> None:
    assert summary(BARTHOLOMEW.as_dict(), [], None) == [
        "For: themselves",
        "Name: Bartholomew",
        "Reach: +17205550188",
    ]


def test_the_fullest_summary_has_ten_lines_and_begins_with_the_crisis() -> None:
    lines = summary(ROSALIND.as_dict(), [f"Question {n}?" for n in range(30)], "suicide_self")
    assert len(lines) == 10
    assert lines[0] == "CRISIS: the conversation spoke of danger (suicide_self)"
    assert "Reach: +13035550177, rosalind.q@mailhaven.test, text messages: yes, voicemail: no" in lines


def test_a_line_stays_one_line() -> None:
    assert summary({"note": "one\ntwo"}, [], None) == ["Note: one two"]


@pytest.mark.parametrize(
    ("channel", "states", "said"),
    [
        ("web", [], "shown"),
        ("sms", [], "handed_over"),
        ("sms", ["sent", "delivered"], "handed_over"),
        ("sms", ["delivered", "delivered"], "delivered"),
        ("sms", ["delivered", "pending"], "waiting"),
        ("sms", ["sending"], "waiting"),
        ("sms", ["delivered", "failed"], "lost"),
        ("sms", ["dropped", "pending"], "lost"),
    ],
)
def test_an_alert_says_what_became_of_the_crisis_texts(
    engine: Engine, cipher: Cipher, channel: str, states: List[str], said: str
) -> None:
    with engine.begin() as connection:
        add(connection, cipher, "c-1", CRISIS, ["Call 988."] * len(states))
        for number, state in enumerate(states, 1):
            connection.execute(sms_outbox.update().where(sms_outbox.c.id == number).values(state=state))
        add_crisis_alert(connection, "c-1", channel, "suicide_self")
    queue = Queue(engine)
    queue.address(centre().handoff)
    claimed = queue.claim("log")
    assert claimed is not None
    told = read_message(engine, cipher, claimed)
    assert told is not None
    assert told.data == {"conversation_id": "c-1", "channel": channel, "crisis_texts": said}
