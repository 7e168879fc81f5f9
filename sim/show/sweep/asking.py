"""How a sweep is asked for: the command `sweep`, and `sim.sweep`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from sim.questions.asked import precision as precision_of
from sim.questions.asked import shard as shard_of
from sim.questions.asked import whole as whole_of
from sim.show.asked import Asked, AskedInParts, Note, Planned
from sim.show.asking import TIME_LIMIT, kept_scenario, listed, scenarios_of, settings, verb, what_changed
from sim.show.kit.option import Option, number, whole
from sim.words import Refusal, say, with_commas

if TYPE_CHECKING:
    from sim.questions.answers import Verdict
    from sim.questions.sweep import Point, Sweep, Swept
    from sim.runs.design import Design
    from sim.runs.ledger import Ledger
    from sim.runs.question import Question
    from sim.scenario import LoadedScenario
    from sim.scenario.design import Design as SurveyDesign
    from sim.show.asking import Ref, Sets

    from ..survey.asking import DesignRef

PRECISION = 0.01
MOST_POINTS = 10_000  # of which each has the whole verdict


@dataclass(frozen=True)
class AskedSweep(Planned["Swept"], AskedInParts["Swept", "Point"]):
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
            **({"points": [list(point) for point in sweep.design]} if sweep.design.is_listed else {}),
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
    "sim.questions.sweep.Swept sim.questions.surveyed.Surveyed",
    Option("grid", "a.b=0:1:11", "needs.two_sided=0:1:5", many=True),
    Option("precision", "P", "0.02", reads=number, allows=precision_of),
    Option("full"),
    Option("shard", "I/N", "1/4", allows=shard_of),
    Option("point", "N", "17", reads=whole, allows=whole_of),
    typed=(Option("dry-run"), TIME_LIMIT),
    parts="parts.points",
)
def sweep(
    scenario: Ref | Sequence[Ref] | None = None,
    design: DesignRef | None = None,
    *,
    grid: str | Sequence[str] = (),
    full: bool = False,
    set: Sets = None,  # noqa: A002 - as on the command line
    months: int | None = None,
    replications: int | Literal["auto"] = "auto",
    precision: float | None = None,
    seed: int | None = None,
    explain: bool = False,
    shard: str | None = None,
    point: int | None = None,
) -> Asked[Any]:
    """Ask at every point of a grid or a design, with the same luck at every point, as the command ``sweep`` does.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario, or a sequence of them
        As for `run`; the one that the design names, else the default, unless given. Of several scenarios each is a
        point.
    design : str, pathlib.Path or mapping
        A design's file, or what would stand in one (``docs/sweeps.md``).
    grid : str or sequence of str
        In the place of a design, one a parameter, as after ``--grid``: ``needs.two_sided=0:1:5`` or
        ``world=drawn,fixed``. Of more than 10,000 points each is asked as those of a design.
    full : bool
        Whether to give the whole verdict at every point of a design, as at those of a grid.
    set, months, replications, precision, seed, explain
        As for `run`; of every point. What varies, none of them may set. Replicates and precision are what the design
        says unless given.
    shard : str
        ``2/8``: of a design, the second of eight parts.
    point : int
        Of a design, this point alone, from 1.

    Returns
    -------
    Swept or Surveyed
        A verdict for each point, in the order of the grid; or of a design what its store holds: S, Δ, Δ/C and the
        arms of every point.

    Examples
    --------
    >>> swept = sim.sweep("above", grid=["needs.two_sided=0:1:2"])
    >>> design = {"method": "grid", "points": 2, "vary": {"needs.two_sided": {"from": 0, "to": 1}}}
    >>> surveyed = sim.sweep("above", design)
    """
    fixed = {name: f"--{name}" for name, value in (("months", months), ("seed", seed)) if value is not None}
    fixed |= {text.partition("=")[0].strip(): "--set" for text in settings(set)}
    named, figures = _parted(scenario, design)
    if figures is None and not isinstance(named, list):
        if not grid:
            _refuse(("--full", full), ("--shard", shard), ("--point", point), key="survey.only_with_design")
            _read(named)
            raise Refusal("grid.none")
        (start,) = scenarios_of([named or "default"], set, months, seed)
        if (large := _large(listed(grid), start)) is not None:
            if full:
                raise Refusal("survey.full_many", found=with_commas(len(large)), most=with_commas(MOST_POINTS))
            _refuse(("--explain", explain), key="survey.needs_full")
            return _leanly(large, start, fixed, replications, precision, shard_of(shard), point)
        _refuse(("--full", full), ("--shard", shard), ("--point", point), key="survey.only_with_design")
        return _over(start, listed(grid), fixed, replications, precision or PRECISION, explain)
    from ..survey import asking as surveys

    _refuse(("--grid", grid), key="survey.not_with_design")
    if isinstance(named, list):
        if figures is not None:
            raise Refusal("survey.several", found=len(named))
        start, figures = surveys.of_scenarios(scenarios_of(named, set, months, seed))
        document, fixed = surveys.document_of(figures), {}
    else:
        assert figures is not None
        document = surveys.document_of(figures)
        start = surveys.started(document, named, set, months, seed)
    parts = shard_of(shard)
    if not full:
        _refuse(("--explain", explain), key="survey.needs_full")
        return surveys.over(document, start, fixed, replications, precision, parts, point)
    _refuse(("--shard", shard), ("--point", point), key="survey.not_both", other="--full")
    laid, odd = surveys.laid(document, start, fixed, replications, precision)
    return _in_full(start, laid, explain, odd)


@sweep.from_manifest
def again(
    manifest: str,
    *,
    grid: Sequence[str] = (),
    explain: bool = False,
    shard: str | None = None,
    point: int | None = None,
) -> Asked[Any]:
    """Ask again what a manifest says was swept, or lay a grid over the run of a manifest."""
    from .manifest import is_survey, read

    parts = shard_of(shard)
    if is_survey(manifest):
        from ..survey import asking as surveys

        _refuse(("--grid", grid), ("--explain", explain), key="survey.not_with_design")
        return surveys.of_manifest(manifest, parts, point)
    _refuse(("--shard", shard), ("--point", point), key="survey.only_with_design")
    kept = read(manifest)
    grids = listed(grid) or list(kept.grid)
    if not grids:
        raise Refusal("grid.none")
    run = kept.run
    start = kept_scenario(run.scenario, manifest)
    notes = what_changed(run.versions, run.scenario.sources)
    replications = run.asked if kept.grid else run.replications
    points = kept.points if not listed(grid) else ()
    return _over(start, grids, {}, replications, run.precision, run.explain or explain, notes, points)


def refuse_set_too(fields: Iterable[str], fixed: Mapping[str, str]) -> None:
    """Refuse a field that varies and is set as well; ``fixed`` says by which option."""
    for field in fields:
        if field in fixed:
            raise Refusal("grid.set_too", field=field, option=fixed[field])


def _refuse(*options: tuple[str, object], key: str, **more: object) -> None:
    """Refuse the first option that was given."""
    for option, given in options:
        if given:
            raise Refusal(key, option=option, **more)


def _parted(
    scenario: Ref | Sequence[Ref] | None, design: DesignRef | None
) -> tuple[Ref | list[Ref] | None, DesignRef | None]:
    """Return which of two words is the scenario and which the design: a file that reads like a design is one."""
    from sim.scenario.design_file import is_design

    def reads(word: object) -> bool:
        return isinstance(word, Mapping) or (isinstance(word, (str, Path)) and is_design(Path(word)))

    if isinstance(scenario, (list, tuple)):
        return list(scenario), design
    named: Any = scenario
    if design is None:
        return (None, named) if reads(named) else (named, None)
    if reads(named) and not reads(design) and isinstance(design, (str, Path)):
        return design, named
    if reads(named) or (not reads(design) and (not isinstance(design, (str, Path)) or not _is_missing(design))):
        raise Refusal("survey.one_design", found=" ".join(map(str, (named, design))))
    return named, design


def _read(word: Ref | None) -> None:
    """Say what is wrong with a file of which it cannot be seen whether it is a scenario or a design."""
    from sim.scenario import ScenarioError
    from sim.scenario.load import ENDINGS
    from sim.scenario.read import read_file

    if isinstance(word, (str, Path)) and Path(word).suffix.lower() in ENDINGS:
        document = read_file(Path(word))
        if document.tree is None:
            raise ScenarioError(document.faults)


def _is_missing(design: str | Path) -> bool:
    return Path(design).suffix.lower() in (".yaml", ".yml") and not Path(design).exists()


def _in_full(start: LoadedScenario, design: SurveyDesign, explain: bool, notes: tuple[Note, ...]) -> AskedSweep:
    """Ask for the whole verdict at the points of a design."""
    from sim.questions.sweep import Sweep
    from sim.runs.points import points
    from sim.runs.spelt import spelt

    if design.blocks > 1 or design.luck != "common":
        raise Refusal("survey.full_common")
    if len(design) > MOST_POINTS:
        raise Refusal("survey.full_many", found=with_commas(len(design)), most=with_commas(MOST_POINTS))
    replications: Literal["auto"] | int = design.looks[0] if len(design.looks) == 1 else "auto"
    over = Sweep.over_allowed(start, spelt(design, points(design)), replications, design.precision, explain)
    return AskedSweep(over, notes=notes)


def _large(grids: Sequence[str], start: LoadedScenario) -> Design | None:
    """Return a grid of more points than are asked for whole verdicts; None for any other."""
    from sim.runs.design import grid

    laid = grid(grids, type(start))
    return laid if len(laid) > MOST_POINTS else None


def _leanly(
    laid: Design,
    start: LoadedScenario,
    fixed: Mapping[str, str],
    replications: Literal["auto"] | int,
    precision: float | None,
    shard: tuple[int, int] | None,
    point: int | None,
) -> Asked[Any]:
    """Ask at every point of a large grid as at those of a design."""
    from sim.scenario.design_file import DesignDocument
    from sim.scenario.read import scalar

    from ..survey import asking as surveys

    def note(lang: str) -> str:
        return say("survey.of_large_grid", lang, found=with_commas(len(laid)), most=with_commas(MOST_POINTS))

    vary = {axis.field: [scalar(value) for value in axis.values] for axis in laid.axes}
    document = DesignDocument(Path("--grid"), {"method": "grid", "vary": vary})
    asked = surveys.over(document, start, fixed, replications, precision, shard, point, (note,))
    return replace(asked, name=Path(str(start.source)).stem)


def _over(
    start: LoadedScenario,
    grids: Sequence[str],
    fixed: Mapping[str, str],
    replications: Literal["auto"] | int,
    precision: float,
    explain: bool,
    notes: tuple[Note, ...] = (),
    points: Sequence[tuple[str, ...]] = (),
) -> AskedSweep:
    """Lay grids over a scenario, or so many points of them; ``fixed`` says which option sets which field already."""
    from sim.questions.sweep import Sweep
    from sim.runs.design import Listed
    from sim.runs.design import grid as design
    from sim.scenario import ScenarioError

    laid = design(grids, type(start), bounded=not points)
    refuse_set_too((axis.field for axis in laid.axes), fixed)
    if points:
        laid = Listed(laid.axes, tuple(points))
    try:
        return AskedSweep(Sweep.over(start, laid, replications, precision, explain), notes=notes)
    except ScenarioError as error:
        raise ScenarioError(replace(fault, file="--grid") for fault in error.faults) from None
