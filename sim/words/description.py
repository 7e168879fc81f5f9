"""A scenario in words: what `describe` and the report say of it, and how two scenarios differ."""

from __future__ import annotations

from typing import Final

DESCRIPTION_WORDS: Final[dict[str, tuple[str, str]]] = {
    # headings
    "part.case": ("A case", "案例"),
    "part.run": ("The run", "运行"),
    "part.organisations": ("Who is there", "有哪些组织"),
    "part.needs": ("What is wanted", "有哪些需求"),
    "part.channels": ("What passes between lines and blocks", "条块之间的渠道"),
    "part.mechanisms": ("Mechanisms", "机制"),
    "part.institutions": ("Institutions", "体制"),
    "part.technology": ("Information technology", "信息技术"),
    "part.matching": ("How needs and resources meet", "需求与资源怎样对接"),
    "part.changes": ("What changes during the run", "运行途中的变化"),
    "part.differences": ("What differs from the defaults", "与默认值不同之处"),
    "part.provenance": ("Where the values come from", "各数值从哪里来"),
    # what stands at the top of every report
    "top.two_sided": (
        "Two-sided needs: {share} % (needs.two_sided, {source}, measured nowhere): no single kind can meet them. In "
        "trials with the default district K rose with it from below 1 to above; but conveners' hours moved K further, "
        "and how far one manages without a resource (production.makeshift) moved 1+1 most. Elsewhere it may be "
        "otherwise.",
        "条块缺一不可的需求占 {share}%（needs.two_sided，{source}，没有实测依据）。在默认情景逐个参数的试验中，"
        "它由低到高，K 由 1 以下升到 1 以上；但对 K 影响更大的是条、块的牵头工时，对“1+1”影响最大的是缺少资源时"
        "能办到几成（production.makeshift）。"
        "换一个情景，未必如此。",
    ),
    "top.two_sided_later": ("From month {month} on they are {share} %.", "从第 {month} 个月起，这一占比为 {share}%。"),
    "top.decisive": (
        "Other parameters that could decide the answer, and that no source gives: {values}. What they may be stands in "
        "the report and in describe --table.",
        "另有一些参数也可能左右结论，而取值没有依据：{values}。它们的范围见报告和 describe --table。",
    ),
    "source.article": ("from the article", "取自文章"),
    "source.literature": ("from the literature", "取自文献"),
    "source.assumed": ("assumed", "属假定"),
    "source.scenario": ("set by this scenario", "由本情景设定"),
    # the run
    "run.length": (
        "{months} months, seed {seed}; {world}.",
        "运行 {months} 个月，随机种子 {seed}；{world}。",
    ),
    "run.interval": (
        "Intervals at {confidence} % confidence, from {first} to {limit} replicates unless a number is asked for.",
        "区间置信度 {confidence}%；未指定次数时，重复 {first} 到 {limit} 次。",
    ),
    # organisations
    "who.blocks": ("Block organisations: {count} ({types}).", "块上组织 {count} 个（{types}）。"),
    "who.lines": ("Line organisations: {count} ({types}).", "条上单位 {count} 个（{types}）。"),
    "who.no_blocks": ("There is no block organisation.", "块上没有组织。"),
    "who.no_lines": ("There is no line organisation.", "条上没有单位。"),
    "who.places": (
        "Streets: {streets}; residential areas: {areas}.",
        "街道 {streets} 个，居民区 {areas} 个。",
    ),
    "who.ties": ("Standing ties between organisations: {count}.", "单位之间固定结对 {count} 对。"),
    "who.listed": (
        "The organisations are listed one by one; what they do not state is drawn from their type.",
        "各组织逐一列出；没有写明的，按其类型随机确定。",
    ),
    "type.street": ("street committees", "街道党工委"),
    "type.community_committee": ("community committees", "社区党委"),
    "type.residential_area": ("residential areas", "居民区党组织"),
    "type.agency": ("agencies", "机关"),
    "type.public_institution": ("public institutions", "事业单位"),
    "type.state_enterprise": ("state enterprises", "国企"),
    "type.university": ("universities and schools", "高校"),
    "type.two_new": ("two-new organisations", "“两新”组织"),
    # needs
    "want.listed": (
        "Listed one by one, the same in every replicate: {count} needs: {natures}.",
        "逐一列出、每次重复都有的需求 {count} 项：{natures}。",
    ),
    "want.only_listed": ("No others arise.", "此外不产生其他需求。"),
    "want.work_drawn": (
        "What a listed need does not state is drawn; mean work and deadline: {natures}.",
        "所列需求没有写明的随机确定，平均工作量和期限：{natures}。",
    ),
    "want.number": (
        "About {count} needs arise a month: {natures}; of these {inside} inside resident units.",
        "每月约产生 {count} 项需求：{natures}；其中驻区单位内部 {inside} 项。",
    ),
    "want.work": (
        "Mean work and deadline: {natures}.",
        "平均工作量和期限：{natures}。",
    ),
    "want.work_of": (
        "{name} {amount} person-days within {deadline} days",
        "{name} {amount} 工日、{deadline} 天",
    ),
    "nature.regional": ("regional", "地区性"),
    "nature.social": ("social", "社会性"),
    "nature.mass": ("mass", "群众性"),
    "nature.public_benefit": ("public-benefit", "公益性"),
    # channels, mechanisms
    "open.all": (
        "All channels are open in full: {names}.",
        "各渠道全部畅通：{names}。",
    ),
    "open.none": (
        "All channels are closed, so the two kinds are joint in name only.",
        "各渠道都不通，条块联合有名无实。",
    ),
    "open.some": ("Channels, from 0 (closed) to 1 (open in full): {names}.", "各渠道（0 为不通，1 为畅通）：{names}。"),
    "dose.on": (
        "{name}, strength {strength}: {instruments}. It takes {hours} hours a month from everybody who acts.",
        "{name}，力度 {strength}：{instruments}。每月占用每个参与组织 {hours} 小时。",
    ),
    "dose.part": (
        "{name}, strength {strength}, by which each of these is multiplied: {instruments}. It takes {hours} hours a "
        "month from everybody who acts.",
        "{name}，力度 {strength}（以下各项都要乘以它）：{instruments}。每月占用每个参与组织 {hours} 小时。",
    ),
    "dose.off": ("{name} is switched off (strength 0).", "{name}：不启用（力度为 0）。"),
    "value.yes": ("yes", "是"),
    "value.no": ("no", "否"),
    "value.unset": ("none", "无"),
    "value.listed": ("{count} listed", "列出 {count} 个"),
    "regime.has": ("{instruments}.", "{instruments}。"),
    # matching
    "mode.two_way": (
        "By two-way claiming: organisations claim needs, and needs claim resources.",
        "双向认领：组织认领需求，需求也认领资源。",
    ),
    "mode.one_way": ("One way: organisations claim needs.", "单向认领：只由组织认领需求。"),
    "mode.blind": (
        "Blindly: each claims what fits it best and does not see what others claim.",
        "各认各的：认领时看不到别人认领了什么。",
    ),
    "mode.appointment": ("By appointment: the convener orders who serves.", "指派：由牵头单位指定谁来办。"),
    "mode.optimal": ("By the best assignment there is, as a yardstick.", "最优分派：作为参照标准。"),
    "mode.limits": (
        "Teams of at most {partners} organisations; each claims up to {claims} needs a month, within {reach} km.",
        "项目组至多 {partners} 个组织；每个组织每月至多认领 {claims} 项，服务半径 {reach} 公里。",
    ),
    "mode.hours": (
        "In a camp of both kinds everybody spends {hours} hours a month on being one.",
        "条块合为一体时，每个组织每月为此多用 {hours} 小时。",
    ),
    # differences and provenance
    "change.from": ("From month {month} on: {changes}.", "从第 {month} 个月起：{changes}。"),
    "change.one": (
        "{meaning} ({path}): {value} instead of {before}",
        "{meaning}（{path}）由 {before} 改为 {value}",
    ),
    "differs.none": ("Every parameter is at its default.", "所有参数都是默认值。"),
    "differs.number": ("{count} of {total} parameters are set otherwise:", "{total} 个参数中，{count} 个另有设定："),
    "differs.one": (
        "{meaning} ({path}): {value} instead of {default}",
        "{meaning}（{path}）：{value}，默认 {default}",
    ),
    "from.counts": (
        "Of the other {total}, {assumed} are assumed, {literature} are from the literature and {article} from the "
        "article. Nothing in the article pins an assumed one down.",
        "其余 {total} 个中，{assumed} 个属假定，{literature} 个取自文献，{article} 个取自文章。"
        "属假定的，文章没有给出数值。",
    ),
    "from.article": ("From the article: {names}.", "取自文章：{names}。"),
    "from.literature": ("From the literature: {names}.", "取自文献：{names}。"),
    # the table of parameters
    "heading.parameter": ("parameter", "参数"),
    "heading.value": ("value", "取值"),
    "heading.default": ("default", "默认"),
    "heading.range": ("range", "范围"),
    "heading.unit": ("unit", "单位"),
    "heading.source": ("from", "来源"),
    "origin.article": ("article", "文章"),
    "origin.literature": ("literature", "文献"),
    "origin.assumed": ("assumed", "假定"),
    "origin.scenario": ("scenario", "情景"),
    "range.number": ("{low} to {high}", "{low} 到 {high}"),
    "range.switch": ("true, false", "true、false"),
    "range.list": ("list", "列表"),
    "table.note": (
        "A star marks what this scenario sets otherwise than the default. “From” says where the value comes from.",
        "带 * 的由本情景另行设定；“来源”说明数值从哪里来。",
    ),
    # diff
    "diff.none": (
        "{a} and {b} come to the same: no parameter differs.",
        "{a} 与 {b} 相同：没有参数不同。",
    ),
    "diff.number": (
        "Parameters in which {a} and {b} differ, defaults included: {count}.",
        "补足默认值之后，{a} 与 {b} 不同的参数有 {count} 个。",
    ),
    "diff.part": ("{part}: {changes}.", "{part}：{changes}。"),
    "diff.change": ("{meaning} {a} → {b}", "{meaning} {a} → {b}"),
}
