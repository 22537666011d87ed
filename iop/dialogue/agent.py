"""Rasa's agent, with the form of what the action server answers read once instead of at every message.

`rasa.core` checks each answer against a schema, and before it the schema itself against the schema of schemas, which
takes longer than the rest of the dialogue. Answers are still checked, each of them. Imports TensorFlow.
"""

from pathlib import Path
from typing import Any, Dict, Optional, Tuple, Union

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor

_SCHEMA = RemoteAction.action_response_format_spec()
_FORM = validator_for(_SCHEMA)(_SCHEMA)


class CheckedAction(RemoteAction):
    """An action on the action server."""

    def _validate_action_result(self, result: Dict[str, Any]) -> bool:
        """Checks an answer of the action server.

        Raises:
            ValidationError: if it is not in the form that Rasa documents.
        """
        error = best_match(_FORM.iter_errors(result))
        if error is not None:
            raise error
        return True


class Processor(MessageProcessor):
    """Rasa's processor with `CheckedAction` in the place of `RemoteAction`; forms and Rasa's own actions stay."""

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
