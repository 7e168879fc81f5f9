"""`cases` as a person uses it: a table, a folder in which it goes on, and plain words for what is wrong."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.journeys.conftest import Program

CASE = """\
extends: even
title: {zh: 指派, en: Appointment}
months: 4
rows: [F3, B2]
source: {article: 双向认领}
counterfactual:
  - name: blind
    title: {zh: 盲目认领, en: blind claiming}
    settings: {matching: {mode: blind}}
  - name: none
    settings: {convening: {block_hours: 0.0, line_hours: 0.0}}
expect:
  - {measure: value, direction: up, against: blind}
  - {measure: listed, direction: down, against: none, under: {months: 3}}
  - {measure: participation.lines, direction: up, against: blind, from_month: 2, to_month: 3,
     per: organisational_coverage, claim: {zh: 能动员的，动得更多。, en: More of those who can be moved are.}}
  - {measure: value, direction: up, pair: [planning, liaison], scale: log}
"""


@pytest.fixture
def case(here: Path) -> Path:
    file = here / "mine_case.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


def test_a_case_of_ones_own_is_told_and_kept(real: Program, here: Path, case: Path) -> None:
    outcome = real("cases", str(case), "--replications", "4", "--lang", "en", "--out", "kept")
    assert outcome.status == 0, outcome.err
    assert "F3 two-way claiming, B2 material resources by consent" in outcome.out
    assert "Comparisons: 4 (cases: 1): " in outcome.out
    assert "months=3" in outcome.out
    with (here / "kept/cases.csv").open(encoding="utf-8-sig", newline="") as text:
        table = list(csv.DictReader(text))
    assert "More of those who can" in outcome.out
    assert [row["claim_zh"] for row in table] == ["", "", "能动员的，动得更多。", ""]
    assert table[2]["per"] == "organisational_coverage"
    assert " per organisational coverage, months 2–3; up" in table[2]["asked_en"]
    assert [row["against"] for row in table] == ["blind", "none", "blind", ""]
    assert float(table[1]["with_estimate"]) > float(table[1]["without_estimate"])  # hours to convene list more
    data = json.loads(real("cases", str(case), "--replications", "4", "--json").out)
    assert [line["difference"]["low"] for line in data["comparisons"]] == [
        float(row["difference_low"]) for row in table
    ]
    assert data["comparisons"][2]["months"] == [1, 3]


def test_it_goes_on_where_it_was_stopped_with_the_same_bytes(real: Program, here: Path, case: Path) -> None:
    other = here / "other.yaml"
    other.write_text(CASE.replace("months: 4", "months: 5"), encoding="utf-8")
    words = ("cases", str(case), str(other), "--replications", "3", "--out", "kept")
    assert real(*words).status == 0
    before = (here / "kept/cases.csv").read_bytes()
    first = here / "kept/points/00000.json"
    kept = json.loads(first.read_text("utf-8"))
    kept["pairs"][0][0][0] += 1000.0
    first.write_text(json.dumps(kept), encoding="utf-8")
    (here / "kept/points/00001.json").unlink()
    assert real(*words).status == 0
    assert (here / "kept/cases.csv").read_bytes() != before  # the first was read, not run again
    first.unlink()
    assert real(*words).status == 0
    assert (here / "kept/cases.csv").read_bytes() == before
    outcome = real("cases", str(case), "--replications", "3", "--out", "kept")
    assert outcome.status == 2
    assert "something else (cases differ)" in outcome.err


def test_workers_change_no_byte(real: Program, case: Path) -> None:
    first, two = (real("cases", str(case), "--replications", "3", "--json", "--workers", n).out for n in "13")
    assert first == two


@pytest.mark.parametrize(
    ("was", "replacement", "line", "sentence"),
    [
        ("rows: [F3, B2]", "rows: [F33, B2]", 4, "did you mean F3?"),
        ("mode: blind}", "mode: blnd}", 9, "did you mean blind?"),
        ("measure: listed", "measure: litsed", 14, "did you mean listed?"),
        ("against: none", "against: noen", 14, "did you mean none?"),
        ("pair: [planning, liaison]", "pair: [planning, planning]", 17, "two different mechanisms"),
        ("direction: up, against: blind, from", "direction: upp, against: blind, from", 15, "did you mean up?"),
        ("block_hours: 0.0", "block_hours: -1.0", 11, "0 to 5000"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    real: Program, case: Path, was: str, replacement: str, line: int, sentence: str
) -> None:
    case.write_text(CASE.replace(was, replacement), encoding="utf-8")
    heard = real("cases", str(case), "--lang", "en")
    assert heard.status == 2
    assert heard.out == ""
    assert f"mine_case.yaml:{line}:" in heard.err
    assert sentence in heard.err


def test_the_scenario_and_the_settings_of_a_case_are_checked_in_one_go(real: Program, case: Path) -> None:
    spoilt = CASE.replace("months: 4\n", "months: 0\n").replace("mode: blind}", "mode: blnd}")
    case.write_text(spoilt, encoding="utf-8")
    heard = real("check", str(case), "--lang", "en")
    assert "mine_case.yaml:3:9: months" in heard.out
    assert "mine_case.yaml:9:33: counterfactual[0].settings.matching.mode" in heard.out
    assert "faults: 2" in heard.out


def test_a_case_can_be_begun_from_and_held_against_another(real: Program, here: Path) -> None:
    for lang, data in (("en", "is a case"), ("zh", "是案例")):
        assert real("new", f"{lang}.yaml", "--from", "two_way_claiming", "--lang", lang).status == 0
        assert f"two_way_claiming {data}" in (here / f"{lang}.yaml").read_text(encoding="utf-8")
    assert "no parameter differs" in real("diff", "en.yaml", "two_way_claiming", "--lang", "en").out
    assert "district.areas" in real("diff", "flood", "two_way_claiming", "--lang", "en").out
    spreads = "two_way_claiming_spreads"
    for names in ((spreads, "flood"), ("flood", spreads)):  # one has a mechanism of its own
        assert "mechanisms.spread.rules" in real("diff", *names, "--lang", "en").out


def test_a_scenario_is_no_case(real: Program) -> None:
    heard = real("cases", "default", "--lang", "en")
    assert (heard.status, heard.out) == (2, "")
    assert "says neither rows nor expect" in heard.err
    assert real("cases", "--only", "Z9", "--lang", "en").err.startswith("No case goes by Z9.")
    assert real("cases", "--only", "", "--lang", "en").status == 2  # and not all of them
    assert real("cases", "--only", "f3 ", "--replications", "2", "--json").status == 0


def test_a_case_is_described_and_listed(real: Program, case: Path) -> None:
    text = real("describe", str(case), "--lang", "en").out
    assert "F3 two-way claiming, B2 material resources by consent" in text
    assert "against: blind claiming: matching.mode=blind" in text
    listed = real("list", "--cases", "--lang", "zh").out
    assert "two_way_claiming" in listed
    assert "F3：" in listed
    assert "list --cases" in real("list", "--lang", "en").out
