"""Points of a design that are stated one by one: what a value may be, and the rows of a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sim.words.faults import Phrase, clip, found

from . import read
from .design import VARIED, Value
from .faults import Fault, nearest
from .nodes import Place, undotted
from .parameters import ParameterRow
from .roster.separated import NotText, Unclosed, decoded, rows

Rows = tuple[dict[str, Value], ...]


def likely(name: str, known: Mapping[str, ParameterRow]) -> str | None:
    """Return the parameter that was probably meant, by its path or the last part of it."""
    settable = [path for path, row in known.items() if row.kind in VARIED and "[]" not in path]
    last = {path.rpartition(".")[2]: path for path in settable}
    return nearest(name, settable) or last.get(nearest(name.rpartition(".")[2], last) or "")


def is_outside(row: ParameterRow, value: float) -> bool:
    """Return whether a number lies outside the bounds of a parameter."""
    return (row.low is not None and value < row.low) or (row.high is not None and value > row.high)


def refused(row: ParameterRow, value: Value) -> str:
    """Return which kind of fault a value of a parameter is; nothing where it may be so."""
    if row.kind == "choice":
        return "" if value in row.choices else "not_a_choice"
    if row.kind == "true or false":
        return "" if isinstance(value, bool) else "wrong_type"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "wrong_type"
    if row.kind == "whole number" and not isinstance(value, int):
        return "wrong_type"
    return "out_of_range" if is_outside(row, float(value)) else ""


def csv_rows(path: Path, known: Mapping[str, ParameterRow], allowed: Callable[[str], str]) -> tuple[Rows, list[Fault]]:
    """Return the points of a CSV file, a column a parameter, and all that is wrong with them.

    Encodings and separators are those in which a roster may be: what Excel saves.

    Parameters
    ----------
    known : mapping
        The parameters by path.
    allowed : callable
        From a path to what may be there, in words.

    Raises
    ------
    OSError
        Where the file cannot be read.
    """
    try:
        lines = rows(decoded(path.read_bytes())[0])
    except NotText as error:
        return (), [Fault.at(Place(str(path), error.line), (), "design_points_no_text")]
    except Unclosed as error:
        return (), [Fault.at(Place(str(path), error.line), (), "design_points_unclosed")]
    head = [cell.strip() for cell in lines[0]] if lines else []
    faults = list(_head_faults(path, head, known))
    points = []
    for number, cells in enumerate(lines[1:], 2):
        if any(cells):
            points.append(_row(Place(str(path), number), head, cells, known, allowed, faults))
    return tuple(points), faults if points else []


def _head_faults(path: Path, head: Iterable[str], known: Mapping[str, ParameterRow]) -> Iterable[Fault]:
    seen: set[str] = set()
    for name in head:
        if name in seen:
            yield Fault.at(Place(str(path), 1), (), "design_twice", clip(name))
        elif name not in known or known[name].kind not in VARIED:
            place, guess = Place(str(path), 1), likely(name, known)
            yield Fault.at(place, (), "unknown_key", clip(name), Phrase("say.a_parameter"), guess)
        seen.add(name)


def _row(
    place: Place, head: list[str], cells: list[str], known: Mapping[str, ParameterRow], allowed: Callable[[str], str],
    faults: list[Fault],
) -> dict[str, Value]:  # fmt: skip
    row: dict[str, Value] = {}
    if len(cells) != len(head):
        faults.append(Fault.at(place, (), "wrong_length", str(len(cells)), str(len(head))))
    for name, cell in zip(head, cells, strict=False):
        if name not in known or known[name].kind not in VARIED:
            continue
        try:
            row[name] = read.scalar(cell.strip())
        except ValueError:
            row[name] = cell
        if kind := refused(known[name], row[name]):
            faults.append(Fault.at(place, undotted(name) or (), kind, found(row[name]), allowed(name)))
    return row
