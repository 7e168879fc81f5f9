"""Cases as a table: one row a comparison."""

from __future__ import annotations

from sim.questions.cases import Cases
from sim.words import LANGUAGES

from ..kit.tables import LIMITS, DataTable, Row
from ..scenario.claims import asked

_SIDES = ("with", "without", "difference")


def cases_table(cases: Cases) -> list[Row]:
    """Return one row a comparison."""
    rows: list[Row] = []
    for line in cases.lines:
        values = line.to_json()
        under = "; ".join(f"{name}={value}" for name, value in values["under"].items())
        months = "-".join(str(month + i) for i, month in zip((1, 0), values["months"] or (), strict=False))
        figures = [values[side][end] for side in _SIDES for end in LIMITS]
        pair = " × ".join(values["pair"] or ())
        rows.append((
            values["case"], " ".join(values["rows"]), values["measure"], values["per"] or "", values["arm"], pair,
            values["scale"], months, values["against"], under, values["direction"], values["margin"],
            values["replications"], *figures, values["least_difference"], values["found"], values["why"],
            values["decided"], *(values["claim"][at] for at in LANGUAGES),
            *(asked(line.comparison, at) for at in LANGUAGES),
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
