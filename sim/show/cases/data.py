"""What cases showed as data for another program."""

from __future__ import annotations

from typing import Any

from sim import __version__
from sim.questions.cases import OUTCOMES, WHY, Cases

from ..kit.schema import (
    Schema,
    choice,
    document,
    interval,
    listed,
    mapping,
    meaning,
    named,
    number,
    or_null,
    record,
    text,
    whole,
    yes_or_no,
)


def _column(name: str) -> str:
    return meaning(f"column.cases.{name}")


_COMPARISON: dict[str, Schema] = {
    "case": text(_column("case")),
    "rows": listed(text(), _column("rows")),
    "claim": mapping(text(), "The claim, by language."),
    "measure": text(_column("measure")),
    "per": or_null(text(_column("per"))),
    "arm": text(_column("arm")),
    "pair": or_null(
        listed(
            text(),
            "Two mechanisms whose joint effect is compared with the sum of their single ones.",
            minItems=2,
            maxItems=2,
        )
    ),
    "scale": or_null(text(_column("scale"))),
    "months": or_null(
        listed(whole(), "Months that are read, from 0, the last one left out; null for all.", minItems=2, maxItems=2)
    ),
    "against": or_null(text(_column("against"))),
    "under": mapping(about=_column("under")),
    "direction": choice(("up", "down", "same"), _column("direction")),
    "margin": number(_column("margin"), least=0),
    "replications": whole(_column("replications"), least=2),
    "with": interval(),
    "without": interval(),
    "difference": interval("With less without; the intervals of all differences hold together."),
    "least_difference": or_null(number(_column("least_difference"))),
    "found": choice(OUTCOMES, _column("found")),
    "why": choice(WHY, _column("why")),
    "decided": yes_or_no(_column("decided")),
}
SCHEMA = document(
    "What cases showed",
    "What `cases --json` prints, and what cases.json in an output folder holds.",
    record(
        {
            "comparisons": listed(named("comparison"), minItems=1),
            "version": text("Version of the program."),
        }
    ),
    {"comparison": record(_COMPARISON)},
)


def data(cases: Cases) -> dict[str, Any]:
    """Return what cases showed as data for another program: without clock, machine, command or workers."""
    return {"comparisons": [line.to_json() for line in cases.lines], "version": __version__}
