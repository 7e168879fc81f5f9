"""The verdict in words: what 1+1 came to, whether that is the kinds' doing, and what it does not say."""

from __future__ import annotations

from sim.questions.answers import Verdict
from sim.questions.interval import Interval
from sim.words import say

from ..kit.numbers import estimate, figures, short
from ..scenario.words import two_sided


def doubled(interval: Interval | None) -> Interval | None:
    """Return "1+1" for an S: the number that one and one came to."""
    return None if interval is None else interval.scaled(2.0)


def is_exact(verdict: Verdict) -> bool:
    """Whether S is 1 in every replicate there was."""
    synergy = verdict.synergy
    return synergy is not None and synergy.low == synergy.high == 1.0


def top(verdict: Verdict, lang: str) -> str:
    """Return what stands at the top of every report: the share of needs that take both kinds."""
    return two_sided(verdict.scenario, lang)


def sentence(verdict: Verdict, lang: str) -> str:
    """Return the verdict as a sentence or two; where it is undefined nothing but Δ is said."""
    parts = [headline(verdict, lang)]
    margin = short(100.0 * verdict.scenario.interval.margin)
    if verdict.negligible and not is_exact(verdict):
        parts.append(say("reading.negligible", lang, margin=margin))
    elif verdict.word == "not distinguishable" and not is_exact(verdict) and verdict.indicative:
        parts.append(say("reading.few", lang))
    if verdict.word != "undefined":
        harmful = [kind for kind in ("block", "line") if verdict.arms[kind].gross.estimate < 0.0]
        parts += [say("reading.harm", lang, kind=say(f"arm.{kind}", lang)) for kind in harmful]
        parts += [_halves(verdict, lang), _kinds(verdict, lang), _unorganised(verdict, lang)]
    return joined(parts, lang)


def notes(verdict: Verdict, lang: str, by_precision: bool = False) -> str:
    """Return how far the interval is to be trusted.

    Parameters
    ----------
    verdict : Verdict
        The answer.
    lang : {"en", "zh"}
        Language.
    by_precision : bool
        Whether the number of replicates was left to the precision, so that missing it is worth a word.
    """
    parts = []
    count = f"{verdict.replications:,}"
    if verdict.indicative:
        parts.append(say("note.indicative", lang, replications=count))
    synergy = verdict.synergy
    if by_precision and synergy is not None and not synergy.relative_half_width <= verdict.precision:
        asked = short(100.0 * verdict.precision)
        parts.append(say("note.imprecise", lang, replications=count, asked=asked))
    own = [source.name for source in verdict.scenario.own.sources]
    if own:
        parts.append(say("note.own", lang, list=say("list.comma", lang).join(own)))
    confidence = short(100.0 * verdict.scenario.interval.confidence)
    parts.append(say("note.noise", lang, confidence=confidence))
    return joined(parts, lang)


def joined(parts: list[str], lang: str) -> str:
    """Put sentences one after the other: a space between them in English, none in Chinese."""
    return ("" if lang == "zh" else " ").join(part for part in parts if part)


def headline(verdict: Verdict, lang: str) -> str:
    """Return what 1+1 came to, and which of the four words that is."""
    if verdict.word == "undefined":
        surplus = say("value.points", lang, figures=figures(verdict.quantities["surplus"], lang, 0.0))
        return say("reading.undefined", lang, surplus=surplus)
    if is_exact(verdict):
        return say("reading.exact", lang, count=verdict.replications)
    key = {"above": "above", "below": "below"}.get(verdict.word, "open")
    return say(f"reading.{key}", lang, one=figures(doubled(verdict.synergy), lang, 2.0))


def _halves(verdict: Verdict, lang: str) -> str:
    halves = doubled(verdict.quantities["random_halves"])
    if halves is None:
        return say("halves.undefined", lang)
    return say("halves.value", lang, halves=estimate(halves, lang))


def _kinds(verdict: Verdict, lang: str) -> str:
    k = verdict.quantities["complementarity"]
    if k is None:
        return say("kinds.undefined", lang)
    if verdict.credited:
        key = "credited"
    elif k.above(1.0):
        key = "fit"
    else:
        key = "misfit" if k.below(1.0) else "open"
    parts = [say(f"kinds.{key}", lang, k=figures(k, lang, 1.0))]
    margin = verdict.scenario.interval.margin
    if k.inside(1.0 - margin, 1.0 + margin) and not is_exact(verdict):
        parts.append(say("kinds.negligible", lang, margin=short(100.0 * margin)))
    halves, synergy = verdict.quantities["random_halves"], verdict.synergy
    if k.above(1.0) and halves is not None and synergy is not None and halves.estimate > synergy.estimate:
        parts.append(say("kinds.halves_higher", lang))
    return joined(parts, lang)


def _unorganised(verdict: Verdict, lang: str) -> str:
    unorganised = doubled(verdict.quantities["synergy_unorganised"])
    if unorganised is None:
        return say("unorganised.undefined", lang)
    return say("unorganised.value", lang, unorganised=estimate(unorganised, lang))
