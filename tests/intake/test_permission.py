"""Whether we may text or leave a voicemail: "no" until the person says yes."""

from typing import Dict, Optional

import pytest

from iop.intake.details import read
from iop.intake.draft import CONFIRM, PERMISSION
from iop.intake.permission import permission_in, refusal_in
from iop.intake.refused_calls import refused_calls_in


def answer(text: Optional[bool], voicemail: Optional[bool]) -> Dict[str, bool]:
    found = {"may_text": text, "may_voicemail": voicemail}
    return {name: value for name, value in found.items() if value is not None}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("both", answer(True, True)),
        ("both i guess", answer(True, True)),
        ("sure, both are fine i suppose", answer(True, True)),
        ("both but text is better", answer(True, True)),
        ("both are fine with me", answer(True, True)),
        ("texting is best", answer(True, False)),
        ("text yes voicemail no", answer(True, False)),
        ("yes you can leave a message", answer(False, True)),
        ("no texts, voicemail is ok", answer(False, True)),
        ("you can text but my mom checks my voicemail", answer(True, False)),
        ("neither", answer(False, False)),
    ],
)
def test_what_is_allowed(said: str, expected: Dict[str, bool]) -> None:
    assert permission_in(said, asked=True) == expected


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    "said",
    [
        "no texts, she checks. voicemail also no",
        "dont text me. voicemail too risky",
        "no texting, voicemail as well no",
        "texts no. same for voicemail",
        "no texts. voicemails too",
        "no text please, and voicemail definitely not",
    ],
)
def test_a_second_no_is_none_the_less_a_no(said: str, asked: bool) -> None:
    assert permission_in(said, asked=asked) == answer(False, False)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("texts yes, voicemail also yes", answer(True, True)),
        ("texts are ok. voicemail too", answer(True, True)),
        ("voicemail no problem", answer(None, True)),
        ("no texts. voicemail also ok", answer(False, True)),
    ],
)
def test_a_second_yes_stays_one(said: str, expected: Dict[str, bool]) -> None:
    assert permission_in(said) == expected


@pytest.mark.parametrize("said", ["yes, text and voicemail please", "yeah you can leave voicemail and text"])
def test_a_yes_to_the_summary_that_names_both_allows_both(said: str) -> None:
    assert read(said, (), CONFIRM).fields == answer(True, True)
    assert read("yes, call after 5 pm, no text", (), CONFIRM).fields.get("may_text") is False


@pytest.mark.parametrize(
    "said",
    [
        "my husband goes through my texts",
        "nothing, my boyfriend reads my texts and listens to my voicemail",
        "no wife reads my texts",
        "voicemail is shared with my roommate",
        "texts get read by my husband",
        "my husband reads both",
        "id rather you didn't text",
        "I can't have texts showing up on the ipad",
        "please no, he goes through my messages and my voicemail",
        "he has my phone",
        "texts, hmm, my dad pays for the phone",
    ],
)
def test_naming_a_danger_allows_nothing(said: str) -> None:
    assert True not in permission_in(said, asked=True).values()
    assert True not in permission_in(said).values()


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    "said",
    [
        "i don't want texts or voicemails",
        "please don't text or leave a voicemail",
        "do not leave any texts or voicemails",
        "don't send texts and voicemails",
        "don't call, text or leave voicemails",
        "please no calls texts or voicemails",
        "call me but no texts or voicemail please",
        "i hate texts and voicemails",
        "i would rather you not text or leave voicemails",
        "i don't want you to leave me texts or voicemails",
        "please never ever send me texts or leave voicemails",
        "don't text my phone or leave a voicemail",
        "do not contact me by text or voicemail",
        "you can't text me or leave a voicemail",
        "nobody should text or leave a voicemail",
        "neither texts nor voicemails",
        "no texts/voicemails",
        "no texts, no voicemails",
        "no texts or voicemails are ok",
        "no mensajes de texto ni buzón de voz",
    ],
)
def test_a_refusal_holds_for_all_that_it_names(said: str, asked: bool) -> None:
    assert permission_in(said, asked) == answer(False, False)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("don't call or text", answer(False, None)),
        ("you shouldn't text me", answer(False, None)),
        ("i don't think you should text me", answer(False, None)),
        ("i hate when people text me", answer(False, None)),
        ("stop texting me", answer(False, None)),
        ("my mom won't let you text me", answer(False, None)),
        ("i don't have a phone you can text", answer(False, None)),
        ("no text messages", answer(False, None)),
        ("please don't leave a voicemail", answer(None, False)),
        ("text me? no", answer(False, None)),
    ],
)
def test_one_of_them_is_refused(said: str, expected: Dict[str, bool]) -> None:
    assert permission_in(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("texts and voicemail are ok", answer(True, True)),
        ("text or voicemail is fine", answer(True, True)),
        ("you can text or leave a voicemail", answer(True, True)),
        ("no texts and voicemail is ok", answer(False, True)),
        ("yes to voicemail no to texts", answer(False, True)),
        ("yes to texts no to voicemail", answer(True, False)),
        ("texts no vm ok", answer(False, True)),
        ("please dont call text instead", answer(True, None)),
        ("voicemail ok texts not ok", answer(False, True)),
        ("ok to leave voicemail but not texts", answer(False, True)),
        ("no texts please leave a voicemail", answer(False, True)),
        ("no voicemail just text", answer(True, False)),
        ("no voicemail text me", answer(True, False)),
        ("just call me or text", answer(True, False)),
        ("don't call me, text me", answer(True, None)),
        ("if i don't answer text me", answer(True, None)),
        ("if i don't answer leave a voicemail", answer(None, True)),
        ("call me or leave a voicemail", answer(None, True)),
        ("no problem, text me", answer(True, None)),
    ],
)
def test_what_a_no_to_something_else_leaves_allowed(said: str, expected: Dict[str, bool]) -> None:
    assert permission_in(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "hi, just texting to ask about insurance",
        "is it ok to text you",
        "they always text me or leave voicemails",
        "i can't sleep text me",
        "if you text me he will see it",
        "texts and voicemails",
    ],
)
def test_talk_of_texts_is_no_permission(said: str) -> None:
    assert permission_in(said) == {}


