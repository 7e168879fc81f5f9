"""How a sweep over a design is asked for: what `sweep` makes of a design, of scenarios, of a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from sim.show.asked import AskedInStore, Note, Planned
from sim.show.asking import kept_scenario, scenarios_of, what_changed
from sim.words import Refusal, with_commas

from ..sweep.asking import refuse_set_too, sweep

if TYPE_CHECKING:
    from sim.questions.survey import Survey
    from sim.questions.surveyed import Surveyed
    from sim.runs.points import Point
    from sim.runs.question import Question
    from sim.runs.store import Store, WrittenStore
    from sim.scenario import LoadedScenario
    from sim.scenario.design import Design
    from sim.scenario.design_file import DesignDocument
    from sim.show.asking import Ref

__all__ = ["AskedSurvey", "document_of", "of_manifest", "of_scenarios", "over", "reopened", "sweep"]

DesignRef = str | Path | Mapping[str, Any]
_NEARBY = 50  # points among which one is looked for that can be tried
IN_PYTHON = "design"  # what messages call a design that is no file


@dataclass(frozen=True, kw_only=True)
class AskedSurvey(Planned["Surveyed"], AskedInStore["Surveyed"]):
    """The survey, and what it is called."""

    faces: ClassVar[str] = "survey"

    survey: Survey
    name: str

    @property
    def title(self) -> str:
        """The design's name."""
        return f"sweep-{self.name}"

    @property
    def is_kept(self) -> bool:
        """Whether its command makes a folder where none is named: not of a single point."""
        return self.survey.only is None

    @property
    def run_limit(self) -> float | None:
        """Seconds that a run may take, if the design says so."""
        return self.survey.design.run_limit

    @property
    def design(self) -> dict[str, Any]:
        """All that the numbers depend on."""
        return self.survey.stated()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the numbers of a replicate."""
        return self.survey.columns

    @property
    def again(self) -> dict[str, Any]:
        """What it takes to ask the same again."""
        from .manifest import of_survey

        return of_survey(self.survey)

    @property
    def parts(self) -> int:
        """How many points there are."""
        return self.survey.count

    @property
    def least(self) -> int:
        """How many replicates each point has at least."""
        return self.survey.design.looks[0]

    @property
    def runs(self) -> int:
        """How many runs all points take, if none is the same as another or refused."""
        from sim.questions.survey import ARMS

        return len(ARMS) * self.survey.least

    def trial(self, part: int, replications: int) -> Question[Any]:
        """Return the question of one point that its scenario allows, for so many replicates."""
        survey = self.survey
        design = replace(survey.design, looks=(replications,))
        nearby = [*range(part, max(part - _NEARBY, -1), -1), *range(part + 1, min(part + _NEARBY, survey.count))]
        number = next((at for at in map(survey.numbers.__getitem__, nearby) if _is_allowed(survey, at)), part)
        return replace(self, survey=replace(survey, design=design, shard=None, only=number)).question()

    def known(self, store: Store) -> int:
        """Return how many points a store holds already."""
        from sim.runs.kept import STATES

        return sum(store.totals()[state] for state in STATES)

    def into(self, store: WrittenStore, replay: Callable[[Point], str]) -> Question[None]:
        """Return the question of all points."""
        from sim.questions.survey import survey_question

        return survey_question(self.survey, store, replay)

    def answer(self, store: Store) -> Surveyed:
        """Return the answer that a store holds."""
        from sim.questions.surveyed import Surveyed

        return Surveyed(self.survey, store)


def _is_allowed(survey: Survey, number: int) -> bool:
    """Return whether the scenario's own rules allow a point."""
    from sim.scenario import ScenarioError

    try:
        survey.at(survey.point(number))
    except ScenarioError:
        return False
    return True


def document_of(design: DesignRef) -> DesignDocument:
    """Read a design: of a file, or as a mapping of what would stand in one."""
    from sim.scenario.design_file import DesignDocument

    if isinstance(design, Mapping):
        return DesignDocument(Path(IN_PYTHON), design)
    return DesignDocument(Path(design))


def started(
    document: DesignDocument, scenario: Ref | None, sets: Any, months: int | None, seed: int | None
) -> LoadedScenario:
    """Return the scenario that is varied: the one that is named, else that which the design names, else the default."""
    named = scenario or document.scenario or "default"
    (start,) = scenarios_of([named], sets, months, seed)
    return start


