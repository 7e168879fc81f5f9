"""The shape of a design, by which its picture is chosen: what varies, how, and which points belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, Literal

from sim.questions.surveyed import Glance, Surveyed
from sim.scenario.design import SAMPLED, Design, Value
from sim.scenario.parameters import parameter_rows
from sim.scenario.schema import Scenario

from ..sweep.marks import is_geometric

MOST_PANELS = 12
MOST_CELLS = 100_000  # points of a grid that can be told apart in a picture
MOST_LINES = 30  # values of a single choice, a line each

Kind = Literal["lines", "curve", "map", "curves", "maps", "apart", "plane", "margins"]


@dataclass(frozen=True)
class Moving:
    """What varies: the parameter that stands for those that move as one, and its values in a grid.

    Attributes
    ----------
    field : str
    values : tuple
        In a grid, in order; of what is drawn, the choices, or none where it is a number.
    is_numeric : bool
    scale : str
        What is spaced evenly.
    others : tuple of str
        The parameters that move with it.
    """

    field: str
    values: tuple[Value, ...]
    is_numeric: bool
    scale: str = "linear"
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shape:
    """What a picture of a design looks like.

    Attributes
    ----------
    kind : str
        ``lines``: a line for each value; ``curve``; ``map``; ``curves`` and ``maps``: one for each combination of
        choices; ``apart``: a panel for each parameter that moves by itself; ``plane``: points over two numbers, with
        their margins; ``margins``: points over each of several parameters.
    across : tuple of Moving
        What stands along axes.
    chosen : tuple of Moving
        What has a panel for each of its values.
    """

    kind: Kind
    across: tuple[Moving, ...]
    chosen: tuple[Moving, ...] = ()

    @cached_property
    def choices(self) -> list[tuple[Value, ...]]:
        """Every combination of what has panels of its own."""
        return list(product(*(moving.values for moving in self.chosen)))


def shape_of(surveyed: Surveyed) -> Shape:
    """Return the shape of the picture that a design has."""
    design = surveyed.survey.design
    moving = _moving(design, type(surveyed.survey.scenario))
    if not moving:
        return Shape("lines", ())
    if design.method == "one_at_a_time":
        return Shape("apart", tuple(moving[:MOST_PANELS]))
    if design.method == "grid" and design.count <= MOST_CELLS:
        shaped = _of_grid(moving)
        if shaped is not None:
            return shaped
    numbers = [axis for axis in moving if axis.is_numeric]
    if len(moving) == len(numbers) == 2:
        return Shape("plane", tuple(numbers))
    return Shape("margins", tuple(moving))


def _of_grid(moving: Sequence[Moving]) -> Shape | None:
    """Return what a full grid can be shown as; None where there would be too many panels."""
    numbers = sorted((axis for axis in moving if axis.is_numeric), key=lambda axis: -len(axis.values))
    across = tuple(axis for axis in moving if axis in numbers[:2])
    chosen = tuple(axis for axis in moving if axis not in across)
    panels = 1
    for axis in chosen:
        panels *= len(axis.values)
    if not across:
        (*chosen_rest, last) = chosen
        if not chosen_rest and len(last.values) <= MOST_LINES:
            return Shape("lines", (last,))
        return None
    if panels > MOST_PANELS:
        return None
    if len(across) == 1:
        return Shape("curves" if chosen else "curve", across, chosen)
    return Shape("maps" if chosen else "map", across, chosen)


def _moving(design: Design, model: type[Scenario]) -> list[Moving]:
    """Return what varies, one for fields that move as one; shares each by itself."""
    if design.method == "points":
        return _of_rows(design, model)
    shown: list[Moving] = []
    is_sampled = design.method in SAMPLED
    for axis in design.axes:
        if axis.shares:
            shown += [Moving(field, (), True) for field in axis.fields]
            continue
        of_numbers = axis.is_range and is_sampled
        values = () if of_numbers else tuple(axis.steps(design.per_axis))
        if of_numbers or len(values) > 1:
            scale = axis.scale if axis.is_range else _scale_of(values) if axis.is_numeric else "linear"
            shown.append(Moving(axis.fields[0], values, axis.is_numeric, scale, axis.fields[1:]))
    return shown


def _scale_of(values: Sequence[Value]) -> str:
    return "log" if is_geometric(sorted(map(float, values))) else "linear"


def _of_rows(design: Design, model: type[Scenario]) -> list[Moving]:
    plausible = {row.path: row.plausible for row in parameter_rows(model) if row.plausible is not None}
    by_log = {path for path, known in plausible.items() if known.scale == "log"}
    shown = []
    for field in design.fields:
        values = tuple(dict.fromkeys(row[field] for row in design.rows if field in row))
        if len(values) > 1 or any(field not in row for row in design.rows):
            numeric = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
            scale = "linear"
            if numeric:
                low = min(map(float, values), default=0.0)
                scale = "log" if low > 0.0 and field in by_log else _scale_of(values)
            shown.append(Moving(field, () if numeric else values, numeric, scale))
    return shown


def first_block(glances: Sequence[Glance], surveyed: Surveyed) -> list[Glance]:
    """Return the points of the first block: where blocks are repeats of one grid, the picture shows one of them."""
    return [glance for glance in glances if glance.number < surveyed.survey.design.count]


def at(glances: Sequence[Glance], settings: dict[str, Any]) -> list[Glance]:
    """Return the points at which parameters have these values."""
    return [glance for glance in glances if all(glance.values.get(field) == value for field, value in settings.items())]
