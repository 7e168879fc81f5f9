"""A district of 30 organisations, small enough to be played in a second."""

from __future__ import annotations

import sim
from sim.scenario import LoadedScenario

OFF = {"mechanisms.mobilisation.strength": 0.0}


def thirty(months: int = 14, *sets: str) -> LoadedScenario:
    """Return the default, with two streets of four areas and 18 lines."""
    return sim.load(
        "default",
        [f"months={months}", "district.streets=2", "district.areas=4", "district.lines=18", "seed=7", *sets],
    )
