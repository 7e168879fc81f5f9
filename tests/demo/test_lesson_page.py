"""The first minute and a lesson, opened by double click with the network off."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sim.demo.file import page_file
from sim.demo.first import recorded
from tests.demo.conftest import MONTHS, Open
from tests.demo.lesson import lesson


@pytest.fixture(scope="session")
def lesson_file(stage: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("lesson") / "lesson.html"
    file.write_text(page_file({**stage, "first_minute": recorded(), "lesson": lesson()}, "en"), encoding="utf-8")
    return file


def test_all_seven_choices_of_the_first_minute_have_an_outcome_and_words(open_file: Open, lesson_file: Path) -> None:
    page = open_file(lesson_file, "lang=en&page=first")
    assert page.is_disabled("#first-go")
    for key, outcome in recorded()["choices"].items():
        for who in key.split("+"):
            page.click(f"[data-actor={who}]")
        page.click("#first-go")
        outcome_text = page.inner_text("#first-outcome")
        assert f"{outcome['points']:.1f} points" in outcome_text
        assert outcome["words"]["en"] in outcome_text
        assert page.locator("#first-outcome li").count() == len(outcome["events"])
    assert page.locator(".tried li").count() == 7
    page.click("#first-on")
    assert page.is_visible("#worlds")


def test_the_first_minute_stands_alone(open_file: Open, tmp_path: Path) -> None:
    file = tmp_path / "first.html"
    file.write_text(page_file({"first_minute": recorded()}, "zh"), encoding="utf-8")
    page = open_file(file, "lang=zh")
    page.click("[data-actor=hospital]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "得0.0分" in page.inner_text("#first-outcome")


@pytest.mark.gate
def test_a_wrong_guess_is_answered_in_other_words(open_file: Open, lesson_file: Path, tmp_path: Path) -> None:
    page = open_file(lesson_file, "lang=en&page=lesson&speed=4")
    page.locator("input[name=before-0]").nth(0).check()
    page.click("#lesson-on")
    assert page.is_disabled("#lesson-on")
    page.locator("input[name=guess]").nth(1).check()
    page.click("#lesson-on")
    page.click("#lesson-run")
    page.click("#play")
    page.wait_for_function(f"document.getElementById('month').value == '{MONTHS}'")
    page.click("[data-page=lesson]")
    page.click("#lesson-on")
    assert page.inner_text("#verdict") == "Not as you guessed."
    assert page.inner_text("#lesson-words") == "Not the same, for two hands …"
    page.click("#lesson-on")
    page.locator("input[name=after-0]").nth(1).check()
    with page.expect_download() as coming:
        page.click("#lesson-csv")
    coming.value.save_as(tmp_path / "answers.csv")
    rows = (tmp_path / "answers.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[1] == "two_hands,1,Together is always better.,yes,no,It stays,It rises"


def test_a_right_guess_is_told_so_and_the_sheet_is_one_page(open_file: Open, lesson_file: Path) -> None:
    page = open_file(lesson_file, "lang=zh&page=lesson&step=1")
    page.locator("input[name=guess]").nth(0).check()
    page.click("#lesson-on")
    page.click("#lesson-on")
    assert page.inner_text("#verdict") == "您猜对了。"
    assert page.inner_text("#lesson-words") == "互补是原因。"
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 59[45]\S* 84[12]", printed), "A4"


@pytest.mark.gate
def test_axe_finds_nothing_serious_in_it(open_file: Open, lesson_file: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_file(lesson_file, "lang=zh&page=first")
    for at in ("page=first", "page=lesson&step=0", "page=lesson&step=1", "page=lesson&step=3"):
        page.evaluate(f"location.hash = 'lang=zh&{at}'")
        page.wait_for_function(f"document.querySelector('#{at[5:].split('&')[0]}').offsetParent !== null")
        violations = axe.run(page).response["violations"]
        bad = [
            (violation["id"], violation["nodes"][0]["html"])
            for violation in violations
            if violation["impact"] in ("serious", "critical")
        ]
        assert bad == [], at


def test_the_next_class_starts_empty(open_file: Open, lesson_file: Path) -> None:
    page = open_file(lesson_file, "lang=en&page=lesson")
    assert page.locator("#lesson-anew").count() == 0, "there is nothing to forget"
    page.locator("input[name=before-0]").nth(0).check()
    page.click("#lesson-on")
    page.locator("input[name=guess]").nth(1).check()
    page.click("#lesson-back")
    assert page.is_checked("input[name=before-0] >> nth=0")
    page.click("#lesson-anew")
    assert page.locator("input[name=before-0]:checked").count() == 0
    assert page.locator("#lesson-anew").count() == 0
    page.click("#lesson-on")
    assert page.locator("input[name=guess]:checked").count() == 0
    page.reload()
    assert page.locator("input[name=guess]:checked").count() == 0
