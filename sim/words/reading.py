"""How a verdict reads on the screen."""

from __future__ import annotations

from typing import Final

READING_WORDS: Final[dict[str, tuple[str, str]]] = {
    # the first sentence, for everybody
    "first.more": (
        "Joined, blocks and lines achieve {percent} % more than both apart, added up.",
        "条块联合的成效，比条、块各自单干之和高 {percent}%。",
    ),
    "first.less": (
        "Joined, blocks and lines achieve {percent} % less than both apart, added up.",
        "条块联合的成效，比条、块各自单干之和低 {percent}%。",
    ),
    "first.open": (
        "Whether blocks and lines achieve more joined than both apart, added up, cannot be told: the difference lies "
        "between {low} % and {high} %.",
        "条块联合的成效与条、块各自单干之和相比，差异不显著：差别在 {low}% 与 {high}% 之间（区间含 0）。",
    ),
    "first.exact": (
        "Joined, blocks and lines achieve just what both achieve apart, added up.",
        "条块联合的成效，恰好等于条、块各自单干之和。",
    ),
    "first.undefined": (
        "What blocks and lines achieve apart is not shown to be above zero, so what they achieve joined cannot be "
        "measured by it.",
        "条、块各自单干的成效未能显示大于零，联合的成效无从与之相比。",
    ),
    "first.little": (
        "There is too little to do here for the question: {reasons}.",
        "这里要办的事太少，不足以回答这个问题：{reasons}。",
    ),
    "little.ceiling": (
        "even if every need were met at once, 1+1 would be {ceiling}",
        "即使所有需求都及时满足，“1+1”也只有 {ceiling}",
    ),
    "little.load": (
        "the work asked for fills {load} % of the hours there are",
        "全部需求只用得着可用工时的 {load}%",
    ),
    # the sentence
    "reading.above": ("1+1 = {one} — above 2.", "1+1 = {one}，大于 2。"),
    "reading.below": ("1+1 = {one} — below 2.", "1+1 = {one}，小于 2。"),
    "reading.open": ("1+1 = {one} — not distinguishable from 2.", "1+1 = {one}，与 2 的差异不显著（区间含 2）。"),
    "reading.exact": (
        "1+1 = 2 exactly — not distinguishable from 2: so it is in each of the {count} replicates.",
        "1+1 = 2，恰好相等，与 2 没有差别：{count} 次重复，次次如此。",
    ),
    "reading.undefined": (
        "1+1 is undefined, as there is nothing to divide by. The surplus of working together is Δ = {surplus}.",
        "1+1 无定义，因为没有可作比较的基数。联合带来的合力增量 Δ = {surplus}。",
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
        "More replicates may tell.",
        "增加重复次数，或许能分出高低。",
    ),
    # what any two halves gain, and what is due to lines and blocks
    "halves.more": (
        "Two halves drawn at random would have gained {percent} % by joining (1+1 = {halves}).",
        "随机分成两半作对照，联合也能高出 {percent}%（得数 {halves}）。",
    ),
    "halves.less": (
        "Two halves drawn at random would have lost {percent} % by joining (1+1 = {halves}).",
        "随机分成两半作对照，联合反而低了 {percent}%（得数 {halves}）。",
    ),
    "halves.open": (
        "Two halves drawn at random would have gained nothing that shows by joining (1+1 = {halves}).",
        "随机分成两半作对照，联合与否差异不显著（得数 {halves}）。",
    ),
    "halves.undefined": (
        "For two halves drawn at random 1+1 is undefined.",
        "随机分成两半作对照，得数无定义。",
    ),
    "grade.little": ("a little", "很小"),
    "grade.some": ("a good deal", "可观"),
    "grade.much": ("a great deal", "很大"),
    "grade.between": ("between {low} and {high}", "在“{low}”与“{high}”之间"),
    "kinds.credited": (
        "What is due to lines and blocks as such, work done twice left out, is {grade}: {percent} % beyond two random "
        "halves (K = {k}).",
        "排除重复办理的因素，归功于条块互补的部分{grade}：比随机两半高出 {percent}%（K = {k}）。",
    ),
    "kinds.fit": (
        "Lines and blocks go together better than two random halves, by {grade}: {percent} % (K = {k}). They are "
        "credited with complementing each other only where 1+1 is above 2 as well.",
        "条块搭配优于随机两半，差距{grade}：{percent}%（K = {k}）；但只有 1+1 也大于 2 时，才能认定条块互补。",
    ),
    "kinds.open": (
        "That anything is due to lines and blocks as such is not shown (K = {k}).",
        "其中有没有条块互补的功劳，还看不出来（K = {k}，区间含 1）。",
    ),
    "kinds.misfit": (
        "Lines and blocks go together less well than two random halves, by {grade}: {percent} % (K = {k}).",
        "条块搭配不如随机两半，差距{grade}：{percent}%（K = {k}）。",
    ),
    "kinds.negligible": (
        "The whole interval of K lies within ±{margin} % of 1: too small to matter.",
        "K 的整个区间都在 1 的 ±{margin}% 以内，相差太小，没有实际意义。",
    ),
    "kinds.halves_higher": (
        "(The halves gain more because apart they do less of the same work twice; K leaves that out.)",
        "（随机两半的得数更高，是因为两半各自单干时重复办理较少；计算 K 时已排除这一因素。）",
    ),
    "kinds.overlap_less": (
        "(1+1 is above that of the halves all the same: apart, lines and blocks do less of the same work twice than "
        "two random halves do; K leaves that out.)",
        "（得数仍高于随机两半，是因为条、块各自单干时重复办理少于随机两半；计算 K 时已排除这一因素。）",
    ),
    "kinds.undefined": (
        "K is undefined: whether lines and blocks complement each other cannot be said.",
        "K 无定义：条块是否互补，无从判断。",
    ),
    "unorganised.value": (
        "Measured by single kinds without any mechanism 1+1 would be {unorganised}; that is mostly the doing of the "
        "mechanisms and no credit to joining.",
        "与“没有任何机制”的单干相比，得数为 {unorganised}，主要反映机制的作用，不能算作条块联合之功。",
    ),
    "unorganised.undefined": (
        "Measured by single kinds without any mechanism 1+1 is undefined.",
        "与“没有任何机制”的单干相比，得数无定义。",
    ),
    "net.above": (
        "S, net lies above S because joint, hours cost {cost} % of what they cost apart, added up, and value comes to "
        "{value} %: a cost that grows by less than value weighs more on the smaller side. What joining yields for the "
        "hours spent, the net surplus an hour says: {surplus} points.",
        "净 S 高于 S，是因为联合所费工时为条、块单干之和的 {cost}%，成效则为 {value}%：成本的增幅小于成效，"
        "从两边扣去之后，较小的一边缩得更多。花的工时值不值，要看每工时净增量：{surplus} 分。",
    ),
    "note.indicative": (
        "Only {replications} replicates: the interval is indicative.",
        "只重复了 {replications} 次：区间仅供参考。",
    ),
    "note.imprecise": (
        "{replications} replicates, the most there may be, did not bring the half-width down to {asked} % of S.",
        "重复次数已达上限（{replications} 次），误差仍未降到所要求的 ±{asked}%。",
    ),
    "note.own": (
        "Code that is not the model's took part: {list}. It can bring in what the verdict then finds; read it.",
        "有模型以外的自编代码参与运行：{list}。结论可能正是由它带来的，请先读懂它。",
    ),
    "note.noise": (
        "Intervals ({confidence} %) cover the simulation's noise, not the assumptions.",
        "区间（置信度 {confidence}%）只反映模拟的随机波动，不反映假定是否成立。",
    ),
    # what was run
    "facts.line": (
        "Scenario {scenario}: {months} months, {replications} replicates, seed {seed}; {world}; {width}.",
        "情景 {scenario}：{months} 个月，重复 {replications} 次，随机种子 {seed}；{world}；{width}。",
    ),
    "facts.drawn": ("each replicate draws its organisations anew", "每次重复都重新生成各组织"),
    "facts.fixed": ("the organisations are fixed, only luck is drawn", "各组织固定不变，只有随机因素重新产生"),
    "facts.width": ("half-width {width} of S", "误差约 ±{width}"),
    "facts.no_width": ("no half-width, as 1+1 is undefined", "“1+1”无定义，误差无从计算"),
    # the tables
    "value.undefined": ("undefined", "无定义"),
    "value.no_interval": ("[no interval]", "[无区间]"),
    "value.points": ("{figures} points", "{figures} 分"),
    "value.percent": ("{figures} %", "{figures}%"),
    "table.arm": ("Arm", "情形"),
    "table.gross": ("Gross value added", "成效"),
    "table.net": ("Net ({price} points an hour)", "净成效（每小时扣 {price} 分）"),
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
