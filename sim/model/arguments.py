"""What a `District` is given: checked, and what is wrong said in words that name the right one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sim.scenario import LoadedScenario, as_loaded, load
from sim.scenario.faults import nearest
from sim.scenario.programme import CHANGEABLE
from sim.scenario.schema import Scenario

from .camps import Camp, camps_of
from .setting import mechanism_names

MADE_WITH = ("camp", "world", "types", "district", "areas", "organisations", "channels", "events")


def plain_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings with Python's own numbers in place of NumPy's."""
    if not isinstance(settings, Mapping):
        raise TypeError(f'settings = {settings!r}: values by path, as in {{"mechanisms.supervision.strength": 0.0}}')
    return {str(name): _plain(value) for name, value in settings.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return plain_settings(value)
    return value.item() if isinstance(value, np.generic) else value


def scenario_of(given: str | Path | Scenario) -> LoadedScenario:
    """Return the scenario of a name, a path, or itself."""
    if isinstance(given, Scenario):
        return as_loaded(given)
    if isinstance(given, (str, Path)):
        return load(given)
    raise TypeError(f"scenario = {given!r}: a shipped name, a path, or a Scenario")


def seed_of(rng: Any) -> int:
    """Return the seed that ``rng`` stands for: itself if it can be one, else a number made of it."""
    if isinstance(rng, int) and 0 <= rng < 2**63:
        return int(rng)
    return int(np.random.default_rng(rng).integers(2**63 - 1, endpoint=True))


def whole_seed(seed: Any) -> int:
    """Return a seed that is given as such."""
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or not 0 <= seed < 2**63:
        raise TypeError(f"seed = {seed!r}: a whole number from 0; a generator or a seed sequence is given as rng")
    return int(seed)


def fields_of(given: dict[str, Any], arguments: tuple[str, ...]) -> dict[str, Any]:
    """Return fields of a scenario that were given as arguments; what is neither is a slip."""
    for name in given:
        first = name.partition(".")[0].partition("[")[0]
        if first not in Scenario.model_fields:
            guess = one_of(name, (*arguments, *Scenario.model_fields))
            raise TypeError(f"District has no argument {name!r} and a scenario no such field; {guess}")
    return given


def instead_of(name: str) -> str:
    """Return what to do in place of writing what a run was made with."""
    if name == "mechanisms":
        return (
            "which mechanisms are on is said when a District is made: District(…, mechanisms=…); from next month on "
            'one is without effect after change({"mechanisms.supervision.strength": 0.0})'
        )
    if name in CHANGEABLE:
        field = {"institutions": "city_platform", "technology": "e_visits", "matching": "mode", "needs": "scale"}[name]
        return f'{name} cannot be written: call change({{"{name}.{field}": …}}); it holds from the next month on'
    if name == "scenario":
        return "a District keeps its scenario: call change(…) for what may be otherwise from then on, or make another"
    if name == "events":
        return "whether there is a record is said when a District is made: District(…, events=True)"
    if name == "camp":
        return "who acts is said when a District is made: District(…, camp=…)"
    return f"{name} cannot change during a run; make another District: District(…, set={{…}})"


def replication_of(given: int) -> int:
    """Return which replicate it is."""
    if isinstance(given, bool) or not isinstance(given, (int, np.integer)) or not 0 <= given < 2**63:
        raise ValueError(f"replication is a whole number from 0, not {given!r}")
    return int(given)


def camp_of(camp: str | Camp, scenario: Scenario) -> Camp:
    """Return the camp of a name, or itself."""
    if isinstance(camp, Camp):
        return camp
    by_name = camps_of(scenario)
    if camp not in by_name:
        raise ValueError(f"no camp {camp!r}; {one_of(str(camp), tuple(by_name))}")
    return by_name[camp]


def mechanisms_of(given: Collection[str] | None, scenario: Scenario) -> frozenset[str]:
    """Return which mechanisms are on: all of the scenario's where none are named."""
    there = mechanism_names(scenario)
    if given is None:
        return frozenset(there)
    names = frozenset((given,) if isinstance(given, str) else given)
    for name in sorted(names.difference(there)):
        raise ValueError(f"no mechanism {name!r}; {one_of(name, there)}")
    return names


def one_of(name: str, valid: tuple[str, ...]) -> str:
    """Say which name was probably meant, or which there are."""
    guess = nearest(name, valid)
    return f"did you mean {guess!r}?" if guess else f"there are {', '.join(valid)}"
