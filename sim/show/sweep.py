"""A sweep as tables, as data and as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.questions.answers import ARMS, QUANTITIES
from sim.questions.interval import Interval
from sim.questions.sweep import Point, Sweep
from sim.words import say

from .figures import column, short
from .sentence import doubled, joined
from .tables import Row, as_csv
from .text import fill, table

_PARTS = ("estimate", "low", "high")
_WORDS = ("above", "below", "not distinguishable", "undefined")


def sweep_table(sweep: Sweep, points: Sequence[Point]) -> list[Row]:
    """Return one row a point: the axes, the verdict, every quantity and the arms' values."""
    readings = [(arm, reading) for arm in ARMS for reading in ("gross", "net")]
    head = [
        "point", *(axis.field for axis in sweep.design.axes), "replications", "verdict",
        *(f"{name}_{part}" for name in QUANTITIES for part in _PARTS),
        *(f"{arm}_{reading}_{part}" for arm, reading in readings for part in _PARTS),
    ]  # fmt: skip
    rows: list[Row] = [head]
    for point in points:
        said = point.answer
        values = [said[name] for name in QUANTITIES] + [said["arms"][arm][reading] for arm, reading in readings]
        numbers = [None if value is None else value[part] for value in values for part in _PARTS]
        rows.append((point.number + 1, *point.values, said["replications"], said["verdict"], *numbers))
    return rows


def measures_table(sweep: Sweep, points: Sequence[Point]) -> list[Row]:
    """Return one row for each point, measure and arm."""
    rows: list[Row] = [("point", *(axis.field for axis in sweep.design.axes), "measure", "arm", *_PARTS)]
    for point in points:
        for measure, by_arm in point.answer["measures"].items():
            for arm, value in by_arm.items():
                numbers = [None if value is None else value[part] for part in _PARTS]
                rows.append((point.number + 1, *point.values, measure, arm, *numbers))
    return rows


def sweep_files(sweep: Sweep, points: Sequence[Point]) -> dict[str, bytes]:
    """Return the tables of a sweep, name → content."""
    return {
        "sweep.csv": as_csv(sweep_table(sweep, points)),
        "measures.csv": as_csv(measures_table(sweep, points)),
    }


def sweep_data(sweep: Sweep, points: Sequence[Point]) -> dict[str, Any]:
    """Return a sweep as JSON-able data: the grid, and each point's values with the verdict there."""
    from sim import __version__

    return {
        "scenario": sweep.scenario._source,
        "seed": sweep.scenario.seed,
        "months": sweep.scenario.months,
        "grid": {axis.field: list(axis.values) for axis in sweep.design.axes},
        "points": [
            {"values": dict(zip((a.field for a in sweep.design.axes), point.values, strict=True)), **point.answer}
            for point in points
        ],
        "version": __version__,
    }


@dataclass(frozen=True)
class Told:
    """A sweep in words: what was swept, a row a point, and how many points came out which way."""

    heading: str
    head: list[str]
    rows: list[list[str]]
    counts: str


def told(sweep: Sweep, points: Sequence[Point], lang: str) -> Told:
    """Return a sweep in words."""
    ones = [doubled(as_interval(point.answer["synergy"])) for point in points]
    ks = [as_interval(point.answer["complementarity"]) for point in points]
    one, k = column(ones, lang, [2.0] * len(points)), column(ks, lang, [1.0] * len(points))
    rows = [
        [*point.values, one[i], k[i], f"{point.answer['replications']:,}", _word(point, lang)]
        for i, point in enumerate(points)
    ]
    axes = sweep.design.axes
    head = [*(axis.field for axis in axes), "1+1", "K", say("sweep.replicates", lang), say("sweep.verdict", lang)]
    fields = say("list.and", lang).join(axis.field for axis in axes)
    heading = say(
        "sweep.heading", lang, fields=fields, scenario=sweep.scenario._source, months=f"{sweep.scenario.months:,}"
    )
    found = [point.answer["verdict"] for point in points]
    counts = {word: found.count(word) for word in _WORDS}
    confidence = short(100.0 * sweep.scenario.interval.confidence)
    said = say(
        "sweep.counts", lang, points=len(points), above=counts["above"], below=counts["below"],
        open=counts["not distinguishable"], undefined=counts["undefined"], confidence=confidence,
    )  # fmt: skip
    return Told(heading, head, rows, joined([said], lang))


def sweep_text(sweep: Sweep, points: Sequence[Point], lang: str, places: int) -> str:
    """Return a sweep for a terminal: a table of points, and how many came out which way."""
    words, axes = told(sweep, points, lang), sweep.design.axes
    right = [i for i, axis in enumerate(axes) if axis.numeric]
    shown = table(
        words.head, words.rows, places, right=[*right, len(words.head) - 2], flexible=range(len(axes))
    )  # fmt: skip
    return "\n\n".join((fill(words.heading, places), shown, fill(words.counts, places))) + "\n"


def _word(point: Point, lang: str) -> str:
    synergy = as_interval(point.answer["synergy"])
    exact = synergy is not None and synergy.low == synergy.high == 1.0
    return say("word.exact" if exact else f"word.{point.answer['verdict']}", lang)


def as_interval(value: dict[str, float] | None) -> Interval | None:
    """Return an interval that was read back."""
    return None if value is None else Interval(value["estimate"], value["low"], value["high"])
