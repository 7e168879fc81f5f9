"""The first minute of the teaching page: what the need and the three are called, and what comes of each choice."""

from __future__ import annotations

from typing import Final

FIRST_WORDS: Final[dict[str, tuple[str, str]]] = {
    "first.need": ("an old man lives alone and cannot bathe by himself", "独居老人自己不能洗澡"),
    "first.area": ("Red Flag Lane", "红旗里"),
    "first.name.street": ("the street committee", "街道党工委"),
    "first.name.residents": ("the residents' branch", "居民区党组织"),
    "first.name.hospital": ("the hospital", "医院党组织"),
    "first.event.arose": ("The need arises; nobody knows of it yet.", "需求产生，还没有人知道。"),
    "first.event.seen": ("Seen by {who}.", "{who}发现了这件事。"),
    "first.event.came": ("{who}: {days} days of work.", "{who}出力，共 {days} 个工日。"),
    "first.event.served": ("Done.", "办成了。"),
    "first.event.partly": ("Time is up; not all of it was done.", "期限到了，没有全部办完。"),
    "first.event.unseen": ("Time is up; nobody had seen it.", "期限到了，始终没有人看见。"),
    "first.street": (
        "Nobody saw it, so nothing was done. The committee has a plan and hours, and nobody who looks in at the door.",
        "没有人看见，什么也没有办。街道党工委有计划、有精力，但没有人走到老人门前。",
    ),
    "first.residents": (
        "The branch next door sees it at once and does what it can: {points} points. It has neither a nurse nor enough "
        "hours, and the time runs out.",
        "楼下的居民区党组织马上就看见了，尽力去办，得 {points} 分。它没有护工，人手也不够，期限到了还没办完。",
    ),
    "first.hospital": (
        "Nobody saw it, so nothing was done. The hospital has the nurse, and does not know that she is wanted.",
        "没有人看见，什么也没有办。医院有护工，却不知道这里需要。",
    ),
    "first.street_residents": (
        "Seen, and all of it done with the committee's backing: {points} points. Without a nurse it is makeshift work.",
        "看见了，有街道党工委支持，全部办完，得 {points} 分。没有护工，只能凑合。",
    ),
    "first.street_hospital": (
        "A committee that plans and a hospital that could: and nobody saw it. Nothing was done.",
        "街道党工委能统筹，医院有本事，可是没有人看见，什么也没有办。",
    ),
    "first.residents_hospital": (
        "One sees, the other knows how: {points} points, more than either could alone. It is less well organised than "
        "it might be.",
        "一个看得见，一个办得好，得 {points} 分，哪一个单干都做不到。只是组织得还不够周全。",
    ),
    "first.street_residents_hospital": (
        "One sees, one brings the nurse, one sees to it that both come together: {points} points, the most there is.",
        "居民区看得见，医院有护工，街道党工委把两家拢到一起，得 {points} 分，是最好的结果。",
    ),
}
