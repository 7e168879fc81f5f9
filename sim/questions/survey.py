"""How does the surplus move over a sampled part of the parameter space? A lean question at each point, kept as it goes.

Three runs a replicate – blocks alone, lines alone, both together – and S, Δ and Δ/C with their intervals. What else a
verdict tells is for `run` at a point worth it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from sim.model import camps
from sim.runs.code import RUNS, digest_of, short
from sim.runs.points import Point, own_seed, points
from sim.runs.quantities import quantities
from sim.runs.question import All, Question, RunFailed
from sim.runs.run import Batch, Run, Wanted, joined
from sim.runs.store import Failure, Kept, Store, WrittenStore
from sim.runs.table import Floats
from sim.runs.work import shown
from sim.scenario import LoadedScenario, ScenarioError, dump, varied
from sim.scenario.design import Design

from . import interval
from .interval import Interval

ARMS = ("block", "line", "joint")
MAKES_NUMBERS = (
    *RUNS,
    *(f"sim/scenario/{name}.py" for name in ("design", "district", "programme", "stretches", "variation")),
    *(f"sim/{name}.py" for name in ("runs/points", "runs/run", "questions/survey", "questions/interval")),
)


@dataclass(frozen=True)
class Survey:
    """A design over a scenario."""

    scenario: LoadedScenario
    design: Design

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The numbers that are kept of a replicate, by name."""
        values = (f"{arm}_{reading}" for reading in ("gross", "net") for arm in ARMS)
        return (*values, "ceiling", *(f"{name}_{arm}" for name in self.design.keep for arm in ARMS))

    @property
    def least(self) -> int:
        """How many replicates all points have at least, if none is refused."""
        return len(self.design) * self.design.looks[0]

    def stated(self) -> dict[str, Any]:
        """Return all that the points depend on, as JSON-able data, but for the versions of packages."""
        settings = dump(self.scenario)
        return {
            "source": str(self.scenario.source),
            "scenario": {name: value for name, value in settings.items() if name not in ("title", "description")},
            "use": {source.name: source.digest for source in self.scenario.own.sources},
            "design": self.design.stated(),
            "fields": list(self.design.fields),
            "points": len(self.design),
            "sources": digest_of(MAKES_NUMBERS),
        }

    def point(self, number: int) -> Point:
        """Return one point, by its place in the design."""
        return next(point for point in points(self.design) if point.number == number)

    def at(self, point: Point) -> LoadedScenario:
        """Return the scenario at a point.

        Raises
        ------
        ScenarioError
            Where its own rules refuse it.
        """
        values = dict(point.values)
        if self.design.luck == "independent":
            values["seed"] = own_seed(int(values.get("seed", self.scenario.seed)), point.number)
        return varied(self.scenario, values) if values else self.scenario


@dataclass(frozen=True)
class Reading:
    """What a point came to.

    Attributes
    ----------
    synergy, surplus, surplus_share : Interval or None
        S; Δ, joint value less those of block and line; and Δ beside what could be reached at all. None where undefined.
    values : dict
        By column of a replicate, its mean with an interval; None where no replicate has it.
    """

    synergy: Interval | None
    surplus: Interval
    surplus_share: Interval | None
    values: Mapping[str, Interval | None]

    @property
    def word(self) -> str:
        """Whether 1+1 comes out above 2."""
        return interval.verdict(self.synergy)


def read(columns: Sequence[str], rows: Sequence[Sequence[float]], confidence: float) -> Reading:
    """Return what replicates, a row each, come to."""
    table = np.asarray(rows, np.float64)
    by_name: dict[str, Floats] = {name: table[:, i] for i, name in enumerate(columns)}
    single, joint = by_name["block_gross"] + by_name["line_gross"], by_name["joint_gross"]
    values = {}
    for name, column in by_name.items():
        defined = column[np.isfinite(column)]
        values[name] = interval.mean(defined, confidence) if len(defined) else None
    return Reading(
        interval.ratio(joint, single, confidence),
        interval.difference(joint, single, confidence),
        interval.ratio(interval.less(joint, single), by_name["ceiling"], confidence),
        values,
    )


def survey_question(
    survey: Survey, store: WrittenStore, replay: Callable[[Point], str], finished: Callable[[Kept], None] | None = None
) -> Question[None]:
    """Ask at every point, block after block; what the store holds is not run again.

    Parameters
    ----------
    store : WrittenStore
        Where every replicate is kept as soon as it is made.
    replay : callable
        From a point to the command that runs it alone.
    finished : callable, optional
        Called with each point that is finished in this session.
    """
    asking = _Asking(survey, store, replay, finished or (lambda _: None))
    for block in range(survey.design.blocks):
        # A block at a time: what a run came to in an earlier one is forgotten before it comes up again.
        yield All((asking.at(point) for point in points(survey.design) if point.block == block), in_turn=True)
    store.commit()


