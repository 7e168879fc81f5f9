"""Does 1+1 come out above 2? The runs of the question, and what is read off them."""

from __future__ import annotations

from typing import Literal

import numpy as np

from sim.model.camps import alone, open_channels, together
from sim.model.measures import MEASURES
from sim.runs.quantities import quantities
from sim.runs.question import Question, until
from sim.runs.run import AnyRun, Batch, Run, SideBySide, Wanted, joined
from sim.runs.table import Floats, Table
from sim.scenario.loaded import LoadedScenario
from sim.scenario.schema import Scenario

from . import interval
from .answers import ARMS, Arm, Explanation, Groups, Verdict
from .explain import EXPLAINED, Explaining
from .groups import axes_of, by_group
from .interval import Interval

NONE: frozenset[str] = frozenset()
OWN_RUN = ("block", "line", "joint")
"""The arms that are runs, and not derived from runs."""
VALUED = (*ARMS, "half_0", "half_1", "halves_side_by_side", "block_unorganised", "line_unorganised")


def runs_of_the_question(scenario: Scenario) -> dict[str, AnyRun]:
    """Return what is run in a replicate: the arms, random halves, and the single kinds without mechanisms."""
    channels = open_channels(scenario)
    block, line = Run(scenario, alone(0)), Run(scenario, alone(1))
    halves = Run(scenario, alone(0, "halves")), Run(scenario, alone(1, "halves"))
    runs: dict[str, AnyRun] = {
        "block": block,
        "line": line,
        "side_by_side": SideBySide((block, line)),
        "joint": Run(scenario, together(channels)),
        "half_0": halves[0],
        "half_1": halves[1],
        "halves_side_by_side": SideBySide(halves),
        "halves_joint": Run(scenario, together(channels, "halves")),
        "block_unorganised": Run(scenario, alone(0), NONE),
        "line_unorganised": Run(scenario, alone(1), NONE),
    }
    return runs


def read_of(runs: dict[str, AnyRun], scenario: Scenario, grouped: bool = False) -> Wanted:
    """Return what a verdict reads of its runs; sums by group where they are asked for."""
    read: dict[str, list[str]] = {name: ["gross"] for name in runs}
    for arm in ARMS:
        read[arm] += ["net", "cohorts", *(axes_of(scenario, arm in OWN_RUN) if grouped else ())]
    for arm in OWN_RUN:
        read[arm] += ["months", *MEASURES]
    read["joint"] += ["hours", "ceiling", "asked", "given"]
    return joined((runs[name], quantities(names)) for name, names in read.items())


def verdict(
    scenario: LoadedScenario,
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.01,
    explain: bool = False,
    grouped: bool = True,
) -> Question[Verdict]:
    """Ask whether 1+1 comes out above 2.

    Parameters
    ----------
    scenario : LoadedScenario
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
    runs = runs_of_the_question(scenario)
    confidence = scenario.interval.confidence

    def precise(table: Table) -> bool:
        single = table.values(runs["block"]) + table.values(runs["line"])
        synergy = interval.ratio(table.values(runs["joint"]), single, confidence)
        return interval.precise_enough(synergy, precision, interval.mean(single, confidence))

    wanted = read_of(runs, scenario, grouped)
    table, done = yield from until(wanted, _looks(scenario, replications), precise)
    explanation = None
    if explain:
        explaining, first = Explaining(scenario), min(EXPLAINED, done)
        table = yield Batch(explaining.wanted, range(first))
        explanation = explaining.bars(table, first, confidence)
    groups = by_group(table, runs, scenario, confidence) if grouped else {}
    return _read(scenario, runs, table, done, precision, groups, explanation)


def steps_of(
    scenario: Scenario, replications: int | Literal["auto"] = "auto", explain: bool = False, grouped: bool = True
) -> tuple[Batch, ...]:
    """Return what a verdict may ask for, step by step, for those who ask for several in turn."""
    first, *later = _looks(scenario, replications)
    steps = [Batch(read_of(runs_of_the_question(scenario), scenario, grouped), range(first), tuple(later))]
    if explain:
        steps.append(Batch(Explaining(scenario).wanted, range(min(EXPLAINED, first))))
    return tuple(steps)


def _looks(scenario: Scenario, replications: int | Literal["auto"]) -> tuple[int, ...]:
    if replications != "auto":
        return (replications,)
    return interval.looks(scenario.interval.first_look, scenario.interval.limit)


def _read(
    scenario: LoadedScenario,
    runs: dict[str, AnyRun],
    table: Table,
    done: int,
    precision: float,
    groups: Groups,
    explanation: Explanation | None,
) -> Verdict:
    confidence, margin = scenario.interval.confidence, scenario.interval.margin

    def ratio(top: Floats, bottom: Floats) -> Interval | None:
        return interval.ratio(top, bottom, confidence)

    joint = runs["joint"]
    gross = {name: table.values(runs[name]) for name in VALUED}
    net = {name: table.values(runs[name], "net") for name in ARMS}
    single, halves = gross["block"] + gross["line"], gross["half_0"] + gross["half_1"]
    halves_joint = table.values(runs["halves_joint"])
    top = table.values(joint, "ceiling")
    synergy = ratio(gross["joint"], single)
    measured = {
        "synergy": synergy,
        "duplication": ratio(gross["side_by_side"], single),
        "collaboration": ratio(gross["joint"], gross["side_by_side"]),
        "surplus": interval.difference(gross["joint"], single, confidence),
        "synergy_net": ratio(net["joint"], net["block"] + net["line"]),
        "surplus_per_hour": ratio(
            interval.less(net["joint"], net["block"] + net["line"]), table.values(joint, "hours")
        ),
        "synergy_unorganised": ratio(gross["joint"], gross["block_unorganised"] + gross["line_unorganised"]),
        "random_halves": ratio(halves_joint, halves),
        "complementarity": interval.log_ratio_of_ratios(
            gross["joint"], gross["side_by_side"], halves_joint, gross["halves_side_by_side"], confidence
        ),
        "ceiling": ratio(top, single),
        "load": ratio(table.values(joint, "asked"), table.values(joint, "given")),
    }
    return Verdict(
        scenario=scenario,
        seed=scenario.seed,
        months=scenario.months,
        replications=done,
        precision=precision,
        word=interval.verdict(synergy),
        quantities=measured,
        arms={name: Arm(interval.mean(gross[name], confidence), interval.mean(net[name], confidence)) for name in ARMS},
        measures={m: {arm: _measure(table.values(runs[arm], m), confidence) for arm in OWN_RUN} for m in MEASURES},
        monthly={
            "value": {arm: table.monthly(runs[arm], "value") for arm in ARMS},
            **{m: {arm: table.monthly(runs[arm], m) for arm in OWN_RUN} for m in MEASURES},
        },
        replicates={
            **{f"{name}_gross": values for name, values in gross.items()},
            "halves_joint_gross": halves_joint,
            **{f"{name}_net": values for name, values in net.items()},
            "ceiling": top,
        },
        surplus_share=ratio(interval.less(gross["joint"], single), top),
        negligible=interval.negligible(synergy, margin),
        groups=groups,
        explanation=explanation,
    )


def _measure(values: Floats, confidence: float) -> Interval | None:
    """Return a measure's interval over the replicates in which it is defined; None where in none."""
    defined = values[np.isfinite(values)]
    return interval.mean(defined, confidence) if len(defined) else None
