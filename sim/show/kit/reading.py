"""Readings: a table of data as a reader meets it, on the page, in a notebook, in the workbook and on a terminal.

A table of data has every number in a column of its own and the same content in every language. A reading of it has
fewer columns, a number with its limits in one cell, and headings in one language. It is declared once; what is printed
where is made from it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal

from sim.words import say

from . import text
from .numbers import column as aligned
from .numbers import estimate, signed, with_limits
from .tables import Answer, DataTable, Limits

NOTHING = "–"
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Bounds:
    """An interval as it stands in a table."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class NumberCell:
    """A cell with a number.

    Attributes
    ----------
    limits : Limits or None
        None where undefined.
    threshold : float, optional
        What a limit must not be rounded onto.
    unit : str
        On a terminal, decimal points of a column stand below each other among numbers of one unit.
    form : {"interval", "estimate", "difference"}
        With its limits, without them, or with signs.
    """

    limits: Limits | None
    threshold: float | None = None
    unit: str = ""
    form: Literal["interval", "estimate", "difference"] = "interval"

    def printed(self, lang: str) -> str:
        """Return the number as it stands in running text."""
        if self.form == "estimate":
            return estimate(self.limits, lang, self.threshold)
        if self.form == "interval":
            return with_limits(self.limits, lang, self.threshold)
        if self.limits is None or not math.isfinite(self.limits.estimate + self.limits.low + self.limits.high):
            return say("value.undefined", lang)
        return signed(self.limits)


Cell = str | NumberCell
Made = Callable[[Answer, Record, str], Cell]
"""Makes a cell of an answer, a record of the table, and a language."""


@dataclass(frozen=True)
class Column(Generic[Answer]):
    """One column of a reading.

    Attributes
    ----------
    heading : str or callable
        A key of the catalogue; or from an answer and a language to the words. Empty for none.
    cell : callable
        From an answer, a record and a language to a cell. The record is empty where the row has none of that kind.
    where : mapping of str to str, or callable
        Where a row holds several records: what holds of the one that is read; or from all of them to that one.
    wide : bool
        Whether it holds running text.
    gives : bool, optional
        Whether it is broken into lines where a terminal has no room; as `wide` unless stated.
    right : bool
        Whether it is flush right on a terminal.
    is_spare : bool
        Whether a terminal that has no room leaves it out.
    only : {"", "page", "terminal"}
        Where it stands, if not on both.
    there : callable
        Whether a reading of an answer has it.
    """

    heading: str | Callable[[Answer, str], str]
    cell: Made[Answer]
    where: Mapping[str, str] | Callable[[Sequence[Record]], Record] = field(default_factory=dict)
    wide: bool = False
    gives: bool | None = None
    right: bool = False
    is_spare: bool = False
    only: Literal["", "page", "terminal"] = ""
    there: Callable[[Answer], bool] = lambda _: True

    @property
    def is_broken(self) -> bool:
        """Whether a terminal that has no room breaks its cells into lines."""
        return self.wide if self.gives is None else self.gives

    def head(self, answer: Answer, lang: str) -> str:
        """Return the heading."""
        return _worded(self.heading, answer, lang)

    def read(self, records: Sequence[Record]) -> Record:
        """Return the record of a row that is read; an empty one where there is none."""
        where = self.where
        if callable(where):
            return where(records)
        return next((record for record in records if all(record[name] == value for name, value in where.items())), {})


