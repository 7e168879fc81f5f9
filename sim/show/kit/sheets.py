"""The sheets of a workbook: one with the answer in words to be read and printed, and one for each table of data.

A data sheet's columns keep their one name; how a heading is displayed, in both languages, is a matter of its format, as
is the number of digits: the cells' values stay whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from sim.words import CATALOGUE, LANGUAGES, say

from .numbers import decimals_between
from .text import FIXED, lines, width

ANSWER = "answer"
_A4 = 9  # as Excel counts papers
_NARROWEST, _WIDEST, _LINE = 13, 60, 14.5  # of columns in letters; points of a line
_MOST_ABREAST = 16  # columns that can be read on one page
_PAGE = 96  # letters across the sheet with the answer
_MOST_DECIMALS = 6
_LOOKED_AT = 10_000  # rows by which the columns of a table are formatted
_LONGEST_FORMAT = 200  # letters: Excel takes up to 255
_HEAD = Border(bottom=Side("thin"))


def answer_sheet(book: Workbook, answer: Mapping[str, Any]) -> None:
    """Write the answer in words, and its tables as they are printed.

    Parameters
    ----------
    book : Workbook
    said : mapping
        title, headline, texts, top, tables (each with caption, head and rows) and facts; each may be missing.
    """
    sheet = book.create_sheet(ANSWER)
    tables = list(answer.get("tables", ()))
    widths = _widths(tables)
    for i, wide in enumerate(widths):
        sheet.column_dimensions[get_column_letter(i + 1)].width = wide
    _paper(sheet, abreast=1, wide=False)
    number = 0

    def put(cells: Sequence[Any], height: int = 1) -> None:
        nonlocal number
        number += 1
        if height > 1:
            sheet.row_dimensions[number].height = _LINE * height
        sheet.append(cells)

    def tell(text: str, font: Font) -> None:
        for line in lines(text, int(_PAGE * 11 / (font.sz or 11))):
            cell = WriteOnlyCell(sheet, value=line)
            cell.font, cell.data_type = font, "s"
            put([cell])

    if answer.get("title"):
        tell(answer["title"], Font(bold=True, sz=13))
    if answer.get("headline"):
        tell(answer["headline"], Font(bold=True, sz=13, color="8F1D27"))
    for text in (*answer.get("texts", ()), answer.get("top", "")):
        if text:
            put([])
            tell(text, Font(sz=11))
    for table in tables:
        put([])
        if table.caption:
            tell(table.caption, Font(bold=True, sz=11))
        for bold, row in ((True, table.head), *((False, row) for row in table.rows)):
            height = max(len(lines(cell, int(widths[i]) - 2)) for i, cell in enumerate(row))
            put([_text(sheet, cell, bold=bold, right=bool(i) and i not in table.wide) for i, cell in enumerate(row)],
                height)  # fmt: skip
    if answer.get("facts"):
        put([])
        tell(answer["facts"], Font(sz=9, color="565656"))


def _widths(tables: Sequence[Any]) -> list[float]:
    """Return how wide the columns of the sheet with the answer are, for all its tables."""
    widths = []
    for i in range(max((len(table.head) for table in tables), default=1)):
        asked = max((width(row[i]) for table in tables for row in table.rows if i < len(row)), default=0)
        widths.append(max(18.0 if i else 22.0, min(38.0, asked + 3.0)))
    return widths


def data_sheet(book: Workbook, name: str, rows_of_table: Iterable[Sequence[Any]]) -> None:
    """Write a table: headings displayed in both languages, numbers with as many digits as they bear out.

    Rows are made as they are written; how columns look, the first of them say.
    """
    coming = iter(rows_of_table)
    table = list(islice(coming, _LOOKED_AT))
    heads = [str(name) for name in table[0]]
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    _paper(sheet, abreast=math.ceil(len(heads) / _MOST_ABREAST), wide=True)
    sheet.print_title_rows = "1:1"
    if len(heads) > _MOST_ABREAST:
        sheet.print_title_cols = "A:A"
    shown = [heading(name, head) for head in heads]
    widths = []
    for head, column in zip(heads, zip(*table[:200], strict=True), strict=True):
        known = [value for value in column[1:] if value is not None]
        longest = max((width(value) if isinstance(value, str) else 9 for value in known), default=0)
        widths.append(min(_WIDEST, max(_NARROWEST, width(head) + 2, longest + 2)))
        sheet.column_dimensions[get_column_letter(len(widths))].width = widths[-1]
    rows = max(
        len(lines(f"{head} {words}", max(4, int(at) - 2))) for head, words, at in zip(heads, shown, widths, strict=True)
    )
    sheet.row_dimensions[1].height = _LINE * min(8, rows)
    first = []
    for head, words in zip(heads, shown, strict=True):
        cell = WriteOnlyCell(sheet, value=head)
        cell.font, cell.border = Font(bold=True), _HEAD
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if words:
            cell.number_format = f'@" {words}"'
        first.append(cell)
    sheet.append(first)
    limits, decimals = _limits(heads), [_decimals(column) for column in zip(*table[1:], strict=True)]
    for row in chain(table[1:], coming):
        of_row = dict(enumerate(decimals))
        for places in limits:
            numbers = [row[i] for i in places]
            if all(isinstance(value, float) for value in numbers):
                of_row |= dict.fromkeys(places, decimals_between(*numbers))
        sheet.append([_number(sheet, value, of_row.get(i)) for i, value in enumerate(row)])


def heading(table: str, column: str) -> str:
    """Return a column's heading in both languages, Chinese first; nothing where there are no words for it."""
    by_language = [_words(table, column, at) for at in ("zh", "en")]
    text = " / ".join(dict.fromkeys(words for words in by_language if words)).replace('"', "'")
    return text if len(text) <= _LONGEST_FORMAT else by_language[0][:_LONGEST_FORMAT]


