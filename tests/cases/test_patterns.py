"""The cases of patterns: each is the study's claim and not the model's, and none is built in."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from sim.mechanisms.levers import Levers
from sim.model.world import FIRST_LINE
from sim.questions.readings import read, wanted
from sim.runs.question import Question
from sim.runs.run import Batch, joined
from sim.runs.runner import answer
from sim.runs.table import Floats
from sim.scenario import Scenario, load, shipped_cases
from sim.scenario.case import Expectation
from sim.scenario.loaded import CaseOf, Comparison, Side
from sim.scenario.parameters import settings
from sim.scenario.stretches import stretches

FIELD = {f"H{i}": "Holmström & Milgrom 1991" if i == 9 else "Field pattern" for i in range(1, 10)}
STUDIES = {
    "P1": "Liu Xiaoyan 2020",
    "P2": "Zhang Qiujie et al. 2018, 2021",
    "P3": "Wang Huoliang, Sun Minyue 2021",
    "P4": "Zhao Xiaoyan 2022",
    "P5": "Lü Lina 2023",
    "P6": "Zhang Yangyang 2020",
    "P7": "Wang Jialu, Ye Min 2020",
    "P8": "Chen Weidong, Xu Lingfeng 2024",
    "P9": "Ling",
    "P10": "Tianjin journal, 2025",
    "P11": "Yang Fan 2020",
    "P12": "Sun Jingwen 2019",
    "P13": "Zhou Zhenchao, Chen Rubai 2023",
    "P14": "Charity Blue Book",
}
CONTRADICTING = ("P9", "P10", "P11")
MECHANISMS = ("mobilisation", "planning", "liaison", "supervision", "incentive")


@cache
def every() -> dict[str, CaseOf]:
    """Every shipped case, loaded once."""
    return {name: case for name in shipped_cases() if (case := load(name).case) is not None}


def of_row(row: str) -> dict[str, CaseOf]:
    assert len(every()) == len(shipped_cases())
    return {name: case for name, case in every().items() if row in case.stated.rows}


@pytest.mark.parametrize(("row", "study"), [*FIELD.items(), *STUDIES.items()])
def test_a_pattern_has_a_case_that_names_its_study(row: str, study: str) -> None:
    cases = of_row(row)
    assert cases
    for case in cases.values():
        assert study in " ".join(case.stated.source.study.split())
        assert case.stated.source.assumed


@pytest.mark.parametrize("row", [*FIELD, *STUDIES])
def test_what_a_pattern_claims_is_told_apart_from_its_measure_in_both_languages(row: str) -> None:
    for case in of_row(row).values():
        for expectation in case.stated.expect:
            assert expectation.claim.zh.endswith("。")
            assert expectation.claim.en.endswith(".")


def expectations(row: str) -> list[Expectation]:
    return [expectation for case in of_row(row).values() for expectation in case.stated.expect]


def test_where_a_study_contradicts_the_article_both_sides_are_asked() -> None:
    for row in CONTRADICTING:
        assert any(case.stated.source.article for case in of_row(row).values()), row
        assert {"up"} < {
            expectation.direction for expectation in expectations(row) if expectation.measure == "value"
        }, row
    for direction in ("up", "same"):
        against = {expectation.against for expectation in expectations("P9") if expectation.direction == direction}
        assert against == {f"without_{name}" for name in MECHANISMS}


def set_by(name: str) -> set[str]:
    """Return what a case says otherwise than its counterfactuals, by dotted path."""
    case = load(name).case
    assert case is not None
    return {path for settings in case.changed.values() for path in settings}


def test_free_riding_and_herding_are_not_built_in() -> None:
    for name in of_row("H5"):
        assert not {path for path in set_by(name) if path.startswith("participation.")} - {"participation.start"}
        scenario = load(name)
        for field in ("peers", "conditional", "cost"):
            assert getattr(scenario.participation, field) == getattr(Scenario().participation, field)


def test_lines_and_blocks_are_compared_at_equal_endowment() -> None:
    for name in of_row("H1"):
        profiles = dict(load(name).types)
        assert len({(profile.hours, profile.consciousness) for profile in profiles.values()}) == 1


@pytest.mark.parametrize("row", ["P4", "P12"])
def test_what_is_to_change_by_itself_is_not_changed(row: str) -> None:
    """Nobody calls off the emergency, or upon units whose requests failed."""
    for case in of_row(row).values():
        for comparison in case.comparisons:
            assert comparison.without is not None
            assert comparison.row.scenario.mechanisms == comparison.without.scenario.mechanisms


def pulled(scenario: Scenario) -> list[np.void]:
    """Return the levers of a block and of a line organisation that signs whatever it is offered."""
    lines = np.array([False, True])
    who = SimpleNamespace(
        type=np.array([0, FIRST_LINE]), level=np.ones(2), members=np.array([0.0, 20.0]), lot=np.array([1.0, 0.2]),
        lines=lines, blocks=~lines,
    )  # fmt: skip
    levers = Levers(2, {})
    for name in MECHANISMS:
        getattr(scenario.mechanisms, name).pull(levers, who)
    return list(levers.columns()[0])


def test_the_push_that_slackens_is_not_the_organiser_s_own_resolve() -> None:
    for comparison in of_row("P1")["responsibility_flows_back"].comparisons:
        assert comparison.without is not None
        assert comparison.row.window is not None
        last = stretches(comparison.row.scenario)[-1]
        assert last[0] == comparison.row.window[0]  # what is read is when the push is at its weakest
        other = stretches(comparison.without.scenario)[
            0 if comparison.without.scenario == comparison.row.scenario else -1
        ]
        (row_block, row_line), (block, line) = (pulled(scenario) for _, scenario in (last, other))
        assert row_block == block
        assert row_line != line


def test_where_offices_serve_at_last_the_push_stays_and_only_what_is_named_differs() -> None:
    """A year is held against another of the same run, or against a world without the duty, or the slackening, alone."""
    differing = set()
    for comparison in of_row("P1")["offices_of_last_resort"].comparisons:
        assert comparison.without is not None
        assert len(stretches(comparison.row.scenario)) == len(stretches(comparison.without.scenario)) == 1
        mine, theirs = (
            {row.row.path: row.value for row in settings(side.scenario)}
            for side in (comparison.row, comparison.without)
        )
        assert pulled(comparison.row.scenario) == pulled(comparison.without.scenario)
        differing.add((comparison.against, *sorted(path for path in mine if mine[path] != theirs[path])))
    assert differing == {
        ("first_year",),
        ("no_duty", "matching.last_resort", "participation.office_follows"),
        ("rested", "learning.fatigue", "learning.rest"),
    }


# a campaign that ends ------------------------------------------------------------------------------------------------

CAMPAIGN, LASTS = "campaign_that_ends", 6


def by_replicate(scenario: Scenario, measure: str, window: tuple[int, int] | None = None) -> Floats:
    side = Side(scenario, "joint", measure, window)

    def question() -> Question[Floats]:
        table = yield Batch(joined(wanted(side)), range(3))
        return read(table, side)

    return answer(question(), workers=1)


def test_a_campaign_is_what_it_is_while_it_lasts_and_then_over() -> None:
    case = load(CAMPAIGN).case
    assert case is not None
    never = next(
        comparison.without.scenario
        for comparison in case.comparisons
        if comparison.against == "never" and comparison.without
    )
    ((_, during), (month, after)) = stretches(load(CAMPAIGN))
    assert month == LASTS
    assert all(stretch.mechanisms == never.mechanisms for _, stretch in [(0, after), *stretches(never)])
    called, usual = (stretch.mechanisms.mobilisation for stretch in (during, after))
    for name in ("contracts", "pledges", "consciousness", "checkin"):
        assert getattr(called, name) == 2.0 * getattr(usual, name)


def test_a_campaign_moves_no_month_before_it_ends_otherwise() -> None:
    small = ["months=8", "district.lines=20", "district.areas=4"]
    ends = load(CAMPAIGN, small)
    lasts = ends.model_copy(update={"from_month": None})
    for window, same in (((0, LASTS), True), ((LASTS, 8), False)):
        sides = by_replicate(ends, "participation", window), by_replicate(lasts, "participation", window)
        assert np.array_equal(*sides) is same


def test_a_window_of_a_case_lies_where_it_says() -> None:
    """What is held against the campaign is read while it lasts, and what comes after when it is over."""
    case = load(CAMPAIGN).case
    assert case is not None

    def held(against: str) -> list[Comparison]:
        return [comparison for comparison in case.comparisons if comparison.expectation.against == against]

    for comparison in held("during"):
        assert comparison.row.window is not None
        assert comparison.without is not None
        assert comparison.without.window is not None
        assert comparison.without.window[1] <= LASTS <= comparison.row.window[0]
    assert max(comparison.row.window[0] for comparison in held("never") if comparison.row.window) >= LASTS + 12
