"""How a sweep is asked for: the command `sweep`, and `sim.sweep`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from sim.show.asking import AskedInParts, Note, kept_scenario, listed, scenarios_of, settings, verb, what_changed
from sim.show.kit.option import Option
from sim.words import Refusal

if TYPE_CHECKING:
    from sim.questions.answers import Verdict
    from sim.questions.sweep import Point, Sweep, Swept
    from sim.runs.ledger import Ledger
    from sim.runs.question import Question
    from sim.scenario import LoadedScenario
    from sim.show.asking import Ref, Sets


@dataclass(frozen=True)
class AskedSweep(AskedInParts["Swept", "Point"]):
    """The sweep; its parts are the points."""

    sweep: Sweep

    design_file: ClassVar[str] = "sweep.json"

    @property
    def title(self) -> str:
        """The scenario's name."""
        return f"sweep-{Path(str(self.sweep.scenario.source)).stem}"

    @property
    def design(self) -> dict[str, Any]:
        """All that the points depend on."""
        from sim.scenario import dump

        sweep = self.sweep
        return {
            "source": str(sweep.scenario.source),
            "scenario": dump(sweep.scenario),
            "use": {source.name: source.digest for source in sweep.scenario.own.sources},
            "grid": {axis.field: list(axis.values) for axis in sweep.design.axes},
            "replications": sweep.replications,
            "precision": sweep.precision,
            "explain": sweep.explain,
        }

    @property
    def parts(self) -> int:
        """How many points there are."""
        return len(self.sweep.points)

    @property
    def least(self) -> int:
        """How many replicates each point has at least."""
        return self.sweep.least

    @property
    def runs(self) -> int:
        """How many runs all points take at least."""
        return self.sweep.runs

    def trial(self, part: int, replications: int) -> Question[Verdict]:
        """Return the question of one point, for so many replicates."""
        return replace(self.sweep, replications=replications, explain=False).question(part)

    def by_part(
        self, ledger: Ledger | None = None, finished: Callable[[Point], None] | None = None
    ) -> Question[list[Point]]:
        """Return the question of all points."""
        from sim.questions.sweep import sweep_question

        return sweep_question(self.sweep, ledger, finished)

    def answer(self, parts: Sequence[Point]) -> Swept:
        """Return the sweep with the points that there are."""
        from sim.questions.sweep import Swept

        return Swept(self.sweep, tuple(parts))

    def kept(self, ledger: Ledger, known: Mapping[int, Point]) -> dict[int, Point]:
        """Return every point that the folder has: a table never becomes shorter, whoever goes on and is stopped."""
        from sim.questions.sweep import Point

        values = list(self.sweep.design)
        answers = {
            number: known[number].answer if number in known else ledger.get(number) for number in ledger.numbers()
        }
        return {
            number: Point(number, values[number], answer)
            for number, answer in answers.items()
            if answer is not None and number < len(values)
        }


@verb(
    "sim.questions.sweep.Swept",
    Option("grid", "a.b=0:1:11", "needs.two_sided=0:1:5", many=True),
    typed=(Option("dry-run"),),
    parts="parts.points",
)
def sweep(
    scenario: Ref = "default",
    *,
    grid: str | Sequence[str] = (),
    set: Sets = None,  # noqa: A002 - as on the command line
    months: int | None = None,
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.01,
    seed: int | None = None,
    explain: bool = False,
) -> AskedSweep:
    """Ask at every point of a grid, with the same luck at every point, as the command ``sweep`` does.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario
        As for `run`.
    grid : str or sequence of str
        One a parameter, as after ``--grid``: ``needs.two_sided=0:1:5`` or ``world=drawn,fixed``.
    set, months, replications, precision, seed, explain
        As for `run`; of every point. What the grid varies, none of them may set.

    Returns
    -------
    Swept
        A verdict for each point, in the order of the grid.
    """
    if not grid:
        raise Refusal("grid.none")
    fixed = {name: f"--{name}" for name, value in (("months", months), ("seed", seed)) if value is not None}
    fixed |= {text.partition("=")[0].strip(): "--set" for text in settings(set)}
    (start,) = scenarios_of([scenario], set, months, seed)
    return _over(start, listed(grid), fixed, replications, precision, explain)


@sweep.from_manifest
def again(manifest: str, *, grid: Sequence[str] = (), explain: bool = False) -> AskedSweep:
    """Ask again what a manifest says was swept, or lay a grid over the run of a manifest."""
    from .manifest import read

    kept = read(manifest)
    grids = listed(grid) or list(kept.grid)
    if not grids:
        raise Refusal("grid.none")
    run = kept.run
    start = kept_scenario(run.scenario, manifest)
    notes = what_changed(run.versions, run.scenario.sources)
    replications = run.asked if kept.grid else run.replications
    return _over(start, grids, {}, replications, run.precision, run.explain or explain, notes)


def _over(
    start: LoadedScenario,
    grids: Sequence[str],
    fixed: Mapping[str, str],
    replications: Literal["auto"] | int,
    precision: float,
    explain: bool,
    notes: tuple[Note, ...] = (),
) -> AskedSweep:
    """Lay grids over a scenario; ``fixed`` says which option sets which field already."""
    from sim.questions.sweep import Sweep
    from sim.runs.design import grid as design
    from sim.scenario import ScenarioError

    laid = design(grids, type(start))
    for axis in laid.axes:
        if axis.field in fixed:
            raise Refusal("grid.set_too", field=axis.field, option=fixed[axis.field])
    try:
        return AskedSweep(Sweep.over(start, laid, replications, precision, explain), notes=notes)
    except ScenarioError as error:
        raise ScenarioError(replace(fault, file="--grid") for fault in error.faults) from None
