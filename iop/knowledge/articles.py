"""Turns an article (HTML, Markdown, plain text) into drafts of entries: a sheet for staff to finish and import."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import List

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from iop.errors import InputFileError
from iop.knowledge.entries import QUESTION_LENGTH
from iop.knowledge.sheets import COLUMNS, FILE_BYTES, text_of

KINDS = (".html", ".htm", ".md", ".txt")
HEADING_WORDS = 14
"""A line of plain text with at most so many words and no full stop is a heading."""
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
        with target.open("x", encoding="utf-8", newline="") as file:
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
        return _of_lines(text.splitlines())
    html = MarkdownIt().render(text) if path.suffix.lower() == ".md" else text
    return _of_lines(_lines(html))


def _lines(html: str) -> List[str]:
    """Returns headings, paragraphs and points of a page; scripts and what stands around the text are dropped."""
    page = BeautifulSoup(html, "html.parser")
    for part in page(["script", "style", "nav", "header", "footer", "aside", "form", "template", "iframe", "svg"]):
        part.decompose()
    lines = []
    for block in page.find_all(["h1", "h2", "h3", "h4", "p", "li"]):
        if block.find_parent("li") and block.name != "li":
            continue
        text = " ".join(block.get_text(" ").split())
        if text:
            lines += ["", f"- {text}" if block.name == "li" else text]
    return lines


def _of_lines(lines: List[str]) -> List[Draft]:
    found: List[Draft] = []
    heading, body = "", []  # type: str, List[str]

    def close() -> None:
        if heading and body:
            found.append(Draft(heading[:QUESTION_LENGTH], " ".join(body)))

    for line in lines:
        plain = " ".join(line.split())
        if not plain:
            continue
        point = _POINT.match(plain)
        if point:
            told = plain[point.end() :]
            name, colon, rest = told.partition(":")
            body.append(told)
            if colon and rest.strip() and len(name.split()) <= HEADING_WORDS and heading:
                found.append(Draft(name.strip()[:QUESTION_LENGTH], rest.strip()))
        elif len(plain.split()) <= HEADING_WORDS and not plain.endswith((".", ":", ";", ",", "!")):
            close()
            heading, body = plain, []
        else:
            body.append(plain)
    close()
    return found
