"""Hold what was read against the typed model and say everything that is wrong, in people's words.

Pydantic checks; this file only translates. It walks the model's own declarations to say what is allowed,
which name was probably meant, and where a value that is missing would have stood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sim.scenario.faults import (
    MAX_FAULTS,
    Fault,
    Problem,
    Refused,
    ScenarioError,
    arrange,
    hint,
    nearest,
    unchangeable,
)
from sim.scenario.field_types import (
    FieldType,
    allowed,
    choices,
    everywhere,
    field_names,
    field_types_at,
    fields,
    into,
    is_settled_before,
    null_means_default,
    section_of,
)
from sim.scenario.nodes import Node, Path, dotted, find, plain, undotted
from sim.scenario.syntax import slip
from sim.words.faults import Phrase, clip, found, names

M = TypeVar("M", bound=BaseModel)
Check = Callable[[Any], Iterable[Problem]]


def strip(tree: Node, model: type[BaseModel]) -> tuple[Any, list[Path], list[Fault]]:
    """Return plain data for the model without nulls, the paths whose value was refused in reading, and refused nulls.

    A null goes, for where it may stand it is the default; below a name that does not exist the name must be refused.
    """
    doubtful: list[Path] = []
    nulls: list[Fault] = []

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
            at = (*path, name)
            value = take(child, at)
            if child.value is None and not child.broken and null_means_default(model, at):
                nulls.append(Fault.at(child.place, at, "null_value", found(None), allowed(field_types_at(model, at))))
            if value is not None or not (child.broken or field_types_at(model, at)):
                data[name] = value
        return data

    return take(tree, ()), doubtful, nulls


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


def _is_branch(field_type: FieldType, label: str) -> bool:
    inner = (into(field_type, name) for name in fields(field_type))
    return getattr(field_type.kind, "__name__", None) == label or any(label in choices(below) for below in inner)


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

    def walk(self, loc: Sequence[str | int]) -> tuple[Path, tuple[FieldType, ...], tuple[FieldType, ...]]:
        """Turn Pydantic's location, which also names branches of unions, into a path of the file.

        Returns the path, what the model allows there, and the branch of it that Pydantic took.
        """
        node: Node | None = self.tree
        path: Path = ()
        options = chosen = field_types_at(self.model, ())
        for step in loc:
            branch = tuple(field_type for field_type in chosen if _is_branch(field_type, str(step)))[:1]
            if len(chosen) > 1 and branch:
                chosen = branch
                continue
            inside = node.value if node is not None else None
            child = inside.get(str(step)) if isinstance(inside, dict) else None
            if isinstance(inside, list) and isinstance(step, int) and step < len(inside):
                child = inside[step]
            below = tuple(inner for field_type in chosen for inner in into(field_type, step))
            if child is not None or below:  # else it is a name that Pydantic gave to something
                node, path, options, chosen = child, (*path, step), below, below
        return path, options, chosen

    def errors(self, errors: Sequence[Any]) -> None:
        """Translate what Pydantic reports, one fault for each place."""
        simple: dict[Path, tuple[str, tuple[FieldType, ...]]] = {}
        for error in errors[: 10 * MAX_FAULTS]:
            kind, loc = _kind(error["type"]), error["loc"]
            path, field_types, _ = self.walk(loc)
            if kind is None:
                self.custom(error, path)
                continue
            if kind == "unknown_key":
                path, _, field_types = self.walk(loc[:-1])
                path = (*path, str(loc[-1]))
            elif error["type"].startswith("union_tag"):
                tag = error["ctx"]["discriminator"].strip("'")
                path = (*path, tag)
                field_types = tuple(inner for outer in field_types for inner in into(outer, tag))
            elif kind == "missing" and isinstance(loc[-1], int):  # a tuple's entry
                kind, path = "wrong_length", path[:-1]
                field_types = field_types_at(self.model, path)
            if path not in simple or _TELLING.index(kind) > _TELLING.index(simple[path][0]):
                simple[path] = kind, field_types
        for path, (kind, field_types) in simple.items():
            if kind == "not_a_choice" and any(path == other[: len(path)] != other for other in simple):
                continue  # it is a section, whose faults are said; that it is no word either says nothing
            self.bad.append(path)
            if not any(path[: len(known)] == known for known in self.doubtful):
                self.faults.append(self.plain(path, kind, field_types))

    def plain(self, path: Path, kind: str, field_types: tuple[FieldType, ...]) -> Fault:
        """Make a fault of something that Pydantic itself found."""
        node, depth = find(self.tree, path)
        value = plain(node) if depth == len(path) else None
        if kind == "unknown_key":
            key, valid = str(path[-1]), field_names(field_types)
            if is_settled_before(self.model, path):
                expected = Phrase("say.one_of", names=names(valid, 20))
                return unchangeable(node.key or node.place, path, path, expected)
            some = len(self.faults) < MAX_FAULTS  # nobody reads the thousandth guess
            guess = nearest(key, valid) if some else None
            if guess:  # what was meant is in doubt as well
                self.bad.append((*path[:-1], guess))
            elsewhere = self.elsewhere(key, path) if some else None
            expected = Phrase("say.one_of", names=names(valid, 20)) if valid else Phrase("say.no_fields")
            place = node.key or node.place
            wide = {"hint": "hint.fullwidth_colon", "hint_line": str(place.line)} if "：" in key else {}
            return Fault.at(place, path, kind, clip(key), expected, guess or elsewhere, **wide)
        if kind == "missing":
            shown = found(None) if depth == len(path) else Phrase("say.nothing")
            return Fault.at(node.key or node.place, path, kind, shown, allowed(field_types))
        guess, detail = None, {}
        if kind == "not_a_choice" and isinstance(value, str):
            guess = nearest(value, choices(field_types)[:1000])
        if kind == "wrong_type":
            detail = hint(value, {field_type.kind for field_type in field_types})
            kind = detail.pop("kind", kind)
            if not detail and isinstance(value, str) and any(map(section_of, field_types)):
                first = slip([value], 0, 0)  # the text may be a section's first field
                detail = first and {**first, "hint_line": str(node.place.line)}
        return Fault.at(node.place, path, kind, found(value), allowed(field_types), guess, **detail)

    def elsewhere(self, key: str, path: Path) -> str | None:
        """Return where a field of this name stands, if it stands in one place only."""
        known = everywhere(self.model)
        long = [name for name in known if len(name) > 4]
        where = known.get(key) or known.get(nearest(key, long) or "")
        # the same place: a field of another model that may also stand here
        return None if where == re.sub(r"\[\d+\]", "[…]", dotted(path)) else where

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
        path = base + below if field_types_at(self.model, base + below) else below
        for scope in (path, *(undotted(field) or () for field in problem.needs)):
            if any(bad[: len(scope)] == scope[: len(bad)] for bad in self.doubtful):
                return
        node, depth = find(self.tree, path)
        single = depth == len(path) and not isinstance(node.value, (dict, list))
        shown = problem.found or (found(node.value) if single else "")
        guess = problem.nearest or (nearest(str(node.value), problem.choices) if single else None)
        place = node.place if single or node.key is None else node.key
        detail = {**problem.detail, **({"message": problem.message} if problem.message else {})}
        self.faults.append(Fault.at(place, path, problem.kind, shown, problem.allowed, guess, **detail))


def _prune(model: type[BaseModel], data: Any, path: Path) -> None:
    """Take a faulty value out, if that leaves everything else where it is; one that must be there is stood in for."""
    for step in path[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    if not path or not isinstance(data, dict):
        return
    data.pop(path[-1], None)
    around = (
        section.model_fields for field_type in field_types_at(model, path[:-1]) if (section := section_of(field_type))
    )
    named = [fields[str(path[-1])] for fields in around if path[-1] in fields]
    if len(named) == 1 and named[0].is_required():
        field_types = field_types_at(model, path)
        if valid := choices(field_types):
            data[path[-1]] = valid[0]
        elif any(field_type.kind is str for field_type in field_types):
            data[path[-1]] = f"({dotted(path)})"


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
    data, doubtful, nulls = strip(tree, model)
    if any(fault.kind == "wide_indent" for fault in earlier):  # then lines that seem to be missing stand elsewhere
        nulls = []
    look = _Look(model, tree, doubtful)
    scenario = look.through(data, None if partial else check)
    new = look.faults
    if isinstance(scenario, model) and not earlier and not new and not nulls:
        return scenario
    if partial:
        new = [fault for fault in new if fault.kind in (*_TELLING[1:], "cannot_change")]
    else:  # what is faulty hides what is wrong between other fields: look again without it
        for path in look.bad:
            _prune(model, data, path)
        again = _Look(model, tree, [*doubtful, *look.bad])
        again.through(data, check)
        new += again.faults
    raise ScenarioError(arrange([*earlier, *nulls, *new], files))
