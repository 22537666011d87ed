"""What the dialogue does when a message speaks of danger: it remembers, drops every offer, and finds words that fit."""

from dataclasses import replace
from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.aftermath import Aftermath
from actions.message import entities_of, latest_text
from actions.news import news_beside_danger
from actions.short_answers import OF_FEAR, STANDS_ALONE, short_answer
from actions.so_far import AFTER, EASED, ROUTE, SITUATION, language_of, replies_since_crisis
from actions.turn import TURN, channel_of, turn
from actions.what_follows import asks_what_comes_after, names_the_program, seeks_treatment
from iop import safety
from iop.admissions.lead import PERMISSIONS
from iop.intake.details import read
from iop.intake.draft import SLOT, Draft
from iop.safety.situation import BODILY


class ActionCrisis(Action):
    """Notes the crisis in the conversation, and says the words."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_crisis"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Sets the slots `crisis`, which stays, and `after_crisis`."""
        return note_crisis(dispatcher, tracker)


def note_crisis(dispatcher: CollectingDispatcher, tracker: Tracker) -> List[EventType]:
    """Notes the crisis that the latest message speaks of, and says the words: those that come next if it goes on.

    A gate in front of the dialogue says the first words itself where these do not come in time.

    Returns:
        The events that set the slots of a crisis and take back every offer.
    """
    message = tracker.latest_message or {}
    text, found = message.get("text") or "", message["crisis"]
    route, verdict = str(found["route"]), safety.check(text)
    verdict = replace(verdict, route=route, situation=found.get("situation", verdict.situation))
    said, before = replies_since_crisis(tracker), tracker.get_slot("crisis")
    now = Aftermath(dispatcher, tracker, said, verdict) if said and before else None
    danger = now.then if now else safety.Danger(route, verdict.situation)
    if now and danger.route == before:
        _say_what_goes_on(now)
    else:
        _say_first(dispatcher, tracker, danger, verdict.language)
    is_over = now is not None and now.is_of_long_ago()
    slots = {
        "crisis": danger.route,
        AFTER: None if is_over else True,
        "offered": None,
        "not_understood": 0,
        **_refused(tracker),
    }
    return [SlotSet(name, value) for name, value in slots.items()]


def _say_what_goes_on(now: Aftermath) -> None:
    """Says a short reply to news, or the answer to a fear, or the words that come next."""
    now.hear_news()
    if now.told:
        if seeks_treatment(now.question):
            now.say(now.short("can_come"))
        return
    if now.is_of_long_ago():
        now.say(now.short("long_ago"))
        return
    fear = short_answer(now.text, now.danger.route)
    of_treatment = seeks_treatment(now.text) and (now.is_second_said() or names_the_program(now.text))
    if fear in STANDS_ALONE and not now.was_just_said(now.short(fear)):
        now.say(now.short(fear))
        now.say_if_it_grows()
    elif fear in OF_FEAR and not now.was_just_said(now.short(fear)):
        now.say(now.short(fear))
        if not now.is_second_said():
            now.say(now.next_words())
    elif of_treatment and not now.grows:
        now.say(now.short("can_come"))
    elif asks_what_comes_after(now.text) and now.danger.route in BODILY and not now.grows:
        now.say(now.short("afterwards"))
    else:
        now.say(now.next_words(is_back=now.reports(EASED) and not now.is_said_again()))


def _say_first(dispatcher: CollectingDispatcher, tracker: Tracker, danger: safety.Danger, language: str) -> None:
    told = news_beside_danger(latest_text(tracker), danger.route, danger.situation)
    report = turn("crisis", language=language)
    report[TURN].update({ROUTE: danger.route, SITUATION: danger.situation, **(told.marks if told else {})})
    for line in words_of(danger, language, channel_of(tracker)):
        dispatcher.utter_message(text=line, **report)


def words_of(danger: safety.Danger, language: str, channel: str) -> List[str]:
    """Returns the first words in a danger."""
    verdict = safety.Verdict(danger.route, language=language, situation=danger.situation)
    return safety.crisis_messages(verdict, channel)


def _refused(tracker: Tracker) -> Dict[str, Any]:
    """Returns the slot of the details with a refusal of texts or voicemail in it, so that nobody asks again."""
    draft = Draft.from_slot(tracker.get_slot(SLOT))
    told = read(latest_text(tracker), entities_of(tracker)).fields
    refused = {name: False for name in PERMISSIONS if told.get(name) is False}
    if draft is None or not refused:
        return {}
    draft.take(refused)
    return {SLOT: draft.as_slot()}


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
