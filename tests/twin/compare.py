"""Kernels and twin side by side: how closely they agree, and where they part first.

`compare` runs both on one world, month by month, and says in which tier they end. Below the best tier both are run
once more, phase by phase through the months in question: then the place is the first that there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from itertools import zip_longest
from typing import Any

import numpy as np

from sim.model.camps import CHANNELS, alone, together
from sim.model.events import ENDINGS, FATES, KINDS, REASONS, TURNS
from sim.model.measures import MEASURES, column, over_run
from sim.model.month import State, advance, begin, prepare
from sim.model.phases.arise import make_needs
from sim.model.phases.phase import PHASES
from sim.model.recorder import begin_record, take_events
from sim.model.value import beside, booked, ceiling, value_by_need
from sim.model.world import make_world
from sim.scenario.schema import Scenario
from tests.model.stepping import watched_month

from . import TwinModel, block_camp, half_camp, half_joint_camp, joint_camp, line_camp, measures, side_by_side, value
from . import ceiling as twin_ceiling
from . import make_world as make_twin_world
from .columns import COLUMNS, MONTHLY
from .levers import MECHANISMS
from .record import Event

TOLERANCE = 1e-9
DETAILS = {"fate": FATES, "reason": REASONS, "ending": ENDINGS}
ARMS: dict[str, tuple[Any, Any]] = {  # the camp of a scenario's channels, for the kernels and for the twin
    "block": (lambda channels: alone(0), block_camp),
    "line": (lambda channels: alone(1), line_camp),
    "joint": (together, joint_camp),
    "half_0": (lambda channels: alone(0, "halves"), partial(half_camp, label=0)),
    "half_1": (lambda channels: alone(1, "halves"), partial(half_camp, label=1)),
    "halves_joint": (partial(together, labels="halves"), half_joint_camp),
}


class Tier(IntEnum):
    """How closely two runs agree, from best to worst."""

    IDENTICAL = 0  # the same bytes
    CLOSE = 1  # numbers within 1e-9, whole numbers and switches equal
    SAME_PATH = 2  # whole numbers and switches equal, some numbers apart
    PARTED = 3  # a whole number, a switch, or whether something has happened at all


WORDS = {
    Tier.IDENTICAL: "identical: the same bytes",
    Tier.CLOSE: f"close: every number within {TOLERANCE:g}",
    Tier.SAME_PATH: "same discrete path: whole numbers and switches equal, numbers apart",
    Tier.PARTED: "parted",
}


@dataclass(frozen=True)
class Difference:
    """Where kernels and twin differ, in the first entry that is as far apart as any in the column."""

    tier: Tier
    where: str
    column: str
    entry: tuple[int, ...]
    ours: float
    theirs: float

    def __str__(self) -> str:
        at = f"[{', '.join(map(str, self.entry))}]" if self.entry else ""
        return f"{self.where}, {self.column}{at}: kernels {self.ours!r}, twin {self.theirs!r}"


@dataclass
class Report:
    """What came of a comparison: the tier, and the first place of every tier below identical."""

    name: str
    months: int
    first: dict[Tier, Difference] = field(default_factory=dict)

    @property
    def tier(self) -> Tier:
        return max(self.first, default=Tier.IDENTICAL)

    @property
    def agrees(self) -> bool:
        return self.tier <= Tier.CLOSE

    @property
    def place(self) -> Difference | None:
        """Return the first difference that is more than rounding; `note` was told them in order of time."""
        return next((parting for parting in self.first.values() if parting.tier > Tier.CLOSE), None)

    def note(self, differences: Iterator[Difference]) -> None:
        for parting in differences:
            self.first.setdefault(parting.tier, parting)

    def __str__(self) -> str:
        lines = [f"{self.name}, {self.months} months: {WORDS[self.tier]}"]
        lines += [f"  first {tier.name.lower().replace('_', ' ')}: {self.first[tier]}" for tier in sorted(self.first)]
        return "\n".join(lines)


def difference(where: str, name: str, ours: Any, theirs: Any, discrete: bool | None = None) -> Difference | None:
    """Return how two columns differ, or None where they are the same bytes.

    Parameters
    ----------
    discrete : bool, optional
        Whether every difference parts the paths; without it, as the kernels' type says: whole numbers and switches.
    """
    ours = np.asarray(ours)
    discrete = ours.dtype.kind in "iub" if discrete is None else discrete
    ours, theirs = ours.astype(float), np.asarray(theirs, float)
    theirs = theirs.reshape(ours.shape) if theirs.size == ours.size else theirs
    if ours.shape != theirs.shape:
        return Difference(Tier.PARTED, where, f"{name}, how many", (), float(ours.size), float(theirs.size))
    if ours.tobytes() == theirs.tobytes():
        return None
    same = ours.view(np.int64) == theirs.view(np.int64)
    with np.errstate(invalid="ignore"):
        close = np.abs(ours - theirs) <= TOLERANCE * np.maximum(1.0, np.abs(theirs))
    tiers = np.where(close, Tier.CLOSE, Tier.SAME_PATH)
    happened = np.isfinite(ours) != np.isfinite(theirs)
    tiers[happened | ~(close | (discrete is False))] = Tier.PARTED
    tiers[same] = Tier.IDENTICAL
    worst = Tier(int(tiers.max()))
    at = tuple(int(i) for i in np.argwhere(tiers == worst)[0])
    return Difference(worst, where, name, at, float(ours[at]), float(theirs[at]))


class Both:
    """The two runs of one world, as far as they have come."""

    def __init__(self, scenario: Scenario, arm: str, mechanisms: Collection[str], replication: int) -> None:
        channels = {channel: getattr(scenario.channels, channel) for channel in CHANNELS}
        camp, twin_camp = ARMS[arm]
        world = make_world(scenario, scenario.seed, replication)
        ground = prepare(world, frozenset(mechanisms))
        self.state: State = begin(world, ground, camp(channels), make_needs(world, scenario.months), scenario.months)
        twin_world = make_twin_world(scenario, scenario.seed, replication)
        self.twin = TwinModel(twin_world, twin_camp(twin_world), mechanisms)
        begin_record(self.state)

    def columns(self, names: Collection[str], where: str) -> Iterator[Difference]:
        for name in names:
            compared = COLUMNS[name]
            parting = difference(
                where, name, compared.ours(self.state, self.twin), compared.theirs(self.state, self.twin)
            )
            if parting:
                yield parting

    def record(self, month: int, where: str) -> Iterator[Difference]:
        for name, theirs in self.twin.months[month].items():
            ours = column(self.state.months[month : month + 1], name)
            parting = difference(where, f"month.{name}", ours, [theirs], isinstance(theirs, int))
            if parting:
                yield parting

    def events(self, month: int) -> Iterator[Difference]:
        """Yield what differs in what is recorded of the month that is over: first which events, then their values."""
        where = f"month {month}, record"
        taken = take_events(self.state)
        ours = sorted(map(_in_words, taken[0])) if taken else []
        theirs = sorted(map(_in_words_by_twin, (event for event in self.twin.events if event.month == month)))
        for mine, other in zip_longest(ours, theirs):
            if mine is None or other is None or mine[:-1] != other[:-1]:
                yield Difference(Tier.PARTED, where, f"{mine} or {other}", (), float(len(ours)), float(len(theirs)))
                return
        values = [[event[-1] for event in events] for events in (ours, theirs)]
        if ours:
            parting = difference(where, "event.value", *values)
            if parting:
                yield parting

    def advance(self) -> Iterator[Difference]:
        """Run a month; yield what differs after it."""
        month = self.state.month
        advance(self.state)
        self.twin.step()
        where = f"month {month}, at its end"
        yield from self.columns(MONTHLY, where)
        yield from self.record(month, where)
        yield from self.events(month)

    def advance_by_phase(self) -> Iterator[Difference]:
        """Run a month; yield what differs after each phase among what the phase writes, and then at the end."""
        month, partings = self.state.month, []
        phases = self.twin.phases()

        def watcher(name: str, given: dict[str, Any], run: Any) -> Any:
            returned = run()
            if name in PHASES:
                assert next(phases) == name
                columns = [path for path in PHASES[name].writes if path in COLUMNS]
                partings.extend(self.columns(columns, f"month {month}, {name}"))
            return returned

        watched_month(self.state, watcher)
        assert next(phases, None) is None
        yield from partings
        where = f"month {month}, at its end"
        yield from self.columns(MONTHLY, where)
        yield from self.record(month, where)
        yield from self.events(month)

    def summary(self) -> Iterator[Difference]:
        """Yield what differs in what is read off the whole run: measures and value."""
        where = "over the run"
        for name, measure in MEASURES.items():
            theirs = measures.over_run(self.twin.months, name)
            parting = difference(where, f"measure {name}", [over_run(self.state.months, measure)], [theirs], False)
            if parting:
                yield parting
        ours = value_by_need(self.state.need, booked(self.state.ledger)).sum()
        parting = difference(where, "value", [ours], [value(self.twin.needs)], False)
        if parting:
            yield parting


def _in_words(event: np.void) -> tuple[Any, ...]:
    """Return an event of the kernels in words."""
    kind = KINDS[event["kind"]]
    detail = DETAILS[kind.detail][event["detail"]] if kind.detail in DETAILS else str(event["detail"])
    identity = (
        int(event["need"]),
        kind.name,
        int(event["organisation"]),
        int(event["plan"]),
        TURNS[event["turn"]],
        detail,
    )
    return *identity, float(event["value"])


def _in_words_by_twin(event: Event) -> tuple[Any, ...]:
    identity = (event.need, event.kind, event.organisation, event.plan, event.turn, str(event.detail))
    return *identity, float(event.value)


def compare(
    scenario: Scenario,
    arm: str,
    mechanisms: Collection[str] = frozenset(MECHANISMS),
    replication: int = 0,
    place: bool | None = None,
) -> Report:
    """Run both for all months of the scenario, or until they part; return how closely they agree, and where not.

    Parameters
    ----------
    place : bool, optional
        Whether to run them again for the phases in which they part, or the last bits do; without it, where they do not
        agree. A report without names months.
    """
    name = f"{scenario.title.en or getattr(scenario, 'source', '') or 'scenario'}, {arm}, replication {replication}"
    report = Report(name, scenario.months)
    both = Both(scenario, arm, mechanisms, replication)
    report.note(both.columns(COLUMNS, "before the first month"))
    for _ in range(scenario.months):
        if report.tier is Tier.PARTED:
            break
        report.note(both.advance())
    else:
        report.note(both.summary())
    place = not report.agrees if place is None else place
    return _placed(report, scenario, arm, mechanisms, replication) if place else report


def compare_values(scenario: Scenario, replication: int = 0) -> Report:
    """Compare what is read off two runs: the value side by side, and the ceiling."""
    report = Report(f"{scenario.title.en or 'scenario'}, block beside line, replication {replication}", scenario.months)
    block, line = (Both(scenario, arm, MECHANISMS, replication) for arm in ("block", "line"))
    for both in (block, line):
        for _ in range(scenario.months):
            report.note(both.advance())
    need = block.state.need
    ours = value_by_need(need, beside(booked(block.state.ledger), booked(line.state.ledger))).sum()
    pairs = {
        "value side by side": (ours, side_by_side(block.twin.needs, line.twin.needs)),
        "ceiling": (ceiling(need), twin_ceiling(block.twin.needs)),
    }
    partings = (difference("over the run", name, [ours], [theirs], False) for name, (ours, theirs) in pairs.items())
    report.note(parting for parting in partings if parting)
    return report


def _placed(report: Report, scenario: Scenario, arm: str, mechanisms: Collection[str], replication: int) -> Report:
    """Return the same report with the phases in which each tier was left."""
    months = {parting.where.partition(",")[0] for parting in report.first.values()}
    both = Both(scenario, arm, mechanisms, replication)
    placed = Report(report.name, report.months)
    placed.note(both.columns(COLUMNS, "before the first month"))
    for month in range(scenario.months):
        if f"month {month}" in months:
            placed.note(both.advance_by_phase())
        else:
            for _ in both.advance():
                pass
        if placed.tier is Tier.PARTED:
            break
    for tier, parting in report.first.items():
        placed.first.setdefault(tier, parting)
    return placed
