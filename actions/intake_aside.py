"""What else a person says while a question of the form is open: leaves, asks why, waits, goes back, calls another."""

import re
from typing import Any, Dict, NamedTuple, Optional

from rasa_sdk.events import SlotSet

from actions.intake_intents import ASKS, GOODBYE, LEAVES, WHAT_THEY_SAY, WHEN_THEY_CALL
from actions.intake_lead import known_beforehand
from actions.intake_opening import Opening
from actions.intake_turn import LEAVING, WHAT, Events, first_of
from actions.own_state import say_about_own
from iop.admissions.lead import PERMISSIONS, REFERRAL
from iop.intake.agreement import agreement_in
from iop.intake.corrections import to_remove
from iop.intake.details import read
from iop.intake.draft import CONFIRM, CONTACT, FILLED_BY, NAME, PERMISSION, SLOT, TIME
from iop.intake.kept_permission import says_same
from iop.intake.mail_only import wants_only_mail
from iop.intake.number_pieces import joined, piece_in
from iop.intake.own_details import asks_about_own
from iop.intake.replies import ASKED_BEFORE, BACK, NO, RESUME, STOP, WAIT, WHY, YES, YES_TO_A_PART, is_some_time
from iop.intake.who_is_called import (
    calls_another,
    calls_instead,
    calls_somebody_else,
    calls_the_writer,
    calls_them_not_me,
    is_of_another,
    keeps_number,
)

_OF_A_NAME = re.compile(r"\bname\b", re.IGNORECASE)
_IF_SAFE = re.compile(
    r"^\W*(?:(?:but|and|ok|wait|um)\W+)*(?:is|are)\s+(?:(?:this|that|it|here|texting|typing)(?: chat| form| site"
    r"| here)?"
    r"|my (?:info\w*|number|details|name|data)|the chat)\s+(?:really |all )?(?:safe|secure|encrypted)(?: here"
    r"| to give| with"
    r" you)?\W*$",
    re.IGNORECASE,
)
_WRITES_FROM_IT = re.compile(
    r"\b(?:number|one|phone|cell)\b.{0,10}\b(?:i'?m|i am|im) (?:\w+ )?(?:text|writ|messag|typ|us|on|call)\w*"
    r"|\b(?:this|the same|same) (?:number|phone|cell)\b|\b(?:text|writ|messag)ing (?:you )?from\b"
    r"|\b(?:este|el mismo) (?:n[uú]mero|tel[eé]fono|celular)\b|\bdel que (?:le )?escribo\b",
    re.IGNORECASE,
)
OF_THE_WRITER = ("first_name", "last_name", "phone", "email", "note")


class Heard(NamedTuple):
    """What was read in the latest message.

    Attributes:
        fields: The details in it, by the names of `iop.admissions.lead.LeadFields`.
        reply: What it is besides them, one of `iop.intake.replies`.
        sensitive: Whether it holds what nobody should write here, such as a card's number.
    """

    fields: Dict[str, Any]
    reply: Optional[str]
    sensitive: bool


