"""Cases: what is held against what, which word it is given, and plain words for what is wrong in a file."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.model.camps import CHANNELS, alone, together
from sim.model.measures import MEASURES
from sim.questions.cases import Line, Samples, at_every_look, case_question, read_off, size, where_defined, word
from sim.questions.interval import Interval, mean
from sim.runs.quantities import quantities
from sim.runs.question import Question
from sim.runs.run import AnyRun, Batch, Run
from sim.runs.runner import answer
from sim.runs.table import Table
from sim.scenario import Scenario, ScenarioError, load
from sim.scenario.loaded import CaseOf

Floats = NDArray[np.float64]
HEAD = """\
extends: even
title: {zh: 小例, en: small}
months: 4
rows: [F3]
source: {article: 双向认领, assumed: everything}
counterfactual:
  - name: nobody
    title: {zh: 无人召集, en: nobody convenes}
    settings: {convening: {block_hours: 0.0, line_hours: 0.0}}
"""
Writes = Callable[[str], Scenario]


@pytest.fixture
def scenario_file(tmp_path: Path) -> Writes:
    def write(text: str) -> Scenario:
        file = tmp_path / "mine.yaml"
        file.write_text(text, encoding="utf-8")
        return load(file)

    return write


def case_of(scenario: Scenario) -> CaseOf:
    assert scenario.case is not None
    return scenario.case


def sampled(scenario: Scenario, replications: int = 3) -> Samples:
    return answer(case_question("mine", scenario, len(case_of(scenario).comparisons), replications), workers=1)


def first_batch(scenario: Scenario) -> Batch:
    batch = next(case_question("mine", scenario, 1, 2))
    assert isinstance(batch, Batch)
    return batch


def ran(*runs: AnyRun, replications: int = 3) -> Table:
    """Return a table of runs made without any case."""

    def question() -> Question[Table]:
        read_of = quantities(["gross", "arisen", "service_days", "type"])
        table: Table = yield Batch(dict.fromkeys(runs, read_of), range(replications))
        return table

    return answer(question(), workers=1)


def together_in(scenario: Scenario) -> Run:
    return Run(scenario, together({name: getattr(scenario.channels, name) for name in CHANNELS}))


# the word ------------------------------------------------------------------------------------------------------------

MARGIN = 2.0


NOTHING, OPEN = ("not_shown", "no_difference"), ("not_shown", "cannot_tell")
TOWARDS, AWAY = ("not_shown", "towards"), ("not_shown", "away")
SMALL, OTHER_SMALL = ("shown_small", ""), ("opposite_small", "")


@pytest.mark.parametrize(
    ("low", "high", "up", "down", "same"),
    [
        (3, 5, ("shown", ""), ("opposite", ""), ("not_shown", "differs")),
        (-5, -3, ("opposite", ""), ("shown", ""), ("not_shown", "differs")),
        (-1, 1, NOTHING, NOTHING, ("shown", "")),
        (-2, 2, NOTHING, NOTHING, ("shown", "")),
        (0, 2, NOTHING, NOTHING, ("shown", "")),
        (0.5, 1.5, SMALL, OTHER_SMALL, ("shown", "not_zero")),
        (-1.5, -0.5, OTHER_SMALL, SMALL, ("shown", "not_zero")),
        (1, 3, TOWARDS, AWAY, OPEN),
        (-3, -1, AWAY, TOWARDS, OPEN),
        (2, 4, TOWARDS, AWAY, OPEN),
        (-9, 9, OPEN, OPEN, OPEN),
        (-1, 9, OPEN, OPEN, OPEN),
        (math.nan, math.nan, ("undefined", ""), ("undefined", ""), ("undefined", "")),
        (-math.inf, 9, ("undefined", ""), ("undefined", ""), ("undefined", "")),
    ],
)
def test_the_word_is_read_from_the_whole_interval(
    low: float, high: float, up: tuple[str, str], down: tuple[str, str], same: tuple[str, str]
) -> None:
    interval = Interval((low + high) / 2.0, low, high)
    assert word(interval, "up", MARGIN) == up
    assert word(interval, "down", MARGIN) == down
    assert word(interval, "same", MARGIN) == same


def test_what_is_exactly_the_same_is_no_difference_even_without_a_margin() -> None:
    exact = Interval(0.0, 0.0, 0.0)
    assert word(exact, "up", 0.0) == ("not_shown", "no_difference")
    assert word(exact, "same", 0.0) == ("shown", "")


# what is run and read ------------------------------------------------------------------------------------------------


def test_with_and_without_are_the_runs_that_are_named(scenario_file: Writes) -> None:
    scenario = scenario_file(HEAD + "expect:\n  - {measure: value, direction: up}\n")
    ((row, without),) = sampled(scenario).pairs
    assert np.array_equal(row, ran(together_in(scenario)).values(together_in(scenario)))
    other = case_of(scenario).comparisons[0].without
    assert other is not None
    assert other.scenario.convening.block_hours == 0.0
    assert np.array_equal(without, ran(together_in(other.scenario)).values(together_in(other.scenario)))
    assert not np.array_equal(row, without)


def test_an_arm_apart_adds_the_two_kinds_up(scenario_file: Writes) -> None:
    scenario = scenario_file(HEAD + "expect:\n  - {measure: value, direction: up, arm: apart}\n")
    ((row, _),) = sampled(scenario).pairs
    block, line = (Run(scenario, alone(label)) for label in (0, 1))
    entry = ran(block, line)
    assert np.array_equal(row, entry.values(block) + entry.values(line))


def test_a_measure_may_be_read_per_another(scenario_file: Writes) -> None:
    scenario = scenario_file(HEAD + "expect:\n  - {measure: value, per: fit_days.blocks, direction: up}\n")
    ((row, _),) = sampled(scenario, 4).pairs
    whole = scenario_file(
        HEAD + "expect:\n  - {measure: value, direction: up}\n  - {measure: fit_days.blocks, direction: up}\n"
    )
    (value, _), (days, _) = sampled(whole, 4).pairs
    assert row.mean() == pytest.approx(value.mean() / days.mean(), rel=1e-12)
    assert row.std() > 0.0


def test_the_side_without_may_be_another_arm(scenario_file: Writes) -> None:
    text = HEAD.replace("    settings:", "    arm: apart\n    settings:")
    scenario = scenario_file(text + "expect:\n  - {measure: value, direction: up}\n")
    (comparison,) = case_of(scenario).comparisons
    assert comparison.without is not None
    assert (comparison.row.arm, comparison.without.arm) == ("joint", "apart")
    ((_, without),) = sampled(scenario).pairs
    block, line = (Run(comparison.without.scenario, alone(label)) for label in (0, 1))
    single = ran(block, line)
    assert np.array_equal(without, single.values(block) + single.values(line))


def test_a_window_counts_its_months_only(scenario_file: Writes) -> None:
    text = HEAD + (
        "expect:\n"
        "  - {measure: listed, direction: up}\n"
        "  - {measure: listed, direction: up, to_month: 1}\n"
        "  - {measure: listed, direction: up, from_month: 2, to_month: 3}\n"
        "  - {measure: listed, direction: up, from_month: 4}\n"
        "  - {measure: participation.lines, direction: up, from_month: 2, to_month: 3}\n"
        "  - {measure: participation, direction: up, from_month: 2, to_month: 3}\n"
        "  - {measure: participation.blocks, direction: up, from_month: 2, to_month: 3}\n"
    )
    scenario = scenario_file(text)
    whole, first, middle, last, lines, both, blocks = (row for row, _ in sampled(scenario).pairs)
    assert np.array_equal(whole, first + middle + last)
    assert (first > 0).all()
    assert ((np.minimum(lines, blocks) <= both) & (both <= np.maximum(lines, blocks))).all()
    windows = [comparison.row.window for comparison in case_of(scenario).comparisons]
    assert windows == [None, (0, 1), (1, 3), (3, 4), (1, 3), (1, 3), (1, 3)]


def test_the_sides_may_have_windows_of_their_own(scenario_file: Writes) -> None:
    text = HEAD.replace("    settings:", "    from_month: 1\n    to_month: 2\n    settings:")
    scenario = scenario_file(text + "expect:\n  - {measure: arisen, direction: up, from_month: 3, to_month: 4}\n")
    (comparison,) = case_of(scenario).comparisons
    assert comparison.without is not None
    assert (comparison.row.window, comparison.without.window) == ((2, 4), (0, 2))
    ((late, early),) = sampled(scenario).pairs
    whole = ran(together_in(scenario)).values(together_in(scenario), "arisen")
    assert np.array_equal(late + early, whole)  # needs arise the same whatever is arranged


def test_a_group_is_read_from_its_types(scenario_file: Writes) -> None:
    text = HEAD + "expect:\n"
    for group in ("blocks", "lines", "street", "two_new"):
        text += f"  - {{measure: fit_days.{group}, direction: up}}\n"
    scenario = scenario_file(text)
    blocks, lines, street, two_new = (row for row, _ in sampled(scenario).pairs)
    sums = ran(together_in(scenario)).by_group(together_in(scenario), "type")
    assert sums is not None
    assert (street < blocks).all()
    assert (two_new < lines).all()
    days = ran(together_in(scenario)).values(together_in(scenario), "service_days")
    assert (blocks + lines <= days * (1 + 1e-9)).all()  # as far as their functions fit
    assert len(first_batch(scenario).wanted) == 2


def test_under_is_laid_over_both_sides(scenario_file: Writes) -> None:
    text = HEAD + (
        "expect:\n  - {measure: value, direction: up}\n"
        "  - {measure: value, direction: up, under: {months: 2, needs: {scale: 2.0}}}\n"
    )
    plain, under = case_of(scenario_file(text)).comparisons
    assert under.under == {"months": 2, "needs.scale": 2.0}
    for comparison, months, scale in ((plain, 4, 1.0), (under, 2, 2.0)):
        assert comparison.without is not None
        for value in (comparison.row, comparison.without):
            assert (value.scenario.months, value.scenario.needs.scale) == (months, scale)
        assert comparison.row.scenario.convening.block_hours > comparison.without.scenario.convening.block_hours == 0.0


def test_what_several_comparisons_read_is_run_once(scenario_file: Writes) -> None:
    text = (
        HEAD
        + "expect:\n"
        + "".join(f"  - {{measure: {name}, direction: up}}\n" for name in ("value", "net", "discovered", "listed"))
    )
    assert len(first_batch(scenario_file(text)).wanted) == 2


def test_a_measure_may_be_held_against_a_number(scenario_file: Writes) -> None:
    scenario = scenario_file(
        HEAD[: HEAD.index("counterfactual")] + "expect:\n  - {measure: value, direction: up, level: 5}\n"
    )
    (comparison,) = case_of(scenario).comparisons
    ((row, level),) = sampled(scenario).pairs
    assert np.array_equal(row, ran(together_in(scenario)).values(together_in(scenario)))
    assert (level == 5.0).all()
    assert size(comparison, row, level) == 5.0
    assert comparison.against == "5"
    assert len(first_batch(scenario).wanted) == 1


def test_the_last_of_two_steps_is_held_against_the_one_before(scenario_file: Writes) -> None:
    first = "  - name: half\n    settings: {needs: {scale: 0.5}}\n"
    text = HEAD + first + "expect:\n  - {measure: value, direction: down, against: nobody, before: half}\n"
    (comparison,) = case_of(scenario_file(text)).comparisons
    ((last, before),) = sampled(scenario_file(text)).pairs
    sides = [comparison.row, comparison.without, comparison.before]
    runs = [together_in(side.scenario) for side in sides if side is not None]
    third, second, entry = (ran(*runs).values(run) for run in runs)
    assert np.array_equal(last, third - second)
    assert np.array_equal(before, second - entry)
    assert comparison.against == "half > nobody"


def test_the_pairs_of_the_five_mechanisms_are_run_once() -> None:
    scenario = load("five_mechanisms")
    assert len(case_of(scenario).comparisons) == 30
    assert len(first_batch(scenario).wanted) == 16


def test_a_second_difference_is_that_of_its_four_runs(scenario_file: Writes) -> None:
    text = HEAD[: HEAD.index("counterfactual")] + "expect:\n"
    scenario = scenario_file(text + "  - {measure: value, direction: up, pair: [liaison, planning]}\n")
    ((first, other),) = sampled(scenario).pairs
    every = frozenset(("mobilisation", "planning", "liaison", "supervision", "incentive"))
    base = together_in(scenario)
    left = (set(), {"liaison", "planning"}, {"liaison"}, {"planning"})
    every_one, none, no_l, no_p = runs = [Run(scenario, base.camp, every - out) for out in left]
    made = ran(*runs)
    assert np.array_equal(first, made.values(every_one) + made.values(none))
    assert np.array_equal(other, made.values(no_l) + made.values(no_p))


# how it is read off --------------------------------------------------------------------------------------------------


def lines_of(scenario: Scenario, pairs: list[tuple[Floats, Floats]], name: str = "mine") -> list[Line]:
    samples = Samples(name, scenario, case_of(scenario), len(pairs[0][0]), tuple(pairs))
    return read_off([samples], 0.95, 16)


def test_the_margin_is_a_share_of_the_measure_without_the_row(scenario_file: Writes) -> None:
    scenario = scenario_file(HEAD + "expect:\n  - {measure: value, direction: up, margin: 0.1}\n")
    noise = np.random.default_rng(1).normal(0.0, 0.1, 64)
    base = np.full(64, 100.0)
    for gain, result in ((12.0, "shown"), (8.0, "shown_small"), (-8.0, "opposite_small"), (-12.0, "opposite")):
        (line,) = lines_of(scenario, [(base + gain + noise, base)])
        assert (line.outcome, line.size, line.margin) == (result, 100.0, 10.0)
    (line,) = lines_of(scenario, [(base + noise, np.zeros(64))])
    assert (line.outcome, line.size) == ("shown", pytest.approx(100.0, rel=0.01))  # there is nothing without it


def test_a_second_difference_counts_beside_one_value_on_every_scale(scenario_file: Writes) -> None:
    text = HEAD[: HEAD.index("counterfactual")] + "expect:\n"
    for scale in ("additive", "log", "bliss"):
        text += f"  - {{measure: value, direction: up, pair: [liaison, planning], scale: {scale}}}\n"
    comparisons = case_of(scenario_file(text)).comparisons
    sums = np.full(8, 203.0), np.full(8, 200.0)  # each the sum of two values of about 100
    assert [size(comparison, *sums) for comparison in comparisons] == [100.0, 1.0, 1.0]


def test_the_order_in_which_cases_are_asked_for_changes_no_byte(scenario_file: Writes) -> None:
    scenario = scenario_file(HEAD + "expect:\n  - {measure: value, direction: up}\n")
    luck = np.random.default_rng(3)
    cases = [Samples(name, scenario, case_of(scenario), 16, ((luck.normal(size=16), np.ones(16)),)) for name in "cab"]
    there = {line.name: line.difference for line in read_off(cases, 0.95, 16)}
    back = read_off(cases[::-1], 0.95, 16)
    assert [line.name for line in back] == ["b", "a", "c"]
    assert {line.name: line.difference for line in back} == there


def test_a_line_says_whether_it_is_decided_against_its_margin(scenario_file: Writes) -> None:
    scenario = scenario_file(HEAD + "expect:\n  - {measure: value, direction: up}\n")
    noise = np.random.default_rng(4).normal(size=64)
    base = np.full(64, 100.0)
    for gain, spread, is_decided in ((0.0, 0.1, True), (9.0, 0.1, True), (2.0, 0.5, False), (0.0, 50.0, False)):
        (line,) = lines_of(scenario, [(base + gain + spread * noise, base)])
        assert line.decided == is_decided
        assert line.decided == (line.why not in ("cannot_tell", "towards", "away"))


# how long it goes on -------------------------------------------------------------------------------------------------


def ended_after(scenario: Scenario, gain: float, patch: pytest.MonkeyPatch, precision: float = 0.0) -> int:
    """Return after how many replicates a case ends: 100 without the row, so much more with it, noise of 1."""
    luck = np.random.default_rng(8).normal(size=512)
    question, batch = case_question("mine", scenario, 1, precision=precision), None
    while True:
        try:
            batch = question.send(None if batch is None else Table())
        except StopIteration as end:
            samples: Samples = end.value
            return samples.replications
        assert isinstance(batch, Batch)
        figures = luck[: batch.replications[-1] + 1]
        sides = 100.0 + gain + (figures - figures.mean()) / figures.std(), np.full(len(figures), 100.0)
        patch.setattr("sim.questions.cases._read", lambda *_, sides=sides: sides)


def test_replicates_go_on_until_the_claim_is_decided_against_its_margin(
    scenario_file: Writes, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = scenario_file(HEAD + "expect:\n  - {measure: value, direction: up, margin: 0.02}\n")
    ended = [ended_after(scenario, gain, monkeypatch) for gain in (-9.0, 0.0, 1.7, 2.0, 2.3, 9.0)]
    assert ended == [16, 16, 128, 512, 128, 16]


def test_what_is_near_its_margin_may_end_on_its_width(scenario_file: Writes, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = scenario_file(HEAD + "expect:\n  - {measure: value, direction: up, margin: 0.02}\n")
    assert ended_after(scenario, 2.0, monkeypatch, precision=0.005) == 64


def test_intervals_are_wider_where_the_end_may_hang_on_them(scenario_file: Writes) -> None:
    scenario = scenario_file(HEAD + "expect:\n  - {measure: value, direction: up}\n")
    pair = np.random.default_rng(9).normal(size=16), np.ones(16)
    samples = Samples("mine", scenario, case_of(scenario), 16, (pair,))
    (fixed,), (ended) = (read_off([samples], 0.95, asked) for asked in (16, "auto"))
    assert ended[0].difference.half_width > 1.2 * fixed.difference.half_width
    assert at_every_look(0.95, 16) == 0.95
    assert at_every_look(0.95, "auto") == pytest.approx(1.0 - 0.05 / 6)


# where a measure is not defined --------------------------------------------------------------------------------------


def test_a_measure_is_taken_over_the_replicates_in_which_it_is_defined() -> None:
    luck = np.random.default_rng(5)
    a, b = luck.normal(3.0, 1.0, 24), luck.normal(2.0, 1.0, 24)
    a[[2, 7]], b[[7, 11, 12]] = math.nan, math.nan
    defined = np.isfinite(a) & np.isfinite(b)
    first, other = where_defined(a, b)
    assert first.mean() == pytest.approx(a[defined].mean())
    assert other.mean() == pytest.approx(b[defined].mean())
    alone = mean((a - b)[defined])
    x = (a - b)[defined]
    spread = (first - other).std(ddof=1) / math.sqrt(24)
    assert spread == pytest.approx(x.std(ddof=1) / math.sqrt(len(x)), rel=1e-12)
    assert mean(first - other).half_width == pytest.approx(alone.half_width, rel=0.1)


def test_a_measure_that_is_seldom_defined_is_undefined() -> None:
    a = np.full(16, math.nan)
    a[:7] = np.arange(7.0)
    assert np.isnan(where_defined(a, np.zeros(16))).all()
    a[7] = 7.0
    assert np.isfinite(where_defined(a, np.zeros(16))).all()
    assert np.isnan(where_defined(np.array([1.0, math.nan]), np.zeros(2))).all()


# what is wrong in a file ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("rows: [F3]", "rows: [F3, E9]", 4, "E9"),
        ("measure: value", "measure: discoverd", 11, "discovered"),
        ("measure: value", "measure: participation.line", 11, "participation.lines"),
        ("against: nobody", "against: nobdy", 11, "nobody"),
        ("direction: up", "direction: upward", 11, "up"),
        ("direction: up", "direction: up, scale: log", 11, "scale"),
        ("direction: up", "direction: up, from_month: 3, to_month: 2", 11, "to_month"),
        ("measure: value", "measure: discovered, arm: apart", 11, "value"),
        ("measure: value", "measure: value, per: discoverd", 11, "discovered"),
        ("measure: value", "measure: value, per: participation, arm: apart", 11, "value"),
        ("measure: value", "measure: synergy, per: participation", 11, "value"),
        ("measure: value", "measure: value, per: complementarity", 11, "value"),
        ("against: nobody", "pair: [liaison, planning], per: participation", 11, "value"),
        ("against: nobody", "pair: [liaison, liaison]", 11, "liaison"),
        ("against: nobody", "against: nobody, before: nobdy", 11, "nobdy"),
        ("against: nobody", "against: nobody, before: nobody", 11, "nobody"),
        ("against: nobody", "against: nobody, level: 0.5", 11, "level"),
        ("against: nobody", "level: 0.5, before: nobody", 11, "level"),
        ("block_hours: 0.0", "block_hour: 0.0", 9, "block_hours"),
        ("block_hours: 0.0", "block_hours: -1.0", 9, "block_hours"),
        ("name: nobody", "nam: nobody", 7, "name"),
    ],
)
def test_a_fault_names_its_line_and_what_would_be_right(
    scenario_file: Writes, old: str, new: str, line: int, sentence: str
) -> None:
    text = HEAD + "expect:\n  - {measure: value, direction: up, against: nobody}\n"
    assert old in text
    with pytest.raises(ScenarioError) as caught:
        scenario_file(text.replace(old, new, 1))
    faults = [fault for fault in caught.value.faults if fault.place.line == line]
    assert faults, caught.value.text("en")
    for lang in ("zh", "en"):
        assert any(sentence in fault.message(lang) for fault in faults), caught.value.text(lang)


def test_a_measure_of_the_model_can_be_read(scenario_file: Writes) -> None:
    text = HEAD + "expect:\n" + "".join(f"  - {{measure: {name}, direction: same}}\n" for name in MEASURES)
    scenario = scenario_file(text)
    samples = sampled(scenario, 2)
    assert len(samples.pairs) == len(MEASURES)
    assert all(len(row) == len(without) == 2 for row, without in samples.pairs)
