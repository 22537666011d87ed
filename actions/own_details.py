"""Answers about the details that a person gave, and what they say of them after the form."""

import re
from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.intake import delete_details
from actions.intake_lead import save
from actions.message import entities_of, language_of_talk, latest_text
from actions.ordinary import reply_as_usual
from actions.own_state import say_about_own
from actions.turn import earlier_replies, is_of_the_form, turn
from iop.errors import IopError
from iop.intake.corrections import cancels_it, corrects
from iop.intake.details import read
from iop.intake.draft import FORM, SLOT, Draft
from iop.intake.noted_numbers import note_without_number
from iop.intake.own_details import SENT, asks_about_own
from iop.intake.permission import refusal_in
from iop.intake.replies import RESUME, WHY, reply_in, says_to_send
from iop.intake.who_is_called import calls_somebody_else, calls_the_writer

_OF_THE_DETAILS = re.compile(r"\b(?:it|that|this|my \w+|est?o|mis? \w+)\b", re.IGNORECASE)


class ActionWithDetails(Action):
    """Replies while details are there and the form is not open: questions about them and corrections come first."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_with_details"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Answers what is asked about the details, opens the form for a correction, or replies as usual."""
        text = latest_text(tracker)
        draft = Draft.from_slot(tracker.get_slot(SLOT))
        asked, language = asks_about_own(text), language_of_talk(tracker, is_open=False)
        if asked:
            say_about_own(dispatcher, draft, asked, language)
            return []
        if reply_in(text) == WHY and _OF_THE_DETAILS.search(text) and _was_of_the_form(tracker):
            dispatcher.utter_message(response="utter_intake_why_contact", **turn("intake", language=language))
            return []
        if draft is not None and draft.fields and not draft.is_sent and reply_in(text) == RESUME:
            return [FollowupAction(FORM)]
        if draft is not None and draft.is_sent and reply_in(text) == RESUME:
            say_about_own(dispatcher, draft, SENT, language)
            return []
        if draft is not None and draft.fields and says_to_send(text):
            if not draft.is_sent:
                return [FollowupAction(FORM)]
            say_about_own(dispatcher, draft, SENT, language)
            return []
        if draft is not None and draft.has_sent:
            if cancels_it(text):
                return await delete_details(dispatcher, tracker, "utter_intake_withdrawn")
            if await _refuses(dispatcher, tracker, draft):
                return [SlotSet(SLOT, draft.as_slot())]
            if note_without_number(text, draft.fields.get("note")) is not None or _corrects(text, tracker):
                return [FollowupAction(FORM)]
        return await reply_as_usual(dispatcher, tracker, domain)


async def _refuses(dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft) -> bool:
    """Whether the person refuses texts or voicemail and admissions knows it now: what takes back asks for no yes."""
    text = latest_text(tracker)
    refused = refusal_in(text)
    if not (refused and draft.is_sent) or set(read(text).fields) - set(refused):
        return False
    changed = Draft(**{**draft.as_slot(), "fields": {**draft.fields, **refused}})
    try:
        await save(tracker, changed)
    except IopError:
        return False
    draft.fields.update(refused)
    say_about_own(dispatcher, draft, SENT, language_of_talk(tracker, is_open=False))
    return True


def _was_of_the_form(tracker: Tracker) -> bool:
    return any(map(is_of_the_form, (earlier_replies(tracker) or [[]])[-1]))


def _corrects(text: str, tracker: Tracker) -> bool:
    return (
        calls_the_writer(text) or calls_somebody_else(text) or corrects(text, read(text, entities_of(tracker)).fields)
    )
