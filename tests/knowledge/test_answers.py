"""The approved answers that ship with the project: what staff may change freely, and what must stay true.

Most of it is about the example's answers. The rest, which warns and protects people, holds for a centre's own as well.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Tuple

import pytest
import yaml

from iop.facility import Facility, facility
from iop.knowledge.entries import TOPICS, FaqEntry, FaqFile, read_folder
from tests.conftest import ROOT
from tests.example import FACILITY, of_the_example

WORDS, CHARACTERS, ALTERNATES = 80, 320, 8
SHORT_OF_IT = 0.02
"""The share of entries that may have fewer wordings, or no SMS answer: README and the guide ask for neither."""
STOPPING = ("detox-home-safe", "detox-cold-turkey", "detox-alcohol-stop", "detox-benzo-stop", "cond-alcohol")
CAREFUL = ("medication", "detox_medical", "drug_testing_rules", "eligibility", "privacy_confidentiality")
"""Topics whose questions are put both ways round: "can I stay on it", "do I have to stop it"."""
YES_OR_NO = re.compile(r"(?:in general,? |usually |often,? )*(?:yes|no)\b(?! one)|it can(?: be)?[,.]", re.IGNORECASE)
IS_PATIENT = "priv-is-patient"
LONG_INSURER = "UnitedHealthcare Community Plan PPO"[:34]
PREFIXES = {
    "what_is_iop": "iop", "who_is_it_for": "who", "conditions_treated": "cond", "level_of_care_comparison": "level",
    "detox_medical": "detox", "schedule_hours": "schedule", "program_duration": "duration", "work_school": "work",
    "therapies_activities": "therapies", "workshops_education": "workshops", "holistic": "holistic",
    "family_involvement": "family", "peer_support_aftercare": "peer", "medication": "med", "cost": "cost",
    "insurance_coverage": "ins", "insurance_specific": "insurance", "payment_plans": "pay",
    "benefits_effectiveness": "benefit", "privacy_confidentiality": "priv", "admissions_process": "adm",
    "eligibility": "elig", "telehealth": "tele", "location_transport": "loc", "drug_testing_rules": "rules",
    "contact_human": "contact", "other_iop": "other",
}  # fmt: skip
BENEFITS = (
    "flexibility", "family-community", "no-hospital", "cost-effective", "comprehensive", "skills", "peer-support",
    "continuity", "holistic", "family", "privacy", "self-management",
)  # fmt: skip
GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
NEVER_SAID = (
    r"!", r"\bguarantee", r"100 ?%", r"\bhipaa[- ]compliant", r"\bcommitted suicide", r"\baddicts?\b", r"\bjust stop\b",
    r"\bwe (offer|provide|accept|take|treat|have)\b", r"\bour (program|staff|groups?|therapists?|team)\b",
    r"\byou (have|are suffering from) (depression|bipolar|ptsd|anxiety|adhd)\b", r"\b\d+ ?mg\b",
    r"[*_#`]", r"https?://", r"[\U0001f300-\U0001faff\u2600-\u27bf]",
)  # fmt: skip
PHONE_NUMBERS = {"1-800-662-4357", "1-800-222-1222", "1-800-799-7233", "838255"}
NEXT_STEP = re.compile(
    r"{phone}|{email}|\b(call|text|ask|say|reply|ring|write|mention|dial)\b|\b(911|988|211)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def files() -> Dict[str, FaqFile]:
    return read_folder(ROOT / "data" / "faq")


@pytest.fixture(scope="module")
def centre() -> Facility:
    return facility(FACILITY)


def entries(files: Dict[str, FaqFile]) -> Iterator[Tuple[str, FaqEntry]]:
    return ((topic, entry) for topic, file in files.items() for entry in file.entries)


def texts(entry: FaqEntry) -> Iterator[Tuple[str, str]]:
    for name in ("answer", "sms_answer", "accepted_answer", "accepted_sms_answer"):
        if getattr(entry, name):
            yield name, getattr(entry, name)


def rendered(text: str, centre: Facility) -> str:
    return text.format(insurer=LONG_INSURER, **centre.variables())


def few_are(short: Callable[[FaqEntry], bool], files: Dict[str, FaqFile]) -> None:
    """Asks much of what comes from the article, and of nearly all the rest."""
    every = [entry for _, entry in entries(files)]
    found = [entry for entry in every if short(entry)]
    assert [entry.id for entry in found if entry.source == "article"] == []
    assert len(found) <= SHORT_OF_IT * len(every), [entry.id for entry in found]


@of_the_example
def test_every_topic_is_covered_by_enough_entries(files: Dict[str, FaqFile]) -> None:
    assert set(files) == set(TOPICS)
    assert all(file.entries for file in files.values())
    assert sum(len(file.entries) for file in files.values()) >= 120


@of_the_example
def test_each_benefit_of_the_article_has_an_entry(files: Dict[str, FaqFile]) -> None:
    ids = {entry.id for entry in files["benefits_effectiveness"].entries}
    assert {f"benefit-{benefit}" for benefit in BENEFITS} <= ids


def test_no_question_stands_twice(files: Dict[str, FaqFile]) -> None:
    counted = Counter(question.strip().lower() for _, entry in entries(files) for question in entry.questions())
    assert [question for question, times in counted.items() if times > 1] == []


@of_the_example
def test_every_entry_is_asked_in_several_ways(files: Dict[str, FaqFile]) -> None:
    few_are(lambda entry: len(entry.alternates) < ALTERNATES, files)


@of_the_example
def test_questions_are_short_enough_for_a_choice(files: Dict[str, FaqFile]) -> None:
    assert [entry.question for _, entry in entries(files) if len(entry.question) > 70] == []


@of_the_example
def test_ids_begin_with_their_topic(files: Dict[str, FaqFile]) -> None:
    assert [e.id for topic, e in entries(files) if not re.fullmatch(rf"{PREFIXES[topic]}(-[a-z0-9]+)+", e.id)] == []


@of_the_example
def test_every_entry_has_an_answer_for_text_messages(files: Dict[str, FaqFile]) -> None:
    few_are(lambda entry: not entry.sms_answer, files)


@of_the_example
def test_answers_are_short(files: Dict[str, FaqFile], centre: Facility) -> None:
    too_long = [
        (entry.id, name, size)
        for _, entry in entries(files)
        for name, text in texts(entry)
        for size in [len(rendered(text, centre)) if "sms" in name else len(rendered(text, centre).split())]
        if size > (CHARACTERS if "sms" in name else WORDS)
    ]
    assert too_long == []


@of_the_example
def test_text_messages_use_the_plain_alphabet_of_phones(files: Dict[str, FaqFile], centre: Facility) -> None:
    """One character outside it makes the carrier send, and bill, more than twice the messages."""
    odd = [
        (entry.id, sorted(set(rendered(text, centre)) - GSM_7))
        for _, entry in entries(files)
        for name, text in texts(entry)
        if "sms" in name and set(rendered(text, centre)) - GSM_7
    ]
    assert odd == []


@of_the_example
def test_answers_keep_to_the_house_rules(files: Dict[str, FaqFile]) -> None:
    said = [
        (entry.id, name, pattern)
        for _, entry in entries(files)
        for name, text in texts(entry)
        for pattern in NEVER_SAID
        if re.search(pattern, re.sub(r"{\w+}", "", text), re.IGNORECASE)
    ]
    assert said == []


@of_the_example
def test_only_well_known_phone_numbers_are_given(files: Dict[str, FaqFile]) -> None:
    unknown = [
        (entry.id, number)
        for _, entry in entries(files)
        for _, text in texts(entry)
        for number in re.findall(r"\d[\d-]{4,}\d", text.replace(",", ""))
        if number not in PHONE_NUMBERS and "$" + number not in text.replace(",", "")
    ]
    assert unknown == []


@of_the_example
def test_the_centre_is_named_only_by_placeholders(files: Dict[str, FaqFile], centre: Facility) -> None:
    own = [centre.name, centre.phone, centre.email, centre.address, *(insurer.name for insurer in centre.insurers)]
    literal = [(e.id, word) for _, e in entries(files) for _, text in texts(e) for word in own if word in text]
    assert literal == []


@of_the_example
def test_every_answer_ends_with_something_to_do(files: Dict[str, FaqFile]) -> None:
    """A heuristic: the last two sentences name a number, an address, or something to ask or say."""
    dead_ends = [
        (entry.id, name)
        for _, entry in entries(files)
        for name, text in texts(entry)
        if not NEXT_STEP.search(" ".join(re.split(r"(?<=[.?]) ", text)[-2:]))
    ]
    assert dead_ends == []


@of_the_example
def test_the_answers_that_warn_and_protect_are_there(files: Dict[str, FaqFile]) -> None:
    assert {*STOPPING, IS_PATIENT} <= {entry.id for _, entry in entries(files)}


def test_answers_about_stopping_warn_of_withdrawal(files: Dict[str, FaqFile]) -> None:
    by_id = {entry.id: entry for _, entry in entries(files)}
    for name in filter(by_id.__contains__, STOPPING):
        for text in (by_id[name].answer, by_id[name].sms_answer or by_id[name].answer):
            assert "doctor" in text, name
            assert "911" in text, name


def test_nobody_is_ever_confirmed_as_a_patient(files: Dict[str, FaqFile]) -> None:
    by_id = {entry.id: entry for _, entry in entries(files)}
    if IS_PATIENT in by_id:
        for text in (by_id[IS_PATIENT].answer, by_id[IS_PATIENT].sms_answer or by_id[IS_PATIENT].answer):
            assert re.match(r"I can't say", text)


SEED_FACTS = yaml.safe_load((Path(__file__).parent / "seed_facts.yml").read_text(encoding="utf-8"))


def test_enough_facts_of_the_article_are_listed() -> None:
    assert len(SEED_FACTS) >= 40
    assert all(len(fact["ask"]) == 2 and fact["must_contain"] for fact in SEED_FACTS)


@of_the_example
@pytest.mark.parametrize("fact", SEED_FACTS, ids=[fact["fact"][:60] for fact in SEED_FACTS])
def test_a_fact_of_the_article_is_in_an_answer(fact: Dict[str, List[str]], files: Dict[str, FaqFile]) -> None:
    answers = [entry.answer.lower() for _, entry in entries(files)]
    assert any(all(part.lower() in answer for part in fact["must_contain"]) for answer in answers)


@of_the_example
def test_the_facts_are_asked_in_words_that_the_knowledge_base_has_not_seen(files: Dict[str, FaqFile]) -> None:
    known = {question.strip().lower() for _, entry in entries(files) for question in entry.questions()}
    assert [ask for fact in SEED_FACTS for ask in fact["ask"] if ask.strip().lower() in known] == []


def test_no_answer_says_yes_or_no_to_a_question_that_may_be_put_the_other_way_round(files: Dict[str, FaqFile]) -> None:
    naloxone = "med-naloxone"  # it is about getting something, and every wording asks for it
    begins = [
        (entry.id, name)
        for topic, entry in entries(files)
        for name, text in texts(entry)
        if topic in CAREFUL and entry.id != naloxone and YES_OR_NO.match(text)
    ]
    assert not begins
