"""The JSON Schema of a design's file: what an editor completes and checks by."""

from __future__ import annotations

from typing import Any

from sim.scenario.design import VARIED, DesignFile
from sim.scenario.parameters import parameter_rows
from sim.words import say
from sim.words.designs import design_meaning
from sim.words.parameters import meaning

NAME = "design.schema.json"
_OURS = ("unit", "source", "reference", "article", "apart", "plausible", "title")


def design_schema(lang: str) -> dict[str, Any]:
    """Return the schema, its descriptions in a language; every parameter that may vary is named in it.

    What a file of one's own declares may vary as well, so other names are not refused here.
    """
    made = DesignFile.model_json_schema()
    for part in [made, *made["$defs"].values()]:
        _described(part, lang)
        part["properties"] = {name: _field(field, lang) for name, field in part["properties"].items()}
    varied = next(option for option in made["properties"]["vary"]["anyOf"] if "additionalProperties" in option)
    varied["properties"] = {
        row.path: {**varied["additionalProperties"], "description": meaning(row.meaning, lang)}
        for row in parameter_rows()
        if row.kind in VARIED and "[]" not in row.path
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": say("design.title", lang)}


def _described(part: dict[str, Any], lang: str) -> None:
    part.pop("title", None)
    if "description" in part:
        part["description"] = design_meaning(" ".join(part["description"].split()), lang)


def _field(field: dict[str, Any], lang: str) -> dict[str, Any]:
    out = {name: value for name, value in field.items() if name not in _OURS}
    if "description" in out:
        out["description"] = design_meaning(out["description"], lang)
    return out
