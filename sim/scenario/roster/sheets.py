"""Files → sheets: rows of cells as they were typed, from workbooks and from CSV in the encodings that offices use."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Final
from xml.parsers import expat

from sim.words import Refusal, reason, with_commas

from .places import Place, Wrong
from .separated import NotText, Unclosed, decoded, rows
from .workbook import MAX_COLUMNS, MAX_ROWS, Broken, TooLarge, Unreadable, Workbook

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_UNPACKED: Final = 512 * 1024 * 1024
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_MARKUP = re.compile(rb"\s*<(!doctype html|html|table|head|meta|style|div)\b|\s*<\?xml[^>]*\?>\s*<html", re.IGNORECASE)
_OLD_XML = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|progid=\"Excel.Sheet\"")
_FAILURES = (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, IndexError, EOFError, OSError,
             OverflowError, NotImplementedError, RuntimeError, Unreadable)  # fmt: skip
"""What comes up where a workbook is broken."""

__all__ = ["MAX_BYTES", "Broken", "Sheet", "read_sheets"]


@dataclass
class Sheet:
    """The rows of one sheet that hold anything, from the top: number of the row (from 1) and its values."""

    file: str
    name: str
    rows: list[tuple[int, list[Any]]] = field(default_factory=list)
    encoding: str = ""
    hidden: bool = False
    table: str = ""  # which it was taken for, where its name does not say so

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Return where a cell stands."""
        return Place(self.file, self.name, row, column, self.hidden, self.table)


def read_sheets(path: FilePath, wrongs: list[Wrong]) -> list[Sheet]:
    """Return the sheets of a file; what keeps it from being read is added to ``wrongs``."""
    name = path.name or str(path)

    def refuse(key: str, **fields: object) -> list[Sheet]:
        wrongs.append(Wrong(Place(name), Refusal(key, **fields)))
        return []

    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return refuse("roster.is_folder")
        if not stat.S_ISREG(status.st_mode):
            return refuse("roster.not_a_file")
        if status.st_size > MAX_BYTES:
            return refuse("roster.too_big", most=MAX_BYTES // 1024**2)
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return refuse("roster.missing_file")
    except (OSError, ValueError) as error:
        return refuse("roster.unreadable", reason=reason(error))
    if raw.startswith(_OLD_OFFICE):
        return refuse("roster.old_workbook")
    if raw.startswith(b"PK\x03\x04"):
        return _workbook(raw, name, wrongs)
    if _OLD_XML.search(raw[:4096]):
        return refuse("roster.xml_workbook")
    if _MARKUP.match(raw.removeprefix(b"\xef\xbb\xbf")):
        return refuse("roster.web_page")
    return _text(raw, name, wrongs)


def _workbook(raw: bytes, name: str, wrongs: list[Wrong]) -> list[Sheet]:
    sheets: list[Sheet] = []
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            there = packed.namelist()
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                wrongs.append(Wrong(Place(name), Refusal("roster.too_big", most=MAX_UNPACKED // 1024**2)))
                return []
            other = "mimetype" in there or "xl/workbook.bin" in there or "word/document.xml" in there
            if other or "Index/Document.iwa" in there:
                wrongs.append(Wrong(Place(name), Refusal("roster.other_workbook")))
                return []
            book = Workbook(packed)
            for part in book.sheets:
                sheet = Sheet(name, part.name, hidden=part.hidden)
                try:
                    sheet.rows = book.rows(part)
                except TooLarge as error:
                    row, column = error.args
                    wrongs.append(_too_large(sheet.place(row, column)))
                    continue
                sheets.append(sheet)
    except TooLarge:
        wrongs.append(_too_large(Place(name)))
    except _FAILURES:
        wrongs.append(Wrong(Place(name), Refusal("roster.not_a_workbook")))
        return []
    return sheets


def _too_large(place: Place) -> Wrong:
    return Wrong(place, Refusal("roster.too_large", rows=with_commas(MAX_ROWS), columns=MAX_COLUMNS))


def _text(raw: bytes, name: str, wrongs: list[Wrong]) -> list[Sheet]:
    def refuse(key: str, row: int | None = None, **fields: object) -> list[Sheet]:
        wrongs.append(Wrong(Place(name, "", row), Refusal(key, **fields)))
        return []

    try:
        text, encoding = decoded(raw)
    except NotText as error:
        return refuse("roster.not_text", line=error.line, byte=error.byte, value=f"0x{error.value:02X}")
    sheet = Sheet(name, "", encoding=encoding)
    try:
        parsed = rows(text)
    except Unclosed as error:
        return refuse("roster.unclosed", line=error.line)
    for number, values in enumerate(parsed, 1):
        cells = [value if value.strip() else None for value in values]
        if len(sheet.rows) >= MAX_ROWS or any(value is not None for value in cells[MAX_COLUMNS:]):
            wrongs.append(_too_large(sheet.place(number)))
            return []
        if any(cells):
            sheet.rows.append((number, cells[:MAX_COLUMNS]))
    return [sheet]
