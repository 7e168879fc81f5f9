"""`import` as a person uses it: a roster becomes a scenario that runs, or everything wrong with it is said."""

from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path

import openpyxl
import pytest

from sim.scenario import load
from tests.journeys.conftest import ROOT, Program, door

UNITS = """单位名称,单位类型,居民区,党员数,结对单位
春晖党总支,居民区党组织,春晖,30,
甲公司,国企,春晖,12,乙学院
乙学院,高校,春晖,,
"""
NEEDS = "需求名称,提出日期,工作性质,居民区\n加装电梯,2024年3月1日,群众性,春晖\n防汛,2024/5/2,社会性,春晖\n"


@pytest.fixture
def units(here: Path) -> str:
    (here / "units.csv").write_bytes(UNITS.encode("gbk"))
    (here / "needs.csv").write_text(NEEDS, encoding="utf-8-sig")
    return "units.csv"


def files(here: Path) -> set[str]:
    return {path.name for path in here.iterdir()}


def test_a_roster_becomes_a_scenario(here: Path, real: Program, units: str) -> None:
    done = real("import", units, "needs.csv", "-o", "own.yaml", "--lang", "en")
    assert (done.status, done.err) == (0, "")
    assert "units.csv was read as GB18030" in done.out
    assert "needs.scale: 0" in done.out
    scenario = load(here / "own.yaml")
    assert [row.name for row in scenario.organisations or ()] == ["春晖党总支", "甲公司", "乙学院"]
    assert [(need.name, need.month) for need in scenario.needs.listed or ()] == [("加装电梯", 1), ("防汛", 3)]
    assert (scenario.months, scenario.needs.scale) == (3, 0.0)
    text = (here / "own.yaml").read_text(encoding="utf-8")
    assert "units.csv, needs.csv" in text
    assert str(here) not in text
    assert real("check", "own.yaml").status == 0
    again = real("import", units, "needs.csv", "--out", "again.yaml", "--lang", "en")
    assert again.status == 0
    assert (here / "again.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_wrong_is_said_in_one_go_and_nothing_is_written(here: Path, real: Program, lang: str) -> None:
    (here / "bad.csv").write_text(UNITS.replace("国企", "国启").replace(",12,", ",十二,"), encoding="utf-8")
    before = files(here)
    done = real("import", "bad.csv", "no.xlsx", "-o", "own.yaml", "--lang", lang)
    assert (done.status, done.out) == (2, "")
    lines = done.err.splitlines()
    assert len(lines) == 3
    assert all("bad.csv" in line for line in lines[:2])
    assert "no.xlsx" in lines[2]
    assert ("第 3 行、B 列" if lang == "zh" else "row 3, column B") in lines[0]
    assert "国企" in lines[0]
    assert files(here) == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_copy_of_the_roster_shows_where_it_is_wrong_and_why(here: Path, real: Program, lang: str) -> None:
    book = openpyxl.Workbook()
    book.active.title = "单位"
    for row in (["单位名称", "单位类型", "居民区", "可提供资源"], ["春晖党总支", "居民区党组织", "春晖", "医疗义诊"],
                ["甲银行", "银行", "春晖", "场地"]):  # fmt: skip
        book.active.append(row)
    book.save(here / "roster.xlsx")
    done = real("import", "roster.xlsx", "-o", "own.yaml", "--marked", "marked.xlsx", "--lang", lang)
    assert (done.status, done.out) == (2, "")
    assert not (here / "own.yaml").exists()
    sheet = openpyxl.load_workbook(here / "marked.xlsx")["单位"]
    noted = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert set(noted) == {"B3", "D2"}
    assert ("国企" if lang == "zh" else "state enterprise") in noted["B3"]
    assert "医疗义诊" in noted["D2"]
    colours = {sheet[cell].fill.fgColor.rgb for cell in noted}
    assert len(colours) == 2
    assert sheet["B2"].fill.fill_type is None
    assert [cell.value for cell in sheet[3]] == ["甲银行", "银行", "春晖", "场地"]


def test_of_csv_files_a_workbook_is_marked(here: Path, real: Program, units: str) -> None:
    (here / "bad.csv").write_text("居民区名称,人口数\n春晖,=1+1\n", encoding="utf-8")
    done = real("import", units, "bad.csv", "-o", "own.yaml", "--marked", "marked.xlsx")
    assert done.status == 2
    book = openpyxl.load_workbook(here / "marked.xlsx")
    assert book.sheetnames == ["units", "bad"]
    assert book["bad"]["B2"].comment is not None
    assert (book["bad"]["B2"].value, book["bad"]["B2"].data_type) == ("=1+1", "s")
    assert book["units"]["A3"].value == "甲公司"
    good = real("import", units, "-o", "own.yaml", "--marked", "good.xlsx", "--lang", "en")
    assert good.status == 0
    assert not (here / "good.xlsx").exists()
    assert "no cell needs a mark" in good.out


@pytest.mark.parametrize("command", ["run", "check", "compare", "sweep", "describe"])
def test_a_spreadsheet_in_place_of_a_scenario_names_import(here: Path, real: Program, units: str, command: str) -> None:
    (here / "my units.csv").write_bytes((here / units).read_bytes())
    done = real(command, "my units.csv", "--lang", "en")
    assert done.status == 2
    typed = done.err.strip().partition("run.py ")[2] or done.err.strip().partition("quyuhua ")[2]
    words = shlex.split(typed)
    assert words == ["import", "my units.csv", "-o", "my units.yaml"]
    assert real(*words).status == 0
    assert real("check", "my units.yaml").status == 0


def test_names_can_be_replaced(here: Path, real: Program, units: str) -> None:
    assert real("import", units, "needs.csv", "-o", "own.yaml", "--anonymise", "--lang", "zh").status == 0
    text = (here / "own.yaml").read_text(encoding="utf-8")
    assert not any(name in text for name in ("春晖", "甲公司", "乙学院", "加装", "units"))
    rows = load(here / "own.yaml").organisations or []
    assert [(row.name, row.ties) for row in rows] == [
        ("居民区党组织001", None), ("国企001", ["高校001"]), ("高校001", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import",), "needs the files of a roster"),
        (("import", "units.csv"), "where to write"),
        (("import", "units.csv", "-o"), "--out mine.yaml"),
        (("import", "units.csv", "-o", "own.txt"), "own.txt"),
        (("import", "units.csv", "-o", "mine.yaml"), "exists already"),
        (("import", "mine.yaml", "-o", "mine.yaml", "--overwrite"), "roster itself"),
        (("import", "units.csv", "-o", "no/such/own.yaml"), "cannot be written"),
        (("import", "units.csv", "--template", "t.xlsx"), "takes no files"),
        (("import", "units.csv", "-o", "own.yaml", "--marked", "m.csv"), ".xlsx"),
        (("import", "u.xlsx", "-o", "own.yaml", "--marked", "u.xlsx"), "a name of its own"),
        (("import", "--template", "t.csv"), ".xlsx"),
        (("import", "--templte", "t.xlsx"), "--template"),
    ],
)
def test_a_command_line_that_will_not_do(
    here: Path, real: Program, units: str, words: tuple[str, ...], sentence: str
) -> None:
    before = files(here)
    done = real(*words, "--lang", "en")
    assert done.status == 2
    assert sentence in done.err
    assert len(done.err.splitlines()) == 1
    assert files(here) == before


def test_a_file_is_replaced_only_where_that_is_said(here: Path, real: Program, units: str) -> None:
    assert real("import", units, "-o", "mine.yaml", "--overwrite").status == 0
    assert "甲公司" in (here / "mine.yaml").read_text(encoding="utf-8")


def test_the_template_is_written_once(here: Path, real: Program) -> None:
    assert real("import", "--template", "t.xlsx", "--lang", "en").status == 0
    assert openpyxl.load_workbook(here / "t.xlsx").sheetnames == ["organisations", "areas", "needs", "ties", "columns"]
    assert real("import", "--template", "t.xlsx", "--lang", "en").status == 2
    empty = real("import", "t.xlsx", "-o", "own.yaml", "--lang", "en")
    assert (empty.status, empty.err) == (2, "t.xlsx: there is no row in it.\n")


@pytest.mark.gate
def test_hostile_names_are_names_in_everything_that_is_written(here: Path, real: Program) -> None:
    """A roster refuses formulas, so the worst that it lets in is markup; a scenario by hand may hold formulas, too."""
    units = [["单位名称", "单位类型", "居民区"], ["<script>alert(1)</script>", "居民区党组织", "a: &b {c}"]]
    units += [
        ['"; rm -rf #', "国企", "a: &b {c}"],
        ["${jndi}%s{0}", "机关", "a: &b {c}"],
        ["' - !!python/x", "高校", ""],
    ]
    with (here / "units.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(units)
    assert real("import", "units.csv", "-o", "own.yaml").status == 0
    text = (here / "own.yaml").read_text(encoding="utf-8").replace("${jndi}%s{0}", "=cmd|'/C calc'")
    text = text.replace('"type": "university"', '"type": "university", "ties": ["=cmd|\'/C calc\'"]')
    (here / "own.yaml").write_text(text.replace("title:", "months: 3\ntitle:"), encoding="utf-8")
    done = real("run", "own.yaml", "--replications", "4", "--out", "out", "--lang", "en")
    assert (done.status, done.err) == (0, "")
    page = (here / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    table = list(csv.DictReader(io.StringIO((here / "out" / "organisations.csv").read_text(encoding="utf-8-sig"))))
    assert [row["organisation"] for row in table] == [
        "<script>alert(1)</script>", '"; rm -rf #', "'=cmd|'/C calc'", "' - !!python/x",
    ]  # fmt: skip
    assert table[3]["ties"] == "'=cmd|'/C calc'"
    book = openpyxl.load_workbook(here / "out" / "results.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    kept = json.loads((here / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert "=cmd" in json.dumps(kept)
    assert real("run", "--from", "out/manifest.json", "--out", "again").status == 0
    for name in ("organisations.csv", "verdict.csv"):
        assert (here / "out" / name).read_bytes() == (here / "again" / name).read_bytes()


def test_through_the_door(here: Path, units: str) -> None:
    done = door("import", units, "-o", "own.yaml", cwd=here, LANG="en_GB.UTF-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert "run.py run own.yaml" in done.stdout
    assert (ROOT / "docs" / "roster.md").exists()
