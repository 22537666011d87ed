"""One message to the open form, and a stand-in for what stores its details."""

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.intake_talk import Talk
from iop.admissions.leads import SavedLead
from iop.errors import LeadError
from iop.intake.consent import consent_words
from iop.intake.draft import CONFIRM, FORM, ORDER, SLOT, Draft
from iop.intake.language import LANGUAGE

FIELDS = {"first_name": "Ann", "phone": "+13035550142", "for_whom": "self"}
SAVED, SUMMARY = "utter_intake_saved", "utter_intake_ask_confirm"


class Database:
    """Stands in for `save`.

    Attributes:
        is_down: Whether nothing can be stored.
        stored: The fields that were stored.
    """

    def __init__(self) -> None:
        self.is_down = False
        self.stored: List[Dict[str, Any]] = []

    async def save(self, tracker: Tracker, draft: Draft) -> SavedLead:
        if self.is_down:
            raise LeadError("The database cannot be used.")
        self.stored.append(dict(draft.fields))
        return SavedLead(1, False)


async def turn(
    draft: Draft, text: str, found: Optional[Dict[str, Any]] = None, intent: str = "chitchat"
) -> Tuple[List[str], Draft]:
    """Returns the responses to one message while the form is open, and the draft after it."""
    said, draft = await messages(draft, text, intent, found=found)
    return [one["response"] for one in said], draft


async def messages(
    draft: Draft, text: str, intent: str, language: Optional[str] = None, found: Optional[Dict[str, Any]] = None
) -> Tuple[List[Dict[str, Any]], Draft]:
    """Returns all that is said to one message while the form is open, and the draft after it."""
    message = {"text": text, "intent": {"name": intent}, "entities": [], "understanding": found or {}}
    slots = {SLOT: draft.as_slot(), LANGUAGE: language}
    tracker = Tracker("c", slots, message, [], False, None, {"name": FORM}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = await Talk(dispatcher, tracker, draft).go_on()
    slot = next(event["value"] for event in events if event.get("name") == SLOT)
    return dispatcher.messages, Draft(**slot)


def at_the_summary() -> Draft:
    return Draft(fields=dict(FIELDS), asked=CONFIRM, done=list(ORDER), shown=consent_words().dict())
