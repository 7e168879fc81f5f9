"""A roster: what is typed by hand is understood as it was meant, or said to be wrong where it stands."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario import from_data
from sim.scenario.roster import Roster, RosterError, read_roster
from sim.scenario.roster.cells import closest, day, listed, number, same, tidy
from sim.scenario.roster.columns import CHOICES, TABLES, choice, headings, names, ways
from sim.scenario.roster.places import letters
from sim.scenario.roster.renamed import renamed
from sim.scenario.roster.template import template
from sim.words import LANGUAGES

HEAD = "单位名称,单位类型,居民区,党员数,可提供资源,结对单位"
ROWS = ("春晖党总支,居民区党组织,春晖,30,,", "甲公司,国企,春晖,12,人才 2、物质,乙学院", "乙学院,高校,,,,")
Read = Callable[..., Roster]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a CSV file, or several: a text with the encoding UTF-8, or bytes as they are."""

    def call(*contents: str | bytes) -> Roster:
        paths = [tmp_path / f"{number}.csv" for number, _ in enumerate(contents)]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_roster(paths)

    return call


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows]) + "\n"


def wrong(read: Read, *contents: str | bytes) -> list[tuple[str, int | None, str]]:
    """Kind of what is wrong, row and column."""
    with pytest.raises(RosterError) as caught:
        read(*contents)
    for lang in LANGUAGES:
        assert 0 < len(caught.value.messages(lang)) <= len(caught.value.wrongs)
    return [
        (fault.refusal.key.removeprefix("roster."), fault.place.row, letters(fault.place.column or 0))
        for fault in caught.value.wrongs
    ]


