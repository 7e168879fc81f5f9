"""Designs: what a grid's words mean, and what they may not be."""

from __future__ import annotations

import pytest

from sim.runs.design import grid
from sim.words import Refusal


def test_both_ends_are_included_and_steps_are_the_nearest_numbers() -> None:
    (axis,) = grid(["needs.two_sided=0:1:11"]).axes
    assert [float(value) for value in axis.values] == [i / 10 for i in range(11)]
    assert axis.values[3] == "0.3"  # not 0.30000000000000004
    (down,) = grid(["needs.two_sided=1:0:3"]).axes
    assert down.values == ("1.0", "0.5", "0.0")


def test_whole_numbers_stay_whole() -> None:
    (months,) = grid(["months=12:60:5"]).axes
    assert months.values == ("12", "24", "36", "48", "60")
    with pytest.raises(Refusal, match=r"takes whole numbers, and 28\.5"):
        grid(["months=12:45:3"])


def test_the_last_axis_moves_fastest_and_every_combination_is_there() -> None:
    design = grid(["needs.two_sided=0,1", "matching.mode=two_way, blind"])
    assert len(design) == 4
    assert list(design) == [("0", "two_way"), ("0", "blind"), ("1", "two_way"), ("1", "blind")]
    assert design.sets(("0", "blind")) == ["needs.two_sided=0", "matching.mode=blind"]
    assert [axis.numeric for axis in design.axes] == [True, False]
    assert not grid(["areas.0.kind=a,b"]).axes[0].numeric  # whether there is such a field is judged later


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (["needs.two_sided"], "FROM:TO:POINTS"),
        (["needs.two_sided="], "FROM:TO:POINTS"),
        (["needs.two_sided=0:1"], "FROM:TO:POINTS"),
        (["needs.two_sided=0:1:1"], "at least two points"),
        (["needs.two_sided=0:1:3:4"], "FROM:TO:POINTS"),
        (["needs.two_sided=0:1/2:3"], "FROM:TO:POINTS"),
        (["needs.two_sided=a:b:3"], "FROM:TO:POINTS"),
        (["needs.two_sided=0,,1"], "A,B,C"),
        (["needs.two_sided=0,1,0"], "has the value 0 twice"),
        (["needs.two_sided=0.5,1,0.50"], "has the value 0.50 twice"),
        (["needs.two_sided=1:1:3"], "has the value 1.0 twice"),
        (["needs.two_sided=0,1", "needs.two_sided=0.5,0.6"], "stands in two grids"),
        (["organisations=0,1"], "cannot be varied"),
        (["title.zh=a,b"], "cannot be varied"),
        (["needs.two_sided=0:1:1001", "seed=1:10001:10001"], "10,011,001 points are too many"),
    ],
)
def test_what_a_grid_may_not_be(texts: list[str], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        grid(texts)
