"""What the README tells a newcomer to try."""

import re
import shutil
from pathlib import Path

from iop.knowledge import writing
from iop.knowledge.entries import read_folder
from iop.publishing.publish import examine
from tests.conftest import ROOT
from tests.example import of_the_example


@of_the_example
def test_the_readmes_question_can_be_published(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"here `(\w+\.yml)`.*?```yaml\n(  - id: (\S+)\n.*?)```", readme, re.DOTALL)
    assert found
    before = Path(shutil.copytree(ROOT / "data" / "faq", tmp_path / "before"))
    if found[3] in (before / found[1]).read_text(encoding="utf-8"):  # somebody has done as README says
        writing.remove(found[3], before, yes=True)
    changed = Path(shutil.copytree(before, tmp_path / "faq"))
    with (changed / found[1]).open("a", encoding="utf-8") as file:
        file.write(found[2])
    assert found[3] in {entry.id for entry in read_folder(changed)[found[1].removesuffix(".yml")].entries}
    assert examine(changed, before).findings == []
