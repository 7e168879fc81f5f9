"""The table of a survey's points as it is read: the first of them, for there may be millions."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from sim.questions.surveyed import Surveyed
from sim.words import say, with_commas

from ..kit.numbers import short
from ..kit.reading import Cell, Column, Reading, Record, number_cell
from .tables import TABLES

SHOWN = 50
"""Points that a page shows."""
FEW = 3
"""Parameters that stand before what a point came to; of more the reader would lose sight of it."""


def points_reading(surveyed: Surveyed, most: int = SHOWN) -> Reading[Surveyed]:
    """Return what came out at the first points: their values, 1+1, Δ, replicates, how it came out."""
    whole = TABLES[0]
    first = replace(whole, body=lambda surveyed: islice(whole.body(surveyed), most))
    number: Column[Surveyed] = Column("survey.point", lambda _, record, lang: with_commas(record["point"]), right=True)
    settings = [_axis(name) for name in surveyed.survey.design.fields]
    came_to: list[Column[Surveyed]] = [
        Column(lambda *_: "1+1", number_cell("synergy_", 2.0, factor=2.0)),
        Column("quantity.surplus", number_cell("surplus_", 0.0)),
        Column("sweep.replicates", lambda _, record, lang: with_commas(record["replications"]), right=True),
        Column("sweep.verdict", _word, wide=len(settings) <= FEW),
    ]
    columns = [number, *settings, *came_to] if len(settings) <= FEW else [number, *came_to, *settings]
    return Reading(first, columns, lambda surveyed, lang: _caption(surveyed, most, lang))


def _caption(surveyed: Surveyed, most: int, lang: str) -> str:
    if surveyed.finished <= most:
        return say("survey.page.every", lang)
    return say("survey.page.first", lang, shown=most, points=with_commas(surveyed.finished))


def _axis(name: str) -> Column[Surveyed]:
    def cell(_: Surveyed, record: Record, lang: str) -> Cell:
        value = record[name]
        if isinstance(value, bool):
            return str(value).lower()
        return short(float(value), 4) if isinstance(value, (int, float)) else str(value or "–")

    return Column(lambda *_: name, cell, gives=True, right=True)


def _word(_: Surveyed, record: Record, lang: str) -> Cell:
    if record["state"] in ("refused", "failed"):
        return say(f"survey.word.{record['state']}", lang)
    is_exact = record["synergy_low"] == record["synergy_high"] == 1.0
    return say("word.exact" if is_exact else f"word.{record['verdict'] or 'undefined'}", lang)
