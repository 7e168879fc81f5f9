"""What a comparison shows: sentences, tables, figures and one page that stands alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from sim.cli.commands import COMMANDS
from sim.questions.compare import Compared, Entrant, Reading, compare
from sim.questions.interval import Interval
from sim.runs.runner import answer
from sim.scenario import from_data, load
from sim.scenario.district import Area
from sim.scenario.schema import Words
from sim.show.comparison.charts import LOOKS, called, kinds_chart, months_chart, totals_chart
from sim.show.comparison.data import data
from sim.show.comparison.faces import FIGURES
from sim.show.comparison.flows import flows_chart
from sim.show.comparison.map import is_named, is_placed, map_chart
from sim.show.comparison.page import cell as cell_of
from sim.show.comparison.page import report
from sim.show.comparison.pictures import pictures
from sim.show.comparison.readings import PAIRS, RANKING
from sim.show.comparison.screen import screen
from sim.show.comparison.tables import met_share
from sim.show.comparison.words import (
    moved_apart,
    others,
    sentences,
    title_of,
    warnings,
    word,
)
from sim.show.kit.lettering import Lettering
from sim.show.kit.picture import Picture, Pictures
from sim.show.kit.shape import Making
from sim.show.kit.text import width
from sim.words import LANGUAGES
from tests.gate import others_in_the_gate

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "comparison.schema.json"
SETS = ("", "mechanisms.liaison.strength=0", "needs.two_sided=0.1")


@cache
def compared(*sets: str) -> Compared:
    """Small scenarios; the third meets another world."""
    scenarios = [load("above", ["months=4", *filter(None, [entry])]) for entry in sets or SETS]
    titles = ("<b>As it is</b>", "Quiet", "Other", "Fourth")
    entrants = [Entrant(f"one{i}", Words(en=titles[i], zh="甲"), scenario) for i, scenario in enumerate(scenarios)]
    return answer(compare(entrants, 4))


@cache
def figures(lang: str) -> dict[str, Picture]:
    return pictures(compared(), lang).pictures


def page(lang: str, comparison: Compared | None = None, charts: dict[str, Picture] | None = None) -> str:
    """Return a page; its figures are those of three scenarios unless others are given."""
    making, made_with = Making(lang), {"command": ["compare", "a", "b"], "versions": {"sim": "0"}}
    return report(
        comparison or compared(), Pictures(charts or figures(lang), ""), making, made_with, ["x.csv"]
    ).decode()


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ((1.0, 0.5, 1.5), "higher"),
        ((-1.0, -1.5, -0.5), "lower"),
        ((0.1, -0.5, 0.5), "open"),
        ((0.0, 0.0, 0.0), "same"),
        ((1.0, 1.0, 1.0), "higher"),
        ((np.nan, np.nan, np.nan), "undefined"),
    ],
)
def test_a_difference_has_one_word(limits: tuple[float, float, float], expected: str) -> None:
    assert word(Interval(*limits)) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_scenario_gets_its_sentence_and_another_world_its_warning(lang: str) -> None:
    assert len(sentences(compared(), lang)) == 2
    (warning,) = warnings(compared(), lang)
    assert "needs.two_sided" in warning
    assert "C" in warning
    assert "liaison" not in warning
    text = screen(compared(), lang, 80)
    assert text.count("needs.two_sided") == 1
    assert all(f"{letter}  one{i}" in text for i, letter in enumerate("ABC"))


def test_the_sentence_tells_higher_from_lower() -> None:
    comparison = compared()
    value = comparison.measures["value"]
    up, down = (Interval(sign * 10.0, sign * 10.0 - 1, sign * 10.0 + 1) for sign in (1, -1))
    turned = replace(comparison, measures={**comparison.measures, "value": Reading(value.values, (up, down))})
    percent = 1000.0 / abs(value.values[0].estimate)
    first, second = sentences(turned, "en")
    assert first.startswith(f"B brings 10 points ({percent:.3g}\u00a0%) more value added than A; difference +10")
    assert second.startswith(f"C brings 10 points ({percent:.3g}\u00a0%) less value added than A; difference -10")
    first, second = sentences(turned, "zh")
    assert first.startswith(f"B 的成效比 A 高 10 分（{percent:.3g}%）；差值 +10")
    assert second.startswith(f"C 的成效比 A 低 10 分（{percent:.3g}%）；差值 -10")


@pytest.mark.parametrize(
    ("value", "synergy", "apart"),
    [(-10.0, 0.2, True), (10.0, -0.2, True), (-10.0, -0.2, False), (-10.0, 0.0001, False), (0.5, -0.2, False)],
)
def test_where_value_and_one_plus_one_move_apart_that_is_said(value: float, synergy: float, apart: bool) -> None:
    """The last but one moved by less than what matters, the last is not told apart in value."""
    comparison = compared()

    def moved(name: str, by: float, half: float) -> Reading:
        return Reading(comparison.measures[name].values, (Interval(by, by - half, by + half), Interval(0.0, 0.0, 0.0)))

    turned = replace(
        comparison,
        measures={
            **comparison.measures,
            "value": moved("value", value, 1.0),
            "synergy": moved("synergy", synergy, 0.01),
        },
    )
    for lang, words in (("en", "B: value added and 1+1 move apart"), ("zh", "B：成效与“1+1”一升一降")):
        assert moved_apart(turned, lang).startswith(words) is apart
        assert bool(moved_apart(turned, lang)) is apart


def test_of_a_one_plus_one_that_is_not_told_apart_only_the_estimate_is_said_to_move() -> None:
    comparison = compared()
    same = Interval(0.0, 0.0, 0.0)
    lost = Reading(comparison.measures["value"].values, (Interval(-10.0, -11.0, -9.0), same))
    unclear = Reading(comparison.measures["synergy"].values, (Interval(0.2, -0.1, 0.5), same))
    turned = replace(comparison, measures={**comparison.measures, "value": lost, "synergy": unclear})
    assert moved_apart(turned, "en").startswith("B: by the estimates value added and 1+1 move apart, though not each")
    assert moved_apart(turned, "zh").startswith("B：按估计值，成效与“1+1”一升一降，不过")


def test_data_of_a_ranking_hold_its_order_and_pairs() -> None:
    comparison = compared()
    lost = tuple(Interval(x, x - 1.0, x + 1.0) for x in (-5.0, -20.0))
    measures = {**comparison.measures, "value": Reading(comparison.measures["value"].values, lost)}
    some = {(1, 2): Interval(-15.0, -17.0, -13.0)}
    kept = data(replace(comparison, ranked=True, measures=measures, pairs={"value": some, "synergy": some}))
    jsonschema.validate(kept, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert kept["ranking"] == ["C", "B"]
    assert kept["pairs"]["value"] == {"C - B": {"estimate": -15.0, "low": -17.0, "high": -13.0}}
    assert not {"ranking", "pairs"} & set(data(comparison))


def test_ranked_scenarios_stand_in_order_of_what_is_lost() -> None:
    comparison = compared()
    lost = tuple(Interval(x, x - 1.0, x + 1.0) for x in (-5.0, -20.0))
    ranked = replace(
        comparison,
        ranked=True,
        measures={**comparison.measures, "value": Reading(comparison.measures["value"].values, lost)},
    )
    assert others(ranked) == [1, 0]
    assert [row[0][0] for row in RANKING.printed(ranked, "en").rows] == ["C", "B"]
    between = {(1, 2): Interval(-15.0, -17.0, -13.0)}
    contents = replace(ranked, pairs={"value": between, "synergy": between})
    assert [row[:2] for row in PAIRS.printed(contents, "en").rows] == [["B − C", "+15.0\u00a0[+13.0,\u00a0+17.0]"]]


@pytest.mark.gate
def test_the_order_of_a_ranking_claims_no_more_than_its_estimates() -> None:
    ranked = replace(compared(), ranked=True)
    for lang, alone in (("en", "--pairs says"), ("zh", "加 --pairs 可以看到")):
        text = screen(ranked, lang, 200)
        assert alone in text
        assert alone in page(lang, ranked)
        some = Interval(-15.0, -17.0, -13.0)
        paired = replace(ranked, pairs={name: {(1, 2): some} for name in ("value", "synergy")})
        assert alone not in screen(paired, lang, 200)
        assert ("that of the estimates" if lang == "en" else "排序按估计值") in page(lang, paired)


def test_the_first_sheet_of_a_ranking_says_every_sentence_once() -> None:
    comparison = compared()
    lost = tuple(Interval(x, x - 1.0, x + 1.0) for x in (-5.0, -20.0))
    measures = {**comparison.measures, "value": Reading(comparison.measures["value"].values, lost)}
    cell = cell_of(replace(comparison, ranked=True, measures=measures), "en")
    results = [cell["headline"], *cell["texts"]]
    entry = comparison.entrants[2]
    assert results[0].startswith(f"C ({entry.title.said('en') or entry.name}) brings 20 points"), "called by its title"
    assert " ".join(results).count("B brings") == 1
    assert "C brings" not in " ".join(results)


def test_more_than_tenfold_is_said_without_exponents() -> None:
    comparison = compared()
    value, synergy = (comparison.measures[name] for name in ("value", "synergy"))
    first = abs(value.values[0].estimate)
    moved = tuple(Interval(19.0 * first, 18.0 * first, 20.0 * first) for _ in value.differences)
    risen = replace(
        comparison, measures={**comparison.measures, "value": Reading(value.values, moved), "synergy": synergy}
    )
    assert "(1,900\u00a0%) more" in sentences(risen, "en")[0]
    assert RANKING.printed(risen, "en").rows[0][2] == "+1,900"


def test_data_are_json_able_and_have_a_place_for_each_scenario() -> None:
    result = data(compared())
    assert list(result["scenarios"]) == ["A", "B", "C"]
    assert result["scenarios"]["C"]["differs_in_world"] == ["needs.two_sided"]
    assert list(result["flows"]["lent_by_type_reach"]["agency"]["own_street"]["values"]) == ["A", "B", "C"]


class Page(HTMLParser):
    """What a page names outside itself, its ids, and its inner links."""

    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "href") and value and not value.startswith(("#", "data:")):
                self.outside.append(value)
            elif name == "href" and value and value.startswith("#"):
                self.links.append(value[1:])
            elif name == "id" and value:
                self.ids.append(value)


@pytest.mark.parametrize("lang", others_in_the_gate(LANGUAGES, lambda lang: lang == "en"))
def test_the_page_stands_alone(lang: str) -> None:
    text = page(lang)
    read = Page()
    read.feed(text)
    assert read.outside == []
    assert len(read.ids) == len(set(read.ids))
    assert set(read.links) <= set(read.ids)
    assert f'<html lang="{lang}">' in text
    assert text.count("<svg ") == len(FIGURES)
    descriptions = re.findall(r"<desc [^>]*>([^<]+)</desc>", text)
    assert len(descriptions) == len(FIGURES)
    assert "{" not in "".join(descriptions)


def test_what_a_scenario_says_of_itself_is_escaped() -> None:
    text = page("en")
    assert "<b>As it is</b>" not in text
    assert "&lt;b&gt;As it is&lt;/b&gt;" in text


def test_the_page_speaks_of_another_world_only_where_there_is_one() -> None:
    same = page("en", compared("", "matching.mode=blind"))
    assert "another world" not in same
    assert "matching.mode" in same
    assert "another world" in page("en")


def test_tables_are_no_wider_than_a_page() -> None:
    four = compared("", "matching.mode=blind", "matching.mode=one_way", "matching.mode=optimal")
    heads = re.findall(r"<thead>(.*?)</thead>", page("en", four))
    assert max(head.count("<th") for head in heads) <= 7
    assert sum("D − A" in head for head in heads) == sum("B − A" in head for head in heads) > 0


def test_no_scenario_is_told_by_colour_alone() -> None:
    assert len(LOOKS) == COMMANDS["compare"].most
    for looks in ([look.marker for look in LOOKS], [str(look.line) for look in LOOKS], [look.colour for look in LOOKS]):
        assert len(set(looks)) == len(LOOKS)
    with Lettering("").used():
        for chart in (months_chart, kinds_chart):
            figure = chart(compared(), "en")
            markers = {line.get_marker() for ax in figure.axes for line in ax.lines}
            assert {look.marker for look in LOOKS[:3]} <= markers


def test_the_map_shows_differences_by_sign_and_other_areas_without() -> None:
    with Lettering("").used():
        titles = [ax.get_title("left") for ax in map_chart(compared(), "en").axes]
        other = compared("", "district.areas=3")
        apart = [ax.get_title("left") for ax in map_chart(other, "en").axes]
    assert "difference from A" in titles[1]
    assert "share served" in apart[0]
    assert "share served" in apart[1]


def test_a_band_is_as_wide_as_what_flows() -> None:
    comparison = compared()
    with Lettering("").used():
        axes = flows_chart(comparison, "en").axes
    for i, ax in enumerate(axes):
        bands = [patch.get_path().vertices for patch in ax.patches if isinstance(patch, PathPatch)]
        widths = sum(float(band[0, 1] - band[7, 1]) for band in bands)
        days = comparison.measures["service_days"].values[i].estimate
        if not i:
            per = widths / days
        assert widths == pytest.approx(per * days)


def test_a_place_without_needs_has_no_share() -> None:
    assert np.isnan(met_share(np.array([0.0, 2.0]), np.array([0.0, 1.0]))).tolist() == [True, False]


def test_of_too_many_areas_no_map_is_drawn_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.show.comparison.pictures.MOST_AREAS", 2)
    picture = pictures(compared(), "en").pictures
    assert "map" not in picture
    assert "no map is drawn" in page("en", charts=picture)


@pytest.mark.parametrize(("lang", "caption"), [("en", "is invented by the program"), ("zh", "位置由程序虚拟")])
def test_a_caption_says_when_places_are_invented(lang: str, caption: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert caption in page(lang)
    monkeypatch.setattr("sim.show.comparison.page.is_placed", lambda _: True)
    assert caption not in page(lang)


def test_places_are_invented_unless_every_area_has_its_own() -> None:
    def entrant(*areas: dict[str, object]) -> Entrant:
        scenario = load("above").model_copy(update={"areas": tuple(Area(**area) for area in areas) or None})  # type: ignore[arg-type]
        return Entrant("one", Words(en="", zh=""), scenario)

    here, there = {"street": 1, "name": "North", "x": 0.0, "y": 1.0}, {"street": 1, "name": "South"}
    assert not is_placed(entrant())
    assert not is_named(entrant())
    assert is_placed(entrant(here))
    assert not is_placed(entrant(here, there))
    assert is_named(entrant(here, there))


def test_the_map_names_areas_that_have_names(monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = compared()
    names = set(comparison.maps[0].names)

    def names_in_figure() -> set[str]:
        with Lettering("").used():
            return {text.get_text() for ax in map_chart(comparison, "en").axes for text in ax.texts}

    assert not names & names_in_figure()
    monkeypatch.setattr("sim.show.comparison.map.is_named", lambda _: True)
    assert names <= names_in_figure()


def test_variants_that_share_a_title_are_called_by_their_names() -> None:
    comparison = compared()
    first, second = (replace(entrant, title=Words(zh="光明区")) for entrant in comparison.entrants[:2])
    variants = replace(comparison, entrants=(first, second, *comparison.entrants[2:]))
    assert first.name != second.name
    assert [title_of(variants, entrant, "zh") for entrant in variants.entrants[:2]] == [first.name, second.name]
    assert title_of(comparison, comparison.entrants[0], "en") == comparison.entrants[0].title.en


LONG = "文件所说的社区党建联席会议加上双向认领与年终述职评议的一个街道 with a very long title in two languages"


@pytest.mark.parametrize("places", [20, 26, 28, 46])
def test_a_title_is_broken_into_lines_and_never_cut(places: int) -> None:
    comparison = compared()
    second = replace(comparison.entrants[1], title=Words(en=LONG, zh=LONG))
    name = called(replace(comparison, entrants=(comparison.entrants[0], second)), "B", second, "zh", places)
    assert "".join(name.split()) == f"B{LONG}".replace(" ", "")
    assert max(width(line) for line in name.split("\n")) <= places + 2  # the letter is narrower than the room for it


@pytest.mark.parametrize("draw", [kinds_chart, months_chart, totals_chart, map_chart])
def test_no_picture_cuts_a_title(draw: Callable[[Compared, str], Figure]) -> None:
    comparison = compared()
    entrants = tuple(
        replace(entrant, title=Words(zh=LONG + "甲乙丙丁"[i])) for i, entrant in enumerate(comparison.entrants)
    )
    with Lettering(LONG).used():
        figure = draw(replace(comparison, entrants=entrants), "zh")
        legends = [text.get_text() for legend in figure.legends for text in legend.get_texts()]
        ticks = [text.get_text() for ax in figure.axes for text in ax.get_yticklabels()]
        heads = [ax.get_title(at) for ax in figure.axes for at in ("left", "center")]
    whole = LONG.replace(" ", "")
    values = ["".join(text.split()) for text in (*legends, *ticks, *heads)]
    assert sum(whole in text for text in values) >= 1
    assert not any("…" in text for text in values)


@pytest.mark.parametrize("north", [(0.0,), (0.0, 3.0, 6.0)], ids=["one area", "narrow land"])
def test_a_map_keeps_to_its_place(north: tuple[float, ...], recwarn: pytest.WarningsRecorder) -> None:
    """A narrow land does not push a title over the edge, nor a number the land."""
    areas = [{"name": f"area {y}", "x": 0.0, "y": y} for y in north]
    scenario = from_data(
        {"extends": "above", "months": 2, "areas": areas, "title": {"zh": "窄", "en": "A " * 17}}, "mine"
    )
    tiny = answer(compare([Entrant("tiny", scenario.title, scenario)] * 2, 2))
    with Lettering("").used():
        chart = map_chart(tiny, "en")
        chart.draw_without_rendering()
    assert not recwarn.list
    for ax in chart.axes[:2]:
        title = ax.get_title(loc="left")
        (extent,) = (text.get_window_extent() for text in ax.findobj(Text) if title and text.get_text() == title)
        assert chart.bbox.x0 <= extent.x0 < extent.x1 <= chart.bbox.x1
        assert extent.y1 <= chart.bbox.y1
        for text in ax.texts:
            assert ax.bbox.padded(2.0).contains(*text.get_window_extent().get_points().mean(axis=0))
