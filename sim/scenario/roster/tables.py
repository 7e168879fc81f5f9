"""The rows of a table, cell by cell by their kind; what is no row of it is left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sim.scenario.faults import MAX_FAULTS, nearest
from sim.scenario.read import CONTROL
from sim.words import Refusal

from . import cells
from .columns import CHOICES, FUNCTION_LISTED, RESOURCE_OFFERED, Column, choice, names, office_words
from .headers import Listing, Reading, find_tables
from .office import BEGINS, HIGHER, NOTES, SCHOOL, TOTALS, VAGUE
from .places import Listed, Place
from .sheets import Broken, Sheet
from .values import limits

LONGEST = 200  # characters of a name
MOST_LISTED = {"resource": 6, "function": 6, "wanted": 3}
_TOTALS = frozenset(cells.key(word) for word in TOTALS.split())
_NOTE = re.compile(NOTES, re.IGNORECASE)
_LABEL = re.compile(r"\w{2,10}\s*[:：].*")
_SECTION = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．].*")
_VAGUE = re.compile(VAGUE)
_ROUND = re.compile(r"(提供|可提供|免费提供|免费)?(.+?)(资源|支持|保障|服务|类|等|等资源|若干)?")


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


def read_tables(sheets: list[Sheet], reading: Reading) -> list[Listing]:
    """Return the tables of some sheets with their rows."""
    tables = find_tables(sheets, reading)
    for listing in tables:
        _Rows(listing, reading).read()
    return tables


class _Wrong(Exception):  # noqa: N818 - it ends the reading of a cell, and is in the list
    """This cell cannot be read."""


class _Rows:
    """Reads the rows of one table."""

    def __init__(self, listing: Listing, reading: Reading) -> None:
        self.listing, self.reading, self.notes = listing, reading, reading.notes
        self.used = {at: column for at, column in listing.columns.items() if column.kind != "unused"}
        self.parts: Counter[tuple[int, int, int]] = Counter()

    def read(self) -> None:
        """Add the records to the table."""
        there = {column.name for column in self.used.values()}
        required = {column.name for column in self.listing.table.columns if column.required} & there
        for number, values in self.listing.body:
            if kind := self._no_row(values, number):
                self.notes.add(kind, self.listing.sheet.place(number))
                continue
            record = self._record(number, values)
            if record is None:
                continue
            if self._again(record):
                self.notes.add("rows.again", record.place)
                continue
            for at, column in self.used.items():
                if column.name in required and column.name not in record.cells and column.name not in record.wrong:
                    self.reading.wrong(self.listing.sheet.place(number, at + 1), Refusal("roster.empty_cell"))
                    record.wrong.add(column.name)
            self.listing.records.append(record)
        self._years()
        for record in self.listing.records:
            if isinstance(record.get("deadline"), cells.Day):
                self._until(record)

    def _until(self, record: Record) -> None:
        """Count the days of a need that is to be met by a date, or leave them to a person."""
        cell, begins = record.cells["deadline"], record.get("date")
        text, until = cells.shown(self._typed(cell.place)), cell.value
        days = (date(*until) - date(*begins)).days if begins is not None and begins.day else 0
        if days >= 1:
            cell.value = float(days)
            self.notes.add("date.until", cell.place, text, str(days))
        else:
            del record.cells["deadline"]
            self.notes.add("open.number", cell.place, text)

    def _again(self, record: Record) -> bool:
        """Return whether a row says the same as the one above it, as where a unit's cells are merged over several."""
        if self.listing.table.name not in ("organisations", "areas") or not self.listing.records or record.wrong:
            return False
        before = self.listing.records[-1]
        return {name: cell.value for name, cell in record.cells.items()} == {
            name: cell.value for name, cell in before.cells.items()
        }

    def _no_row(self, values: list[Any], number: int) -> str | None:
        """Return what a row is that is none of the table: a total, a note, a title, the header once more."""
        entries = [(at, cells.shown(value)) for at, value in enumerate(values) if value is not None]
        texts = [text for _, text in entries]
        named = next((at for at, column in self.used.items() if column.required), None)
        if any(len(text) < 12 and cells.key(text) in _TOTALS for text in texts):
            return "rows.total"
        if len(entries) == 1 and _NOTE.match(texts[0]):
            return "rows.note"
        if entries and all(_LABEL.fullmatch(text) for text in texts) and len(entries) < max(2, len(self.used)):
            return "rows.note"
        if len(entries) == 1 and len(self.used) > 1 and _SECTION.fullmatch(texts[0]):
            return "rows.section"
        heads = self.listing.heads
        if named is not None and named < len(values) and cells.shown(values[named]) == heads[named]:
            return "rows.header" if all(heads.get(at) == text for at, text in entries) else None
        return None

    def _record(self, number: int, values: list[Any]) -> Record | None:
        typed = [(at, values[at]) for at in self.used if at < len(values) and values[at] is not None]
        if not typed:
            return None
        record = Record(self.listing.sheet.place(number))
        for at, value in typed:
            column, place = self.used[at], self.listing.sheet.place(number, at + 1)
            if cells.nothing(value):
                self.notes.add("nothing", place, marks=(cells.tidy(value),))
                continue
            try:
                read = getattr(self, f"_{column.kind}")(column, value, place)
            except _Wrong:
                record.wrong.add(column.name)
            else:
                if read is not None:
                    record.cells[column.name] = Cell(read, place)
        if not record.cells and not record.wrong:
            return None  # marks for nothing and no more
        if record.get("type") == SCHOOL:
            self._school(record)
        return record

    def _school(self, record: Record) -> None:
        name, place = str(record.get("name") or ""), record.at("type")
        higher = any(word in name.casefold() for word in HIGHER) and "附属" not in name
        record.cells["type"].value = "university" if higher else "public_institution"
        word = cells.shown(self._typed(place))
        self.notes.add("choice.type", place, word, _Choice("type", record.cells["type"].value))

    def _typed(self, place: Place) -> Any:
        row = next(values for number, values in self.listing.body if number == place.row)
        return row[(place.column or 1) - 1]

    def _wrong(self, place: Place, key: str, found: str = "", allowed: Refusal | str = "",
               near: str | None = None, **fields: object) -> _Wrong:  # fmt: skip
        self.reading.wrong(place, Refusal(key, **fields), found, allowed, near)
        return _Wrong()

    def _text(self, column: Column, value: Any, place: Place) -> str:
        """Return a text as it is typed; one that could be a formula is none."""
        text = cells.shown(value)
        if isinstance(value, Broken) or cells.is_formula(text):
            raise self._wrong(place, "roster.formula", text, Refusal("roster.allowed.text"))
        if CONTROL.search(text):
            raise self._wrong(place, "roster.control_character", text, Refusal("roster.allowed.text"))
        if isinstance(value, bool) or len(text) > LONGEST:
            raise self._wrong(place, "roster.not_a_name", text, Refusal("roster.allowed.name", most=LONGEST))
        return text

    _place = _text

    def _names(self, column: Column, value: Any, place: Place) -> list[str]:
        """Return several names of one cell, as they are typed."""
        text = self._text(column, value, place)
        return [name for name in cells.several(value if isinstance(value, str) else text) if not cells.nothing(name)]

    def _choice(self, column: Column, value: Any, place: Place) -> str | None:
        text, family = self._text(column, value, place), column.choices
        name = cells.chosen(text, names(family))
        if name is not None:
            return name
        name = self._in_office(text, family)
        if name is None and family == "level":
            name = next((level for begins, level in BEGINS.items() if text.startswith(begins)), None)
        if name == SCHOOL:
            return name
        if name is not None:
            self.notes.add(f"choice.{family}", place, text, _Choice(family, name))
            return name
        if not column.required and not nearest(cells.key(text), names(family)):
            self.notes.add(f"open.{family}", place, text, allowed=_Choices(family))
            return None
        self._no_choice("roster.not_a_choice", family, text, place)
        raise _Wrong

    def _in_office(self, text: str, family: str) -> str | None:
        """Return what an office's own words mean: as they are, without what stands in brackets, or all the same."""
        words = office_words(family)
        for way in (text, cells.bracketed(text)[0]):
            name = cells.chosen(way, words) or cells.chosen(way, names(family))
            if name is not None:
                return name
        parts = re.split(r"[/、,，;；\n]", text)
        meant = {cells.chosen(part, names(family)) or cells.chosen(part, words) for part in parts}
        return next(iter(meant)) if len(parts) > 1 and len(meant) == 1 else None

    def _no_choice(self, key: str, family: str, text: str, place: Place) -> None:
        """Say what can be chosen, and what was probably meant: in the language in which it was typed."""
        lang = "en" if text.isascii() else "zh"
        guess = None
        if len(self.reading.wrongs) < MAX_FAULTS:  # nobody reads the thousandth guess
            meant = cells.closest(text, names(family))
            guess = choice(family, names(family)[meant], lang) if meant else None
        self._wrong(place, key, text, _Choices(family), guess, family=Refusal(f"roster.family.{family}"))

    def _number(self, column: Column, value: Any, place: Place) -> float | cells.Day | None:
        low, high = limits(column)
        allowed = _between(low, high)
        text, factor = cells.shown(value), self.listing.factors.get((place.column or 1) - 1, 1.0)
        read = None if isinstance(value, Broken) else cells.measured(value, column.factors, factor)
        if read is None and column.name == "deadline" and (until := cells.day(value)) is not None and until.day:
            return until  # days from the date of the need, once that is read
        if read is None:
            formula = isinstance(value, Broken) or (isinstance(value, str) and cells.is_formula(text))
            if not formula and _VAGUE.fullmatch(text) and not column.required:
                self.notes.add("open.number", place, text)
                return None
            raise self._wrong(place, "roster.formula" if formula else "roster.not_a_number", text, allowed)
        if not low <= read.value <= high:
            raise self._wrong(place, "roster.out_of_range", text, allowed)
        if read.spread:
            self.notes.add("range", place, text, f"{read.value:g}")
        times = [mark for mark in read.marks if f"{mark}=" in column.units]
        if times:
            self.notes.add("factor", place, marks=tuple(f"{mark} × {column.factors[mark]:g}" for mark in times))
        if marks := tuple(mark for mark in read.marks if mark not in times):
            self.notes.add("units", place, marks=marks)
        return read.value

    _people = _number

    def _date(self, column: Column, value: Any, place: Place) -> cells.Day:
        day = None if isinstance(value, Broken) else cells.day(value)
        if day is not None:
            return day
        text = cells.shown(value)
        if not isinstance(value, Broken):
            if (part := cells.part_of_year(value)) is not None:
                year, first, last = part
                month = first + self.parts[part] % (last - first + 1)
                self.parts[part] += 1
                self.notes.add("date.part", place, text, f"{year}-{first:02d} – {year}-{last:02d}")
                return cells.Day(year, month, None)
            about = re.fullmatch(r"(.*月)份?(初|中|底|末|上旬|中旬|下旬)?", text)
            if about and (day := cells.day(about[1])) is not None:
                self.notes.add("date.month", place, text, f"{day.year}-{day.month:02d}")
                return day
            if (part_ := cells.day_without_year(value)) is not None:
                return cells.Day(0, *part_)
        raise self._wrong(place, "roster.not_a_date", text, Refusal("roster.allowed.date"))

    def _years(self) -> None:
        """Give dates without a year that of the others, where they have one."""
        dates = [record.cells["date"] for record in self.listing.records if "date" in record.cells]
        years = {cell.value.year for cell in dates} - {0}
        for record in self.listing.records:
            cell = record.cells.get("date")
            if cell is None or cell.value.year:
                continue
            text = cells.shown(self._typed(cell.place))
            whole = next(iter(years)) if len(years) == 1 else None
            day = whole and cells.day(f"{whole}-{cell.value.month}" + (f"-{cell.value.day}" if cell.value.day else ""))
            if day:
                cell.value = day
                self.notes.add("date.year", cell.place, text, str(whole))
            else:
                allowed = Refusal("roster.allowed.date")
                self._wrong(cell.place, "roster.no_year" if not whole else "roster.not_a_date", text, allowed)
                record.wrong.add("date")
                del record.cells["date"]

    def _list(self, column: Column, value: Any, place: Place) -> dict[str, float] | None:
        """Return the names of a list with their amounts, in the order in which they are typed."""
        text, family, needed = self._text(column, value, place), column.choices, self.listing.table.name == "needs"
        usual, most = (FUNCTION_LISTED, 1.0) if family == "function" else (RESOURCE_OFFERED, 50.0)
        amounts: dict[str, float] = {}
        words: set[str] = set()
        bad = False
        for entry in cells.listed(value if isinstance(value, str) else text):
            if cells.nothing(entry.name):
                continue
            name, free = self._entry(entry.name, family)
            if name is None and not entry.counted and nearest(cells.key(entry.name), names(family)):
                self._no_choice("roster.not_in_list", family, entry.name, place)
                bad = True
            elif name is None:
                self.notes.add(f"open.{family}", place, entry.name, allowed=_Choices(family))
            else:
                amount = None if entry.counted else entry.amount
                if self._amount_wrong(entry, amount, most, needed, place):
                    bad = True
                    continue
                if cells.key(entry.name) in words:
                    self._wrong(place, "roster.twice_in_list", entry.name)
                    bad = True
                if free:
                    self.notes.add(f"choice.{family}", place, entry.name, _Choice(family, name))
                if entry.counted:
                    self.notes.add("counted", place, marks=(_counted(entry),))
                words.add(cells.key(entry.name))
                amounts[name] = max(amounts.get(name, 0.0), usual if amount is None else amount)
        limit = 2 if needed and family == "function" else MOST_LISTED[family]
        if len(amounts) > limit:
            self._wrong(place, "roster.too_many_in_list", text, most=limit)
            bad = True
        if bad:
            raise _Wrong
        return amounts or None

    def _amount_wrong(self, entry: cells.Entry, amount: float | None, most: float, needed: bool, place: Place) -> bool:
        if amount is None or (not needed and amount <= most):
            return False
        shown = f"{entry.name} {amount:g}"
        if needed:
            self._wrong(place, "roster.no_amount_here", shown)
        else:
            self._wrong(place, "roster.out_of_range", shown, _between(0.0, most))
        return True

    def _entry(self, word: str, family: str) -> tuple[str | None, bool]:
        """Return what an entry of a list stands for, and whether that is a reading of an office's own word."""
        if (name := cells.chosen(word, names(family))) is not None:
            return name, False
        for way in (word, cells.bracketed(word)[0], (_ROUND.fullmatch(word) or [word] * 3)[2]):
            for there in (office_words(family), names(family)):
                if (name := cells.chosen(way, there)) is not None:
                    return name, True
        typed = cells.key(cells.bracketed(word)[0])
        ends = [ending for ending in office_words(family) if len(ending) > 1 and typed.endswith(ending)]
        return (office_words(family)[max(ends, key=len)], True) if ends else (None, False)


def _counted(entry: cells.Entry) -> str:
    amount = f"{entry.amount:g}"
    return entry.counted if amount in entry.counted else amount + entry.counted


def _between(low: float, high: float) -> Refusal:
    return Refusal("roster.allowed.number", low=f"{low:g}", high=f"{high:,.10g}" if high >= 1e4 else f"{high:g}")


class _Choice(Refusal):
    """The name of one of the things that can be chosen, in the language of the sentence."""

    def __init__(self, family: str, name: str) -> None:
        super().__init__(f"choice.{'wanted' if family == 'resource' else family}.{name}")


class _Choices(Refusal):
    """All of a family that can be chosen, in the language of the sentence."""

    def __init__(self, family: str) -> None:
        super().__init__("list.comma")
        self.family = family

    def message(self, lang: str) -> str:
        """Return them."""
        return Listed(choice(self.family, name, lang) for name in CHOICES[self.family]).message(lang)
