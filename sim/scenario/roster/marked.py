"""A copy of a roster with the cells coloured that are wrong or left to a person, and a comment in each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path as FilePath
from typing import Any, Final

from sim.words import say

from .notes import Note
from .places import Place, Wrong
from .sheets import Sheet, read_sheets

WRONG, OPEN = "FFC7CE", "FFEB9C"
MAX_STYLED: Final = 64 * 1024 * 1024  # bytes of a sheet up to which its looks are kept
LONGEST: Final = 1000  # characters of a comment


def marked(paths: Sequence[FilePath], wrongs: Iterable[Wrong], notes: Iterable[Note], lang: str) -> tuple[bytes, int]:
    """Return a workbook and how many cells are marked in it.

    One workbook is copied with its looks; of CSV files, several files or Strict Open XML the values are.
    """
    comments: dict[Place, list[str]] = {}
    bad: set[Place] = set()
    for wrong in wrongs:
        place = _plain(wrong.place)
        bad.add(place)
        comments.setdefault(place, []).append(wrong.message(lang, placed=False))
    for note in notes:
        comments.setdefault(_plain(note.place), []).append(note.message(lang))
    book, sheets = _book(paths, lang)
    done = set()
    for place, texts in comments.items():
        sheet = sheets.get((place.file, place.sheet))
        if sheet is not None:
            done.add(_mark(sheet, place, "\n".join(dict.fromkeys(texts)), WRONG if place in bad else OPEN))
    if not done:
        return b"", 0
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), len(done)


def _plain(place: Place) -> Place:
    """Return where a cell stands, and no more."""
    return Place(place.file, place.sheet, place.row, place.column)


def _mark(sheet: Any, place: Place, text: str, colour: str) -> tuple[str, str]:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    row, column = place.row or 1, place.column or 1
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            row, column = merged.min_row, merged.min_col
    cell = sheet.cell(row, column)
    before = f"{cell.comment.text}\n" if cell.comment is not None else ""
    cell.comment = Comment((before + text)[:LONGEST], "quyuhua", height=140, width=320)
    cell.fill = PatternFill("solid", fgColor=colour)
    return sheet.title, cell.coordinate


def _book(paths: Sequence[FilePath], lang: str) -> tuple[Any, dict[tuple[str, str], Any]]:
    """Return a workbook to mark, and its sheets by file and name."""
    from openpyxl import Workbook, load_workbook

    if len(paths) == 1 and _keeps_looks(paths[0]):
        try:
            book = load_workbook(paths[0])
        except Exception:  # noqa: BLE001 - whatever openpyxl stumbles over: the values could be read
            pass
        else:
            if book.worksheets:
                return book, {(paths[0].name, sheet.title): sheet for sheet in book.worksheets}
    book = Workbook()
    book.remove(book.active)
    sheets: dict[tuple[str, str], Any] = {}
    for path in paths:
        for source in read_sheets(path, []):
            sheets[source.file, source.name] = _values(book, source, lang)
    return book, sheets


def _keeps_looks(path: FilePath) -> bool:
    """Return whether a file is an ordinary workbook of a size that openpyxl can hold."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = [part for part in packed.infolist() if part.filename.startswith("xl/worksheets/")]
            return max((part.file_size for part in parts), default=0) <= MAX_STYLED
    except (OSError, zipfile.BadZipFile):
        return False


def _values(book: Any, read: Sheet, lang: str) -> Any:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    name = "".join(" " if sign in "[]:*?/\\" else sign for sign in read.name or FilePath(read.file).stem)[:25].strip()
    taken = {sheet.title.casefold() for sheet in book.worksheets}
    if not name or name.casefold() in taken:
        name = f"{name} {say('import.marked_sheet', lang, number=len(taken) + 1)}".strip()
    sheet = book.create_sheet(name)
    for number, values in read.rows:
        for at, value in enumerate(values, 1):
            if value is None:
                continue
            text = isinstance(value, str)
            cell = sheet.cell(number, at, ILLEGAL_CHARACTERS_RE.sub("?", str(value)) if text else value)
            if text:
                cell.data_type = "s"  # never a formula
    return sheet
