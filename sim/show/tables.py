"""A verdict as tables: what the CSV files hold.

The same content whatever language was asked for: words stand in both. Numbers lose nothing (``repr``), an
empty cell is an undefined value. Lines end in a line feed; a byte-order mark tells Excel that this is UTF-8.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from sim.questions.answers import ARMS, BARS, QUANTITIES, Verdict
from sim.questions.interval import Interval
from sim.words import CATALOGUE, LANGUAGES, say

Row = Sequence[object]
BYTE_ORDER_MARK = "\ufeff"


def verdict_table(verdict: Verdict) -> list[Row]:
    """Return one row a quantity; ``reading`` is the verdict, beside the quantity it is read from."""
    named = {
        **{name: verdict.quantities[name] for name in QUANTITIES},
        "surplus_share": verdict.surplus_share,
    }
    rows: list[Row] = [("quantity", "estimate", "low", "high", "reading", *_both_heads("meaning"))]
    for name, interval in named.items():
        reading = verdict.word if name == "synergy" else ""
        words = [
            say("list.named", at, name=say(f"quantity.{name}", at), what=say(f"quantity.{name}.meaning", at))
            for at in LANGUAGES
        ]
        rows.append((name, *_numbers(interval), reading, *words))
    return rows


def arms_table(verdict: Verdict) -> list[Row]:
    """Return one row an arm: value added, gross and net."""
    kinds = [f"{reading}_{part}" for reading in ("gross", "net") for part in ("estimate", "low", "high")]
    rows: list[Row] = [("arm", *kinds, *_both_heads("name"))]
    for name in ARMS:
        arm = verdict.arms[name]
        rows.append((name, *_numbers(arm.gross), *_numbers(arm.net), *(say(f"arm.{name}", at) for at in LANGUAGES)))
    return rows


def measures_table(verdict: Verdict) -> list[Row]:
    """Return one row for each measure and arm, over the whole run."""
    from sim.model.measures import MEASURES  # late: it compiles

    rows: list[Row] = [("measure", "arm", "estimate", "low", "high", "unit", *_both_heads("name"))]
    for measure, by_arm in verdict.measures.items():
        unit = MEASURES[measure].unit if measure in MEASURES else ""
        words = measure_words(measure)
        rows += [(measure, arm, *_numbers(interval), unit, *words) for arm, interval in by_arm.items()]
    return rows


def months_table(verdict: Verdict) -> list[Row]:
    """Return one row a month, counted from 1; one column for each measure and arm, ``measure.arm``."""
    series = {
        f"{measure}.{arm}": values for measure, by_arm in verdict.monthly.items() for arm, values in by_arm.items()
    }
    rows: list[Row] = [("month", *series)]
    rows += [(month + 1, *(values[month] for values in series.values())) for month in range(verdict.months)]
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
            rows.append((name, *_numbers(told.bars[name]), *(say(f"channel.{name}", at) for at in LANGUAGES)))
        rows.append(("surplus", *_numbers(told.surplus), *(say("quantity.surplus", at) for at in LANGUAGES)))
    return rows


TABLES: dict[str, Callable[[Verdict], list[Row]]] = {
    "verdict": verdict_table,
    "arms": arms_table,
    "measures": measures_table,
    "months": months_table,
    "replicates": replicates_table,
    "channels": channels_table,
}


def tables(verdict: Verdict) -> dict[str, bytes]:
    """Return the CSV files of a verdict, name → content; ``channels.csv`` only where it was explained."""
    return {
        f"{name}.csv": as_csv(make(verdict))
        for name, make in TABLES.items()
        if name != "channels" or verdict.explanation is not None
    }


def as_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV that Excel opens with Chinese intact, the same bytes on every platform."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def measure_words(measure: str) -> list[str]:
    """Return a measure's name in every language; one that is not in the catalogue is its own name."""
    key = f"measure.{measure}"
    return [say(key, at) if key in CATALOGUE else measure for at in LANGUAGES]


def _both_heads(name: str) -> list[str]:
    return [f"{name}_{at}" for at in LANGUAGES]


def _numbers(interval: Interval | None) -> tuple[float | None, ...]:
    return (None, None, None) if interval is None else (interval.estimate, interval.low, interval.high)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (float, np.floating)):
        return repr(float(value)) if math.isfinite(value) else ""
    return str(int(value)) if isinstance(value, np.integer) else str(value)
