"""How does the surplus move over a sampled part of the parameter space? A lean question at each point, kept as it goes.

Three runs a replicate – blocks alone, lines alone, both together – and S, Δ and Δ/C with their intervals. What else a
verdict tells is for `run` at a point worth it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sim.model import camps
from sim.runs.code import RUNS, digest_of, short
from sim.runs.engine import KilledItsWorker, TookTooLong
from sim.runs.kept import Cause, Failure, Kept
from sim.runs.points import Point, own_seed, point, points_of
from sim.runs.quantities import quantities
from sim.runs.question import All, Question
from sim.runs.run import Batch, Run, Wanted, joined
from sim.runs.store import WrittenStore
from sim.runs.table import Table
from sim.runs.work import shown
from sim.scenario import LoadedScenario, ScenarioError, dump
from sim.scenario.design import Design
from sim.scenario.variation import Varying

from . import interval
from .surveyed import numbers_by_name, single_and_joint

ARMS = ("block", "line", "joint")
AT_ONCE = 32  # replications of a point that are asked for at once
MAKES_NUMBERS = (
    *RUNS,
    *(f"sim/scenario/{name}.py" for name in ("design", "district", "programme", "stretches", "variation")),
    *(f"sim/runs/{name}.py" for name in ("points", "run")),
    *(f"sim/questions/{name}.py" for name in ("survey", "surveyed", "interval", "moments", "resampling")),
)


@dataclass(frozen=True)
class Survey:
    """A design over a scenario, or some of its points.

    Attributes
    ----------
    shard : (int, int) or None
        Which of how many parts, from 1, of which every one has every so-many-th point.
    only : int or None
        The one point that is asked about, from 0.
    """

    scenario: LoadedScenario
    design: Design
    shard: tuple[int, int] | None = None
    only: int | None = None

    @cached_property
    def _varying(self) -> Varying:
        return Varying(self.scenario)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The numbers that are kept of a replicate, by name."""
        values = (f"{arm}_{reading}" for reading in ("gross", "net") for arm in ARMS)
        return (*values, "ceiling", *(f"{name}_{arm}" for name in self.design.keep for arm in ARMS))

    @property
    def least(self) -> int:
        """How many replicates all points have at least, if none is refused."""
        return self.count * self.design.looks[0]

    @property
    def numbers(self) -> range:
        """The numbers of its points."""
        if self.only is not None:
            return range(self.only, self.only + 1)
        which, many = self.shard or (1, 1)
        return range(which - 1, len(self.design), many)

    @property
    def count(self) -> int:
        """How many points it has."""
        return len(self.numbers)

    def points(self, block: int) -> Iterator[Point]:
        """Yield its points of one block."""
        numbers = self.numbers
        if self.only is not None:
            yield from (point(self.design, number) for number in numbers if number // self.design.count == block)
            return
        yield from (at for at in points_of(self.design, block) if at.number in numbers)

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
            **({} if self.shard is None else {"shard": "{}/{}".format(*self.shard)}),
            **({} if self.only is None else {"point": self.only + 1}),
        }

    def point(self, number: int) -> Point:
        """Return one point, by its place in the design."""
        return point(self.design, number)

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
        return self._varying.at(values) if values else self.scenario


def survey_question(
    survey: Survey, store: WrittenStore, replay: Callable[[Point], str], finished: Callable[[Kept], None] | None = None
) -> Question[None]:
    """Ask at every point, block after block; what the store holds is not run again, but where it may go well now.

    Parameters
    ----------
    store : WrittenStore
        Where every replicate is kept as soon as it is made.
    replay : callable
        From a point to what runs it alone.
    finished : callable, optional
        Called with each point that is finished in this session.
    """
    asking = _Asking(survey, store, replay, finished or (lambda _: None))
    store.go_on(survey.design.run_limit)
    known = store.finished()
    for block in range(survey.design.blocks):
        # A block at a time: what a run came to in an earlier one is forgotten before it comes up again.
        yield All((asking.at(at) for at in _left(survey.points(block), known)), in_turn=True)
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
        read = [(runs[arm], name) for arm, name in _read_of(self.survey.design.keep)]

        def made(table: Table, number: int, failure: Exception | None) -> None:
            if failure is not None:
                errors.append(shown(failure))
                self.store.failed(
                    Failure(point.number, number - first, errors[-1], self.replay(point), *_cause(failure))
                )
                return
            rows[number] = tuple(table.value(run, name, number) for run, name in read)
            self.store.keep(point.number, number, rows[number])

        def some(numbers: range) -> Question[None]:
            yield Batch(wanted, numbers, receiver=made)

        done = 0
        for look in looks:
            missing = (first + i for i in range(done, look) if first + i not in rows)
            yield All((some(numbers) for numbers in _stretches(missing)), in_turn=True)
            done = look
            if errors:
                self._finish(point, "failed", identity, replications=len(rows), note=sorted(errors)[0])
                return
            if look == looks[-1] or self._is_precise([rows[number] for number in sorted(rows)][:look], scenario):
                break
        self._finish(point, "done", identity, replications=done)

    def _is_precise(self, rows: Sequence[Sequence[float]], scenario: LoadedScenario) -> bool:
        confidence = scenario.interval.confidence
        single, joint = single_and_joint(numbers_by_name(self.survey.columns, rows))
        synergy = interval.ratio(joint, single, confidence)
        return interval.precise_enough(synergy, self.survey.design.precision, interval.mean(single, confidence))

    def _finish(self, point: Point, state: Any, identity: str = "", *, same_as: int | None = None,
                replications: int = 0, note: str = "") -> None:  # fmt: skip
        kept = Kept(point.number, point.block, state, point.values, same_as, replications, note)
        self.store.finish(kept, identity)
        self.finished(kept)


def _left(points: Iterable[Point], finished: Sequence[int]) -> Iterator[Point]:
    """Yield the points whose numbers are not among those finished, which ascend."""
    for at in points:
        place = bisect_left(finished, at.number)
        if place == len(finished) or finished[place] != at.number:
            yield at


def _cause(error: Exception) -> tuple[Cause, float | None]:
    """Return why a run failed, and the limit that it had."""
    if isinstance(error, TookTooLong):
        return "limit", error.seconds
    return ("killed" if isinstance(error, KilledItsWorker) else "raised"), None


def _stretches(numbers: Iterable[int]) -> Iterator[range]:
    """Yield ascending numbers as ranges, none longer than is asked for at once."""
    now = range(0)
    for number in numbers:
        if number != now.stop or len(now) >= AT_ONCE:
            if now:
                yield now
            now = range(number, number)
        now = range(now.start, number + 1)
    if now:
        yield now


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
