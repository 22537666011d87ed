from pathlib import Path
from typing import Dict

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from iop.admissions.leads import Leads
from iop.cli import app
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database
from iop.storage.schema import outbox
from tests.admissions.people import BARTHOLOMEW, ROSALIND, consent, submission

pytestmark = pytest.mark.usefixtures("var_folder")


def states() -> Dict[int, str]:
    with database().connect() as connection:
        return {row.id: row.state for row in connection.execute(sa.select(outbox))}


def test_what_was_delivered_is_not_sent_again_by_a_wrong_number(var_folder: Path) -> None:
    leads = Leads(database(), installed_cipher())
    leads.save(ROSALIND, consent(), **submission())
    leads.save(BARTHOLOMEW, consent(), **submission(2))
    delivered, dead = sorted(states())
    with database().begin() as connection:
        connection.execute(outbox.update().where(outbox.c.id == delivered).values(state="delivered"))
        connection.execute(outbox.update().where(outbox.c.id == dead).values(state="dead"))
    done = CliRunner().invoke(app, ["outbox", "resend", str(delivered)])
    assert done.exit_code == 1
    assert f"There is no row {delivered} in the outbox that waits" in done.output
    assert states() == {delivered: "delivered", dead: "dead"}
    assert CliRunner().invoke(app, ["outbox", "resend", str(dead)]).output == "1 will be sent now.\n"
