"""What a file of one's own may declare beside mechanisms: columns, and phases of the month in plain Python.

Levers are declared with `levers.lever`. A file is named in a scenario, under ``use``; `sim.scenario.use` runs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

Table = Literal["organisation", "area", "street", "world"]


@dataclass(frozen=True)
class OwnColumn:
    """A column of one's own: a number for each row of its table, kept from month to month in every run."""

    table: Table
    meaning: str
    unit: str = ""
    start: float = 0.0


@dataclass(frozen=True)
class OwnPhase:
    """A phase of one's own: what `Phase` is to a kernel, and where in the month it stands."""

    name: str
    does: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    levers: tuple[str, ...]
    beside: str
    is_after: bool
    rule: Callable[[Any], object]


def column(table: Table, meaning: str, unit: str = "", start: float = 0.0) -> Any:
    """Declare a column, named as the variable is.

    Parameters
    ----------
    table : {"organisation", "area", "street", "world"}
        Of what there is one number each.
    meaning, unit : str
        For whoever reads about it.
    start : float
        What it holds before the first month.

    Raises
    ------
    TypeError
        Where the table is none of these.
    """
    if table not in get_args(Table):
        raise TypeError(f"a column is one of {get_args(Table)}")
    return OwnColumn(table, meaning, unit, float(start))


def phase(
    *, does: str, reads: str = "", writes: str = "", levers: str = "", after: str = "", before: str = ""
) -> Callable[[Callable[[Any], object]], OwnPhase]:
    """Declare a phase: a function that is given the month (`sim.model.own.Month`).

    Parameters
    ----------
    does : str
        One line for the schedule.
    reads, writes : str
        Columns as words, ``organisation.activity street.rating``. What is not named cannot be seen or written.
    levers : str
        Levers that it listens to, as words.
    after, before : str
        The phase beside which it stands; one of the two.

    Raises
    ------
    TypeError
        Where neither or both are given.
    """
    if bool(after) == bool(before):
        raise TypeError("a phase says after which phase it stands, or before which")

    def declare(rule: Callable[[Any], object]) -> OwnPhase:
        return OwnPhase(
            rule.__name__, does, tuple(reads.split()), tuple(writes.split()), tuple(levers.split()), after or before,
            bool(after), rule,
        )  # fmt: skip

    return declare
