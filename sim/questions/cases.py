"""Does a case show what the article claims? Paired runs with and without the row, and a word for each expectation."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from sim.runs.ledger import Ledger
from sim.runs.quantities import Quantity
from sim.runs.question import All, Question, until
from sim.runs.run import AnyRun, Wanted, joined
from sim.runs.table import Floats, Table
from sim.scenario.loaded import CaseOf, Comparison, LoadedScenario
from sim.words import LANGUAGES

from .answer import Answer
from .interval import Interval, finite, looks, mean
from .readings import pair_runs, read, second_difference, wanted
from .simultaneous import jointly, planned_half_width

Outcome = Literal["shown", "shown_small", "not_shown", "opposite", "opposite_small", "undefined"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
WHY = ("", "no_difference", "cannot_tell", "towards", "away", "differs", "not_zero")
FIRST, LIMIT = 16, 512  # looks of a case, in replicates
PRECISION = 0.0025


@dataclass(frozen=True)
class Samples:
    """What a case's comparisons came to: for each, with and without the row, one value a replicate."""

    name: str
    scenario: LoadedScenario
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
    outcome : {"shown", "shown_small", "not_shown", "opposite", "opposite_small", "undefined"}
        Whether the run shows what is claimed; small: beyond noise on that side, and within the margin.
    why : {"", "no_difference", "cannot_tell", "towards", "away", "differs", "not_zero"}
        How the difference lies to the margin, where the word leaves it open.
    """

    name: str
    rows: tuple[str, ...]
    comparison: Comparison
    replications: int
    row: Interval
    without: Interval
    difference: Interval
    size: float
    outcome: Outcome
    why: str

    @property
    def margin(self) -> float:
        """Least difference that counts, in the unit of the measure."""
        return self.comparison.expectation.margin * self.size

    @property
    def decided(self) -> bool:
        """Whether the difference lies beyond its margin or within it."""
        return decided(self.difference, self.margin)

    def to_json(self) -> dict[str, Any]:
        """Return the line as JSON-able data."""
        stated = self.comparison.expectation
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
            "against": self.comparison.against or None,
            "under": self.comparison.under,
            "direction": stated.direction,
            "margin": stated.margin,
            "replications": self.replications,
            "with": self.row.to_json(),
            "without": self.without.to_json(),
            "difference": self.difference.to_json(),
            "least_difference": finite((self.margin,))[0],
            "found": self.outcome,
            "why": self.why,
            "decided": self.decided,
        }


@dataclass(frozen=True, repr=False)
class Cases(Answer):
    """What cases showed.

    Attributes
    ----------
    scenarios : dict of str to LoadedScenario
        The cases, by name.
    lines : tuple of Line
        One a comparison; their intervals hold together.
    asked : "auto" or int
        Replications asked for.
    precision : float
        Half-width ÷ measure without the row at which no more replicates were asked for.
    """

    scenarios: Mapping[str, LoadedScenario]
    lines: tuple[Line, ...]
    asked: Literal["auto"] | int
    precision: float


def case_question(
    name: str,
    scenario: LoadedScenario,
    comparisons: int,
    replications: int | Literal["auto"] = "auto",
    precision: float = PRECISION,
) -> Question[Samples]:
    """Run a case and what it is held against, all on the same worlds and luck.

    Parameters
    ----------
    name : str
        What the case is called.
    scenario : LoadedScenario
        A case.
    comparisons : int
        How many comparisons stand in the table together: intervals that hold together are wider.
    replications : int or "auto"
        ``auto`` looks after 16, 32, … replicates, until every comparison is decided against its margin.
    precision : float
        Half-width ÷ measure without the row at which ``auto`` asks for no more of a comparison so near its margin.
    """
    case = scenario.case
    assert case is not None
    confidence = at_every_look(scenario.interval.confidence, replications)

    def enough(table: Table) -> bool:
        sides = (_read(table, comparison) for comparison in case.comparisons)
        return settled(zip(case.comparisons, sides, strict=True), comparisons, confidence, precision)

    table, done = yield from until(_wanted(case), looked_at(replications), enough)
    return Samples(name, scenario, case, done, tuple(_read(table, comparison) for comparison in case.comparisons))


def settled(
    claims: Iterable[tuple[Comparison, tuple[Floats, Floats]]], comparisons: int, confidence: float, precision: float
) -> bool:
    """Whether to stop at this look: all comparisons of a case are decided, or so near their margins that few would be.

    Parameters
    ----------
    claims : iterable of Comparison and two ndarrays, shape (replicates,)
        Each with what came out with and without the row.
    comparisons : int
        How many stand in the table together.
    confidence : float
        Of one look.
    precision : float
        Half-width ÷ measure without the row at which no more replicates are asked for.
    """
    for comparison, (a, b) in claims:
        reach, scale = planned_half_width(a - b, comparisons, confidence), size(comparison, a, b)
        middle = float(np.mean(a - b))
        around = Interval(middle, middle - reach, middle + reach)
        if reach > precision * scale and not decided(around, comparison.expectation.margin * scale):
            return False
    return True


def cases_question(
    chosen: Mapping[str, LoadedScenario],
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
    comparisons = sum(len(scenario.case.comparisons) for scenario in chosen.values() if scenario.case)

    def case(number: int, name: str, scenario: LoadedScenario) -> Question[Samples]:
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

    answers: list[Samples] = yield All([case(i, name, scenario) for i, (name, scenario) in enumerate(chosen.items())])
    return answers


def looked_at(replications: int | Literal["auto"]) -> tuple[int, ...]:
    """Return after how many replicates a case is looked at."""
    return looks(FIRST, LIMIT) if replications == "auto" else (replications,)


def at_every_look(confidence: float, replications: int | Literal["auto"]) -> float:
    """Return the confidence of one look at which the intervals of all looks together hold the truth.

    So it does no harm that to stop or to go on is decided by what the intervals say (Bonferroni, over few looks).
    """
    return 1.0 - (1.0 - confidence) / len(looked_at(replications))


def _wanted(case: CaseOf) -> Wanted:
    """Return the runs of a case, each once however many comparisons read it."""
    return joined(part for comparison in case.comparisons for part in runs_of(comparison))


def runs_of(comparison: Comparison) -> Iterator[tuple[AnyRun, frozenset[Quantity]]]:
    """Yield the runs that a comparison reads, with what it reads of each."""
    if comparison.expectation.pair is not None:
        yield from pair_runs(comparison.row.scenario, _pair(comparison))
        return
    for side in (comparison.row, comparison.without, comparison.before):
        if side is not None:
            yield from wanted(side)


def _read(table: Table, comparison: Comparison) -> tuple[Floats, Floats]:
    """Return what came out with and without the row; of two steps, the last and the one before."""
    row, without, stated = comparison.row, comparison.without, comparison.expectation
    if stated.pair is not None:
        return second_difference(table, row.scenario, _pair(comparison), stated.scale)
    a = read(table, row)
    b = np.full(len(a), stated.level) if without is None else read(table, without)
    if comparison.before is not None:
        a, b = a - b, b - read(table, comparison.before)
    return where_defined(a, b)


def _pair(comparison: Comparison) -> tuple[str, str]:
    first, second = comparison.expectation.pair or ("", "")
    return first, second


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
    first, second = (
        np.where(defined, centre + pull * (np.where(defined, x, centre) - centre), centre)
        for x, centre in zip((a, b), centres, strict=True)
    )
    return first, second


def size(comparison: Comparison, row: Floats, without: Floats) -> float:
    """Return what margin and half-width are shares of: the measure without the row.

    With the row where it is nothing without. Of a second difference, whose sides are sums of two values, the mean value
    with one of the two mechanisms; 1 on a logarithmic scale, where differences are shares already.
    """
    if comparison.expectation.scale != "additive":
        return 1.0
    alone = abs(float(np.mean(without)))
    if comparison.expectation.pair is not None:
        return alone / 2.0
    return alone if alone > 0.0 else abs(float(np.mean(row)))


def read_off(cases: Sequence[Samples], confidence: float, replications: int | Literal["auto"]) -> list[Line]:
    """Return the lines of all cases, their intervals holding together, at whatever look each case was ended.

    Parameters
    ----------
    replications : int or "auto"
        What was asked for.
    """
    worlds = [{str(i): pair for i, pair in enumerate(samples.pairs)} for samples in cases]
    by_name = sorted(range(len(cases)), key=lambda k: cases[k].name)  # the order in which they are asked for is nothing
    together = at_every_look(confidence, replications)
    held = dict(zip(by_name, jointly([worlds[k] for k in by_name], together), strict=True))
    lines = []
    for k, samples in enumerate(cases):
        intervals = held[k]
        for i, (comparison, (a, b)) in enumerate(zip(samples.case.comparisons, samples.pairs, strict=True)):
            difference, scale = intervals[str(i)], size(comparison, a, b)
            outcome, why = word(difference, comparison.expectation.direction, comparison.expectation.margin * scale)
            lines.append(
                Line(
                    samples.name, tuple(samples.case.stated.rows), comparison, samples.replications,
                    mean(a, confidence), mean(b, confidence), difference, scale, outcome, why,
                )
            )  # fmt: skip
    return lines


def decided(difference: Interval, margin: float) -> bool:
    """Whether a difference lies wholly within its margin or wholly beyond it."""
    return difference.inside(-margin, margin) or difference.above(margin) or difference.below(-margin)


def word(difference: Interval, direction: str, margin: float) -> tuple[Outcome, str]:
    """Say whether a difference is what is claimed, and how it lies to the margin where the word leaves that open.

    It is shown where the whole interval lies beyond the margin on the side claimed, and shown, small, where it lies
    between zero and the margin; opposite is the same of the other side. Where it leaves zero out and holds the margin,
    its side is known and its size is not. That nothing changes is shown where the interval lies within the margin,
    though it may lie beside zero.
    """
    if not np.isfinite([difference.low, difference.high]).all():
        return "undefined", ""
    within, beside_zero = difference.inside(-margin, margin), difference.above(0.0) or difference.below(0.0)
    if direction == "same":
        if within:
            return "shown", "not_zero" if beside_zero else ""
        return "not_shown", "differs" if decided(difference, margin) else "cannot_tell"
    towards = difference if direction == "up" else difference.scaled(-1.0)
    if towards.above(margin):
        return "shown", ""
    if towards.below(-margin):
        return "opposite", ""
    if not beside_zero:
        return "not_shown", "no_difference" if within else "cannot_tell"
    if towards.above(0.0):
        return ("shown_small", "") if within else ("not_shown", "towards")
    return ("opposite_small", "") if within else ("not_shown", "away")
