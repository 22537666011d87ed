"""What is said to what follows the crisis texts: hardly ever what would be said without them."""

from typing import Any, Dict, List, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import ActionAnswer, ActionClarify
from actions.crisis import (
    AFTER,
    EASED,
    SITUATION,
    WITH_HELP,
    Replies,
    is_said,
    language_of,
    marks_of,
    replies_since_crisis,
    situation_of,
    unsaid,
)
from actions.intake import was_sent
from actions.loss import tells_of_a_loss
from actions.message import entities_of, intent_of, latest_text, understanding
from actions.navigation import wants_it_sent
from actions.news import BODILY, news
from actions.ordinary import reply_as_usual
from actions.turn import TURN, channel_of, outcome_of, report_of, turn
from actions.what_follows import (
    asks,
    asks_about_calling,
    asks_to_be_reached,
    asks_what_comes_after,
    corrects,
    is_of_help,
    is_question,
    leans_on_an_answer,
    names_the_program,
    refuses_to_call,
    seeks_treatment,
    takes_back,
    wants_to_come,
)
from iop import safety
from iop.admissions.lead import PERMISSIONS
from iop.intake.details import read
from iop.intake.draft import FORM, SLOT, Draft

SURE = 0.8
"""How sure understanding must be that a message asks a question of the knowledge base, or for a call."""
ANSWERS = 2
"""Questions after which the conversation goes on as any other; the line of resources stays."""
TALKING = ("suicide_self", "self_harm", "third_party_suicide", "harm_others")
"""Kinds of danger in which there are other ways than a call."""

OF_WHAT_WAS_SENT = frozenset(("cancel_call", "ask_if_sent"))
"""Where nothing was sent, "i dont want to call" is about the numbers in the texts."""


class ActionAfterCrisis(Action):
    """Answers whatever follows the crisis texts."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_after_crisis"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Says the second crisis text, unless a question or a call is asked for, or there is a short reply."""
        said = replies_since_crisis(tracker)
        if said is None:
            return _over(await reply_as_usual(dispatcher, tracker, domain))
        text = latest_text(tracker)
        told = news(text, tracker.get_slot("crisis"), situation_of(said))
        if told:
            _say(dispatcher, tracker, told.reply, "smalltalk", **marks_of(told))
        question = told.question if told else text
        if asks_what_comes_after(question) and tracker.get_slot("crisis") != "abuse_violence":
            if not told:
                _say_doctors_first(dispatcher, tracker, said)
            _say(dispatcher, tracker, "afterwards", "answer")
            return [SlotSet("offered", None)]
        if asks_about_calling(question):
            _say(dispatcher, tracker, "if_you_call", "smalltalk")
            return [SlotSet("offered", None)]
        if _asks(tracker, question, said, is_eased=bool(told)) or _picks(tracker, said):
            if not told:
                _say_doctors_first(dispatcher, tracker, said)
            return _answer(dispatcher, tracker, domain, said)
        if told:
            return [SlotSet("offered", None)]
        if _wants_a_call(tracker):
            return _over([FollowupAction(FORM)])
        if corrects(text):
            _say(dispatcher, tracker, "misread", "smalltalk")
            return _over([SlotSet("offered", None)])
        is_taken_back = takes_back(text)
        if not is_taken_back and (_is_about_the_chat(tracker) or _asks_in_spanish(tracker)):
            return await reply_as_usual(dispatcher, tracker, domain)
        wants_a_person = intent_of(tracker)["name"] == "request_person"
        outcome = "handoff" if wants_a_person else "smalltalk"
        _say_second(dispatcher, tracker, said, is_taken_back, outcome)
        if wants_a_person:
            dispatcher.utter_message(response="utter_request_person", **turn(outcome))
        return [SlotSet("offered", None)]


def _say(dispatcher: CollectingDispatcher, tracker: Tracker, what: str, outcome: str, **marks: bool) -> None:
    """Says one of the short replies, and notes in its report what it heard."""
    language = language_of(tracker)
    report = turn(outcome, language=language)
    report[TURN].update(marks)
    dispatcher.utter_message(text=safety.short_words(what, language, channel_of(tracker)), **report)


def _answer(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any], said: Replies
) -> List[EventType]:
    """Answers a question, or asks which one was meant."""
    if intent_of(tracker)["name"] == "clarify":
        return ActionClarify().run(dispatcher, tracker, domain)
    events = ActionAnswer().run(dispatcher, tracker, domain)
    answered = 1 + sum(outcome_of(reply) == "answer" for reply in said)
    return events if answered < ANSWERS else _over(events)


def _say_doctors_first(dispatcher: CollectingDispatcher, tracker: Tracker, said: Replies) -> None:
    """Says before an answer that a doctor comes first, until somebody is on the way to one."""
    is_bodily = tracker.get_slot("crisis") in BODILY and situation_of(said) != "about_to_use"
    if is_bodily and not _reports(said, WITH_HELP):
        _say(dispatcher, tracker, "doctors_first", "answer")


