"""A sweep as tables, as data and as text.

Everything that an axis varies (``seed`` and ``months`` may be among it) is told of the points, not of the whole.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.questions.answers import ARMS, QUANTITIES
from sim.questions.interval import Interval
from sim.questions.sweep import Point, Sweep
from sim.words import LANGUAGES, say

from ..kit.numbers import column, short
from ..kit.text import fill, table
from ..verdict.tables import Row, as_csv
from ..verdict.words import doubled, joined

_PARTS = ("estimate", "low", "high")
_WORDS = ("above", "below", "not distinguishable", "undefined")


def sweep_table(sweep: Sweep, points: Sequence[Point]) -> list[Row]:
    """Return one row a point: the axes, the verdict, every quantity and the arms' values."""
    readings = [(arm, reading) for arm in ARMS for reading in ("gross", "net")]
    head = [
        "point", *(axis.field for axis in sweep.design.axes), "replications", "verdict",
        *(f"{name}_{part}" for name in ("one_plus_one", *QUANTITIES) for part in _PARTS),
        *(f"{arm}_{reading}_{part}" for arm, reading in readings for part in _PARTS),
    ]  # fmt: skip
    rows: list[Row] = [head]
    for point in points:
        said = point.answer
        one = doubled(as_interval(said["synergy"]))
        values = [said[name] for name in QUANTITIES] + [said["arms"][arm][reading] for arm, reading in readings]
        values = [None if one is None else one.to_json(), *values]
        numbers = [None if value is None else value[part] for value in values for part in _PARTS]
        rows.append((point.number + 1, *_values(sweep, point), said["replications"], said["verdict"], *numbers))
    return rows


def measures_table(sweep: Sweep, points: Sequence[Point]) -> list[Row]:
    """Return one row for each point, measure and arm."""
    rows: list[Row] = [("point", *(axis.field for axis in sweep.design.axes), "measure", "arm", *_PARTS)]
    for point in points:
        for measure, by_arm in point.answer["measures"].items():
            for arm, value in by_arm.items():
                numbers = [None if value is None else value[part] for part in _PARTS]
                rows.append((point.number + 1, *_values(sweep, point), measure, arm, *numbers))
    return rows


def about_sweep(sweep: Sweep, points: Sequence[Point]) -> list[Row]:
    """Return what the workbook of a sweep is about: the same for every machine and clock."""
    from sim import __version__

    scenario = sweep.scenario
    facts: dict[str, tuple[str, object]] = {
        "scenario": ("", str(scenario.source)),
        **{f"title_{at}": (f"title.{at}", getattr(scenario.title, at)) for at in LANGUAGES},
        "version": ("", __version__),
        "axes": ("", "; ".join(axis.field for axis in sweep.design.axes)),
        "points": ("", len(points)),
        "seed": ("seed", str(scenario.seed)),  # may have more digits than a spreadsheet keeps
        "months": ("months", scenario.months),
        "replications_asked": ("", sweep.replications),
        "precision": ("", sweep.precision),
        "world": ("world", scenario.world),
        "confidence": ("interval.confidence", scenario.interval.confidence),
    }
    rows: list[Row] = [("fact", "value", *(f"meaning_{at}" for at in LANGUAGES))]
    for name, (field, value) in facts.items():
        if field not in _axes(sweep):
            rows.append((name, value, *(say(f"about.{name}", at) for at in LANGUAGES)))
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
        "scenario": sweep.scenario.source,
        **{name: None if name in _axes(sweep) else getattr(sweep.scenario, name) for name in ("seed", "months")},
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
    held = [str(sweep.scenario.source)]
    if "months" not in _axes(sweep):
        held.append(say("sweep.months", lang, months=f"{sweep.scenario.months:,}"))
    if "seed" not in _axes(sweep):
        held.append(say("sweep.luck", lang))
    heading = say("sweep.heading", lang, fields=fields, held=say("list.comma", lang).join(held))
    return Told(heading, head, rows, counted(sweep, points, lang))


def sweep_text(sweep: Sweep, points: Sequence[Point], lang: str, places: int) -> str:
    """Return a sweep for a terminal: a table of points, and how many came out which way."""
    words, axes = told(sweep, points, lang), sweep.design.axes
    right = [i for i, axis in enumerate(axes) if axis.numeric]
    shown = table(
        words.head, words.rows, places, right=[*right, len(words.head) - 2], flexible=range(len(axes))
    )  # fmt: skip
    return "\n\n".join((fill(words.heading, places), shown, fill(words.counts, places))) + "\n"


def counted(sweep: Sweep, points: Sequence[Point], lang: str) -> str:
    """Return how many points came out which way."""
    found = [point.answer["verdict"] for point in points]
    counts = {word: found.count(word) for word in _WORDS}
    parts = [say(
        "sweep.counts", lang, points=len(points), above=counts["above"], below=counts["below"],
        open=counts["not distinguishable"], undefined=counts["undefined"], confidence=confidence(sweep),
    )]  # fmt: skip
    indicative = sum(point.answer["indicative"] for point in points)
    if indicative:
        parts.append(say("sweep.indicative", lang, count=indicative))
    return joined(parts, lang)


def confidence(sweep: Sweep) -> str:
    """Return the confidence of the points' intervals in per cent, as a range where it is swept."""
    found = [scenario.interval.confidence for scenario in sweep.points]
    return "–".join(short(100.0 * each) for each in sorted({min(found), max(found)}))


def _word(point: Point, lang: str) -> str:
    synergy = as_interval(point.answer["synergy"])
    exact = synergy is not None and synergy.low == synergy.high == 1.0
    return say("word.exact" if exact else f"word.{point.answer['verdict']}", lang)


def as_interval(value: dict[str, float | None] | None) -> Interval | None:
    """Return an interval that was read back; None where there is no estimate."""
    if value is None or value["estimate"] is None:
        return None
    estimate, low, high = (math.nan if number is None else number for number in map(value.get, _PARTS))
    return Interval(estimate, low, high)


def _values(sweep: Sweep, point: Point) -> list[object]:
    """Return the values of a point as a table holds them: numbers as numbers."""
    return [
        text if not axis.numeric else int(text) if text.lstrip("+-").isdecimal() else float(text)
        for axis, text in zip(sweep.design.axes, point.values, strict=True)
    ]


def _axes(sweep: Sweep) -> set[str]:
    return {axis.field for axis in sweep.design.axes}
