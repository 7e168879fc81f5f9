"""A workbook's sheets, read as a stream: time and memory follow the cells that hold something, whatever is formatted.

Element names are taken without their namespace, so that Strict Open XML is read as the ordinary one is.
"""

from __future__ import annotations

import bisect
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from posixpath import join, normpath
from typing import IO, Any, Final
from xml.parsers import expat

MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 200
MAX_TEXTS: Final = 5_000_000
_CHUNK: Final = 1 << 18
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_EMPTY = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\br=")[^>]*/>')
_EMPTY_ROW = re.compile(rb'<((?:\w+:)?row)\s(?=[^>]*\br=")[^>]*(?:/>|>\s*</\1>)')
_WORD_OF_DATES = re.compile(r'"[^"]*"|\\.|_.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_DATES: Final = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))
"""Built-in formats of numbers that show dates or times, those of Chinese Excel among them."""


class Broken(str):
    """A cell that holds a formula or an error in place of a value."""

    __slots__ = ()


class TooLarge(Exception):  # noqa: N818 - it says what the sheet is
    """More rows or columns hold something than may."""


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """This is not a workbook of the kind that is read."""


class _Part:
    """One sheet as the workbook lists it."""

    def __init__(self, name: str, path: str, hidden: bool) -> None:
        self.name, self.path, self.hidden = name, path, hidden


class Workbook:
    """A workbook that is open: its sheets, and their rows one after the other.

    Raises
    ------
    Unreadable, zipfile.BadZipFile, expat.ExpatError, KeyError, ValueError
        Where it is broken.
    """

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.names = {name.casefold(): name for name in packed.namelist()}
        book = next((path for path in self._targets("", "/officeDocument").values()), "xl/workbook.xml")
        kinds = self._targets(book, "/sharedStrings") or {"": "xl/sharedStrings.xml"}
        self.texts = self._texts(next(iter(kinds.values())))
        styles = self._targets(book, "/styles") or {"": "xl/styles.xml"}
        self.dates = self._formats(next(iter(styles.values())))
        self.from_1904, self.sheets = False, list(self._sheets(book))

    def _open(self, path: str) -> IO[bytes] | None:
        name = self.names.get(path.casefold())
        return None if name is None else self.packed.open(name)

    def _read(
        self, path: str, begin: Callable[..., None], end: Any = None, text: Any = None, *, values_only: bool = False
    ) -> None:
        """Read a part; with ``values_only`` without cells and rows that are only formatted, which may be millions."""
        file = self._open(path)
        if file is None:
            return
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = begin, end
        parser.CharacterDataHandler = text
        parser.EntityDeclHandler = _no_entities
        with file:
            rest = b""
            while chunk := file.read(_CHUNK):
                if values_only:
                    chunk, rest = _whole(rest + chunk)
                parser.Parse(chunk, False)
            parser.Parse(rest, False)
        parser.Parse(b"", True)

    def _targets(self, path: str, ending: str) -> dict[str, str]:
        """Return what a part refers to, by the number of the reference, of one kind."""
        folder, _, name = path.rpartition("/")
        targets: dict[str, str] = {}

        def begin(tag: str, marks: dict[str, str]) -> None:
            if _local(tag) == "Relationship" and marks.get("Type", "").endswith(ending):
                target = marks.get("Target", "")
                targets[marks.get("Id", "")] = target[1:] if target[:1] == "/" else normpath(join(folder, target))

        self._read(f"{folder}/_rels/{name}.rels".lstrip("/"), begin)
        return targets

    def _sheets(self, book: str) -> Iterator[_Part]:
        targets = self._targets(book, "/worksheet")
        sheets: list[_Part] = []

        def begin(tag: str, marks: dict[str, str]) -> None:
            if _local(tag) == "workbookPr":
                self.from_1904 = marks.get("date1904") in ("1", "true")
            if _local(tag) == "sheet":
                number = next((value for name, value in marks.items() if _local(name) == "id"), "")
                if number in targets:  # a sheet of charts is no sheet of cells
                    hidden = marks.get("state", "visible") != "visible"
                    sheets.append(_Part(marks.get("name", ""), targets[number], hidden))

        if self._open(book) is None:
            raise Unreadable
        self._read(book, begin)
        return iter(sheets)

    def _texts(self, path: str) -> list[str]:
        """Return the texts that cells share; readings of Chinese and Japanese beside them are no part of them."""
        texts: list[str] = []
        now: list[str] = []
        inside = {"t": 0, "rPh": 0}

        def begin(tag: str, marks: dict[str, str]) -> None:
            name = _local(tag)
            if name == "si":
                now.clear()
            elif name in inside:
                inside[name] += 1

        def end(tag: str) -> None:
            name = _local(tag)
            if name == "si":
                texts.append("".join(now))
                if len(texts) > MAX_TEXTS:
                    raise TooLarge
            elif name in inside:
                inside[name] -= 1

        def text(data: str) -> None:
            if inside["t"] and not inside["rPh"]:
                now.append(data)

        self._read(path, begin, end, text)
        return texts

    def _formats(self, path: str) -> set[str]:
        """Return the numbers of the styles that show a date."""
        own: dict[str, bool] = {}
        dates: set[str] = set()
        state = {"inside": False, "count": 0}

        def begin(tag: str, marks: dict[str, str]) -> None:
            name = _local(tag)
            if name == "numFmt" and not state["inside"]:
                own[marks.get("numFmtId", "")] = _shows_a_date(marks.get("formatCode", ""))
            elif name == "cellXfs":
                state["inside"] = True
            elif name == "xf" and state["inside"]:
                number = marks.get("numFmtId", "0")
                if own.get(number, number.isdecimal() and int(number) in _DATES):
                    dates.add(str(state["count"]))
                state["count"] += 1

        def end(tag: str) -> None:
            if _local(tag) == "cellXfs":
                state["inside"] = False

        self._read(path, begin, end)
        return dates

    def rows(self, sheet: _Part) -> list[tuple[int, list[Any]]]:
        """Return the rows of a sheet that hold anything; what is merged downwards holds for every row of it.

        Raises
        ------
        TooLarge
            With the cell that is one too many.
        """
        reading = _Rows(self)
        if self._open(sheet.path) is None:
            raise Unreadable
        self._read(sheet.path, reading.begin, reading.end, reading.text, values_only=True)
        return reading.merged()


class _Rows:
    """What is seen of one sheet while it is read."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.rows: dict[int, dict[int, Any]] = {}
        self.ranges: list[tuple[int, int, int]] = []
        self.row, self.column = 0, 0
        self.kind, self.style = "", ""
        self.formula = False
        self.keep: list[str] | None = None
        self.parts: dict[str, list[str]] = {}

    def begin(self, tag: str, marks: dict[str, str]) -> None:
        name = _local(tag)
        if name == "c":
            self._cell(marks)
        elif name == "row":
            self.row = int(marks["r"]) if "r" in marks else self.row + 1
            self.column = 0
        elif name in ("v", "t", "f"):
            self.keep = self.parts.setdefault(name, [])
            self.formula = self.formula or name == "f"
        elif name == "rPh":
            self.parts["reading"] = []
        elif name == "mergeCell":
            match = _RANGE.fullmatch(marks.get("ref", ""))
            if match and match[2] != match[4]:
                self.ranges.append((_number(match[1]), int(match[2]), int(match[4])))

    def _cell(self, marks: dict[str, str]) -> None:
        match = _CELL.fullmatch(marks["r"]) if "r" in marks else None
        self.column = _number(match[1]) if match else self.column + 1
        if match:
            self.row = int(match[2])
        self.kind, self.style = marks.get("t", "n"), marks.get("s", "")
        self.formula, self.keep = False, None
        if self.parts:
            self.parts = {}

    def text(self, data: str) -> None:
        if self.keep is not None and "reading" not in self.parts:
            self.keep.append(data)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name in ("v", "t", "f"):
            self.keep = None
        elif name == "rPh":
            self.parts.pop("reading", None)
        elif name == "c" and self.parts:
            value = self._value()
            if value is not None and not (isinstance(value, str) and not value.strip()):
                if self.column > MAX_COLUMNS or len(self.rows) >= MAX_ROWS:
                    raise TooLarge(self.row, self.column)
                self.rows.setdefault(self.row, {})[self.column] = value
            self.parts = {}

    def _value(self) -> Any:
        typed = "".join(self.parts.get("v", ()))
        if self.formula:
            return Broken("=" + "".join(self.parts.get("f", ())))
        if self.kind == "e":
            return Broken(typed)
        if self.kind == "s":
            return self.book.texts[int(typed)] if typed else None
        if self.kind == "inlineStr":
            return "".join(self.parts.get("t", ()))
        if self.kind == "b":
            return typed in ("1", "true")
        if self.kind == "d":
            return datetime.fromisoformat(typed.removesuffix("Z")) if typed else None
        if self.kind == "str" or not typed:
            return typed or None
        value = float(typed) if re.search(r"[.eE]", typed) else int(typed)
        return self._date(value) if self.style in self.book.dates else value

    def _date(self, value: float) -> Any:
        """Return the date that a number stands for; a number too large for one stays a number."""
        begun = datetime(1904, 1, 1) if self.book.from_1904 else datetime(1899, 12, 30 if value >= 60 else 31)
        try:
            return begun + timedelta(milliseconds=round(value * 86_400_000)) if value >= 1 else value
        except OverflowError:
            return value

    def merged(self) -> list[tuple[int, list[Any]]]:
        """Return the rows in order, with what is merged downwards in each row of it that holds anything else."""
        numbers = sorted(self.rows)
        for column, first, last in self.ranges:
            value = self.rows.get(first, {}).get(column)
            if value is not None and column <= MAX_COLUMNS:
                for number in numbers[bisect.bisect_right(numbers, first) : bisect.bisect_right(numbers, last)]:
                    self.rows[number][column] = value
        widest = max((max(row) for row in self.rows.values()), default=0)
        return [(number, [self.rows[number].get(at) for at in range(1, widest + 1)]) for number in numbers]


def _no_entities(*_: Any) -> None:
    raise Unreadable  # a workbook has none, and they unfold without end


def _whole(chunk: bytes) -> tuple[bytes, bytes]:
    """Return a piece of a sheet up to its last whole row or tag, without empty cells and rows, and the rest of it."""
    ends = max(chunk.rfind(b"row>") + 4, 0) if b"row>" in chunk else chunk.rfind(b">") + 1
    return _EMPTY_ROW.sub(b"", _EMPTY.sub(b"", chunk[:ends])), chunk[ends:]


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _shows_a_date(form: str) -> bool:
    plain = _WORD_OF_DATES.sub("", form.split(";")[0])
    return any(sign in plain for sign in "dmhysDMHYS") and "General" not in plain
