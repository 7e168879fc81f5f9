"""How often partners' hours, offices of last resort and absence bring S below 1, over points of the parameter space.

``python -m studies.below_one [POINTS]`` asks the question at so many scrambled Sobol' points (256 unless said) of the
parameters below, each within what is plausible, in a small district: once with the three rules off and once with them
on, at the same point and with the same luck. It prints a line a point and, at the end, the shares and how S with the
rules, and what they add to it, go with each parameter (Spearman's rank correlation).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.stats import qmc, spearmanr

from sim.mechanisms.trees import merged
from sim.questions.interval import Interval
from sim.questions.verdict import verdict
from sim.runs.runner import answer
from sim.scenario import from_data

POINTS, REPLICATES, SEED = 256, 16, 20261129
DISTRICT: dict[str, Any] = {"months": 12, "district": {"streets": 2, "areas": 5, "lines": 12}}
# What is plausible of the rules, and of what they meet: paths, from, to.
RULES: dict[str, tuple[float, float]] = {
    "convening.partner_hours": (0.5, 4.0),
    "convening.winning_hours": (1.0, 8.0),
    "convening.partner_brings": (0.0, 1.0),
    "participation.office_follows": (0.0, 1.0),
    "matching.last_resort": (0.0, 1.0),
    "trust.absence": (0.0, 0.6),
    "effort.redo": (0.0, 1.0),
}
COMMON: dict[str, tuple[float, float]] = {
    "needs.two_sided": (0.0, 0.6),
    "needs.scale": (0.5, 3.0),
    "convening.block_hours": (18.0, 120.0),
    "convening.line_hours": (9.0, 90.0),
    "costs.coordination": (0.5, 6.0),
    "trust.start": (0.2, 0.8),
    "trust.refusal": (0.0, 0.8),
    "participation.cost": (0.4, 1.0),
    "learning.fatigue": (0.0, 0.5),
    "effort.formal": (0.1, 0.5),
}


def tree(values: dict[str, float]) -> dict[str, Any]:
    """Return settings as data, from values by path."""
    layers = []
    for path, value in values.items():
        section, _, name = path.partition(".")
        layers.append({section: {name: value}})
    return merged(DISTRICT, *layers)


def points(number: int) -> Iterator[dict[str, float]]:
    """Yield values of the parameters at scrambled Sobol' points."""
    ranges = RULES | COMMON
    low, high = np.array(list(ranges.values())).T
    engine = qmc.Sobol(len(ranges), seed=SEED)
    for row in qmc.scale(engine.random_base2(max(0, (number - 1).bit_length())), low, high)[:number]:
        yield dict(zip(ranges, row.tolist(), strict=True))


def ask(values: dict[str, float]) -> Interval | None:
    """Return the interval of S at a point."""
    return answer(verdict(from_data(tree(values), "below_one"), replications=REPLICATES)).quantities["synergy"]


def main() -> None:
    """Ask at every point, with the rules off and on."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else POINTS
    counted = {"off": [0, 0, 0], "on": [0, 0, 0]}
    shift, levels, asked = [], [], []
    for n, values in enumerate(points(number)):
        common = {path: value for path, value in values.items() if path in COMMON}
        off, on = ask(common), ask(values)
        if off is None or on is None:
            continue
        shift.append(on.estimate - off.estimate)
        levels.append(on.estimate)
        asked.append(list(values.values()))
        for name, s in (("off", off), ("on", on)):
            counted[name][0 if s.high < 1.0 else 2 if s.low > 1.0 else 1] += 1
        print(f"{n:3}  off {off.estimate:.3f} [{off.low:.3f}, {off.high:.3f}]"
              f"  on {on.estimate:.3f} [{on.low:.3f}, {on.high:.3f}]", flush=True)  # fmt: skip
    for name, (below, open_, above) in counted.items():
        print(f"rules {name}: S below 1 at {below}, undecided at {open_}, above at {above} of {sum(counted[name])}")
    for name, column in zip(RULES | COMMON, np.array(asked).T, strict=True):
        by_rank = [float(spearmanr(column, values).statistic) for values in (levels, shift)]
        print(f"{name:28} with S {by_rank[0]:+.2f}, with on less off {by_rank[1]:+.2f}")
    print(f"on less off: mean {np.mean(shift):+.3f}, quartiles {np.round(np.quantile(shift, [0.25, 0.5, 0.75]), 3)}")


if __name__ == "__main__":
    main()
