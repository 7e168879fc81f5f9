"""Does a case show what the article claims? Paired runs with and without the row, and a word for each expectation."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from sim.runs.ledger import Ledger
from sim.runs.quantities import Quantity
from sim.runs.question import All, Question, until
from sim.runs.run import AnyRun, Wanted, joined
from sim.runs.table import Floats, Table
from sim.scenario.case import CaseOf, Comparison
from sim.scenario.schema import Scenario
from sim.words import LANGUAGES

from .answer import Answer
from .interval import Interval, finite, looks, mean
from .readings import pair_runs, read, second_difference, wanted
from .simultaneous import jointly, planned_half_width

Found = Literal["shown", "not_shown", "opposite", "undefined"]
FIRST, LIMIT = 16, 512  # looks of a case, in replicates
PRECISION = 0.02


@dataclass(frozen=True)
class Samples:
    """What a case's comparisons came to: for each, with and without the row, one value a replicate."""

    name: str
    scenario: Scenario
    case: CaseOf
    replications: int
    pairs: tuple[tuple[Floats, Floats], ...]


@dataclass(frozen=True)
class Line:
    """One comparison with its answer.

    Attributes
    ----------
    name : str
        Of the case.
    rows : tuple of str
        Of the article.
    comparison : Comparison
        What is claimed of which measure, and what the case is held against.
    replications : int
        Replicates made.
    row, without : Interval
        The measure, in its unit, with and without the row, each with an interval of its own.
    difference : Interval
        Of the two, holding together with those of all other lines.
    size : float
        What the margin and the half-width are shares of.
    found : {"shown", "not_shown", "opposite", "undefined"}
        Whether the run shows what is claimed.
    why : {"", "no_difference", "cannot_tell", "differs"}
        Why it does not.
    narrow : bool
        Whether the half-width asked for was reached.
    """

    name: str
    rows: tuple[str, ...]
    comparison: Comparison
    replications: int
    row: Interval
    without: Interval
    difference: Interval
    size: float
    found: Found
    why: str
    narrow: bool

    def to_json(self) -> dict[str, Any]:
        """Return the line as JSON-able data."""
        stated, other = self.comparison.expectation, self.comparison.counterfactual
        return {
            "case": self.name,
            "rows": list(self.rows),
            "claim": {lang: stated.claim.said(lang) for lang in LANGUAGES},
            "measure": stated.measure,
            "per": stated.per,
            "arm": stated.arm,
            "pair": stated.pair,
            "scale": stated.scale if stated.pair else None,
            "months": list(self.comparison.row.window or ()) or None,
            "against": other.name if other else None,
            "under": self.comparison.under,
            "direction": stated.direction,
            "margin": stated.margin,
            "replications": self.replications,
            "with": self.row.to_json(),
            "without": self.without.to_json(),
            "difference": self.difference.to_json(),
            "found": self.found,
            "why": self.why,
            "narrow": self.narrow,
        }


@dataclass(frozen=True, repr=False)
class Cases(Answer):
    """What cases showed.

    Attributes
    ----------
    scenarios : dict of str to Scenario
        The cases, by name.
    lines : tuple of Line
        One a comparison; their intervals hold together.
    asked : "auto" or int
        Replications asked for.
    precision : float
        Half-width ÷ measure without the row that was asked for.
    """

    scenarios: Mapping[str, Scenario]
    lines: tuple[Line, ...]
    asked: Literal["auto"] | int
    precision: float


def case_question(
    name: str,
    scenario: Scenario,
    comparisons: int,
    replications: int | Literal["auto"] = "auto",
    precision: float = PRECISION,
) -> Question[Samples]:
    """Run a case and what it is held against, all on the same worlds and luck.

    Parameters
    ----------
    name : str
        What the case is called.
    scenario : Scenario
        A case.
    comparisons : int
        How many comparisons stand in the table together: intervals that hold together are wider.
    replications : int or "auto"
        ``auto`` looks after 16, 32, … replicates and stops on width only.
    precision : float
        Half-width ÷ measure without the row at which ``auto`` stops.
    """
    case = scenario.case
    assert case is not None
    confidence = scenario.interval.confidence

    def narrow(table: Table) -> bool:
        return all(
            planned_half_width(a - b, comparisons, confidence) <= precision * size(comparison, a, b)
            for comparison in case.comparisons
            for a, b in [_read(table, comparison)]
        )

    looks_at = looks(FIRST, LIMIT) if replications == "auto" else (replications,)
    table, done = yield from until(_wanted(case), looks_at, narrow)
    return Samples(name, scenario, case, done, tuple(_read(table, comparison) for comparison in case.comparisons))


