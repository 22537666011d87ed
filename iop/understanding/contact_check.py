"""Sees when a person just gives a phone number, an e-mail address or their name, or asks in Spanish for a call."""

import re
from typing import Any, Dict, List, Mapping

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from iop.intake.contact import is_foreign, tells_contact
from iop.intake.language import SPANISH, language_in, request_in
from iop.intake.names import is_name
from iop.intake.own_details import MISSED, WAITING, asks_about_own
from iop.intake.replies import DELETE, reply_in
from iop.intake.requests import asks_for_call
from iop.intake.words import any_of, people
from iop.understanding.decision import CLARIFY, DONT_KNOW
from iop.understanding.language import SPANISH as SPANISH_MESSAGE
from iop.understanding.model import FAQ
from iop.understanding.retriever import UNDERSTANDING
from iop.understanding.segments import sentences

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
    r"|\b(?:take|get) (?:me|us|my|this|that|the|it|him|her|them|[\d(+])(?!.{0,40}\b(?:shut|cut|turned|switched) off\b)"
    r".{0,40}\boff\b(?! (?:work|to|at|early|school|the (?:phone|bus|train|plane))\b)"
    r"|\boff (?:of )?(?:your|the|this) (?:\w+ )?list\b",
    re.IGNORECASE,
)
"""Beside a number that is not to be called any more: "take 720 555 0508 off your list"."""
_WANTS_TO_TALK = re.compile(
    r"\b(?:i|we)(?:'?d)?(?: (?:would|just|really|still|also))* (?:want|need|like|love|wanna|prefer)(?: to)?"
    r" (?:talk|speak|chat) (?:to|with) (?:someone|somebody|a (?:person|counselor)|your (?:staff|team))"
    r"(?: (?:there|here|in admissions))?"
    r" (?:about|regarding|concerning)"
    r" (?:my|our|getting|starting|coming|treatment|options|the|your|what you|h(?:im|er))\b",
    re.IGNORECASE,
)
"""Wants to talk about something of which the knowledge base may say something, too."""
_REFERS = re.compile(
    r"^(?!.*(?:\?|\b(?:who|where|how|what) (?:do|can|should|is|are|does)\b))"
    rf".*\b(?:i|we) have an? (?:\w+ )?(?:{any_of(people().clients)}) "
    r"(?:who|that|being|getting|ready|needing|in need|discharg\w+|looking)\b",
    re.IGNORECASE | re.DOTALL,
)
"""A professional tells of a client, and asks nothing: "I have a client who needs an assessment by Friday"."""
_ASKS = re.compile(
    r"(?:^|[.!;,\n]|\b(?:and|but|also|so)\b)\W*(?:also )?(?:how (?:much|many|long|do|does|is|often|soon|far)|what|whats"
    r"|when (?:do|does|is|can|are)|where|which|do (?:you|u|yall|i|we)|does|is (?:it|there|this|the)|are (?:you|there)"
    r"|will (?:my|i|it)|can (?:i|we|my|he|she))\b",
    re.IGNORECASE,
)
"""A question without its mark, and not a request: "mornings" beside "call me" says when."""
OF_CONTACT = "contact_human"
"""The topic that says how to reach a person."""


def asks_beside(text: str, found: Mapping[str, Any]) -> bool:
    """Whether a message asks something beside a wish to be contacted.

    Args:
        text: The message.
        found: See `iop.understanding.decision.Decision`.
    """
    if "?" in text:
        return True
    wishes = found.get("wants_contact") and not all(answer.get("is_wish") for answer in found["answers"])
    return bool(wishes and _ASKS.search(text))


def gives_contact(text: str) -> bool:
    """Whether a message that asks something gives a way to be reached, and not as a part of the question."""
    told = any(tells_contact(one.text) and "?" not in one.text for one in sentences(text))
    return told and not _WANTS_OUT.search(text)


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
            tells = tells_contact(text) or is_foreign(text)
            asks = understood == FAQ and asks_beside(text, message.get(UNDERSTANDING) or {})
            requested = request_in(text) if understood in MAY_BE_A_REQUEST and language_in(text) == SPANISH else None
            if tells and asks:
                if gives_contact(text):
                    self._note_wish(message)
            elif tells:
                self._set(message, CANCEL_CALL if _WANTS_OUT.search(text) else REQUEST_CALLBACK)
            elif requested:
                self._set(message, requested)
            elif understood in (FAQ, CLARIFY, DONT_KNOW) and (_WANTS_TO_TALK.search(text) or _REFERS.match(text)):
                self._take_wish(message)
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

    def _take_wish(self, message: Message) -> None:
        """Sets the intent of somebody who wants to talk about something; what has an answer is answered as well."""
        answers = (message.get(UNDERSTANDING) or {}).get("answers") or []
        if any(answer["topic"] != OF_CONTACT and not answer.get("is_far") for answer in answers):
            self._note_wish(message)
        else:
            self._set(message, REQUEST_CALLBACK)

    @staticmethod
    def _note_wish(message: Message) -> None:
        """Notes that somebody who asks something wants to be contacted, too."""
        message.set(UNDERSTANDING, {**message.get(UNDERSTANDING), "wants_contact": True}, add_to_output=True)

    @staticmethod
    def _set(message: Message, intent: str) -> None:
        message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
