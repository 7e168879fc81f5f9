"""What no single field of a scenario can tell: sums, names that must exist, settings that contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sim.mechanisms import LINE_TYPES, Section
from sim.words.faults import Phrase, names

from .district import AREAS_A_STREET
from .faults import Problem
from .programme import CHANGEABLE, leaves
from .schema import Scenario, present_types


def check(scenario: Scenario) -> list[Problem]:
    """Return all of it."""
    return [
        *_sums(scenario),
        *_levels(scenario),
        *_roster(scenario),
        *_ties(scenario),
        *_listed(scenario),
        *_two_sided(scenario),
        *_looks(scenario),
        *_programme(scenario),
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
            shares = f"district + city = {profile.district + profile.city:.6g}"
            problems.append(
                Problem(
                    f"types.{name}.city",
                    "shares_do_not_sum",
                    shares,
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
    most = AREAS_A_STREET
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
                allowed = Phrase("say.one_of", names=names(other for other in known if other != row.name))
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
    stated = {"needs.two_sided": scenario.needs.two_sided}
    for i, change in enumerate(scenario.from_month or ()):
        if (later := leaves(change).get("needs.two_sided")) is not None:
            stated[f"from_month[{i}].needs.two_sided"] = later
    if not any(stated.values()):
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
    return [
        Problem(field, "nothing_two_sided", f"{share:g}", "0", needs=looked_at)
        for field, share in stated.items()
        if share > 0.0
    ]


def _looks(scenario: Scenario) -> list[Problem]:
    interval = scenario.interval
    if interval.first_look <= interval.limit:
        return []
    allowed = Phrase("say.at_most_count", count=str(interval.limit))
    return [Problem("interval.first_look", "above_limit", str(interval.first_look), allowed, needs=("interval.limit",))]


def _programme(scenario: Scenario) -> Iterator[Problem]:
    """Say which changes do not come one after the other within the run, or change nothing."""
    if scenario.from_month is not None and not scenario.from_month:
        yield Problem("from_month", "empty_list", Phrase("say.empty_list"), Phrase("say.one_change"))
    before = 0
    for i, change in enumerate(scenario.from_month or ()):
        at = f"from_month[{i}]"
        if change.month > scenario.months:
            allowed = Phrase("say.at_most_count", count=str(scenario.months))
            yield Problem(f"{at}.month", "change_after_the_end", str(change.month), allowed, needs=("months",))
        elif change.month <= before:
            yield Problem(f"{at}.month", "changes_out_of_order", str(change.month), f"≥ {before + 1}")
        else:
            before = change.month
        if not leaves(change):
            yield Problem(at, "changes_nothing", "", Phrase("say.one_of", names=list(CHANGEABLE)))
