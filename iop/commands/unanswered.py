"""`iop faq unanswered`: what people asked that had no sure answer, and what to do about it."""

import datetime as dt
from typing import Optional

import typer

from iop.commands.errors import clear_errors
from iop.knowledge.entries import FOLDER, QUESTION_LENGTH

REVIEW_DAYS = 180


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
    import getpass

    from iop.encoding import tuned_encoder
    from iop.errors import SetupError
    from iop.knowledge import sheet_import
    from iop.knowledge.entries import read_folder
    from iop.knowledge.groups import as_alternates, groups
    from iop.knowledge.sheets import Row
    from iop.knowledge.unanswered import Unanswered
    from iop.publishing.live import served
    from iop.settings import settings
    from iop.storage.encryption import Cipher
    from iop.storage.engine import database
    from iop.understanding.archive import understanding_of

    store = Unanswered(database(), Cipher(*settings().secrets()))
    found = groups(store.all(), understanding_of(served().model), tuned_encoder())
    if group is None:
        for one in found[:most]:
            typer.echo(f"{one.key}  asked {len(one.questions)} times: {one.texts[0]}")
            for text in one.texts[1:4]:
                typer.echo(f"        also: {text}")
            for entry_id, question, likeness in one.nearest:
                typer.echo(f"        near: {entry_id} ({likeness:.2f}) {question}")
        typer.echo(
            f"{len(found)} groups. `iop faq unanswered NAME --add ENTRY`, `--topic T --answer TEXT` or `--ignore`."
        )
        return
    chosen = next((one for one in found if one.key == group), None)
    if chosen is None:
        raise SetupError(f"There is no group '{group}'. `iop faq unanswered` lists them.")
    if not ignore:
        if add:
            try:
                plan = as_alternates(chosen, add, read_folder(FOLDER))
            except KeyError:
                raise SetupError(f"There is no entry '{add}'. `iop faq unanswered` names the nearest ones.") from None
        elif topic and answer:
            review = dt.date.today() + dt.timedelta(days=REVIEW_DAYS)
            cells = {
                "question": question or chosen.texts[0],
                "alternates": "|".join(chosen.texts),
                "answer": answer,
                "topic": topic,
                "source": "asked by visitors",
                "owner": getpass.getuser(),
                "review by": review.isoformat(),
            }
            plan = sheet_import.plan([Row(1, cells)], FOLDER)
            if plan.bad:
                hint = " Word it shorter with --question." if len(cells["question"]) > QUESTION_LENGTH else ""
                raise SetupError(plan.bad[0].reason + hint)
        else:
            raise SetupError("Say what to do: --add ENTRY, --topic T --answer TEXT, or --ignore.")
        for note in plan.notes:
            typer.echo(f"note: {note}")
        for path in sheet_import.apply(plan, FOLDER):
            typer.echo(f"Written: {path}. See `iop faq status`, and bring it live with `iop faq publish`.")
    store.forget([question.id for question in chosen.questions])
    typer.echo(f"Group {group} is done.")
