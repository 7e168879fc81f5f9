"""What a sweep over a design says, and what is done with its folder."""

from __future__ import annotations

from typing import Final

SURVEY_WORDS: Final[dict[str, tuple[str, str]]] = {
    "value.sweep": ("[SCENARIO] [DESIGN.yaml]", "[情景] [设计.yaml]"),
    "value.folder": ("FOLDER", "文件夹"),
    "option.point": (
        "with a design: run this point alone, numbered as in points.csv, and keep nothing",
        "与设计同用：只运行这一个点（编号见 points.csv），不保存",
    ),
    "option.to": ("csv (default) or xlsx", "csv（默认）或 xlsx"),
    "example.sweep_design": ("the points of a design file", "按设计文件取点"),
    "example.status": ("while it runs, or after", "运行途中或结束之后"),
    "example.export": ("one workbook of everything", "全部内容写成一个工作簿"),
    "example.export_csv": ("every replicate, as a table", "写出每次重复的表格"),
    "command.status": ("say how far the sweep in a folder is", "说明文件夹中的扫描进行到哪里"),
    "description.status": (
        "Says how many points of a design are done, the same as an earlier one, refused by the scenario's own rules or "
        "failed, and how many are left. The sweep may be running meanwhile.",
        "说明设计中有多少个点已经完成、与前面的点相同、因情景自身规则被拒绝或运行出错，还剩多少。扫描可以同时在运行。",
    ),
    "command.export": ("write what a folder of a sweep holds as tables", "把扫描文件夹的内容写成表格"),
    "description.export": (
        "Writes points.csv, failures.csv and replicates.csv, a row each replicate, into the folder, or the same as "
        "sheets of sweep.xlsx. A table with more rows than a sheet holds is left out of the workbook, which says so.",
        "在该文件夹中写出 points.csv、failures.csv 和每次重复一行的 replicates.csv，或作为 sweep.xlsx 的工作表。"
        "行数超过一张工作表上限的表格不写入工作簿，并加以说明。",
    ),
    "allowed.formats": ("csv or xlsx", "csv 或 xlsx"),
    "allowed.point": ("a whole number from 1 to {most}", "1 到 {most} 的整数"),
    "survey.one_design": (
        "a sweep takes one scenario and one design, and a design has method or vary in it; here stands: {found}.",
        "扫描只接受一个情景和一个设计，设计文件中要有 method 或 vary；此处为：{found}。",
    ),
    "survey.not_with_design": (
        "{option} does not go with a design: what it says stands in the design's file.",
        "{option} 不能与设计同用：相应内容写在设计文件里。",
    ),
    "survey.not_with_point": (
        "{option} does not go with --point: one point is run and nothing is kept.",
        "{option} 不能与 --point 同用：只运行一个点，不保存。",
    ),
    "survey.not_ours": (
        "--out: {folder} holds other files and no sweep over a design; choose another name.",
        "--out：{folder} 里有其他文件，不是按设计的扫描；请换一个名称。",
    ),
    "survey.occupied": (
        "--out: another sweep is writing into {folder}; wait until it ends, or choose another folder.",
        "--out：另一个扫描正在写入 {folder}；请等它结束，或换一个文件夹。",
    ),
    "survey.newer": (
        "{folder} was written by a later version (format {found}), which this one cannot read.",
        "{folder} 由更新的版本写成（格式 {found}），本版本无法读取。",
    ),
    "survey.broken": (
        "{folder}: its sweep.sqlite cannot be read ({reason}).",
        "{folder}：其中的 sweep.sqlite 无法读取（{reason}）。",
    ),
    "survey.none": (
        "{folder} holds no sweep over a design.",
        "{folder} 里没有按设计的扫描。",
    ),
    "survey.of_a_grid": (
        "{folder} holds a sweep over a grid: its tables lie there as CSV, and its points under points/.",
        "{folder} 里是按网格的扫描：其表格为该处的 CSV 文件，各点在 points/ 下。",
    ),
    "survey.unwritten": (
        "{folder} takes no more: {reason}. What was committed is kept; once that is mended, the same command with "
        "--out {out} goes on.",
        "{folder} 无法继续写入：{reason}。已保存的内容保留；问题解决后，用同一命令加 --out {out} 可以接着算。",
    ),
    "survey.interrupted": (
        "Interrupted: what is done is kept in {folder}; the same command with --out {out} goes on.",
        "已中断：已完成的部分保留在 {folder}；用同一命令加 --out {out} 可以接着算。",
    ),
    "survey.time_is_up": (
        "The time is up: what is done is kept in {folder}; the same command with --out {out} goes on.",
        "时间已到：已完成的部分保存在 {folder}；用同一命令加 --out {out} 可以接着算。",
    ),
    "survey.exported": ("Written into {folder}: {files}.", "已写入 {folder}：{files}。"),
    "survey.status": (
        "{scenario}: {finished} of {points} points, {replicates} replicates.",
        "{scenario}：{points} 个点中的 {finished} 个，共 {replicates} 次重复。",
    ),
    "survey.state.done": ("{count} done.", "{count} 个完成。"),
    "survey.state.same": ("{count} the same as an earlier one.", "{count} 个与前面的点相同。"),
    "survey.state.refused": (
        "{count} ({share}%) refused by the scenario's own rules.",
        "{count} 个（{share}%）因情景自身规则被拒绝。",
    ),
    "survey.state.failed": ("{count} failed.", "{count} 个运行出错。"),
    "survey.nothing_varied": ("nothing", "没有参数"),
    "survey.outcome": (
        "What varies: {fields}. 1+1 comes out above 2 at {above} points, below at {below}, not distinguishable at "
        "{open}, undefined at {undefined}, each judged alone at {confidence}%.",
        "变化的参数：{fields}。“1+1”在 {above} 个点大于 2，在 {below} 个点小于 2，在 {open} 个点无法区分，"
        "在 {undefined} 个点没有定义；各点单独按 {confidence}% 判断。",
    ),
    "survey.at": ("Point {number}: {values}.", "第 {number} 个点：{values}。"),
    "survey.at.refused": ("Refused by the scenario's own rules: {note}", "因情景自身规则被拒绝：{note}"),
    "survey.at.failed": ("A run raised {note}", "运行出错：{note}"),
    "survey.at.reading": (
        "1+1 = {value} after {replications} replicates.",
        "重复 {replications} 次，“1+1”＝{value}。",
    ),
    "survey.at.undefined": ("1+1 is undefined.", "“1+1”没有定义。"),
}  # fmt: skip
