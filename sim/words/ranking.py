"""What `compare --drop-each` and `--pairs` say: what leaving each thing out costs, and how these differ."""

from __future__ import annotations

from typing import Final

RANKING_WORDS: Final[dict[str, tuple[str, str]]] = {
    "rank.first": (
        "A comes to {value} points of value added and 1+1 = {one}. Without each of the following in turn, what costs "
        "most first:",
        "A 的成效为 {value} 分，1+1 = {one}。逐个去掉以下各项，损失大的在前：",
    ),
    "rank.order": (
        "The order is that of the estimates. Neighbours may well lie the other way round: whether two of them differ, "
        "--pairs says.",
        "排序按估计值，相邻两项的先后未必确定；两两之间是否有显著差异，加 --pairs 可以看到。",
    ),
    "rank.order.pairs": (
        "The order is that of the estimates. Neighbours may well lie the other way round: whether two of them differ, "
        "the table of pairs says.",
        "排序按估计值，相邻两项的先后未必确定；两两之间是否有显著差异，见两两比较的表。",
    ),
    "rank.table": ("What it costs to leave each out, most first", "逐个去掉的损失，由大到小"),
    "rank.who": ("left out", "去掉"),
    "rank.value": ("value added: difference", "成效之差（分）"),
    "rank.percent": ("in %", "%"),
    "rank.one": ("1+1", "1+1"),
    "rank.one_difference": ("1+1: difference", "“1+1”之差"),
    "pairs.note": (
        "Between any two of them; these intervals hold together at {confidence} % (max-T).",
        "两两之间的差；这些区间在 {confidence}% 的水平上同时成立（max-T）。",
    ),
    "pairs.which": ("which", "哪两个"),
    "pairs.value": ("value added: difference", "成效之差（分）"),
    "pairs.one": ("1+1: difference", "“1+1”之差"),
    "pairs.reading": ("reading of value", "成效的判断"),
}
