"""The live page: a real server of its own, and a browser that plays, changes, loses it and finds it again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import sim
from tests.demo.conftest import Open

pytest.importorskip("starlette", reason="the live page is NOT tested: pip install 'quyuhua[demo]'")
pytest.importorskip("uvicorn", reason="the live page is NOT tested: pip install 'quyuhua[demo]'")

ROOT = Path(__file__).resolve().parents[2]
SETS = ("district.streets=2", "district.areas=4", "district.lines=18", "seed=7")


@contextmanager
def started(state: Path, port: int = 0) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Yield a server as somebody starts it, and the address that it says."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(state), "PYTHONUNBUFFERED": "1"}
    sets = [word for setting in SETS for word in ("--set", setting)]
    words = [sys.executable, "-m", "sim", "demo", "--no-browser", "--lang", "en", "--months", "30", "--port", str(port)]
    with subprocess.Popen(
        [*words, *sets, "--compare", "settings"], env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = re.search(r"http://\S+", process.stdout.readline())
            assert address
            yield process, address[0]
        finally:
            process.kill()


@pytest.fixture(scope="module")
def address(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(tmp_path_factory.mktemp("state")) as (_, url):
        yield url


def value(page: Any, world: str) -> int:
    return int(page.inner_text(f"#value-{world}").replace(",", ""))


def until(page: Any, condition: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for something; Playwright's own waiting for functions is what a strict content policy forbids."""
    for _ in range(int(20 * seconds)):
        if condition():
            return
        page.wait_for_timeout(50)
    pytest.fail("it did not come about")


def at_month(page: Any, month: int) -> None:
    until(page, lambda: page.input_value("#month") == str(month))


def test_a_switch_from_this_month_on_changes_what_follows_and_nothing_before(open_page: Open, address: str) -> None:
    page = open_page(address, "lang=en&page=stage")
    page.click("#step", timeout=60_000)
    at_month(page, 1)
    for month in (2, 3, 4):
        page.click("#step")
        at_month(page, month)
    assert value(page, "a") == value(page, "b")
    page.click("#tab-controls")
    page.locator("#panel .control input[type=checkbox]").first.uncheck()
    until(page, lambda: "from month 5" in page.inner_text("#worlds figure + figure small"))
    page.click("#tab-numbers")
    assert value(page, "a") == value(page, "b")
    page.locator("#speed").select_option("4")
    page.click("#play")
    until(page, lambda: int(page.input_value("#month")) >= 10)
    page.click("#play")
    assert value(page, "b") < value(page, "a")
    page.locator("#month").fill("4")
    assert value(page, "a") == value(page, "b")
    again = open_page(address, page.url.split("#")[1])
    at_month(again, 4)
    again.click("#step")
    at_month(again, 5)
    page.click("#step")
    at_month(page, 5)
    assert [value(again, world) for world in "ab"] == [value(page, world) for world in "ab"], (
        "a link opens this very run"
    )


@pytest.mark.gate
def test_other_needs_from_this_month_on_leave_the_page_where_it_is(open_page: Open, address: str) -> None:
    page = open_page(address, "lang=en&page=stage")
    page.click("#step", timeout=60_000)
    page.locator("#month").fill("6")
    until(page, lambda: page.inner_text("#when") == "6 of 30")
    page.click("#tab-controls")
    slider = page.locator("#panel .control", has_text="share of needs whose resources").locator("input")
    slider.fill("1")
    until(page, lambda: "from month 7" in page.inner_text("#worlds figure + figure small"))
    assert page.inner_text("#when") == "6 of 30"
    assert slider.input_value() == "1"
    page.click("#tab-numbers")
    assert value(page, "a") == value(page, "b")
    page.locator("#month").fill("20")
    until(page, lambda: page.inner_text("#when") == "20 of 30" and value(page, "a") != value(page, "b"))
    again = open_page(address, page.url.split("#")[1])
    until(again, lambda: again.inner_text("#when") == "20 of 30")
    assert [value(again, world) for world in "ab"] == [value(page, world) for world in "ab"]
    page.locator("#month").fill("6")
    until(page, lambda: page.inner_text("#when") == "6 of 30" and value(page, "a") == value(page, "b"))


