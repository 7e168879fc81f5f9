"""A sweep in words.

Everything that an axis varies (``seed`` and ``months`` may be among it) is told of the points, not of the whole.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.questions.crossing import Stretch, stretches
from sim.questions.interval import Interval
from sim.questions.sweep import Point, Sweep
from sim.scenario.parameters import parameter_rows
from sim.words import say, with_commas

from ..kit.numbers import percentage, short, with_limits
from ..kit.text import joined
from ..scenario.regime import over_points
from .tables import as_interval, fields_of

ARRANGED = ("mechanisms", "institutions", "technology", "channels", "convening", "matching", "discovery", "hearing")
"""Top-level fields that say how things are arranged, among them what can be chosen in one world."""
_WORDS = ("above", "below", "not distinguishable", "undefined")


def heading(sweep: Sweep, lang: str) -> str:
    """Return what was swept, and what is the same at every point."""
    fields = say("list.and", lang).join(axis.field for axis in sweep.design.axes)
    held = [str(sweep.scenario.source)]
    if "months" not in fields_of(sweep):
        held.append(say("sweep.months", lang, months=with_commas(sweep.scenario.months)))
    if "seed" not in fields_of(sweep):
        held.append(say("sweep.luck", lang))
    return say("sweep.heading", lang, fields=fields, held=say("list.comma", lang).join(held))


def counted(sweep: Sweep, points: Sequence[Point], lang: str) -> str:
    """Return how many points came out which way, and what else is to be said of them."""
    return joined([outcomes(sweep, points, lang), rest(sweep, points, lang)], lang)


def rest(sweep: Sweep, points: Sequence[Point], lang: str) -> str:
    """Return what is to be said of the points beside how many came out which way."""
    parts = [say("sweep.apiece", lang, confidence=confidence(sweep))]
    if sweep.refused:
        every = sweep.refused + len(sweep.points)
        share = percentage(sweep.refused / every, 3)
        parts.append(say("sweep.refused", lang, count=sweep.refused, points=every, share=share))
    indicative = sum(point.answer["indicative"] for point in points)
    if indicative:
        parts.append(say("sweep.indicative", lang, count=indicative))
    parts += [crossed(sweep, points, lang), moved_apart(sweep, points, lang), over_points(sweep.points, lang)]
    return joined(parts, lang)


def outcomes(sweep: Sweep, points: Sequence[Point], lang: str) -> str:
    """Return how many points came out which way."""
    verdicts = [point.answer["verdict"] for point in points]
    counts = {word: verdicts.count(word) for word in _WORDS}
    return say(
        "sweep.counts", lang, points=len(points), above=counts["above"], below=counts["below"],
        open=counts["not distinguishable"], undefined=counts["undefined"],
    )  # fmt: skip


def headline(points: Sequence[Point], lang: str) -> str:
    """Return at how many points 1+1 came out which way, without those ways of which there are none."""
    words = [point.answer["verdict"] for point in points]
    counts = {word: words.count(word) for word in _WORDS if word in words}
    ways = [say(f"sweep.headline.{word.replace(' ', '_')}", lang, count=count) for word, count in counts.items()]
    return say("sweep.headline", lang, points=len(points), ways=say("list.comma", lang).join(ways))


def crossed(sweep: Sweep, points: Sequence[Point], lang: str) -> str:
    """Return where 1+1 crosses 2, with an interval; nothing where other than one number varies."""
    axes = sweep.design.axes
    if len(axes) != 1 or not axes[0].numeric or axes[0].field == "seed" or len(points) < 2:
        return ""
    named = {"field": axes[0].field}
    curve = sorted((float(point.values[0]), as_interval(point.answer["synergy"])) for point in points)
    at, band = zip(*curve, strict=True)
    crossings = stretches(at, band)
    kinds = {row.path: row.kind for row in parameter_rows(type(sweep.scenario))}
    whole = kinds.get(axes[0].field) == "whole number"
    parts = [_stretch(stretch, named, lang, whole) for stretch in crossings]
    words = {point.answer["verdict"] for point in points}
    if not crossings and len(words) == 1 and words <= {"above", "below"}:
        parts.append(say(f"crossing.none.{words.pop()}", lang, low=short(at[0]), high=short(at[-1]), **named))
    elif not any(stretch.crosses for stretch in crossings):
        parts.append(say("crossing.none", lang))
    if any(stretch.crosses for stretch in crossings):
        parts.append(say("crossing.note", lang, confidence=confidence(sweep)))
    if "undefined" in words:
        parts.append(say("crossing.undefined", lang))
    return joined(parts, lang)


def _stretch(stretch: Stretch, named: dict[str, str], lang: str, whole: bool) -> str:
    """Return what a stretch says in which the band holds 2; of whole numbers only those between which it lies."""
    low, high = (
        (math.floor(stretch.low), math.ceil(stretch.high)) if whole and stretch.crosses else (stretch.low, stretch.high)
    )
    ends = {"low": short(low, 3), "high": short(high, 3)}
    if stretch.crosses:
        way = "up" if stretch.after == "above" else "down"
        if len(stretch.estimates) == 1 and not whole:
            where = with_limits(Interval(stretch.estimates[0], stretch.low, stretch.high), lang)
            return say(f"crossing.{way}", lang, found=where, **named)
        return say(f"crossing.{way}.between", lang, **ends, **named)
    if low == high:
        return say("crossing.point", lang, at=ends["low"], **named)
    if stretch.before == stretch.after != "end":
        return say(f"crossing.touch.{stretch.before}", lang, **ends, **named)
    return say("crossing.open", lang, **ends, **named)


def moved_apart(sweep: Sweep, points: Sequence[Point], lang: str) -> str:
    """Return, where 1+1 and the joint value are highest at different points, which of them to read and why.

    Only where what varies is an arrangement: with other needs or months, values of two points are no rivals.
    """
    if any(axis.field.partition(".")[0] not in ARRANGED for axis in sweep.design.axes):
        return ""
    ones = {point.number: as_interval(point.answer["synergy"]) for point in points}
    values = {point.number: as_interval(point.answer["arms"]["joint"]["gross"]) for point in points}
    both = [(point, synergy, value) for point in points
            if (synergy := ones[point.number]) is not None and (value := values[point.number]) is not None]  # fmt: skip
    if not both:
        return ""
    top, most, less = max(both, key=lambda triple: triple[1].estimate)
    best, fewer, more = max(both, key=lambda triple: triple[2].estimate)
    if not (most.low > fewer.high and more.low > less.high):
        return ""
    comma = say("list.comma", lang)
    return say("sweep.apart", lang, one=comma.join(top.values), value=comma.join(best.values))


def confidence(sweep: Sweep) -> str:
    """Return the confidence of the points' intervals in per cent, as a range where it is swept."""
    levels = [scenario.interval.confidence for scenario in sweep.points]
    return "–".join(percentage(level) for level in sorted({min(levels), max(levels)}))
