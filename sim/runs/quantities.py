"""Quantities: what can be read of a run. A question names those that it needs, and nothing else is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sim.model.measures import MEASURES

from .groups import AXES, TYPE

SCALARS = ("gross", "net", "hours", "ceiling", "asked", "given")
"""Value before and after costs, hours spent, value if every need were met at once, work asked for and days given."""
SUMS = ("months", "cohorts")
"""The monthly record and the value by month of arising: kept as sums over replications, for means month by month."""
IN_A_WINDOW = ("gross", "net", *MEASURES, TYPE)
NAMES = (*SCALARS, *MEASURES, *SUMS, *AXES)

Window = tuple[int, int] | None
"""First month and the one after the last, from 0; None is the whole run."""


class Quantity(NamedTuple):
    """One thing that is read of a run: one of `NAMES`, in some months or in all."""

    name: str
    window: Window = None


def quantities(names: Iterable[str], window: Window = None) -> frozenset[Quantity]:
    """Return quantities by their names.

    Raises
    ------
    ValueError
        Where there is no such quantity, or none in a window.
    """
    wanted = frozenset(Quantity(name, window) for name in names)
    for name, _ in wanted:
        if name not in (NAMES if window is None else IN_A_WINDOW):
            raise ValueError(f"no quantity of a run{'' if window is None else ' in some months'}: {name}")
    return wanted
