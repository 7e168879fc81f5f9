"""Tables as one Excel workbook: a sheet for each, and one that says what it is about."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import numpy as np
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from sim import __version__

from .tables import Row, harmless, in_both
from .text import width

ABOUT = "about"
MOST_ROWS = 1_048_576  # of a sheet, for every program that opens one
_A4 = 9  # as Excel counts papers
_WIDEST = 60
_MOST_PRINTED = 16  # columns that can be read on one page
_NEVER = "2000-01-01T00:00:00Z"  # a workbook holds no clock: the same run gives the same bytes


def workbook(tables: Mapping[str, Iterable[Row]]) -> bytes:
    """Return the workbook: a sheet for each table that a sheet can hold; `about` says which it cannot."""
    sheets = {name: list(rows) for name, rows in tables.items()}
    for name in [name for name, rows in sheets.items() if len(rows) > MOST_ROWS]:
        del sheets[name]
        if ABOUT in sheets:
            sheets[ABOUT].append((name, f"{name}.csv", *in_both("about.too_long")))
    return _book(sheets)


def _book(sheets: Mapping[str, Iterable[Row]]) -> bytes:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        _sheet(book, name, rows)
    book.properties.creator = f"quyuhua {__version__}"
    book.properties.created = datetime(2000, 1, 1)
    file = io.BytesIO()
    book.save(file)
    return _timeless(file)


def _sheet(book: Workbook, name: str, rows: Iterable[Row]) -> None:
    table = [[_cell(value) for value in row] for row in rows]
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    if len(table[0]) <= _MOST_PRINTED:
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0
        sheet.print_title_rows = "1:1"
    for number, column in enumerate(zip(*table[:200], strict=True), 1):
        longest = max(width(value) if isinstance(value, str) else 11 for value in column if value is not None)
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, longest + 2)
    bold, top = Font(bold=True), Alignment(vertical="top")
    heads = []
    for value in table[0]:
        head = WriteOnlyCell(sheet, value=value)
        head.font, head.alignment = bold, top
        heads.append(head)
    sheet.append(heads)
    for row in table[1:]:
        sheet.append(row)


def _cell(value: Any) -> Any:
    """Return a value as a cell holds it: text, number, yes or no, or nothing."""
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, str):
        return harmless(value) or None
    return value


def _timeless(file: io.BytesIO) -> bytes:
    """Return the archive without the time at which it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            content = old.read(each)
            if each.filename == "docProps/core.xml":
                stamp = rb"(<dcterms:modified[^>]*>)[^<]*"
                content = re.sub(stamp, rb"\g<1>" + _NEVER.encode(), content)
            entry = zipfile.ZipInfo(each.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()
