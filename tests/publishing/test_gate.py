"""A knowledge base that is damaged, each time in another way, is refused with the right reason."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any, Callable, Dict, List, Set

import pytest
import yaml

from iop import safety
from iop.publishing import gate
from iop.publishing import publish as publishing
from iop.publishing.findings import Report
from iop.publishing.measuring import Measured, Vectors, talk
from iop.publishing.publish import MEASURED, assess, examine
from tests.publishing.conftest import quiet

pytestmark = pytest.mark.long

Entry = Dict[str, Any]


def edit(draft: Path, topic: str, change: Callable[[List[Entry]], None]) -> None:
    path = draft / f"{topic}.yml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content["entries"])
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def kinds(report: Report) -> Set[str]:
    return {finding.kind for finding in report.findings}


def swap(name: str) -> Callable[[List[Entry]], None]:
    def change(entries: List[Entry]) -> None:
        entries[0][name], entries[1][name] = entries[1][name], entries[0][name]

    return change


def test_what_is_live_passes_again(live: Path, draft: Path, vectors: Vectors) -> None:
    assert examine(draft, live).passed
    report, _ = assess(draft, live, [], quiet, vectors)
    assert report.passed
    assert report.right_before == report.right_after
    assert (report.better, report.worse) == ([], [])


def test_a_good_change_passes(live: Path, draft: Path, vectors: Vectors) -> None:
    edit(draft, "cost", lambda entries: entries[0]["alternates"].append("what would i pay for everything together"))
    assert examine(draft, live).passed
    assert assess(draft, live, [], quiet, vectors)[0].passed


def broken_encoding(draft: Path) -> None:
    path = draft / "cost.yml"
    path.write_bytes(path.read_bytes() + "# café".encode("latin-1"))


def mistaken_encoding(draft: Path) -> None:
    def change(entries: List[Entry]) -> None:
        entries[0]["answer"] += " It\u2019s affordable.".encode().decode("cp1252")

    edit(draft, "cost", change)


def copied_id(draft: Path) -> None:
    edit(draft, "cost", lambda entries: entries.append(entries[0]))


def unknown_placeholder(draft: Path) -> None:
    edit(draft, "cost", lambda entries: entries[0].update(answer="Call {telephone} for the price."))


def deleted_topic(draft: Path) -> None:
    (draft / "medication.yml").unlink()


def deleted_entry(draft: Path) -> None:
    edit(draft, "medication", lambda entries: entries.pop())


def swapped_answers(draft: Path) -> None:
    edit(draft, "schedule_hours", swap("answer"))


def one_answer_for_all(draft: Path) -> None:
    edit(draft, "holistic", lambda entries: [entry.update(answer="Please call us.") for entry in entries] and None)


def question_in_two_entries(draft: Path) -> None:
    edit(draft, "cost", lambda entries: entries[1]["alternates"].append(entries[0]["question"]))


def crisis_question(draft: Path) -> None:
    edit(draft, "holistic", lambda entries: entries[0]["alternates"].append("i want to kill myself"))


def unreviewed_dose(draft: Path) -> None:
    edit(draft, "medication", lambda entries: entries[0].update(answer="Usually 20 mg in the morning."))


def damaged_test_file(draft: Path) -> None:
    (draft / "tests.csv").write_text("question;expected\nprice?;cost\n")


def unknown_topic_in_a_test(draft: Path) -> None:
    with (draft / "tests.csv").open("a") as file:
        file.write("is it dear,price,\n")


@pytest.mark.parametrize(
    ("sabotage", "kind", "words"),
    [
        (broken_encoding, "unreadable", "cost.yml: the file is not UTF-8 text"),
        (mistaken_encoding, "error", "has broken letters"),
        (copied_id, "unreadable", "stands twice"),
        (unknown_placeholder, "unreadable", "has a bracket that is part of no placeholder"),
        (deleted_topic, "removed", "The topic medication has no entry any more"),
        (deleted_entry, "removed", "add: --remove"),
        (swapped_answers, "moved", "Were answers swapped?"),
        (one_answer_for_all, "same", "all have the same answer"),
        (question_in_two_entries, "error", "Keep it in one of them"),
        (unreviewed_dose, "error", "names a dose, and nobody marked it as reviewed"),
        (crisis_question, "danger", "'i want to kill myself' is taken for danger"),
        (damaged_test_file, "unreadable", "tests.csv, line 1: the first line must be"),
        (unknown_topic_in_a_test, "test", "tests.csv, line 4: there is no entry or topic 'price'"),
    ],
)
def test_damage_that_reading_finds(
    live: Path, draft: Path, sabotage: Callable[[Path], None], kind: str, words: str
) -> None:
    sabotage(draft)
    report = examine(draft, live)
    assert kinds(report) == {kind}
    assert words in "\n".join(finding.message for finding in report.findings)


def swapped_questions(draft: Path) -> None:
    edit(draft, "schedule_hours", swap("alternates"))


def greedy_entry(draft: Path) -> None:
    """An entry that was given slight variations of other entries' questions, as far as they are not about danger."""

    def change(entries: List[Entry]) -> None:
        for path in sorted(draft.glob("*.yml")):
            others = yaml.safe_load(path.read_text(encoding="utf-8"))["entries"]
            for other in others:
                if other["id"] != entries[0]["id"]:
                    texts = [f"ok so {text}" for text in other["alternates"]]
                    entries[0]["alternates"] += [text for text in texts if safety.check(text).route is None]

    edit(draft, "holistic", change)


