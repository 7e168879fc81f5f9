"""Sheets → tables: which table a sheet is taken for, where its header stands, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sim.scenario.faults import nearest
from sim.words import LANGUAGES, Refusal

from . import cells
from .columns import TABLES, Column, Table, heading, headings, names, office_words, sheets, ways
from .notes import Notes
from .places import Listed, Wrong
from .separated import TITLE_ROWS
from .sheets import Sheet
from .values import limits

_FITS = 0.6  # share of the values beneath a heading that a column must be able to read


@dataclass
class Reading:
    """What is read: what is wrong, what was read freely, and of which tables not everything could be seen."""

    wrongs: list[Wrong] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    unsure: set[str] = field(default_factory=set)

    def wrong(self, *parts: Any, **more: Any) -> None:
        """Add one thing that is wrong."""
        self.wrongs.append(Wrong(*parts, **more))


@dataclass
class Listing:
    """A table that was found in a sheet: its columns by their position, what numbers in them are multiplied by."""

    table: Table
    sheet: Sheet
    head: int
    columns: dict[int, Column]
    heads: dict[int, str]
    factors: dict[int, float] = field(default_factory=dict)
    records: list[Any] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every required column is there."""
        there = {column.name for column in self.columns.values()}
        return all(column.name in there for column in self.table.columns if column.required)

    @property
    def body(self) -> list[tuple[int, list[Any]]]:
        """The rows below the header."""
        return self.sheet.rows[self.head + 1 :]


def find_tables(there: list[Sheet], reading: Reading) -> list[Listing]:
    """Return the tables of some sheets; those that only explain, hidden ones that are no table, empty ones are none."""
    tables: list[Listing] = []
    for sheet, named in _parted(there):
        listing = _located(sheet, named)
        if listing is not None:
            sheet.table = listing.table.name if listing.table.name != named else ""
            tables.append(listing)
        elif not sheet.hidden and (named is not None or not sheet.name or len(_visible(there)) == 1):
            reading.wrong(sheet.place(), Refusal("roster.no_table"), allowed=_Tables())
            reading.unsure.update(table.name for table in TABLES)
        elif not sheet.hidden:
            reading.notes.add("left.sheet", sheet.place(), sheet.name)
    whole = {listing.table.name for listing in tables if listing.whole}
    kept = []
    for listing in tables:
        if (
            listing.whole
            or not listing.sheet.table
            or not listing.sheet.name
            or (listing.table.name not in whole and not listing.sheet.hidden)
        ):
            kept.append(listing)
        elif not listing.sheet.hidden:
            reading.notes.add("left.sheet", listing.sheet.place(), listing.sheet.name)
    if there and not kept and not reading.wrongs and any(sheet.rows for sheet in there):
        seen = next(sheet for sheet in there if sheet.rows)
        reading.wrong(seen.place(), Refusal("roster.no_table"), allowed=_Tables())
    for listing in kept:
        _heads(listing, reading)
    return kept


def _parted(there: Sequence[Sheet]) -> Iterator[tuple[Sheet, str | None]]:
    """Yield sheets, one below which a second table follows in parts, with the table that a name stands for."""
    for sheet in there:
        named = sheets().get(cells.key(sheet.name)) if sheet.name else None
        if named == "" or not sheet.rows:
            continue
        first, table = 0, None
        for number, (_, values) in enumerate(sheet.rows):
            begins = _whole_header(values)
            if begins is not None and table is not None and begins is not table:
                last = number
                while last > first + 1 and sum(value is not None for value in sheet.rows[last - 1][1]) == 1:
                    last -= 1  # the title of what follows
                yield replace(sheet, rows=sheet.rows[first:last]), named if first == 0 else None
                first = last
            table = begins or table
        yield (replace(sheet, rows=sheet.rows[first:]), None) if first else (sheet, named)


def _whole_header(values: list[Any]) -> Table | None:
    """Return the table of which a row is a header with nothing else in it, and with two columns of use or more."""
    typed = [value for value in values if value is not None]
    if len(typed) < 2 or not all(isinstance(value, str) and len(value) < 30 for value in typed):
        return None
    best: tuple[int, Table | None] = (1, None)
    for table in TABLES:
        columns = [known(table, value) for value in typed] if known(table, typed[0]) else [None]
        if None in columns:
            continue
        hits = {meant[0].name for meant in columns if meant is not None and meant[0].kind != "unused"}
        if all(column.name in hits for column in table.columns if column.required) and len(hits) > best[0]:
            best = (len(hits), table)
    return best[1]


def _visible(there: Sequence[Sheet]) -> list[Sheet]:
    return [sheet for sheet in there if sheet.rows and not sheet.hidden]


