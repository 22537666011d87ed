"""The summary: the person checks it, changes it, declines it, or agrees that it is sent."""

import re
from typing import Any, Dict, List, NamedTuple, Optional

from rasa_sdk.events import EventType, SlotSet

from actions.intake_intents import AGAIN, ASKS, LINES
from actions.intake_sending import Sending
from actions.intake_turn import DISPUTED, NOT_SAVED, WHAT, Events, first_of
from actions.message import is_gibberish
from iop.admissions.lead import REFERRAL
from iop.intake.agreement import Agreement, agreement_in
from iop.intake.contact import is_foreign, is_like_address, is_like_number
from iop.intake.corrections import carries_change, change_in, corrects_a_detail, to_ask_again, to_remove
from iop.intake.details import read
from iop.intake.discretion import tells_how
from iop.intake.draft import EXTRAS, FOR_WHOM, NAME, SLOT
from iop.intake.remarks import is_doubt, is_for_them, remark_in, tells_of_somebody, without_small_numbers
from iop.intake.renaming import renamed
from iop.intake.replies import NO, SKIP, YES, asks_back, says_to_send
from iop.intake.who_is_called import is_of_another

_REQUESTS = re.compile(
    r"\W*(?!(?:how|what|when|where|why|who)\b)(?:\w+\W+){0,2}(?:can|could|would|will) (?:you|u"
    r"|they)\b(?! (?:please )?(?:tell me|explain|say|send me))"
    r"|.*\bpueden?\b",
    re.IGNORECASE,
)
"""A question that is none: "can you use my other number?"."""


class Said(NamedTuple):
    """What a message to the summary says.

    Attributes:
        fields: The details in it.
        reply: What it is besides them, one of `iop.intake.replies`.
        agreement: The yes with which it begins.
        asks: Whether it asks a question.
        asked_what: Whether we asked last what to change.
    """

    fields: Dict[str, Any]
    reply: Optional[str]
    agreement: Optional[Agreement]
    asks: bool
    asked_what: bool

    @property
    def is_remark(self) -> bool:
        """Whether it is neither a short reply nor a question."""
        return self.reply is None and not self.asks


