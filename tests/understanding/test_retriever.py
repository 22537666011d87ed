from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from iop.understanding import lexicons
from iop.understanding.retriever import UNDERSTANDING, QuestionRetriever


def example(text: str, name: str, topic: str) -> Message:
    about = {"topic": topic, "question": f"About {name}?", "depends_on_insurer": False}
    return Message.build(text, intent=f"faq/{name}", intent_metadata=about)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> QuestionRetriever:
    examples = [
        example("How much does it cost?", "cost-total", "cost"),
        example("Is there yoga?", "holistic-yoga", "holistic"),
        Message.build("do you offer yoga classes", intent="faq/holistic-yoga"),
        Message.build("hello", intent="greet"),
    ]
    folder: Path = tmp_path_factory.mktemp("model")
    storage, resource, context = LocalModelStorage(folder), Resource("retriever"), None
    config = QuestionRetriever.get_default_config()
    trained = QuestionRetriever.create(config, storage, resource, context)  # type: ignore[arg-type]
    trained.train(TrainingData(examples))
    return QuestionRetriever.load(config, storage, resource, context)  # type: ignore[arg-type]


def parse(retriever: QuestionRetriever, text: Any, **metadata: Any) -> Message:
    message = Message({"text": text, **metadata})
    return retriever.process([message])[0]


def test_the_intent_and_the_entries_are_set(retriever: QuestionRetriever) -> None:
    message = parse(retriever, "what does it cost")
    assert message.get("intent")["name"] == "faq"
    assert message.get(UNDERSTANDING)["answers"][0]["id"] == "cost-total"
    assert message.get("intent_ranking")[0]["name"] == "faq/cost-total"


def test_examples_without_description_belong_to_the_described_entry(retriever: QuestionRetriever) -> None:
    assert parse(retriever, "yoga classes").get(UNDERSTANDING)["answers"][0]["topic"] == "holistic"


def test_the_context_comes_with_the_message(retriever: QuestionRetriever) -> None:
    message = parse(retriever, "2", metadata={"offered": ["cost-total", "holistic-yoga"]})
    assert message.get(UNDERSTANDING)["answers"][0]["id"] == "holistic-yoga"


@pytest.mark.parametrize("text", ["", None, "👍"])
def test_a_message_that_says_nothing(retriever: QuestionRetriever, text: Any) -> None:
    assert parse(retriever, text).get("intent")["name"] == "nothing_said"


def test_other_lexicons_are_another_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = QuestionRetriever.get_default_config()
    before = QuestionRetriever.fingerprint_addon(config)
    assert QuestionRetriever.fingerprint_addon(config) == before
    for file in lexicons.FOLDER.glob("*.yml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(lexicons, "FOLDER", tmp_path)
    assert QuestionRetriever.fingerprint_addon(config) == before
    with open(tmp_path / "typing.yml", "a", encoding="utf-8") as typing:
        typing.write("  hwo: how\n")
    assert QuestionRetriever.fingerprint_addon(config) != before
