"""Takes contact details, one short question at a time, and sends them only after an explicit yes."""

import asyncio
import datetime as dt
from typing import Any, Dict, List, Mapping, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import named_insurer, say_entry, understanding
from actions.turn import turn
from iop.admissions.hours import next_contact
from iop.admissions.lead import Consent
from iop.admissions.leads import Leads, SavedLead
from iop.errors import IopError
from iop.facility import facility
from iop.intake.consent import consent_words
from iop.intake.details import read
from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, NAME, TIME, Draft
from iop.intake.replies import BACK, DELETE, NO, SKIP, STOP, WHY, YES, reply_in
from iop.intake.summary import summary
from iop.settings import settings
from iop.storage.encryption import Cipher
from iop.storage.engine import database

FORM = "intake_form"
SLOT = "intake"
AGAIN = ("try again", "again", "retry", "send it again")
TALK = frozenset(
    """how_are_you bot_challenge ask_capabilities thank insult medical_advice ask_diagnosis ask_patient_status ask_jobs
    ask_vendor ask_media ask_billing_desk ask_records_desk prompt_injection cheat_or_illegal""".split()
)
"""Intents that are answered with their own line before the open question is asked again."""


def leads() -> Leads:
    """Returns the stored leads.

    Raises:
        IopError: if the database cannot be used.
    """
    return Leads(database(), Cipher(*settings().secrets()))


