"""Scenarios compared, as tables: what the CSV files and the sheets of the workbook hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sim.model.measures import BY_TYPE, MEASURES
from sim.questions.compare import ENDS, LETTERS, Compared, Reading
from sim.questions.interval import Interval
from sim.runs.groups import names
from sim.words import LANGUAGES

from ..kit.names import measure_name
from ..kit.tables import POINTS, DataTable, Row, in_both, limits
from .words import group_word, lettered, word

_UNITS = {"met": "share", "value": POINTS}


def comparison_table(compared: Compared) -> list[Row]:
    """Return one row for each measure and scenario; the first scenario has no difference."""
    rows: list[Row] = []
    for name, reading in compared.measures.items():
        unit = MEASURES[name].unit if name in MEASURES else "" if name == "synergy" else POINTS
        words = [measure_name(name, at) for at in LANGUAGES]
        for letter, level, difference in _each(reading):
            reading_word = word(difference) if difference is not None else None
            rows.append((name, letter, *level, *limits(difference), reading_word, unit, *words))
    return rows


def months_table(compared: Compared) -> list[Row]:
    """Return one row a month, counted from 1; one column for each measure and scenario, ``measure.A``."""
    series = [values for by_scenario in compared.months.values() for values in by_scenario]
    return [(month + 1, *(values[month] for values in series)) for month in range(compared.first.months)]


def groups_table(compared: Compared) -> list[Row]:
    """Return one row for each axis, group, reading and scenario; of periods without differences."""
    rows: list[Row] = []
    for axis, by_group in compared.groups.items():
        for group, readings in by_group.items():
            called = [group_word(axis, group, at) for at in LANGUAGES]
            for name, reading in readings.items():
                unit = BY_TYPE[name].unit if name in BY_TYPE else _UNITS[name]
                words = in_both(f"group.{name}")
                for letter, values, difference in _each(reading):
                    rows.append(
                        (axis, group, name, letter, *values, *limits(difference), unit, *called, *words)
                    )  # fmt: skip
    for name, by_period in compared.periods.items():
        unit = f"{POINTS} per month" if name == "value" else "share"
        words = in_both(f"group.{name}")
        for period, intervals in zip(names(compared.first)["period"], by_period, strict=True):
            for letter, interval in zip(LETTERS, intervals, strict=False):
                rows.append(
                    ("period", period, name, letter, *limits(interval), *limits(None), unit, period, period, *words)
                )
    return rows


def flows_table(compared: Compared) -> list[Row]:
    """Return one row for each flow, giver, end and scenario."""
    rows: list[Row] = []
    for flow, by_giver in compared.flows.items():
        axis, unit = end_axis(flow), "units" if flow.startswith("lent") else "person-days"
        for giver, ends in by_giver.items():
            for end, reading in ends.items():
                words = [*(group_word("type", giver, at) for at in LANGUAGES),
                         *(group_word(axis, end, at) for at in LANGUAGES)]  # fmt: skip
                for letter, values, difference in _each(reading):
                    rows.append((flow, giver, end, letter, *values, *limits(difference), unit, *words))
    return rows


def areas_table(compared: Compared) -> list[Row]:
    """Return one row for each scenario and area, streets counted from 1."""
    rows: list[Row] = []
    for letter, areas in zip(LETTERS, compared.maps, strict=False):
        met = met_share(areas.asked, areas.served)
        rows += [
            (letter, areas.names[a], int(areas.street[a]) + 1, areas.x[a], areas.y[a], areas.asked[a],
             areas.served[a], met[a], areas.mean)
            for a in range(len(areas.names))
        ]  # fmt: skip
    return rows


def scenarios_table(compared: Compared) -> list[Row]:
    """Return which letter stands for which scenario."""
    return [
        (letter, entrant.name, *(getattr(entrant.title, at) for at in LANGUAGES))
        for letter, entrant in lettered(compared)
    ]


def pairs_table(compared: Compared) -> list[Row]:
    """Return one row for each measure and two scenarios beside the first: by how much one differs from the other."""
    rows: list[Row] = []
    for name, intervals in compared.pairs.items():
        unit, words = "" if name == "synergy" else POINTS, [measure_name(name, at) for at in LANGUAGES]
        for (other, scenario), difference in intervals.items():
            rows.append((name, LETTERS[scenario], LETTERS[other], *limits(difference), word(difference), unit, *words))
    return rows


def met_share(asked: np.ndarray, served: np.ndarray) -> np.ndarray:
    """Return the share of the work that was served; NaN where none was asked for."""
    return np.asarray(np.divide(served, asked, out=np.full(len(asked), np.nan), where=asked > 0))


def end_axis(flow: str) -> str:
    """Return what a flow ends at: natures of need, or reaches."""
    return "nature" if "regional" in ENDS[flow] else "reach"


def _each(reading: Reading) -> list[tuple[str, Sequence[float | None], Interval | None]]:
    differences = (None, *reading.differences)
    return [
        (letter, limits(value), difference)
        for letter, value, difference in zip(LETTERS, reading.values, differences, strict=False)
    ]


def _month_columns(compared: Compared) -> Iterable[str]:
    return (f"{name}.{letter}" for name, series in compared.months.items() for letter in LETTERS[: len(series)])


_FIGURES = "estimate low high difference difference_low difference_high"
TABLES: tuple[DataTable[Compared], ...] = (
    DataTable("comparison", f"measure scenario {_FIGURES} reading unit name_*", comparison_table, family="compared"),
    DataTable(
        "months",
        "month MEASURE.SCENARIO",
        months_table,
        units={"month": "months"},
        spread={"MEASURE.SCENARIO": _month_columns},
        family="compared",
    ),
    DataTable(
        "pairs",
        "measure scenario other difference difference_low difference_high reading unit name_*",
        pairs_table,
        there=lambda compared: bool(compared.pairs),
        family="compared",
    ),
    DataTable("groups", f"axis group measure scenario {_FIGURES} unit group_* name_*", groups_table, family="compared"),
    DataTable("flows", f"flow giver to scenario {_FIGURES} unit giver_* to_*", flows_table, family="compared"),
    DataTable(
        "areas",
        "scenario area street x y asked served met is_mean",
        areas_table,
        units={"x": "km", "y": "km", "asked": "person-days", "served": "person-days", "met": "share"},
        family="compared",
    ),
    DataTable("scenarios", "scenario name title_*", scenarios_table, family="compared"),
)