def over(
    document: DesignDocument,
    start: LoadedScenario,
    fixed: Mapping[str, str],
    replications: Literal["auto"] | int,
    precision: float | None,
    shard: tuple[int, int] | None = None,
    point: int | None = None,
    notes: tuple[Note, ...] = (),
) -> AskedSurvey:
    """Lay a design over a scenario; ``fixed`` says which option sets which field already."""
    from sim.questions.survey import Survey

    design, odd = laid(document, start, fixed, replications, precision)
    if point is not None and not 1 <= point <= len(design):
        allowed = Refusal("allowed.point", most=with_commas(len(design)))
        raise Refusal("typed.bad_value", option="--point", found=point, allowed=allowed)
    if point is not None and shard is not None:
        raise Refusal("survey.not_both", option="--shard", other="--point")
    if shard is not None and shard[1] > len(design):
        raise Refusal("survey.too_many_shards", shards=with_commas(shard[1]), points=with_commas(len(design)))
    only = None if point is None else point - 1
    return AskedSurvey(survey=Survey(start, design, shard, only), name=document.path.stem, notes=(*notes, *odd))


def laid(
    document: DesignDocument,
    start: LoadedScenario,
    fixed: Mapping[str, str],
    replications: Literal["auto"] | int,
    precision: float | None,
) -> tuple[Design, tuple[Note, ...]]:
    """Return a design held against its scenario, with what options say in its place, and what is odd about it."""
    from sim.model.measures import MEASURES

    design, odd = document.over(start, tuple(MEASURES))
    refuse_set_too(design.fields, fixed)
    looks = design.looks if isinstance(replications, str) else (replications,)
    precise = design.precision if precision is None else precision
    return replace(design, looks=looks, precision=precise), tuple(fault.message for fault in odd)


def of_scenarios(scenarios: Sequence[LoadedScenario]) -> tuple[LoadedScenario, dict[str, Any]]:
    """Return the first of several scenarios, and the design in which each of them is a point.

    Raises
    ------
    Refusal
        Where they differ in something that is no parameter of one value.
    """
    from sim.scenario.design import VARIED
    from sim.scenario.parameters import settings

    if not scenarios:
        raise Refusal("survey.no_scenario")
    listed = [{setting.row.path: setting for setting in settings(scenario)} for scenario in scenarios]
    own = [[source.digest for source in scenario.own.sources] for scenario in scenarios]
    fields = [path for path in listed[0] if any(_value(other, path) != _value(listed[0], path) for other in listed)]
    odd = [path for path in fields if listed[0][path].row.kind not in VARIED]
    odd += [] if all(other == own[0] for other in own) else ["use"]
    odd += sorted({path for other in listed for path in other} - listed[0].keys())
    if odd:
        raise Refusal("survey.no_points", parts=", ".join(dict.fromkeys(odd)))
    rows = [{path: other[path].value for path in fields} for other in listed]
    return scenarios[0], {"method": "points", "points": rows}


def of_manifest(manifest: str, shard: tuple[int, int] | None, point: int | None) -> AskedSurvey:
    """Ask again what a manifest says was swept."""
    from .manifest import read

    kept = read(manifest)
    start = kept_scenario(kept.scenario, manifest)
    document = _as_kept(kept.design, manifest)
    notes = what_changed(kept.versions, kept.scenario.sources)
    return over(document, start, {}, "auto", None, shard or kept.shard, point or kept.point, notes)


def reopened(folder: Path) -> Surveyed:
    """Return the answer that the store of a folder holds.

    Raises
    ------
    Absent, Broken, Newer, Older, Refusal
    """
    from sim.questions.survey import Survey
    from sim.questions.surveyed import Surveyed
    from sim.runs.store import FILE, Store

    from .manifest import of_store

    store = Store(folder)
    name = str(folder / FILE)
    kept = of_store(store, name)
    start = kept_scenario(kept.scenario, name)
    design, _ = laid(_as_kept(kept.design, name), start, {}, "auto", None)
    return Surveyed(Survey(start, design, kept.shard, None if kept.point is None else kept.point - 1), store)


def _as_kept(design: Mapping[str, Any], name: str) -> DesignDocument:
    from sim.scenario.design_file import DesignDocument

    return DesignDocument(Path(name), design)


def _value(listed: Mapping[str, Any], path: str) -> Any:
    return listed[path].value if path in listed else None
