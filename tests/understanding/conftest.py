"""A small knowledge base, learned once."""

from typing import Dict, List

import pytest

from iop.encoding import SentenceEncoder, tuned_encoder
from iop.understanding.decision import Understanding
from iop.understanding.model import Entry, Model
from iop.understanding.thresholds import THRESHOLDS

FAQ: Dict[str, List[str]] = {
    "cost/cost-total": ["How much does the program cost?", "price?", "what do you charge for treatment"],
    "cost/cost-virtual": ["Does online IOP cost less than in person?"],
    "schedule_hours/schedule-evening": ["Are there evening sessions?", "do you have groups at night"],
    "schedule_hours/schedule-hours-day": ["How many hours a day is it?"],
    "program_duration/duration-total": ["How long does the program last?", "how many weeks"],
    "eligibility/elig-teens": ["Can my teenager attend?", "she is 16", "my son is 15"],
    "schedule_hours/schedule-weekend": ["Are there weekend sessions?", "saturday groups"],
    "insurance_specific/insurance-aetna": ["Do you take Aetna?"],
    "insurance_specific/insurance-medicaid": ["Do you take Medicaid?", "is medicaid ok"],
    "location_transport/loc-address": ["Where are you located?", "what is your address", "location"],
    "holistic/holistic-yoga": ["Is there yoga?"],
    "drug_testing_rules/rules-drug-test": ["Do you drug test?", "are there urine tests"],
    "medication/med-methadone": ["Can I attend while on methadone?"],
    "telehealth/tele-offered": ["Is there a virtual or online IOP?", "can I do it online"],
    "contact_human/contact-callback": ["How do I get a call back?", "i would like to be phoned"],
    "family_involvement/family-session": ["Can my wife come to a session?"],
}
TALK: Dict[str, List[str]] = {
    "greet": ["hi", "hello", "good morning", "hi there", "hola"],
    "thank": ["thanks", "thank you so much", "ok thanks", "gracias"],
    "request_callback": ["call me", "can somebody call me", "please call me back"],
    "affirm": ["yes", "yes please", "sure", "ok"],
    "everyday_requests": ["what is the weather tomorrow", "what's the capital of France", "tell me a joke"],
    "ask_jobs": ["are you hiring", "do you have any job openings"],
    "spanish_message": ["necesito ayuda"],
}


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    return tuned_encoder()


@pytest.fixture(scope="session")
def model(encoder: SentenceEncoder) -> Model:
    texts: List[str] = []
    labels: List[str] = []
    entries: Dict[str, Entry] = {}
    for key, questions in FAQ.items():
        topic, name = key.split("/")
        entries[f"faq/{name}"] = Entry(f"faq/{name}", topic, questions[0])
        texts += questions
        labels += [f"faq/{name}"] * len(questions)
    for intent, said in TALK.items():
        entries[intent] = Entry(intent)
        texts += said
        labels += [intent] * len(said)
    return Model.learn(texts, labels, encoder.encode, entries)


@pytest.fixture(scope="session")
def understanding(model: Model) -> Understanding:
    return Understanding(model, THRESHOLDS)
