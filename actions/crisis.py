"""What the dialogue does when a message speaks of danger: it remembers, and drops every offer."""

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import channel_of, turn
from iop import safety


class ActionCrisis(Action):
    """Notes the crisis in the conversation, and says the words."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_crisis"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Sets the slot `crisis`, which stays."""
        return note_crisis(dispatcher, tracker)


def note_crisis(dispatcher: CollectingDispatcher, tracker: Tracker) -> List[EventType]:
    """Notes the crisis that the latest message speaks of, and says the words.

    A gate in front of the dialogue says its own; those said here then only stand in the conversation, to be repeated.

    Returns:
        The events that set the slot `crisis` and take back every offer.
    """
    message = tracker.latest_message or {}
    for words in safety.crisis_messages(safety.check(message.get("text") or ""), channel_of(tracker)):
        dispatcher.utter_message(text=words, **turn("crisis"))
    return [SlotSet("crisis", message["crisis"]["route"]), SlotSet("offered", None), SlotSet("not_understood", 0)]
