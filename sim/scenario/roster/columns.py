"""The tables of a roster and their columns, as data: the reader, the template and docs/roster.md are made of it.

Headings, meanings and the names of what can be chosen stand in the catalogue (``heading.*``, ``choice.*``); here are
only other ways in which a street may write them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sim.mechanisms import TYPES
from sim.scenario.district import Asked, Owned, Wanted
from sim.words import LANGUAGES, say

from .cells import key
from .office import OFFICE_WORDS

Kind = Literal["text", "place", "choice", "number", "people", "date", "list", "names", "unused"]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name : str
        Its name here; ``heading.TABLE.NAME`` in the catalogue.
    kind : str
        How its cells are read: ``place`` is the name of an area or organisation, ``people`` a count, ``names`` several
        names in one cell; ``unused`` columns are allowed and lead nowhere.
    field : str
        The parameter that it becomes, whose range holds here too.
    choices : str
        The family of what can be chosen, a key of `CHOICES`.
    other : str
        Other headings it may have, separated by spaces.
    second : str
        Headings of what does in its place where it is not there.
    units : str
        What may stand behind a number, ``=`` and by how much it is multiplied for it, separated by spaces.
    """

    name: str
    kind: Kind
    field: str = ""
    required: bool = False
    choices: str = ""
    other: str = ""
    second: str = ""
    units: str = ""

    @property
    def factors(self) -> Mapping[str, float]:
        """By how much a number with a unit is multiplied."""
        split = (unit.partition("=") for unit in self.units.split())
        return {name: float(factor or 1) for name, _, factor in split}


@dataclass(frozen=True)
class Table:
    """One table: a sheet of a workbook, or a CSV file."""

    name: str
    columns: tuple[Column, ...]
    other: str = ""

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)


_NUMBER = Column("number", "unused", other="no. nr id # 编号 序列号")
_REMARKS = Column(
    "remarks",
    "unused",
    other="remark note notes comment comments 说明 注 联系人 contact 电话 phone 联系电话 联系方式 联系人及电话 "
    "联系人及联系电话 联络员 负责人",
)

