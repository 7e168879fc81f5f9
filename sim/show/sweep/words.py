"""A sweep in words.

Everything that an axis varies (``seed`` and ``months`` may be among it) is told of the points, not of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.questions.sweep import Point, Sweep
from sim.words import say

from ..kit.numbers import column, short
from ..kit.text import fill, table
from ..verdict.words import doubled, joined
from .tables import as_interval, fields_of

_WORDS = ("above", "below", "not distinguishable", "undefined")


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
    if "months" not in fields_of(sweep):
        held.append(say("sweep.months", lang, months=f"{sweep.scenario.months:,}"))
    if "seed" not in fields_of(sweep):
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
