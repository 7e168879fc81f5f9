"""What a class sees: ties, luck that comes again, speeds, places and letters on a projector, tablet and telephone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sim.demo.file import page_file
from sim.demo.stage import Play, whole
from tests.demo.conftest import Open
from tests.demo.district import thirty
from tests.gate import others_in_the_gate

CURVES = """(() => {
    const pen = CanvasRenderingContext2D.prototype;
    window.drawn = new Map(); // of the last picture on each canvas
    const kept = (name, note) => {
        const was = pen[name];
        pen[name] = function (...given) { note(this, given); return was.apply(this, given); };
    };
    const of = ({ canvas: { id } }) => {
        if (!drawn.has(id)) drawn.set(id, { curves: 0, letters: [] });
        return drawn.get(id);
    };
    kept("clearRect", ({ canvas }) => drawn.delete(canvas.id));
    kept("quadraticCurveTo", (context) => { of(context).curves += 1; });
    kept("fillText", (context) => { of(context).letters.push(parseFloat(context.font)); });
})()"""
READ = ("#worlds figcaption b", "#worlds figcaption small", "#worlds .worth", "#when")
ORDINARY = {
    ".figure b": 32, ".figure small": 20, "#panel h2": 20, "#panel .lead .hint": 20, "#worlds figcaption b": 20,
    "#worlds figcaption small": 20, "#when": 20, "#chain h2": 18, ".steps .name": 18, ".bar b": 18,
}  # fmt: skip
"""What a class reads beside the picture, and how large it is of 720 px."""
STEPS = ("#funnel h2", ".steps .name", ".bar b", ".bar small", "#when")


def last_picture(page: Any, world: str = "world-a") -> dict[str, Any]:
    return dict(page.evaluate(f"drawn.get('{world}')"))


@pytest.mark.parametrize("lines", [18, 70])
def test_above_sixty_organisations_ties_are_drawn_by_area(open_file: Open, tmp_path: Path, lines: int) -> None:
    stage = dict(whole(Play(thirty(4, f"district.lines={lines}"), "one")))
    file = tmp_path / "player.html"
    file.write_text(page_file(stage, "en"), encoding="utf-8")
    page = open_file(file, "lang=en")
    page.evaluate(CURVES)
    page.locator("#month").fill("4")
    organisations, needs = stage["geometry"]["organisations"], stage["needs"]
    came = [
        (organisations[who]["area"], needs["area"][need], days, lent)
        for need, _, *team in stage["worlds"][0]["months"][3]["teams"]
        for who, days, *lent in team
    ]
    one_by_one = sum(bool(days or lent) for *_, days, lent in came)
    by_area = len({(here, there) for here, there, days, _ in came if days and here != there})
    assert by_area < one_by_one
    assert (len(organisations) > 60) == (lines == 70)
    assert last_picture(page)["curves"] == (by_area if lines == 70 else one_by_one)


def test_again_is_the_same_luck(open_file: Open, player: Path) -> None:
    page = open_file(player, "lang=en&speed=4")

    def texts_shown() -> list[str]:
        page.locator("#month").fill("3")
        return [page.inner_text("#panel"), page.get_attribute("#world-a", "aria-label"), page.inner_text("#chain")]

    page.locator("#month").fill("14")
    first = texts_shown()
    page.click("#again")
    page.wait_for_function("document.getElementById('month').value == '1'")
    page.wait_for_function("document.getElementById('month').value == '4'")
    page.click("#play")
    assert texts_shown() == first


@pytest.mark.parametrize("speed", ["0.5", "4"])
def test_a_speed_is_that_many_months_a_second(open_file: Open, player: Path, speed: str) -> None:
    page = open_file(player, "lang=en&speed=1")
    assert page.locator("#speed option").evaluate_all("all => all.map((one) => Number(one.value))") == [0.5, 1, 2, 4]
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.locator("#speed").select_option(speed)
    page.click("#play")
    page.clock.run_for(2300)
    assert page.input_value("#month") == {"0.5": "2", "4": "10"}[speed], "the month that is under way"
    assert f"speed={speed}" in page.url


def test_two_worlds_are_of_one_size_so_that_places_match(open_file: Open, player: Path) -> None:
    page = open_file(player, "lang=en&month=13")
    for width, height in ((1280, 720), (1024, 768), (768, 1024), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        left, right = page.locator("#worlds canvas").evaluate_all(
            "all => all.map((e) => [e.clientWidth, e.clientHeight])"
        )
        assert left == right


@pytest.mark.parametrize("lang", others_in_the_gate(["zh", "en"], lambda lang: lang == "en"))
@pytest.mark.parametrize(
    ("width", "height"),
    others_in_the_gate(
        [(1280, 720), (1200, 700), (1024, 768), (768, 1024), (400, 800)], lambda width, _: width in (400, 1024)
    ),
)
def test_nothing_is_wider_than_its_place(open_file: Open, player: Path, lang: str, width: int, height: int) -> None:
    page = open_file(player, f"lang={lang}&month=13", width, height)
    for panel in ("numbers", "why", "table", "keep"):
        page.click(f"#tab-{panel}")
        for place in ("html", "header", "#left", "#chain", "#funnel", "#loop", "aside", "#panel"):
            wide, room = page.evaluate(f"(e => [e.scrollWidth, e.clientWidth])(document.querySelector('{place}'))")
            assert wide <= room, (place, panel)
    cut = "all => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"
    assert page.locator("#chain .name").evaluate_all(cut) == [], "names that are cut off"


@pytest.mark.parametrize("lang", others_in_the_gate(["zh", "en"], lambda lang: lang == "en"))
@pytest.mark.parametrize(
    ("width", "height"),
    others_in_the_gate([(1280, 720), (1920, 1080), (1024, 768), (768, 1024)], lambda width, _: width == 1280),
)
def test_what_a_class_reads_is_large_without_a_projectors_mode(
    open_file: Open, player: Path, lang: str, width: int, height: int
) -> None:
    page = open_file(player, f"lang={lang}&month=13", width, height)
    smallest = "all => Math.min(...all.map((one) => parseFloat(getComputedStyle(one).fontSize)))"
    screen = max(1, min(height / 720, width / 1280))
    sizes = {what: page.locator(what).evaluate_all(smallest) / screen for what in ORDINARY}
    assert {what: size for what, size in sizes.items() if size < ORDINARY[what] - 0.1} == {}
    page.evaluate(CURVES)
    page.locator("#month").fill("12")
    assert min(last_picture(page)["letters"]) >= 18, "names of streets"
    foot = "all => Math.max(...all.map((one) => one.getBoundingClientRect().bottom))"
    if width > height:
        lowest = page.locator("#panel .figure b").evaluate_all(foot)
        assert lowest < page.locator("#transport").bounding_box()["y"], "value and 1+1 on one screen"
    cut = "all => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"
    assert page.locator(".figure, .bar, .steps .name, #worlds figcaption").evaluate_all(cut) == []


@pytest.mark.parametrize(("big", "read"), [("worlds", READ), ("funnel", STEPS)])
@pytest.mark.parametrize(
    ("width", "height"), others_in_the_gate([(1280, 720), (1920, 1080)], lambda width, _: width == 1280)
)
def test_a_projector_is_read_from_the_last_row(
    open_file: Open, player: Path, stage: dict[str, Any], big: str, read: tuple[str, ...], width: int, height: int
) -> None:
    page = open_file(player, f"lang=zh&month=12&big={big}", width, height)
    sizes = {what: page.locator(what).first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") for what in read}
    assert {what for what, size in sizes.items() if size < height / 30} == set(), "24 px of 720"
    colour = "(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    *inks, paper = (luminance(page.evaluate(colour, name)) for name in ("--ink", "--soft", "--accent", "--paper"))
    assert all((paper + 0.05) / (ink + 0.05) >= 7 for ink in inks)
    if big == "worlds":
        page.evaluate(CURVES)
        page.locator("#month").fill("11")
        assert min(last_picture(page)["letters"]) >= height / 30, "names of streets"
        values = [f"成效 {world['months'][10]['value']:.0f}" for world in stage["worlds"]]
        assert page.locator("#worlds .worth").all_inner_texts() == values
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    violations = axe.run(page).response["violations"]
    assert [violation["id"] for violation in violations if violation["impact"] in ("serious", "critical")] == []


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rgb`` or ``#rrggbb``, as WCAG has it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * sign for sign in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_panel_that_was_put_away_shows_numbers(open_file: Open, player: Path) -> None:
    page = open_file(player, "lang=en&month=13&panel=keep&lock=keep")
    assert page.locator("#keep-picture").count() == 0
    assert page.get_attribute("#tab-numbers", "aria-selected") == "true"
    assert page.is_visible("#value-a")


def test_a_difference_that_rounds_to_nothing_has_no_sign(
    open_file: Open, stage: dict[str, Any], tmp_path: Path
) -> None:
    near = json.loads(json.dumps(stage))
    for near_a, near_b in zip(*(world["months"] for world in near["worlds"]), strict=True):
        near_b["value"] = near_a["value"] * 1.002
    file = tmp_path / "near.html"
    file.write_text(page_file(near, "en"), encoding="utf-8")
    page = open_file(file, "lang=en&month=13")
    assert page.inner_text(".figure.change b") == "±0%"


def test_what_both_kinds_do_apart_is_said_to_count_once(open_file: Open, tmp_path: Path) -> None:
    stage = dict(whole(Play(thirty(13), "apart")))
    file = tmp_path / "apart.html"
    file.write_text(page_file(stage, "en"), encoding="utf-8")
    page = open_file(file, "lang=en&month=13")
    _, block, line, apart = stage["worlds"][0]["months"][12]["arms"]
    assert apart < block + line
    panel = page.inner_text("#panel").replace(",", "")
    assert f"Alone they make {block + line:.0f} in all. Side by side it is {apart:.0f}" in panel
