"""The band: whole runs under the same programme of changes, replication by replication, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from sim.model.camps import alone, open_channels, together
from sim.questions import interval
from sim.questions.interval import Interval
from sim.runs.quantities import quantities
from sim.runs.question import Question
from sim.runs.run import AnyRun, Batch, Run, SideBySide
from sim.runs.table import Table
from sim.scenario import LoadedScenario
from sim.show.kit.numbers import number, short
from sim.words import LANGUAGES, say

from .bilingual import Pair

Band = dict[str, Any]
LOOKS = (4, 8, 16, 32, 64)
"""After how many replicates the page is told."""
_MIDDLE = (5.0, 95.0)  # percentiles between which nine of ten single runs lie
_GROSS = quantities(["gross"])


def band(
    compare: str,
    scenarios: list[LoadedScenario],
    receive: Callable[[Band], bool] = lambda _: True,
    looks: tuple[int, ...] = LOOKS,
    halves: bool = False,
) -> Question[Band]:
    """Ask what whole runs come to; say so after every look, and stop where nobody wants to hear more.

    Parameters
    ----------
    compare : {"one", "settings", "apart"}
    scenarios : list of LoadedScenario
        Of world a, and of world b where settings differ; with their programmes of changes.
    receive : callable
        Called with the band after every look; returns whether to go on.
    looks : tuple of int
        After how many replicates.
    halves : bool
        Whether K is asked too, for which the random halves run as well: twice as many runs.
    """
    worlds = [_arms(scenario, halves) for scenario in scenarios]
    wanted = {run: _GROSS for arms in worlds for run in arms.values()}
    done, band_so_far = 0, Band()
    for look in looks:
        table = yield Batch(wanted, range(done, look), tuple(later for later in looks if later > look))
        done = look
        band_so_far = _read(compare, scenarios, worlds, table, done, looks[-1])
        if not receive(band_so_far):
            break
    return band_so_far


def _arms(scenario: LoadedScenario, halves: bool) -> dict[str, AnyRun]:
    channels = open_channels(scenario)
    block, line = Run(scenario, alone(0)), Run(scenario, alone(1))
    joint = Run(scenario, together(channels))
    arms: dict[str, AnyRun] = {"joint": joint, "block": block, "line": line, "side_by_side": SideBySide((block, line))}
    if halves:
        arms["halves_joint"] = Run(scenario, together(channels, "halves"))
        arms["halves_beside"] = SideBySide((Run(scenario, alone(0, "halves")), Run(scenario, alone(1, "halves"))))
    return arms


def _read(
    compare: str, scenarios: list[LoadedScenario], worlds: list[dict[str, AnyRun]], table: Table, done: int, of: int
) -> Band:
    stated = scenarios[0].interval
    confidence, margin = stated.confidence, stated.margin
    values = [{arm: table.values(run) for arm, run in arms.items()} for arms in worlds]
    names = ("a", "b")[: len(worlds)]
    synergies = [twice(interval.ratio(arms["joint"], arms["block"] + arms["line"], confidence)) for arms in values]
    made: Band = {
        "replications": done, "of": of, "confidence": confidence, "months": scenarios[0].months,
        "one_plus_one": {
            name: _limits(synergy, 2.0 * single["joint"] / (single["block"] + single["line"]))
            for name, synergy, single in zip(names, synergies, values, strict=True) if synergy is not None
        },
        "value": {
            name: _limits(interval.mean(arms["joint"], confidence), arms["joint"])
            for name, arms in zip(names, values, strict=True)
        },
    }  # fmt: skip
    if "halves_joint" in values[0]:
        made["complementarity"] = {
            name: None
            if k is None
            else dict(zip(("mean", "low", "high"), interval.finite([k.estimate, k.low, k.high]), strict=True))
            for name, k in zip(names, (_complementarity(arms, confidence) for arms in values), strict=True)
        }
    if compare == "apart":
        apart = values[0]["side_by_side"]
        made["value"]["b"] = _limits(interval.mean(apart, confidence), apart)
    if compare == "settings":
        theirs, ours = values[1]["joint"], values[0]["joint"]
        of_both = interval.ratio(theirs, ours, confidence)
        made["difference"] = _limits(interval.difference(theirs, ours, confidence), interval.less(theirs, ours))
        if of_both is not None:
            made["factor"] = _limits(of_both, theirs / ours)
        made["says"] = sentence_on("value", of_both, 1.0, margin, done)
    else:
        made["says"] = sentence_on("sum", synergies[0], 2.0, 2.0 * margin, done)
    return made


def _complementarity(values: dict[str, np.ndarray], confidence: float) -> Interval | None:
    """Return K: what working together adds to the kinds, over what it adds to random halves."""
    return interval.log_ratio_of_ratios(
        values["joint"], values["side_by_side"], values["halves_joint"], values["halves_beside"], confidence
    )


def twice(synergy: Interval | None) -> Interval | None:
    """Return what one and one came to: two times S."""
    return synergy and Interval(2.0 * synergy.estimate, 2.0 * synergy.low, 2.0 * synergy.high)


def sentence_on(what: str, measured: Interval | None, nothing: float, margin: float, count: int) -> Pair:
    """Return in words whether there is a difference, none that matters, or nothing to be seen yet.

    Parameters
    ----------
    what : {"value", "sum"}
        Value of the second world in times of the first, whose ``nothing`` is 1; or what one and one came to, 2.
    margin : float
        How far from ``nothing`` a difference is too small to matter.
    """
    if measured is None or not np.isfinite([measured.low, measured.high]).all():
        word = "unclear"
    elif measured.inside(nothing - margin, nothing + margin):
        word = "null"
    elif measured.above(nothing):
        word = "above"
    elif measured.below(nothing):
        word = "below"
    else:
        word = "unclear"
    low, high, mean = (
        ("…",) * 3 if measured is None else (number(x, 2) for x in (measured.low, measured.high, measured.estimate))
    )
    fields = {"low": low, "high": high, "mean": mean, "count": count, "margin": short(margin)}
    return {lang: say(f"live.{what}.{word}", lang, **fields) for lang in LANGUAGES}


def _limits(measured: Interval, singles: np.ndarray) -> dict[str, float | None]:
    """Return mean, interval, and between which values nine of ten single runs lie."""
    low, high = np.percentile(singles, _MIDDLE)
    numbers = interval.finite([measured.estimate, measured.low, measured.high, low, high])
    return dict(zip(("mean", "low", "high", "from", "to"), numbers, strict=True))
