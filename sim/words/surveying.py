"""What a sweep over a design says, and what is done with its folder."""

from __future__ import annotations

from typing import Final

SURVEY_WORDS: Final[dict[str, tuple[str, str]]] = {
    "value.sweep": ("[SCENARIO] [DESIGN.yaml]", "[情景] [设计.yaml]"),
    "value.folder": ("FOLDER", "文件夹"),
    "option.point": (
        "with a design: run this point alone, numbered as in points.csv; kept only with --out",
        "与设计同用：只运行这一个点（编号见 points.csv）；有 --out 才保存",
    ),
    "option.to": ("csv (default), xlsx or parquet", "csv（默认）、xlsx 或 parquet"),
    "option.sweep_full": (
        "with a design: the whole verdict at every point, as with --grid; at most 10,000 points",
        "与设计同用：每一点都给出完整结论，如同 --grid；至多 10,000 个点",
    ),
    "option.shard": (
        "with a design: this part of so many, into a folder of its own; merge puts them together",
        "与设计同用：只做其中一份，写入单独的文件夹；merge 把各份合在一起",
    ),
    "option.merge_out": ("where to put the whole; needed", "合并后的文件夹；必须写明"),
    "option.schema_design": ("of designs, in the place of scenarios", "设计文件的，而不是情景文件的"),
    "option.new_design": ("write a design over the scenario instead", "改为写一个在该情景上取点的设计文件"),
    "example.new_design": ("a design to begin with", "可以直接使用的设计文件"),
    "example.schema_design": ("what an editor checks designs by", "供编辑器检查设计文件"),
    "design.title": ("A design: which points of the parameter space are asked about", "设计：在参数空间的哪些点上提问"),
    "design.head": (
        "A design: which points of the parameter space are asked about. After # stand comments.\n"
        "how long it takes:  {program} sweep {file} --dry-run\n"
        "sweep it:           {program} sweep {file} --out swept\n"
        "more:               docs/sweeps.md",
        "一个设计：在参数空间的哪些点上提问。# 之后是注释。\n"
        "估计用时：{program} sweep {file} --dry-run\n"
        "开始扫描：{program} sweep {file} --out swept\n"
        "详见：docs/sweeps.md",
    ),
    "design.more": ("more that may vary, or any other parameter of describe --table:",
                    "还可以变化的，或 describe --table 所列的任何参数："),
    "design.together": ("parameters that move as one:", "一起变化的参数："),
    "new.design": (
        "Written: {file}, a design that can be swept as it stands. Next: {command}",
        "已写入 {file}：一个可以直接扫描的设计。下一步：{command}",
    ),
    "value.folders": ("FOLDER …", "文件夹 …"),
    "example.sweep_shard": ("the second of eight parts, on another machine", "八份中的第二份，可在另一台机器上算"),
    "example.sweep_full": ("the whole verdict at every point of a design", "设计的每一点都给出完整结论"),
    "example.plot": ("the picture of what there is so far", "已有结果的图"),
    "example.merge": ("three shards put together", "把三份合在一起"),
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
        "sheets of sweep.xlsx, or as Parquet (which needs PyArrow). A table with more rows than a sheet holds is left "
        "out of the workbook, which says so.",
        "在该文件夹中写出 points.csv、failures.csv 和每次重复一行的 replicates.csv，或作为 sweep.xlsx 的工作表，"
        "或写成 Parquet（需要 PyArrow）。行数超过一张工作表上限的表格不写入工作簿，并加以说明。",
    ),
    "command.plot": ("draw the picture of the sweep in a folder", "画出文件夹中扫描的图"),
    "description.plot": (
        "Draws what the folder holds so far, while the sweep goes on or after it, into its figures/. The shape of the "
        "design chooses the picture: a curve with its band, a map with the contour at which 1+1 is 2, one of these for "
        "each choice, a panel for each parameter that moves by itself, or the points that were drawn with what 1+1 "
        "comes to along each parameter.",
        "把文件夹中已有的结果画成图，写入其 figures/；扫描可以还在进行。图的样式由设计决定：带区间的曲线、标出“1+1”"
        "等于 2 之处的分布图、每个选项各一幅、逐一变化的参数各一幅，或抽取的点以及“1+1”沿各参数的走向。",
    ),
    "command.merge": ("put the shards of a sweep together", "把分份计算的扫描合并"),
    "description.merge": (
        "Reads the folders of shards (--shard) of one design and writes what one sweep over the whole design would "
        "have written, the same tables byte for byte. A folder of another design, scenario or version is refused, with "
        "what differs. Shards that are not finished are put together as far as they are: the same sweep with --out "
        "goes on there.",
        "读取同一设计各份（--shard）的文件夹，写出与一次扫描整个设计相同的结果，表格逐字节相同。设计、情景或版本不同的"
        "文件夹会被拒绝，并指出何处不同。没有算完的份也可以合并，之后用同一扫描命令加 --out 在合并的文件夹中接着算。",
    ),
    "merge.needs_out": ("merge needs --out, a folder for the whole.", "merge 需要用 --out 写明合并后的文件夹。"),
    "merge.into_itself": (
        "--out: {folder} is one of the shards; choose another name.",
        "--out：{folder} 是其中一份；请换一个名称。",
    ),
    "merge.differ": (
        "{folder} holds part of another sweep than {first}: {parts} differ.",
        "{folder} 与 {first} 不是同一次扫描的各份：{parts} 不同。",
    ),
    "manual.folder_of.survey": ("In the folder of a design", "按设计扫描的文件夹中"),
    "allowed.formats": ("csv, xlsx or parquet", "csv、xlsx 或 parquet"),
    "allowed.shard": ("I/N, such as 2/8: which of how many parts", "I/N，如 2/8：共几份、第几份"),
    "export.no_parquet": (
        "--to parquet needs PyArrow, which is not installed: python3 -m pip install 'quyuhua[parquet]'; csv and xlsx "
        "need nothing more.",
        "--to parquet 需要 PyArrow，尚未安装：python3 -m pip install 'quyuhua[parquet]'；csv 和 xlsx 不需要。",
    ),
    "store.left_out": (
        "Left out of the workbook, for no sheet holds so many rows: {tables}; --to csv has them.",
        "以下表格行数超过一张工作表的上限，没有写入工作簿：{tables}；用 --to csv 可得。",
    ),
    "survey.only_with_design": ("{option} goes with a design only.", "{option} 只能与设计同用。"),
    "survey.needs_full": (
        "{option} goes with a design only where --full asks for the whole verdict.",
        "{option} 与设计同用时，须加 --full 求完整结论。",
    ),
    "survey.not_both": ("{option} does not go with {other}.", "{option} 不能与 {other} 同用。"),
    "survey.too_many_shards": (
        "--shard: found {shards} parts of {points} points; allowed: at most as many parts as points.",
        "--shard：{points} 个点分为 {shards} 份；份数不能多于点数。",
    ),
    "survey.full_common": (
        "--full does not go with blocks or luck: independent; a whole verdict has the same luck at all points.",
        "--full 不能与 blocks 或 luck: independent 同用；完整结论在各点上随机因素相同。",
    ),
    "survey.full_many": (
        "--full: {found} points are too many for whole verdicts; allowed: at most {most}.",
        "--full：{found} 个点都求完整结论太多；至多 {most} 个。",
    ),
    "survey.of_large_grid": (
        "{found} points are more than the {most} of which each has a whole verdict: each is asked for S, Δ, Δ/C and "
        "the value of the arms, as over a design (docs/sweeps.md).",
        "共 {found} 个点；超过 {most} 个点时不逐点求完整结论，与按设计扫描一样，"
        "每点只求 S、Δ、Δ/C 以及条、块、联合三方的成效（见 docs/sweeps.md）。",
    ),
    "survey.several": (
        "a design is laid over one scenario, not over {found}; of several scenarios each is a point by itself.",
        "设计只能用于一个情景，此处有 {found} 个；给出多个情景时，每个情景自成一点。",
    ),
    "survey.no_scenario": ("there is no scenario to sweep over.", "没有可供扫描的情景。"),
    "survey.no_points": (
        "these scenarios are no points of one sweep: they differ in {parts}, which has no single value; compare them.",
        "这些情景不能作为一次扫描的各点：它们在 {parts} 上不同，而这不是单个取值；请改用 compare。",
    ),
    "survey.no_picture": ("No point has come to anything yet.", "还没有任何一点算出结果。"),
    "store.older": (
        "{folder} was written by an earlier version (format {found}), which is no longer read: its points.csv stays as "
        "it is; sweep into another folder.",
        "{folder} 由较早的版本写成（格式 {found}），本版本不再读取：其中的 points.csv 保持原样；请另用文件夹重新扫描。",
    ),
    "survey.shard": ("This is shard {which} of {many}.", "这是 {many} 份中的第 {which} 份。"),
    "survey.heading": ("1+1 over {fields}: {method}; {held}.", "{fields} 变化时的 1+1：{method}；{held}。"),
    "survey.luck.common": ("the same luck at every point", "各点随机因素相同"),
    "survey.luck.independent": ("luck of its own at every point", "各点随机因素各自独立"),
    "survey.method.grid": ("every combination", "全部组合"),
    "survey.method.one_at_a_time": ("one parameter at a time", "逐一变化"),
    "survey.method.sobol": ("Sobol' points", "索博尔（Sobol'）点"),
    "survey.method.lhs": ("a Latin hypercube", "拉丁超立方"),
    "survey.method.random": ("random points", "随机点"),
    "survey.method.points": ("points as listed", "逐点列出"),
    "survey.method.morris": ("trajectories after Morris", "莫里斯（Morris）轨迹"),
    "survey.method.saltelli": ("Saltelli's points for Sobol' indices", "萨尔泰利（Saltelli）取点"),
    "survey.method.fast": ("points of the Fourier amplitude test (FAST)", "傅里叶幅度检验（FAST）取点"),
    "survey.scale.linear": ("the value", "数值"),
    "survey.scale.log": ("its logarithm", "对数"),
    "survey.scale.elasticity": ("the logarithm of 1/(1-ρ)", "1/(1-ρ) 的对数"),
    "survey.point": ("Point", "点"),
    "survey.word.refused": ("refused", "被拒绝"),
    "survey.word.failed": ("failed", "出错"),
    "survey.page.kind": ("1+1 over a design: a sweep", "按设计取点：参数变化时的“1+1”"),
    "survey.page.points": ("1+1 at the points", "各点的“1+1”"),
    "survey.page.every": ("1+1 and the surplus Δ (points) at every point", "各点的“1+1”和合力增量 Δ（分）"),
    "survey.page.first": (
        "1+1 and the surplus Δ (points) at the first {shown} of {points} points; points.csv has all",
        "前 {shown} 个点的“1+1”和合力增量 Δ（分），共 {points} 个点，全部见 points.csv",
    ),
    "survey.page.intro": (
        "1+1 above 2 says that joining pays at that point; it does not say that the point is better than another: "
        "that, value added says.",
        "“1+1”大于 2，说的是在这一点上联合有成效；两点相比哪个更好，要看成效。",
    ),
    "survey.page.caption.drawn": (
        "The picture shows estimates; their {confidence} % intervals, of each point by itself, stand below. What is "
        "hollow or ringed is not distinguishable from 2.",
        "图中只画估计值；各点单独的 {confidence}% 区间见下表。空心或加圈的点与 2 差异不显著。",
    ),
    "survey.page.design": ("The design", "设计"),
    "survey.page.design_facts": (
        "Points are chosen as: {method}. Points: {points}; blocks: {blocks}.",
        "取点方法：{method}。点数：{points}；分块：{blocks}。",
    ),
    "survey.page.look": ("Replicates at each point: {looks}.", "各点重复 {looks} 次。"),
    "survey.page.looks": (
        "Replicates are looked at after {looks}, until the half-width of S is at most {precision} of it.",
        "重复到 {looks} 次时各看一次，S 的区间半宽不超过其 {precision} 倍即停。",
    ),
    "survey.page.varied": ("What varies", "变化的参数"),
    "survey.page.between": ("between, or among", "范围或取值"),
    "survey.page.even": ("drawn evenly", "均匀抽取的量"),
    "survey.page.shares": ("shares that sum to 1, concentrations {given}", "合计为 1 的比重，集中参数 {given}"),
    "survey.page.scenario": (
        "This is the scenario that the design varies; at the points {fields} is as points.csv says.",
        "这是设计所依据的情景；各点上 {fields} 的取值见 points.csv。",
    ),
    "figure.survey": ("1+1 over {fields}", "{fields} 变化时的“1+1”"),
    "figure.survey.lines": (
        "Points of 1+1 for each value of {fields}, their {confidence} % intervals as bars, and a line at 2; beside "
        "them the values of block, line and joint.",
        "{fields} 各取值的“1+1”，横线为 {confidence}% 区间，虚线为 2；旁边是块、条、联合的成效。",
    ),
    "figure.survey.curve": (
        "A curve of 1+1 over {fields}, its {confidence} % interval at each point as a band, and a line at 2; below it "
        "the values of block, line and joint.",
        "{fields} 变化时的“1+1”曲线，带为各点的 {confidence}% 区间，虚线为 2；下方是块、条、联合的成效。",
    ),
    "figure.survey.curves": (
        "Curves of 1+1 over {fields}, a panel for each choice, their {confidence} % intervals as bands, a line at 2.",
        "{fields} 变化时的“1+1”曲线，每个选项一幅，带为 {confidence}% 区间，虚线为 2。",
    ),
    "figure.survey.map": (
        "A map of 1+1 over {fields}, with the contour at which it is 2; cells whose {confidence} % interval holds 2 "
        "are hatched.",
        "{fields} 变化时“1+1”的分布图，黑线为等于 2 之处；{confidence}% 区间含 2 的格子画斜线。",
    ),
    "figure.survey.maps": (
        "Maps of 1+1 over {fields}, one for each choice, with the contour at which it is 2; cells whose {confidence} % "
        "interval holds 2 are hatched.",
        "{fields} 变化时“1+1”的分布图，每个选项一幅，黑线为等于 2 之处；{confidence}% 区间含 2 的格子画斜线。",
    ),
    "figure.survey.apart": (
        "1+1 over each of {fields} by itself, with {confidence} % intervals, beside the scenario as it stands.",
        "{fields} 逐一变化时的“1+1”及其 {confidence}% 区间，与情景原样对照。",
    ),
    "figure.survey.plane": (
        "The points over {fields}, coloured by 1+1, ringed where it is not distinguishable from 2 at {confidence} %; "
        "beside them 1+1 over each of the two, with its mean over eighths of the points.",
        "{fields} 上的各点，颜色为“1+1”，按 {confidence}% 与 2 差异不显著者加圈；旁边是“1+1”沿两个参数的走向及"
        "每八分之一点的平均。",
    ),
    "figure.survey.margins": (
        "1+1 at the points that were drawn, over each of {fields}, hollow where it is not distinguishable from 2 at "
        "{confidence} %, with its mean over eighths of the points.",
        "抽取各点的“1+1”，分别沿 {fields} 画出，按 {confidence}% 与 2 差异不显著者为空心，线为每八分之一点的平均。",
    ),
    "figure.survey.table": ("Every number stands in points.csv.", "全部数值见 points.csv。"),
    "chart.survey.as_it_is": ("the scenario as it stands", "情景原样"),
    "chart.survey.point": ("point {number}", "第 {number} 个点"),
    "chart.survey.margin": ("1+1, and its mean", "“1+1”及其平均"),
    "chart.survey.mean": ("mean of 1+1", "“1+1”的平均"),
    "chart.survey.refused": ("refused by the scenario's own rules: {count}", "因情景自身规则被拒绝：{count} 个"),
    "chart.survey.of": (
        "The {shown} of {all} parameters with which the mean of 1+1 moves most",
        "{all} 个参数中“1+1”的平均随之变动最大的 {shown} 个",
    ),
    "about.method": ("how points were chosen", "取点方法"),
    "about.state_done": ("points that were run", "算完的点数"),
    "about.state_same": ("points that are the same as an earlier one", "与前面的点相同的点数"),
    "about.state_refused": ("points that the scenario's own rules refuse", "因情景自身规则被拒绝的点数"),
    "about.state_failed": ("points in which a run raised", "运行出错的点数"),
    "about.blocks": ("parts with a draw and luck of their own", "取点和随机因素各自独立的分块数"),
    "about.looks": ("replicates at each look", "每次查看时的重复次数"),
    "about.luck": ("whether all points have the same luck", "各点随机因素是否相同"),
    "output.survey.report_html": ("the report, to read and print", "报告，供阅读和打印"),
    "output.survey.sweep_xlsx": (
        "all of it as a workbook; of more than 10,000 points by `export` only",
        "全部内容的工作簿；超过 10,000 个点时只由 export 写出",
    ),
    "output.survey.points_csv": (
        "one row a point: its values, how it came out, S, Δ, Δ/C, the arms and the measures kept",
        "每点一行：取值、结果、S、Δ、Δ/C、各种情形的成效和所保留的指标",
    ),
    "output.survey.failures_csv": ("runs that raised, each with the command that runs its point again",
                                   "出错的运行，各附重算该点的命令"),
    "output.survey.figures_design_png": (
        "the picture, chosen by the shape of the design, 200 dots an inch",
        "图，样式由设计决定，每英寸 200 点",
    ),
    "output.survey.figures_design_svg": ("the same, to scale; text as paths", "同上，可缩放；文字已转为曲线"),
    "output.survey.sweep_sqlite": (
        "every replicate, every point, every failure, and what was asked; the sweep goes on from it",
        "每次重复、每个点、每次出错以及所作的扫描；据此可以接着算",
    ),
    "output.survey.sweep_lock": (
        "empty; held while a sweep writes into the folder, so that no second one does",
        "空文件；扫描写入该文件夹期间占用它，以免另一次扫描同时写入",
    ),
    "output.survey.manifest_json": (
        "what was asked and with which versions; `sweep --from` makes it again from this; its `files` are those of the "
        "answer, its `kept` what else the folder has of the work",
        "所作扫描的内容和所用的版本；sweep --from 据此重做；"
        "其中 files 列出结果的各个文件，kept 列出文件夹里计算过程留下的其他文件",
    ),
    "column.survey.point": ("number of the point in the design, from 1", "点在设计中的编号，从 1 起"),
    "column.survey.block": ("part of the design with luck of its own, from 1", "随机因素独立的分块，从 1 起"),
    "column.survey.state": (
        "how it came out: done, same as an earlier point, refused by the scenario's own rules, or failed",
        "结果：done 完成、same 与前面的点相同、refused 因情景自身规则被拒绝、failed 运行出错",
    ),
    "column.survey.same_as": ("the point that it is the same as", "与之相同的点"),
    "column.survey.RATIO_LIMIT": (
        "estimate, low and high of S (synergy) and Δ/C (surplus_share), pure numbers, and of Δ (surplus), in points",
        "S（synergy）、Δ/C（surplus_share，均为纯数）和 Δ（surplus，以分计）的 estimate、low、high",
    ),
    "column.survey.VALUE_LIMIT": (
        "estimate, low and high of each number that is kept of a replicate: value added of each arm in points, the "
        "ceiling C, and measures in their units",
        "每次重复所保留各数的 estimate、low、high：各种情形的成效（分）、上限 C，以及各指标（单位同指标）",
    ),
    "column.survey.VALUE": ("the numbers of the replicate, as in points.csv", "该次重复的各数，同 points.csv"),
    "column.survey.note": ("why it was refused, or what a run raised", "被拒绝的原因，或运行出错的内容"),
    "column.survey.replicate": ("replicate, from 1", "第几次重复，从 1 起"),
    "column.survey.error": ("what the run raised", "运行出错的内容"),
    "column.survey.command": ("what runs the point again, by itself", "单独重算该点的命令"),

    "allowed.point": ("a whole number from 1 to {most}", "1 到 {most} 的整数"),
    "survey.one_design": (
        "a sweep takes one scenario and one design, and a design has method or vary in it; here stands: {found}.",
        "扫描只接受一个情景和一个设计，设计文件中要有 method 或 vary；此处为：{found}。",
    ),
    "survey.not_with_design": (
        "{option} does not go with a design: what it says stands in the design's file.",
        "{option} 不能与设计同用：相应内容写在设计文件里。",
    ),
    "store.not_ours": (
        "--out: {folder} holds other files and no sweep over a design; choose another name.",
        "--out：{folder} 里有其他文件，不是按设计的扫描；请换一个名称。",
    ),
    "store.occupied": (
        "--out: another sweep is writing into {folder}; wait until it ends, or choose another folder.",
        "--out：另一个扫描正在写入 {folder}；请等它结束，或换一个文件夹。",
    ),
    "store.newer": (
        "{folder} was written by a later version (format {found}), which this one cannot read.",
        "{folder} 由更新的版本写成（格式 {found}），本版本无法读取。",
    ),
    "store.broken": (
        "{folder}: its sweep.sqlite cannot be read ({reason}).",
        "{folder}：其中的 sweep.sqlite 无法读取（{reason}）。",
    ),
    "store.none": (
        "{folder} holds no sweep over a design.",
        "{folder} 里没有按设计的扫描。",
    ),
    "store.no_folder": ("there is no folder {folder}.", "没有 {folder} 这个文件夹。"),
    "store.of_a_grid": (
        "{folder} holds a sweep over a grid: its tables lie there as CSV, and its points under points/.",
        "{folder} 里是按网格的扫描：其表格为该处的 CSV 文件，各点在 points/ 下。",
    ),
    "store.unwritten": (
        "{folder} takes no more: {reason}. What was committed is kept; once that is mended, the same command with "
        "--out {out} goes on.",
        "{folder} 无法继续写入：{reason}。已保存的内容保留；问题解决后，用同一命令加 --out {out} 可以接着算。",
    ),
    "store.interrupted": (
        "Interrupted: what is done is kept in {folder}; the same command with --out {out} goes on.",
        "已中断：已完成的部分保留在 {folder}；用同一命令加 --out {out} 可以接着算。",
    ),
    "store.exported": ("Written into {folder}: {files}.", "已写入 {folder}：{files}。"),
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
    "survey.state.failed": ("{count} failed.", "{count} 个运行失败。"),
    "survey.cause.limit": (
        "{count} of them because a run took longer than {limit} seconds: with a higher run_limit, or none, the same "
        "command runs them again.",
        "其中 {count} 个因单次运行超过时限（{limit} 秒）：调高或去掉 run_limit 后，用同一命令即可重新运行这些点。",
    ),
    "survey.cause.killed": (
        "{count} of them because the process that ran them ended: the same command runs them again.",
        "其中 {count} 个因运行进程意外终止：用同一命令即可重新运行这些点。",
    ),
    "survey.nothing_varied": ("nothing", "没有参数"),
    "survey.varies": ("What varies: {fields}.", "变化的参数：{fields}。"),
    "survey.at": ("Point {number}: {values}.", "第 {number} 个点：{values}。"),
    "survey.at.refused": ("Refused by the scenario's own rules: {note}", "因情景自身规则被拒绝：{note}"),
    "survey.at.failed": ("A run failed: {note}", "运行失败：{note}"),
    "survey.at.reading": (
        "1+1 = {value} after {replications} replicates.",
        "重复 {replications} 次，“1+1”＝{value}。",
    ),
    "survey.at.undefined": ("1+1 is undefined.", "“1+1”没有定义。"),
}  # fmt: skip
