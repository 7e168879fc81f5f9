"""Scenarios compared, in words."""

from __future__ import annotations

import math
from typing import overload

import numpy as np

from sim.questions.compare import LETTERS, READ, Compared, Entrant
from sim.questions.interval import Interval
from sim.words import say, with_commas

from ..kit.names import group_name
from ..kit.numbers import estimate, percentage, short, signed, with_limits, within
from ..kit.text import FIXED, joined
from ..scenario.regime import between_regimes
from ..verdict.words import doubled

MAIN = READ[:3]
INDICATIVE = 16  # with fewer replicates the text says so
SHARES = ("met", "participation")
BOUNDS = {**dict.fromkeys(SHARES, (0.0, 1.0)), "hours_spent": (0.0, math.inf)}
"""What a reading of a group can be."""
_FIELDS = 4  # that are named where worlds differ


def lettered(compared: Compared) -> list[tuple[str, Entrant]]:
    """Return all scenarios with their letters."""
    return list(zip(LETTERS, compared.entrants, strict=False))


def title_of(compared: Compared, entrant: Entrant, lang: str) -> str:
    """Return a title; the name where there is none, or where it is that of another, as variants of one roster have."""
    title = entrant.title.said(lang)
    is_shared = sum(other.title.said(lang) == title for other in compared.entrants) > 1
    return entrant.name if is_shared or not title else title


def named(letter: str, entrant: Entrant, lang: str) -> str:
    """Return a scenario with its letter, name and title."""
    title = entrant.title.said(lang)
    what = say("list.named", lang, name=entrant.name, what=title) if title else entrant.name
    return f"{letter}  {what}"


def sentences(compared: Compared, lang: str) -> list[str]:
    """Return, for each scenario but the first, how it differs from it in value added and in 1+1."""
    return [joined([in_value(compared, i, lang), in_one_plus_one(compared, i, lang)], lang) for i in others(compared)]


def others(compared: Compared) -> list[int]:
    """Return the numbers of all scenarios but the first, from 0; where they are ranked, what costs most comes first."""
    numbers = list(range(len(compared.entrants) - 1))
    lost = [
        difference.estimate if math.isfinite(difference.estimate) else math.inf
        for difference in compared.measures["value"].differences
    ]
    return sorted(numbers, key=lambda i: lost[i]) if compared.ranked else numbers


def moved_apart(compared: Compared, lang: str) -> str:
    """Return, where value added and 1+1 move apart from the first scenario's, which to read and why.

    Where the interval of a 1+1 does not show that it moved, the sentence speaks of its estimate.
    """
    value, synergy = compared.measures["value"], compared.measures["synergy"]
    least = compared.first.interval.margin * abs(synergy.values[0].estimate)
    apart = [
        i
        for i, (a, b) in enumerate(zip(value.differences, synergy.differences, strict=True))
        if word(a) in ("higher", "lower")
        and a.estimate * b.estimate < 0.0
        and (word(b) in ("higher", "lower") or abs(b.estimate) > least)
    ]
    if not apart:
        return ""
    sums = [
        say("list.value", lang, name=LETTERS[k], value=short(value.values[k].estimate / synergy.values[k].estimate, 4))
        for k in (0, *(i + 1 for i in apart))
    ]
    comma = say("list.comma", lang)
    letters = comma.join(LETTERS[i + 1] for i in apart)
    shown_apart = all(word(synergy.differences[i]) in ("higher", "lower") for i in apart)
    key = "compare.apart" if shown_apart else "compare.apart.estimates"
    return say(key, lang, letters=letters, sums=comma.join(sums))


def headline(compared: Compared, lang: str) -> str:
    """Return how the scenario that comes first beside A differs from it, called by its title."""
    i = others(compared)[0]
    entrant = compared.entrants[i + 1]
    title = title_of(compared, entrant, lang)
    return in_value(compared, i, lang, say("compare.called", lang, letter=LETTERS[i + 1], title=title))


