"""The article row by row: a row that lacks code, a case or a test is named, and so is what is not there."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sim.scenario.case import ROWS as IDS
from sim.words import LANGUAGES

DOCS = Path(__file__).resolve().parents[2] / "docs"
sys.path.insert(0, str(DOCS))
import concepts  # noqa: E402


def test_every_row_and_pattern_has_code_a_case_and_a_test() -> None:
    assert concepts.faults() == []
    assert [*concepts.ROWS, *concepts.PATTERNS] == list(IDS)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"code": ()}, "F3 has no code"),
        ({"code": ("model.phases.match.matching",)}, "F3: there is no sim.model.phases.match.matching"),
        ({"code": ("mechanisms.liaison.Liaison.meets",)}, "F3: there is no sim.mechanisms.liaison.Liaison.meets"),
        ({"code": ("model.macth",)}, "F3: there is no sim.model.macth"),
        ({"parameters": ("matching.made",)}, "F3: no parameter is called matching.made"),
        ({"answers": (17,)}, "F3: there is no known answer 17"),
    ],
)
def test_what_a_row_lacks_is_named(monkeypatch: pytest.MonkeyPatch, changed: dict[str, object], sentence: str) -> None:
    monkeypatch.setitem(concepts.ROWS, "F3", replace(concepts.ROWS["F3"], **changed))
    assert concepts.faults() == [sentence]


def test_a_row_without_case_or_knock_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    every = concepts.cases()
    mine = concepts.cases_of("H2")
    monkeypatch.setattr(concepts, "cases", lambda: {name: answer for name, answer in every.items() if name not in mine})
    monkeypatch.setattr(concepts, "TABLE", tuple(row for row in concepts.TABLE if row.row != "G3"))
    faults = concepts.faults()
    assert "H2 has no case" in faults
    assert "G3 has no knock-out" in faults
    assert [entry for entry in faults if mine[0] in entry]  # and what is kept of its run


def test_a_claim_that_was_not_run_is_named_and_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rows = concepts.kept(concepts.CASES)
    other = tmp_path / "cases.csv"
    with other.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | {"margin": "0.5"} if row["case"] == "two_way_claiming" else row for row in rows)
    monkeypatch.setattr(concepts, "CASES", other)
    (fault,) = concepts.faults()
    assert fault.startswith("case two_way_claiming is not in docs/cases.csv as it stands")
    for lang in LANGUAGES:
        assert concepts.in_words("not_run", lang) in concepts.claims(lang)


def test_the_pages_tell_every_row_pattern_claim_and_knock_out() -> None:
    for lang, page in (("en", "concepts.md"), ("zh", "concepts.zh.md")):
        text = (DOCS / page).read_text(encoding="utf-8")
        for part in (concepts.concepts, concepts.patterns, concepts.claims, concepts.knock_outs):
            assert part(lang) in text
        assert all(f"| **{row}** " in text for row in IDS)
        assert all(row.zh in text if lang == "zh" else row.en in text for row in concepts.TABLE)
