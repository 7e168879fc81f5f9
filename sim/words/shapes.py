"""What the faces of answers say that was not said before: files and columns of cases, and what every answer refuses."""

from __future__ import annotations

from typing import Final

SHAPE_WORDS: Final[dict[str, tuple[str, str]]] = {
    # files
    "output.swept.manifest_json": (
        "what was asked and with which versions; `sweep --from` makes it again from this; its `files` are those of the "
        "answer, its `kept` what else the folder has of the work",
        "所作扫描的内容和所用的版本；sweep --from 据此重做；"
        "其中 files 列出结果的各个文件，kept 列出文件夹里计算过程留下的其他文件",
    ),
    "output.cases.cases_xlsx": ("the table below as a workbook", "下表的工作簿"),
    "output.cases.cases_json": (
        "the same for another program (docs/cases.schema.json)",
        "同上，供程序使用（见 docs/cases.schema.json）",
    ),
    "output.cases.cases_csv": ("one row a comparison, with what it showed", "每项比较一行，附所得结果"),
    "output.cases.figures_differences_png": (
        "every difference beside the measure without the row, 200 dots an inch",
        "各项差值与没有该项安排时指标之比的图，每英寸 200 点",
    ),
    "output.cases.figures_differences_svg": ("the same, to scale; text as paths", "同上，可缩放；文字已转为曲线"),
    "output.cases.cases_design_json": (
        "what was asked, by which the folder knows its cases again",
        "所查案例的内容，文件夹据此认出是不是同一批案例",
    ),
    "output.cases.points_json": (
        "one file a case: what each replicate came to; written when the case is done",
        "每个案例一个文件，记下每次重复的结果；算完一个写一个",
    ),
    "output.cases.manifest_json": (
        "which cases were run, how often, and with which versions; `cases --from` runs them again from this; its "
        "`files` are those of the answer, its `kept` what else the folder has of the work",
        "所查的案例、重复次数和所用的版本；cases --from 据此重做；"
        "其中 files 列出结果的各个文件，kept 列出文件夹里计算过程留下的其他文件",
    ),
    # columns of cases
    "column.cases.case": ("name of the case", "案例的名称"),
    "column.cases.rows": ("rows of the article that it is about", "案例所对应的文章条目"),
    "column.cases.measure": ("measure that is compared; after a dot, whose", "所比较的指标；点号之后为所属的组"),
    "column.cases.per": ("measure that it is divided by, if any", "用作除数的指标（如有）"),
    "column.cases.arm": ("arm in which it is read", "读取指标的情形"),
    "column.cases.pair": ("two mechanisms whose joint effect is compared, if any", "所比较的一对机制（如有）"),
    "column.cases.scale": ("of a pair: on which scale effects add up", "成对比较时，效应在哪种尺度上相加"),
    "column.cases.months": ("first and last month that are read; empty for all", "所读的起止月份；空则为全部"),
    "column.cases.against": (
        "what the case is held against: a counterfactual, a number, or “a > b”, the step from a to b, where the step "
        "from b to the case is held against it",
        "对照情形；也可以是一个数值；“a > b”表示以自 a 至 b 的增量为对照，比较自 b 至本案例的增量",
    ),
    "column.cases.under": ("settings of this comparison alone", "只用于这项比较的设置"),
    "column.cases.direction": ("the claim: up, down or same", "文章的主张：up 上升，down 下降，same 不变"),
    "column.cases.margin": (
        "share of the measure without the row below which a difference does not count",
        "差值不足此比例（相对没有该项安排时的指标）便不算数",
    ),
    "column.cases.replications": ("replicates done", "重复次数"),
    **{
        f"column.cases.{side}_{end}": (f"{text} the row, {what}", f"{side_zh}，{what_zh}")
        for side, text, side_zh in (("with", "with", "有该项安排"), ("without", "without", "没有该项安排"))
        for end, what, what_zh in (
            ("estimate", "estimate", "估计值"),
            ("low", "lower limit", "区间下限"),
            ("high", "upper limit", "区间上限"),
        )
    },
    "column.cases.difference_estimate": ("with less without, estimate", "两者之差，估计值"),
    "column.cases.difference_low": (
        "the same, lower limit; the intervals of all differences hold together",
        "两者之差，区间下限；各项差值的区间同时成立",
    ),
    "column.cases.difference_high": ("the same, upper limit", "两者之差，区间上限"),
    "column.cases.found": (
        "shown, shown_small (beyond noise, within the margin), not_shown, opposite, opposite_small or undefined",
        "shown 得到印证，shown_small 得到印证但幅度较小（差别并非偶然，但在界限之内），not_shown 未获印证，"
        "opposite 结果相反，opposite_small 结果相反但幅度较小，undefined 无定义",
    ),
    "column.cases.least_difference": (
        "the margin in the unit of the measure: least difference that counts",
        "以指标自身单位表示的界限：差值达到此数才算数",
    ),
    "column.cases.why": (
        "how the difference lies to its margin: no_difference within it; cannot_tell; towards and away: "
        "beyond noise on the side claimed or the other, and it cannot be told whether beyond it; differs beyond it (a "
        "claim of the same), not_zero within it and beside zero (a claim of the same)",
        "差值与界限的关系：no_difference 在界限之内，cannot_tell 尚不能判断，towards、away 方向与主张相符、相反，"
        "并非偶然，但是否超出界限尚不能判断，differs 超出界限（主张不变者），"
        "not_zero 在界限之内但不为零（主张不变者）",
    ),
    "column.cases.decided": (
        "whether the difference lies wholly within its margin or wholly beyond it",
        "差值区间是否完全在界限之内或完全超出界限",
    ),
    "column.cases.claim_en": ("the claim in English", "主张的英文表述"),
    "column.cases.claim_zh": ("the claim in Chinese", "主张的中文表述"),
    "column.cases.asked_en": ("what the claim comes down to, in English", "主张落实为何种比较，英文"),
    "column.cases.asked_zh": ("what the claim comes down to, in Chinese", "主张落实为何种比较，中文"),
    # the picture of cases
    "case.figure": ("Every difference beside the measure without the row", "各项差值与没有该项安排时指标之比"),
    "case.figure.alt": (
        "For every comparison the difference that the row makes, as a share of the measure without it, with its "
        "interval; the table holds every number.",
        "每项比较中该项安排带来的差值（占没有该项安排时指标的比例）及其区间；全部数值见表。",
    ),
    "case.figure.axis": ("Difference, as a share of the measure without the row", "差值占没有该项安排时指标的比例"),
    "case.changed": (
        "These cases are no longer what they were when the manifest was written: {list}.",
        "以下案例与清单写成时已不相同：{list}。",
    ),
    # options
    "option.sweep_from": (
        "make a sweep again from its manifest.json, or from its folder; or lay --grid over the run of a manifest",
        "依据 manifest.json（或其所在文件夹）重做一次扫描；或者在清单所记的运行上另加 --grid",
    ),
    # in one line
    "verdict.line": (
        "{headline} {scenario}, {months} months, {replications} replicates",
        "{headline}{scenario}，{months} 个月，重复 {replications} 次",
    ),
    "compare.line": ("{names} compared: {sentence}", "{names} 的比较：{sentence}"),
    # the page of a sweep
    "output.swept.report_html": ("the report, to read and print", "报告，供阅读和打印"),
    "sweep.page.kind": ("1+1 over a grid: a sweep", "逐点扫描：参数变化时的“1+1”"),
    "sweep.page.skip": ("Skip to the points", "跳到各点结果"),
    "sweep.page.points": ("1+1 and K at every point", "各点的“1+1”和 K"),
    "sweep.page.arms": ("Value added of each arm at every point, in points", "各点、各种情形的成效（分）"),
    "sweep.headline": ("Of {points} points 1+1 is {ways}.", "{points} 个点中，“1+1”{ways}。"),
    "sweep.headline.above": ("above 2 at {count}", "大于 2 的有 {count} 个"),
    "sweep.headline.below": ("below 2 at {count}", "小于 2 的有 {count} 个"),
    "sweep.headline.not_distinguishable": ("not distinguishable from 2 at {count}", "与 2 差异不显著的有 {count} 个"),
    "sweep.headline.undefined": ("undefined at {count}", "无定义的有 {count} 个"),
    "sweep.page.intro": (
        "Every point was run with the same luck, so that what differs between two of them is the setting and not "
        "chance. 1+1 above 2 says that joining pays at that point; it does not say that the point is better than "
        "another: that, value added says.",
        "各点的随机因素相同，两点之间的差别出自设定，不是偶然。“1+1”大于 2，说的是在这一点上联合有成效；"
        "两点相比哪个更好，要看成效。",
    ),
    "sweep.page.caption": (
        "Intervals are {confidence} % intervals of each point by itself. What is hollow or hatched is not "
        "distinguishable from 2. The tables have every number.",
        "区间为各点单独的 {confidence}% 区间。空心或带斜线的点与 2 差异不显著。全部数值见下表。",
    ),
    "sweep.page.scenario": (
        "This is the scenario over which the grid was laid; at the points {fields} is as the table says. Every "
        "measure at every point is in measures.csv.",
        "这是扫描所依据的情景；各点上 {fields} 的取值见上表。各点的全部指标见 measures.csv。",
    ),
    # the page of cases
    "output.cases.report_html": ("the report, to read and print", "报告，供阅读和打印"),
    "case.page.kind": (
        "Cases: what the article claims, with and without the row",
        "案例检验：文章的主张，有无该项安排的对照",
    ),
    "case.page.title": ("What {cases} cases show", "{cases} 个案例的检验结果"),
    "case.page.skip": ("Skip to the comparisons", "跳到各项比较"),
    "case.page.headline": (
        "{shown} of {lines} comparisons show what is claimed, {small} more do but small; {opposite} show the opposite.",
        "{lines} 项比较中，{shown} 项印证了主张，另有 {small} 项印证但幅度较小，{opposite} 项结果相反。",
    ),
    "case.page.top": (
        "A case shows what follows from its assumptions, not what happened in a real place. Its world and its claims "
        "were written from the source before it was run; what comes out “not shown” or “opposite” stays.",
        "案例显示的是由假定推出的结果，不是某地实际发生的情况。案例情形和主张依据来源在运行之前写定；"
        "“未获印证”和“结果相反”的照样保留。",
    ),
    "case.page.all": ("All comparisons", "全部比较"),
    "case.page.caption": (
        "One row a comparison, in the order of the tables below: the difference that the arrangement makes, as a share "
        "of the measure without it, with its interval. The scale is even up to 10 % and logarithmic beyond.",
        "每行一项比较，次序与下文各表相同：该项安排带来的差值，占没有该项安排时指标的比例，附区间。"
        "10% 以内为等距刻度，以外为对数刻度。",
    ),
    "case.page.each": ("Case by case", "逐个案例"),
    "case.page.asked": ("what is compared", "比较的内容"),
    "case.page.table": ("{case}: every comparison", "{case}：各项比较"),
    "case.page.margin": (
        "Shown is a difference whose whole interval lies beyond the margin in the direction claimed; shown, small, one "
        "that lies between zero and the margin. A claim of no change is shown where the whole interval lies within the "
        "margin; where it leaves zero out as well, that is said.",
        "整个区间都在界限以外、方向与主张一致的，才算“得到印证”；区间整个落在零与界限之间的，算“幅度较小”。"
        "主张不变的，整个区间都在界限以内才算；若同时不含零，另行注明。",
    ),
    "case.page.facts": ("{cases} cases, {replications} replicates each.", "{cases} 个案例，各重复 {replications} 次。"),
    "case.page.facts.precision": (
        "{cases} cases, {replications} replicates each, until every claim was decided against its margin, or had a "
        "half-width of {precision} % of the measure without the row, or the limit was reached.",
        "{cases} 个案例，各重复 {replications} 次：直到每项主张都能对照界限作出判定，或半宽已小到没有该项安排时指标的 "
        "{precision}%，或达到上限。",
    ),
    "case.page.again": (
        "The manifest in this folder names the cases with a digest of each, and the number of replicates. With the "
        "same cases and versions it makes the table again byte for byte; where any differs, the program says which.",
        "本文件夹中的运行清单（manifest.json）记下了各案例及其摘要和重复次数。案例和版本都相同时，据此重做，"
        "所得表格逐字节相同；有不同时，程序会指出是哪些。",
    ),
    # from Python
    "asked.too_many": (
        "At most {most} scenarios can be compared, not {found}.",
        "最多比较 {most} 个情景，现有 {found} 个。",
    ),
}
