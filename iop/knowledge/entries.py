"""The knowledge base: `data/faq/<topic>.yml`, one file a topic."""

import datetime as dt
import re
from pathlib import Path
from typing import Dict, List, Optional

from pydantic import BaseModel, Extra, Field, root_validator, validator

from iop import clock, yamlfile
from iop.errors import InputFileError
from iop.settings import ROOT

FOLDER = ROOT / "data" / "faq"
"""What staff change; it is live once it is published."""
TOPICS = (
    "what_is_iop", "who_is_it_for", "conditions_treated", "level_of_care_comparison", "detox_medical", "schedule_hours",
    "program_duration", "work_school", "therapies_activities", "workshops_education", "holistic", "family_involvement",
    "peer_support_aftercare", "medication", "cost", "insurance_coverage", "insurance_specific", "payment_plans",
    "benefits_effectiveness", "privacy_confidentiality", "admissions_process", "eligibility", "telehealth",
    "location_transport", "drug_testing_rules", "contact_human", "other_iop",
)  # fmt: skip
PLACEHOLDERS = frozenset({"centre", "phone", "email", "address", "office_hours", "closed_days", "insurers", "insurer"})
QUESTION_LENGTH = 80
"""Characters of a canonical question: it is offered to people as a choice."""
TEXT_CHARACTERS = 320
"""Longest text message that we send; a longer answer becomes several."""
ACCEPTED_SUFFIX = "__accepted"
"""Ends the name of the response that is said when the insurer named in the question is in network."""

_ANSWERS = ("answer", "sms_answer", "accepted_answer", "accepted_sms_answer")
_NAMES = "|".join(sorted(PLACEHOLDERS))
_BRACKET = re.compile(rf"{{(?:{_NAMES})}}|(?P<wrong>[{{}}]|\[(?:{_NAMES})\])")
"""A placeholder, or a bracket that is part of none."""
_MOJIBAKE = re.compile("\ufffd|â€|\u201a\u00c4|Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]|ï»¿|(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŠŒŽŸƒˆ]")
"""What is left of text whose encoding was mistaken: the replacement character, UTF-8 read as Windows-1252 or Mac, or
Mac Roman read as Windows-1252, where a capital follows a small letter: `cafŽ`, `donÕt`."""


class FaqEntry(BaseModel, extra=Extra.forbid):
    """One question that visitors have, with the answer that staff approved."""

    id: str = Field(regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    question: str = Field(min_length=3, max_length=QUESTION_LENGTH)
    alternates: List[str] = []
    answer: str = Field(min_length=3)
    sms_answer: Optional[str] = None
    accepted_answer: Optional[str] = None
    accepted_sms_answer: Optional[str] = None
    source: str
    owner: str
    review_by: dt.date
    reviewed: Optional[dt.date] = None
    expires: Optional[dt.date] = None

    @validator("id", "question", "alternates", *_ANSWERS, "source", "owner", pre=True, each_item=True)
    def _text(cls, value: object) -> object:  # noqa: N805
        """Refuses what YAML 1.1 reads as something else: `Yes` as True, `9:30` as 570."""
        if not isinstance(value, str):
            raise ValueError(f"this was read as {value}, which is no text. Put it in quotes.")
        return value

    @validator("review_by", "reviewed", "expires", pre=True)
    def _day(cls, value: object) -> Optional[dt.date]:  # noqa: N805
        return None if value is None else clock.read_date(value)

    @validator(*_ANSWERS)
    def _placeholders(cls, value: Optional[str]) -> Optional[str]:  # noqa: N805
        for found in _BRACKET.finditer(value or ""):
            if found["wrong"]:
                around = " ".join(found.string[max(0, found.start() - 10) : found.end() + 12].split())
                raise ValueError(
                    f"'{around}' has a bracket that is part of no placeholder. Write it exactly like {{phone}}, with "
                    f"nothing else between the brackets. There are: {', '.join(sorted(PLACEHOLDERS))}."
                )
        return value

    @validator("alternates", each_item=True)
    def _alternate(cls, value: str) -> str:  # noqa: N805
        if not value.strip():
            raise ValueError("an empty line. Remove it.")
        return value

    @root_validator
    def _accepted_in_both(cls, values: Dict[str, object]) -> Dict[str, object]:  # noqa: N805
        if bool(values.get("accepted_answer")) != bool(values.get("accepted_sms_answer")):
            raise ValueError("give both accepted_answer and accepted_sms_answer, or neither.")
        return values

    def questions(self) -> List[str]:
        """Returns the canonical question and its alternates."""
        return [self.question, *self.alternates]

    def answers(self) -> List[str]:
        """Returns the answer and its variations."""
        every = (self.answer, self.sms_answer, self.accepted_answer, self.accepted_sms_answer)
        return [text for text in every if text]

    def texts(self) -> List[str]:
        """Returns all that people write or read: the questions and the answers."""
        return [*self.questions(), *self.answers()]

    def is_expired(self, today: dt.date) -> bool:
        """Tells whether the answer may not be given any more."""
        return is_over(self.expires, today)


def is_over(expires: Optional[dt.date], today: dt.date) -> bool:
    """Tells whether an answer may not be given any more; on its last day it still may."""
    return expires is not None and expires < today


def has_broken_letters(text: str) -> bool:
    """Tells whether a text was saved in one encoding and read in another."""
    return bool(_MOJIBAKE.search(text))


def plain(text: str) -> str:
    """Returns a text as it is compared: without capitals, and with single spaces."""
    return " ".join(text.lower().split())


def asked(text: str) -> str:
    """Returns a question as it is compared with others: also without the marks at its end."""
    return plain(text).rstrip("?!. ")


class FaqFile(BaseModel, extra=Extra.forbid):
    """One topic's file."""

    topic: str
    entries: List[FaqEntry]

    @validator("topic")
    def _topic(cls, value: str) -> str:  # noqa: N805
        if value not in TOPICS:
            raise ValueError(f"'{value}' is not a topic. Use one of: {', '.join(TOPICS)}.")
        return value


def read_file(path: Path) -> FaqFile:
    """Reads one topic's file.

    Raises:
        InputFileError: naming the file, the line and what to do.
    """
    return yamlfile.read(path, FaqFile)


def read_folder(folder: Path) -> Dict[str, FaqFile]:
    """Reads the whole knowledge base.

    Args:
        folder: Usually `data/faq`.

    Returns:
        The files by topic.

    Raises:
        InputFileError: if a file is wrong or not named by its topic, none is there, or an id or topic stands twice.
    """
    files: Dict[str, FaqFile] = {}
    owner_of_id: Dict[str, Path] = {}
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise InputFileError.at(folder, None, "no knowledge base here. Put one file a topic into it, like cost.yml.")
    for path in paths:
        file = read_file(path)
        if file.topic in files:
            raise InputFileError.at(path, None, f"the topic '{file.topic}' has a file already. Merge the two.")
        if path.stem != file.topic:
            raise InputFileError.at(path, None, f"the file of the topic '{file.topic}' is named {file.topic}.yml.")
        files[file.topic] = file
        for entry in file.entries:
            if entry.id in owner_of_id:
                raise InputFileError.at(
                    path,
                    None,
                    f"the id '{entry.id}' stands twice (also in {owner_of_id[entry.id]}). Give one a new id.",
                )
            owner_of_id[entry.id] = path
    return files
