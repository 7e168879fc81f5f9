"""Sheets → tables: which table a sheet holds, where its header stands, and its rows, cell by cell by their kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sim.scenario.faults import MAX_FAULTS
from sim.scenario.parameters import Row, parameter_rows
from sim.scenario.read import CONTROL
from sim.words import LANGUAGES, Refusal

from . import cells
from .columns import (
    CHOICES,
    FUNCTION_LISTED,
    RESOURCE_OFFERED,
    TABLES,
    Column,
    Table,
    choice,
    heading,
    headings,
    names,
    sheets,
    ways,
)
from .places import Place, Wrong
from .sheets import Broken, Sheet

TITLE_ROWS = 30  # rows from the top among which the header is looked for
LONGEST = 200  # characters of a name
MOST_PEOPLE = 1e9
MOST_LISTED = {"resource": 6, "function": 6, "wanted": 3}


@dataclass
class Cell:
    """What was read from one cell, and where it stands."""

    value: Any
    place: Place


@dataclass
class Record:
    """A row of a table: what was read, by column; a cell that is empty or wrong is not in it."""

    place: Place
    cells: dict[str, Cell] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)

    def get(self, column: str) -> Any:
        """Return the value of a cell, or None."""
        return self.cells[column].value if column in self.cells else None

    def at(self, column: str) -> Place:
        """Return where a cell stands, or the row where it has none."""
        return self.cells[column].place if column in self.cells else self.place


@dataclass
class Found:
    """A table that was found in a sheet."""

    table: Table
    sheet: Sheet
    columns: dict[int, Column]
    head: int
    records: list[Record] = field(default_factory=list)


def read_tables(found: list[Sheet], wrongs: list[Wrong]) -> list[Found]:
    """Return the tables of some sheets; sheets that only explain, and empty ones, are passed over."""
    tables = []
    for sheet in found:
        named = sheets().get(cells.key(sheet.name)) if sheet.name else None
        if named == "" or not sheet.rows:
            continue
        one = _located(sheet, named)
        if one is None:
            wrongs.append(Wrong(sheet.place(), Refusal("roster.no_table"), allowed=_tables_there_are()))
            continue
        _heads(one, wrongs)
        _records(one, wrongs)
        tables.append(one)
    return tables


def _tables_there_are() -> Refusal:
    def required(table: Table) -> str:
        columns = [column for column in table.columns if column.required]
        both = (" / ".join(heading(table.name, each.name, at) for at in LANGUAGES) for each in columns)
        return " + ".join(both)

    return Refusal("roster.allowed.tables", tables="; ".join(required(table) for table in TABLES))


def _located(sheet: Sheet, named: str | None) -> Found | None:
    """Find the header: of the first rows that which holds most headings of one table."""
    best: tuple[int, bool] = (0, False)
    found: Found | None = None
    for table in TABLES:
        if named is not None and table.name != named:
            continue
        known = headings(table.name)
        for number, (_, values) in enumerate(sheet.rows[:TITLE_ROWS]):
            columns = {at: known[cells.key(text)] for at, text in _texts(values) if cells.key(text) in known}
            hits = {column.name for column in columns.values()}
            whole = all(column.name in hits for column in table.columns if column.required)
            if len(hits) < 2 and not named and not (whole and len(columns) == sum(each is not None for each in values)):
                continue  # a word in a title, or in a row of another table
            below = found is not None and found.table is table and number == found.head + 1
            if hits and ((len(hits), whole) > best or (below and (len(hits), whole) == best)):
                best, found = (len(hits), whole), Found(table, sheet, columns, number)
    return found


def _texts(values: list[Any]) -> list[tuple[int, str]]:
    return [(at, cells.tidy(value)) for at, value in enumerate(values) if isinstance(value, str)]


def _heads(one: Found, wrongs: list[Wrong]) -> None:
    """Say what is wrong with the header: unknown columns, one twice, one that is lacking."""
    number, values = one.sheet.rows[one.head]
    every = [way for column in one.table.columns for way in ways(one.table, column)]
    first: dict[str, int] = {}
    for at, value in enumerate(values):
        if value is None:
            continue
        place, text = one.sheet.place(number, at + 1), cells.shown(value)
        if at not in one.columns:
            allowed = Refusal("roster.allowed.headings", names=_headings(one.table))
            wrongs.append(Wrong(place, Refusal("roster.unknown_column"), text, allowed, cells.closest(text, every)))
            continue
        column = one.columns[at]
        if column.name in first and column.kind != "unused":
            wrongs.append(Wrong(place, Refusal("roster.column_twice", first=first[column.name] + 1), text))
            del one.columns[at]
        else:
            first[column.name] = at
    for column in one.table.columns:
        if column.required and column.name not in first:
            said = " / ".join(heading(one.table.name, column.name, at) for at in LANGUAGES)
            wrongs.append(Wrong(one.sheet.place(number), Refusal("roster.missing_column", name=said)))
    for row, inside in one.sheet.rows[one.head + 1 :]:
        for at, value in enumerate(inside):
            if value is not None and (at >= len(values) or values[at] is None):
                wrongs.append(Wrong(one.sheet.place(row, at + 1), Refusal("roster.no_heading"), cells.shown(value)))
                return  # one is enough: they stand below one another


def _headings(table: Table) -> str:
    return ", ".join("/".join(heading(table.name, column.name, at) for at in LANGUAGES) for column in table.columns)


def _records(one: Found, wrongs: list[Wrong]) -> None:
    used = {at: column for at, column in one.columns.items() if column.kind != "unused"}
    lacking = {column.name for column in one.table.columns if column.required} & {each.name for each in used.values()}
    for number, values in one.sheet.rows[one.head + 1 :]:
        typed = [(at, values[at]) for at in used if at < len(values) and values[at] is not None]
        if not typed:
            continue
        record = Record(one.sheet.place(number))
        for at, value in typed:
            column, place = used[at], one.sheet.place(number, at + 1)
            read = _READ[column.kind](one.table, column, value, place, wrongs)
            if read is None:
                record.wrong.add(column.name)
            else:
                record.cells[column.name] = Cell(read, place)
        for at, column in used.items():
            if column.name in lacking and column.name not in record.cells and column.name not in record.wrong:
                wrongs.append(Wrong(one.sheet.place(number, at + 1), Refusal("roster.empty_cell")))
                record.wrong.add(column.name)
        one.records.append(record)


Reader = Callable[[Table, Column, Any, Place, list[Wrong]], Any]


def _text(table: Table, column: Column, value: Any, place: Place, wrongs: list[Wrong]) -> str | None:
    """Return a text as it is typed; one that could be a formula is none."""
    text = cells.shown(value)
    said, allowed = None, Refusal("roster.allowed.text")
    if isinstance(value, Broken) or cells.is_formula(text):
        said = Refusal("roster.formula")
    elif CONTROL.search(text):
        said = Refusal("roster.control_character")
    elif isinstance(value, bool) or len(text) > LONGEST:
        said, allowed = Refusal("roster.not_a_name"), Refusal("roster.allowed.name", most=LONGEST)
    if said is not None:
        wrongs.append(Wrong(place, said, text, allowed))
        return None
    return text


def _choice(table: Table, column: Column, value: Any, place: Place, wrongs: list[Wrong]) -> str | None:
    text = _text(table, column, value, place, wrongs)
    if text is None:
        return None
    found = cells.chosen(text, names(column.choices))
    if found is None:
        wrongs.append(_no_choice(Refusal("roster.not_a_choice"), column.choices, text, place, wrongs))
    return found


def _no_choice(said: Refusal, family: str, text: str, place: Place, wrongs: list[Wrong]) -> Wrong:
    """Say what can be chosen, and what was probably meant: in the language in which it was typed."""
    lang = "en" if text.isascii() else "zh"
    shown = [choice(family, name, lang) for name in CHOICES[family]]
    guess = None
    if len(wrongs) < MAX_FAULTS:  # nobody reads the thousandth guess
        by_key = {cells.key(way): name for way, name in names(family).items()}
        meant = cells.closest(text, by_key)
        guess = choice(family, by_key[meant], lang) if meant else None
    separator = ", " if lang == "en" else "、"
    return Wrong(place, said, text, separator.join(shown), guess)


@cache
def _parameters() -> Mapping[str, Row]:
    return {row.path: row for row in parameter_rows()}


def _number(table: Table, column: Column, value: Any, place: Place, wrongs: list[Wrong]) -> float | None:
    row = _parameters().get(column.field)
    low, high = (row.low, row.high) if row else (0.0, MOST_PEOPLE)
    assert low is not None
    assert high is not None
    allowed = Refusal("roster.allowed.number", low=f"{low:g}", high=f"{high:,.10g}" if high >= 1e4 else f"{high:g}")
    found = None if isinstance(value, Broken) else cells.number(value)
    text = cells.shown(value)
    if found is None:
        formula = isinstance(value, Broken) or (isinstance(value, str) and cells.is_formula(text))
        wrongs.append(Wrong(place, Refusal("roster.formula" if formula else "roster.not_a_number"), text, allowed))
        return None
    if not low <= found <= high:
        wrongs.append(Wrong(place, Refusal("roster.out_of_range"), text, allowed))
        return None
    return found


def _date(table: Table, column: Column, value: Any, place: Place, wrongs: list[Wrong]) -> cells.Day | None:
    found = None if isinstance(value, Broken) else cells.day(value)
    if found is None:
        wrongs.append(Wrong(place, Refusal("roster.not_a_date"), cells.shown(value), Refusal("roster.allowed.date")))
    return found


def _list(table: Table, column: Column, value: Any, place: Place, wrongs: list[Wrong]) -> dict[str, float] | None:
    """Return the names of a list with their amounts, in the order in which they are typed."""
    text = _text(table, column, value, place, wrongs)
    if text is None:
        return None
    needed = table.name == "needs"
    usual = FUNCTION_LISTED if column.choices == "function" else RESOURCE_OFFERED
    most = 1.0 if column.choices == "function" else 50.0
    found: dict[str, float] = {}
    before = len(wrongs)
    for entry, amount in cells.listed(text):
        name = cells.chosen(entry, names(column.choices))
        if name is None:
            wrongs.append(_no_choice(Refusal("roster.not_in_list"), column.choices, entry, place, wrongs))
        elif name in found:
            wrongs.append(Wrong(place, Refusal("roster.twice_in_list"), entry))
        elif amount is not None and needed:
            wrongs.append(Wrong(place, Refusal("roster.no_amount_here"), f"{entry} {amount:g}"))
        elif amount is not None and amount > most:
            allowed = Refusal("roster.allowed.number", low="0", high=f"{most:g}")
            wrongs.append(Wrong(place, Refusal("roster.out_of_range"), f"{entry} {amount:g}", allowed))
        else:
            found[name] = usual if amount is None else amount
    limit = 2 if needed and column.choices == "function" else MOST_LISTED[column.choices]
    if len(found) > limit:
        wrongs.append(Wrong(place, Refusal("roster.too_many_in_list", most=limit), text))
    return None if len(wrongs) > before else found


def _names(table: Table, column: Column, value: Any, place: Place, wrongs: list[Wrong]) -> list[str] | None:
    """Return several names of one cell, as they are typed."""
    text = _text(table, column, value, place, wrongs)
    return None if text is None else cells.several(text)


_READ: Mapping[str, Reader] = {
    "text": _text, "place": _text, "choice": _choice, "number": _number, "people": _number, "date": _date,
    "list": _list, "names": _names,
}  # fmt: skip
