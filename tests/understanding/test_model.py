from iop.encoding import SentenceEncoder
from iop.understanding.model import TALK_AT_LEAST, Entry, Model, in_words


def test_labels_are_read_as_words() -> None:
    assert in_words("faq/cost-total") == "cost total"
    assert in_words("ask_jobs") == "ask jobs"


def test_what_comes_with_the_examples_describes_the_label() -> None:
    entry = Entry.from_metadata("faq/a", {"topic": "cost", "question": "How much?", "depends_on_insurer": True})
    assert (entry.is_faq, entry.question, entry.depends_on_insurer) == (True, "How much?", True)
    assert not Entry.from_metadata("greet", None).is_faq


def test_languages_that_are_told_otherwise_are_not_learned_as_examples(model: Model) -> None:
    assert "spanish_message" in model.entries
    assert "spanish_message" not in model.index.labels


def test_labels_without_subjects_are_learned_too(encoder: SentenceEncoder) -> None:
    texts, labels = ["my card is lost", "change my pin"], ["lost_card", "change_pin"]
    model = Model.learn(texts, labels, encoder.encode, {label: Entry(label) for label in labels})
    assert model.index.rank("I lost the card", encoder)[0].label == "lost_card"


def test_a_small_knowledge_base_learns_fewer_strangers(encoder: SentenceEncoder) -> None:
    strangers = [f"where is gate number {i}" for i in range(TALK_AT_LEAST + 20)]
    texts, labels = ["is there yoga", *strangers], ["faq/yoga", *["everyday_requests"] * len(strangers)]
    entries = {
        "faq/yoga": Entry("faq/yoga", "holistic", "Is there yoga?"),
        "everyday_requests": Entry("everyday_requests"),
    }
    model = Model.learn(texts, labels, encoder.encode, entries)
    assert sum("gate number" in text for text in model.index.texts) == TALK_AT_LEAST
    assert "is there yoga" in model.index.texts
