"""What the dialogue does when a message speaks of danger: it remembers, drops every offer, and finds words that fit."""

from dataclasses import replace
from typing import Any, Dict, List, Mapping, Optional, Sequence

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.message import entities_of, latest_text
from actions.news import News, news, news_beside_danger
from actions.short_answers import short_answer
from actions.turn import TURN, channel_of, earlier_replies, outcome_of, report_of, turn
from iop import safety
from iop.admissions.lead import PERMISSIONS
from iop.intake.details import read
from iop.intake.draft import SLOT, Draft

AFTER = "after_crisis"
"""The slot that is set while what follows the crisis texts is not answered as if nothing had been said."""
ROUTE = "route"
"""The key of a crisis text's report that holds the kind of danger of the conversation."""
SITUATION = "situation"
"""The key of a report that holds the situation for which a crisis text, first or second, was said."""
WITH_HELP = "with_help"
"""The key of a report that tells that others see to the danger, or that it is over."""
EASED = "eased"
"""The key of a report that hears any news of the danger, or that the words were taken back."""
AFTERMATH_SECONDS = 24 * 3600.0
"""A text message on another day begins anew; so does one that comes when the words have left the dialogue's window."""

OF_THE_END = ("safe_now", "out_of_reach", "experts_said", "reached_out", "does_not_drive")
"""The replies to news that may name the danger."""

OF_FEAR = ("calls_nobody", "no_trouble", "as_911_says")
"""The short answers that may come before a second text to a message that speaks of the danger again."""

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
    text, found = message.get("text") or "", message["crisis"]
    route, verdict = str(found["route"]), safety.check(text)
    verdict = replace(verdict, route=route, situation=found.get("situation", verdict.situation))
    said, before = replies_since_crisis(tracker), tracker.get_slot("crisis")
    told: Optional[News] = None
    danger = safety.Danger(route, verdict.situation)
    if said and before:
        so_far = safety.Danger(before, situation_of(said))
        told = _told(text, so_far)
        danger = so_far if told else safety.in_course(so_far, verdict, text, told_since_crisis(tracker))
    if said and danger.route == before:
        language = _language(said, verdict.language)
        words = _again(tracker, danger, told, language)
    else:
        language = verdict.language
        words = words_of(danger, language, channel_of(tracker))
        told = news_beside_danger(text, danger.route, danger.situation)
    report = turn("crisis", language=language)
    report[TURN].update({ROUTE: danger.route, SITUATION: danger.situation, **(marks_of(told) if told else {})})
    for line in words:
        dispatcher.utter_message(text=line, **report)
    slots = {"crisis": danger.route, AFTER: True, "offered": None, "not_understood": 0, **_refused(tracker)}
    return [SlotSet(name, value) for name, value in slots.items()]


def _again(tracker: Tracker, danger: safety.Danger, told: Optional[News], language: str) -> List[str]:
    """Returns what is said where the same danger is spoken of again: to news, or to a fear and the danger."""
    fear = None if told else short_answer(latest_text(tracker), danger.route)
    heard = told.reply if told else fear if fear in OF_FEAR else None
    words = [safety.short_words(heard, language, channel_of(tracker))] if heard else []
    return words if told else [*words, unsaid(tracker, danger, language)]


def words_of(danger: safety.Danger, language: str, channel: str) -> List[str]:
    """Returns the first words in a danger."""
    verdict = safety.Verdict(danger.route, language=language, situation=danger.situation)
    return safety.crisis_messages(verdict, channel)


def _told(text: str, danger: safety.Danger) -> Optional[News]:
    """Returns the news of a message that names the danger only to say that it is over: "the police took the gun"."""
    told = news(text, danger.route, danger.situation, speaks_of_danger=True)
    return told if told and told.reply in OF_THE_END else None


def marks_of(told: News) -> Dict[str, bool]:
    """Returns what a report notes of news."""
    return {WITH_HELP: told.is_of_help, EASED: told.reply != "welcome"}


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
    return since if _age(tracker, since[0]) < AFTERMATH_SECONDS else None


def situation_of(said: Replies) -> Optional[str]:
    """Returns the situation for which the latest crisis text, first or second, was said."""
    found = [report_of(message)[SITUATION] for reply in said for message in reply if SITUATION in report_of(message)]
    return found[-1] if found else None


def told_since_crisis(tracker: Tracker) -> List[str]:
    """Returns the messages since the danger that is spoken of was first heard, the latest one left out."""
    texts: List[str] = []
    first, route = 0, None
    for event in tracker.events:
        if event["event"] == "user":
            texts.append(str(event.get("text") or ""))
        elif event["event"] == "bot" and (heard := report_of(event).get(ROUTE)) and heard != route:
            first, route = len(texts) - 1, heard
    return texts[first:-1] if route else []


def language_of(tracker: Tracker) -> str:
    """Returns the language of the latest crisis texts, and Spanish also where the latest message is Spanish."""
    return _language(replies_since_crisis(tracker), safety.check(latest_text(tracker)).language)


def _language(said: Optional[Replies], now: str) -> str:
    first: Optional[str] = report_of(said[0][0]).get("language") if said else None
    return now if now == "es" else first or now


def is_said(text: str, reply: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a text is part of a reply."""
    return text in " ".join(message["text"] for message in reply)


def unsaid(
    tracker: Tracker, danger: safety.Danger, language: str, is_back: bool = False, is_asked: bool = False
) -> str:
    """Returns the text that is said next: the second texts, then what is most urgent in turn with the last of them.

    Args:
        tracker: The conversation.
        danger: Its danger.
        language: `en` or `es`.
        is_back: The words were taken back, so that the shorter second text comes first, and nothing urgent.
        is_asked: The message is a question, so that the longer one may come again.
    """
    channel = channel_of(tracker)
    texts = safety.second_messages(danger.route, language, channel, danger.situation)
    texts = texts[::-1] if is_back else texts
    urgent = safety.urgent_words(danger.route, language, channel, danger.situation)
    last = safety.short_words("still_here", language, channel) if is_back else urgent
    said = [reply for reply in earlier_replies(tracker) if _age(tracker, reply) < AFTERMATH_SECONDS]
    fitting = texts if is_asked else [*texts, last]
    again = texts if is_asked else [last, texts[-1]]
    is_new = [text for text in fitting if not any(is_said(text, reply) for reply in said)]
    return is_new[0] if is_new else next((text for text in again if not is_said(text, said[-1])), texts[0])


def _age(tracker: Tracker, reply: Sequence[Mapping[str, Any]]) -> float:
    return float(tracker.events[-1]["timestamp"] - reply[0]["timestamp"])


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
