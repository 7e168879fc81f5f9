"""A spreadsheet as an office keeps it: understood, with every free reading listed once, what is not said once."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sim.scenario import from_data
from sim.scenario.roster import Roster, RosterError, read_roster
from sim.scenario.roster.cells import key, measured, nothing
from sim.scenario.roster.columns import CHOICES, TABLES, names, office_words
from sim.scenario.roster.notes import lines
from sim.scenario.roster.office import OFFICE_WORDS, SCHOOL
from sim.scenario.roster.template import page
from sim.words import LANGUAGES

UNITS = [
    ["某街道区域化党建联席会议成员单位一览表"],
    ["填报单位：某街道党建服务中心   填报日期：2025年6月30日"],
    [
        "序号",
        "单位名称*",
        "单位性质（必填）",
        "隶属关系",
        "所在居民区",
        "党员数（人）",
        "可提供资源",
        "共建单位",
        "传真",
    ],
    [1, "某街道党工委", "街道", "区委", None, " 14", "场地", None, 1],
    [2, "枫林居民区党总支", "居民区党组织", "街道", None, "约88人", "物质资源", None, 1],
    [3, "滨江一居党总支", "居民区党组织", "街道", None, "３６", "/", "—", 1],
    [4, "派出所", "政法机关", "区公安分局", "枫林居民区", "1,280", "会议室、志愿者", "滨江1居", 1],
    [5, "某小学", "学校", "区教育局", "滨江1居", "300余人", "医疗义诊", "/", 1],
    [6, "某大学", "学校", "市教委", "滨江一居", 20, "场地2个；志愿者30人", "枫林、滨江一居", 1],
    [7, "某银行", "央企", "双重管理", "枫林居委会", "30-50人", "医疗义诊、资金", None, 1],
    [8, "某中队", "部队", "武警", "枫林居委会", "39", "无", None, 1],
    [9, "某公司", "非公", "街道", "枫林居委会", "12", None, None, 1],
    [None, "合计", None, None, None, "=SUM(F4:F12)"],
    ["注：以上数据截至2025年6月底"],
]
AREAS = [
    ["序号", "居委会名称", "户籍人口（人）", "常住人口（万人）", "困难家庭（户）"],
    [1, "枫林居委会", 2611, "0.5万", 77],
    [2, "滨江一居", 4337, 0.7, 53],
    ["合计"],
]
NEEDS = [
    ["序号", "需求项目", "提出时间", "类别", "提出居民区", "所需人次", "完成时限"],
    [1, "汇演", "2025/3/28 9:05", "文化", "枫林", "3-5人", "长期"],
    [2, "帮扶", "2月9日", "公益性", "滨江1居", "2人", "30天"],
    [3, "宣传", "2025年上半年", "平安建设", "枫林居民区", "10人次", "1个月"],
    [4, "讲座", "2025年上半年", "民生服务", "枫林居民区", "-", "6月底前"],
]


@pytest.fixture
def office(tmp_path: Path) -> Any:
    """Read a workbook of some sheets."""

    def call(**sheets: list[list[Any]]) -> Roster:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "office.xlsx")
        return read_roster([tmp_path / "office.xlsx"])

    return call


def messages(office: Any, lang: str = "zh", **sheets: list[list[Any]]) -> list[str]:
    with pytest.raises(RosterError) as caught:
        office(**sheets)
    return caught.value.messages(lang)


def test_the_roster_of_an_office_is_a_scenario(office: Any) -> None:
    roster = office(会员单位一览表=UNITS, 居民区情况=AREAS, 需求清单=NEEDS)
    from_data(roster.data, "x")
    units = roster.data["organisations"]
    assert [(unit["type"], unit.get("level"), unit.get("members")) for unit in units] == [
        ("street", "district", 14), ("residential_area", "street", 88), ("residential_area", "street", 36),
        ("agency", "district", 1280), ("public_institution", "district", 300), ("university", "city", 20),
        ("state_enterprise", None, 40), ("agency", None, 39), ("two_new", "street", 12),
    ]  # fmt: skip
    assert ["滨江一居" if unit.get("area") == "滨江一居" else unit.get("area", "")[:2] for unit in units] == [
        "枫林", "枫林", "滨江一居", "枫林", "滨江一居", "滨江一居", "枫林", "枫林", "枫林",
    ]  # fmt: skip
    offered = [{name for name, amount in unit.get("resources", {}).items() if amount == 1.0} for unit in units]
    assert offered == [{"material"}, {"material"}, set(), {"material", "talent"}, set(), {"material", "talent"},
                       {"material"}, set(), set()]  # fmt: skip
    assert [unit.get("ties") for unit in units][3:6] == [
        ["滨江一居党总支"],
        None,
        ["枫林居民区党总支", "滨江一居党总支"],
    ]
    assert [area["population"] for area in roster.data["areas"]] == [0.833333, 1.166667]
    needs = roster.data["needs"]["listed"]
    assert [(need["month"], need.get("day"), need["nature"]) for need in needs] == [
        (3, 28, "regional"), (2, 9, "public_benefit"), (1, None, "regional"), (2, None, "mass"),
    ]  # fmt: skip
    assert [(need.get("amount"), need.get("deadline")) for need in needs] == [
        (4, None),
        (2, 30),
        (10, 30),
        (None, None),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_read_freely_is_listed_once_a_kind(office: Any, lang: str) -> None:
    roster = office(会员单位一览表=UNITS, 居民区情况=AREAS, 需求清单=NEEDS)
    read = lines(roster.notes.read, lang, sheets=3)
    assert len(read) == len({line.split("：" if lang == "zh" else ":")[0] for line in read})
    text = "\n".join(read)
    if lang == "zh":
        assert "数字旁的字样，已去掉：【会员单位一览表】F 列 3 格（“约”“人”“余”）" in text
        assert "“政法机关”“部队”读作机关（C7、C11）" in text
        assert "“学校”读作事业单位（C8），“学校”读作高校（C9）" in text
        assert "用不到的列，未读取：【会员单位一览表】“传真”（I3）" in text
        assert "合计行，略去：【会员单位一览表】第 13 行；【居民区情况】第 4 行" in text
        assert "H 列 2 格（“—”“/”）" in text
        assert not re.search(r"[\u4e00-\u9fff”], ", text)
    for word in ("传真", "会议室", "央企", "3-5人", "2025年上半年", "2月9日", "枫林居民区", "2个"):
        assert word in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_left_to_a_person_is_a_line_a_kind_with_its_cells(office: Any, lang: str) -> None:
    roster = office(会员单位一览表=UNITS, 居民区情况=AREAS, 需求清单=NEEDS)
    left = lines(roster.notes.open, lang, sheets=3)
    assert len(left) == 3
    resources = next(line for line in left if "医疗义诊" in line)
    assert "G8" in resources
    assert "G10" in resources
    assert ("人才资源" if lang == "zh" else "talent") in resources
    assert any("双重管理" in line and "武警" in line for line in left)
    assert any("长期" in line and "6月底前" in line for line in left)


def test_which_table_a_sheet_is_taken_for_is_told(office: Any) -> None:
    roster = office(会员单位一览表=UNITS, 居民区情况=AREAS, 需求清单=NEEDS)
    assert [(place.sheet, table, rows) for place, table, rows in roster.tables] == [
        ("会员单位一览表", "organisations", 9), ("居民区情况", "areas", 2), ("需求清单", "needs", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "value", "marks"),
    [
        ("82人", 82, ("人",)), ("约90", 90, ("约",)), ("300余", 300, ("余",)), ("300余人", 300, ("余", "人")),
        ("1,280 人", 1280, ("人",)), ("１２人左右", 12, ("人", "左右")), ("3-5人", 4, ("人",)), ("3～5", 4, ()),
        ("0.5万", 5000, ("万",)), ("12", 12, ()), (7, 7, ()), ("十二", None, ()), ("12户", None, ()),
        ("90人（含退休）", 90, ("人", "(含退休)")), ("三人", 3, ("人",)), ("半万", 5000, ("万",)),
        ("人", None, ()), ("abc", None, ()), ("1-2-3", None, ()),
    ],
)  # fmt: skip
def test_numbers_with_what_stands_beside_them(typed: Any, value: float | None, marks: tuple[str, ...]) -> None:
    read = measured(typed, {"人": 1.0, "万": 10_000.0})
    assert (None if read is None else (read.value, read.marks)) == (None if value is None else (value, marks))


@pytest.mark.parametrize("mark", ["-", "—", "——", "/", "／", "－", "无", " 无 ", "N/A", "暂无"])
def test_marks_for_nothing(office: Any, mark: str) -> None:
    assert nothing(mark)
    rows = [["单位名称", "单位类型", "居民区", "党员数", "可提供资源", "结对单位"]]
    rows += [["春晖", "居民区", "春晖", mark, mark, mark], ["甲", "国企", mark, 1, None, None]]
    first, second = office(单位=rows).data["organisations"]
    assert not {"members", "resources", "ties"} & set(first)
    assert "area" not in second
    assert messages(office, "en", 单位=[*rows, ["乙", mark]]) == [
        "office.xlsx, sheet 单位, row 4, column B: this cell must be filled in."
    ]


@pytest.mark.parametrize(
    ("typed", "days"),
    [("30天", 30), ("1个月", 30), ("两周", 14), ("半年", 182.5), ("7个工作日内", 7), ("1-3个月", 60),
     ("2024-03-31", 30), (datetime(2024, 3, 31), 30), ("2024年3月1日", None), ("长期", None), ("2024年6月底前", None)],
)  # fmt: skip
def test_deadlines_as_offices_tell_them(office: Any, typed: Any, days: float | None) -> None:
    units = [["单位名称", "单位类型"], ["春晖", "居民区"]]
    needs = [["需求", "日期", "性质", "居民区", "完成时限"], ["x", "2024-03-01", "公益性", "春晖", typed]]
    roster = office(单位=units, 需求=needs)
    assert roster.data["needs"]["listed"][0].get("deadline") == days
    assert len(roster.notes.open) == (days is None)


@pytest.mark.parametrize(
    "typed", ["2024/3/1 0:00", "2024-03-01 14:30:00", "2024/3/1 9:05", "20240301", "2024-03-01T00:00:00"]
)
def test_a_time_of_day_does_not_matter_as_text_or_in_a_cell(office: Any, typed: str) -> None:
    units = [["单位名称", "单位类型"], ["春晖", "居民区"]]
    needs = [["需求", "产生日期", "工作性质", "居民区"], ["修路", typed, "地区性", "春晖"]]
    (need,) = office(单位=units, 需求=needs).data["needs"]["listed"]
    assert (need["month"], need["day"]) == (1, 1)


def test_a_star_at_a_heading_does_not_matter_and_is_not_told(office: Any) -> None:
    rows = [
        ["单位名称*", "单位类型（必填）", "* 居民区", "党员数:", "【必填】隶属级别", "★ 每月可用工时"],
        ["春晖", "居民区党组织", "春晖", 1],
    ]
    assert office(单位=rows).notes.all == []


def test_a_bad_heading_gives_one_message_and_nothing_of_what_follows_from_it(office: Any) -> None:
    units = [["单位名称", "单位大类", "居民区", "结对单位"], ["春晖", "居民区", "春晖", None]]
    units += [[f"甲{n}", "国企", f"春{n}", f"乙{n}"] for n in range(30)]
    needs = [["需求", "时间", "性质", "单位"], *([f"x{n}", "2024-03-01", "公益性", f"甲{n}"] for n in range(30))]
    (only,) = messages(office, 单位=units, 需求=needs)
    assert only == (
        "office.xlsx、工作表“单位”、第 1 行、B 列：缺少“单位类型”列；"
        "“单位大类”下的内容像是它，若是，请把列名改为“单位类型”。"
    )


def test_a_name_is_suggested_only_where_the_values_fit(office: Any) -> None:
    units = [["单位名称", "单位类型", "党元数"], ["春晖", "居民区", 30], ["甲", "国企", "20人"]]
    (only,) = messages(office, 单位=units)
    assert "您是不是想写“党员数”？" in only
    for row in units[1:]:
        row[2] = "很多"
    (only,) = messages(office, 单位=units)
    assert "是不是" not in only
    assert "允许：街道、居民区" in only
    areas = [["居民区名称", "困难家庭"], ["春晖", 77]]  # not hardship from 0 to 1
    roster = office(单位=[["单位名称", "单位类型"], ["春晖", "居民区"]], 居民区=areas)
    assert [(note.kind, note.word) for note in roster.notes.all] == [("left.column", "困难家庭")]


def test_a_sheet_of_areas_is_not_taken_for_organisations(office: Any) -> None:
    areas = [["序号", "名称", "常住人口", "备注"], *([n, f"春{n}居委", 1000, None] for n in range(33))]
    units = [["序号", "单位名称", "类型", "居委会"], [1, "甲", "国企", "春1"]]
    roster = office(Sheet1=areas, Sheet2=units, 联络员=[["姓名", "电话"], ["张", "1"]])
    assert [table for _, table, _ in roster.tables] == ["areas", "organisations"]
    assert [(note.kind, note.word) for note in roster.notes.all if note.kind == "left.sheet"] == [
        ("left.sheet", "联络员")
    ]
    assert roster.data["organisations"][0]["area"] == "春1居委"


def test_two_tables_in_one_sheet(office: Any) -> None:
    rows = [["单位名册"], ["单位名称", "单位类型", "居民区"], ["春晖党总支", "居民区", "春晖"], ["甲", "国企", "春晖"],
            [], ["居民区情况"], ["居民区名称", "人口数"], ["春晖", 1200]]  # fmt: skip
    roster = office(Sheet1=rows)
    assert [(table, count) for _, table, count in roster.tables] == [("organisations", 2), ("areas", 1)]


def test_a_header_of_two_rows(office: Any, tmp_path: Path) -> None:
    rows = [["情况表"], ["单位名称", "单位性质", "党员情况", None, "居民区"],
            [None, None, "党员数", "其中流动党员", None], ["春晖党总支", "居民区", 60, 3, "春晖"],
            ["甲", "国企", "30名", 0, "春晖"]]  # fmt: skip
    assert [organisation["members"] for organisation in office(名册=rows).data["organisations"]] == [60, 30]
    book = openpyxl.load_workbook(tmp_path / "office.xlsx")
    for merged in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        book.active.merge_cells(merged)
    book.save(tmp_path / "merged.xlsx")
    assert [
        organisation["members"] for organisation in read_roster([tmp_path / "merged.xlsx"]).data["organisations"]
    ] == [60, 30]


def test_titles_of_sections_and_headers_once_more(office: Any) -> None:
    head = ["序号", "成员单位", "类别", "居民区"]
    rows = [head, ["一、居民区"], [1, "春晖党总支", "居民区", "春晖"], ["二、驻区单位"], head,
            [2, "甲", "国企", "春晖"], ["填表人：张三", None, "审核人：李四"]]  # fmt: skip
    roster = office(单位=rows)
    assert [organisation["name"] for organisation in roster.data["organisations"]] == ["春晖党总支", "甲"]
    kinds = [note.kind for note in roster.notes.all if note.kind.startswith("rows")]
    assert kinds == ["rows.section", "rows.section", "rows.header", "rows.note"]


def test_a_row_that_says_the_same_as_the_one_above_is_left_out(office: Any) -> None:
    head = ["单位名称", "单位类型", "居民区", "电话"]
    rows = [head, ["春晖", "居民区", "春晖", 1], ["甲", "国企", "春晖", 1], ["甲", "国企", "春晖", 2]]
    roster = office(单位=rows)
    assert [organisation["name"] for organisation in roster.data["organisations"]] == ["春晖", "甲"]
    assert [(note.kind, note.place.row) for note in roster.notes.all] == [("rows.again", 4)]
    rows[3][2] = None
    (only,) = messages(office, "en", 单位=rows)
    assert "A3" in only


def test_of_a_kind_there_is_one_message_with_its_cells(office: Any) -> None:
    rows = [["单位名称", "单位类型", "居民区", "党员数"], ["春晖", "居民区", "春晖", 1]]
    rows += [[f"甲{n}", ("国启", "银行")[n % 2], "春晖", ("十二", "abc")[n % 2]] for n in range(4)]
    types, members = messages(office, 单位=rows)
    assert types.startswith(
        "office.xlsx、工作表“单位”、B 列：不在八类组织之列；"
        "“国启”（B3、B5；是不是“国企”？）、“银行”（B4、B6）；允许：街道党工委、"
    )
    assert "“十二”（D3、D5）、“abc”（D4、D6）" in members
    assert not re.search("[A-Za-z一-鿿”], ", types + members)


def test_nothing_is_said_to_be_allowed_where_there_is_nothing(office: Any) -> None:
    needs = [["需求", "时间", "性质", "单位"], ["x", "2024-03-01", "公益性", "甲"]]
    for lang in LANGUAGES:
        for line in messages(office, lang, 需求=needs):
            assert not re.search(r"(allowed: |允许：)[.。;；]?$", line)


def test_a_date_without_a_year_that_others_do_not_tell_is_wrong(office: Any) -> None:
    units = [["单位名称", "单位类型"], ["春晖", "居民区"]]
    needs = [["需求", "时间", "性质", "居民区"], ["x", "2024-12-01", "公益性", "春晖"],
             ["y", "2025-01-01", "公益性", "春晖"], ["z", "3月1日", "公益性", "春晖"]]  # fmt: skip
    (only,) = messages(office, "en", 单位=units, 需求=needs)
    assert "lacks its year" in only


def test_no_word_means_two_things_and_all_are_in_the_docs() -> None:
    text = page()
    for family, listed in OFFICE_WORDS.items():
        words = [word for name, several in listed.items() for word in several.split()]
        assert len({key(word) for word in words}) == len(words)
        assert not {key(word) for word in words} & set(names(family))  # those are not readings, and not listed
        assert set(listed) <= {*CHOICES[family], SCHOOL}
        assert set(office_words(family).values()) <= {*CHOICES[family], SCHOOL}
        assert all("、".join(several.split()) in text for several in listed.values())
    for table in TABLES:
        for column in table.columns:
            assert all(unit in text for unit in column.factors)


@pytest.mark.parametrize("word", ["医疗义诊", "政策咨询", "法律服务"])
def test_what_could_be_several_resources_is_in_no_table(word: str) -> None:
    assert key(word) not in office_words("resource")
    assert key(word) not in names("resource")


def test_the_docs_show_the_page() -> None:
    assert (Path(__file__).parents[2] / "docs" / "roster.md").read_text(encoding="utf-8") == page(), "docs/generate.py"
