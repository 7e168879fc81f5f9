"""One replication of some runs of one scenario: the same world, needs and luck for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.model.camps import Camp
from sim.model.compilation import COMPILATION
from sim.model.measures import MEASURES, over_run
from sim.model.month import Ground, State, advance, begin, prepare
from sim.model.phases.arise import make_needs
from sim.model.value import Floats, beside, booked, ceiling, value_by_need
from sim.model.world import World, make_world
from sim.scenario.loaded import as_loaded
from sim.scenario.schema import Scenario

from . import groups
from .awake import awake
from .engine import TookTooLong
from .outcome import Outcome, Value
from .quantities import Quantity, Window
from .run import AnyRun, Run, SideBySide, Wanted

Quantities = Collection[Quantity]


@dataclass(frozen=True)
class Ready:
    """A scenario on its way to a worker: its settings, with the files of its own, so that it is small and stands alone.

    Sections that several have in common travel once. A worker that has had it before, by its digest, keeps to that one.
    """

    digest: str
    scenario: Scenario = field(repr=False, compare=False)

    def __reduce__(self) -> Any:
        return _arrived, (self.digest, as_loaded(self.scenario).with_origin("", (), self.scenario.own))


_KNOWN: dict[str, Ready] = {}
_MOST_KNOWN = 64


def _arrived(digest: str, scenario: Scenario) -> Ready:
    if digest not in _KNOWN:
        while len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.pop(next(iter(_KNOWN)), None)
        _KNOWN[digest] = Ready(digest, scenario)
    return _KNOWN[digest]


@dataclass(frozen=True)
class Chunk:
    """The unit of work: some runs of one scenario in one replication, and what is read of them.

    Attributes
    ----------
    runs : tuple
        Camp, mechanisms that are on, and quantities of each run.
    beside : tuple
        Positions of two runs, and quantities of both side by side.
    """

    ready: Ready
    replication: int
    runs: tuple[tuple[Camp, frozenset[str], frozenset[Quantity]], ...]
    beside: tuple[tuple[int, int, frozenset[Quantity]], ...] = ()


@dataclass(frozen=True)
class _Ledger:
    """What is kept of a run for those that are derived from it; ``costs`` is what contributing cost."""

    book: dict[str, Floats]
    costs: float
    hours: float
    given: float


class Piece:
    """Runs of one scenario that are made together, in any number of replications.

    What a derived run is made from is made too, whether anything is read of it or not.

    Attributes
    ----------
    runs : tuple of Run or SideBySide
        In the order in which a chunk returns their outcomes.
    """

    def __init__(self, wanted: Wanted) -> None:
        derived = [run for run in wanted if isinstance(run, SideBySide)]
        parts = (part for pair in derived for part in pair.of)
        runs = dict.fromkeys([*(run for run in wanted if isinstance(run, Run)), *parts])
        at = {run: i for i, run in enumerate(runs)}
        first = next(iter(runs))
        self.runs: tuple[AnyRun, ...] = (*runs, *derived)
        self._ready = Ready(first.world, first.scenario)
        self._read = tuple((run.camp, run.mechanisms or frozenset(), wanted.get(run, frozenset())) for run in runs)
        self._beside = tuple((at[run.of[0]], at[run.of[1]], wanted[run]) for run in derived)

    def chunk(self, replication: int) -> Chunk:
        """Return what makes them in one replication."""
        return Chunk(self._ready, replication, self._read, self._beside)


def replicate(chunk: Chunk, limit: float | None = None) -> list[Outcome]:
    """Make a chunk; return the outcomes of its runs, then those of the derived ones, in order.

    Parameters
    ----------
    limit : float, optional
        Seconds that a run may take. Neither what is compiled or loaded meanwhile counts, nor while the process sleeps.

    Raises
    ------
    TookTooLong
        Between two months, where a run has taken longer.
    """
    scenario, replication = chunk.ready.scenario, chunk.replication
    world = make_world(scenario, scenario.seed, replication)
    need = make_needs(world, scenario.months)
    reading = _Reading(world, need)
    grounds: dict[frozenset[str], Ground] = {}
    uses = Counter(position for first, second, _ in chunk.beside for position in (first, second))
    ledgers: dict[int, _Ledger] = {}
    outcomes: list[Outcome] = []
    derived: dict[int, Outcome] = {}
    for position, (camp, mechanisms, quantities) in enumerate(chunk.runs):
        if mechanisms not in grounds:
            grounds[mechanisms] = prepare(world, mechanisms)
        state = begin(world, grounds[mechanisms], camp, need, scenario.months)
        _live(state, scenario.months, limit)
        book = booked(state.ledger)
        outcomes.append(reading.of_run(state, book, quantities))
        if not uses[position]:
            continue
        ledgers[position] = reading.ledger(state, book)
        for i, (first, second, of_both) in enumerate(chunk.beside):
            if i not in derived and first in ledgers and second in ledgers:
                derived[i] = reading.side_by_side(ledgers[first], ledgers[second], of_both)
                for part in (first, second):
                    uses[part] -= 1
        for part in [part for part in ledgers if not uses[part]]:
            del ledgers[part]
    return [*outcomes, *(derived[i] for i in range(len(chunk.beside)))]


def _live(state: State, months: int, limit: float | None) -> None:
    """Run the months, a tenth of the limit at a time: what is compiled cannot be stopped on the way."""
    if limit is None:
        advance(state, months)
        return
    began, since, code, stride = awake(), 0, COMPILATION.changes, 1
    while state.month < months:
        advance(state, min(stride, months - state.month))
        taken = awake() - began
        if COMPILATION.changes != code:
            began, since, code, stride = awake(), state.month, COMPILATION.changes, 1
            continue
        if taken > limit:
            raise TookTooLong(limit)
        stride = max(1, min(months, int(0.1 * limit * (state.month - since) / max(taken, 1e-6))))


def outcomes(wanted: Wanted, replication: int) -> dict[AnyRun, Outcome]:
    """Make runs of one scenario in one replication, here and now, and return what they came to."""
    piece = Piece(wanted)
    return dict(zip(piece.runs, replicate(piece.chunk(replication)), strict=True))


class _Reading:
    """Reads quantities off the runs of one world."""

    def __init__(self, world: World, need: np.ndarray) -> None:
        self.scenario, self.price = world.scenario, world.scenario.costs.hour_price
        self._world, self._need = world, need
        self._names, self._at = groups.names(world.scenario), groups.positions(world, need)

    def of_run(self, state: State, book: dict[str, Floats], quantities: Quantities) -> Outcome:
        """Read what is asked for off a run."""
        of_all = value_by_need(self._need, book)
        values: dict[Quantity, Value] = {}
        for window in sorted({quantity.window for quantity in quantities}, key=lambda window: window or ()):
            months = state.months if window is None else state.months[slice(*window)]
            by_need = self._arising(of_all, window)
            gross = float(by_need.sum())
            for quantity in quantities:
                if quantity.window != window:
                    continue
                name = quantity.name
                if name == "hours":
                    values[quantity] = float(months["hours"].sum())
                elif name == "net":
                    values[quantity] = gross - self.price * float(months["hours"].sum())
                elif name == "given":
                    values[quantity] = float(months["given"].sum())
                elif name == "months":
                    values[quantity] = months
                elif name in MEASURES:
                    values[quantity] = over_run(months, MEASURES[name])
                elif name in groups.FLOWS or name in (groups.TYPE, groups.TAKING_PART):
                    values[quantity] = groups.of_months(name, months, self._names["period"])
                else:
                    values[quantity] = self._of_needs(name, gross, by_need, book)
        return Outcome(values)

    def ledger(self, state: State, book: dict[str, Floats]) -> _Ledger:
        """Return what is kept of a run for those that are derived from it."""
        values = self.of_run(state, book, {Quantity(name) for name in ("gross", "net", "hours", "given")})
        return _Ledger(book, values["gross"] - values["net"], values["hours"], values["given"])

    def side_by_side(self, first: _Ledger, second: _Ledger, quantities: Quantities) -> Outcome:
        """Read what is asked for off two runs side by side."""
        book = beside(first.book, second.book)
        of_all = value_by_need(self._need, book)
        values: dict[Quantity, Value] = {}
        for quantity in quantities:
            by_need = self._arising(of_all, quantity.window)
            gross = float(by_need.sum())
            if quantity.window is not None and quantity.name != "gross":
                raise ValueError(f"two runs side by side have no {quantity.name} of some months")
            if quantity.name == "net":
                values[quantity] = gross - (first.costs + second.costs)
            elif quantity.name == "hours":
                values[quantity] = first.hours + second.hours
            elif quantity.name == "given":
                values[quantity] = first.given + second.given
            else:
                values[quantity] = self._of_needs(quantity.name, gross, by_need, book)
        return Outcome(values)

    def _arising(self, by_need: Floats, window: Window) -> Floats:
        """Return the value at needs that arose in a window; 0 at all others."""
        if window is None:
            return by_need
        arose = self._need["month"]
        return np.where((arose >= window[0]) & (arose < window[1]), by_need, 0.0)

    def _of_needs(self, name: str, gross: float, by_need: Floats, book: dict[str, Floats]) -> Value:
        """Return a quantity that is read off the needs and what was booked for them."""
        need = self._need
        if name == "gross":
            return gross
        if name == "ceiling":
            return ceiling(need)
        if name == "asked":
            return float(need["amount"].sum())
        if name == "cohorts":
            return np.asarray(np.bincount(need["month"], weights=by_need, minlength=self.scenario.months), np.float64)
        if name == groups.PLACE:
            return groups.of_needs(need, book, need["area"], groups.places(self._world))
        if name in groups.NEED_AXES:
            return groups.of_needs(need, book, self._at[name], self._names[name]) if name in self._at else None
        raise ValueError(f"two runs side by side have no {name}")


def split(wanted: Wanted, pieces: int, most: int) -> Sequence[Wanted]:
    """Part runs into about so many pieces of much the same size, none larger than ``most`` unless it cannot be parted.

    Runs side by side stay with those that they are made from.
    """
    size = max(1, min(most, -(-len(wanted) // pieces)))
    if len(wanted) <= size:
        return [wanted]
    leader: dict[AnyRun, AnyRun] = {}

    def top(run: AnyRun) -> AnyRun:
        while leader.setdefault(run, run) is not run:
            run = leader[run]
        return run

    for run in wanted:
        top(run)
        if isinstance(run, SideBySide):
            for part in run.of:
                leader[top(part)] = top(run)
    together: dict[AnyRun, list[AnyRun]] = {}
    for run in wanted:
        together.setdefault(top(run), []).append(run)
    made: list[dict[AnyRun, frozenset[Quantity]]] = []
    for runs in together.values():
        if not made or len(made[-1]) + len(runs) > size:
            made.append({})
        made[-1].update({run: wanted[run] for run in runs})
    return made
