"""A whole installation at DEBUG: what people write and give is readable in no log and no file."""

from pathlib import Path

import sqlalchemy as sa

from iop.admissions.leads import Leads
from iop.storage import schema
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from tests.admissions.people import BARTHOLOMEW, ROSALIND, TRACES, consent, submission
from tests.server import Server
from tests.waiting import wait_for

SAID = [
    "what does it cost for my sister Wilhelmina",
    "hi, my name is Rosalind Quackenbush, my number is 303-555-0177, it's for my sister, evenings",
    "you can write to rosalind.q@mailhaven.test",
    "yes",
    "delete my details",
    "I want to kill myself, Bartholomew",
]


def test_nothing_personal_is_readable_in_the_logs_or_files_of_a_running_installation(tmp_path: Path) -> None:
    var = tmp_path / "var"
    server = Server(var, LOG_LEVEL="DEBUG").wait()
    try:
        engine = open_database(f"sqlite:///{var / 'iop.db'}")
        connection = engine.connect()  # as long as somebody is connected, the write-ahead log stays
        connection.execute(sa.select(schema.leads)).all()
        token = server.token()
        replies = []
        for number, text in enumerate(SAID):
            answer = server.say(token, text, f"m{number}")
            assert answer.status_code == 200
            replies += [message["text"] for message in answer.json()["messages"]]
        assert any("we have it" in reply for reply in replies), replies
        leads = Leads(engine, Cipher((var / "secret.key").read_text().strip()))
        leads.save(ROSALIND, consent(), **submission())
        leads.save(BARTHOLOMEW, consent(), **submission(2))
        handed_over = [f"Inquiry #{number} was handed over" for number in (2, 3)]
        for line in (*handed_over, "spoke of danger (suicide_self)"):
            wait_for(lambda line=line: line in server.text())
        files = {path: path.read_bytes() for path in var.iterdir()}
        connection.close()
        assert b"May we call you" in files[var / "iop.db-wal"], "the write-ahead log is searched too"
    finally:
        server.stop()
    log = server.text()
    assert " DEBUG " in log, "the log is as talkative as it can be"
    assert [trace for trace in TRACES if trace.lower() in log.lower()] == []
    found = [(path.name, trace) for path, content in files.items() for trace in TRACES if trace.encode() in content]
    assert found == []