def alone(survey: Survey, store: WrittenStore, point: Point) -> Question[None]:
    """Ask at one point, as `survey_question` does."""
    yield All([_Asking(survey, store, lambda _: "", lambda _: None).at(point)])
    store.commit()


@dataclass
class _Asking:
    """The points of a survey, being asked."""

    survey: Survey
    store: WrittenStore
    replay: Callable[[Point], str]
    finished: Callable[[Kept], None]
    under_way: dict[str, int] = field(default_factory=dict)

    def at(self, point: Point) -> Question[None]:
        """Ask at one point."""
        if self.store.state(point.number) is not None:
            return
        try:
            scenario = self.survey.at(point)
        except ScenarioError as error:
            self._finish(point, "refused", note=error.faults[0].message("en"))
            return
        runs = _runs(scenario)
        identity = short("\n".join([str(point.block), *(run.key for run in runs.values())]))
        same = self.store.same(identity)
        same = self.under_way.get(identity) if same is None else same
        if same is not None:
            self._finish(point, "same", identity, same_as=same)
            return
        self.under_way[identity] = point.number
        yield from self._looks(point, scenario, runs, identity)
        del self.under_way[identity]

    def _looks(self, point: Point, scenario: LoadedScenario, runs: Mapping[str, Run], identity: str) -> Question[None]:
        """Ask for replicates until they are enough."""
        rows = dict(self.store.replicates(point.number))
        wanted, first = _wanted(runs, self.survey.design.keep), point.first()
        looks = self.survey.design.looks
        errors: list[str] = []

        def replicate(number: int) -> Question[None]:
            try:
                table = yield Batch(wanted, range(number, number + 1))
            except RunFailed as failed:
                error = shown(failed.error)
                errors.append(error)
                self.store.failed(Failure(point.number, number - first, error, self.replay(point)))
                return
            rows[number] = tuple(
                float(table.values(runs[arm], name)[0]) for arm, name in _read_of(self.survey.design.keep)
            )
            self.store.keep(point.number, number, rows[number])

        done = 0
        for look in looks:
            yield All((replicate(first + i) for i in range(done, look) if first + i not in rows), in_turn=True)
            done = look
            if errors:
                self._finish(point, "failed", identity, replications=len(rows), note=sorted(errors)[0])
                return
            if look == looks[-1] or self._is_precise([rows[number] for number in sorted(rows)][:look], scenario):
                break
        self._finish(point, "done", identity, replications=done)

    def _is_precise(self, rows: Sequence[Sequence[float]], scenario: LoadedScenario) -> bool:
        confidence = scenario.interval.confidence
        reading = read(self.survey.columns, rows, confidence)
        table = np.asarray(rows, np.float64)
        single = interval.mean(table[:, 0] + table[:, 1], confidence)
        return interval.precise_enough(reading.synergy, self.survey.design.precision, single)

    def _finish(self, point: Point, state: Any, identity: str = "", *, same_as: int | None = None,
                replications: int = 0, note: str = "") -> None:  # fmt: skip
        kept = Kept(point.number, point.block, state, point.values, same_as, replications, note)
        self.store.finish(kept, identity)
        self.finished(kept)


def readings(store: Store, confidence: float) -> Iterator[tuple[Kept, Reading | None]]:
    """Yield every finished point of a store with what it came to; None where nothing was run.

    A point that is the same as an earlier one came to the same. Of one that failed there are the replicates that ran.
    """
    for kept in store.points():
        source = kept.number if kept.same_as is None else kept.same_as
        rows = [numbers for _, numbers in store.replicates(source)] if kept.state != "refused" else []
        if kept.state == "done":
            rows = rows[: kept.replications]
        yield kept, read(store.columns, rows, confidence) if len(rows) > 1 else None


def _runs(scenario: LoadedScenario) -> dict[str, Run]:
    return {
        "block": Run(scenario, camps.alone(0)),
        "line": Run(scenario, camps.alone(1)),
        "joint": Run(scenario, camps.together(camps.open_channels(scenario))),
    }


def _read_of(keep: Sequence[str]) -> list[tuple[str, str]]:
    """Return arm and quantity of each column, in the order of `Survey.columns`."""
    values = [(arm, reading) for reading in ("gross", "net") for arm in ARMS]
    return [*values, ("joint", "ceiling"), *((arm, name) for name in keep for arm in ARMS)]


def _wanted(runs: Mapping[str, Run], keep: Sequence[str]) -> Wanted:
    return joined((runs[arm], quantities([name])) for arm, name in _read_of(keep))
