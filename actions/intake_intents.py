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
ASKS = re.compile(rf"\?|^\W*(?:{ASKING})\b", re.IGNORECASE)
CALLS = re.compile(r"\b(?:call|reach|text|ring|phone me|contact me|llam\w+)\b", re.IGNORECASE)
