"""What is said to what follows the crisis texts: hardly ever what would be said without them."""

from typing import Any, Awaitable, Callable, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.aftermath import Aftermath, over
from actions.answers import ActionAnswer, ActionClarify
from actions.crisis import (
    EASED,
    OF_FEAR,
    ROUTE,
    SITUATION,
    WITH_HELP,
    language_of,
    replies_since_crisis,
    unsaid,
    words_of,
)
from actions.intake import was_sent
from actions.loss import tells_of_a_loss
from actions.message import intent_of
from actions.ordinary import reply_as_usual
from actions.short_answers import short_answer
from actions.taken_back import corrects, takes_back
from actions.turn import channel_of, outcome_of, turn
from actions.what_follows import (
    asks_what_comes_after,
    is_question,
    refuses_to_call,
    wants_to_come,
)
from iop import safety
from iop.intake.draft import FORM
from iop.safety.situation import ACTED, BODILY

ANSWERS = 2
"""Questions after which the conversation goes on as any other; the line of resources stays."""
TALKING = ("suicide_self", "self_harm", "third_party_suicide", "harm_others")
"""Kinds of danger in which there are other ways than a call."""
OF_WHAT_WAS_SENT = frozenset(("cancel_call", "ask_if_sent"))
"""Where nothing was sent, "i dont want to call" is about the numbers in the texts."""

Events = Optional[List[EventType]]


class ActionAfterCrisis(Action):
    """Answers whatever follows the crisis texts."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_after_crisis"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Says a short reply to news, and then what the first of the steps that fits the message says."""
        said = replies_since_crisis(tracker)
        if said is None:
            return over(await reply_as_usual(dispatcher, tracker, domain))
        now = Aftermath(dispatcher, tracker, domain, said)
        now.hear_news()
        for step in STEPS:
            events = await step(now)
            if events is not None:
                return events
        return _say_second(now)


async def _what_comes_after(now: Aftermath) -> Events:
    """Says what comes after the hospital."""
    if not asks_what_comes_after(now.question) or now.danger.route == "abuse_violence":
        return None
    now.say_doctors_first()
    now.say(now.short("afterwards"), "answer")
    return _stays()


async def _short_answer(now: Aftermath) -> Events:
    """Answers what has a short answer of its own; what is most urgent follows where it was just given."""
    what = short_answer(now.question, now.danger.route)
    if what is None:
        return None
    if now.was_just_said(now.short(what)):
        return None if takes_back(now.text) else _say_urgent(now)
    now.say(now.short(what), marks={EASED: what == "nothing_taken"})
    return _say_urgent(now) if what in OF_FEAR and now.danger.route in BODILY and not now.is_better() else _stays()


async def _person(now: Aftermath) -> Events:
    """Says where a person listens now, and how to reach one of the program."""
    if not now.wants_a_person() or now.told:
        return None
    now.say(now.short("a_person_now"), "handoff")
    now.dispatcher.utter_message(response="utter_request_person", **turn("handoff"))
    return _stays()


async def _question(now: Aftermath) -> Events:
    """Answers a question about the program, or asks which one was meant."""
    if not (now.asks_of_the_program() or now.picks()):
        return None
    now.say_what_comes_first()
    if intent_of(now.tracker)["name"] == "clarify":
        return ActionClarify().run(now.dispatcher, now.tracker, now.domain)
    events = ActionAnswer().run(now.dispatcher, now.tracker, now.domain)
    answered = 1 + sum(outcome_of(reply) == "answer" for reply in now.said)
    return events if answered < ANSWERS else over(events)


async def _news_alone(now: Aftermath) -> Events:
    return _stays() if now.told else None


async def _call(now: Aftermath) -> Events:
    return over([FollowupAction(FORM)]) if now.wants_a_call() else None


async def _correction(now: Aftermath) -> Events:
    """Says that it was taken the wrong way, where something else than one's life was meant."""
    if now.then.route != now.danger.route or not corrects(now.text, next(iter(now.earlier), "")):
        return None
    now.say(now.short("misread"))
    return over(_stays())


async def _chat(now: Aftermath) -> Events:
    """Says the words again, or what became of details that were given."""
    if takes_back(now.text):
        return None
    intent = intent_of(now.tracker)["name"]
    is_of_details = was_sent(now.tracker) if intent in OF_WHAT_WAS_SENT else now.is_surely("delete_details")
    if not (intent == "repeat" or is_of_details or now.asks_in_spanish()):
        return None
    return await reply_as_usual(now.dispatcher, now.tracker, now.domain)


STEPS: Tuple[Callable[[Aftermath], Awaitable[Events]], ...] = (
    _what_comes_after,
    _short_answer,
    _person,
    _question,
    _news_alone,
    _call,
    _correction,
    _chat,
)
"""What a message can ask for, in the order in which it is tried; all else gets a second text."""


def _stays() -> List[EventType]:
    """Takes back every offer; what follows is still met as an aftermath."""
    return [SlotSet("offered", None)]


def _say_urgent(now: Aftermath) -> List[EventType]:
    language = language_of(now.tracker)
    now.say(safety.urgent_words(now.then.route, language, channel_of(now.tracker), now.then.situation))
    return _stays()


def _say_second(now: Aftermath) -> List[EventType]:
    """Says a second text, after a line that shows that the person was heard; another danger has its own first words."""
    language, danger = language_of(now.tracker), now.then
    if danger.route != now.danger.route:
        for words in words_of(danger, language, channel_of(now.tracker)):
            now.say(words, "crisis", {ROUTE: danger.route, SITUATION: danger.situation})
        return [SlotSet("crisis", danger.route), *_stays()]
    has_help, has_eased = now.reports(WITH_HELP) and danger.situation != ACTED, now.reports(EASED)
    is_taken_back = takes_back(now.text) and (has_eased or danger.route not in BODILY)
    if has_help or (is_taken_back and danger.route in BODILY):
        words = now.short("still_here")
    else:
        words = unsaid(now.tracker, danger, language, is_taken_back, is_question(now.text))
    heard = _heard(now.text, danger.route, is_taken_back)
    if heard:
        lead = now.short(heard)
        words = lead if heard == "need_not_call" and not now.was_just_said(lead) else f"{lead} {words}"
    now.say(words, marks={SITUATION: danger.situation, EASED: is_taken_back})
    return _stays()


def _heard(text: str, route: str, is_taken_back: bool) -> Optional[str]:
    """Returns which of the short replies shows that a message was heard, or None."""
    if is_taken_back:
        return "took_back"
    if refuses_to_call(text) and route in TALKING:
        return "need_not_call"
    if wants_to_come(text):
        return "come_here"
    return "sorry" if tells_of_a_loss(text) else None
