"""Numbers in print: no exponents, a difference with the decimals of its limits, shares within what they can be."""

from __future__ import annotations

import math

import pytest

from sim.questions.interval import Interval
from sim.show.kit.numbers import number, short, signed, within, without_commas
from sim.words import with_commas


@pytest.mark.parametrize(
    ("value", "digits", "sentence"),
    [
        (-3.993e-05, 4, "-0.00003993"), (1.5e-6, 6, "0.0000015"), (1234567.0, 3, "1,234,567"),
        (0.05, 6, "0.05"), (12.5, 6, "12.5"), (2.0, 6, "2"), (-0.0, 6, "0"), (1900.0, 3, "1,900"),
    ],
)  # fmt: skip
def test_a_short_number_has_no_exponent(value: float, digits: int, sentence: str) -> None:
    assert short(value, digits) == sentence


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ((-1069.6, -1386.9, -752.9), "-1,070 [-1,387, -753]"),
        ((0.07876, 0.04631, 0.11142), "+0.0788 [+0.0463, +0.1114]"),
        ((0.5, -0.1, 1.1), "+0.5 [-0.1, +1.1]"),
        ((-3.993e-05, -9.1e-05, 1.2e-05), "-0.00004 [-0.00009, +0.00001]"),
        ((0.3, 0.0004, 0.6), "+0.3000 [+0.0004, +0.6000]"),  # 0.0 would read as a limit on 0
        ((0.0, 0.0, 0.0), "0"),
        ((12.0, 12.0, 12.0), "+12"),
        ((2.0, math.nan, math.nan), "+2"),
        ((math.nan, math.nan, math.nan), "–"),
    ],
)
def test_a_difference_and_its_limits_have_signs_and_the_same_decimals(
    limits: tuple[float, float, float], sentence: str
) -> None:
    text = signed(Interval(*limits)).replace("\u00a0", " ")
    assert text == sentence
    assert len({len(part.strip("[]").partition(".")[2]) for part in text.replace(",", "").split()}) == 1


def test_limits_are_printed_within_what_can_be_and_the_estimate_stays() -> None:
    wide = Interval(0.97, 0.91, 1.03)
    assert within(wide, 0.0, 1.0) == Interval(0.97, 0.91, 1.0)
    assert wide.high == 1.03
    assert within(Interval(0.01, -0.02, 0.04), 0.0) == Interval(0.01, 0.0, 0.04)
    assert within(None, 0.0, 1.0) is None
    undefined = Interval(0.5, math.nan, math.nan)
    assert within(undefined, 0.0, 1.0) is undefined


def test_a_count_has_commas_and_a_number_in_a_file_has_none() -> None:
    assert [with_commas(count) for count in (0, 999, 65_536, 10**21)] == ["0", "999", "65,536", f"1{',000' * 7}"]
    assert [without_commas(text) for text in (number(1327.4, 0), short(0.05))] == ["1327", "0.05"]
