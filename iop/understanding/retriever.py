"""The Rasa component that decides what a message asks."""

from pathlib import Path
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from iop.encoding import tuned, tuned_encoder
from iop.fingerprint import fingerprint
from iop.understanding import lexicons
from iop.understanding.decision import Decision, Understanding
from iop.understanding.learning import learn
from iop.understanding.model import FILE, Model
from iop.understanding.thresholds import THRESHOLDS

INTENT_RANKING = "intent_ranking"
UNDERSTANDING = "understanding"
"""The key of the parse data under which actions find what was asked and why."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionRetriever(GraphComponent):
    """Sets the intent, and for questions the entries of the knowledge base that answer them.

    FAQ retrieval and small talk are decided together, on one scale, so that a greeting in front of a
    question does not win over the question.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Returns the thresholds."""
        return dict(THRESHOLDS)

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        """Returns a hash of what is learned with besides the examples: the lexicons, the encoder and the code.

        Without it, Rasa's cache gives back what was learned before they were changed.
        """
        return fingerprint(lexicons.FOLDER, tuned.FILE.parent, Path(tuned.__file__).parent, Path(__file__).parent)

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        """Keeps where the model is; use `create` or `load`."""
        self._model_storage = model_storage
        self._resource = resource
        self._understanding: Optional[Understanding] = None

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "QuestionRetriever":
        """Makes an untrained component."""
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns all examples with an intent, and writes the result to the model."""
        model = learn(training_data, tuned_encoder().encode)
        with self._model_storage.write_to(self._resource) as folder:
            model.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "QuestionRetriever":
        """Reads a trained component from the model."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._understanding = Understanding(Model.load(folder / FILE), config)
        return component

    def process(self, messages: List[Message]) -> List[Message]:
        """Decides what inbound messages ask."""
        for message in messages:
            if self._understanding is not None:
                context = message.get("metadata") or {}
                _set(message, self._understanding.decide(message.get(TEXT) or "", tuned_encoder(), context))
        return messages


def _set(message: Message, decision: Decision) -> None:
    message.set(INTENT, {"name": decision.intent, "confidence": decision.confidence}, add_to_output=True)
    message.set(
        INTENT_RANKING, [{"name": c.label, "confidence": c.score} for c in decision.candidates], add_to_output=True
    )
    message.set(UNDERSTANDING, decision.as_dict(), add_to_output=True)
