"""One replication of a batch: the same world, needs and luck for every variant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.model.columns import MONTH
from sim.model.measures import MEASURES, over_run
from sim.model.month import Ground, State, advance, begin, prepare
from sim.model.phases.arise import make_needs
from sim.model.value import Floats, beside, booked, ceiling, value_by_need
from sim.model.world import World, make_world
from sim.scenario.schema import Scenario

from . import groups
from .table import Outcome
from .variant import SideBySide, Variant


@dataclass(frozen=True)
class Booked:
    """A run of this replicate, kept for those that are read off it."""

    scenario: Scenario
    need: np.ndarray
    at: groups.Positions
    book: dict[str, Floats]
    outcome: Outcome


def replicate(variants: Sequence[Variant | SideBySide], replication: int) -> list[Outcome]:
    """Run all variants in one replication; return their outcomes in order."""
    made: dict[int, tuple[World, np.ndarray, groups.Positions]] = {}
    grounds: dict[tuple[int, frozenset[str] | None], Ground] = {}
    books: dict[str, Booked] = {}
    outcomes = []
    for variant in variants:
        if isinstance(variant, SideBySide):
            one_book, other_book = (books[name] for name in variant.of)
            outcomes.append(_side_by_side(one_book, other_book, variant.grouped))
            continue
        scenario = variant.scenario
        one = id(scenario)
        if one not in made:
            world = make_world(scenario, scenario.seed, replication)
            need = make_needs(world, scenario.months)
            made[one] = world, need, groups.positions(world, need)
        world, need, at = made[one]
        if (one, variant.mechanisms) not in grounds:
            grounds[one, variant.mechanisms] = prepare(world, variant.mechanisms)
        ground = grounds[one, variant.mechanisms]
        state = begin(world, ground, variant.camp, need, scenario.months)
        advance(state, scenario.months)
        book = booked(state.ledger)
        outcome = _outcome(scenario, state, book, at if variant.grouped else None, variant.window)
        if variant.placed:
            outcome.groups.update(groups.of_areas(need, book, len(world.area)))
        books[variant.name] = Booked(scenario, need, at, book, outcome)
        outcomes.append(outcome)
    return outcomes


def _outcome(
    scenario: Scenario,
    state: State,
    book: dict[str, Floats],
    at: groups.Positions | None,
    window: tuple[int, int] | None,
) -> Outcome:
    need, months = state.need, state.months
    by_need = value_by_need(need, book)
    if window is not None:
        months = months[slice(*window)]
        by_need = np.where((need["month"] >= window[0]) & (need["month"] < window[1]), by_need, 0.0)
    gross = float(by_need.sum())
    price = scenario.costs.hour_price
    measures = np.array([over_run(months, measure) for measure in MEASURES.values()])
    grouped = {} if at is None else {**groups.of_needs(need, book, at), **groups.of_months(months)}
    return Outcome(
        gross, gross - price * float(months["hours"].sum()), ceiling(need), float(need["amount"].sum()),
        float(months["given"].sum()), measures, months, _cohorts(need, by_need, scenario.months), grouped,
    )  # fmt: skip


def _side_by_side(one: Booked, other: Booked, grouped: bool) -> Outcome:
    need, a, b = one.need, one.outcome, other.outcome
    book = beside(one.book, other.book)
    by_need = value_by_need(need, book)
    gross = float(by_need.sum())
    costs = (a.gross - a.net) + (b.gross - b.net)
    none = np.full(len(MEASURES), np.nan)
    return Outcome(
        gross, gross - costs, a.ceiling, a.asked, a.given + b.given, none, np.zeros(0, MONTH),
        _cohorts(need, by_need, one.scenario.months), groups.of_needs(need, book, one.at) if grouped else {},
    )  # fmt: skip


def _cohorts(need: np.ndarray, by_need: Floats, months: int) -> Floats:
    return np.asarray(np.bincount(need["month"], weights=by_need, minlength=months), np.float64)
