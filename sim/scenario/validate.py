"""Hold what was read against the typed model and say everything that is wrong, in people's words.

Pydantic checks; this file only translates. It walks the model's own declarations to say what is allowed,
which name was probably meant, and where a value that is missing would have stood.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from sim.scenario.faults import (
    MAX_FAULTS,
    Fault,
    Node,
    Path,
    Problem,
    Refused,
    ScenarioError,
    arrange,
    dotted,
    find,
    hint,
    nearest,
    plain,
    undotted,
)  # fmt: skip
from sim.words.faults import Phrase, clip, found, names, ranged, sized

M = TypeVar("M", bound=BaseModel)
Check = Callable[[Any], Iterable[Problem]]


class Spot(NamedTuple):
    """One of the types that a place in the model allows, with the bounds that go with it."""

    kind: Any
    rules: tuple[Any, ...] = ()


def _spots(annotation: Any, rules: tuple[Any, ...] = ()) -> tuple[Spot, ...]:
    """Take an annotation apart into plain types; None is left out, as null means the default."""
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


def _model(spot: Spot) -> type[BaseModel] | None:
    return spot.kind if isinstance(spot.kind, type) and issubclass(spot.kind, BaseModel) else None


def fields(spot: Spot) -> dict[str, FieldInfo]:
    model = _model(spot)
    return {info.alias or name: info for name, info in model.model_fields.items()} if model else {}


def into(spot: Spot, step: str | int) -> tuple[Spot, ...]:
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


def field_names(spots: Iterable[Spot]) -> list[str]:
    """Return the fields that sections at these spots may have."""
    return list(dict.fromkeys(name for spot in spots for name in fields(spot)))


def _sections(spots: Iterable[Spot], suffix: str = "") -> Iterator[tuple[str, Spot]]:
    for spot in spots:
        if _model(spot):
            yield suffix, spot
        elif get_origin(spot.kind) not in (None, Literal):
            for arg in get_args(spot.kind):
                yield from _sections(_spots(arg), f"{suffix}[…]")


@lru_cache(maxsize=8)
def everywhere(model: type[BaseModel]) -> dict[str, str]:
    """Return every field's name in the model → where the topmost one stands."""
    seen: dict[str, str] = {}
    level = [("", Spot(model), frozenset([model]))]
    while level:
        below = []
        for prefix, spot, above in level:
            for name, info in fields(spot).items():
                path = f"{prefix}.{name}" if prefix else name
                seen.setdefault(name, path)
                for suffix, inner in _sections(_spots(info.annotation)):
                    if inner.kind not in above:  # a model may hold itself
                        below.append((path + suffix, inner, above | {inner.kind}))
        level = below
    return seen


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
    chosen: list[Any] = []
    for spot in spots:
        if get_origin(spot.kind) is Literal:
            chosen += get_args(spot.kind)
        elif isinstance(spot.kind, type) and issubclass(spot.kind, Enum):
            chosen += [member.value for member in spot.kind]
    return [each if isinstance(each, str) else json.dumps(each) for each in chosen]


def strip(tree: Node, model: type[BaseModel]) -> tuple[Any, list[Path]]:
    """Return plain data for the model without nulls, and the paths whose value was refused in reading.

    A null means the default, so it goes – except below a name that does not exist, which must be refused.
    """
    doubtful: list[Path] = []

    def take(node: Node, path: Path) -> Any:
        if node.broken:
            doubtful.append(path)
            return None
        if isinstance(node.value, list):
            return [take(child, (*path, index)) for index, child in enumerate(node.value)]
        if not isinstance(node.value, dict):
            return node.value
        data = {}
        for name, child in node.value.items():
            value = take(child, (*path, name))
            if value is not None or not (child.broken or spots_at(model, (*path, name))):
                data[name] = value
        return data

    return take(tree, ()), doubtful


_KINDS = (  # Pydantic's type of error (the first that fits), ours
    (r"extra_forbidden", "unknown_key"),
    (r"missing|union_tag_not_found", "missing"),
    (r"literal_error|enum|union_tag_invalid", "not_a_choice"),
    (r"finite_number", "not_finite"),
    (r"(greater|less)_than\w*|multiple_of", "out_of_range"),
    (r"\w*too_(short|long)", "wrong_length"),
    (r"\w+_type|(int|float|bool)_\w+", "wrong_type"),
    (r"string_pattern_mismatch|(date|time|datetime)_\w+", "wrong_form"),
)
# where a union's branches fail in different ways, the last of these says most
_TELLING = ("missing", "unknown_key", "wrong_type", "not_a_choice", "not_finite",
            "wrong_form", "wrong_length", "out_of_range")  # fmt: skip


