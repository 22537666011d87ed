"""Staff write to somebody who allowed it. What the person answers, the assistant answers."""

from typing import Any, Mapping

from sqlalchemy.engine import Engine

from iop.channels.sms import consent, outbox, people
from iop.channels.sms.people import People
from iop.channels.sms.text import plain
from iop.channels.sms.texts import say
from iop.errors import IopError
from iop.knowledge.entries import TEXT_CHARACTERS
from iop.storage.encryption import Cipher


def text_lead(engine: Engine, cipher: Cipher, provider: str, fields: Mapping[str, Any], text: str) -> None:
    """Puts a message into the outbox; it goes at once, or when the person's day begins.

    Args:
        engine: The database.
        cipher: Encrypts it.
        provider: Carries it.
        fields: The inquiry's, as in `LeadFields`.
        text: What staff wrote.

    Raises:
        IopError: if the person did not allow it, cannot be texted, or the text is too long.
    """
    number = fields.get("phone")
    if not number or not fields.get("may_text"):
        raise IopError("They did not allow text messages. Call or e-mail them instead.")
    text = plain(text).strip()
    if not 0 < len(text) <= TEXT_CHARACTERS:
        raise IopError(f"Write 1 to {TEXT_CHARACTERS} characters; these are {len(text)}.")
    everybody = People(engine, cipher)
    why_not = everybody.texting(number)
    if why_not:
        raise IopError(f"They cannot be texted ({why_not}). Call or e-mail them instead.")
    with engine.begin() as connection:
        conversation_id = everybody.conversation(connection, number, provider, consent.ALLOWED)
        texts = [text]
        if not people.is_introduced(connection, conversation_id):
            texts = [say("introduction", "es" if fields.get("language") == "Spanish" else "en"), text]
            people.introduce(connection, conversation_id)
        outbox.add(connection, cipher, conversation_id, outbox.BEGUN, texts)
