"""What a conversation was about a moment ago, so that "and on weekends?" can be understood."""

from collections import OrderedDict
from typing import Dict, List

from iop.channels.replies import Turn

REMEMBERED = 10_000
"""Conversations; the one that was silent longest is forgotten first. Forgetting is harmless: a follow-up
is then understood as a question of its own."""

Context = Dict[str, List[str]]


class Dangers:
    """The conversations that spoke of danger, in memory: a refused message is not stored, a new one not yet."""

    def __init__(self) -> None:
        self._conversations: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, conversation_id: str) -> bool:
        return conversation_id in self._conversations

    def remember(self, conversation_id: str) -> None:
        """Notes a conversation."""
        self._conversations[conversation_id] = None
        self._conversations.move_to_end(conversation_id)
        while len(self._conversations) > REMEMBERED:
            self._conversations.popitem(last=False)


class Contexts:
    """The latest answers and offers of each conversation, in memory."""

    def __init__(self) -> None:
        self._latest: OrderedDict[str, Context] = OrderedDict()

    def of(self, conversation_id: str) -> Context:
        """Returns the ids of the entries that were `asked` (answered) and `offered` last."""
        return self._latest.get(conversation_id, {"asked": [], "offered": []})

    def drop_offers(self, conversation_id: str) -> None:
        """Takes back what was offered: after the crisis texts, "ok" picks nothing."""
        if conversation_id in self._latest:
            self._latest[conversation_id] = {**self._latest[conversation_id], "offered": []}

    def remember(self, conversation_id: str, turn: Turn) -> None:
        """Notes what a turn answered or offered.

        Small talk in between does not change the subject. A question that nobody has answered does: "how do I get one"
        after it is not about the answer before.
        """
        asked = turn.merged("faq_ids") if turn.outcome == "answer" else []
        before = self.of(conversation_id)["asked"] if turn.outcome != "fallback" else []
        self._latest[conversation_id] = {"asked": asked or before, "offered": turn.merged("offered")}
        self._latest.move_to_end(conversation_id)
        while len(self._latest) > REMEMBERED:
            self._latest.popitem(last=False)
