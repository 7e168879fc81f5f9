"""The report on the screen, in both languages, at 80 columns, for every word a verdict can have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sim.questions.answers import BARS, Arm
from sim.questions.interval import Interval
from sim.scenario import LoadedScenario
from sim.show.kit.text import width
from sim.show.verdict.screen import BOLD, screen
from sim.show.verdict.words import net_note, notes, percent, sentence, top
from tests.show.fabricated import FOUR, around, fabricated

LANGS = ("en", "zh")
HEADLINE = {
    "above": (
        "Joined, blocks and lines achieve 26 % more than both apart, added up. 1+1 = 2.514 [2.507, 2.522] — above 2.",
        "条块联合的成效，比条、块各自单干之和高 26%。1+1 = 2.514 [2.507, 2.522]，大于 2。",
    ),
    "below": (
        "Joined, blocks and lines achieve 13 % less than both apart, added up. 1+1 = 1.74 [1.72, 1.76] — below 2.",
        "条块联合的成效，比条、块各自单干之和低 13%。1+1 = 1.74 [1.72, 1.76]，小于 2。",
    ),
    "not distinguishable": (
        "Whether blocks and lines achieve more joined than both apart, added up, cannot be told: the difference lies "
        "between -4 % and +5 %. 1+1 = 2.01 [1.92, 2.10] — not distinguishable from 2.",
        "条块联合的成效与条、块各自单干之和相比，差异不显著：差别在 -4% 与 +5% 之间（区间含 0）。"
        "1+1 = 2.01 [1.92, 2.10]，与 2 的差异不显著（区间含 2）。",
    ),
    "undefined": (
        "What blocks and lines achieve apart is not shown to be above zero, so what they achieve joined cannot be "
        "measured by it. 1+1 is undefined",
        "条、块各自单干的成效未能显示大于零，联合的成效无从与之相比。1+1 无定义",
    ),
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("word", FOUR)
@pytest.mark.parametrize("explain", [False, True])
def test_the_report_fits_80_columns(word: str, lang: str, explain: bool) -> None:
    for months in (1, 12, 60, 240):
        shown = screen(fabricated(**FOUR[word], months=months, explain=explain), lang)
        assert max(width(line) for line in shown.split("\n")) <= 80
        assert "\u00a0" not in shown
        assert "\x1b" not in shown
        assert not any(line != line.rstrip() for line in shown.split("\n"))


@pytest.mark.parametrize("places", [60, 72, 100])
def test_the_report_fits_other_widths(places: int) -> None:
    for lang in LANGS:
        shown = screen(fabricated(explain=True), lang, places=places)
        prose = [line for line in shown.split("\n") if "  " not in line.strip()]
        assert max(width(line) for line in prose) <= places


@pytest.mark.parametrize("word", FOUR)
def test_the_sentence_says_the_word(word: str) -> None:
    verdict = fabricated(**FOUR[word])
    for lang, expected in zip(LANGS, HEADLINE[word], strict=True):
        assert plain(sentence(verdict, lang)).startswith(expected)


def test_the_whole_sentence_as_one_reads_it() -> None:
    verdict = fabricated()
    assert plain(sentence(verdict, "en")) == (
        "Joined, blocks and lines achieve 26 % more than both apart, added up. 1+1 = 2.514 [2.507, 2.522] — above 2. "
        "Two halves drawn at random would have lost 0.6 % by joining (1+1 = 1.989). That anything is due to lines and "
        "blocks as such is not shown (K = 1.001 [0.992, 1.010]). The whole interval of K lies within ±2 % of 1: too "
        "small to matter. Measured by single kinds without any mechanism 1+1 would be 12.4; that is mostly the doing "
        "of the mechanisms and no credit to joining."
    )
    assert plain(sentence(verdict, "zh")) == (
        "条块联合的成效，比条、块各自单干之和高 26%。1+1 = 2.514 [2.507, 2.522]，大于 2。"
        "随机分成两半作对照，联合反而低了 0.6%（得数 1.989）。"
        "其中有没有条块互补的功劳，还看不出来（K = 1.001 [0.992, 1.010]，区间含 1）。"
        "K 的整个区间都在 1 的 ±2% 以内，相差太小，没有实际意义。"
        "与“没有任何机制”的单干相比，得数为 12.4，主要反映机制的作用，不能算作条块联合之功。"
    )


def test_an_undefined_verdict_says_only_the_surplus() -> None:
    for lang in LANGS:
        text = plain(sentence(fabricated(**FOUR["undefined"]), lang))
        assert "Δ = 12,449 [12,261, 12,638]" in text
        assert "K" not in text
        assert "13" not in text.replace("12,638", "")


def test_exactly_one_is_what_every_replicate_said_and_no_more_is_claimed() -> None:
    exact = fabricated(Interval(1.0, 1.0, 1.0), Interval(1.0, 1.0, 1.0), word="not distinguishable",
                       replications=12, negligible=True)  # fmt: skip
    for lang, seen, few in (
        ("en", "in each of the 12 replicates", "More replicates"),
        ("zh", "12 次重复，次次如此", "增加重复次数"),
    ):
        text = plain(sentence(exact, lang))
        assert "1+1 = 2" in text
        assert seen in text
        assert few not in text
        assert "K = 1" in text
        assert "too small to matter" not in text


def test_few_replicates_may_be_why() -> None:
    wide = FOUR["not distinguishable"]
    assert "More replicates may tell." in sentence(fabricated(**wide), "en")
    assert "More replicates" not in sentence(fabricated(**{**wide, "replications": 1024}), "en")
    assert "Only 12 replicates" in notes(fabricated(**wide), "en")
    assert "只重复了 12 次" in notes(fabricated(**wide), "zh")
    assert "indicative" not in notes(fabricated(), "en")


@pytest.mark.parametrize("kind", ["block", "line"])
def test_a_kind_that_does_harm_alone_is_named_since_it_makes_the_sum_small(kind: str) -> None:
    """Block 100 and line -90 come to 10: a joint 90 is "above 2" and yet less than the block alone."""
    verdict = fabricated()
    assert "more harm than good" not in sentence(verdict, "en")
    verdict.arms[kind] = Arm(around(-90.0, 5.0), around(-95.0, 5.0))
    assert f"Alone, {kind} does more harm than good" in sentence(verdict, "en")
    assert "单干弊大于利" in sentence(verdict, "zh")


@pytest.mark.parametrize("word", ["above", "not distinguishable"])
def test_too_small_to_matter(word: str) -> None:
    tiny = fabricated(Interval(1.004, 1.001, 1.007), word=word, negligible=True, replications=12)
    assert "within ±2 % of 2: the difference is too small to matter." in sentence(tiny, "en")
    assert "2 的 ±2% 以内" in sentence(tiny, "zh")
    assert "More replicates" not in sentence(tiny, "en")


@pytest.mark.parametrize(
    ("synergy", "net", "is_said"),
    [(1.25, 1.29, True), (1.25, 1.2504, False), (1.25, 1.2, False), (0.9, 0.95, True), (0.9, 0.8, False)],
)
def test_why_net_lies_above_gross_is_said_where_it_shows(synergy: float, net: float, is_said: bool) -> None:
    """Gross 30,712 + 17,691 against 60,853, of which 7 % are costs everywhere: joint costs 125.7 % of both apart."""
    verdict = fabricated(around(synergy, 0.01))
    verdict.quantities["synergy_net"] = around(net, 0.01)
    value = f"{100 * synergy:g}"
    for lang, why in (
        ("en", f"joint, hours cost 125.7 % of what they cost apart, added up, and value comes to {value} %"),
        ("zh", f"联合所费工时为条、块单干之和的 125.7%，成效则为 {value}%"),
    ):
        note = plain(net_note(verdict, lang))
        assert (why in note and "0.0187 [0.0183, 0.0191]" in note) is is_said
        assert bool(note) is is_said
        shown = "".join(screen(verdict, lang).split())
        assert ("".join(why.split()) in shown) is is_said


def test_a_verdict_without_a_net_reading_says_nothing_of_it() -> None:
    assert net_note(fabricated(**FOUR["undefined"]), "en") == ""


@pytest.mark.parametrize(("halves", "k", "key"), [
    (1.3, around(1.02, 0.01), "halves gain more because apart they do less"),
    (1.2, around(0.98, 0.01), "above that of the halves all the same"),
    (1.3, around(0.98, 0.01), ""),
    (1.2, around(1.02, 0.01), ""),
    (1.2, around(1.0, 0.01), ""),
])  # fmt: skip
def test_where_halves_and_k_point_apart_it_says_why(halves: float, k: Interval, key: str) -> None:
    """S is 1.2571: K leaves out what is done twice apart, S and the halves' S do not."""
    verdict = fabricated(k=k)
    verdict.quantities["random_halves"] = around(halves, 0.001)
    words = [word for word in ("halves gain more", "above that of the halves") if word in sentence(verdict, "en")]
    assert words == ([word for word in ("halves gain more", "above that of the halves") if word in key])
    assert ("仍高于随机两半" in sentence(verdict, "zh")) is ("all the same" in key)


