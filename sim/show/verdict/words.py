"""The verdict in words: what 1+1 came to, whether that is the kinds' doing, and what it does not say."""

from __future__ import annotations

import math

from sim.questions import interval as intervals
from sim.questions.answers import Verdict
from sim.questions.interval import Interval
from sim.words import say, with_commas

from ..kit.numbers import estimate, number, percentage, short, with_limits
from ..kit.text import joined
from ..scenario.regime import under_this_regime
from ..scenario.words import decisive

GRADES = {"little": 0.05, "some": 0.15, "much": math.inf}
"""Below which distance from 1 a limit of a ratio is said to be off by so much; words only, no verdict hangs on it."""


def doubled(interval: Interval | None) -> Interval | None:
    """Return "1+1" for an S: the number that one and one came to."""
    return None if interval is None else interval.scaled(2.0)


def one_and_one(verdict: Verdict) -> dict[str, Interval | None]:
    """Return what each kind brings to the 2 that the two are alone: twice its share of their sum."""
    single = verdict.replicates["block_gross"] + verdict.replicates["line_gross"]
    confidence = verdict.scenario.interval.confidence
    return {
        arm: doubled(intervals.ratio(verdict.replicates[f"{arm}_gross"], single, confidence))
        for arm in ("block", "line")
    }


def is_exact(verdict: Verdict) -> bool:
    """Whether S is 1 in every replicate there was."""
    synergy = verdict.synergy
    return synergy is not None and synergy.low == synergy.high == 1.0


def top(verdict: Verdict, lang: str) -> str:
    """Return what stands under the first sentences: the parameters that could decide the answer, and the regime."""
    return joined([decisive(verdict.scenario, lang), under_this_regime(verdict.scenario, lang)], lang)


def sentence(verdict: Verdict, lang: str) -> str:
    """Return the verdict in a few sentences; where it is undefined nothing but Δ is said."""
    parts = [headline(verdict, lang)]
    margin = percentage(verdict.scenario.interval.margin)
    if verdict.negligible and not is_exact(verdict):
        parts.append(say("reading.negligible", lang, margin=margin))
    elif verdict.word == "not distinguishable" and not is_exact(verdict) and verdict.indicative:
        parts.append(say("reading.few", lang))
    if verdict.word != "undefined":
        harmful = [kind for kind in ("block", "line") if verdict.arms[kind].gross.estimate < 0.0]
        parts += [say("reading.harm", lang, kind=say(f"arm.{kind}", lang)) for kind in harmful]
        parts += [_halves(verdict, lang), _kinds(verdict, lang), _unorganised(verdict, lang)]
    return joined(parts, lang)


def notes(verdict: Verdict, lang: str) -> str:
    """Return how far the interval is to be trusted.

    Parameters
    ----------
    verdict : Verdict
        The answer.
    lang : {"en", "zh"}
        Language.
    """
    parts = []
    count = with_commas(verdict.replications)
    if verdict.indicative:
        parts.append(say("note.indicative", lang, replications=count))
    synergy = verdict.synergy
    if verdict.asked == "auto" and synergy is not None and not synergy.relative_half_width <= verdict.precision:
        asked = percentage(verdict.precision)
        parts.append(say("note.imprecise", lang, replications=count, asked=asked))
    own = [source.name for source in verdict.scenario.own.sources]
    if own:
        parts.append(say("note.own", lang, list=say("list.comma", lang).join(own)))
    confidence = percentage(verdict.scenario.interval.confidence)
    parts.append(say("note.noise", lang, confidence=confidence))
    return joined(parts, lang)


def net_note(verdict: Verdict, lang: str) -> str:
    """Return why S, net lies above S, where it does as it is printed: what hours cost, joint and apart."""
    synergy, net = verdict.synergy, verdict.quantities["synergy_net"]
    cost = {name: arm.gross.estimate - arm.net.estimate for name, arm in verdict.arms.items()}
    apart = cost["block"] + cost["line"]
    if synergy is None or net is None or net.estimate <= synergy.estimate or apart <= 0.0:
        return ""
    if estimate(net, lang) == estimate(synergy, lang):
        return ""
    shares = cost["joint"] / apart, synergy.estimate
    surplus = with_limits(verdict.quantities["surplus_per_hour"], lang, 0.0)
    cost_share, value_share = (percentage(share, 4) for share in shares)
    return say("net.above", lang, cost=cost_share, value=value_share, surplus=surplus)


def headline(verdict: Verdict, lang: str) -> str:
    """Return whether there is enough to do, what joining comes to in plain words, and what 1+1 is."""
    return joined([_too_little(verdict, lang), _first(verdict, lang), _one_plus_one(verdict, lang)], lang)


