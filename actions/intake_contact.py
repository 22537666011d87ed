"""What is said of a phone number or an e-mail address while details are taken."""

from typing import Any, List, Mapping, Optional

from rasa_sdk.events import EventType, SlotSet

from actions.intake_confirmation import Confirmation
from iop.intake.contact import (
    has_no_contact,
    is_cut_short,
    is_foreign,
    is_like_address,
    is_like_contact,
    is_like_number,
    is_not_valid,
    phone_in,
    wants_mail,
    without_contact,
)
from iop.intake.corrections import corrects_a_detail
from iop.intake.draft import CONTACT, FILLED_BY, PERMISSION, SLOT, TIME
from iop.intake.mail_only import wants_only_mail
from iop.intake.number_pieces import piece_in
from iop.intake.refused_calls import refuses_calls
from iop.intake.replies import NO, SKIP, says_to_send


class ContactTurn(Confirmation):
    """A turn in which a number or an address is given in pieces, refused, or corrected in unclear words."""

    def _unclear_way(self) -> Optional[str]:
        """Returns what to say where a number or an address that is noted seems to be corrected in unclear words."""
        if not corrects_a_detail(self._text):
            return None
        if self._draft.fields.get("phone") and is_like_number(self._text):
            return "whole_number"
        return "whole_address" if self._draft.fields.get("email") and is_like_address(self._text) else None

    def _of_contact(self, fields: Mapping[str, Any], reply: Optional[str], sensitive: bool) -> List[EventType]:
        """Replies to what is said of a number or an address in the place of one; nothing where it is something else."""
        draft, text = self._draft, self._text
        if says_to_send(text) and draft.can_be_reached:
            draft.settle(at_once=True)
            return self._ask_next()
        if not sensitive and is_foreign(text) and not draft.can_be_reached:
            draft.asked = CONTACT
            return self._not_reachable("not_us")
        if not sensitive and is_not_valid(text) and not draft.can_be_reached:
            draft.asked = CONTACT
            return self._not_reachable("not_valid")
        if not sensitive and is_cut_short(text) and not draft.can_be_reached:
            draft.asked = CONTACT
            draft.digits = piece_in(text) or draft.digits
            return self._not_reachable("again_contact")
        if set(fields) - {"note"}:
            return []
        if has_no_contact(text) and draft.fields.get("email") and not draft.fields.get("phone"):
            if draft.asked == TIME:
                draft.skip()
            return self._ask_next(short=True)
        if draft.asked != CONTACT:
            return []
        if reply in (SKIP, NO) or has_no_contact(text):
            return self._not_reachable("need_contact")
        if wants_mail(text):
            self._say("ask_email")
            return [SlotSet(SLOT, draft.as_slot())]
        return self._not_reachable("again_contact") if is_like_contact(text) and not sensitive else []

    def _join_number(self) -> List[EventType]:
        """Puts a phone number together that comes in pieces."""
        draft = self._draft
        phone = phone_in(draft.digits)
        if phone is None:
            self._say("cut_short")
            return [SlotSet(SLOT, draft.as_slot())]
        draft.digits = ""
        self._take({"phone": phone})
        return self._ask_next()

    def _is_to_be_written_to(self, fields: Mapping[str, Any]) -> bool:
        """Whether the person gives or gave an address, and says not to call and nothing of texts."""
        refuses = refuses_calls(without_contact(self._text)) or wants_only_mail(self._text)
        has_address = "email" in fields or bool(self._draft.fields.get("email"))
        texts = fields.get("may_text") or self._draft.fields.get("may_text")
        return has_address and "phone" not in fields and refuses and not texts

    def _leave_calls_out(self) -> None:
        """Leaves the number out, and with it what is allowed there; nor is asked any more when to call."""
        self._draft.leave_out(("phone", *FILLED_BY[PERMISSION]))
        if self._draft.asked == TIME:
            self._draft.skip()
