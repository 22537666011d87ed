"""What is read from a message, and what is never kept."""

import time
from pathlib import Path
from typing import Optional, Tuple

import pytest

from benchmarks.figures import json_lines
from benchmarks.intake import SETS, measure
from iop.intake.details import read
from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FOR_WHOM, NAME, PERMISSION, TIME

SECONDS = 10
"""For five readings of the longest text; one of them once took twenty."""


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_details_are_read_as_people_write_them(path: Path) -> None:
    for name, (precision, recall, _) in measure(json_lines(path)).items():
        assert precision >= 0.85, name
        assert recall >= 0.85, name


def test_there_are_enough_ways() -> None:
    assert sum(len(json_lines(path)) for path in SETS) >= 300


def test_one_message_may_tell_everything() -> None:
    text = "hi im dan lopez, its for my son, 720 555 0188, evenings are best"
    assert read(text).fields == {
        "first_name": "Dan",
        "last_name": "Lopez",
        "for_whom": "loved_one",
        "phone": "+17205550188",
        "best_time": "evenings",
    }


@pytest.mark.parametrize(
    "text",
    [
        "my ssn is 123-45-6789",
        "social security 123456789",
        "dob 4/12/1988",
        "born on April 12, 1988",
        "member id XYZ123456789",
        "policy number 99887766",
    ],
)
@pytest.mark.parametrize("asked", [None, NAME, CONTACT, EXTRAS, CONFIRM])
def test_sensitive_numbers_are_not_kept(text: str, asked: str) -> None:
    details = read(text, asked=asked)
    assert details.sensitive
    assert not any(digits in str(details.fields) for digits in ("6789", "1988", "1234567", "998877"))


@pytest.mark.parametrize("text", ["i drink every day", "fentanyl", "i have bipolar", "last used yesterday, 30 mg"])
def test_health_details_do_not_become_the_free_line(text: str) -> None:
    details = read(text, asked=EXTRAS)
    assert details.sensitive
    assert "note" not in details.fields


def test_a_harmless_free_line_is_kept() -> None:
    assert read("please ask for extension 12", asked=EXTRAS).fields["note"] == "please ask for extension 12"


@pytest.mark.parametrize("text", ["do you have evening classes", "what are your hours on saturday?", "i am so tired"])
def test_a_question_tells_nothing(text: str) -> None:
    assert read(text).fields == {}


def test_a_known_name_is_only_replaced_by_a_clear_one() -> None:
    known = {"first_name": "Dan"}
    assert "first_name" not in read("I'm Catholic by the way", known=known).fields
    assert read("my name is Daniel", known=known).fields["first_name"] == "Daniel"
    assert read("sorry, it's Daniel", known=known).fields["first_name"] == "Daniel"
    assert read("sorry, John", known={"first_name": "Jhon"}).fields["first_name"] == "John"
    assert read("my name is spelled Samm", known=known).fields["first_name"] == "Samm"


def test_for_whom_is_only_changed_by_saying_so() -> None:
    known = {"for_whom": "self"}
    assert "for_whom" not in read("only when my mom is at work", asked=TIME, known=known).fields
    assert read("actually it is for my mom", asked=TIME, known=known).fields["for_whom"] == "loved_one"
    assert read("my mom", asked=FOR_WHOM, known=known).fields["for_whom"] == "loved_one"


@pytest.mark.parametrize(
    "text", ["im 15 and i need help but my mom cant know", "i drink too much and my husband can't know"]
)
def test_who_must_not_know_is_not_whom_it_is_for(text: str) -> None:
    assert read(text).fields["for_whom"] == "self"


@pytest.mark.parametrize(
    ("text", "asked", "name"),
    [
        ("my name is Will Marks", None, "Will"),
        ("call me my name is Joy", None, "Joy"),
        ("Tia", NAME, "Tia"),
        ("its aunt Carol", NAME, "Carol"),
    ],
)
def test_names_that_are_words_too(text: str, asked: Optional[str], name: str) -> None:
    assert read(text, asked=asked).fields["first_name"] == name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("any time but not when my husband is home", "any time but not when my husband is home"),
        ("i work nights so after 2pm", "i work nights so after 2pm"),
        ("next thursday at 2", "next thursday at 2"),
        ("evenings, but not after my methadone", "evenings"),
        ("call me in the mornings please", "in the mornings"),
    ],
)
def test_a_time_is_kept_with_its_conditions_and_without_health(text: str, wanted: str) -> None:
    assert read(text, asked=TIME).fields["best_time"] == wanted


