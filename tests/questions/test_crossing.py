"""Where a curve crosses a level, and what is said where it does not."""

from __future__ import annotations

import numpy as np
import pytest

from sim.questions.crossing import stretches
from sim.questions.interval import Interval


def band(*ends: tuple[float, float]) -> list[Interval]:
    return [Interval((low + high) / 2.0, low, high) for low, high in ends]


def test_a_rising_curve_crosses_where_the_lines_meet_the_level() -> None:
    (entry,) = stretches([0.0, 1.0], band((0.7, 0.9), (1.1, 1.3)))
    assert (entry.before, entry.after, entry.crosses) == ("below", "above", True)
    assert entry.estimates == pytest.approx((0.5,))
    assert (entry.low, entry.high) == pytest.approx((0.25, 0.75))  # the upper limit meets 1 first, the lower last


def test_a_falling_curve_crosses_the_other_way() -> None:
    (entry,) = stretches([0.0, 1.0, 2.0], band((1.2, 1.4), (0.95, 1.15), (0.6, 0.8)))
    assert (entry.before, entry.after, entry.crosses) == ("above", "below", True)
    assert entry.low < entry.estimates[0] < entry.high


def test_a_band_without_width_crosses_at_a_point() -> None:
    (entry,) = stretches([0.0, 2.0], band((0.5, 0.5), (1.5, 1.5)))
    assert entry.crosses
    assert (entry.low, entry.high, *entry.estimates) == pytest.approx((1.0, 1.0, 1.0))


@pytest.mark.parametrize(
    ("ends", "sides"),
    [
        (((1.1, 1.2), (1.3, 1.5)), []),  # never near
        (((1.1, 1.2), (0.9, 1.1), (1.2, 1.3)), [("above", "above")]),  # touches
        (((1.1, 1.2), (0.9, 1.1)), [("above", "end")]),  # the range ends first
        (((0.9, 1.1), (0.95, 1.05)), [("end", "end")]),  # told from the level nowhere
        (((1.0, 1.0), (1.0, 1.0)), [("end", "end")]),  # the level itself
    ],
)
def test_what_is_no_crossing(ends: tuple[tuple[float, float], ...], sides: list[tuple[str, str]]) -> None:
    result = stretches([float(i) for i in range(len(ends))], band(*ends))
    assert [(entry.before, entry.after) for entry in result] == sides
    assert not any(entry.crosses for entry in result)


def test_each_of_several_crossings_has_a_stretch_of_its_own() -> None:
    result = stretches([0.0, 1.0, 2.0], band((0.7, 0.8), (1.2, 1.3), (0.6, 0.7)))
    assert [(entry.before, entry.after) for entry in result] == [("below", "above"), ("above", "below")]
    assert result[0].high < result[1].low


def test_nothing_is_seen_beside_a_point_that_is_undefined() -> None:
    below, above = band((0.7, 0.8), (1.2, 1.3))
    for lacking in (None, Interval(1.0, float("-inf"), float("inf"))):
        assert stretches([0.0, 1.0, 2.0], [below, lacking, above]) == []


def test_a_stretch_holds_the_true_crossing_as_often_as_the_intervals_do() -> None:
    """Points share their luck, as replicates of a sweep do; the curve is straight and crosses 1 at 0.4."""
    luck, at, hits, trials = np.random.Generator(np.random.PCG64(3)), np.linspace(0.0, 1.0, 6), 0, 2000
    for _ in range(trials):
        centre = 0.8 + 0.5 * at + 0.02 * luck.normal() + 0.02 * (at - 0.4) * luck.normal()
        half = 1.96 * np.hypot(0.02, 0.02 * (at - 0.4))
        curve = [Interval(float(c), float(c - h), float(c + h)) for c, h in zip(centre, half, strict=True)]
        hits += any(stretch.low <= 0.4 <= stretch.high for stretch in stretches(at.tolist(), curve))
    assert hits / trials == pytest.approx(0.95, abs=0.015)
