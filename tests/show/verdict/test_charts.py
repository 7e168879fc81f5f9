"""Figures: drawn in a font of our own, with nobody's settings touched, and no box that is not spoken of."""

from __future__ import annotations

import re
import struct
import threading
import warnings
from collections.abc import Callable
from typing import Any

import matplotlib
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from sim.show.kit import lettering
from sim.show.kit.files import Files
from sim.show.kit.lettering import FAMILY, FONT, Lettering
from sim.show.verdict.pictures import CHARTS
from sim.show.verdict.pictures import pictures as draw
from sim.words import CATALOGUE, LANGUAGES
from tests.gate import others_in_the_gate
from tests.show.conftest import roster
from tests.show.fabricated import fabricated

Maker = Callable[..., Files]
NOWHERE = "\U0002a6b2"  # a character of CJK Extension B


def gb2312() -> set[str]:
    names = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            names |= set(bytes((high, low)).decode("gb2312", errors="ignore"))
    return names


def test_the_font_has_gb_2312_and_everything_that_is_said() -> None:
    has = set(map(chr, FT2Font(str(FONT)).get_charmap()))
    assert len(gb2312()) > 7000
    assert gb2312() <= has
    assert {char for pair in CATALOGUE.values() for text in pair for char in text} - {"\n"} <= has
    assert set("→≥ρΔ×÷±–—…“”①•▁█─") <= has
    assert FONT.stat().st_size < 2_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONT.parent / "OFL.txt").read_text(encoding="utf-8")


ODD: dict[str, Any] = {
    "font.family": ["serif"],
    "text.usetex": True,
    "axes.facecolor": "black",
    "svg.fonttype": "none",
    "savefig.bbox": "tight",
    "lines.linewidth": 9,
}


@pytest.fixture
def _of_two_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw two kinds of figures and not all six."""
    for name in set(CHARTS) - {"months", "areas"}:
        monkeypatch.delitem(CHARTS, name)


@pytest.mark.usefixtures("_of_two_kinds")
def test_how_numpy_prints_changes_no_byte() -> None:
    """The ids of an SVG are digests of arrays in print."""
    plain = draw(fabricated(), "en").files("en")
    with np.printoptions(precision=2, legacy="1.13"):
        assert draw(fabricated(), "en").files("en") == plain


@pytest.mark.usefixtures("_of_two_kinds")
def test_the_users_settings_are_neither_used_nor_changed() -> None:
    verdict = fabricated()
    before = dict(matplotlib.rcParams)
    plain = draw(verdict, "zh")
    assert dict(matplotlib.rcParams) == before
    with matplotlib.rc_context(ODD):
        before = dict(matplotlib.rcParams)
        styled = draw(verdict, "zh")
        assert dict(matplotlib.rcParams) == before
    assert {n: p.png for n, p in styled.pictures.items()} == {n: p.png for n, p in plain.pictures.items()}


def test_two_threads_that_draw_leave_each_other_and_the_user_their_settings() -> None:
    before, result = dict(matplotlib.rcParams), []
    inside = threading.Event()

    def other() -> None:
        inside.set()
        with Lettering("").used():
            left.wait(0.5)
            result.append(matplotlib.rcParams["font.family"])

    left, thread = threading.Event(), threading.Thread(target=other)
    with matplotlib.rc_context(ODD):
        with Lettering("").used():
            thread.start()
            inside.wait()
            left.wait(0.1)
        left.set()
        thread.join()
        assert result == [[FAMILY]]
        assert matplotlib.rcParams["font.family"] == ODD["font.family"]
    assert dict(matplotlib.rcParams) == before


def test_settings_come_back_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError("while drawing")

    monkeypatch.setitem(CHARTS, "months", breaks)  # type: ignore[arg-type]
    before = dict(matplotlib.rcParams)
    with pytest.raises(ZeroDivisionError):
        draw(fabricated(), "en")
    assert dict(matplotlib.rcParams) == before


def test_what_the_font_lacks_comes_from_the_system() -> None:
    text = "Աբ 条"
    data = Lettering(text)
    assert data.missing == ""
    assert data.families[0] == FAMILY
    assert len(data.families) == 2
    assert Lettering("条块 1+1 = 2.51 [2.50, 2.52]").families == [FAMILY]


@pytest.mark.usefixtures("_of_two_kinds")
def test_what_nobody_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "_system", list)
    assert Lettering(f"条{NOWHERE}块Ա").missing == f"Ա{NOWHERE}"
    scenario = roster(areas=[{"name": f"{NOWHERE}坊"}, {"name": "乙"}], organisations=None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib's own, in English, is not for the user
        figures = draw(fabricated(scenario=scenario, months=7, replications=8), "zh")
    assert figures.missing == NOWHERE


def test_a_font_of_boxes_is_no_font() -> None:
    assert not [family for family, _, _ in lettering._system() if "last resort" in family.lower()]
    assert any(entry.name == "DejaVu Sans" for entry in font_manager.fontManager.ttflist)
    assert "DejaVu Sans" in [family for family, _, _ in lettering._system()]


@pytest.mark.parametrize("lang", others_in_the_gate(LANGUAGES, lambda lang: lang == "zh"))
@pytest.mark.parametrize(("what", "explain"), [("above", True), ("undefined", True), ("roster", False)])
def test_every_figure_is_a_png_and_an_svg_with_its_text_as_paths(
    made: Maker, what: str, explain: bool, lang: str
) -> None:
    files = {n: c for n, c in made(what, lang, explain).files.items() if n.startswith("figures/")}
    names = set(CHARTS) - (set() if explain else {"channels"})
    assert set(files) == {f"figures/{name}.{kind}" for name in names for kind in ("png", "svg")}
    for name, content in files.items():
        if name.endswith("png"):
            assert content.startswith(b"\x89PNG\r\n")
            wide, high = struct.unpack(">II", content[16:24])
            assert wide == 1340
            assert 400 < high < 3000
        else:
            text = content.decode("utf-8")
            assert "<text" not in text
            assert set(re.findall(r"https?://[^\"]+", text)) == {
                "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink",
            }  # fmt: skip
            assert f'lang="{lang}"' in text
            assert re.search(r'role="img" aria-labelledby="(\w+)-title \1-desc"', text)


def test_a_figure_is_left_out_where_there_is_nothing_to_show() -> None:
    assert "channels" not in draw(fabricated(), "en").pictures
    by_name = {"streets": 1, "areas": 1}
    scenario = roster(areas=None, organisations=None, district=by_name)
    assert "areas" not in draw(fabricated(scenario=scenario, months=7, replications=8), "en").pictures