def test_a_time_that_is_refused_is_no_time_that_is_wanted() -> None:
    assert read("303 555 0901, dont call before 9 or after 6").fields["best_time"] == "dont call before 9 or after 6"
    assert read("please dont call in the morning").fields["best_time"] == "dont call in the morning"


def test_the_time_of_a_call_is_not_the_time_of_a_story() -> None:
    text = (
        "I have been drinking wine every night since spring and I am scared. Could someone call me, mornings are best"
    )
    assert read(f"{text}, 720 555 0199").fields["best_time"] == "mornings"


@pytest.mark.parametrize(
    "token", ["@", "a@", "a.", "a dot ", "at ", "1-", "my son ", "name ", "text ", "not ", "call my "]
)
def test_repeated_words_take_no_time(token: str) -> None:
    begun = time.process_time()
    for asked in (None, NAME, CONTACT, TIME, CONFIRM):
        read((token * 1600)[:1600], asked=asked, known={"phone": "+13035550142"})
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    ("before", "said", "now"),
    [
        ("tomorrow after 5", "actually make it 6pm", "tomorrow, 6pm"),
        ("after 5", "actually make it 6", "6"),
        ("monday morning", "no, make that wednesday", "wednesday morning"),
        (None, "mornings", "mornings"),
    ],
)
def test_an_hour_that_is_said_later_keeps_the_day(before: Optional[str], said: str, now: str) -> None:
    known = {"best_time": before} if before else {}
    assert read(said, asked=TIME, known=known).fields["best_time"] == now


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("720 555 0109, don't say where you're calling from", "don't say where you're calling from"),
        (
            "Call me. Do not say treatment center if someone else answers. 720 555 0109",
            "Do not say treatment center if someone else answers",
        ),
        ("720 555 0109, don't tell my husband about the drinking", "don't tell my husband about the ..."),
        ("720 555 0109, no texts", None),
    ],
)
def test_what_may_be_said_at_the_call_is_kept(said: str, note: Optional[str]) -> None:
    assert read(said).fields.get("note") == note


@pytest.mark.parametrize("asked", [FOR_WHOM, NAME])
@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("Ty", "Ty", None),
        ("will smith", "Will", None),
        ("hope w", "Hope", None),
        ("sue b.", "Sue", None),
        ("Rosa no voicemail", "Rosa", None),
        ("mary please only mornings", "Mary", None),
        ("Faith and dont leave a message", "Faith", None),
        (
            "Maria but dont say who you are if my husband picks up",
            "Maria",
            "dont say who you are if my husband picks up",
        ),
        ("Maria please don\u2019t say where you call from", "Maria", "please don't say where you call from"),
        ("will not", None, None),
        ("hope not", None, None),
        ("bill me later", None, None),
        ("i dont want to say my name", None, None),
        ("wait can someone call me instead", None, None),
    ],
)
def test_a_given_name_is_a_name_wherever_a_name_may_answer(
    text: str, asked: str, name: Optional[str], note: Optional[str]
) -> None:
    found = read(text, asked=asked).fields
    assert (found.get("first_name"), found.get("note")) == (name, note)


@pytest.mark.parametrize(("text", "name"), [("Marcus", "Marcus"), ("hope", None), ("sunday", None), ("april", None)])
def test_a_name_that_is_no_word_is_heard_at_every_question(text: str, name: Optional[str]) -> None:
    assert read(text, asked=TIME).fields.get("first_name") == name
    assert "first_name" not in read(text, asked=TIME, known={"first_name": "Ann"}).fields


def test_a_name_that_is_a_place_is_no_name_where_the_place_was_asked() -> None:
    assert read("Austin", asked=EXTRAS).fields == {"note": "Austin"}


@pytest.mark.parametrize(
    "text", ["my husband cant know", "my mom doesn\u2019t know", "nobody can find out", "without my wife knowing"]
)
def test_who_must_not_know_is_not_who_it_is_for(text: str) -> None:
    fields = read(text, asked=FOR_WHOM).fields
    assert "for_whom" not in fields
    assert fields["note"] == text.replace("\u2019", "'")


