"""What the typed model allows at each place: which types, with which bounds, under which names."""

from __future__ import annotations

import json
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.scenario.nodes import Path
from sim.words.faults import Phrase, clip, names, ranged, sized


class FieldType(NamedTuple):
    """One of the types that a place in the model allows, with the bounds that go with it."""

    kind: Any
    rules: tuple[Any, ...] = ()


def _field_types(annotation: Any, rules: tuple[Any, ...] = ()) -> tuple[FieldType, ...]:
    """Take an annotation apart into plain types; None is left out, see `null_means_default`."""
    if hasattr(annotation, "__value__"):  # type X = ...
        return _field_types(annotation.__value__, rules)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        for rule in args[1:]:
            rules += tuple(rule.metadata) if isinstance(rule, FieldInfo) else (rule,)
        return _field_types(args[0], rules)
    if origin in (Union, types.UnionType):
        return tuple(field_type for arg in args for field_type in _field_types(arg, rules))
    return () if annotation is type(None) else (FieldType(annotation, rules),)


def section_of(field_type: FieldType) -> type[BaseModel] | None:
    """Return the model whose fields may stand at a field_type, if it is one."""
    return field_type.kind if isinstance(field_type.kind, type) and issubclass(field_type.kind, BaseModel) else None


def fields(field_type: FieldType) -> dict[str, FieldInfo]:
    """Return the fields of a section, by the names they have in a file."""
    model = section_of(field_type)
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}


def into(field_type: FieldType, step: str | int) -> tuple[FieldType, ...]:
    """Return what is allowed one step further in."""
    field = fields(field_type).get(step) if isinstance(step, str) else None
    if field is not None:
        return _field_types(field.annotation, tuple(field.metadata))
    origin, args = get_origin(field_type.kind), get_args(field_type.kind)
    if origin is None or not args or not isinstance(origin, type):
        return ()
    if issubclass(origin, Mapping):
        return _field_types(args[1]) if isinstance(step, str) else ()
    if not isinstance(step, int):
        return ()
    if origin is tuple and args[-1] is not Ellipsis:
        return _field_types(args[step]) if step < len(args) else ()
    return _field_types(args[0])


@lru_cache(maxsize=4096)
def _at(model: type[BaseModel], path: Path) -> tuple[FieldType, ...]:
    if not path:
        return (FieldType(model),)
    return tuple(inner for field_type in _at(model, path[:-1]) for inner in into(field_type, path[-1]))


def field_types_at(model: type[BaseModel], path: Path) -> tuple[FieldType, ...]:
    """Return what the model allows at a path; nothing if it has no such path."""
    return _at(model, tuple(0 if isinstance(s, int) and s > 9 else s for s in path))  # the cache stays small


def is_settled_before(model: type[BaseModel], path: Path) -> bool:
    """Whether a scenario has a field that an entry of its ``from_month`` states and may not: it cannot change."""
    within_change = len(path) > 2 and path[0] == "from_month" and isinstance(path[1], int)
    return within_change and bool(field_types_at(model, path[2:]))


def null_means_default(model: type[BaseModel], path: Path) -> bool:
    """Return whether null at a path would stand in for a default that is something, which is refused."""
    for field_type in field_types_at(model, path[:-1]):
        field = fields(field_type).get(str(path[-1]))
        if field is not None and (field.is_required() or _takes_null(field.annotation)):
            return False
    return bool(field_types_at(model, path))


def _takes_null(annotation: Any) -> bool:
    if hasattr(annotation, "__value__"):
        return _takes_null(annotation.__value__)
    if get_origin(annotation) in (Annotated, Union, types.UnionType):
        return any(_takes_null(arg) for arg in get_args(annotation))
    return annotation is type(None)


def field_names(field_types: Iterable[FieldType]) -> list[str]:
    """Return the fields that sections at these field_types may have."""
    return list(dict.fromkeys(name for field_type in field_types for name in fields(field_type)))


def _sections(field_types: Iterable[FieldType], suffix: str = "") -> Iterator[tuple[str, FieldType]]:
    for field_type in field_types:
        if section_of(field_type):
            yield suffix, field_type
        elif get_origin(field_type.kind) not in (None, Literal):
            for arg in get_args(field_type.kind):
                yield from _sections(_field_types(arg), f"{suffix}[…]")


@lru_cache(maxsize=8)
def everywhere(model: type[BaseModel]) -> dict[str, str]:
    """Return the names of fields that stand in one place of the model only → where."""
    seen: dict[str, set[str]] = {}
    level = [("", FieldType(model), frozenset([model]))]
    while level:
        below = []
        for prefix, field_type, above in level:
            for name, field in fields(field_type).items():
                path = f"{prefix}.{name}" if prefix else name
                seen.setdefault(name, set()).add(path)
                for suffix, inner in _sections(_field_types(field.annotation)):
                    # a model may hold itself; what a part has stands in its section
                    if inner.kind not in above and not getattr(inner.kind, "is_part", False):
                        below.append((path + suffix, inner, above | {inner.kind}))
        level = below
    return {name: paths.pop() for name, paths in seen.items() if len(paths) == 1}


def _allowed_by(field_type: FieldType) -> str:
    def rule(name: str) -> Any:
        return next((v for r in field_type.rules if (v := getattr(r, name, None)) is not None), None)

    kind, origin, args = field_type.kind, get_origin(field_type.kind), get_args(field_type.kind)
    plain_type = origin if isinstance(origin, type) else kind if isinstance(kind, type) else object
    if origin is Literal or issubclass(plain_type, Enum):
        return Phrase("say.one_of", names=names(choices([field_type])))
    if kind is bool:
        return Phrase("say.true_false")
    if kind in (int, float):
        return ranged(Phrase("say.a_whole_number" if kind is int else "say.a_number"), rule)
    if kind is str:
        pattern = rule("pattern")
        if pattern is not None:
            return Phrase("say.text_form", pattern=clip(getattr(pattern, "pattern", pattern)))
        return sized(Phrase("say.some_text"), rule)
    if issubclass(plain_type, date):
        return Phrase("say.a_date")
    if issubclass(plain_type, BaseModel):
        return Phrase("say.section")
    if issubclass(plain_type, Mapping):
        return Phrase("say.map_of", item=allowed(_field_types(args[1]) if args else ()) or Phrase("say.value"))
    if issubclass(plain_type, (list, tuple, set, frozenset, Sequence)):
        item = allowed(_field_types(args[0]) if args else ()) or Phrase("say.value")
        return sized(Phrase("say.list_of", item=item), rule)
    return Phrase("say.value")


def allowed(field_types: Iterable[FieldType]) -> str:
    """Say what may stand at a place: ``a number from 0 to 1``, ``one of: a, b``."""
    phrases = list(dict.fromkeys(_allowed_by(field_type) for field_type in field_types))
    phrase = phrases[0] if phrases else ""
    for other in phrases[1:]:
        phrase = Phrase("say.or", one=phrase, other=other)
    return phrase


def choices(field_types: Iterable[FieldType]) -> list[str]:
    """Return the values that can be chosen."""
    chosen: list[Any] = []
    for field_type in field_types:
        if get_origin(field_type.kind) is Literal:
            chosen += get_args(field_type.kind)
        elif isinstance(field_type.kind, type) and issubclass(field_type.kind, Enum):
            chosen += [member.value for member in field_type.kind]
    return [value if isinstance(value, str) else json.dumps(value) for value in chosen]
