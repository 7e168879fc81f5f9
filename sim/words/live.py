"""What the teaching page is sent in words: names of places and organisations, of its numbers, and what `demo` says."""

from __future__ import annotations

from typing import Final

LIVE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "live.street": ("street {number}", "{number}街道"),
    "live.area": ("area {street}.{number}", "居民区{street}-{number}"),
    "live.one.street": ("street committee {number}", "街道党工委{number}"),
    "live.one.community_committee": ("community committee {number}", "社区党委{number}"),
    "live.one.residential_area": ("residential branch {number}", "居民区党组织{number}"),
    "live.one.agency": ("agency {number}", "机关{number}"),
    "live.one.public_institution": ("public institution {number}", "事业单位{number}"),
    "live.one.state_enterprise": ("state enterprise {number}", "国企{number}"),
    "live.one.university": ("school {number}", "高校{number}"),
    "live.one.two_new": ("two-new organisation {number}", "“两新”组织{number}"),
    "live.mode.two_way": ("two-way claiming", "双向认领"),
    "live.mode.one_way": ("one-way claiming", "单向认领"),
    "live.mode.blind": ("blind", "互不知情"),
    "live.mode.appointment": ("appointment", "指派"),
    "live.mode.optimal": ("best assignment", "最优分派"),
    "live.strength": ("strength of the mechanism (0: switched off)", "机制的力度（0：没有这个机制）"),
    "live.world.joint": ("joint", "联合"),
    "live.world.apart": ("the two kinds apart", "条块各干各的"),
    "live.world.a": ("as it is", "原样"),
    "live.world.b": ("changed", "改动后"),
    "live.why.unseen": ("nobody saw it", "没有人看见"),
    "live.why.unlisted": ("seen, but never on a list", "看见了，但没有列入清单"),
    "live.why.partly": ("begun, but not finished in time", "动手了，但没能按期办完"),
    "live.why.nobody_near": ("nobody near enough had what it takes", "近处没有能办的组织"),
    "live.why.nobody_willing": ("nobody near was willing", "近处的组织都不愿投入"),
    "live.why.nobody_heard": ("nobody who was willing heard of it", "愿意办的组织都没有得知"),
    "live.why.refused": ("those who heard were refused as partners", "得知的组织合作被拒"),
    "live.why.unable": ("those who came could not have done it well", "能来的组织办不好"),
    "live.why.taken": ("those who could were taken up by other needs", "能办的组织都忙于别的需求"),
    "live.why.hours_gone": ("the convener's hours were gone", "牵头单位的工时用尽了"),
    # numbers
    "live.value_leads": (
        "Where settings differ, look at value first. 1+1 is a quotient: when a change takes more from each kind alone "
        "than from both together, 1+1 rises although less gets done.",
        "两边设定不同时，先看成效。“1+1”的得数是商：如果一项改动使条、块单干损失得更多，得数会上升，实际办成的事却少了。",
    ),
    "live.too_early": ("In the first year the quotient still swings.", "头一年得数起伏很大，暂不显示。"),
    "live.sum.null": (
        "One and one make two here: after {count} replicates 1+1 lies between {low} and {high}, no further than "
        "{margin} from 2, which is too little to matter.",
        "这里一加一就是二：重复{count}次，得数在 {low} 与 {high} 之间，与 2 相差不到 {margin}，没有实际意义。",
    ),
    "live.sum.unclear": (
        "Not clear yet: after {count} replicates 1+1 lies between {low} and {high}, and 2 is among them.",
        "还看不清：重复{count}次，得数在 {low} 与 {high} 之间，2 也在其中。",
    ),
    "live.sum.above": (
        "1+1 is above 2: after {count} replicates it lies between {low} and {high}.",
        "1+1大于2：重复{count}次，得数在 {low} 与 {high} 之间。",
    ),
    "live.sum.below": (
        "1+1 is below 2: after {count} replicates it lies between {low} and {high}.",
        "1+1小于2：重复{count}次，得数在 {low} 与 {high} 之间。",
    ),
    "live.value.null": (
        "No difference that matters: after {count} replicates what gets done here is {low} to {high} times as much as "
        "there, no further than {margin} from 1.",
        "没有实际意义的差别：重复{count}次，这边的成效是那边的 {low} 至 {high} 倍，与 1 相差不到 {margin}。",
    ),
    "live.value.unclear": (
        "Not clear yet: after {count} replicates what gets done here is {low} to {high} times as much as there.",
        "还看不清：重复{count}次，这边的成效是那边的 {low} 至 {high} 倍，可能更多，也可能更少。",
    ),
    "live.value.above": (
        "More gets done here: after {count} replicates {mean} times as much as there ({low} to {high}).",
        "这边办成的更多：重复{count}次，成效是那边的 {mean} 倍（{low} 至 {high}）。",
    ),
    "live.value.below": (
        "Less gets done here: after {count} replicates {mean} times as much as there ({low} to {high}).",
        "这边办成的更少：重复{count}次，成效是那边的 {mean} 倍（{low} 至 {high}）。",
    ),
}