def _kind(error: str) -> str | None:
    """Return our kind for Pydantic's type of error; None for one that a validator of the schema raised."""
    return next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, error)), None)


def _is_branch(spot: Spot, label: str) -> bool:
    inner = (into(spot, name) for name in fields(spot))
    return getattr(spot.kind, "__name__", None) == label or any(label in choices(each) for each in inner)


class _Look:
    """One look at a tree through a model: everything that is wrong with it, as faults."""

    def __init__(self, model: type[BaseModel], tree: Node, doubtful: Iterable[Path]) -> None:
        self.model, self.tree, self.doubtful = model, tree, list(doubtful)
        self.faults: list[Fault] = []
        self.bad: list[Path] = []  # what would have to go for the rest to be looked at

    def through(self, data: Any, check: Check | None) -> BaseModel | None:
        """Validate; return the model's object if there is one, fault or no fault."""
        try:  # JSON mode: strict about types, and yet a list may become a tuple and text an enum or a date
            scenario = self.model.model_validate_json(json.dumps(data), strict=True)
        except ValidationError as error:
            self.errors(error.errors(include_url=False, include_input=False))
            return None
        for problem in check(scenario) if check else ():
            self.problem(problem, ())
        return scenario

    def walk(self, loc: Sequence[str | int]) -> tuple[Path, tuple[Spot, ...], tuple[Spot, ...]]:
        """Turn Pydantic's location, which also names branches of unions, into a path of the file.

        Returns the path, what the model allows there, and the branch of it that Pydantic took.
        """
        node: Node | None = self.tree
        path: Path = ()
        options = chosen = spots_at(self.model, ())
        for step in loc:
            branch = tuple(spot for spot in chosen if _is_branch(spot, str(step)))[:1]
            if len(chosen) > 1 and branch:
                chosen = branch
                continue
            inside = node.value if node is not None else None
            child = inside.get(str(step)) if isinstance(inside, dict) else None
            if isinstance(inside, list) and isinstance(step, int) and step < len(inside):
                child = inside[step]
            below = tuple(inner for spot in chosen for inner in into(spot, step))
            if child is not None or below:  # else it is a name that Pydantic gave to something
                node, path, options, chosen = child, (*path, step), below, below
        return path, options, chosen

    def errors(self, errors: Sequence[Any]) -> None:
        """Translate what Pydantic reports, one fault for each place."""
        simple: dict[Path, tuple[str, tuple[Spot, ...]]] = {}
        for each in errors[: 10 * MAX_FAULTS]:
            kind, loc = _kind(each["type"]), each["loc"]
            path, spots, _ = self.walk(loc)
            if kind is None:
                self.custom(each, path)
                continue
            if kind == "unknown_key":
                path, _, spots = self.walk(loc[:-1])
                path = (*path, str(loc[-1]))
            elif each["type"].startswith("union_tag"):
                tag = each["ctx"]["discriminator"].strip("'")
                path, spots = (*path, tag), tuple(inner for spot in spots for inner in into(spot, tag))
            elif kind == "missing" and isinstance(loc[-1], int):  # a tuple's entry
                kind, path = "wrong_length", path[:-1]
                spots = spots_at(self.model, path)
            if path not in simple or _TELLING.index(kind) > _TELLING.index(simple[path][0]):
                simple[path] = kind, spots
        for path, (kind, spots) in simple.items():
            self.bad.append(path)
            if not any(path[: len(known)] == known for known in self.doubtful):
                self.faults.append(self.plain(path, kind, spots))

    def plain(self, path: Path, kind: str, spots: tuple[Spot, ...]) -> Fault:
        """Make a fault of something that Pydantic itself found."""
        node, depth = find(self.tree, path)
        value = plain(node) if depth == len(path) else None
        if kind == "unknown_key":
            key, valid = str(path[-1]), field_names(spots)
            where = everywhere(self.model).get(key)
            if where == re.sub(r"\[\d+\]", "[…]", dotted(path)):
                where = None  # a field of another model that may also stand here
            some = valid if len(self.faults) < MAX_FAULTS else []  # nobody reads the thousandth guess
            guess = nearest(key, some, 0.8 if where else 0.6)
            if guess:  # what was meant is in doubt as well
                self.bad.append((*path[:-1], guess))
            said = Phrase("say.one_of", names=names(valid, 20)) if valid else Phrase("say.no_fields")
            return Fault.at(node.key or node.place, path, kind, clip(key), said, guess or where)
        if kind == "missing":
            shown = found(None) if depth == len(path) else Phrase("say.nothing")
            return Fault.at(node.key or node.place, path, kind, shown, allowed(spots))
        guess, detail = None, {}
        if kind == "not_a_choice" and isinstance(value, str):
            guess = nearest(value, choices(spots)[:1000])
        if kind == "wrong_type":
            detail = hint(value, {spot.kind for spot in spots})
            kind = detail.pop("kind", kind)
        return Fault.at(node.place, path, kind, found(value), allowed(spots), guess, **detail)

    def custom(self, error: Any, base: Path) -> None:
        """Take up what a validator of the schema raised."""
        self.bad.append(base)
        context = dict(error.get("ctx", {}))
        cause = context.pop("error", None)
        if isinstance(cause, Refused):
            for problem in cause.problems:
                self.problem(problem, base)
            return
        mine = ("field", "found", "allowed", "nearest", "choices", "needs")
        given = {name: context.pop(name) for name in mine if context.get(name) is not None}
        for name in {"found", "allowed"} & given.keys():
            given[name] = given[name] if isinstance(given[name], str) else found(given[name])
        kind, message = (error["type"], error["msg"]) if cause is None else ("refused", str(cause))
        detail = {name: part if isinstance(part, str) else str(part) for name, part in context.items()}
        self.problem(Problem(**{"field": "", **given}, kind=kind, detail=detail, message=message), base)

    def problem(self, problem: Problem, base: Path) -> None:
        """Take up a problem, unless something it depends on is faulty itself."""
        below = undotted(problem.field) or ()
        path = base + below if spots_at(self.model, base + below) else below
        single = not any(_model(spot) or get_args(spot.kind) for spot in spots_at(self.model, path))
        around = path[:-1] if single and len(path) > 1 else path
        for scope in (around, *(undotted(each) or () for each in problem.needs)):
            if any(bad[: len(scope)] == scope[: len(bad)] for bad in self.doubtful):
                return
        node, depth = find(self.tree, path)
        single = depth == len(path) and not isinstance(node.value, (dict, list))
        shown = problem.found or (found(node.value) if single else "")
        guess = problem.nearest or (nearest(str(node.value), problem.choices) if single else None)
        place = node.place if single or node.key is None else node.key
        detail = {**problem.detail, **({"message": problem.message} if problem.message else {})}
        self.faults.append(Fault.at(place, path, problem.kind, shown, problem.allowed, guess, **detail))


