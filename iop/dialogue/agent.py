"""Rasa's agent, with the form of what actions answer read once instead of at every message.

`rasa.core` checks each answer against a schema, and before it the schema itself against the schema of schemas; every
event is compared with the forms of all events. Together that takes longer than the rest of the dialogue. Answers are
still checked, each of them.
"""

import tarfile
from functools import cached_property
from pathlib import Path
from typing import Any, Coroutine, Dict, Optional, Tuple, Union

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelMetadata
from rasa.exceptions import ModelNotFound
from rasa.model import get_latest_model
from rasa.shared.core.constants import ACTION_VALIDATE_SLOT_MAPPINGS
from rasa.shared.core.slot_mappings import SlotMappingType
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from iop.beside import Beside
from iop.dialogue.model import ServedModel, StraightRunner


def _reader(schema: Dict[str, Any]) -> Any:
    return validator_for(schema)(schema)


_SCHEMA = RemoteAction.action_response_format_spec()
_EVENT = _SCHEMA["properties"]["events"]["items"]
_FORM = _reader(_SCHEMA)
_ANSWER = _reader({**_SCHEMA, "properties": {**_SCHEMA["properties"], "events": {"type": "array"}}})
_ANY_EVENT = _reader({name: part for name, part in _EVENT.items() if name != "oneOf"})
_EVENTS = {form["properties"]["event"]["const"]: _reader(form) for form in _EVENT["oneOf"]}
"""The form of each kind of event. They differ in `const`, so that an event can fit the one of its name only."""


READING = Beside("reading")


class CheckedAction(RemoteAction):
    """An action of this project, wherever it runs."""

    def _validate_action_result(self, result: Dict[str, Any]) -> bool:
        """Checks the answer of an action.

        Raises:
            ValidationError: if it is not in the form that Rasa documents.
        """
        if not _fits(result):
            error = best_match(_FORM.iter_errors(result))
            if error is not None:
                raise error
        return True


def _fits(result: Dict[str, Any]) -> bool:
    """Whether an answer has Rasa's form, found without trying every kind of event for every event."""
    return _ANSWER.is_valid(result) and all(
        _ANY_EVENT.is_valid(event) and event["event"] in _EVENTS and _EVENTS[event["event"]].is_valid(event)
        for event in result.get("events", [])
    )


def _finish(computing: Coroutine[Any, Any, Any]) -> Any:
    """Returns the result of a coroutine that only computes, and waits for nothing.

    Raises:
        RuntimeError: if it waits for something.
    """
    try:
        computing.send(None)
    except StopIteration as done:
        return done.value
    raise RuntimeError("parse_message awaited something; it must only compute")


class Processor(MessageProcessor):
    """Rasa's processor with `CheckedAction` in the place of `RemoteAction`; forms and Rasa's own actions stay.

    It loads and runs the model as `iop.dialogue.model` says.
    """

    @staticmethod
    def _load_model(model_path: Union[str, Path]) -> Tuple[str, ModelMetadata, GraphRunner]:
        archive = str(model_path) if Path(model_path).is_file() else get_latest_model(model_path)
        if not archive:
            raise ModelNotFound(f"No model found at path '{model_path}'.")
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            try:
                metadata, runner = load_predict_graph_runner(Path(folder), Path(archive), ServedModel, StraightRunner)
            except tarfile.ReadError as error:
                raise ModelNotFound(f"Model {archive} can not be loaded.") from error
        return Path(archive).name, metadata, runner

    async def parse_message(self, message: Any, tracker: Any = None, only_output_properties: bool = True) -> Any:
        """Reads a message, beside the event loop: encoder, matrices and spaCy compute, and two cores can."""
        parsing = super().parse_message(message, tracker, only_output_properties)
        return await (parsing if self.http_interpreter else READING.run(_finish, parsing))

    async def run_action_extract_slots(self, output_channel: Any, tracker: Any) -> Any:
        """Fills slots from the message where the domain says how; else Rasa looks through all slots for nothing."""
        return await super().run_action_extract_slots(output_channel, tracker) if self._fills_slots else tracker

    def _check_for_unseen_features(self, parse_data: Dict[str, Any]) -> None:
        """Leaves out Rasa's warning of what the domain lacks, which our logs would not show either."""

    @cached_property
    def _fills_slots(self) -> bool:
        """Whether a slot is filled otherwise than by our own actions, or a filled one is to be checked."""
        ours = {"type": SlotMappingType.CUSTOM.value}
        mappings = [mapping for slot in self.domain.slots for mapping in slot.mappings]
        checked = ACTION_VALIDATE_SLOT_MAPPINGS in self.domain.user_actions
        return checked or any(mapping != ours for mapping in mappings)

    def predict_next_with_tracker_if_should(self, tracker: Any) -> Tuple[Action, Any]:
        """Returns the next action and the prediction that led to it."""
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        if type(action) is RemoteAction:
            action = CheckedAction(action.name(), action.action_endpoint)
        return action, prediction


class Assistant(Agent):
    """Rasa's agent with our processor."""

    def load_model(self, model_path: Union[str, Path], fingerprint: Optional[str] = None) -> None:
        """Loads a model.

        Raises:
            ModelNotFound: if there is none.
        """
        self.processor = Processor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
            http_interpreter=self.http_interpreter,
        )
        self.domain = self.tracker_store.domain = self.processor.domain
        self.nlg.responses = self.domain.responses
        self._set_fingerprint(fingerprint)
