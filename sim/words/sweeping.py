"""What `sweep` says."""

from __future__ import annotations

from typing import Final

SWEEP_WORDS: Final[dict[str, tuple[str, str]]] = {
    "command.sweep": (
        "run a scenario over a grid of parameter values",
        "让参数在网格上逐点变化，各点都给出结论",
    ),
    "description.sweep": (
        "Runs the question at every point of a grid, with the same luck at every point, and prints 1+1, K and the "
        "verdict of each. Points are written as they finish: the same command into the same folder goes on where it "
        "was stopped and ends with the same tables. A folder that was begun with another sweep is refused. At the end "
        "a picture is drawn where one or two parameters vary: a curve, or a map with the contour at which 1+1 is 2. "
        "With a design file (docs/sweeps.md) points are drawn, up to ten million, and asked a lean question: S, Δ and "
        "Δ/C. Every replicate is kept in sweep.sqlite; a run that raises is recorded, the others go on, and the exit "
        "status is 3.",
        "在网格的每一点上各问一次“1+1”，各点的随机因素相同，逐点给出 1+1、K 和结论。每算完一点就写入一点：同一命令再次"
        "写入同一文件夹，会从中断处接着算，最后得到同样的表格。文件夹里若是另一次扫描，则拒绝写入。只有一两个参数变化时，最后"
        "作一张图：曲线，或标出“1+1”等于 2 之处的分布图。给出设计文件（docs/sweeps.md）时，按设计取点，至多一千万个，"
        "各点只问 S、Δ 和 Δ/C。每次重复都保存在 sweep.sqlite；运行出错的记录在案，其余照常进行，退出状态为 3。",
    ),
    "option.grid": (
        "a parameter and its values, from:to:points (both ends included) or a,b,c; several make a full grid",
        "参数及其取值，from:to:points（含两端）或 a,b,c；写多个则组成完整网格",
    ),
    "example.sweep": ("eleven strengths of liaison, 64 replicates each", "联络机制取十一个强度，各重复 64 次"),
    "example.sweep_two": (
        "two parameters, a small scenario, a folder in which it can go on",
        "两个参数、小情景，写入可以续算的文件夹",
    ),
    "example.sweep_dry": ("how long would it take?", "大约要多久？"),
    "grid.none": (
        "sweep needs at least one --grid, such as --grid needs.two_sided=0:1:5, or the file of a design.",
        "sweep 至少要有一个 --grid（如 --grid needs.two_sided=0:1:5），或者一个设计文件。",
    ),
    "grid.form": (
        "--grid: found {found}; allowed: FIELD=FROM:TO:POINTS (at least two points) or FIELD=A,B,C.",
        "--grid：实际为 {found}；允许：FIELD=FROM:TO:POINTS（至少两点）或 FIELD=A,B,C。",
    ),
    "grid.twice": ("--grid: {field} stands in two grids.", "--grid：{field} 写了两次。"),
    "grid.set_too": (
        "--grid: {field} is set by {option} as well; leave one of them out.",
        "--grid：{field} 又由 {option} 设定；请去掉其一。",
    ),
    "grid.value_twice": ("--grid: {field} has the value {found} twice.", "--grid：{field} 的取值 {found} 重复。"),
    "grid.not_varied": (
        "--grid: {field} cannot be varied; allowed: a number, a switch or a choice.",
        "--grid：{field} 不能作为网格参数；允许：数值、开关或选项。",
    ),
    "grid.not_whole": (
        "--grid: {field} takes whole numbers, and {found} would be one of its values; choose other ends or points.",
        "--grid：{field} 只取整数，而取值中会有 {found}；请改两端或点数。",
    ),
    "grid.too_many": (
        "--grid: {found} points are too many; allowed: at most {most}.",
        "--grid：{found} 个点太多；至多 {most} 个。",
    ),
    "sweep.heading": (
        "1+1 over {fields}: {held}.",
        "{fields} 变化时的 1+1：{held}。",
    ),
    "sweep.months": ("{months} months", "{months} 个月"),
    "sweep.luck": ("the same luck at every point", "各点随机因素相同"),
    "sweep.no_picture": (
        "No picture: there is one over one parameter, over two numbers, or over one number and a choice of at most "
        "{most}. The tables have every point.",
        "没有作图：只有一个参数、两个数值参数，或一个数值参数加一个至多 {most} 项的选择时才作图。各点都在表格里。",
    ),
    # the picture
    "figure.sweep": ("1+1 over {fields}", "{fields} 变化时的“1+1”"),
    "figure.sweep.curve": (
        "A curve of 1+1 over {fields}, its {confidence} % interval at each point as a band, and a line at 2; below it "
        "the values of block, line, side by side and joint.",
        "{fields} 变化时的“1+1”曲线，带为各点的 {confidence}% 区间，虚线为 2；下方是块、条、并行、联合的成效。",
    ),
    "figure.sweep.curves": (
        "Curves of 1+1 over {fields}, one for each choice, their {confidence} % intervals at each point as bands, and "
        "a line at 2.",
        "{fields} 变化时的“1+1”曲线，每个选项一条，带为各点的 {confidence}% 区间，虚线为 2。",
    ),
    "figure.sweep.points": (
        "Points of 1+1 for each value of {fields}, their {confidence} % intervals as bars, and a line at 2; beside "
        "them the values of block, line, side by side and joint.",
        "{fields} 各取值的“1+1”，横线为 {confidence}% 区间，虚线为 2；旁边是块、条、并行、联合的成效。",
    ),
    "figure.sweep.map": (
        "A map of 1+1 over {fields}, with the contour at which it is 2; cells whose {confidence} % interval holds 2 "
        "are hatched.",
        "{fields} 变化时“1+1”的分布图，黑线为等于 2 之处；{confidence}% 区间含 2 的格子画斜线。",
    ),
    "figure.sweep.ends": ("Least at {least}; most at {most}.", "最小在 {least}；最大在 {most}。"),
    "figure.sweep.table": ("Every number stands in sweep.csv.", "全部数值见 sweep.csv。"),
    "chart.sweep.one": ("1+1, where block and line alone come to 2", "“1+1”的得数（条、块单干之和为 2）"),
    "chart.sweep.arms": ("Value added (points)", "成效（分）"),
    "chart.sweep.two": ("1+1 = 2", "“1+1”为 2"),
    "chart.sweep.above": ("1+1 lies above 2 in every cell", "各格的“1+1”都大于 2"),
    "chart.sweep.below": ("1+1 lies below 2 in every cell", "各格的“1+1”都小于 2"),
    "chart.sweep.uncrossed": ("no contour: estimates of 1+1 do not cross 2", "没有等值线：“1+1”的估计值没有越过 2"),
    "chart.sweep.band": ("{confidence} % interval at each point", "各点的 {confidence}% 区间"),
    "chart.sweep.open": ("not distinguishable from 2", "与 2 的差异不显著"),
    "chart.sweep.held": ("with {values}", "其余：{values}"),
    "chart.sweep.choice": ("one curve for each value of {field}", "{field} 每个取值一条曲线"),
    "chart.sweep.unit": ("{words} ({unit})", "{words}（{unit}）"),
    # the sheet about
    "about.axes": ("parameters that vary; their values stand in the table", "变化的参数，取值见表"),
    "about.points": ("points of the grid", "网格的点数"),
    "about.replications_asked": (
        "replicates asked for at each point; auto: until the precision is reached",
        "各点要求的重复次数；auto：直到达到精度为止",
    ),
    "about.precision": (
        "half-width of the interval of S, divided by S, that auto stops at",
        "auto 的停止标准：S 的区间半宽 ÷ S",
    ),
    "about.too_long": ("there are more rows than a sheet holds", "行数超过一页的上限"),
    "sweep.verdict": ("Verdict", "结论"),
    "sweep.replicates": ("Replicates", "重复"),
    "word.above": ("above 2", "大于 2"),
    "word.below": ("below 2", "小于 2"),
    "word.not distinguishable": ("not distinguishable", "差异不显著"),
    "word.exact": ("exactly 2", "恰为 2"),
    "word.undefined": ("undefined", "无定义"),
    "sweep.counts": (
        "Of {points} points 1+1 is above 2 at {above}, below at {below}, not distinguishable at {open}, undefined at "
        "{undefined}.",
        "{points} 个点中，1+1 大于 2 的有 {above} 个，小于 2 的 {below} 个，与 2 差异不显著的 {open} 个，无定义的 "
        "{undefined} 个。",
    ),
    "sweep.apiece": (
        "Each point has its own {confidence} % interval; they do not hold jointly.",
        "各点的 {confidence}% 区间是单独的，不保证同时成立。",
    ),
    "sweep.refused": (
        "{count} of {points} points ({share} %) are refused by the scenario's own rules, and are not among these.",
        "{points} 个点中有 {count} 个（{share}%）因情景自身规则被拒绝，不在其内。",
    ),
    "sweep.apart": (
        "By the estimates 1+1 is highest at {one}, but the joint arm's value added at {value}. Which setting serves "
        "better, value added says: 1+1 is measured by the single arms at the same point, and these change as well.",
        "按估计值，“1+1”在 {one} 处最高，联合的成效却在 {value} 处最高。哪种设定更好，请看成效：“1+1”以同一点上的"
        "条、块单干为基准，而单干的成效也在变。",
    ),
    # where 1+1 crosses 2
    "crossing.up": (
        "1+1 rises above 2 at {field} = {found}.",
        "{field} = {found} 处，“1+1”由小于 2 变为大于 2。",
    ),
    "crossing.down": (
        "1+1 falls below 2 at {field} = {found}.",
        "{field} = {found} 处，“1+1”由大于 2 变为小于 2。",
    ),
    "crossing.up.between": (
        "1+1 rises above 2 somewhere between {field} = {low} and {high}; just where is not told apart.",
        "{field} 在 {low} 与 {high} 之间某处，“1+1”由小于 2 变为大于 2；确切位置分不清。",
    ),
    "crossing.down.between": (
        "1+1 falls below 2 somewhere between {field} = {low} and {high}; just where is not told apart.",
        "{field} 在 {low} 与 {high} 之间某处，“1+1”由大于 2 变为小于 2；确切位置分不清。",
    ),
    "crossing.touch.above": (
        "From {field} = {low} to {high} 1+1 is not distinguishable from 2, and above it on both sides.",
        "{field} 从 {low} 到 {high}，“1+1”与 2 的差异不显著，两侧都大于 2。",
    ),
    "crossing.touch.below": (
        "From {field} = {low} to {high} 1+1 is not distinguishable from 2, and below it on both sides.",
        "{field} 从 {low} 到 {high}，“1+1”与 2 的差异不显著，两侧都小于 2。",
    ),
    "crossing.open": (
        "From {field} = {low} to {high}, where the curve begins or ends, 1+1 is not distinguishable from 2.",
        "{field} 从 {low} 到 {high}（曲线的一端），“1+1”与 2 的差异不显著。",
    ),
    "crossing.point": (
        "At {field} = {at} 1+1 is not distinguishable from 2.",
        "{field} = {at} 处，“1+1”与 2 的差异不显著。",
    ),
    "crossing.none": (
        "1+1 is not shown to cross 2 in this range.",
        "在这一范围内，看不出“1+1”越过 2。",
    ),
    "crossing.none.above": (
        "1+1 is not seen to cross 2 in this range: from {field} = {low} to {high} it lies above 2 at every point.",
        "在这一范围内（{field} 从 {low} 到 {high}），“1+1”在各点都大于 2，看不出越过 2。",
    ),
    "crossing.none.below": (
        "1+1 is not seen to cross 2 in this range: from {field} = {low} to {high} it lies below 2 at every point.",
        "在这一范围内（{field} 从 {low} 到 {high}），“1+1”在各点都小于 2，看不出越过 2。",
    ),
    "crossing.note": (
        "In brackets: where the points' {confidence} % intervals, joined by straight lines, hold 2. What happens "
        "between points was not run.",
        "方括号内是各点的 {confidence}% 区间以直线相连后含 2 的范围；点与点之间没有实际运行。",
    ),
    "crossing.undefined": (
        "Beside points at which 1+1 is undefined no crossing can be seen.",
        "“1+1”无定义的点两侧，看不出是否越过 2。",
    ),
    "sweep.indicative": (
        "Fewer than 64 replicates at {count} of them: these intervals are indicative.",
        "其中 {count} 个点的重复不足 64 次，区间仅供参考。",
    ),
}
