"""What the dialogue does when a message speaks of danger: it remembers, drops every offer, and finds words that fit."""

from typing import Any, Dict, List, Optional, Sequence

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.message import entities_of, latest_text
from actions.turn import TURN, channel_of, earlier_replies, outcome_of, report_of, turn
from iop import safety
from iop.admissions.lead import PERMISSIONS
from iop.intake.details import read
from iop.intake.draft import SLOT, Draft

AFTER = "after_crisis"
"""The slot that is set while what follows the crisis texts is not answered as if nothing had been said."""
SITUATION = "situation"
"""The key of a crisis text's report that holds the verdict's situation."""
AFTERMATH_SECONDS = 24 * 3600.0
"""A text message on another day begins anew; so does one that comes when the words have left the dialogue's window."""

Replies = List[List[Dict[str, Any]]]


class ActionCrisis(Action):
    """Notes the crisis in the conversation, and says the words."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_crisis"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Sets the slots `crisis`, which stays, and `after_crisis`."""
        return note_crisis(dispatcher, tracker)


def note_crisis(dispatcher: CollectingDispatcher, tracker: Tracker) -> List[EventType]:
    """Notes the crisis that the latest message speaks of, and says the words: the second ones if it goes on.

    A gate in front of the dialogue says the first words itself where these do not come in time.

    Returns:
        The events that set the slots of a crisis and take back every offer.
    """
    message = tracker.latest_message or {}
    verdict = safety.check(message.get("text") or "")
    route = message["crisis"]["route"]
    said = replies_since_crisis(tracker)
    if said and tracker.get_slot("crisis") == route:
        language = _language(said, verdict.language)
        texts = safety.second_messages(route, language, channel_of(tracker), verdict.situation)
        words = [unsaid(texts, said)]
    else:
        language = verdict.language
        words = safety.crisis_messages(verdict, channel_of(tracker))
    report = turn("crisis", language=language)
    report[TURN][SITUATION] = verdict.situation
    for line in words:
        dispatcher.utter_message(text=line, **report)
    slots = {"crisis": route, AFTER: True, "offered": None, "not_understood": 0, **_refused(tracker)}
    return [SlotSet(name, value) for name, value in slots.items()]


def _refused(tracker: Tracker) -> Dict[str, Any]:
    """Returns the slot of the details with a refusal of texts or voicemail in it, so that nobody asks again."""
    draft = Draft.from_slot(tracker.get_slot(SLOT))
    told = read(latest_text(tracker), entities_of(tracker)).fields
    refused = {name: False for name in PERMISSIONS if told.get(name) is False}
    if draft is None or not refused:
        return {}
    draft.take(refused)
    return {SLOT: draft.as_slot()}


def replies_since_crisis(tracker: Tracker) -> Optional[Replies]:
    """Returns the replies since the latest crisis, its words first; nothing where it is too long ago."""
    replies = earlier_replies(tracker)
    places = [place for place, reply in enumerate(replies) if outcome_of(reply) == "crisis"]
    if not places:
        return None
    since = replies[places[-1] :]
    age: float = tracker.events[-1]["timestamp"] - since[0][0]["timestamp"]
    return since if age < AFTERMATH_SECONDS else None


def second_texts(tracker: Tracker, said: Replies, language: str) -> List[str]:
    """Returns the second texts of the conversation's crisis, for the situation that it was written in."""
    return safety.second_messages(tracker.get_slot("crisis"), language, channel_of(tracker), situation_of(said))


def situation_of(said: Replies) -> Optional[str]:
    """Returns the situation for which the latest crisis texts were said."""
    found: Optional[str] = report_of(said[0][0]).get(SITUATION)
    return found


def language_of(tracker: Tracker) -> str:
    """Returns the language of the latest crisis texts, and Spanish also where the latest message is Spanish."""
    return _language(replies_since_crisis(tracker), safety.check(latest_text(tracker)).language)


def _language(said: Optional[Replies], now: str) -> str:
    first: Optional[str] = report_of(said[0][0]).get("language") if said else None
    return now if now == "es" else first or now


def unsaid(texts: Sequence[str], said: Replies) -> str:
    """Returns the first of some texts that is not part of the latest reply, so that none is said twice in a row."""
    latest = " ".join(message["text"] for message in said[-1])
    return next((text for text in texts if text not in latest), texts[0])


def say_before_a_call(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Says to a person in crisis who wants to be called what must not wait for it."""
    route = tracker.get_slot("crisis")
    if route:
        language = language_of(tracker)
        dispatcher.utter_message(text=safety.before_a_call(route, language), **turn("intake", language=language))


def say_not_to_wait(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Says so again when their details were sent."""
    if tracker.get_slot("crisis"):
        language = language_of(tracker)
        dispatcher.utter_message(text=safety.do_not_wait(language), **turn("intake", language=language))
