"""Files → sheets: rows of cells as they were typed, from workbooks and from CSV in the encodings that offices use."""

from __future__ import annotations

import codecs
import csv
import io
import stat
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Final

from sim.words import Refusal, reason

from .places import Place, Wrong

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_UNPACKED: Final = 512 * 1024 * 1024
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 200
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_FAILURES = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
             OSError, SyntaxError, OverflowError, NotImplementedError, RuntimeError)  # fmt: skip
"""What openpyxl comes up with where a workbook is broken; XML that cannot be parsed is a SyntaxError."""


class Broken(str):
    """A cell that holds a formula or an error in place of a value."""

    __slots__ = ()


@dataclass
class Sheet:
    """The rows of one sheet that hold anything, from the top: number of the row (from 1) and its values."""

    file: str
    name: str
    rows: list[tuple[int, list[Any]]] = field(default_factory=list)
    encoding: str = ""

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Return where a cell stands."""
        return Place(self.file, self.name, row, column)


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
    return _text(raw, name, wrongs)


def _workbook(raw: bytes, name: str, wrongs: list[Wrong]) -> list[Sheet]:
    from openpyxl import load_workbook  # late: half a second

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MAX_UNPACKED:
                wrongs.append(Wrong(Place(name), Refusal("roster.too_big", most=MAX_UNPACKED // 1024**2)))
                return []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it does not keep, which nobody needs here
            book = load_workbook(io.BytesIO(raw), rich_text=False)
    except _FAILURES:
        wrongs.append(Wrong(Place(name), Refusal("roster.not_a_workbook")))
        return []
    sheets: list[Sheet] = []
    for each in book.worksheets:
        sheet = Sheet(name, str(each.title))
        if each.max_row > MAX_ROWS or each.max_column > MAX_COLUMNS:
            too_large = Refusal("roster.too_large", rows=f"{MAX_ROWS:,}", columns=MAX_COLUMNS)
            wrongs.append(Wrong(sheet.place(), too_large))
            continue
        sheet.rows = list(_rows(each))
        sheets.append(sheet)
    return sheets


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Yield rows that hold anything; what is merged downwards holds for every row of it."""
    below: dict[tuple[int, int], Any] = {}
    for merged in sheet.merged_cells.ranges:
        if merged.max_row - merged.min_row < MAX_ROWS:
            value = _value(sheet.cell(merged.min_row, merged.min_col))
            if value is not None:
                below.update({(row, merged.min_col): value for row in range(merged.min_row + 1, merged.max_row + 1)})
    for number, cells in enumerate(sheet.iter_rows(), 1):
        values = [_value(cell) for cell in cells]
        if below:
            values = [below.get((number, column), value) for column, value in enumerate(values, 1)]
        if any(value is not None for value in values):
            yield number, values


def _value(cell: Any) -> Any:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if cell.data_type == "f":
        return Broken(value if isinstance(value, str) else f"={getattr(value, 'text', '')}")
    return Broken(value) if cell.data_type == "e" else value


def _text(raw: bytes, name: str, wrongs: list[Wrong]) -> list[Sheet]:
    decoded = _decoded(raw)
    if decoded is None or "\0" in decoded[0]:
        wrongs.append(Wrong(Place(name), Refusal("roster.not_text")))
        return []
    text, encoding = decoded
    sheet = Sheet(name, "", encoding=encoding)
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 1):
            if number > MAX_ROWS or len(values) > MAX_COLUMNS:
                too_large = Refusal("roster.too_large", rows=f"{MAX_ROWS:,}", columns=MAX_COLUMNS)
                wrongs.append(Wrong(Place(name, "", number), too_large))
                return []
            cells = [value if value.strip() else None for value in values]
            if any(cells):
                sheet.rows.append((number, cells))
    except csv.Error:
        wrongs.append(Wrong(Place(name), Refusal("roster.not_text")))
        return []
    return [sheet]


def _decoded(raw: bytes) -> tuple[str, str] | None:
    """Return a text and its encoding: what a mark at its beginning says, else UTF-8, else GB18030 (GBK and GB2312)."""
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        try:
            return raw.decode(encoding), encoding.removesuffix("-sig").upper()
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(text: str) -> str:
    """Return what separates the columns: a tab where the first lines have one, else a comma, else a semicolon."""
    first = "\n".join(text.split("\n", 20)[:20])
    return next((sign for sign in ("\t", ",", ";") if sign in first), ",")
