"""The gate: what is about to be published against what is live. Plain functions over what was learned."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from iop import safety
from iop.knowledge.crossings import sample
from iop.knowledge.entries import FaqFile
from iop.publishing.difference import difference
from iop.safety.utterances import written
from iop.safety.verdict import ROUTES
from iop.understanding.index import Encoder
from iop.understanding.model import Model

MOST_FALL = 0.01
"""The share of regression questions by which the candidate may be worse than what is live."""
MOST_FALL_OF_A_TOPIC = 0.15
LEAST_OF_A_TOPIC = 8
"""Questions of a topic from which its fall is looked at by itself."""
MOST_CAUGHT = 0.01
"""The share of all questions that one entry may catch from other topics, beyond what it catches today."""
LIKE_ANOTHER = 0.97
"""Likeness of meaning from which a changed answer says what another entry said before."""
EVERY_DANGER = 10
"""Every how manieth of the written messages about danger is checked."""

Progress = Callable[[Sequence[Tuple[str, str]], str], Iterable[Tuple[str, str]]]


@dataclass(frozen=True)
class Knowledge:
    """A knowledge base and what was learned from it."""

    files: Mapping[str, FaqFile]
    model: Model


@dataclass(frozen=True)
class Turned:
    """A question that is answered differently.

    Attributes:
        question: The regression question; its own wording is held out.
        topic: The right topic.
        before: The topic that the live version would answer with.
        after: The candidate's.
    """

    question: str
    topic: str
    before: str
    after: str


@dataclass(frozen=True)
class Report:
    """What the gate found.

    Attributes:
        refused: Why it may not be published; empty where it may.
        questions: How many regression questions were asked.
        right: Shares of them with the right topic: live, candidate.
        better: Questions that only the candidate gets right.
        worse: Questions that only the live version gets right.
        danger: Messages about danger that were checked, and how many of them were missed.
    """

    refused: List[str] = field(default_factory=list)
    questions: int = 0
    right: Tuple[float, float] = (0.0, 0.0)
    better: List[Turned] = field(default_factory=list)
    worse: List[Turned] = field(default_factory=list)
    danger: Tuple[int, int] = (0, 0)


def _without_bar(items: Sequence[Tuple[str, str]], _: str) -> Iterable[Tuple[str, str]]:
    return items


def judge(
    live: Optional[Knowledge], candidate: Knowledge, encoder: Encoder, progress: Progress = _without_bar
) -> Report:
    """Compares a candidate with what is live.

    Args:
        live: What is served; without it the candidate is compared with nothing but itself.
        candidate: What is to be published.
        encoder: Gives the vectors.
        progress: Shows a bar over what is gone through, with what it is called.
    """
    reference = live or candidate
    topics = {entry.id: topic for topic, file in reference.files.items() for entry in file.entries}
    asked = sample(reference.files)
    before = [_topic_and_entry(reference.model, text, encoder) for text, _ in progress(asked, "Asking what is live")]
    after = [_topic_and_entry(candidate.model, text, encoder) for text, _ in progress(asked, "Asking the new one")]
    turned = [
        Turned(text, topics[entry], was[0], now[0])
        for (text, entry), was, now in zip(asked, before, after, strict=True)
        if (was[0] == topics[entry]) != (now[0] == topics[entry])
    ]
    gold = [topics[entry] for _, entry in asked]
    right = _share(gold, before), _share(gold, after)
    better = [one for one in turned if one.after == one.topic]
    worse = [one for one in turned if one.before == one.topic]
    refused = _exchanged(live, candidate, encoder) if live else []
    if right[1] < right[0] - MOST_FALL:
        refused.append(
            f"{100 * right[1]:.1f} % of {len(asked)} regression questions get the right topic; live it is "
            f"{100 * right[0]:.1f} %."
        )
    refused += _fallen_topics(gold, before, after)
    refused += _greedy(gold, before, after, live is not None)
    missed, checked = _danger_missed()
    if missed:
        refused.append(f"{missed} of {checked} messages about danger would get no crisis text.")
    return Report(refused, len(asked), right, better, worse, (checked, missed))


Answer = Tuple[str, str]
"""The topic and the label that a question would be answered with."""


def _topic_and_entry(model: Model, text: str, encoder: Encoder) -> Answer:
    best = model.index.rank(text, encoder, most=1, held_out=True)[0].label
    return model.entries[best].topic or best, best


def _share(gold: Sequence[str], answers: Sequence[Answer]) -> float:
    return float(np.mean([topic == answer[0] for topic, answer in zip(gold, answers, strict=True)])) if gold else 0.0


def _fallen_topics(gold: Sequence[str], before: Sequence[Answer], after: Sequence[Answer]) -> List[str]:
    counts: Dict[str, List[int]] = defaultdict(lambda: [0, 0, 0])
    for topic, was, now in zip(gold, before, after, strict=True):
        counts[topic][0] += 1
        counts[topic][1] += was[0] == topic
        counts[topic][2] += now[0] == topic
    return [
        f"Topic '{topic}': {now} of {count} questions are answered from it; live it is {was}."
        for topic, (count, was, now) in sorted(counts.items())
        if count >= LEAST_OF_A_TOPIC and (was - now) / count > MOST_FALL_OF_A_TOPIC
    ]


def _greedy(gold: Sequence[str], before: Sequence[Answer], after: Sequence[Answer], known: bool) -> List[str]:
    caught: Counter[str] = Counter(now[1] for topic, now in zip(gold, after, strict=True) if now[0] != topic)
    if known:
        caught.subtract(was[1] for topic, was in zip(gold, before, strict=True) if was[0] != topic)
    limit = max(3, MOST_CAUGHT * len(gold))
    return [
        f"The entry '{label.split('/')[-1]}' catches {count} questions of other topics. Make its questions narrower."
        for label, count in caught.most_common()
        if count > limit and label.startswith("faq/")
    ]


def _exchanged(live: Knowledge, candidate: Knowledge, encoder: Encoder) -> List[str]:
    """Returns changed answers that say what another entry says live: two rows of a sheet were mixed up."""
    old = {entry.id: entry.answer for file in live.files.values() for entry in file.entries}
    vectors: Dict[str, Any] = {}
    reasons = []
    for change in difference(live.files, candidate.files):
        if change.what != "answer":
            continue
        if not vectors:
            vectors = {key: encoder.encode_one(text) for key, text in old.items()}
        new = encoder.encode_one(change.after)
        likeness = {key: float(vector @ new) for key, vector in vectors.items() if key != change.entry}
        other = max(likeness, key=lambda key: likeness[key])
        if likeness[other] >= LIKE_ANOTHER and likeness[other] > float(vectors[change.entry] @ new):
            reasons.append(f"The new answer of '{change.entry}' is the answer of '{other}'. Were two rows mixed up?")
    return reasons


@lru_cache(maxsize=1)
def _danger_missed() -> Tuple[int, int]:
    """Returns how many written messages about danger get neither the crisis texts nor the quiet line, and how many."""
    texts = [utterance.text for utterance in written() if utterance.label in ROUTES][::EVERY_DANGER]
    verdicts = [safety.check(text) for text in texts]
    return sum(verdict.route is None and not verdict.soft_line for verdict in verdicts), len(texts)
