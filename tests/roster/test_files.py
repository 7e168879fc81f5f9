"""Files of a roster as machines write them: nothing is lost in silence, and what is only formatted costs nothing."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from sim.scenario.roster import Roster, RosterError, read_roster
from sim.words import LANGUAGES

HEAD = ["单位名称", "单位类型", "居民区", "备注"]
ROWS = [["东里党总支", "居民区党组织", "东里", None], ["乙局", "机关", "东里", None], ["丁大学", "高校", "东里", None]]
NAMES = [row[0] for row in ROWS]


def said(path: Path, lang: str = "en") -> list[str]:
    with pytest.raises(RosterError) as caught:
        read_roster([path])
    return caught.value.messages(lang)


def names(roster: Roster) -> list[str]:
    return [organisation["name"] for organisation in roster.data["organisations"]]


def text(separator: str = ",", rows: list[list[Any]] = ROWS) -> str:
    return "\n".join(separator.join(cell or "" for cell in row) for row in [HEAD, *rows]) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (text().replace("东里,\n", '东里,"张\n', 1), 2),
        (text().replace("机关,东里,\n", '机关,东里,"李\n'), 3),
        (
            text().replace("东里,\n", '东里,"张\n', 2).replace("高校,东里,", '高校,东里,王"'),
            2,
        ),  # closed, but rows later
        ('某街道,"2024年\n' + text(), 1),
        (text().replace("机关,东里,\n", '机关,东里,"李"四\n'), 3),
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_refused_with_its_line(
    tmp_path: Path, typed: str, line: int, lang: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(typed, encoding="utf-8")
    (only,) = said(path, lang)
    assert (f"line {line} " if lang == "en" else f"第 {line} 行") in only


def test_a_cell_of_two_lines_is_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text().replace("机关,东里,\n", '机关,东里,"张，李\n""王"""\n'), encoding="utf-8")
    assert names(read_roster([path])) == NAMES


