"""Rasa's response generator, with the centre's own name, number and hours filled in when a text is said."""

from typing import Any, Dict, Optional

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from iop.facility import facility


class FacilityResponses(TemplatedNaturalLanguageGenerator):
    """Fills `{centre}`, `{phone}` and the like from `data/facility.yml`, so that a new number needs no training."""

    def __init__(self, endpoint_config: Optional[EndpointConfig], domain: Domain) -> None:
        """Rasa's constructor for generators named in `endpoints.yml`."""
        super().__init__(domain.responses)

    def _fill_response(
        self, response: Dict[str, Any], filled_slots: Optional[Dict[str, Any]] = None, **kwargs: Any
    ) -> Dict[str, Any]:
        variables = {**facility().variables(), **kwargs}
        filled: Dict[str, Any] = super()._fill_response(response, filled_slots, **variables)
        return filled
