"""Text in columns: widths, wrapping and tables in which a Chinese character takes two places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

FIXED = "\u00a0"
"""A space at which no line is broken; `lines` prints it as an ordinary one."""

_STARTS_NO_LINE = frozenset("，。；：、！？）】》”’…—％")
_ENDS_NO_LINE = frozenset("（【《“‘")
_STEPS = re.compile(r"(?:.*(?:[a-z][._]|\u00a0))?", re.DOTALL)
_UNITS = re.compile(r" +|[\u2e80-\uffff—]|[^ \u2e80-\uffff—]+")


def width(text: str) -> int:
    """Return how many places a text takes on a terminal.

    Characters whose width depends on the terminal's fonts (Δ, ×, —, curly quotes) count as one.
    """
    return len(text) if text.isascii() else sum(map(_places, text))


@cache
def _places(char: str) -> int:
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, places: int, align: str = "<") -> str:
    """Fill a text with spaces up to a width."""
    gap = " " * max(0, places - width(text))
    return gap + text if align == ">" else text + gap


def lines(text: str, places: int, indent: str = "") -> list[str]:
    """Break a text into lines of at most ``places``: at spaces, and between Chinese characters.

    No line begins with a closing sign or ends with an opening one. What is longer than a line is cut: at a fixed
    space, a path of names after a point or an underscore, else anywhere.
    """
    out: list[str] = []
    room = max(2, places - width(indent))
    for paragraph in text.split("\n"):
        line = ""
        for unit in _units(paragraph):
            if width(line) + width(unit.rstrip(" ")) > room and line.strip():
                out.append(line)
                line = ""
            while width(unit.rstrip(" ")) > room:
                head = _head(unit, room)
                out.append(head)
                unit = unit[len(head) :]
            line += unit
        out.append(line)
    return [(indent + line.rstrip(" " + FIXED)).replace(FIXED, " ") if line else "" for line in out]


def fill(text: str, places: int, indent: str = "") -> str:
    """Return the text broken into `lines`, as one string."""
    return "\n".join(lines(text, places, indent))


def unfolded(text: str) -> str:
    """Take out the spaces that YAML puts in the place of line ends, where the text is Chinese."""
    return re.sub(r"(?<=[\u2e80-\uffff]) (?=[\u2e80-\uffff])|(?<=[，。；：、！？）”]) ", "", " ".join(text.split()))


def _units(text: str) -> Iterable[str]:
    """Return the pieces between which a line may be broken, each with the spaces that follow it."""
    held = ""
    for unit in _UNITS.findall(text):
        fits = unit[0] in _STARTS_NO_LINE or held[-1:] in _ENDS_NO_LINE or held.endswith("= ")
        if held and not (fits or unit[0] in " =%"):
            yield held
            held = ""
        held += unit
    if held:
        yield held


def _head(text: str, room: int) -> str:
    """Return as much of the text as there is room for, at least one character; whole steps where it has any."""
    for count in range(1, len(text)):
        if width(text[: count + 1]) > room:
            steps = _STEPS.match(text[:count])
            return steps[0] if steps and steps[0] else text[:count]
    return text


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    places: int,
    *,
    right: Iterable[int] = (),
    flexible: Sequence[int] = (),
    ruled: bool = False,
    above: Mapping[int, str] | None = None,
) -> str:
    """Return a table: a heading, a rule, the rows; cells of flexible columns are wrapped to fit.

    Parameters
    ----------
    head : sequence of str
        Headings; one for each column.
    rows : sequence of sequence of str
        Cells.
    places : int
        Width of the whole table. A table whose stiff columns need more gets more.
    right : iterable of int
        Columns that are flush right.
    flexible : sequence of int
        Columns that give way when there is no room for all, each in proportion to what it asks for.
    ruled : bool
        Whether a rule stands between rows, as it should where cells are wrapped.
    above : mapping of int to str, optional
        What stands above a row, in lines of its own that take the whole width.
    """
    asked = [max(width(line) for row in (head, *rows) for line in row[i].split("\n")) for i in range(len(head))]
    given = list(asked)
    room = places - 2 * (len(head) - 1) - sum(asked[i] for i in range(len(head)) if i not in flexible)
    if sum(asked[i] for i in flexible) > room:
        wanted = {i: min(asked[i], room) for i in flexible}  # one that takes several lines anyway asks for no more
        for i in flexible:
            given[i] = max(4, room * wanted[i] // sum(wanted.values()))
    flush = set(right)

    def printed(row: Sequence[str]) -> list[str]:
        cells = [lines(cell, given[i]) for i, cell in enumerate(row)]
        height = max(len(cell) for cell in cells)
        out = []
        for level in range(height):
            parts = [
                pad(cell[level] if level < len(cell) else "", given[i], ">" if i in flush else "<")
                for i, cell in enumerate(cells)
            ]
            out.append("  ".join(parts).rstrip())
        return out

    rule = "─" * (sum(given) + 2 * (len(head) - 1))
    out = [*printed(head), rule]
    for number, row in enumerate(rows):
        if ruled and number:
            out.append("")
        if above and number in above:
            out += [*lines(above[number], places), ""]
        out += printed(row)
    return "\n".join(out)


def joined(parts: Iterable[str], lang: str) -> str:
    """Put sentences one after the other: a space between them in English, none in Chinese."""
    return ("" if lang == "zh" else " ").join(part for part in parts if part)
