"""What can be wrong with a design, said as in `sim.words.faults`, and what its fields are."""

from __future__ import annotations

from typing import Final

DESIGN_FAULTS: Final[dict[str, tuple[str, str]]] = {
    "design_twice": ("this parameter varies twice", "这个参数变化了两次"),
    "design_not_varied": (
        "this is no parameter that can be varied",
        "这不是可以变化的参数",
    ),
    "design_not_together": ("several parameters move as one, not a single one", "一起变化的参数至少要有两个"),
    "design_no_plausible": (
        "no plausible range is declared for this parameter: state from and to",
        "这个参数没有声明合理范围：请写 from 和 to",
    ),
    "design_no_range": (
        "this is chosen, not measured: list its values",
        "这是选项，不是数量：请逐一列出取值",
    ),
    "design_empty_range": ("the range is empty: from is not below to", "范围是空的：from 不小于 to"),
    "design_not_whole": ("this parameter takes whole numbers", "这个参数只取整数"),
    "design_log": ("a logarithm needs a range above 0", "取对数，范围必须大于 0"),
    "design_elasticity": (
        "an elasticity 1/(1-ρ) needs a range below 1",
        "替代弹性 1/(1-ρ) 要求范围小于 1",
    ),
    "design_value_twice": ("this value stands there twice", "这个取值写了两次"),
    "design_no_shares": (
        "only shares that sum to 1 are drawn together",
        "只有合计为 1 的各项比重才能一起抽取",
    ),
    "design_shares_alone": (
        "shares have concentrations only, without from, to, scale or points",
        "比重只写 dirichlet，不写 from、to、scale 或 points",
    ),
    "design_drawn_only": (
        "shares are drawn (sobol, lhs or random), and {method} draws nothing",
        "比重需要抽取（sobol、lhs 或 random），而 {method} 不抽取",
    ),
    "design_how_many": (
        "nothing says how many values of this range are taken: state points",
        "没有说明这个范围取几个值：请写 points",
    ),
    "design_points_file": (
        "with method points this is the name of a CSV file with a point a row",
        "method 为 points 时，此处应是 CSV 文件名，每行一个点",
    ),
    "design_points_number": (
        "a file of points goes with method points",
        "点的文件只与 method: points 一起使用",
    ),
    "design_power_of_two": (
        "Sobol' points are balanced only where there are a power of two a block",
        "索博尔（Sobol'）点数每块须为 2 的幂，才能均衡",
    ),
    "design_points_no_text": (
        "a file of points is CSV in UTF-8, GBK or UTF-16, and this is not",
        "点表须为 CSV 文件（UTF-8、GBK 或 UTF-16 编码），此文件不是",
    ),
    "design_points_unclosed": (
        "a quotation mark opens a cell here and is not closed where that cell ends",
        "此处的引号开启一格，却没有在该格末尾闭合",
    ),
    "design_no_salib": (
        "SALib draws the points of this method and is not installed: python3 -m pip install 'quyuhua[salib]'",
        "这一方法由 SALib 取点，尚未安装：python3 -m pip install 'quyuhua[salib]'",
    ),
    "design_fast": (
        "the Fourier amplitude test needs more points of each parameter",
        "傅里叶幅度检验（FAST）每个参数需要更多的点",
    ),
    "design_not_with": ("method {method} does not go with this", "method: {method} 不与此同用"),
    "design_looks": (
        "looks are ever more replicates, two or more at the first",
        "各次查看的重复次数应逐次增加，首次至少两次",
    ),
    "design_too_many": ("there are too many points", "点数过多"),
    "design_off": (
        "the mechanism is off at every point, so this parameter moves nothing",
        "这一机制在每一点上都关闭，所以这个参数不起作用",
    ),
    "say.a_parameter": (
        "a parameter as describe --table lists them",
        "describe --table 所列的参数",
    ),
    "say.each_of": ("one number for each of: {names}", "以下各项各一个数：{names}"),
    "say.above_zero": ("numbers above 0", "大于 0 的数"),
    "say.looks": ("ascending whole numbers from 2 to {most}", "从 2 到 {most} 递增的整数"),
}

DESIGN_MEANINGS: Final[dict[str, str]] = {
    "lowest value": "最小值",
    "highest value": "最大值",
    "what is spaced evenly: the value, its logarithm, or that of the elasticity":
        "什么量是均匀的：数值、对数，或替代弹性的对数",
    "values of it in a grid, both ends among them": "在网格中取几个值，含两端",
    "concentrations of shares that sum to 1, drawn together": "合计为 1 的各项比重一起抽取时的集中参数",
    "parameters that move as one": "一起变化的参数",
    "values, in the place of a range": "逐一列出取值，代替范围",
    "how many there are at each look; the last is the most": "每次查看时的重复次数；最后一个是上限",
    "half-width ÷ estimate of S at which a point has enough": "S 的区间半宽 ÷ 估计值，达到即停",
    "whether all points have the same luck, or each its own": "各点随机因素相同，还是各自独立",
    "scenario that is varied, unless the command names one": "所变化的情景；命令里写明的优先",
    "how points are chosen": "取点方法",
    "how many points a block has; in a grid, values of a range; or a CSV file with a point a row, or the rows":
        "每块的点数；网格中为每个范围的取值数；也可以是每行一点的 CSV 文件，或直接列出各点",
    "parts of the design with luck, and a draw, of their own": "随机因素和取点各自独立的分块数",
    "seed of the draw of points, which has nothing to do with luck in a run": "取点的随机种子，与运行中的随机因素无关",
    "parameters, each with its range or values": "变化的参数，各写范围或取值",
    "measures that are kept of every replicate, beside the arms' values": "每次重复除各种情形的成效外还保留的指标",
    "seconds that a run may take": "一次运行最多用几秒",
    "From where to where a parameter goes, or shares that sum to 1.": "参数从哪里变到哪里，或合计为 1 的比重。",
    "Parameters that have the same value at every point.": "在每一点上取值相同的几个参数。",
    "How many replicates a point has, and with which luck.": "每个点重复多少次，随机因素是否相同。",
    "What stands in the file of a design.": "设计文件的内容。",
}  # fmt: skip


def design_meaning(english: str, lang: str) -> str:
    """Return what a field of a design means, in a language."""
    return DESIGN_MEANINGS.get(english, english) if lang == "zh" else english
