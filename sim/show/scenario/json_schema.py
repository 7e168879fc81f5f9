"""The JSON Schema of a scenario file: what an editor completes and checks by."""

from __future__ import annotations

from typing import Any

from sim.scenario.case import READABLE, ROWS, Case
from sim.scenario.claims import KEYS, ONLY_IN_A_FILE
from sim.scenario.schema import Mechanisms, Scenario
from sim.words import say
from sim.words.parameters import meaning, unit
from sim.words.sections import section

NAME = "scenario.schema.json"
_OURS = (
    "unit",
    "source",
    "reference",
    "article",
    "apart",
    "plausible",
)  # what a declaration says besides JSON Schema's own words


def json_schema(lang: str) -> dict[str, Any]:
    """Return the schema, its descriptions in a language.

    It allows what the loader allows: null only where it is a value of its own; unknown names are refused everywhere.
    """
    made = _with_case(Scenario.model_json_schema())
    for part in [made, *made["$defs"].values()]:
        _section(part, lang)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": say("program.summary", lang),
        "type": "object",
    }


def _with_case(made: dict[str, Any]) -> dict[str, Any]:
    """Return a scenario's schema that also takes what makes it a case."""
    case = Case.model_json_schema()
    case["properties"]["rows"]["items"]["enum"] = list(ROWS)
    defs: dict[str, Any] = {**made["$defs"], **case["$defs"]}
    # settings are part of a scenario: all that may stand in one, but for its texts and what it is as a file
    part = {"anyOf": [{"$ref": "#", "properties": dict.fromkeys((*KEYS, *ONLY_IN_A_FILE), False)}, {"type": "null"}]}
    for name, field, about in (
        ("Counterfactual", "settings", "what is set otherwise than in the case"),
        ("Expectation", "under", "what is set on both sides"),
    ):
        defs[name]["properties"][field] = {**part, "description": about}
        measure = defs[name]["properties"]["measure"]
        for option in measure.get("anyOf", [measure])[:1]:
            option["enum"] = list(READABLE)
    pair = defs["Expectation"]["properties"]["pair"]["anyOf"][0]
    pair.update(minItems=2, maxItems=2, uniqueItems=True, items={"enum": list(Mechanisms.model_fields)})
    both = dict.fromkeys(KEYS, case["required"])
    properties = {**made["properties"], **case["properties"]}
    return {**made, "properties": properties, "$defs": defs, "dependentRequired": both}


def as_field(field: dict[str, Any], lang: str) -> dict[str, Any]:
    """Return one field's schema with its unit, provenance and the article's term told in the description."""
    texts = {name: str(field.get(name) or "") for name in _OURS}
    words = [meaning(field["description"], lang)] if "description" in field else []
    if texts["unit"]:
        words.append(unit(texts["unit"], lang))
    if texts["article"] and lang == "zh":
        words.append(texts["article"])
    if texts["source"] and field.get("default") is not None:
        words.append(" · ".join(part for part in (say(f"origin.{texts['source']}", lang), texts["reference"]) if part))
    out = {name: value for name, value in field.items() if name not in (*_OURS, "title", "description")}
    return {**out, "description": say("list.and", lang).join(words)} if words else out


def _section(model: dict[str, Any], lang: str) -> None:
    model.pop("title", None)
    if "description" in model:
        model["description"] = section(model["description"].replace("\n", " "), lang)
    model["properties"] = {name: as_field(field, lang) for name, field in model["properties"].items()}
