"""A CSV file: its encoding, what separates its columns, and its rows, read strictly."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass

from . import cells
from .columns import TABLES, headings

TITLE_ROWS = 30  # rows from the top among which the header is looked for
_SEPARATORS = ("\t", ",", ";", "，", "|")
_MUCH = 20  # Chinese characters in UTF-8 from which a broken byte is one, and not a sign of another encoding


@dataclass(eq=False)
class NotText(Exception):  # noqa: N818 - it says what the file is
    """A byte that is no text in any encoding: its line, its number in that line and its value."""

    line: int
    byte: int
    value: int


@dataclass(eq=False)
class Unclosed(Exception):  # noqa: N818 - it says what the file is
    """A quotation mark that opens a cell in a line and is not closed where the cell ends."""

    line: int


def decoded(raw: bytes) -> tuple[str, str]:
    """Return a text and its encoding: what a mark at its beginning says, else UTF-8, else GB18030 (GBK and GB2312).

    Raises
    ------
    NotText
        Where it is text in none of them.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tried = ["utf-16"]
    elif raw.startswith(codecs.BOM_UTF8) or _mostly_utf8(raw):
        tried = ["utf-8-sig"]
    else:
        tried = ["utf-8-sig", "gb18030"]
    furthest = 0
    for encoding in tried:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
            continue
        if "\0" in text:
            raise _at(raw, raw.find(b"\0"))
        return text, encoding.removesuffix("-sig").upper()
    raise _at(raw, furthest)


def _mostly_utf8(raw: bytes) -> bool:
    text = raw.decode("utf-8", "replace")
    return sum("\u4e00" <= sign <= "\u9fff" for sign in text) >= _MUCH * max(1, text.count("\ufffd"))


def _at(raw: bytes, offset: int) -> NotText:
    offset = min(offset, len(raw) - 1)
    before = raw[:offset]
    return NotText(before.count(b"\n") + 1, offset - before.rfind(b"\n"), raw[offset])


def rows(text: str) -> list[list[str]]:
    """Return the rows of a text, empty ones too.

    Raises
    ------
    Unclosed
        Where a quotation mark is not closed, or only after whole rows.
    """
    first = text.split("\n", 1)[0].strip()
    stated = first[4] if len(first) == 5 and first.lower().startswith("sep=") else ""  # as Excel writes it
    sign = stated or _separator(text)
    try:
        parsed = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        raise Unclosed(_opens(text, sign, 0)) from None
    usual = max(map(len, parsed), default=0)
    for cells_ in parsed:
        for value in cells_:
            inside = value.splitlines()[1:] if "\n" in value else []
            if usual > 2 and any(line.count(sign) >= usual - 1 for line in inside):
                raise Unclosed(_opens(text, sign, usual))
    return [[], *parsed[1:]] if stated else parsed


def _opens(text: str, sign: str, swallows: int) -> int:
    """Return the line of the quotation mark that is not closed; with ``swallows`` the first that holds whole rows."""
    line, opened, at = 1, 0, 0
    begins, held = True, 0
    while at < len(text):
        letter = text[at]
        if opened:
            if letter == '"' and text[at + 1 : at + 2] == '"':
                at += 1
            elif letter == '"':
                if text[at + 1 : at + 2] not in (sign, "\n", "\r", ""):
                    return opened
                opened, begins = 0, False
            elif letter == sign:
                held += 1
                if swallows and line > opened and held >= swallows - 1:
                    return opened
            elif letter == "\n":
                held = 0
        elif letter == '"' and begins:
            opened, held = line, 0
        else:
            begins = letter in (sign, "\n", "\r")
        line += letter == "\n"
        at += 1
    return opened or line


def _separator(text: str) -> str:
    """Return what divides the header: with it a row has most headings of one table, whatever stands in a title."""
    lines = text.split("\n", TITLE_ROWS)[:TITLE_ROWS]
    best, separator = (0, 0), ","
    for sign in _SEPARATORS:
        for line in lines:
            parts = [cells.key(cells.bare(part.strip('" \r'))) for part in line.split(sign)]
            hits = max(sum(part in headings(table.name) for part in parts) for table in TABLES)
            score = (hits if len(parts) > 1 else 0, 0)
            if score[0] < 2:  # no header is known: that which divides most lines
                score = (0, sum(sign in row for row in lines) if len(parts) > 1 else 0)
            if score > best:
                best, separator = score, sign
    return separator
