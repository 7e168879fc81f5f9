"""What questions answer with: plain values that the screen, the tables and the report are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sim.scenario.loaded import LoadedScenario

from .answer import FEW, Answer
from .interval import Interval

Floats = NDArray[np.float64]
Groups = dict[str, dict[str, dict[str, Interval | None]]]
ARMS = ("block", "line", "side_by_side", "joint")
QUANTITIES = (
    "synergy", "duplication", "collaboration", "surplus", "synergy_net", "surplus_per_hour", "synergy_unorganised",
    "random_halves", "complementarity", "ceiling", "load",
)  # fmt: skip
BARS = ("side_by_side", "one_camp", "sight", "peers", "agenda", "partners", "trust")


@dataclass(frozen=True)
class Arm:
    """Value added of one arm over the whole run.

    Attributes
    ----------
    gross, net : Interval
        Mean over replicates (points): all of it, and less what contributing cost.
    """

    gross: Interval
    net: Interval


@dataclass(frozen=True)
class Explanation:
    """Where the surplus comes from.

    Attributes
    ----------
    bars : dict of str to Interval
        The seven `BARS`, which sum to the surplus (points): side_by_side, one_camp, sight, peers, agenda, partners,
        trust.
    surplus : Interval
        Of the same replicates (points).
    replications : int
        The first so many replicates.
    """

    bars: dict[str, Interval]
    surplus: Interval
    replications: int


@dataclass(frozen=True, repr=False)
class Verdict(Answer):
    """The answer to "does 1+1 come out above 2?".

    Attributes
    ----------
    scenario : LoadedScenario
        What was run, after defaults.
    seed, months, replications : int
        Seed of all luck, length of a run (months), replicates made.
    precision : float
        Half-width ÷ estimate of S that was asked for.
    word : {"above", "below", "not distinguishable", "undefined"}
        Read from the interval of ``synergy`` alone.
    quantities : dict of str to Interval or None
        synergy (S), duplication, collaboration, synergy_net, synergy_unorganised, random_halves, complementarity (K),
        ceiling and load, pure numbers; surplus, in points; surplus_per_hour, the surplus of net values ÷ the hours
        that the joint arm spent, in points an hour. None where undefined.
    arms : dict of str to Arm
        block, line, side_by_side, joint.
    measures : dict of str to dict of str to Interval or None
        By measure, in its unit (docs/model.md, section 10), then by arm (block, line, joint), over the whole run.
    monthly : dict of str to dict of str to ndarray, shape (months,)
        By measure, then by arm, means over replicates; "value" is value added by month of arising (points a month),
        for every arm.
    replicates : dict of str to ndarray, shape (replications,)
        Gross and net values of each replicate (points), in order of replication, from which every interval was made.
    surplus_share : Interval or None
        Surplus ÷ what would come of it if all needs were met at once.
    negligible : bool
        Whether the whole interval of S is so near to 1 that the scenario takes it for no difference.
    groups : dict of str to dict of str to dict of str to Interval or None
        By axis (nature, type, hardship, street, area, period), then group, then reading: ``value.joint`` is that of an
        arm, ``synergy`` of none. Empty where groups were not asked for.
    explanation : Explanation or None
        Where asked for.
    asked : "auto" or int
        Replications asked for.
    """

    scenario: LoadedScenario
    seed: int
    months: int
    replications: int
    precision: float
    word: str
    quantities: dict[str, Interval | None]
    arms: dict[str, Arm]
    measures: dict[str, dict[str, Interval | None]]
    monthly: dict[str, dict[str, Floats]]
    replicates: dict[str, Floats]
    surplus_share: Interval | None
    negligible: bool
    groups: Groups = field(default_factory=dict)
    explanation: Explanation | None = None
    asked: Literal["auto"] | int = "auto"

    @property
    def synergy(self) -> Interval | None:
        """Return S, V(joint) / (V(block) + V(line))."""
        return self.quantities["synergy"]

    @property
    def credited(self) -> bool:
        """Whether lines and blocks are shown to complement each other: S *and* K above 1."""
        complementarity = self.quantities["complementarity"]
        return self.word == "above" and complementarity is not None and complementarity.above(1.0)

    @property
    def too_little(self) -> tuple[str, ...]:
        """Which of ceiling and load say that there is too little to do for the question; mostly none."""
        bounds, (ceiling, load) = self.scenario.interval, (self.quantities[name] for name in ("ceiling", "load"))
        low = {
            "ceiling": ceiling is not None and 2.0 * ceiling.estimate < bounds.least_ceiling,
            "load": load is not None and load.estimate < bounds.least_load,
        }
        return tuple(name for name, least in low.items() if least)

    @property
    def indicative(self) -> bool:
        """Whether there are too few replicates for the interval to keep its promise."""
        return self.replications < FEW

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON-able data: unrounded, and without clock, machine, command or workers."""
        from sim import __version__

        def plain(interval: Interval | None) -> dict[str, float | None] | None:
            return None if interval is None else interval.to_json()

        answer: dict[str, Any] = {
            "scenario": self.scenario.source,
            "seed": self.seed,
            "replications": self.replications,
            "months": self.months,
            "verdict": self.word,
            "two_sided": self.scenario.needs.two_sided,
            "credited": self.credited,
            "negligible": self.negligible,
            "indicative": self.indicative,
            "confidence": self.scenario.interval.confidence,
            **{name: plain(self.quantities[name]) for name in QUANTITIES},
            "surplus_share": plain(self.surplus_share),
            "arms": {name: {"gross": plain(arm.gross), "net": plain(arm.net)} for name, arm in self.arms.items()},
            "measures": {
                measure: {arm: plain(value) for arm, value in by_arm.items()}
                for measure, by_arm in self.measures.items()
            },
            "version": __version__,
        }
        if self.groups:
            answer["groups"] = {
                axis: {group: {name: plain(value) for name, value in sums.items()} for group, sums in by_name.items()}
                for axis, by_name in self.groups.items()
            }
        if self.explanation is not None:
            answer["channels"] = {name: plain(bar) for name, bar in self.explanation.bars.items()}
            answer["channels_surplus"] = plain(self.explanation.surplus)
        return answer