class _Tables(Refusal):
    """The columns that each table must have, in the language of the sentence."""

    def __init__(self) -> None:
        super().__init__("roster.allowed.tables")

    def message(self, lang: str) -> str:
        """Return them, a table after the other."""
        tables = Listed(
            " + ".join(heading(table.name, column.name, lang) for column in table.columns if column.required)
            for table in TABLES
        ).message(lang)
        return Refusal(self.key, tables=tables).message(lang)


def known(table: Table, text: str) -> tuple[Column, float] | None:
    """Return the column that a heading means, and what numbers below it are multiplied by for the unit in it."""
    there = headings(table.name)
    if (column := there.get(cells.key(cells.bare(text)))) is not None:
        return column, 1.0
    name, inside = cells.bracketed(text)
    if not inside and "/" in name:
        name, _, inside = name.rpartition("/")
        inside = inside if inside in _units() else ""
    column = there.get(cells.key(name)) if inside else None
    if column is None:
        return None
    if column.kind in ("number", "people"):
        if inside in column.factors:
            return column, column.factors[inside]
        if inside in _units():
            return None  # it counts something else
    return column, 1.0


@cache
def _units() -> frozenset[str]:
    return frozenset(unit for table in TABLES for column in table.columns for unit in column.factors) | {
        "户",
        "%",
        "小时",
    }


def _located(sheet: Sheet, named: str | None) -> Listing | None:
    """Find the header: of the first rows that which holds most headings of one table."""
    best, likeliest = (0.0, -1), None
    for table in TABLES:
        favour = 3.0 if table.name == named else 0.5 if _hinted(sheet.name) == table.name else 0.0
        for number, (_, values) in enumerate(sheet.rows[:TITLE_ROWS]):
            listing = Listing(table, sheet, number, *_columns(table, values))
            hits = {column.name for column in listing.columns.values() if column.kind != "unused"}
            every = listing.whole and len(listing.columns) == sum(value is not None for value in values)
            if not hits or (len(hits) < 2 and not named and not every):
                continue  # a word in a title, or in a row of another table
            score = len(hits) + 1.5 * listing.whole + favour
            below = likeliest is not None and likeliest.table is table and number == likeliest.head + 1
            if score > best[0] or (below and score == best[0]):
                best, likeliest = (score, number), listing
    return None if likeliest is None else _two_rows(likeliest)


def _columns(table: Table, values: list[Any]) -> tuple[dict[int, Column], dict[int, str], dict[int, float]]:
    columns, heads, factors = {}, {}, {}
    for at, value in enumerate(values):
        if value is None:
            continue
        heads[at] = cells.shown(value)
        if isinstance(value, str) and (meant := known(table, value)) is not None:
            columns[at], factors[at] = meant
    return columns, heads, factors


def _hinted(name: str) -> str | None:
    """Return the table that part of a sheet's name speaks of."""
    text = cells.key(name)
    for table in ("needs", "ties", "areas", "organisations"):
        if any(word in text for word, meant in sheets().items() if meant == table and not word.isascii()):
            return table
    return None


def _two_rows(listing: Listing) -> Listing:
    """Take a second row of headings below the first, as below a group's title, for part of the header."""
    if listing.head + 1 >= len(listing.sheet.rows):
        return listing
    values = listing.sheet.rows[listing.head + 1][1]
    texts = {at: cells.shown(value) for at, value in enumerate(values) if value is not None}
    first = {at for at, column in listing.columns.items() if column.required}
    own = {at: text for at, text in texts.items() if listing.heads.get(at) != text}
    if not own or not all(isinstance(values[at], str) for at in own) or first & set(own):
        return listing
    if not any(known(listing.table, text) for text in own.values()) and not (first & set(texts)):
        return listing
    columns, heads, factors = _columns(listing.table, [own.get(at, listing.heads.get(at)) for at in range(len(values))])
    kept = {at: column for at, column in listing.columns.items() if at not in heads}
    group = {at: listing.columns[at] for at in own if at in listing.columns and at not in columns}
    fresh = {column.name for column in columns.values()}
    columns |= kept | {at: column for at, column in group.items() if column.name not in fresh}
    return Listing(
        listing.table, listing.sheet, listing.head + 1, columns, listing.heads | heads, listing.factors | factors
    )


