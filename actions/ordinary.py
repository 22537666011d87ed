"""The reply that an intent gets wherever nothing else is to be said first."""

from inspect import isawaitable
from typing import Any, Dict, List, Mapping, Type

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import ActionAnswer, ActionClarify, ActionDontKnow
from actions.intake import ActionCancelCall, ActionDeleteDetails, ActionIsItSent, ActionNevermind
from actions.message import intent_of
from actions.navigation import ActionAffirm, ActionDeny, ActionGoBack, ActionRepeat
from iop.intake.draft import FORM

ORDINARY: Mapping[str, Type[Action]] = {
    "faq": ActionAnswer,
    "clarify": ActionClarify,
    "nlu_fallback": ActionDontKnow,
    "affirm": ActionAffirm,
    "deny": ActionDeny,
    "repeat": ActionRepeat,
    "go_back": ActionGoBack,
    "nevermind": ActionNevermind,
    "cancel_call": ActionCancelCall,
    "delete_details": ActionDeleteDetails,
    "ask_if_sent": ActionIsItSent,
}
"""The action of each intent by the rules; other intents have a response of their own."""


async def reply_as_usual(dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
    """Replies to the latest message as the rules of its intent do."""
    intent = str(intent_of(tracker)["name"])
    if intent == "request_callback":
        return [FollowupAction(FORM)]
    if intent not in ORDINARY:
        dispatcher.utter_message(response=f"utter_{intent}")
        return []
    running: Any = ORDINARY[intent]().run(dispatcher, tracker, domain)
    events: List[EventType] = await running if isawaitable(running) else running
    return events