def lost_alternates(draft: Path) -> None:
    for path in draft.glob("*.yml"):
        edit(draft, path.stem, lambda entries: [entry.pop("alternates") for entry in entries] and None)


def greedy_for_talk(draft: Path) -> None:
    edit(draft, "holistic", lambda entries: entries[0]["alternates"].extend(f"{text} now" for text in talk()))


def wrong_price(draft: Path) -> None:
    edit(draft, "cost", lambda entries: entries[0].update(answer="An entire IOP usually costs $30."))


def new_test_that_nothing_passes(draft: Path) -> None:
    with (draft / "tests.csv").open("a") as file:
        file.write("is there yoga,cost,\n")


def tougher_test(draft: Path) -> None:
    path = draft / "tests.csv"
    path.write_text(path.read_text().replace("$3,000", "$30,000"))


def wrong_price_and_a_new_test(draft: Path) -> None:
    wrong_price(draft)
    new_test_that_nothing_passes(draft)


@pytest.mark.parametrize(
    ("sabotage", "kind", "words"),
    [
        (swapped_questions, "lost", ["loses its questions"]),
        (greedy_entry, "regression", ["now reach holistic-"]),
        (lost_alternates, "regression", ["of the questions found their answer, now"]),
        (greedy_for_talk, "talk", ["is no question, but an entry would answer it"]),
        (
            wrong_price_and_a_new_test,
            "test",
            [
                "Staff's test 'what does the whole thing cost' fails",
                "cost-total must say '$3,000', and says 'An entire IOP usually costs $30.'",
                "'is there yoga' fails (data/faq/tests.csv): cost must answer it, and holistic-",
            ],
        ),
        (tougher_test, "test", ["cost-total must say '$30,000', and says"]),
    ],
)
def test_damage_that_asking_finds(
    live: Path, draft: Path, vectors: Vectors, sabotage: Callable[[Path], None], kind: str, words: List[str]
) -> None:
    sabotage(draft)
    assert examine(draft, live).passed
    report, _ = assess(draft, live, [], quiet, vectors)
    said = "\n".join(finding.message for finding in report.findings if finding.kind == kind)
    for part in words:
        assert part in said


def test_a_removal_on_purpose_passes_reading(live: Path, draft: Path) -> None:
    gone: List[str] = []
    edit(draft, "medication", lambda entries: gone.append(entries.pop()["id"]))
    assert examine(draft, live, gone).passed


def expire(draft: Path) -> None:
    """Lets the entry of one of staff's tests expire."""
    yesterday = dt.date.today() - dt.timedelta(days=1)
    edit(draft, "cost", lambda entries: entries[0].update(expires=yesterday))


@pytest.mark.parametrize("expired_when_live", [True, False])
def test_an_entry_that_expired_is_no_reason_to_refuse(
    live: Path, draft: Path, vectors: Vectors, tmp_path: Path, expired_when_live: bool
) -> None:
    (tmp_path / "before").mkdir()
    before = Path(shutil.copytree(live, tmp_path / "before" / "faq"))
    shutil.copy(live.parent / MEASURED, before.parent)
    expire(draft)
    if expired_when_live:
        expire(before)
    assert examine(draft, before).passed
    report, measured = assess(draft, before, [], quiet, vectors)
    assert report.passed, report.findings
    assert list(measured.tests) == ["is there anything in the evening"]


@pytest.mark.parametrize("upgraded", [True, False])
def test_the_live_version_is_measured_again_after_an_upgrade(
    live: Path, draft: Path, vectors: Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, upgraded: bool
) -> None:
    monkeypatch.setattr(publishing, "understanding_fingerprint", lambda: "new code" if upgraded else "old code")
    (tmp_path / "before").mkdir()
    before = Path(shutil.copytree(live, tmp_path / "before" / "faq"))
    kept = Measured.parse_raw((live.parent / MEASURED).read_bytes())
    first = next(iter(kept.reached))
    reached = {**kept.reached, first: "what older code found"}
    old = kept.copy(update={"reached": reached, "understanding": "old code"})
    (before.parent / MEASURED).write_text(old.json(), encoding="utf-8")
    report, _ = assess(draft, before, [], quiet, vectors)
    assert [shift.question for shift in (*report.better, *report.worse)] == ([] if upgraded else [first])


def test_a_newly_missed_crisis_message_is_refused() -> None:
    before = Measured(reached={}, answered_talk=[], tests={}, missed=["known"], safety="a")
    after = before.copy(update={"missed": ["known", "i want to die"]})
    assert [one.kind for one in gate.compare(before, after, {}).findings] == ["crisis"]


def test_each_question_that_got_better_or_worse_is_named() -> None:
    before = Measured(reached={"a": "x", "b": "y"}, answered_talk=[], tests={}, missed=[], safety="a")
    after = before.copy(update={"reached": {"a": "y", "b": "x"}})
    report = gate.compare(before, after, {"a": "x", "b": "x"})
    assert [(one.question, one.before, one.after) for one in report.worse] == [("a", "x", "y")]
    assert [(one.question, one.before, one.after) for one in report.better] == [("b", "y", "x")]


def test_what_concerns_edited_entries_comes_first() -> None:
    before = Measured(reached={"a": "x", "b": "x", "c": "z"}, answered_talk=[], tests={}, missed=[], safety="a")
    after = before.copy(update={"reached": {"a": "y", "b": "new", "c": "x"}})
    report = gate.compare(before, after, {"a": "x", "b": "x", "c": "z"}, {"new", "z"})
    assert [(one.question, one.is_of_edited) for one in report.worse] == [("b", True), ("c", True), ("a", False)]
