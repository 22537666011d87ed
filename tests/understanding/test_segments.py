from typing import List

import pytest

from iop.understanding.segments import (
    asked_part,
    clauses,
    is_filler,
    is_question,
    names_subject,
    punctuated,
    sentences,
)
from tests.reading_time import CHARACTERS, SECONDS, at_most


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hi! How much is it?", ["Hi!", "How much is it?"]),
        ("Dr. Smith sent me. Do you take Aetna?", ["Dr. Smith sent me.", "Do you take Aetna?"]),
        ("I take 20 mg. of Prozac, e.g. at night. Ok?", ["I take 20 mg. of Prozac, e.g. at night.", "Ok?"]),
        ("He is 23. He drinks.", ["He is 23.", "He drinks."]),
        ("1. cost\n2. hours", ["cost", "hours"]),
        ("1) cost 2) hours", ["cost", "hours"]),
        ("need to know 1. cost 2. start date", ["need to know", "cost", "start date"]),
        ("2 things 1 do you treat gambling 2 how fast", ["2 things", "do you treat gambling", "how fast"]),
        ("I had 1 beer or 2 do you mind", ["I had 1 beer or 2 do you mind"]),
        ("I am on step 2. Is that ok", ["I am on step 2.", "Is that ok"]),
        ("I finished step 1. I am on step 2. Is that ok", ["I finished step 1.", "I am on step 2.", "Is that ok"]),
        ("I take 1.5 mg of this and 2.5 mg of that", ["I take 1.5 mg of this and 2.5 mg of that"]),
        ("- cost\n- drug tests", ["cost", "drug tests"]),
        ("one line\nand another", ["one line", "and another"]),
        ("...  ?! \n 👍", []),
        ("", []),
    ],
)
def test_sentences(text: str, parts: List[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == parts


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("hi comma what is it question mark is it far question mark", "hi, what is it? is it far?"),
        ("my busy season period do you open early comma please", "my busy season. do you open early, please"),
        ("is there a grace period", "is there a grace period"),
        ("she was in a comma for a week", "she was in a comma for a week"),
    ],
)
def test_dictated_punctuation(text: str, written: str) -> None:
    assert punctuated(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "do you take aetna",
        "And what does it cost",
        "I was wondering about the hours",
        "Hi, can I come at night",
        "yoga?",
        "oh and does medicare cover it",
        "PLEASE CALL ME",
        "I'd like to look around first.",
    ],
)
def test_questions(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text", ["My son is 23.", "He has been drinking since June", "We live in Aurora.", "I want to stop.", "thx"]
)
def test_statements(text: str) -> None:
    assert not is_question(text)


