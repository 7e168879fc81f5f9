"""A sweep as data for another program."""

from __future__ import annotations

from typing import Any

from sim import __version__
from sim.questions.sweep import Swept

from .tables import fields_of


def data(swept: Swept) -> dict[str, Any]:
    """Return the grid, and each point's values with the verdict there."""
    sweep, axes = swept.sweep, fields_of(swept.sweep)
    return {
        "scenario": sweep.scenario.source,
        **{name: None if name in axes else getattr(sweep.scenario, name) for name in ("seed", "months")},
        "grid": {axis.field: list(axis.values) for axis in sweep.design.axes},
        "points": [{"values": dict(zip(axes, point.values, strict=True)), **point.answer} for point in swept.points],
        "version": __version__,
    }
