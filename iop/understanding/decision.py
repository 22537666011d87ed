"""From candidates to a decision: answer, ask which was meant, small talk, or "I don't know"."""

from dataclasses import dataclass, field, replace
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from iop.understanding.confidence import confidence
from iop.understanding.follow_up import ids, leans, may_lean, picked
from iop.understanding.index import Candidate, Encoder
from iop.understanding.model import NOT_SUBJECTS, Model
from iop.understanding.segments import Sentence, clauses, sentences
from iop.understanding.thresholds import THRESHOLDS

FAQ = "faq"
CLARIFY = "clarify"
DONT_KNOW = "nlu_fallback"
NOTHING_SAID = "nothing_said"
FOR_A_PERSON = frozenset({"request_callback", "request_person"})
"""Intents that the dialogue takes up where nothing else is asked."""

MOST_ANSWERS = 3
MOST_CHOICES = 3
MOST_SENTENCES = 12
"""Sentences of one message that are looked up: a message as long as the channel lets through takes 0.3 s."""
GOING_ON, PERHAPS_GOING_ON = (0.6, 0.3, 0.1), (0.5, 0.7, 0.0)
"""For a message that leans on the question before it, and for one that may: the weight of both read together, against
the message alone; the share of what the question before means by itself that is not asked again; and what an entry
about the same subject scores more."""
ANSWERED_MEANINGS = 50
ASKED_SHARE = 0.3
"""Weight of the one question in a message of several sentences, against the whole message."""
LIKE_TALK, TALK_LEAD = 0.5, 0.05
"""Talk with a lower score is taken for what it is most like only where it leads the next kind of talk by so much."""
OFFERED_SHARE = 0.3
"""Share of the best score from which an entry that was just offered is taken for what is meant."""


@dataclass(frozen=True)
class Reading:
    """A piece of a message with what it may mean, best first, and how sure the best is, 0 to 1."""

    text: str
    candidates: List[Candidate]
    confidence: float

    @property
    def best(self) -> Candidate:
        """The likeliest meaning."""
        return self.candidates[0]


@dataclass(frozen=True)
class Decision:
    """What a message asks.

    Attributes:
        intent: The Rasa intent.
        confidence: 0 to 1, of the weakest part that is answered.
        answers: Entries that answer it, in the order of the questions: id, topic, question.
        choices: Entries among which the person is asked to choose, best first.
        rest: Entries that answer more questions than are answered at once; to be offered.
        candidates: The best candidates, for the explanation: of the question, or of the message where it asks several.
        parts: The questions found in the message.
        thresholds: What the confidence was compared with.
    """

    intent: str
    confidence: float
    answers: List[Dict[str, Any]] = field(default_factory=list)
    choices: List[Dict[str, Any]] = field(default_factory=list)
    rest: List[Dict[str, Any]] = field(default_factory=list)
    candidates: List[Candidate] = field(default_factory=list)
    parts: List[str] = field(default_factory=list)
    thresholds: Dict[str, float] = field(default_factory=dict)


