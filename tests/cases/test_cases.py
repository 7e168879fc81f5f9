"""The cases that come with the program: each loads, says where it comes from, and is held against its own."""

from __future__ import annotations

import json
from itertools import combinations, product
from pathlib import Path

import jsonschema
import pytest
import yaml

from sim.questions.cases import case_question, read_off
from sim.runs.runner import answer
from sim.scenario import Scenario, load, shipped_cases
from sim.scenario.case import ROWS
from sim.scenario.load import dump
from sim.scenario.loaded import CaseOf
from sim.show.scenario.json_schema import json_schema

FILES = shipped_cases()
MECHANISMS = {"E1", "E2", "E3", "E4", "E5"}
NAMES_OTHERS = {"E6": MECHANISMS, "E7": MECHANISMS}  # the article: completeness is of the mechanisms it then names
LARGEST = 60_000  # organisations and areas, times months: the whole list is to be run while one waits


@pytest.fixture(scope="module")
def scenarios() -> dict[str, Scenario]:
    return {name: load(name) for name in FILES}


def case_of(scenario: Scenario) -> CaseOf:
    assert scenario.case is not None
    return scenario.case


def rows_named(scenario: Scenario) -> set[str]:
    """Return a case's rows, and those that the article names in them."""
    rows = set(case_of(scenario).stated.rows)
    return rows.union(*(NAMES_OTHERS.get(row, set()) for row in rows))


@pytest.mark.parametrize("name", FILES)
def test_a_case_says_in_both_languages_what_it_is_and_what_is_claimed(name: str) -> None:
    scenario = load(name)
    stated = case_of(scenario).stated
    sentences = [scenario.title, scenario.description]
    sentences += [part.title for part in stated.counterfactual or ()] + [part.claim for part in stated.expect]
    for words in sentences:
        assert words.zh
        assert words.en
        assert any("\u4e00" <= sign <= "\u9fff" for sign in words.zh)


@pytest.mark.parametrize("name", FILES)
def test_a_case_says_where_it_comes_from(name: str) -> None:
    stated = case_of(load(name)).stated
    if any(row[0] in "HP" for row in stated.rows):
        assert stated.source.study
    if any(row[0] not in "HP" for row in stated.rows):
        assert any("\u4e00" <= sign <= "\u9fff" for sign in stated.source.article), "the article's own sentence"
    assert stated.source.figure or stated.source.assumed, "where its sizes come from"


@pytest.mark.parametrize("name", FILES)
def test_every_counterfactual_is_used_and_differs_from_the_case(name: str) -> None:
    case = case_of(load(name))
    used = {comparison.counterfactual.name for comparison in case.comparisons if comparison.counterfactual}
    assert used == {counterfactual.name for counterfactual in case.stated.counterfactual or ()}
    for comparison in case.comparisons:
        if comparison.without is not None:
            assert comparison.row != comparison.without, comparison.expectation.measure


@pytest.mark.parametrize("name", FILES)
def test_a_case_is_of_a_size_that_is_soon_run(name: str) -> None:
    scenario = load(name)
    if scenario.organisations is not None:
        many = len(scenario.organisations)
    else:
        many = scenario.district.lines + scenario.district.streets * (scenario.district.areas + 2)
    assert many * scenario.months <= LARGEST


def test_every_row_has_a_case(scenarios: dict[str, Scenario]) -> None:
    shown = {row for scenario in scenarios.values() for row in case_of(scenario).stated.rows}
    assert [row for row in ROWS if row not in shown] == []


def test_no_two_cases_without_a_common_row_are_held_against_the_same(scenarios: dict[str, Scenario]) -> None:
    held: dict[str, list[tuple[str, str]]] = {}
    for name, scenario in scenarios.items():
        for comparison in case_of(scenario).comparisons:
            other, without = comparison.counterfactual, comparison.without
            if other is None or without is None or comparison.under:
                continue
            worlds = [dump(side.scenario) for side in (comparison.row, without)]
            for data, part in product(worlds, ("title", "description", "extends", "months")):
                del data[part]
            key = json.dumps([worlds, other.arm, other.measure, other.from_month, other.to_month], sort_keys=True)
            if (name, other.name) not in held.setdefault(key, []):
                held[key].append((name, other.name))
    for names in held.values():
        for (first, _), (second, _) in combinations(names, 2):
            assert rows_named(scenarios[first]) & rows_named(scenarios[second]), names


def test_every_file_of_a_case_s_own_is_used(scenarios: dict[str, Scenario]) -> None:
    beside = {file.name for file in next(iter(FILES.values())).parent.glob("*.py")}
    assert beside == {source.name for scenario in scenarios.values() for source in scenario.own.sources}


def test_a_case_may_ask_for_a_second_difference_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "pair.yaml"
    file.write_text(
        "extends: default\nrows: [E6]\nexpect:\n  - {measure: value, direction: up, pair: [liaison, planning]}\n",
        encoding="utf-8",
    )
    (comparison,) = case_of(load(file)).comparisons
    assert comparison.without is None


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_case_can_be_run(name: str) -> None:
    scenario = load(name)
    samples = answer(case_question(name, scenario, len(case_of(scenario).comparisons), 8))
    for line in read_off([samples], scenario.interval.confidence, 8):
        assert line.outcome != "undefined", line.comparison.expectation.measure


def test_the_schema_takes_every_case_and_no_misspelt_one() -> None:
    schema = jsonschema.Draft202012Validator(json_schema("en"))
    for file in FILES.values():
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
        if "use" in document:  # what a file of one's own declares no schema can know
            continue
        assert [error.message for error in schema.iter_errors(document)] == [], file.name
    wrong = {"rows": ["F3"], "expect": [{"measure": "valu", "direction": "up"}]}
    assert not schema.is_valid(wrong)
    nested = {"name": "x", "settings": {"matching": {"mode": "blnd"}}}
    assert not schema.is_valid({"rows": ["F3"], "counterfactual": [nested], "expect": []})
