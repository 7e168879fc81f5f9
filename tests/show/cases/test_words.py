"""What the list of cases says: the word with difference, interval and margin, and value added against 1+1."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.questions.cases import Cases, Line, Outcome
from sim.questions.interval import Interval
from sim.scenario import load
from sim.scenario.loaded import Comparison
from sim.show.cases.screen import screen
from sim.show.cases.words import moved_apart, summary
from sim.words import LANGUAGES, say

UP, DOWN, OPEN = Interval(2.0, 1.0, 3.0), Interval(-2.0, -3.0, -1.0), Interval(0.5, -1.0, 2.0)


def line(
    measure: str, difference: Interval, name: str = "small", arm: str = "joint", sets: tuple[str, ...] = (),
    **side: object,
) -> Line:  # fmt: skip
    case = load("two_way_claiming", sets).case
    assert case is not None
    comparison: Comparison = next(entry for entry in case.comparisons if entry.expectation.pair is None)
    row = replace(comparison.row, measure=measure, arm=arm, per=None, **{"window": None, **side})
    some = Interval(10.0, 9.0, 11.0)
    return Line(name, ("F1",), replace(comparison, row=row), 16, some, some, difference, 10.0, "shown", "")


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ([line("value", DOWN), line("synergy", UP)], ["small"]),
        ([line("value", UP), line("synergy", DOWN)], ["small"]),
        ([line("value", UP), line("synergy", UP)], []),
        ([line("value", DOWN), line("synergy", OPEN)], []),  # not shown to move
        ([line("value", DOWN), line("synergy", UP, name="other")], []),
        ([line("value", DOWN, arm="block"), line("synergy", UP)], []),
        ([line("value", DOWN, window=(0, 2)), line("synergy", UP)], []),
    ],
)
def test_value_and_one_plus_one_move_apart_where_both_intervals_show_it(lines: list[Line], named: list[str]) -> None:
    assert moved_apart(lines) == named
    for lang, text in (("en", "small: value added and 1+1 move apart."), ("zh", "small：成效与“1+1”一升一降。")):
        assert (text in screen(Cases({}, tuple(lines), 16, 0.02), lang, 400)) is bool(named)


@pytest.mark.parametrize(
    ("low", "outcome", "why", "figures", "words"),
    [
        (0.1, "shown_small", "", "+0.500 [+0.100, +0.900]", ("shown, small", "得到印证（幅度较小）")),
        (-0.9, "not_shown", "no_difference", "+0.5 [-0.9, +0.9]", ("not shown", "未获印证")),
        (0.1, "not_shown", "towards", "+0.500 [+0.100, +0.900]", ("not shown", "未获印证")),
    ],
)
def test_difference_interval_and_margin_stand_beside_the_word(
    low: float, outcome: Outcome, why: str, figures: str, words: tuple[str, str]
) -> None:
    made = replace(line("value", Interval(0.5, low, 0.9)), outcome=outcome, why=why)
    for lang, word in zip(LANGUAGES, words, strict=True):
        text = say(f"case.why.{why}", lang) if why else ""
        moved, limits = figures.split(" ", 1)
        (row,) = (entry for entry in screen(Cases({}, (made,), 16, 0.02), lang, 400).splitlines() if limits in entry)
        parts = [row.index(part) for part in (moved, limits, f"±{made.margin:.3g}", word, *([text] if text else []))]
        assert parts == sorted(parts)


def test_the_confidence_is_said_as_it_stands_in_the_scenario() -> None:
    lines = [line("value", UP, sets=("interval.confidence=0.975",))]
    assert "97.5 % (max-T)" in summary(lines, "en")
    assert "97.5%的水平" in summary(lines, "zh")
