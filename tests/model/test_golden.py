"""Across versions and processors: the same discrete path, figures to 1e-9 (docs/dependencies.md)."""

from __future__ import annotations

import copy
import json

import pytest

from . import golden


@pytest.fixture(scope="module")
def kept():
    return json.loads(golden.FILE.read_text("utf-8"))


def test_a_short_default_run_comes_out_as_it_did(kept):
    """If this was meant: python -m tests.model.golden, and say in CHANGELOG.md which numbers move and why."""
    changed = golden.compare(kept, golden.made())
    assert not changed, "\n".join([f"{len(changed)} columns and figures differ", *changed[:20]])


def test_a_change_would_be_found(kept):
    assert golden.compare(kept, copy.deepcopy(kept)) == []
    assert list(kept) == [*golden.ARMS, "answer"]
    for run, change in (("joint", 2e-9), ("answer", 2e-9)):
        new = copy.deepcopy(kept)
        figures = [name for name, value in new[run].items() if isinstance(value, list | float)]
        assert len(figures) > 30
        for name in figures:
            value = new[run][name]
            number = value[0] if isinstance(value, list) else value
            moved = number + max(1.0, abs(number)) * change
            new[run][name] = [moved, *value[1:]] if isinstance(value, list) else moved
        assert len(golden.compare(kept, new)) == len(figures)
    new = copy.deepcopy(kept)
    digests = [name for name, value in new["line"].items() if isinstance(value, str)]
    assert len(digests) > 30
    for name in digests:
        new["line"][name] = "0" * 16
    assert len(golden.compare(kept, new)) == len(digests)