@pytest.mark.parametrize("said", ["both?", "yes?", "texts?", "voicemail?", "ok ?"])
def test_a_question_is_no_permission(said: str) -> None:
    assert permission_in(said, asked=True) == {}


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    "said",
    [
        "who would text me",
        "ok who would text me",
        "so who's going to text me?",
        "how often will you text me",
        "why would you text me",
        "what number would you text me from",
        "do you text me",
        "will they text me a lot",
        "can they leave a voicemail",
        "are texts ok",
        "would texts be ok",
    ],
)
def test_a_question_without_its_mark_is_no_permission_either(said: str, asked: bool) -> None:
    assert permission_in(said, asked) == {}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("can you text me", answer(True, None)),
        ("could someone text me instead", answer(True, None)),
        ("text me when you can", answer(True, None)),
        ("how about you text me", answer(True, None)),
        ("who will call? you can text me", answer(True, None)),
        ("have someone text me", answer(True, None)),
    ],
)
def test_a_request_and_what_stands_beside_a_question_count(said: str, expected: Dict[str, bool]) -> None:
    assert permission_in(said) == expected


def test_yes_before_a_refusal_of_calls_allows_nothing() -> None:
    assert permission_in("yes but no texts", asked=True) == answer(False, True)
    assert permission_in("ok don't call or text", asked=True) == answer(False, None)


@pytest.mark.parametrize("asked", [None, PERMISSION])
def test_apostrophes_of_telephones_refuse_too(asked: Optional[str]) -> None:
    assert read("don\u2019t text me or leave a voicemail", asked=asked).fields == answer(False, False)


@pytest.mark.parametrize(("said", "expected"), [("whatever", {}), ("sure whatever", answer(True, True))])
def test_a_shrug_is_no_permission(said: str, expected: Dict[str, bool]) -> None:
    assert permission_in(said, asked=True) == expected


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("name", ["Bruce Lee", "bruce lee", "Ana Lee-Kim", "Jin Subramaniam-Lee", "Mira"])
def test_a_name_that_is_a_spanish_verb_refuses_nothing(name: str, asked: bool) -> None:
    assert permission_in(f"{name}, texts ok, voicemail ok", asked) == answer(True, True)
    assert permission_in("mi esposo lee mis mensajes", asked)["may_text"] is False


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("no texts ok voicemail", answer(False, True)),
        ("no voicemail but fine texts", answer(True, False)),
        ("nothing in writing", answer(False, None)),
        ("nothing in writing he goes thru my phone", answer(False, False)),
        ("nada por escrito", answer(False, None)),
        ("nada de mensajes, el me revisa el telefono", answer(False, False)),
        ("mensajes no por favor", answer(False, False)),
        ("mensajes si pero no dejen recado", answer(True, False)),
        ("text only dont call", answer(True, False)),
    ],
)
def test_what_is_refused_and_allowed_in_one_breath(said: str, expected: Dict[str, bool]) -> None:
    assert permission_in(said, asked=True) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("call me, Ann, 303-555-0142, both ok", answer(True, True)),
        ("303-555-0142. yes to both", answer(True, True)),
        ("mornings and evenings, both ok", answer(None, None)),
        ("call or e-mail, both ok", answer(None, None)),
        ("both ok?", answer(None, None)),
    ],
)
def test_both_told_before_it_is_asked(said: str, expected: Dict[str, bool]) -> None:
    assert permission_in(said) == expected


