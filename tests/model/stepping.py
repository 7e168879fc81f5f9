"""A run taken apart: the month as it is, a watcher at the door of every kernel, so that tests can look in between."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from sim.model.camps import Camp
from sim.model.month import State, advance, begin, prepare, step
from sim.model.phases.arise import make_needs
from sim.model.phases.phase import arguments
from sim.model.world import make_world
from sim.scenario.schema import Mechanisms, Scenario

ALL = frozenset(Mechanisms.model_fields)
Watcher = Callable[[str, dict[str, Any], partial[Any]], Any]


def started(scenario: Scenario, camp: Camp, replication: int = 0, mechanisms: frozenset[str] = ALL) -> State:
    """Return a run before its first month."""
    world = make_world(scenario, scenario.seed, replication)
    need = make_needs(world, scenario.months)
    return begin(world, prepare(world, mechanisms), camp, need, scenario.months)


def finished(scenario: Scenario, camp: Camp, replication: int = 0, mechanisms: frozenset[str] = ALL) -> State:
    """Return a run after its last month."""
    state = started(scenario, camp, replication, mechanisms)
    advance(state, scenario.months)
    return state


def copied(given: dict[str, Any]) -> dict[str, Any]:
    """Return a kernel's arguments with arrays and records of their own."""
    return {name: entry.copy() if isinstance(entry, np.ndarray | np.void) else entry for name, entry in given.items()}


def watched_month(state: State, watcher: Watcher) -> None:
    """Run the next month through ``watcher``.

    Each kernel goes through ``watcher(name, given, run)``: ``given`` are its arguments by name, ``run()`` is the call,
    ``run.func`` the kernel; the watcher returns what ``run`` returned.
    """

    def call(kernel: Any, everything: dict[str, Any]) -> Any:
        given = {name: everything[name] for name in arguments(kernel)}
        return watcher(kernel.py_func.__name__, given, partial(kernel, *given.values()))

    step(state, call)
