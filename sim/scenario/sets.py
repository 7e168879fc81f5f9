"""What is typed after ``--set``: one ``field=value``, read and laid over the tree of a scenario."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from sim.scenario import read
from sim.scenario.faults import Fault, nearest, unchangeable
from sim.scenario.field_types import allowed, field_names, field_types_at, is_settled_before
from sim.scenario.nodes import Node, Path, Place, dotted, undotted
from sim.scenario.plain_data import tree_of
from sim.words.faults import Phrase, clip, names

SET = "--set"  # the "file" of what was typed on the command line


def with_set(tree: Node, text: str, model: type[BaseModel], faults: list[Fault]) -> Node:
    """Lay one ``field=value`` over a tree."""
    left, equals, right = text.partition("=")
    place = Place(SET)
    path = undotted(left.strip())
    if not equals or path is None:
        kind = "set_path" if equals else "set_without_value"
        expected = Phrase("say.field_path" if equals else "say.field_value")
        guess = None
        if path is not None and not field_types_at(model, path):
            guess = nearest(str(path[-1]), field_names(field_types_at(model, path[:-1])))
        faults.append(Fault.at(place, path or (), kind, clip(text), expected, guess))
        return tree
    if path[0] in ("extends", "use"):
        faults.append(Fault.at(place, path, "only_in_a_file", clip(right)))
        return tree
    fault = _no_such(path, model)
    if fault is not None:
        faults.append(fault)
        return tree
    value = _value(right.strip(), path, faults)
    return tree if value is None else _put(tree, path, 0, value, model, faults)


def _no_such(path: Path, model: type[BaseModel]) -> Fault | None:
    """Say at which step a path leaves the model."""
    for depth, step in enumerate(path):
        if field_types_at(model, path[: depth + 1]):
            continue
        above = field_types_at(model, path[:depth])
        valid = field_names(above)
        expected: str = Phrase("say.one_of", names=names(valid, 20)) if valid else Phrase("say.no_fields")
        if isinstance(step, int):
            expected = Phrase("say.no_index")
        elif field_types_at(model, (*path[:depth], 0)):
            expected = allowed(above)
        guess = nearest(step, valid) if isinstance(step, str) else None
        if guess is not None:
            guess = dotted((*path[:depth], guess))
        if is_settled_before(model, path[: depth + 1]):
            return unchangeable(Place(SET), path, path[: depth + 1], expected)
        return Fault.at(Place(SET), path, "unknown_key", dotted(path[: depth + 1]), expected, guess)
    return None


def _value(text: str, path: Path, faults: list[Fault]) -> Node | None:
    """Read what follows the equals sign: a plain scalar, unless it begins with a bracket, brace or quote."""
    place = Place(SET)
    if (control := read.CONTROL.search(text)) is not None:
        faults.append(Fault.at(place, path, "control_character", ascii(control[0])))
        return None
    if text[:1] in ("[", "{", '"', "'"):
        mine: list[Fault] = []
        node = read.compose(text, SET, mine)
        for fault in mine:
            inner = f"{dotted(path)}.{fault.field}" if fault.field else dotted(path)
            faults.append(replace(fault, line=None, column=None, field=inner.replace(".[", "[")))
        return None if node is None else _off_file(node)
    try:
        return Node(read.scalar(text), place, place)
    except ValueError as error:
        faults.append(read.number_fault(str(error), place, path, text))
        return Node(None, place, place, broken=True)


def _off_file(node: Node) -> Node:
    """Take line and column away: a command line has none."""
    value = node.value
    if isinstance(value, dict):
        value = {name: _off_file(child) for name, child in value.items()}
    elif isinstance(value, list):
        value = [_off_file(child) for child in value]
    return Node(value, Place(SET), Place(SET), node.broken)


def _put(node: Node, path: Path, depth: int, value: Node, model: type[BaseModel], faults: list[Fault]) -> Node:
    """Return a tree with a value at a path; the nodes on the way are new, all others shared."""
    if depth == len(path):
        return value
    step = path[depth]
    if isinstance(step, str):
        inside = node.value if isinstance(node.value, dict) else {}
        child = inside.get(step) or Node(None, value.place, value.place)
        if isinstance(node.value, list) or (not isinstance(node.value, (dict, type(None)))):
            return node  # it is of the wrong type already, and validation says so
        return replace(node, value={**inside, step: _put(child, path, depth + 1, value, model, faults)})
    entries = node.value if isinstance(node.value, list) else _default(model, path[:depth])
    if step >= len(entries):
        last = len(entries) - 1
        expected = Phrase("say.an_index", last=str(last)) if entries else Phrase("say.no_entries")
        faults.append(Fault.at(Place(SET), path, "index_out_of_range", str(step), expected))
        return node
    changed = list(entries)
    changed[step] = _put(changed[step], path, depth + 1, value, model, faults)
    return replace(node, value=changed)


def _default(model: type[BaseModel], path: Path) -> list[Node]:
    """Return a list that stands in the model's defaults and in no file, so that --set can reach into it."""
    try:
        data: Any = model.model_construct().model_dump(mode="json", by_alias=True, round_trip=True)
        for step in path:
            data = data[step]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return []
    tree = tree_of(data, SET).tree
    return tree.value if tree is not None and isinstance(tree.value, list) else []
