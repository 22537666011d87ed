"""Takes contact details, one short question at a time, and takes them back when asked."""

import asyncio
from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.crisis import note_crisis
from actions.intake_lead import leads
from actions.intake_talk import Talk
from actions.message import intent_of, language_of_talk, latest_text
from actions.own_state import say_about_own
from actions.turn import turn
from iop.errors import IopError
from iop.facility import facility
from iop.intake.corrections import cancels, to_remove
from iop.intake.details import read
from iop.intake.draft import FORM, SLOT, Draft
from iop.intake.language import LANGUAGE
from iop.intake.own_details import HELD, MISSED, SENT, WAITING, asks_about_own
from iop.intake.replies import DELETE, reply_in


class IntakeForm(Action):
    """The form `intake_form`: Rasa calls it for every message while it is open."""

    def name(self) -> str:
        """Returns the form's name, which this action overrides."""
        return FORM

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Reads one message, and asks the next question."""
        intent = intent_of(tracker).get("name")
        if intent == "crisis":
            return [ActiveLoop(None), *note_crisis(dispatcher, tracker)]
        draft = Draft.from_slot(tracker.get_slot(SLOT))
        talk = Talk(dispatcher, tracker, draft)
        if draft is None or (tracker.active_loop or {}).get("name") != FORM:
            return [*talk.open(), SlotSet(LANGUAGE, talk.language)]
        text = latest_text(tracker)
        if asks_about_own(text):
            return [*await talk.go_on(), SlotSet(LANGUAGE, talk.language)]
        if (intent == "delete_details" or reply_in(text) == DELETE) and not draft.has_besides(to_remove(text)):
            return [ActiveLoop(None), *await delete_details(dispatcher, tracker, "utter_intake_deleted")]
        if intent == "cancel_call" and draft.changes and cancels(text):
            return [ActiveLoop(None), *await delete_details(dispatcher, tracker, "utter_intake_withdrawn")]
        return [*await talk.go_on(), SlotSet(LANGUAGE, talk.language)]


class ActionDeleteDetails(Action):
    """Deletes what the person gave in this conversation, and says so."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_delete_details"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Deletes, or says that it could not be done and who can; a question about it deletes nothing."""
        asked = asks_about_own(latest_text(tracker))
        if asked:
            say_about_own(dispatcher, Draft.from_slot(tracker.get_slot(SLOT)), asked, language_of_talk(tracker, False))
            return []
        draft, removed = Draft.from_slot(tracker.get_slot(SLOT)), to_remove(latest_text(tracker))
        if draft is not None and draft.fields and draft.has_besides(removed):
            return _leave_out(dispatcher, tracker, draft, removed)
        return await delete_details(dispatcher, tracker, "utter_intake_deleted")


class ActionCancelCall(Action):
    """Takes back that somebody should call."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_cancel_call"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Deletes what was sent, so that nobody calls; a change is taken up, and of a question nothing is deleted."""
        text = latest_text(tracker)
        if not was_sent(tracker) or cancels(text):
            return await delete_details(dispatcher, tracker, "utter_intake_withdrawn")
        if read(text).fields:
            talk = Talk(dispatcher, tracker, Draft.from_slot(tracker.get_slot(SLOT)))
            return [*talk.open(), SlotSet(LANGUAGE, talk.language)]
        dispatcher.utter_message(response="utter_sent", **turn("intake"))
        return []


class ActionNevermind(Action):
    """Leaves it, whatever it was."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_nevermind"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Says that this is fine; where details were sent, that they are, and how to take them back."""
        response = "utter_nevermind_sent" if was_sent(tracker) else "utter_nevermind"
        dispatcher.utter_message(response=response, **turn("smalltalk"))
        return []


class ActionIsItSent(Action):
    """Says whether admissions has the details."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_is_it_sent"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Says so, and how to take them back or give them."""
        draft = Draft.from_slot(tracker.get_slot(SLOT))
        asked = asks_about_own(latest_text(tracker))
        if asked in (WAITING, MISSED):
            say_about_own(dispatcher, draft, asked, language_of_talk(tracker, False))
            return []
        if draft is not None and draft.is_withdrawn and not draft.has_sent:
            say_about_own(dispatcher, draft, SENT, language_of_talk(tracker, False))
            return []
        dispatcher.utter_message(response="utter_sent" if was_sent(tracker) else "utter_not_sent", **turn("intake"))
        return []


def _leave_out(dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, removed: List[str]) -> List[EventType]:
    """Forgets a part of the details; of what was sent, once the person agrees to the change."""
    if draft.is_sent:
        talk = Talk(dispatcher, tracker, draft)
        return [*talk.open(), SlotSet(LANGUAGE, talk.language)]
    draft.leave_out(removed)
    say_about_own(dispatcher, draft, HELD, language_of_talk(tracker, False))
    return [SlotSet(SLOT, draft.as_slot())]


def was_sent(tracker: Tracker) -> bool:
    """Returns whether admissions has details that were given in the conversation."""
    draft = Draft.from_slot(tracker.get_slot(SLOT))
    return draft is not None and draft.has_sent


async def delete_details(dispatcher: CollectingDispatcher, tracker: Tracker, done: str) -> List[EventType]:
    """Deletes the leads and the draft of a conversation, and says so; if it fails, says that.

    Args:
        dispatcher: Says things.
        tracker: The conversation.
        done: The response where there was something to delete.
    """
    draft = Draft.from_slot(tracker.get_slot(SLOT))
    try:
        deleted = await asyncio.to_thread(lambda: leads().delete_of(tracker.sender_id))
    except IopError:
        dispatcher.utter_message(response="utter_intake_delete_failed", **turn("intake"))
        return []
    something = deleted or (draft is not None and draft.fields)
    if something and not (deleted or was_sent(tracker)) and done == "utter_intake_withdrawn":
        done = "utter_intake_stopped"
    days = str(facility().handoff.retention_days.conversations)
    dispatcher.utter_message(response=done if something else "utter_intake_nothing_stored", days=days, **turn("intake"))
    was_withdrawn = draft is not None and draft.is_withdrawn
    return [SlotSet(SLOT, Draft(is_withdrawn=bool(something) or was_withdrawn).as_slot())]
