"""What is stored of an intake."""

from pathlib import Path

import sqlalchemy as sa
from rasa_sdk import Tracker

from actions.intake_lead import save
from iop.intake.draft import Draft
from iop.storage.engine import database
from iop.storage.schema import submissions


async def test_the_consent_is_kept_in_the_words_that_were_shown(var_folder: Path) -> None:
    draft = Draft(fields={"phone": "+13035550142"}, shown={"text": "Words of last month.", "version": "2026-10"})
    await save(Tracker("c", {}, {}, [], False, None, {}, ""), draft)
    with database().connect() as connection:
        kept = connection.execute(sa.select(submissions)).one()
    assert (kept.consent_text, kept.consent_version) == ("Words of last month.", "2026-10")