class Understanding:
    """Decides, with what was learned and thresholds.

    Args:
        model: What was learned.
        thresholds: See `iop.understanding.thresholds`; other keys are left aside.
    """

    def __init__(self, model: Model, thresholds: Mapping[str, Any]) -> None:
        self._model = model
        self._limits = {name: float(thresholds[name]) for name in THRESHOLDS}

    def decide(self, text: str, encoder: Encoder, context: Optional[Mapping[str, Any]] = None) -> Decision:
        """Decides what one message asks.

        Args:
            text: The message as the person wrote it.
            encoder: Gives the vectors.
            context: What was said before: `asked` and `offered`, ids of entries answered and offered last.
        """
        found = sentences(text)
        if not found:
            return self._decision(NOTHING_SAID, 1.0, [])
        whole = self._read(text, encoder)
        offered = self._labels(context, "offered")
        chosen = picked(text, offered)
        if chosen:
            return self._decision(FAQ, 1.0, [whole], answers=[self._describe(label) for label in chosen])
        asked = self._labels(context, "asked")
        if asked and len(found) == 1 and leans(text):
            whole = self._in_context(whole, asked[-1], encoder, GOING_ON)
        elif asked and len(found) == 1 and may_lean(text) and not self._is_plain_talk(whole):
            whole = self._in_context(whole, asked[-1], encoder, PERHAPS_GOING_ON)
        elif offered and (leans(text) or may_lean(text) or not self._is_clear(whole)):
            whole = self._among(whole, offered, encoder)
        foreign = self._model.languages.unanswerable(text)
        if foreign and not (self._is_talk(whole) and whole.best.lexical > 0.8):
            return self._decision(foreign, 1.0, [whole])
        readings = self._questions(found, whole, encoder)
        if any(self._is_clear(reading) for reading in readings):
            readings = [self._beside(reading) for reading in readings]
        answers = {r.best.label: r for r in readings if self._is_clear(r)}
        if answers:
            decision = self._answer(list(answers.values()), readings)
        else:
            decision = self._without_answer(max(readings, key=lambda reading: reading.confidence))
        return replace(decision, candidates=whole.candidates) if len(readings) > 1 else decision

    def _questions(self, found: Sequence[Sentence], whole: Reading, encoder: Encoder) -> List[Reading]:
        """Returns the questions of a message in their order; where none is asked, the whole message."""
        if len(found) == 1:
            return self._strung_together(whole, encoder)
        asked = [i for i, sentence in enumerate(found) if sentence.asks][:MOST_SENTENCES]
        if not asked:
            each = [self._read(sentence.text, encoder) for sentence in found[:MOST_SENTENCES]]
            return [self._together(whole, max(each, key=lambda reading: reading.confidence))]
        readings: List[Reading] = []
        for i in asked:
            alone = self._strung_together(self._read(found[i].text, encoder), encoder)
            if len(asked) == 1 and len(alone) == 1:
                return [self._together(whole, alone[0])]
            if len(alone) == 1 and i and not (self._is_clear(alone[0]) or self._is_plain_talk(alone[0])):
                before = self._read(f"{found[i - 1].text} {found[i].text}", encoder)
                alone = [max(alone[0], before, key=lambda r: (self._is_faq(r), r.confidence))]
            readings += alone
        return readings

    def _together(self, whole: Reading, asked: Reading) -> Reading:
        """Returns the reading of a message that asks one question among other sentences.

        "Will that pay for it?" says little without the sentence about Medicare before it, and a long story hides its
        question: both count. Where the message or its question alone leads to the same subject, the surer one counts.
        """
        known = {c.label: c for c in [*asked.candidates, *whole.candidates]}
        scores = {c.label: (1.0 - ASKED_SHARE) * c.score for c in whole.candidates}
        for candidate in asked.candidates:
            scores[candidate.label] = scores.get(candidate.label, 0.0) + ASKED_SHARE * candidate.score
        ranked = sorted((replace(known[one], score=score) for one, score in scores.items()), key=lambda c: -c.score)
        subject = self._subject(ranked[0].label)
        alike = [r.confidence for r in (whole, asked) if self._subject(r.best.label) == subject]
        return Reading(asked.text, ranked, max([confidence(ranked, self._subject), *alike]))

    def _beside(self, reading: Reading) -> Reading:
        """Returns a request for a person that stands beside a question as what the knowledge base says about it."""
        entries = [candidate for candidate in reading.candidates if self._model.entries[candidate.label].is_faq]
        if reading.best.label not in FOR_A_PERSON or not self._is_talk(reading) or not entries:
            return reading
        return Reading(reading.text, entries, reading.confidence)

    def _labels(self, context: Optional[Mapping[str, Any]], key: str) -> List[str]:
        known = (f"faq/{one}" for one in ids(context, key))
        return [label for label in known if label in self._model.entries]

    def _in_context(self, alone: Reading, asked: str, encoder: Encoder, shares: Tuple[float, float, float]) -> Reading:
        """Returns the reading of a piece together with the question that was answered before.

        Each meaning scores what it scores alone, and what the piece adds to the question before it: what that question
        means without the piece was answered already.
        """
        together, again, same = shares
        before = self._model.entries[asked].question or ""
        known = {c.label: c for c in alone.candidates}
        scores = {c.label: (1.0 - together) * c.score for c in alone.candidates}
        answered = {c.label: c.score for c in self._model.index.rank(before, encoder, most=ANSWERED_MEANINGS)}
        for candidate in self._model.index.rank(f"{before} {alone.text}", encoder):
            added = candidate.score - again * answered.get(candidate.label, 0.0)
            known.setdefault(candidate.label, candidate)
            scores[candidate.label] = scores.get(candidate.label, 0.0) + together * added
        scores.pop(asked, None)
        subject = self._subject(asked)
        scores = {one: score + same * (self._subject(one) == subject) for one, score in scores.items()}
        ranked = sorted((replace(known[one], score=score) for one, score in scores.items()), key=lambda c: -c.score)
        if not ranked:
            return alone
        sure = confidence(ranked, self._subject)
        return Reading(alone.text, ranked, max(sure, alone.confidence) if ranked[0].label == alone.best.label else sure)

    def _among(self, reading: Reading, offered: Sequence[str], encoder: Encoder) -> Reading:
        """Returns the reading as one of the offered entries, where one of them is a likely meaning of it."""
        ranked = self._model.index.rank(reading.text, encoder, most=len(self._model.entries))
        likely = next((c for c in ranked if c.label in offered), None)
        if likely is None or likely.score < OFFERED_SHARE * reading.best.score:
            return reading
        rest = [c for c in reading.candidates if c.label != likely.label]
        return Reading(reading.text, [likely, *rest], max(reading.confidence, self._limits["answer_from"]))

    def _strung_together(self, sentence: Reading, encoder: Encoder) -> List[Reading]:
        """Returns the questions of one sentence: itself, unless its pieces are clearly different ones."""
        pieces = clauses(sentence.text)
        if len(pieces) < 2:
            return [sentence]
        readings = [self._read(piece, encoder) for piece in pieces]
        clear = [reading for reading in readings if self._is_clear(reading)]
        return clear if len({r.best.label for r in clear}) > 1 else [sentence]

    def _read(self, text: str, encoder: Encoder) -> Reading:
        ranked = self._model.index.rank(text, encoder)
        return Reading(text, ranked, confidence(ranked, self._subject))

    def _subject(self, label: str) -> str:
        return self._model.entries[label].topic or NOT_SUBJECTS

    def _is_faq(self, reading: Reading) -> bool:
        return self._model.entries[reading.best.label].is_faq

    def _is_clear(self, reading: Reading) -> bool:
        return self._is_faq(reading) and reading.confidence >= self._limits["answer_from"]

    def _is_talk(self, reading: Reading) -> bool:
        return not self._is_faq(reading) and reading.confidence >= self._limits["talk_from"]

    def _is_one_talk(self, reading: Reading) -> bool:
        """Whether it is clear which talk it is; a desk's address would be no answer to what is like nothing known."""
        rivals = [c.score for c in reading.candidates[1:] if not self._model.entries[c.label].is_faq]
        return reading.best.score >= LIKE_TALK or reading.best.score - max(rivals, default=0.0) >= TALK_LEAD

    def _is_plain_talk(self, reading: Reading) -> bool:
        return not self._is_faq(reading) and reading.confidence >= self._limits["answer_from"]

    def _answer(self, clear: List[Reading], readings: List[Reading]) -> Decision:
        said = [self._describe(reading.best.label) for reading in clear]
        least = min(reading.confidence for reading in clear[:MOST_ANSWERS])
        return self._decision(FAQ, least, readings, answers=said[:MOST_ANSWERS], rest=said[MOST_ANSWERS:])

    def _without_answer(self, best: Reading) -> Decision:
        if self._is_talk(best) and self._is_one_talk(best):
            return self._decision(best.best.label, best.confidence, [best])
        choices = self._choices(best)
        if choices and best.confidence >= self._limits["clarify_from"]:
            return self._decision(CLARIFY, best.confidence, [best], choices=choices)
        return self._decision(DONT_KNOW, 1.0 - best.confidence, [best])

    def _choices(self, reading: Reading) -> List[Dict[str, Any]]:
        """Returns the best entry of each subject that is nearly as likely as the best."""
        best: Dict[str, Candidate] = {}
        for candidate in reading.candidates:
            if self._model.entries[candidate.label].is_faq and candidate.score > 0.3 * reading.best.score:
                best.setdefault(self._subject(candidate.label), candidate)
        return [self._describe(candidate.label) for candidate in list(best.values())[:MOST_CHOICES]]

    def _describe(self, label: str) -> Dict[str, Any]:
        entry = self._model.entries[label]
        return {
            "id": label.split("/", 1)[1],
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
