"""A digest beside the figures of a case says what they were made from, and nothing else."""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

import pytest

from sim.runs.code import digest_of
from sim.scenario import load
from sim.scenario.loaded import Comparison
from studies import cases as study

DOCS = Path(__file__).resolve().parents[2] / "docs"
sys.path.insert(0, str(DOCS))
import concepts  # noqa: E402

TEXT = """\
extends: even
title: {zh: 小例, en: small}
months: 4
rows: [F3]
source: {assumed: everything}
counterfactual:
  - name: nobody
    title: {zh: 无人召集, en: nobody convenes}
    settings: {convening: {block_hours: 0.0}}
expect:
  - {measure: value, direction: up, claim: {zh: 更多, en: more}}
"""


def comparison(tmp_path: Path, old: str = "", new: str = "") -> Comparison:
    assert old in TEXT
    file = tmp_path / "mine.yaml"
    file.write_text(TEXT.replace(old, new, 1) if old else TEXT, encoding="utf-8")
    case = load(file).case
    assert case is not None
    return case.comparisons[0]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("zh: 更多", "zh: 更好", True),
        ("en: small", "en: tiny", True),
        ("assumed: everything", "assumed: nothing", True),
        ("rows: [F3]", "rows: [F4]", True),
        ("months: 4", "months: 5", False),
        ("block_hours: 0.0", "block_hours: 1.0", False),
        ("measure: value", "measure: listed", False),
        ("direction: up", "direction: same", False),
        ("direction: up", "direction: up, margin: 0.03", False),
        ("direction: up", "direction: up, from_month: 2", False),
        ("direction: up", "direction: up, level: 3.0", False),
    ],
)
def test_a_digest_changes_with_what_makes_numbers(tmp_path: Path, old: str, new: str, same: bool) -> None:
    assert (study.digest(comparison(tmp_path)) == study.digest(comparison(tmp_path, old, new))) is same


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ('"""', '"""Other words. ', True),
        ("from __future__", "# a comment\nfrom __future__", True),
        ("1.0", "1.5", False),
        ("def ", "def other_", False),
    ],
)
def test_of_the_code_counts_what_it_does(tmp_path: Path, old: str, new: str, same: bool) -> None:
    def code_of(root: Path) -> str:
        digest_of.cache_clear()
        return study.code(root)

    for pattern in study.MAKES_NUMBERS:
        for path in study.ROOT.glob(pattern):
            there = tmp_path / path.relative_to(study.ROOT)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
    assert code_of(tmp_path) == code_of(study.ROOT)
    file = tmp_path / "sim/model/measures.py"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert (code_of(tmp_path) == code_of(study.ROOT)) is same
    digest_of.cache_clear()


def test_a_stale_case_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    every = {name: case for name, case in concepts.cases().items() if name in ("grids", "flood", "liaison")}
    head = [*concepts.LINE, "digest"]
    rows = [
        dict(zip(head, (*concepts.line(name, entry), study.digest(entry)), strict=True))
        for name, entry in study.compared(every)
    ]
    monkeypatch.setattr(concepts, "cases", lambda: every)
    monkeypatch.setattr(concepts, "CASES", tmp_path / "cases.csv")

    def stale() -> list[str]:
        study.write_rows(tmp_path / "cases.csv", head, rows)
        sentences = [sentence for group in concepts.stale() for sentence in group]
        return [sentence.partition(", as ")[2].partition(": python")[0] for sentence in sentences]

    assert stale() == []
    of = {name: next(row for row in rows if row["case"] == name) for name in every}
    of["grids"]["digest"] = "0" + of["grids"]["digest"]
    of["flood"]["digest"] += "0"
    assert stale() == ["the case has changed: grids", "the code that makes numbers has changed: flood"]
    of["liaison"]["digest"] = ""
    assert stale() == ["the case has changed: grids, liaison", "the code that makes numbers has changed: flood"]


def test_the_kept_table_is_the_one_that_was_made_with_a_digest(tmp_path: Path) -> None:
    every = {"grids": load("grids")}
    made, kept = tmp_path / "made.csv", tmp_path / "kept.csv"
    rows = [{"case": name, "claim_zh": "更多, “好”"} for name, _ in study.compared(every)]
    study.write_rows(made, ["case", "claim_zh"], rows)
    study.keep(made, kept, every)
    with kept.open(encoding="utf-8-sig", newline="") as file:
        there = list(csv.DictReader(file))
    assert [row.pop("digest") for row in there] == [study.digest(entry) for _, entry in study.compared(every)]
    assert there == rows
    assert kept.read_bytes().startswith("\ufeff".encode())


def test_the_teaching_page_says_what_the_cases_showed() -> None:
    assert study.FINDINGS.read_text(encoding="utf-8") == study.findings(study.CASES)