def test_a_change_while_months_are_on_their_way_is_from_the_month_that_was_asked_for(
    open_page: Open, address: str
) -> None:
    page = open_page(address, "lang=en&page=stage&panel=controls")
    page.wait_for_selector("#panel .control input[type=checkbox]", timeout=60_000)
    slider, now, pressed = page.evaluate("""() => {
        const month = document.getElementById("month");
        month.value = 12;
        month.dispatchEvent(new Event("input"));
        document.querySelector("#panel .control input[type=checkbox]").click();
        return [month.value, document.getElementById("when").textContent, document.querySelector("#panel").innerText];
    }""")
    assert slider == "12"
    assert int(now.split()[0]) < 12
    assert "from month 13 on" in pressed
    until(page, lambda: "from month 13" in page.inner_text("#worlds figure + figure small"))
    at_month(page, 12)
    assert not page.locator("#panel .control input[type=checkbox]").first.is_checked()
    page.click("#tab-numbers")
    assert value(page, "a") == value(page, "b")
    page.locator("#month").fill("20")
    until(page, lambda: page.inner_text("#when") == "20 of 30" and value(page, "a") != value(page, "b"))


@pytest.mark.gate
def test_a_case_is_played_beside_what_it_is_held_against(open_page: Open, address: str) -> None:
    page = open_page(address, "lang=en&page=stage&panel=controls")
    page.wait_for_selector("#preset optgroup", state="attached", timeout=60_000)
    chosen = page.locator("#preset optgroup[data-scenario=liaison] option", has_text="no liaison at all")
    page.select_option("#preset", chosen.get_attribute("value"))
    until(page, lambda: "Liaison" in page.inner_text("#title"))
    until(page, lambda: "liaison: 0" in page.inner_text("#worlds figure + figure small"))
    assert page.locator("#preset option:checked").inner_text() == "beside: no liaison at all"
    page.click("#findings summary")
    came = page.locator("#findings li")
    assert came.count() == len(sim.load("liaison").case.comparisons)
    assert all(re.search(r"\b(shown|opposite)\b", claim) for claim in came.all_inner_texts())


def test_a_link_puts_single_controls_away(open_page: Open, address: str) -> None:
    page = open_page(address, "lang=en&page=stage&panel=keep")
    page.click("#locks summary", timeout=60_000)
    for name in ("preset", "mechanisms.supervision.strength"):
        page.check(f"#locks input[value='{name}']")
    page.click("#step")
    at_month(page, 1)
    assert page.is_checked("#locks input[value='preset']"), "a month that passes unticks nothing"
    link = page.input_value("#link")
    away = open_page(address, link.split("#")[1].replace("panel=keep", "panel=controls"))
    away.wait_for_selector("[data-compare=apart]", timeout=60_000)
    assert away.locator("#preset").count() == 0
    assert away.locator("[id='c-mechanisms.mobilisation.strength']").count() == 1
    assert away.locator("[id^='c-mechanisms.supervision.']:not(small)").count() == 0, "nor what belongs to it"


@pytest.mark.gate
def test_joint_beside_the_kinds_apart(open_page: Open, address: str) -> None:
    page = open_page(address, "lang=zh&page=stage&panel=controls")
    page.click("[data-compare=apart]", timeout=60_000)
    assert page.get_attribute("[data-compare=apart]", "aria-pressed") == "true", "at once"
    until(page, lambda: "条块各干各的" in page.inner_text("#worlds"))
    page.click("#step")
    at_month(page, 1)
    page.click("#tab-keep")
    with page.expect_download(timeout=60_000) as coming:
        page.click("#keep-yaml")
    assert "district" in coming.value.path().read_text(encoding="utf-8")


def test_all_that_is_kept_can_be_taken_away(open_page: Open, open_file: Open, address: str, tmp_path: Path) -> None:
    page = open_page(address, "lang=en&page=stage")
    page.click("#step", timeout=60_000)
    page.locator("#month").fill("13")
    at_month(page, 13)
    until(page, lambda: page.inner_text("#sum-a") != "…")
    values = [page.inner_text(f"#value-{world}") for world in "ab"]
    page.click("#tab-keep")
    kept = {}
    for what in ("picture", "months", "tables", "yaml", "report", "player"):
        with page.expect_download(timeout=120_000) as coming:
            page.click(f"#keep-{what}")
        kept[what] = tmp_path / coming.value.suggested_filename
        coming.value.save_as(kept[what])
    assert len({file.name for file in kept.values()}) == 6
    assert kept["picture"].read_bytes()[:4] == b"\x89PNG"
    for what in ("months", "tables"):
        head, *rows = kept[what].read_text(encoding="utf-8-sig").splitlines()
        assert len(rows) == 2 * 13
        assert all(len(row.split(",")) == len(head.split(",")) for row in rows)
    assert len(sim.load(str(kept["yaml"]), []).title.said("en")) > 0
    assert "replicat" in kept["report"].read_text(encoding="utf-8")
    player = open_file(kept["player"], "lang=en&page=stage&month=13")
    assert [player.inner_text(f"#value-{world}") for world in "ab"] == values
    assert player.input_value("#month") == "13"
    link = open_page(address, page.input_value("#link").split("#")[1])
    at_month(link, 13)
    assert link.is_visible("#keep-player")
    link.click("#tab-numbers")
    until(link, lambda: [link.inner_text(f"#value-{world}") for world in "ab"] == values)


