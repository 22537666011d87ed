from typing import List

import pytest

from iop.encoding import SentenceEncoder
from iop.understanding.decision import CLARIFY, DONT_KNOW, FAQ, NOTHING_SAID, Understanding
from iop.understanding.model import Entry, Model
from iop.understanding.questions import MOST_SENTENCES
from iop.understanding.thresholds import THRESHOLDS


def answered(understanding: Understanding, encoder: SentenceEncoder, text: str, **context: object) -> List[str]:
    decision = understanding.decide(text, encoder, context)
    assert decision.intent == FAQ, decision
    return [answer["id"] for answer in decision.answers]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("How much does the program cost?", ["cost-total"]),
        ("price", ["cost-total"]),
        ("hi! is there yoga?", ["holistic-yoga"]),
        ("thank you so much. where are you located", ["loc-address"]),
        ("Is there yoga? Do you drug test?", ["holistic-yoga", "rules-drug-test"]),
        ("where are you located and do you drug test", ["loc-address", "rules-drug-test"]),
        ("price, location, yoga", ["cost-total", "loc-address", "holistic-yoga"]),
        ("Is there yoga? Is there yoga?", ["holistic-yoga"]),
        ("price, yoga. comparing 3 places for my brother", ["cost-total", "holistic-yoga"]),
        ("thx. where are you located", ["loc-address"]),
        ("good ok. price", ["cost-total"]),
        ("is there yoga do you drug test where are you located", ["holistic-yoga", "rules-drug-test", "loc-address"]),
        (
            "do you have yoga, drug testing and groups at night",
            ["holistic-yoga", "rules-drug-test", "schedule-evening"],
        ),
        ("are there evening sessions are there weekend sessions", ["schedule-evening", "schedule-weekend"]),
        ("do u have yoga n groups at nite", ["holistic-yoga", "schedule-evening"]),
        ("donde estan y hay yoga, do you drug test", ["loc-address", "holistic-yoga", "rules-drug-test"]),
        ("do you drug test and take medicaid", ["rules-drug-test", "insurance-medicaid"]),
        ("do you take aetna and medicaid", ["insurance-aetna", "insurance-medicaid"]),
    ],
)
def test_questions_are_answered_in_order(
    understanding: Understanding, encoder: SentenceEncoder, text: str, entries: List[str]
) -> None:
    assert answered(understanding, encoder, text) == entries


def test_one_question_in_a_long_message(understanding: Understanding, encoder: SentenceEncoder) -> None:
    text = (
        "My son came home from college in March and we hardly see him. He sleeps all day. My sister says to wait. "
        "I have not told his father yet. We are all worn out. Do you take Medicaid? Thank you for reading this."
    )
    assert answered(understanding, encoder, text) == ["insurance-medicaid"]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("My son is on Medicaid. Do you take it?", "insurance-medicaid"),
        ("I can only come on saturdays. Are there sessions?", "schedule-weekend"),
    ],
)
def test_a_question_is_read_with_the_sentences_around_it(
    understanding: Understanding, encoder: SentenceEncoder, text: str, entry: str
) -> None:
    assert answered(understanding, encoder, text) == [entry]


def test_a_call_asked_for_beside_a_question_is_answered_too(
    understanding: Understanding, encoder: SentenceEncoder
) -> None:
    assert answered(understanding, encoder, "Is there yoga? Can somebody call me?") == [
        "holistic-yoga",
        "contact-callback",
    ]
    assert understanding.decide("Can somebody call me?", encoder).intent == "request_callback"
    assert answered(understanding, encoder, "Is there yoga and can somebody call me") == [
        "holistic-yoga",
        "contact-callback",
    ]


@pytest.mark.parametrize(
    "text",
    ["Is there yoga? Can somebody call me?", "Is there yoga. Please call me back.", "Please call me. Is there yoga?"],
)
def test_a_wish_to_be_contacted_beside_a_question_is_told_to_the_dialogue(
    understanding: Understanding, encoder: SentenceEncoder, text: str
) -> None:
    decision = understanding.decide(text, encoder)
    assert [answer["id"] for answer in decision.answers if not answer["is_wish"]] == ["holistic-yoga"]
    assert decision.as_dict()["wants_contact"]
    assert not understanding.decide("Is there yoga?", encoder).as_dict()["wants_contact"]


