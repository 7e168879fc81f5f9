"""How often the rules that cost something to partners bring S below 1, over points of what is plausible.

``python -m studies.below_one [POINTS]`` looks at so many points of a Latin hypercube (200 unless said) over all
parameters with a plausible range, in a small district: at each the same worlds with the same luck without the rules of
`RULES`, with them as drawn, and with all of them but what is moved down. It prints a line a point and, at the end, in
how many S lies clearly below 1, and how S with the rules, and what they add to it, go with each parameter (Spearman's
rank correlation).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.stats import qmc, spearmanr

from sim.mechanisms import Plausible
from sim.mechanisms.trees import merged
from sim.model.camps import CHANNELS, alone, together
from sim.questions.interval import Interval, ratio
from sim.runs.quantities import quantities
from sim.runs.question import Question
from sim.runs.run import Batch, Run
from sim.runs.runner import answer
from sim.scenario import from_data
from sim.scenario.parameters import ParameterRow, parameter_rows

POINTS, REPLICATES, SEED = 200, 16, 20261129
DISTRICT: dict[str, Any] = {
    "months": 24,
    "district": {"streets": 2, "areas": 6, "lines": 30},
    "technology": {"service_circle": 0.5},  # so that a centre may see
}
# The fields of the rules, and where they do nothing.
RULES: dict[str, float] = {
    "convening.partner_hours": 0.0,
    "convening.winning_hours": 0.0,
    "convening.platform_hours": 0.0,
    "participation.office_follows": 1.0,
    "matching.last_resort": 0.0,
    "matching.error": 0.0,
    "institutions.resources_down": 0.0,
    "technology.centre_sight": 0.0,
    "costs.travel": 0.0,
    "trust.absence": 0.0,
    "effort.redo": 0.0,
}
DOWN = "institutions.resources_down"
VARIED = [row for row in parameter_rows() if row.plausible is not None]


def value(row: ParameterRow, at: float) -> float:
    """Return the value of a parameter at a place from 0 to 1 of its plausible range."""
    assert row.plausible is not None
    low, high, scale, _ = row.plausible if isinstance(row.plausible, Plausible) else Plausible(*row.plausible)
    if scale == "log":
        return low * float((high / low) ** at)
    if scale == "elasticity":
        return 1.0 - (1.0 - low) * float(((1.0 - high) / (1.0 - low)) ** at)
    amount = low + (high - low) * at
    return round(amount) if row.kind == "whole number" else amount


def tree(values: dict[str, float]) -> dict[str, Any]:
    """Return settings as data, from values by path."""
    layers = []
    for path, number in values.items():
        layer: Any = number
        for name in reversed(path.split(".")):
            layer = {name: layer}
        layers.append(layer)
    return merged(*layers, DISTRICT)


def points(number: int) -> Iterator[dict[str, float]]:
    """Yield values of the parameters at the points of a Latin hypercube."""
    for place in qmc.LatinHypercube(len(VARIED), seed=SEED).random(number):
        yield {row.path: value(row, float(at)) for row, at in zip(VARIED, place, strict=True)}


def synergy(values: dict[str, float]) -> Question[Interval | None]:
    """Ask for the interval of S at a point."""
    scenario = from_data(tree(values), "below_one")
    channels = {name: getattr(scenario.channels, name) for name in CHANNELS}
    block, line, joint = (Run(scenario, camp) for camp in (alone(0), alone(1), together(channels)))
    table = yield Batch(dict.fromkeys((block, line, joint), quantities(["gross"])), range(REPLICATES))
    return ratio(table.values(joint), table.values(block) + table.values(line))


def main() -> None:
    """Ask at every point."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else POINTS
    counted = {"off": [0, 0, 0], "on": [0, 0, 0], "on, nothing moved down": [0, 0, 0]}
    shift, levels, asked = [], [], []
    for n, values in enumerate(points(number)):
        settings = (values | RULES, values, values | {DOWN: RULES[DOWN]})
        off, on, kept = (answer(synergy(setting), workers=1) for setting in settings)
        if off is None or on is None or kept is None:
            print(f"{n:3}  S is not defined")
            continue
        shift.append(on.estimate - off.estimate)
        levels.append(on.estimate)
        asked.append(list(values.values()))
        for name, s in zip(counted, (off, on, kept), strict=True):
            counted[name][0 if s.high < 1.0 else 2 if s.low > 1.0 else 1] += 1
        print(f"{n:3}  off {off.estimate:.3f} [{off.low:.3f}, {off.high:.3f}]"
              f"  on {on.estimate:.3f} [{on.low:.3f}, {on.high:.3f}]", flush=True)  # fmt: skip
    for name, (below, between, above) in counted.items():
        print(f"rules {name}: S below 1 at {below}, undecided at {between}, above at {above} of {sum(counted[name])}")
    for row, column in zip(VARIED, np.array(asked).T, strict=True):
        by_rank = [float(spearmanr(column, values).statistic) for values in (levels, shift)]
        print(f"{row.path:36} with S {by_rank[0]:+.2f}, with on less off {by_rank[1]:+.2f}")
    print(f"on less off: mean {np.mean(shift):+.3f}, quartiles {np.round(np.quantile(shift, [0.25, 0.5, 0.75]), 3)}")


if __name__ == "__main__":
    main()
