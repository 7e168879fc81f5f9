"""What a run reads besides the state: parameters as one record, and levers from the mechanisms that are on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from sim.mechanisms import Section
from sim.mechanisms.levers import Levers
from sim.mechanisms.mechanism import RESIDENTIAL, TWO_NEW
from sim.scenario.schema import Scenario

from .columns import MODES
from .world import FIRST_LINE, World

SECTIONS = ("convening", "discovery", "participation", "effort", "estimates", "hearing", "matching", "production",
            "resources", "appraisal", "recognition", "learning", "trust", "costs")  # fmt: skip


def _fields(scenario: Scenario) -> list[tuple[str, Any]]:
    """Return (section_field, value) for every parameter that phases read; per-resource sections as lists."""
    pairs = []
    for section_name in SECTIONS:
        section = getattr(scenario, section_name)
        for name in type(section).model_fields:
            value = getattr(section, name)
            if isinstance(value, Section):
                value = [getattr(value, part) for part in type(value).model_fields]
            elif isinstance(value, str):
                value = MODES.index(value)
            pairs.append((f"{section_name}_{name}", value))
    return pairs


PARAMETERS = np.dtype(
    [(name, "f8", (len(value),)) if isinstance(value, list) else (name, "f8") for name, value in _fields(Scenario())],
    align=True,
)


def parameters(scenario: Scenario) -> np.ndarray:
    """Return what phases read of a scenario, as one record (shape (1,)); switches are 0 and 1."""
    record = np.zeros(1, PARAMETERS)
    for name, value in _fields(scenario):
        record[name] = value
    return record


def mechanism_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the mechanisms that a scenario has: the five, and those of its own."""
    return tuple(type(scenario.mechanisms).model_fields)


def pull_levers(world: World, mechanisms: Collection[str] | None) -> Levers:
    """Return the levers with these mechanisms on; all that the scenario has where None.

    Institutions and technology are always on: they are the regime that every run is in.
    """
    scenario = world.scenario
    discovery, district = scenario.discovery, scenario.district
    watch = np.where(world.type == RESIDENTIAL, discovery.residential, discovery.street)
    watch = np.where(world.type >= FIRST_LINE, discovery.unit, watch)
    levers = Levers(
        len(world.type),
        {
            "watch": watch,
            "ask": discovery.owner,
            "cover": np.where(world.type == TWO_NEW, district.two_new_cover, 1.0),
            "consent": scenario.resources.consent,
        },
        scenario.own.levers,
    )
    scenario.institutions.pull(levers, world)
    scenario.technology.pull(levers, world)
    for name in mechanism_names(scenario):
        if mechanisms is None or name in mechanisms:
            getattr(scenario.mechanisms, name).pull(levers, world)
    return levers
