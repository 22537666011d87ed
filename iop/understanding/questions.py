"""Finds the questions of a message."""

import re
from dataclasses import replace
from typing import List, Sequence, Tuple

from iop.understanding.follow_up import leans, points_back
from iop.understanding.model import in_words
from iop.understanding.reading import GOING_ON, Reader, Reading
from iop.understanding.segments import Clause, Sentence, asked_part, asks, clauses, is_filler, names_subject
from iop.understanding.shared_beginnings import sharing_a_beginning

TO_BE_CONTACTED = "request_callback"
FOR_A_PERSON = frozenset({TO_BE_CONTACTED, "request_person"})
"""Intents that the dialogue takes up where nothing else is asked."""
_NAMES_A_WAY = re.compile(
    r"\b(?:call(?:ed|back)?|cal|phon(?:e|ed)|fone|ring|buzz|text|txt|e-?mail|write|contact(?:ed|s)?|reach(?:es|ed)? out"
    r"|reach|in touch|get back|hear from|talk|speak|discuss|explain|go over|appointment|schedule|book|set up|llam\w+"
    r"|hablar)\b",
    re.IGNORECASE,
)
"""Words of how somebody may be contacted."""
MOST_SENTENCES = 12
"""Sentences of one message that are looked up: a message as long as the channel lets through takes 0.3 s."""
ASKED_SHARE = 0.3
"""Weight of the one question in a message of several sentences, against the whole message."""
BESIDE_RESERVE = 0.2
"""A question beside or after one that is clear needs to be so much less sure itself: who asks one thing of us asks
another."""
TALK_FROM = 0.5
"""A best score from which a question is talk whatever is told before it; "do I have options" may be anything."""
ASKED_ALIKE = 0.9
"""A best score from which a piece that nothing joins to one about the same subject is a question of its own: "how do i
sign up is there a wait"."""


