"""Reads staff's sheets: CSV, TSV, XLSX and JSON. Refuses what could harm, in words that staff understand."""

import csv
import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, List, Mapping, Sequence, Tuple
from xml.etree.ElementTree import ParseError

import charset_normalizer
import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from iop.errors import InputFileError
from iop.knowledge.entries import FaqFile

COLUMNS = ("question", "alternates", "answer", "sms answer", "topic", "language", "source", "owner", "review by")
REQUIRED = ("question", "answer", "topic")
FILE_BYTES = 5_000_000
UNPACKED_BYTES = 50_000_000
ROWS = 5_000
ENCODING = "utf-8-sig"
"""Of what we write: with the mark at its beginning, without which Excel mistakes letters."""


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its number, counted from 1 with the header, and its cells by column name."""

    line: int
    cells: Dict[str, str]


def template() -> str:
    """Returns an empty sheet, as CSV, for staff to fill in."""
    return ",".join(COLUMNS) + "\n"


def export(files: Mapping[str, FaqFile]) -> str:
    """Returns a knowledge base as a sheet, as CSV. Importing it again changes nothing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for topic, file in files.items():
        for e in file.entries:
            answers = (e.answer.strip(), (e.sms_answer or "").strip())
            writer.writerow([e.question, "|".join(e.alternates), *answers, topic, "en", e.source, e.owner, e.review_by])
    return out.getvalue()


def read_rows(path: Path) -> List[Row]:
    """Reads a sheet.

    Raises:
        InputFileError: if the file is missing, too large, of another kind, damaged, or lacks a column.
    """
    if not path.is_file():
        raise InputFileError.at(path, None, "there is no such file. Check the name.")
    if path.stat().st_size > FILE_BYTES:
        raise InputFileError.at(path, None, "the file is larger than 5 MB. Split it, or remove pictures.")
    kind = path.suffix.lower()
    if kind == ".xlsx":
        table = _workbook(path)
    elif kind in (".csv", ".tsv"):
        table = csv_rows(path)
    elif kind == ".json":
        table = _objects(path)
    else:
        raise InputFileError.at(path, None, "this kind of file is not read. Save it as .xlsx, .csv, .tsv or .json.")
    return _rows(path, table)


def _rows(path: Path, table: Sequence[Tuple[int, List[str]]]) -> List[Row]:
    if not table:
        raise InputFileError.at(path, None, "the sheet is empty. Start from `iop faq template`.")
    if len(table) == 1:
        raise InputFileError.at(
            path, table[0][0], "there is nothing under the first row. Fill in questions and answers."
        )
    if len(table) > ROWS:
        raise InputFileError.at(path, None, f"more than {ROWS} rows. Split the sheet.")
    header = [" ".join(name.lower().replace("_", " ").split()) for name in table[0][1]]
    missing = [name for name in REQUIRED if name not in header]
    unknown = [name for name in header if name and name not in COLUMNS]
    if missing:
        raise InputFileError.at(path, table[0][0], f"no column '{missing[0]}'. The first row names the columns.")
    if unknown or len(set(filter(None, header))) < len(list(filter(None, header))):
        problem = f"the column '{unknown[0]}' is not known" if unknown else "a column stands twice"
        raise InputFileError.at(path, table[0][0], f"{problem}. Use: {', '.join(COLUMNS)}.")
    rows = []
    for line, values in table[1:]:
        if any(values[len(header) :]):
            raise InputFileError.at(path, line, "more cells than columns. Put answers with commas in quotes.")
        rows.append(Row(line, {name: value for name, value in zip(header, values, strict=False) if name}))
    return rows


def text_of(path: Path) -> str:
    """Returns the text of a file in whatever encoding it was saved.

    Raises:
        InputFileError: if it is no text.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data, cp_isolation=["cp1252", "mac_roman"]).best()
        if best is None:
            raise InputFileError.at(path, None, "the letters cannot be read. Save it as CSV UTF-8.") from None
        text = str(best)
    if "\0" in text:
        raise InputFileError.at(path, None, "this is not a text file. Save it as CSV UTF-8.")
    return text


def _objects(path: Path) -> List[Tuple[int, List[str]]]:
    """Reads a JSON list of objects whose keys are columns; alternates may be a list."""
    try:
        rows = json.loads(text_of(path))
    except (ValueError, RecursionError) as error:
        raise InputFileError.at(path, None, f"this is not JSON ({error}). Save it again.") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputFileError.at(
            path, None, 'write a list of objects: [{"question": ..., "answer": ..., "topic": ...}].'
        )
    names = list(dict.fromkeys(str(name) for row in rows for name in row))
    table = [(1, names)] if rows else []
    for number, row in enumerate(rows, 2):
        values = [row.get(name) for name in names]
        if any(isinstance(value, dict) for value in values):
            raise InputFileError.at(
                path, number, "a value is an object. Write texts, and alternates as a list of texts."
            )
        table.append((number, ["|".join(map(str, v)) if isinstance(v, list) else _cell(v) for v in values]))
    return _filled(table)


def csv_rows(path: Path) -> List[Tuple[int, List[str]]]:
    """Returns the rows of a CSV file that hold anything, each with its line; in whatever way it was saved.

    Raises:
        InputFileError: if it is no text, or a quotation mark is left open.
    """
    text = text_of(path)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    table, line = [], 1
    try:
        for values in reader:
            table.append((line, [value.strip() for value in values]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputFileError.at(path, line, "the row is damaged. Look for a quotation mark left open.") from error
    return _filled(table)


def _workbook(path: Path) -> List[Tuple[int, List[str]]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_BYTES:
                raise InputFileError.at(path, None, "it unpacks to more than 50 MB. Copy the rows to a new sheet.")
            if any("vbaproject" in part.filename.lower() for part in archive.infolist()):
                raise InputFileError.at(path, None, "it contains macros. Save it as .xlsx without macros.")
        book = openpyxl.load_workbook(path, read_only=True)
        sheet = book.worksheets[0]
        cells = sheet.iter_rows(max_row=ROWS + 2, max_col=len(COLUMNS) + 10, values_only=True)
        table = [(line, [_cell(value) for value in values]) for line, values in enumerate(cells, 1)]
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError) as error:
        raise InputFileError.at(path, None, "the workbook is damaged. Open it and save it again as .xlsx.") from error
    except (KeyError, ValueError, IndexError, TypeError, AttributeError, RuntimeError, EOFError, zlib.error) as error:
        raise InputFileError.at(path, None, "this is no workbook that can be read. Save it again as .xlsx.") from error
    return _filled(table)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).removesuffix(" 00:00:00").strip()


def _filled(table: Iterable[Tuple[int, List[str]]]) -> List[Tuple[int, List[str]]]:
    return [(line, values) for line, values in table if any(values)]