@pytest.mark.parametrize("said", ["dont text me anymore just call", "no texts please", "ya no me manden mensajes"])
def test_a_refusal(said: str) -> None:
    assert refusal_in(said)["may_text"] is False


@pytest.mark.parametrize(
    "said", ["don't call or text me anymore", "text only dont call", "does he see my texts?", "hi"]
)
def test_no_refusal_of_writing_alone(said: str) -> None:
    assert refusal_in(said) == {}


def test_not_to_call_is_a_note_where_texts_are_allowed() -> None:
    assert read("text only dont call", asked=PERMISSION).fields["note"] == "dont call"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no, text", {"may_text": True, "may_voicemail": False}),
        ("no, voicemail", {"may_text": False, "may_voicemail": True}),
        ("no text", {"may_text": False}),
        ("no, texts", {}),
    ],
)
def test_a_no_before_the_one_that_is_chosen(text: str, expected: Dict[str, bool]) -> None:
    assert permission_in(text, asked=True) == expected


def test_texts_in_the_place_of_calls() -> None:
    text = "can you text me instead of calling"
    assert permission_in(text) == {"may_text": True, "may_voicemail": False}
    assert refused_calls_in(text) == ["instead of calling"]
    assert refused_calls_in("text me instead of calling at work") == []


def test_just_call_me_says_nothing_of_texts() -> None:
    assert permission_in("whatever just call me") == {}
    assert permission_in("just call me", asked=True) == {"may_text": False}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("text no voicemail yes", answer(False, True)),
        ("vm no texts yes", answer(True, False)),
        ("no voicemail only sorry", answer(False, True)),
        ("thats wrong i said voicemail AND text", answer(True, True)),
        ("texts neither", answer(False, None)),
        ("no messages of any kind", answer(False, False)),
        ("for myself, anytime, both", answer(True, True)),
        ("for my kids, both", {}),
        ("no texts, voicemail is confidential so fine", answer(False, True)),
        ("texts cool", answer(True, None)),
        ("no voicemail only text me", answer(True, False)),
    ],
)
def test_what_is_told_without_being_asked(said: str, expected: Dict[str, bool]) -> None:
    assert permission_in(said) == expected


@pytest.mark.parametrize("said", ["yes", "sure", "sí, está bien", "ok"])
def test_a_bare_yes_allows_nothing_that_was_refused_before(said: str) -> None:
    known = {"phone": "+13035550136", "may_voicemail": False}
    assert read(said, asked=PERMISSION, known=known).fields == answer(True, False)


@pytest.mark.parametrize("said", ["both", "text or voicemail both fine on that"])
def test_both_allows_also_what_was_refused_before(said: str) -> None:
    known = {"phone": "+13035550136", "may_voicemail": False}
    assert read(said, asked=PERMISSION, known=known).fields == answer(True, True)


def test_the_same_rules_hold_for_another_number() -> None:
    known = {"phone": "+13035550136", **answer(True, False)}
    found = read("change the number to 303-555-0137 same rules", known=known).fields
    assert found == {"phone": "+13035550137", **answer(True, False)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes voicemail is fine, texts too", {"may_text": True, "may_voicemail": True}),
        ("voicemail fine", {"may_voicemail": True}),
        ("texts are ok", {"may_text": True}),
        ("voicemail only", {"may_text": False, "may_voicemail": True}),
        ("no i share my phone with my mom", {"may_text": False, "may_voicemail": False}),
        ("no its a work phone", {"may_text": False, "may_voicemail": False}),
    ],
)
def test_one_way_that_is_fine_leaves_the_other_open_and_a_no_with_a_reason_refuses_both(
    text: str, expected: Dict[str, bool]
) -> None:
    assert permission_in(text, asked=True) == expected


def test_another_phone_refuses_nothing() -> None:
    assert permission_in("use my other phone", asked=True) == {}


@pytest.mark.parametrize(
    ("said", "text", "voicemail"),
    [
        ("text. how soon would they call?", True, False),
        ("he's ok with texts and voicemail", True, True),
        ("he's fine with both", True, True),
        ("not ok with texts", False, None),
        ("text before calling, no voicemail", True, False),
        ("voicemail's fine", None, True),
        ("no sé usar mensajes, déjeme recado", False, True),
    ],
)
def test_more_ways_to_allow_and_refuse(said: str, text: Optional[bool], voicemail: Optional[bool]) -> None:
    found = permission_in(said, asked=True)
    assert (found.get("may_text"), found.get("may_voicemail")) == (text, voicemail)


def test_which_phone_to_call_says_nothing_of_texts() -> None:
    assert permission_in("please only call the cell") == {}
