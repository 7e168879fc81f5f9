"""The table of a sweep's points as it is read."""

from __future__ import annotations

from sim.questions.answers import ARMS
from sim.questions.sweep import Swept
from sim.words import say, with_commas

from ..kit.reading import Cell, Column, Reading, Record, number_cell
from .tables import TABLES


def points_reading(swept: Swept) -> Reading[Swept]:
    """Return what came out at each point: its values, 1+1, K, replicates, the verdict."""
    return Reading(
        TABLES[0],
        (
            *_axes(swept),
            Column(lambda *_: "1+1", number_cell("one_plus_one_", 2.0)),
            Column(lambda *_: "K", number_cell("complementarity_", 1.0)),
            Column("sweep.replicates", lambda _, record, lang: with_commas(record["replications"]), right=True),
            Column("sweep.verdict", _word, wide=True),
        ),
        "sweep.page.points",
    )


def arms_reading(swept: Swept) -> Reading[Swept]:
    """Return what each arm came to at each point."""
    arms = (Column(f"arm.{arm}", number_cell(f"{arm}_gross_")) for arm in ARMS)
    return Reading(TABLES[0], (*_axes(swept), *arms), "sweep.page.arms")


def _axes(swept: Swept) -> list[Column[Swept]]:
    """Return a column for each parameter that varies."""
    axes = swept.sweep.design.axes

    def axis(number: int) -> Column[Swept]:
        field, is_number = axes[number].field, axes[number].numeric
        return Column(
            lambda *_: field,
            lambda swept, record, _: swept.points[record["point"] - 1].values[number],  # as it was typed
            wide=not is_number,
            gives=True,
            right=is_number,
        )

    return [axis(number) for number in range(len(axes))]


def _word(_: Swept, record: Record, lang: str) -> Cell:
    is_exact = record["synergy_low"] == record["synergy_high"] == 1.0
    return say("word.exact" if is_exact else f"word.{record['verdict']}", lang)
