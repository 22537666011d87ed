"""The rules and the domain as they are served against Rasa's own, with the trained model: the same predictions.

Imports TensorFlow, as the conversations do.
"""

import random
from typing import Any, Iterator, List, Tuple

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from iop.dialogue.model import ServedDomain, ServedModel
from iop.dialogue.rules import ServedRules
from tests.conftest import ROOT

Policies = Tuple[RulePolicy, ServedRules, Domain]


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Policies:
    archive = max((ROOT / "models").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    storage, metadata = ServedModel.from_model_archive(tmp_path_factory.mktemp("model"), archive)
    nodes = metadata.predict_schema.nodes
    node = next(node for node in nodes.values() if node.uses is ServedRules)
    rest = (storage, Resource(node.resource.name), ExecutionContext(metadata.predict_schema, "m", node_name="rules"))
    config = {**RulePolicy.get_default_config(), **node.config}
    return RulePolicy.load(config, *rest), ServedRules.load(config, *rest), metadata.domain


def dialogue(domain: Domain, chance: random.Random) -> Iterator[List[Event]]:
    """A conversation that grows by what Rasa logs when actions are predicted, and by what breaks into it."""
    told: List[Event] = [ActionExecuted("action_listen")]
    actions = [name for name in domain.action_names_or_texts if name not in ("action_restart", "action_back")]
    loops: List[Any] = [*domain.form_names, None]
    for number in range(25):
        intent = {"name": chance.choice(sorted(domain.intents)), "confidence": 1.0}
        told = [*told, UserUttered(f"message {number}", intent)]
        yield told
        for _ in range(chance.randint(0, 2)):
            told = [*told, DefinePrevUserUtteredFeaturization(False), ActionExecuted(chance.choice(actions))]
            if chance.random() < 0.3:
                told = [*told, ActiveLoop(chance.choice(loops))]
            if chance.random() < 0.2:
                told = [*told, ActionExecutionRejected(chance.choice(actions))]
            if chance.random() < 0.3:
                told = [*told, SlotSet(chance.choice(domain.slots).name, chance.choice([None, 1, ["a"]]))]
            if chance.random() < 0.1:
                told = [*told, FollowupAction(chance.choice(actions))]
            yield told
        told = [*told, ActionExecuted("action_listen")]


@pytest.mark.parametrize("seed", range(6))
def test_every_prediction_is_the_one_of_rasas_policy(policies: Policies, seed: int) -> None:
    stock, served, domain = policies
    count = 0
    for told in dialogue(domain, random.Random(seed)):
        tracker = DialogueStateTracker.from_events("a", told, domain.slots)
        theirs = stock.predict_action_probabilities(tracker, domain)
        ours = served.predict_action_probabilities(tracker, domain)
        assert ours == theirs
        assert list(ours.events) == list(theirs.events)
        count += ours.max_confidence > 0
    assert count > 5


def test_no_more_states_are_computed_than_the_longest_rule_has(
    policies: Policies, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, served, domain = policies
    computed: List[Any] = []
    real = Domain.get_active_state

    def counted(*arguments: Any, **named: Any) -> Any:
        computed.append(1)
        return real(*arguments, **named)

    monkeypatch.setattr(Domain, "get_active_state", counted)
    told = list(dialogue(domain, random.Random(1)))[-1]
    served.predict_action_probabilities(DialogueStateTracker.from_events("a", told, domain.slots), domain)
    assert 0 < len(computed) <= 2 * served._longest <= 12


def test_the_domain_that_is_served_is_the_one_that_was_trained(tmp_path: Any) -> None:
    archive = max((ROOT / "models").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    storage, metadata = ServedModel.from_model_archive(tmp_path, archive)
    node = next(node for node in metadata.predict_schema.nodes.values() if node.uses is ServedDomain)
    rest = (storage, Resource(node.resource.name), ExecutionContext(metadata.predict_schema, "m"))
    ours = ServedDomain.load(node.config, *rest).provide_inference()
    theirs = DomainProvider.load({}, *rest).provide_inference()
    assert ours.as_dict() == theirs.as_dict()
    assert ours.fingerprint() == theirs.fingerprint()
    assert ours.action_names_or_texts == theirs.action_names_or_texts
