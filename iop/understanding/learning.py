"""From Rasa's training data to what understanding learns."""

from typing import Any, Dict

from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from iop.understanding.index import Encode
from iop.understanding.model import Entry, Model


def learn(training_data: TrainingData, encode: Encode) -> Model:
    """Learns all examples with an intent.

    Args:
        training_data: The examples, with what the importer said about their entries.
        encode: Gives unit vectors, shape (texts, 384).
    """
    examples = [message for message in training_data.intent_examples if message.get(TEXT)]
    texts = [message.get(TEXT) for message in examples]
    labels = [message.get(INTENT_RESPONSE_KEY) or message.get(INTENT) for message in examples]
    about: Dict[str, Dict[str, Any]] = {label: {} for label in labels}
    for label, message in zip(labels, examples, strict=True):
        about[label].update((message.get("metadata") or {}).get("intent") or {})
    return Model.learn(
        texts, labels, encode, {label: Entry.from_metadata(label, told) for label, told in about.items()}
    )
