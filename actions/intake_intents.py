"""What a message may be while details are taken, besides an answer to our question."""

import re

from actions.message import ASKING

LINES = frozenset(
    """how_are_you bot_challenge ask_capabilities insult medical_advice ask_diagnosis ask_patient_status ask_jobs
    ask_vendor ask_media ask_billing_desk ask_records_desk prompt_injection cheat_or_illegal request_person
    other_language general_knowledge_drugs_mental_health everyday_requests""".split()
)
"""Intents that are answered with their own line before the open question is asked again."""
TALK = frozenset("greet thank compliment chitchat request_callback repeat ask_if_sent".split())
"""Intents after which the open question is just asked again."""
TELL_NAME = "tell_name"
UNLIKE = frozenset(("nlu_fallback", "gibberish"))
"""What is not clearly like anything that is known: an unusual name, for one."""
GOODBYE = "goodbye"
LEAVES = frozenset(("nevermind", GOODBYE, "cancel_call"))
"""Intents that leave the form."""
FOREIGN = frozenset(("spanish_message", "other_language"))
"""What a Spanish message is taken for: short ones look like other languages, too."""
AGAIN = re.compile(
    r"^(?:please )?(?:try (?:it |that )?again|again|retry|send it again"
    r"|otra vez|de nuevo|int[eé]nt[ea]\w*(?: otra vez| de nuevo)?)\W*$",
    re.IGNORECASE,
)
"""Asks for another attempt to send the details."""
_LEAD_IN = (
    r"(?:(?:wait|hold on|hang on|one sec|hm+|um+|uh+|oh|ok|okay|but|and|so|well|hey|hi|sorry|actually|first|also"
    r"|before that|(?:(?:one|a|quick|another) )+question|question|espere|pero|y|oiga)\b\W*)*"
)
ASKS = re.compile(rf"\?|^\W*{_LEAD_IN}(?:{ASKING})\b", re.IGNORECASE)
WHEN_THEY_CALL = re.compile(
    rf"^\W*{_LEAD_IN}(?:(?:at )?what (?:time|day)|when)\b"
    r"(?: (?:would|will|do|does|is|are|can|should)(?: (?:that|it|this|the call|they|you|u|someone|somebody|i))?"
    r"(?: (?:be|call|calling|going to call|gonna call|ring|reach out|expect (?:it|that|a call)))?(?: me)?)?\W*$"
    r"|^\W*(?:y )?(?:a qu[eé] hora|cu[aá]ndo)(?: (?:ser[ií]a|va a ser|(?:me )?(?:van a )?llama(?:n|r|r[ií]an)))?\W*$",
    re.IGNORECASE,
)
"""Asks for the time of the call, where the form asks for it: "ok what time would that be"."""
WHAT_THEY_SAY = re.compile(
    r"\b(?:what|how)(?:'?ll| will| would| do| are)? (?:you|u|they|someone)(?:'?re|'?ll)?(?: (?:going to|gonna|will"
    r"|would))?"
    r" (?:tell (?:him|her|them|my)\b|(?:say|tell|introduce)\b.*\b(?:answers?|picks? up|hears?|else|to (?:him|her"
    r"|them|my))\b)"
    r"|\bqu[eé] (?:le )?(?:van a decir|dicen|dir[ií]an|dir[aá]n)\b.*\bcontesta\b",
    re.IGNORECASE,
)
"""Asks what is said to whoever picks up."""
CALLS = re.compile(r"\b(?:call|reach|text|ring|phone me|contact me|llam\w+)\b", re.IGNORECASE)
