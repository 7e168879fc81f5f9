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

from sim.scenario.faults import Path
from sim.words.faults import Phrase, clip, names, ranged, sized


class Spot(NamedTuple):
    """One of the types that a place in the model allows, with the bounds that go with it."""

    kind: Any
    rules: tuple[Any, ...] = ()


def _spots(annotation: Any, rules: tuple[Any, ...] = ()) -> tuple[Spot, ...]:
    """Take an annotation apart into plain types; None is left out, see `null_means_default`."""
    if hasattr(annotation, "__value__"):  # type X = ...
        return _spots(annotation.__value__, rules)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        for rule in args[1:]:
            rules += tuple(rule.metadata) if isinstance(rule, FieldInfo) else (rule,)
        return _spots(args[0], rules)
    if origin in (Union, types.UnionType):
        return tuple(spot for arg in args for spot in _spots(arg, rules))
    return () if annotation is type(None) else (Spot(annotation, rules),)


def section_of(spot: Spot) -> type[BaseModel] | None:
    """Return the model whose fields may stand at a spot, if it is one."""
    return spot.kind if isinstance(spot.kind, type) and issubclass(spot.kind, BaseModel) else None


def fields(spot: Spot) -> dict[str, FieldInfo]:
    """Return the fields of a section, by the names they have in a file."""
    model = section_of(spot)
    return {info.alias or name: info for name, info in model.model_fields.items()} if model else {}


def into(spot: Spot, step: str | int) -> tuple[Spot, ...]:
    """Return what is allowed one step further in."""
    info = fields(spot).get(step) if isinstance(step, str) else None
    if info is not None:
        return _spots(info.annotation, tuple(info.metadata))
    origin, args = get_origin(spot.kind), get_args(spot.kind)
    if origin is None or not args or not isinstance(origin, type):
        return ()
    if issubclass(origin, Mapping):
        return _spots(args[1]) if isinstance(step, str) else ()
    if not isinstance(step, int):
        return ()
    if origin is tuple and args[-1] is not Ellipsis:
        return _spots(args[step]) if step < len(args) else ()
    return _spots(args[0])


@lru_cache(maxsize=4096)
def _at(model: type[BaseModel], path: Path) -> tuple[Spot, ...]:
    if not path:
        return (Spot(model),)
    return tuple(inner for spot in _at(model, path[:-1]) for inner in into(spot, path[-1]))


def spots_at(model: type[BaseModel], path: Path) -> tuple[Spot, ...]:
    """Return what the model allows at a path; nothing if it has no such path."""
    return _at(model, tuple(0 if isinstance(s, int) and s > 9 else s for s in path))  # the cache stays small


def null_means_default(model: type[BaseModel], path: Path) -> bool:
    """Return whether null at a path would stand in for a default that is something, which is refused."""
    for spot in spots_at(model, path[:-1]):
        info = fields(spot).get(str(path[-1]))
        if info is not None and (info.is_required() or _takes_null(info.annotation)):
            return False
    return bool(spots_at(model, path))


def _takes_null(annotation: Any) -> bool:
    if hasattr(annotation, "__value__"):
        return _takes_null(annotation.__value__)
    if get_origin(annotation) in (Annotated, Union, types.UnionType):
        return any(_takes_null(arg) for arg in get_args(annotation))
    return annotation is type(None)


def field_names(spots: Iterable[Spot]) -> list[str]:
    """Return the fields that sections at these spots may have."""
    return list(dict.fromkeys(name for spot in spots for name in fields(spot)))


def _sections(spots: Iterable[Spot], suffix: str = "") -> Iterator[tuple[str, Spot]]:
    for spot in spots:
        if section_of(spot):
            yield suffix, spot
        elif get_origin(spot.kind) not in (None, Literal):
            for arg in get_args(spot.kind):
                yield from _sections(_spots(arg), f"{suffix}[…]")


@lru_cache(maxsize=8)
def everywhere(model: type[BaseModel]) -> dict[str, str]:
    """Return the names of fields that stand in one place of the model only → where."""
    seen: dict[str, set[str]] = {}
    level = [("", Spot(model), frozenset([model]))]
    while level:
        below = []
        for prefix, spot, above in level:
            for name, info in fields(spot).items():
                path = f"{prefix}.{name}" if prefix else name
                seen.setdefault(name, set()).add(path)
                for suffix, inner in _sections(_spots(info.annotation)):
                    # a model may hold itself; what a part has stands in its section
                    if inner.kind not in above and not getattr(inner.kind, "is_part", False):
                        below.append((path + suffix, inner, above | {inner.kind}))
        level = below
    return {name: paths.pop() for name, paths in seen.items() if len(paths) == 1}


def _allowed_by(spot: Spot) -> str:
    def rule(name: str) -> Any:
        return next((v for r in spot.rules if (v := getattr(r, name, None)) is not None), None)

    kind, origin, args = spot.kind, get_origin(spot.kind), get_args(spot.kind)
    plain_type = origin if isinstance(origin, type) else kind if isinstance(kind, type) else object
    if origin is Literal or issubclass(plain_type, Enum):
        return Phrase("say.one_of", names=names(choices([spot])))
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
        return Phrase("say.map_of", item=allowed(_spots(args[1]) if args else ()) or Phrase("say.value"))
    if issubclass(plain_type, (list, tuple, set, frozenset, Sequence)):
        item = allowed(_spots(args[0]) if args else ()) or Phrase("say.value")
        return sized(Phrase("say.list_of", item=item), rule)
    return Phrase("say.value")


def allowed(spots: Iterable[Spot]) -> str:
    """Say what may stand at a place: ``a number from 0 to 1``, ``one of: a, b``."""
    said = list(dict.fromkeys(_allowed_by(spot) for spot in spots))
    phrase = said[0] if said else ""
    for other in said[1:]:
        phrase = Phrase("say.or", one=phrase, other=other)
    return phrase


def choices(spots: Iterable[Spot]) -> list[str]:
    """Return the values that can be chosen."""
    chosen: list[Any] = []
    for spot in spots:
        if get_origin(spot.kind) is Literal:
            chosen += get_args(spot.kind)
        elif isinstance(spot.kind, type) and issubclass(spot.kind, Enum):
            chosen += [member.value for member in spot.kind]
    return [each if isinstance(each, str) else json.dumps(each) for each in chosen]
