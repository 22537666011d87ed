"""What is known so far of one person's details, and what is asked next."""

import uuid
from dataclasses import asdict, dataclass, field
from typing import Any, Collection, Dict, Iterable, List, Mapping, Optional, Set

from iop.admissions.lead import PERMISSIONS, REFERRAL, SELF, LeadFields, may_be_same

FOR_WHOM, NAME, CONTACT, PERMISSION, TIME, EXTRAS, CONFIRM = (
    "for_whom", "name", "contact", "permission", "time", "extras", "confirm",
)  # fmt: skip
FORM, SLOT = "intake_form", "intake"
"""The form, and the slot in which the draft lives, by their names in `domain.yml`."""
ORDER = (FOR_WHOM, NAME, CONTACT, PERMISSION, TIME, EXTRAS)
FILLED_BY = {
    FOR_WHOM: ("for_whom",),
    NAME: ("first_name",),
    CONTACT: ("phone", "email"),
    PERMISSION: PERMISSIONS,
    TIME: ("best_time",),
    EXTRAS: ("region", "insurer", "language", "note"),
}
MOST_FAILURES = 2
"""A question that found no answer so often is not asked again."""


@dataclass
class Draft:
    """The details of one person, before they agree that these are sent. Plain data: it lives in a slot.

    Attributes:
        id: Made when the draft begins, so that saving it twice is one lead.
        fields: Values by the names of `LeadFields`.
        asked: The open question: one of `ORDER`, `confirm`, or nothing.
        done: Questions that are not asked any more, answered or not.
        failed: How often an answer to a question could not be used; and marks of what happened at the summary.
        is_sent: Whether the details were stored as a lead.
        is_withdrawn: Whether what had been given was deleted.
        changes: The number of the stored lead that it changes, if it changes one.
        shown: The consent's text and version, as the person saw them with the summary.
        digits: The pieces of a phone number that came so far.
        meant: The address that the person was just asked about, as the one they gave looks mistyped.
        calls_another: Whether somebody else than the person who writes is to be called.
        of_another: Which of the fields are somebody else's than the writer's: their number, their name.
        own: Which of them the writer called their own.
        allowed_before: What was allowed or refused at the number that another one took the place of.
        before: The draft that was sent before this one was begun: it stands where this one is declined.
    """

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    fields: Dict[str, Any] = field(default_factory=dict)
    asked: Optional[str] = None
    done: List[str] = field(default_factory=list)
    failed: Dict[str, int] = field(default_factory=dict)
    is_sent: bool = False
    is_withdrawn: bool = False
    changes: Optional[int] = None
    shown: Dict[str, str] = field(default_factory=dict)
    digits: str = ""
    meant: str = ""
    calls_another: bool = False
    of_another: List[str] = field(default_factory=list)
    own: List[str] = field(default_factory=list)
    allowed_before: Dict[str, Any] = field(default_factory=dict)
    before: Optional[Dict[str, Any]] = None

    @classmethod
    def from_slot(cls, value: Optional[Mapping[str, Any]]) -> Optional["Draft"]:
        """Reads a draft from its slot."""
        return cls(**value) if value else None

    def as_slot(self) -> Dict[str, Any]:
        """Returns the form for the slot."""
        return asdict(self)

    def lead(self) -> LeadFields:
        """Returns what would be sent."""
        return LeadFields.from_dict(self.fields)

    def take(self, found: Mapping[str, Any], of_another: bool = False, own: bool = False) -> Set[str]:
        """Takes values over; a new value replaces the old one. What is allowed at a number is asked again for another.

        Args:
            found: Values by the names of `LeadFields`.
            of_another: Whether they are somebody else's than the writer's.
            own: Whether the writer says that they are their own.

        Returns:
            The questions that were answered by them.
        """
        phone = self.fields.get("phone")
        if phone and found.get("phone", phone) != phone:
            self._forget_permission()
            if own and "phone" not in self.own and self.fields.get("for_whom", SELF) != SELF:
                self._forget_their_name(found)
        if of_another and "phone" in found and "first_name" in self.own and "first_name" not in found:
            found = self._with_their_number(found)
        found = self._with_both_names(found) if own else found
        self.fields.update(found)
        self.of_another = [name for name in self.of_another if name not in found] + (list(found) if of_another else [])
        self.own = [name for name in self.own if name not in found] + (list(found) if own else [])
        answered = self.answered_by(found)
        if set(found) & set(FILLED_BY[EXTRAS]) == {"note"} and self.asked != EXTRAS:
            answered.discard(EXTRAS)  # a note in passing leaves the last question open
        self.done += [question for question in ORDER if question in answered and question not in self.done]
        return answered

    def _with_both_names(self, found: Mapping[str, Any]) -> Mapping[str, Any]:
        """Returns what was told, with a note of the second name where who writes and whom it is for are both named."""
        names = ("first_name", "last_name")
        before, now = self.fields.get("first_name"), found.get("first_name")
        is_second = before and now and "first_name" not in self.own and not may_be_same(before, now)
        for_whom = self.fields.get("for_whom", SELF)
        if not is_second or for_whom == SELF:
            return found
        if self.calls_another:
            rest = {name: value for name, value in found.items() if name not in names}
            return {**rest, "note": self._with_note("asked for by", "de parte de", _joined(found, names), found)}
        about = _joined(self.fields, names)
        self.leave_out(names)
        return found if for_whom == REFERRAL else {**found, "note": self._with_note("about", "para", about, found)}

    def _with_their_number(self, found: Mapping[str, Any]) -> Mapping[str, Any]:
        """Returns what was told with a note of who writes: at another's number it is asked whom to ask for."""
        writer = _joined(self.fields, ("first_name", "last_name"))
        self.calls_another = True
        self.reopen(NAME)
        return {**found, "note": self._with_note("asked for by", "de parte de", writer, found)}

    def _forget_their_name(self, found: Mapping[str, Any]) -> None:
        """Asks anew whom to ask for, where the writer's own number takes the place of what may be another's."""
        if self.before is None and "first_name" in self.fields and "first_name" not in {*self.own, *found}:
            self.reopen(NAME)

    def _with_note(self, what: str, in_spanish: str, name: str, found: Mapping[str, Any]) -> str:
        begins = in_spanish if self.fields.get("language") == "Spanish" else what
        return "; ".join(filter(None, (found.get("note") or self.fields.get("note"), f"{begins} {name}")))

    @staticmethod
    def answered_by(found: Iterable[str]) -> Set[str]:
        """Returns the questions that some fields answer."""
        return {question for question, names in FILLED_BY.items() if set(names) & set(found)}

    def settle(self, at_once: bool = False) -> None:
        """Who told everything that matters, or wants it sent at once, is only asked to agree."""
        if at_once:
            self.done += [question for question in ORDER if question not in self.done]
        if set(ORDER) - {PERMISSION, EXTRAS} <= set(self.done):
            self.done += [question for question in (PERMISSION, EXTRAS) if question not in self.done]

    def sent(self, number: int) -> None:
        """Notes that the details are stored as the lead of this number."""
        self.is_sent, self.changes, self.before = True, number, None

    def renew(self, is_another: bool = False) -> None:
        """Begins anew: with what was sent, for a change to it, or with nothing, for another person."""
        self.before = self.as_slot()
        if is_another:
            self.fields, self.done, self.changes = {}, [], None
            self.calls_another, self.of_another, self.own = False, [], []
        self.id, self.is_sent, self.failed, self.shown = uuid.uuid4().hex, False, {}, {}

    def next(self) -> str:
        """Returns the next question, and opens it."""
        self.asked = next((question for question in ORDER if self._is_open(question)), CONFIRM)
        return self.asked

    def skip(self) -> None:
        """Leaves the open question unanswered."""
        if self.asked and self.asked != CONFIRM:
            self.done.append(self.asked)

    def back(self) -> str:
        """Opens the question before the open one again."""
        if self.done:
            self.reopen(self.done[-1])
        return self.next()

    def reopen(self, question: str) -> None:
        """Forgets the answer to a question, so that it is asked again; with a number, what is allowed there."""
        self.leave_out((*FILLED_BY[question], "last_name") if question == NAME else FILLED_BY[question])
        self.failed.pop(question, None)
        self.done = [done for done in self.done if done != question]
        if question == CONTACT:
            self._forget_permission()

    def call_the_writer(self, instead: bool = False) -> None:
        """Forgets the name and the number of somebody else who is not to be called after all.

        Args:
            instead: Whether the writer takes the place of whom was told before: then all that they did not call their
                own is that person's, unless it is for themselves.
        """
        self.calls_another = False
        is_theirs = instead and self.fields.get("for_whom", SELF) != SELF
        others = set(self.of_another) | (set(self.fields) - set(self.own) if is_theirs else set())
        for question in (NAME, CONTACT):
            if set(FILLED_BY[question]) & others:
                self.reopen(question)

    def call_another(self, at_same_number: bool = False) -> None:
        """Forgets the name of whom was to be called before, and the number, if it is not the same."""
        self.calls_another = True
        for question in (NAME,) if at_same_number else (NAME, CONTACT, PERMISSION):
            self.reopen(question)

    def has_besides(self, names: Collection[str]) -> bool:
        """Whether some fields are left out, and no way to reach the person is lost by it but for another."""
        ways = ("phone", "email")
        return bool(names) and (
            not set(ways) & set(names) or any(self.fields.get(way) for way in ways if way not in names)
        )

    def leave_out(self, names: Iterable[str]) -> None:
        """Forgets fields that were given."""
        for name in names:
            self.fields.pop(name, None)
        self.of_another = [name for name in self.of_another if name in self.fields]
        self.own = [name for name in self.own if name in self.fields]

    def fail(self) -> bool:
        """Notes that the answer to the open question could not be used.

        Returns:
            Whether the question may be asked once more.
        """
        asked = str(self.asked)
        self.failed[asked] = self.failed.get(asked, 0) + 1
        return self.failed[asked] < MOST_FAILURES

    @property
    def still_to_allow(self) -> Optional[str]:
        """The one of the permissions that a question is about, where the other one is refused."""
        refused = [name for name in PERMISSIONS if self.fields.get(name) is False]
        return next(name for name in PERMISSIONS if name not in refused) if len(refused) == 1 else None

    @property
    def has_sent(self) -> bool:
        """Whether admissions has details: these, or those that were sent before."""
        return self.is_sent or self.before is not None

    @property
    def can_be_reached(self) -> bool:
        """Whether there is a phone number or an e-mail address."""
        return bool(self.fields.get("phone") or self.fields.get("email"))

    def _forget_permission(self) -> None:
        """Forgets what is allowed at a number, to ask for it at another; what is refused stays so."""
        self.allowed_before = {name: self.fields[name] for name in PERMISSIONS if name in self.fields}
        refused = {name: False for name, allowed in self.allowed_before.items() if not allowed}
        if any(self.fields.get(name) for name in PERMISSIONS):
            self.reopen(PERMISSION)
            self.fields.update(refused)

    def _is_open(self, question: str) -> bool:
        if question in self.done:
            return False
        if question == PERMISSION:
            return bool(self.fields.get("phone"))
        return True


def _joined(fields: Mapping[str, Any], names: Iterable[str]) -> str:
    return " ".join(str(fields[name]) for name in names if fields.get(name))
