"""Rasa's response generator, in the person's language, with the centre's own name, number and hours filled in."""

import re
from typing import Any, Dict, Optional

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from iop import clock
from iop.admissions.hours import holiday
from iop.facility import facility
from iop.intake.language import LANGUAGE, language_in

HOURS = re.compile(r"{office_hours}[^.!?]*[.!?]")
"""The usual hours, to the end of their sentence."""
PROMISE = "{when}"
"""A text that holds it says already when somebody is there."""


class FacilityResponses(TemplatedNaturalLanguageGenerator):
    """Fills `{centre}`, `{phone}` and the like from `data/facility.yml`, so that a new number needs no training.

    Where a text states the usual hours and today is a holiday, it also says so, and when the office opens again.

    The slot `language`, on which variants of a response depend, is that of the latest message where it is in one.
    """

    def __init__(self, endpoint_config: Optional[EndpointConfig], domain: Domain) -> None:
        """Rasa's constructor for generators named in `endpoints.yml`."""
        super().__init__(domain.responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Optional[Dict[str, Any]]:
        """Says a response in the language that the action reports for its turn, or else that of the message."""
        slots = tracker.current_slot_values()
        reported = (kwargs.get("turn") or {}).get("language")
        written = str(tracker.latest_message.text or "") if tracker.latest_message else ""
        slots[LANGUAGE] = reported or language_in(written) or slots.get(LANGUAGE)
        said: Optional[Dict[str, Any]] = self.generate_from_slots(utter_action, slots, output_channel, **kwargs)
        return said

    def _fill_response(
        self, response: Dict[str, Any], filled_slots: Optional[Dict[str, Any]] = None, **kwargs: Any
    ) -> Dict[str, Any]:
        centre = facility()
        language = (filled_slots or {}).get(LANGUAGE) or "en"
        today = holiday(centre, clock.utcnow(), language)
        if today and PROMISE not in response.get("text", ""):
            response["text"] = HOURS.sub(lambda hours: f"{hours[0]} {today}", response.get("text", ""), count=1)
        variables = {**centre.variables(), **kwargs}
        filled: Dict[str, Any] = super()._fill_response(response, filled_slots, **variables)
        return filled