class IntakeForm(Action):
    """The form `intake_form`: Rasa calls it for every message while it is open."""

    def name(self) -> str:
        """Returns the form's name, which this action overrides."""
        return FORM

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Reads one message, and asks the next question."""
        message = tracker.latest_message or {}
        if (message.get("intent") or {}).get("name") == "crisis":
            return [ActiveLoop(None), FollowupAction("action_crisis")]
        draft = Draft.from_slot(tracker.get_slot(SLOT))
        talk = Talk(dispatcher, tracker, draft or Draft())
        if draft is None or (tracker.active_loop or {}).get("name") != FORM:
            return talk.open()
        return await talk.go_on()


class Talk:
    """One turn of the form.

    Args:
        dispatcher: Says things.
        tracker: The conversation.
        draft: What is known so far; changed in place.
    """

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft) -> None:
        self._dispatcher = dispatcher
        self._tracker = tracker
        self._draft = draft
        message = tracker.latest_message or {}
        self._text = str(message.get("text") or "")
        self._intent = str((message.get("intent") or {}).get("name"))
        self._entities: List[Mapping[str, Any]] = message.get("entities") or []

    def open(self) -> List[EventType]:
        """Begins, or goes on where it was left, with everything that was said before."""
        known_before = bool(self._draft.fields)
        for event in self._tracker.events:
            if event["event"] == "user" and event.get("text"):
                found = read(str(event["text"]), (event.get("parse_data") or {}).get("entities") or [])
                self._draft.take({name: value for name, value in found.fields.items() if name != "note"})
        if read(self._text, self._entities).sensitive:
            self._say("sensitive")
        self._say("resume" if known_before else "open")
        return self._ask_next()

    async def go_on(self) -> List[EventType]:
        """Reads the latest message while a question is open."""
        draft = self._draft
        details = read(self._text, self._entities, draft.asked)
        fields = {} if self._intent == "gibberish" else details.fields
        reply = reply_in(self._text)
        if details.sensitive:
            self._say("sensitive")
        if reply == DELETE or self._intent == "delete_details":
            return [ActiveLoop(None), SlotSet(SLOT, None), FollowupAction("action_delete_details")]
        if reply == STOP and not fields:
            self._say("stopped")
            return [ActiveLoop(None), SlotSet(SLOT, draft.as_slot())]
        if draft.asked == CONFIRM:
            return await self._confirm(fields, reply)
        if reply == WHY:
            self._say(f"why_{draft.asked}")
            return self._ask(short=True)
        if reply == BACK:
            draft.back()
            return self._ask()
        asks = self._asks_something(fields)
        answered = draft.take({k: v for k, v in fields.items() if not (asks and k == "best_time")})
        if asks:
            self._answer()
        if draft.asked in answered:
            return self._ask_next(short=asks)
        if asks or answered:
            return self._ask(short=True)
        if details.sensitive and draft.asked == EXTRAS:
            draft.skip()
            return self._ask_next()
        if reply in (SKIP, NO) and draft.asked != CONTACT:
            draft.skip()
            return self._ask_next()
        if self._intent in TALK:
            self._dispatcher.utter_message(response=f"utter_{self._intent}", **turn("intake"))
            return self._ask(short=True)
        return self._not_understood()

    def _asks_something(self, fields: Mapping[str, Any]) -> bool:
        """Whether the message is a question of the knowledge base, and not only an answer to ours."""
        if not understanding(self._tracker).get("answers"):
            return False
        first = self._text.strip().lower().split(" ")[0]
        asks = "?" in self._text or first in (
            "how",
            "what",
            "when",
            "where",
            "do",
            "does",
            "can",
            "is",
            "are",
            "will",
            "who",
        )
        return asks or not (fields or self._draft.asked in (NAME, TIME, EXTRAS))

    def _answer(self) -> None:
        found = understanding(self._tracker)
        report = turn("answer", found["answers"], found["confidence"])
        for entry in found["answers"]:
            say_entry(self._dispatcher, entry, named_insurer(self._tracker), report)

    async def _confirm(self, fields: Mapping[str, Any], reply: Optional[str]) -> List[EventType]:
        draft = self._draft
        agrees = reply == YES or self._text.strip().lower().rstrip(".!") in AGAIN
        if agrees and not fields:
            return await self._send()
        if fields:
            draft.take(fields)
            return self._ask_next()
        if understanding(self._tracker).get("answers") and "?" in self._text:
            self._answer()
            return self._ask(short=True)
        if not draft.fail():
            self._say("not_sent")
            return [ActiveLoop(None), SlotSet(SLOT, None)]
        self._say("change" if reply in (NO, STOP) else "again_confirm")
        return [SlotSet(SLOT, draft.as_slot())]

    async def _send(self) -> List[EventType]:
        """Stores the lead; only then the person hears that we have it."""
        try:
            words = consent_words()
            saved = await asyncio.get_running_loop().run_in_executor(None, self._save, words.text, words.version)
            when = next_contact(facility(), dt.datetime.now(dt.timezone.utc))
        except IopError:
            self._say("failed")
            return [SlotSet(SLOT, self._draft.as_slot())]
        self._say("updated" if saved.updated else "saved", when=when)
        return [ActiveLoop(None), SlotSet(SLOT, None)]

    def _save(self, text: str, version: str) -> SavedLead:
        channel = self._channel()
        return leads().save(
            self._draft.lead(),
            Consent(text, version, dt.datetime.now(dt.timezone.utc), channel),
            conversation_id=self._tracker.sender_id,
            draft_id=self._draft.id,
            channel=channel,
            questions=self._questions(),
            crisis=self._tracker.get_slot("crisis"),
        )

    def _channel(self) -> str:
        return "sms" if self._tracker.get_latest_input_channel() == "sms" else "web"

    def _questions(self) -> List[str]:
        """Returns the questions that were answered in the conversation, as the knowledge base words them."""
        asked = [
            entry["question"]
            for event in self._tracker.events
            if event["event"] == "user"
            for entry in ((event.get("parse_data") or {}).get("understanding") or {}).get("answers") or []
        ]
        return list(dict.fromkeys(asked))

    def _not_understood(self) -> List[EventType]:
        draft = self._draft
        if draft.fail():
            self._say(f"again_{draft.asked}")
            return [SlotSet(SLOT, draft.as_slot())]
        if draft.asked == CONTACT and not draft.can_be_reached:
            self._say("no_contact")
            return [ActiveLoop(None), SlotSet(SLOT, None)]
        draft.skip()
        return self._ask_next()

    def _ask_next(self, short: bool = False) -> List[EventType]:
        self._draft.next()
        return self._ask(short)

    def _ask(self, short: bool = False) -> List[EventType]:
        asked = self._draft.asked or self._draft.next()
        if asked == CONFIRM and not short:
            self._say("ask_confirm", summary=summary(self._draft.lead()), consent=consent_words().text)
        else:
            self._say(f"{'short' if short else 'ask'}_{asked}")
        return [ActiveLoop(FORM), SlotSet(SLOT, self._draft.as_slot()), SlotSet("offered", None)]

    def _say(self, what: str, **variables: str) -> None:
        self._dispatcher.utter_message(response=f"utter_intake_{what}", **variables, **turn("intake"))


class ActionDeleteDetails(Action):
    """Deletes what the person gave in this conversation, and says so."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_delete_details"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Deletes, or says that it could not be done and who can."""
        try:
            await asyncio.get_running_loop().run_in_executor(None, lambda: leads().delete_of(tracker.sender_id))
        except IopError:
            dispatcher.utter_message(response="utter_intake_delete_failed", **turn("intake"))
            return []
        dispatcher.utter_message(response="utter_intake_deleted", **turn("intake"))
        return [SlotSet(SLOT, None)]
