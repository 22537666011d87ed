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
    r"(?:(?:the |an |a )?(?:ambulance(?: (?:man|men|guys?|lady|crew|people))?|paramedics?|medics|emts|firemen"
    r"|fire (?:department|dept)|cops?|police|officers?|mobile crisis(?: team)?|crisis team|911|help)"
    r"|(?:la )?(?:ambulancia|policia)|(?:los )?paramedicos)"
)
_WHOM = r"(?:me|us|him|her|them|my \w+)"
_WHO = (
    r"(?:(?:the|my|a|our|his|her) (?:\w+ )?(?:mom|mother|dad|father|son|daughter|husband|wife|partner|brother|sister"
    r"|friend|boyfriend|girlfriend|cousin|uncle|aunt|niece|nephew|roommate|neighbou?r|coworker|boss|grand\w+|teacher"
    r"|sponsor)|mom|dad|someone|somebody)"
)
_PLACE = (
    r"(?:(?:the |an |a |his |her |their |our |my )?(?:er|emergency(?: room| department)?|hospital|icu|urgent care"
    r"|sala de emergencias"
    r"|pediatrician(?:s office)?|doctors?(?: office)?|psych(?:iatric)? (?:unit|ward|hospital)|emergencias)"
    r"|(?:st|saint) \w+|\w+ (?:hospital|medical center|general|memorial))"
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
    rf"|there|in)|llego|llegaron|esta aqui|estan aqui|(?:at|in) (?:his|her|their|the|our) (?:place|house|home|door"
    rf"|apartment)|(?:with|took|taking|has|have|got|found|left with|leaving with) {_WHOM}|se l[oa] llev\w+)\b"
    rf"|\bthey (?:(?:just|already|have|are) )*(?:took|taken|taking|have|got) {_WHOM} (?:in(?: now| already)?$"
    rf"|to {_PLACE}\b)|\bthey (?:have )?admitted {_WHOM}\b|\b(?:he|she) (?:was|got) admitted\b|\b(?:hes|shes|he was"
    rf"|she was) taken to {_PLACE}\b|\b(?:llego|llegaron) {_HELP}\b|\bthey(?:re| are) here (?:with"
    rf"|from) the (?:ambulance|hospital)\b|^{_LEAD}(?:(?:(?:he|she|they|i|we|{_WHO})(?: is| are| am|s|re|m)?|im|were"
    rf"|esta|estamos|estoy) )?(?:{_STATE} )*(?:at|in|en) (?:the |el |la )?{_PLACE}(?: (?:{_STATE}|(?:he|she|they|it"
    rf"|im|i am)(?:s| is| are)?|thank (?:god|goodness)|gracias a dios|(?:they|theyre|they are|a (?:doctor"
    rf"|nurse) is) (?:watch|check|treat|monitor|help|look|see|keep|giv|gave)\w*(?: \w+){{1,2}}))*$"
    rf"|\b{_PLACE}(?: \w+){{0,3}} (?:were|we are|im|i am) (?:here|there|in)(?: now)?$"
    r"|\bwelfare check (?:is |was )?done\b"
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
    r"|gonna drive)(?: \w+)?|leaving the car|walking(?: home)?)|(?:(?:i|we) )?(?:(?<!got )pulled over(?: \w+){0,5}"
    r"|turned (?:around|it off|the (?:car|engine) off)|left the car|gave (?:\w+ )?(?:my "
    r"|the )?keys(?: \w+){0,3}|took (?:his|her|the|their) keys(?: \w+)?)|(?:i|he|she|we)(?:m|s|re)? (?:staying"
    r"|sleeping|stayed) (?:here|put|over)(?: tonight)?)$"
)
"""Whoever drank does not drive."""
_NOT_ALONE = re.compile(
    r"\b(?:(?:im|i am|were) (?:\w+ )?(?:with|at) (?:my (?:sponsor|mom|dad|wife|husband|friend|sister|brother|family"
    r"|parents)|a (?:friend|meeting)|an? (?:aa|na) meeting|someone|somebody|people)|(?:(?:i|we)(?: \w+)? "
    r"|^)(?:flushed"
    r"|threw|tossed|dumped|got rid of|gave) (?:it|them|that|everything|the \w+)|(?:walked|walking|drove"
    r"|driving) (?:away|off|home)|went home"
    r"|(?:blocked|deleted) (?:him|her|them|it|(?:the|his|her|my) (?:\w+ )?(?:numbers?|dealers?))|(?:called|calling"
    r"|texted"
    r"|talking to) (?:my sponsor|a friend|someone|somebody|my \w+)|didnt use|did not use|la tire|estoy con)\b"
)
"""Who was about to use is with somebody, or has put it away."""
_ALL_IS_WELL = (
    r"(?: (?:alive|safe|safely|ok|okay|fine|well|home|back|now|out|up|asleep|sleeping|sober|calm|calmer|here|at|in"
    r"|with|and|but"
    r"|hes|shes|theyre|were|he|she|they|it|is|are|the|a|an|his|her|their|my|our|me|us|both|just|too|again|friends?"
    r"|moms?"
    r"|mothers?|dads?|fathers?|brothers?|sisters?|aunts?|uncles?|grand\w+|parents|cousins?|neighbors?|house|place"
    r"|school|door"
    r"|bed|crib|car|hospital|er|icu|psych|unit|ward|thank|god|goodness|finally|all|walked|came|turned|showed|got"
    r"|sitting|eating|drinking|coffee"
    r"|water))*$"
)
"""What may follow the news that somebody is safe; any other word may say that not all is well."""
_KIN = (
    r"(?:mom|mother|dad|father|brother|sister|aunt|uncle|cousin|friend|neighbou?r|roommate|parents|sponsor|teacher"
    r"|grand\w+|wife|husband|son|daughter)"
)
_FOUND = re.compile(
    rf"^{_LEAD}(?:(?:we|i|they|(?:my|his|her|our|their|a|the) \w+) )?(?:just |finally )?(?:found|located|reached|got"
    rf"|picked up)"
    rf" (?:him|her|them|(?:my|our|the) \w+){_ALL_IS_WELL}|^{_LEAD}(?:(?:he|she|they|(?:my|our|the) \w+)(?:s|re| is"
    rf"| are| has"
    rf"| have)? |hes |shes |theyre )?(?:just |finally )?(?:turned up|showed up|came (?:back|home|in|over|inside|down)"
    rf"|walked in"
    rf"|got (?:home|back|in)|called (?:me )?back|answered|(?:back|home|safe|fine|ok|okay|both"
    rf"|here) )(?: \w+ \w+)??{_ALL_IS_WELL}"
    rf"|^{_LEAD}(?:(?:i|im|were|we|i am|we are) (?:there|here)(?: now)? )?(?:he|she|they|hes|shes|theyre|(?:the "
    rf"|both )?kids|both)"
    rf"(?: is| are)?(?: (?:safe|ok|okay|fine|now|all|home|back))* (?:with|at|in|home|safe|back|here"
    rf"|inside)\b{_ALL_IS_WELL}"
)
"""Somebody who was missed, or a child who was alone, is safe."""
_NOT_BY_ONESELF = re.compile(
    rf"^{_LEAD}(?:(?:(?:im|i am|were|we are) (?:\w+ )?)?(?:with|at) (?:my|a|our) {_KIN}s?(?: (?:house|place))?"
    rf"|(?:my|a|our) {_KIN}(?:s| is| has)? (?:here|came|came over|got here|picked (?:me|us) up|is here"
    rf"|with (?:me|us)))"
    rf"{_ALL_IS_WELL}"
)
_NEAR_ONES = re.compile(r"\b(?:dad|father|husband|boyfriend|stepdad|partner|wife|girlfriend|son)s?\b")
_PARENTS = re.compile(r"\b(?:mom|mother|parents|brother)s?\b")
"""Who may be the danger at home."""
_ARMS = r"(?:guns?|pistols?|rifles?|shotguns?|weapons?|ammo|bullets|knife|knives)"
_THINGS = rf"(?:{_ARMS}|pills|meds|medicines?|razors?|blades?|rope|everything)"
_OF_THEM = r"(?: all)?(?: (?:the|his|her|my|their|our|those))? "
_NO_MORE_SAID = (
    r"(?!.*\b(?:d(?:ie|ied|ying|ead)|kill\w*|do it|suicid\w*|still|anyway|wants?|wanted|gonna|going|says?|said"
    r"|threat\w*"
    r"|shoot\w*|shot|angry|mad|screaming|another|more)\b)"
)
_CAME = r"(?:(?:came|come|arrived|showed up|just|already|finally|now|are here|were here|and|they|theyve) )*"
_OUT_OF_REACH = re.compile(
    rf"^{_NO_MORE_SAID}.*\b(?:(?:(?:police|cops|officers?) {_CAME}(?:took|has|have|got)"
    rf"|(?:his|her|their) {_KIN} (?:has|took|got|keeps|is keeping)|(?:i|we) took){_OF_THEM}{_ARMS}"
    rf"|(?:i|we|they|(?:his|her|their) {_KIN}) (?:locked|hid|moved|removed|sold|flushed|unloaded|turned in|got rid of"
    rf"|gave|threw)"
    rf"(?: (?:away|up|out))?{_OF_THEM}{_THINGS}|(?:he|she) (?:gave|handed|turned in) (?:it|them"
    rf"|(?:(?:the|his|her|my|their) )?{_ARMS})"
    rf"(?= to | in| over))(?: (?:away|up|to|from|in|over|already)){{0,2}}{_ALL_IS_WELL}"
)
_OWN_OUT_OF_REACH = re.compile(
    rf"^{_NO_MORE_SAID}.*\bmy {_KIN} (?:has|took|keeps|is keeping|locked)(?: (?:away"
    rf"|up))?{_OF_THEM}{_THINGS}{_ALL_IS_WELL}"
)
"""Where the writer is the one in danger, their own people keep the things safe."""
_EXPERTS_SAID = re.compile(
    r"\b(?:poison control|pharmacist|pharmacy|doctor|dr|nurse(?: line)?|paramedics?|medics|pediatrician|hospital"
    r"|dispatcher"
    r"|911|control de envenenamiento|farmaceutic[oa]|doctora?)(?: \w+)? ?(?:said|says|say|told (?:me|us)|thinks?|dijo"
    r"|dice)"
    r"(?: (?:that|hes|shes|its|theyre|im|he|she|it|they|i|is|are|its all|all|should|will|be|to|que|esta|estan|todo))*"
    r" (?:ok|okay|fine|safe|good|alright|all right|normal|bien)\b"
)
_BARE_CALL = re.compile(r"^(?:i |we )?(?:called|texted)(?: them)?$")
"""May as well complain that nobody answered."""
_REACHED_OUT = re.compile(
    rf"^{_LEAD}(?:(?:i|we) )?(?:just |already |did |have )*(?:(?:called|texted|messaged|told|(?:talked|spoke"
    rf"|chatted) (?:to|with))"
    rf"(?: (?:them|988|911|childhelp|someone|somebody|cps|(?:the|my|his|her|their|a|our) \w+(?: line)?))*|did(?: call"
    rf"| text)?)"
    rf"(?: and (?:my|his|her|their) \w+)?(?: (?:now|already|actually|really|so|very|they|she|he|were|was|are|is|nice"
    rf"|kind"
    rf"|great|helpful|sweet|good|it|helped|a lot))*$|^(?:(?:his|her|their|my|the) )?{_KIN}s?(?: already"
    rf"| also)? knows?(?: now"
    rf"| about it)*$"
)
_JOINTS = re.compile(r"(?<=[.!;,\n])\s+|\s+(?=(?:and|but|so) (?:can|could|do|does|will|would|what|when|how|is)\b)")
_TOLD_TO_GO = re.compile(
    r"\b(?:poison control|(?:the |my |a )?(?:doctor|dr|nurse(?: line)?|dispatcher|operator|988|911)"
    r"|control de envenenamiento)"
    rf" (?:just )?(?:said|says|told {_WHOM}|dijo|dice)(?: \w+){{0,4}} (?:go|come|going|er|hospital|vaya|vayamos)\b"
)
_REFUSES = re.compile(r"\b(?:not|no|dont|wont|never|isnt|arent|aint|still (?:has|have|got))\b")
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
        return self.reply not in ("welcome", "reached_out")


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
    if route not in (*BODILY, "abuse_violence") and _OUT_OF_REACH.search(plain):
        return "out_of_reach"
    if _HELP_IS_THERE.search(plain):
        return "help_is_there"
    if _is_on_the_way(plain, route):
        return "on_the_way"
    if _EXPERTS_SAID.search(plain):
        return "experts_said"
    return _eased(plain, route, situation)


