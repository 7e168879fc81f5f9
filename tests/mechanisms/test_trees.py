"""Trees laid over one another."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms.trees import merged

BASE = {"months": 24, "needs": {"social": {"rate": 0.5, "hit": 0.3}, "scale": 1.0}, "areas": [{"name": "north"}]}
LEAVES = st.none() | st.integers(0, 9) | st.lists(st.integers(0, 9), max_size=2)
TREES = st.recursive(LEAVES, lambda inside: st.dictionaries(st.sampled_from("abc"), inside, max_size=3), max_leaves=8)
SECTIONS = st.dictionaries(st.sampled_from("abc"), TREES, max_size=3)


def test_sections_merge_and_all_else_replaces() -> None:
    over = {"needs": {"social": {"hit": 0.9}, "scale": {"east": 2.0}}, "areas": [], "seed": 7}
    assert merged(BASE, over) == {
        "months": 24,
        "needs": {"social": {"rate": 0.5, "hit": 0.9}, "scale": {"east": 2.0}},
        "areas": [],
        "seed": 7,
    }
    assert merged(BASE, {"needs": 3})["needs"] == 3, "a section is replaced by what is none"
    assert merged() == {}


def test_what_was_stated_first_stays_first() -> None:
    assert json.dumps(merged({"b": 1, "a": {"y": 1}}, {"a": {"x": 2}, "b": 2})) == '{"b": 2, "a": {"y": 1, "x": 2}}'


def leaves(tree: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    if not isinstance(tree, dict) or not tree:
        return {path: tree}
    return {at: leaf for name, inside in tree.items() for at, leaf in leaves(inside, (*path, name)).items()}


@given(SECTIONS, SECTIONS)
def test_the_upper_tree_stands_the_lower_stands_beside_it_and_neither_is_changed(lower: dict, upper: dict) -> None:
    before = copy.deepcopy((lower, upper))
    together = leaves(merged(lower, upper))
    above = {path: leaf for path, leaf in leaves(upper).items() if leaf != {}}
    assert above.items() <= together.items()
    assert together.keys() - above.keys() <= leaves(lower).keys() | leaves(upper).keys()
    for path, leaf in leaves(lower).items():
        if not any(path[: len(at)] == at or at[: len(path)] == path for at in leaves(upper)):
            assert together[path] == leaf
    assert (lower, upper) == before
