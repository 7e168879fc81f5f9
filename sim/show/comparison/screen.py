"""A comparison as text for a terminal."""

from __future__ import annotations

import math

from sim.questions.compare import LETTERS, Compared, Reading
from sim.words import say

from ..kit.numbers import percentage, short
from ..kit.text import fill
from .readings import PAIRS, RANKING, against
from .words import MAIN, lettered, moved_apart, named, notes, order_note, others, plain, sentences, warnings, word

_MOST = 10  # measures beside the main figures


def screen(compared: Compared, lang: str, places: int, bold: bool = False) -> str:
    """Return the comparison as it stands on a screen."""
    parts = [fill("\n".join(named(letter, entrant, lang) for letter, entrant in lettered(compared)), places)]
    if compared.ranked:
        parts.append(_ranking(compared, lang, places))
    else:
        parts.append("\n".join(fill(sentence, places) for sentence in sentences(compared, lang)))
    warned = (moved_apart(compared, lang), *warnings(compared, lang))
    parts += [fill(sentence, places) for sentence in warned if sentence]
    if not compared.ranked:
        parts += [_against(compared, i, lang, places) for i in others(compared)]
    if compared.pairs:
        note = say("pairs.note", lang, confidence=percentage(compared.confidence))
        parts.append(f"{fill(note, places)}\n{PAIRS.on_terminal(compared, lang, places)}")
    parts.append(fill(notes(compared, lang), places))
    return "\n\n".join(part for part in parts if part) + "\n"


def _against(compared: Compared, i: int, lang: str, places: int) -> str:
    """Return the table of one scenario against the first: the main figures, and the measures that moved most."""
    more = {name: reading for name, reading in compared.measures.items() if name not in MAIN}
    apart = [name for name, reading in more.items() if word(reading.differences[i]) in ("higher", "lower")]
    moved = sorted(apart, key=lambda name: _moved(more[name], i), reverse=True)[:_MOST]
    table = against(i, {*MAIN, *moved}).on_terminal(compared, lang, places)
    rest = say(
        "compare.rest", lang, shown=len(moved), apart=len(apart) - len(moved), count=len(more) - len(apart)
    )  # fmt: skip
    return "\n".join([say("compare.against", lang, letter=LETTERS[i + 1]), table, fill(rest, places)])


def _moved(reading: Reading, i: int) -> float:
    """Return how far a measure moved beside what it is in the first scenario."""
    first = abs(reading.values[0].estimate)
    return abs(reading.differences[i].estimate) / first if first else math.inf


def _ranking(compared: Compared, lang: str, places: int) -> str:
    """Return the ranking as it stands on a screen, without the levels of 1+1: with them names would be cut."""
    value, synergy = compared.measures["value"].values[0], compared.measures["synergy"].values[0]
    first = say("rank.first", lang, value=short(value.estimate, 4), one=plain(synergy.scaled(2.0), lang))
    figures = RANKING.on_terminal(compared, lang, places)
    return f"{fill(first, places)}\n\n{figures}\n{fill(order_note(compared, lang), places)}"
