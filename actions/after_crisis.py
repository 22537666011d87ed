"""What is said to what follows the crisis texts: hardly ever what would be said without them."""

import re
from itertools import chain
from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import ActionAnswer
from actions.crisis import AFTER, Replies, language_of, replies_since_crisis, unsaid
from actions.intake import was_sent
from actions.message import ASKING, intent_of, latest_text, understanding
from actions.navigation import wants_it_sent
from actions.ordinary import reply_as_usual
from actions.turn import channel_of, outcome_of, turn
from iop import safety
from iop.intake.draft import FORM
from iop.plain import bare
from iop.understanding.follow_up import is_bare

SURE = 0.8
"""How sure understanding must be that a message asks a question of the knowledge base, or for a call."""
ANSWERS = 2
"""Questions after which the conversation goes on as any other; the line of resources stays."""

OF_WHAT_WAS_SENT = frozenset(("cancel_call", "ask_if_sent"))
"""Where nothing was sent, "i dont want to call" is about the numbers in the texts."""
_ASKS = re.compile(
    r"^(?:(?:jk|lol|haha|ok|okay|so|well|anyway|hi|hey|no|yes|but|just kidding) )*"
    rf"(?:{ASKING}|(?:i (?:want|need|would like)|id like) to know|i was wondering|i have a question)\b"
)
_GOES_ON = re.compile(r"^(?:and|or|also|then|same|with|without|what about|how about|what if)\b")
_OF_HELP = re.compile(
    r"\b(?:911|988|er|emergency|hospitals?|ambulance|paramedics?|medics?|emts?|cops?|police|arrest\w*|jail)\b"
)
_OF_THE_DANGER = re.compile(
    r"\b(?:guns?|weapons?|knife|narcan|naloxone|breath\w*|awake|wo?ke(?: up)?|overdos\w*|withdrawals?|detox|wear off"
    r"|die|dying|dead|suicid\w*|kill\w*|hurt\w*|tonight|tomorrow|safe|shelters?|alone|scared|listen|locked up"
    r"|help me|(?:get|need) help|nobody|no one|whats the point(?! of)|where (?:can|do|should) (?:i|we) go"
    r"|called|(?:who|should|do|can|did) (?:i|we|they)(?: \w+){0,3} call(?! me)"
    r"|come (?:in|over|by|there|now|today|to you)|just come)\b"
)
"""What is said about the danger itself, and not about the program."""
_TAKES_BACK = re.compile(
    r"\b(?:jk|j k|(?:just )?kidding|jok(?:e|es|ing)|not serious|didnt mean|did not mean|chill"
    r"|(?:im|i am|i feel|ill be|i will be) (?!not |never )(?:\w+ )?(?:safe|ok|okay|fine|good|better|alright|all right)"
    r"|not (?:gonna|going to) (?:do|hurt|kill|act)|wont do|wouldnt do|never do"
    r"|broma|bromeando|chiste|no (?:lo )?(?:dec\w+|dij\w+) en serio|(?<!no )estoy (?:\w+ )?(?:bien|mejor))\b"
)


class ActionAfterCrisis(Action):
    """Answers whatever follows the crisis texts."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_after_crisis"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Says the second crisis text, unless a question or a call was asked for in so many words."""
        said = replies_since_crisis(tracker)
        if said is None:
            return _over(await reply_as_usual(dispatcher, tracker, domain))
        if _asks(tracker):
            events = ActionAnswer().run(dispatcher, tracker, domain)
            answered = 1 + sum(outcome_of(reply) == "answer" for reply in said)
            return events if answered < ANSWERS else _over(events)
        if _wants_a_call(tracker):
            return _over([FollowupAction(FORM)])
        takes_back = bool(_TAKES_BACK.search(bare(latest_text(tracker))))
        if not takes_back and _is_about_the_chat(tracker):
            return await reply_as_usual(dispatcher, tracker, domain)
        wants_a_person = intent_of(tracker)["name"] == "request_person"
        outcome = "handoff" if wants_a_person else "smalltalk"
        _say_second(dispatcher, tracker, said, takes_back, outcome)
        if wants_a_person:
            dispatcher.utter_message(response="utter_request_person", **turn(outcome))
        return [SlotSet("offered", None)]


def _say_second(
    dispatcher: CollectingDispatcher, tracker: Tracker, said: Replies, takes_back: bool, outcome: str
) -> None:
    """Says a second text, the shorter one after a line of thanks where the person takes the words back."""
    channel, language = channel_of(tracker), language_of(tracker)
    texts = safety.second_messages(tracker.get_slot("crisis"), language, channel)
    lead = f"{safety.took_back(language, channel)} " if takes_back else ""
    words = lead + unsaid(texts[::-1] if takes_back else texts, said)
    dispatcher.utter_message(text=words, **turn(outcome, language=language))


def _over(events: List[EventType]) -> List[EventType]:
    """Ends the aftermath. The rules no longer fit this turn, so that what comes next is said here."""
    followed = any(event["event"] == "followup" for event in events)
    return [SlotSet(AFTER, None), *events, *([] if followed else [FollowupAction("action_listen")])]


def _asks(tracker: Tracker) -> bool:
    """Whether the message asks about the program in so many words, and neither about the danger nor about what was."""
    found = understanding(tracker)
    if not found.get("answers") or not _is_surely(tracker, "faq"):
        return False
    text = latest_text(tracker)
    plain = bare(text)
    if is_bare(text) or any(pattern.search(plain) for pattern in (_OF_HELP, _OF_THE_DANGER, _GOES_ON)):
        return False
    return "?" in text or any(_ASKS.search(bare(part)) for part in chain([text], found["parts"]))


def _wants_a_call(tracker: Tracker) -> bool:
    """Whether the message asks to be called, or gives a number for it, and not for help to be called."""
    if intent_of(tracker)["name"] == "affirm":
        return wants_it_sent(tracker)
    return _is_surely(tracker, "request_callback") and not _OF_HELP.search(bare(latest_text(tracker)))


def _is_about_the_chat(tracker: Tracker) -> bool:
    """Whether the message asks for the words again, or is about details that were given."""
    intent = intent_of(tracker)["name"]
    if intent in OF_WHAT_WAS_SENT:
        return was_sent(tracker)
    return intent == "repeat" or _is_surely(tracker, "delete_details")


def _is_surely(tracker: Tracker, intent: str) -> bool:
    found = intent_of(tracker)
    return bool(found["name"] == intent and found["confidence"] >= SURE)