@pytest.mark.parametrize("title", ["某街道, 2024年", "某街道\t名册,一", "甲;乙;丙;丁;戊"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
def test_the_separator_is_what_divides_the_header(tmp_path: Path, title: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{title}\n{text(separator)}", encoding="gbk")
    assert names(read_roster([path])) == NAMES


def test_the_first_line_may_tell_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"sep=;\n{text(';')}", encoding="utf-8-sig")
    assert names(read_roster([path])) == NAMES


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (text().encode() + b"\xff\xfe\xfd\n", "line 5, byte 1 (0xFF)"),
        (("多" * 30 + "\n" + text()).encode().replace("乙".encode(), b"\xe4\xff"), "line 4, byte 1 (0xE4)"),
        (text().encode().replace("乙局".encode(), b"a\0b"), "line 3, byte 2 (0x00)"),
    ],
)
def test_what_is_not_text_is_named_with_line_and_byte(tmp_path: Path, raw: bytes, place: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    (only,) = said(path)
    assert place in only


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.xls", b"\xef\xbb\xbf<html><body><table><tr><td>x</td></tr></table>", "web page"),
        ("a.xls", b"\n<TABLE border=1>", "web page"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "Excel 2003"),
    ],
)
def test_what_other_systems_call_a_spreadsheet_is_named(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (only,) = said(path)
    assert word in only


def test_an_archive_of_another_program_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    (only,) = said(path)
    assert "save it as .xlsx" in only


def book(rows: list[list[Any]] | None = None) -> Any:
    made = openpyxl.Workbook()
    made.active.title = "单位"
    for row in [HEAD, *(ROWS if rows is None else rows)]:
        made.active.append(row)
    return made


def rewritten(path: Path, change: Any) -> None:
    """Change the XML of the first sheet (and with it that of the workbook) of a workbook."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, change(name, content))


@pytest.mark.parametrize("far", ["Z65536", "GR99999", "XFD1048576"])
def test_a_far_cell_that_is_only_formatted_costs_nothing(tmp_path: Path, far: str) -> None:
    made = book()
    made.active[far].fill = PatternFill("solid", fgColor="FFFF00")
    made.save(tmp_path / "far.xlsx")
    read_roster([tmp_path / "far.xlsx"])  # what is imported late
    tracemalloc.start()
    roster = read_roster([tmp_path / "far.xlsx"])
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert names(roster) == NAMES
    assert most < 10_000_000


def test_rows_that_are_only_formatted_cost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "styled.xlsx"
    book().save(path)
    empty = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"></c></row>' for n in range(5, 60_000))

    def change(name: str, content: bytes) -> bytes:
        whole = content.replace(b"</sheetData>", empty.encode() + b"</sheetData>")
        return whole if name.endswith("sheet1.xml") else content

    rewritten(path, change)
    tracemalloc.start()
    roster = read_roster([path])
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert names(roster) == NAMES
    assert most < 10_000_000


def test_a_far_cell_that_holds_something_is_too_far(tmp_path: Path) -> None:
    made = book()
    made.active["GZ7"] = "x"
    made.save(tmp_path / "a.xlsx")
    (only,) = said(tmp_path / "a.xlsx")
    assert "row 7, column GZ" in only


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    path = tmp_path / "strict.xlsx"
    book().save(path)

    def change(name: str, content: bytes) -> bytes:
        return content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    rewritten(path, change)
    assert openpyxl.load_workbook(path).worksheets == []  # which is why it is not left to openpyxl
    assert names(read_roster([path])) == NAMES


def test_every_kind_of_cell_is_read_as_openpyxl_reads_it(tmp_path: Path) -> None:
    from sim.scenario.roster.sheets import read_sheets

    path = tmp_path / "a.xlsx"
    values = ["文字", 3, 2.5, 1e10, datetime(2024, 3, 1), datetime(2024, 3, 1, 14, 30), True, " x ", "=1+1", None]
    made = book([values])
    made.active["B2"].number_format = '0"日"'
    made.save(path)
    ours = read_sheets(path, [])[0].rows[1][1]
    theirs = [cell.value for cell in openpyxl.load_workbook(path).active[2]]
    assert ours == theirs[: len(ours)]


def test_a_hidden_sheet_that_is_no_table_is_passed_over(tmp_path: Path) -> None:
    made = book()
    for state in ("hidden", "veryHidden"):
        sheet = made.create_sheet(state)
        sheet.append(["机关"])
        sheet.append(["国企"])
        sheet.sheet_state = state
    made.save(tmp_path / "a.xlsx")
    roster = read_roster([tmp_path / "a.xlsx"])
    assert names(roster) == NAMES
    assert roster.notes.all == []


def test_a_hidden_sheet_that_is_a_table_is_called_hidden(tmp_path: Path) -> None:
    made = book()
    sheet = made.create_sheet("旧表")
    for row in (["居民区名称", "人口数"], ["东里", 1200]):
        sheet.append(row)
    sheet.sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    roster = read_roster([tmp_path / "a.xlsx"])
    assert [(place.sheet, table, rows) for place, table, rows in roster.tables] == [
        ("单位", "organisations", 3), ("旧表", "areas", 1),
    ]  # fmt: skip
    sheet["B2"] = "很多"
    made.save(tmp_path / "a.xlsx")
    (only,) = said(tmp_path / "a.xlsx", "zh")
    assert only.startswith("a.xlsx、隐藏的工作表“旧表”（按“居民区”表读取）、第 2 行、B 列：")


def test_xml_that_unfolds_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book().save(path)
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    rewritten(path, lambda name, content: bomb if name == "xl/workbook.xml" else content)
    (only,) = said(path)
    assert "cannot be read" in only


def test_a_line_break_divides_a_list_and_names(tmp_path: Path) -> None:
    rows = [
        ["单位名称", "单位类型", "居民区", "可提供资源", "结对单位"],
        ["东里党总支", "居民区党组织", "东里", None, None],
        ["西里党总支", "居民区党组织", "西里", None, None],
        ["乙局", "机关", "东里", "人才\n物资 2", "东里党总支\n西里党总支"],
    ]
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(tmp_path / "a.xlsx")
    file = io.StringIO()
    import csv

    csv.writer(file).writerows(rows)
    (tmp_path / "a.csv").write_text(file.getvalue(), encoding="utf-8")
    for name in ("a.xlsx", "a.csv"):
        entry = read_roster([tmp_path / name]).data["organisations"][2]
        assert entry["ties"] == ["东里党总支", "西里党总支"]
        assert {name for name, amount in entry["resources"].items() if amount} == {"talent", "material"}