TABLES: tuple[Table, ...] = (
    Table(
        "organisations",
        (
            _NUMBER,
            Column("name", "text", "organisations[].name", required=True,
                   other="organisation organization unit 单位 组织名称 名称 党组织名称 单位全称 成员单位 会员单位 "
                         "驻区单位 "
                         "成员单位名称 党组织"),
            Column("type", "choice", "organisations[].type", required=True, choices="type",
                   other="kind 性质 类型 单位性质 单位类别 组织类型 类别 单位属性 所属类别"),
            Column("street", "place", other="所属街道 街镇 街道名称 town"),
            Column("area", "place", "organisations[].area", other="residential_area 所在居民区 居委会 所属居民区 "
                                                                  "片区 所在居委会 所属居委会 所在居委 所属居委 "
                                                                  "所在片区"),
            Column("level", "choice", "organisations[].level", choices="level",
                   other="层级 级别 隶属层级 隶属关系 隶属 上级单位级别"),
            Column("members", "number", "organisations[].members",
                   other="party_members 党员 党员人数 在册党员数 党员总数 在册党员 在册党员人数",
                   units="人 名 位 个 名党员 people persons members"),
            Column("hours", "number", "organisations[].hours", other="hours_a_month 每月工时 工时",
                   units="小时 个小时 工时 小时/月 h hours"),
            Column("needs", "number", "organisations[].needs", other="needs_rate 需求倍率", units="倍"),
            Column("resources", "list", choices="resource", other="resources_offered 资源 提供资源 资源清单 可供资源 "
                                                                  "可提供的资源 共享资源"),
            Column("functions", "list", choices="function", other="功能 职能"),
            Column("ties", "names", other="tied_to partners 结对 共建单位 结对共建单位 共建对象 结对对象"),
            _REMARKS,
        ),
        other="organisations organizations units roster 单位名册 名册 组织 驻区单位 单位清单",
    ),
    Table(
        "areas",
        (
            _NUMBER,
            Column("name", "text", "areas[].name", required=True,
                   other="area residential_area 居民区名称 居委会 名称 片区 居委会名称 居委名称 片区名称 所辖居民区"),
            Column("street", "place", other="所属街道 街镇 街道名称 town"),
            Column("population", "people", other="people residents 人口 常住人口 居民数 常住人口数 总人口 实有人口",
                   second="户籍人口 户籍人口数", units="人 名 people persons 万=10000 万人=10000 千人=1000"),
            Column("hardship", "number", "areas[].hardship", other="困难 困难度", units="%=0.01"),
            Column("x", "number", "areas[].x", other="east x_km", units="公里 千米 km 米=0.001"),
            Column("y", "number", "areas[].y", other="north y_km", units="公里 千米 km 米=0.001"),
            _REMARKS,
        ),
        other="areas 居民区名册 居委会 片区",
    ),
    Table(
        "needs",
        (
            _NUMBER,
            Column("title", "text", "needs.listed[].name", required=True,
                   other="need project name 需求 项目 项目名称 需求名称 名称 事项 需求项目 需求内容 需求事项 "
                         "项目内容"),
            Column("date", "date", required=True,
                   other="month arose 时间 提出日期 提出时间 月份 日期 申报时间 申报日期 登记时间 登记日期"),
            Column("nature", "choice", "needs.listed[].nature", required=True, choices="nature",
                   other="性质 需求性质 类别 需求类别 项目类别 需求类型 项目类型"),
            Column("area", "place", other="residential_area 所在居民区 居委会 片区 提出居民区 提出居委会 所属居民区"),
            Column("owner", "place", other="organisation unit 需求单位 单位 所属单位 提出单位"),
            Column("amount", "number", "needs.listed[].amount",
                   other="person_days work 工作量 人日 所需工日 工作日 所需人次 人次 所需人天",
                   units="工日 人日 人天 天 日 个工日 个工作日 工作日 人次=1 人=1 名=1 个人=1 days day person-days"),
            Column("deadline", "number", "needs.listed[].deadline",
                   other="days deadline_days 期限 办理期限 时限 完成时限 办结时限 完成期限 办理时限",
                   units="天 日 个工作日 工作日 周=7 个星期=7 星期=7 个月=30 月=30 季度=90 个季度=90 年=365 days day "
                         "weeks=7 week=7 months=30 month=30 year=365"),
            Column("worth", "number", "needs.listed[].worth", other="每工日价值 价值", units="分"),
            Column("harm", "number", "needs.listed[].harm", other="损害 未办损失", units="倍 %=0.01"),
            Column("resources", "list", choices="wanted", other="resources_needed 资源 需要资源"),
            Column("functions", "list", choices="function", other="功能 需要功能 职能"),
            _REMARKS,
        ),
        other="needs projects need 项目 需求清单 项目清单 需求项目",
    ),
    Table(
        "ties",
        (
            _NUMBER,
            Column("one", "place", required=True, other="organisation unit 单位 单位一 甲方"),
            Column("other", "place", required=True, other="paired_with 结对对象 单位二 乙方"),
            _REMARKS,
        ),
        other="ties pairs 结对关系 结对共建 共建",
    ),
)  # fmt: skip
EXPLAINING = "columns explanation help about notes 说明 填表说明 列说明 填写说明"
"""Sheets of these names are for people to read; the template has one."""

