"""Is this the secret that the database was written with?"""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.errors import SetupError
from iop.storage.encryption import Cipher
from iop.storage.schema import SEALED


def check_secret(engine: Engine, cipher: Cipher) -> None:
    """Tries the oldest value of every table; it is enough that one can be read.

    Args:
        engine: The database.
        cipher: Knows the present secrets.

    Raises:
        SetupError: if there are values, and none can be read: what is stored would be lost to staff, and who said STOP
            would be forgotten.
    """
    problem = None
    with engine.connect() as connection:
        for table in SEALED:
            oldest = sa.select(table.c.sealed).where(table.c.sealed.is_not(None)).order_by(table.c.id).limit(1)
            sealed = connection.execute(oldest).scalar()
            if sealed is None:
                continue
            try:
                cipher.open(sealed)
            except SetupError as error:
                problem = error
            else:
                return
    if problem is not None:
        raise problem
