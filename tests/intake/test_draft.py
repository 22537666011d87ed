"""What is asked next."""

from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FOR_WHOM, NAME, PERMISSION, TIME, Draft


def test_questions_come_one_after_the_other() -> None:
    draft = Draft()
    asked = []
    for answer in (
        {"for_whom": "self"},
        {"first_name": "Dan"},
        {"phone": "+17205550188"},
        {"may_text": True},
        {"best_time": "noon"},
        {"region": "CO"},
    ):
        asked.append(draft.next())
        draft.take(answer)
    assert asked == [FOR_WHOM, NAME, CONTACT, PERMISSION, TIME, EXTRAS]
    assert draft.next() == CONFIRM


def test_an_email_address_needs_no_permission_for_texts() -> None:
    draft = Draft()
    draft.take({"for_whom": "self", "first_name": "Dan", "email": "dan@example.com"})
    assert draft.next() == TIME


def test_nothing_is_asked_twice_when_it_was_told_before() -> None:
    draft = Draft()
    draft.take({"best_time": "noon", "phone": "+17205550188"})
    assert [draft.next(), draft.skip(), draft.next(), draft.skip(), draft.next()][::2] == [FOR_WHOM, NAME, PERMISSION]


def test_who_told_everything_is_only_asked_to_agree() -> None:
    draft = Draft()
    draft.take({"for_whom": "self", "first_name": "Dan", "phone": "+17205550188", "best_time": "noon"})
    draft.settle()
    assert draft.next() == CONFIRM


def test_back_forgets_the_last_answer() -> None:
    draft = Draft()
    draft.take({"for_whom": "self"})
    draft.take({"first_name": "Dan"})
    draft.next()
    assert draft.back() == NAME
    assert "first_name" not in draft.fields
    assert draft.back() == FOR_WHOM
    assert draft.back() == FOR_WHOM


def test_a_question_may_be_asked_once_more() -> None:
    draft = Draft()
    draft.next()
    assert draft.fail()
    assert not draft.fail()


def test_a_draft_survives_its_slot() -> None:
    draft = Draft()
    draft.take({"phone": "+17205550188"})
    draft.next()
    assert Draft.from_slot(draft.as_slot()) == draft
    assert Draft.from_slot(None) is None


def test_a_change_after_sending_is_a_submission_of_its_own() -> None:
    draft = Draft()
    draft.take({"phone": "+17205550188"})
    draft.sent(7)
    before = draft.id
    draft.renew()
    assert draft.id != before
    assert draft.fields == {"phone": "+17205550188"}
    assert (draft.is_sent, draft.changes) == (False, 7)


def test_what_was_sent_stands_until_its_change_is_sent() -> None:
    draft = Draft()
    assert not draft.has_sent
    draft.take({"phone": "+17205550188"})
    draft.sent(7)
    sent = draft.as_slot()
    draft.renew()
    draft.take({"phone": "+17205550199"})
    assert draft.has_sent
    assert draft.before == sent
    draft.sent(7)
    assert (draft.has_sent, draft.before) == (True, None)


def test_another_person_begins_anew() -> None:
    draft = Draft()
    draft.take({"first_name": "Dan", "phone": "+17205550188", "may_text": False})
    draft.sent(7)
    draft.renew(is_another=True)
    assert (draft.fields, draft.done, draft.changes) == ({}, [], None)


def test_what_was_allowed_at_a_number_is_asked_again_for_another() -> None:
    draft = Draft()
    draft.take({"phone": "+17205550188", "may_text": True, "may_voicemail": True})
    draft.take({"phone": "+17205550188"})
    assert PERMISSION in draft.done
    draft.take({"phone": "+17205550162"})
    assert PERMISSION not in draft.done
    assert draft.fields == {"phone": "+17205550162"}


def test_what_was_allowed_at_a_number_is_forgotten_with_it_and_what_was_refused_stays_so() -> None:
    draft = Draft()
    draft.take({"phone": "+17205550188"})
    draft.take({"may_text": True, "may_voicemail": False})
    draft.reopen(CONTACT)
    assert draft.fields == {"may_voicemail": False}
    draft.take({"phone": "+17205550162"})
    assert PERMISSION not in draft.done
    assert draft.still_to_allow == "may_text"


def test_where_everything_was_refused_nothing_is_asked_for_another_number() -> None:
    draft = Draft()
    draft.take({"phone": "+17205550188", "may_text": False, "may_voicemail": False})
    draft.take({"phone": "+17205550162"})
    assert PERMISSION in draft.done
    assert (draft.fields["may_text"], draft.fields["may_voicemail"]) == (False, False)


def test_a_wrong_name_is_forgotten_whole() -> None:
    draft = Draft()
    draft.take({"first_name": "John", "last_name": "Smith"})
    draft.reopen(NAME)
    assert draft.fields == {}


def test_who_takes_the_number_back_cannot_be_reached() -> None:
    draft = Draft()
    draft.take({"phone": "+17205550188"})
    assert draft.can_be_reached
    draft.leave_out(["phone"])
    assert not draft.can_be_reached


def test_at_anothers_number_it_is_asked_whom_to_ask_for() -> None:
    draft = Draft()
    draft.take({"for_whom": "loved_one", "first_name": "Carla"}, own=True)
    draft.take({"phone": "+13035550142"}, of_another=True)
    assert draft.next() == NAME
    assert draft.fields["note"] == "asked for by Carla"
