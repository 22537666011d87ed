"""`iop faq unanswered`: what people asked that had no sure answer, and what to do about it."""

import datetime as dt
from typing import TYPE_CHECKING, Optional, Sequence

import typer

from iop.commands.errors import clear_errors
from iop.errors import SetupError
from iop.knowledge.entries import FOLDER, QUESTION_LENGTH, read_folder
from iop.who import this_user

if TYPE_CHECKING:
    from iop.knowledge.groups import Group
    from iop.knowledge.sheet_import import Plan

REVIEW_DAYS = 180
WORDINGS = 4
"""Of a group, in the list of groups."""


@clear_errors
def unanswered(
    group: Optional[str] = typer.Argument(None, help="A group's name, to do something about it."),
    add: Optional[str] = typer.Option(None, "--add", help="An entry's id: add these as other ways to ask it."),
    topic: Optional[str] = typer.Option(None, "--topic", help="With --answer: the topic of a new entry."),
    answer: Optional[str] = typer.Option(None, "--answer", help="Make a new entry with this answer."),
    question: Optional[str] = typer.Option(None, "--question", help="With --answer: its wording, at most 80 letters."),
    ignore: bool = typer.Option(False, "--ignore", help="Forget this group."),
    most: int = typer.Option(10, "--most", help="How many groups to show."),
) -> None:
    """List what people asked that had no sure answer, grouped by meaning; or deal with one group."""
    from iop.encoding import tuned_encoder
    from iop.knowledge import writing
    from iop.knowledge.groups import groups
    from iop.knowledge.unanswered import Unanswered
    from iop.publishing.live import served
    from iop.storage.encryption import installed_cipher
    from iop.storage.engine import database
    from iop.understanding.archive import understanding_of

    store = Unanswered(database(), installed_cipher())
    found = groups(store.all(), understanding_of(served().model), tuned_encoder())
    if group is None:
        _list(found[:most])
        typer.echo(
            f"{len(found)} groups. `iop faq unanswered NAME --add ENTRY`, `--topic T --answer TEXT` or `--ignore`."
        )
        return
    chosen = next((one for one in found if one.key == group), None)
    if chosen is None:
        raise SetupError(f"There is no group '{group}'. `iop faq unanswered` lists them.")
    if not ignore:
        with writing.locked(FOLDER):
            if add:
                plan = _further_ways(chosen, add)
            elif topic and answer:
                plan = _new_entry(chosen, topic, answer, question)
            else:
                for text in chosen.texts:
                    typer.echo(text)
                raise SetupError("Say what to do: --add ENTRY, --topic T --answer TEXT, or --ignore.")
            written = writing.apply(plan, FOLDER)
        for _, entry in plan.new + plan.changed:
            for text in filter(entry.questions().__contains__, chosen.texts):
                typer.echo(f"{entry.id}: {text}")
        for note in plan.notes:
            typer.echo(f"note: {note}")
        for path in written:
            typer.echo(f"Written: {path}. See `iop faq status`, and bring it live with `iop faq publish`.")
    store.forget(chosen.ids)
    typer.echo(f"Group {group} is done.")


def _list(found: "Sequence[Group]") -> None:
    for one in found:
        typer.echo(f"{one.key}  {_asked(one)}: {one.texts[0]}")
        for text in one.texts[1:WORDINGS]:
            typer.echo(f"        also: {text}")
        if one.texts[WORDINGS:]:
            typer.echo(f"        and {len(one.texts) - WORDINGS} more: `iop faq unanswered {one.key}` shows them")
        for entry_id, times in one.picked.items():
            typer.echo(f"        picked: {entry_id} ({times} times)")
        for entry_id, question, likeness in one.nearest:
            typer.echo(f"        near: {entry_id} ({likeness:.2f}) {question}")


def _asked(group: "Group") -> str:
    if not group.questions:
        return "people found their answer"
    return f"asked {len(group.questions)} times"


def _further_ways(group: "Group", entry_id: str) -> "Plan":
    from iop.knowledge.groups import as_alternates

    try:
        plan = as_alternates(group, entry_id, read_folder(FOLDER))
    except KeyError:
        raise SetupError(f"There is no entry '{entry_id}'. `iop faq unanswered` names the nearest ones.") from None
    if len(plan.notes) == len(group.texts):
        raise SetupError("\n".join([*plan.notes, "No question is left to add. Forget the group with --ignore."]))
    return plan


def _new_entry(group: "Group", topic: str, answer: str, question: Optional[str]) -> "Plan":
    from iop.knowledge import sheet_import
    from iop.knowledge.sheets import Row

    usable, notes = group.usable("", read_folder(FOLDER))
    if not question and not usable:
        raise SetupError("\n".join([*notes, "No question is left for an entry. Give it one with --question."]))
    review = dt.date.today() + dt.timedelta(days=REVIEW_DAYS)
    cells = {
        "question": question or usable[0],
        "alternates": "|".join(usable),
        "answer": answer,
        "topic": topic,
        "source": "asked by visitors",
        "owner": this_user(),
        "review by": review.isoformat(),
    }
    plan = sheet_import.plan([Row(1, cells)], FOLDER)
    if plan.bad:
        hint = " Word it shorter with --question." if len(cells["question"]) > QUESTION_LENGTH else ""
        raise SetupError(plan.bad[0].reason + hint)
    plan.notes.extend(notes)
    return plan