def test_ones_own_number_says_nothing_of_whom_it_is_for() -> None:
    assert "for_whom" not in read("my own number is 303 555 0151", asked=FOR_WHOM).fields
    assert read("can someone call my husband hes the one with the problem").fields == {"for_whom": "loved_one"}


def test_a_refusal_beside_a_wish_is_heard() -> None:
    text = "303 555 0154. my husband doesnt know so dont leave a voicemail"
    assert read(text, asked=CONTACT).fields["may_voicemail"] is False


def test_a_wish_beside_asking_for_a_call_is_kept() -> None:
    assert read("can someone call me but dont tell my wife", asks_for_call=True).fields["note"] == "dont tell my wife"


@pytest.mark.parametrize(
    ("text", "known", "insurer"),
    [
        ("no insurance", None, "none"),
        ("no insurance and no voicemail", None, "none"),
        ("mornings, no insurance", None, "none"),
        ("no insurance card with me", None, None),
        ("i don't have insurance", "Aetna", "none"),
        ("she has no health insurance", None, "none"),
        ("do you take people with no insurance", None, None),
        ("what if i have no insurance plan that covers it", None, None),
    ],
)
def test_having_no_insurance_is_noted(text: str, known: Optional[str], insurer: Optional[str]) -> None:
    assert read(text, asked=TIME, known={"insurer": known}).fields.get("insurer") == insurer


@pytest.mark.parametrize(
    ("text", "known", "insurer"),
    [
        ("add that she has medicaid too", "UnitedHealthcare", "UnitedHealthcare, Medicaid"),
        ("and medicaid as a second one", "Aetna", "Aetna, Medicaid"),
        ("medicaid", "UnitedHealthcare", "Medicaid"),
        ("its medicaid and we live in denver", "UnitedHealthcare", "Medicaid"),
        ("we have medicaid now", "none", "Medicaid"),
    ],
)
def test_a_second_insurer_is_added(text: str, known: str, insurer: str) -> None:
    found = [{"entity": "insurer", "value": "Medicaid"}]
    assert read(text, found, EXTRAS, {"insurer": known}).fields["insurer"] == insurer


@pytest.mark.parametrize(
    "text", ["change the time to after 6pm", "move it to after 6pm", "the time should be after 6pm"]
)
def test_a_time_that_is_changed_is_read_in_the_same_message(text: str) -> None:
    assert read(text, asked=CONFIRM, known={"best_time": "mornings"}).fields["best_time"] == "after 6pm"


def test_now_is_a_time() -> None:
    assert read("now please", asked=TIME).fields["best_time"] == "now please"


@pytest.mark.parametrize(
    ("said", "note"),
    [
        (
            "call me at 303-555-0142, or if i dont pick up try my work 720-555-0199, im Dana",
            "or if i dont pick up try my work 720-555-0199",
        ),
        ("Dana, 303-555-0142 or 720-555-0199", "or 720-555-0199"),
    ],
)
def test_one_more_number_is_a_note(said: str, note: str) -> None:
    assert read(said).fields == {"first_name": "Dana", "phone": "+13035550142", "note": note}


def test_a_corrected_number_is_no_second_one() -> None:
    assert read("303-555-0142, sorry 720-555-0199").fields == {"phone": "+17205550199"}


@pytest.mark.parametrize("said", ["after 330", "after school 330", "before 1130am", "after 3:30", "around 1015"])
def test_an_hour_without_a_colon_is_kept_whole(said: str) -> None:
    assert read(said, asked=TIME).fields == {"best_time": said}


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("Olu\u0301waseun Ade\u0301bayo\u0323\u0300", "Ol\u00fawaseun", "Ad\u00e9bay\u1ecd\u0300"),
        ("ok put Smokey", "Smokey", None),
        ("al", "Al", None),
        ("Guadalupe Nan\u0303ez de la O", "Guadalupe", "Na\u00f1ez de la O"),
        ("her name is Xochitl and i'm her mom, Marisela", "Marisela", None),
    ],
)
def test_a_name_in_other_ways(said: str, first: str, last: Optional[str]) -> None:
    fields = read(said, asked=NAME).fields
    assert (fields.get("first_name"), fields.get("last_name")) == (first, last)


