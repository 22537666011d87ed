"""Sees when a person just gives a phone number or an e-mail address: then they want to be called."""

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from iop.intake.contact import tells_contact
from iop.understanding.decision import FAQ

REQUEST_CALLBACK = "request_callback"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ContactCheck(GraphComponent):
    """Sets the intent `request_callback` where a message gives a way to be reached and asks nothing."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ContactCheck":
        """Makes the component; it has nothing to configure."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Checks inbound messages."""
        for message in messages:
            text = message.get(TEXT) or ""
            asks = "?" in text and (message.get(INTENT) or {}).get("name") == FAQ
            if tells_contact(text) and not asks:
                message.set(INTENT, {"name": REQUEST_CALLBACK, "confidence": 1.0}, add_to_output=True)
        return messages
