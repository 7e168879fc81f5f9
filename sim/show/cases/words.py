"""Cases in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sim.scenario.case import Counterfactual
from sim.scenario.loaded import CaseOf, Comparison, Side
from sim.words import CATALOGUE, say

from ..kit.numbers import short, signed
from ..kit.text import joined

if TYPE_CHECKING:
    from sim.questions.cases import Line


shown = signed
"""How a difference is printed, with its limits."""


def summary(lines: Sequence[Line], lang: str) -> str:
    """Return how many comparisons came out how."""
    from sim.questions.cases import FOUND

    counted = Counter(line.found for line in lines)
    words = (say("case.counted", lang, count=counted[each], word=say(f"case.{each}", lang)) for each in FOUND)
    confidence = lines[0].comparison.row.scenario.interval.confidence if lines else 0.95
    said = say(
        "case.summary", lang, lines=len(lines), cases=len({line.name for line in lines}),
        confidence=f"{confidence:.0%}", counted=say("list.and", lang).join(words),
    )  # fmt: skip
    undecided = [line for line in lines if not line.decided]
    if undecided:
        most = max(line.replications for line in undecided)
        said = joined([said, say("case.wide", lang, count=len(undecided), most=most)], lang)
    return said


def outcome(found: str, why: str, lang: str) -> str:
    """Return the word for what came out, and how the difference lies to the margin where the word leaves that open."""
    word = say(f"case.{found}", lang)
    return say("list.and", lang).join((word, say(f"case.why.{why}", lang))) if why else word


def margin(share: float, least: float | None, lang: str) -> str:
    """Return a margin in the unit of the measure, where that is known, and as a share of the measure."""
    of_it = say("value.percent", lang, figures=short(100.0 * share))
    return of_it if least is None else say("case.least", lang, amount=short(least, 3), share=of_it)


def moved_apart(lines: Sequence[Line]) -> list[str]:
    """Return the names of cases in which value added rises and 1+1 falls against the same, or the other way round."""
    ways: dict[tuple[str, str, str], set[tuple[str, bool]]] = {}
    for line in lines:
        each, difference = line.comparison, line.difference
        plain = each.row.per is None and each.row.window is None and each.expectation.pair is None
        told = difference.above(0.0) or difference.below(0.0)
        if plain and told and each.row.arm == "joint" and each.row.measure in ("value", "synergy"):
            other = each.counterfactual.name if each.counterfactual is not None else ""
            key = line.name, other, repr(sorted(each.under.items()))
            ways.setdefault(key, set()).add((each.row.measure, difference.above(0.0)))
    pairs = [{("value", up), ("synergy", not up)} for up in (True, False)]
    return list(dict.fromkeys(key[0] for key, found in ways.items() if any(pair <= found for pair in pairs)))


def asked(each: Comparison, lang: str) -> str:
    """Return what a claim comes down to: the measure, which way, against what, under which settings."""
    stated = each.expectation
    parts = [reading(each.row, each, lang), say(f"case.{stated.direction}", lang)]
    parts.append(say("case.margin", lang, share=margin(stated.margin, None, lang)))
    parts += held_against(each, lang)
    if each.under:
        parts.append(say("case.under", lang, settings=_set(each.under, lang)))
    return say("list.and", lang).join(parts)


def held_against(each: Comparison, lang: str) -> Iterator[str]:
    """Yield what a claim is held against, if it is not a second difference."""
    other, first = each.counterfactual, each.first
    if each.expectation.level is not None:
        yield say("case.against", lang, other=short(each.expectation.level))
    elif other is not None:
        if first is None:
            yield say("case.against", lang, other=_called(other, lang))
        else:
            yield say("case.step_before", lang, first=_called(first, lang), other=_called(other, lang))


def _called(other: Counterfactual, lang: str) -> str:
    return other.title.said(lang) or other.name


def described(case: CaseOf, lang: str) -> list[str]:
    """Return a case in sentences: its rows, what it is held against, and each claim with what it comes down to."""
    said = [rows_named(case.stated.rows, lang)]
    for other in case.stated.counterfactual or ():
        name = other.title.said(lang) or other.name
        changed = _set(case.changed[other.name], lang)
        against = say("case.against", lang, other=name)
        said.append(say("list.named", lang, name=against, what=changed) if changed else against)
    return [*said, *(told_apart(each, lang) for each in case.comparisons)]


def told_apart(each: Comparison, lang: str) -> str:
    """Return a claim, and below it what it comes down to."""
    claim = each.expectation.claim.said(lang)
    return f"{claim}\n{asked(each, lang)}" if claim else asked(each, lang)


def rows_named(rows: Sequence[str], lang: str) -> str:
    """Return rows with what they are called."""
    return say("list.comma", lang).join(f"{row} {say(f'row.{row}', lang)}" for row in rows)


def _set(changed: Mapping[str, object], lang: str) -> str:
    return say("list.comma", lang).join(f"{name}={value}" for name, value in changed.items())


def reading(side: Side, comparison: Comparison, lang: str) -> str:
    """Return what is read on one side, in words."""
    stated = comparison.expectation
    if stated.pair is not None:
        one, two = (say(f"mechanism.{name}", lang) for name in stated.pair)
        return say("case.pair", lang, scale=say(f"case.scale.{stated.scale}", lang), one=one, other=two)
    said = _measure(side.measure, lang)
    if side.per is not None:
        said = say("case.per", lang, measure=said, other=_measure(side.per, lang))
    if side.arm == "apart":
        said = say("case.in_arm", lang, measure=said, arm=say("case.apart", lang))
    elif side.arm != "joint":
        said = say("case.in_arm", lang, measure=said, arm=say(f"arm.{side.arm}", lang))
    if side.window is not None:
        first, last = side.window[0] + 1, side.window[1]
        key = "case.in_month" if first == last else "case.in_months"
        said = say(key, lang, measure=said, first=first, last=last)
    if comparison.first is not None and comparison.counterfactual is not None:
        said = say("case.step", lang, measure=said, other=_called(comparison.counterfactual, lang))
    return said


def _measure(measure: str, lang: str) -> str:
    name, _, group = measure.partition(".")
    said = measure_name(name, lang)
    if not group:
        return said
    key = f"named.type.{group}"
    called = say(key, lang) if key in CATALOGUE else say(f"case.{group}", lang)
    return say("case.of_group", lang, measure=said, group=called)


def measure_name(name: str, lang: str) -> str:
    """Return what is read, in words."""
    if name in ("synergy", "complementarity"):
        return say(f"quantity.{name}", lang)
    if name == "net":
        return say("case.net", lang)
    return say(f"measure.{name}" if f"measure.{name}" in CATALOGUE else f"group.{name}", lang)


def number(x: float) -> str:
    """Return a figure with four digits that matter."""
    return short(x, 4)
