"""A verdict as tables: what the CSV files and the sheets of the workbook hold.

The same content whatever language was asked for: words stand in both. Numbers lose nothing (``repr``), an
empty cell is an undefined value. Lines end in a line feed; a byte-order mark tells Excel that this is UTF-8. A text
that a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from sim.questions.answers import ARMS, BARS, QUANTITIES, Verdict
from sim.questions.interval import Interval
from sim.scenario.parameters import settings
from sim.words import CATALOGUE, LANGUAGES, say
from sim.words.parameters import meaning

from .words import doubled

Row = Sequence[object]
BYTE_ORDER_MARK = "\ufeff"
POINTS = "points"
NAMES_OF_FIGURES = ("verdict", "channels", "months", "natures", "kinds", "areas")
TABLES_OF_COMPARISON = ("comparison", "months", "groups", "flows", "areas", "scenarios")
FIGURES_OF_COMPARISON = ("totals", "months", "natures", "kinds", "map", "flows", "lent")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def verdict_table(verdict: Verdict) -> list[Row]:
    """Return one row a quantity; ``reading`` is the verdict, beside the quantity it is read from."""
    named = {
        "one_plus_one": doubled(verdict.synergy),
        **{name: verdict.quantities[name] for name in QUANTITIES},
        "surplus_share": verdict.surplus_share,
    }
    rows: list[Row] = [("quantity", "estimate", "low", "high", "unit", "reading", *_both_heads("meaning"))]
    for name, interval in named.items():
        reading = verdict.word if name == "synergy" else ""
        words = [
            say("list.named", at, name=say(f"quantity.{name}", at), what=say(f"quantity.{name}.meaning", at))
            for at in LANGUAGES
        ]
        rows.append((name, *limits(interval), POINTS if name == "surplus" else "", reading, *words))
    return rows


def arms_table(verdict: Verdict) -> list[Row]:
    """Return one row an arm: value added, gross and net."""
    kinds = [f"{reading}_{part}" for reading in ("gross", "net") for part in ("estimate", "low", "high")]
    rows: list[Row] = [("arm", *kinds, *_both_heads("name"))]
    for name in ARMS:
        arm = verdict.arms[name]
        rows.append((name, *limits(arm.gross), *limits(arm.net), *(say(f"arm.{name}", at) for at in LANGUAGES)))
    return rows


def measures_table(verdict: Verdict) -> list[Row]:
    """Return one row for each measure and arm, over the whole run."""
    from sim.model.measures import MEASURES  # late: it compiles

    rows: list[Row] = [("measure", "arm", "estimate", "low", "high", "unit", *_both_heads("name"))]
    for measure, by_arm in verdict.measures.items():
        unit = MEASURES[measure].unit if measure in MEASURES else ""
        words = measure_words(measure)
        rows += [(measure, arm, *limits(interval), unit, *words) for arm, interval in by_arm.items()]
    return rows


def months_table(verdict: Verdict) -> list[Row]:
    """Return one row a month, counted from 1; one column for each measure and arm, ``measure.arm``."""
    series = {
        f"{measure}.{arm}": values for measure, by_arm in verdict.monthly.items() for arm, values in by_arm.items()
    }
    rows: list[Row] = [("month", *series)]
    rows += [(month + 1, *(values[month] for values in series.values())) for month in range(verdict.months)]
    return rows


def groups_table(verdict: Verdict) -> list[Row]:
    """Return one row for each reading of each group: nature, type, hardship, street, area, period."""
    rows: list[Row] = [
        (
            "axis",
            "group",
            "measure",
            "arm",
            "estimate",
            "low",
            "high",
            "unit",
            *_both_heads("group"),
            *_both_heads("name"),
        )
    ]
    for axis, told in verdict.groups.items():
        for group, readings in told.items():
            called = [group_name(axis, group, at) for at in LANGUAGES]
            for reading, interval in readings.items():
                measure, _, arm = reading.partition(".")
                words = [say(f"group.{measure}", at) for at in LANGUAGES]
                rows.append((axis, group, measure, arm, *limits(interval), group_unit(axis, measure), *called, *words))
    return rows


def parameters_table(verdict: Verdict) -> list[Row]:
    """Return one row a parameter: what holds in this scenario, the default, and where that comes from."""
    rows: list[Row] = [
        ("parameter", "value", "default", "stated", "unit", "low", "high", "source", "reference", "article",
         *_both_heads("meaning")),
    ]  # fmt: skip
    for each in settings(verdict.scenario):
        row, value = each.row, len(each.value) if isinstance(each.value, list) else each.value
        rows.append(
            (row.path, value, row.default, each.stated, row.unit, row.low, row.high, row.source, row.reference,
             row.article, *(meaning(row.meaning, at) for at in LANGUAGES))
        )  # fmt: skip
    return rows


def replicates_table(verdict: Verdict) -> list[Row]:
    """Return one row a replicate, counted from 0 as in the keys of luck: what intervals were made from."""
    columns = verdict.replicates
    rows: list[Row] = [("replication", *columns)]
    rows += [(i, *(values[i] for values in columns.values())) for i in range(verdict.replications)]
    return rows


def channels_table(verdict: Verdict) -> list[Row]:
    """Return one row for each of the seven bars, and their sum; only a heading without ``--explain``."""
    rows: list[Row] = [("channel", "estimate", "low", "high", *_both_heads("name"))]
    told = verdict.explanation
    if told is not None:
        for name in BARS:
            rows.append((name, *limits(told.bars[name]), *(say(f"channel.{name}", at) for at in LANGUAGES)))
        rows.append(("surplus", *limits(told.surplus), *(say("quantity.surplus", at) for at in LANGUAGES)))
    return rows


def organisations_table(verdict: Verdict) -> list[Row]:
    """Return one row an organisation of a roster, as it is stated; what is drawn in every replicate is empty."""
    rows: list[Row] = [
        ("organisation", "type", "area", "level", "hours", "members", "needs", "ties", *_both_heads("type"))
    ]
    for one in verdict.scenario.organisations or ():
        words = [group_name("type", one.type, at) for at in LANGUAGES]
        ties = "; ".join(one.ties or ())
        rows.append((one.name, one.type, one.area, one.level, one.hours, one.members, one.needs, ties, *words))
    return rows


TABLES: dict[str, Callable[[Verdict], list[Row]]] = {
    "verdict": verdict_table,
    "arms": arms_table,
    "measures": measures_table,
    "months": months_table,
    "groups": groups_table,
    "parameters": parameters_table,
    "replicates": replicates_table,
    "channels": channels_table,
    "organisations": organisations_table,
}
_ONLY_WHERE: dict[str, Callable[[Verdict], bool]] = {
    "channels": lambda verdict: verdict.explanation is not None,
    "organisations": lambda verdict: bool(verdict.scenario.organisations),
}


def tables_of(verdict: Verdict) -> dict[str, list[Row]]:
    """Return the tables of a verdict: `channels` where it was explained, `organisations` where there is a roster."""
    return {
        name: make(verdict) for name, make in TABLES.items() if name not in _ONLY_WHERE or _ONLY_WHERE[name](verdict)
    }


def tables(verdict: Verdict) -> dict[str, bytes]:
    """Return the CSV files of a verdict, name → content."""
    return {f"{name}.csv": as_csv(rows) for name, rows in tables_of(verdict).items()}


def as_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV that Excel opens with Chinese intact, the same bytes on every platform."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def group_name(axis: str, name: str, lang: str) -> str:
    """Return what a group is called: from the catalogue, or as the scenario calls it."""
    key = f"named.{axis}.{name}"
    if key in CATALOGUE:
        return say(key, lang)
    return say("named.street.numbered", lang, number=name) if axis == "street" else name


def group_unit(axis: str, measure: str) -> str:
    """Return the unit of a group's reading."""
    from sim.model.measures import BY_TYPE  # late: it compiles

    if axis == "type":
        return BY_TYPE[measure].unit
    units = {"value": POINTS, "asked": "person-days", "met": "share", "participation": "share"}
    return units.get(measure, "") + (" per month" if axis == "period" and measure == "value" else "")


def measure_words(measure: str) -> list[str]:
    """Return a measure's name in every language; one that is not in the catalogue is its own name."""
    key = f"measure.{measure}"
    return [say(key, at) if key in CATALOGUE else measure for at in LANGUAGES]


def _both_heads(name: str) -> list[str]:
    return [f"{name}_{at}" for at in LANGUAGES]


def limits(interval: Interval | None) -> tuple[float | None, ...]:
    """Return estimate, low and high; nothing where there is no interval."""
    return (None, None, None) if interval is None else (interval.estimate, interval.low, interval.high)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (float, np.floating)):
        return repr(float(value)) if math.isfinite(value) else ""
    if isinstance(value, str):
        return harmless(value)
    return str(int(value)) if isinstance(value, np.integer) else str(value)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (names in a roster are anybody's)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
