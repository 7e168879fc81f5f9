"""The page opened by double click, with the network off: in a browser, as a teacher uses it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sim.demo.file import page_file
from sim.demo.stage import Play, whole
from sim.scenario import varied
from tests.demo.conftest import MONTHS, Open
from tests.demo.district import thirty

SEEN = """canvas => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
    .reduce((sum, x, i) => (sum * 31 + x * (i % 7)) % 1e9, 7)"""


def served(stage: dict[str, Any], world: int, until: int) -> int:
    return sum(len(month.get("served", ())) for month in stage["worlds"][world]["months"][:until])


def steps(page: Any, world: int) -> list[int]:
    return [int(text.replace(",", "")) for text in page.locator(f"#funnel .w{world} b").all_inner_texts()]


def test_it_plays_to_the_end_and_both_worlds_come_apart(open_file: Open, player: Path, stage: dict[str, Any]) -> None:
    page = open_file(player, "lang=en&speed=4")
    before = page.evaluate(f"({SEEN})(document.getElementById('world-a'))")
    page.click("#play")
    page.wait_for_function(f"document.getElementById('month').value == '{MONTHS}'")
    page.wait_for_function("document.getElementById('play').textContent == 'Play'")
    assert page.evaluate(f"({SEEN})(document.getElementById('world-a'))") != before
    for world in (0, 1):
        counts = steps(page, world)
        assert counts == sorted(counts, reverse=True)
        assert counts[-1] == served(stage, world, MONTHS)
    assert steps(page, 0)[0] == steps(page, 1)[0], "the same needs arise"
    assert steps(page, 0)[-1] > steps(page, 1)[-1]


def test_the_browser_draws_between_months(open_file: Open, player: Path) -> None:
    page = open_file(player, "lang=zh&speed=0.5")
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.click("#play")
    pictures = set()
    for _ in range(8):
        page.clock.run_for(120)
        pictures.add(page.evaluate(f"({SEEN})(document.getElementById('world-a'))"))
    assert len(pictures) > 3
    assert page.input_value("#month") in ("0", "1")


def test_reduced_motion_is_heeded(open_file: Open, player: Path) -> None:
    page = open_file(player, "lang=zh&speed=0.5", reduced_motion="reduce")
    page.click("#play")
    page.wait_for_function("document.getElementById('month').value == '1'")
    pictures = set()
    for _ in range(5):
        page.wait_for_timeout(60)
        pictures.add(page.evaluate(f"({SEEN})(document.getElementById('world-a'))"))
    assert len(pictures) == 1


def test_the_numbers_are_those_of_the_month(open_file: Open, player: Path, stage: dict[str, Any]) -> None:
    page = open_file(player, "lang=en&month=13")
    months = [world["months"] for world in stage["worlds"]]
    for name, there in zip("ab", months, strict=True):
        assert page.inner_text(f"#value-{name}") == f"{there[12]['value']:.0f}"
        assert page.inner_text(f"#sum-{name}") == f"{there[12]['one_plus_one']:.2f}"
    page.click("#back")
    assert "still swings" in page.inner_text("#panel")
    page.click("#back")
    assert page.input_value("#month") == "11"
    assert page.inner_text("#sum-a") == "…"
    assert page.inner_text("#value-a") == f"{months[0][10]['value']:.0f}"


def test_a_link_opens_exactly_this_view(open_file: Open, player: Path) -> None:
    page = open_file(player)
    page.click("[data-lang=en]")
    page.locator("#month").fill("9")
    page.click("#tab-table")
    again = open_file(player, page.url.split("#")[1])
    assert again.get_attribute("html", "lang") == "en"
    assert again.input_value("#month") == "9"
    assert again.get_attribute("#tab-table", "aria-selected") == "true"
    assert again.inner_text("#panel") == page.inner_text("#panel")


def test_what_a_teacher_put_away_stays_away(open_file: Open, player: Path) -> None:
    page = open_file(player, "lang=zh&lock=keep,why")
    assert not page.is_visible("#tab-keep")
    assert not page.is_visible("#tab-why")
    assert page.is_visible("#tab-table")


def test_a_story_is_reached_by_keyboard(open_file: Open, player: Path, stage: dict[str, Any]) -> None:
    month = stage["worlds"][0]["months"][9]
    need = next(row for row, *_ in month["teams"] if row in month.get("served", ()))
    page = open_file(player, "lang=en&month=10")
    page.focus("#tab-numbers")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "choose"
    page.keyboard.type(f"need {need + 1},")
    page.wait_for_function(f"location.hash.includes('pick=n{need}')")
    panel = page.inner_text("#panel article")
    assert "It was served." in panel
    leader = next(team[0][0] for row, _, *team in month["teams"] if row == need)
    assert stage["geometry"]["organisations"][leader]["name"]["en"] in panel


def test_a_story_says_who_was_asked_and_why_nobody_served(open_file: Open, player: Path, stage: dict[str, Any]) -> None:
    from sim.words import say

    months = stage["worlds"][0]["months"]
    need, fate, who = next((need, groups[0][0], groups[0][1]) for need, *groups in months[7]["asked"])
    page = open_file(player, f"lang=en&month=8&panel=why&pick=n{need}")
    panel = page.inner_text("#panel article")
    assert say(f"live.fate.{stage['fates'][fate]}", "en") in panel
    assert stage["geometry"]["organisations"][who]["name"]["en"] in panel
    lost, why = next(row for row in months[7]["expired"] if row[1] != "partly")
    page.evaluate(f"location.hash = 'lang=en&month=8&panel=why&pick=n{lost}'")
    page.wait_for_function("document.querySelector('#panel .outcome').textContent.startsWith('It expired.')")
    assert say(f"live.why.{why}", "en") in page.inner_text("#panel .outcome >> nth=0")


def test_the_table_says_what_the_picture_shows(open_file: Open, player: Path, stage: dict[str, Any]) -> None:
    page = open_file(player, "lang=en&month=12&panel=table")
    month = stage["worlds"][0]["months"][11]
    label = page.get_attribute("#world-a", "aria-label")
    assert f"{len(month['part'])} of" in label
    assert f"{len(month['served'])} served this month" in label
    part = page.locator("#panel table").nth(1).locator("tbody tr td:nth-child(4)").all_inner_texts()
    assert sum(cell != "no" for cell in part) == len(month["part"])
    states = page.locator("#panel table").nth(0).locator("tbody tr td:nth-child(2)").all_inner_texts()
    assert sum(state.startswith("served") for state in states) == len(month["served"])


def test_both_languages_leave_nothing_in_the_other(open_file: Open, player: Path) -> None:
    page = open_file(player, "lang=en&month=13&panel=why")
    for panel in ("numbers", "why", "table", "keep"):
        page.click(f"#tab-{panel}")
        text = page.evaluate("document.body.innerText").replace("中文", "")
        assert not re.search("[\u4e00-\u9fff]", text), panel
        assert "⟨" not in text
    page.click("[data-lang=zh]")
    for panel in ("numbers", "why", "table", "keep"):
        page.click(f"#tab-{panel}")
        text = page.evaluate("document.body.innerText").replace("English", "")
        assert set(re.findall(r"[A-Za-z]{3,}", text)) <= {
            "PNG",
            "CSV",
            "file",
            "html",
            "player",
            "lang",
            "month",
            "panel",
            "tmp",
        }, panel
        assert "⟨" not in text


@pytest.mark.parametrize(
    ("big", "there", "away"), [("worlds", "#world-a", "#funnel"), ("funnel", "#funnel", "#world-a")]
)
def test_projector(open_file: Open, player: Path, big: str, there: str, away: str) -> None:
    page = open_file(player, f"lang=zh&month=12&big={big}")
    assert page.is_visible(there)
    assert not page.is_visible(away)
    assert not page.is_visible("aside")
    size = float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))
    assert size >= 19
    page.keyboard.press("Escape")
    assert page.is_visible("aside")


def test_months_and_picture_can_be_taken_away(
    open_file: Open, player: Path, stage: dict[str, Any], tmp_path: Path
) -> None:
    page = open_file(player, "lang=en&month=13&panel=keep")
    with page.expect_download() as coming:
        page.click("#keep-months")
    coming.value.save_as(tmp_path / "months.csv")
    rows = (tmp_path / "months.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + 2 * 13
    assert float(rows[13].split(",")[2]) == pytest.approx(stage["worlds"][0]["months"][12]["value"])
    with page.expect_download() as coming:
        page.click("#keep-picture")
    coming.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes()[:4] == b"\x89PNG"


def test_axe_finds_nothing_serious(open_file: Open, player: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_file(player, "lang=zh&month=13&pick=n40")
    page.click("#legend summary")
    for panel in ("numbers", "why", "table", "keep"):
        page.click(f"#tab-{panel}")
        violations = axe.run(page).response["violations"]
        bad = [
            (violation["id"], violation["nodes"][0]["html"])
            for violation in violations
            if violation["impact"] in ("serious", "critical")
        ]
        assert bad == [], panel


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_wider_than_the_screen(open_file: Open, player: Path, lang: str) -> None:
    page = open_file(player, f"lang={lang}&month=13")
    for width, height in ((1280, 720), (820, 1180), (1180, 820)):
        page.set_viewport_size({"width": width, "height": height})
        for element in ("document.documentElement", "document.querySelector('header')"):
            assert page.evaluate(f"{element}.scrollWidth") <= width, (element, width)
        box = page.locator("#transport").bounding_box()
        assert box["x"] + box["width"] <= width


def test_what_is_packed_is_not_markup(open_file: Open, stage: dict[str, Any], tmp_path: Path) -> None:
    from sim.demo.file import page_file

    named = json.loads(json.dumps(stage))
    nasty = "</script><img src=x onerror=document.title='bad'>"
    named["title"] = {"zh": nasty, "en": nasty}
    named["worlds"][0]["label"] = {"zh": nasty, "en": nasty}
    file = tmp_path / "named.html"
    file.write_text(page_file(named, "zh"), encoding="utf-8")
    page = open_file(file, "lang=zh&month=2")
    assert page.inner_text("#title") == nasty
    assert page.locator("img").count() == 0


def test_one_of_several_comparisons_is_chosen_and_stands_in_the_link(
    open_file: Open, stage: dict[str, Any], tmp_path: Path
) -> None:
    changed = varied(thirty(MONTHS), {"needs.scale": 0.5})
    file = tmp_path / "several.html"
    file.write_text(page_file({"plays": [stage, whole(Play(changed, "apart"), 6)]}, "zh"), encoding="utf-8")
    page = open_file(file, "lang=zh&month=9")
    labels = page.locator("#plays option").all_inner_texts()
    assert len(labels) == 2
    assert "动员" in labels[0], "what is otherwise in the second world tells which one it is"
    first = page.inner_text("#worlds")
    page.select_option("#plays", "1")
    assert page.inner_text("#worlds") != first
    assert "条块各干各的" in page.inner_text("#worlds")
    assert page.input_value("#month") == "0"
    page.locator("#month").fill("5")
    again = open_file(file, page.url.split("#")[1])
    assert again.input_value("#plays") == "1"
    assert again.input_value("#month") == "5"
    assert again.inner_text("#worlds") == page.inner_text("#worlds")
    page.select_option("#plays", "0")
    assert "条块各干各的" not in page.inner_text("#worlds")
    page.click("[data-lang=en]")
    assert "obilisation" in page.locator("#plays option").first.inner_text()


def test_a_file_with_one_comparison_offers_no_choice(open_file: Open, player: Path) -> None:
    assert not open_file(player).is_visible("#plays")
