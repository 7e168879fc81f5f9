"""What reports say where resources are moved down from lines above: what S and K then answer, and what to compare."""

from __future__ import annotations

from typing import Final

ABOVE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "moved.regime": (
        "Moved down here: {share} % of the hours and resources of units of district and city, to the residential "
        "areas. 1+1, S and K answer under this regime, in which blocks and lines on their own have other means than "
        "without; whether moving down pays is read from value added.",
        "本情景中，区、市两级单位的工时和资源有 {share}% 下沉到居民区。“1+1”、S 和 K 都是在这一体制下得出的"
        "（条、块单干时手里的工时和资源已与不下沉时不同）；下沉好不好，要看成效的高低。",
    ),
    "moved.nothing": ("nothing", "不下沉"),
    "moved.compared": (
        "A and {letters} differ in what is moved down from units of district and city ({shares}). 1+1, S and K answer "
        "under each regime by itself: a higher or lower one is no gain or loss of moving down. Compare value added.",
        "A 与 {letters} 从区、市两级单位下沉的多少不同（{shares}）。“1+1”、S 和 K 各在自己的体制下得出，"
        "其升降不能算作下沉的得失；请比较成效。",
    ),
    "moved.swept": (
        "The points differ in what is moved down from units of district and city. 1+1, S and K answer under each "
        "regime by itself: a higher or lower one is no gain or loss of moving down. Compare the value added of the "
        "joint arm.",
        "各点从区、市两级单位下沉的多少不同。“1+1”、S 和 K 各在自己的体制下得出，其升降不能算作下沉的得失；"
        "请比较联合的成效。",
    ),
}
