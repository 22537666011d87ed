"""Turns an article (HTML, Markdown, plain text) into drafts of entries: a sheet for staff to finish and import."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import List, Sequence, Tuple

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from iop.errors import InputFileError
from iop.knowledge.entries import QUESTION_LENGTH
from iop.knowledge.sheets import COLUMNS, ENCODING, FILE_BYTES, text_of

KINDS = (".html", ".htm", ".md", ".txt")
HEADING_WORDS = 14
"""A line of plain text with at most so many words and no full stop is a heading."""
HEADING, PARAGRAPH, POINT = "heading", "paragraph", "point"
_POINT = re.compile(r"^\s*(?:[-*•o]|\d+[.)])\s+")


@dataclass(frozen=True)
class Draft:
    """A heading, or the first words of a list's point, with what is said under it."""

    question: str
    answer: str


def write_drafts(source: Path, target: Path) -> int:
    """Writes an article's drafts as a sheet, and returns how many there are.

    Raises:
        InputFileError: if the article cannot be read, has nothing in it, or the sheet is there already.
    """
    found = drafts(source)
    if not found:
        raise InputFileError.at(source, None, "no headings with text under them were found. Add headings.")
    try:
        with target.open("x", encoding=ENCODING, newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            for draft in found:
                writer.writerow(
                    {"question": draft.question, "answer": draft.answer, "language": "en", "source": source.name}
                )
    except FileExistsError:
        raise InputFileError.at(target, None, "this file is there already. Rename or remove it first.") from None
    return len(found)


def drafts(path: Path) -> List[Draft]:
    """Reads an article.

    Raises:
        InputFileError: if it is missing, too large or no text.
    """
    if not path.is_file():
        raise InputFileError.at(path, None, "there is no such file. Check the name.")
    if path.stat().st_size > FILE_BYTES:
        raise InputFileError.at(path, None, "the file is larger than 5 MB. Save the article's text only.")
    text = text_of(path)
    if path.suffix.lower() == ".txt":
        return _drafts([_kind_and_text(line) for line in text.splitlines() if line.strip()])
    html = MarkdownIt().render(text) if path.suffix.lower() == ".md" else text
    return _drafts(_blocks(html))


def _kind_and_text(line: str) -> Tuple[str, str]:
    """Returns what a line of plain text is: a point, a heading, or a paragraph."""
    plain = " ".join(line.split())
    point = _POINT.match(plain)
    if point:
        return POINT, plain[point.end() :]
    short = len(plain.split()) <= HEADING_WORDS and not plain.endswith((".", ":", ";", ",", "!"))
    return HEADING if short else PARAGRAPH, plain


def _blocks(html: str) -> List[Tuple[str, str]]:
    """Returns the headings, paragraphs and points of a page; scripts and what stands around the text are dropped."""
    page = BeautifulSoup(html, "html.parser")
    for part in page(["script", "style", "nav", "header", "footer", "aside", "form", "template", "iframe", "svg"]):
        part.decompose()
    kinds = {"p": PARAGRAPH, "li": POINT}
    blocks = [
        (kinds.get(block.name, HEADING), " ".join(block.get_text(" ").split()))
        for block in page.find_all(["h1", "h2", "h3", "h4", "p", "li"])
        if block.name == "li" or not block.find_parent("li")
    ]
    return [(kind, text) for kind, text in blocks if text]


def _drafts(blocks: Sequence[Tuple[str, str]]) -> List[Draft]:
    found: List[Draft] = []
    heading = ""
    body: List[str] = []
    for kind, text in [*blocks, (HEADING, "")]:
        if kind == HEADING:
            if heading and body:
                found.append(Draft(heading[:QUESTION_LENGTH], " ".join(body)))
            heading, body = text, []
            continue
        body.append(text)
        name, _, told = text.partition(":")
        if kind == POINT and heading and told.strip() and len(name.split()) <= HEADING_WORDS:
            found.append(Draft(name.strip()[:QUESTION_LENGTH], told.strip()))
    return found
