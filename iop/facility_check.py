"""What staff should look at in a `facility.yml` that can be read."""

import datetime as dt
import re
from typing import List

from iop.facility import Facility

FAR = dt.timedelta(days=2 * 365)
"""A holiday that is further away was probably written with a wrong year."""
_FICTIONAL = re.compile(r"555\D*01\d\d$")
"""Numbers that the North American plan keeps for fiction: nobody answers them."""


def warnings(centre: Facility, today: dt.date) -> List[str]:
    """Returns what is probably a mistake, a line each.

    Args:
        centre: What was read.
        today: By the centre's own calendar.
    """
    found = []
    if not centre.example:
        contacts = {
            "phone": centre.phone,
            **{f"desks.{name}": contact for name, contact in centre.desks.dict().items()},
        }
        found += [
            f"{name}: {contact} is a number for fiction, and nobody answers it. Write your own."
            for name, contact in contacts.items()
            if _FICTIONAL.search(contact)
        ]
        mails = {"email": centre.email, **{name: value for name, value in contacts.items() if "@" in value}}
        found += [
            f"{name}: {contact} is an address for examples, and nobody reads it. Write your own."
            for name, contact in mails.items()
            if contact.lower().endswith(".example")
        ]
    found += [
        f"holidays: {day} is more than two years away. Is the year right?"
        for day in centre.holidays
        if abs(day - today) > FAR
    ]
    if centre.holidays and max(centre.holidays) < today:
        found.append("holidays: all of them are over. Write those of the next twelve months.")
    return found
