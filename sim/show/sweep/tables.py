"""A sweep as tables: what its CSV files and the sheets of its workbook hold."""

from __future__ import annotations

import math
from collections.abc import Iterable

from sim import __version__
from sim.questions.answers import ARMS, QUANTITIES
from sim.questions.interval import Interval
from sim.questions.sweep import Point, Sweep, Swept
from sim.words import LANGUAGES

from ..kit.tables import LIMITS, DataTable, Row, in_both
from ..verdict.words import doubled

_READINGS = tuple((arm, reading) for arm in ARMS for reading in ("gross", "net"))


def sweep_table(swept: Swept) -> list[Row]:
    """Return one row a point: the axes, the verdict, every quantity and the arms' values."""
    rows: list[Row] = []
    for point in swept.points:
        answer = point.answer
        one_plus_one = doubled(as_interval(answer["synergy"]))
        values = [answer[name] for name in QUANTITIES] + [answer["arms"][arm][reading] for arm, reading in _READINGS]
        values = [None if one_plus_one is None else one_plus_one.to_json(), *values]
        numbers = [None if value is None else value[part] for value in values for part in LIMITS]
        rows.append(
            (point.number + 1, *_values(swept.sweep, point), answer["replications"], answer["verdict"], *numbers)
        )
    return rows


def measures_table(swept: Swept) -> list[Row]:
    """Return one row for each point, measure and arm."""
    rows: list[Row] = []
    for point in swept.points:
        for measure, by_arm in point.answer["measures"].items():
            for arm, value in by_arm.items():
                numbers = [None if value is None else value[part] for part in LIMITS]
                rows.append((point.number + 1, *_values(swept.sweep, point), measure, arm, *numbers))
    return rows


def about_table(swept: Swept) -> list[Row]:
    """Return what the workbook of a sweep is about: the same for every machine and clock."""
    sweep, scenario = swept.sweep, swept.sweep.scenario
    facts: dict[str, tuple[str, object]] = {
        "scenario": ("", str(scenario.source)),
        **{f"title_{at}": (f"title.{at}", getattr(scenario.title, at)) for at in LANGUAGES},
        "version": ("", __version__),
        "axes": ("", "; ".join(axis.field for axis in sweep.design.axes)),
        "points": ("", len(swept.points)),
        "seed": ("seed", str(scenario.seed)),  # may have more digits than a spreadsheet keeps
        "months": ("months", scenario.months),
        "replications_asked": ("", sweep.replications),
        "precision": ("", sweep.precision),
        "world": ("world", scenario.world),
        "confidence": ("interval.confidence", scenario.interval.confidence),
    }
    return [
        (name, value, *in_both(f"about.{name}"))
        for name, (field, value) in facts.items()
        if field not in fields_of(sweep)
    ]


def as_interval(value: dict[str, float | None] | None) -> Interval | None:
    """Return an interval that was read back; None where there is no estimate."""
    if value is None or value["estimate"] is None:
        return None
    estimate, low, high = (math.nan if number is None else number for number in map(value.get, LIMITS))
    return Interval(estimate, low, high)


def fields_of(sweep: Sweep) -> dict[str, None]:
    """Return the parameters that vary, in order."""
    return {axis.field: None for axis in sweep.design.axes}


def _values(sweep: Sweep, point: Point) -> list[object]:
    """Return the values of a point as a table holds them: numbers as numbers."""
    return [
        text if not axis.numeric else int(text) if text.lstrip("+-").isdecimal() else float(text)
        for axis, text in zip(sweep.design.axes, point.values, strict=True)
    ]


def _quantities(_: Swept) -> Iterable[str]:
    return (f"{name}_{part}" for name in ("one_plus_one", *QUANTITIES) for part in LIMITS)


def _arms(_: Swept) -> Iterable[str]:
    return (f"{arm}_{reading}_{part}" for arm, reading in _READINGS for part in LIMITS)


_AXES = {"PARAMETER": lambda swept: fields_of(swept.sweep)}
TABLES: tuple[DataTable[Swept], ...] = (
    DataTable(
        "sweep",
        "point PARAMETER replications verdict QUANTITY_LIMIT ARM_READING_LIMIT",
        sweep_table,
        units={"ARM_READING_LIMIT": "points"},
        spread={**_AXES, "QUANTITY_LIMIT": _quantities, "ARM_READING_LIMIT": _arms},
    ),
    DataTable("measures", "point PARAMETER measure arm estimate low high", measures_table, spread=_AXES),
    DataTable("about", "fact value meaning_*", about_table, is_file=False),
)
