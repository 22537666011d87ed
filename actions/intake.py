"""Takes contact details, one short question at a time, and deletes them again when asked."""

import asyncio
from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.intake_talk import FORM, SLOT, Talk, leads
from actions.turn import turn
from iop.errors import IopError
from iop.facility import facility
from iop.intake.draft import Draft
from iop.intake.replies import DELETE, reply_in


class IntakeForm(Action):
    """The form `intake_form`: Rasa calls it for every message while it is open."""

    def name(self) -> str:
        """Returns the form's name, which this action overrides."""
        return FORM

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Reads one message, and asks the next question."""
        message = tracker.latest_message or {}
        intent = (message.get("intent") or {}).get("name")
        if intent == "crisis":
            return [ActiveLoop(None), FollowupAction("action_crisis")]
        draft = Draft.from_slot(tracker.get_slot(SLOT))
        if draft is None or (tracker.active_loop or {}).get("name") != FORM:
            return Talk(dispatcher, tracker, draft).open()
        if intent == "delete_details" or reply_in(str(message.get("text") or "")) == DELETE:
            return [ActiveLoop(None), *await delete_details(dispatcher, tracker)]
        return await Talk(dispatcher, tracker, draft).go_on()


class ActionDeleteDetails(Action):
    """Deletes what the person gave in this conversation, and says so."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_delete_details"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Deletes, or says that it could not be done and who can."""
        return await delete_details(dispatcher, tracker)


async def delete_details(dispatcher: CollectingDispatcher, tracker: Tracker) -> List[EventType]:
    """Deletes the leads and the draft of a conversation, and says so; if it fails, says that."""
    try:
        await asyncio.get_running_loop().run_in_executor(None, lambda: leads().delete_of(tracker.sender_id))
    except IopError:
        dispatcher.utter_message(response="utter_intake_delete_failed", **turn("intake"))
        return []
    days = str(facility().handoff.retention_days.conversations)
    dispatcher.utter_message(response="utter_intake_deleted", days=days, **turn("intake"))
    return [SlotSet(SLOT, Draft().as_slot())]
