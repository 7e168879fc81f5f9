"""The pages that ``--help`` prints, and docs/commands.md is made from."""

from __future__ import annotations

from typing import Final

MANUAL_WORDS: Final[dict[str, tuple[str, str]]] = {
    # headings
    "manual.name": ("NAME", "名称"),
    "manual.usage": ("USAGE", "用法"),
    "manual.description": ("DESCRIPTION", "说明"),
    "manual.commands": ("COMMANDS", "命令"),
    "manual.options": ("OPTIONS", "选项"),
    "manual.examples": ("EXAMPLES", "例子"),
    "manual.status": ("EXIT STATUS", "退出状态"),
    "manual.more": ("MORE", "更多"),
    "manual.usage_command": ("COMMAND [OPTION …]", "命令 [选项 …]"),
    "manual.option_word": ("[OPTION …]", "[选项 …]"),
    # the program
    "program.summary": (
        "does 1+1 come out above 2? A simulation of regionalised Party building",
        "“1+1”能否大于 2？区域化党建仿真",
    ),
    "program.description": (
        "Lines (vertically managed organisations) and blocks (territorial ones) are simulated "
        "alone, side by side and joined into one community, on the same district with the same "
        "luck. The program says, with an interval, whether the joint effect exceeds the sum of the "
        'parts. A "no" is reported as plainly as a "yes". Without a command, the default '
        "scenario is run.",
        "在同一个区、同样的随机因素之下，分别模拟条、块单干，条块并行，以及条块联合成为一个共同体，然后"
        "给出带区间的回答：联合的成效是否大于各部分之和。结论是“否”，也同样如实报告。不写命令时，运"
        "行默认情景。",
    ),
    "program.more": (
        "{program} COMMAND --help says more about a command. docs/commands.md has the same text, "
        "docs/model.md describes the model.",
        "{program} 命令 --help 给出各命令的详细说明；docs/commands.md 是英文命令手册，docs/model.md 说明模型。",
    ),
    # commands
    "command.run": ("run a scenario and print the verdict on 1+1", "运行一个情景，给出“1+1”的结论"),
    "command.list": ("list the scenarios that come with the program", "列出内置情景"),
    "command.check": ("check scenario files without running them", "检查情景文件，不运行"),
    "command.describe": ("say a scenario in words", "用文字说明一个情景"),
    "command.diff": ("say how two scenarios differ", "比较两个情景"),
    "command.new": ("write a commented scenario to begin with", "新建一个带注释的情景文件"),
    "command.schema": ("print the JSON Schema of scenario files", "输出情景文件的 JSON Schema"),
    "command.completion": ("print a script for shell completion", "输出 shell 补全脚本"),
    "command.schedule": ("print the month as a table", "以表格列出一个月的各阶段"),
    "command.import": ("make a scenario of a roster kept in a spreadsheet", "把表格名册导入为情景"),
    "description.import": (
        "Reads organisations, areas, needs and ties from .xlsx or CSV files, with headings in Chinese or "
        "English, and "
        "writes a scenario. Spreadsheets are read as offices keep them: titles and totals, merged cells, units "
        "beside "
        "numbers, an office's own words for types and resources. What was read freely is listed, a line a kind, "
        "and so is "
        "what is left to you and not in the scenario; nothing is guessed in silence. What is wrong is said all "
        "at once, a "
        "line a kind with its cells, and then no scenario is written; --marked writes a copy of the roster with "
        "these "
        "cells coloured. --template writes the spreadsheet to fill in; docs/roster.md explains every column and "
        "word.",
        "从 .xlsx 或 CSV 文件读取单位、居民区、需求和结对关系（表头中文、英文均可），写成情景文件。"
        "街道平时用的表可以直接读取："
        "标题行、合计行、合并单元格、数字旁的单位、对单位类型和资源的习惯说法，都能处理。凡是放宽读法的，"
        "一类一行列出；"
        "读不懂而未采用的，也列出请您决定；不悄悄猜测。有错的一次全部列出，一类一条，注明单元格，此时不写情景文件；"
        "--marked 另写一份涂色标出这些单元格的副本。--template 写出可供填写的表格；各列和各种说法见 docs/roster.md。",
    ),
    "description.run": (
        "SCENARIO is the name of a scenario (see list) or the path of a YAML file; without one, "
        "default. The verdict is printed, and written with a report, figures, tables and a manifest to "
        "a new numbered folder under results/ in the current folder (docs/outputs.md). Replicates are added "
        "until the "
        "interval is narrow enough, never until the answer is clear.",
        "情景可以是内置情景的名称（见 list），也可以是 YAML 文件的路径；不写则为 default。结论显示在"
        "屏幕上，并连同报告、图、各表格和运行清单写入当前文件夹下 results/ 里一个新编号的文件夹（见 "
        "docs/outputs.md）。"
        "重复次数按区间宽窄决定是否增加，与结论是否明朗无关。",
    ),
    "description.list": (
        "Names, titles and descriptions of the scenarios that come with the program.",
        "列出内置情景的名称、标题和说明。",
    ),
    "description.check": (
        "Reads each file, and what it extends, and reports everything that is wrong in all of them "
        "at once: file, line, column, field, what was found, what is allowed, the nearest valid name. "
        "What is legal and odd is a warning, such as a mechanism at strength 0 whose instruments are set; "
        "warnings do not change the exit status. Nothing is run or written.",
        "读取各文件及其 extends 引用的文件，一次报告全部错误：文件、行、列、字段、实际内容、允许内容和"
        "最接近的正确名称。合法而可疑之处给出提醒，如机制力度为 0 却设了各项制度；提醒不影响退出状态。"
        "不运行，也不写入任何内容。",
    ),
    "description.describe": (
        "Says who is there, what is wanted, which mechanisms are at work at what strength and with which "
        "instruments, which institutions and technology, what differs from the defaults and what is assumed. "
        "With --table: every parameter with value, default, range, unit and where the value comes from.",
        "说明有哪些组织和需求，哪些机制在起作用、力度多大、用哪些制度，体制和信息技术如何，哪些与默认值不"
        "同，哪些属假定。加 --table 则列出全部参数：取值、默认、范围、单位和来源。",
    ),
    "description.diff": (
        "Compares two scenarios after defaults have filled what neither says: first in words, then as a table. "
        "Areas and organisations that are listed are compared by name.",
        "补足默认值之后比较两个情景：先用文字，再列表。逐一列出的居民区和组织按名称比较。",
    ),
    "description.new": (
        "Writes FILE, a scenario that runs as it stands, with a comment on every line, and beside it "
        "scenario.schema.json if there is none, by which VS Code (with the YAML extension) completes and checks it. "
        "A file that exists is never replaced.",
        "写入一个可以直接运行、每行带注释的情景文件；同一文件夹里没有 scenario.schema.json 时一并写入，"
        "VS Code（装有 YAML 扩展）据此补全和检查。已有的文件不会被覆盖。",
    ),
    "description.schema": (
        "For editors: put the output into scenario.schema.json, and into the first line of a scenario "
        "# yaml-language-server: $schema=scenario.schema.json (new does both).",
        "供编辑器使用：把输出存为 scenario.schema.json，情景文件第一行写"
        " # yaml-language-server: $schema=scenario.schema.json（new 命令会一并做好）。",
    ),
    "description.completion": (
        "Completes commands, options and their values after quyuhua. bash and zsh: "
        'eval "$(quyuhua completion bash)" in ~/.bashrc or ~/.zshrc; fish: quyuhua completion fish | source; '
        "PowerShell: quyuhua completion powershell | Out-String | Invoke-Expression in the profile.",
        "补全 quyuhua 之后的命令、选项及其值。bash、zsh：在 ~/.bashrc 或 ~/.zshrc 中写 "
        'eval "$(quyuhua completion bash)"；fish：quyuhua completion fish | source；PowerShell：在 profile 中写 '
        "quyuhua completion powershell | Out-String | Invoke-Expression。",
    ),
    "description.schedule": (
        "The ten phases of a month in their order: what each reads and writes, which levers it "
        "listens to, and which mechanisms set these. With SCENARIO, what files of its own add to that.",
        "按次序列出一个月的十个阶段：各自读取什么、写入什么、听从哪些杠杆，以及这些杠杆由哪些机制设定。写明情景时，"
        "连同该情景自编文件所增加的内容。",
    ),
    # what stands for a value
    "value.scenario": ("SCENARIO", "情景"),
    "value.files": ("FILE …", "文件 …"),
    "value.file": ("FILE", "文件"),
    "value.roster": ("ROSTER …", "名册文件 …"),
    "value.two": ("SCENARIO SCENARIO", "情景 情景"),
    "value.shell": ("SHELL", "shell 名称"),
    # options
    "option.set": (
        "set a field of the scenario, as often as needed: --set mechanisms.liaison.exchange=0.8",
        "设定情景的一个字段，可写多次：--set mechanisms.liaison.exchange=0.8",
    ),
    "option.without": (
        "leave out a mechanism, an instrument (liaison.exchange), an institution or a technology, or several divided "
        "by commas; as often as needed",
        "去掉一个机制、一项制度（如 liaison.exchange）、一项体制或信息技术；几项用逗号隔开，可写多次",
    ),
    "option.months": (
        "months of a run (the scenario says how many otherwise)",
        "运行的月数（不写则依情景）",
    ),
    "option.replications": (
        "replicates: a number from 2 up, or auto (default): 64, 128, … up to 1,024, until the precision is reached",
        "重复次数：2 以上的整数，或 auto（默认）：64、128……至多 1,024，到精度足够为止",
    ),
    "option.precision": (
        "half-width of the interval of S, divided by S, that auto stops at (default 0.01)",
        "auto 的停止标准：S 的区间半宽 ÷ S（默认 0.01）",
    ),
    "option.seed": ("seed of all luck (the scenario says which otherwise)", "随机种子（不写则依情景）"),
    "option.workers": (
        "how many compute at once (default: as many as there are processors); changes no result",
        "同时计算的个数（默认与处理器数相同）；不影响结果",
    ),
    "option.out": (
        "folder to write to, instead of a new one under results/; refused where it exists",
        "写入的文件夹，代替 results/ 下的新文件夹；已存在则拒绝",
    ),
    "option.out_in_parts": (
        "folder to write to, or to go on in where the same was begun there, instead of a new one under results/",
        "写入的文件夹，代替 results/ 下的新文件夹；同一命令先前未算完的文件夹则接着算",
    ),
    "option.dry-run": (
        "say how many runs it takes and about how long, and run nothing else",
        "只说要运行多少次、大约多久，不正式运行",
    ),
    "option.overwrite": (
        "with --out: replace the files of an earlier run in that folder; other files there are left alone, and a "
        "folder that holds files and no manifest of a run is refused",
        "与 --out 同用：替换该文件夹里先前运行的结果文件；其他文件不动；有文件而没有运行清单的文件夹则拒绝",
    ),
    "option.from": (
        "make the same again from its manifest.json, or from its folder: the same tables, byte for byte",
        "依据 manifest.json（或其所在文件夹）重做一次：各表格逐字节相同",
    ),
    "option.explain": (
        "say where the surplus comes from: seven parts, from 32 runs on the first eight replicates",
        "说明合力从哪里来：七个部分，由前八次重复各 32 种运行算出",
    ),
    "option.no-report": (
        "write data only (CSV, JSON and the manifest), without report, figures and workbook",
        "只写数据（CSV、JSON 和运行清单），不作报告、图和工作簿",
    ),
    "option.no-parameters": (
        "leave the appendix with all parameters out of the report; workbook and CSV have them",
        "报告中不附全部参数的附录；工作簿和 CSV 中仍有",
    ),
    "option.lang": (
        "language of what is printed: zh or en (default: from the locale, else zh)",
        "显示语言：zh 或 en（默认依系统区域设置，否则为 zh）",
    ),
    "option.json": (
        "print one JSON object and nothing else; a folder is written only with --out",
        "只输出一个 JSON 对象；有 --out 才写文件夹",
    ),
    "option.table": (
        "every parameter with value, default, range, unit and provenance",
        "全部参数：取值、默认、范围、单位和来源",
    ),
    "option.start": (
        "scenario whose values to start from (default: default)",
        "以哪个情景为蓝本（默认为 default）",
    ),
    "option.import_out": ("the scenario file to write", "写入的情景文件"),
    "option.import_overwrite": ("replace that file where it exists", "该文件已存在时替换它"),
    "option.template": ("write the spreadsheet to fill in, and nothing else", "只写出可供填写的表格"),
    "option.marked": (
        "also write a copy of the roster, with the cells coloured that are wrong or left to you, and why in a comment",
        "另写一份名册副本，把有误的和请您决定的单元格涂色，并在批注中说明原因",
    ),
    "option.anonymise": (
        "put neutral names, such as agency-001, in place of those of organisations, areas and needs",
        "单位、居民区和需求的名称一律换成中性名称，如“机关001”",
    ),
    "option.help": ("print this page", "显示本页"),
    "option.version": ("print the version", "显示版本号"),
    "option.json_only": ("print one JSON object and nothing else", "只输出一个 JSON 对象"),
    # examples
    "example.default": ("run the default scenario", "运行默认情景"),
    "example.quick": ("a quick look at a small scenario", "快速看一个小情景"),
    "example.set": (
        "the default, with more exchange of information and other luck",
        "默认情景，加强舆情互通，换一个随机种子",
    ),
    "example.without": (
        "the default, without exchange of information and without the district's platform",
        "默认情景，去掉舆情互通和区级平台",
    ),
    "example.explain": (
        "say where the surplus comes from, and write to a folder of one's own",
        "说明合力从哪里来，并写入指定文件夹",
    ),
    "example.again": ("make the tables of an earlier run again", "重做先前一次运行的表格"),
    "example.json": ("the numbers, for another program", "只要数字，供其他程序使用"),
    "example.list": ("what there is", "有哪些情景"),
    "example.check": ("check two files at once", "一次检查两个文件"),
    "example.describe": ("a shipped scenario in words", "用文字说明一个内置情景"),
    "example.describe_set": ("what one setting would change", "改动一个字段之后的样子"),
    "example.describe_table": ("every parameter, for another program", "全部参数，供其他程序使用"),
    "example.diff": ("how two scenarios differ", "两个情景哪里不同"),
    "example.new": ("a scenario of one's own, begun from a small one", "以一个小情景为蓝本，新建自己的情景"),
    "command.demo": ("show the teaching page, live or as a file", "打开教学页面（实时演示，或存成文件）"),
    "description.demo": (
        "Opens a page in the browser on which a class watches a district month by month: two worlds with the same "
        "luck, side by side, and what stops working when one thing is changed. It is there for this machine alone, "
        "until Ctrl-C; with --class for the local network, after a yes, so that pupils join by a code from their "
        "phones. With --save it writes one file that opens by double click, without this program and off line. The "
        "page offers the lessons that come with the program; the name of one in place of a scenario opens that lesson, "
        "and so does the folder of a lesson of one's own, after the checks of lesson check.",
        "在浏览器中打开教学页面，逐月观看一个区的运行：两个世界、同样的随机种子并排演示，改动一处，看什么办不成了。"
        "页面只供本机使用，按 Ctrl-C 结束；加上 --class，确认之后本地网络可用，学员用手机凭入课码加入。"
        "用 --save 则写成一个文件，双击即可打开，不需要本程序，也不需要联网。"
        "程序自带的课程都列在页面上；把情景名换成课名，打开的就是那一课；换成自编课所在的文件夹，"
        "先做 lesson check 的各项检查，再打开自编的课。",
    ),
    "option.save": (
        "write the page with all it plays into a file, and show nothing",
        "把页面连同演示内容写入一个文件，不打开浏览器",
    ),
    "option.compare": (
        "what is shown: one (one world), settings (two settings), apart (joint, beside the two kinds apart; default)",
        "演示内容：one（一个世界）、settings（两种设定）、apart（联合与条块各干各的并排，默认）",
    ),
    "option.other": (
        "what is otherwise in the second of two settings, as often as needed",
        "两种设定中，第二种有何不同，可写多次",
    ),
    "option.class": (
        "let a class join from the local network, after asking here",
        "在此确认之后，让学员从本地网络加入",
    ),
    "option.host": (
        "with --class: the address of this computer at which phones join, where it has several",
        "与 --class 同用：本机有多个地址时，指定学员加入用哪一个",
    ),
    "option.port": (
        "where the page listens (default: 8427, or any that is free)",
        "页面使用的端口（默认 8427，被占用时另选）",
    ),
    "option.no-browser": ("open no browser; the address is printed", "不打开浏览器，只显示地址"),
    "example.demo": ("a district, joint and apart, live", "实时演示一个区：联合与条块各干各的"),
    "example.demo_settings": (
        "a small case with and without mobilisation",
        "一个小例，有动员与没有动员",
    ),
    "example.demo_lesson": ("a lesson, live; the class may guess", "实时上一课，可以请全班来猜"),
    "example.demo_save": ("a file for a lesson", "存成一个上课用的文件"),
    "command.warm": ("compile the model beforehand", "预先编译模型"),
    "description.warm": (
        "Compiles all that run, compare, sweep, cases and a notebook need, so that nobody waits for it afterwards. It "
        "has an effect once for each version, Python and user; where all is there already it says so.",
        "预先编译 run、compare、sweep、cases 和笔记本所需的全部程序，之后使用时不必再等。每个版本、每个 Python、"
        "每个用户只需一次；已经编译好的，会说明。",
    ),
    "example.warm": ("before a class", "上课前运行一次"),
    "example.import_template": ("a spreadsheet to fill in", "写出可供填写的表格"),
    "example.import": ("a scenario of one's own district", "把自己的名册导入为情景"),
    "example.import_marked": ("the same, and a copy with the cells marked", "同上，另写一份标出单元格的副本"),
    "example.import_anonymise": ("two files, names replaced", "两个文件，替换全部名称"),
    "example.schema": ("what scenario.schema.json holds", "scenario.schema.json 的内容"),
    "example.completion": ("the script for bash", "bash 的脚本"),
    "example.schedule": ("the month as a table", "一个月的各阶段"),
    "example.schedule_json": ("the same, for another program", "同上，供其他程序使用"),
    "example.list_json": ("the same, for another program", "同上，供其他程序使用"),
    # exit statuses
    "status.0": ("fine", "正常"),
    "status.1": ("a fault in the program itself", "程序自身出错"),
    "status.2": (
        "bad input: a message says what was found and what is allowed; nothing was written",
        "输入有误：消息说明实际内容和允许内容；没有写入任何内容",
    ),
    "status.3": ("all that could be run was, and some runs raised", "能运行的都已运行，但有运行出错"),
    "status.130": ("interrupted (Ctrl-C)", "被中断（Ctrl-C）"),
}
