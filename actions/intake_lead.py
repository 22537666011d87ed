"""The lead of a conversation: what is known of it beforehand, and how it is stored."""

import asyncio
import datetime as dt
from typing import Any, Dict, List, Tuple

from rasa_sdk import Tracker
from sqlalchemy.exc import SQLAlchemyError

from actions.answers import questions_asked
from actions.intake_intents import CALLS
from actions.turn import channel_of
from iop.admissions.lead import Consent
from iop.admissions.leads import Leads, SavedLead
from iop.channels.sms.people import People
from iop.errors import IopError
from iop.intake.details import read
from iop.intake.draft import Draft
from iop.intake.who_is_called import is_own
from iop.plain import straight
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database


def leads() -> Leads:
    """Returns the stored leads.

    Raises:
        IopError: if the database cannot be used.
    """
    return Leads(database(), installed_cipher())


async def save(tracker: Tracker, draft: Draft) -> SavedLead:
    """Stores the details of a draft with the consent to the words that were shown.

    Raises:
        IopError: if they could not be stored: then nothing is.
    """
    channel = channel_of(tracker)
    consent = Consent(**draft.shown, given_at=dt.datetime.now(dt.timezone.utc), channel=channel)
    return await asyncio.to_thread(
        lambda: leads().save(
            draft.lead(),
            consent,
            conversation_id=tracker.sender_id,
            draft_id=draft.id,
            channel=channel,
            questions=questions_asked(tracker),
            crisis=tracker.get_slot("crisis"),
            changes=draft.changes,
        ),
    )


def known_beforehand(tracker: Tracker) -> Dict[str, Any]:
    """Returns the number of somebody who writes from it: it is not asked for."""
    if channel_of(tracker) != "sms":
        return {}
    try:
        number = People(database(), installed_cipher()).number_of(tracker.sender_id)
    except (IopError, SQLAlchemyError):
        return {}
    return {"phone": number} if number else {}


def said_before(tracker: Tracker) -> List[Tuple[Dict[str, Any], bool]]:
    """Returns what each message tells before the latest one, and whether of the writer's own; oldest first.

    What is told beside the details becomes the note only of messages that told details or asked for a call.
    """
    told: List[Tuple[Dict[str, Any], bool]] = []
    note = None
    for event in tracker.events:
        if event["event"] == "user" and event.get("text"):
            entities = (event.get("parse_data") or {}).get("entities") or []
            text = straight(str(event["text"]))
            tells = bool(read(text, entities).fields or CALLS.search(text))
            fields = read(text, entities, known={"note": note}, asks_for_call=tells).fields
            note = fields.get("note", note)
            told.append((fields, is_own(text)))
    return told[:-1]
