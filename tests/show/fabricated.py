"""Verdicts made by hand: the four words without an engine."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms import BLOCK_TYPES
from sim.questions.answers import ARMS, BARS, QUANTITIES, Arm, Explanation, Groups, Verdict
from sim.questions.interval import Interval
from sim.runs.groups import names
from sim.scenario import LoadedScenario
from sim.scenario.schema import Scenario

ABOVE = Interval(1.2571, 1.2533, 1.2612)
UNSHOWN = Interval(1.0012, 0.9921, 1.0104)


def around(estimate: float, half: float) -> Interval:
    """An interval with its estimate in the middle."""
    return Interval(estimate, estimate - half, estimate + half)


def groups(scenario: Scenario, undefined: bool = False) -> Groups:
    """Groups of the scenario's own names, with numbers that look like the default district's."""

    def needs(share: float) -> dict[str, Interval | None]:
        values = dict(zip(ARMS, (0.6, 0.3, 0.8, 1.1), strict=True))
        return {
            "asked": around(90_000.0 * share, 900.0 * share),
            **{f"value.{arm}": around(size * 50_000.0 * share, 300.0) for arm, size in values.items()},
            **{f"met.{arm}": None if undefined else around(size / 2, 0.01) for arm, size in values.items()},
            "synergy": None if undefined else around(1.1 + share / 3, 0.01),
        }

    by_name: Groups = {}
    for axis, called in names(scenario).items():
        if axis == "period":
            by_name[axis] = {
                name: {
                    **{f"value.{arm}": around(900.0 + 40 * a + i % 7, 12.0) for a, arm in enumerate(ARMS)},
                    **{f"participation.{arm}": around(0.7 + i % 3 / 50, 0.01) for arm in ("block", "line", "joint")},
                }
                for i, name in enumerate(called)
            }
        elif axis == "type":
            by_name[axis] = {
                name: {
                    f"{measure}.{arm}": around(0.8 if measure == "participation" else 40.0, 0.02)
                    for measure in ("participation", "hours_offered", "hours_spent", "fit_days")
                    for arm in ("block" if name in BLOCK_TYPES else "line", "joint")
                }
                for name in called
            }
        else:
            by_name[axis] = {name: needs((i + 1) / len(called)) for i, name in enumerate(called)}
    return by_name


def fabricated(
    synergy: Interval | None = ABOVE,
    k: Interval | None = UNSHOWN,
    *,
    word: str = "above",
    replications: int = 64,
    months: int = 60,
    negligible: bool = False,
    explain: bool = False,
    stated: frozenset[str] = frozenset(),
    scenario: LoadedScenario | None = None,
    source: str = "default",
) -> Verdict:
    """Return a verdict whose numbers look like the default district's."""
    scenario = scenario or LoadedScenario(
        title={"zh": "徐汇样式的一个区", "en": "A district after Xuhui"},  # type: ignore[arg-type]
        months=months,
    )
    scenario = scenario.with_origin(source, stated)
    quantities: dict[str, Interval | None] = dict.fromkeys(QUANTITIES)
    quantities.update(surplus=around(12_449.4, 188.1), load=around(0.391, 0.002))
    if word != "undefined":
        quantities.update(
            synergy=synergy,
            duplication=around(0.9815, 0.0011),
            collaboration=around(1.2808, 0.0041),
            synergy_net=around(1.294, 0.0052),
            surplus_per_hour=around(0.0187, 0.0004),
            synergy_unorganised=around(6.213, 0.05),
            random_halves=around(0.9944, 0.0031),
            complementarity=k,
            ceiling=around(3.31, 0.012),
        )
    sizes = dict(zip(ARMS, (30_712.3, 17_690.9, 47_510.0, 60_852.6), strict=True))
    if word == "undefined":
        sizes.update(block=0.0, line=0.0, side_by_side=0.0)
    arms = {name: Arm(around(size, size / 180), around(size * 0.93, size / 150)) for name, size in sizes.items()}
    luck = np.random.Generator(np.random.PCG64(7))
    monthly = {
        "value": {
            name: size / months * (1 + 0.3 * np.sin(np.arange(months) / 5)) + luck.normal(0, 9, months)
            for name, size in sizes.items()
        },
        "participation": {name: luck.uniform(0.4, 0.8, months) for name in ("block", "line", "joint")},
    }
    measures: dict[str, dict[str, Interval | None]] = {
        "participation": {name: around(0.61, 0.01) for name in ("block", "line", "joint")},
        "time_to_service": {"block": around(12.25, 0.5), "line": None, "joint": around(9.5, 0.25)},
    }
    replicates = {
        f"{name}_{reading}": luck.normal(size, 300, replications)
        for name, size in sizes.items()
        for reading in ("gross", "net")
    }
    replicates["ceiling"] = luck.normal(160_000.0, 500.0, replications)
    data = None
    if explain:
        parts = (-898.1, 210.4, 2_950.0, -310.2, 4_120.7, 6_480.9, -104.5)
        data = Explanation(
            {name: around(part, 60 + abs(part) / 15) for name, part in zip(BARS, parts, strict=True)},
            around(sum(parts), 540.0),
            8,
        )
    return Verdict(
        scenario=scenario,
        seed=scenario.seed,
        months=months,
        replications=replications,
        precision=0.01,
        word=word,
        quantities=quantities,
        arms=arms,
        measures=measures,
        monthly=monthly,
        replicates=replicates,
        surplus_share=around(0.0812, 0.0012),
        negligible=negligible,
        groups=groups(scenario, undefined=word == "undefined"),
        explanation=data,
    )


FOUR: dict[str, dict[str, Any]] = {
    "above": {},
    "below": {"synergy": Interval(0.871, 0.862, 0.8801), "k": around(0.93, 0.01), "word": "below"},
    "not distinguishable": {
        "synergy": Interval(1.004, 0.96, 1.05), "word": "not distinguishable", "replications": 12,
    },
    "undefined": {"word": "undefined", "synergy": None, "k": None},
}  # fmt: skip