def _eased(plain: str, route: str, situation: Optional[str]) -> Optional[str]:
    """Returns the reply to the news that a danger is over or less; at home there may be whom the writer fears."""
    is_at_home = route == "abuse_violence" and situation != "child_left"
    is_feared = is_at_home and (_NEAR_ONES.search(plain) or (situation == "young" and _PARENTS.search(plain)))
    is_own = route in ("suicide_self", "self_harm") and situation != "somebody_else"
    if is_own and _OWN_OUT_OF_REACH.search(plain):
        return "out_of_reach"
    if _NOT_BY_ONESELF.search(plain) and not is_feared:
        return "safe_now"
    if not (is_at_home or is_own or situation == "on_the_road") and _FOUND.search(plain):
        if re.search(rf"\b{_PLACE}", plain):
            return "help_is_there"
        return None if route in BODILY else "safe_now"
    return "reached_out" if _REACHED_OUT.search(plain) and not _BARE_CALL.search(plain) else None


def _is_on_the_way(plain: str, route: str) -> bool:
    """Whether somebody is on the way to a doctor; who drives them matters where a person may be the danger."""
    if _TO_THE_HOSPITAL.search(plain) or _TOLD_TO_GO.search(plain):
        return True
    if _IS_DRIVEN.search(plain):
        return route != "abuse_violence" or bool(re.search(_PLACE, plain))
    if route in BODILY:
        return bool(_GOES.search(plain) or _IS_DRIVEN_BY_THEM.search(plain) or _GOT_A_RIDE.search(plain))
    return False
