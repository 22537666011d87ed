"""Words by which a later message sharpens a danger, or says that it is of another kind.

They are read after the first words of danger only, so that they may be ordinary words.
"""

import re

from iop.safety.told import TEENS

_SOMEBODY = (
    r"(?:he|she|they|him|her|them|somebody|someone|himself|herself|themself|themselves|(?:my|his|her|the|our) \w+)"
)
_WOUND = (
    r"(?:(?:wont|doesnt|isnt|not|cant) (?:stop|stopping)(?: the)? bleeding|bleeding (?:a lot|bad\w*|everywhere"
    r"|through"
    r"|out|heavily|so much)|(?:lots?|so much|too much|a ton)(?: of)? blood|blood (?:is )?(?:everywhere|all over)"
    r"|(?:really|so|very|pretty|too) deep|its deep|deep (?:cut|wound)|needs? stitches|see (?:the )?bone"
    r"|(?:no deja de|sigue|esta) sangra\w*|mucha sangre)"
)
YOUNG_ALONE = re.compile(rf"^(?:(?:im|i am|tengo|only|just|solo) )*{TEENS}(?: (?:years? old|yo|yrs?|anos))?$")
"""An age and nothing else: read where the danger is violence."""
DID_IT = re.compile(
    rf"\b(?:(?:i|ya me) (?:(?:just|already|really|actually|have|think i) )*(?:cut|slit|sliced|slashed|opened|corte)"
    rf" (?:(?:my|los?|las?|el) )?(?:left |right )?(?:wrists?|arms?|throat|neck|veins?|munecas?|venas|brazos?)"
    rf"|i (?:(?:just|already|actually) )*(?:did it|jumped|hung myself|shot myself|pulled the trigger)"
    rf"|ya lo hice|me (?:corte las venas|tire)|{_WOUND})\b"
)
"""The writer has hurt themselves badly, or says that it is done."""
WAS_DONE = re.compile(
    rf"\b(?:{_SOMEBODY} (?:(?:just|already|actually|has|have) )*(?:jumped|fell off|hung(?! (?:up|out))"
    rf"|hanged|shot"
    rf"|stabbed|slit)"
    rf"|(?:he|she) (?:(?:just|already|actually|has) )*did it"
    rf"|(?:shot|stabbed|ran over|run over|strangled) {_SOMEBODY}|hanging (?:from|there|in)|pulled the trigger"
    rf"|fired (?:it|at|off|a shot|shots|the gun)"
    rf"|(?:gun|it|rifle|pistol) (?:just )?went off|gun ?shots?|shots? (?:fired|rang)|heard (?:a |the |some "
    rf"|two )?(?:loud )?(?:bang|pop|shots?|gun\w*|thud)|cut (?:his|her|their) (?:wrists?|throat|neck)"
    rf"|(?:wrists?|throat|neck|head) (?:\w+ )?(?:bleeding|cut|slit)|on fire"
    rf"|(?:isnt|not|wont|doesnt|stopped|barely) (?:moving|move|breathing|breathe|responding|respond|wake|waking)"
    rf"|(?:is|hes|shes|theyre|are) (?:bleeding|unconscious|not conscious|hanging)|knocked (?:him|her|them|my \w+) out"
    rf"|{_WOUND}|(?:se|le|lo|la) (?:disparo|tiro|ahorco|colgo|apunalo|acuchillo|corto)|(?:escuche|oi|sono) un"
    rf" (?:disparo|balazo)|salto del?|no (?:se )?(?:mueve|respira|despierta))\b"
)
"""It happened: somebody jumped, was shot or stabbed, or lies there."""
WISHES = re.compile(
    r"\b(?:wish\w*|hopes?|(?:wants?|rather|doesnt want|dont want) (?:to )?not|(?:she|he|they|i)d (?:rather )?not"
    r"|(?:if|that) (?:he|she|they|i) (?:would|did|could)nt|not wake up one|ojala)\b"
)
"""Speaks of what is wished, and did not happen."""
TOOK_IT = re.compile(
    r"\b(?:i|he|she|they) (?:(?:just|already|actually|have|has|had) )*(?:took|taken|swallowed|ate|downed)"
    r" (?:(?:em|them|it|those|these|some|most|half|everything|all|the (?:rest|whole|bottle|pills)|a (?:bunch|handful"
    r"|few)) ?)+(?:of (?:them|it))?\b|\bya (?:me )?(?:las|los) tome\b"
)
MEDICINES = re.compile(r"\b(?:pills?|tablets?|capsules?|meds|medicines?|medications?|bottle|pastillas?|medicinas?)\b")
MEANS_TO_HURT = re.compile(
    r"\b(?:bat|guns?|knife|pistol|rifle|pipe|crowbar|hammer|machete|pay|hurt\w*|beat\w*|hit\w*|kill\w*|revenge|even"
    r"|regret|tubo|pagar|cuchillo)\b"
)
SHOOTS = re.compile(r"\b(?:shoot\w*|slam\w*|blast\w*|hit)\b")
IN_THE_VEIN = re.compile(
    r"\b(?:(?:in|into) my (?:\w+ )?(?:arm|arms|vein|veins|leg|foot|neck|body)|dope|heroin|fent\w*|meth|crystal|smack"
    r"|(?:my|the|a) (?:needle|rig|syringe|bag)|heroina)\b"
)
"""What "shoot up" was about."""
IN_THE_FAMILY = re.compile(
    r"\b(?:touch\w*|molest\w*|rap(?:e|es|ed|ing)|hit|hits|hitting|beat\w*|hurt\w*|abus\w*|whip\w*|toca\w*|pega\w*)"
    r" (?:me|us|my (?:\w+ )?(?:sister|brother|mom|mother)s?|mi (?:hermana|hermano|mama))\b|\bme (?:toca|pega)\b"
)
FEEBLE = re.compile(r"\b(?:shook|shake|shaken|dropped|threw|squeezed|slammed|hit|slapped|sacudi)\b")
"""What a baby does not bear."""
FOR_LIFE = re.compile(
    r"\b(?:d(?:ie|ied|ies|ying|ead|eath)|kill\w*|suicid\w*|unalive|kms|alive|live|living|end (?:it|things|my)"
    r"|exist\w*"
    r"|jump\w*|hang|hurt(?:ing)? myself|be here|wake up|morir\w*|muert[oa]|matar\w*|mato|vivir|acabar con)\b"
)
"""Words of one's own death: without them nothing else turns into it."""
BY_ANOTHER = re.compile(
    r"\b(?:kill(?:s|ed|ing)? me|me (?:mate|mata|maten|va a matar|quiere matar|vaya a matar)"
    r"|quiere matarme)\b(?! self)"
)
COMES_NEAR = re.compile(
    r"\b(?:he|she|hes|shes|they|theyre|my (?:ex|husband|wife|boyfriend|girlfriend|partner|dad|stepdad|abuser))"
    r"(?: (?:is|just|now|almost|already|finally|right))* (?:home|here|back|outside|upstairs|at the door|at my door"
    r"|came (?:home|in|back|over)|(?:coming|walking|walked|pulling|pulled|driving) (?:home|in|up|back|over|into)"
    r"|got (?:home|here|back)|woke up|in the (?:house|driveway|room|next room))\b"
    r"|\bi (?:can )?hear (?:him|her|his car|his truck|his keys|the door)\b|\b(?:ya )?(?:llego|esta aqui)\b"
)
"""Whoever is feared comes near: no such news where nobody is feared."""
STILL_ANSWERS = re.compile(
    r"\b(?:(?:is|hes|shes|im|theyre|still|now) (?:\w+ )?(?:awake|up|talking|walking|fine|ok|okay|breathing)|woke up"
    r"|esta (?:despiert[oa]|bien))\b"
)


def tells_that_it_happened(text: str) -> bool:
    """Whether a message says that somebody is badly hurt, or does not answer."""
    from iop.safety.normalise import read  # here, so that what breaks in it breaks nothing else

    plain = " ".join(read(text).words)
    return bool(WAS_DONE.search(plain)) and not WISHES.search(plain)
