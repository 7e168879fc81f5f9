"""Cases as a table: one row a comparison."""

from __future__ import annotations

from sim.questions.cases import Cases
from sim.words import LANGUAGES

from ..kit.tables import LIMITS, DataTable, Row
from .words import asked

_SIDES = ("with", "without", "difference")


def cases_table(cases: Cases) -> list[Row]:
    """Return one row a comparison."""
    rows: list[Row] = []
    for line in cases.lines:
        told = line.to_json()
        under = "; ".join(f"{name}={value}" for name, value in told["under"].items())
        months = "-".join(str(month + i) for i, month in zip((1, 0), told["months"] or (), strict=False))
        figures = [told[side][end] for side in _SIDES for end in LIMITS]
        pair = " × ".join(told["pair"] or ())
        rows.append((
            told["case"], " ".join(told["rows"]), told["measure"], told["per"] or "", told["arm"], pair,
            told["scale"], months, told["against"], under, told["direction"], told["margin"], told["replications"],
            *figures, told["least_difference"], told["found"], told["why"], told["decided"],
            *(told["claim"][at] for at in LANGUAGES), *(asked(line.comparison, at) for at in LANGUAGES),
        ))  # fmt: skip
    return rows


TABLES: tuple[DataTable[Cases], ...] = (
    DataTable(
        "cases",
        "case rows measure per arm pair scale months against under direction margin replications "
        f"{' '.join(f'{side}_{end}' for side in _SIDES for end in LIMITS)} least_difference "
        "found why decided claim_* asked_*",
        cases_table,
        family="cases",
    ),
)
