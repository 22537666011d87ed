"""How a trained model is loaded and run to serve: without what training needs, and with little around each step."""

from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from rasa.engine.graph import ExecutionContext
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import MODEL_ARCHIVE_METADATA_FILE, LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelMetadata, ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_json_file

from iop.dialogue.rules import SERVED_RULES, STOCK_RULES

Step = Tuple[str, Tuple[str, ...]]


STOCK_DOMAIN = f"{DomainProvider.__module__}.{DomainProvider.__name__}"
SERVED_DOMAIN = f"{__name__}.ServedDomain"


class ServedDomain(DomainProvider):
    """Provides the domain that stands in the archive's metadata.

    The archive has it a second time as YAML, which Rasa reads and checks for longer than it loads all the rest.
    """

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "ServedDomain":
        """Makes the component; the domain is in its configuration."""
        return cls(model_storage, resource, Domain.from_dict(deepcopy(config["domain"])))


class ServedModel(LocalModelStorage):
    """Rasa's storage of an unpacked archive, without the plan of its training, and with what is quicker to serve.

    Reading that plan imports every component that a training may check for, and with them TensorFlow.
    """

    @staticmethod
    def _load_metadata(directory: Path) -> ModelMetadata:
        stored = read_json_file(directory / MODEL_ARCHIVE_METADATA_FILE)
        for node in stored["predict_schema"]["nodes"].values():
            if node["uses"] == STOCK_RULES:
                node["uses"] = SERVED_RULES
            elif node["uses"] == STOCK_DOMAIN and node["constructor_name"] == "load":
                node.update(uses=SERVED_DOMAIN, config={"domain": stored["domain"]})
        return ModelMetadata.from_dict({**stored, "train_schema": {"nodes": {}}})


class StraightRunner(DaskGraphRunner):
    """Runs the components one after the other, in an order that is found once for each target.

    Rasa's runner cuts the graph to size, hands it to Dask and writes its inputs out for a log that nobody reads, at
    every message and every prediction anew.
    """

    def __init__(self, *arguments: Any) -> None:
        """Rasa's constructor for runners; use `create`."""
        super().__init__(*arguments)
        self._steps = lru_cache(maxsize=None)(self._find_steps)

    def run(self, inputs: Optional[Dict[str, Any]] = None, targets: Optional[List[str]] = None) -> Dict[str, Any]:
        """Runs what the targets need.

        Args:
            inputs: What is known beforehand, by the name under which components want it.
            targets: The components whose output is wanted; by default the graph's own.

        Raises:
            GraphRunError: if a component lacks an input.
            GraphComponentException: if a component fails.
        """
        wanted = tuple(targets or self._graph_schema.target_names)
        known: Dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._steps(wanted):
            known[name] = self._instantiated_nodes[name](*(known.get(need, need) for need in needs))
        return {name: known[name][1] for name in wanted}

    def _find_steps(self, targets: Tuple[str, ...]) -> List[Step]:
        steps: Dict[str, Tuple[str, ...]] = {}

        def add(name: str) -> None:
            if name in self._graph_schema.nodes and name not in steps:
                needs = tuple(self._graph_schema.nodes[name].needs.values())
                for need in needs:
                    add(need)
                steps[name] = needs

        for target in targets:
            add(target)
        return list(steps.items())
