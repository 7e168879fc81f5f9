"""Tables, declared once: CSV file, sheet, data frame and documentation come from one declaration.

The same content whatever language was asked for: words stand in both. Numbers lose nothing (``repr``), an
empty cell is an undefined value. Lines end in a line feed; a byte-order mark tells Excel that this is UTF-8. A text
that a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from numbers import Integral, Real
from typing import Any, Generic, Protocol, TypeVar

from sim.words import CATALOGUE, LANGUAGES, say

Row = Sequence[object]
Answer = TypeVar("Answer")
BYTE_ORDER_MARK = "\ufeff"
POINTS = "points"
LIMITS = ("estimate", "low", "high")
_TOGETHER = 512  # rows that are written at a time
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Limits(Protocol):
    """An interval, as far as a table needs one."""

    @property
    def estimate(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@dataclass(frozen=True)
class Entry:
    """One line of the documentation: a name with its unit and meaning, by language."""

    name: str
    unit: str
    meaning: dict[str, str]


def entry(name: str, unit: str, key: str) -> Entry:
    """Return a line of the documentation whose meaning stands in the catalogue."""
    return Entry(name, unit, {at: say(key, at) for at in LANGUAGES})


@dataclass(frozen=True)
class DataTable(Generic[Answer]):
    """One table of an answer.

    Attributes
    ----------
    name : str
        Of its sheet, and of its file before ``.csv``.
    columns : str
        Names with spaces between them. One that ends in ``_*`` stands once for each language; one in capitals stands
        for all that `spread` gives for it.
    body : callable
        From an answer to the rows below the head.
    units : mapping of str to str
        Of columns that have one.
    spread : mapping of str to callable
        From an answer to the columns that a name in capitals stands for.
    there : callable
        Whether an answer has the table at all.
    is_file : bool
        Whether it has a CSV file; else it is a sheet of the workbook only.
    family : str
        Columns are explained by ``column.FAMILY.NAME`` where the catalogue has that, else by ``column.TABLE.NAME``
        or ``column.NAME``.
    count : callable, optional
        From an answer to how many rows there are below the head, where that is known before they are made.
    """

    name: str
    columns: str
    body: Callable[[Answer], Iterable[Row]]
    units: Mapping[str, str] = field(default_factory=dict)
    spread: Mapping[str, Callable[[Answer], Iterable[str]]] = field(default_factory=dict)
    there: Callable[[Answer], bool] = lambda _: True
    is_file: bool = True
    family: str = ""
    count: Callable[[Answer], int] | None = None

    @property
    def file(self) -> str:
        """Name of its CSV file."""
        return f"{self.name}.csv"

    def names(self) -> Iterator[str]:
        """Yield the names of columns as they are documented."""
        for name in self.columns.split():
            yield from (name[:-1] + at for at in LANGUAGES) if name.endswith("_*") else (name,)

    def entries(self) -> Iterator[Entry]:
        """Yield the documentation of its columns."""
        for name in self.names():
            keys = (f"column.{self.family}.{name}", f"column.{self.name}.{name}", f"column.{name}")
            yield entry(name, self.units.get(name, ""), next((key for key in keys if key in CATALOGUE), keys[-1]))

    def head(self, answer: Answer) -> list[str]:
        """Return the names of the columns that an answer has."""
        return [
            column
            for name in self.names()
            for column in (self.spread[name](answer) if name in self.spread else (name,))
        ]

    def rows(self, answer: Answer) -> list[Row]:
        """Return the head and the rows."""
        return [self.head(answer), *self.body(answer)]


def as_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV that Excel opens with Chinese intact, the same bytes on every platform."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def csv_lines(head: Row, body: Callable[[Answer], Iterable[Row]], answer: Answer) -> Iterator[bytes]:
    """Yield the same some rows at a time."""
    rows: Iterable[Row] = chain([head], body(answer))
    mark = BYTE_ORDER_MARK
    for some in batched(rows, _TOGETHER):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([_cell(value) for value in row] for row in some)
        yield (mark + text.getvalue()).encode("utf-8")
        mark = ""


def batched(rows: Iterable[Row], count: int) -> Iterator[list[Row]]:
    """Yield so many rows at a time."""
    left = iter(rows)
    while some := list(islice(left, count)):
        yield some


def in_both(key: str, **fields: object) -> list[str]:
    """Return a string of the catalogue in every language."""
    return [say(key, at, **fields) for at in LANGUAGES]


def limits(interval: Limits | None) -> tuple[float | None, ...]:
    """Return estimate, low and high; nothing where there is no interval."""
    return (None, None, None) if interval is None else (interval.estimate, interval.low, interval.high)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if getattr(value, "dtype", None) == "bool":  # a switch: as a scenario's own file has it
        return str(value).lower()
    if isinstance(value, Real) and not isinstance(value, Integral):
        return repr(float(value)) if math.isfinite(value) else ""
    if isinstance(value, str):
        return harmless(value)
    return str(value)  # of a whole number of NumPy too: its digits


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (names in a roster are anybody's)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