def test_a_tab_that_is_closed_harms_nobody(open_page: Open, address: str) -> None:
    for _ in range(3):
        page = open_page(address, "lang=en&page=stage&speed=4")
        page.click("#play", timeout=60_000)
        page.close()
    page = open_page(address, "lang=en&page=stage")
    page.click("#step", timeout=60_000)
    at_month(page, 1)


@pytest.mark.gate
def test_a_killed_server_is_told_and_found_again(open_page: Open, tmp_path: Path) -> None:
    with started(tmp_path) as (process, url):
        port = int(re.search(r":(\d+)", url)[1])  # type: ignore[index]
        page = open_page(url, "lang=en&page=stage", gone=True)
        page.click("#step", timeout=60_000)
        at_month(page, 1)
        was = value(page, "a")
        process.kill()
        until(page, lambda: "not answering" in page.inner_text("#notice"))
    with started(tmp_path, port):
        until(page, lambda: not page.is_visible("#notice"), 60.0)
        at_month(page, 1)
        assert value(page, "a") == was


@pytest.mark.gate
def test_ten_pupils_guess_and_one_comes_back_as_the_same(open_page: Open, tmp_path: Path) -> None:
    from sim.demo.address import Address
    from sim.demo.file import page_file
    from sim.demo.server import HERE, Demo, Opening, listen, serve

    listening = listen(HERE, 0)
    host = f"{HERE}:{listening.getsockname()[1]}"
    demo = Demo(
        Opening((host,), lambda lang: page_file(None, lang), "en", Address(), class_urls=(f"http://{host}/class",))
    )
    assert demo.classroom is not None

    thread = Thread(target=serve, args=(demo, listening), daemon=True)
    thread.start()
    teacher = open_page(demo.url, "lang=en&page=class")
    teacher.wait_for_selector("#class-question")
    pupils = []
    for _ in range(10):
        pupil = open_page(f"http://{host}/class?code={demo.classroom.code}", ready=False)
        until(pupil, lambda pupil=pupil: "number" in pupil.inner_text("#number"))
        pupils.append(pupil)
    numbers = [pupil.inner_text("#number") for pupil in pupils]
    assert len(set(numbers)) == 10
    teacher.fill("#class-question", "Does 1+1 rise?")
    teacher.fill("#class-option-0", "<b>yes</b>")
    teacher.fill("#class-option-1", "no")
    teacher.click("#class-ask")
    for k, pupil in enumerate(pupils):
        pupil.click(f"[data-choice='{int(k >= 7)}']")
    until(teacher, lambda: teacher.inner_text("#class-answers").startswith("10 of"))
    assert teacher.locator("#histogram b").count() == 0, "no counts before guessing is closed"
    pupils[3].goto("about:blank")
    pupils[3].goto(f"http://{host}/class?code={demo.classroom.code}")
    pupils[3].wait_for_selector("[data-choice='0'][aria-pressed=true]")
    assert pupils[3].inner_text("#number") == numbers[3]
    assert "<b>yes</b>" in pupils[3].inner_text("[data-choice='0']"), "text, not markup"
    teacher.click("#class-close")
    teacher.wait_for_selector("#histogram b")
    assert teacher.locator("#histogram b").all_inner_texts() == ["7", "3"]
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for page in (teacher, pupils[3]):
        violations = axe.run(page).response["violations"]
        assert [violation["id"] for violation in violations if violation["impact"] in ("serious", "critical")] == []
    teacher.locator("#class details summary").click()
    for k, count in enumerate((12, 30)):
        teacher.locator(".count").nth(k).fill(str(count))
        teacher.keyboard.press("Tab")
        until(teacher, lambda k=k, count=count: teacher.locator("#histogram b").all_inner_texts()[k] == str(count))
    teacher.click("#class-clear")
    teacher.wait_for_selector("#class-question")
    code = demo.classroom.code
    teacher.evaluate("localStorage.setItem('lesson two_hands', '{}')")
    teacher.click("#class-new")
    until(teacher, lambda: code not in teacher.inner_text("#class .code"))
    assert teacher.evaluate("localStorage.getItem('lesson two_hands')") is None
    assert teacher.locator("#class-address").count() == 0, "there is one address"
    for pupil in pupils[:2]:
        pupil.wait_for_selector("#code")
        pupil.fill("#code", code)
        pupil.click("#join")
        pupil.wait_for_selector("#main [role=alert]")
        pupil.fill("#code", demo.classroom.code)
        pupil.click("#join")
        until(pupil, lambda pupil=pupil: "number" in pupil.inner_text("#number"))
    assert [pupil.inner_text("#number") for pupil in pupils[:2]] == ["You are number 1", "You are number 2"]
