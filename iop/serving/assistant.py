"""Brings up Rasa: the agent with our endpoints, and the input channels of `credentials.yml`."""

from contextlib import suppress
from pathlib import Path
from typing import Any, List, Optional

from rasa.core.channels.channel import InputChannel
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_config_file

from iop.settings import ROOT, settings


def input_channels() -> List[InputChannel]:
    """Makes the channels named in `credentials.yml`."""
    credentials = read_config_file(ROOT / "credentials.yml") or {}
    return [_channel(name).from_credentials(values or {}) for name, values in credentials.items()]


def _channel(name: str) -> Any:
    """Returns a channel's class: Rasa's own have a short name, all others are named with their module."""
    if "." in name:
        return class_from_module_path(name)
    from rasa.core.channels import BUILTIN_CHANNELS  # imports the clients of all providers

    return BUILTIN_CHANNELS[name]


def load_assistant(model: Path, beside: Optional[Any] = None) -> Any:
    """Loads a model with the endpoints of `endpoints.yml`; the actions run in this process unless it says otherwise.

    Args:
        model: An archive, or a folder of which the newest archive is taken.
        beside: The agent that is serving meanwhile, if any. The two share the locks of conversations, where actions
            run, and through the database the conversations; a tracker store is each one's own, because it has the
            domain of the model.

    Returns:
        Rasa's agent; `is_ready()` is false where there is no usable model.
    """
    from rasa.core.lock_store import LockStore
    from rasa.core.tracker_store import TrackerStore
    from rasa.core.utils import AvailableEndpoints
    from rasa.exceptions import ModelNotFound

    from iop.dialogue.actions import endpoint_of
    from iop.dialogue.agent import Assistant

    endpoints = AvailableEndpoints.read_endpoints(str(settings().endpoints))
    agent = Assistant(
        generator=endpoints.nlg,
        tracker_store=TrackerStore.create(endpoints.tracker_store),
        lock_store=beside.lock_store if beside else LockStore.create(endpoints.lock_store),
        action_endpoint=beside.action_endpoint if beside else endpoint_of(endpoints.action),
    )
    with suppress(ModelNotFound):
        agent.load_model(str(model))
    return agent


def load_without_server(model: Path) -> Any:
    """Loads a model with actions in this process and conversations in memory.

    Args:
        model: An archive, or a folder of which the newest archive is taken.
    """
    from rasa.core.utils import AvailableEndpoints

    from iop.dialogue.actions import OwnActions
    from iop.dialogue.agent import Assistant

    endpoints = AvailableEndpoints.read_endpoints(str(settings().endpoints))
    agent = Assistant(action_endpoint=OwnActions(), generator=endpoints.nlg)
    agent.load_model(str(model))
    return agent
