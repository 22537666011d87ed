from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from iop.errors import InputFileError
from iop.knowledge.entries import FaqEntry, has_broken_letters, read_folder

GOOD = """topic: cost
entries:
  - id: cost-total
    question: How much does it cost?
    alternates:
      - price?
    answer: Ask us at {phone}.
    source: general
    owner: admissions
    review_by: 2027-06-30
"""


def folder_with(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_one_question_and_an_answer_are_enough(tmp_path: Path) -> None:
    text = GOOD.replace("    alternates:\n      - price?\n", "")
    entry = read_folder(folder_with(tmp_path, cost=text))["cost"].entries[0]
    assert entry.questions() == ["How much does it cost?"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topic: cost", "topic: costs", r"line 1: `topic`: 'costs' is not a topic. Use one of: what_is_iop"),
        ("    answer: Ask us at {phone}.\n", "", r"line 3: `answer`: is missing. Write it."),
        ("{phone}", "{telephone}", r"line 7: `answer`: '.*{telephone}.*' has a bracket .* exactly like {phone}"),
        ("id: cost-total", "id: Cost Total", r"line 3: `id`: string does not match"),
        ("review_by: 2027-06-30", "review_by: someday", r"line 10: `review_by`: 'someday' is not a date"),
        ("Ask us at {phone}.", "Yes", r"line 7: `answer`: this was read as True, which is no text. Put it in quotes."),
        ("- price?", "- 9:30", r"line 6: `alternates`: this was read as 570, which is no text"),
        ("owner: admissions", "owner: 12", r"line 9: `owner`: this was read as 12"),
        ("source: general", "owner: dana", r"line 9: `owner` stands twice here, so one is not read. Remove one."),
        ("      - price?", '      - "  "', r"line 6: `alternates`: an empty line. Remove it."),
        ("question: How much does it cost?", "question: a: b", r"line 4: not valid YAML"),
    ],
)
def test_a_mistake_names_file_line_and_remedy(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(InputFileError, match=rf"cost\.yml, {message}"):
        read_folder(folder_with(tmp_path, cost=GOOD.replace(old, new)))


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    other = GOOD.replace("topic: cost", "topic: telehealth")
    with pytest.raises(InputFileError, match=r"the id 'cost-total' stands twice"):
        read_folder(folder_with(tmp_path, cost=GOOD, telehealth=other))


def test_a_topic_in_two_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match=r"the topic 'cost' has a file already"):
        read_folder(folder_with(tmp_path, cost=GOOD, more=GOOD.replace("cost-total", "cost-more")))


def test_a_file_that_is_not_named_by_its_topic_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match=r"prices\.yml: the file of the topic 'cost' is named cost\.yml"):
        read_folder(folder_with(tmp_path, prices=GOOD))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="no knowledge base here"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    "damaged",
    [
        "{phone now",
        "{phone}}",
        "{{phone}}",
        "phone}",
        "{ phone }",
        "[phone]",
        "{phone:>5}",
        "{centre.name}",
        "{100%}",
        "{}",
        "{Phone}",
        "[email]",
        "{office hours}",
        "{insurers",
    ],
)
@pytest.mark.parametrize("field", ["answer", "sms_answer"])
def test_a_damaged_placeholder_is_refused_and_the_right_form_shown(field: str, damaged: str) -> None:
    text = f"Please call {damaged} or {{email}} today."
    entry = {**yaml.safe_load(GOOD)["entries"][0], "sms_answer": "Ask us.", field: text}
    with pytest.raises(ValidationError, match=r"exactly like \{phone\}"):
        FaqEntry(**entry)


@pytest.mark.parametrize(
    "text", ["Call {phone}, {office_hours}.", "{centre}{email}", "Ask us [any time] (or {phone})."]
)
def test_whole_placeholders_and_other_brackets_are_left_alone(text: str) -> None:
    assert FaqEntry(**{**yaml.safe_load(GOOD)["entries"][0], "answer": text}).answer == text


@pytest.mark.parametrize("day", ["6/30/2027", "2027-06-31", "next summer"])
def test_a_date_that_is_none_names_the_line_and_the_form(tmp_path: Path, day: str) -> None:
    with pytest.raises(InputFileError, match=rf"line 10: `review_by`: '{day}' is not a date.* like 2027-03-31"):
        read_folder(folder_with(tmp_path, cost=GOOD.replace("2027-06-30", day)))


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("caf\u017d au lait", True),
        ("we don\u00d5t", True),
        ("the ma\u0152ana group", True),
        ("café, mañana, Ángel, ÉL, McDonald", False),
    ],
)
def test_letters_that_were_saved_on_an_old_mac_look_broken(text: str, is_broken: bool) -> None:
    assert has_broken_letters(text) == is_broken