def cases_question(
    chosen: Mapping[str, Scenario],
    replications: int | Literal["auto"] = "auto",
    precision: float = PRECISION,
    ledger: Ledger | None = None,
    finished: Callable[[Samples], None] | None = None,
) -> Question[list[Samples]]:
    """Run cases side by side; what the ledger holds already is not run again.

    Parameters
    ----------
    ledger : Ledger, optional
        Where each case is kept as soon as it has its answer.
    finished : callable, optional
        Called with each case as soon as it has its answer.
    """
    comparisons = sum(len(one.case.comparisons) for one in chosen.values() if one.case)

    def case(number: int, name: str, scenario: Scenario) -> Question[Samples]:
        kept = None if ledger is None else ledger.get(number)
        if kept is not None and scenario.case is not None:
            pairs = tuple((np.array(a, np.float64), np.array(b, np.float64)) for a, b in kept["pairs"])
            samples = Samples(name, scenario, scenario.case, kept["replications"], pairs)
        else:
            samples = yield from case_question(name, scenario, comparisons, replications, precision)
            if ledger is not None:
                values = [[finite(a), finite(b)] for a, b in samples.pairs]
                ledger.keep(number, {"case": name, "replications": samples.replications, "pairs": values})
        if finished is not None:
            finished(samples)
        return samples

    answers: list[Samples] = yield All([case(i, *one) for i, one in enumerate(chosen.items())])
    return answers


def _wanted(case: CaseOf) -> Wanted:
    """Return the runs of a case, each once however many comparisons read it."""
    return joined(part for comparison in case.comparisons for part in _parts(comparison))


def _parts(comparison: Comparison) -> Iterator[tuple[AnyRun, frozenset[Quantity]]]:
    if comparison.without is None:
        yield from pair_runs(comparison.row.scenario, _pair(comparison))
    else:
        yield from wanted(comparison.row)
        yield from wanted(comparison.without)


def _read(table: Table, comparison: Comparison) -> tuple[Floats, Floats]:
    """Return what came out with and without the row."""
    row, without = comparison.row, comparison.without
    if without is None:
        return second_difference(table, row.scenario, _pair(comparison), comparison.expectation.scale)
    return where_defined(read(table, row), read(table, without))


def _pair(comparison: Comparison) -> tuple[str, str]:
    one, other = comparison.expectation.pair or ("", "")
    return one, other


def where_defined(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Return both sides as their means over the replicates in which both are defined, one pseudo-value a replicate.

    A replicate in which no social need arose says nothing of the share of them that was met: it stands at the mean,
    and the others pull the more, so that the standard error is that of the replicates that say something. NaN where
    fewer than half of them do: what is left is then too far from the sample that its interval is worked out for.
    """
    defined = np.isfinite(a) & np.isfinite(b)
    n, left = len(a), int(defined.sum())
    if left == n:
        return a, b
    if left < max(2, n / 2):
        return np.full(n, np.nan), np.full(n, np.nan)
    pull = math.sqrt(n * (n - 1) / (left * (left - 1)))
    centres = float(a[defined].mean()), float(b[defined].mean())
    one, other = (
        np.where(defined, centre + pull * (np.where(defined, x, centre) - centre), centre)
        for x, centre in zip((a, b), centres, strict=True)
    )
    return one, other


def size(comparison: Comparison, row: Floats, without: Floats) -> float:
    """Return what margin and half-width are shares of: the measure without the row.

    With the row where it is nothing without. Of a second difference, whose sides are sums of two values, the mean value
    with one of the two mechanisms; 1 on a logarithmic scale, where differences are shares already.
    """
    if comparison.expectation.scale != "additive":
        return 1.0
    alone = abs(float(np.mean(without)))
    if comparison.without is None:
        return alone / 2.0
    return alone if alone > 0.0 else abs(float(np.mean(row)))


def read_off(cases: Sequence[Samples], confidence: float, precision: float = PRECISION) -> list[Line]:
    """Return the lines of all cases, their intervals holding together."""
    worlds = [{str(i): pair for i, pair in enumerate(each.pairs)} for each in cases]
    by_name = sorted(range(len(cases)), key=lambda k: cases[k].name)  # the order in which they are asked for is nothing
    held = dict(zip(by_name, jointly([worlds[k] for k in by_name], confidence), strict=True))
    lines = []
    for k, samples in enumerate(cases):
        intervals = held[k]
        for i, (comparison, (a, b)) in enumerate(zip(samples.case.comparisons, samples.pairs, strict=True)):
            difference, scale = intervals[str(i)], size(comparison, a, b)
            found, why = word(difference, comparison.expectation.direction, comparison.expectation.margin * scale)
            lines.append(
                Line(
                    samples.name, tuple(samples.case.stated.rows), comparison, samples.replications,
                    mean(a, confidence), mean(b, confidence), difference, scale, found, why,
                    bool(difference.half_width <= precision * scale),
                )
            )  # fmt: skip
    return lines


def word(difference: Interval, direction: str, margin: float) -> tuple[Found, str]:
    """Say whether a difference is what is claimed, and if not, why.

    It is shown where the whole interval lies beyond the margin on the side claimed (or within it, where the claim is
    that nothing changes), and opposite where the whole of it lies beyond the margin on the other side.
    """
    if not np.isfinite([difference.low, difference.high]).all():
        return "undefined", ""
    within = difference.inside(-margin, margin)
    beyond = {"up": difference.above(margin), "down": difference.below(-margin)}
    if direction == "same":
        if within:
            return "shown", ""
        return "not_shown", "differs" if any(beyond.values()) else "cannot_tell"
    if beyond[direction]:
        return "shown", ""
    if beyond["down" if direction == "up" else "up"]:
        return "opposite", ""
    return "not_shown", "no_difference" if within else "cannot_tell"
