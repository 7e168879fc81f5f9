"""Does 1+1 come out above 2? The runs of the question, and what is read off them."""

from __future__ import annotations

from typing import Literal

import numpy as np

from sim.model.camps import alone, open_channels, together
from sim.model.measures import MEASURES
from sim.runs.runner import Question
from sim.runs.table import Floats, Table
from sim.runs.variant import Batch, SideBySide, Variant
from sim.scenario.schema import Scenario

from . import interval
from .answers import Arm, Explanation, Verdict
from .explain import EXPLAINED, bars, explaining_runs
from .groups import by_group
from .interval import Interval

NONE: frozenset[str] = frozenset()


def runs_of_the_question(scenario: Scenario, grouped: bool = False) -> tuple[Variant | SideBySide, ...]:
    """Return the runs of a replicate: block, line, joint, random halves, and the single kinds without mechanisms.

    The arms are ``grouped`` where asked. Where all channels are 1
    labels play no part in a joint camp, so the joint run serves the halves too.
    """
    channels = open_channels(scenario)
    runs: list[Variant | SideBySide] = [
        Variant("block", scenario, alone(0), grouped=grouped),
        Variant("line", scenario, alone(1), grouped=grouped),
        SideBySide("side_by_side", ("block", "line"), grouped),
        Variant("joint", scenario, together(channels), grouped=grouped),
        Variant("half_0", scenario, alone(0, "halves")),
        Variant("half_1", scenario, alone(1, "halves")),
        SideBySide("halves_side_by_side", ("half_0", "half_1")),
        Variant("block_unorganised", scenario, alone(0), NONE),
        Variant("line_unorganised", scenario, alone(1), NONE),
    ]
    if any(value < 1.0 for value in channels.values()):
        runs.append(Variant("halves_joint", scenario, together(channels, "halves")))
    return tuple(runs)


def verdict(
    scenario: Scenario,
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.01,
    explain: bool = False,
    grouped: bool = True,
) -> Question[Verdict]:
    """Ask whether 1+1 comes out above 2.

    Parameters
    ----------
    scenario : Scenario
    replications : int or "auto"
        ``auto`` looks after 64, 128, … replicates and stops on the width of S only, never on what it says.
    precision : float
        Half-width ÷ estimate of S at which ``auto`` stops.
    explain : bool
        Whether to work out where the surplus comes from (32 runs on the first eight replicates).
    grouped : bool
        Whether to tell natures of need, types of organisation, places and periods apart.

    Returns
    -------
    generator
        For `sim.runs.runner.answer`; its answer is a `Verdict`.
    """
    if replications != "auto" and replications < 2:
        raise ValueError(f"an interval needs two replicates at least, not {replications}")
    arms = runs_of_the_question(scenario, grouped)
    confidence = scenario.interval.confidence
    wanted = interval.looks(scenario.interval.first_look, scenario.interval.limit)
    done, table = 0, Table()
    for look in wanted if replications == "auto" else (replications,):
        table = yield Batch(arms, range(done, look))
        done = look
        single = table.values("block") + table.values("line")
        synergy = interval.ratio(table.values("joint"), single, confidence)
        if interval.precise_enough(synergy, precision, interval.mean(single, confidence)):
            break
    explanation = None
    if explain:
        table = yield Batch(explaining_runs(scenario), range(min(EXPLAINED, done)))
        explanation = bars(table, confidence)
    return _read(scenario, table, done, precision, explanation)


def _read(scenario: Scenario, table: Table, done: int, precision: float, explanation: Explanation | None) -> Verdict:
    confidence, margin = scenario.interval.confidence, scenario.interval.margin

    def ratio(top: Floats, bottom: Floats) -> Interval | None:
        return interval.ratio(top, bottom, confidence)

    gross = {
        name: table.values(name)
        for name in (
            "block",
            "line",
            "side_by_side",
            "joint",
            "half_0",
            "half_1",
            "halves_side_by_side",
            "block_unorganised",
            "line_unorganised",
        )
    }
    net = {name: table.values(name, "net") for name in ("block", "line", "side_by_side", "joint")}
    single, halves = gross["block"] + gross["line"], gross["half_0"] + gross["half_1"]
    halves_joint = table.values("halves_joint") if "halves_joint" in table else gross["joint"]
    top = table.values("joint", "ceiling")
    synergy = ratio(gross["joint"], single)
    quantities = {
        "synergy": synergy,
        "duplication": ratio(gross["side_by_side"], single),
        "collaboration": ratio(gross["joint"], gross["side_by_side"]),
        "surplus": interval.difference(gross["joint"], single, confidence),
        "synergy_net": ratio(net["joint"], net["block"] + net["line"]),
        "synergy_unorganised": ratio(gross["joint"], gross["block_unorganised"] + gross["line_unorganised"]),
        "random_halves": ratio(halves_joint, halves),
        "complementarity": interval.log_ratio_of_ratios(
            gross["joint"], gross["side_by_side"], halves_joint, gross["halves_side_by_side"], confidence
        ),
        "ceiling": ratio(top, single),
        "load": ratio(table.values("joint", "asked"), table.values("joint", "given")),
    }
    shown = ("block", "line", "joint")
    return Verdict(
        scenario=scenario,
        seed=scenario.seed,
        months=scenario.months,
        replications=done,
        precision=precision,
        word=interval.verdict(synergy),
        quantities=quantities,
        arms={
            name: Arm(interval.mean(gross[name], confidence), interval.mean(net[name], confidence))
            for name in ("block", "line", "side_by_side", "joint")
        },
        measures={m: {arm: _measure(table.measure(arm, m), confidence) for arm in shown} for m in MEASURES},
        monthly={
            "value": {arm: table.monthly(arm, "value") for arm in ("block", "line", "side_by_side", "joint")},
            **{m: {arm: table.monthly(arm, m) for arm in shown} for m in MEASURES},
        },
        replicates={
            **{f"{name}_gross": values for name, values in gross.items()},
            "halves_joint_gross": halves_joint,
            **{f"{name}_net": values for name, values in net.items()},
            "ceiling": top,
        },
        surplus_share=ratio(interval.less(gross["joint"], single), top),
        negligible=interval.negligible(synergy, margin),
        groups=by_group(table, scenario, confidence),
        explanation=explanation,
    )


def _measure(values: Floats, confidence: float) -> Interval | None:
    """Return a measure's interval over the replicates in which it is defined; None where in none."""
    defined = values[np.isfinite(values)]
    return interval.mean(defined, confidence) if len(defined) else None
