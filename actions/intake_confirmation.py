"""The summary: the person checks it, changes it, declines it, or agrees that it is sent."""

import datetime as dt
import re
from typing import Any, Dict, List, Optional

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.crisis import say_not_to_wait
from actions.intake_intents import AGAIN, ASKS, LINES
from actions.intake_lead import save
from actions.intake_turn import DECLINED, DISPUTED, NOT_SAVED, WHAT, Turn
from iop.admissions.hours import next_contact
from iop.admissions.lead import REFERRAL
from iop.errors import IopError
from iop.facility import facility
from iop.intake.consent import is_current
from iop.intake.contact import is_foreign, is_like_address, is_like_number
from iop.intake.corrections import carries_change, change_in, corrects_a_detail, to_ask_again, to_remove
from iop.intake.details import read
from iop.intake.discretion import tells_how
from iop.intake.draft import CONTACT, EXTRAS, SLOT, Draft
from iop.intake.replies import NO, SKIP, YES, asks_back, says_to_send
from iop.intake.who_is_called import is_of_another

_REQUESTS = re.compile(r"\W*(?:\w+\W+){0,2}(?:can|could|would|will) (?:you|u|they)\b|.*\bpueden?\b", re.IGNORECASE)
"""A question that is none: "can you use my other number?"."""


class Confirmation(Turn):
    """A turn at the summary."""

    async def _confirm(self, fields: Dict[str, Any], reply: Optional[str]) -> List[EventType]:
        draft = self._draft
        change = change_in(self._text, draft.fields)
        if change:
            fields = read(change[1], self._entities, change[0], known=draft.fields).fields or fields
        asks = reply is None and not change and bool(ASKS.search(self._text)) and self._is_understood()
        asked_what = draft.failed.pop(WHAT, None) is not None
        removed, again = to_remove(self._text), to_ask_again(self._text)
        if removed and not fields:
            draft.leave_out(removed)
            return self._ask_next()
        if fields and not asks:
            self._take(fields)
            self._say_hours(fields)
            return self._ask_next()
        if draft.fields.get("for_whom") == REFERRAL and is_of_another(self._text, another_is_called=False):
            self._say("client_left_out")
            return self._ask(short=True)
        says_again = bool(AGAIN.search(self._text.strip()))
        agrees = reply == YES and (not asked_what or says_to_send(self._text))
        if not asks_back(self._text) and (agrees or (says_again and NOT_SAVED in draft.failed)):
            return self._ask() if DISPUTED in draft.failed else await self._send()
        if says_again:
            return self._ask()
        if again:
            draft.reopen(again)
            return self._ask_next()
        if asks:
            self._answer()
            return self._ask(short=True)
        if reply == YES and asked_what:
            return self._ask_what("what_to_change")
        if reply in (YES, SKIP):
            return self._ask(short=True)
        if reply == NO:
            return self._declined()
        wish = None
        if tells_how(self._text) or is_of_another(self._text, another_is_called=False):
            wish = read(self._written, self._entities, EXTRAS).fields.get("note")
        if wish:
            draft.take({"note": "; ".join(filter(None, (draft.fields.get("note"), wish)))})
            return self._ask_next()
        is_change = corrects_a_detail(self._text) or (carries_change(self._text) and self._intent not in LINES)
        is_change = is_change and ("?" not in self._text or bool(_REQUESTS.match(self._text)))
        talked = [] if is_change else self._talk()
        if talked:
            return talked
        if is_change or asked_what:
            return self._ask_for_the_whole()
        self._say("again_confirm" if draft.fail() else "still_confirm")
        return [SlotSet(SLOT, draft.as_slot())]

    def _ask_for_the_whole(self) -> List[EventType]:
        """Says that a change was not understood, and asks for what is to be changed as it should be."""
        self._draft.failed[DISPUTED] = 1
        digits, address = is_like_number(self._text), is_like_address(self._text)
        if is_foreign(self._text):
            self._say("not_us")
        else:
            self._say("whole_number" if digits else "whole_address" if address else "not_changed")
        return [SlotSet(SLOT, self._draft.as_slot())]

    def _declined(self) -> List[EventType]:
        """After the first no asks what to change; after the second only what was sent before is kept."""
        if DECLINED in self._draft.failed:
            self._say_stopped("not_sent")
            return [ActiveLoop(None), SlotSet(SLOT, self._draft.before or Draft().as_slot())]
        self._draft.failed[DECLINED] = 1
        return self._ask_what("change_sent" if self._draft.has_sent else "change")

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