OTHER_CHOICES: Mapping[str, Mapping[str, str]] = {
    "type": {
        "street": "街道 街道党组织 街道办 street_committee",
        "community_committee": "社区 社区党组织 社区党总支 社区综合党委",
        "residential_area": "居民区 居民区党总支 居民区党支部 居委会 居委 residential_organisation",
        "agency": "政府机关 党政机关 机关单位",
        "public_institution": "institution 事业",
        "state_enterprise": "国有企业 国资企业 state_owned_enterprise soe",
        "university": "大学 高等院校",
        "two_new": "两新 两新组织 新经济组织 新社会组织",
    },
    "level": {"residential": "居民区", "street": "街道 街镇 镇", "district": "区 区属", "city": "市 市属"},
    "nature": {
        "regional": "地区性 区域性 区域性工作", "social": "社会性", "mass": "群众性",
        "public_benefit": "公益性",
    },
    "resource": {
        "organisational": "组织", "ideological": "思想", "political": "政治", "institutional": "制度", "talent": "人才",
        "material": "物质 物资 物资资源",
    },
    "wanted": {"public": "社会公共 公共 公共资源"},
    "function": {},
}  # fmt: skip
CHOICES: Mapping[str, tuple[str, ...]] = {
    "type": TYPES,
    "level": ("residential", "street", "district", "city"),
    "nature": ("regional", "social", "mass", "public_benefit"),
    "resource": tuple(Owned.model_fields),
    "wanted": tuple(Wanted.model_fields),
    "function": tuple(Asked.model_fields),
}
RESOURCE_OFFERED = 1.0  # units a person-day of what a list names without an amount
FUNCTION_LISTED = 0.8  # its strength: what every setting of `needs.strong` takes for held


def heading(table: str, column: str, lang: str) -> str:
    """Return the heading that the template gives a column."""
    return say(f"heading.{table}.{column}", lang)


def meaning(table: str, column: str, lang: str) -> str:
    """Return what a column holds."""
    return say(f"heading.{table}.{column}.meaning", lang)


def sheet_name(table: str, lang: str) -> str:
    """Return what the template calls the sheet of a table."""
    return say(f"roster.sheet.{table}", lang)


def choice(family: str, name: str, lang: str) -> str:
    """Return what one of the things that can be chosen is called in a spreadsheet."""
    return say(f"choice.{'wanted' if family == 'resource' else family}.{name}", lang)


def ways(table: Table, column: Column) -> list[str]:
    """Return all headings by which a column is known, those of the template first."""
    other = (*column.other.split(), *column.second.split())
    return [*(heading(table.name, column.name, at) for at in LANGUAGES), column.name, *other]


@cache
def headings(name: str) -> Mapping[str, Column]:
    """Return the columns of a table by the `key` of every heading that they may have."""
    table = next(known for known in TABLES if known.name == name)
    return {key(way): column for column in reversed(table.columns) for way in ways(table, column)}


@cache
def names(family: str) -> Mapping[str, str]:
    """Return what can be chosen, by the `key` of every name that it may have."""
    by_key: dict[str, str] = {}
    for name in CHOICES[family]:
        also = [OTHER_CHOICES[kind].get(name, "") for kind in (family, *(["resource"] * (family == "wanted")))]
        for way in (name, *(choice(family, name, at) for at in LANGUAGES), *" ".join(also).split()):
            by_key[key(way)] = name
    return by_key


@cache
def office_words(family: str) -> Mapping[str, str]:
    """Return what an office's own words stand for, by their `key`."""
    families = ("resource", "wanted") if family == "wanted" else (family,)
    listed = [pair for kind in families for pair in OFFICE_WORDS[kind].items()]
    return {key(word): name for name, words in listed for word in words.split()}


@cache
def sheets() -> Mapping[str, str]:
    """Return the tables by the `key` of every name that their sheet may have; ``""`` for one that only explains."""
    by_key = dict.fromkeys((key(name) for name in (*EXPLAINING.split(), *_explaining())), "")
    for table in TABLES:
        for way in (*table.other.split(), *(sheet_name(table.name, at) for at in LANGUAGES)):
            by_key[key(way)] = table.name
    return by_key


def _explaining() -> list[str]:
    return [say("roster.sheet.columns", at) for at in LANGUAGES]
