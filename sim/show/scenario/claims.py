"""The claims of a case in words: what each comes down to, against what, and which rows of the article it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.scenario.case import Counterfactual
from sim.scenario.loaded import CaseOf, Comparison, Side
from sim.words import CATALOGUE, say

from ..kit.names import measure_name
from ..kit.numbers import percentage, short


def asked(comparison: Comparison, lang: str) -> str:
    """Return what a claim comes down to: the measure, which way, against what, under which settings."""
    stated = comparison.expectation
    parts = [reading(comparison.row, comparison, lang), say(f"case.{stated.direction}", lang)]
    parts.append(say("case.margin", lang, share=margin(stated.margin, None, lang)))
    parts += held_against(comparison, lang)
    if comparison.under:
        parts.append(say("case.under", lang, settings=_set(comparison.under, lang)))
    return say("list.and", lang).join(parts)


def held_against(comparison: Comparison, lang: str) -> Iterator[str]:
    """Yield what a claim is held against, if it is not a second difference."""
    other, first = comparison.counterfactual, comparison.first
    if comparison.expectation.level is not None:
        yield say("case.against", lang, other=short(comparison.expectation.level))
    elif other is not None:
        if first is None:
            yield say("case.against", lang, other=_called(other, lang))
        else:
            yield say("case.step_before", lang, first=_called(first, lang), other=_called(other, lang))


def _called(other: Counterfactual, lang: str) -> str:
    return other.title.said(lang) or other.name


def described(case: CaseOf, lang: str) -> list[str]:
    """Return a case in sentences: its rows, what it is held against, and each claim with what it comes down to."""
    sentences = [rows_named(case.stated.rows, lang)]
    for other in case.stated.counterfactual or ():
        name = other.title.said(lang) or other.name
        changed = _set(case.changed[other.name], lang)
        against = say("case.against", lang, other=name)
        sentences.append(say("list.named", lang, name=against, what=changed) if changed else against)
    return [*sentences, *(with_its_reading(comparison, lang) for comparison in case.comparisons)]


def with_its_reading(comparison: Comparison, lang: str) -> str:
    """Return a claim, and below it what it comes down to."""
    claim = comparison.expectation.claim.said(lang)
    return f"{claim}\n{asked(comparison, lang)}" if claim else asked(comparison, lang)


def rows_named(rows: Sequence[str], lang: str) -> str:
    """Return rows with what they are called."""
    return say("list.comma", lang).join(f"{row} {say(f'row.{row}', lang)}" for row in rows)


def _set(changed: Mapping[str, object], lang: str) -> str:
    return say("list.comma", lang).join(f"{name}={value}" for name, value in changed.items())


def reading(side: Side, comparison: Comparison, lang: str) -> str:
    """Return what is read on one side, in words."""
    stated = comparison.expectation
    if stated.pair is not None:
        first, second = (say(f"mechanism.{name}", lang) for name in stated.pair)
        return say("case.pair", lang, scale=say(f"case.scale.{stated.scale}", lang), one=first, other=second)
    text = _measure(side.measure, lang)
    if side.per is not None:
        text = say("case.per", lang, measure=text, other=_measure(side.per, lang))
    if side.arm == "apart":
        text = say("case.in_arm", lang, measure=text, arm=say("case.apart", lang))
    elif side.arm != "joint":
        text = say("case.in_arm", lang, measure=text, arm=say(f"arm.{side.arm}", lang))
    if side.window is not None:
        begin, end = side.window[0] + 1, side.window[1]
        key = "case.in_month" if begin == end else "case.in_months"
        text = say(key, lang, measure=text, first=begin, last=end)
    if comparison.first is not None and comparison.counterfactual is not None:
        text = say("case.step", lang, measure=text, other=_called(comparison.counterfactual, lang))
    return text


def _measure(measure: str, lang: str) -> str:
    name, _, group = measure.partition(".")
    text = measure_name(name, lang)
    if not group:
        return text
    key = f"named.type.{group}"
    called = say(key, lang) if key in CATALOGUE else say(f"case.{group}", lang)
    return say("case.of_group", lang, measure=text, group=called)


def margin(share: float, least: float | None, lang: str) -> str:
    """Return a margin in the unit of the measure, where that is known, and as a share of the measure."""
    of_it = say("value.percent", lang, figures=percentage(share))
    return of_it if least is None else say("case.least", lang, amount=short(least, 3), share=of_it)