@pytest.mark.parametrize(
    ("word", "k", "english", "chinese"),
    [
        (
            "above",
            around(1.2, 0.01),
            "is a great deal: 20 % beyond two random halves (K",
            "互补的部分很大：比随机两半高出 20%",
        ),
        (
            "above",
            around(1.0, 0.01),
            "due to lines and blocks as such is not shown",
            "有没有条块互补的功劳，还看不出来",
        ),
        (
            "above",
            around(0.9, 0.01),
            "less well than two random halves, by a good deal: 10 %",
            "不如随机两半，差距可观：10%",
        ),
        ("below", around(1.2, 0.01), "only where 1+1 is above 2 as well", "只有 1+1 也大于 2 时"),
        ("above", None, "K is undefined", "K 无定义"),
    ],
)
def test_kinds_are_credited_only_where_both_are_above(
    word: str, k: Interval | None, english: str, chinese: str
) -> None:
    verdict = fabricated(k=k, word=word)
    assert english in sentence(verdict, "en")
    assert chinese in sentence(verdict, "zh")


@pytest.mark.parametrize(
    ("k", "is_said"),
    [
        (around(1.01, 0.005), True), (around(0.99, 0.005), True), (around(1.0, 0.02), True),
        (around(1.0, 0.021), False), (around(1.02, 0.005), False), (None, False),
    ],
)  # fmt: skip
def test_a_k_that_is_too_near_to_one_to_matter_is_called_so(k: Interval | None, is_said: bool) -> None:
    verdict = fabricated(k=k)
    assert ("within ±2 % of 1: too small to matter" in sentence(verdict, "en")) is is_said
    assert ("都在 1 的 ±2% 以内" in sentence(verdict, "zh")) is is_said


