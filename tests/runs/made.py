"""A run made here and now, with all that can be read of it."""

from __future__ import annotations

import numpy as np

from sim.runs.outcome import Outcome
from sim.runs.quantities import NAMES, SCALARS, quantities
from sim.runs.replicate import outcomes
from sim.runs.run import AnyRun, Run


def made(run: Run, replication: int = 0) -> Outcome:
    """Return what a run came to."""
    return outcomes({run: quantities(NAMES)}, replication)[run]


def valued(*runs: AnyRun, replication: int = 0) -> list[Outcome]:
    """Return the numbers that runs of one scenario came to in one replication."""
    result = outcomes(dict.fromkeys(runs, quantities(SCALARS)), replication)
    return [result[run] for run in runs]


def months_of(outcome: Outcome) -> np.ndarray:
    """Return the monthly record."""
    months = outcome.get("months")
    assert isinstance(months, np.ndarray)
    return months
