"""The workbook: the same cells as the CSV files, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import math
from typing import Any

import openpyxl
import pytest

from sim.questions.answers import Verdict
from sim.show.kit import workbook as kit
from sim.show.kit.tables import harmless
from sim.show.verdict.faces import FACES
from tests.show.conftest import roster
from tests.show.fabricated import FOUR, fabricated


def workbook(verdict: Verdict) -> bytes:
    return kit.workbook(FACES.rows(verdict), FACES.cell(verdict, "en"))


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def as_text(value: Any) -> str:
    if value is None:
        return ""
    return repr(value) if isinstance(value, float) else str(value)


@pytest.mark.parametrize("word", FOUR)
def test_sheets_hold_what_the_csv_files_hold(word: str) -> None:
    verdict = fabricated(**FOUR[word], explain=True)
    made = sheets(workbook(verdict))
    assert list(made) == ["answer", *(table.name for table in FACES.tables if table.name != "organisations")]
    for name, content in FACES.csv(verdict).items():
        values = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        cells = made[name.removesuffix(".csv")]
        assert len(values) == len(cells)
        for row, other in zip(values, cells, strict=True):
            for a, b in zip(row, other, strict=True):
                assert a == as_text(b) or math.isclose(float(a), float(b), rel_tol=1e-15)  # it keeps 16 digits


def test_channels_only_where_they_were_asked_for() -> None:
    assert "channels" not in sheets(workbook(fabricated()))


def test_the_same_verdict_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook(fabricated())
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert workbook(fabricated()) == first


def test_about_says_what_it_is_about() -> None:
    verdict = fabricated(scenario=roster(), months=7, replications=12, source="mine.yaml")
    about = {row[0]: row[1] for row in sheets(workbook(verdict))["about"]}
    assert about["scenario"] == "mine.yaml"
    assert (about["months"], about["replications"], about["verdict"]) == (7, 12, "above")
    assert about["title_zh"] == "名册 <b>一</b>"


def test_no_cell_is_a_formula() -> None:
    verdict = fabricated(scenario=roster(), months=7, replications=12)
    book = openpyxl.load_workbook(io.BytesIO(workbook(verdict)))
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in values if cell.data_type == "f"]
    assert "'=1+1" in [cell.value for cell in values]
    assert "'=1+1" in FACES.csv(verdict)["groups.csv"].decode("utf-8-sig")
    assert "'@sum<img" in FACES.csv(verdict)["organisations.csv"].decode("utf-8-sig")
    for content in FACES.csv(verdict).values():
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "@", "+"))]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-x", "@sum", "\tx"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"
