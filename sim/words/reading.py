"""How a verdict reads on the screen."""

from __future__ import annotations

from typing import Final

READING_WORDS: Final[dict[str, tuple[str, str]]] = {
    # the sentence
    "reading.above": ("1+1 = {one} — above 2.", "1+1 = {one}——大于 2。"),
    "reading.below": ("1+1 = {one} — below 2.", "1+1 = {one}——小于 2。"),
    "reading.open": ("1+1 = {one} — not distinguishable from 2.", "1+1 = {one}——与 2 无法区分。"),
    "reading.exact": (
        "1+1 = 2 exactly — not distinguishable from 2: in each of the {count} replicates the two "
        "together achieve just what each achieves alone, added up.",
        "1+1 = 2，恰好相等——与 2 无法区分：{count} 次重复，每次联合的成效都恰为条、块单干之和。",
    ),
    "reading.undefined": (
        "1+1 is undefined: what the two kinds achieve alone is not shown to be above zero, so there "
        "is nothing to divide by. The surplus of working together is Δ = {surplus}.",
        "1+1 无定义：条、块单干的成效未能显示大于零，没有可作比较的基数。联合的合力增量 Δ = {surplus}。",
    ),
    "reading.negligible": (
        "The whole interval lies within ±{margin} % of 2: the difference is too small to matter.",
        "整个区间都在 2 的 ±{margin}% 以内：相差太小，没有实际意义。",
    ),
    "reading.harm": (
        "Alone, {kind} does more harm than good: a value below zero, by which the sum that 1+1 is measured against is "
        "the smaller.",
        "{kind}单干弊大于利，成效为负，作比较的两者之和因此偏小。",
    ),
    "reading.few": (
        "More replicates may tell them apart.",
        "增加重复次数，或许能够分辨。",
    ),
    "halves.value": ("Random halves give {halves};", "随机对半分组得 {halves}；"),
    "halves.undefined": ("Random halves give no value;", "随机对半分组无定义；"),
    "kinds.credited": (
        "K = {k}: lines and blocks complement each other.",
        "K = {k}：条块之间确实形成了互补。",
    ),
    "kinds.fit": (
        "K = {k}: lines and blocks go together better than random halves do, but they are credited "
        "with complementing each other only where 1+1 is above 2 as well.",
        "K = {k}：条块搭配优于随机对半；但只有 1+1 也大于 2 时，才能认定条块互补。",
    ),
    "kinds.open": (
        "K = {k}: lines and blocks are not shown to complement each other.",
        "K = {k}：尚不能说明条块之间形成了互补。",
    ),
    "kinds.misfit": (
        "K = {k}: lines and blocks go together less well than random halves do.",
        "K = {k}：条块搭配还不如随机对半。",
    ),
    "kinds.negligible": (
        "Its whole interval lies within ±{margin} % of 1: too small to matter.",
        "整个区间都在 1 的 ±{margin}% 以内，相差太小，没有实际意义。",
    ),
    "kinds.halves_higher": (
        "(Halves read higher because apart they do less of the same work twice; K leaves that out.)",
        "（随机对半的读数更高，是因为两半单干时重复劳动较少；K 不计这一点。）",
    ),
    "kinds.undefined": (
        "K is undefined: whether lines and blocks complement each other cannot be said.",
        "K 无定义：条块是否互补，无从判断。",
    ),
    "unorganised.value": (
        "Against single kinds without any mechanism it would read {unorganised}, which says how "
        "strong the mechanisms are.",
        "若以没有任何机制的单干为基准，读数会是 {unorganised}，这说明的是机制本身有多强。",
    ),
    "unorganised.undefined": (
        "Against single kinds without any mechanism it is undefined.",
        "若以没有任何机制的单干为基准，则无定义。",
    ),
    "note.indicative": (
        "Only {replications} replicates: the interval is indicative.",
        "只重复了 {replications} 次：区间仅供参考。",
    ),
    "note.imprecise": (
        "{replications} replicates, the most there may be, did not bring the half-width down to {asked} % of S.",
        "已达重复次数的上限 {replications} 次，区间半宽仍未降到 S 的 {asked}%。",
    ),
    "note.own": (
        "Code that is not the model's took part: {list}. It can bring in what the verdict then finds; read it.",
        "有模型以外的代码参与运行：{list}。结论可能正是由它引入的，请先阅读。",
    ),
    "note.noise": (
        "Intervals ({confidence} %) cover the simulation's noise, not the assumptions.",
        "区间（{confidence}%）只反映模拟的随机波动，不反映假定是否成立。",
    ),
    # what was run
    "facts.line": (
        "Scenario {scenario}: {months} months, {replications} replicates, seed {seed}; {world}; "
        "half-width {width} of S.",
        "情景 {scenario}：{months} 个月，重复 {replications} 次，种子 {seed}；{world}；半宽为 S 的 {width}。",
    ),
    "facts.drawn": ("each replicate draws its organisations anew", "每次重复都重新生成各组织"),
    "facts.fixed": ("the organisations are fixed, only luck is drawn", "各组织固定不变，只有运气重新抽取"),
    "facts.no_width": ("no share", "无定义"),
    # the tables
    "value.undefined": ("undefined", "无定义"),
    "value.no_interval": ("[no interval]", "[无区间]"),
    "value.points": ("{figures} points", "{figures} 分"),
    "value.percent": ("{figures} %", "{figures}%"),
    "table.arm": ("Arm", "情形"),
    "table.gross": ("Gross value added", "成效（毛）"),
    "table.net": ("Net ({price} points an hour)", "成效（净，每小时 {price} 分）"),
    "table.quantity": ("Figure", "数值"),
    "table.interval": ("Estimate [interval]", "估计值 [区间]"),
    "table.meaning": ("What it is", "含义"),
    "month.heading": (
        "Value added by month of arising (each mark: {months})",
        "各月需求的成效（每格{months}）",
    ),
    "month.end": (
        "Needs still open when the run ends are cut off there, so the last marks fall.",
        "运行结束时尚未办结的需求就此截断，所以末尾几格偏低。",
    ),
    "month.one": ("one month", "一个月"),
    "month.several": ("{count} months", " {count} 个月"),
    "month.low": ("least", "最低"),
    "month.high": ("most", "最高"),
    "month.shape": ("month by month", "逐月走势"),
    "bars.heading": (
        "Where the surplus comes from (first {replications} replicates; indicative)",
        "合力从哪里来（前 {replications} 次重复，仅供参考）",
    ),
    "bars.sum": ("sum = Δ", "合计 = Δ"),
    "bars.all": (
        "Over all {replications} replicates Δ = {surplus}.",
        "全部 {replications} 次重复的 Δ = {surplus}。",
    ),
    "kept.folder": ("Written to {folder}", "结果已写入 {folder}"),
}