class Confirmation(Sending):
    """A turn at the summary; every method is for one thing that may be said there."""

    async def _confirm(self, fields: Dict[str, Any], reply: Optional[str]) -> List[EventType]:
        """Does the first that fits. The order matters: nothing is sent that is changed in the same message."""
        said = self._said(fields, reply)
        return (
            first_of((self._changes, self._names_the_client), said)
            or await self._agrees(said)
            or first_of(
                (
                    self._wants_to_see_it,
                    self._says_what_is_wrong,
                    self._tells_admissions,
                    self._asks_something,
                    self._replies_shortly,
                    self._wishes,
                    self._disputes,
                    self._remarks,
                    self._talks,
                ),
                said,
            )
            or self._not_understood_here()
        )

    def _said(self, fields: Dict[str, Any], reply: Optional[str]) -> Said:
        draft, text = self._draft, self._text
        agreement = agreement_in(text)
        change = change_in(text, draft.fields)
        name = renamed(text, draft.fields) if reply is None and not change and not fields else None
        if name:
            change = (NAME, name)
        if change:
            changed = read(change[1], self._entities, change[0], known=draft.fields).fields
            whom = {FOR_WHOM: fields[FOR_WHOM]} if FOR_WHOM in fields else {}
            fields = {**whom, **changed} if changed else fields
        if agreement and agreement.is_taken_back:
            reply = NO
        question = agreement.rest if agreement else text
        asks = reply is None and not change and bool(ASKS.search(question))
        is_wish = agreement is not None and bool(_REQUESTS.match(question))
        if is_wish and (fields or corrects_a_detail(question)):
            asks = False
        elif is_wish or not agreement:
            asks = asks and self._is_understood()
        return Said(fields, reply, agreement, asks, draft.failed.pop(WHAT, None) is not None)

    def _changes(self, said: Said) -> Events:
        removed = to_remove(self._text)
        if said.reply == YES:
            removed = [name for name in removed if name in self._draft.fields]
        if removed and not said.fields:
            self._draft.leave_out(removed)
            return self._ask_next()
        if not said.fields or said.asks:
            return None
        self._take(said.fields)
        self._say_hours(said.fields)
        return self._ask_next()

    def _names_the_client(self, said: Said) -> Events:
        if self._draft.fields.get("for_whom") != REFERRAL or not is_of_another(self._text, another_is_called=False):
            return None
        self._say("client_left_out")
        return self._ask(short=True)

    async def _agrees(self, said: Said) -> Events:
        """Sends what was shown, and nothing else; what is said beside the yes is answered, or offered as a note."""
        draft, agreement = self._draft, said.agreement
        agrees = said.reply == YES and (not said.asked_what or says_to_send(self._text))
        if not asks_back(self._text) and (agrees or (NOT_SAVED in draft.failed and self._says_again())):
            return self._ask() if DISPUTED in draft.failed else await self._send()
        if agreement is None or agreement.is_plain or said.asked_what or DISPUTED in draft.failed:
            return None
        if said.asks:
            is_wish = agreement.waits_for_an_answer or _REQUESTS.match(agreement.rest)
            return None if is_wish else await self._send_and_answer()
        if not agreement.leaves_it_as_shown:
            return None
        return await self._send_and_offer(remark_in(agreement.rest))

    def _wants_to_see_it(self, said: Said) -> Events:
        return self._ask() if self._says_again() else None

    def _says_what_is_wrong(self, said: Said) -> Events:
        wrong = to_ask_again(self._text)
        if wrong is None:
            return None
        self._draft.reopen(wrong)
        return self._ask_next()

    def _tells_admissions(self, said: Said) -> Events:
        return self._note_down(said) if said.reply is None and is_for_them(self._text) else None

    def _asks_something(self, said: Said) -> Events:
        if not said.asks:
            return None
        self._answer_somehow()
        return self._ask(short=True)

    def _replies_shortly(self, said: Said) -> Events:
        if said.reply == YES and said.asked_what:
            return self._ask_what("what_to_change")
        if said.reply in (YES, SKIP):
            return self._ask(short=True)
        return self._declined() if said.reply == NO else None

    def _wishes(self, said: Said) -> Events:
        """Notes how to call, and whose name is whose."""
        if not (tells_how(self._text) or is_of_another(self._text, another_is_called=False)):
            return None
        wish = read(self._written, self._entities, EXTRAS).fields.get("note")
        if not wish:
            return None
        self._add_note(wish)
        return self._ask_next()

    def _disputes(self, said: Said) -> Events:
        """Says that a change was not understood, and asks for what is to be changed as it should be."""
        text = self._text
        is_of_somebody = tells_of_somebody(text)
        has_condition = said.agreement is not None and said.agreement.waits_for_an_answer
        is_change = corrects_a_detail(without_small_numbers(text) if is_of_somebody else text) or (
            carries_change(text) and self._intent not in LINES and not (is_of_somebody or has_condition)
        )
        if not is_change or is_doubt(text) or ("?" in text and not _REQUESTS.match(text)):
            return None
        return self._ask_for_the_whole()

    def _remarks(self, said: Said) -> Events:
        """Notes what is no detail, and shows it: it is not lost, and not sent without a yes."""
        is_statement = said.is_remark and "?" not in self._text and not is_gibberish(self._tracker)
        is_of_somebody = tells_of_somebody(self._text) or self._intent not in LINES
        return self._note_down(said) if is_statement and is_of_somebody else None

    def _talks(self, said: Said) -> Events:
        talked = self._talk()
        if talked or not said.asked_what:
            return talked or None
        return self._ask_for_the_whole()

    def _says_again(self) -> bool:
        return bool(AGAIN.search(self._text.strip()))

    def _note_down(self, said: Said) -> Events:
        told = remark_in(said.agreement.rest if said.agreement else self._text)
        if told is None:
            return None
        if not self._add_told(told):
            return self._ask(short=True)
        return self._ask_next()

    def _not_understood_here(self) -> List[EventType]:
        self._say("again_confirm" if self._draft.fail() else "still_confirm")
        return [SlotSet(SLOT, self._draft.as_slot())]

    def _ask_for_the_whole(self) -> List[EventType]:
        self._draft.failed[DISPUTED] = 1
        digits, address = is_like_number(self._text), is_like_address(self._text)
        if is_foreign(self._text):
            self._say("not_us")
        else:
            self._say("whole_number" if digits else "whole_address" if address else "not_changed")
        return [SlotSet(SLOT, self._draft.as_slot())]
