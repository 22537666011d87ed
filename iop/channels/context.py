"""What a conversation was about a moment ago, so that "and on weekends?" can be understood."""

from typing import Dict, List

from iop.channels.latest import Latest
from iop.channels.replies import Turn

Context = Dict[str, List[str]]


class Contexts:
    """The latest answers and offers of each conversation, in memory.

    Forgetting is harmless: a follow-up is then understood as a question of its own.
    """

    def __init__(self) -> None:
        self._latest: Latest[Context] = Latest()

    def of(self, conversation_id: str) -> Context:
        """Returns the ids of the entries that were `asked` (answered) and `offered` last."""
        return self._latest.get(conversation_id, {"asked": [], "offered": []})

    def drop_offers(self, conversation_id: str) -> None:
        """Takes back what was offered: after the crisis texts, "ok" picks nothing."""
        if conversation_id in self._latest:
            self._latest[conversation_id]["offered"] = []

    def remember(self, conversation_id: str, turn: Turn) -> None:
        """Notes what a turn answered or offered.

        Small talk in between does not change the subject. A question that nobody has answered does: "how do I get one"
        after it is not about the answer before.
        """
        asked = turn.merged("faq_ids") if turn.outcome == "answer" else []
        before = self.of(conversation_id)["asked"] if turn.outcome != "fallback" else []
        self._latest[conversation_id] = {"asked": asked or before, "offered": turn.merged("offered")}
