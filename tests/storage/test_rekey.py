import threading
from functools import partial
from pathlib import Path
from typing import List

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.admissions.leads import Leads, SavedLead
from iop.admissions.together import sealed_columns
from iop.channels.inbox import Inbox
from iop.errors import SetupError
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from iop.storage.rekey import rekey
from iop.storage.schema import metadata
from tests.admissions.people import BARTHOLOMEW, ROSALIND, consent, submission

NEW_AND_OLD = Cipher("new", "old")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path}/iop.db")


def encrypt_anew(engine: Engine) -> int:
    return rekey(engine, NEW_AND_OLD, {"leads": partial(sealed_columns, NEW_AND_OLD)})


def values(engine: Engine) -> List[bytes]:
    with engine.connect() as connection:
        return [
            row.sealed
            for table in metadata.sorted_tables
            if "sealed" in table.c
            for row in connection.execute(sa.select(table.c.sealed))
            if row.sealed is not None
        ]


def test_afterwards_the_new_secret_alone_reads_everything_and_knows_the_same_person(engine: Engine) -> None:
    Leads(engine, Cipher("old")).save(ROSALIND, consent(), **submission())
    Inbox(engine, Cipher("old")).receive("web-1", "m1", "hello")
    assert encrypt_anew(engine) == 3
    new = Cipher("new")
    assert all(new.open(sealed) for sealed in values(engine))
    assert Leads(engine, new).save(ROSALIND, consent(), **submission(2)) == SavedLead(1, updated=True)
    assert encrypt_anew(engine) == 0


def test_before_it_the_same_person_is_known_by_both_secrets(engine: Engine) -> None:
    Leads(engine, Cipher("old")).save(ROSALIND, consent(), **submission())
    assert Leads(engine, NEW_AND_OLD).save(ROSALIND, consent(), **submission(2)) == SavedLead(1, updated=True)


def test_deleted_leads_stay_empty(engine: Engine) -> None:
    leads = Leads(engine, Cipher("old"))
    leads.save(ROSALIND, consent(), **submission())
    leads.delete_of("web-1")
    assert encrypt_anew(engine) == 0


def test_it_runs_while_others_write(engine: Engine, tmp_path: Path) -> None:
    """One process still writes with the old secret and one with the new; nothing is lost or left behind."""
    old_inbox = Inbox(engine, Cipher("old"))
    for number in range(250):
        old_inbox.receive("web-1", f"before-{number}", f"text {number}")
    stop = threading.Event()
    written: List[str] = []

    def write(cipher: Cipher, name: str) -> None:
        inbox = Inbox(open_database.__wrapped__(f"sqlite:///{tmp_path}/iop.db"), cipher)
        number = 0
        while not stop.is_set() and number < 40:
            inbox.receive("web-2", f"{name}-{number}", f"{name} {number}")
            written.append(f"{name} {number}")
            number += 1

    writers = [
        threading.Thread(target=write, args=(Cipher("old", "new"), "old")),
        threading.Thread(target=write, args=(NEW_AND_OLD, "new")),
    ]
    for writer in writers:
        writer.start()
    assert encrypt_anew(engine) >= 250
    stop.set()
    for writer in writers:
        writer.join()
    encrypt_anew(engine)
    texts = [Cipher("new").open(sealed) for sealed in values(engine)]
    assert sorted(texts) == sorted([*written, *(f"text {number}" for number in range(250))])


def test_a_secret_that_nobody_knows_stops_it_with_a_clear_error(engine: Engine) -> None:
    Leads(engine, Cipher("lost")).save(BARTHOLOMEW, consent(), **submission())
    with pytest.raises(SetupError, match="another secret"):
        encrypt_anew(engine)
