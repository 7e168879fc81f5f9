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
        "was stopped and ends with the same tables. A folder that was begun with another sweep is refused.",
        "在网格的每一点上各问一次“1+1”，各点的运气相同，逐点给出 1+1、K 和结论。每算完一点就写入一点：同一命令再次"
        "写入同一文件夹，会从中断处接着算，最后得到同样的表格。文件夹里若是另一次扫描，则拒绝写入。",
    ),
    "option.grid": (
        "a parameter and its values, from:to:points (both ends included) or a,b,c; several make a full grid",
        "参数及其取值，from:to:points（含两端）或 a,b,c；写多个则组成完整网格",
    ),
    "option.dry-run": (
        "say how many runs it takes and about how long, and run nothing else",
        "只说要运行多少次、大约多久，不正式运行",
    ),
    "option.sweep_out": (
        "folder to write to, or to go on in, instead of a new one under results/",
        "写入（或接着写）的文件夹，代替 results/ 下的新文件夹",
    ),
    "example.sweep": ("eleven strengths of liaison, 64 replicates each", "联络机制取十一个强度，各重复 64 次"),
    "example.sweep_two": (
        "two parameters, a small scenario, a folder in which it can go on",
        "两个参数、小情景，写入可以续算的文件夹",
    ),
    "example.sweep_dry": ("how long would it take?", "大约要多久？"),
    "grid.none": (
        "sweep needs at least one --grid, such as --grid needs.two_sided=0:1:5.",
        "sweep 至少要有一个 --grid，如 --grid needs.two_sided=0:1:5。",
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
    "sweep.other": (
        "--out: {folder} holds another sweep ({parts} differ); choose another folder.",
        "--out：{folder} 里是另一次扫描（{parts} 不同）；请换一个文件夹。",
    ),
    "sweep.not_ours": (
        "--out: {folder} exists and holds no sweep; choose another name.",
        "--out：{folder} 已经存在，里面没有扫描结果；请换一个名称。",
    ),
    "sweep.plan": (
        "{points} points × {runs} runs a replicate × {least} replicates or more: {total} runs. "
        "{known} points are done.",
        "{points} 个点 × 每次重复 {runs} 种运行 × 至少重复 {least} 次：共 {total} 次运行。已完成 {known} 个点。",
    ),
    "sweep.estimate": (
        "On this machine the rest takes about {time}, longer where the precision asks for more replicates.",
        "在这台机器上，其余的约需 {time}；若精度要求更多重复，则更久。",
    ),
    "sweep.heading": (
        "1+1 over {fields}: {scenario}, {months} months, the same luck at every point.",
        "{fields} 变化时的 1+1：{scenario}，{months} 个月，各点运气相同。",
    ),
    "sweep.verdict": ("Verdict", "结论"),
    "sweep.replicates": ("Replicates", "重复"),
    "word.above": ("above 2", "大于 2"),
    "word.below": ("below 2", "小于 2"),
    "word.not distinguishable": ("open", "无法区分"),
    "word.exact": ("exactly 2", "恰为 2"),
    "word.undefined": ("undefined", "无定义"),
    "sweep.counts": (
        "Of {points} points 1+1 is above 2 at {above}, below at {below}, not distinguishable at {open}, undefined at "
        "{undefined}. Each point has its own {confidence}% interval; they do not hold jointly.",
        "{points} 个点中，1+1 大于 2 的有 {above} 个，小于 2 的 {below} 个，无法区分的 {open} 个，无定义的 "
        "{undefined} 个。各点的 {confidence}% 区间是单独的，不保证同时成立。",
    ),
    "sweep.interrupted": (
        "Interrupted: {done} of {points} points are kept in {folder}; the same command with --out {folder} goes on.",
        "已中断：{points} 个点中的 {done} 个保留在 {folder}；用同一命令加 --out {folder} 可以接着算。",
    ),
}
