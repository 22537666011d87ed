"""What is tried with a trained candidate."""

import datetime as dt
from pathlib import Path

from iop.publishing.trial import conversations
from tests.publishing.test_versions import ENTRY

LAST_DAY = dt.date(2027, 1, 31)


def test_an_entry_that_expired_is_not_tried(tmp_path: Path) -> None:
    entry = ENTRY.format(answer="From $3,000.") + f"    expires: {LAST_DAY}\n"
    (tmp_path / "cost.yml").write_text(entry, encoding="utf-8")
    tried = [{one.faq_id for one in conversations(tmp_path, LAST_DAY + dt.timedelta(days=days))} for days in (0, 1)]
    assert tried == [{None, "cost-total"}, {None}]