def test_a_wish_to_be_contacted_after_a_story_is_one(understanding: Understanding, encoder: SentenceEncoder) -> None:
    decision = understanding.decide("My son came home last week. He sleeps all day. Can somebody call me?", encoder)
    assert decision.intent == "request_callback"


def test_what_was_told_before_a_question_among_others_counts(
    understanding: Understanding, encoder: SentenceEncoder
) -> None:
    text = "My son is on Medicaid. Do you take it? And is there yoga?"
    assert answered(understanding, encoder, text) == ["insurance-medicaid", "holistic-yoga"]


def test_a_question_that_goes_on_from_a_story_leaves_the_clear_one_beside_it(
    understanding: Understanding, encoder: SentenceEncoder
) -> None:
    text = "My son is on Medicaid. Would that do, and is there yoga?"
    assert answered(understanding, encoder, text) == ["insurance-medicaid", "holistic-yoga"]


def test_of_two_questions_the_clear_one_is_answered(understanding: Understanding, encoder: SentenceEncoder) -> None:
    assert answered(understanding, encoder, "is there yoga and what colour are the qzx chairs") == ["holistic-yoga"]


def test_a_part_with_a_line_of_its_own_is_told_beside_an_answer(
    understanding: Understanding, encoder: SentenceEncoder
) -> None:
    decision = understanding.decide("are you hiring? and is there yoga", encoder)
    assert [answer["id"] for answer in decision.answers] == ["holistic-yoga"]
    assert decision.also == ["ask_jobs"]
    assert decision.unanswered == []


def test_a_part_that_nobody_has_answered_is_told_beside_an_answer(
    understanding: Understanding, encoder: SentenceEncoder
) -> None:
    decision = understanding.decide("is there yoga, do you drug test, and what colour are the chairs", encoder)
    assert [answer["id"] for answer in decision.answers] == ["holistic-yoga", "rules-drug-test"]
    assert decision.unanswered == ["what colour are the chairs"]


def test_at_most_three_are_answered_and_the_rest_offered(
    understanding: Understanding, encoder: SentenceEncoder
) -> None:
    text = "Is there yoga? Do you drug test? Where are you located? Do you take Aetna? Are there evening sessions?"
    decision = understanding.decide(text, encoder)
    assert [a["id"] for a in decision.answers] == ["holistic-yoga", "rules-drug-test", "loc-address"]
    assert [a["id"] for a in decision.rest] == ["insurance-aetna", "schedule-evening"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hello", "greet"), ("gracias", "thank"), ("tell me a joke", "everyday_requests"),
        ("necesito ayuda con mi hijo por favor", "spanish_message"), ("我想戒酒", "other_language"),
        ("sdkjfhskdjfh", "gibberish"), ("", NOTHING_SAID), ("👍👍", NOTHING_SAID), ("?!", NOTHING_SAID),
    ],
)  # fmt: skip
def test_what_is_no_question_for_the_knowledge_base(
    understanding: Understanding, encoder: SentenceEncoder, text: str, intent: str
) -> None:
    assert understanding.decide(text, encoder).intent == intent


def test_what_nothing_is_like_gets_no_answer(understanding: Understanding, encoder: SentenceEncoder) -> None:
    decision = understanding.decide("my landlord painted the fence green over the holidays", encoder)
    assert decision.intent not in (FAQ, CLARIFY)
    assert not decision.answers


def test_a_message_that_mixes_languages_is_answered(understanding: Understanding, encoder: SentenceEncoder) -> None:
    assert answered(understanding, encoder, "cuanto cuesta the program") == ["cost-total"]


@pytest.mark.parametrize(
    ("text", "asked", "entry"),
    [
        ("and with Medicaid?", "insurance-aetna", "insurance-medicaid"),
        ("what about weekends", "schedule-evening", "schedule-weekend"),
        ("or saturdays?", "schedule-evening", "schedule-weekend"),
        ("Where are you located?", "cost-total", "loc-address"),
        ("and for how many weeks", "schedule-hours-day", "duration-total"),
        ("he's 15", "family-session", "elig-teens"),
        ("and groups at night", "schedule-evening", "schedule-evening"),
    ],
)
def test_follow_ups(understanding: Understanding, encoder: SentenceEncoder, text: str, asked: str, entry: str) -> None:
    assert answered(understanding, encoder, text, asked=[asked]) == [entry]


