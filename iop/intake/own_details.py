"""What people ask about the details that they gave: which are held, whether they were sent, who sees them."""

import re
from typing import Optional

from iop.intake.words import any_of, people
from iop.plain import bare

HELD, SENT, SEES, WAITING, MISSED = "held", "sent", "sees", "waiting", "missed"
"""Which details there are; what was done with them; who sees or was told them; that nobody called; who called."""
_YOU = r"(?:you|u|ya|they)"
_THING = (
    r"(?:(?:first |last )?name|(?:phone |cell )?number|phone|e ?mail(?: address)?|details?|info(?:rmation)?"
    r"|insurance|(?:best )?time|request|inquiry|message|answers?)"
)
_DATO = r"(?:datos?|informacion|nombre|numero|telefono|correo|seguro|hora|solicitud)"
_MY_THING = rf"(?:my|his|her|their|our|(?:the|that) (?:right|correct)) (?:right |new |\w+s )?{_THING}"
_KEPT = (
    r"(?:have|has|had|got|get|write|wrote|written|put|note|noted|save|saved|take|took|taken|enter|entered|record"
    r"|recorded|keep|kept|store|stored|hold|held)"
)
_WHERE = (
    r"(?: (?:down|in there|there|on there|so far|now|right|again|about me|on me|for me|from me|of me|of mine|all|too"
    r"|then))*"
)
_SURELY = r"(?:even |already |really |actually |just )?"
_ANYBODY = (
    rf"(?:her|him|them|anyone|anybody|someone|somebody"
    rf"|(?:my|his|her) (?:{any_of(people().kin)}|boss|work|job|doctor|family))"
)
_HELD = re.compile(
    rf"\b(?:read|say|repeat|show|list|tell me)\b.{{0,20}}"
    rf"\b(?:back|(?:what|everything|all) (?:that )?(?:you|u) {_KEPT})\b"
    rf"|\bwhat (?:all )?(?:(?:did|do|have|has) )?{_YOU} {_KEPT}(?: {_KEPT})?{_WHERE}"
    rf"(?: (?:for|as|under) (?:(?:the )?{_THING}|{_MY_THING}){_WHERE})?$"
    rf"|\bwhats? (?:is |was )?the {_THING} (?:that )?{_YOU} {_KEPT}{_WHERE}$"
    rf"|\b(?:what|which) (?!insurance do (?:you|u) (?:have|take)){_THING} (?:(?:did|do|have) )?{_YOU} {_KEPT}{_WHERE}$"
    rf"|\b(?:what|whats|which)(?: was| is)? my {_THING}(?: again| {_YOU} {_KEPT}{_WHERE})?$"
    rf"|\b(?:did|do|have|got) (?:(?:you|u) )?{_SURELY}{_KEPT} (?:all )?(?:of )?(?:{_MY_THING}|that|it|this){_WHERE}$"
    rf"|\b(?:is|was) (?:{_MY_THING}|(?:the|that|this) {_THING}) (?:i (?:gave|wrote|typed)(?: (?:you|u))? )?"
    r"(?:right|correct|ok|okay|good|fine|saved|noted|in there)$"
    rf"|\bdo (?:you|u) have (?:the|an?|any) {_THING} for me$|\b(?:get|got|have) (?:the|that) {_THING}(?: right| down)?$"
    rf"|\bwho (?:is|s|did you put|do you have)\b.{{0,25}}\bin there$|\bwho did {_YOU} (?:put|write)\b"
    r"|\bque (?:datos|informacion)(?: mios| mia)? (?:tienen?|anot\w+|guard\w+)(?: (?:mios?|mia|de mi))?$"
    r"|\bque (?:anotaron|anoto|anotaste|guardaron|guardo)$|\bque tienen? (?:de mi|(?:anotad|guardad)o)$"
    r"|\bque (?:datos?|nombre|numero|telefono|correo)(?: mios?)? tienen?(?: (?:mio|de mi|anotado|guardado))?$"
    rf"|\bcual (?:es|era|fue) mi {_DATO}\b(?! (?:de|para)\b)|\b(?:repita|lea|digame)(?:me)? mis? {_DATO}\b"
)
_GOT_IT = re.compile(
    rf"^(?:so |ok |hey )*(?:you|u|ya|yall|they) (?:got|get|have|received?) (?:{_MY_THING}|that|it|this){_WHERE}$"
)
"""A question only by its mark: "u got it?"."""
_DONE = r"(?:sent|submitted|changed|updated|cancell?ed|deleted|corrected|fixed)"
_SENT = re.compile(
    rf"\b(?:did|have|has|had) (?:{_YOU}|it|that|this|everything|my {_THING}) {_SURELY}"
    rf"(?:{_DONE}|send|submit|change|update|fix|correct|cancel|delete|gone|go|went)"
    r"(?: (?:it|that|this|them|through|thru|out|my \w+|the (?:number|time|name|call|request)|yet|already|now|for me))*$"
    r"|\b(?:is|are|was|were|so)(?: (?:it|its|that|thats|this|everything|they|the (?:call|request|number|time)|my \w+"
    rf"|you|u|sure|really|now|already|all))* {_DONE}(?: it| that| yet| now| already| right)*$"
)
_SEES = re.compile(
    rf"\b(?:did|have|has|had) (?:{_YOU}|anyone|anybody|someone|somebody)(?: already| even)?"
    r" (?:tell|told|call|called|text|texted|contact|contacted|say|said|talk(?:ed)? to)"
    rf" (?:anything |something )?(?:to )?{_ANYBODY}\b"
    r"|\bwho(?:s| all| else| is| will| can| would| does| gets to| is going to)*"
    r" (?:sees?|seen|reads?|gets?|have|has|looks? at|seeing|reading)\b"
    rf".{{0,20}}\b(?:this|that|it|these|my {_THING}|what i (?:write|wrote|say|said|type|typed))$"
    rf"|\b(?:will|would|do|are) {_YOU} (?:ever |going to |gonna )?(?:tell|notify|inform) {_ANYBODY}"
    r"(?: (?:that )?i (?:called|wrote|texted|reached|asked|messaged|contacted|was|did)\b.*| about (?:this|me|it)"
    r"| anything)$"
    rf"|\b(?:will|would|does|do|can|could) (?:he|she|they|{_ANYBODY}) (?:ever )?(?:know|find out|be told|see this)\b"
    r".{0,25}$"
    rf"|\bwho (?:do|will|would|did) {_YOU} (?:send|give|show|share|tell|pass)\b.{{0,25}}$"
    r"|\bquien(?:es)? (?:mas )?(?:(?:va|van|puede|pueden) (?:a )?)?(?:ver|ven?|leer|leen?|recibir|reciben?|tener"
    rf"|tiene)\b.{{0,10}}\b(?:esto|eso|mis? {_DATO}|lo que (?:escribo|escribi|digo|dije|puse))$"
    r"|^(?:ya )?les? (?:dijo|dijeron|conto|contaron|aviso|avisaron|llamo|llamaron) (?:algo )?a (?:mi \w+|alguien)$"
)
_WAITING = re.compile(
    r"\b(?:nobody|no one|noone|none of you) (?:ever |has |have |even )*"
    r"(?:call|called|texted|wrote|written|emailed|contacted|reached|got back)\b"
    r"|\b(?:still|been) waiting (?:for|on)\b.{0,15}\b(?:call|text|answer)"
    r"|\b(?:havent|have not|never|didnt) (?:been called|heard (?:back|anything|from)"
    r"|(?:get|got|gotten|received?) (?:a|any|the|my) call)\b"
    r"|\b(?:nobody|no one|noone) (?:ever )?(?:calls|answers|picks up|returns|responds|replies)"
    r"(?: (?:back|me|us|my calls?|the phone))*$"
    r"|\b(?:did|has|have) (?:they|you|u|anyone|anybody|someone|somebody|admissions|yall)(?: guys)?(?: even)?"
    r" (?:call|called|try|tried)(?: me| us| my number)?(?: yet| back| already)+$"
    r"|\bi (?:gave|left|sent|put in)\b.{0,20}\b(?:number|info|name|details|message)\b.{0,20}"
    r"\b(?:did|has|have) (?:any ?(?:one|body)|some ?(?:one|body)|they|you|u) (?:see|seen|get|got|read|receive"
    r"|received)\b"
    r"|^(?:y )?ya me (?:han? )?(?:llam|contact|marc)(?:ado|aron|o)$"
    r"|\bnadie me (?:ha )?(?:llam|contact|marc)(?:ado|o)\b|\bno me (?:han? )?(?:llam|contact|marc)(?:ado|aron)\b"
    r"|\b(?:sigo|estoy) esperando\b.{0,15}\b(?:llam|text|respuesta)"
)
_MISSED = re.compile(
    r"\b(?:i )?(?:missed|got|had|have) (?:a |an |your |some )?(?:missed )?calls?\b.*\b(?:was|is) (?:that|it"
    r"|this) (?:you|u|them|yall)\b"
    r"|\b(?:was|is) (?:that|it|this) (?:you|u)(?: guys)? (?:who|that) (?:just )?called\b|\bdid (?:you"
    r"|u)(?: guys)? just call(?: me)?$"
    r"|\b(?:tengo|vi) una llamada perdida\b"
)
_KINDS = ((MISSED, _MISSED), (WAITING, _WAITING), (SEES, _SEES), (SENT, _SENT), (HELD, _HELD))


def asks_about_own(text: str) -> Optional[str]:
    """Returns what a message asks about the details that the person gave, one of the words above, if it does."""
    plain = bare(text)
    if "?" in text and _GOT_IT.search(plain):
        return HELD
    short = re.sub(r" (?:please|pls|plz|thanks|ok|though|tho)$", "", plain)
    return next((kind for kind, pattern in _KINDS if pattern.search(short) or pattern.search(plain)), None)
