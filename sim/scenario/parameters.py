"""The table of parameters, read off the typed model: what each means, unit, range, default, provenance."""

from __future__ import annotations

import ast
import contextlib
import inspect
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, reduce
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic_core import PydanticUndefined

from sim.mechanisms import Plausible, Section

from .loaded import LoadedScenario
from .schema import Scenario


@dataclass(frozen=True)
class ParameterRow:
    """One parameter.

    Attributes
    ----------
    path : str
        As in a scenario file and for ``--set``; ``areas[].x`` is a field of each entry of a list.
    family : str
        The path with ``*`` for what varies among parts of one shape (``types.*.hours``); else the path.
    about : str
        What the section says of itself.
    kind : {"number", "whole number", "true or false", "text", "list", "section", "choice"}
    low, high : float or int or None
        Inclusive range.
    choices : tuple of str
        What may be chosen, where ``kind`` is "choice".
    default : value
        None where nothing holds unless it is stated.
    required : bool
        Whether it must be stated.
    source, reference, article : str
        Provenance of the default, the work it is from, and the article's own term.
    plausible : Plausible or None
        The range that values may be drawn from, where one is declared.
    apart : str
        Why it is not to be drawn by itself; ``switch`` for what is chosen, and else as of `sim.mechanisms.parameter`.
    """

    path: str
    family: str
    about: str
    meaning: str
    unit: str
    kind: str
    low: float | int | None
    high: float | int | None
    choices: tuple[str, ...]
    default: Any
    required: bool
    source: str
    reference: str
    article: str
    plausible: Plausible | None = None
    apart: str = ""

    @property
    def section(self) -> str:
        """Return the path of the section that it stands in."""
        return self.path.rpartition(".")[0]


def parameter_rows(model: type[Section] = Scenario) -> list[ParameterRow]:
    """Return every parameter of a section and of the sections in it, in order of declaration."""
    return list(_rows(model, None, "", ""))


@dataclass(frozen=True)
class Setting:
    """A parameter and the value that it has in a scenario."""

    row: ParameterRow
    value: Any
    stated: bool
    """Whether the scenario gives it a value, be it the default's."""

    @property
    def is_set(self) -> bool:
        """Whether it differs from its default."""
        return bool(self.value != self.row.default)

    @property
    def source(self) -> str:
        """Where the value comes from: ``scenario``, or the provenance of the default."""
        return "scenario" if self.is_set else self.row.source


PROGRAMME = "from_month"  # no parameter of a scenario in which nothing changes
_ABOUT = ("title", "description", "extends")  # what a scenario says of itself moves no number


@cache
def _settable(model: type[Section]) -> tuple[ParameterRow, ...]:
    return tuple(row for row in parameter_rows(model) if "[]" not in row.path and row.path.split(".")[0] not in _ABOUT)


def settings(scenario: LoadedScenario) -> list[Setting]:
    """Return every parameter that a run depends on with its value; a list of one's own is one value."""
    return [
        Setting(row, reduce(getattr, row.path.split("."), scenario), row.path in scenario.stated)
        for row in _settable(type(scenario))
        if row.path != PROGRAMME or scenario.from_month is not None
    ]


@cache
def about(model: type[Section]) -> str:
    """Return what a section says of itself: its docstring, read off its source where Python has dropped it (-OO)."""
    model = Scenario if issubclass(model, Scenario) else model  # as it was loaded it has no field more
    if model.__doc__ or sys.flags.optimize < 2:
        return inspect.cleandoc(model.__doc__ or "")
    for base in model.__mro__:  # a section made for a file of one's own has no source, and is described as its base
        with contextlib.suppress(OSError, TypeError):
            (contents,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
            return ast.get_docstring(contents) or "" if isinstance(contents, ast.ClassDef) else ""
    return ""


def _rows(model: type[Section], values: Section | None, path: str, family: str) -> Iterator[ParameterRow]:
    """Walk a section; ``values`` holds the defaults of this place, which need not be those of its class."""
    shapes = {name: _section_of(field.annotation) for name, field in model.model_fields.items()}
    text = about(model)
    for name, field in model.model_fields.items():
        default = getattr(values, name) if values is not None else field.default
        at, like = f"{path}{name}", f"{family}{name}"
        shape = shapes[name]
        if isinstance(default, Section):
            like = f"{family}*" if family and _has_sisters(shape, shapes) else like
            yield from _rows(type(default), default, f"{at}.", f"{like}.")
            continue
        if shape is not None and getattr(shape, "is_part", False) and getattr(model, "is_part", False):
            continue  # its fields are those of the section it is a part of
        declared = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        required = default is PydanticUndefined
        yield ParameterRow(
            path=at,
            family=like,
            about=text,
            meaning=field.description or "",
            kind=_kind(field.annotation),
            low=next((limit.ge for limit in field.metadata if hasattr(limit, "ge")), None),
            high=next((limit.le for limit in field.metadata if hasattr(limit, "le")), None),
            choices=_choices(field.annotation),
            default=None if required else default,
            required=required,
            **{part: str(declared.get(part, "")) for part in ("unit", "source", "reference", "article")},
            plausible=_plausible(declared.get("plausible")),
            apart=str(declared.get("apart", "")) or ("switch" if _kind(field.annotation) in _CHOSEN else ""),
        )
        if shape is not None:
            step = "[]." if _kind(field.annotation) == "list" else "."
            yield from _rows(shape, None, at + step, like + step)


_CHOSEN = ("choice", "true or false")


def _plausible(stated: Any) -> Plausible | None:
    return Plausible(*stated) if isinstance(stated, list) else None


def _options(annotation: Any) -> list[Any]:
    """Return what an annotation allows besides None."""
    if get_origin(annotation) is Literal or not get_args(annotation) or get_origin(annotation) is list:
        return [annotation]
    return [option for option in get_args(annotation) if option is not NoneType]


def _section_of(annotation: Any) -> type[Section] | None:
    """Return the section that a field holds, alone or as entries of a list."""
    for option in _options(annotation):
        inner = get_args(option)[0] if get_origin(option) is list else option
        if isinstance(inner, type) and issubclass(inner, Section):
            return inner
    return None


def _has_sisters(shape: type[Section] | None, shapes: dict[str, type[Section] | None]) -> bool:
    """Return whether another field beside this one has the same shape, or a variety of it."""
    alike = [
        other for other in shapes.values() if shape and other and (issubclass(shape, other) or issubclass(other, shape))
    ]
    return len(alike) > 1


def _choices(annotation: Any) -> tuple[str, ...]:
    return tuple(c for option in _options(annotation) if get_origin(option) is Literal for c in get_args(option))


def _kind(annotation: Any) -> str:
    option = _options(annotation)[0]
    if get_origin(option) is Literal:
        return "choice"
    if get_origin(option) is list:
        return "list"
    names = {float: "number", int: "whole number", bool: "true or false", str: "text"}
    return names.get(option, "section")