def test_what_says_too_little_alone_is_read_with_the_question_before(
    understanding: Understanding, encoder: SentenceEncoder
) -> None:
    text = "would sunday mornings work as well for somebody busy"
    assert understanding.decide(text, encoder).intent in (DONT_KNOW, CLARIFY)
    assert answered(understanding, encoder, text, asked=["schedule-evening"]) == ["schedule-weekend"]


@pytest.mark.parametrize(
    ("text", "asked", "is_far"),
    [
        ("How much does the program cost?", [], False),
        ("what about weekends", ["schedule-evening"], False),
        ("is it dangerous", ["insurance-aetna"], True),
        ("who takes the urine", [], True),
    ],
)
def test_an_answer_that_may_be_to_something_else_says_so(
    understanding: Understanding, encoder: SentenceEncoder, text: str, asked: List[str], is_far: bool
) -> None:
    decision = understanding.decide(text, encoder, {"asked": asked})
    assert [answer["is_far"] for answer in decision.answers] == [is_far]


@pytest.mark.parametrize(
    ("text", "entry"),
    [("2", "schedule-weekend"), ("yes", "schedule-evening"), ("the weekend one", "schedule-weekend"),
     ("Is there yoga?", "holistic-yoga")],
)  # fmt: skip
def test_picks_among_offered(understanding: Understanding, encoder: SentenceEncoder, text: str, entry: str) -> None:
    assert answered(understanding, encoder, text, offered=["schedule-evening", "schedule-weekend"]) == [entry]


def test_offered_entries_that_are_gone_are_not_picked(understanding: Understanding, encoder: SentenceEncoder) -> None:
    assert understanding.decide("yes", encoder, {"offered": ["no-longer-there"]}).intent == "affirm"


def test_a_near_tie_is_asked_with_at_most_three_choices(understanding: Understanding, encoder: SentenceEncoder) -> None:
    strict = Understanding(understanding._model, {**understanding._limits, "answer_from": 0.999})
    decision = strict.decide("are there sessions", encoder)
    assert decision.intent == CLARIFY
    assert 1 <= len(decision.choices) <= 3
    assert all(choice["question"] for choice in decision.choices)


def test_a_decision_explains_itself(understanding: Understanding, encoder: SentenceEncoder) -> None:
    decision = understanding.decide("hi! is there yoga?", encoder)
    assert decision.parts == ["is there yoga?"]
    assert decision.thresholds["answer_from"] <= decision.confidence <= 1.0
    best = decision.candidates[0]
    assert best.label == "faq/holistic-yoga"
    assert 0 < best.dense <= 1.001
    assert 0 < best.lexical <= 1.001


@pytest.mark.parametrize(
    "text", ["do you come Monday, Wednesday and Friday", "Do you treat depression, anxiety, and PTSD?"]
)
def test_a_list_of_things_is_one_question(understanding: Understanding, encoder: SentenceEncoder, text: str) -> None:
    assert understanding.decide(text, encoder).parts == [text]


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"did he leave for the {number}th time?" for number in range(40)),
        " ".join(f"{chr(97 + number % 26)}{chr(97 + number // 26)}." for number in range(240)) + " is there yoga?",
    ],
)
def test_a_very_long_message_is_decided_soon(
    understanding: Understanding, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    looked_up: List[str] = []
    rank = understanding._model.index.rank
    monkeypatch.setattr(
        understanding._model.index,
        "rank",
        lambda text, *rest, **most: looked_up.append(text) or rank(text, *rest, **most),
    )
    decision = understanding.decide(text[:1000], encoder)
    assert len(decision.parts) <= MOST_SENTENCES
    assert len(looked_up) <= 3 * MOST_SENTENCES


def test_a_follow_up_finds_nothing_beside_the_only_entry(encoder: SentenceEncoder) -> None:
    entries = {"faq/only": Entry("faq/only", "cost", "How much is it?")}
    alone = Understanding(Model.learn(["How much is it?"], ["faq/only"], encoder.encode, entries), THRESHOLDS)
    assert alone.decide("and with insurance?", encoder, {"asked": ["only"]}).intent in (FAQ, CLARIFY, DONT_KNOW)
