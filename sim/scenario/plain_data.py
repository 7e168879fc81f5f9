"""A tree of plain data that does not come from YAML, such as a manifest's."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from sim.scenario import read
from sim.scenario.faults import Fault
from sim.scenario.nodes import Node, Path, Place
from sim.scenario.syntax import MAX_DEPTH
from sim.words.faults import clip, found


def tree_of(data: Any, name: str) -> read.Document:
    """Make a tree of plain data that does not come from YAML (a manifest), with the same limits."""
    document = read.Document(None)
    count = 0

    def make(value: Any, path: Path) -> Node:
        nonlocal count
        count += 1
        place, kind, shown = Place(name), "", clip(value) if isinstance(value, (int, float)) else ""
        if len(path) > MAX_DEPTH:
            kind = "too_deep"
        elif count > read.MAX_NODES:
            kind = "alias_explosion"
        elif isinstance(value, Mapping):
            children = {}
            for key, child in value.items():
                if isinstance(key, str):
                    children[key] = make(child, (*path, key))
                else:
                    document.faults.append(Fault.at(place, path, "key_not_string", found(key)))
            return Node(children, place, place)
        elif isinstance(value, (list, tuple)):
            return Node([make(child, (*path, index)) for index, child in enumerate(value)], place, place)
        elif isinstance(value, float) and not isfinite(value):
            kind = "not_finite"
        elif isinstance(value, int) and abs(value) >= 10**read.MAX_DIGITS:
            kind, shown = "long_number", ""
        elif isinstance(value, str) and read.CONTROL.search(value):
            kind, shown = "control_character", found(value)
        elif not isinstance(value, (str, int, float, bool, type(None))):
            kind, shown = "wrong_type", clip(type(value).__name__)
        if kind:
            document.faults.append(Fault.at(place, path, kind, shown, read.ALLOWED_NUMBER.get(kind, "")))
        return Node(None if kind else value, place, place, bool(kind))

    document.tree = make(data, ())
    return document
