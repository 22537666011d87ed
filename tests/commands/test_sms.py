from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from iop.admissions.leads import Leads
from iop.cli import app
from iop.settings import settings
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database
from iop.storage.schema import audit
from tests.admissions.people import ROSALIND, consent, submission
from tests.channels.sms.stand_ins import ACCOUNT, OURS, PUBLIC, TOKEN


@pytest.fixture(autouse=True)
def _a_lead(var_folder: Path) -> None:
    Leads(database(), installed_cipher()).save(ROSALIND, consent(), **submission())


def test_texts_are_sent_only_where_they_are_on() -> None:
    done = CliRunner().invoke(app, ["sms", "send", "1", "hello"])
    assert done.exit_code == 1
    assert "Text messages are off" in done.output


def test_who_texts_somebody_has_looked_at_the_inquiry_and_exported_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    on = {"twilio_account_sid": ACCOUNT, "twilio_auth_token": TOKEN, "twilio_from": OURS, "public_url": PUBLIC}
    for name, value in on.items():
        monkeypatch.setattr(settings(), name, value, raising=False)
    done = CliRunner().invoke(app, ["sms", "send", "1", "hello"])
    assert done.output == "The text to inquiry #1 will be sent.\n"
    with database().connect() as connection:
        assert connection.execute(sa.select(audit.c.what)).scalars().all() == ["show"]
