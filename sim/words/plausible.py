"""Ranges that values may be drawn from: the argument for each in a line, and why others are not drawn by themselves."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Final

PLAUSIBLE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "plausible.line": (
        "plausible: {low} to {high}{scale} ({source}) – {why}",
        "合理范围：{low} 到 {high}{scale}（{source}）——{why}",
    ),
    "plausible.apart": ("not drawn by itself: {why}", "不单独抽取：{why}"),
    "plausible.scale.log": (", by its logarithm", "，按对数"),
    "plausible.scale.elasticity": (", by the elasticity's logarithm", "，按替代弹性的对数"),
    "plausible.apart.weight": ("a weight, of which only ratios count", "权重，只有相互之比起作用"),
    "plausible.apart.sum": ("a share of a sum that is fixed", "比重，合计固定"),
    "plausible.apart.switch": ("chosen, not measured", "是选项，不是数量"),
    "plausible.apart.reading": ("how results are read, not how a district is", "关系到如何读结果，与区域本身无关"),
    "plausible.apart.definition": ("what a unit means", "单位的定义"),
    "plausible.apart.extent": ("how long is looked, not how a district is", "观察多久，与区域本身无关"),
    "plausible.apart.luck": ("luck is drawn by replicates", "随机因素由重复次数体现"),
}  # fmt: skip

WHY: Final[dict[str, tuple[str, str]]] = {
    "needs.two_sided": ("nobody has counted it: from none to nearly all", "没有人统计过：从没有到几乎全部"),
    "needs.scale": ("load from a third of the default's to three times it", "工作量从默认的三分之一到三倍"),
    "needs.spread": (
        "from jobs of much the same size to a few that take most of the work",
        "从各件大小差不多，到少数几件占去大半工作",
    ),
    "needs.unit_rate": (
        "a unit has something once in twenty months or every other month",
        "一个单位从二十个月一件到两个月一件",
    ),
    "needs.unit_block_side": (
        "what units lack is mostly what the street has; how mostly is not known",
        "单位所缺多半是街道所有，究竟占多少并不清楚",
    ),
    "district.concentration": (
        "from units spread evenly to a business quarter that holds most of them",
        "从均匀分布到多数集中在一个商务区",
    ),
    "district.hardship": ("from well-off areas to old quarters", "从条件较好的居民区到老旧城区"),
    "district.difference": (
        "from units of a type that are alike to units that share little but the type",
        "从同类单位彼此相似，到除类别外少有相同",
    ),
    "mechanisms.*.strength": (
        "from a mechanism on paper to one carried out in full",
        "从停留在纸面到完全落实",
    ),
    "mechanisms.*.hours": (
        "from a few minutes to a meeting of an hour a month",
        "从每月几分钟到每月开一小时的会",
    ),
    "institutions.investment_promotion": (
        "offices that had to raise revenue gave it up to over half of their time",
        "承担招商任务的街道曾为此花去一半以上的精力",
    ),
    "institutions.resources_down": (
        "from nothing moved down to well over half of what units above have to spare",
        "从没有下沉，到上级单位能拿出的一大半都沉下去",
    ),
    "institutions.both_ends": (
        "rules on who may join differ between districts, from closed to open",
        "各区对谁可以加入规定不一，从封闭到开放",
    ),
    "technology.grid_workers": ("from no grid to a team in every area", "从没有网格到每个居民区一支队伍"),
    "technology.grid_sight": (
        "a worker sees between one need in fifty and two in five a month",
        "网格员每月能发现的需求，从五十件中一件到五件中两件",
    ),
    "technology.centre_sight": (
        "from a hall for hire to one where most people of the area drop in every month",
        "从只供租用的场地到大半居民每月都来的邻里中心",
    ),
    "convening.platform_hours": ("from a name on paper to an office of three", "从有名无实到三人的办公室"),
    "convening.block_hours": (
        "from a quarter of a post to a full post at the street",
        "从街道四分之一个岗位到一个专职岗位",
    ),
    "convening.line_hours": ("from a day a month to most of a post", "从每月一天多到大半个岗位"),
    "convening.item_hours": ("from a few telephone calls to several meetings", "从打几个电话到开几次会"),
    "convening.partner_hours": (
        "from nothing to three hours of arranging for each partner",
        "从不费工夫到每个伙伴要安排三小时",
    ),
    "convening.winning_hours": (
        "from a partner won by asking to a working day of visits",
        "从一问就来到要花一个工作日上门联络",
    ),
    "discovery.residential": (
        "a committee that lives there sees between a tenth and half of what arises in a month",
        "住在当地的居民区组织每月能发现一成到一半",
    ),
    "discovery.street": ("an office further off sees far less than the committee", "街道离得远，发现的比居民区少得多"),
    "discovery.unit": (
        "a unit seldom looks beyond its gate; how seldom is not known",
        "单位很少留意院墙之外，究竟多少并不清楚",
    ),
    "discovery.owner": ("who has a need does not always voice it", "有需求的单位不一定提出来"),
    "discovery.delay": ("from the day after to two weeks", "从第二天到两周"),
    "participation.peers": (
        "from no influence of peers to one at which two outcomes become possible",
        "从同伴没有影响，到可能出现两种结局",
    ),
    "participation.sharpness": ("from nearly a coin to nearly a rule", "从近乎随机到近乎必然"),
    "participation.cost": (
        "from free to dearer than most reasons for taking part",
        "从没有代价到超过参与的多数理由",
    ),
    "participation.conditional": (
        "in experiments about half of people give as others give",
        "实验中约有一半的人看别人出多少力就出多少力",
    ),
    "participation.office_follows": (
        "from a duty that is done whatever others do to offices that follow like anybody",
        "从不管别人如何都尽职，到和别人一样随大流",
    ),
    "effort.formal": (
        "formal work is reported everywhere and measured nowhere",
        "形式主义各地都有反映，但没有测量过",
    ),
    "effort.formal_value": ("from nothing to half of real work", "从毫无作用到相当于实干的一半"),
    "effort.redo": (
        "from a poor part that passes to one that is all to be done again",
        "从敷衍的部分照样通过，到全部要返工",
    ),
    "estimates.noise": ("small or large beside the worth of a usual need", "与一件普通需求的价值相比，从小到大"),
    "hearing.days": ("from the next day to the next monthly meeting", "从第二天到下一次月度会议"),
    "matching.partners": ("from a pair to a team that fills a table", "从两家结对到坐满一桌"),
    "matching.asked": (
        "from a few telephone calls to a round of all on the convener's list",
        "从打几个电话到把通讯录问一遍",
    ),
    "matching.near_km": ("from the same block of streets to the whole district", "从同一街坊到全区"),
    "matching.error": (
        "from knowing everybody to telling the fit from the unfit only a little better than by chance",
        "从家家知根知底，到谁合适谁不合适只比瞎猜好一点",
    ),
    "matching.reach_km": ("from walking distance to across the district", "从步行可到到跨越全区"),
    "matching.functions": ("the article asks for both and weighs neither", "文章两样都要，没有说孰轻孰重"),
    "matching.thrift": (
        "from no care for coordination to a day's worth for a day",
        "从不计协调成本，到协调一天要换回一天的价值",
    ),
    "matching.last_resort": (
        "from an office that does what it offered to one that gives all it has left",
        "从只做承诺过的，到把剩下的工时全部投入兜底",
    ),
    "production.rho": (
        "elasticity from 0.1, nearly fixed proportions, to 2, good substitutes",
        "替代弹性从 0.1（近乎固定比例）到 2（较好替代）",
    ),
    "production.resource_share": ("the article asks for both and weighs neither", "文章两样都要，没有说孰轻孰重"),
    "production.makeshift": (
        "from nothing without the resource to half as well",
        "缺少资源时，从办不成到能办到一半",
    ),
    "production.floor": (
        "above it one kind alone would do nearly all of its work badly",
        "再高，条或块单独办事就几乎都算办得不好",
    ),
    "production.loss": (
        "from work that is worth what it is to half of it lost",
        "从不打折扣到价值损失一半",
    ),
    "resources.consent": (
        "from an owner who mostly keeps what it has to one who always lends",
        "从多半不肯借出到总肯借出",
    ),
    "resources.public": (
        "from hardly any venue to enough for most needs of an area",
        "从几乎没有公共场地到够居民区大多数需求使用",
    ),
    "appraisal.error": (
        "seen within a tenth, or out by a factor of about three",
        "从误差一成以内到相差约三倍",
    ),
    "recognition.spill": (
        "from honours nobody hears of to honours that nearly all feel",
        "从表彰无人知晓到几乎人人受到激励",
    ),
    "learning.keep": ("motivation halves within weeks or within a year", "积极性在几周内或一年内减半"),
    "learning.familiarity": ("known after a year of serving or after a decade", "一起干一年就熟悉，或要干上十年"),
    "trust.learning": ("trust follows within a season or within years", "信任在一个季度内或几年内跟上"),
    "trust.refusal": ("from strangers welcome to strangers mostly refused", "从欢迎生面孔到多半谢绝"),
    "trust.absence": (
        "from strangers who keep their word to every other one that does not come",
        "从生面孔也都守约，到每两家就有一家不到场",
    ),
    "trust.ease": ("from no saving to most of the coordination saved", "从不省协调到省去大半协调"),
    "costs.coordination": (
        "from a telephone call to several meetings a month",
        "从每月一个电话到每月几次会",
    ),
    "costs.travel": (
        "from next door to half an hour for each kilometre, there and back on foot",
        "从就在隔壁到每公里往返步行半小时",
    ),
    "costs.visits": (
        "a day's work done on one visit, or in four of two hours",
        "一个工日一次上门办完，或分四次、每次两小时",
    ),
    "costs.hour_price": (
        "an hour forgone against what a day of service is worth",
        "放弃一小时与服务一天的价值相比，从少到多",
    ),
}


def like(path: str) -> str:
    """Return under which name a parameter's plausible range is argued, ``*`` for any one name; else its own path."""
    return path if path in WHY else next((name for name in WHY if "*" in name and fnmatchcase(path, name)), path)


def why(path: str, lang: str) -> str:
    """Return the argument for a parameter's plausible range; nothing for one of one's own."""
    english, chinese = WHY.get(like(path), ("", ""))
    return chinese if lang == "zh" else english
