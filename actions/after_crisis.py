"""What is said to what follows the crisis texts: hardly ever what would be said without them."""

from typing import Any, Awaitable, Callable, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.aftermath import Aftermath, over
from actions.answers import ActionAnswer, ActionClarify
from actions.crisis import words_of
from actions.intake import was_sent
from actions.loss import tells_of_a_loss
from actions.message import intent_of
from actions.ordinary import reply_as_usual
from actions.short_answers import OF_FEAR, short_answer
from actions.so_far import EASED, ROUTE, SITUATION, WITH_HELP, language_of, replies_since_crisis
from actions.taken_back import corrects, is_for_another, takes_back
from actions.turn import channel_of, outcome_of, turn
from actions.what_follows import (
    asks_what_comes_after,
    names_the_program,
    refuses_to_call,
    seeks_treatment,
    wants_to_come,
)
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
        now = Aftermath(dispatcher, tracker, said)
        now.hear_news()
        for step in STEPS:
            events = await step(now)
            if events is not None:
                return events
        return _say_next(now)


async def _long_ago(now: Aftermath) -> Events:
    """Gives no more orders to who says that it happened long ago, and answers what they ask beside it."""
    if not now.is_of_long_ago() or now.told:
        return None
    if now.asks_beside_it():
        return over(await reply_as_usual(now.dispatcher, now.tracker, {}))
    now.say(now.short("long_ago"))
    return over(_stays())


async def _what_comes_after(now: Aftermath) -> Events:
    """Says what comes after the hospital."""
    if not asks_what_comes_after(now.question) or now.danger.route == "abuse_violence":
        return None
    now.say_doctors_first()
    now.say(now.short("afterwards"), "answer")
    return _stays()


async def _short_answer(now: Aftermath) -> Events:
    """Answers what has a short answer of its own, where that was not just given."""
    what = short_answer(now.question, now.danger.route)
    if what is None or now.was_just_said(now.short(what)):
        return None
    now.say(now.short(what), marks={EASED: what == "nothing_taken"})
    if what in OF_FEAR and now.danger.route in BODILY and not now.is_better():
        now.say(now.urgent())
    elif what not in OF_FEAR:
        now.say_if_it_grows()
    return _stays()


async def _person(now: Aftermath) -> Events:
    """Says where a person listens now, and how to reach one of the program."""
    if not now.wants_a_person() or now.told:
        return None
    now.say(now.short("a_person_now"), "handoff")
    now.dispatcher.utter_message(response="utter_request_person", **turn("handoff"))
    return _stays()


async def _other_ways(now: Aftermath) -> Events:
    """Tells of other ways than a call who does not want one, or cannot call, and asks nothing of the program."""
    words = now.short("need_not_call")
    is_of_a_call = refuses_to_call(now.text) and now.danger.route in TALKING
    if not is_of_a_call or names_the_program(now.question) or now.was_just_said(words) or takes_back(now.text):
        return None
    now.say(words)
    return _stays()


async def _question(now: Aftermath) -> Events:
    """Answers a question about the program, or asks which one was meant."""
    is_unclear = intent_of(now.tracker)["name"] == "clarify"
    if not (now.asks_of_the_program() or now.picks()) or (is_unclear and seeks_treatment(now.question)):
        return None
    now.say_what_comes_first()
    if is_unclear:
        return ActionClarify().run(now.dispatcher, now.tracker, {})
    events = ActionAnswer().run(now.dispatcher, now.tracker, {})
    if now.frees():
        return over(events)
    answered = 1 + sum(outcome_of(reply) == "answer" for reply in now.said)
    return events if answered < ANSWERS else over(events)


async def _treatment(now: Aftermath) -> Events:
    """Says that the program can come later to who asks whether somebody can be helped here, and offers a call."""
    is_left = now.told and names_the_program(now.question)
    if not (seeks_treatment(now.question) or is_left) or wants_to_come(now.text):
        return None
    now.say_doctors_first()
    now.say(now.short("afterwards" if now.was_just_said(now.short("can_come")) else "can_come"), "answer")
    return _stays()


async def _news_alone(now: Aftermath) -> Events:
    return _stays() if now.told else None


async def _call(now: Aftermath) -> Events:
    return over([FollowupAction(FORM)]) if now.wants_a_call() else None


async def _correction(now: Aftermath) -> Events:
    """Says that it was taken the wrong way, where something else than one's life was meant."""
    is_another = now.then.route != now.danger.route
    is_meant = corrects(now.text, next(iter(now.earlier), "")) or (now.frees() and is_for_another(now.question))
    if is_another or now.stays_grave() or not is_meant:
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
    return await reply_as_usual(now.dispatcher, now.tracker, {})


STEPS: Tuple[Callable[[Aftermath], Awaitable[Events]], ...] = (
    _long_ago,
    _what_comes_after,
    _short_answer,
    _person,
    _call,
    _other_ways,
    _question,
    _treatment,
    _news_alone,
    _correction,
    _chat,
)
"""What a message can ask for, in the order in which it is tried; all else gets the words that come next."""


def _stays() -> List[EventType]:
    """Takes back every offer; what follows is still met as an aftermath."""
    return [SlotSet("offered", None)]


def _say_next(now: Aftermath) -> List[EventType]:
    """Says the words that come next, after a line that shows that the person was heard.

    Another danger has its own first words.
    """
    language, danger = language_of(now.tracker), now.then
    if danger.route != now.danger.route:
        for words in words_of(danger, language, channel_of(now.tracker)):
            now.say(words, "crisis", {ROUTE: danger.route, SITUATION: danger.situation})
        return [SlotSet("crisis", danger.route), *_stays()]
    has_help, has_eased = now.reports(WITH_HELP) and danger.situation != ACTED, now.reports(EASED)
    is_taken_back = takes_back(now.text) and (has_eased or danger.route not in BODILY)
    is_over = has_help or (is_taken_back and danger.route in BODILY)
    still_here = now.short("still_here")
    if is_over and not now.grows and not now.was_just_said(still_here):
        words = still_here
    else:
        words = now.next_words(is_back=is_over or is_taken_back)
    heard = _heard(now.text, is_taken_back)
    if heard:
        words = f"{now.short(heard)} {words}"
    now.say(words, marks={SITUATION: danger.situation, EASED: is_taken_back})
    return _stays()


def _heard(text: str, is_taken_back: bool) -> Optional[str]:
    """Returns which of the short replies shows that a message was heard, or None."""
    if is_taken_back:
        return "took_back"
    if wants_to_come(text):
        return "come_here"
    return "sorry" if tells_of_a_loss(text) else None