USUAL = {
    "areas": [{"name": "春晖", "street": 0}],
    "organisations": [
        {"name": "春晖党总支", "type": "residential_area", "area": "春晖", "members": 30.0},
        {
            "name": "甲公司", "type": "state_enterprise", "area": "春晖", "members": 12.0,
            "resources": {"organisational": 0.0, "ideological": 0.0, "political": 0.0, "institutional": 0.0,
                          "talent": 2.0, "material": 1.0},
            "ties": ["乙学院"],
        },
        {"name": "乙学院", "type": "university"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_encodings_and_separators(read: Read, encoding: str, separator: str, line: str) -> None:
    text = table(*ROWS).replace(",", separator).replace("\n", line)
    assert read(text.encode(encoding)).data == USUAL


def test_titles_blank_lines_and_stray_spaces(read: Read) -> None:
    untidy = [
        "　驻区单位名册,,,,,",
        ",,,,,",
        " 单位名称　,单位 类型,居民区,党员数,可提供资源,结对单位",
        "春晖 党总支 ,居民区党组织,　春晖,３０,,",
        ",,,,,",
        "甲公司,国有企业,春　晖,12,人才２;物质,乙学院",
        "\u200b乙学院\u202c,学校,,,,",
    ]
    assert read("\n".join(untidy)).data == {
        **USUAL,
        "organisations": [
            {**organisation, "name": organisation["name"].replace("春晖党", "春晖 党")}
            for organisation in USUAL["organisations"]
        ],
    }


def test_english_headings_and_names(read: Read) -> None:
    rows = ("春晖党总支,residential area,春晖,30,,", '甲公司,State enterprise,春晖,12,"talent 2, material",乙学院')
    english = table(*rows, "乙学院,university,,,,", head="Name,Type,Area,Members,Resources,Ties")
    assert read(english).data == USUAL


def book(**sheets: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_workbook_with_merged_cells(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "2024年名册"
    for row in (["驻区单位名册"], ["基本情况", None, None], ["单位名称", "单位类型", "居民区"]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:C2")
    for row in (["春晖党总支", "居民区党组织", "春晖"], ["甲", "国企", None], ["乙", None, None]):
        sheet.append(row)
    sheet.merge_cells("C4:C6")
    sheet.merge_cells("B5:B6")
    made.create_sheet("填写说明").append(["怎样填写"])
    made.create_sheet("Sheet3")
    made.save(tmp_path / "a.xlsx")
    organisations = read_roster([tmp_path / "a.xlsx"]).data["organisations"]
    assert [(entry["name"], entry["type"], entry["area"]) for entry in organisations] == [
        ("春晖党总支", "residential_area", "春晖"),
        ("甲", "state_enterprise", "春晖"),
        ("乙", "state_enterprise", "春晖"),
    ]


def test_dates_typed_three_ways_and_excels_own(tmp_path: Path) -> None:
    dates = [
        "2024-03-01",
        "2024/3/1",
        "2024年3月1日",
        datetime(2024, 3, 1),
        "２０２４年４月３０日",
        "2025-01",
        "2024-05-31",
    ]
    needs = [["需求名称", "提出日期", "工作性质", "居民区"]]
    needs += [[f"第{n}件", date, "群众性", "春晖"] for n, date in enumerate(dates)]
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(居民区=[["居民区名称"], ["春晖"]], 需求=needs))
    data = read_roster([path]).data
    assert data["months"] == 11
    assert data["needs"]["scale"] == 0.0
    values = [(need["month"], need.get("day")) for need in data["needs"]["listed"]]
    assert values == [(1, 1)] * 4 + [(2, 30), (11, None), (3, 30)]


@pytest.mark.parametrize("text", ["2024-13-01", "2024-02-30", "24-1-1", "3月1日", "2024", "45352", "yesterday", ""])
def test_what_is_no_date(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("１２．５", 12.5), ("1,200", 1200), (" 7 ", 7), ("-3", -3), (3, 3), ("三", None), ("12人", None),
     ("1,20", None), ("1e5", None), ("", None), (True, None), (float("nan"), None), ("30%", None), (".", None)],
)  # fmt: skip
def test_numbers(text: Any, value: float | None) -> None:
    assert number(text) == value


def test_lists() -> None:
    assert listed("人才 2、物质，思想:0.5; talent×3\n场地2个、会议室（可容纳50人、带投影）") == [
        ("人才", 2.0, ""), ("物质", None, ""), ("思想", 0.5, ""), ("talent", 3.0, ""), ("场地", 2.0, "个"),
        ("会议室", 50.0, "可容纳50人 带投影"),
    ]  # fmt: skip


def test_everything_that_is_wrong_is_said_at_once(read: Read) -> None:
    rows = (
        "春晖党总支,居民区党组织,春晖,30,,",
        "=1+1,国企,春晖,1,,",
        "甲,国启,春辉,-1,人才资原,乙",
        "甲,国企,,abc,人才 99、人才,",
        ",,,,,,",
        ",国企,,,,",
        "丙,国企,,1,,丙",
        "丁,国企,,1,,丙、丙",
        "国企,,,1,,",
    )
    assert wrong(read, table(*rows)) == [
        ("formula", 3, "A"),
        ("not_a_choice", 4, "B"),
        ("unknown_area", 4, "C"),
        ("out_of_range", 4, "D"),
        ("not_in_list", 4, "E"),
        ("unknown_unit", 4, "F"),
        ("twice", 5, "A"),
        ("not_a_number", 5, "D"),
        ("out_of_range", 5, "E"),
        ("empty_cell", 7, "A"),
        ("tie_to_itself", 8, "F"),
        ("tie_twice", 9, "F"),
        ("empty_cell", 10, "B"),
    ]


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_texts_that_could_be_formulas(read: Read, sign: str) -> None:
    row = f"{sign}cmd,国企,,,,"
    assert ("formula", 3, "A") in wrong(read, table(ROWS[0], row))


def test_formulas_and_errors_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = [["name", "type", "members"], ["=A1", "agency", "=1+1"], ["b", "agency", "#REF!"]]
    path.write_bytes(book(organisations=rows))
    with pytest.raises(RosterError) as caught:
        read_roster([path])
    assert [(fault.refusal.key, fault.place.row, fault.place.column) for fault in caught.value.wrongs] == [
        ("roster.formula", 2, 1), ("roster.formula", 2, 3), ("roster.formula", 3, 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        ("单位名称,单位性质,党元数", {("unknown_column", 1, "C")}),
        ("单位名称,党员数,居民区", {("missing_column", 1, "")}),
        ("单位名称,单位类型,类型", {("column_twice", 1, "C")}),
        ("单位名称,单位类型,", {("no_heading", 2, "C")}),
    ],
)
def test_columns(read: Read, head: str, kinds: set[tuple[str, int, str]]) -> None:
    assert kinds <= set(wrong(read, table("甲,国企,x", head=head)))


def test_the_nearest_name_is_told(read: Read) -> None:
    with pytest.raises(RosterError) as caught:
        read(table(ROWS[0], "甲,高效,春辉,,人才资原,", head=HEAD.replace("党员数", "党元数")))
    by_name = {fault.refusal.key.removeprefix("roster."): fault.nearest for fault in caught.value.wrongs}
    assert by_name == {
        "unknown_column": "党员数",
        "not_a_choice": "高校",
        "unknown_area": "春晖",
        "not_in_list": "人才资源",
    }


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"\xff\xff\xff", "not_text"), (b"", "nothing"), (b"a,b\n1,2\n", "no_table"), (b"PK\x03\x04 no", "not_a_workbook"),
     (bytes.fromhex("d0cf11e0a1b11ae1"), "old_workbook"), (b"a\0b", "not_text"), (table().encode(), "nothing")],
)  # fmt: skip
def test_files_that_are_no_roster(read: Read, content: bytes, kind: str) -> None:
    assert {fault[0] for fault in wrong(read, content)} == {kind}


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(RosterError) as caught:
        read_roster([tmp_path / "no.csv", tmp_path])
    assert [fault.refusal.key for fault in caught.value.wrongs] == ["roster.missing_file", "roster.is_folder"]


AREAS = "居民区名称,街道,人口数\n春晖,东街,1000\n夏荷,西街,3000\n"


def test_streets(read: Read) -> None:
    rows = ("东街党工委,街道党工委,东街,", "西街党工委,街道党工委,西街,", "甲,国企,,夏荷", "夏荷,居民区党组织,,")
    roster = read(table(*rows, head="单位名称,单位类型,街道,居民区"), AREAS)
    assert roster.streets == ["东街", "西街"]
    assert roster.data["areas"] == [
        {"name": "春晖", "street": 0, "population": 0.5},
        {"name": "夏荷", "street": 1, "population": 1.5},
    ]
    assert [organisation["area"] for organisation in roster.data["organisations"]] == ["春晖", "夏荷", "夏荷", "夏荷"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [("甲,国企,北街,", "unknown_street"), ("甲,国企,东街,夏荷", "other_street"), ("甲,国企,东街,", "only_street"),
     ("甲,街道党工委,,", "block_without_street"), ("秋实,居民区党组织,,", "area_lacking"),
     ("甲,国企,,秋实", "unknown_area")],
)  # fmt: skip
def test_streets_and_areas_that_do_not_go_together(read: Read, row: str, kind: str) -> None:
    assert [fault[:2] for fault in wrong(read, table(row, head="单位名称,单位类型,街道,居民区"), AREAS)] == [(kind, 2)]


NEEDS = "需求名称,提出日期,工作性质,居民区,需求单位,所需资源"


def test_a_table_of_one_column_below_a_title(read: Read) -> None:
    roster = read(table(*ROWS), "本街道居民区一览\n居民区名称\n春晖\n")
    assert roster.data == USUAL
    assert not roster.areas_from_rows


def test_without_any_area_nothing_is_made_up(read: Read) -> None:
    assert wrong(read, table("甲,国企,,,,", "乙,高校,,,,")) == [("no_areas", None, "")]
    assert wrong(read, table("甲,国企,春晖,,,")) == [("no_areas", None, "")]  # and not what follows from it


def test_needs_and_whose_they_are(read: Read) -> None:
    rows = (
        "a,2024-01-05,公益性,春晖,,",
        "b,2024-02-05,群众性,,甲公司,人才、社会公共资源",
        "c,2024-01,社会性,,春晖党总支,",
    )
    result = read(table(*ROWS), table(*rows, head=NEEDS)).data["needs"]["listed"]
    assert result == [
        {"name": "a", "month": 1, "day": 5, "nature": "public_benefit", "area": "春晖"},
        {"name": "b", "month": 2, "day": 5, "nature": "mass", "owner": "甲公司", "resources": ["talent", "public"]},
        {"name": "c", "month": 1, "nature": "social", "area": "春晖"},
    ]


@pytest.mark.parametrize(
    ("row", "kind"),
    [("a,2024-01-05,公益性,,,", "place_lacking"), ("a,2024-01-05,公益性,,丙,", "unknown_unit"),
     ("a,2024-01-05,公益性,夏荷,,", "unknown_area"), ("a,五月,公益性,春晖,,", "not_a_date"),
     ("a,2024-01-05,公益性,春晖,乙学院,", "owner_elsewhere"), ("a,2024-01-05,公益性,春晖,,人才 2", "no_amount_here"),
     ("a,2024-01-05,公益性,春晖,,人才、物质、思想、政治", "too_many_in_list")],
)  # fmt: skip
def test_needs_that_are_wrong(read: Read, row: str, kind: str) -> None:
    assert [fault[:2] for fault in wrong(read, table(*ROWS), table(row, head=NEEDS))] == [(kind, 2)]


def test_the_same_need_twice(read: Read) -> None:
    row = "a,2024-01-05,公益性,春晖,,"
    assert wrong(read, table(*ROWS), table(row, row, head=NEEDS)) == [("need_twice", 3, "A")]


def test_a_table_of_ties(read: Read) -> None:
    ties = "结对单位一,结对单位二\n春晖党总支,甲公司\n"
    organisations = read(table(*ROWS), ties).data["organisations"]
    assert [entry.get("ties") for entry in organisations] == [["甲公司"], ["乙学院"], None]


def test_what_the_scenario_refuses_is_said_at_its_cell(read: Read) -> None:
    many = [f"居民区{n},居民区党组织,居民区{n}" for n in range(4097)]
    assert wrong(read, table(*many, head="单位名称,单位类型,居民区")) == [("refused", 4098, "")]


def test_lines_and_blocks_that_hold_the_same(read: Read) -> None:
    rows = ("春晖,居民区党组织,,人才,社会整合", "甲,国企,春晖,人才,社会整合")
    head = "单位名称,单位类型,居民区,可提供资源,承担功能"
    assert wrong(read, table(*rows, head=head)) == [("all_alike", None, "")]


def test_of_very_many_faults_the_first_are_told(read: Read) -> None:
    with pytest.raises(RosterError) as caught:
        read(table(*(f"甲{n},国启,春辉{n},,," for n in range(3000))))
    assert len(caught.value.wrongs) == 3000  # a wrong type may be that of a residential area, so areas are not known
    assert [len(caught.value.messages(lang)) for lang in LANGUAGES] == [1, 1]
    assert "国启 (B2, B3, B4, B5, B6, B7 … 3000 cells)" in caught.value.messages("en")[0]
    with pytest.raises(RosterError) as caught:
        read(table(*ROWS, *(f"甲{n},国企,乙{n},,," for n in range(3000))))
    (line,) = caught.value.messages("zh")
    assert "“乙0”（C5）、“乙1”（C6）" in line
    assert "……另有 2988 处" in line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_is_a_roster_once_it_is_filled_in(tmp_path: Path, lang: str) -> None:
    made = openpyxl.load_workbook(io.BytesIO(template(lang)))
    assert len(made.sheetnames) == len(TABLES) + 1
    first, areas = made.worksheets[:2]
    rules = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in first.data_validations.dataValidation}
    head = [cell.value for cell in first[1]]
    at = {column.name: number for number, column in enumerate(TABLES[0].columns, 1)}
    assert len(head) == len(at)
    assert (
        rules[first.cell(2, at["type"]).coordinate] == f'"{",".join(choice("type", t, lang) for t in CHOICES["type"])}"'
    )
    assert all(len(formula) < 256 for formula in rules.values())  # Excel's limit
    areas.append([1, "春晖"])
    for n, type_ in enumerate(CHOICES["type"]):
        first.append([n, f"u{n}", choice("type", type_, lang), None, "春晖"])
    made.save(tmp_path / "t.xlsx")
    data = read_roster([tmp_path / "t.xlsx"]).data
    assert [organisation["type"] for organisation in data["organisations"]] == list(CHOICES["type"])
    explained = [[cell.value for cell in row] for row in made.worksheets[-1].iter_rows(min_row=2)]
    assert len(explained) == sum(len(entry.columns) for entry in TABLES)
    assert all(all(row) for row in explained)


