"""Scenarios compared, in words: sentences, and the table on the screen."""

from __future__ import annotations

import math

import numpy as np

from sim.questions.compare import LETTERS, READ, Compared, Entrant, Reading
from sim.questions.interval import Interval
from sim.words import say

from ..cases.words import measure_name, number, shown
from ..kit.numbers import figures, short
from ..kit.text import FIXED, fill, table
from ..verdict.tables import group_name
from ..verdict.words import doubled, joined

MAIN = READ[:3]
INDICATIVE = 16  # with fewer replicates the text says so
_FIELDS = 4  # that are named where worlds differ
_MOST = 10  # measures on a screen beside the main figures


def comparison_text(compared: Compared, lang: str, places: int) -> str:
    """Return the comparison as it stands on a screen."""
    parts = [fill("\n".join(named(letter, one, lang) for letter, one in lettered(compared)), places)]
    parts.append("\n".join(fill(each, places) for each in sentences(compared, lang)))
    parts += [fill(each, places) for each in warnings(compared, lang)]
    parts += [_against(compared, i, lang, places) for i in others(compared)]
    parts.append(fill(notes(compared, lang), places))
    return "\n\n".join(part for part in parts if part) + "\n"


def lettered(compared: Compared) -> list[tuple[str, Entrant]]:
    """Return all scenarios with their letters."""
    return list(zip(LETTERS, compared.entrants, strict=False))


def named(letter: str, one: Entrant, lang: str) -> str:
    """Return a scenario with its letter, name and title."""
    title = one.title.said(lang)
    what = say("list.named", lang, name=one.name, what=title) if title else one.name
    return f"{letter}  {what}"


def sentences(compared: Compared, lang: str) -> list[str]:
    """Return, for each scenario but the first, how it differs from it in value added and in 1+1."""
    return [joined([in_value(compared, i, lang), in_one_plus_one(compared, i, lang)], lang) for i in others(compared)]


def others(compared: Compared) -> range:
    """Return the numbers of all scenarios but the first, from 0."""
    return range(len(compared.entrants) - 1)


def in_value(compared: Compared, i: int, lang: str) -> str:
    """Return how a scenario differs from the first in value added."""
    value = compared.measures["value"]
    difference, first = value.differences[i], value.values[0].estimate
    share = 100.0 * difference.estimate / abs(first) if first else math.nan
    percent = f"{share:+.3g}" if math.isfinite(share) else say("value.undefined", lang)
    size = shown(difference).replace(" ", FIXED)
    return say(f"compare.said.{word(difference)}", lang, letter=LETTERS[i + 1], difference=size, percent=percent)


def in_one_plus_one(compared: Compared, i: int, lang: str) -> str:
    """Return what 1+1 came to in a scenario and in the first; nothing where either is undefined."""
    first, other = (doubled(compared.measures["synergy"].values[k]) for k in (0, i + 1))
    if first is None or other is None or not math.isfinite(first.estimate + other.estimate):
        return ""
    said = {"first": figures(first, lang, 2.0), "other": figures(other, lang, 2.0)}
    return say("compare.one_plus_one", lang, letter=LETTERS[i + 1], **said)


def warnings(compared: Compared, lang: str) -> list[str]:
    """Return a sentence for each scenario that does not meet the first one's world."""
    said = []
    for letter, fields in zip(LETTERS[1:], compared.other_world, strict=False):
        if fields:
            listed = say("list.comma", lang).join(fields[:_FIELDS])
            if len(fields) > _FIELDS:
                listed = say("compare.more_fields", lang, fields=listed, count=len(fields) - _FIELDS)
            said.append(say("compare.world", lang, letter=letter, fields=listed))
    return said


def notes(compared: Compared, lang: str) -> str:
    """Return what was run, and how far the intervals are to be trusted."""
    confidence = short(100.0 * compared.confidence)
    count = f"{compared.replications:,}"
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
    return number(interval.estimate) if math.isfinite(interval.estimate) else say("value.undefined", lang)


def told(difference: Interval, lang: str) -> str:
    """Return a difference with its limits, or that it is undefined."""
    return say("value.undefined", lang) if word(difference) == "undefined" else shown(difference)


def _against(compared: Compared, i: int, lang: str, places: int) -> str:
    """Return the table of one scenario against the first: the main figures, and the measures that moved most."""
    letter = LETTERS[i + 1]
    more = {name: reading for name, reading in compared.measures.items() if name not in MAIN}
    apart = [name for name, reading in more.items() if word(reading.differences[i]) in ("higher", "lower")]
    moved = sorted(apart, key=lambda name: _moved(more[name], i), reverse=True)[:_MOST]
    rows = []
    for name in (*MAIN, *(each for each in more if each in moved)):
        reading = compared.measures[name]
        difference = reading.differences[i]
        rows.append(
            [measure_name(name, lang), plain(reading.values[0], lang), plain(reading.values[i + 1], lang),
             told(difference, lang), say(f"compare.word.{word(difference)}", lang)]
        )  # fmt: skip
    head = [say("compare.measure", lang), "A", letter, say("compare.difference", lang), say("compare.reading", lang)]
    rest = say(
        "compare.rest", lang, shown=len(moved), apart=len(apart) - len(moved), count=len(more) - len(apart)
    )  # fmt: skip
    drawn = table(head, rows, places, right=(1, 2), flexible=(0,))
    return "\n".join([say("compare.against", lang, letter=letter), drawn, fill(rest, places)])


def _moved(reading: Reading, i: int) -> float:
    """Return how far a measure moved beside what it is in the first scenario."""
    first = abs(reading.values[0].estimate)
    return abs(reading.differences[i].estimate) / first if first else math.inf


def group_word(axis: str, group: str, lang: str) -> str:
    """Return what a group is called."""
    if axis in ("kind", "reach"):
        return say(f"case.{group}" if axis == "kind" else f"reach.{group}", lang)
    return group_name(axis, group, lang)