def test_items_of_a_list_ask() -> None:
    assert [sentence.asks for sentence in sentences("I need:\n- cost\n- hours")] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("how much is it and do you take cigna", ["how much is it", "do you take cigna"]),
        ("is it confidential, where are you", ["is it confidential", "where are you"]),
        ("price, location, hours", ["price", "location", "hours"]),
        ("cost + parking", ["cost", "parking"]),
        ("price, hours and parking", ["price", "hours", "parking"]),
        ("price,hours,location", ["price", "hours", "location"]),
        ("does it cost $3,000", ["does it cost $3,000"]),
        ("IOP or PHP?", ["IOP or PHP?"]),
        (
            "my son uses heroin and has no insurance, what can I do",
            ["my son uses heroin and has no insurance, what can I do"],
        ),
        ("When my shift ends at 5, can I still make it", ["When my shift ends at 5, can I still make it"]),
        ("My son, who is 17, needs help, do you take teens", ["My son, who is 17, needs help, do you take teens"]),
        ("Hi, do you have yoga and art", ["Hi, do you have yoga and art"]),
        ("how do i know if i need this or inpatient", ["how do i know if i need this or inpatient"]),
        ("what does it cost also do you drug test", ["what does it cost", "do you drug test"]),
        ("yoga", ["yoga"]),
        ("is yoga part of it or is that extra", ["is yoga part of it", "is that extra"]),
        (
            "my wife says no, how do I get her in, and can I talk to someone",
            ["my wife says no, how do I get her in", "can I talk to someone"],
        ),
        ("do you take it, and if they deny it what do I do", ["do you take it", "if they deny it what do I do"]),
        (
            "i have soccer til 5 so like what time does it start, and will my school know",
            ["i have soccer til 5 so like what time does it start", "will my school know"],
        ),
        (
            "I'd like to know which therapies you use, the qualifications of the staff, and whether it ever ends",
            ["I'd like to know which therapies you use", "the qualifications of the staff", "whether it ever ends"],
        ),
        ("benefits of iop and what it costs", ["benefits of iop", "what it costs"]),
        (
            "i want to speak with a person, also do yall take medicaid",
            ["i want to speak with a person", "do yall take medicaid"],
        ),
        ("call me after 3 and tell me what it costs", ["call me after 3", "tell me what it costs"]),
        ("what is iop / who is it for / does it work", ["what is iop", "who is it for", "does it work"]),
        ("What is IOP, who is it for", ["What is IOP", "who is it for"]),
        ("how is it different, which is cheaper", ["how is it different", "which is cheaper"]),
        ("do u have vets there, n does the va pay", ["do u have vets there", "does the va pay"]),
        ("do you take cigna and also um how many hours is it", ["do you take cigna", "how many hours is it"]),
        ("she has been sober for years, but now she drinks", ["she has been sober for years, but now she drinks"]),
        (
            "can i keep my job do you take medicaid whats the address",
            ["can i keep my job", "do you take medicaid", "whats the address"],
        ),
        (
            "im out of work, does workers comp pay and can you help",
            ["im out of work, does workers comp pay", "can you help"],
        ),
        ("when r u open and whats the number", ["when r u open", "whats the number"]),
        ("how much how long", ["how much", "how long"]),
        ("how many days how many weeks", ["how many days", "how many weeks"]),
        ("where are you what time do you open", ["where are you", "what time do you open"]),
        ("how early should i get there where do i park", ["how early should i get there", "where do i park"]),
        ("good morning do you have a nurse, and is it far", ["good morning do you have a nurse", "is it far"]),
        (
            "I'd like information about alumni groups and also about whether you help people find a sober house",
            ["I'd like information about alumni groups", "about whether you help people find a sober house"],
        ),
        ("is the intake free is the schedule fixed", ["is the intake free", "is the schedule fixed"]),
        ("do i need a referral is tricare ok", ["do i need a referral", "is tricare ok"]),
        ("can we do family therapy", ["can we do family therapy"]),
        (
            "I would like to know: the fee per month, the usual hours of it, and the place",
            ["I would like to know: the fee per month", "the usual hours of it", "the place"],
        ),
        (
            "I want to know is it any good, does it cost much",
            ["I want to know is it any good", "does it cost much"],
        ),
        ("what is the copay, do you file the claim or do we", ["what is the copay", "do you file the claim or do we"]),
        (
            "Could I have the address, the phone number, and the age you start at",
            ["Could I have the address", "the phone number", "the age you start at"],
        ),
        ("wait how much is it", ["wait how much is it"]),
        ("how many hours a week do i have to come", ["how many hours a week do i have to come"]),
        ("which insurance plans do you take", ["which insurance plans do you take"]),
        ("how do i tell if this is the right thing", ["how do i tell if this is the right thing"]),
        ("if i relapse will you kick me out", ["if i relapse will you kick me out"]),
        ("hw do i sign up", ["hw do i sign up"]),
        (
            "my boss yells and im tired, anyways r there nights and is it daily",
            ["my boss yells and im tired, anyways r there nights", "is it daily"],
        ),
    ],
)
def test_clauses(text: str, parts: List[str]) -> None:
    assert [text[clause.start : clause.end] for clause in clauses(text)] == parts


def test_a_piece_from_where_it_asks() -> None:
    assert asked_part("my dad is 71 with medicare, is he too old") == "is he too old"
    assert asked_part("is he too old") == "is he too old"


def test_pieces_that_do_not_ask_are_told_from_those_that_do() -> None:
    asks = [clause.asks for clause in clauses("Do you treat depression, anxiety, and do you take Aetna?")]
    assert asks == [True, False, True]
    assert all(clause.asks for clause in clauses("price, location, hours"))
    assert [clause.asks for clause in clauses("can i keep my job do you take medicaid")] == [True, False]


@pytest.mark.parametrize("some", ["also need to ask ", "ok just need to know, ", "hi also ", "and or also "])
def test_repeated_words_are_read_in_bounded_time(some: str) -> None:
    text = (some * CHARACTERS)[: CHARACTERS - 2] + " x"
    with at_most(SECONDS, text):
        for read in (punctuated, sentences, clauses, is_filler, names_subject):
            read(text)
