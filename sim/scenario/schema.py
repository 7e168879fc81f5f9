"""A scenario: what a researcher writes, as a typed model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import PrivateAttr, create_model, model_serializer

import sim
from sim.mechanisms import (
    BLOCK_TYPES,
    LINE_TYPES,
    Arrangement,
    Incentive,
    Institutions,
    Liaison,
    Mobilisation,
    Planning,
    Section,
    Supervision,
    Technology,
    parameter,
)  # fmt: skip
from sim.words.faults import Phrase, names

from . import district as what
from . import programme, rules
from .faults import Problem
from .use import Own, Source, run_again

if TYPE_CHECKING:
    from .case import CaseOf


class Words(Section):
    """A text in both languages."""

    zh: str = parameter("", "in Chinese")
    en: str = parameter("", "in English")

    def said(self, lang: str) -> str:
        """Return the text in a language, or in the other where there is none in this."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


class Mechanisms(Section):
    """The five mechanisms (E1–E5)."""

    mobilisation: Mobilisation = Mobilisation()
    planning: Planning = Planning()
    liaison: Liaison = Liaison()
    supervision: Supervision = Supervision()
    incentive: Incentive = Incentive()


if TYPE_CHECKING:
    Change = programme.Change
else:
    SECTIONS = {
        "mechanisms": Mechanisms,
        "institutions": Institutions,
        "technology": Technology,
        "matching": rules.Matching,
    }
    Change = programme.change_of(SECTIONS)


class Scenario(Section):
    """Everything a run depends on, except the number of replicates."""

    title: Words = Words()
    description: Words = Words()
    extends: str | None = parameter(None, "scenario whose settings hold where this one says nothing")
    use: list[str] | None = parameter(
        None, "files of one's own beside this one, in Python, that add mechanisms, levers, columns and phases"
    )
    months: int = parameter(60, "months of a run", low=1, high=4000, unit="months")
    seed: int = parameter(1, "seed of all luck", low=0, high=2**63 - 1)
    world: Literal["drawn", "fixed"] = parameter("drawn", "whether each replicate draws its organisations anew")
    needs: what.Needs = what.Needs()
    district: what.District = what.District()
    types: what.Types = what.Types()
    areas: list[what.Area] | None = parameter(None, "areas of one's own district")
    organisations: list[what.Organisation] | None = parameter(None, "organisations of one's own district")
    channels: rules.Channels = rules.Channels()
    mechanisms: Mechanisms = Mechanisms()
    institutions: Institutions = Institutions()
    technology: Technology = Technology()
    convening: rules.Convening = rules.Convening()
    discovery: rules.Discovery = rules.Discovery()
    participation: rules.Participation = rules.Participation()
    effort: rules.Effort = rules.Effort()
    estimates: rules.Estimates = rules.Estimates()
    hearing: rules.Hearing = rules.Hearing()
    matching: rules.Matching = rules.Matching()
    production: rules.Production = rules.Production()
    resources: rules.Resources = rules.Resources()
    appraisal: rules.Appraisal = rules.Appraisal()
    recognition: rules.Recognition = rules.Recognition()
    learning: rules.Learning = rules.Learning()
    trust: rules.Trust = rules.Trust()
    costs: rules.Costs = rules.Costs()
    interval: rules.Interval = rules.Interval()
    from_month: list[Change] | None = parameter(None, "what changes during the run, and from which month on")

    _source: str = PrivateAttr(default="")
    _stated: frozenset[str] = PrivateAttr(default_factory=frozenset)
    _own: Own = PrivateAttr(default_factory=Own)
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

    def remember(self, **origin: Any) -> Scenario:
        """Keep where it came from (``source``, ``stated``, ``own``, ``case``); return it."""
        for name, value in origin.items():
            setattr(self, f"_{name}", value)
        return self

    def _repr_html_(self) -> str:
        """Show itself where a notebook's cell ends with it."""
        html: str = sim.scenario_html(self)
        return html

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Show itself in a shell of IPython as on the screen."""
        printer.text(sim.scenario_pretty(self))

    @model_serializer(mode="wrap")
    def _without_an_empty_programme(self, dump: Any) -> dict[str, Any]:
        """Leave ``from_month`` out where nothing changes, so that what was kept of such scenarios is still theirs."""
        data: dict[str, Any] = dump(self)
        if data.get("from_month") is None:
            data.pop("from_month", None)
        return data

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Let a scenario with files of its own be pickled: its class is made anew from them."""
        if not self.own.sources:
            return super().__reduce_ex__(protocol)
        data = self.model_dump_json(by_alias=True, round_trip=True)
        return _made_again, (data, {"source": self.source, "stated": self.stated}, self.own.sources)


