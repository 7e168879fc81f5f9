"""Every shipped lesson as the file it is: opened by double click with the network off, gone through to the end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sim.demo import file
from sim.demo.lessons.load import load_lesson, shipped_lessons
from sim.demo.lessons.packed import stage_of
from tests.demo.conftest import Open
from tests.gate import others_in_the_gate

KEPT = ("two_hands", "little_to_do")  # two settings; joint beside apart


@pytest.mark.parametrize("name", others_in_the_gate(shipped_lessons(), lambda name: name in KEPT))
def test_a_lesson_is_guessed_run_and_explained_in_both_languages(
    open_file: Open, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "_font", lambda signs: "")  # letters are dear and have a test of their own
    stage = stage_of(load_lesson(name))
    lesson: dict[str, Any] = stage["lesson"]
    where = tmp_path / f"{name}.html"
    where.write_text(file.page_file(stage, "zh"), encoding="utf-8")
    page = open_file(where, "lang=zh")
    while not page.locator("#guess").count():
        page.click("#lesson-on")
    wrong = next(k for k in range(len(lesson["options"])) if k != lesson["right"])
    page.locator("#guess input").nth(wrong).check()
    page.click("#lesson-on")
    page.click("#lesson-run")
    page.locator("#month").fill(str(stage["months"]))
    assert page.inner_text("#panel .pair b").strip() not in ("", "0", "…")
    page.click("[data-page=lesson]")
    page.click("#lesson-on")
    assert page.inner_text("#verdict") == "和您猜的不一样。"
    assert page.inner_text("#lesson-words") == lesson["if_wrong"][wrong]["zh"]
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1, "one sheet of paper"
    page.click("[data-lang=en]")
    assert page.inner_text("#lesson-words") == lesson["if_wrong"][wrong]["en"]
    assert not re.search("[\u4e00-\u9fff]", page.inner_text("#sheet-print"))
    assert page.locator("#sheet-print .curves svg").count() >= 1, "the curves that the class has seen"
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    violations = axe.run(page).response["violations"]
    assert [violation["id"] for violation in violations if violation["impact"] in ("serious", "critical")] == []