class Questions:
    """Finds the questions of one message.

    Args:
        reader: Tells what a piece means.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._pieces: List[Reading] = []

    def of(self, found: Sequence[Sentence], whole: Reading) -> List[Reading]:
        """Returns the questions of a message in their order; where none is asked, the whole message.

        Args:
            found: The sentences of the message that say something.
            whole: The message.
        """
        if len(found) == 1:
            return self._strung_together(whole)
        asked = [i for i, one in enumerate(found) if one.asks or (i < MOST_SENTENCES and self._counts(i, found))][
            :MOST_SENTENCES
        ]
        if not asked:
            each = [self._reader.read(sentence.text) for sentence in found[:MOST_SENTENCES]]
            return [self._together(whole, max(each, key=lambda reading: reading.confidence))]
        readings: List[Reading] = []
        for i in asked:
            alone = self._strung_together(self._reader.read(found[i].text), goes_on=i > 0 and not found[i - 1].asks)
            if len(asked) == 1 and len(alone) == 1:
                together = self._together(whole, alone[0])
                if not self._is_wish(alone[0]):
                    return [together]
                return [together, alone[0]] if self._reader.is_clear(together) else alone
            if i and not self._is_wish(alone[0]) and self._needs_context(alone[0], found[i - 1]):
                before = self._reader.read(f"{found[i - 1].text} {alone[0].text}")
                alone[0] = self._together(before, alone[0])
            elif readings:
                alone[0] = self._sharpened(alone[0], readings[-1])
            readings += alone
        return readings

    def _sharpened(self, reading: Reading, before: Reading) -> Reading:
        """Returns a question that is clear, but points back to the one before it, as the entry that fits both."""
        asked = before.best.label
        is_clear = self._reader.is_clear(reading) and self._reader.is_clear(before)
        leaning = is_clear and points_back(reading.text) and reading.best.label != asked
        return self._reader.sharpened(reading, asked) if leaning else reading

    def clear(self, readings: Sequence[Reading], going_on: bool = False) -> List[Reading]:
        """Returns the readings that are clear; beside one that is, the others need to be less sure.

        Args:
            readings: The questions of a message.
            going_on: Whether the message goes on from a question that was answered: readings need to be less sure then,
                unless they are far.
        """
        if not any(self._reader.is_clear(reading) for reading in readings):
            readings = [reading for reading in readings if going_on and not reading.is_far]
        return [reading for reading in map(self._beside, readings) if self._reader.is_clear(reading, BESIDE_RESERVE)]

    def left(self, readings: Sequence[Reading], clear: Sequence[Reading]) -> List[Reading]:
        """Returns what asks something beside the clear questions: other questions, and pieces of their sentences."""
        known = {reading.text for reading in clear}
        asking = {reading.text: reading for reading in [*self._pieces, *readings]}
        return [reading for text, reading in asking.items() if not (text in known or is_filler(text))]

    def _beside(self, reading: Reading) -> Reading:
        """Returns a request for a person that stands beside a question as what the knowledge base says about it."""
        if not self._is_for_a_person(reading):
            return reading
        entries = self._reader.entries_of(in_words(reading.best.label))
        return replace(reading, candidates=entries, is_wish=self._is_wish(reading)) if entries else reading

    def _is_for_a_person(self, reading: Reading) -> bool:
        return reading.best.label in FOR_A_PERSON and self._reader.is_talk(reading)

    def _is_wish(self, reading: Reading) -> bool:
        """Whether it asks for it in so many words: "my son needs help" is a wish only where it stands alone."""
        is_surely = reading.best.label == TO_BE_CONTACTED and self._reader.is_plain_talk(reading)
        return is_surely and bool(_NAMES_A_WAY.search(reading.text))

    def _counts(self, place: int, found: Sequence[Sentence]) -> bool:
        """Whether a sentence without the form of a question asks for something."""
        told = found[place].text
        wishes = bool(_NAMES_A_WAY.search(told)) and self._is_wish(self._reader.read(told))
        return wishes or self._is_listed(place, found)

    def _needs_context(self, reading: Reading, before: Sentence) -> bool:
        """Whether a question says too little alone, or points back to what was told before it."""
        return self._says_little(reading) or (not before.asks and leans(reading.text))

    def _says_little(self, reading: Reading) -> bool:
        is_talk = self._reader.is_plain_talk(reading) and reading.best.score >= TALK_FROM
        return not (self._reader.is_clear(reading) or is_talk)

    def _is_listed(self, place: int, found: Sequence[Sentence]) -> bool:
        """Whether a sentence asks by naming a subject: "Cost. Schedule. Virtual?", but not "Meth. Do you treat it?"."""
        told, after = found[place].text, found[place + 1 : place + 2]
        pieces = [told[piece.start : piece.end] for piece in clauses(told)]
        if len(pieces) > 1:
            return all(names_subject(piece) and self._reader.is_clear(self._reader.read(piece)) for piece in pieces)
        if not names_subject(told) or any(one.asks and points_back(one.text) for one in after):
            return False
        listed = any(one.asks for one in found) or all(names_subject(one.text) for one in found)
        return listed and self._reader.is_clear(self._reader.read(told))

    def _strung_together(self, sentence: Reading, goes_on: bool = False) -> List[Reading]:
        """Returns the questions of one sentence, those that share their beginning each with it.

        Args:
            sentence: The sentence.
            goes_on: Whether something is told before it.
        """
        sharing = self._sharing(sentence)
        if len(sharing) > 1:
            return sharing
        return [
            question
            for clause in self._apart(sentence, goes_on)
            for question in (sharing if clause is sentence else self._sharing(clause))
        ]

    def _sharing(self, clause: Reading) -> List[Reading]:
        """Returns the questions that share their beginning in a clause; where not all are clear, the clause."""
        readings = [self._reader.read(text) for text in sharing_a_beginning(clause.text)]
        if len(readings) < 2 or not all(self._reader.is_clear(reading) for reading in readings):
            return [clause]
        return list({reading.best.label: reading for reading in readings}.values())

    def _apart(self, sentence: Reading, goes_on: bool) -> List[Reading]:
        """Returns the questions of one sentence: itself, unless its pieces are clearly different ones.

        A piece that does not ask by itself is a question only where it is clearly about another subject. A first one
        that says too little may go on from what is told before it: "I lost my coverage. Do I have options, and is there
        a wait".
        """
        text, pieces = sentence.text, clauses(sentence.text)
        if len(pieces) < 2:
            return [sentence]
        readings: List[Tuple[Clause, Reading]] = []
        for piece in pieces:
            reading = self._reader.read(text[piece.start : piece.end])
            if readings and not (
                self._is_subject(piece, reading, readings[-1][1]) and self._is_subject(*readings[-1], reading)
            ):
                piece = Clause(readings.pop()[0].start, piece.end, True)
                reading = self._reader.read(text[piece.start : piece.end])
            readings.append((piece, reading))
        found = self._each(self._told_apart([reading for _, reading in readings]))
        clear = self.clear(found)
        if goes_on and clear and self._says_little(found[0]) and found[0].text not in [one.text for one in clear]:
            return [found[0], *clear]
        different = len({reading.best.label for reading in clear}) > 1
        if not (different or (clear and not self._reader.is_clear(sentence))):
            return [sentence]
        self._pieces += [reading for reading, (piece, _) in zip(found, readings, strict=True) if piece.asks]
        return clear

    def _told_apart(self, readings: List[Reading]) -> List[Reading]:
        """Returns the readings, the first one without what is told before it asks, where that hides what it asks.

        In "my dad is 71 with medicare, is he too old, and would medicare pay" both pieces would be about Medicare.
        """
        labels = [reading.best.label for reading in readings]
        if labels[0] not in labels[1:]:
            return readings
        alone = self._reader.read(asked_part(readings[0].text))
        is_other = alone.best.label not in labels and self._reader.is_clear(alone, BESIDE_RESERVE)
        return [alone, *readings[1:]] if is_other else readings

    def _each(self, readings: Sequence[Reading]) -> List[Reading]:
        """Returns the readings of questions in a row, those that lean on the one before read together with it."""
        out = list(readings[:1])
        for reading in readings[1:]:
            before = out[-1]
            if (
                leans(reading.text)
                and not self._reader.is_clear(reading)
                and not self._is_for_a_person(reading)
                and self._reader.is_clear(before, BESIDE_RESERVE)
            ):
                together = self._reader.in_context(reading, before.best.label, GOING_ON)
                reading = max(reading, together, key=lambda r: (self._reader.is_faq(r), r.confidence))
            out.append(self._sharpened(reading, before))
        return out

    def _is_subject(self, piece: Clause, reading: Reading, other: Reading) -> bool:
        """Whether a piece is a question beside another one: it asks, or clearly something else."""
        subject = self._reader.model.subject
        is_other = subject(reading.best.label) != subject(other.best.label) or (
            asks(reading.text) and reading.best.label != other.best.label and reading.best.score >= ASKED_ALIKE
        )
        return piece.asks or (self._reader.is_clear(reading) and is_other)

    def _together(self, whole: Reading, asked: Reading) -> Reading:
        """Returns the reading of a message that asks one question among other sentences.

        "Will that pay for it?" says little without the sentence about Medicare before it, and a long story hides its
        question: both count. Where the message or its question alone leads to the same subject, the surer one counts.
        """
        known = {c.label: c for c in [*asked.candidates, *whole.candidates]}
        scores = {c.label: (1.0 - ASKED_SHARE) * c.score for c in whole.candidates}
        for candidate in asked.candidates:
            scores[candidate.label] = scores.get(candidate.label, 0.0) + ASKED_SHARE * candidate.score
        found = self._reader.rescored(asked.text, known, scores)
        subject = self._reader.model.subject(found.best.label)
        alike = [r.confidence for r in (whole, asked) if self._reader.model.subject(r.best.label) == subject]
        is_far = found.is_far and whole.is_far and asked.is_far
        return replace(found, confidence=max([found.confidence, *alike]), is_far=is_far)
