"""A sweep as data for another program."""

from __future__ import annotations

from typing import Any

from sim import __version__
from sim.questions.sweep import Swept

from ..kit.schema import Schema, document, listed, mapping, named, or_null, record, text, whole
from ..verdict.data import EXPLAINED, FIELDS, RULES
from .tables import fields_of


def _of_verdict(name: str) -> Schema:
    return named(f"results.schema.json#/properties/{name}")


_POINT = record(
    {
        "values": mapping(text(minLength=1), "By parameter, the value at this point.", minProperties=1),
        **{name: _of_verdict(name) for name in (*FIELDS, *EXPLAINED)},
    },
    optional=tuple(EXPLAINED),
)
SCHEMA = document(
    "Verdicts on 1+1 over a grid",
    "What `sweep --json` prints. It refers to results.schema.json beside it.",
    record(
        {
            "scenario": text("Shipped name of the scenario, or its path as it was given."),
            "seed": or_null(whole("Of every point; null where the grid varies it.", least=0)),
            "months": or_null(whole("Of every point; null where the grid varies it.", least=1)),
            "grid": mapping(
                listed(text(minLength=1), minItems=1, uniqueItems=True),
                "The parameters that vary, each with its values as they would be typed after --set.",
                minProperties=1,
            ),
            "points": listed(
                named("point"),
                "Every point of the full grid, the last parameter fastest: its values, and what `run --json` prints of "
                "it but for the groups.",
                minItems=1,
            ),
            "version": text("Version of the program."),
        }
    ),
    {
        "point": {
            **_POINT,
            "dependentRequired": RULES["dependentRequired"],
            "allOf": [named("results.schema.json#/allOf/0")],
        }
    },
)


def data(swept: Swept) -> dict[str, Any]:
    """Return the grid, and each point's values with the verdict there."""
    sweep, axes = swept.sweep, fields_of(swept.sweep)
    return {
        "scenario": sweep.scenario.source,
        **{name: None if name in axes else getattr(sweep.scenario, name) for name in ("seed", "months")},
        "grid": {axis.field: list(axis.values) for axis in sweep.design.axes},
        "points": [{"values": dict(zip(axes, point.values, strict=True)), **point.answer} for point in swept.points],
        "version": __version__,
    }
