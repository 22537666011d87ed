"""Feeds the knowledge base to Rasa: every entry becomes a retrieval intent with its responses."""

import datetime as dt
from pathlib import Path
from typing import Any, Dict, List, Optional, Union

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from iop.errors import IopError
from iop.knowledge.entries import ACCEPTED_SUFFIX, FaqEntry, read_folder

FAQ_INTENT = "faq"


class KnowledgeImporter(TrainingDataImporter):
    """Reads `data/faq`, so that nothing generated is committed and `rasa train` just works.

    An entry `cost-total` becomes examples of the retrieval intent `faq/cost-total` and the response
    `utter_faq/cost-total`, with a variation for the channel `sms`.
    """

    def __init__(
        self,
        config_file: Optional[str] = None,
        domain_path: Optional[str] = None,
        training_data_paths: Optional[Union[List[str], str]] = None,
        folder: str = "data/faq",
        **_: Any,
    ) -> None:
        """Reads nothing yet.

        Args:
            config_file: Rasa's, not used.
            domain_path: Rasa's, not used.
            training_data_paths: Rasa's, not used.
            folder: Where the knowledge base is.
        """
        self._folder = Path(folder)

    def get_domain(self) -> Domain:
        """Returns an empty domain: Rasa itself adds the responses that come with the examples."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        """Returns no stories."""
        return StoryGraph([])

    def get_config(self) -> Dict[str, Any]:
        """Returns no configuration."""
        return {}

    def get_config_file_for_auto_config(self) -> Optional[str]:
        """Returns no configuration file."""
        return None

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """Returns the examples and responses of all entries.

        Raises:
            RasaException: with file, line and remedy, if a file is wrong.
        """
        try:
            files = read_folder(self._folder)
        except IopError as error:
            raise RasaException(str(error)) from error
        examples: List[Message] = []
        responses: Dict[str, List[Dict[str, Any]]] = {}
        for topic, file in files.items():
            for entry in file.entries:
                if entry.is_expired(dt.date.today()):
                    continue
                examples += _examples(entry, topic)
                responses.update(_responses(entry))
        return TrainingData(training_examples=examples, responses=responses)


def _examples(entry: FaqEntry, topic: str) -> List[Message]:
    """Returns the examples; only the first tells about the entry: Rasa copies and hashes what every one carries."""
    about = {
        "topic": topic,
        "question": entry.question,
        "depends_on_insurer": bool(entry.accepted_answer),
        "expires": entry.expires and entry.expires.isoformat(),
    }
    intent = f"{FAQ_INTENT}/{entry.id}"
    first, *others = entry.questions()
    return [
        Message.build(first, intent=intent, intent_metadata=about),
        *(Message.build(t, intent=intent) for t in others),
    ]


def _responses(entry: FaqEntry) -> Dict[str, List[Dict[str, Any]]]:
    name = f"utter_{FAQ_INTENT}/{entry.id}"
    responses = {name: _variations(entry.answer, entry.sms_answer)}
    if entry.accepted_answer:
        responses[name + ACCEPTED_SUFFIX] = _variations(entry.accepted_answer, entry.accepted_sms_answer)
    return responses


def _variations(web: str, sms: Optional[str]) -> List[Dict[str, Any]]:
    variations: List[Dict[str, Any]] = [{"text": web.strip()}]
    if sms:
        variations.append({"text": sms.strip(), "channel": "sms"})
    return variations
