"""How does the verdict move over a part of the parameter space? A verdict at each point, all with the same luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sim.runs.design import Design, Listed
from sim.runs.ledger import Ledger
from sim.runs.question import All, Question
from sim.runs.run import Batch, Run
from sim.scenario import ScenarioError, varied
from sim.scenario.loaded import LoadedScenario

from .answer import Answer
from .answers import Verdict
from .verdict import runs_of_the_question, steps_of, verdict


@dataclass(frozen=True)
class Point:
    """One point of the grid.

    Attributes
    ----------
    number : int
        Its place in the grid, from 0.
    values : tuple of str
        Of the axes, as they would be typed.
    answer : dict
        The verdict there, as `Verdict.to_json` gives it.
    """

    number: int
    values: tuple[str, ...]
    answer: dict[str, Any]


@dataclass(frozen=True)
class Sweep:
    """A design over a scenario, and how each point is to be answered.

    Attributes
    ----------
    refused : int
        Points that the scenario's own rules refuse; they are not among those answered.

    Raises
    ------
    sim.scenario.ScenarioError
        Where a value is not allowed at some point; all are looked at before anything is run.
    """

    scenario: LoadedScenario
    design: Design
    replications: Literal["auto"] | int
    precision: float
    explain: bool
    points: tuple[LoadedScenario, ...]
    refused: int = 0

    @classmethod
    def over_allowed(
        cls,
        scenario: LoadedScenario,
        design: Design,
        replications: Literal["auto"] | int,
        precision: float,
        explain: bool,
    ) -> Sweep:
        """Lay a design over a scenario whose own rules may refuse some of the points; these are counted and left out.

        Raises
        ------
        ScenarioError
            Where they refuse all.
        """
        known: list[tuple[tuple[str, ...], LoadedScenario]] = []
        refusal: ScenarioError | None = None
        for point in design:
            try:
                known.append((point, varied(scenario, design.sets(point))))
            except ScenarioError as error:
                refusal = refusal or error
        if refusal is not None and not known:
            raise refusal
        refused = len(design) - len(known)
        laid = Listed(design.axes, tuple(point for point, _ in known)) if refused else design
        scenarios = tuple(made for _, made in known)
        return cls(scenario, laid, replications, precision, explain, scenarios, refused)

    @classmethod
    def over(
        cls,
        scenario: LoadedScenario,
        design: Design,
        replications: Literal["auto"] | int = "auto",
        precision: float = 0.01,
        explain: bool = False,
    ) -> Sweep:
        """Lay a design over a scenario."""
        points = tuple(varied(scenario, design.sets(point)) for point in design)
        return cls(scenario, design, replications, precision, explain, points)

    @property
    def least(self) -> int:
        """Return how many replicates each point has at least."""
        first = self.scenario.interval.first_look
        return first if self.replications == "auto" else self.replications

    @property
    def runs(self) -> int:
        """Return how many runs all points take at least."""
        runs = sum(isinstance(run, Run) for point in self.points for run in runs_of_the_question(point).values())
        return runs * self.least

    def question(self, number: int) -> Question[Verdict]:
        """Return the question of one point."""
        return verdict(self.points[number], self.replications, self.precision, self.explain, grouped=False)

    def steps(self, number: int) -> tuple[Batch, ...]:
        """Return what the question of one point may ask for, step by step."""
        return steps_of(self.points[number], self.replications, self.explain, grouped=False)

    def identity(self, number: int) -> str:
        """Return what a point's answer depends on: where it is the same, so is the answer."""
        point = self.points[number]
        keys = [run.key for run in runs_of_the_question(point).values()]
        return "\n".join([*keys, point.interval.model_dump_json()])


@dataclass(frozen=True, repr=False)
class Swept(Answer):
    """A sweep, and what came out at each of its points.

    Attributes
    ----------
    sweep : Sweep
        The scenario, and the grid over it.
    points : tuple of Point
        In the order of the grid, the last parameter fastest.
    """

    sweep: Sweep
    points: tuple[Point, ...]


def sweep_question(
    sweep: Sweep, ledger: Ledger | None = None, finished: Callable[[Point], None] | None = None
) -> Question[list[Point]]:
    """Ask at every point, side by side; what the ledger holds already is not run again.

    Parameters
    ----------
    ledger : Ledger, optional
        Where each point is kept as soon as it has its answer.
    finished : callable, optional
        Called with each point as soon as it has its answer.
    """
    known: dict[str, dict[str, Any]] = {}

    def point(number: int, values: tuple[str, ...]) -> Question[Point]:
        data = None if ledger is None else ledger.get(number)
        if data is None:
            identity = sweep.identity(number)
            if identity not in known:
                answer = yield from sweep.question(number)
                known[identity] = answer.to_json()
            data = known[identity]
            if ledger is not None:
                try:
                    ledger.keep(number, data)
                except OSError:  # a full disk: the point is known all the same
                    if finished is not None:
                        finished(Point(number, values, data))
                    raise
        made = Point(number, values, data)
        if finished is not None:
            finished(made)
        return made

    def steps() -> Iterator[tuple[Batch, ...]]:
        done = set() if ledger is None else set(ledger.numbers())
        seen: set[str] = set()
        for number in range(len(sweep.points)):
            identity = "" if number in done else sweep.identity(number)
            yield () if number in done or identity in seen else sweep.steps(number)
            seen.add(identity)

    asked = (point(i, values) for i, values in enumerate(sweep.design))
    points: list[Point] = yield All(asked, in_turn=True, steps=steps())
    return points
