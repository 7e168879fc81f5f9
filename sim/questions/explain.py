"""Where the surplus comes from: duplication, the shared camp, and the five channels (Shapley 1953)."""

from __future__ import annotations

from itertools import combinations
from math import factorial

from sim.model.camps import CHANNELS, alone, open_channels, together
from sim.runs.quantities import quantities
from sim.runs.run import Run, SideBySide, Wanted
from sim.runs.table import Floats, Table
from sim.scenario.schema import Scenario

from . import interval
from .answers import Explanation

EXPLAINED = 8  # replicates
_GROSS = quantities(["gross"])


class Explaining:
    """One camp with every subset of the channels open, beside the single arms; runs that were made serve again."""

    def __init__(self, scenario: Scenario) -> None:
        open_to = open_channels(scenario)
        self._single = Run(scenario, alone(0)), Run(scenario, alone(1))
        self._beside = SideBySide(self._single)
        self._camps = {
            subset: Run(scenario, together({name: open_to[name] if name in subset else 0.0 for name in CHANNELS}))
            for subset in _subsets(CHANNELS)
        }

    @property
    def wanted(self) -> Wanted:
        """What is read of which runs."""
        return dict.fromkeys((*self._single, self._beside, *self._camps.values()), _GROSS)

    def bars(self, table: Table, replications: int, confidence: float) -> Explanation:
        """Return the seven bars; replicate by replicate they sum to the surplus."""

        def gross(run: Run | SideBySide) -> Floats:
            return table.values(run, first=replications)

        block, line = self._single
        single, beside = gross(block) + gross(line), gross(self._beside)
        value = {subset: gross(run) for subset, run in self._camps.items()}
        parts = {"side_by_side": (beside, single), "one_camp": (value[frozenset()], beside)}
        made = {name: interval.difference(a, b, confidence) for name, (a, b) in parts.items()}
        for name in CHANNELS:
            made[name] = interval.mean(_shapley(value, name), confidence)
        surplus = interval.difference(value[frozenset(CHANNELS)], single, confidence)
        return Explanation(made, surplus, replications)


def _subsets(names: tuple[str, ...]) -> list[frozenset[str]]:
    return [frozenset(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size)]


def _shapley(value: dict[frozenset[str], Floats], player: str) -> Floats:
    """Return a player's Shapley value in each replicate: its mean marginal contribution over all orders."""
    n, total = len(CHANNELS), None
    for subset in _subsets(tuple(name for name in CHANNELS if name != player)):
        weight = factorial(len(subset)) * factorial(n - len(subset) - 1) / factorial(n)
        part = weight * (value[subset | {player}] - value[subset])
        total = part if total is None else total + part
    assert total is not None
    return total
