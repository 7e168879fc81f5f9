"""What a number in a column may be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sim.scenario.parameters import ParameterRow, parameter_rows

from .columns import Column

MOST_PEOPLE = 1e9


@cache
def _parameters() -> Mapping[str, ParameterRow]:
    return {row.path: row for row in parameter_rows()}


def limits(column: Column) -> tuple[float, float]:
    """Return the least and the most that may stand in a column of numbers."""
    if column.kind == "people":
        return 0.0, MOST_PEOPLE
    row = _parameters()[column.field]
    assert row.low is not None
    assert row.high is not None
    return row.low, row.high
