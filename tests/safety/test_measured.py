"""The measured promises, on messages that were never learned from: floors, so that a change that harms is seen."""

import json

import pytest

from iop.safety import check
from tests.safety.conftest import HERE, lines

pytestmark = pytest.mark.usefixtures("trained")
FLOORS = {
    "blind.jsonl": {"recall": 0.946, "explicit": 0.944, "right route": 0.902},
    "blind_second.jsonl": {"recall": 0.945, "explicit": 0.98, "right route": 0.932},
    "blind_third.jsonl": {"recall": 0.98, "explicit": 0.98, "right route": 0.956},
    "blind_fourth.jsonl": {"recall": 0.973, "explicit": 0.98, "right route": 0.945},
    "blind_fifth.jsonl": {"recall": 0.933, "explicit": 0.98, "right route": 0.959},
}
CEILINGS = {
    "blind.jsonl": {"ordinary": 0.058, "near": 0.044},
    "blind_second.jsonl": {"ordinary": 0.058, "near": 0.02},
    "blind_third.jsonl": {"ordinary": 0.044, "near": 0.02},
    "blind_fourth.jsonl": {"ordinary": 0.03, "near": 0.022},
    "blind_fifth.jsonl": {"ordinary": 0.065, "near": 0.04},
}
"""Two points from what `docs/crisis-protocol.md` says; where one message is more than that, one message."""
NEAR = {"topic_mention", "history", "denial", "grief", "distress"}


def measure(rows):
    graded = [(row, check(row["text"])) for row in rows if not row["kind"].startswith("ambiguous")]
    danger = [(row, verdict) for row, verdict in graded if row["route"] != "none"]
    harmless = [(row, verdict) for row, verdict in graded if row["route"] == "none"]
    near = [verdict for row, verdict in harmless if row["kind"] in NEAR]
    ordinary = [verdict for row, verdict in harmless if row["kind"] not in NEAR]

    def share(verdicts):
        return sum(v.route is not None for v in verdicts) / max(1, len(verdicts))

    return {
        "recall": share([v for _, v in danger]),
        "explicit": share([v for row, v in danger if row["kind"].startswith("explicit")]),
        "right route": sum(v.route == row["route"] for row, v in danger) / sum(v.route is not None for _, v in danger),
        "ordinary": share(ordinary),
        "near": share(near),
    }


@pytest.mark.parametrize("name", sorted(path.name for path in (HERE / "data").glob("blind*.jsonl")))
def test_blind_messages(name):
    found = measure(lines(HERE / "data" / name))
    for what, floor in FLOORS[name].items():
        assert found[what] >= floor, found
    for what, ceiling in CEILINGS[name].items():
        assert found[what] <= ceiling, found


def test_ordinary_messages():
    alarms = [row["text"] for row in lines(HERE / "data" / "ordinary.jsonl") if check(row["text"]).route]
    assert len(alarms) <= 30, alarms


def test_development_set(datasets):
    found = measure(lines(datasets / "crisis_dev.jsonl"))
    assert found["recall"] >= 0.97, found
    assert found["explicit"] == 1.0, found
    assert found["right route"] >= 0.95, found
    assert found["ordinary"] <= 0.03, found
    assert found["near"] <= 0.057, found


def test_everyday_requests(datasets):
    requests = [text for text, _ in json.loads((datasets / "clinc150.json").read_text(encoding="utf-8"))["test"]][::9]
    alarms = [text for text in requests if check(text).route]
    assert len(alarms) <= 4, alarms
