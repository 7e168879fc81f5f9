"""A survey as tables, read off its store: the same bytes whoever finished first, and however often it was stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sim.questions.survey import readings
from sim.runs.store import Kept, Store

from ..kit.tables import LIMITS, Row, limits

TABLES = ("points", "failures")
"""What every survey writes."""
_RATIOS = ("synergy", "surplus", "surplus_share")


def fields_of(store: Store) -> list[str]:
    """Return the parameters that vary, in order."""
    return list(store.design["fields"])


def confidence_of(store: Store) -> float:
    """Return the confidence of the intervals."""
    return float(store.design["scenario"]["interval"]["confidence"])


def points_table(store: Store) -> Iterator[Row]:
    """Yield a row a point: its values, how it came out, S, Δ, Δ/C and what is kept, each with its limits."""
    fields = fields_of(store)
    columns = [f"{name}_{part}" for name in (*_RATIOS, *store.columns) for part in LIMITS]
    yield ["point", "block", *fields, "state", "same_as", "replications", "verdict", *columns, "note"]
    nothing: list[float | None] = [None] * len(columns)
    for kept, reading in readings(store, confidence_of(store)):
        numbers = nothing
        if reading is not None:
            ratios = (reading.synergy, reading.surplus, reading.surplus_share)
            numbers = [number for one in (*ratios, *reading.values.values()) for number in limits(one)]
        yield [
            *_head(kept, fields),
            kept.state,
            None if kept.same_as is None else kept.same_as + 1,
            kept.replications,
            None if reading is None else reading.word,
            *numbers,
            kept.note,
        ]


def replicates_table(store: Store) -> Iterator[Row]:
    """Yield a row for each point and replicate: its values, and the numbers of the replicate."""
    fields = fields_of(store)
    yield ["point", "block", *fields, "replicate", *store.columns]
    for kept in store.points():
        for i, (_, numbers) in enumerate(store.replicates(kept.number), 1):
            yield [*_head(kept, fields), i, *numbers]


def failures_table(store: Store) -> Iterator[Row]:
    """Yield a row for each run that raised, with the command that runs its point again."""
    yield ["point", "replicate", "error", "command"]
    for failure in store.failures():
        yield [failure.point + 1, failure.replication + 1, failure.error, failure.command]


def _head(kept: Kept, fields: Sequence[str]) -> list[Any]:
    return [kept.number + 1, kept.block + 1, *(kept.values.get(name) for name in fields)]


def tables(store: Store, whole: bool = False) -> dict[str, Iterable[Row]]:
    """Return the tables by name; every replicate is among them where the ``whole`` is asked for."""
    made: dict[str, Iterable[Row]] = {"points": points_table(store), "failures": failures_table(store)}
    if whole:
        made["replicates"] = replicates_table(store)
    return made
