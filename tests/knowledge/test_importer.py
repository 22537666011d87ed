"""What Rasa is trained from."""

import datetime as dt
from pathlib import Path

import pytest

from iop.knowledge.importer import KnowledgeImporter
from tests.knowledge.test_entries import GOOD, folder_with


@pytest.mark.parametrize(("days_ago", "is_there"), [(0, True), (1, False)])
def test_an_answer_is_trained_until_its_last_day(tmp_path: Path, days_ago: int, is_there: bool) -> None:
    last_day = dt.date.today() - dt.timedelta(days=days_ago)
    expiring = GOOD.partition("entries:\n")[2].replace("cost-total", "cost-offer").replace("price?", "any offers?")
    folder_with(tmp_path, cost=f"{GOOD}{expiring}    expires: {last_day.isoformat()}\n")
    data = KnowledgeImporter(folder=str(tmp_path)).get_nlu_data()
    assert {message.get_full_intent() for message in data.training_examples} == {
        "faq/cost-total",
        *(["faq/cost-offer"] if is_there else []),
    }
    assert ("utter_faq/cost-offer" in data.responses) == is_there