def _heads(listing: Listing, reading: Reading) -> None:
    """Say what is wrong with the header: headings not understood, one twice, one that is lacking."""
    number = listing.sheet.rows[listing.head][0]
    first: dict[str, int] = {}
    known_at = set(listing.columns)
    seconds = {at for at, column in listing.columns.items() if _second(column, listing.heads[at])}
    for at in sorted(listing.columns, key=lambda at: (at in seconds, at)):
        column, place = listing.columns[at], listing.sheet.place(number, at + 1)
        if column.name in first and column.kind != "unused":
            if at in seconds:
                reading.notes.add("left.column", place, listing.heads[at])
            else:
                twice = Refusal("roster.column_twice", first=listing.sheet.place(None, first[column.name] + 1).cell)
                reading.wrong(place, twice, listing.heads[at])
            del listing.columns[at]
            continue
        first.setdefault(column.name, at)
        own = {cells.key(heading(listing.table.name, column.name, lang)) for lang in LANGUAGES}
        if column.kind != "unused" and cells.key(cells.bare(listing.heads[at])) not in {*own, cells.key(column.name)}:
            reading.notes.add("heading", place, listing.heads[at], _Heading(listing.table, column))
    lacking = [column for column in listing.table.columns if column.required and column.name not in first]
    unknown = [at for at in listing.heads if at not in known_at]
    alike: set[int] = set()
    for column in lacking:
        like = next((at for at in unknown if _fits(listing, at, column) and column.kind in ("choice", "date")), None)
        name = _Heading(listing.table, column)
        if like is None:
            refusal = Refusal("roster.missing_column", name=name)
        else:
            alike.add(like)
            refusal = Refusal("roster.missing_like", name=name, heading=listing.heads[like])
        reading.wrong(listing.sheet.place(number, None if like is None else like + 1), refusal)
        reading.unsure.add(listing.table.name)
    for at in unknown:
        if at not in alike:
            _unknown(listing, at, set(first), reading)
    for row, inside in listing.body:
        for at, value in enumerate(inside):
            if value is not None and at not in listing.heads and not cells.nothing(value):
                reading.wrong(listing.sheet.place(row, at + 1), Refusal("roster.no_heading"), cells.shown(value))
                return  # one is enough: they stand below one another


def _second(column: Column, text: str) -> bool:
    return cells.key(cells.bracketed(text)[0]) in {cells.key(word) for word in column.second.split()}


class _Heading(Refusal):
    """The heading of a column in the language of the sentence."""

    def __init__(self, table: Table, column: Column) -> None:
        super().__init__(f"heading.{table.name}.{column.name}")


def _unknown(listing: Listing, at: int, there: set[str], reading: Reading) -> None:
    """Take a heading that is not known for a slip of one that is lacking, or for that of a column of no use here."""
    place, text = listing.sheet.place(listing.sheet.rows[listing.head][0], at + 1), listing.heads[at]
    lacking = [column for column in listing.table.columns if column.name not in there and column.kind != "unused"]
    meant = {way: column for column in lacking for way in ways(listing.table, column)}
    by_key = {cells.key(way): way for way in meant}
    slip = nearest(cells.key(text), by_key) if 2 < len(text) <= 60 else None
    guess = by_key[slip] if slip else cells.closest(text, meant)
    column = meant[guess] if guess else None
    fits = column is not None and _fits(listing, at, column)
    if slip or (fits and column is not None and column.kind in ("number", "people", "choice", "date", "list")):
        shown = Listed(heading(listing.table.name, absent.name, "zh") for absent in lacking)
        english = text.isascii()
        if english:
            shown = Listed(heading(listing.table.name, absent.name, "en") for absent in lacking)
        reading.wrong(place, Refusal("roster.unknown_column"), text, shown, guess if fits else None)
    else:
        reading.notes.add("left.column", place, text)


def _fits(table: Listing, at: int, column: Column) -> bool:
    """Return whether what stands below a heading could stand in a column."""
    values = [row[at] for _, row in table.body if at < len(row) and row[at] is not None and not cells.nothing(row[at])]
    fitting = sum(_could_be(column, value) for value in values[:200])
    return fitting >= _FITS * min(len(values), 200) and (bool(values) or not column.required)


def _could_be(column: Column, value: Any) -> bool:
    text = cells.shown(value)
    if column.kind in ("number", "people"):
        read = cells.measured(value, column.factors)
        low, high = limits(column)
        return read is not None and low <= read.value <= high
    if column.kind == "date":
        return cells.day(value) is not None or cells.part_of_year(value) is not None
    if column.kind == "choice":
        return cells.key(text) in names(column.choices) or cells.key(text) in office_words(column.choices)
    if column.kind == "list":
        words = [cells.key(entry.name) for entry in cells.listed(text)]
        return any(word in names(column.choices) or word in office_words(column.choices) for word in words)
    return isinstance(value, str) and not re.fullmatch(r"[\d.,\s]*", text)
