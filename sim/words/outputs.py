"""What files, sheets and columns hold; docs/outputs.md is made from it."""

from __future__ import annotations

from typing import Final

OUTPUT_WORDS: Final[dict[str, tuple[str, str]]] = {
    # files
    "output.report": ("the report, to read and print", "报告，供阅读和打印"),
    "output.results": (
        "all results: as a workbook with the tables below and `about` as sheets, and as JSON "
        "(docs/results.schema.json)",
        "全部结果：xlsx 为工作簿，以下各表和 about 各占一页；json 供程序使用（见 docs/results.schema.json）",
    ),
    "output.verdict": ("1+1, S and the figures that it is read with", "“1+1”、S 以及解读所需的各项数值"),
    "output.arms": ("value added of each arm", "各种情形的成效"),
    "output.measures": ("every measure of each arm over the whole run", "各种情形在整个运行期间的全部指标"),
    "output.months": ("the same month by month, means over replicates", "逐月指标，为各次重复的平均"),
    "output.groups": (
        "by nature of need, type of organisation, hardship, street, area and period, with intervals",
        "按需求性质、组织类型、困难程度、街道、居民区和时段分列，附区间",
    ),
    "output.parameters": ("every parameter with its value, default and source", "全部参数的取值、默认值和来源"),
    "output.replicates": ("what each replicate came to; intervals are made from it", "每次重复的结果，区间由此算出"),
    "output.channels": ("the seven parts of the surplus; with --explain", "合力增量的七个部分；需加 --explain"),
    "output.organisations": (
        "the organisations of a roster, as it states them; only where there is one",
        "名册中的各单位，照名册所写；有名册时才有",
    ),
    "output.figures_png": ("the figures of the report, 200 dots an inch", "报告中的图，每英寸 200 点"),
    "output.figures_svg": ("the same, to scale; text as paths", "同上，可缩放；文字已转为曲线"),
    "output.manifest": ("all that is needed to make the run again", "重做这次运行所需的全部内容"),
    "output.swept.sweep_xlsx": (
        "all of it as a workbook: the two tables below and `about` as sheets",
        "全部内容的工作簿：以下两表和 about 各占一页",
    ),
    "output.swept.sweep_csv": (
        "one row a point: the verdict, every quantity and the arms' values",
        "每点一行：结论、各项数值和各种情形的成效",
    ),
    "output.swept.measures_csv": ("every measure of each arm at every point", "各点、各种情形的全部指标"),
    "output.swept.figures_sweep_png": (
        "the picture, where one or two parameters vary, 200 dots an inch",
        "图（只有一两个参数变化时），每英寸 200 点",
    ),
    "output.swept.figures_sweep_svg": ("the same, to scale; text as paths", "同上，可缩放；文字已转为曲线"),
    "output.swept.sweep_json": (
        "what was asked, by which the folder knows its sweep again",
        "所作扫描的内容，文件夹据此认出是不是同一次扫描",
    ),
    "output.swept.points_json": (
        "one file a point, as `run --json` prints it, but without groups; written when the point is done",
        "每点一个文件，内容同 run --json，但不分组；算完一点写一个",
    ),
    # columns
    "head.reading": ("how it reads", "判断"),
    "head.verdict": ("verdict", "结论"),
    "head.source": ("source", "来源"),
    "column.quantity": ("name of the quantity", "数值的名称"),
    "column.estimate": ("estimate; empty where undefined", "估计值；无定义则为空"),
    "column.low": ("lower limit of the interval; empty where there is none", "区间下限；没有则为空"),
    "column.high": ("upper limit of the interval; empty where there is none", "区间上限；没有则为空"),
    "column.unit": ("unit of estimate and limits; empty for pure numbers", "估计值和上下限的单位；纯数则为空"),
    "column.reading": (
        "the verdict, beside the quantity that it is read from",
        "结论的用词，写在作出结论的那一项数值旁边",
    ),
    "column.meaning_en": ("meaning in English", "英文含义"),
    "column.meaning_zh": ("meaning in Chinese", "中文含义"),
    "column.arm": ("arm; empty for what is no arm's own", "情形；不属于某一情形的则为空"),
    "column.gross_estimate": ("value added, estimate", "成效，估计值"),
    "column.gross_low": ("value added, lower limit", "成效，区间下限"),
    "column.gross_high": ("value added, upper limit", "成效，区间上限"),
    "column.net_estimate": ("net of what it cost, estimate", "扣除成本后的成效，估计值"),
    "column.net_low": ("net of what it cost, lower limit", "扣除成本后的成效，区间下限"),
    "column.net_high": ("net of what it cost, upper limit", "扣除成本后的成效，区间上限"),
    "column.name_en": ("name in English", "英文名称"),
    "column.name_zh": ("name in Chinese", "中文名称"),
    "column.measure": ("name of the measure", "指标的名称"),
    "column.month": ("month, from 1", "月份，从 1 起"),
    "column.MEASURE.ARM": (
        "one column for each measure and arm, such as `value.joint`; units as in measures.csv, value in points",
        "每项指标、每种情形各一列，如 value.joint；单位同 measures.csv，成效以分计",
    ),
    "column.axis": ("by what groups are told apart", "分组的依据"),
    "column.group": ("name of the group", "组的名称"),
    "column.group_en": ("the group in English", "组的英文名称"),
    "column.group_zh": ("the group in Chinese", "组的中文名称"),
    "column.parameter": ("path of the parameter in a scenario file", "参数在情景文件中的路径"),
    "column.value": ("value in this run; of a roster the number of entries", "本次取值；名册则为条目数"),
    "column.default": ("value where a scenario says nothing", "情景未写时的取值"),
    "column.stated": ("whether the scenario states it", "情景是否写明"),
    "column.parameters.low": ("least value allowed", "允许的最小值"),
    "column.parameters.high": ("greatest value allowed", "允许的最大值"),
    "column.parameters.unit": ("unit of value, default and limits", "取值、默认值和上下限的单位"),
    "column.source": (
        "where the default comes from: article, literature or assumed",
        "默认值的来源：article 文章、literature 文献、assumed 假定",
    ),
    "column.reference": ("the work, where it is from the literature", "取自文献的，注明文献"),
    "column.article": ("the article's own term", "文章的用语"),
    "column.replication": ("replicate, from 0 as in the keys of luck", "第几次重复，从 0 起，与随机数的编号一致"),
    "column.ARM_gross": (
        "value added of a run: the arms, the random halves (half_0, half_1, halves_side_by_side, halves_joint), and "
        "the single kinds without mechanisms (block_unorganised, line_unorganised)",
        "各种运行的成效：各情形、随机两半（half_0、half_1、halves_side_by_side、halves_joint），以及没有任何机制的单干"
        "（block_unorganised、line_unorganised）",
    ),
    "column.ARM_net": ("the same, net of what it cost; of the arms", "同上，扣除成本；只有各情形"),
    "column.ceiling": ("value if every need were met at once", "所有需求都及时满足时的成效"),
    "column.organisation": ("name of the organisation", "单位名称"),
    "column.type": ("its type", "单位类型"),
    "column.type_en": ("its type in English", "单位类型的英文名称"),
    "column.type_zh": ("its type in Chinese", "单位类型的中文名称"),
    "column.area": ("the area it stands in; empty: drawn in every replicate", "所在居民区；空则每次重复随机确定"),
    "column.level": ("level of its superior; empty: drawn, or as its type has it", "上级级别；空则随机或按类型确定"),
    "column.hours": ("hours for work beyond its own walls; empty: drawn", "每月可用工时；空则随机确定"),
    "column.members": ("Party members; empty: drawn", "党员数；空则随机确定"),
    "column.needs": ("times the usual rate of needs inside it", "单位内部需求产生率的倍数"),
    "column.ties": ("those with whom it states a standing tie", "写明的结对单位"),
    "column.channel": ("part of the surplus; the last row is their sum", "合力增量的部分；末行为合计"),
    "column.point": (
        "point of the grid, from 1; the last parameter moves fastest",
        "网格的点，从 1 起；最后一个参数变得最快",
    ),
    "column.PARAMETER": ("one column for each parameter that varies", "每个变化的参数各一列"),
    "column.replications": ("replicates done", "重复次数"),
    "column.verdict": (
        "the verdict: above, below, not distinguishable (from 2), or undefined",
        "结论：above 大于 2、below 小于 2、not distinguishable 差异不显著、undefined 无定义",
    ),
    "column.QUANTITY_LIMIT": (
        "one column for each quantity and each of estimate, low and high, such as `one_plus_one_low`; surplus in "
        "points, surplus_per_hour in points an hour",
        "每项数值的 estimate、low、high 各一列，如 one_plus_one_low；surplus 以分计，surplus_per_hour 以每工时的分计",
    ),
    "column.ARM_READING_LIMIT": (
        "value added in points: one column for each arm, gross or net, and each of estimate, low and high, such as "
        "`joint_gross_high`",
        "成效，以分计：各种情形的 gross（未扣成本）、net（扣除成本），estimate、low、high 各一列，如 joint_gross_high",
    ),
    "column.fact": ("what is told", "项目"),
    "column.about.value": ("what it is in this run", "本次运行的取值"),
}
