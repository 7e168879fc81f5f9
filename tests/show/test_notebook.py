"""In a notebook: what is public shows itself, in either language, with what the report is made from."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.figure import Figure

import sim
from sim.scenario import ScenarioError, from_data
from sim.show.kit.lettering import FAMILY
from sim.show.kit.picture import Pictures
from sim.show.kit.shape import Making
from sim.show.verdict.page import report
from sim.show.verdict.words import headline, sentence
from sim.words import Refusal, say
from tests.gate import others_in_the_gate
from tests.show.fabricated import FOUR, fabricated

FIGURES = ["verdict", "channels", "months", "natures", "kinds", "areas"]
LOCALES = {"en": "en_GB.UTF-8", "zh": "zh_CN.UTF-8"}


@pytest.fixture(params=LOCALES)
def lang(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A language that the locale asks for."""
    monkeypatch.setenv("LC_ALL", LOCALES[request.param])
    return str(request.param)


class Printer:
    """As much of IPython's printer as is used."""

    def __init__(self) -> None:
        self.printed_text = ""

    def text(self, text: str) -> None:
        self.printed_text += text


def pretty(shown: Any) -> str:
    printer = Printer()
    shown._repr_pretty_(printer, False)
    return printer.printed_text


def cells(html: str) -> list[str]:
    return [cell.replace("\xa0", " ") for cell in re.findall(r"<td[^>]*>(.*?)</td>", html)]


@pytest.mark.parametrize("what", FOUR)
def test_a_verdict_shows_its_sentence_and_the_reports_tables(what: str, lang: str) -> None:
    verdict: Any = fabricated(**FOUR[what])
    html = verdict._repr_html_()
    assert f'<div class="quyuhua" lang="{lang}">' in html
    assert headline(verdict, lang) in html
    whole = report(verdict, Pictures({}, ""), Making(lang), {"command": ["run"], "versions": {}}, []).decode()
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    assert len(tables) == 2
    assert all(table in whole for table in tables)
    assert sentence(verdict, lang).split()[0] in pretty(verdict)


def test_a_scenario_shows_what_it_is_and_escapes_what_its_author_wrote(lang: str) -> None:
    title = {"zh": "<b>一</b>", "en": "<b>one</b>"}
    scenario: Any = from_data({"title": title, "needs": {"two_sided": 0.25}}, "mine.yaml", ["title", "needs"])
    html = scenario._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert say("part.mechanisms", lang) in html
    assert "25" in re.findall(r'<p class="top">(.*?)</p>', html)[0]
    assert title[lang] in pretty(scenario)


def test_a_sweep_asks_at_every_point_and_shows_them(lang: str) -> None:
    small = sim.load("above", ["months=3"])
    swept = sim.sweep(small, grid="needs.two_sided=0:1:2", replications=2)
    assert [point.values for point in swept.points] == [("0.0",), ("1.0",)]
    alone = sim.run("above", replications=2, months=3, set={"needs.two_sided": 1})
    assert swept.points[1].answer["synergy"] == alone.to_json()["synergy"]
    rows = re.findall(r"<tr>(?=<th scope=\"row\">)(.*?)</tr>", swept._repr_html_())
    assert len(rows) == 2
    assert "<svg" in swept.plot()._repr_svg_()
    assert say("sweep.verdict", lang) in swept._repr_html_()
    assert [cell for cell in cells(rows[1]) if cell in pretty(swept)] == cells(rows[1])


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(ScenarioError):
        sim.run("no-such-scenario")
    with pytest.raises(Refusal) as none:
        sim.sweep("above", grid=[])
    assert none.value.key == "grid.none"
    verdict: Any = fabricated()
    with pytest.raises(Refusal, match="explain=True; there are: verdict, months, natures, kinds, areas"):
        verdict.plot("channels")


@pytest.mark.parametrize("name", others_in_the_gate(FIGURES, lambda name: name in ("verdict", "areas")))
def test_a_verdict_draws_the_reports_figures(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", LOCALES["zh"])
    verdict: Any = fabricated(explain=True)
    printed = []
    for lang, figure in (("zh", verdict.plot(name)), ("en", verdict.plot(name, lang="en"))):
        assert isinstance(figure, Figure)
        printed.append(figure._repr_svg_())
        assert ElementTree.fromstring(printed[-1]).tag.endswith("svg")
        words = " ".join(text.get_text() for text in figure.findobj(matplotlib.text.Text))
        assert bool(re.search(r"[\u4e00-\u9fff]", words)) == (lang == "zh")
    assert printed[0] != printed[1]


def test_letters_stay_ours_whoever_draws_the_figure_and_settings_stay_the_users() -> None:
    verdict: Any = fabricated()
    with matplotlib.rc_context({"font.family": ["serif"], "font.size": 30, "svg.fonttype": "none"}):
        before = dict(matplotlib.rcParams)
        figure = verdict.plot("months", lang="zh")
        figures = figure._repr_svg_()
        assert dict(matplotlib.rcParams) == before
        figure.canvas.draw()
        seen = [text for text in figure.findobj(matplotlib.text.Text) if text.get_text()]
    assert len(seen) > 10
    assert {text.get_fontfamily()[0] for text in seen} == {FAMILY}
    assert max(text.get_fontsize() for text in seen) < 20
    assert "<text" not in figures


def test_a_figure_of_ones_own_has_the_same_letters_and_leaves_the_settings_alone() -> None:
    before = dict(matplotlib.rcParams)
    with sim.drawing(4.0, 2.0) as figure:
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], label="街道")
        axes.set_title("参与面")
        axes.legend()
    assert dict(matplotlib.rcParams) == before
    assert {text.get_family()[0] for text in figure.findobj(matplotlib.text.Text)} == {FAMILY}
    assert figure._repr_svg_().startswith("<?xml")
    assert figure.get_size_inches().tolist() == [4.0, 2.0]


def test_a_figure_of_ones_own_names_the_characters_that_no_font_has(lang: str) -> None:
    text = say("figures.missing", lang, characters="\U000e0fff")
    with pytest.warns(UserWarning, match=re.escape(text)), sim.drawing() as figure:
        figure.subplots().set_title("\U000e0fff")
