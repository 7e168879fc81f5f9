"""What a file claims, parted from what it sets, and the worlds that a claim is held against."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .faults import Fault, Node, ScenarioError, dotted, places, plain
from .validate import validate

if TYPE_CHECKING:
    from .case import CaseOf, Side
    from .schema import Scenario

KEYS = ("rows", "source", "counterfactual", "expect")
"""What a scenario file says that makes it a case."""
_SETS = {"counterfactual": "settings", "expect": "under"}  # what in them is itself part of a scenario


class Claims:
    """A case as read: its typed part, and the settings that stand in it."""

    def __init__(self, stated: Any, settings: dict[str, list[Node | None]]) -> None:
        self.stated = stated
        self.settings = settings


def parted(tree: Node, faults: list[Fault]) -> tuple[Node, Claims | None]:
    """Take what makes a scenario a case out of its tree."""
    said = {name: node for name, node in tree.value.items() if name in KEYS and node.value is not None}
    rest = replace(tree, value={name: node for name, node in tree.value.items() if name not in KEYS})
    if not said:
        return rest, None
    settings: dict[str, list[Node | None]] = {}
    for name, inner in _SETS.items():
        entries = said[name].value if name in said else None
        if not isinstance(entries, list):  # left out, or validation says so
            continue
        settings[name] = [each.value.get(inner) if isinstance(each.value, dict) else None for each in entries]
        said[name] = replace(said[name], value=[_without(each, inner) for each in entries])
    case = importlib.import_module("sim.scenario.case")  # late: it needs the schema, which may import from here
    try:
        stated = validate(case.Case, replace(tree, value=said), check=case.check)
    except ScenarioError as error:
        faults += error.faults
        return rest, None
    return rest, Claims(stated, settings)


def laid_out(
    claims: Claims,
    tree: Node,
    scenario: Scenario,
    made: Callable[[Node], Scenario],
    merge: Callable[[Node, Node], Node],
) -> CaseOf:
    """Make every world that a case speaks of.

    Raises
    ------
    ScenarioError
        Where what a counterfactual sets is not allowed; its faults name the line.
    """
    case = importlib.import_module("sim.scenario.case")
    worlds: dict[str, Scenario] = {}
    faults: list[Fault] = []

    def world(*over: Node | None) -> Scenario:
        laid = [node for node in over if node is not None and node.value]
        key = json.dumps([plain(node) for node in laid])
        if not laid:
            return scenario
        if key not in worlds:
            merged = tree
            for node in laid:
                merged = merge(merged, node)
            try:
                worlds[key] = made(merged)
            except ScenarioError as error:
                faults.extend(error.faults)
                worlds[key] = scenario
        return worlds[key]

    others = {each.name: i for i, each in enumerate(claims.stated.counterfactual or ())}
    comparisons = []
    for i, expectation in enumerate(claims.stated.expect):
        under = claims.settings["expect"][i]
        here = world(under)
        other, without = None, None
        if expectation.pair is None:
            at = others[expectation.against] if expectation.against else 0
            other = claims.stated.counterfactual[at]
            there = world(claims.settings["counterfactual"][at], under)
            without = case.side(there, expectation, other)
        row: Side = case.side(here, expectation, None)
        comparisons.append(case.Comparison(expectation, other, _leaves(under), row, without))
    if faults:
        raise ScenarioError([fault for i, fault in enumerate(faults) if fault not in faults[:i]])
    changed = {name: _leaves(claims.settings["counterfactual"][i]) for name, i in others.items()}
    made_case: CaseOf = case.CaseOf(claims.stated, tuple(comparisons), changed)
    return made_case


def _without(node: Node, name: str) -> Node:
    if not isinstance(node.value, dict):
        return node
    return replace(node, value={key: child for key, child in node.value.items() if key != name})


def _leaves(node: Node | None) -> dict[str, object]:
    """Return what a tree sets, by dotted path."""
    if node is None:
        return {}
    return {
        dotted(path): plain(each)
        for path, each in places(node)
        if not isinstance(each.value, dict) and not any(isinstance(step, int) for step in path)
    }
