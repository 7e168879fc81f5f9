"""What is legal in a scenario and odd, said as `sim.words.faults` says what is wrong with one."""

from __future__ import annotations

from typing import Final

ODDITIES: Final[dict[str, tuple[str, str]]] = {
    "idle_instruments": (
        "this mechanism is at strength 0, so what is set for its instruments has no effect",
        "这个机制的力度为 0，所设的各项制度不起作用",
    ),
    "only_hours": (
        "this mechanism takes hours and does nothing: all its instruments are 0",
        "这个机制只占工时、不起作用：各项制度都是 0",
    ),
    "empty_area": ("no organisation stands in this area", "这个居民区里没有任何组织"),
    "one_kind": (
        "there is only one kind, lines or blocks, so 1+1 has nothing to add up",
        "只有条或只有块，“1+1”无从谈起",
    ),
    "never_arises": ("this need arises after the last month, so never", "这项需求晚于最后一个月，不会产生"),
    "nothing_wanted": ("no need ever arises", "不会产生任何需求"),
    "no_channel": (
        "all channels are closed, so the two kinds are joint in name only",
        "各渠道都不通（都是 0），条块联合有名无实",
    ),
    "unheeded": ("this has no effect, as {because}", "这一项不起作用（{because}）"),
    "little_to_do": (
        "there is too little to do for the question: by estimate the work asked for fills {because} % of the hours "
        "there are, so that even a good joint effect can hardly show",
        "要办的事太少，不足以回答“1+1”的问题：估计全部需求只用得着可用工时的 {because}%，联合再好也显不出来",
    ),
}
