"""A programme of changes: from a month on mechanisms, institutions, technology, matching or needs are otherwise.

What an entry of ``from_month`` does not state holds as before. World, organisations and types do not change during a
run, nor do needs that have arisen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Optional

from pydantic import Field, create_model, model_serializer

from sim.mechanisms import Section, parameter

CHANGEABLE = ("mechanisms", "institutions", "technology", "matching", "needs")
"""The sections of a scenario that may change during a run."""
FIXED = ("needs.strong", "needs.listed")
"""What of them may not: the first is settled with the world, the second states its months itself."""


class Part(Section):
    """Of a section what is stated; None is what is not."""

    is_part: ClassVar[bool] = True

    @model_serializer(mode="wrap")
    def _without_what_is_not_stated(self, dump: Any) -> dict[str, Any]:
        return {name: value for name, value in dump(self).items() if value is not None}


class Change(Part):
    """What is otherwise from a month on; all that is not stated goes on as it was."""

    month: int = parameter(..., "month from which on it holds", low=1, high=4000, unit="months")

    @property
    def name(self) -> str:
        """Return what tells it from the other changes."""
        return str(self.month)


@cache
def part_of(section: type[Section], fixed: tuple[str, ...] = ()) -> type[Part]:
    """Return the model of a part of a section: its fields with their bounds, none of which need be stated.

    ``fixed`` names those that it has not.
    """
    fields: dict[str, Any] = {}
    for name, field in section.model_fields.items():
        if name in fixed:
            continue
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Section):
            fields[name] = (Optional[part_of(inner)], None)  # noqa: UP045 - a class made at run time
            continue
        low, high = (next((getattr(m, end) for m in field.metadata if hasattr(m, end)), None) for end in ("ge", "le"))
        stated = Field(
            default=None, ge=low, le=high, description=field.description, json_schema_extra=field.json_schema_extra
        )
        fields[name] = (Optional[inner], stated)  # noqa: UP045
    name = f"PartOf{section.__name__}"
    made = create_model(name, __base__=Part, __doc__=section.__doc__, __module__=__name__, **fields)
    globals().setdefault(name, made)  # where pickle looks for it
    return made


def change_of(sections: Mapping[str, type[Section]]) -> type[Change]:
    """Return the model of a change to these sections."""
    fields: dict[str, Any] = {}
    for name, section in sections.items():
        fixed = tuple(path.partition(".")[2] for path in FIXED if path.partition(".")[0] == name)
        fields[name] = (Optional[part_of(section, fixed)], None)  # noqa: UP045
    return create_model("Change", __base__=Change, __doc__=Change.__doc__, __module__="sim.scenario.schema", **fields)


def leaves(part: Section, above: str = "") -> dict[str, Any]:
    """Return what a change states, by dotted path."""
    stated: dict[str, Any] = {}
    for name, value in part:
        if isinstance(value, Part):
            stated |= leaves(value, f"{above}{name}.")
        elif value is not None and above:
            stated[f"{above}{name}"] = value
    return stated