def _made_again(data: str, origin: dict[str, Any], sources: tuple[Source, ...]) -> Scenario:
    own = run_again(sources, arrangements())
    return with_own(own.arrangements).model_validate_json(data, strict=True).remember(own=own, **origin)


def arrangements(model: type[Scenario] = Scenario) -> dict[str, type[Arrangement]]:
    """Return the mechanisms, institutions and technology of a scenario, by their name in it."""
    mechanisms = model.model_fields["mechanisms"].annotation
    assert isinstance(mechanisms, type)
    assert issubclass(mechanisms, Section)
    kinds = {name: one.annotation for name, one in {**mechanisms.model_fields, **model.model_fields}.items()}
    return {name: kind for name, kind in kinds.items() if isinstance(kind, type) and issubclass(kind, Arrangement)}


def with_own(own: Mapping[str, type[Arrangement]]) -> type[Scenario]:
    """Return the model of a scenario that has these beside its mechanisms, or in their place."""
    return _with_own(tuple(own.items())) if own else Scenario


@lru_cache(maxsize=64)
def _with_own(own: tuple[tuple[str, type[Arrangement]], ...]) -> type[Scenario]:
    fields: dict[str, Any] = {name: (kind, kind()) for name, kind in own}
    top: dict[str, Any] = {name: fields.pop(name) for name in ("institutions", "technology") if name in fields}
    mechanisms: Any = create_model("Mechanisms", __base__=Mechanisms, __doc__=Mechanisms.__doc__, **fields)
    top["mechanisms"] = (mechanisms, mechanisms())
    sections: dict[str, Any] = {name: Scenario.model_fields[name].annotation for name in programme.CHANGEABLE}
    change: Any = programme.change_of({**sections, **{name: kind for name, (kind, _) in top.items()}})
    stated = Scenario.model_fields["from_month"]
    top["from_month"] = (list[change] | None, parameter(None, stated.description or ""))
    return create_model("Scenario", __base__=Scenario, __doc__=Scenario.__doc__, **top)


def present_types(scenario: Scenario) -> tuple[str, ...]:
    """Return the types of which the scenario has at least one organisation."""
    if scenario.organisations is not None:
        named = {row.type for row in scenario.organisations}
        return tuple(t for t in BLOCK_TYPES + LINE_TYPES if t in named)
    blocks = [t for t in BLOCK_TYPES if t != "community_committee" or scenario.district.community_committees]
    lines = [t for t in LINE_TYPES if scenario.district.lines and getattr(scenario.district.mix, t) > 0]
    return tuple(blocks + lines)


def check(scenario: Scenario) -> list[Problem]:
    """Return what no single field can tell: sums, names that must exist, settings that contradict each other."""
    return [
        *_sums(scenario),
        *_levels(scenario),
        *_roster(scenario),
        *_ties(scenario),
        *_listed(scenario),
        *_two_sided(scenario),
        *_looks(scenario),
        *programme.check(scenario),
    ]


def _sums(scenario: Scenario) -> list[Problem]:
    total = sum(getattr(scenario.district.mix, name) for name in LINE_TYPES)
    if abs(total - 1.0) <= 1e-6:
        return []
    return [Problem("district.mix", "shares_do_not_sum", f"{total:.6g}", "1")]


def _levels(scenario: Scenario) -> list[Problem]:
    problems = []
    for name in LINE_TYPES:
        profile = getattr(scenario.types, name)
        if profile.district + profile.city > 1.0 + 1e-9:
            found = f"district + city = {profile.district + profile.city:.6g}"
            problems.append(
                Problem(
                    f"types.{name}.city",
                    "shares_do_not_sum",
                    found,
                    Phrase("say.at_most_count", count="1"),
                    needs=(f"types.{name}.district",),
                )
            )
    return problems


def _roster(scenario: Scenario) -> list[Problem]:
    problems: list[Problem] = []
    areas = scenario.areas
    called = [area.name for area in areas] if areas is not None else []
    if areas is not None and not areas:
        problems.append(Problem("areas", "empty_list", Phrase("say.empty_list"), Phrase("say.one_area")))
    there = set(called)
    for i, name in enumerate(called):
        if called.index(name) < i:
            problems.append(Problem(f"areas[{i}].name", "name_twice", name, Phrase("say.once")))
    most = what.AREAS_A_STREET
    for street, count in Counter(area.street for area in areas or ()).items():
        if count > most:
            last = max(i for i, area in enumerate(areas or ()) if area.street == street)
            problems.append(Problem(f"areas[{last}].street", "full_street", str(count), f"≤ {most}"))
    rows = scenario.organisations
    if rows is None:
        return problems
    if not rows:
        problems.append(
            Problem("organisations", "no_organisations", Phrase("say.empty_list"), Phrase("say.one_organisation"))
        )
    seen: set[str] = set()
    for i, row in enumerate(rows):
        if row.name in seen:
            problems.append(Problem(f"organisations[{i}].name", "name_twice", row.name, Phrase("say.once")))
        seen.add(row.name)
        if row.area is not None and row.area not in there:
            allowed = ", ".join(called[:12]) if called else Phrase("say.no_area")
            problems.append(
                Problem(
                    f"organisations[{i}].area",
                    "unknown_area",
                    row.area,
                    allowed,
                    choices=tuple(called),
                    needs=("areas",),
                )
            )
    return problems


