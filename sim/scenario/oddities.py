"""What is legal in a scenario and odd: warnings, which refuse nothing.

`RULES` is the list: the kind of warning, and a function that finds where it holds. What a shipped scenario or another
file states that this one merely extends is not held against this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from sim.mechanisms import BLOCK_TYPES, LINE_TYPES
from sim.words.faults import Phrase
from sim.words.faults import found as as_found

from .district import Nature, Needs
from .faults import Fault
from .load import located
from .nodes import Node, Path, Place, dotted, find, places, undotted
from .rules import Channels
from .schema import Mechanisms, Scenario, present_types
from .stretches import stretches
from .workload import expected_load


class Odd(NamedTuple):
    """Where something odd stands (a field's path), what was found there, and why that is odd."""

    field: str
    found: str = ""
    because: str = ""


Stated = frozenset[str]
"""The paths to which the file itself gives a value."""
Rule = Callable[[Scenario, Stated], Iterable[Odd]]


def check(ref: str | FilePath, sets: Sequence[str] = ()) -> list[Fault]:
    """Return what is odd about a scenario, each with its place.

    Raises
    ------
    ScenarioError
        Where it cannot be used at all.
    """
    scenario, tree, file = located(ref, sets)
    stated = frozenset(dotted(path) for path, node in places(tree) if node.place.file == file and not _holds(node))
    warnings = [_fault(kind, odd, tree, file) for kind, rule in RULES.items() for odd in rule(scenario, stated)]
    return sorted(warnings, key=lambda warning: (warning.line or 0, warning.column or 0))


def _holds(node: Node) -> bool:
    return isinstance(node.value, (dict, list)) or node.value is None


def _fault(kind: str, odd: Odd, tree: Node, file: str) -> Fault:
    path: Path = undotted(odd.field) or ()
    node, depth = find(tree, path)
    inside = depth == len(path) and node.place.file == file
    place = (node.key or node.place if isinstance(node.value, (dict, list)) else node.place) if inside else Place(file)
    shown = odd.found or (as_found(node.value) if inside and not _holds(node) else "")
    return replace(Fault.at(place, path, kind, shown, because=odd.because), odd=True)


def _under(stated: Stated, prefix: str) -> list[str]:
    return sorted(path for path in stated if path == prefix or path.startswith((f"{prefix}.", f"{prefix}[")))


def _value(scenario: Scenario, path: str) -> Any:
    value: Any = scenario
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _instruments(mechanism: Any) -> list[str]:
    return [name for name in type(mechanism).model_fields if name not in ("strength", "hours")]


def idle_instruments(scenario: Scenario, stated: Stated) -> Iterator[Odd]:
    """Find mechanisms of strength 0 whose instruments are set all the same."""
    for name in Mechanisms.model_fields:
        mechanism = getattr(scenario.mechanisms, name)
        at = f"mechanisms.{name}"
        set_here = [
            instrument
            for instrument in _instruments(mechanism)
            if f"{at}.{instrument}" in stated and getattr(mechanism, instrument)
        ]
        if set_here and not any(getattr(stretch.mechanisms, name).strength for _, stretch in stretches(scenario)):
            field = f"{at}.strength" if f"{at}.strength" in stated else f"{at}.{set_here[0]}"
            yield Odd(field, found=", ".join(set_here))


def only_hours(scenario: Scenario, stated: Stated) -> Iterator[Odd]:
    """Find mechanisms that take hours and have no instrument left."""
    for name in Mechanisms.model_fields:
        mechanism = getattr(scenario.mechanisms, name)
        if mechanism.strength * mechanism.hours > 0 and not any(getattr(mechanism, i) for i in _instruments(mechanism)):
            yield Odd(f"mechanisms.{name}", found=f"hours = {mechanism.hours:g}")


def empty_area(scenario: Scenario, stated: Stated) -> Iterator[Odd]:
    """Find areas of a roster in which no organisation stands; those without a stated place may land anywhere."""
    rows = scenario.organisations
    if rows and scenario.areas and all(row.area is not None for row in rows):
        taken = {row.area for row in rows}
        for i, area in enumerate(scenario.areas):
            if area.name not in taken:
                yield Odd(f"areas[{i}].name", found=area.name)


def one_kind(scenario: Scenario, stated: Stated) -> Iterator[Odd]:
    """Find a scenario with lines only or blocks only."""
    present = present_types(scenario)
    if not any(t in LINE_TYPES for t in present) or not any(t in BLOCK_TYPES for t in present):
        yield Odd("organisations" if scenario.organisations is not None else "district.lines")


def nothing_wanted(scenario: Scenario, stated: Stated) -> Iterator[Odd]:
    """Find a scenario in which no need ever arises."""
    needs = scenario.needs
    if needs.listed or any(_arise(part.needs) for _, part in stretches(scenario)):
        return
    yield Odd("needs.scale" if needs.scale == 0 else "needs")


def _arise(needs: Needs) -> bool:
    natures = [part for _, part in needs if isinstance(part, Nature)]
    return needs.scale > 0 and bool(needs.unit_rate or any(nature.rate for nature in natures))


def little_to_do(scenario: Scenario, stated: Stated) -> Iterator[Odd]:
    """Find a scenario whose organisations have far more hours than there is work for."""
    load = expected_load(scenario)
    if load and load < scenario.interval.least_load:
        yield Odd("needs", because=f"{100.0 * load:.2g}")


def never_arises(scenario: Scenario, stated: Stated) -> Iterator[Odd]:
    """Find listed needs that lie after the last month."""
    for i, need in enumerate(scenario.needs.listed or ()):
        if need.month > scenario.months:
            yield Odd(f"needs.listed[{i}].month", because=need.name)


def no_channel(scenario: Scenario, stated: Stated) -> Iterator[Odd]:
    """Find a scenario whose joint camp is joint in name only."""
    if not any(getattr(scenario.channels, name) for name in Channels.model_fields):
        yield Odd("channels")


UNHEEDED: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "convening.line_hours": ("convening.line_convener", lambda value: not value),
    "district.areas": ("areas", bool),
    "district.streets": ("areas", bool),
    "district.community_committees": ("organisations", bool),
    "district.lines": ("organisations", bool),
    "district.mix": ("organisations", bool),
    "matching.order_noise": ("matching.mode", lambda value: value != "appointment"),
    "matching.order_resentment": ("matching.mode", lambda value: value != "appointment"),
    "matching.order_share": ("matching.mode", lambda value: value != "appointment"),
    "resources.by_order": ("matching.mode", lambda value: value != "appointment"),
    "technology.grid_sight": ("technology.grid_workers", lambda value: value == 0),
    "technology.grid_workers": ("technology.grid_sight", lambda value: value == 0),
}
"""A field, and the one beside it that makes it say nothing when its value is so."""


def unheeded(scenario: Scenario, stated: Stated) -> Iterator[Odd]:
    """Find fields that are stated and have no effect because of what another says."""
    for field, (other, silences) in UNHEEDED.items():
        because = _value(scenario, other)
        if not silences(because):
            continue
        listed = isinstance(because, list)
        reason = Phrase(
            "say.are_listed" if listed else "say.field_is",
            field=other,
            value=because if isinstance(because, str) else as_found(because),
        )
        for path in _under(stated, field):
            if _value(scenario, path):
                yield Odd(path, because=reason)
    for name in set(BLOCK_TYPES + LINE_TYPES) - set(present_types(scenario)):
        for path in _under(stated, f"types.{name}")[:1]:
            yield Odd(path, because=Phrase("say.none_of_type", type=name))


RULES: dict[str, Rule] = {
    "idle_instruments": idle_instruments,
    "only_hours": only_hours,
    "empty_area": empty_area,
    "one_kind": one_kind,
    "nothing_wanted": nothing_wanted,
    "little_to_do": little_to_do,
    "never_arises": never_arises,
    "no_channel": no_channel,
    "unheeded": unheeded,
}
"""Kind of warning (a key of the words for faults) and where it holds."""
