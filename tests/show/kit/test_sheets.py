"""The workbook as a person opens it: the answer first, headings in both languages, digits, and how it prints."""

from __future__ import annotations

import io
from functools import cache

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from sim.show.kit.sheets import heading
from sim.show.kit.workbook import workbook
from sim.show.verdict.faces import FACES
from sim.show.verdict.words import headline
from sim.words import LANGUAGES
from tests.show.fabricated import fabricated


@cache
def book(lang: str) -> Workbook:
    verdict = fabricated()
    return openpyxl.load_workbook(io.BytesIO(workbook(FACES.rows(verdict), FACES.cell(verdict, lang))))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_sheet_is_the_answer_in_the_language_of_the_report(lang: str) -> None:
    sheet = book(lang).worksheets[0]
    assert sheet.title == "answer"
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    together = "".join(texts).replace("\u00a0", "").replace(" ", "")
    assert headline(fabricated(), lang).replace("\u00a0", "").replace(" ", "") in together
    assert any("1.257 [1.253, 1.261]" in text for text in texts)  # S as it is printed, and no number
    other = {"en": "条块联合的成效", "zh": "Joined, blocks and lines"}[lang]
    assert other not in together
    assert ("条块联合的成效" in together) is (lang == "zh")


def test_headings_are_displayed_in_both_languages_and_keep_their_one_name() -> None:
    (first, *_) = book("en")["arms"].iter_rows(min_row=1, max_row=1)
    shown = {cell.value: cell.number_format for cell in first}
    assert "gross_estimate" in shown
    for name, display in shown.items():
        assert display == f'@" {heading("arms", str(name))}"', name
        chinese, _, english = heading("arms", str(name)).partition(" / ")
        assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese), name
        assert english.isascii() or "Δ" in english, name


def test_numbers_are_shown_with_the_digits_they_bear_out_and_stay_whole() -> None:
    sheet = book("en")["verdict"]
    heads = {cell.value: i for i, cell in enumerate(sheet[1])}
    (synergy,) = [row for row in sheet.iter_rows(min_row=2) if row[0].value == "synergy"]
    values = [synergy[heads[name]] for name in ("estimate", "low", "high")]
    assert [cell.value for cell in values] == [1.2571, 1.2533, 1.2612]
    assert [cell.number_format for cell in values] == ["#,##0.000"] * 3
    (surplus,) = [row for row in sheet.iter_rows(min_row=2) if row[0].value == "surplus"]
    assert surplus[heads["estimate"]].number_format == "#,##0"


def test_every_sheet_prints_on_a4_as_wide_as_the_paper_with_its_heading_on_each_page() -> None:
    answer, *data = book("zh").worksheets
    assert (answer.page_setup.orientation, answer.page_setup.fitToWidth) == ("portrait", 1)
    for sheet in (answer, *data):
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert int(sheet.page_setup.fitToHeight) == 0
        assert "&P / &N" in sheet.oddFooter.center.text
    for sheet in data:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.fitToWidth) == -(-sheet.max_column // 16)
        assert sheet.print_title_rows.replace("$", "") == "1:1"
