"""The picture of a sweep: what is drawn of which grid, and that no colour tells anything by itself."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Sequence
from typing import get_args

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure

from sim.questions.sweep import Point, Sweep
from sim.show.kit import lettering
from sim.show.kit.lettering import Lettering
from sim.show.sweep.charts import curve_chart, curves_chart, map_chart, points_chart
from sim.show.sweep.marks import is_geometric
from sim.show.sweep.pictures import CHARTS, NAME, Kind, kind_of, pictures
from sim.words import CATALOGUE, LANGUAGES, say
from tests.show.swept import HALF, swept, whole

ONE = ["needs.two_sided=0:1:5"]
CHOICE = ["matching.mode=two_way,blind,optimal"]
TWO = ["needs.two_sided=0:1:5", "months=12:48:4"]


def figure_of(chart: Callable[..., Figure], sweep: Sweep, points: Sequence[Point]) -> Figure:
    with Lettering("").used():
        figure = chart(sweep, points, "en")
        figure.draw_without_rendering()
    return figure


def faces(ax: Axes) -> list[str]:
    """The insides of single markers, one a marker."""
    marks = [line for line in ax.lines if line.get_marker() in ("o", "s", "^", "D") and len(line.get_xdata()) == 1]
    return [str(mark.get_markerfacecolor()) for mark in marks]


@pytest.mark.parametrize(
    ("grids", "begins"),
    [
        (ONE, "A curve of 1+1 over needs.two_sided,"),
        (["needs.two_sided=0.5"], "Points of 1+1 for each value of needs.two_sided,"),
        (CHOICE, "Points of 1+1 for each value of matching.mode,"),
        ([*ONE, "months=24"], "A curve of 1+1 over needs.two_sided,"),
        (TWO, "A map of 1+1 over needs.two_sided; months,"),
        ([*ONE, *CHOICE], "Curves of 1+1 over needs.two_sided; matching.mode,"),
        ([*CHOICE, *ONE], "Curves of 1+1 over matching.mode; needs.two_sided,"),
        ([*TWO, *CHOICE], None),
        ([*CHOICE, "world=drawn,fixed"], None),
    ],
)
def test_what_varies_decides_what_is_drawn(grids: list[str], begins: str | None) -> None:
    sweep, points = swept(grids, lambda *_: 1.1)
    figures = pictures(whole(sweep, points), "en")
    if begins is None:
        assert figures.pictures == {}
    else:
        assert figures.missing == ""
        assert figures.pictures["sweep"].description.startswith(begins)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_say_what_they_show(lang: str) -> None:
    sweep, points = swept(ONE, lambda x: 0.9 + float(x) / 5)
    figures = pictures(whole(sweep, points), lang)
    assert figures is not None
    files = figures.files(lang)
    assert set(files) == {"figures/sweep.png", "figures/sweep.svg"}
    assert struct.unpack(">I", files["figures/sweep.png"][16:20])[0] == 1340
    text = files["figures/sweep.svg"].decode("utf-8")
    assert "<text" not in text
    assert f'lang="{lang}"' in text
    assert (match := re.search(r'<desc id="sweep-desc">(.*?)</desc>', text))
    assert "needs.two_sided = 0.0" in match[1]
    assert ("1.80 [1.76, 1.84]" in match[1]) is ("2.20 [2.16, 2.24]" in match[1]) is True
    counts = {"above": 2, "below": 2, "open": 1, "undefined": 0}
    assert say("sweep.counts", lang, points=5, confidence="95", **counts) in match[1]
    assert pictures(whole(sweep, points), lang) == figures


def test_what_is_undefined_is_a_gap_and_what_stands_alone_is_seen() -> None:
    sweep, points = swept(ONE, lambda x: {"0.25": None, "0.75": None}.get(x, 1.2))
    figure = figure_of(curve_chart, sweep, points)
    upper, lower = figure.axes
    curve = next(line for line in upper.lines if len(line.get_xdata()) == 5)
    assert np.isnan(curve.get_ydata()).tolist() == [False, True, False, True, False]  # type: ignore[arg-type]
    crosses = next(line for line in upper.lines if line.get_marker() == "x")
    assert list(crosses.get_xdata()) == [0.25, 0.75]
    bars = [line for line in upper.lines if len(line.get_xdata()) == 2 and len(set(line.get_xdata())) == 1]
    assert [line.get_xdata()[0] for line in bars] == [0.0, 0.5, 1.0]  # type: ignore[index]
    assert list(bars[0].get_ydata()) == pytest.approx([2.4 - 2 * HALF, 2.4 + 2 * HALF])
    assert len(faces(upper)) == 3
    assert any(text.get_text() == "undefined" for text in figure.legends[0].get_texts())
    assert upper.get_xlim() == lower.get_xlim()
    assert upper.get_xlim()[0] < 0.0 < 1.0 < upper.get_xlim()[1]


def test_what_is_undecided_is_hollow() -> None:
    sweep, points = swept(["needs.two_sided=1,0,0.5"], lambda x: {"0": 0.9, "0.5": 1.01, "1": 1.1}[x])
    for chart in (curve_chart, points_chart):
        figure = figure_of(chart, sweep, points)
        assert faces(figure.axes[0]).count("white") == 1
        assert len(faces(figure.axes[0])) == 3
        texts = [text.get_text() for text in figure.legends[0].get_texts()]
        assert "not distinguishable from 2" in texts
        assert "undefined" not in texts
    curve = next(line for line in figure_of(curve_chart, sweep, points).axes[0].lines if len(line.get_xdata()) == 3)
    assert list(curve.get_xdata()) == [0.0, 0.5, 1.0]  # in order, however the values were typed


def test_each_choice_has_its_curve() -> None:
    def synergy(mode: str, x: str) -> float:
        return 1.2 + len(mode) / 50 + float(x) / 10

    sweep, points = swept([*CHOICE, *ONE], synergy)
    (ax,) = figure_of(curves_chart, sweep, points).axes
    names = [text.get_text() for text in ax.texts]
    assert set(names) == {"two_way", "blind", "optimal"}
    curves = [line for line in ax.lines if len(line.get_xdata()) == 5]
    assert [float(line.get_ydata()[0]) for line in curves] == [2 * synergy(name, "0") for name in
                                                              ("two_way", "blind", "optimal")]  # type: ignore[index]  # fmt: skip
    assert len({line.get_color() for line in curves}) == 3
    assert len({str(line.get_linestyle()) for line in curves} | {line.get_marker() for line in ax.lines}) > 3


@pytest.mark.parametrize(("lift", "crossed"), [(0.0, True), (0.3, False)])
def test_a_map_has_its_cells_its_contour_and_its_hatches(lift: float, crossed: bool) -> None:
    def synergy(months: str, x: str) -> float | None:
        return None if (months, x) == ("12", "1.0") else 0.9 + lift + float(x) / 10 + int(months) / 480

    sweep, points = swept(["months=48,12,24,36", "needs.two_sided=0:1:5"], synergy)
    figure = figure_of(map_chart, sweep, points)
    ax = figure.axes[0]
    mesh = next(collection for collection in ax.collections if isinstance(collection, QuadMesh))
    cells = np.ma.asarray(mesh.get_array()).reshape(5, 4)
    assert cells[4].mask.tolist() == [True, False, False, False]
    assert cells[0].tolist() == pytest.approx([2 * (0.9 + lift + months / 480) for months in (12, 24, 36, 48)])
    contours = [collection for collection in ax.collections if isinstance(collection, QuadContourSet)]
    assert bool(contours) is crossed
    if crossed:
        assert list(contours[0].levels) == [2.0]
    hatched = [collection for collection in ax.collections if collection.get_hatch()]
    undecided = sum(point.answer["verdict"] == "not distinguishable" for point in points)
    assert sum(len(entry.get_paths()) for entry in hatched) == undecided
    assert (undecided > 0) is crossed
    crosses = next(line for line in ax.lines if line.get_marker() == "x")
    assert (list(crosses.get_xdata()), list(crosses.get_ydata())) == ([12.0], [1.0])
    texts = [text.get_text() for text in figure.legends[0].get_texts()]
    assert "1+1 lies above 2 in every cell" not in texts, "one cell is undefined"
    assert ("no contour: estimates of 1+1 do not cross 2" in texts) is not crossed


@pytest.mark.parametrize(
    ("synergy", "sentence"),
    [
        (1.1, "1+1 lies above 2 in every cell"),
        (0.9, "1+1 lies below 2 in every cell"),
        (1.01, "no contour: estimates of 1+1 do not cross 2"),
        (0.99, "no contour: estimates of 1+1 do not cross 2"),
        (1.0, "no contour: estimates of 1+1 do not cross 2"),
    ],
)
def test_a_map_says_above_or_below_everywhere_only_where_every_verdict_does(synergy: float, sentence: str) -> None:
    """An estimate above 2 is no verdict: its interval may hold 2."""
    sweep, points = swept(TWO, lambda *_: synergy)
    texts = [text.get_text() for text in figure_of(map_chart, sweep, points).legends[0].get_texts()]
    assert sentence in texts
    assert len([text for text in texts if "in every cell" in text]) == ("every" in sentence)


def test_nothing_defined_is_still_a_picture() -> None:
    for grids in (ONE, CHOICE, TWO, [*ONE, *CHOICE]):
        sweep, points = swept(grids, lambda *_: None)
        described = pictures(whole(sweep, points), "en").pictures[NAME].description
        assert described.startswith(
            CATALOGUE[f"figure.sweep.{kind_of(sweep)}"][LANGUAGES.index("en")].partition("{")[0]
        )
        assert "Least" not in described


def test_every_kind_of_picture_has_what_draws_it_and_its_words() -> None:
    assert set(CHARTS) == set(get_args(Kind))
    assert {f"figure.sweep.{kind}" for kind in CHARTS} <= CATALOGUE.keys()


def test_what_no_font_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "_covered", lambda *_: frozenset())
    monkeypatch.setattr(lettering, "_system", list)
    sweep, points = swept(ONE, lambda _: 1.1)
    figures = pictures(whole(sweep, points), "en")
    assert figures is not None
    assert set("needs.two_sided01") <= set(figures.missing)


def test_values_whose_logarithms_are_even_stand_along_a_logarithm() -> None:
    assert is_geometric([0.25, 0.5, 1.0, 2.0, 4.0])
    assert is_geometric([1.0, 10.0, 100.0])
    for values in ([0.0, 0.5, 1.0], [1.0, 2.0], [1.0, 2.0, 3.0], [-4.0, -2.0, -1.0]):
        assert not is_geometric(values)
