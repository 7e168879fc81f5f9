"""The stretches of a run: which scenario holds from which month on, its programme of changes carried out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from sim.mechanisms import Section

from .programme import CHANGEABLE, Change, Part
from .schema import Scenario

AnyScenario = TypeVar("AnyScenario", bound=Scenario)
AnySection = TypeVar("AnySection", bound=Section)


def changes(scenario: AnyScenario) -> Iterator[tuple[Change, AnyScenario]]:
    """Yield every change of a scenario with the scenario that holds from its month on."""
    now = scenario
    for change in scenario.from_month or ():
        parts = {name: part for name in CHANGEABLE if (part := getattr(change, name)) is not None}
        now = now.model_copy(update={name: with_part(getattr(now, name), part) for name, part in parts.items()})
        yield change, now


def stretches(scenario: AnyScenario) -> list[tuple[int, AnyScenario]]:
    """Return from which month on, counted from 0, which scenario holds; the first from month 0."""
    return list({0: scenario, **{change.month - 1: after for change, after in changes(scenario)}}.items())


def with_part(section: AnySection, part: Section) -> AnySection:
    """Return a section with the fields that a part states in place of its own."""
    update = {}
    for name, value in part:
        if value is not None:
            update[name] = with_part(getattr(section, name), value) if isinstance(value, Part) else value
    return section.model_copy(update=update)
