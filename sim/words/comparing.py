"""What `compare` says, on the screen and in its report."""

from __future__ import annotations

from typing import Final

COMPARE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "command.compare": (
        "compare scenarios on the same worlds, with the same luck",
        "在相同的条件和随机因素下比较几个情景",
    ),
    "description.compare": (
        "Runs two to six scenarios side by side, each joint, blocks alone and lines alone, on the same worlds and with "
        "the same luck, and says by how much each differs from the first: value added, net value, S and every "
        "measure, by month, by nature of need, by kind of organisation and by area, and what flows from whom to where. "
        "The intervals of the differences hold together over the table. One word that is a case compares the case with "
        "its counterfactuals. What --set, --months and --seed say holds for all.",
        "并列运行两到六个情景（各作联合、块单干、条单干三种运行），条件与随机因素相同，逐一说明各情景与第一个情景相差多少："
        "成效、净成效、协同系数 S 和全部指标，并按月份、需求性质、组织类型和居民区分列，以及资源从谁流向哪里。"
        "表中各差值的区间同时成立。只写一个案例时，把该案例与它的对照情形比较。--set、--months、--seed 对各情景"
        "一律适用。",
    ),
    "value.scenarios": ("SCENARIO SCENARIO … | CASE", "情景 情景 … | 案例"),
    "option.compare_replications": (
        "replicates: a number from 2 up, or auto (default): 16, 32, … up to 512, until the precision is reached",
        "重复次数：2 以上的整数，或 auto（默认）：16、32……至多 512，到精度足够为止",
    ),
    "option.compare_precision": (
        "half-width of the differences in value added and S, divided by the first scenario's figure, that auto stops "
        "at (default 0.02)",
        "auto 的停止标准：成效与 S 两项差值的区间半宽 ÷ 第一个情景的数值（默认 0.02）",
    ),
    "option.compare_without": (
        "compare one scenario with itself without a mechanism, an instrument, an institution or a technology, or "
        "without several at once (divided by commas); each --without is one more scenario",
        "把一个情景与去掉某个机制、某项制度、体制或信息技术之后的它作比较；几项一并去掉用逗号隔开，每写一次多比较一个",
    ),
    "option.drop-each": (
        "compare one scenario with itself without each of its mechanisms, or each instrument, in turn, and rank them "
        "by what that costs",
        "逐个去掉各机制（mechanisms）或各项制度（instruments），与原情景比较，按损失大小排序",
    ),
    "option.pairs": (
        "hold the scenarios beside the first against each other as well, in value added and S",
        "除第一个情景外，其余情景之间也两两比较成效与 S",
    ),
    "example.drop_each": (
        "which mechanism matters most? With differences between any two",
        "哪个机制最要紧？附两两之间的差",
    ),
    "example.compare": ("a quick look at two small scenarios", "快速比较两个小情景"),
    "example.compare_case": ("a case and what it is held against", "一个案例与它的对照情形"),
    "example.compare_set": ("three scenarios, 12 months each, into a folder", "三个情景，各 12 个月，写入指定文件夹"),
    # refusals
    "compare.one": (
        "compare needs two scenarios, or one case: {file} is no case. With --without or --drop-each one scenario will "
        "do.",
        "compare 需要两个情景，或一个案例：{file} 不是案例。加 --without 或 --drop-each 时，一个情景就够了。",
    ),
    "compare.none": (
        "compare needs two scenarios, or one case: compare above below, compare two_way_claiming.",
        "compare 需要两个情景，或一个案例：compare above below，compare two_way_claiming。",
    ),
    "compare.without_one": (
        "--without and --drop-each compare one scenario with itself: name one.",
        "--without 和 --drop-each 是把一个情景与它自己作比较：请只写一个情景。",
    ),
    "compare.too_many_parts": (
        "--drop-each: {found} parts are too many to be compared at once; allowed: {most}.",
        "--drop-each：{found} 项太多，一次至多比较 {most} 项。",
    ),
    "without.unknown": (
        "--without: the scenario has no {found}; there are, among others: {allowed}.",
        "--without：这个情景里没有 {found}；可写的如：{allowed}。",
    ),
    "compare.without": ("without {what}", "去掉：{what}"),
    "compare.no_other": (
        "The case {file} has no counterfactual to be compared with.",
        "案例 {file} 没有可供比较的对照情形。",
    ),
    "compare.many": (
        "The case {file} has {found} counterfactuals; compare takes up to {most} scenarios. Name them as files.",
        "案例 {file} 有 {found} 个对照情形；compare 至多比较 {most} 个情景，请写成文件逐一指明。",
    ),
    "compare.months": (
        "{first} has {months} months and {other} has {others}: only runs of the same length can be compared. --months "
        "sets them alike.",
        "{first} 为 {months} 个月，{other} 为 {others} 个月：时间长度相同才能比较。可用 --months 统一设定。",
    ),
    # sentences
    "compare.called": ("{letter} ({title})", "{letter}（{title}）"),
    "compare.said.higher": (
        "{letter} brings {size} points ({percent} %) more value added than A; difference {difference}.",
        "{letter} 的成效比 A 高 {size} 分（{percent}%）；差值 {difference}。",
    ),
    "compare.said.lower": (
        "{letter} brings {size} points ({percent} %) less value added than A; difference {difference}.",
        "{letter} 的成效比 A 低 {size} 分（{percent}%）；差值 {difference}。",
    ),
    "compare.said.open": (
        "{letter} and A are not told apart in value added: {difference} points.",
        "{letter} 与 A 的成效差异不显著（区间含 0）：差值 {difference} 分。",
    ),
    "compare.said.same": (
        "{letter} and A come to the same value added in every replicate.",
        "{letter} 与 A 的成效在每次重复中都相同。",
    ),
    "compare.said.undefined": ("{letter} and A: undefined.", "{letter} 与 A：无定义。"),
    "compare.one_plus_one": (
        "In {letter} 1+1 is {other}, in A {first}.",
        "{letter} 的“1+1”得 {other}，A 为 {first}。",
    ),
    "compare.apart": (
        "{letters}: value added and 1+1 move apart. Which arrangement serves better, value added says: 1+1 is measured "
        "by what blocks and lines of the same scenario achieve apart, and that differs too (added up, in points: "
        "{sums}).",
        "{letters}：成效与“1+1”一升一降。哪种安排更好，请看成效：“1+1”以同一情景的条、块单干为基准，而单干的成效也变了"
        "（条、块单干之和，分：{sums}）。",
    ),
    "compare.apart.estimates": (
        "{letters}: by the estimates value added and 1+1 move apart, though not each 1+1 is told apart from A's. Which "
        "arrangement serves better, value added says: 1+1 is measured by what blocks and lines of the same scenario "
        "achieve apart, and that differs too (added up, in points: {sums}).",
        "{letters}：按估计值，成效与“1+1”一升一降，不过“1+1”与 A 的差异不都显著。哪种安排更好，请看成效：“1+1”以同一"
        "情景的条、块单干为基准，而单干的成效也变了（条、块单干之和，分：{sums}）。",
    ),
    "compare.figure.many": (
        "Of more than {most} scenarios only the totals are drawn; the tables and the CSV files have every number.",
        "多于 {most} 个情景时只画总量图；全部数值见各表和 CSV 文件。",
    ),
    "compare.world": (
        "Mind: {letter} meets another world than A, for {fields} differ; what parts them is not the arrangements "
        "alone, and luck is shared only where both have the same organisation, need or month.",
        "注意：{letter} 与 A 的组织和需求不同（不一致之处：{fields}），二者的差别不全出自制度安排；只有组织、需求和月份"
        "对得上之处，随机因素才相同。",
    ),
    "compare.more_fields": ("{fields} and {count} more", "{fields}，以及另外 {count} 项"),
    "compare.together": (
        "Joint arm, {replications} replicates, {months} months, seed {seed}. The intervals of differences hold "
        "together at {confidence} % within a table (max-T); those of the scenarios stand each for itself.",
        "联合情形，重复 {replications} 次，{months} 个月，随机种子 {seed}。表中各差值的区间在 {confidence}% 的水平上"
        "同时成立（max-T）；各情景自身的区间单独成立。",
    ),
    "compare.imprecise": (
        "The precision that was asked for was not reached within {replications} replicates.",
        "在 {replications} 次重复内未达到所要求的精度。",
    ),
    "compare.few": (
        "With so few replicates the intervals are indicative.",
        "重复次数少，区间仅供参考。",
    ),
    # the table
    "compare.against": ("{letter} against A", "{letter} 与 A 比较"),
    "compare.difference": ("difference", "差值"),
    "compare.reading": ("reading", "判断"),
    "compare.word.higher": ("higher", "较高"),
    "compare.word.lower": ("lower", "较低"),
    "compare.word.open": ("not told apart", "差异不显著"),
    "compare.word.same": ("the same", "相同"),
    "compare.word.undefined": ("undefined", "无定义"),
    "compare.rest": (
        "Shown: the main figures, and of the others the {shown} that moved most beside A's own. {apart} more measures "
        "are told apart; {count} are not, or are the same or undefined (comparison.csv, --json).",
        "表中为主要数值，以及其余指标中相对 A 变动最大的 {shown} 项。另有 {apart} 项指标差异显著；{count} 项差异"
        "不显著、相同或无定义（见 comparison.csv 或 --json）。",
    ),
    # figures
    "compare.figure.totals": ("Value added, net value and S", "成效、净成效与 S"),
    "compare.figure.months": ("Month by month", "逐月走势"),
    "compare.figure.natures": ("By nature of need", "按需求的性质"),
    "compare.figure.kinds": ("By kind of organisation", "按组织的类型"),
    "compare.figure.map": ("By area: streets and areas as a map", "按居民区：街道与居民区示意图"),
    "compare.figure.flows": ("What flows from whom to where: days of service", "谁的服务流向哪里：服务工日"),
    "compare.figure.lent": ("What flows from whom to where: resources lent", "谁的资源流向哪里：借出使用的资源"),
    "compare.alt.totals": (
        "Points with intervals for each scenario, in three panels: value added, net value added, S. {values}.",
        "三幅带区间的点图，各情景一行：成效、净成效、S。{values}。",
    ),
    "compare.alt.months": (
        "Two panels of lines with bands, a line for each scenario: value added by the month in which a need arose, and "
        "the share of organisations that take part. months.csv has every number.",
        "上下两幅带区间的折线图，每个情景一条曲线：各月产生的需求带来的成效，以及参与率。全部数值见 months.csv。",
    ),
    "compare.alt.natures": (
        "Points with intervals, a marker for each scenario: the share of the work served and value added, by nature "
        "of need. The table after the figure has all numbers.",
        "带区间的点图，每个情景一种标记：各类需求的满足率和成效。图后的表列出全部数值。",
    ),
    "compare.alt.kinds": (
        "Points with intervals, a marker for each scenario: the share of organisations that take part, and hours "
        "spent, by kind of organisation. The table after the figure has all numbers.",
        "带区间的点图，每个情景一种标记：各类组织的参与率和实际使用的工时。图后的表列出全部数值。",
    ),
    "compare.alt.map": (
        "A map for each scenario: streets as outlines, areas as marks within them, larger where more work was asked "
        "for, darker where more of it was served; of the others, how the share differs from A. Served in all: "
        "{values}. areas.csv has every number.",
        "每个情景一幅示意图：街道为轮廓，居民区为其中的标记，所需工作量越大标记越大，满足率越高颜色越深；其余情景显示"
        "与 A 的差。总满足率：{values}。全部数值见 areas.csv。",
    ),
    "compare.alt.flows": (
        "A flow diagram for each scenario: days of service from types of organisation to natures of need, and to the "
        "own area, the own street and elsewhere. {values}. The tables after the figure have all numbers.",
        "每个情景一组流向图：服务工日从各类组织流向各类需求，以及流向本居民区、本街道其他居民区和其他街道。{values}。"
        "图后的表列出全部数值。",
    ),
    "compare.alt.lent": (
        "A flow diagram for each scenario: resources put to use, from types of organisation that own them to the own "
        "area, the own street and elsewhere. {values}. The table after the figure has all numbers.",
        "每个情景一幅流向图：借出使用的资源从所有者（各类组织）流向本居民区、本街道其他居民区和其他街道。{values}。"
        "图后的表列出全部数值。",
    ),
    "compare.chart.value": ("Value added (points)", "成效（分）"),
    "compare.chart.net": ("Net value added (points)", "净成效（分）"),
    "compare.chart.days": ("{letter}: {total} days of service", "{letter}：服务 {total} 工日"),
    "compare.chart.lent": ("{letter}: {total} units lent", "{letter}：借出使用 {total} 份"),
    "compare.chart.served": ("{letter}: share served, {share}", "{letter}：满足率 {share}"),
    "compare.chart.change": ("{letter}: difference from A", "{letter}：与 A 之差"),
    "compare.chart.points": ("difference from A in the share served (points of %)", "满足率与 A 之差（百分点）"),
    "compare.chart.more": ("more served than in A", "高于 A"),
    "compare.chart.fewer": ("less served than in A", "低于 A"),
    "compare.chart.hub": ("where the street committee stands", "街道党工委所在居民区"),
    "compare.chart.asked": ("size: work asked for", "大小：所需工作量"),
    "reach.own_area": ("own area", "本居民区"),
    "reach.own_street": ("own street", "本街道其他居民区"),
    "reach.elsewhere": ("other streets", "其他街道"),
    # the report
    "compare.kind": ("Comparison of scenarios: regionalised Party building", "情景比较：区域化党建仿真"),
    "compare.skip": ("Skip to the differences", "跳到差值"),
    "compare.title": ("{names} compared", "{names} 的比较"),
    "compare.verdict": ("What parts them", "相差多少"),
    "compare.verdict.intro": (
        "A is the reference. Each scenario was run on the same worlds with the same luck, so that differences are the "
        "scenarios' own.",
        "A 为基准。各情景的组织、需求和随机因素都相同，差别出自情景本身。",
    ),
    "compare.verdict.other": (
        "A is the reference. Not all scenarios meet its world: see the note at the top.",
        "A 为基准。并非所有情景的组织和需求都与它相同，见开头的说明。",
    ),
    "compare.months.intro": (
        "Value is counted in the month in which a need arose; those of the last months are cut short by the end of the "
        "run, so the curves fall there. The bands hold month by month, not together.",
        "成效记在需求产生的那个月；最后几个月的需求因运行结束而来不及办，所以曲线末端下降。区间逐月单独成立，不保证同时成立。",
    ),
    "compare.natures.intro": (
        "The share of the work served is of all that was asked for in the run, needs still open at its end included; "
        "that among the measures is of needs that were closed, done or expired.",
        "满足率以整个运行期间的全部需求为分母，结束时尚未了结的也算在内；各项指标中的满足率只算已经了结（办结或逾期）的需求。",
    ),
    "compare.kinds.intro": (
        "Hours include those of checked-in members and coordination.",
        "工时包括报到党员的工时和协调用时。",
    ),
    "compare.map.fixed": (
        "The areas are the same in every replicate; figures are means over replicates. Each outline is a street with "
        "its number, each mark in it an area, with a line to the one where the street committee stands.",
        "各居民区在每次重复中都相同，数值为各次重复的平均。每个轮廓是一个街道，标有编号；其中每个标记是一个居民区，细线连向"
        "街道党工委所在的居民区。",
    ),
    "compare.map.drawn": (
        "Each replicate draws its areas anew, so the map shows one of them, replicate 0, with its own figures: an "
        "example, not a mean. Each outline is a street with its number, each mark in it an area, with a line to the "
        "one where the street committee stands.",
        "每次重复都重新生成居民区，因此示意图只显示其中一次（第 0 次重复）及其数值：这是一个例子，不是平均。每个轮廓是"
        "一个街道，标有编号；其中每个标记是一个居民区，细线连向街道党工委所在的居民区。",
    ),
    "compare.map.invented": (
        "Where areas lie is invented by the program where the scenario does not say it: only who belongs to which "
        "street and what came of it are to be read off, not distances in a real place.",
        "情景没有写明居民区位置的，位置由程序虚拟，不是实地地图：只看居民区属于哪个街道、结果如何，不要当作实际方位和距离。",
    ),
    "compare.map.other": (
        "Where a scenario has other areas than A its map shows the share served and no difference.",
        "居民区与 A 不同的情景，只显示满足率，不显示差值。",
    ),
    "compare.map.none": (
        "There are {found} areas; of more than {most} no map is drawn. areas.csv has them all.",
        "共有 {found} 个居民区；多于 {most} 个时不作示意图。全部数值见 areas.csv。",
    ),
    "compare.flows": ("What flows from whom to where", "资源从谁流向哪里"),
    "compare.flows.intro": (
        "Days of service that each type of organisation gave in a run, by nature of the need, and by whether the need "
        "lay in the area in which the organisation stands, elsewhere in its street, or in another street. Bands of the "
        "same width are the same in every diagram.",
        "各类组织在一次运行中付出的服务工日：按需求的性质分，以及按需求是在本居民区、本街道其他居民区还是其他街道分。"
        "各图中同样的宽度表示同样的数量。",
    ),
    "compare.lent.intro": (
        "Resources that were put to use: their use flows, who owns them does not change.",
        "借出使用的资源：使用权在流动，资源性质（归谁所有）不变。",
    ),
    "compare.scenarios": ("The scenarios", "各个情景"),
    "compare.scenarios.table": (
        "Parameters in which a scenario differs from A",
        "与 A 不同的参数",
    ),
    "compare.scenarios.none": ("No parameter differs.", "各情景参数全部相同。"),
    "compare.table.totals": ("{letter} against A: every measure", "{letter} 与 A 比较：全部指标"),
    "compare.table.groups": ("{what}: each scenario, and its difference from A", "{what}：各情景的数值，以及与 A 的差"),
    "compare.table.difference": ("{letter} − A", "{letter} − A（差值）"),
    "compare.flow.what": ("to: from", "去向：来源"),
    "compare.flow.days_by_type_nature": (
        "days of service, by nature of need",
        "服务工日，按需求性质",
    ),
    "compare.flow.days_by_type_reach": ("days of service, by reach", "服务工日，按远近"),
    "compare.flow.lent_by_type_reach": ("resources lent, in units, by reach", "借出使用的资源（份），按远近"),
    # files and columns
    "output.compared.compare_html": ("the report, to read and print", "报告，供阅读和打印"),
    "output.compared.comparison_xlsx": ("the tables below as a workbook", "以下各表合成的工作簿"),
    "output.compared.comparison_json": (
        "what `compare --json` prints: every number with its interval",
        "即 compare --json 的输出：全部数值及其区间",
    ),
    "output.compared.comparison_csv": (
        "value added, net value, S and every measure of each scenario, with the difference from A",
        "各情景的成效、净成效、S 和全部指标，以及与 A 的差",
    ),
    "output.compared.months_csv": (
        "value by month of arising and every measure month by month, replicates pooled",
        "逐月的成效（按需求产生月份）和全部指标，各次重复合并计算",
    ),
    "output.compared.pairs_csv": (
        "how the scenarios beside A differ from each other in value added and S; with --pairs",
        "除 A 以外各情景两两之间的差（成效和 S）；需加 --pairs",
    ),
    "output.compared.groups_csv": (
        "by nature of need, hardship of areas, street, kind and type of organisation, with differences; by period "
        "without",
        "按需求性质、居民区困难程度、街道、条块、组织类型分列，附差值；按时段分列的不附差值",
    ),
    "output.compared.flows_csv": (
        "what flows from types of organisation to natures of need and near or far, a run",
        "一次运行中，从各类组织流向各类需求、流向远近各处的数量",
    ),
    "output.compared.areas_csv": (
        "every area with its place, work asked for and served",
        "各居民区的位置、所需工作量和完成量",
    ),
    "output.compared.scenarios_csv": ("which letter stands for which scenario", "各字母所代表的情景"),
    "output.compared.figures_png": ("the figures of the report, 200 dots an inch", "报告中的图，每英寸 200 点"),
    "output.compared.figures_svg": ("the same, to scale; text as paths", "同上，可缩放；文字已转为曲线"),
    "output.compared.manifest_json": (
        "all that is needed to make the comparison again (`compare --from`)",
        "重做这次比较所需的全部内容（compare --from）",
    ),
    "column.scenario": ("letter of the scenario; A is the reference", "情景的字母；A 为基准"),
    "column.compared.other": ("letter of the scenario that it is held against", "与之比较的情景的字母"),
    "column.difference": (
        "difference from A; empty for A itself",
        "与 A 的差；A 自身为空",
    ),
    "column.difference_low": ("lower limit of the difference", "差值的区间下限"),
    "column.difference_high": ("upper limit of the difference", "差值的区间上限"),
    "column.compared.reading": (
        "higher, lower, open (not told apart), same or undefined; empty for A",
        "higher 较高、lower 较低、open 差异不显著、same 相同、undefined 无定义；A 为空",
    ),
    "column.MEASURE.SCENARIO": (
        "one column for each measure and scenario, such as `value.A`; units as in comparison.csv",
        "每项指标、每个情景各一列，如 value.A；单位同 comparison.csv",
    ),
    "column.flow": (
        "days_by_type_nature, days_by_type_reach or lent_by_type_reach (docs/model.md, section 10)",
        "days_by_type_nature、days_by_type_reach 或 lent_by_type_reach（见 docs/model.md 第 10 节）",
    ),
    "column.giver": ("type of organisation that gives", "付出方的组织类型"),
    "column.to": ("nature of need, or reach", "需求性质，或远近"),
    "column.giver_en": ("the giver in English", "付出方的英文名称"),
    "column.giver_zh": ("the giver in Chinese", "付出方的中文名称"),
    "column.to_en": ("where it goes, in English", "去向的英文名称"),
    "column.to_zh": ("where it goes, in Chinese", "去向的中文名称"),
    "column.compared.area": ("name of the area, or street-number", "居民区名称，或“街道-序号”"),
    "column.street": ("its street, from 1", "所在街道，从 1 起"),
    "column.x": ("position east", "东西位置"),
    "column.y": ("position north", "南北位置"),
    "column.asked": ("work asked for in a run", "一次运行中所需的工作量"),
    "column.served": ("of that, served", "其中完成的工作量"),
    "column.met": ("served ÷ asked; empty where none was asked for", "满足率，即完成量 ÷ 所需量；没有需求则为空"),
    "column.is_mean": (
        "whether the figures are means over replicates; else they are those of replicate 0, whose areas these are",
        "数值是否为各次重复的平均；否则为第 0 次重复的数值，居民区也是那一次的",
    ),
    "column.name": ("name of the scenario", "情景的名称"),
    "column.title_en": ("title in English", "英文标题"),
    "column.title_zh": ("title in Chinese", "中文标题"),
}
