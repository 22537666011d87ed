"""Sees when a person just gives a phone number, an e-mail address or their name, or asks in Spanish for a call."""

import re
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from iop.intake.contact import tells_contact
from iop.intake.language import SPANISH, language_in, request_in
from iop.intake.names import is_name
from iop.intake.own_details import MISSED, WAITING, asks_about_own
from iop.intake.replies import DELETE, reply_in
from iop.intake.requests import asks_for_call
from iop.understanding.decision import CLARIFY, DONT_KNOW
from iop.understanding.language import SPANISH as SPANISH_MESSAGE
from iop.understanding.model import FAQ

REQUEST_CALLBACK, CANCEL_CALL, TELL_NAME, DELETE_DETAILS = (
    "request_callback",
    "cancel_call",
    "tell_name",
    "delete_details",
)
ASK_IF_SENT = "ask_if_sent"
MAY_BE_WAITING = frozenset({FAQ, CLARIFY, DONT_KNOW, "insult", "greet", "chitchat"})
"""What a message of somebody who waits for a call, or missed one, is taken for."""
MAY_BE_A_NAME = frozenset({"ask_patient_status", "gibberish", "other_language", CLARIFY, DONT_KNOW})
"""What a name alone is taken for: "Carol" looks like somebody who is asked about."""
MAY_BE_A_REQUEST = frozenset({SPANISH_MESSAGE, "gibberish", "other_language", CLARIFY, DONT_KNOW})
"""What a Spanish message is taken for by itself: the knowledge base is English."""
SURE = 0.75
"""An answer that is as sure stays: the knowledge base has words for people who wait for a call."""
_WANTS_OUT = re.compile(
    r"\b(?:remove|delete|erase|unsubscribe|stop (?:calling|texting|contacting|e-?mailing))\b"
    r"|\b(?:take|get)\b.{0,40}\boff\b|\boff (?:of )?(?:your|the|this) (?:\w+ )?list\b",
    re.IGNORECASE,
)
"""Beside a number that is not to be called any more: "take 720 555 0508 off your list"."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ContactCheck(GraphComponent):
    """Sets the intent where a message gives a way to be reached, or a name, and asks nothing, or asks in Spanish."""

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
            intent = message.get(INTENT) or {}
            understood, is_sure = intent.get("name"), float(intent.get("confidence") or 0) >= SURE
            asks = "?" in text and understood == FAQ
            requested = request_in(text) if understood in MAY_BE_A_REQUEST and language_in(text) == SPANISH else None
            if tells_contact(text) and not asks:
                self._set(message, CANCEL_CALL if _WANTS_OUT.search(text) else REQUEST_CALLBACK)
            elif requested:
                self._set(message, requested)
            elif (
                understood in MAY_BE_WAITING
                and not (understood == FAQ and is_sure)
                and asks_about_own(text) in (WAITING, MISSED)
            ):
                self._set(message, ASK_IF_SENT)
            elif understood in (FAQ, CLARIFY, DONT_KNOW) and reply_in(text) == DELETE and "?" not in text:
                self._set(message, DELETE_DETAILS)
            elif understood in (FAQ, CLARIFY, DONT_KNOW) and asks_for_call(text):
                self._set(message, REQUEST_CALLBACK)
            elif understood in MAY_BE_A_NAME and is_name(text, message.get(ENTITIES) or []):
                self._set(message, TELL_NAME)
        return messages

    @staticmethod
    def _set(message: Message, intent: str) -> None:
        message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