def _too_little(verdict: Verdict, lang: str) -> str:
    if not verdict.too_little:
        return ""
    ceiling, load = doubled(verdict.quantities["ceiling"]), verdict.quantities["load"]
    numbers = {
        "ceiling": estimate(ceiling, lang),
        "load": "" if load is None else percent(load.estimate),
    }
    reasons = [say(f"little.{name}", lang, **{name: numbers[name]}) for name in verdict.too_little]
    return say("first.little", lang, reasons=say("list.and", lang).join(reasons))


def _first(verdict: Verdict, lang: str) -> str:
    synergy = verdict.synergy
    if verdict.word == "undefined" or synergy is None:
        return say("first.undefined", lang)
    if is_exact(verdict):
        return say("first.exact", lang)
    if verdict.word == "not distinguishable":
        low, high = (percent(limit - 1.0, signed=True) for limit in (synergy.low, synergy.high))
        return say("first.open", lang, low=low, high=high)
    return say("first.more" if verdict.word == "above" else "first.less", lang, percent=off_one(synergy))


def _one_plus_one(verdict: Verdict, lang: str) -> str:
    """Return what 1+1 came to, and which of the four words that is."""
    if verdict.word == "undefined":
        surplus = say("value.points", lang, figures=with_limits(verdict.quantities["surplus"], lang, 0.0))
        return say("reading.undefined", lang, surplus=surplus)
    if is_exact(verdict):
        return say("reading.exact", lang, count=verdict.replications)
    key = {"above": "above", "below": "below"}.get(verdict.word, "open")
    return say(f"reading.{key}", lang, one=with_limits(doubled(verdict.synergy), lang, 2.0))


def percent(share: float, signed: bool = False) -> str:
    """Return a share in per cent as one says it: whole from one per cent up, one digit below."""
    size = 100.0 * share
    text = number(size, 0) if abs(size) >= 1.0 else short(size, 1)
    return f"+{text}" if signed and size > 0.0 else text


def off_one(ratio: Interval) -> str:
    """Return by how many per cent a ratio lies above or below 1."""
    return percent(abs(ratio.estimate - 1.0))


def _halves(verdict: Verdict, lang: str) -> str:
    halves = verdict.quantities["random_halves"]
    if halves is None:
        return say("halves.undefined", lang)
    key = "more" if halves.above(1.0) else "less" if halves.below(1.0) else "open"
    parts = {"halves": estimate(doubled(halves), lang)}
    if key != "open":
        parts["percent"] = off_one(halves)
    return say(f"halves.{key}", lang, **parts)


def _kinds(verdict: Verdict, lang: str) -> str:
    k = verdict.quantities["complementarity"]
    if k is None:
        return say("kinds.undefined", lang)
    numbers = {"k": with_limits(k, lang, 1.0)}
    if verdict.credited:
        key = "credited"
    elif k.above(1.0):
        key = "fit"
    else:
        key = "misfit" if k.below(1.0) else "open"
    if key != "open":
        numbers |= {"grade": graded(k, lang), "percent": off_one(k)}
    parts = [say(f"kinds.{key}", lang, **numbers)]
    margin = verdict.scenario.interval.margin
    if k.inside(1.0 - margin, 1.0 + margin) and not is_exact(verdict):
        parts.append(say("kinds.negligible", lang, margin=percentage(margin)))
    halves, synergy = verdict.quantities["random_halves"], verdict.synergy
    if k.above(1.0) and halves is not None and synergy is not None and halves.estimate > synergy.estimate:
        parts.append(say("kinds.halves_higher", lang))
    if k.below(1.0) and halves is not None and synergy is not None and halves.estimate < synergy.estimate:
        parts.append(say("kinds.overlap_less", lang))
    return joined(parts, lang)


def graded(ratio: Interval, lang: str) -> str:
    """Return how far a ratio lies from 1, by its limits: two grades where they are of different ones."""
    sizes = sorted(abs(limit - 1.0) for limit in (ratio.low, ratio.high))
    low, high = (say(f"grade.{_grade(size)}", lang) for size in sizes)
    return low if low == high else say("grade.between", lang, low=low, high=high)


def _grade(size: float) -> str:
    return next(name for name, most in GRADES.items() if size < most)


def _unorganised(verdict: Verdict, lang: str) -> str:
    unorganised = doubled(verdict.quantities["synergy_unorganised"])
    if unorganised is None:
        return say("unorganised.undefined", lang)
    return say("unorganised.value", lang, unorganised=estimate(unorganised, lang))