def _ties(scenario: Scenario) -> list[Problem]:
    """Standing ties lead to other organisations."""
    problems: list[Problem] = []
    rows = scenario.organisations or []
    known = {row.name: None for row in rows}
    for i, row in enumerate(rows):
        for k, name in enumerate(row.ties or ()):
            if name not in known or name == row.name:
                allowed = Phrase("say.one_of", names=names(each for each in known if each != row.name))
                problems.append(Problem(f"organisations[{i}].ties[{k}]", "unknown_tie", name, allowed,
                                        choices=tuple(known), needs=("organisations",)))  # fmt: skip
    return problems


MOST_LISTED = {"resources": 3, "functions": 2}


def _listed(scenario: Scenario) -> list[Problem]:
    """Listed needs lie in an area or inside a line organisation, and require and ask for little."""
    problems: list[Problem] = []
    areas = list(dict.fromkeys(area.name for area in scenario.areas or ()))
    types = {row.name: row.type for row in scenario.organisations or ()}
    lines = tuple(name for name, kind in types.items() if kind in LINE_TYPES)
    for i, need in enumerate(scenario.needs.listed or ()):
        at = f"needs.listed[{i}]"
        if (need.area is None) == (need.owner is None):
            problems.append(Problem(at, "area_or_owner", need.name))
        elif need.area is not None and need.area not in areas:
            allowed = Phrase("say.one_of", names=names(areas)) if areas else Phrase("say.no_area")
            choices = tuple(areas)
            problems.append(
                Problem(f"{at}.area", "unknown_area", need.area, allowed, choices=choices, needs=("areas",))
            )
        elif need.owner is not None and types.get(need.owner) not in LINE_TYPES:
            allowed = Phrase("say.one_of", names=names(lines)) if lines else Phrase("say.no_line")
            looked_at = ("organisations",)
            problems.append(
                Problem(f"{at}.owner", "unknown_owner", need.owner, allowed, choices=lines, needs=looked_at)
            )
        for field, most in MOST_LISTED.items():
            given = getattr(need, field) or []
            if len(given) > most or len(set(given)) < len(given):
                allowed = Phrase("say.different", count=most)
                problems.append(Problem(f"{at}.{field}", "wrong_length", ", ".join(given), allowed))
    return problems


def _two_sided(scenario: Scenario) -> list[Problem]:
    """Two-sided needs need something that only one kind holds."""
    if scenario.needs.two_sided == 0.0:
        return []
    held: dict[str, list[set[str]]] = {"resources": [set(), set()], "functions": [set(), set()]}

    def hold(type_name: str, resources: Section, functions: Section) -> None:
        kind = int(type_name in LINE_TYPES)
        held["resources"][kind] |= {r for r in type(resources).model_fields if getattr(resources, r) > 0}
        strong = scenario.needs.strong
        held["functions"][kind] |= {f for f in type(functions).model_fields if getattr(functions, f) >= strong}

    if scenario.organisations is None:
        for name in present_types(scenario):
            profile = getattr(scenario.types, name)
            if profile.hours > 0:
                hold(name, profile.resources, profile.functions)
    else:
        for row in scenario.organisations:
            profile = getattr(scenario.types, row.type)
            if (profile.hours if row.hours is None else row.hours) > 0:
                hold(row.type, row.resources or profile.resources, row.functions or profile.functions)
    one_kind_only = not all(held["resources"][kind] | held["functions"][kind] for kind in (0, 1))
    if one_kind_only or any(block - line and line - block for block, line in held.values()):
        return []
    looked_at = ("needs.strong", "district", "types", "organisations")
    return [Problem("needs.two_sided", "nothing_two_sided", f"{scenario.needs.two_sided:g}", "0", needs=looked_at)]


def _looks(scenario: Scenario) -> list[Problem]:
    interval = scenario.interval
    if interval.first_look <= interval.limit:
        return []
    allowed = Phrase("say.at_most_count", count=str(interval.limit))
    return [Problem("interval.first_look", "above_limit", str(interval.first_look), allowed, needs=("interval.limit",))]
