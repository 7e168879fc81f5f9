"""What figures, report and workbook say."""

from __future__ import annotations

from typing import Final

REPORT_WORDS: Final[dict[str, tuple[str, str]]] = {
    # natures of need (四性)
    "named.nature.regional": ("regional", "地区性"),
    "named.nature.social": ("social", "社会性"),
    "named.nature.mass": ("mass", "群众性"),
    "named.nature.public_benefit": ("public-benefit", "公益性"),
    # types of organisation
    "named.type.street": ("street committees", "街道党工委"),
    "named.type.community_committee": ("community committees", "社区党委"),
    "named.type.residential_area": ("residential areas", "居民区党组织"),
    "named.type.agency": ("agencies", "机关"),
    "named.type.public_institution": ("public institutions", "事业单位"),
    "named.type.state_enterprise": ("state enterprises", "国企"),
    "named.type.university": ("universities and schools", "高校"),
    "named.type.two_new": ("two-new organisations", "“两新”组织"),
    # places
    "axis.nature": ("nature of need", "需求的性质"),
    "axis.kind": ("kind", "条块"),
    "axis.type": ("kind of organisation", "组织类型"),
    "axis.hardship": ("areas by hardship", "居民区（按困难程度分五档）"),
    "axis.street": ("street", "街道"),
    "axis.area": ("residential area", "居民区"),
    "axis.period": ("month", "月份"),
    "named.hardship.1": ("least fifth", "困难最少的一档"),
    "named.hardship.2": ("second fifth", "第二档"),
    "named.hardship.3": ("third fifth", "第三档"),
    "named.hardship.4": ("fourth fifth", "第四档"),
    "named.hardship.5": ("most fifth", "困难最多的一档"),
    "named.street.numbered": ("street {number}", "第 {number} 街道"),
    # what is read off a group
    "group.asked": ("work asked for", "所需工作量"),
    "group.value": ("value added", "成效"),
    "group.met": ("share of the work served", "需求满足率"),
    "group.synergy": ("S of the group", "本组的 S"),
    "group.participation": ("organisations that take part", "参与率"),
    "group.hours_offered": ("hours offered", "投入的工时"),
    "group.hours_spent": ("hours spent", "实际使用的工时"),
    "group.lenders": (
        "organisations that have lent material to others, since the start",
        "开始以来出借过物质资源的组织所占比例",
    ),
    "group.fit_days": ("days of service, as far as functions fit", "有效服务工日"),
    # figures
    "chart.verdict.scale": (
        "value added, where block and line alone come to 2 together",
        "成效（以条、块单干之和为 2）",
    ),
    "chart.points": ("points", "分"),
    "chart.months.value": ("Value added, by month in which the need arose (points)", "各月产生的需求带来的成效（分）"),
    "chart.months.participation": ("Organisations that take part", "参与率"),
    "chart.months.month": ("month", "月份"),
    "chart.months.cut": (
        "month; the last fall, as needs still open when the run ends are cut off there",
        "月份（末几个月偏低：运行结束时尚未办结的需求就此截断）",
    ),
    "chart.beyond": ("the interval goes on", "区间超出图框"),
    "chart.met": ("Share of the work served", "需求满足率"),
    "chart.hours": ("Hours spent, an organisation and month", "每个组织每月实际使用的工时"),
    "chart.alone": ("its own kind alone, and side by side", "单干（并行时相同）"),
    "chart.together": ("joint", "联合"),
    "figure.none": (
        "There is no figure {found} here; there are: {allowed}.",
        "这里没有 {found} 这张图；可用的有：{allowed}。",
    ),
    "figure.unexplained": (
        "There is no figure {found} here, for it needs explain=True; there are: {allowed}.",
        "这里没有 {found} 这张图，画它需加 explain=True；可用的有：{allowed}。",
    ),
    # what a figure shows
    "figure.verdict": ("One and one, side by side and joint", "一加一：并行与联合"),
    "figure.channels": ("Where the surplus comes from", "合力从哪里来"),
    "figure.months": ("Month by month", "逐月走势"),
    "figure.natures": ("By nature of need", "按需求的性质"),
    "figure.kinds": ("By kind of organisation", "按组织的类型"),
    "figure.areas": ("By area", "按居民区和街道"),
    "figure.verdict.alt": (
        "Bars: block and line alone, stacked to 2; both side by side; and joint. {headline} In points: {values}.",
        "条形图：块、条单干，叠加为 2；条块并行；条块联合。{headline}以分计：{values}。",
    ),
    "figure.channels.alt": (
        "Bars in points, negative ones to the left: {bars}; in all {sum}.",
        "条形图，单位为分，负值向左：{bars}；合计 {sum}。",
    ),
    "figure.months.alt": (
        "Two panels of lines with bands: value added by the month in which a need arose, and the share of "
        "organisations that take part. The table after the figure has the first, least, most and last of each curve.",
        "上下两幅带区间的折线图：各月产生的需求带来的成效，以及参与率。图后的表列出各条曲线的首月、最低、最高和末月。",
    ),
    "figure.parts.alt": (
        "Points with intervals in two panels: 1+1, and the share of the work served in each arm. 1+1: {parts}. "
        "The table after the figure has all numbers.",
        "左右两幅带区间的点图：“1+1”的得数，以及各种情形下的需求满足率。“1+1”：{parts}。图后的表列出全部数值。",
    ),
    "figure.kinds.alt": (
        "Points with intervals in two panels, each kind alone and joint: the share that takes part, and hours "
        "spent. The table after the figure has all numbers.",
        "左右两幅带区间的点图，单干与联合对照：参与率和实际使用的工时。图后的表列出全部数值。",
    ),
    # the report
    "report.kind": ("1+1: report of a simulation of regionalised Party building", "“1+1”：区域化党建仿真报告"),
    "report.skip": ("Skip to the verdict", "跳到结论"),
    "report.contents": ("Contents", "目录"),
    "report.table_of": ("table: {caption}", "表格：{caption}"),
    "report.verdict": ("The verdict", "结论"),
    "report.verdict.caption": (
        "What blocks and lines achieve alone is set to 2 together (block {block}, line {line}). Side by side, "
        "where each does what it does alone, some of it is done twice and counts once.",
        "条、块单干的成效合计设为 2（块 {block}，条 {line}）。并行是各干各的，重复办的只算一次。",
    ),
    "report.verdict.caption_above": (
        "The part of the joint bar beyond the broken line is what working together adds.",
        "联合一条中超出虚线的部分，就是联合带来的增量。",
    ),
    "report.verdict.caption_below": (
        "The joint bar ends before the broken line: what is missing is what working together takes away.",
        "联合一条没有到达虚线，差的那一段就是联合之后少掉的成效。",
    ),
    "report.verdict.no_side_by_side": ("Side by side is undefined here.", "这里的“并行”无定义。"),
    "report.verdict.whiskers": (
        "Whiskers: {confidence} % intervals; an arrowhead where one goes on beyond the frame.",
        "横须为 {confidence}% 区间；箭头表示区间超出图框。",
    ),
    "report.verdict.caption_points": (
        "Value added in points: there is nothing to divide by, so the scale is not 2. Where no bar is to be seen it is "
        "zero, or nearly. Whiskers: {confidence} % intervals.",
        "以分计的成效：没有可作比较的基数，因此不以 2 为尺度。看不见条形之处，成效为零或接近零。"
        "横须为 {confidence}% 区间。",
    ),
    "report.arms": ("Value added of each arm, in points", "各种情形的成效（分）"),
    "report.quantities": ("The figures behind the verdict", "结论背后的各项数值"),
    "report.channels": ("Where the surplus comes from", "合力从哪里来"),
    "report.channels.intro": (
        "Seven parts that sum to the surplus of the first {replications} replicates, {sum} points: what is done "
        "twice, what changes by being one camp, and the five channels between blocks and lines (Shapley values). "
        "Over all {all} replicates the surplus is {surplus} points. These intervals are indicative.",
        "前 {replications} 次重复的合力增量为 {sum} 分，可分为七个部分：重复扣除、合为一体带来的变化，以及条块之间"
        "的五条渠道（沙普利值）。全部 {all} 次重复的合力增量为 {surplus} 分。这里的区间仅供参考。",
    ),
    "report.channels.how": (
        "This run did not ask where the surplus comes from. The option --explain adds it (32 runs more on each of "
        "the first eight replicates): {command}",
        "这次运行没有分析合力从哪里来。加上 --explain 选项即可得到（前八次重复各多作 32 种运行）：{command}",
    ),
    "report.channels.table": ("Parts of the surplus, in points", "合力增量的各个部分（分）"),
    "report.months": ("Month by month", "逐月走势"),
    "report.months.intro": (
        "Value is counted in the month in which a need arose, whenever it was served. Needs of the last months are "
        "cut short by the end of the run, so the lines fall there; that is no decline.",
        "成效记在需求产生的那个月，不论何时办成。最后几个月的需求因运行结束而来不及办，所以曲线末端下降，"
        "并不表示成效下滑。",
    ),
    "report.months.caption": (
        "The last months fall because needs still open when the run ends are cut off there. For taking part, side by "
        "side has no curve of its own: each takes part as it does alone. Shares are printed within 0 and 100 %.",
        "末几个月偏低，是因为运行结束时尚未办结的需求就此截断。参与率没有单列“并行”：并行时各方与单干时相同。"
        "参与率的区间只印 0 至 100% 之内的部分。",
    ),
    "note.clipped": (
        "Limits of shares and hours are printed within what these can be (0 to 100 %, from 0 hours); with few "
        "replicates some were computed beyond. The data files keep them as computed.",
        "比率和工时的区间只印可能的范围（0 至 100%，工时不小于 0）；重复次数少时，有些界限算出来超出此范围，"
        "数据文件中保留原值。",
    ),
    "report.months.table": ("First, least, most and last of each curve", "各条曲线的首月、最低、最高和末月"),
    "report.months.month": ("month {month}", "第 {month} 月"),
    "report.months.least": ("least", "最低"),
    "report.months.most": ("most", "最高"),
    "report.months.at": ("{value} (month {month})", "{value}（第 {month} 月）"),
    "report.natures": ("By nature of need", "按需求的性质"),
    "report.natures.intro": (
        "The four natures of work ask for different resources and functions, so the answer need not be the same for "
        "all. The share of the work served is of all that was asked for in the run, needs still open at its end "
        "included; that of Appendix A is of needs that were closed, done or expired.",
        "“四性”工作所需的资源和功能各不相同，答案未必一样。需求满足率以整个运行期间的全部需求为分母，"
        "结束时尚未了结的也算在内；附录一中的满足率只算已经了结（办结或逾期）的需求。",
    ),
    "report.natures.table": (
        "1+1, work asked for and share served, by nature of need",
        "各类需求的“1+1”、工作量和满足率",
    ),
    "report.kinds": ("By kind of organisation", "按组织的类型"),
    "report.kinds.intro": (
        "Each type of organisation in the run of its own kind, and in the joint run. Hours include those of "
        "checked-in members. An hour counts as service as far as the giver's functions fit the need.",
        "各类组织在本方单干时与联合时的对照。工时包括报到党员的工时；有效服务工日按功能与需求的契合程度折算。",
    ),
    "report.kinds.table": (
        "Who took part, and hours spent an organisation and month",
        "各类组织的参与率，以及每个组织每月实际使用的工时",
    ),
    "report.kinds.came": (
        "Hours offered an organisation and month, and days of service in the run",
        "每个组织每月投入的工时，以及整个运行期间的有效服务工日",
    ),
    "report.kinds.alone": ("{what}, alone", "{what}（单干）"),
    "report.kinds.joint": ("{what}, joint", "{what}（联合）"),
    "report.organisations": ("The organisations of the roster", "名册中的单位"),
    "report.organisations.intro": (
        "As the roster states them. What is drawn is drawn anew in every replicate, unless the world is fixed. What "
        "each of them comes to by itself is not kept: a figure for one organisation would read as a forecast.",
        "照名册所写。“随机”表示每次重复另行确定（world 为 fixed 时除外）。结果不按单个单位分列："
        "那样的数字容易被当作预测。",
    ),
    "report.organisations.many": (
        "The first {shown} of {all}; organisations.csv has them all.",
        "共 {all} 个，此处为前 {shown} 个；全部见 organisations.csv。",
    ),
    "report.organisations.table": ("Organisations", "单位"),
    "report.organisations.organisation": ("organisation", "单位"),
    "report.organisations.type": ("type", "类型"),
    "report.organisations.area": ("area", "居民区"),
    "report.organisations.hours": ("hours a month", "每月工时"),
    "report.organisations.members": ("members", "党员数"),
    "report.organisations.ties": ("standing ties", "结对单位"),
    "report.organisations.drawn": ("drawn", "随机"),
    "report.areas": ("By area", "按居民区和街道"),
    "report.areas.drawn": (
        "Each replicate draws its areas anew, so they are compared by rank and not by name: in fifths from least to "
        "most hardship.",
        "每次重复都重新生成居民区，因此不按名称而按位次比较：按困难程度由低到高分五档。",
    ),
    "report.areas.streets": (
        "Streets keep their place: street 1 is where most lines are expected to stand.",
        "街道的次序不变：第 1 街道驻区单位预计最多。",
    ),
    "report.areas.fixed": (
        "The areas are the same in every replicate, so each stands for itself; fifths go from least to most hardship.",
        "各居民区在每次重复中都相同，可以逐一比较；五档按困难程度由低到高排列。",
    ),
    "report.areas.many": (
        "Where there are more than {most} places of a kind they are not listed here; groups.csv has them up to {kept}.",
        "某一类地方多于 {most} 个时，这里不再列出；groups.csv 至多列出 {kept} 个。",
    ),
    "report.areas.table": ("1+1, work asked for and share served: {axis}", "“1+1”、工作量和满足率：{axis}"),
    "report.areas.none": ("There is but one area: nothing to compare.", "只有一个居民区，无从比较。"),
    "report.scenario": ("The scenario in words", "情景说明"),
    "report.scenario.differs": (
        "What this scenario sets to something else than the default",
        "本情景与默认值不同的设定",
    ),
    "report.scenario.as_default": (
        "Every parameter has its default value.",
        "全部参数都取默认值。",
    ),
    "report.scenario.others": (
        "Appendix B has every parameter; so has the sheet parameters of results.xlsx. Without the appendix: "
        "--no-parameters.",
        "全部参数见附录二，也见 results.xlsx 的 parameters 页。不要附录可加 --no-parameters。",
    ),
    "report.scenario.left_out": (
        "All parameters stand in the sheet parameters of results.xlsx and in parameters.csv.",
        "全部参数见 results.xlsx 的 parameters 页和 parameters.csv。",
    ),
    "report.scrolls": (
        "Wider than the page here: it scrolls sideways, and prints whole.",
        "此表较宽，可左右滑动查看；打印时完整。",
    ),
    "table.scale": ("Where block + line = 2", "以块 + 条 = 2 计"),
    "report.decisive": (
        "Parameters that could decide the answer, and that no source gives",
        "可能左右结论而取值没有依据的参数",
    ),
    "report.decisive.of": ("{value} ({names})", "{names}取 {value}"),
    "report.decisive.count": ("{value} ({count} of them)", "{count} 个取 {value}"),
    "report.wrong": ("What would make this answer wrong", "什么会使这个结论不成立"),
    "report.wrong.interval": ("The interval", "区间"),
    "report.wrong.assumed": ("What is merely assumed", "仅属假定的参数"),
    "report.wrong.assumed.intro": (
        "Of {all} parameters {assumed} have a value that is assumed, {literature} one from the literature and "
        "{article} one from the article; {scenario} were set by this scenario. In trials with the default district "
        "the following moved 1+1 or K most; in another they need not. None of them has been measured in a real "
        "district.",
        "全部 {all} 个参数中，{assumed} 个的取值属假定，{literature} 个取自文献，{article} 个取自文章，{scenario} 个"
        "由本情景设定。在默认情景的试验中，以下各项对“1+1”或 K 的影响最大；换一个情景，未必如此。"
        "它们都没有在现实的区里测量过。",
    ),
    "report.wrong.assumed.table": (
        "Influential parameters, and where their values come from",
        "影响较大的参数及其取值来源",
    ),
    "report.wrong.left_out": ("What the model leaves out", "模型没有包括的内容"),
    "report.left_out.1": (
        "Nothing is calibrated to data of a real district: the model shows what follows from its assumptions, and is "
        "no forecast and no assessment of anybody.",
        "没有用任何一个区的实际数据校准：模型只说明由假定能推出什么，不作预测，也不是对谁的评价。",
    ),
    "report.left_out.2": (
        "Needs come from outside. Good service does not make fewer of them, and bad service not more.",
        "需求由外部给定：服务得好不会使需求减少，服务得差也不会使需求增多。",
    ),
    "report.left_out.3": (
        "Organisations follow rules; none seeks the best for itself, bargains, or plans ahead.",
        "各组织按规则行事，不追求自身最优，不讨价还价，也不作长远谋划。",
    ),
    "report.left_out.4": (
        "Organisations, their hours and the institutions stay the same throughout a run; nobody is founded, closed, "
        "or promoted.",
        "运行期间组织、工时和体制都不变：没有新设、撤并，也没有人事变动。",
    ),
    "report.left_out.5": (
        "All worth is counted in one unit. That a point of relief and a point of order weigh the same is a choice.",
        "一切成效都折成同一种“分”：扶危济困的一分与维护秩序的一分等值，这是人为的选择。",
    ),
    "report.left_out.6": (
        "Residents receive and rate. They neither organise nor help themselves; money does not occur.",
        "居民只接受服务和评议，不自行组织，也不自助互助；模型里没有经费。",
    ),
    "report.left_out.7": (
        "A choice of arms is part of the answer: each kind alone has the same mechanisms, its own convener and its "
        "share of public resources. Other baselines give other numbers; S against unorganised kinds is one of them.",
        "比较的基准也是结论的一部分：单干的一方同样有各项机制、自己的牵头单位和一份公共资源。换一个基准，数值就会不同，"
        "例如以没有任何机制的单干为基准的 S。",
    ),
    "report.again": ("How to make it again", "怎样重做一遍"),
    "report.again.intro": (
        "The manifest in this folder holds the scenario, the seed and the number of replicates. With the same "
        "versions it makes the CSV tables again byte for byte and the workbook cell for cell; where versions differ, "
        "the program says which.",
        "本文件夹中的运行清单（manifest.json）保存了情景、种子和重复次数。版本相同时，据此重做，CSV 表格逐字节相同，"
        "工作簿逐格相同；版本不同时，程序会指出哪些不同。",
    ),
    "report.again.typed": ("What was typed for this run:", "这次运行时键入的命令："),
    "report.again.versions": ("What it was made with", "所用版本"),
    "report.again.what": ("what", "项目"),
    "report.again.version": ("version", "版本"),
    "report.again.seed": ("seed", "种子"),
    "report.measures": ("Appendix A: measures", "附录一：各项指标"),
    "report.measures.table": ("Measures of each arm over the whole run", "各种情形在整个运行期间的指标"),
    "report.parameters": ("Appendix B: parameters", "附录二：参数"),
    "report.parameters.intro": (
        "Every parameter with its unit, the value in this run, the default where it is another, and where the value "
        "comes from. What the scenario states is marked ●, also where it states the default.",
        "全部参数的单位、本次取值（与默认值不同时附上默认值）和来源。情景中写明的标有 ●，即使与默认值相同。",
    ),
    "report.parameters.top": ("Top level", "顶层"),
    "report.parameters.default": ("{value} (default {default})", "{value}（默认 {default}）"),
    "report.file": ("Files beside this report: {files}.", "与本报告同在一个文件夹的文件：{files}。"),
    "table.percent": ("{what} (%)", "{what}（%）"),
    "table.measure": ("Measure", "指标"),
    "table.unit": ("unit", "单位"),
    "table.value": ("value", "取值"),
    "table.default": ("default", "默认"),
    "table.range": ("range", "范围"),
    "table.from": ("from", "来源"),
    "table.parameter": ("parameter", "参数"),
    "table.part": ("Part", "部分"),
    "table.asked": ("work asked for (person-days)", "所需工作量（工日）"),
    "table.met": ("served: {arm} (%)", "满足率：{arm}（%）"),
    # units of measures
    "unit.share": ("share", "比重"),
    "unit.0_to_1": ("0 to 1", "0 至 1"),
    "unit.needs": ("needs", "项"),
    "unit.teams": ("teams", "个项目组"),
    "unit.units": ("units", "份"),
    "unit.points_per_day": ("points per day", "分/工日"),
    "unit.units_per_day": ("units per day", "份/工日"),
    # the workbook's sheet about itself
    "about.scenario": ("name or path of the scenario", "情景的名称或路径"),
    "about.title_en": ("its title in English", "英文标题"),
    "about.title_zh": ("its title in Chinese", "中文标题"),
    "about.version": ("version of the program", "程序版本"),
    "about.seed": ("seed of all luck", "随机种子"),
    "about.months": ("months of a run", "运行的月数"),
    "about.replications": ("replicates done", "重复次数"),
    "about.world": (
        "drawn: each replicate draws its organisations anew; fixed: they stay the same",
        "drawn：每次重复都重新生成各组织；fixed：各组织固定不变",
    ),
    "about.confidence": ("confidence of every interval", "各区间的置信度"),
    "about.verdict": ("above 2, below 2, not distinguishable, or undefined", "大于 2、小于 2、差异不显著，或无定义"),
    "word.true": ("yes", "是"),
    "word.false": ("no", "否"),
}
