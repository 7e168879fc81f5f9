"""What tests of runs share."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from sim.model import month
from sim.model.camps import Camp
from sim.runs import replicate as replicating


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[Any, ...]]:
    """Count every run that the model begins: by its world, camp and levers."""
    counted: Counter[tuple[Any, ...]] = Counter()

    def begin(world: Any, ground: Any, camp: Camp, need: np.ndarray, months: int) -> Any:
        state = month.begin(world, ground, camp, need, months)
        levers = tuple(part.tobytes() for value in (ground, *ground.later) for part in (value.lever, value.levers))
        moved = levers, tuple(value.parameters.tobytes() for value in (ground, *ground.later))
        counted[
            world.key.tobytes(), world.organisation.tobytes(), need.tobytes(), state.camp.tobytes(), camp.labels,
            moved, months,
        ] += 1  # fmt: skip
        return state

    monkeypatch.setattr(replicating, "begin", begin)
    return counted
