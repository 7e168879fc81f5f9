"""How does the verdict move over a part of the parameter space? A verdict at each point, all with the same luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sim.runs.design import Design
from sim.runs.ledger import Ledger
from sim.runs.runner import Progress, answer
from sim.runs.variant import Variant
from sim.scenario import varied
from sim.scenario.schema import Scenario

from .answer import Answer
from .verdict import runs_of_the_question, verdict


@dataclass(frozen=True)
class Point:
    """One point: the values of the axes, and the verdict there as `Verdict.to_json` gives it."""

    number: int
    values: tuple[str, ...]
    answer: dict[str, Any]


@dataclass(frozen=True)
class Sweep:
    """A design over a scenario, and how each point is to be answered.

    Raises
    ------
    sim.scenario.ScenarioError
        Where a value is not allowed at some point; all are looked at before anything is run.
    """

    scenario: Scenario
    design: Design
    replications: Literal["auto"] | int
    precision: float
    explain: bool
    points: tuple[Scenario, ...]

    @classmethod
    def over(
        cls,
        scenario: Scenario,
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
        each = sum(isinstance(run, Variant) for point in self.points for run in runs_of_the_question(point))
        return each * self.least

    def ask(self, number: int, workers: int | None = None, progress: Progress | None = None) -> dict[str, Any]:
        """Run one point."""
        question = verdict(self.points[number], self.replications, self.precision, self.explain, grouped=False)
        return answer(question, workers=workers, progress=progress).to_json()


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


def answered(
    sweep: Sweep,
    ledger: Ledger | None = None,
    workers: int | None = None,
    progress: Callable[[int, int, int], None] | None = None,
) -> Iterator[Point]:
    """Answer point after point; what the ledger holds already is not run again.

    Parameters
    ----------
    progress : callable, optional
        Called with the number of the point, the replicates it has, and those it is to have so far.
    """
    for number, values in enumerate(sweep.design):
        found = None if ledger is None else ledger.get(number)
        if found is None:
            told = None if progress is None else lambda done, asked, number=number: progress(number, done, asked)
            found = sweep.ask(number, workers, told)
            if ledger is not None:
                ledger.keep(number, found)
        yield Point(number, values, found)
