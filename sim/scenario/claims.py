"""What a file claims, parted from what it sets, and the worlds that a claim is held against."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sim.words.faults import Phrase, found
from sim.words.faults import names as listed

from .case import Case, Counterfactual, Expectation, check
from .faults import Fault, ScenarioError, arrange, nearest
from .loaded import CaseOf, Comparison, LoadedScenario, Side, side
from .nodes import Node, dotted, find, merge, places, plain
from .validate import validate

KEYS = ("rows", "source", "counterfactual", "expect")
"""What a scenario file says that makes it a case."""
ONLY_IN_A_FILE = ("extends", "use")
"""What a case cannot set otherwise: what a file is made of."""
_SETS = {"counterfactual": "settings", "expect": "under"}  # what in them is itself part of a scenario


@dataclass(frozen=True)
class Claims:
    """A case as read: its typed part, the settings that stand in it, and what was written where."""

    stated: Case
    settings: dict[str, list[Node | None]]
    tree: Node


def parted(tree: Node, faults: list[Fault]) -> tuple[Node, Claims | None]:
    """Take what makes a scenario a case out of its tree."""
    parts = {name: node for name, node in tree.value.items() if name in KEYS and node.value is not None}
    rest = replace(tree, value={name: node for name, node in tree.value.items() if name not in KEYS})
    if not parts:
        return rest, None
    settings: dict[str, list[Node | None]] = {}
    for name, inner in _SETS.items():
        entries = parts[name].value if name in parts else None
        if not isinstance(entries, list):  # left out, or validation says so
            continue
        settings[name] = [node.value.get(inner) if isinstance(node.value, dict) else None for node in entries]
        parts[name] = replace(parts[name], value=[_without(node, inner) for node in entries])
        faults += _unsettled(name, inner, settings[name])
    try:
        of_the_case = replace(tree, value=parts)
        stated = validate(Case, of_the_case, check=check)
    except ScenarioError as error:
        faults += error.faults
        return rest, None
    return rest, Claims(stated, settings, of_the_case)


def _unsettled(name: str, inner: str, settings: list[Node | None]) -> Iterator[Fault]:
    """Say what no settings may hold: another kind of thing than settings, or what a file is made of."""
    for i, node in enumerate(settings):
        if node is None or node.value is None:
            continue
        if not isinstance(node.value, dict):
            yield Fault.at(node.place, (name, i, inner), "wrong_type", found(plain(node)), Phrase("say.section"))
            settings[i] = None
            continue
        for key in ONLY_IN_A_FILE:
            if (child := node.value.get(key)) is not None:
                yield Fault.at(child.key or child.place, (name, i, inner, key), "not_in_settings")


def with_case(claims: Claims, tree: Node, made: Callable[[Node], LoadedScenario]) -> LoadedScenario:
    """Make a case's own scenario, and every other world that it speaks of.

    Raises
    ------
    ScenarioError
        With what is wrong with the scenario, and with what the case sets: there a fault's field tells in which
        settings it stands, and its line is theirs.
    """
    worlds = _Worlds(tree, made)
    try:
        scenario: LoadedScenario | None = made(tree)
    except ScenarioError as error:
        scenario, worlds.known = None, error.faults
    faults = [*worlds.known, *_pairs(claims, scenario)]
    for name, inner in _SETS.items():
        for i, node in enumerate(claims.settings.get(name, ())):
            faults += worlds.faults_of(node, f"{name}[{i}].{inner}")
    if scenario is None or faults:
        raise ScenarioError(arrange(faults, list(dict.fromkeys(fault.file for fault in worlds.known))))
    return scenario.with_case(_laid_out(claims, worlds))


class _Worlds:
    """Scenarios made of a case's tree and of what is laid over it, each once."""

    def __init__(self, tree: Node, made: Callable[[Node], LoadedScenario]) -> None:
        self._tree, self._made = tree, made
        self._known: dict[str, LoadedScenario] = {}
        self.known: tuple[Fault, ...] = ()
        """What is wrong with the case's own scenario."""

    def world(self, *over: Node | None) -> LoadedScenario:
        """Return the scenario with these settings laid over it."""
        laid = [node for node in over if node is not None and node.value]
        key = json.dumps([plain(node) for node in laid])
        if key not in self._known:
            tree = self._tree
            for node in laid:
                tree = merge(tree, node)
            self._known[key] = self._made(tree)
        return self._known[key]

    def faults_of(self, node: Node | None, at: str, *before: Node | None) -> list[Fault]:
        """Return what is wrong with settings, or with the world that they make."""
        if node is None or not node.value:
            return []
        try:
            self.world(*before, node)
        except ScenarioError as error:
            return [_within(fault, node, at) for fault in error.faults if fault not in self.known]
        return []


