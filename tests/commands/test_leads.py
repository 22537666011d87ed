"""The commands, as staff run them."""

import dataclasses
import datetime as dt
import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from iop.admissions.leads import Leads
from iop.channels.sms import consent as consent_record
from iop.channels.sms.people import People
from iop.cli import app
from iop.settings import settings
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database
from iop.storage.schema import leads as table
from iop.who import this_user
from tests.admissions.people import BARTHOLOMEW, ROSALIND, consent, submission

pytestmark = pytest.mark.usefixtures("var_folder")
RUNNER = CliRunner()


def iop(*words: str, code: int = 0) -> str:
    done = RUNNER.invoke(app, list(words), env={"COLUMNS": "200"})
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture(autouse=True)
def _two_leads(var_folder: Path) -> None:
    leads = Leads(database(), installed_cipher())
    leads.save(ROSALIND, consent(), **submission(crisis="self_harm"))
    leads.save(BARTHOLOMEW, consent(), **submission(2))


def test_staff_see_who_cannot_be_texted() -> None:
    cipher = installed_cipher()
    with database().begin() as connection:
        conversation_id = People(database(), cipher).conversation(connection, str(ROSALIND.phone), "twilio")
        consent_record.record(connection, conversation_id, consent_record.STOPPED, "message")
    assert [lead["no_texts"] for lead in json.loads(iop("leads", "--json"))] == ["opted_out", None]
    assert "opted_out" in iop("leads")


def test_the_list_is_readable() -> None:
    shown = iop("leads")
    assert "Rosalind Quackenbush" in shown
    assert "CRISIS" in shown
    assert "pending" in shown


def test_programs_get_everything() -> None:
    first, second = json.loads(iop("leads", "--json"))
    assert first["fields"]["phone"] == "+13035550177"
    assert (second["number"], second["status"], second["delivery"]) == (2, "new", "pending")


def test_a_lead_is_picked_up_closed_and_deleted() -> None:
    assert iop("leads", "pick-up", "1") == "Inquiry #1 is picked up.\n"
    assert json.loads(iop("leads", "--json"))[0]["status"] == "picked_up"
    iop("leads", "close", "1")
    assert json.loads(iop("leads", "--json"))[0]["status"] == "closed"
    iop("leads", "delete", "1", "--yes")
    assert [lead["number"] for lead in json.loads(iop("leads", "--json"))] == [2]
    assert "There is no inquiry #1" in iop("leads", "close", "1", code=1)


def test_who_has_an_inquiry_is_in_the_list_and_who_comes_second_is_told() -> None:
    iop("leads", "pick-up", "2")
    assert f"picked_up by {this_user()}" in iop("leads")
    assert [lead["picked_up_by"] for lead in json.loads(iop("leads", "--json"))] == [None, this_user()]
    assert f"Inquiry #2 was picked up by {this_user()} at 20" in iop("leads", "pick-up", "2", code=1)


def test_a_broken_facility_file_keeps_nobody_from_the_inquiries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "facility", tmp_path / "none.yml", raising=False)
    shown = iop("leads")
    assert "since (UTC)" in shown
    assert "Rosalind Quackenbush" in shown


def test_nothing_is_deleted_without_a_yes() -> None:
    shown = iop("leads", "delete", "2")
    assert "Inquiry #2 of 20" in shown
    assert "new, delivery: pending" in shown
    assert "Add --yes" in shown
    assert "Bartholomew" not in shown
    assert len(json.loads(iop("leads", "--json"))) == 2
    assert "There is no inquiry #9" in iop("leads", "delete", "9", code=1)


def test_nothing_that_people_wrote_steers_the_terminal() -> None:
    leads = Leads(database(), installed_cipher())
    nasty = "Mal\x1b]0;owned\x07\x9b2J\r#9"
    leads.save(dataclasses.replace(ROSALIND, first_name=nasty, phone="+13035550188"), consent(), **submission(3))
    shown = [iop("leads"), iop("leads", "--json"), iop("leads", "export", "3")]
    assert not any(letter in text for text in shown for letter in "\x1b\x07\x9b\r")
    assert "Mal ]0;owned 2J #9" in shown[0]
    assert json.loads(shown[1])[2]["fields"]["first_name"] == nasty


def test_an_export_is_for_its_owner_only_and_overwrites_nothing(tmp_path: Path) -> None:
    out = tmp_path / "export.json"
    iop("leads", "export", "--out", str(out))
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert len(json.loads(out.read_text())) == 2
    assert "Name a new file" in iop("leads", "export", "2", "--out", str(out), code=1)


def test_the_outbox_lists_what_waits() -> None:
    assert iop("outbox").count("created") == 2
    assert iop("outbox", "resend", "all") == "2 will be sent now.\n"
    assert "no row 99" in iop("outbox", "resend", "99", code=1)
    assert "is not disabled" in iop("outbox", "enable", "crm", code=1)


def test_the_list_keeps_who_picked_up_and_tells_the_time_of_the_centre(monkeypatch: pytest.MonkeyPatch) -> None:
    with database().begin() as connection:
        connection.execute(table.update().values(updated_at=dt.datetime(2026, 11, 24, 17, 30)))
    monkeypatch.setenv("SUDO_USER", "maria")
    iop("leads", "pick-up", "1")
    monkeypatch.setenv("SUDO_USER", "kim")
    iop("leads", "close", "1")
    shown = iop("leads")
    assert "picked_up by maria" in shown
    assert "closed by kim" in shown
    assert "since (Mountain Time)" in shown
    assert "2026-11-24 10:30 AM" in shown
