"""Tables as one Excel workbook: a sheet for each, and one that says what it is about."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import IO, Any

from openpyxl import Workbook

from sim import __version__

from .sheets import answer_sheet, data_sheet, plain
from .tables import Row, harmless, in_both

ABOUT = "about"
MOST_ROWS = 1_048_576  # of a sheet, for every program that opens one
_PIECE = 1 << 20  # bytes that are handed on at a time
_NEVER = "2000-01-01T00:00:00Z"  # a workbook holds no clock: the same run gives the same bytes


def workbook(tables: Mapping[str, Iterable[Row]], answer: Mapping[str, Any]) -> bytes:
    """Return the workbook: the answer in words, and each table that a sheet can hold; `about` says which it cannot."""
    sheets = {name: list(rows) for name, rows in tables.items()}
    too_long = [name for name, rows in sheets.items() if len(rows) > MOST_ROWS]
    return b"".join(workbook_pieces(sheets, answer, too_long))


def workbook_pieces(
    tables: Mapping[str, Iterable[Row]], answer: Mapping[str, Any], too_long: Iterable[str] = ()
) -> Iterator[bytes]:
    """Yield the same piece by piece, without ever holding a table: rows are made as they are written.

    Parameters
    ----------
    too_long : iterable of str
        The tables that no sheet can hold.
    """
    left_out = list(too_long)
    with tempfile.TemporaryFile() as made, tempfile.TemporaryFile() as timeless:
        book = Workbook(write_only=True)
        answer_sheet(book, answer)
        for name, rows in tables.items():
            if name in left_out:
                continue
            more = [(other, f"{other}.csv", *in_both("about.too_long")) for other in left_out] if name == ABOUT else []
            data_sheet(book, name, ([_cell(value) for value in row] for row in chain(rows, more)))
        book.properties.creator = f"quyuhua {__version__}"
        book.properties.created = datetime(2000, 1, 1)
        book.save(made)
        _make_timeless(made, timeless)
        timeless.seek(0)
        yield from iter(lambda: timeless.read(_PIECE), b"")


def _cell(value: Any) -> Any:
    """Return a value as a cell holds it: text, number, yes or no, or nothing."""
    if isinstance(value, str):
        return harmless(value) or None
    return plain(value)


def _make_timeless(file: IO[bytes], made: IO[bytes]) -> None:
    """Write the archive again without the time at which it was made."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, member.file_size
            if member.filename == "docProps/core.xml":
                stamp = rb"(<dcterms:modified[^>]*>)[^<]*"
                new.writestr(entry, re.sub(stamp, rb"\g<1>" + _NEVER.encode(), old.read(member)))
                continue
            with old.open(member) as source, new.open(entry, "w") as target:
                shutil.copyfileobj(source, target, _PIECE)