@pytest.mark.parametrize(
    ("said", "name"),
    [("im siobhan 720-555-0199", "Siobhan"), ("im worried 720-555-0199", None), ("im her sister 720-555-0199", None)],
)
def test_an_unusual_name_before_a_number(said: str, name: Optional[str]) -> None:
    assert read(said).fields.get("first_name") == name


@pytest.mark.parametrize("asked", [TIME, CONFIRM])
@pytest.mark.parametrize("said", ["he drinks every night", "my husband works nights", "trabajo de noche"])
def test_a_habit_is_no_time(said: str, asked: str) -> None:
    assert "best_time" not in read(said, asked=asked).fields


def test_a_habit_beside_a_time_stays_with_it() -> None:
    assert read("i work nights so mornings", asked=TIME).fields["best_time"] == "i work nights so mornings"


@pytest.mark.parametrize("said", ["did you put that he is left handed", "what happens with the thing i said"])
def test_a_question_is_no_note(said: str) -> None:
    assert "note" not in read(said, asked=EXTRAS).fields


@pytest.mark.parametrize(
    ("text", "asked", "name"),
    [
        ("I called three times, 312 555 0199", None, None),
        ("my name isn't Three its Dan", None, "Dan"),
        ("my name is not robert, its linda", None, "Linda"),
        ("Amanda here. 720-555-0118", None, "Amanda"),
        ("can you call me? Drew, 3035550177, after 4", None, "Drew"),
        ("Lia 303 555 0123", None, "Lia"),
        ("Linda's number is 303 555 0145", None, "Linda"),
        ("Colorado 303 555 0145", None, None),
        ("Cell 303 555 0145", None, None),
        ("people here 303 555 0123", None, None),
        ("for me, Jo", FOR_WHOM, "Jo"),
        ("me im dan", FOR_WHOM, "Dan"),
        ("its for me im Bob", FOR_WHOM, "Bob"),
        ("you can call me Sunny", NAME, "Sunny"),
        ("everyone calls me Moose", NAME, "Moose"),
        ("spanish please", NAME, None),
        ("for my son, Tom", FOR_WHOM, None),
        ("for me, thanks", FOR_WHOM, None),
        ("its urgent", NAME, None),
        ("im desperate", NAME, None),
        ("its tyrese", NAME, "Tyrese"),
        ("Grant", NAME, "Grant"),
        ("Blue", NAME, "Blue"),
        ("a client", NAME, None),
    ],
)
def test_what_is_a_name_and_what_is_none(text: str, asked: Optional[str], name: Optional[str]) -> None:
    assert read(text, asked=asked).fields.get("first_name") == name


def test_a_name_beside_a_number_takes_the_place_of_another() -> None:
    assert read("Linda 303-555-0177", asked=CONTACT, known={"first_name": "Robert"}).fields["first_name"] == "Linda"
    assert read("make sure you ask for Tony", asked=CONFIRM, known={"first_name": "Ann"}).fields["first_name"] == "Tony"
    assert "first_name" not in read("Work 303-555-0177", asked=CONTACT, known={"first_name": "Robert"}).fields


@pytest.mark.parametrize(
    ("said", "asked", "expected"),
    [
        ("me", PERMISSION, "self"),
        ("myself", CONTACT, "self"),
        ("for him", CONTACT, "loved_one"),
        ("it's for my wife and she can't know I'm asking", FOR_WHOM, "loved_one"),
        ("case manager here. client needs an intake call", None, "referral"),
    ],
)
def test_for_whom_is_read_whatever_was_asked(said: str, asked: Optional[str], expected: str) -> None:
    assert read(said, asked=asked).fields["for_whom"] == expected


def test_who_must_not_know_is_noted_beside_whom_it_is_for() -> None:
    assert read("it's for my wife and she can't know I'm asking", asked=FOR_WHOM).fields["note"] == (
        "she can't know I'm asking"
    )


@pytest.mark.parametrize("said", ["plz", "early", "Medicaid", "County DSS", "tmrw", "art therapy"])
def test_what_is_no_name_where_one_was_asked_for(said: str) -> None:
    assert "first_name" not in read(said, asked=NAME).fields


