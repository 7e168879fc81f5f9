"""Lessons in the live page: offered, opened, played as their files play them, and their questions put to a class."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread

import pytest

from sim.cli import demo as command
from sim.cli import main
from sim.cli.options import read as read_words
from sim.demo.address import Address, lesson_names, of_lesson
from sim.demo.lessons.load import LoadedLesson, load_lesson, shipped_lessons
from sim.demo.lessons.packed import stage_of
from sim.scenario import shipped, shipped_cases
from tests.demo.conftest import Open
from tests.demo.packed import packed
from tests.demo.test_live_page import at_month, until

pytest.importorskip("starlette", reason="the live page is NOT tested: pip install 'quyuhua[demo]'")

from sim.demo.access import Keys
from sim.demo.classroom import Classroom
from sim.demo.server import Demo, Opening
from tests.demo.live import HOST, client, demo, teacher


def test_a_lesson_has_a_name_of_its_own() -> None:
    assert lesson_names() == set(shipped_lessons())
    assert not lesson_names() & {*shipped(), *shipped_cases()}


@pytest.mark.parametrize("name", shipped_lessons())
def test_an_address_plays_the_worlds_of_a_lesson(name: str) -> None:
    lesson = load_lesson(name)
    play = Address(name, compare=lesson.stated.compare).play()
    wanted = [lesson.first] if lesson.beside is None else [lesson.first, lesson.beside]
    assert [scenario.model_dump() for scenario in play.scenarios] == [scenario.model_dump() for scenario in wanted]


@pytest.mark.parametrize("name", shipped_lessons())
def test_the_question_of_every_lesson_fits_a_class(name: str) -> None:
    from sim.demo.lessons.packed import lesson_data

    data = lesson_data(load_lesson(name))
    room = Classroom(Keys(), "today")
    room.ask({"text": data["question"], "options": data["options"]})
    assert room.question is not None
    assert room.question.options == data["options"]


def test_a_lesson_is_listed_and_opened_and_plays_what_its_file_plays() -> None:
    server = demo(address=Address("two_hands", compare="settings"))
    with client(server) as opened, teacher(server, opened) as page:
        address = page.first("hello")["address"]
        page.send(type="lessons")
        listed = page.first("lessons")["lessons"]
        assert [lesson["name"] for lesson in listed] == list(shipped_lessons())
        assert [lesson["number"] for lesson in listed] == list(range(1, 9))
        page.send(type="open", **address)
        stage = page.first("stage")
        page.send(type="ask", until=3)
        months = page.months(3, worlds=2)
        page.send(type="change", world="b", **{"from": 3}, settings={"mechanisms.supervision.strength": 0.0})
        assert page.first("changed")["address"]["scenario"] == "two_hands"
    expected = json.loads(json.dumps(stage_of(load_lesson("two_hands"))))
    for part in ("title", "lesson", "scenario", "needs", "geometry", "controls"):
        assert stage[part] == expected[part]
    assert [world["label"] for world in stage["worlds"]] == [world["label"] for world in expected["worlds"]]
    for world in expected["worlds"]:
        assert [message["month"] for message in months if message["world"] == world["id"]] == world["months"][:3]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A lesson as a teacher begins it, with a title that tells it from its model."""
    assert main(["lesson", "new", str(tmp_path / "own")]) == 0
    for lang, old, new in (("en", "# Two hands", "# Our street"), ("zh", "# 两只手", "# 我们街道")):
        text = tmp_path / "own" / f"{lang}.md"
        assert old in text.read_text(encoding="utf-8")
        text.write_text(text.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return tmp_path / "own"


def test_a_teachers_own_lesson_is_listed_first_and_played_live(own: Path) -> None:
    typed = read_words(["demo", str(own), "--no-browser"])
    address, loaded = command._address(typed)
    assert isinstance(loaded, LoadedLesson)
    again, _ = command._address(read_words(["demo", str(own / "lesson.yaml")]))
    assert again == address
    server = Demo(Opening((HOST,), lambda lang: "", "en", address, loaded))
    with client(server) as opened, teacher(server, opened) as page:
        address_of_page = page.first("hello")["address"]
        page.send(type="lessons")
        listed = page.first("lessons")["lessons"]
        assert [lesson["name"] for lesson in listed] == ["own", *shipped_lessons()]
        assert listed[0]["title"] == {"en": "Our street", "zh": "我们街道"}
        page.send(type="open", **{**address_of_page, "scenario": "two_hands"})
        assert page.first("stage")["title"]["en"] == "Two hands"
        page.send(type="open", scenario=listed[0]["name"], compare=listed[0]["compare"])
        stage = page.first("stage")
        page.send(type="ask", until=2)
        months = page.months(2, worlds=2)
        page.send(type="change", world="b", **{"from": 2}, settings={"mechanisms.supervision.strength": 0.0})
        assert page.first("changed")["address"]["scenario"] == "own"
    expected = json.loads(json.dumps(stage_of(load_lesson(own))))
    for part in ("title", "lesson", "scenario", "needs"):
        assert stage[part] == expected[part]
    for world in expected["worlds"]:
        assert [message["month"] for message in months if message["world"] == world["id"]] == world["months"][:2]


def test_a_teachers_own_lesson_is_saved_from_its_folder(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.html"
    assert main(["demo", str(own), "--save", str(file)]) == 0
    stage = packed(file.read_text(encoding="utf-8"))
    assert stage["title"]["zh"] == "我们街道"
    assert stage["lesson"]["question"]["en"] == load_lesson(own).texts["en"].question


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("scenario: default", "scenario: ../secret.yaml"),
        ("district.streets: 1", "use: [evil.py]"),
        ("district.streets: 1", "district.street: 1"),
        ("right: 2", "right: 9"),
    ],
)
def test_what_is_wrong_with_a_lesson_is_said_as_by_its_check(
    old: str, new: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = own / "lesson.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    capsys.readouterr()
    assert main(["lesson", "check", str(own), "--lang", "en"]) == 2
    checked = capsys.readouterr().err
    assert main(["demo", str(own), "--no-browser", "--lang", "en"]) == 2
    assert capsys.readouterr().err == checked
    assert f"{file.name}:" in checked


@pytest.mark.parametrize("name", shipped_lessons())
def test_what_a_lesson_compares_is_known_before_it_is_read(name: str) -> None:
    assert of_lesson(name) == load_lesson(name).stated.compare
    assert of_lesson("above") is None


def test_settings_that_are_wrong_open_no_page(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["two_hands", "--set", "needs.no_such=1"], ["above", "--other", "no.such=1"]):
        assert main(["demo", *words, "--no-browser", "--lang", "en"]) == 2
        assert "no" in capsys.readouterr().err


def test_a_lesson_is_saved_with_its_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lesson.html"
    assert main(["demo", "whom_to_ask", "--save", str(file)]) == 0
    expected = json.loads(json.dumps(stage_of(load_lesson("whom_to_ask"))))
    stage = packed(file.read_text(encoding="utf-8"))
    assert {part: stage[part] for part in expected if part != "band"} == {
        part: value for part, value in expected.items() if part != "band"
    }
    capsys.readouterr()
    assert main(["demo", "whom_to_ask", "--set", "needs.no_such=1", "--save", str(tmp_path / "b.html"), "--lang", "en"])
    assert "no_such" in capsys.readouterr().err


def test_a_lesson_is_chosen_from_the_list_and_its_guess_is_asked_of_the_class(open_page: Open) -> None:
    from sim.demo.file import page_file
    from sim.demo.server import HERE, Demo, Opening, listen, serve

    listening = listen(HERE, 0)
    host = f"{HERE}:{listening.getsockname()[1]}"
    at = Address("whom_to_ask", compare="settings")
    server = Demo(Opening((host,), lambda lang: page_file(None, lang), "en", at, class_urls=(f"http://{host}/class",)))
    assert server.classroom is not None
    Thread(target=serve, args=(server, listening), daemon=True).start()
    page = open_page(server.url, "lang=en")
    page.wait_for_selector("#lesson-all", timeout=120_000)
    assert page.inner_text("#title") == "Whom to ask"
    page.click("#lesson-all")
    page.wait_for_selector("#lessons li")
    assert page.locator("#lessons button").count() == 8
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    violations = axe.run(page).response["violations"]
    assert [fault["id"] for fault in violations if fault["impact"] in ("serious", "critical")] == []
    page.click("[data-lesson=little_to_do]")
    until(page, lambda: page.inner_text("#title") == "Little to do", 60.0)
    while not page.locator("#guess").count():
        page.click("#lesson-on")
    page.locator("#guess input").first.check()
    page.click("#lesson-class")
    page.wait_for_selector("#histogram")
    assert server.classroom.question is not None
    assert server.classroom.question.text["en"] == load_lesson("little_to_do").texts["en"].question
    page.click("[data-page=lesson]")
    page.click("#lesson-on")
    page.click("#lesson-run")
    page.click("#step")
    at_month(page, 1)
    assert "with little to do" in page.inner_text("#worlds")
    page.locator("#month").fill("13")
    at_month(page, 13)
    until(page, lambda: "1+1" in page.inner_text("#panel") and page.inner_text("#sum-a") != "…")
    page.click("[data-page=lesson]")
    page.click("#lesson-on")
    together, apart = page.locator("#sheet-print li").all_inner_texts()
    assert "1+1 = " in together
    assert "value" in apart
    assert "1+1" not in apart, "what is apart has no 1+1 of its own"
    again = open_page(server.url, page.url.split("#")[1])
    until(again, lambda: again.inner_text("#title") == "Little to do", 60.0)
