"""Rasa's RulePolicy as it serves: the same predictions, from the end of the conversation that rules look at."""

import json
from functools import cached_property
from typing import Any, Dict, Iterator, List, Mapping, Optional, Set, Tuple

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

STOCK_RULES = f"{RulePolicy.__module__}.{RulePolicy.__name__}"
SERVED_RULES = f"{__name__}.ServedRules"
KNOWN_STATES = 4096
"""States of conversations of which it is remembered which rules fit them. There are some hundred."""


class Latest(DialogueStateTracker):
    """A conversation of which the latest states are looked at; all that happened before is in them."""

    count: int

    @classmethod
    def of(cls, tracker: DialogueStateTracker, count: int) -> "Latest":
        """Returns the conversation with so many states."""
        latest = cls.__new__(cls)
        latest.__dict__.update(tracker.__dict__, count=count)
        return latest

    def generate_all_prior_trackers(self) -> Iterator[Tuple[DialogueStateTracker, bool]]:
        """Returns the conversation before each of the latest actions, and now."""
        told = self.applied_events()
        actions = [place for place, event in enumerate(told) if isinstance(event, ActionExecuted)]
        first = len(actions) - self.count + 1
        begin = len(told) if self.count == 1 else actions[first] if first > 0 else 0
        now = self.init_copy()
        for place, event in enumerate(told):
            if place >= begin and isinstance(event, ActionExecuted):
                yield now, event.hide_rule_turn
            now.update(event)
        yield now, False


class ServedRules(RulePolicy):
    """Predicts what `RulePolicy` predicts.

    Rasa computes every state of the conversation, and looks for rules about the text of a message even where there are
    none. A rule looks back no further than its own length, so earlier states cannot change the prediction.
    """

    def _prediction_states(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool = False,
        rule_only_data: Optional[Mapping[str, Any]] = None,
    ) -> Any:
        latest = Latest.of(tracker, self._longest)
        return super()._prediction_states(latest, domain, use_text_for_last_user_input, rule_only_data)

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> Tuple[Optional[str], Optional[str], bool]:
        if use_text_for_last_user_input and not self._may_be_about_text:
            return None, None, False
        found: Tuple[Optional[str], Optional[str], bool] = super()._find_action_from_rules(
            tracker, domain, use_text_for_last_user_input
        )
        return found

    def _get_possible_keys(self, lookup: Dict[str, str], states: List[Any]) -> Set[str]:
        asked = (id(lookup), json.dumps(states, sort_keys=True))
        if asked not in self._fitting:
            if len(self._fitting) >= KNOWN_STATES:
                self._fitting.clear()
            self._fitting[asked] = super()._get_possible_keys(lookup, states)
        return self._fitting[asked]

    @cached_property
    def _fitting(self) -> Dict[Tuple[int, str], Set[str]]:
        """The keys of the rules that fit states."""
        return {}

    @cached_property
    def _longest(self) -> int:
        """How many states the longest rule has."""
        return max((len(states) for states in self._rules()), default=1)

    @cached_property
    def _may_be_about_text(self) -> bool:
        """Whether a rule could match a message of which the text is known, but no intent."""
        return any(
            states[-1].get(PREVIOUS_ACTION, {}).get(ACTION_NAME, ACTION_LISTEN_NAME) == ACTION_LISTEN_NAME
            and INTENT not in states[-1].get(USER, {})
            for states in self._rules()
            if states
        )

    def _rules(self) -> List[List[Any]]:
        keys = [*self.lookup.get(RULES, {}), *self.lookup.get(RULES_FOR_LOOP_UNHAPPY_PATH, {})]
        return [json.loads(key) for key in keys]


ServedRules.__name__ = RulePolicy.__name__
"""Predictions carry the policy's name into the conversation, where Rasa compares it."""
