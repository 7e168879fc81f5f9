"""What data look like, declared in code: from it comes the JSON Schema in ``docs/``, strict about every name.

A record refuses a field that is not declared, and lacks none that is declared, unless it is said to be optional.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sim.words import say

Schema = dict[str, Any]
Fields = Mapping[str, Schema]
_ALWAYS = "Numbers are unrounded. The same question gives the same bytes on the same machine and versions."
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def meaning(key: str) -> str:
    """Return what stands in the catalogue, as a sentence."""
    text = say(key, "en")
    return f"{text[0].upper()}{text[1:]}."


def text(about: str = "", **limits: Any) -> Schema:
    """Return the schema of a text; limits as JSON Schema names them: ``minLength``, ``pattern``."""
    return _described({"type": "string", **limits}, about)


def whole(about: str = "", least: int | None = None) -> Schema:
    """Return the schema of a whole number."""
    return _described({"type": "integer", **_given(minimum=least)}, about)


def number(about: str = "", least: float | None = None, most: float | None = None) -> Schema:
    """Return the schema of a number."""
    return _described({"type": "number", **_given(minimum=least, maximum=most)}, about)


def yes_or_no(about: str = "") -> Schema:
    """Return the schema of what is true or false."""
    return _described({"type": "boolean"}, about)


def choice(values: Sequence[str], about: str = "") -> Schema:
    """Return the schema of one of several words."""
    return _described({"enum": list(values)}, about)


def listed(items: Schema, about: str = "", **limits: Any) -> Schema:
    """Return the schema of a list; limits as JSON Schema names them: ``minItems``, ``uniqueItems``."""
    return _described({"type": "array", **limits, "items": items}, about)


def mapping(values: Schema | None = None, about: str = "", names: Schema | None = None, **limits: Any) -> Schema:
    """Return the schema of a record whose names are data; ``names`` is what they must be."""
    return _described({"type": "object", **limits, **_given(propertyNames=names, additionalProperties=values)}, about)


def record(fields: Fields, about: str = "", optional: Sequence[str] = ()) -> Schema:
    """Return the schema of a record with these fields and no other."""
    required = [name for name in fields if name not in optional]
    closed = {"type": "object", "additionalProperties": False, "required": required, "properties": dict(fields)}
    return _described(closed, about)


def or_null(schema: Schema) -> Schema:
    """Return the same, or null."""
    return {**schema, "type": [schema["type"], "null"]}


def named(name: str, about: str = "") -> Schema:
    """Return a reference to one of the shapes that a document names."""
    return _described({"$ref": name if "#" in name else f"#/$defs/{name}"}, about)


def interval(about: str = "") -> Schema:
    """Return the schema of an estimate with its limits."""
    return named("interval", about)


def document(title: str, about: str, shape: Schema, shapes: Fields | None = None, **rules: Any) -> Schema:
    """Return a whole schema.

    Parameters
    ----------
    title, about : str
        What is described.
    shape : dict
        A `record`.
    shapes : mapping of str to dict, optional
        Those that are `named`, beside the interval.
    **rules
        What else must hold, as JSON Schema names it.
    """
    schema = {"$schema": _DIALECT, "title": title, "description": f"{about} {_ALWAYS}", **shape, **rules}
    names_interval = "#/$defs/interval" in json.dumps([schema, shapes])
    return {**schema, "$defs": {**({"interval": INTERVAL} if names_interval else {}), **(shapes or {})}}


def printed(schema: Schema) -> str:
    """Return a schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _given(**limits: Any) -> Schema:
    return {name: limit for name, limit in limits.items() if limit is not None}


def _described(schema: Schema, about: str) -> Schema:
    return {**schema, "description": about} if about else schema


INTERVAL = record(
    {part: or_null(number()) for part in ("estimate", "low", "high")},
    "An estimate and its limits; a limit is null where there is none.",
)
