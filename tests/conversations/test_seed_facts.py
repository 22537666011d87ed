"""Every fact of the first article can be asked for, in two ways, and is answered with its own numbers."""

from typing import Any, Dict, List, Tuple

import pytest
import yaml

from iop.asker import Asker
from tests.conftest import ROOT

FACTS: List[Dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "knowledge" / "seed_facts.yml").read_text(encoding="utf-8")
)
QUESTIONS: List[Tuple[str, List[str]]] = [
    (question, fact["must_contain"]) for fact in FACTS for question in fact["ask"]
]


@pytest.mark.parametrize(("question", "parts"), QUESTIONS, ids=[question for question, _ in QUESTIONS])
async def test_a_fact_is_answered(asker: Asker, question: str, parts: List[str]) -> None:
    answer = await asker.ask([question])
    assert answer["outcome"] == "answer", answer
    reply = " ".join(answer["reply"]).lower()
    assert all(part.lower() in reply for part in parts), answer