def _reports(said: Replies, key: str) -> bool:
    """Whether one of the replies so far notes something in its report."""
    return any(report_of(message).get(key) for reply in said for message in reply)


def _say_second(
    dispatcher: CollectingDispatcher, tracker: Tracker, said: Replies, is_taken_back: bool, outcome: str
) -> None:
    """Says a second text, after a line that shows that the person was heard."""
    language, text = language_of(tracker), latest_text(tracker)
    danger = safety.goes_on(safety.Danger(tracker.get_slot("crisis"), situation_of(said)), text)
    texts = safety.second_messages(danger.route, language, channel_of(tracker), danger.situation)
    heard = _heard(text, danger.route, is_taken_back)
    report = turn(outcome, language=language)
    report[TURN].update({SITUATION: danger.situation, EASED: is_taken_back})
    still = safety.short_words("still_here", language, channel_of(tracker))
    if _reports(said, WITH_HELP):
        words = still
    else:
        words = unsaid(texts[::-1] if is_taken_back else texts, said, None if is_question(text) else still)
    if heard:
        lead = safety.short_words(heard, language, channel_of(tracker))
        words = lead if heard == "need_not_call" and not is_said(lead, said[-1]) else f"{lead} {words}"
    dispatcher.utter_message(text=words, **report)


def _heard(text: str, route: str, is_taken_back: bool) -> Optional[str]:
    """Returns which of the short replies shows that a message was heard, or None."""
    if is_taken_back:
        return "took_back"
    if refuses_to_call(text) and route in TALKING:
        return "need_not_call"
    if wants_to_come(text):
        return "come_here"
    return "sorry" if tells_of_a_loss(text) else None


def _over(events: List[EventType]) -> List[EventType]:
    """Ends the aftermath. The rules no longer fit this turn, so that what comes next is said here."""
    followed = any(event["event"] == "followup" for event in events)
    return [SlotSet(AFTER, None), *events, *([] if followed else [FollowupAction("action_listen")])]


def _asks(tracker: Tracker, text: str, said: Replies, is_eased: bool) -> bool:
    """Whether a text asks about the program: for sure, by naming it, going on with an answer, or when danger eased."""
    found = understanding(tracker)
    if not (found.get("answers") or (intent_of(tracker)["name"] == "clarify" and found.get("choices"))):
        return False
    if outcome_of(said[-1]) == "answer" and leans_on_an_answer(text):
        return True
    if seeks_treatment(text) and (is_eased or _reports(said, EASED)):
        return True
    return asks(text, found["parts"]) and (_is_surely(tracker, "faq") or names_the_program(text))


def _asks_in_spanish(tracker: Tracker) -> bool:
    """Whether the message asks in Spanish about something of the program: who speaks Spanish is reached as always."""
    text = latest_text(tracker)
    return intent_of(tracker)["name"] == "spanish_message" and asks(text, [text]) and names_the_program(text)


def _picks(tracker: Tracker, said: Replies) -> bool:
    """Whether the message picks one of the questions that the latest reply offered."""
    offered = {name for message in said[-1] for name in report_of(message)["offered"]}
    answers = understanding(tracker).get("answers") or []
    return bool(answers) and {entry["id"] for entry in answers} <= offered


def _wants_a_call(tracker: Tracker) -> bool:
    """Whether the message asks to be called, or gives a number for it, and not for help to be called."""
    if _goes_on_with_details(tracker):
        return True
    if intent_of(tracker)["name"] == "affirm":
        return wants_it_sent(tracker)
    text = latest_text(tracker)
    return asks_to_be_reached(text) or (_is_surely(tracker, "request_callback") and not is_of_help(text))


def _is_about_the_chat(tracker: Tracker) -> bool:
    """Whether the message asks for the words again, or is about details that were given."""
    intent = intent_of(tracker)["name"]
    if intent in OF_WHAT_WAS_SENT:
        return was_sent(tracker)
    return intent == "repeat" or _is_surely(tracker, "delete_details")


def _goes_on_with_details(tracker: Tracker) -> bool:
    """Whether the message answers what was asked for a call before the danger: "yes you can text me"."""
    draft = Draft.from_slot(tracker.get_slot(SLOT))
    if draft is None or not draft.fields or draft.is_withdrawn or is_of_help(latest_text(tracker)):
        return False
    told = read(latest_text(tracker), entities_of(tracker)).fields
    return any(name in told for name in PERMISSIONS)


def _is_surely(tracker: Tracker, intent: str) -> bool:
    found = intent_of(tracker)
    return bool(found["name"] == intent and found["confidence"] >= SURE)