def _within(fault: Fault, node: Node, at: str) -> Fault:
    """Say of a fault in which settings it stands; if it stands elsewhere these bring it about, and it is put there."""
    inside = {place for _, inner in places(node) for place in (inner.place, inner.key)}
    place = fault.place if fault.place in inside else node.key or node.place
    field = f"{at}.{fault.field}".rstrip(".")
    return replace(fault, file=place.file, line=place.line, column=place.column, field=field)


def _pairs(claims: Claims, scenario: LoadedScenario | None) -> Iterator[Fault]:
    """Say which mechanisms of a pair there are not."""
    names = list(type(scenario.mechanisms).model_fields) if scenario is not None else []
    for i, expectation in enumerate(claims.stated.expect):
        for k, name in enumerate(expectation.pair or () if names else ()):
            if name not in names:
                path = ("expect", i, "pair", k)
                allowed = Phrase("say.one_of", names=listed(names))
                place = find(claims.tree, path)[0].place
                yield Fault.at(place, path, "not_a_choice", found(name), allowed, nearest(name, names))


def _laid_out(claims: Claims, worlds: _Worlds) -> CaseOf:
    counterfactuals = claims.stated.counterfactual or []
    number = {counterfactual.name: at for at, counterfactual in enumerate(counterfactuals)}
    faults: list[Fault] = []

    def opposite(i: int, expectation: Expectation, at: int) -> tuple[Counterfactual, Side | None]:
        """Return what an expectation is held against, and its side of the comparison unless something is wrong."""
        other, settings, under = (
            counterfactuals[at],
            claims.settings["counterfactual"][at],
            claims.settings["expect"][i],
        )
        faults.extend(worlds.faults_of(under, f"expect[{i}].under", settings))
        return other, None if faults else side(worlds.world(settings, under), expectation, other)

    comparisons = []
    for i, expectation in enumerate(claims.stated.expect):
        under = claims.settings["expect"][i]
        other, without, first, before = None, None, None, None
        if expectation.pair is None and expectation.level is None:
            other, without = opposite(i, expectation, number[expectation.against] if expectation.against else 0)
        if expectation.before is not None:
            first, before = opposite(i, expectation, number[expectation.before])
        row = side(worlds.world(under), expectation, None)
        comparisons.append(Comparison(expectation, other, _leaves(under), row, without, first, before))
    if faults:
        raise ScenarioError(arrange(faults))
    changed = {name: _leaves(claims.settings["counterfactual"][at]) for name, at in number.items()}
    return CaseOf(claims.stated, tuple(comparisons), changed)


def _without(node: Node, name: str) -> Node:
    if not isinstance(node.value, dict):
        return node
    return replace(node, value={key: child for key, child in node.value.items() if key != name})


def _leaves(node: Node | None) -> dict[str, object]:
    """Return what a tree sets, by dotted path."""
    if node is None or node.value is None:
        return {}
    return {
        dotted(path): plain(leaf)
        for path, leaf in places(node)
        if not isinstance(leaf.value, dict) and not any(isinstance(step, int) for step in path)
    }
