"""Levers: how several changes to one combine, and that a mechanism at strength 0 changes none.

What each mechanism moves in the month is tested where the month is: `tests/directions`, `tests/twin`, `studies`.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.mechanisms import LINE_TYPES, TYPES, Incentive, Liaison, Mobilisation, Planning, Supervision
from sim.mechanisms.levers import LEVERS, Levers

LINES = np.array([name in LINE_TYPES for name in TYPES])
FIVE = (Mobilisation, Planning, Liaison, Supervision, Incentive)


@pytest.fixture
def roll() -> Any:
    """One organisation of each type, all of them lucky when contracts are offered."""
    return SimpleNamespace(
        type=np.arange(len(TYPES), dtype=np.int8), level=np.ones(len(TYPES), np.int8),
        members=np.full(len(TYPES), 10.0), lot=np.zeros(len(TYPES)), lines=LINES, blocks=~LINES,
    )  # fmt: skip


def values(levers: Levers) -> dict[str, Any]:
    """Return every lever's value."""
    return {name: getattr(levers, name).value.copy() for name in LEVERS}


def test_chances_scales_and_sums_start_at_what_changes_nothing() -> None:
    for name, value in values(Levers(3, {})).items():
        assert (value == (1.0 if LEVERS[name].combine == "scale" else 0.0)).all()
        assert value.shape == ((3,) if LEVERS[name].extent == "organisation" else ())


def test_chances_are_independent_and_stay_chances() -> None:
    levers = Levers(1, {"hearing": 0.5})
    levers.hearing.add_chance(0.5)
    assert levers.hearing.value == pytest.approx([0.75])
    levers.hearing.add_chance(1.7)
    assert levers.hearing.value == pytest.approx([1.0])


def test_scales_multiply_and_sums_add_up_to_their_ceiling() -> None:
    levers = Levers(2, {})
    levers.delay.scale(0.5)
    levers.delay.scale(0.4)
    assert float(levers.delay.value) == pytest.approx(0.2)
    levers.stake.add(0.7)
    levers.stake.add(0.7)
    assert levers.stake.value == pytest.approx([1.0, 1.0])


def test_a_change_reaches_those_it_is_for() -> None:
    levers = Levers(len(TYPES), {})
    levers.commitment.add(0.3, LINES)
    assert levers.commitment.value == pytest.approx(np.where(LINES, 0.3, 0.0))


@pytest.mark.parametrize(("lever", "verb"), [("delay", "add"), ("stake", "scale"), ("commitment", "add_chance")])
def test_a_lever_combines_in_one_way_only(lever: str, verb: str) -> None:
    with pytest.raises(TypeError, match=f"combines as a {LEVERS[lever].combine}"):
        getattr(getattr(Levers(1, {}), lever), verb)(0.5)


def test_a_lever_that_there_is_not_is_named() -> None:
    with pytest.raises(AttributeError, match="no lever is called wotch"):
        _ = Levers(1, {}).wotch


@pytest.mark.parametrize("kind", FIVE, ids=lambda kind: kind.__name__)
def test_a_mechanism_at_strength_0_moves_no_lever_and_at_1_some(kind: Any, roll: Any) -> None:
    moved = []
    for strength in (0.0, 1.0):
        levers = Levers(len(TYPES), {})
        before = values(levers)
        kind(strength=strength).pull(levers, roll)
        moved.append({name for name, value in values(levers).items() if (value != before[name]).any()})
    assert moved[0] == set()
    assert "overhead" in moved[1]
    assert len(moved[1]) > 1


@pytest.mark.parametrize("kind", FIVE, ids=lambda kind: kind.__name__)
def test_it_does_not_matter_which_mechanism_comes_first(kind: Any, roll: Any) -> None:
    first, other = Levers(len(TYPES), {}), Levers(len(TYPES), {})
    for levers, order in ((first, (kind, Liaison)), (other, (Liaison, kind))):
        for entry in order:
            entry().pull(levers, roll)
    ours, theirs = values(first), values(other)
    assert all(ours[name] == pytest.approx(theirs[name]) for name in LEVERS)
