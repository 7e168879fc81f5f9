"""What holds in a scenario, parameter by parameter, beside what holds where a scenario says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sim.scenario.parameters import Row, parameter_rows
from sim.scenario.schema import Scenario

TEXTS = ("title.", "description.", "extends")


@dataclass(frozen=True)
class Setting:
    """One parameter with its value; of a list its length."""

    row: Row
    value: Any
    stated: bool

    @property
    def differs(self) -> bool:
        """Whether the value is another than the default."""
        return bool(self.value != self.row.default)

    @property
    def source(self) -> str:
        """Where the value comes from: the scenario, or where the default does."""
        return "scenario" if self.differs else self.row.source


def settings(scenario: Scenario) -> list[Setting]:
    """Return every parameter but texts and the entries of rosters, in order of declaration."""
    return [
        Setting(row, _value(scenario, row.path), row.path in scenario._written)
        for row in _rows()
        if "[]" not in row.path and not row.path.startswith(TEXTS)
    ]


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(parameter_rows())


def _value(scenario: Scenario, path: str) -> Any:
    found: Any = scenario
    for name in path.split("."):
        found = getattr(found, name)
    return len(found) if isinstance(found, list) else found