def _words(table: str, column: str, lang: str) -> str:
    if f"head.{column}" in CATALOGUE:
        return say(f"head.{column}", lang)
    for key in (f"column.{table}.{column}", f"column.compared.{column}", f"column.{column}"):
        if key in CATALOGUE:
            return CATALOGUE[key][LANGUAGES.index(lang)].partition(";" if lang == "en" else "；")[0]
    stem, dot, arm = column.partition(".")
    if dot:
        named = [_named(("measure", "group"), stem, lang), _named(("arm",), arm, lang) or arm]
        return say("list.comma", lang).join(named) if named[0] else ""
    for part in ("estimate", "low", "high"):
        if column.endswith(f"_{part}"):
            stem = _named(("quantity", "arm"), column.removesuffix(f"_{part}"), lang)
            limit = CATALOGUE[f"column.{part}"][LANGUAGES.index(lang)].partition(";" if lang == "en" else "；")[0]
            return say("list.comma", lang).join([stem, limit]) if stem else ""
    return ""


def _named(families: Iterable[str], name: str, lang: str) -> str:
    keys = (f"{family}.{name}" for family in families)
    return next((CATALOGUE[key][LANGUAGES.index(lang)] for key in keys if key in CATALOGUE), "")


def _limits(heads: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return where an estimate stands with its limits."""
    at = {head: i for i, head in enumerate(heads)}
    triples = []
    for head, i in at.items():
        stem = "" if head == "estimate" else f"{head.removesuffix('_estimate')}_"
        low, high = at.get(f"{stem}low"), at.get(f"{stem}high")
        if low is not None and high is not None and i not in (low, high):
            triples.append((i, low, high))
    return triples


def _decimals(column: Iterable[Any]) -> int | None:
    """Return the decimals of a column of numbers: four digits of the largest; None where it holds something else."""
    known = [value for value in column if value is not None]
    if not known or not all(isinstance(value, float) for value in known):
        return None
    most = max(abs(value) for value in known)
    if most == 0.0 or all(value == int(value) for value in known):
        return 0
    return min(_MOST_DECIMALS, max(0, 3 - math.floor(math.log10(most))))


def _number(sheet: Any, value: Any, decimals: int | None) -> Any:
    if decimals is None or not isinstance(value, float):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = "#,##0" + ("." + "0" * min(decimals, _MOST_DECIMALS + 4) if decimals else "")
    return cell


def _text(sheet: Any, value: str, *, bold: bool = False, right: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value.replace(FIXED, " "))
    cell.data_type = "s"  # what is printed is text, whatever it begins with
    cell.font = Font(bold=bold, sz=11)
    cell.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=True)
    if bold:
        cell.border = _HEAD
    return cell


def _paper(sheet: Any, abreast: int, *, wide: bool) -> None:
    """Set a sheet up for A4: so many pages abreast, as many as it takes below, numbered."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape" if wide else "portrait", _A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = abreast, 0
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.center.text = "&A  &P / &N"


def plain(value: Any) -> Any:
    """Return a number as a cell holds it, or nothing where it is not finite; everything else as it is."""
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, np.bool_):
        return bool(value)
    return int(value) if isinstance(value, np.integer) else value
