"""What a knowledge base would answer, measured on what understanding learns from it; no Rasa training is needed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Callable, Dict, Iterable, List, Mapping, Optional, Sequence, TypeVar

import numpy as np
from pydantic import BaseModel
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from iop import safety
from iop.encoding import tuned_encoder
from iop.encoding.encoder import DIMENSION
from iop.fingerprint import fingerprint
from iop.knowledge.importer import FAQ_INTENT, KnowledgeImporter
from iop.publishing.differences import entries_of
from iop.publishing.staff_tests import StaffTest, failure
from iop.safety.training import safety_fingerprint
from iop.safety.utterances import written
from iop.settings import ROOT
from iop.understanding.decision import Understanding
from iop.understanding.index import Floats
from iop.understanding.learning import learn
from iop.understanding.model import Model
from iop.understanding.thresholds import THRESHOLDS

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done, and of how much."""
WORKERS = 2
NLU = ROOT / "data" / "nlu"
TALK_EXAMPLES = 3
"""Messages of each kind that is no question (greetings, thanks, ...) that are tried."""

_PARTS = ("iop/understanding", "iop/encoding", "iop/knowledge", "data/lexicons", "data/encoder", "data/nlu")
_UNDERSTOOD_BY = tuple(ROOT / part for part in _PARTS)

Item = TypeVar("Item")
Result = TypeVar("Result")


class Measured(BaseModel):
    """What was measured.

    Attributes:
        reached: The entry that answers each question of the knowledge base when it is held out; `talk` for none.
        answered_talk: Messages that are no questions, and that an entry answers.
        tests: Whether each of staff's tests passes.
        failed: For those that do not, what was expected and what was answered.
        missed: Crisis messages of our own data that the safety check does not take for a crisis.
        safety: Fingerprint of the safety check that was measured.
        understanding: Fingerprint of what understood the questions: nothing it says holds of another.
    """

    reached: Dict[str, str]
    answered_talk: List[str]
    tests: Dict[str, bool]
    failed: Dict[str, str] = {}
    missed: List[str]
    safety: str
    understanding: str = ""


@dataclass(frozen=True)
class Asked:
    """What is asked besides the questions of a knowledge base, the same of the live one and of the new one.

    Attributes:
        tests: Staff's tests.
        talk: Messages that are no questions.
    """

    tests: Sequence[StaffTest]
    talk: Sequence[str]


class Vectors:
    """Encodes every text once: the live knowledge base and the new one share most of theirs."""

    def __init__(self) -> None:
        self._known: Dict[str, Floats] = {}

    def encode(self, texts: Sequence[str]) -> Floats:
        """Returns unit vectors, shape (texts, 384)."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        self._known.update(zip(new, tuned_encoder().encode(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32).reshape(len(texts), DIMENSION)


def learn_from(faq: Path, vectors: Vectors) -> Model:
    """Learns what a training would learn.

    Args:
        faq: The knowledge base.
        vectors: Gives the vectors.

    Raises:
        rasa.shared.exceptions.RasaException: if the data cannot be read.
    """
    return learn(_no_questions().merge(KnowledgeImporter(folder=str(faq)).get_nlu_data()), vectors.encode)


def measure(
    faq: Path,
    model: Model,
    questions: Iterable[str],
    asked: Asked,
    progress: Progress,
    before: Optional[Measured] = None,
) -> Measured:
    """Measures a knowledge base.

    Args:
        faq: The knowledge base.
        model: What is learned from it.
        questions: Questions to try; those that were learned are held out one by one.
        asked: What is asked besides.
        progress: Is told how far it is.
        before: An earlier measurement, whose safety figures hold while the safety check is the same.
    """
    index, encoder = model.index, tuned_encoder()
    row_of = {text: row for row, text in enumerate(index.texts)}

    def reach(text: str) -> str:
        row = row_of.get(text)
        best = (index.rank(text, encoder, most=1) if row is None else index.rank_held_out(row))[0]
        entry = model.entries[best.label]
        return entry.id if entry.is_faq else "talk"

    texts = list(dict.fromkeys(questions))
    reached = dict(zip(texts, _each("Asking every question", reach, texts, progress), strict=True))
    understanding = Understanding(model, THRESHOLDS)
    entries = entries_of(faq)
    tried = [
        (test.question, failure(test, understanding.decide(test.question, encoder), entries)) for test in asked.tests
    ]
    failed = {question: why for question, why in tried if why}
    print_ = safety_fingerprint()
    return Measured(
        reached=reached,
        answered_talk=[text for text in asked.talk if understanding.decide(text, encoder).intent == FAQ_INTENT],
        tests={question: question not in failed for question, _ in tried},
        failed=failed,
        missed=before.missed if before and before.safety == print_ else _missed(progress),
        safety=print_,
        understanding=understanding_fingerprint(),
    )


def understanding_fingerprint() -> str:
    """Returns a hash of all that understanding is made of besides the knowledge base: code, words, weights, examples.

    Raises:
        OSError: if they cannot be read.
    """
    return fingerprint(*_UNDERSTOOD_BY)


def _missed(progress: Progress) -> List[str]:
    messages = [one.text for one in written() if one.label not in ("plain", "soft")]
    found = _each("Trying crisis messages", lambda text: safety.check(text).route is not None, messages, progress)
    return [text for text, taken in zip(messages, found, strict=True) if not taken]


def talk() -> List[str]:
    """Returns some messages of each kind that is no question."""
    texts: Dict[str, List[str]] = {}
    for message in _no_questions().intent_examples:
        texts.setdefault(message.get(INTENT), []).append(message.get(TEXT))
    return [text for of_intent in texts.values() for text in of_intent[:TALK_EXAMPLES]]


def _no_questions() -> TrainingData:
    return _read_nlu(fingerprint(NLU))


@lru_cache(maxsize=1)
def _read_nlu(_: str) -> TrainingData:
    """Reads them once for each content of the folder."""
    return RasaFileImporter(training_data_paths=[str(NLU)]).get_nlu_data()


def _each(step: str, work: Callable[[Item], Result], items: Sequence[Item], progress: Progress) -> List[Result]:
    results: List[Result] = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for result in pool.map(work, items):
            results.append(result)
            progress(step, len(results), len(items))
    return results


def share_right(reached: Mapping[str, str], expected: Mapping[str, str]) -> float:
    """Returns the share of questions that reach the entry they belong to, 0 to 1; 1 where there are none."""
    return sum(reached.get(text) == id_ for text, id_ in expected.items()) / len(expected) if expected else 1.0
