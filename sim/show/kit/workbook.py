"""Tables as one Excel workbook: a sheet for each, and one that says what it is about."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from openpyxl import Workbook

from sim import __version__

from .sheets import answer_sheet, data_sheet, plain
from .tables import Row, harmless, in_both

ABOUT = "about"
MOST_ROWS = 1_048_576  # of a sheet, for every program that opens one
_NEVER = "2000-01-01T00:00:00Z"  # a workbook holds no clock: the same run gives the same bytes


def workbook(tables: Mapping[str, Iterable[Row]], answer: Mapping[str, Any]) -> bytes:
    """Return the workbook: the answer in words, and each table that a sheet can hold; `about` says which it cannot."""
    sheets = {name: list(rows) for name, rows in tables.items()}
    for name in [name for name, rows in sheets.items() if len(rows) > MOST_ROWS]:
        del sheets[name]
        if ABOUT in sheets:
            sheets[ABOUT].append((name, f"{name}.csv", *in_both("about.too_long")))
    return _book(sheets, answer)


def _book(sheets: Mapping[str, Iterable[Row]], answer: Mapping[str, Any]) -> bytes:
    book = Workbook(write_only=True)
    answer_sheet(book, answer)
    for name, rows in sheets.items():
        data_sheet(book, name, [[_cell(value) for value in row] for row in rows])
    book.properties.creator = f"quyuhua {__version__}"
    book.properties.created = datetime(2000, 1, 1)
    file = io.BytesIO()
    book.save(file)
    return _timeless(file)


def _cell(value: Any) -> Any:
    """Return a value as a cell holds it: text, number, yes or no, or nothing."""
    if isinstance(value, str):
        return harmless(value) or None
    return plain(value)


def _timeless(file: io.BytesIO) -> bytes:
    """Return the archive without the time at which it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "docProps/core.xml":
                stamp = rb"(<dcterms:modified[^>]*>)[^<]*"
                content = re.sub(stamp, rb"\g<1>" + _NEVER.encode(), content)
            info = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return made.getvalue()