def _prune(data: Any, path: Path) -> None:
    """Take a faulty value out, if that leaves everything else where it is."""
    for step in path[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    if path and isinstance(data, dict):
        data.pop(path[-1], None)


def validate(
    model: type[M],
    tree: Node,
    *,
    check: Check | None = None,
    earlier: Sequence[Fault] = (),
    partial: bool = False,
    files: Sequence[str] = (),
) -> M:
    """Make a model's object of a merged tree, or raise `ScenarioError` with every fault there is.

    `check` says what is wrong between fields; `earlier` are faults already met; `files` is the order in which
    files are reported. `partial`: a file that this one extends could not be read, so what is missing may
    stand there, and only what is wrong by itself is reported.
    """
    data, doubtful = strip(tree, model)
    look = _Look(model, tree, doubtful)
    scenario = look.through(data, None if partial else check)
    new = look.faults
    if isinstance(scenario, model) and not earlier and not new:
        return scenario
    if partial:
        new = [fault for fault in new if fault.kind in _TELLING[1:]]
    else:  # what is faulty hides what is wrong between other fields: look again without it
        for path in look.bad:
            _prune(data, path)
        again = _Look(model, tree, [*doubtful, *look.bad])
        again.through(data, check)
        new += again.faults
    raise ScenarioError(arrange([*earlier, *new], files))
