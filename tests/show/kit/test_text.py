"""Widths, wrapping, tables, figures and strokes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.questions.interval import Interval
from sim.show.kit.numbers import column, decimals_for, estimate, number, short, with_limits
from sim.show.kit.sparklines import MARKS, bars, sparkline, together
from sim.show.kit.text import FIXED, fill, lines, pad, table, width

SENTENCE = "区域化党建将不同系统的党组织连接成共同体（1+1 大于 2），党的建设从上层着力向基层着力转变。"


def test_a_chinese_character_takes_two_places() -> None:
    assert [width(text) for text in ("块", "block", "，", "Δ", "e\u0301")] == [2, 5, 2, 1, 1]
    assert pad("块", 5) == "块   "
    assert pad("块", 5, ">") == "   块"


@pytest.mark.parametrize("places", [12, 20, 33, 80])
def test_no_chinese_line_begins_or_ends_with_the_wrong_sign(places: int) -> None:
    broken = lines(SENTENCE, places)
    assert "".join(line.replace(" ", "") for line in broken) == SENTENCE.replace(" ", "")
    assert all(width(line) <= places for line in broken)
    assert not any(line[0] in "，。；：、！？）】》”’" or line[-1] in "（【《“‘" for line in broken)


def test_english_is_broken_at_spaces_and_equations_are_not() -> None:
    assert lines("one two three", 8) == ["one two", "three"]
    assert lines("that K = 1.00 is", 10) == ["that", "K = 1.00", "is"]
    assert lines("margin 10 %; up", 9) == ["margin", "10 %; up"]
    assert lines("", 10) == [""]
    assert fill("one two", 5, "  ") == "  one\n  two"


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert lines("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert lines(f"+0.07{FIXED}[+0.03,{FIXED}+0.11]*", 20) == ["+0.07 [+0.03,", "+0.11]*"]
    assert lines("needs.two_sided", 9) == ["needs.", "two_sided"]
    assert lines("mechanisms.liaison.strength", 13) == ["mechanisms.", "liaison.", "strength"]


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=200), st.integers(4, 60))
def test_no_line_is_too_long_and_nothing_is_lost(text: str, places: int) -> None:
    broken = lines(text, places)
    assert all(width(line) <= max(places, 2) for line in broken)
    assert "".join("".join(broken).split()) == "".join(text.split())


def test_a_table_lines_up_and_gives_way_where_it_may() -> None:
    shown = table(["a", "b"], [["块块", "one two three four"], ["x", "y"]], 16, flexible=[1])
    assert shown.split("\n") == ["a     b", "─" * 16, "块块  one two", "      three four", "x     y"]
    flush = table(["", "n"], [["a", "5"], ["b", "12"]], 80, right=[1])
    assert flush.split("\n")[2:] == ["a   5", "b  12"]
    assert "\n\n" in table(["a"], [["b"], ["c"]], 80, ruled=True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(2.0, "2"), (0.0, "0"), (0.05, "0.05"), (12.5, "12.5"), (50.0, "50"), (1234567.0, "1,234,567"),
     (1e-6, "0.000001"), (-3.0, "-3"), (100.0, "100"), (0.30000000000000004, "0.3")],
)  # fmt: skip
def test_short_numbers(value: float, expected: str) -> None:
    assert short(value) == expected


def test_numbers_have_thousands_and_no_negative_zero() -> None:
    assert number(-12345.678, 1) == "-12,345.7"
    assert number(-0.0004, 2) == "0.00"
    assert number(1e20, 2) == "1e+20"


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval(2.514, 2.504, 2.524), "2.51 [2.50, 2.52]"),
        (Interval(1.0, 0.991, 1.009), "1.000 [0.991, 1.009]"),
        (Interval(2.0, 2.0, 2.0), "2"),
        (Interval(30712.3, 30541.7, 30882.9), "30,712 [30,542, 30,883]"),
        (Interval(0.0, -0.3, 0.3), "0.0 [-0.3, 0.3]"),
        (Interval(2.5, math.nan, math.nan), "2.5 [no interval]"),
        (Interval(math.nan, math.nan, math.nan), "undefined"),
        (None, "undefined"),
    ],
)
def test_figures(interval: Interval | None, expected: str) -> None:
    assert with_limits(interval, "en").replace(FIXED, " ") == expected


def test_a_limit_is_not_rounded_onto_a_threshold_that_it_does_not_touch() -> None:
    barely = Interval(2.02, 2.0004, 2.04)
    assert with_limits(barely, "en").replace(FIXED, " ") == "2.02 [2.00, 2.04]"
    assert with_limits(barely, "en", 2.0).replace(FIXED, " ") == "2.0200 [2.0004, 2.0400]"
    assert with_limits(Interval(1.98, 1.96, 2.0), "en", 2.0).replace(FIXED, " ") == "1.98 [1.96, 2.00]"


@given(st.floats(-1e6, 1e6), st.floats(1e-9, 1e5))
def test_printed_limits_differ(middle: float, half: float) -> None:
    interval = Interval(middle, middle - half, middle + half)
    decimals = decimals_for(interval)
    assert number(interval.low, decimals) != number(interval.high, decimals)


def test_a_column_has_its_points_below_each_other() -> None:
    shown = column([Interval(1.257, 1.253, 1.261), Interval(12.4, 12.2, 12.6), Interval(2, 2, 2), None], "en")
    assert [text.replace(FIXED, " ") for text in shown] == [
        " 1.257 [1.253, 1.261]",
        "12.4   [12.2, 12.6]",
        " 2",
        "undefined",
    ]
    assert estimate(Interval(12.43, 12.33, 12.53), "zh") == "12.4"


def test_sparklines() -> None:
    assert sparkline([0, 1, 2, 3, 4, 5, 6, 7]) == MARKS
    assert sparkline([3, 3]) == "▄▄"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([math.nan, 1, 2]) == "·▁█"
    assert sparkline([math.nan]) == "·"
    assert sparkline([]) == ""
    assert together([1, 3, 5, 7, 9], 3) == ([2, 6, 9], 2)
    assert together([1, 2], 9) == ([1, 2], 1)


def test_bars_share_a_zero_and_a_scale() -> None:
    shown = bars([-5.0, 10.0, 0.0], 15)
    assert shown == ["█████│", "     │██████████", "     │"]
    assert {bar.index("│") for bar in shown} == {5}
    assert bars([0.0, 0.0], 10) == ["│", "│"]
    assert bars([math.nan, 1.0], 4) == ["│", "│████"]


def test_a_column_that_takes_several_lines_anyway_does_not_squeeze_the_others() -> None:
    text = table(["claim", "difference"], [["word " * 80, "+0.1 [+0.0, +0.2]"]], 60, flexible=(0, 1))
    assert "+0.1 [+0.0," in text
    assert max(map(width, text.splitlines())) <= 60


def test_a_cell_of_several_lines_asks_for_its_longest() -> None:
    assert table(["a", "b"], [["one\ntwo", "x"]], 60, flexible=(0,)).splitlines()[2:] == ["one  x", "two"]
