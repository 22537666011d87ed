"""From candidates to a decision: answer, ask which was meant, small talk, or "I don't know"."""

from dataclasses import dataclass, field, replace
from typing import Any, Dict, List, Mapping, Optional, Sequence

from iop.understanding.follow_up import asks_amount_anew, ids, is_bare, leans, may_lean, picked
from iop.understanding.index import Candidate, Encoder
from iop.understanding.model import FAQ, Model, label_of
from iop.understanding.questions import FOR_A_PERSON, Questions
from iop.understanding.reading import BARE, GOING_ON, PERHAPS_GOING_ON, STANDING, Leaning, Reader, Reading
from iop.understanding.segments import Sentence, asks, is_filler, punctuated, sentences
from iop.understanding.thresholds import THRESHOLDS

CLARIFY = "clarify"
DONT_KNOW = "nlu_fallback"
NOTHING_SAID = "nothing_said"
MOST_ANSWERS = 3
MOST_CHOICES = 3
LIKE_TALK, TALK_LEAD = 0.75, 0.05
"""Talk with a lower score is taken for what it is most like only where it leads the next kind of talk by so much."""

OF_OTHER_THINGS = frozenset({"everyday_requests", "general_knowledge_drugs_mental_health", "chitchat"})
"""Talk that is about anything else. What is only somewhat like it may ask something of the centre that nobody has
answered yet ("which colour are the chairs"): staff hear of what is not known, and not of talk."""

WITH_A_LINE = frozenset({"medical_advice", "ask_diagnosis", "ask_patient_status"}) | {
    f"ask_{desk}" for desk in ("jobs", "vendor", "media", "billing_desk", "records_desk")
}
"""Talk that is answered beside a question: with a careful line, or the desk to turn to."""


@dataclass(frozen=True)
class Decision:
    """What a message asks.

    Attributes:
        intent: The Rasa intent.
        confidence: 0 to 1, of the weakest part that is answered.
        answers: Entries that answer it, in the order of the questions: id, topic, question, and whether each is only
            the closest there is (`is_far`), or stands for a wish to be contacted (`is_wish`).
        choices: Entries among which the person is asked to choose, best first.
        rest: Entries that answer more questions than are answered at once; to be offered.
        also: Intents of parts beside the answered ones that have a careful line or a desk of their own.
        unanswered: Parts beside the answered ones that ask something nobody has answered.
        candidates: The best candidates, for the explanation: of the question, or of the message where it asks several.
        parts: The questions found in the message.
        thresholds: What the confidence was compared with.
    """

    intent: str
    confidence: float
    answers: List[Dict[str, Any]] = field(default_factory=list)
    choices: List[Dict[str, Any]] = field(default_factory=list)
    rest: List[Dict[str, Any]] = field(default_factory=list)
    also: List[str] = field(default_factory=list)
    unanswered: List[str] = field(default_factory=list)
    candidates: List[Candidate] = field(default_factory=list)
    parts: List[str] = field(default_factory=list)
    thresholds: Dict[str, float] = field(default_factory=dict)

    def as_dict(self) -> Dict[str, Any]:
        """Returns it as plain values; `dataclasses.asdict` would copy each of them first."""
        wishes = any(answer.get("is_wish") for answer in [*self.answers, *self.rest])
        return {
            **vars(self),
            "wants_contact": wishes,
            "candidates": [dict(vars(candidate)) for candidate in self.candidates],
        }