@pytest.mark.parametrize(
    ("halves", "k", "is_said"),
    [(1.4, 1.2, True), (1.4, 1.0, False), (1.1, 1.2, False)],
)
def test_halves_that_read_higher_though_k_is_above_one_are_explained(halves: float, k: float, is_said: bool) -> None:
    """S counts work done twice, K does not: the reader would take the two for a contradiction."""
    verdict = fabricated(k=around(k, 0.05))
    verdict.quantities["random_halves"] = around(halves, 0.01)
    assert ("less of the same work twice" in sentence(verdict, "en")) is is_said
    assert ("重复办理较少" in sentence(verdict, "zh")) is is_said


@pytest.mark.parametrize(
    ("k", "english", "chinese"),
    [
        (1.021, "a little: 2 %", "很小：比随机两半高出 2%"),
        (1.08, "a good deal: 8 %", "可观：比随机两半高出 8%"),
        (1.3, "a great deal: 30 %", "很大：比随机两半高出 30%"),
        (1.004, "a little: 0.4 %", "很小：比随机两半高出 0.4%"),
    ],
)
def test_what_is_due_to_the_kinds_is_graded_by_size(k: float, english: str, chinese: str) -> None:
    verdict = fabricated(k=around(k, 0.003))
    assert english in sentence(verdict, "en")
    assert chinese in sentence(verdict, "zh")


@pytest.mark.parametrize(
    ("k", "english", "chinese"),
    [
        (Interval(1.83, 1.23, 2.35), "is a great deal: 83 %", "部分很大：比随机两半高出 83%"),
        (Interval(1.18, 1.01, 1.36), "is between a little and a great deal: 18 %", "在“很小”与“很大”之间：比随机两半"),
        (Interval(1.10, 1.06, 1.16), "is between a good deal and a great deal: 10 %", "在“可观”与“很大”之间"),
        (Interval(0.90, 0.82, 0.98), "by between a little and a great deal: 10 %", "差距在“很小”与“很大”之间：10%"),
    ],
)  # fmt: skip
def test_a_grade_is_that_of_both_limits(k: Interval, english: str, chinese: str) -> None:
    """An estimate of 1.18 is no great deal where 1.01 may be the truth."""
    verdict = fabricated(k=k)
    assert english in sentence(verdict, "en")
    assert chinese in sentence(verdict, "zh")


