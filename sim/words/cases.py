"""Rows of the article, patterns from the field, and what `cases` says."""

from __future__ import annotations

from typing import Final

CASE_WORDS: Final[dict[str, tuple[str, str]]] = {
    # rows of the article
    "row.A1": ("the organiser", "组织者：街道党工委"),
    "row.A2": ("four natures of work", "四性工作"),
    "row.A3": ("rights and obligations", "权利与义务"),
    "row.B1": ("five Party resources", "五种党的资源"),
    "row.B2": ("material resources by consent", "物质资源：不变资源性质"),
    "row.B3": ("material and Party resources are complements", "物质资源制约党的资源"),
    "row.B4": ("outside resources", "体系外资源与公共资源"),
    "row.C1": ("six functions, division of labour", "六项职能与分工"),
    "row.C2": ("joint effect, 1+1>2", "合力：1+1>2"),
    "row.D1": ("“1+3”, 2004", "“1+3”体制（2004年）"),
    "row.D2": ("“1+6” and “1+2”, 2014", "“1+6”与“1+2”体制（2014年）"),
    "row.D3": ("focus, resources and powers move down", "重心下移、资源下沉、权力下放"),
    "row.D4": ("four linked levels", "四级联动"),
    "row.D5": ("both ends extended", "做实街道、两头延伸"),
    "row.E1": ("mobilisation", "动员介入机制"),
    "row.E2": ("planning", "策划决议机制"),
    "row.E3": ("liaison", "联络协调机制"),
    "row.E4": ("supervision", "监督评议机制"),
    "row.E5": ("incentive", "表彰激励机制"),
    "row.E6": ("configurational completeness", "全构性"),
    "row.E7": ("whole-process completeness", "全程性"),
    "row.E8": ("the three failures", "资源不均衡、属地固化、活力不足"),
    "row.F1": ("sharing both ways", "双向共享"),
    "row.F2": ("three lists", "三张清单"),
    "row.F3": ("two-way claiming", "双向认领"),
    "row.F4": ("Xuhui, one service net", "徐汇：一张服务网"),
    "row.F5": ("Hongqiao town, “1+6+7+X”", "虹桥镇“1+6+7+X”"),
    "row.G1": ("micro-wishes and e-visits", "微心愿与电子走访"),
    "row.G2": ("on-line branches", "网上党支部"),
    "row.G3": ("four databases joined", "四库整合"),
    "row.G4": ("Community Link", "社区通"),
    "row.G5": ("grids", "网格"),
    # patterns from the field, and from critical studies
    "row.H1": ("line units take part less than blocks", "条的参与少于块"),
    "row.H2": ("effort bunches at the minimum", "扎堆达标线"),
    "row.H3": ("activity grows faster than verified service", "活动量快于实效"),
    "row.H4": ("mobilisation decays after a campaign", "运动过后动员衰减"),
    "row.H5": ("members who move about free-ride and herd", "流动党员搭便车、随大流"),
    "row.H6": ("rising activity, flat outcome", "活动增加、成效不增（内卷）"),
    "row.H7": ("fragmentation and unevenness", "碎片化与不均衡"),
    "row.H8": ("take the hub away and exchange collapses", "撤去枢纽，往来崩塌"),
    "row.H9": ("the unmeasured task falls", "考核什么，荒废别的"),
    "row.P1": ("responsibility flows back to the organiser", "责任回流"),
    "row.P2": ("units that share stay a minority", "开放共享的单位仍是少数"),
    "row.P3": ("compulsion called voluntary", "以自愿为名的强制"),
    "row.P4": ("motivation falls once the emergency has passed", "应急过后动力下降"),
    "row.P5": ("supply and demand mismatch", "供需错配"),
    "row.P6": ("belonging explains more than rules", "归属感胜过制度约束"),
    "row.P7": ("incentives reinforce each other", "多种激励相互强化"),
    "row.P8": ("formal and informal institutions fit", "正式与非正式制度相契合"),
    "row.P9": ("several routes suffice", "多条路径殊途同归"),
    "row.P10": ("input rises, sense of gain falls", "投入上升、获得感边际递减"),
    "row.P11": ("performed participation feeds assessment", "以表演式参与应付考核"),
    "row.P12": ("a request that fails lowers willingness", "求助落空，意愿下降"),
    "row.P13": ("one yardstick for unequal endowment", "一把尺子量到底"),
    "row.P14": ("registered volunteers grow faster than active ones", "注册快于活跃"),
    # the command
    "command.cases": (
        "run the cases: each row of the article with and without it",
        "运行案例：文章每一条目，有它和没有它各是怎样",
    ),
    "description.cases": (
        "Runs cases: scenarios that show a row of the article, each paired, on the same worlds and with the same luck, "
        "with what was there before. The claim is the article's: what the runs do not show is told as not shown, or as "
        "the opposite; what is beyond noise and not beyond the margin, as small. Without words all cases that come "
        "with the program are run. The intervals hold together over the whole table.",
        "运行案例。案例是体现文章某一条目的情景，与“没有这一条时”的情形成对比较，两边的组织、需求和随机因素完全相同。"
        "主张是文章的主张：运行结果没有显示的，如实标明“未获印证”或“结果相反”；差别并非偶然、但没有超出界限的，标明“幅度较小”。不指明案例时运行全部自带案例。"
        "整张表的区间同时成立。",
    ),
    "value.cases": ("CASE …", "案例 …"),
    "option.only": (
        "only these cases, or those of these rows: names or rows (F3, P4), divided by commas",
        "只运行这些案例，或这些条目（如 F3、P4）的案例；以逗号分隔",
    ),
    "option.cases_precision": (
        "half-width, as a share of the measure without the row, at which auto stops though a claim is not decided "
        "against its margin; 0.0025 unless said",
        "区间半宽（按没有该条目时指标值的比例计）小到此值，即使主张尚未对照界限判定，auto 也不再增加重复；默认 0.0025",
    ),
    "option.cases": (
        "show the cases in the place of the scenarios, with the rows that they show",
        "列出案例（附所体现的条目），而不是情景",
    ),
    "example.list_cases": ("the cases that come with the program", "程序自带的案例"),
    "example.cases_row": ("the cases of two-way claiming", "双向认领（F3）的各个案例"),
    "example.cases_one": ("one case with 16 replicates, as data", "一个案例，重复16次，以数据形式输出"),
    # what came out
    "case.shown": ("shown", "得到印证"),
    "case.shown_small": ("shown, small", "得到印证（幅度较小）"),
    "case.not_shown": ("not shown", "未获印证"),
    "case.opposite": ("opposite", "结果相反"),
    "case.opposite_small": ("opposite, small", "结果相反（幅度较小）"),
    "case.undefined": ("undefined", "无定义"),
    "case.why.no_difference": ("within the margin", "差别在界限之内"),
    "case.why.cannot_tell": ("cannot tell whether beyond the margin", "是否超出界限，尚不能判断"),
    "case.why.towards": (
        "right side, beyond noise; cannot tell whether beyond the margin",
        "方向相符，并非偶然，但是否超出界限，尚不能判断",
    ),
    "case.why.away": (
        "other side, beyond noise; cannot tell whether beyond the margin",
        "方向相反，并非偶然，但是否超出界限，尚不能判断",
    ),
    "case.why.differs": ("beyond the margin", "超出界限"),
    "case.why.not_zero": ("within the margin, yet not zero", "在界限之内，但并非毫无差别"),
    "case.margin": ("margin {share}", "界限 {share}"),
    "case.up": ("up", "上升"),
    "case.down": ("down", "下降"),
    "case.same": ("the same", "不变"),
    "case.head.claim": ("claim", "主张"),
    "case.head.without": ("without", "对照"),
    "case.head.with": ("with", "案例情形"),
    "case.head.difference": ("difference", "差值"),
    "case.head.interval": ("interval", "区间"),
    "case.head.margin": ("margin", "界限"),
    "case.head.found": ("found", "结果"),
    "case.least": ("±{amount} ({share})", "±{amount}（{share}）"),
    "case.under": ("under {settings}", "条件：{settings}"),
    "case.against": ("against: {other}", "对照：{other}"),
    "case.step": ("{measure}, step from “{other}”", "{measure}（自“{other}”起的增量）"),
    "case.step_before": (
        "against: the step from “{first}” to “{other}”",
        "对照：自“{first}”至“{other}”的增量",
    ),
    "case.of_group": ("{measure}: {group}", "{measure}：{group}"),
    "case.per": ("{measure} per {other}", "{measure}与{other}之比"),
    "case.in_month": ("{measure}, month {first}", "{measure}（第{first}个月）"),
    "case.in_months": ("{measure}, months {first}–{last}", "{measure}（第{first}–{last}个月）"),
    "case.in_arm": ("{measure}, {arm}", "{measure}（{arm}）"),
    "case.pair": (
        "second difference, {scale}: {one} × {other}",
        "二阶差分（{scale}）：{one} × {other}",
    ),
    "case.scale.additive": ("additive", "加法尺度"),
    "case.scale.log": ("log", "对数尺度"),
    "case.scale.bliss": ("Bliss", "Bliss 尺度"),
    "case.apart": ("block + line", "块 + 条"),
    "case.blocks": ("blocks", "块"),
    "case.lines": ("lines", "条"),
    "case.net": ("net value added", "净成效"),
    "case.summary": (
        "Comparisons: {lines} (cases: {cases}): {counted}. Small means beyond noise and within the margin. The "
        "intervals hold together at {confidence} % (max-T).",
        "{cases}个案例，{lines}项比较：{counted}。“幅度较小”指差别并非偶然，但在界限之内。"
        "各区间在{confidence}%的水平上同时成立（max-T）。",
    ),
    "case.counted": ("{count} {word}", "{word} {count} 项"),
    "case.move_apart": (
        "{cases}: value added and 1+1 move apart. Which serves better, value added says: 1+1 is measured by what "
        "blocks and lines achieve apart under the same arrangement, and that changes too.",
        "{cases}：成效与“1+1”一升一降。哪种安排更好，请看成效：“1+1”以同样安排下的条、块单干为基准，"
        "而单干的成效也变了。",
    ),
    "case.wide": (
        "Not decided against their margin within {most} replicates: {count} of the comparisons.",
        "{count}项比较在{most}次重复内未能对照界限作出判定。",
    ),
    "case.none": (
        "No case goes by {found}. Rows: {known}. The names of cases: list --cases",
        "没有名为 {found} 的案例。可用的条目：{known}。案例名称见：list --cases",
    ),
    "case.not_a_case": (
        "{file} is a scenario and not a case: it says neither rows nor expect.",
        "{file} 是情景而不是案例：其中没有 rows 和 expect。",
    ),
}
