"""A loaded scenario: the typed one, with where it came from, what files of its own declare, and its case laid out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from pydantic import PrivateAttr, create_model

import sim
from sim.mechanisms import Arrangement, parameter

from .case import Case, Counterfactual, Expectation
from .programme import CHANGEABLE, change_of
from .schema import Mechanisms, Scenario, arrangements
from .use import NOTHING, Own, Source, run_again


class LoadedScenario(Scenario):
    """A scenario as it was loaded: its settings, and what there is to say of it that is no setting."""

    _source: str = PrivateAttr(default="")
    _stated: frozenset[str] = PrivateAttr(default_factory=frozenset)
    _own: Own = PrivateAttr(default_factory=lambda: NOTHING)  # a default would be copied, all through
    _case: CaseOf | None = PrivateAttr(default=None)

    @property
    def source(self) -> str:
        """Return where it came from: a shipped name, or the path as it was given."""
        return self._source

    @property
    def stated(self) -> frozenset[str]:
        """Return the dotted paths of what files and ``--set`` gave a value."""
        return self._stated

    @property
    def own(self) -> Own:
        """Return what the files of its own declare."""
        return self._own

    @property
    def case(self) -> CaseOf | None:
        """Return its case, if its file makes it one."""
        return self._case

    def with_origin(self, source: str, stated: Iterable[str] = (), own: Own = NOTHING) -> Self:
        """Return the same settings as they come from elsewhere, without a case."""
        scenario = self.model_copy()
        scenario._source, scenario._stated, scenario._own, scenario._case = source, frozenset(stated), own, None
        return scenario

    def with_case(self, case: CaseOf) -> Self:
        """Return it as a case."""
        scenario = self.model_copy()
        scenario._case = case
        return scenario

    def _repr_html_(self) -> str:
        """Show itself where a notebook's cell ends with it."""
        html: str = sim.scenario_html(self)
        return html

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Show itself in a shell of IPython as on the screen."""
        printer.text(sim.scenario_pretty(self))

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Let a scenario with files of its own be pickled: its class is made anew from them."""
        if not self.own.sources:
            return super().__reduce_ex__(protocol)
        data = self.model_dump_json(by_alias=True, round_trip=True)
        return _made_again, (data, self.source, self.stated, self.own.sources)


def _made_again(data: str, source: str, stated: frozenset[str], sources: tuple[Source, ...]) -> LoadedScenario:
    own = run_again(sources, arrangements())
    return with_own(own.arrangements).model_validate_json(data, strict=True).with_origin(source, stated, own)


def as_loaded(scenario: Scenario) -> LoadedScenario:
    """Return a scenario as one that comes from nowhere, unless it was loaded."""
    if isinstance(scenario, LoadedScenario):
        return scenario
    return LoadedScenario.model_construct(scenario.model_fields_set, **dict(scenario))


def with_own(own: Mapping[str, type[Arrangement]]) -> type[LoadedScenario]:
    """Return the model of a scenario that has these beside its mechanisms, or in their place."""
    return _with_own(tuple(own.items())) if own else LoadedScenario


@lru_cache(maxsize=64)
def _with_own(own: tuple[tuple[str, type[Arrangement]], ...]) -> type[LoadedScenario]:
    fields: dict[str, Any] = {name: (kind, kind()) for name, kind in own}
    top: dict[str, Any] = {name: fields.pop(name) for name in ("institutions", "technology") if name in fields}
    mechanisms: Any = create_model("Mechanisms", __base__=Mechanisms, __doc__=Mechanisms.__doc__, **fields)
    top["mechanisms"] = (mechanisms, mechanisms())
    sections: dict[str, Any] = {name: Scenario.model_fields[name].annotation for name in CHANGEABLE}
    change: Any = change_of({**sections, **{name: kind for name, (kind, _) in top.items()}})
    stated = Scenario.model_fields["from_month"]
    top["from_month"] = (list[change] | None, parameter(None, stated.description or ""))
    return create_model("LoadedScenario", __base__=LoadedScenario, __doc__=LoadedScenario.__doc__, **top)


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a scenario, who acts in it, and what is read when."""

    scenario: LoadedScenario
    arm: str
    measure: str
    window: tuple[int, int] | None
    per: str | None = None

    @property
    def measures(self) -> tuple[str, ...]:
        """What is read of its runs."""
        return (self.measure,) if self.per is None else (self.measure, self.per)


@dataclass(frozen=True)
class Comparison:
    """One expectation with the worlds it speaks of; ``under`` is what it sets on both sides."""

    expectation: Expectation
    counterfactual: Counterfactual | None
    under: dict[str, object]
    row: Side
    without: Side | None
    """None for a second difference, which is taken within one scenario, and where a number is the yardstick."""
    first: Counterfactual | None = None
    before: Side | None = None
    """Where the last of two steps is held against the one before: from where that one began, and its name."""

    @property
    def against(self) -> str:
        """What the case is held against, as tables name it."""
        stated, other = self.expectation, self.counterfactual
        if stated.level is not None:
            return f"{stated.level:g}"
        name = other.name if other else ""
        return f"{stated.before} > {name}" if stated.before else name


@dataclass(frozen=True)
class CaseOf:
    """A scenario's case, with its comparisons laid out."""

    stated: Case
    comparisons: tuple[Comparison, ...]
    changed: dict[str, dict[str, object]]
    """What each counterfactual sets, by dotted path."""


def side(scenario: LoadedScenario, expectation: Expectation, other: Counterfactual | None) -> Side:
    """Return one side of a comparison; ``other`` says where it departs from the expectation."""

    def stated(name: str) -> object:
        mine = None if other is None else getattr(other, name)
        return getattr(expectation, name) if mine is None else mine

    first, last = stated("from_month"), stated("to_month")
    window = None
    if first is not None or last is not None:
        window = (int(str(first or 1)) - 1, int(str(last or scenario.months)))
    return Side(scenario, str(stated("arm")), str(stated("measure")), window, expectation.per)


def digest(scenario: LoadedScenario) -> str:
    """Return a digest of all that a case's numbers depend on: its worlds, and what is read in them."""
    case = scenario.case
    worlds = [scenario]
    for pair in case.comparisons if case else ():
        worlds += [side.scenario for side in (pair.row, pair.without, pair.before) if side is not None]
    contents = [
        world.model_dump_json(by_alias=True) + "".join(source.digest for source in world.own.sources)
        for world in worlds
    ]
    stated = case.stated.model_dump_json() if case else ""
    return hashlib.sha256("\n".join([*contents, stated]).encode()).hexdigest()
