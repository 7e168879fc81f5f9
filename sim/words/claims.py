"""What can be wrong with a case or with changes during a run, said as in `sim.words.faults`."""

from __future__ import annotations

from typing import Final

CLAIM_FAULTS: Final[dict[str, tuple[str, str]]] = {
    "is_directory": ("this is a folder, not a scenario file", "这是文件夹，不是情景文件"),
    "not_a_file": ("this is not an ordinary file", "这不是普通文件"),
    "unknown_row": ("there is no such row or pattern", "没有这一条目"),
    "unknown_measure": ("there is no such measure", "没有这个指标"),
    "unknown_counterfactual": ("there is no counterfactual of this name", "没有这个名称的对照"),
    "not_added_up": (
        "only value can be added up over arms that act apart",
        "条块各自行动（apart）时只有成效可以相加",
    ),
    "per_of_ratio": (
        "synergy and complementarity are ratios already and are read by themselves",
        "协同系数与互补系数本身就是比值，只能单独读取",
    ),
    "pair_of_value": (
        "a second difference is taken of value, in the joint arm and over the whole run",
        "二阶差分只对联合情形下全程的成效（value）计算",
    ),
    "level_alone": (
        "what is held against a number is held against no counterfactual",
        "与某个数值（level）比较时，不再与对照情形比较",
    ),
    "say.no_counterfactual": ("neither against nor before", "不写 against 和 before"),
    "scale_without_pair": ("a scale goes with a pair of mechanisms", "只有给出一对机制（pair）时才能选择尺度"),
    "not_in_settings": (
        "a case cannot set this otherwise: it says what the file itself is made of",
        "案例的设置里不能写这一项：它说的是文件本身由什么构成",
    ),
    "change_after_the_end": ("this change comes after the last month of the run", "这次变化晚于运行的最后一个月"),
    "changes_out_of_order": (
        "changes stand in order of month, and this one does not come after the one before it",
        "各次变化须按月份先后排列，这一次不晚于前一次",
    ),
    "cannot_change": (
        "this is settled before the first month and cannot change during a run",
        "这一项在首月之前就已确定，运行途中不能改变",
    ),
    "hint.listed": (
        "A need that is to arise later is listed with its month, in needs.listed of the scenario itself.",
        "以后才产生的需求，请在情景本身的 needs.listed 中列出，并写明月份。",
    ),
    "changes_nothing": ("from this month on nothing is otherwise than before", "从这个月起没有作任何改变"),
    "say.one_change": ("at least one change", "至少一次变化"),
    "say.one_expectation": ("at least one expectation", "至少一条预期"),
    "say.two_mechanisms": ("two different mechanisms", "两个不同的机制"),
}
