"""What commands say: bad input, progress, interruption, lists."""

from __future__ import annotations

from typing import Final

COMMAND_WORDS: Final[dict[str, tuple[str, str]]] = {
    # the command line
    "typed.no_command": (
        "there is no command {found}; there are: {allowed}.",
        "没有 {found} 这个命令；可用的有：{allowed}。",
    ),
    "typed.no_option": (
        "{command} has no option {found}; there are: {allowed}.",
        "{command} 没有 {found} 这个选项；可用的有：{allowed}。",
    ),
    "typed.nearest": ("{sentence} Did you mean {nearest}?", "{sentence}您是不是想写 {nearest}？"),
    "typed.is_scenario": (
        "{sentence} {found} is a scenario: write {command}",
        "{sentence}{found} 是情景名，请写 {command}",
    ),
    "typed.no_value": ("{option} needs a value: {example}.", "{option} 后面要有值：{example}。"),
    "typed.takes_none": (
        "{option} takes no value; {found} was given.",
        "{option} 后面不带值；实际写了 {found}。",
    ),
    "typed.bad_value": (
        "{option}: found {found}; allowed: {allowed}.",
        "{option}：实际为 {found}；允许：{allowed}。",
    ),
    "typed.too_many": (
        "{command}: {found} is one word too many.",
        "{command}：多写了 {found}。",
    ),
    "typed.takes_no_words": (
        "{command} takes nothing but options; found {found}.",
        "{command} 只接受选项；实际写了 {found}。",
    ),
    "typed.no_file": (
        "{command} needs at least one scenario, a file or a shipped name: {command} my.yaml.",
        "{command} 后面至少要有一个情景（文件或内置名称）：{command} my.yaml。",
    ),
    "typed.needs_out": (
        "--overwrite says what may happen to the folder of --out, and there is no --out.",
        "--overwrite 是对 --out 文件夹而言的；这里没有 --out。",
    ),
    "typed.not_with_from": (
        "{option} cannot stand beside --from: the manifest says which scenario, seed and replicates to run again.",
        "{option} 不能与 --from 同用：情景、种子和重复次数都由清单（manifest）决定。",
    ),
    "allowed.replications": (
        "auto, or a whole number from 2 to {most} (an interval needs two replicates)",
        "auto，或 2 到 {most} 的整数（至少重复两次才有区间）",
    ),
    "allowed.precision": (
        "a number between 0 and 1, such as 0.01",
        "0 与 1 之间的数（不含 0 和 1），如 0.01",
    ),
    "allowed.workers": ("a whole number from 1 to {most}", "1 到 {most} 的整数"),
    "allowed.whole": ("a whole number", "整数"),
    "allowed.switch": ("True or False", "True 或 False"),
    "allowed.language": ("zh or en", "zh 或 en"),
    "typed.no_folder": (
        "{command} needs a folder: {command} my-sweep.",
        "{command} 需要写明文件夹：{command} my-sweep。",
    ),
    "typed.two_scenarios": (
        "{command} needs two scenarios: {command} default mine.yaml.",
        "{command} 后面要有两个情景：{command} default mine.yaml。",
    ),
    "typed.one_file": (
        "{command} needs the name of one file: {command} mine.yaml.",
        "{command} 后面要有一个文件名：{command} mine.yaml。",
    ),
    "typed.one_shell": (
        "{command} needs the name of one shell: {allowed}.",
        "{command} 后面要有一种 shell：{allowed}。",
    ),
    "typed.no_shell": (
        "there is no completion for {found}; there is for: {allowed}.",
        "没有 {found} 的补全脚本；可用的有：{allowed}。",
    ),
    # new
    "new.exists": (
        "{file} exists already; nothing was written. Choose another name.",
        "{file} 已经存在，没有写入。请换一个名称。",
    ),
    "new.cannot": ("{file} cannot be written: {reason}.", "无法写入 {file}：{reason}。"),
    "new.not_yaml": (
        "{file} should end in .yaml, so that editors and the program know it for a scenario.",
        "{file} 应以 .yaml 结尾，编辑器和本程序才认得出它是情景文件。",
    ),
    "new.written": (
        "Written: {file}, a scenario that runs as it stands. Next: {command}",
        "已写入 {file}：一个可以直接运行的情景。下一步：{command}",
    ),
    "new.schema": (
        "Written: {file}, by which an editor completes and checks it.",
        "已写入 {file}：编辑器据此补全和检查。",
    ),
    "new.head": (
        "A scenario, begun from {source}. After # stand comments: what a value is, what is allowed, and its unit.\n"
        "A line that is taken out goes back to its default.\n"
        "check it:    {program} check {file}\n"
        "run it:      {program} run {file}\n"
        "in words:    {program} describe {file}",
        "一个情景，以 {source} 为蓝本。# 之后是注释：数值的含义、允许的范围和单位。\n"
        "删去一行，就回到默认值。\n"
        "检查：{program} check {file}\n"
        "运行：{program} run {file}\n"
        "说明：{program} describe {file}",
    ),
    "new.case": (
        "{source} is a case: what it claims, and what it is held against, stand in it and not here.",
        "{source} 是案例：其主张和对照写在案例里，这里不带过来。",
    ),
    "new.title": ("My district (begun from: {title})", "我的区（以“{title}”为蓝本）"),
    "new.description": ("What this scenario is for.", "这个情景要说明什么。"),
    "completion.head": (
        "Completion of commands and options for {shell}, made by: quyuhua completion {shell}",
        "{shell} 的命令和选项补全，由 quyuhua completion {shell} 生成",
    ),
    # the output folder
    "folder.exists": (
        "--out: {folder} exists already; choose another name, or say --overwrite.",
        "--out：{folder} 已经存在；请换一个名称，或加上 --overwrite。",
    ),
    "folder.not_a_folder": (
        "--out: {folder} exists and is not a folder.",
        "--out：{folder} 已经存在，而且不是文件夹。",
    ),
    "folder.not_ours": (
        "--out: {folder} holds files and no manifest of a run, so --overwrite leaves it alone; choose another name.",
        "--out：{folder} 里有文件而没有运行清单，--overwrite 不会动它；请换一个名称。",
    ),
    "folder.in_the_way": (
        "--out: {path} is a folder where a file of ours must go.",
        "--out：{path} 是文件夹，占住了结果文件的位置。",
    ),
    "folder.cannot": (
        "the output folder {folder} cannot be made: {reason}.",
        "无法建立输出文件夹 {folder}：{reason}。",
    ),
    "folder.no_name": ("--out: the name of the folder is empty.", "--out：文件夹名称是空的。"),
    "folder.below_file": ("{path} is a file", "{path} 是文件"),
    "folder.unwritten": (
        "the results could not be written to {folder}: {reason}. What is printed above is complete.",
        "结果未能写入 {folder}：{reason}。上面显示的内容是完整的。",
    ),
    "output.cannot": (
        "what should stand on the screen could not be written: {reason}.",
        "要显示的内容未能写出：{reason}。",
    ),
    "output.kept": ("The results are complete and are kept in {folder}.", "结果是完整的，保留在 {folder}。"),
    "figures.missing": (
        "No font here has these characters, so the figures show boxes in their place: {characters}. "
        "The report and the tables have them.",
        "本机没有字体含有以下字符，图中以方框代替：{characters}。报告文字和表格不受影响。",
    ),
    # a folder that grows, part by part
    "parts.points": ("points", "点"),
    "parts.cases": ("cases", "案例"),
    "parts.not_ours": (
        "--out: {folder} exists and holds nothing with which this could go on; choose another name.",
        "--out：{folder} 已经存在，里面没有可以接着算的结果；请换一个名称。",
    ),
    "parts.other": (
        "--out: {folder} was begun with something else ({parts} differ); choose another folder.",
        "--out：{folder} 里是另一次命令的结果（{parts} 不同）；请换一个文件夹。",
    ),
    "parts.unwritten": (
        "{folder} takes no more: {reason}. {done} of {asked} {parts} are kept in it; once that is mended, the same "
        "command with --out {out} goes on.",
        "{folder} 无法继续写入：{reason}。{asked} 个{parts}中的 {done} 个已保留在其中；问题解决后，用同一命令加 "
        "--out {out} 可以接着算。",
    ),
    "parts.interrupted": (
        "Interrupted: {done} of {asked} {parts} are kept in {folder}; the same command with --out {out} goes on.",
        "已中断：{asked} 个{parts}中的 {done} 个保留在 {folder}；用同一命令加 --out {out} 可以接着算。",
    ),
    "parts.no_overwrite": (
        "{command} has no --overwrite: where the folder was begun by the same command it goes on; for something else, "
        "name another --out.",
        "{command} 没有 --overwrite：同一命令先前写过的文件夹会接着算，要算别的请用 --out 换一个文件夹。",
    ),
    "plan.runs": (
        "{count} {parts} × {runs} runs a replicate × {least} replicates or more: {total} runs. "
        "{known} {parts} are done.",
        "{count} 个{parts} × 每次重复 {runs} 种运行 × 至少重复 {least} 次：共 {total} 次运行。"
        "已完成 {known} 个{parts}。",
    ),
    "plan.estimate": (
        "On this machine the rest takes about {time}, longer where the precision asks for more replicates.",
        "在这台机器上，其余的约需 {time}；若精度要求更多重复，则更久。",
    ),
    # --from
    "manifest.unreadable": (
        "--from: {path} cannot be read: {reason}.",
        "--from：无法读取 {path}：{reason}。",
    ),
    "manifest.not_json": (
        "--from: {path} is not JSON: see line {line}, column {column}.",
        "--from：{path} 不是 JSON：见第 {line} 行第 {column} 列。",
    ),
    "manifest.not_text": (
        "--from: {path} is not UTF-8 text.",
        "--from：{path} 不是 UTF-8 文本。",
    ),
    "manifest.not_ours": (
        "--from: {path} is not a manifest of a run: {field} is missing or of the wrong type.",
        "--from：{path} 不是运行清单：缺少 {field} 或其类型不对。",
    ),
    "manifest.other": (
        "--from: {path} was written by {other}, not by {command}: say {other} --from.",
        "--from：{path} 是 {other} 写出的，不是 {command} 写出的；请用 {other} --from。",
    ),
    "manifest.too_deep": (
        "--from: {path} is nested too deep.",
        "--from：{path} 的嵌套层次过深。",
    ),
    "manifest.newer": (
        "--from: {path} has format {found}; this version reads format {allowed}.",
        "--from：{path} 的格式号是 {found}；本版本只读格式 {allowed}。",
    ),
    "manifest.difference": (
        "{name}: {then} when the manifest was written, {now} now",
        "{name}：写清单时为 {then}，现在为 {now}",
    ),
    "manifest.differences": (
        "These differ from when the manifest was written, so the last digits may differ: {list}.",
        "以下各项与写清单时不同，末位数字可能有出入：{list}。",
    ),
    "manifest.changed": (
        "These have changed since the manifest was written; what is run is what they were: {list}.",
        "以下文件在写清单之后有改动；此处按写清单时的内容运行：{list}。",
    ),
    "manifest.absent": ("none", "无"),
    "list.and": ("; ", "；"),
    "list.comma": (", ", "、"),
    "list.value": ("{name} {value}", "{name} {value}"),
    "list.named": ("{name}: {what}", "{name}：{what}"),
    # what the system says was wrong
    "reason.ENOENT": ("there is no such file or folder", "没有这个文件或文件夹"),
    "reason.EACCES": ("permission denied", "没有权限"),
    "reason.EPERM": ("permission denied", "没有权限"),
    "reason.EISDIR": ("it is a folder", "这是文件夹"),
    "reason.ENOTDIR": ("part of the path is not a folder", "路径中有一段不是文件夹"),
    "reason.EEXIST": ("it exists already", "已经存在"),
    "reason.ENOTEMPTY": ("it exists already", "已经存在"),
    "reason.ENOSPC": ("no space is left on the disk", "磁盘空间不足"),
    "reason.EROFS": ("the disk cannot be written to", "磁盘是只读的"),
    "reason.ENAMETOOLONG": ("the name is too long", "名称过长"),
    "reason.ELOOP": ("its links go in a circle", "链接形成循环"),
    # progress and the end
    "progress.line": (
        "{done} of {total} · {rate}/s · {left} left",
        "已完成 {done}/{total} · 每秒 {rate} · 还需 {left}",
    ),
    "progress.failed": ("{line} · {failed} failed", "{line} · {failed} 个运行出错"),
    "progress.start": ("{done} of {total} · preparing", "已完成 {done}/{total} · 准备中"),
    "progress.seconds": ("{seconds} s", "{seconds} 秒"),
    "progress.minutes": ("{minutes} min {seconds} s", "{minutes} 分 {seconds} 秒"),
    "progress.hours": ("{hours} h {minutes} min", "{hours} 小时 {minutes} 分"),
    "compiling.begins": (
        "First start with this version: the model is compiled once, which takes about a minute of processor time.",
        "这一版本首次运行：模型需编译一次，约用一分钟的处理器时间。",
    ),
    "compiling.start": ("compiling: {done} of {total} parts", "编译中：已完成 {done}/{total} 个部分"),
    "compiling.line": (
        "compiling: {done} of {total} parts · at least {left} left",
        "编译中：已完成 {done}/{total} 个部分 · 至少还需 {left}",
    ),
    "warm.there": (
        "Everything is compiled already; it is kept in {folder}.",
        "已全部编译好，保留在 {folder}。",
    ),
    "warm.done": (
        "{count} parts of the model were compiled in {time}; they are kept in {folder}.",
        "已编译模型的 {count} 个部分，用时 {time}，保留在 {folder}。",
    ),
    "warm.nowhere": (
        "Nothing can be kept on this computer: {folder} cannot be written to. Every start compiles anew.",
        "本机无法保留编译结果：{folder} 不能写入，每次启动都要重新编译。",
    ),
    "warm.interrupted": (
        "Interrupted: what is compiled so far is kept; the same command goes on.",
        "已中断：已编译的部分保留，用同一命令可以接着编译。",
    ),
    "interrupted.nothing": (
        "Interrupted: nothing was written.",
        "已中断：没有写入任何内容。",
    ),
    "interrupted.kept": (
        "Interrupted: the results are complete and are kept in {folder}.",
        "已中断：结果是完整的，保留在 {folder}。",
    ),
    # list, check, schedule
    "list.name": ("Scenario", "情景"),
    "list.title": ("Title", "标题"),
    "list.cases": (
        "{count} cases, which show the article's rows, come with it: list --cases",
        "另有{count}个案例，逐条体现文章的条目：list --cases",
    ),
    "list.none": ("No scenario comes with this installation.", "此处没有内置情景。"),
    "list.broken": ("(cannot be read: check {name})", "（读不出来：请运行 check {name}）"),
    "check.fine": (
        "{file}: the form is right; whether the setting makes sense is another matter",
        "{file}：格式无误；设定是否合理，另当别论",
    ),
    "check.odd": ("{file}: can be run; warnings: {warnings}", "{file}：可以运行；{warnings} 处提醒"),
    "check.faulty": ("{file}: cannot be run; faults: {faults}", "{file}：不能运行；{faults} 处错误"),
    "schedule.reads": ("reads", "读取"),
    "schedule.writes": ("writes", "写入"),
    "schedule.levers": ("levers", "杠杆"),
    "schedule.mechanisms": ("set by", "来自机制"),
    "schedule.note": (
        "One month, in the article's order. A phase reads levers; mechanisms set them before the month begins.",
        "一个月的次序，与文章的“全程性”一致。阶段读取杠杆；杠杆由机制在月初之前设定。",
    ),
}
