"""A run taken apart: the month as it is, a watcher at the door of every kernel, so that tests can look in between."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from types import FunctionType
from typing import Any

import numpy as np

from sim.model import month as months
from sim.model.camps import Camp
from sim.model.month import State, advance, begin, prepare
from sim.model.phases.arise import make_needs
from sim.model.setting import MECHANISMS
from sim.model.world import make_world
from sim.scenario.schema import Scenario

ALL = frozenset(MECHANISMS)
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
    return {name: each.copy() if isinstance(each, np.ndarray | np.void) else each for name, each in given.items()}


class _Record:
    """The parameters, for plain Python: Numba reads a record's fields as attributes, NumPy does not."""

    def __init__(self, record: np.void) -> None:
        self.record = record

    def __getattr__(self, name: str) -> Any:
        return self.record[name]


def watched_month(state: State, watcher: Watcher) -> None:
    """Run the next month through ``watcher``.

    The body of the compiled month runs as plain Python; the kernels that it calls are the compiled ones. Each call
    goes through ``watcher(name, given, run)``: ``given`` are the arguments by name, ``run()`` is the call, ``run.func``
    the kernel; the watcher returns what ``run`` returned.
    """
    body = months._advance.py_func

    def guarded(kernel: Any) -> Callable[..., Any]:
        names = list(inspect.signature(kernel.py_func).parameters)

        def call(*arguments: Any) -> Any:
            given = {n: a.record if isinstance(a, _Record) else a for n, a in zip(names, arguments, strict=True)}
            return watcher(kernel.py_func.__name__, given, partial(kernel, *given.values()))

        return call

    within = {name: guarded(each) if hasattr(each, "py_func") else each for name, each in vars(months).items()}
    plain = FunctionType(body.__code__, within)

    def in_plain_python(*arguments: Any) -> None:
        names = inspect.signature(body).parameters
        plain(*(_Record(a) if name == "p" else a for name, a in zip(names, arguments, strict=True)))

    FunctionType(advance.__code__, {**vars(months), "_advance": in_plain_python})(state, 1)
