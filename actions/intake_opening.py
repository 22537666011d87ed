"""The first turn of the form: begins with what was said before, or goes on where it was left."""

from typing import AbstractSet, List

from rasa_sdk.events import EventType

from actions.crisis import say_before_a_call
from actions.intake_contact import ContactTurn
from actions.intake_intents import TELL_NAME
from actions.intake_lead import known_beforehand, said_before
from iop.intake.contact import asks_for_mail, is_cut_short, is_foreign
from iop.intake.corrections import is_another_person, to_ask_again, to_remove
from iop.intake.details import read
from iop.intake.draft import CONFIRM, NAME
from iop.intake.notes import with_notes
from iop.intake.refused_calls import refuses_calls
from iop.intake.who_is_called import calls_instead, calls_somebody_else, calls_the_writer, keeps_number


class Opening(ContactTurn):
    """A turn that opens the form; see `Turn` for its arguments."""

    def open(self) -> List[EventType]:
        """Begins with everything that was said before, or goes on where it was left."""
        draft = self._draft
        details = read(
            self._written,
            self._entities,
            NAME if self._intent == TELL_NAME else None,
            known={name: draft.fields.get(name) for name in ("phone", "email", "best_time", "insurer", "note")},
            asks_for_call=True,
        )
        fields = details.fields
        was_sent = draft.is_sent
        if was_sent:
            draft.renew(is_another_person(self._text, draft.fields, fields))
        known_before = bool(draft.fields)
        if was_sent:
            self._take_back(draft.answered_by(fields))
        if not known_before:
            draft.take(known_beforehand(self._tracker))
        if self._is_first:
            for said, own in said_before(self._tracker):
                draft.take(said, own=own)
            note = with_notes(draft.fields.get("note"), [fields["note"]] if "note" in fields else [])
            fields.update({"note": note} if note else {})
        self._take(fields)
        if self._is_to_be_written_to(fields):
            self._leave_calls_out()
        self._note_language()
        if not draft.changes:
            draft.settle()
        say_before_a_call(self._dispatcher, self._tracker)
        if details.sensitive:
            self._say("sensitive")
        self._say("changing" if draft.changes else "resume" if known_before else self._beginning())
        if draft.next() != CONFIRM:
            self._note(fields)
        self._say_discreetly()
        self._say_hours(fields)
        if is_foreign(self._text):
            self._say("not_us")
        elif is_cut_short(self._text):
            self._say("cut_short")
        return self._ask()

    def _take_back(self, answered: AbstractSet[str]) -> None:
        """Takes back what the message says is wrong in what was sent.

        Args:
            answered: The questions that it answers.
        """
        draft = self._draft
        draft.leave_out(to_remove(self._text))
        self._drop_number()
        wrong = to_ask_again(self._text)
        if wrong and wrong not in answered:
            draft.reopen(wrong)
        if calls_somebody_else(self._text):
            draft.call_another(keeps_number(self._text))
        elif calls_the_writer(self._text):
            draft.call_the_writer(calls_instead(self._text))
            self._say("call_you")

    def _beginning(self) -> str:
        """Returns how the form begins: by what the person wants, a call, a letter or a text."""
        fields = self._draft.fields
        if not fields.get("phone") and (fields.get("email") or asks_for_mail(self._text)):
            return "open_mail"
        return "open_text" if fields.get("may_text") and refuses_calls(str(fields.get("note"))) else "open"