class Understanding:
    """Decides, with what was learned and thresholds.

    Args:
        model: What was learned.
        thresholds: See `iop.understanding.thresholds`; other keys are left aside.
    """

    def __init__(self, model: Model, thresholds: Mapping[str, Any]) -> None:
        self._model = model
        self._limits = {name: float(thresholds[name]) for name in THRESHOLDS}
        self._meanings: Dict[str, Dict[str, float]] = {}

    def decide(self, text: str, encoder: Encoder, context: Optional[Mapping[str, Any]] = None) -> Decision:
        """Decides what one message asks.

        Args:
            text: The message as the person wrote it.
            encoder: Gives the vectors.
            context: What was said before: `asked` and `offered`, ids of entries answered and offered last.
        """
        text = punctuated(text)
        found = sentences(text)
        if not found:
            return self._decision(NOTHING_SAID, 1.0, [])
        reader = Reader(self._model, self._limits, encoder, self._meanings)
        questions = Questions(reader)
        offered = self._labels(context, "offered")
        chosen = picked(text, offered)
        if chosen:
            return self._decision(FAQ, 1.0, [reader.read(text)], answers=[self._describe(label) for label in chosen])
        found = _telling(found)
        foreign = self._model.languages.unanswerable(_joined(found))
        if not foreign:
            found = _telling([self._written_out(sentence) for sentence in found])
        text = _joined(found)
        whole = reader.read(text)
        asked = self._labels(context, "asked")
        going_on = self._shares(text, whole, asked[-1], reader) if asked and len(found) == 1 else None
        if going_on:
            whole = reader.in_context(whole, asked[-1], going_on)
        elif offered and (leans(text) or may_lean(text) or not reader.is_clear(whole)):
            whole = reader.among(whole, offered)
        if foreign and not (reader.is_talk(whole) and whole.best.lexical > 0.8):
            return self._decision(foreign, 1.0, [whole])
        readings = questions.of(found, whole)
        clear = questions.clear(readings, going_on not in (None, STANDING))
        if clear:
            decision = self._answer(clear, readings, questions.left(readings, clear), reader)
        else:
            decision = self._without_answer(max(readings, key=lambda reading: reading.confidence), reader)
        return replace(decision, candidates=whole.candidates) if len(readings) > 1 else decision

    def _written_out(self, sentence: Sentence) -> Sentence:
        """Returns a sentence in plain English words, so that its pieces are told apart however it was typed."""
        text = self._model.index.wording.written_out(sentence.text)
        return sentence if text == sentence.text else Sentence(text, sentence.asks or asks(text))

    def _shares(self, text: str, whole: Reading, asked: str, reader: Reader) -> Optional[Leaning]:
        """Returns how a message is read together with the question before it; nothing where it stands alone."""
        if reader.is_plain_talk(whole) and whole.best.label in FOR_A_PERSON:
            return None
        before = self._model.entries[asked].question or ""
        if (whole.best.label == asked or asks_amount_anew(text, before)) and reader.is_clear(whole):
            return None
        if is_bare(text):
            return BARE
        if leans(text):
            return GOING_ON
        if reader.is_plain_talk(whole):
            return None
        if may_lean(text):
            return PERHAPS_GOING_ON
        return None if reader.is_clear(whole) else STANDING

    def _labels(self, context: Optional[Mapping[str, Any]], key: str) -> List[str]:
        known = map(label_of, ids(context, key))
        return [label for label in known if label in self._model.entries]

    def _is_one_talk(self, reading: Reading) -> bool:
        """Whether it is clear which talk it is; a desk's address would be no answer to what is like nothing known."""
        if reading.best.score >= LIKE_TALK:
            return True
        if reading.best.label in OF_OTHER_THINGS:
            return False
        alike = FOR_A_PERSON if reading.best.label in FOR_A_PERSON else {reading.best.label}
        rivals = [
            c.score for c in reading.candidates[1:] if not (self._model.entries[c.label].is_faq or c.label in alike)
        ]
        return reading.best.score - max(rivals, default=0.0) >= TALK_LEAD

    def _answer(
        self, clear: Sequence[Reading], readings: Sequence[Reading], left: Sequence[Reading], reader: Reader
    ) -> Decision:
        answered = list({reading.best.label: reading for reading in clear}.values())
        said = [
            {**self._describe(reading.best.label), "is_far": reading.is_far, "is_wish": reading.is_wish}
            for reading in answered
        ]
        least = min(reading.confidence for reading in answered[:MOST_ANSWERS])
        talk = [reading for reading in left if reader.is_talk(reading) and self._is_one_talk(reading)]
        return self._decision(
            FAQ,
            least,
            readings,
            answers=said[:MOST_ANSWERS],
            rest=said[MOST_ANSWERS:],
            also=list(
                dict.fromkeys(r.best.label for r in talk if r.best.label in WITH_A_LINE and reader.is_plain_talk(r))
            ),
            unanswered=[reading.text for reading in left if reading not in talk],
        )

    def _without_answer(self, best: Reading, reader: Reader) -> Decision:
        if reader.is_talk(best) and self._is_one_talk(best):
            return self._decision(best.best.label, best.confidence, [best])
        choices = [] if reader.is_talk(best) else self._choices(best)
        if choices and best.confidence >= self._limits["clarify_from"]:
            return self._decision(CLARIFY, best.confidence, [best], choices=choices)
        return self._decision(DONT_KNOW, 1.0 - best.confidence, [best])

    def _choices(self, reading: Reading) -> List[Dict[str, Any]]:
        """Returns the best entry of each subject that is nearly as likely as the best."""
        best: Dict[str, Candidate] = {}
        for candidate in reading.candidates:
            if self._model.entries[candidate.label].is_faq and candidate.score > 0.3 * reading.best.score:
                best.setdefault(self._model.subject(candidate.label), candidate)
        return [self._describe(candidate.label) for candidate in list(best.values())[:MOST_CHOICES]]

    def _describe(self, label: str) -> Dict[str, Any]:
        entry = self._model.entries[label]
        return {
            "id": entry.id,
            "topic": entry.topic,
            "question": entry.question,
            "depends_on_insurer": entry.depends_on_insurer,
            "expires": entry.expires,
        }

    def _decision(self, intent: str, sure: float, readings: Sequence[Reading], **found: Any) -> Decision:
        return Decision(
            intent,
            sure,
            candidates=readings[0].candidates if readings else [],
            parts=[r.text for r in readings],
            thresholds=self._limits,
            **found,
        )


def _telling(found: List[Sentence]) -> List[Sentence]:
    """Returns the sentences that say more than "hi" or "one more thing"; all of them, where none does."""
    return [one for one in found if not is_filler(one.text)] or found


def _joined(found: Sequence[Sentence]) -> str:
    return " ".join(one.text for one in found)
