"""The written messages from which the classifier learns."""

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Sequence

from iop.safety.evidence import gather
from iop.safety.files import DATA, read_yaml
from iop.safety.normalise import read
from iop.safety.windows import pieces

EVERYDAY = 2500
"""How many combined everyday requests are drawn."""
ANSWERS = 1000
"""How many combined short answers are drawn."""

NEWS = "news"
"""The label of good news after the crisis texts."""
NO_NEWS = "no_news"
"""The label of whatever else follows them."""
WORSE = "worse"
"""The kind of it that says that the danger grows."""
WORDINGS = ("visitor_wording", "off_topic")
"""Kinds of harmless message whose sentences are harmless one by one; an idiom's sentences would not be."""


@dataclass(frozen=True)
class Utterance:
    """One written message.

    Attributes:
        text: What somebody would send.
        label: A crisis route, `soft` (near danger, nobody in danger) or `plain`.
        kind: Which kind of message it stands for.
    """

    text: str
    label: str
    kind: str


def written(folder: Path = DATA / "utterances") -> List[Utterance]:
    """Reads every file of written messages.

    Raises:
        OSError: if a file cannot be read.
        ValueError: if one is broken or there are none.
    """
    found: List[Utterance] = []
    for path in sorted(folder.glob("*.yml")):
        content = read_yaml(path)
        route = str(content["route"])
        label = route if route != "none" else ("soft" if content.get("soft") == "true" else "plain")
        for kind, lines in content["kinds"].items():
            found += [Utterance(line.strip(), label, kind) for line in lines.splitlines() if line.strip()]
    if not found:
        raise ValueError(f"no messages to learn from in {folder}")
    return found


def news(path: Path = DATA / "news.yml") -> List[Utterance]:
    """Reads what people write after the crisis texts; the label of each is `NEWS` or `NO_NEWS`.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it is broken.
    """
    content = read_yaml(path)
    return [
        Utterance(line.strip(), label, kind)
        for label in (NEWS, NO_NEWS)
        for kind, lines in content[label].items()
        for line in lines.splitlines()
        if line.strip()
    ]


def everyday(count: int = EVERYDAY) -> List[Utterance]:
    """Combines everyday requests; the same ones every time.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it is broken.
    """
    return _combined(count, DATA / "everyday.yml", "everyday_combined")


def answers(count: int = ANSWERS) -> List[Utterance]:
    """Combines what visitors answer and ask in passing; the same every time.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it is broken.
    """
    return _combined(count, DATA / "answers.yml", "answer_combined")


def _combined(count: int, path: Path, kind: str) -> List[Utterance]:
    content = read_yaml(path)
    frames, slots = content["frames"], content["slots"]
    draw = random.Random(7)  # noqa: S311 - for variety, not for secrets
    texts: Dict[str, None] = {}
    while len(texts) < count:
        frame = draw.choice(frames)
        texts[re.sub(r"\{(\w+)\}", lambda match: draw.choice(slots[match.group(1)]), frame)] = None
    return [Utterance(text, "plain", kind) for text in texts]


def sentences(utterances: Sequence[Utterance]) -> List[Utterance]:
    """Returns the sentences of longer harmless messages, because a live message is also read piece by piece."""
    found: List[Utterance] = []
    for utterance in utterances:
        if utterance.kind in WORDINGS:
            parts = [part for part in pieces(read(utterance.text).sentences) if not gather([part]).open]
            found += [Utterance(" ".join(part), utterance.label, "wording_sentence") for part in parts]
    return found


def learned() -> List[Utterance]:
    """Returns all from which the classifier learns; what was written counts where others have the same message.

    Raises:
        OSError: if a file cannot be read.
        ValueError: if one is broken.
    """
    found = written()
    known = {u.text.lower() for u in found}
    return found + [u for u in [*everyday(), *answers(), *sentences(found)] if u.text.lower() not in known]
