"""A survey as tables, read off its store: the same bytes whoever finished first, and however often it was stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np

from sim import __version__
from sim.questions.surveyed import Surveyed
from sim.runs.kept import STATES, Kept
from sim.words import LANGUAGES

from ..kit.tables import LIMITS, DataTable, Row, in_both, limits

RATIOS = ("synergy", "surplus", "surplus_share")
Kind = Literal["whole", "number", "text", "yes or no"]
_TEXTS = ("state", "verdict", "note", "error", "command")
_WHOLE = ("point", "block", "same_as", "replications", "replicate")


def _points(surveyed: Surveyed) -> Iterator[Row]:
    """Yield a row a point: its values, how it came out, S, Δ, Δ/C and what is kept, each with its limits."""
    nothing: Sequence[float | None] = [None] * (len(RATIOS) + len(surveyed.store.columns)) * len(LIMITS)
    for kept, reading in surveyed.points:
        numbers = nothing
        if reading is not None:
            ratios = (reading.synergy, reading.surplus, reading.surplus_share)
            numbers = [number for quantity in (*ratios, *reading.values.values()) for number in limits(quantity)]
        yield [
            *_head(kept, surveyed),
            kept.state,
            None if kept.same_as is None else kept.same_as + 1,
            kept.replications,
            None if reading is None else reading.word,
            *numbers,
            kept.note,
        ]


def _failures(surveyed: Surveyed) -> Iterator[Row]:
    """Yield a row for each run that raised, with the command that runs its point again."""
    for failure in surveyed.store.failures():
        yield [failure.point + 1, failure.replication + 1, failure.error, failure.command]


def _replicates(surveyed: Surveyed) -> Iterator[Row]:
    """Yield a row for each point and replicate: its values, and the numbers of the replicate."""
    for kept in surveyed.store.points():
        for i, (_, numbers) in enumerate(surveyed.store.replicates(kept.number), 1):
            yield [*_head(kept, surveyed), i, *numbers]


def _about(surveyed: Surveyed) -> Iterator[Row]:
    """Yield what the workbook is about: the same for every machine and clock."""
    survey, scenario, design = surveyed.survey, surveyed.survey.scenario, surveyed.survey.design
    facts: dict[str, tuple[str, object]] = {
        "scenario": ("", str(scenario.source)),
        **{f"title_{at}": (f"title.{at}", getattr(scenario.title, at)) for at in LANGUAGES},
        "version": ("", __version__),
        "method": ("", design.method),
        "axes": ("", "; ".join(design.fields)),
        "points": ("", survey.count),
        **{f"state_{state}": ("", surveyed.totals[state]) for state in STATES},
        "blocks": ("", design.blocks),
        "looks": ("", ", ".join(map(str, design.looks))),
        "luck": ("", design.luck),
        "seed": ("seed", str(scenario.seed)),  # may have more digits than a spreadsheet keeps
        "months": ("months", scenario.months),
        "precision": ("", design.precision),
        "world": ("world", scenario.world),
        "confidence": ("interval.confidence", scenario.interval.confidence),
    }
    for name, (field, value) in facts.items():
        if field not in design.fields:
            yield [name, value, *in_both(f"about.{name}")]


def _head(kept: Kept, surveyed: Surveyed) -> list[Any]:
    values = (kept.values.get(name) for name in surveyed.survey.design.fields)
    settings = (np.bool_(value) if isinstance(value, bool) else value for value in values)  # a switch
    return [kept.number + 1, kept.block + 1, *settings]


def _ratios(_: Surveyed) -> Iterable[str]:
    return (f"{name}_{part}" for name in RATIOS for part in LIMITS)


def _values(surveyed: Surveyed) -> Iterable[str]:
    return (f"{name}_{part}" for name in surveyed.store.columns for part in LIMITS)


_AXES = {"PARAMETER": lambda surveyed: surveyed.survey.design.fields}
TABLES: tuple[DataTable[Surveyed], ...] = (
    DataTable(
        "points",
        "point block PARAMETER state same_as replications verdict RATIO_LIMIT VALUE_LIMIT note",
        _points,
        spread={**_AXES, "RATIO_LIMIT": _ratios, "VALUE_LIMIT": _values},
        family="survey",
        count=lambda surveyed: surveyed.finished,
    ),
    DataTable("failures", "point replicate error command", _failures, family="survey"),
    DataTable(
        "replicates",
        "point block PARAMETER replicate VALUE",
        _replicates,
        spread={**_AXES, "VALUE": lambda surveyed: surveyed.store.columns},
        is_file=False,
        family="survey",
        count=lambda surveyed: surveyed.store.count_of_finished(),
    ),
    DataTable("about", "fact value meaning_*", _about, is_file=False),
)


def kinds(surveyed: Surveyed, table: DataTable[Surveyed]) -> Mapping[str, Kind]:
    """Return, for a file that must know, what each column of a table holds."""
    of_fields = {name: _kind(surveyed, name) for name in surveyed.survey.design.fields}
    head = table.head(surveyed)
    return {
        name: of_fields.get(name) or ("text" if name in _TEXTS else "whole" if name in _WHOLE else "number")
        for name in head
    }


def _kind(surveyed: Surveyed, name: str) -> Kind:
    from sim.scenario.parameters import parameter_rows

    rows = {row.path: row.kind for row in parameter_rows(type(surveyed.survey.scenario))}
    by_kind: dict[str, Kind] = {"number": "number", "whole number": "whole", "true or false": "yes or no"}
    return by_kind.get(rows.get(name, ""), "text")
