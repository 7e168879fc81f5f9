"""What can be taken out of a scenario: mechanisms, instruments, institutions and technology, each by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.mechanisms import Mechanism

from .loaded import LoadedScenario
from .parameters import ParameterRow, parameter_rows
from .programme import leaves
from .schema import Scenario, arrangements
from .variation import varied

_NO_INSTRUMENT = ("strength", "hours")

Parts = dict[str, tuple[str, ...]]
"""A name, and the settings by which what it names is out."""


def mechanisms(scenario: Scenario) -> Parts:
    """Return the mechanisms of a scenario, those of its own files among them."""
    return {
        name: (f"mechanisms.{name}.strength=0",)
        for name, kind in arrangements(type(scenario)).items()
        if issubclass(kind, Mechanism)
    }


def instruments(scenario: Scenario) -> Parts:
    """Return the instruments of all mechanisms, as ``liaison.exchange``."""
    return {
        f"{name}.{row.path}": off
        for name in mechanisms(scenario)
        for row in parameter_rows(arrangements(type(scenario))[name])
        if row.path not in _NO_INSTRUMENT and (off := _off(f"mechanisms.{name}.", row))
    }


def conditions(scenario: Scenario) -> Parts:
    """Return the institutions and the technology, whole and each by itself, as ``technology.evisits``."""
    parts: Parts = {}
    for name, kind in arrangements(type(scenario)).items():
        if not issubclass(kind, Mechanism):
            by_path = {f"{name}.{row.path}": _off(f"{name}.", row) for row in parameter_rows(kind)}
            parts |= {name: tuple(setting for off in by_path.values() for setting in off)}
            parts |= {path: off for path, off in by_path.items() if off}
    return parts


def removable(scenario: Scenario) -> Parts:
    """Return all that can be taken out; an instrument or condition also by its last name, where only one has it."""
    full = {**mechanisms(scenario), **instruments(scenario), **conditions(scenario)}
    last = [path.rpartition(".")[2] for path in full]
    short = {path.rpartition(".")[2]: off for path, off in full.items() if last.count(path.rpartition(".")[2]) == 1}
    return {**full, **{name: off for name, off in short.items() if name not in full}}


def without(scenario: LoadedScenario, names: Sequence[str]) -> LoadedScenario:
    """Return a scenario without what these names, of `removable`, stand for, from the first month to the last.

    Raises
    ------
    KeyError
        Where a name is none of them.
    """
    there = removable(scenario)
    settings = [setting for name in names for setting in there[name.removeprefix("mechanisms.")]]
    again = [
        f"from_month[{i}].{setting}"
        for i, change in enumerate(scenario.from_month or ())
        for setting in settings
        if setting.partition("=")[0] in leaves(change)
    ]
    return varied(scenario, [*settings, *again]) if settings else scenario


def _off(section: str, row: ParameterRow) -> tuple[str, ...]:
    """Return the setting by which an instrument is out; nothing where none is."""
    values: dict[str, Any] = {"true or false": "false", "number": "0", "whole number": "0"}
    if row.kind not in values or (row.low is not None and row.low > 0) or "[]" in row.path:
        return ()
    return (f"{section}{row.path}={values[row.kind]}",)