def test_an_insurer_is_no_name_but_a_name_that_is_one_is() -> None:
    insurer = [{"entity": "insurer", "value": "Kaiser Permanente"}]
    assert "first_name" not in read("Kaiser", insurer, asked=NAME).fields
    assert read("Oscar", [{"entity": "insurer", "value": "Oscar"}], asked=NAME).fields["first_name"] == "Oscar"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("call me please, Will Tran, 303-555-0132, for my mom", ("Will", "Tran")),
        ("call me tonight my name is Art Vance number 3035550105", ("Art", "Vance")),
        ("soy su esposa, Marta Ruiz", ("Marta", "Ruiz")),
        ("call my office manager Tom instead, same number", ("Tom", None)),
        ("call my wife. Me: Omar 303 555 0134. Her: Lily 303 555 0135.", ("Lily", None)),
    ],
)
def test_names_beside_other_words(said: str, name: Tuple[str, Optional[str]]) -> None:
    found = read(said).fields
    assert (found["first_name"], found.get("last_name")) == name


def test_a_name_with_its_letters_corrects_the_one_before() -> None:
    found = read("and its Hope Ruis with an s", asked=CONFIRM, known={"first_name": "Hope"}).fields
    assert (found["first_name"], found["last_name"]) == ("Hope", "Ruis")


def test_of_two_labelled_numbers_the_one_to_be_called_counts_and_the_writer_is_noted() -> None:
    found = read("call my wife. Me: Omar 303 555 0134. Her: Lily 303 555 0135.").fields
    assert (found["phone"], found["note"]) == ("+13035550135", "asked for by Omar 303 555 0134")


@pytest.mark.parametrize("time", ["9 to noon pacific", "M-F 9-4", "june 3rd morning", "noon to 2", "en la mañana"])
def test_a_time_is_kept_whole(time: str) -> None:
    assert read(time, asked=TIME).fields["best_time"] == time


def test_a_time_alone_between_commas_is_kept_in_a_long_message() -> None:
    said = "Please have someone call me. I am Hope Ruiz, 303-555-0121, for me, mornings, text ok voicemail no."
    assert read(said).fields["best_time"] == "mornings"


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("call me at 303-555-0199 ext. two", "extension 2"),
        ("the extension is 414", "extension 414"),
        ("wait, extension is three", "extension 3"),
    ],
)
def test_an_extension_is_noted(said: str, note: str) -> None:
    known = {"phone": "+13035550199", "note": "extension 1"}
    assert read(said, asked=CONFIRM, known=known).fields["note"] == note


@pytest.mark.parametrize("said", ["phone ends 0175", "oh crap its 0175"])
def test_the_end_of_a_number_is_corrected_in_plain_words(said: str) -> None:
    assert read(said, asked=EXTRAS, known={"phone": "+17205550174"}).fields == {"phone": "+17205550175"}


@pytest.mark.parametrize("said", ["nope thats all", "sounds right", "looks good", "word", "fo sho", "hell yeah"])
def test_an_answer_is_no_note(said: str) -> None:
    assert read(said, asked=EXTRAS).fields == {}


def test_how_often_is_no_extension() -> None:
    assert read("x2 per week", asked=CONFIRM, known={"phone": "+13035550199"}).fields == {}


@pytest.mark.parametrize(
    "said",
    ["it's for me, not a client", "no client, this is for me", "not for a patient. for myself", "i'm the patient"],
)
def test_that_it_is_for_oneself_corrects_a_client(said: str) -> None:
    assert read(said, (), CONFIRM, known={"for_whom": "referral"}).fields["for_whom"] == "self"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("I need help with my drinking. I'm a nurse", "self"),
        ("im a therapist and i drink too much", "self"),
        ("I'm a nurse and I need help for a patient", "referral"),
        ("I'm a social worker, I want treatment for my client, not for me", "referral"),
        ("quiero hablar con alguien sobre mi hija", "loved_one"),
        ("una pregunta acerca de mi esposo", "loved_one"),
    ],
)
def test_for_whom_it_is_beside_a_job_and_in_spanish(said: str, expected: str) -> None:
    assert read(said, asks_for_call=True).fields["for_whom"] == expected