class Aside(Opening):
    """A turn in which something comes before the answer to our question; every method is for one thing."""

    def _aside(self, heard: Heard) -> Events:
        """Returns the first that fits. The order matters: a message that leaves may hold a detail, too."""
        things = (
            self._address_checked,
            self._piece_of_number,
            self._asks_about_own,
            self._is_for_mail,
            self._leaves,
            self._asks_why,
            self._asks_if_safe,
            self._asks_about_the_call,
            self._takes_number_off,
            self._was_asked_before,
            self._waits,
            self._goes_back,
            self._calls_another,
            self._calls_the_writer,
            self._names_the_client_too_early,
            self._writes_from_it,
            self._keeps_permission,
        )
        return first_of(things, heard)

    def _address_checked(self, heard: Heard) -> Events:
        """After "did you mean ...@gmail.com?"."""
        meant, self._draft.meant = self._draft.meant, ""
        if not meant or heard.fields or heard.reply not in (YES, NO, YES_TO_A_PART):
            return None
        self._take({"email": meant} if heard.reply != NO else {})
        return self._ask_next()

    def _piece_of_number(self, heard: Heard) -> Events:
        draft = self._draft
        if draft.asked != CONTACT or heard.sensitive or heard.fields.keys() & {"phone", "email"}:
            return None
        piece = piece_in(self._text)
        draft.digits = joined(draft.digits, piece) if piece else draft.digits
        return self._join_number() if piece and draft.digits else None

    def _asks_about_own(self, heard: Heard) -> Events:
        asked = asks_about_own(self._text)
        if not asked or set(heard.fields) - {"note", "for_whom"}:
            return None
        say_about_own(self._dispatcher, self._draft, asked, self.language)
        return self._ask(short=True)

    def _leaves(self, heard: Heard) -> Events:
        draft, stops = self._draft, heard.reply == STOP
        if draft.asked == TIME and is_some_time(self._text):
            return None
        says_more = calls_the_writer(self._text) or calls_another(self._text) or agreement_in(self._text)
        asks = self._intent != "cancel_call" and ASKS.search(self._text)
        if not stops and (heard.reply is not None or self._intent not in LEAVES or says_more or asks):
            return None
        if set(heard.fields) - {"note", *(FILLED_BY[PERMISSION] if stops else ())}:
            return None
        is_unsent = draft.asked == CONFIRM and not draft.has_sent
        if is_unsent and self._intent == GOODBYE and LEAVING not in draft.failed:
            draft.failed[LEAVING] = 1
            draft.failed.pop(WHAT, None)
            self._say("before_you_go")
            return [SlotSet(SLOT, draft.as_slot())]
        return self._stop()

    def _is_for_mail(self, heard: Heard) -> Events:
        """Leaves the number out where an address takes its place; without an address it asks for one."""
        if not (wants_only_mail(self._text) or self._is_to_be_written_to(heard.fields)):
            return None
        self._take({name: value for name, value in heard.fields.items() if name not in PERMISSIONS})
        if self._draft.fields.get("email"):
            self._leave_calls_out()
            return self._ask_next()
        if not self._draft.fields.get("phone"):
            return None
        self._draft.reopen(CONTACT)
        self._leave_calls_out()
        self._draft.next()
        self._say("ask_email")
        return [SlotSet(SLOT, self._draft.as_slot())]

    def _asks_why(self, heard: Heard) -> Events:
        if heard.reply != WHY:
            return None
        self._say(f"why_{NAME if _OF_A_NAME.search(self._text) else self._draft.asked}")
        return self._ask(short=True)

    def _asks_if_safe(self, heard: Heard) -> Events:
        """Of what is written here, and not of the building."""
        if not _IF_SAFE.match(self._text):
            return None
        self._say("sees")
        return self._ask(short=True)

    def _asks_about_the_call(self, heard: Heard) -> Events:
        if self._draft.asked == TIME and WHEN_THEY_CALL.search(self._text):
            self._say("when_they_call")
        elif WHAT_THEY_SAY.search(self._text):
            self._say("what_they_say")
        else:
            return None
        return self._ask(short=True)

    def _takes_number_off(self, heard: Heard) -> Events:
        if heard.fields.keys() & {"phone", "email"} or not self._drop_number():
            return None
        if self._draft.asked != CONFIRM:
            self._note(self._draft.fields)
        return self._ask_next(short=True)

    def _was_asked_before(self, heard: Heard) -> Events:
        """Says sorry and what is noted, and leaves a question out that was asked before; some need an answer still."""
        if heard.reply != ASKED_BEFORE:
            return None
        self._say("asked_before")
        if self._draft.asked == CONFIRM:
            return self._ask(short=True)
        if self._draft.asked != CONTACT:
            self._draft.skip()
        if self._draft.next() != CONFIRM:
            self._note(self._draft.fields)
        return self._ask_next(short=True)

    def _waits(self, heard: Heard) -> Events:
        if heard.reply == WAIT:
            self._say("wait")
        return self._ask(short=True) if heard.reply in (RESUME, WAIT) else None

    def _goes_back(self, heard: Heard) -> Events:
        if heard.reply != BACK:
            return None
        self._draft.back()
        return self._ask()

    def _calls_another(self, heard: Heard) -> Events:
        names_them = calls_them_not_me(self._text) and self._draft.fields.get("first_name")
        if not (calls_somebody_else(self._text) or names_them):
            return None
        self._draft.call_another(keeps_number(self._text))
        self._take(read(self._written, self._entities, known=self._draft.fields).fields)
        return self._ask_next()

    def _calls_the_writer(self, heard: Heard) -> Events:
        """Forgets who was to be called before, and says whom they contact now, and how."""
        if not calls_the_writer(self._text):
            return None
        self._draft.call_the_writer(calls_instead(self._text))
        self._take(heard.fields)
        self._say("call_you")
        self._note({name: self._draft.fields.get(name) for name in OF_THE_WRITER})
        return self._ask_next()

    def _names_the_client_too_early(self, heard: Heard) -> Events:
        """A professional's client is never named, neither where we ask whom to ask for."""
        draft = self._draft
        is_clients = draft.fields.get("for_whom") == REFERRAL and is_of_another(self._text, draft.calls_another)
        if not is_clients or draft.calls_another or set(heard.fields) - {"first_name", "last_name", "note"}:
            return None
        self._say("client_left_out")
        return self._ask(short=True)

    def _writes_from_it(self, heard: Heard) -> Events:
        """After "its the number im texting from": a number that can be seen is taken, of another it is asked."""
        draft = self._draft
        if draft.asked != CONTACT or set(heard.fields) - {"note"} or not _WRITES_FROM_IT.search(self._text):
            return None
        known = known_beforehand(self._tracker)
        if known:
            self._take(known)
            return self._ask_next()
        self._say("number_unseen")
        return [SlotSet(SLOT, draft.as_slot())]

    def _keeps_permission(self, heard: Heard) -> Events:
        """After "same as before" to what may be done at another number."""
        draft = self._draft
        if draft.asked != PERMISSION or not draft.allowed_before or not says_same(self._text):
            return None
        self._take(draft.allowed_before)
        return self._ask_next()

    def _is_without(self, heard: Heard) -> Events:
        """Leaves out what the person takes back."""
        removed = to_remove(self._text)
        if set(heard.fields) - {"note", "for_whom"} or not set(removed) & set(self._draft.fields):
            return None
        self._take({name: value for name, value in heard.fields.items() if name != "note"})
        self._draft.leave_out(removed)
        self._note(self._draft.fields)
        return self._ask_next(short=True)
