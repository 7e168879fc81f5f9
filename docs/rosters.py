"""Make the two worked examples of `import`: spreadsheets of a street and a town that do not exist, and their scenarios.

``python docs/rosters.py`` writes them into ``scenarios/rosters/``. Every name and number is made up.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a checkout need not be installed

from openpyxl import load_workbook  # noqa: E402

from sim.scenario.roster import read_roster  # noqa: E402
from sim.scenario.roster.scenario_file import scenario_text  # noqa: E402
from sim.scenario.roster.template import template  # noqa: E402

FOLDER = ROOT / "scenarios" / "rosters"
EXAMPLES = {
    "made_up_street": (("made_up_street.xlsx",), "zh"),
    "made_up_town": (("made_up_town_organisations.csv", "made_up_town_areas.csv", "made_up_town_needs.csv"), "en"),
}
"""A scenario, the files that it is imported from, and the language of its comments."""

PLACES = "春晖 夏荷 秋实 冬青 松涛 竹园 梅苑 兰亭 菊坊 荷塘 枫林 柳岸 桂香 杏坛 桃源 榆钱 槐荫 樟树 银杏 玉兰".split()
KINDS = {"机关": "所", "事业单位": "中心", "国企": "公司", "高校": "学院", "“两新”组织": "商社"}
OFFERED = {
    "机关": ("政治、人才", "政策供给"),
    "事业单位": ("人才 1.5、物质", "政策供给 0.7、国家建设 0.6"),
    "国企": ("物质 1.5、人才", "国家建设"),
    "高校": ("人才 2、思想", "价值分配、国家建设 0.6"),
    "“两新”组织": ("物质", "社会整合 0.5"),
}
WANTED = {
    "地区性工作": ("沿街店招整治", "停车位共享", "背街小巷改造"),
    "社会性工作": ("防汛值守", "高温送清凉", "突发停水保供"),
    "群众性工作": ("物业纠纷调解", "加装电梯协商", "楼道堆物清理"),
    "公益性工作": ("独居老人探访", "课后托管", "旧衣捐赠"),
}


def date_text(day: int, month: int, way: int) -> str:
    """Return a date of 2024 as one of those who keep such lists may type it."""
    return (f"2024-{month:02d}-{day:02d}", f"2024/{month}/{day}", f"2024年{month}月{day}日")[way % 3]


def street() -> None:
    """Write the workbook of a street: the template, filled in."""
    luck = random.Random("a street that does not exist")
    book = load_workbook(io.BytesIO(template("zh")))
    areas = [f"{name}居民区" for name in PLACES[:12]]
    rows: list[list[Any]] = [["虚构街道党工委", "街道党工委", None, None], ["虚构社区党委", "社区党委", None, None]]
    rows += [[f"{area}党总支", "居民区党组织", area, luck.randint(60, 240)] for area in areas]
    lines = [(kind, ending) for kind, ending in KINDS.items() for _ in range(14 if "两新" in kind else 6)]
    for number, (kind, ending) in enumerate(lines):
        rows.append([f"虚构{PLACES[number % 20]}{ending}{number + 1}", kind, luck.choice(areas), luck.randint(5, 160)])
    for number, (name, kind, area, members) in enumerate(rows, 1):
        tie = f"{luck.choice(areas)}党总支" if kind in KINDS and number % 3 == 0 else None
        offered, does = OFFERED.get(kind, (None, None)) if number % 2 else (None, None)
        book["单位"].append([number, name, kind, None, area, None, members, None, None, offered, does, tie, "虚构示例"])
    for number, area in enumerate(areas, 1):
        hardship = round(luck.uniform(0.1, 0.6), 2)
        book["居民区"].append([number, area, None, luck.randint(1800, 6400), hardship, None, None, "虚构示例"])
    for number in range(1, 145):
        nature = luck.choice([*WANTED, "群众性工作", "群众性工作"])
        inside = nature == "群众性工作" and number % 4 == 0
        owner, area = (luck.choice(rows[14:])[0], None) if inside else (None, luck.choice(areas))
        amount = luck.choice([None, 2, 3, 5, 8, 15])
        date = date_text(luck.randint(1, 28), 1 + number * 12 // 145, number)
        title = f"{luck.choice(WANTED[nature])}（第{number}件）"
        book["需求"].append(
            [number, title, date, nature, area, owner, amount, None, None, None, None, None, "虚构示例"]
        )
    book.save(FOLDER / "made_up_street.xlsx")


def town() -> None:
    """Write the three files of a town, in GBK and with a title above each header, as an office programme saves them."""
    luck = random.Random("a town that does not exist")
    areas = [f"虚构{name}村" for name in PLACES]
    rows: list[list[Any]] = [["虚构镇党委", "街道党工委", areas[0], ""]]
    rows += [[f"{area}党组织", "居民区党组织", area, luck.randint(40, 180)] for area in areas]
    for number in range(120):
        kind = luck.choice([*KINDS, "“两新”组织", "“两新”组织"])
        rows.append(
            [f"虚构{luck.choice(PLACES)}{KINDS[kind]}{number + 1}", kind, luck.choice(areas), luck.randint(3, 90)]
        )
    needs = []
    for number in range(1, 181):
        nature = luck.choice(list(WANTED))
        date = date_text(luck.randint(1, 28), 1 + number * 6 // 181, number)
        needs.append(
            [f"{luck.choice(WANTED[nature])}{number}", date, nature, luck.choice(areas), luck.choice(["", 3, 6, 10])]
        )
    tables = {
        "organisations": (["单位名称", "单位类型", "居民区", "党员数"], rows),
        "areas": (["居民区名称", "人口数"], [[area, luck.randint(900, 4200)] for area in areas]),
        "needs": (["需求名称", "提出日期", "工作性质", "居民区", "工作量"], needs),
    }
    for name, (head, body) in tables.items():
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([["虚构镇（示例，并非真实数据）"], [], head, *body])
        (FOLDER / f"made_up_town_{name}.csv").write_bytes(text.getvalue().encode("gbk"))


def imported(name: str) -> str:
    """Return the scenario that an example imports to, as `import` writes it."""
    files, lang = EXAMPLES[name]
    roster = read_roster([FOLDER / file for file in files])
    return scenario_text(roster, lang, ", ".join(files), "quyuhua")


if __name__ == "__main__":
    street()
    town()
    for name in EXAMPLES:
        (FOLDER / f"{name}.yaml").write_text(imported(name), encoding="utf-8", newline="\n")
