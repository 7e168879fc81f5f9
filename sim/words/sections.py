"""Chinese for what the sections of a scenario say of themselves in English, found by that English sentence."""

from __future__ import annotations

from typing import Final

SECTIONS: Final[dict[str, str]] = {
    "What lines have besides: members who live elsewhere and check in there, and a superior at some level.": (
        "条上单位另有：住在别处、到那里报到的党员，以及某一层级的上级。"
    ),
    "A text in both languages.": "中英文各一份的文字。",
    "Everything a run depends on, except the number of replicates.": "一次运行的全部设定（重复次数除外）。",
    "The five mechanisms (E1–E5).": "五个机制。",
    "The eight types of organisation; resources and functions in the order of their sections.": "八类组织。",
    "What is wanted, by nature of work (四性).": "需求，按工作的“四性”分列。",
    "One of the four natures of work.": "“四性”工作之一。",
    "Which resources a nature of need asks for: weights.": "这类需求要用哪些资源（权重）。",
    "Which functions a nature of need asks for: weights.": "这类需求要用哪些功能（权重）。",
    "Social work comes in bursts over several areas of a street.": "社会性工作成批突发，波及一个街道的若干居民区。",
    "Size and shape of the district.": "区的规模和构成。",
    "Shares of the line organisations by type; they sum to 1.": "各类驻区单位的比重，合计为 1。",
    "What organisations of a type are like before they differ.": "这类组织的一般状况（各组织再有差异）。",
    "Resources an organisation owns, in units a person-day of its own hours.": "组织的自有资源，按每工日的份数计。",
    "Strength in the six functions.": "六项功能的强度。",
    "A named area of one's own district.": "自己列出的一个居民区。",
    "An organisation of one's own district; what it does not state is drawn from its type.":
        "自己列出的一个组织；没有写明的，按其类型随机确定。",
    "A need of one's own district, the same in every replicate; what it does not state is drawn from its nature.":
        "自己列出的一项需求，每次重复都有；没有写明的，按其性质随机确定。",
    "What one organisation can mean to another across kinds, in the joint camp.": "条块联合时，两边怎样相互影响。",
    "Starts joint work: political and social consciousness, covenants, collective and individual calls.":
        "共治的启动机制：政治意识、社会意识，组织约定、社会约定，集体和个体动员。",
    "The majority decides, minority views are taken in where possible. Without it: first come, first served.":
        "共治的导向机制：遵照多数意见，尽量吸纳少数意见。没有它，就先来先办。",
    "Regular, timely, interactive. Without it one hears of one's own places and standing ties only.":
        "共治的贯通机制：经常性、及时性、互动性。没有它，只知道自己身边和老关系的事。",
    "Appraisal by area and department, members and residents. Without it nobody looks at effort.":
        "共治的保证机制：地区与部门、党员与群众共同评议。没有它，无人过问干得如何。",
    "Awards, rewards and publicity. Without it nobody is honoured and recognition weighs nothing.":
        "共治的促进机制：评比、奖励、宣传。没有它，无人受表彰，荣誉也就没有分量。",
    "How much attention the street has, what moves down, which levels run platforms and who may join them.":
        "街道的精力、资源和权力的下沉、各级平台，以及谁能融入平台。",
    "Grids, e-visits, micro-wishes, on-line branches, joined databases, the Community Link, service circles.":
        "网格、电子走访、微心愿、网上党支部、数据库整合、社区通、便民服务圈。",
    "The conveners' hours and what an item takes (A1).": "牵头单位的工时，以及每项议题的用时。",
    "How a need comes to be seen when nobody organises the looking.": "无人组织时，需求怎样被发现。",
    "The decision to take part (Brock & Durlauf 2001) and the share offered (conditional cooperation).":
        "是否参与（Brock & Durlauf 2001），投入多少（条件合作）。",
    "Real and formal effort.": "真干与走形式。",
    "What one knows of a need's worth when planning.": "策划时对需求价值了解多少。",
    "How soon one hears of a listed need.": "多快得知清单上的需求。",
    "Who serves which need with whom (F2, F3).": "谁与谁一起办哪项需求。",
    "Quality of what is delivered.": "办事的质量。",
    "A value for each owned resource.": "各种自有资源分别取值。",
    "Ownership, consent, renewal (B1, B2, B4).": "资源的归属、出借和更新。",
    "Seeing who contributed.": "看清谁有贡献。",
    "Honour that others see.": "让大家看见的荣誉。",
    "What stays after a month.": "一个月之后留下什么。",
    "Trust is felt in acceptance and in the cost of coordination.": "信任体现在是否接受合作，以及协调的成本上。",
    "Hours that are not service, and the price of an hour.": "服务以外的工时，以及每小时的折价。",
    "How surely: confidence, looks, what is too small to matter, and how much to do the question takes.":
        "把握程度：置信度、看几次结果、多小的差异没有实际意义，以及要办的事多少才够回答问题。",
    "What is otherwise from a month on; all that is not stated goes on as it was.":
        "从某个月起有哪些不同；没有写的照旧。",
    "What makes a scenario a case.": "使一个情景成为案例的部分。",
    "Where a case comes from.": "案例的出处。",
    "The same world with the row switched off, or replaced by what was there before.":
        "同一个世界，只是没有该条目，或换成从前的做法。",
    "What the article claims: a measure, a direction, and by which margin it counts.":
        "文章的主张：哪项指标、什么方向、差别多大才算数。",
}  # fmt: skip


def section(english: str, lang: str) -> str:
    """Return what a section says of itself, in a language."""
    return SECTIONS.get(english, english) if lang == "zh" else english