def in_value(compared: Compared, i: int, lang: str, called: str = "") -> str:
    """Return how a scenario differs from the first in value added; it is ``called`` by its letter unless given."""
    value = compared.measures["value"]
    difference, first = value.differences[i], value.values[0].estimate
    share = 100.0 * difference.estimate / abs(first) if first else math.nan
    percent = short(abs(share), 3) if math.isfinite(share) else say("value.undefined", lang)
    sentence = say(
        f"compare.said.{word(difference)}", lang, letter=called or LETTERS[i + 1],
        size=short(abs(difference.estimate), 4), difference=signed(difference).replace(" ", FIXED), percent=percent,
    )  # fmt: skip
    return sentence.replace(" %", f"{FIXED}%")


def in_one_plus_one(compared: Compared, i: int, lang: str) -> str:
    """Return what 1+1 came to in a scenario and in the first; nothing where either is undefined."""
    first, other = (doubled(compared.measures["synergy"].values[k]) for k in (0, i + 1))
    if first is None or other is None or not math.isfinite(first.estimate + other.estimate):
        return ""
    ones = {"first": with_limits(first, lang, 2.0), "other": with_limits(other, lang, 2.0)}
    return say("compare.one_plus_one", lang, letter=LETTERS[i + 1], **ones)


def warnings(compared: Compared, lang: str) -> list[str]:
    """Return a sentence for each scenario that does not meet the first one's world, and one on what is moved down."""
    sentences_of = []
    for letter, fields in zip(LETTERS[1:], compared.other_world, strict=False):
        if fields:
            listed = say("list.comma", lang).join(fields[:_FIELDS])
            if len(fields) > _FIELDS:
                listed = say("compare.more_fields", lang, fields=listed, count=len(fields) - _FIELDS)
            sentences_of.append(say("compare.world", lang, letter=letter, fields=listed))
    scenarios = [entrant.scenario for entrant in compared.entrants]
    return sentences_of + between_regimes(LETTERS, scenarios, lang)


def notes(compared: Compared, lang: str) -> str:
    """Return what was run, and how far the intervals are to be trusted."""
    confidence = percentage(compared.confidence)
    count = with_commas(compared.replications)
    parts = [
        say("compare.together", lang, replications=count, months=compared.first.months, seed=compared.first.seed,
            confidence=confidence),
    ]  # fmt: skip
    if compared.asked == "auto" and not compared.narrow:
        parts.append(say("compare.imprecise", lang, replications=count))
    if compared.replications < INDICATIVE:
        parts.append(say("compare.few", lang))
    parts.append(say("note.noise", lang, confidence=confidence))
    return joined(parts, lang)


def word(difference: Interval) -> str:
    """Return how a difference reads: higher, lower, open, same or undefined."""
    if not np.isfinite([difference.estimate, difference.low, difference.high]).all():
        return "undefined"
    if difference.low == difference.high == 0.0:
        return "same"
    return "higher" if difference.above(0.0) else "lower" if difference.below(0.0) else "open"


def plain(interval: Interval, lang: str) -> str:
    """Return a figure, or that it is undefined."""
    return estimate(interval, lang)


@overload
def possible(reading: str, interval: Interval) -> Interval: ...
@overload
def possible(reading: str, interval: Interval | None) -> Interval | None: ...
def possible(reading: str, interval: Interval | None) -> Interval | None:
    """Return an interval for print, within what its reading can be: shares from 0 to 1, hours from 0."""
    return within(interval, *BOUNDS[reading]) if reading in BOUNDS else interval


def order_note(compared: Compared, lang: str) -> str:
    """Return what the order of a ranking rests on, and where one reads whether two of its rows differ."""
    return say("rank.order.pairs" if compared.pairs else "rank.order", lang)


def group_word(axis: str, group: str, lang: str) -> str:
    """Return what a group is called."""
    if axis in ("kind", "reach"):
        return say(f"case.{group}" if axis == "kind" else f"reach.{group}", lang)
    return group_name(axis, group, lang)
