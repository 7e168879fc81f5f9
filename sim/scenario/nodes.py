"""What is written where: a document as a tree of nodes, each with its place, and the paths that lead through it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sim.mechanisms.trees import laid_over
from sim.words.faults import clip

Path = tuple[str | int, ...]
"""Where a value stands in a scenario: field names and list indices."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written; line and column count from 1, and are None off a file."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        shown = clip(self.file, 300)
        return ":".join([shown] + [str(n) for n in (self.line, self.column) if n is not None])


@dataclass(slots=True, eq=False)
class Node:
    """One value of a document: a scalar, a list of nodes, or a section (name → node).

    Nodes are never changed once made, so that aliases and merged files may share them.

    Attributes
    ----------
    value : scalar, list of Node, or dict of str to Node
        What is written.
    place : Place
        Where the value begins.
    key : Place or None
        Where its name is written, if it has one.
    broken : bool
        A fault of this value has been reported already; `value` means nothing.
    """

    value: Any
    place: Place
    key: Place | None = None
    broken: bool = False


def plain(node: Node) -> Any:
    """Return the plain Python data under a node."""
    if isinstance(node.value, dict):
        return {name: plain(child) for name, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def places(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Walk a tree: every path with its node, sections and lists before what is in them."""
    yield path, node
    if isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from places(child, (*path, name))
    elif isinstance(node.value, list):
        for index, child in enumerate(node.value):
            yield from places(child, (*path, index))


def find(node: Node, path: Path) -> tuple[Node, int]:
    """Follow a path as far as it goes: the node reached and how many steps were possible."""
    for count, step in enumerate(path):
        inside = node.value
        known = (
            step in inside
            if isinstance(inside, dict)
            else isinstance(inside, list) and isinstance(step, int) and step < len(inside)
        )
        if not known:
            return node, count
        node = inside[step]
    return node, len(path)


def merge(base: Node, over: Node) -> Node:
    """Lay one tree over another."""
    return laid_over(
        base,
        over,
        lambda node: node.value if isinstance(node.value, dict) else None,
        lambda node, inside: replace(node, value=inside),
    )


_PLAIN_NAME = re.compile(r"[^\s.\[\]=\"]+")


def dotted(path: Path) -> str:
    """Write a path the way people do: ``organisations[3].area``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            name = clip(step)
            quoted = name if _PLAIN_NAME.fullmatch(name) else f'"{name}"'
            text += f".{quoted}" if text else quoted
    return text


def undotted(text: str) -> Path | None:
    """Read a dotted path; None if it is not one."""
    steps: list[str | int] = []
    for part in text.split("."):
        match = re.fullmatch(r"([^\s.\[\]=\"]+)((?:\[[0-9]{1,9}\])*)", part.strip())
        if match is None:
            return None
        steps.append(match[1])
        steps.extend(int(index) for index in re.findall(r"[0-9]+", match[2]))
    return tuple(steps)
