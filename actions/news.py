"""Reads the news that people write after the crisis texts: thanks, help that came, the way to the hospital."""

import re
from typing import NamedTuple, Optional

from actions.what_follows import is_question
from iop.plain import bare

_THANKS = re.compile(
    r"^(?:(?:ok|okay|k|oh|alright|great|good|yes|no) )*"
    r"(?:(?:many )?(?:thanks|thank (?:you|u|ya)|thankyou|thx|thnx|ty|tysm|appreciate (?:it|that)|(?:muchas )?gracias)"
    r"(?: (?:so|very|again|a lot|a bunch|much|you|u|ok|okay|really|mucho|muchas)"
    r"| for (?:the|your|ur|that|this|all the)(?: (?:help|info|information|numbers?|answers?))?)*)+$"
)
_HELP = (
    r"(?:(?:the |an )?(?:ambulance|paramedics|medics|emts|firemen|fire department|cops|police|911|help)"
    r"|(?:la )?(?:ambulancia|policia)|(?:los )?paramedicos)"
)
_WHOM = r"(?:me|us|him|her|them|my \w+)"
_WHO = (
    r"(?:(?:the|my|a|our|his|her) (?:\w+ )?(?:mom|mother|dad|father|son|daughter|husband|wife|partner|brother|sister"
    r"|friend|boyfriend|girlfriend|cousin|uncle|aunt|niece|nephew|roommate|neighbou?r|coworker|boss|grand\w+|teacher"
    r"|sponsor)|mom|dad|someone|somebody)"
)
_PLACE = (
    r"(?:(?:the |an |a )?(?:er|emergency(?: room| department)?|hospital|icu|urgent care|sala de emergencias"
    r"|emergencias)|(?:st|saint) \w+|\w+ (?:hospital|medical center|general|memorial))"
)
_TO_PLACE = rf"(?:(?:there|over|in|now|right now|tonight|today)|(?:to|al|a(?: la)?) {_PLACE})"
_LEAD = (
    r"(?:(?:ok|okay|k|alright|yes|yeah|fine|thanks|so|well|update|now|oh|thank (?:god|goodness)"
    r"|gracias(?: a dios)?|si) )*"
)
_STATE = (
    r"(?:now|already|finally|here|just|doing|and|but|ok|okay|fine|stable|safe|alive|awake|breathing|better|good"
    r"|ya|bien)"
)
_HELP_IS_THERE = re.compile(
    rf"\b{_HELP} (?:(?:is|are|r|s|just|finally|now|have|has|already|ya) )*(?:here|there|arrived|came|got (?:here"
    rf"|there)|llego|llegaron|esta aqui|estan aqui|(?:at|in) (?:his|her|their|the|our) (?:place|house|home|door"
    rf"|apartment)|(?:with|took|taking|has|have|got|left with|leaving with) {_WHOM}|se l[oa] llev\w+)\b"
    rf"|\bthey (?:(?:just|already|have|are) )*(?:took|taken|taking|have|got) {_WHOM} (?:in(?: now| already)?$"
    rf"|to {_PLACE}\b)|\bthey (?:have )?admitted {_WHOM}\b|\b(?:he|she) (?:was|got) admitted\b|\b(?:hes|shes|he was"
    rf"|she was) taken to {_PLACE}\b|\b(?:llego|llegaron) {_HELP}\b|\bthey(?:re| are) here (?:with"
    rf"|from) the (?:ambulance|hospital)\b|^{_LEAD}(?:(?:(?:he|she|they|i|we|{_WHO})(?: is| are| am|s|re|m)?|im|were"
    rf"|esta|estamos|estoy) )?(?:{_STATE} )*(?:at|in|en) (?:the |el |la )?{_PLACE}(?: (?:{_STATE}|(?:he|she|they|it"
    rf"|im|i am)(?:s| is| are)?|thank (?:god|goodness)|gracias a dios))*$"
)
_TO_THE_HOSPITAL = re.compile(
    rf"\b(?:going|headed|heading|on (?:my|our|the) way|driving|taking {_WHOM}|voy|vamos)"
    r" (?:\w+ ){0,3}(?:er|emergency(?: room)?|hospital|emergencias)(?: (?:now|right now|today|tonight|thanks"
    r"|ahora))*$"
)
_GOES = re.compile(
    r"^(?:(?:ok|okay|k|alright|yes|yeah|fine|thanks) )*(?:im|i am|were|we are|hes|shes) "
    r"(?:going|headed|heading|leaving|on (?:my|our|the) way)(?: (?:there|in|now|right now))*$"
)
_IS_DRIVEN = re.compile(
    rf"^{_LEAD}(?:{_WHO} ?(?:is|s|will|ll|gonna|can)? ?(?:going to |gonna )?"
    rf"(?:driving|drives|drive|taking|takes|take|bringing|giving) {_WHOM}(?: a ride)?(?: {_TO_PLACE})*"
    rf"|mi \w+ (?:me|nos|l[oa]) (?:lleva|esta llevando|va a llevar)(?: {_TO_PLACE})*)$"
)
_IS_DRIVEN_BY_THEM = re.compile(
    rf"^{_LEAD}(?:he|she|they)(?: is| are|s|re)? ?(?:driving|taking) {_WHOM}(?: {_TO_PLACE})*$"
)
_GOT_A_RIDE = re.compile(
    rf"^{_LEAD}(?:i|we|he|she|they|im|were|hes|shes|ive|weve|mi|mejor|pedi|tome|tomamos)?(?: (?:just|already|ya))? ?"
    r"(?:(?:got|getting|called|calling|took|taking|ordered|ordering|found|have|in|pedi|tome) )?"
    rf"(?:a |an |un |the )?(?:uber|lyft|cab|taxi|ride)"
    rf"(?: (?:home|instead|back|is (?:coming|here|on its way)|{_TO_PLACE}))*$"
)
_LEFT_THE_CAR = re.compile(
    rf"^{_LEAD}(?:(?:{_WHO}|he|she|they)(?: is|s|will)? ?(?:driving|taking|picking|giving|getting) {_WHOM}"
    r"(?: (?:home|up|back|a ride|there|now|instead))*|(?:im|i am|ill|i will|were) (?:not (?:driving|going to drive"
    r"|gonna drive)(?: \w+)?|leaving the car|walking(?: home)?)|(?:i|we) (?:left the car|gave (?:\w+ )?(?:my "
    r"|the )?keys(?: \w+){0,3}|took (?:his|her|the|their) keys(?: \w+)?)|(?:i|he|she|we)(?:m|s|re)? (?:staying"
    r"|sleeping|stayed) (?:here|put|over)(?: tonight)?)$"
)
"""Whoever drank does not drive."""
_NOT_ALONE = re.compile(
    r"\b(?:(?:im|i am|were) (?:\w+ )?(?:with|at) (?:my (?:sponsor|mom|dad|wife|husband|friend|sister|brother|family"
    r"|parents)|a (?:friend|meeting)|an? (?:aa|na) meeting|someone|somebody|people)|(?:i|we)(?: \w+)? (?:flushed"
    r"|threw|tossed|dumped|got rid of|gave) (?:it|them|that|everything|the \w+)|(?:called|calling|texted"
    r"|talking to) (?:my sponsor|a friend|someone|somebody|my \w+)|didnt use|did not use|la tire|estoy con)\b"
)
"""Who was about to use is with somebody, or has put it away."""
_JOINTS = re.compile(r"(?<=[.!;,\n])\s+|\s+(?=(?:and|but|so) (?:can|could|do|does|will|would|what|when|how|is)\b)")
_TOLD_TO_GO = re.compile(
    r"\b(?:poison control|(?:the |my |a )?(?:doctor|dr|nurse(?: line)?|dispatcher|operator|988|911)"
    r"|control de envenenamiento)"
    rf" (?:just )?(?:said|says|told {_WHOM}|dijo|dice)(?: \w+){{0,4}} (?:go|come|going|er|hospital|vaya|vayamos)\b"
)
_REFUSES = re.compile(r"\b(?:not|no|dont|wont|never|isnt|arent|aint)\b")
BODILY = ("medical_emergency", "overdose_emergency")
"""Kinds of danger in which a doctor comes first, whatever is asked."""
_MOST_WORDS = 8
"""A longer message may say more than thanks."""
_MOST_WORDS_OF_NEWS = 14
"""A longer message may say more than that help is there."""