@pytest.mark.parametrize("said", ["ella no habla inglés", "he doesn't speak any english", "mi papá no entiende inglés"])
def test_a_language_that_is_not_spoken_is_noted_and_not_wished_for(said: str) -> None:
    fields = read(said, (), CONFIRM, known={"language": "Spanish"}).fields
    assert fields == {"note": said}


@pytest.mark.parametrize("said", ["no tenemos seguro", "mi mamá no tiene seguro médico", "sin seguro"])
def test_no_insurance_in_spanish(said: str) -> None:
    assert read(said, (), EXTRAS).fields["insurer"] == "none"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("no wait, wednesday instead of monday", "wednesday 12-12:30"),
        ("friday rather than monday please", "friday 12-12:30"),
        ("mejor martes en vez de lunes", "martes 12-12:30"),
        ("tuesday not monday", "tuesday 12-12:30"),
    ],
)
def test_another_day_takes_the_place_of_the_one_before(said: str, expected: str) -> None:
    assert read(said, (), CONFIRM, known={"best_time": "monday, 12-12:30"}).fields["best_time"] == expected


@pytest.mark.parametrize("said", ["I have a patient discharging Monday who needs IOP", "my dad comes home friday"])
def test_a_discharge_is_no_time_for_the_call(said: str) -> None:
    assert "best_time" not in read(f"{said}. call me", asks_for_call=True).fields
    assert said in read(f"{said}. call me", asks_for_call=True).fields["note"]


def test_a_relative_who_is_called_takes_the_place_of_who_writes() -> None:
    known = {"for_whom": "loved_one", "first_name": "Brenda"}
    fields = read("my dad is Walter. his number is 303-555-0142", (), CONTACT, known, another_is_called=True).fields
    assert (fields["first_name"], fields["note"]) == ("Walter", "asked for by Brenda")


def test_who_a_relative_is_and_not_how() -> None:
    asked = {"known": {"for_whom": "loved_one"}, "another_is_called": True}
    assert read("he's Omar. I'm Lucy", (), NAME, **asked).fields["first_name"] == "Omar"
    assert "first_name" not in read("she's scared", (), CONTACT, **asked).fields


@pytest.mark.parametrize("said", ["can someone call me quietly", "please call me privately", "call me secretly"])
def test_a_way_to_call_is_no_name(said: str) -> None:
    assert "first_name" not in read(said, asks_for_call=True).fields


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("can a female therapist call me please", "a female therapist"),
        ("text me before you call please", "text me before you call"),
        ("use only the cell, call me", "use only the cell"),
        ("I was in your program 2 years ago and relapsed. call me", "I was in your program 2 years ago"),
        ("can someone call me discreetly", "call me discreetly"),
    ],
)
def test_what_is_asked_of_the_call_and_a_stay_are_noted(said: str, expected: str) -> None:
    assert expected in str(read(said, asks_for_call=True).fields.get("note"))


def test_a_question_about_who_works_here_is_not_noted() -> None:
    assert "note" not in read("do you have a female therapist", asks_for_call=True).fields


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("me. i mean its for my mom", "loved_one"), ("my daugter", "loved_one"), ("both of us", "self"),
        ("I'm a therapist, looking for IOP for my own daughter", "loved_one"),
    ],
)  # fmt: skip
def test_whom_it_is_for_in_more_words(said: str, whom: str) -> None:
    assert read(said, asked="for_whom").fields["for_whom"] == whom


def test_who_was_a_patient_is_no_client() -> None:
    said = "I was a patient of yours back in 2021. I'd like a call"
    assert read(said, asks_for_call=True).fields == {"note": "I was a patient of yours back in 2021"}


def test_everything_in_single_words() -> None:
    fields = read("me. Tony. 720-555-0196. text. after 6", asks_for_call=True).fields
    assert (fields["for_whom"], fields["may_text"], fields["may_voicemail"]) == ("self", True, False)


@pytest.mark.parametrize(
    ("said", "insurer", "region"), [("VA insurance", "VA", None), ("through the VA", "VA", None), ("VA", None, "VA")]
)
def test_the_va_is_no_state(said: str, insurer: Optional[str], region: Optional[str]) -> None:
    fields = read(said, asked="extras").fields
    assert (fields.get("insurer"), fields.get("region")) == (insurer, region)
