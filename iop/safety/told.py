"""Words by which the situations of a danger are told from each other, over a message's plain words."""

import re
from typing import FrozenSet


def _set(words: str) -> FrozenSet[str]:
    return frozenset(words.split())


WRITER = _set("i im ive id ill yo me")
OTHER_SELF = _set("himself herself themselves themself")
OWN_SELF = _set("myself cortarme lastimarme quemarme autolesionarme")
OWN = _set("my mi mis")
OTHERS = _set("he she they hes shes theyre shed hed her his their el ella ellos se le su sus")
HARM = re.compile(
    r"(?:cut|burn|hurt|harm|selfharm|scratch|carv|slic|stab|bang|punch|hit|bit|scar|wound|cort|lastim|quem|autoles)"
)
BODY = _set("arm arms leg legs wrist wrists thigh thighs skin stomach hand hands hips cuts scars brazo brazos piernas")
DRINK = _set(
    "drunk drinking drank wasted hammered plastered intoxicated tipsy buzzed high stoned beers drinks drink shots"
    " margaritas tequila rum gin bottle vodka whiskey wine trashed cervezas xanax pills meth weed heroin fentanyl bar"
    " borracho"
    " borracha tomado tomada tomo tomando"
)
ROAD = re.compile(
    r"\b(?:drive|drives|driving|drove|parked|parking lot|wheel|engine|ignition|car|truck|van|suv|keys|highway|freeway"
    r"|road|driveway"
    r"|heading|manejar|maneja|manejando|carro|camioneta|(?:get|pick|picking|getting)(?: up)? (?:my|the|our) (?:kids?"
    r"|son|daughter|girl|boy|children|wife|husband))\b"
)
PILLS = re.compile(
    r"\b(?:pills?|tablets?|capsules?|meds|medicines?|medications?|tylenol|acetaminophen|paracetamol|advil|ibuprofen"
    r"|motrin|aspirins?|aleve|naproxen|excedrin|nyquil|benadryl|melatonin|unisom|ambien|trazodone|seroquel|lithium"
    r"|zoloft|prozac|lexapro|antidepressants?|gabapentin|klonopins?|xanax|ativan|valium|benzos?|adderall|vitamins?"
    r"|pastillas?|tabletas?|aspirinas?|medicinas?)\b"
)
OPIOIDS = re.compile(
    r"\b(?:heroin\w*|fent\w*|oxy\w*|oxies|perc\w*|vicodin|norcos?|hydros?|hydrocodone|roxy\w*|roxies|blues|opio\w+"
    r"|opiates?|methadone|metadona|subs?|suboxone|morphine|morfina|dilaudid|tramadol|codeine|lean|dope|tar|kratom"
    r"|shot|shoot|inject\w*|snort\w*|needle|syringe|street|pressed|dealer)\b"
)
DOES_NOT_ANSWER = re.compile(
    r"\b(?:wake|waking|woke|wakes|awake|breath\w*|blue(?! (?:one|pill))|gr[ae]y|purple|unconscious|unresponsive"
    r"|respond\w*|passed|limp"
    r"|cold|gets? (?:(?:him|her|them|mom|dad) )?up|gurgl\w*|snor\w*|collapsed|floor|answer\w*|despiert\w*|respir\w*"
    r"|contesta|azul|morad[oa]|open (?:his|her|their) eyes|abr\w+ los ojos)\b"
)
BABY = _set("baby babys babies infant newborn toddler bebe")
CHILD = BABY | _set("kid kids child son daughter stepson boy girl nino nina hijo hija")
CHILDREN = CHILD | _set(
    "children twins niece nieces nephew nephews grandson granddaughter grandkids grandbaby ones grandbabies ninos"
    " ninas sobrina sobrino nieto nieta"
)
SHOWS = re.compile(r"(?:show(?:ed|s)?|tells?|told|texted|sent)$")
"""Before "me", somebody else shows or tells."""
OF_ANOTHER = re.compile(
    r"\b(?:(?:hes|shes|he is|she is) (?:only |just )?\d+\b|(?:told|called|with) (?:his|her|their) (?:parents?|mom"
    r"|mother|dad"
    r"|father|teacher|counselor|school))"
)
"""What is said of somebody else who hurts themselves, not of oneself."""
_KIN = (
    r"(?:mom|mother|dad|father|son|daughter|kid|child|wife|husband|partner|brother|sister|friend|boyfriend|girlfriend"
    r"|cousin|uncle|aunt|niece|nephew|roommate|grand\w+|student|client)"
)
NOT_ME = re.compile(
    rf"^(?:no|nope|nah|not me|im not|its not me)(?: \w+){{0,3}} my {_KIN}"
    rf" (?:wants to\b|(?:is|does|has|did)(?: (?:though|suicidal|the one|it))?$)|\bmy {_KIN} (?:is|does|has) though$"
    r"|^(?:(?:he|she) (?:has|had|made)|(?:hes|shes) got) a plan\b"
)
"""Who was taken for the one in danger speaks of somebody else."""
NOT_ME_BUT_HIM = re.compile(
    r"^(?:(?:no|nope|nah|its|im|i mean) )*not (?:about )?(?:me|myself|me dying)(?: (?:its|but|i mean|about))*"
    r" (?:him|her|them|that \w+)\b|^no (?:yo|a mi) (?:no )?(?:sino )?a? ?(?:el|ella)\b"
)
"""Who was taken for the one who would die means to hurt somebody else."""
ME_NOT_ANOTHER = re.compile(
    r"\b(?:me|myself)(?: (?:and|its|im|i mean))* not (?:about |for )?(?:him|her|them|(?:my|a|the) \w+)\b"
    r"|\bnot (?:about )?(?:him|her|them|my \w+)(?: (?:its|im|i am|i mean|talking|speaking|about|but|this|is|thats))*"
    r" (?:me|myself)\b|\b(?:its|im|i am|i mean|i meant|talking|speaking)(?: (?:talking|speaking))? about (?:me"
    r"|myself)(?=$| (?:im|i am|i|not|its|now)\b)|\b(?:its|it is|it was)(?: \w+)? me (?:who|that|thats|who is|whos)\b"
    r"|^(?:no )*(?:(?:hes|shes|he is|she is) fine )?(?:its me|im the one)(?: (?:thats|who|who is|that is|in)"
    r"\b.*)?$|\b(?:soy yo|hablo de mi),? no (?:el|ella|de el|de ella)\b"
)
"""Who was taken to worry about somebody else speaks of themselves."""
ON_THE_EDGE = re.compile(
    r"\b(?:(?:climb\w*|got|went|gone|going|jump\w*|stepp\w*|leg|legs|over|past|outside|behind|side of)(?: \w+){0,3}"
    r" (?:railing|rail|guard ?rail|barrier|parapet|ledge|edge)|(?:on|at|over|off) (?:the|a|his|her|their|our)"
    r" (?:\w+ )?(?:ledge|edge|railing|rail|parapet|window ?sill|edge of \w+ \w+)|(?:brinco|salto|subio|cruzo|esta)"
    r"(?: \w+){0,3} (?:barandal|baranda|borde|cornisa)|fly\b.*\b(?:balcony|roof|window)|(?:balcony|roof"
    r"|window)\b.*\bfly)\b"
)
"""Somebody may fall or jump from a height at any moment."""
HIGH_UP = re.compile(r"\b(?:balcony|roof|rooftop|window|window ?sill|ledge|edge|bridge|balcon|techo|ventana)\b")
CHILD_WRITES = re.compile(
    r"\b(?:im|i am|tengo) (?:only |just |solo )?(?:[4-9]|1[0-2]|four|five|six|seven|eight|nine|ten|eleven|twelve|cuatro"
    r"|cinco|seis|siete|ocho|nueve|diez|once|doce)(?: (?:anos|years? old|yo))?(?= (?:and|y|mom|dad|my|mi|she|he)\b|$)"
)
"""The writer is a child, and not a teen."""
NO_RESPONSE = re.compile(
    r"\b(?:narcan|naloxone|naloxona)\b(?: \w+){0,6} (?:nothing|no response|(?:didnt|did not|isnt|not|doesnt) work\w*"
    r"|still"
    r"|no (?:sirv|funcion|despiert|reaccion|pas)\w*)\b|\bnothing(?: \w+){0,4} (?:narcan|naloxone)\b"
)
INJURED = re.compile(
    r"\b(?:chok\w*|strangl\w*|(?:hands?|arms?) (?:around|on) (?:my|her) (?:neck|throat)|down (?:the |some )?(?:stairs"
    r"|steps)"
    r"|(?<!not )pregnant|embarazada|ahorc\w*|apret\w* (?:el|del) cuello|knocked (?:me|her) (?:out|unconscious)"
    r"|cant (?:swallow|breathe))\b"
)
SHAKEN = re.compile(r"\b(?:shook|shaken|sacudi|sacudio)\b")
SHAKEN_BABY = re.compile(r"\bshook (?:him|her)\b|\b(?:la|lo) sacudi\b")
"""Who shook "him" hardly means a grown-up."""
HIT = re.compile(
    r"\b(?:threw|thrown|dropped|slammed|slapped|hit|hurt|squeezed|smothered|choked|burned|golpee|golpeo|pegue|pego)\b"
)
NOT_YET = re.compile(
    r"\b(?:gonna|going|want|wanna|might|may|scared|afraid|could|will|ill|would|id|urge|urges|about to|almost|nearly"
    r"|before|thoughts?|think (?:about|of)|thinking|feel like|quiero|voy|miedo|casi)\b"
)
ON_PURPOSE = re.compile(
    r"\b(?:kill\w*|murder\w*|shoot\w*|stab\w*|gun|guns|knife|bat|crash\w*|ram|over (?:him|her|them|people)|hurt"
    r"|pay|regret\w*|revenge|deserves?|pagar"
    r"|outside (?!the bar|a bar)|waiting|matar\w*|atropellar\w*)\b"
)


