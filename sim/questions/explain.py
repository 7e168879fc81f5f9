"""Where the surplus comes from: duplication, the shared camp, and the five channels (Shapley 1953)."""

from __future__ import annotations

from itertools import combinations
from math import factorial

from sim.model.camps import CHANNELS, alone, open_channels, together
from sim.runs.table import Floats, Table
from sim.runs.variant import SideBySide, Variant
from sim.scenario.schema import Scenario

from . import interval
from .answers import Explanation

EXPLAINED = 8  # replicates


def explaining_runs(scenario: Scenario) -> tuple[Variant | SideBySide, ...]:
    """Return the runs of one camp with every subset of the channels open, beside the single arms."""
    open_to = open_channels(scenario)
    runs: list[Variant | SideBySide] = [
        Variant("explain.block", scenario, alone(0)),
        Variant("explain.line", scenario, alone(1)),
        SideBySide("explain.side_by_side", ("explain.block", "explain.line")),
    ]
    for subset in _subsets(CHANNELS):
        channels = {name: open_to[name] if name in subset else 0.0 for name in CHANNELS}
        runs.append(Variant(_name(subset), scenario, together(channels)))
    return tuple(runs)


def bars(table: Table, confidence: float) -> Explanation:
    """Return the seven bars; replicate by replicate they sum to the surplus."""
    single = table.values("explain.block") + table.values("explain.line")
    beside = table.values("explain.side_by_side")
    value = {subset: table.values(_name(subset)) for subset in _subsets(CHANNELS)}
    parts = {"side_by_side": (beside, single), "one_camp": (value[frozenset()], beside)}
    made = {name: interval.difference(a, b, confidence) for name, (a, b) in parts.items()}
    for name in CHANNELS:
        made[name] = interval.mean(_shapley(value, name), confidence)
    surplus = interval.difference(value[frozenset(CHANNELS)], single, confidence)
    return Explanation(made, surplus, len(single))


def _subsets(names: tuple[str, ...]) -> list[frozenset[str]]:
    return [frozenset(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size)]


def _name(subset: frozenset[str]) -> str:
    return "explain." + "+".join(name for name in CHANNELS if name in subset)


def _shapley(value: dict[frozenset[str], Floats], player: str) -> Floats:
    """Return a player's Shapley value in each replicate: its mean marginal contribution over all orders."""
    n, total = len(CHANNELS), None
    for subset in _subsets(tuple(name for name in CHANNELS if name != player)):
        weight = factorial(len(subset)) * factorial(n - len(subset) - 1) / factorial(n)
        part = weight * (value[subset | {player}] - value[subset])
        total = part if total is None else total + part
    assert total is not None
    return total
