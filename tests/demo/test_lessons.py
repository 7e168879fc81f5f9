"""Lessons: what they say holds over seeds, what is wrong is said with its place, and each packs into a page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli import main
from sim.demo.lessons.lesson import THIS
from sim.demo.lessons.load import FILE, LoadedLesson, load_lesson, shipped_lessons
from sim.demo.lessons.outcomes import Tried, tried
from sim.demo.lessons.packed import lesson_data, player, stage_of
from sim.runs.runner import answer
from sim.scenario import ScenarioError
from sim.words import LANGUAGES
from tests.demo.packed import packed

NAMES = tuple(shipped_lessons())
FEW, MANY = 8, 30


def outcomes(lesson: LoadedLesson, seeds: int) -> list[Tried]:
    return answer(tried(lesson, seeds))


def in_a_line(trials: list[Tried]) -> str:
    return "; ".join(
        f"{trial.name} {trial.mean:.4g}, said {trial.outcome.mean:g} ± {trial.outcome.give:g}, in {trial.share:.0%}"
        for trial in trials
    )


def test_eight_ship_in_order() -> None:
    assert [load_lesson(name).stated.number for name in NAMES] == list(range(1, 9))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_lesson_says_holds_over_a_few_seeds(name: str) -> None:
    """The signs in as many seeds as it says, but for one; the means more loosely than over many."""
    for trial in outcomes(load_lesson(name), FEW):
        loose = trial.outcome.give * (MANY / FEW) ** 0.5
        assert abs(trial.mean - trial.outcome.mean) <= loose, in_a_line([trial])
        assert trial.share >= trial.outcome.seeds - 1.0 / FEW, in_a_line([trial])


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_what_a_lesson_says_holds_over_many_seeds(name: str) -> None:
    failing = [trial for trial in outcomes(load_lesson(name), MANY) if not trial.holds]
    assert not failing, in_a_line(failing)


@pytest.mark.parametrize("name", NAMES)
def test_the_class_sees_what_the_lesson_says(name: str) -> None:
    """The luck that is shown is no exception: what is claimed of a sign holds in it."""
    for trial in outcomes(load_lesson(name), 2):
        first = Tried(trial.name, trial.outcome, trial.values[:1])
        assert first.share == 1.0, in_a_line([first])


@pytest.mark.parametrize("page", ["teaching.md", "teaching.zh.md"])
def test_teachers_are_told_of_each_in_order(page: str) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / page).read_text(encoding="utf-8")
    assert re.findall(r"^\| (\d) \| `(\w+)` \|", text, re.MULTILINE) == [
        (str(k), name) for k, name in enumerate(NAMES, 1)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_its_data_are_whole_in_both_languages(name: str) -> None:
    data = lesson_data(load_lesson(name))
    assert len(data["if_wrong"]) == len(data["options"])
    assert [k for k, words in enumerate(data["if_wrong"]) if words is None] == [data["right"]]
    text = json.dumps(data, ensure_ascii=False)
    assert "{" not in text.replace('{"', "")
    for part in ("title", "question", "watch", "result", "if_right"):
        assert set(data[part]) == set(LANGUAGES)
        assert all(data[part].values())
    assert data["questionnaire"]


def test_a_page_plays_what_the_lesson_says() -> None:
    lesson = load_lesson("tipping")
    stage = stage_of(lesson)
    assert [world["label"]["en"] for world in stage["worlds"]] == [
        "few at the start, nobody mobilises", "few at the start, mobilised",
    ]  # fmt: skip
    at = stage["measures"].index("participation")
    first, second = (world["months"][-1]["measures"][at] for world in stage["worlds"])
    assert first < 0.2 < 0.6 < second
    assert len(stage["worlds"][0]["months"]) == lesson.stated.months
    page = player(lesson, "zh")
    assert page.lower().startswith("<!doctype html>")
    assert "过不过那个坎" in page or "data-packed" in page


def test_a_page_that_speaks_of_k_shows_it_over_many_runs() -> None:
    page = player(load_lesson("two_hands"), "en")
    k = packed(page)["band"]["complementarity"]
    assert k["a"]["low"] > 1.0
    assert k["b"]["high"] < k["a"]["low"]


def test_the_first_lesson_is_the_rule_and_not_luck() -> None:
    for trial in outcomes(load_lesson("whom_to_ask"), 20):
        assert trial.values.std() < 1e-9, in_a_line([trial])


def test_to_load_one_imports_no_server() -> None:
    code = (
        "import sys; from sim.demo.lessons.load import load_lesson; load_lesson('two_hands');"
        "print([name for name in ('starlette', 'uvicorn', 'websockets', 'sim.demo.server') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    shutil.copytree(shipped_lessons()["two_hands"], folder)
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "line", "nearest"),
    [
        (FILE, "needs.two_sided: 1.0", "needs.two_side: 1.0", "unknown_key", 7, "needs.two_sided"),
        (FILE, "needs.two_sided: 1.0", "needs.two_sided: 7.0", "out_of_range", 7, None),
        (FILE, "needs.two_sided: 1.0", "use: mine.py", "lesson_closed", 7, None),
        (FILE, "needs.two_sided: 1.0", "seed: 3", "lesson_closed", 7, None),
        (FILE, "scenario: default", "scenario: defualt", "lesson_scenario", 2, "default"),
        (FILE, "scenario: default", "scenario: ../mine.yaml", "lesson_scenario", 2, None),
        (FILE, "number: 2", "nummer: 2", "unknown_key", 1, "number"),
        (FILE, "world: one_hand, mean: 2.03", "world: onehand, mean: 2.03", "lesson_no_world", 16, "one_hand"),
        (FILE, "title: {zh: 每件事都要条块两只手, en", "title: {en", "missing", 8, None),
        (FILE, "title: {zh: 每件事", "title: {zh：每件事", "unknown_key", 8, None),
        (FILE, "两只手, en", "两只手，en", "not_yaml", 8, None),
        (FILE, "number: 2", "number：2", "not_yaml", 2, None),
        (FILE, "  district.streets", "\tdistrict.streets", "not_yaml", 4, None),
        (FILE, "read: one_plus_one, mean", "read: one_plus_on, mean", "unknown_measure", 15, "one_plus_one"),
        (FILE, "right: 2", "right: 4", "out_of_range", 13, None),
        ("zh.md", "## 猜一猜", "## 猜一", "lesson_heading", 5, None),
        ("en.md", "## Watch", "## Why", "lesson_heading_twice", None, None),
        ("en.md", "Some needs", "<b>Some</b> needs", "lesson_html", 3, None),
        ("en.md", "Some needs", "<script>alert(1)</script>\n\nSome needs", "lesson_html", 3, None),
        ("en.md", "Some needs", "Some *needs*", "lesson_markup", 3, None),
        ("en.md", "Some needs", "[Some](https://example.org) needs", "lesson_markup", 3, None),
        ("en.md", "{both}", "{bath}", "lesson_no_figure", None, "both"),
        ("en.md", "{both}", "{both", "lesson_braces", None, None),
        ("zh.md", "3. 什么都不变。\n", "", "lesson_wrong", None, None),
        ("en.md", "2. –", "2. Something.", "lesson_words_of_right", 30, None),
        ("zh.md", "2. –", "2. 无", "lesson_words_of_right", 28, None),
        ("zh.md", "3. 有变化，只是“1+1”里看不大出来：要看 K，也要看办成了多少。", "3. ", "lesson_no_words", 29, None),
        ("zh.md", "3. 什么都不变。", "3. ", "lesson_item_empty", 11, None),
        ("zh.md", "3. 什么都不变。", "3、什么都不变。", "lesson_item_space", 11, None),
        ("zh.md", "3. 什么都不变。", "3．什么都不变。", "lesson_item_space", 11, None),
        ("zh.md", "## 猜一猜", "##猜一猜", "lesson_heading_space", 5, None),
        ("zh.md", "## 猜一猜", "＃＃ 猜一猜", "lesson_heading_space", 5, None),
        ("zh.md", "## 猜一猜", "## Guess", "lesson_heading", 5, "猜一猜"),
        ("zh.md", "{both}", "｛both｝", "lesson_wide_braces", 19, None),
        ("zh.md", "{both}", "{both:.1f}", "lesson_braces", 19, None),
        ("zh.md", "### “1+1”变大", "### {bath}变大", "lesson_no_figure", 39, "both"),
        ("en.md", "\n3. There are more resources", "", "lesson_parts_items", None, None),
        ("zh.md", "有些事块和条", "| 甲 | 乙 |\n|---|---|\n\n有些事块和条", "lesson_markup", 3, None),
        ("en.md", "# Two hands\n", "", "lesson_no_title", 1, None),
        ("en.md", "## Watch", "### Watch", "lesson_heading_missing", None, None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(
    own: Path, file: str, old: str, new: str, kind: str, line: int | None, nearest: str | None
) -> None:
    change(own, file, old, new)
    with pytest.raises(ScenarioError) as caught:
        load_lesson(own)
    fault = next((fault for fault in caught.value.faults if fault.kind == kind), None)
    assert fault is not None, [(fault.kind, fault.message("en")) for fault in caught.value.faults]
    assert Path(fault.file).name == file
    if line is not None:
        assert fault.line == line
    assert fault.nearest == nearest
    if kind != "lesson_heading_twice":  # which is two: another part is missing
        assert len({(fault.file, fault.line) for fault in caught.value.faults}) == 1  # one slip, one place
    for lang in LANGUAGES:
        assert fault.message(lang)


def test_a_file_that_is_lacking_is_named(own: Path) -> None:
    (own / "zh.md").unlink()
    with pytest.raises(ScenarioError, match="no such file"):
        load_lesson(own)


@pytest.mark.parametrize(("file", "there"), [("zh.md", "zh.md.txt"), (FILE, "lesson.yaml.txt"), (FILE, "lesson.yml")])
def test_a_file_with_an_ending_that_windows_hides_is_named(own: Path, file: str, there: str) -> None:
    (own / file).rename(own / there)
    with pytest.raises(ScenarioError, match=there):
        load_lesson(own)


@pytest.mark.parametrize(("coding", "sentence"), [("gb18030", "GBK"), ("utf-16", "UTF-16")])
@pytest.mark.parametrize("file", ["zh.md", FILE])
def test_a_file_in_another_coding_is_said_to_be(own: Path, file: str, coding: str, sentence: str) -> None:
    text = (own / file).read_text(encoding="utf-8")
    (own / file).write_bytes(text.encode(coding))
    with pytest.raises(ScenarioError, match=sentence):
        load_lesson(own)


def test_a_file_as_windows_saves_it_is_read(own: Path) -> None:
    before = load_lesson(own).texts
    for file in (FILE, "zh.md", "en.md"):
        text = (own / file).read_bytes()
        (own / file).write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert load_lesson(own).texts == before


def test_two_wrong_guesses_are_told_different_things(own: Path) -> None:
    text = (own / "en.md").read_text(encoding="utf-8")
    first, last = (line for line in text.splitlines() if line.startswith(("1. That is half", "3. Something does")))
    (own / "en.md").write_text(text.replace(last[3:], first[3:]), encoding="utf-8")
    with pytest.raises(ScenarioError, match="told the same"):
        load_lesson(own)


def test_a_wrong_name_is_said_with_the_right_one() -> None:
    with pytest.raises(ScenarioError, match=r"did you mean two_hands\?"):
        load_lesson("two_hand")


def test_worlds_are_laid_over_the_first(own: Path) -> None:
    worlds = load_lesson(own).scenarios
    assert worlds[THIS].needs.two_sided == 1.0
    assert worlds["one_hand"].needs.two_sided == 0.0
    assert worlds["one_hand"].district.lines == worlds[THIS].district.lines == 22


# The command


def test_a_lesson_of_ones_own_from_beginning_to_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert main(["lesson", "new", str(folder), "--lang", "en"]) == 0
    assert main(["lesson", "check", str(folder), "--lang", "en"]) == 0
    assert "nothing is wrong" in capsys.readouterr().out
    change(folder, "en.md", "## Watch", "## Wacth")
    assert main(["lesson", "check", str(folder), "--lang", "en"]) == 2
    complaint = capsys.readouterr().err
    assert "en.md:" in complaint
    assert "did you mean Watch?" in complaint
    change(folder, "en.md", "## Wacth", "## Watch")
    assert main(["lesson", "save", str(folder), "--out", str(tmp_path / "out"), "--lang", "en"]) == 0
    assert (tmp_path / "out" / "mine.en.html").stat().st_size > 100_000
    assert main(["lesson", "new", str(folder), "--lang", "en"]) == 2
    assert "is there already" in capsys.readouterr().err


def test_all_are_saved_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.cli import lessons as command

    monkeypatch.setattr(command, "_shipped", lambda: ["whom_to_ask"])  # one stands for eight
    assert main(["lesson", "save", "--all", "--out", str(tmp_path / "both")]) == 0
    assert sorted(file.name for file in (tmp_path / "both").iterdir()) == ["whom_to_ask.en.html", "whom_to_ask.zh.html"]
    chinese, english = (tmp_path / "both" / f"whom_to_ask.{lang}.html" for lang in ("zh", "en"))
    assert '<html lang="zh-CN">' in chinese.read_text(encoding="utf-8")
    assert '<html lang="en">' in english.read_text(encoding="utf-8")
    assert main(["lesson", "save", "--all", "--out", str(tmp_path / "one"), "--lang", "en"]) == 0
    assert [file.name for file in (tmp_path / "one").iterdir()] == ["whom_to_ask.en.html"]
    capsys.readouterr()


def test_all_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lesson", "check", "--all", "--json"]) == 0
    assert [file["file"] for file in json.loads(capsys.readouterr().out)["files"]] == list(NAMES)


def test_list_and_try(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lesson", "--lang", "zh"]) == 0
    assert "第 6 课" in capsys.readouterr().out
    assert main(["lesson", "list", "--json"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == list(NAMES)
    assert main(["lesson", "try", "whom_to_ask", "--seeds", "3", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["whom_to_ask"]["nobody"]["holds"]


def test_a_claim_that_does_not_hold_fails(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own, FILE, "mean: 2.09, give: 0.06", "mean: 2.9, give: 0.06")
    assert main(["lesson", "try", str(own), "--seeds", "2", "--lang", "en"]) == 1
    assert "FAILS both" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["lesson", "save", "two_hands", "--all"], "with no other name; found: save two_hands"),
        (["lesson", "new", "--all"], "after save, check or try"),
        (["lesson", "make"], "list, check, try, save or new, not make"),
        (["lesson", "check"], "which lesson?"),
        (["lesson", "try", "two_hands", "--seeds", "1"], "--seeds 1: a whole number from 2"),
        (["lesson", "try", "two_hand"], "did you mean two_hands?"),
    ],
)
def test_what_is_typed_wrong_is_said(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--lang", "en"]) == 2
    assert sentence in capsys.readouterr().err