WEAPON = re.compile(
    r"\b(?:guns?|pistols?|rifles?|shotguns?|handguns?|revolvers?|glocks?|firearms?|weapons?|ammo|bullets?|loaded"
    r"|knife|knives|machete|noose|armas?|pistolas?|escopeta|cuchillo)\b"
)
ACUTE = re.compile(
    r"\b(?:d(?:ie|ied|ies|ying)|dead|kill\w*|end(?:s|ing)?|suicid\w*|goodbye|better off|shoot\w*|join\w*|loaded|drunk"
    r"|drinking|locked|depress\w*|load(?:ing|s)|crying|cant live|without (?:me|her|him|us)|stop (?:him|her|them|me)"
    r"|(?:took|takes|grabbed|holding|carries|with|wav\w*|point\w*|swing\w*) (?:a|the|his|her|their)|morir\w*"
    r"|matar\w*)\b"
)
"""What makes a weapon more than one that is kept in the house."""
GONE = re.compile(
    r"\b(?:(?:hasnt|has not|havent|didnt|did not|never|wont|not) (?:\w+ )?(?:come|came|been|get|got|return\w*"
    r"|make it) (?:back )?home|(?:hasnt|has not|didnt|never) (?:come|came) back|(?:is|has been|been|went|gone|shes"
    r"|hes|theyre) missing|(?:ran|took|walked|stormed|wandered) (?:away|off|out)|(?:havent|have not) seen (?:him|her"
    r"|them|my \w+)|voicemail|no sign of|dementia|alzheimers|wandered (?:away|off|out|from)|(?:nobody|no one|no ?body"
    r"|we|i)(?: \w+){0,2} (?:heard from|seen|find"
    r"|reach|located?) (?:him|her|them)|(?:dont|do not) know where (?:he|she|they)|no ha (?:vuelto|regresado|llegado)"
    r"|desaparecid[oa]|desaparecio)\b"
)
LEFT = re.compile(
    r"\b(?:alone|by (?:him|her|them)sel\w+|unattended|unsupervised|neglect\w*|leaves?|leaving|left|hungry|starving"
    r"|dirty|diapers?|not (?:fed|eating)|no food|crying|outside|home all|passed out|passes out|strung out|sol[oa]s?"
    r"|descuidad[oa]s?|asleep|nodd\w+|out cold|high|bath(?:tub)?|tub|pool|nobody|no one|pajamas)\b"
)
VIOLENCE = re.compile(
    r"\b(?:hit|hits|hitting|beat\w*|slap\w*|punch\w*|kick\w*|chok\w*|strangl\w*|shov\w*|push\w*|grab\w*|throw\w*"
    r"|threw|bruis\w*|rap\w+|touch\w*|molest\w*|abus\w*|assault\w*|threat\w*|kill\w*|gun|knife|weapon|stalk\w*|pega"
    r"|pego|golpe\w*|amenaz\w*)\b"
)
OF_OTHERS = re.compile(
    r"\b(?:neighbou?rs?|next doors?|across the \w+|upstairs|(?:her|his|their|those) (?:little )?(?:kids|children|baby"
    r"|ones)"
    r"|vecin[oa]s?)\b"
)
NO_VIOLENCE = re.compile(
    r"\b(?:(?:hasnt|has not|never|didnt|did not|doesnt|does not|isnt|havent)(?: \w+){0,2}"
    r" (?:hit|hurt|touched|beat\w*|violent|physical|a hand|hands?)|not (?:hit|violent|physical)"
    r"|nunca me ha (?:pegado|tocado))\b"
)
FEAR = re.compile(
    r"\b(?:scared|afraid|fear\w*|frighten\w*|terrified|nervous|uneasy|eggshells|(?:not|dont|doesnt"
    r"|isnt)(?: \w+){0,2} safe|unsafe|miedo)\b"
)
TEENS = (
    r"(?:[7-9]|1[0-7]|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete)"
)
YOUNG = re.compile(
    rf"\b(?:im|i am|tengo) (?:only |just |solo |like )?{TEENS}\b(?! (?:am|pm|weeks?|months?|days?|hours?|min\w*"
    rf"|miles|years (?:sober|clean)"
    r"|sober|clean|semanas|meses|dias|horas))|\b(?:im|i am) in (?:middle|junior|elementary|high) ?school|\b(?:im"
    r"|i am) (?:in )?(?:the )?\w+ grade|\b\w+ grader|\b(?:step ?dad|step ?father|moms (?:boyfriend|husband)"
    r"|padrastro)(?: \w+){0,3} (?:touch\w*|(?:hits|beats|whips|kicks) (?:me|us)|my (?:room|bed)|toca\w*)"
)
SMALL = re.compile(
    r"\b(?:baby|babys|babies|infant|newborn|toddlers?|bebe|little (?:one|boy|girl)|preschooler|(?:[1-6]|one|two|to"
    r"|three|four|for|five|six|\d+ months?|\d+ mo) ?(?:yo|years? old|yr old|year old|old|anos)|(?:is|shes"
    r"|hes) (?:only )?[1-6])\b"
)
SWALLOWED = re.compile(
    r"\b(?:ate|eaten|eating|swallow\w*|drank|chew\w*|lick\w*|got into|gotten into|got (?:a ?)?hold of|found"
    r"|in (?:his|her|their) mouth|comio|trago|tomo)\b"
)
UNFIT = re.compile(
    r"\b(?:edibles?|gumm(?:y|ies)|weed|vape|juice|nicotine|cleaner|bleach|detergent|pods?|poison|battery|magnets?)\b"
)
ABOUT_TO_USE = re.compile(
    r"\b(?:about to|gonna|going to|finna|bout to|fixing to|ready to|want to|need to|wanna)(?: \w+){0,2} (?:use"
    r"|relapse|shoot up|get high|slam|smoke (?:meth|crack|fent\w*)|fix|drink)\b|\b(?:(?:feel|thinking|tempted"
    r"|close)(?: \w+){0,2} using|(?:in|on) (?:my|front of) (?:hand|me|pocket|lap)|dealers?|plugs?|on the (?:table"
    r"|nightstand)|right here|picked up|loaded up|need a (?:fix|hit)"
    r"|do (?:a|another) (?:shot|bag|hit)"
    r"|(?:us(?:e|ing)|shoot\w*|slam\w*|blast|doing a \w+)(?: \w+){0,4} (?:alone|by myself|tonight)|alone(?: \w+){0,4}"
    r" (?:using|use)|no (?:narcan|naloxone)|(?:bought|scored|buy|buying|cop|score)(?: \w+){0,6} (?:some|something"
    r"|street"
    r"|corner|plug|tonight|today)|usar sol[oa]|comprar en la calle"
    r"|urge|crav\w*|(?:got|have|holding|bought|the|a)(?: \w+){0,2} (?:bag|needle|rig|syringe|jeringa|pipe|foil|dope"
    r"|baggie|stuff))\b"
)
TAKEN = re.compile(
    r"\b(?:took|taken|swallow\w*|overdos\w*|od|oded|shot up|used (?:too|a lot)|drank|too (?:much|many)|snorted"
    r"|nod\w*)\b"
)
FALL = re.compile(
    r"\b(?:fell(?! asleep)|fallen|falls|trip\w*|hit (?:his|her|their|the) head|banged (?:his|her|their) head|stairs"
    r"|slipped|se cayo|golpe\w*)\b"
)
STIMULANT = re.compile(
    r"\b(?:meth|crystal|ice|tweak\w*|speed|coke|cocaine|crack|adderall|amphetamines?|molly|bath salts|spice|cristal"
    r"|cocaina|(?:up|awake|slept|sleep)(?: \w+){0,3} (?:days|nights))\b"
)
UNREAL = re.compile(
    r"\b(?:people|someone|somebody|they|theyre|voices?|shadows?|cops|men|things|agents?|fbi|cia|government|cameras?"
    r"|bugs|helicopters?|gente"
    r"|voces)\b"
)
_YES = r"^(?:(?:yes|yeah|yep|yea|well|because|and|so|but|ok|actually|si|porque|pues|sometimes) )*"
_TOO = r"(?: (?:too|now|right now|daily|every (?:day|night)|a lot|all the time|though|honestly|ahora))*$"
OWNS = re.compile(
    rf"{_YES}(?:(?:ive|i do have|i have|i get|i feel) (?:them|those|that|it|this|some)"
    r"|i do(?: feel)?(?: (?:that|this|like that))?(?: way)?|im(?: one)?|i feel (?:that|this|like that)(?: way)?"
    rf"|(?:yo )?(?:los|las) tengo(?: yo)?|yo (?:si|tambien)){_TOO}"
)
"""Says of oneself what was asked about: "yes, I have them"."""
IS_ME = re.compile(
    rf"{_YES}(?:(?:its|thats|that is|it is) )?(?:(?:im )?asking for |about |for |the one )?(?:me|myself|soy yo"
    rf"|es para mi){_TOO}"
)
"""Says so by a bare "me", which may answer another question, too."""
POISON = re.compile(
    r"\b(?:bleach|ammonia|drano|windex|clorox|lysol|cleaners?|cleaning \w+|lye|detergent|disinfectant|sanitizer"
    r"|antifreeze|rubbing alcohol|peroxide|paint thinner|gasoline|lighter fluid|poison|mouthwash|perfume|cloro|lejia"
    r"|desinfectante|veneno)\b"
)
ASSAULTED = re.compile(
    r"\b(?:rap(?:ed?|es|ing)|roofi\w+|drugged|spiked|in my drink|sexual\w*|advantage of me|on top of me|sex with me"
    r"|inside (?:of )?me|woke up (?:naked|undressed)|without (?:my|any) (?:pants|clothes|underwear|jeans)"
    r"|(?:pants|clothes|underwear|jeans) (?:was |were )?(?:off|gone|down)|viol(?:o|aron|ada|ado)|drogaron|abusaron"
    r"|sin ropa)\b"
)
PARTNER = re.compile(
    r"\b(?:husband|wife|partner|ex|pimp|dealer|trafficked|esposo|marido|novio|pareja|(?:my|his|her) (?:boy"
    r"|girl)friend)\b"
)
BIRTH = re.compile(
    r"\b(?:birth|postpartum|newborn|infant|c section|delivery|delivered|had (?:a|her|him|my|our|the) (?:baby|twins|son"
    r"|daughter)|baby|babys|twins|(?:weeks?|months?|days?) old|born|dio a luz|parto|bebe)\b"
)
BELIEF = re.compile(
    r"\b(?:voices?|hear(?:s|ing)? (?:somebody|someone|it|a|that)|whisper\w*|telling me|tells me|devil|demon|satan\w*"
    r"|evil|possessed|impostor|antichrist|replaced|switched|swapped|god (?:tells?|wants?|says?|told)|(?:not|isnt|arent)"
    r" (?:\w+ )?(?:real|mine|hers|my (?:real )?(?:baby|child))|diablo|demonio|voz|voces|oigo|no es (?:mio|mia"
    r"|suy[oa]))\b"
)
THOUGHTS = re.compile(
    r"\b(?:thoughts?|urges?|impulses?|think\w*|images?|pictur\w+|see (?:myself|me)|imagin\w+|what if|pienso"
    r"|pensamientos)\b"
)
UNWANTED = re.compile(
    r"\b(?:intrusive|would never|never (?:would|do|hurt)|(?:dont|do not) want (?:to|them|it|these)|scares? me|terrif\w+"
    r"|disgust\w*|horr\w+|hate (?:it|them|these|that|myself)|makes? me (?:sick|cry)|i love|nunca lo haria|miedo)\b"
)
THREATENS = re.compile(
    r"\b(?:burn|kill|stab|shoot|beat|hurt|destroy|quema\w*|mata\w*)\b(?: \w+){0,5} (?:me|us|conmigo)\b"
)
ABUSER = re.compile(
    r"\b(?:(?:dad|father|step ?dad|step ?father|stepmom|uncle|grandpa|grandfather|moms (?:boyfriend|husband)|brother"
    r"|padrastro|papa|tio|abuelo|he|him)\b.*\b(?:touch\w*|molest\w*|rap(?:es?|ed)|lays? (?:a )?hands?|his hands|comes?"
    r" in|tocar|toca)|what he does to (?:me|us|my \w+))\b"
)
ATTEMPTED = re.compile(
    r"\b(?:attempt\w*|tried to (?:kill|die|end|hang|take|commit)|survived|to die|(?:shot|shooting|hang\w*|hung)"
    r" (?:him|her)self|intento)\b"
)
IN_CARE = re.compile(
    r"\b(?:icu|intensive care|ventilator|surgery|(?:in|at|from|into|to) (?:the )?(?:hospital|er|psych\w*|ward)|stable"
    r"|(?:home|back|released|discharged) (?:now )?(?:after|since|from)|terapia intensiva|hospitalizad[oa])\b"
)
REFUSES = re.compile(r"\b(?:refus\w*|wont|will not|doesnt want|dont want)\b")
JUST_DONE = re.compile(
    r"\b(?:(?<!to )(?<!gonna )(?<!wanna )(?<!will )(?<!ll )(?<!might )(?<!could )(?:cut|slit|slashed|opened|sliced)"
    r" (?:open )?(?:my|both|both my) (?:wrists?|veins?|throat)|(?:ran|had|left"
    r"|sat|turned|started|was)(?: \w+){0,6} (?:garage|exhaust|engine|gas|fumes)|(?:hung|hanged) myself|tried to (?:hang"
    r"|drown|suffocate|choke) myself|rope (?:broke|snapped|slipped)|stepped off|so much blood|bleeding|threw up the"
    r" pills|corte las venas|trate de ahorcarme|sangr\w+)\b"
)
BLEEDS = re.compile(
    r"\b(?:(?:wont|doesnt|not|cant|isnt|keeps?)(?: \w+){0,2} bleed\w*|bleed\w* (?:a lot|bad\w*|through|everywhere"
    r"|so (?:much|bad))|(?:so much|lots? of|a lot of) blood|(?:too|so|really|its) deep|(?:cut|slit) my wrists?"
    r"|no deja de sangrar|sangra mucho)\b"
)
CAR = re.compile(r"\b(?:car|truck|van|suv|carro|camioneta)\b")
LEFT_IN_CAR = re.compile(
    r"\b(?:locked|left|leave|leaving|alone|wait\w*|hot|heat|degrees|sun|windows?|keys|sits?|parked|encerrad\w*|deje"
    r"|esperan?|calor)\b"
)
UNDER_WATER = re.compile(
    r"\b(?:under (?:the )?water|(?:went|slid|slipped) under|face down in|face was in|drown\w*|pool water|hundio"
    r"|ahog\w+ en)\b"
)
WATERS = re.compile(r"\b(?:tub|bathtub|bath|pool|lake|tina|alberca|piscina|water)\b")
MOUTHED = re.compile(r"\b(?:he|she|they) (?:\w+ )?(?:ate|chewed) (?:one|some|it)\b|\bin (?:his|her|their) mouth\b")
"""Hardly said of a grown-up."""
CHILD_HAS = re.compile(
    r"\b(?:kids?|son|daughter|child|children|boy|girl|baby|toddler|nephew|niece|stepson|year old|he|she|they|nino|nina"
    r"|hijo|hija) (?:\w+ ){0,2}?(?:found|ate|chewed|licked|got (?:into|hold|ahold)|put|comio|agarro|encontro)\b"
)