@dataclass(frozen=True)
class Table:
    """A table to be printed: the first cell of a row is its heading; ``wide`` columns hold running text."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    wide: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Reading(Generic[Answer]):
    """A table of data as it is read.

    Attributes
    ----------
    table : DataTable
        Whence every number and word comes.
    columns : sequence of Column
    caption : str or callable
        As headings.
    by : str
        Names of columns, with spaces between them: records in which they are the same stand in one row. Empty where
        every record is a row.
    keeps : callable
        Whether a record is shown.
    order : callable, optional
        From an answer and the rows, each a list of records, to the rows that are shown, in order.
    above : callable, optional
        From an answer, a record and a language to what stands above the rows with the same of it.
    is_ruled : bool
        Whether rows stand apart on a terminal, as they should where cells are broken into lines.
    """

    table: DataTable[Answer]
    columns: Sequence[Column[Answer]]
    caption: str | Callable[[Answer, str], str] = ""
    by: str = ""
    keeps: Callable[[Record], bool] = lambda _: True
    order: Callable[[Answer, list[list[Record]]], list[list[Record]]] | None = None
    above: Callable[[Answer, Record, str], str] | None = None
    is_ruled: bool = False

    def printed(self, answer: Answer, lang: str) -> Table:
        """Return the table for the page, a notebook, and the workbook's first sheet."""
        columns = self._columns(answer, "terminal")
        rows = [[_text(cell, lang) for cell in row] for row in self._cells(answer, columns, self._rows(answer), lang)]
        wide = frozenset(i for i, column in enumerate(columns) if column.wide and i)
        return Table(_worded(self.caption, answer, lang), [column.head(answer, lang) for column in columns], rows, wide)

    def on_terminal(self, answer: Answer, lang: str, places: int) -> str:
        """Return the table for a terminal, without its caption."""
        columns, rows = self._columns(answer, "page"), self._rows(answer)
        spare = [i for i, column in enumerate(columns) if column.is_spare]
        giving = [i for i, column in enumerate(columns) if i not in spare and column.is_broken]
        picture = self._laid_out(answer, columns, rows, lang, places, giving)
        if spare and max(text.width(line) for line in picture.split("\n")) > places:
            kept = [column for column in columns if not column.is_spare]
            picture = self._laid_out(answer, kept, rows, lang, places, range(1, len(kept)))
        return picture

    def _columns(self, answer: Answer, elsewhere: str) -> list[Column[Answer]]:
        return [column for column in self.columns if column.only != elsewhere and column.there(answer)]

    def _laid_out(
        self, answer: Answer, columns: Sequence[Column[Answer]], rows: list[list[Record]], lang: str, places: int,
        giving: Sequence[int],
    ) -> str:  # fmt: skip
        cells = self._cells(answer, columns, rows, lang)
        by_column = [_in_column(column, lang) for column in zip(*cells, strict=True)]
        above: dict[int, str] = {}
        if self.above is not None:
            headings = [self.above(answer, records[0], lang) for records in rows]
            above = {i: heading for i, heading in enumerate(headings) if not i or headings[i - 1] != heading}
        return text.table(
            [column.head(answer, lang) for column in columns],
            list(zip(*by_column, strict=True)),
            places,
            right=[i for i, column in enumerate(columns) if column.right],
            flexible=giving,
            ruled=self.is_ruled,
            above=above,
        )

    def _rows(self, answer: Answer) -> list[list[Record]]:
        """Return the records that are shown, row by row."""
        head, *body = self.table.rows(answer)
        names = [str(name) for name in head]
        rows: dict[object, list[Record]] = {}
        for number, values in enumerate(body):
            record = dict(zip(names, values, strict=True))
            if self.keeps(record):
                key = tuple(record[name] for name in self.by.split()) if self.by else number
                rows.setdefault(key, []).append(record)
        listed = list(rows.values())
        return listed if self.order is None else self.order(answer, listed)

    def _cells(
        self, answer: Answer, columns: Sequence[Column[Answer]], rows: Iterable[list[Record]], lang: str
    ) -> list[list[Cell]]:
        return [[column.cell(answer, column.read(records), lang) for column in columns] for records in rows]


def words(name: str) -> Made[Any]:
    """Return what makes a cell of a column that stands once for each language: ``words("name")`` reads ``name_zh``."""
    return lambda _, record, lang: str(record[f"{name}_{lang}"])


def named(key: str) -> Made[Any]:
    """Return what makes a cell of the catalogue: ``named("arm.{arm}")`` says what the record's ``arm`` is called."""
    return lambda _, record, lang: say(key.format_map(record), lang)


def number_cell(
    stem: str = "",
    threshold: float | Callable[[Record], float | None] | None = None,
    *,
    factor: float = 1.0,
    least: float = -math.inf,
    most: float = math.inf,
    form: Literal["interval", "estimate", "difference"] = "interval",
    names: tuple[str, str, str] | None = None,
) -> Made[Any]:
    """Return what makes a cell of a number and its limits.

    Parameters
    ----------
    stem : str
        Before ``estimate``, ``low`` and ``high`` in the names of the three columns.
    threshold : float or callable, optional
        What a limit must not be rounded onto; of a record.
    factor : float
        By which the number is multiplied, 100 for a share in per cent.
    least, most : float
        What the quantity can be: limits are printed within.
    form : {"interval", "estimate", "difference"}
        As of `NumberCell`.
    names : tuple of str, optional
        The three columns, where they are called otherwise.
    """
    columns = names or (f"{stem}estimate", f"{stem}low", f"{stem}high")

    def make(_: Any, record: Record, lang: str) -> Cell:
        if not record or record[columns[0]] is None:
            return NumberCell(None, form=form)
        middle, low, high = (math.nan if record[name] is None else float(record[name]) for name in columns)
        if math.isfinite(low) and math.isfinite(high):
            low, high = max(low, least), min(high, most)
        limits = Bounds(factor * middle, factor * low, factor * high)
        mark = threshold(record) if callable(threshold) else threshold
        return NumberCell(limits, mark, str(record.get("unit") or ""), form)

    return make


def _worded(words: str | Callable[[Answer, str], str], answer: Answer, lang: str) -> str:
    """Return a heading or caption in words."""
    if callable(words):
        return words(answer, lang)
    return say(words, lang) if words else ""


def _text(cell: Cell, lang: str) -> str:
    return cell.printed(lang) if isinstance(cell, NumberCell) else cell


def _in_column(cells: Sequence[Cell], lang: str) -> list[str]:
    """Return cells for a terminal: decimal points of one unit below each other."""
    out = [_text(cell, lang) for cell in cells]
    units: dict[str, list[int]] = {}
    for i, cell in enumerate(cells):
        if isinstance(cell, NumberCell) and cell.form == "interval":
            units.setdefault(cell.unit, []).append(i)
    for places in units.values():
        of_unit = [cell for i in places if isinstance(cell := cells[i], NumberCell)]
        column = aligned([cell.limits for cell in of_unit], lang, [cell.threshold for cell in of_unit])
        for i, shown in zip(places, column, strict=True):
            out[i] = shown
    return out
