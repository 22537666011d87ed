"""Has the dialogue take every message once, also where its reply could not be kept and the message comes again."""

from typing import Any, Awaitable, Callable, Dict, List, Optional

from rasa.core.channels.channel import UserMessage

from iop.storage.encryption import Cipher
from iop.storage.engine import STORAGE, database
from iop.storage.turns import heard, latest_turns, said

Handler = Callable[[UserMessage], Awaitable[Any]]

AGAIN = "again"
"""Metadata key of a message that came before; never stored."""
LOOKED_AT = 3
"""Latest turns among which it may be: messages about danger are taken beside the others."""


class Once:
    """A message handler that takes what the dialogue said to a message from the conversation's log, if it is there.

    Without it a "no" whose reply was lost would be heard as two.

    Args:
        handler: Rasa's message handler (`on_new_message`).
        cipher: Opens the log.
    """

    def __init__(self, handler: Handler, cipher: Cipher) -> None:
        self._handler = handler
        self._cipher = cipher

    async def __call__(self, message: UserMessage) -> None:
        """Answers a message into its output channel.

        Raises:
            Exception: whatever the handler raises, or the database.
        """
        spoken = await STORAGE.run(self._spoken, message) if message.metadata.pop(AGAIN, False) else None
        if spoken is None:
            await self._handler(message)
            return
        for one in spoken:
            await message.output_channel.send_response(message.sender_id, one)

    def _spoken(self, message: UserMessage) -> Optional[List[Dict[str, Any]]]:
        turns = latest_turns(database(), self._cipher, message.sender_id, LOOKED_AT)
        return next((said(turn) for turn in turns if heard(turn, message.message_id) == message.text), None)