@pytest.mark.parametrize(("share", "text"), [(0.1742, "17"), (0.004, "0.4"), (2e-7, "0.00002"), (-0.04, "-4")])
def test_per_cent_are_said_without_exponents(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("ceiling", "load", "english", "chinese"),
    [
        (1.06, 0.06, "1+1 would be 2.12; the work asked for fills 6 %", "只有 2.12；全部需求只用得着可用工时的 6%"),
        (1.09, 0.4, "question: even if every need were met at once, 1+1 would be 2.18.", "只有 2.18。"),
        (1.5, 0.14, "question: the work asked for fills 14 % of the hours there are.", "可用工时的 14%。"),
        (1.1, 0.15, "", ""),
    ],
)  # fmt: skip
def test_where_there_is_too_little_to_do_that_is_said_first(
    ceiling: float, load: float, english: str, chinese: str
) -> None:
    for word in FOUR:
        verdict = fabricated(**FOUR[word])
        verdict.quantities.update(ceiling=around(ceiling, 0.0), load=around(load, 0.001))
        for lang, first, reasons in (
            ("en", "There is too little to do here for the question: ", english),
            ("zh", "这里要办的事太少，不足以回答这个问题：", chinese),
        ):
            text = plain(sentence(verdict, lang))
            assert text.startswith(first) is bool(reasons)
            assert reasons in text


def test_that_the_last_months_are_cut_off_is_said_where_they_fall() -> None:
    falling = fabricated(months=12)
    for values in falling.monthly["value"].values():
        values[:] = [*range(100, 111), 50.0]
    assert "cut off there, so the last marks fall." in screen(falling, "en")
    assert "就此截断" in screen(falling, "zh")
    for values in falling.monthly["value"].values():
        values[-1] = 200.0
    assert "cut off" not in screen(falling, "en")


def test_what_is_lacking_is_said() -> None:
    verdict = fabricated()
    verdict.quantities.update(random_halves=None, synergy_unorganised=None)
    assert "For two halves drawn at random 1+1 is undefined." in sentence(verdict, "en")
    assert "随机分成两半作对照，得数无定义" in sentence(verdict, "zh")
    assert "without any mechanism 1+1 is undefined." in sentence(verdict, "en")


def test_the_share_of_two_sided_needs_stands_under_the_first_sentences_with_its_provenance() -> None:
    for lang, assumed, own in (("en", "assumed", "set by this scenario"), ("zh", "属假定", "由本情景设定")):
        headline, second = screen(fabricated(), lang).split("\n\n")[:2]
        assert "1+1 = " in headline
        assert "needs.two_sided" in second
        assert "50" in second
        assert assumed in second
        set_here = LoadedScenario(needs={"two_sided": 0.25})  # type: ignore[arg-type]
        text = top(fabricated(scenario=set_here), lang)
        assert "25" in text
        assert own in text
        assert assumed in top(fabricated(stated=frozenset({"needs.two_sided"})), lang)


def test_precision_that_was_not_reached_is_said_where_it_was_asked_for() -> None:
    wide: dict[str, Any] = {"synergy": around(1.2, 0.03), "replications": 1024}
    assert "did not bring the half-width down to 1 % of S" in notes(fabricated(**wide), "en")
    assert "误差仍未降到所要求的 ±1%" in notes(fabricated(**wide), "zh")
    assert "half-width" not in notes(replace(fabricated(**wide), asked=64), "en")
    assert "half-width" not in notes(fabricated(), "en")


def test_intervals_cover_noise_and_not_assumptions() -> None:
    assert "not the assumptions" in screen(fabricated(), "en")
    assert "不反映假定是否成立" in screen(fabricated(), "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_seven_bars_and_their_sum(lang: str) -> None:
    shown = screen(fabricated(explain=True), lang)
    assert sum("│" in line for line in shown.split("\n")) == len(BARS)
    assert "Δ" in shown
    assert "11,909" in shown
    assert "12,261" in shown
    assert "│" not in screen(fabricated(), lang)


def test_net_stands_beside_gross_with_its_price() -> None:
    priced = LoadedScenario(costs={"hour_price": 0.125})  # type: ignore[arg-type]
    shown = screen(fabricated(scenario=priced), "en")
    assert "Net (0.125 points an hour)" in shown
    assert "30,712 [30,542, 30,883]  28,562 [28,358, 28,767]" in shown


def test_large_numbers_still_fit() -> None:
    verdict = fabricated()
    for name, arm in verdict.arms.items():
        big = arm.gross.scaled(1000.0)
        verdict.arms[name] = type(arm)(big, big)
    assert max(width(line) for line in screen(verdict, "en").split("\n")) <= 80


def test_only_the_headline_is_bold_and_only_where_it_may_be() -> None:
    shown = screen(fabricated(), "en", bold=True)
    assert shown.count(BOLD) == len([line for line in shown.split("\n") if line.startswith(BOLD)])
    assert f"{BOLD}1+1 = 2.514" in shown


def test_a_fixed_world_is_said() -> None:
    fixed = fabricated(scenario=LoadedScenario(world="fixed"))
    assert "the organisations are fixed" in screen(fixed, "en").replace("\n", " ")
    assert "各组织固定不变" in screen(fixed, "zh").replace("\n", "")