def test_no_heading_and_no_name_means_two_things() -> None:
    for entry in TABLES:
        every = [way for column in entry.columns for way in ways(entry, column)]
        assert {headings(entry.name)[key].name for key in headings(entry.name)} == {
            column.name for column in entry.columns
        }
        assert len({(headings(entry.name)[same(way).replace("_", "").replace("-", "")].name) for way in every}) > 2
    for family in CHOICES:
        assert set(names(family).values()) == set(CHOICES[family])


def test_names_are_replaced_wherever_they_stand(read: Read) -> None:
    needs = table("找甲公司,2024-01-05,群众性,,甲公司,", "b,2024-01-05,群众性,春晖,,", head=NEEDS)
    roster = renamed(read(table(*ROWS), needs), lambda family, number: f"{family}-{number}")
    text = str(roster.data)
    assert not any(name in text for name in ("春晖", "甲公司", "乙学院", "找"))
    assert roster.data["organisations"][1]["ties"] == ["university-1"]
    assert roster.data["needs"]["listed"][0]["owner"] == "state_enterprise-1"
    from_data(roster.data, "x")


TYPED = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ["甲", "国企", "春晖", "12", "=1"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(TYPED, min_size=6, max_size=6), max_size=6))
def test_whatever_stands_in_the_cells_is_read_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    """Never an exception of another kind; and what is read is a scenario."""
    import csv

    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD.split(","), ["春晖党总支", "居民区党组织", "春晖", "", "", ""], *rows])
    try:
        roster = read_roster([path])
    except RosterError as error:
        text = error.messages("zh")
    else:
        text = [organisation.name for organisation in from_data(roster.data, "x").organisations or ()]
    assert text


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_spaces_and_width_make_no_other_name(text: str, luck: random.Random) -> None:
    spaced = "".join(sign + luck.choice(["", " ", "\u3000", "\u200b"]) for sign in text)
    assert same(spaced) == same(text)
    assert tidy(tidy(text)) == tidy(text)


def test_the_closest_name() -> None:
    assert closest("单位名程", ["单位名称", "单位类型"]) == "单位名称"
    assert closest("xyz", ["单位名称", "members"]) is None
