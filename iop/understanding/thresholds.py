"""The thresholds of a decision: probabilities, as `benchmarks/thresholds.py` finds them."""

from typing import Dict

THRESHOLDS: Dict[str, float] = {"answer_from": 0.52, "clarify_from": 0.2, "talk_from": 0.2}
"""`answer_from`: an answer is given. `clarify_from`: the person is asked which question was meant. `talk_from`: small
talk, and what is out of scope, gets its own line."""
