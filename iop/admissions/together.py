"""What a lead holds: what each of its conversations gave last, put together."""

from typing import Any, Dict, Sequence, Tuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from iop.admissions.lead import PERMISSIONS
from iop.storage.encryption import Cipher
from iop.storage.schema import leads, submissions

Fields = Dict[str, Any]


def put_together(connection: Connection, cipher: Cipher, lead_id: int, stops_texts: bool = False) -> bool:
    """Stores in a lead what its submissions hold; those that were deleted hold nothing.

    Args:
        connection: In a transaction in which no other changes leads, see `one_at_a_time`.
        cipher: The installation's.
        lead_id: A lead with at least one submission that was not deleted.
        stops_texts: Whether from now on no submission so far allows texts. Later ones may.

    Returns:
        Whether the lead's fields are others than before.

    Raises:
        SetupError: if something was encrypted with a secret that is not known here.
    """
    sealed = connection.execute(sa.select(leads.c.sealed).where(leads.c.id == lead_id)).scalar_one()
    before = cipher.open(sealed) if sealed else {}
    theirs = (submissions.c.lead_id == lead_id) & submissions.c.sealed.is_not(None)
    rows = connection.execute(sa.select(submissions).where(theirs).order_by(submissions.c.id)).all()
    given = [cipher.open(row.sealed) for row in rows]
    stopped = rows[-1].id if stops_texts else before.get("texts_stopped", 0)
    refused = [{"may_text": False} if row.id <= stopped else {} for row in rows]
    said = [(row.conversation_id, {**one["fields"], **no}) for row, one, no in zip(rows, given, refused, strict=True)]
    content = {
        "fields": merged(said),
        "questions": list(dict.fromkeys(question for one in given for question in one["questions"])),
        "texts_stopped": stopped,
    }
    changed = {"channel": rows[-1].channel, **sealed_columns(cipher, content)}
    connection.execute(leads.update().where(leads.c.id == lead_id).values(**changed))
    return bool(content["fields"] != before.get("fields"))


def merged(given: Sequence[Tuple[str, Fields]]) -> Fields:
    """Returns the fields of a lead.

    Of each conversation the latest counts: who agreed to it has seen all that it shall hold. Others may know the same
    number, so it allows only what all that gave it allow.

    Args:
        given: The conversation and its fields, as often as somebody agreed, oldest first.
    """
    latest: Dict[str, Fields] = {}
    for conversation_id, fields in given:
        latest.pop(conversation_id, None)
        latest[conversation_id] = fields
    found = {name: value for fields in latest.values() for name, value in fields.items() if name not in PERMISSIONS}
    for name in PERMISSIONS:
        said = [fields.get(name) for fields in latest.values() if fields.get("phone") == found.get("phone")]
        if False in said or all(said):
            found[name] = False not in said
    return found


def sealed_columns(cipher: Cipher, content: Dict[str, Any]) -> Dict[str, Any]:
    """Returns the columns of `leads` that depend on the secret.

    Args:
        cipher: The installation's.
        content: `fields`, `questions`, and in `texts_stopped` the latest submission before texts were stopped.
    """
    phone, email = content["fields"].get("phone"), content["fields"].get("email")
    return {
        "sealed": cipher.seal(content),
        "phone_key": cipher.lookup_keys(phone)[0] if phone else None,
        "email_key": cipher.lookup_keys(email.lower())[0] if email else None,
    }
