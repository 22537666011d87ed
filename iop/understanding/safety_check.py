"""The safety check inside the pipeline: for channels that have no gate, such as `rasa shell`."""

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from iop import safety

CRISIS = "crisis"
"""The intent, and the key of the parse data, under which the route stands."""
SITUATION = "situation"
"""The key of the situation, see `iop.safety.situation`."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyCheck(GraphComponent):
    """Sets the intent `crisis` where a message speaks of danger. Comes last, so that nothing overrules it.

    The gate passes its verdict in the message's metadata; without one, the check is made here.
    """

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SafetyCheck":
        """Makes the component; it has nothing to configure, and cannot be switched off by configuration."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Checks inbound messages."""
        for message in messages:
            metadata = message.get("metadata") or {}
            if CRISIS not in metadata:
                verdict = safety.check(message.get(TEXT) or "")
                metadata = {CRISIS: verdict.route, SITUATION: verdict.situation}
            if metadata[CRISIS]:
                message.set(INTENT, {"name": CRISIS, "confidence": 1.0}, add_to_output=True)
                found = {"route": metadata[CRISIS], SITUATION: metadata.get(SITUATION)}
                message.set(CRISIS, found, add_to_output=True)
        return messages