class News(NamedTuple):
    """What a message tells, and what it asks beside that.

    Attributes:
        reply: Which of the short replies of `iop.safety.short_words` answers it.
        question: The question beside it, or an empty string.
    """

    reply: str
    question: str = ""

    @property
    def is_of_help(self) -> bool:
        """Whether somebody is with doctors, or on the way to them."""
        return self.reply in ("help_is_there", "on_the_way")


def news(text: str, route: str, situation: Optional[str] = None) -> Optional[News]:
    """Returns the news in a message, or None.

    Args:
        text: The message.
        route: The danger that was spoken of.
        situation: That of the danger.
    """
    reply = _short_reply(text, route, situation)
    if reply:
        return News(reply)
    pieces = _JOINTS.split(text)
    for place in range(1, len(pieces)):
        question = " ".join(pieces[place:])
        if is_question(question):
            reply = _short_reply(" ".join(pieces[:place]).rstrip(",;"), route, situation)
            return News(reply, question) if reply and reply != "welcome" else None
    return None


def _short_reply(text: str, route: str, situation: Optional[str]) -> Optional[str]:
    plain = bare(text)
    words = len(plain.split())
    if words <= _MOST_WORDS and _THANKS.search(plain):
        return "welcome"
    if words > _MOST_WORDS_OF_NEWS or is_question(text):
        return None
    if situation == "on_the_road" and (_GOT_A_RIDE.search(plain) or _LEFT_THE_CAR.search(plain)):
        return "does_not_drive"
    if situation == "about_to_use" and _NOT_ALONE.search(plain):
        return "not_alone"
    if _REFUSES.search(plain) or (words > _MOST_WORDS and re.search(r"\b(?:but|pero)\b", plain)):
        return None
    if _HELP_IS_THERE.search(plain):
        return "help_is_there"
    return "on_the_way" if _is_on_the_way(plain, route) else None


def _is_on_the_way(plain: str, route: str) -> bool:
    """Whether somebody is on the way to a doctor; who drives them matters where a person may be the danger."""
    if _TO_THE_HOSPITAL.search(plain) or _TOLD_TO_GO.search(plain):
        return True
    if _IS_DRIVEN.search(plain):
        return route != "abuse_violence" or bool(re.search(_PLACE, plain))
    if route in BODILY:
        return bool(_GOES.search(plain) or _IS_DRIVEN_BY_THEM.search(plain) or _GOT_A_RIDE.search(plain))
    return False
