"""Sends the details that were agreed to, and says what becomes of those that were declined."""

import datetime as dt
import re
from typing import List, Optional

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.answers import questions_asked
from actions.crisis import say_not_to_wait
from actions.intake_lead import save
from actions.intake_turn import DECLINED, NOT_SAVED, Turn
from iop.admissions.hours import next_contact
from iop.admissions.lead import REFERRAL
from iop.errors import IopError
from iop.facility import facility
from iop.intake.besides import told_besides
from iop.intake.consent import is_current
from iop.intake.contact import without_sensitive
from iop.intake.draft import CONTACT, FORM, SLOT, Draft
from iop.intake.health import is_clinical
from iop.intake.names import is_given_name
from iop.intake.notes import LONGEST_NOTE, with_notes


class Sending(Turn):
    """A turn in which details are sent, or declined."""

    async def _send(self) -> List[EventType]:
        """Stores the lead; only then the person hears that we have it. Agrees to no other words than were shown."""
        if not self._draft.can_be_reached:
            self._draft.reopen(CONTACT)
            return self._ask_next()
        try:
            if not is_current(self._draft.shown):
                return self._ask()
            # nothing may fail after the commit
            when = next_contact(facility(), dt.datetime.now(dt.timezone.utc), self.language)
            saved = await save(self._tracker, self._draft)
        except IopError:
            self._draft.failed[NOT_SAVED] = 1
            self._say("failed")
            return [SlotSet(SLOT, self._draft.as_slot())]
        time = self._draft.fields.get("best_time")
        what = "updated" if saved.updated and self._draft.changes else "saved"
        self._say(what + ("_time" if time else ""), when=when, time=time or "")
        say_not_to_wait(self._dispatcher, self._tracker)
        self._draft.sent(saved.number)
        return [ActiveLoop(None), SlotSet(SLOT, self._draft.as_slot())]

    async def _send_and_answer(self) -> List[EventType]:
        """Sends what was shown, and answers what is asked in the same message."""
        events = await self._send()
        if not self._draft.is_sent:
            return events
        self._answer_somehow()
        return [*events, SlotSet("questions", questions_asked(self._tracker, self._answered))]

    async def _send_and_offer(self, told: Optional[str]) -> List[EventType]:
        """Sends what was shown, and asks whether a remark in the same message shall be added to it."""
        draft = self._draft
        events = await self._send()
        if not (draft.is_sent and told):
            return events
        before, shown = draft.as_slot(), draft.shown
        draft.renew()
        note = self._add_told(told)
        if not note:
            return [*events, SlotSet(SLOT, before)]
        draft.shown, draft.failed[DECLINED] = shown, 1
        self._say("add_note", note=note)
        return [ActiveLoop(FORM), SlotSet(SLOT, draft.as_slot())]

    def _add_told(self, told: str) -> Optional[str]:
        """Adds to the note what somebody tells admissions, and returns it; nothing where it is for the call."""
        if self._draft.fields.get("for_whom") == REFERRAL and any(map(is_given_name, re.findall(r"\w+", told))):
            self._say("client_left_out")
            return None
        clean, _ = without_sensitive(told)
        if is_clinical(clean):
            self._say("sensitive")
            clean = ", ".join(told_besides(clean))
        note = clean.strip(" ,.")[:LONGEST_NOTE]
        if not note:
            return None
        self._add_note(note)
        return note

    def _add_note(self, note: str) -> None:
        whole = with_notes(self._draft.fields.get("note"), [note])
        self._draft.take({"note": whole} if whole else {})

    def _declined(self) -> List[EventType]:
        """After the first no asks what to change; after the second only what was sent before is kept."""
        if DECLINED in self._draft.failed:
            self._say_stopped("not_sent")
            return [ActiveLoop(None), SlotSet(SLOT, self._draft.before or Draft().as_slot())]
        self._draft.failed[DECLINED] = 1
        return self._ask_what("change_sent" if self._draft.has_sent else "change")
