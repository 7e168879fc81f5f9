"""`compare` as a person uses it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from sim.show.comparison.faces import FACES, FIGURES
from tests.journeys.conftest import Program

QUICK = ("--replications", "4", "--months", "4")
PAIRS = {"pairs.csv"}  # where --pairs asks for it
FIVE = ("mobilisation", "planning", "liaison", "supervision", "incentive")


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_two_scenarios_are_compared_and_kept(real: Program, here: Path, lang: str) -> None:
    outcome = real("compare", "above", "below", *QUICK, "--no-report", "--lang", lang)
    assert outcome.status == 0, outcome.err
    assert outcome.err == ""
    assert outcome.out.startswith("A  above")
    folder = here / "results" / "001-above-below"
    data = {name for name in FACES.every_file() if name.endswith((".csv", ".json"))} - PAIRS
    assert {file.name for file in folder.iterdir()} == data
    assert str(Path("results/001-above-below")) in outcome.out
    assert ("needs.two_sided" in outcome.out) is True  # they do not meet the same world, and it says so


def test_the_folder_holds_what_is_documented(real: Program, here: Path) -> None:
    outcome = real("compare", "above", "above", *QUICK, "--out", "kept", "--lang", "zh")
    assert outcome.status == 0, outcome.err
    assert outcome.err == ""
    values = {file.relative_to(here / "kept").as_posix() for file in (here / "kept").rglob("*") if file.is_file()}
    figures = {name for name in values if name.startswith("figures/")}
    assert values - figures == {name for name in FACES.every_file() if not name.startswith("figures/")} - PAIRS
    assert len(figures) == 2 * len(FIGURES)


def test_tables_have_the_columns_that_are_documented(real: Program, here: Path) -> None:
    real("compare", "above", "above", *QUICK, "--no-report", "--out", "kept")
    for name, columns in ((table.name, tuple(table.names())) for table in FACES.tables if table.file not in PAIRS):
        result = rows(here / "kept" / f"{name}.csv")
        assert result
        if name != "months":
            assert tuple(result[0]) == columns
    data = rows(here / "kept" / "comparison.csv")
    assert {row["scenario"] for row in data} == {"A", "B"}
    assert {row["reading"] for row in data if row["scenario"] == "B"} <= {"same", "undefined"}
    assert [row["difference"] for row in data if row["measure"] == "value"] == ["", "0.0"]
    assert len(rows(here / "kept" / "months.csv")) == 4


def test_a_case_alone_is_compared_with_its_counterfactuals(real: Program, here: Path) -> None:
    outcome = real("compare", "two_way_claiming", *QUICK, "--json")
    assert outcome.status == 0, outcome.err
    data = json.loads(outcome.out)
    assert [scenario["name"] for scenario in data["scenarios"].values()] == [
        "two_way_claiming",
        "appointment",
        "one_way",
    ]
    assert set(data["measures"]["value"]["differences"]) == {"B", "C"}
    assert data["months"] == 4
    assert [file.name for file in here.iterdir()] == ["mine.yaml"]


def test_a_manifest_makes_it_again_and_workers_change_no_byte(real: Program, here: Path) -> None:
    real("compare", "above", "mine.yaml", *QUICK, "--no-report", "--out", "first", "--workers", "1", "--seed", "3")
    outcome = real("compare", "--from", "first", "--no-report", "--out", "second", "--workers", "3", "--lang", "zh")
    assert outcome.status == 0, outcome.err
    names = [name for name in FACES.every_file() if name.endswith(".csv") and name not in PAIRS]
    for name in (*names, "comparison.json"):
        assert (here / "first" / name).read_bytes() == (here / "second" / name).read_bytes()
    data = json.loads((here / "second" / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in data["compared"]] == ["above", "mine"]
    assert data["replications"] == {"asked": 4, "done": 4}
    assert data["seed"] == 3


def test_a_case_is_made_again_from_its_manifest(real: Program, here: Path) -> None:
    assert real("compare", "two_way_claiming", *QUICK, "--no-report", "--out", "first").status == 0
    outcome = real("compare", "--from", "first/manifest.json", "--no-report", "--out", "second")
    assert outcome.status == 0, outcome.err
    for name in ("comparison.csv", "scenarios.csv", "flows.csv"):
        assert (here / "first" / name).read_bytes() == (here / "second" / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "compare needs two scenarios, or one case"),
        (("above",), "With --without or --drop-each one scenario will do"),
        (("above",), "above is no case"),
        (("above", "default"), "default has 60"),
        (("above", "nowhere.yaml"), "nowhere.yaml"),
        (("above", "below", "--set", "months=0"), "months"),
        (("above", "below", "--set", "nothing=1"), "nothing"),
        (("above", "below", "--months", "x"), "--months"),
        (("above", "below", "--replications", "1"), "--replications"),
        (("above", "below", "--precision", "2"), "--precision"),
        (("above",) * 7, "above"),
        (("--from", "mine.yaml"), "mine.yaml"),
        (("above", "--from", "mine.yaml"), "--from"),
        (("above", "below", "--overwrite"), "--out"),
        (("above", "below", "--out", "mine.yaml"), "mine.yaml"),
    ],
)
def test_what_is_wrong_is_said_once_and_nothing_is_written(
    real: Program, here: Path, words: tuple[str, ...], sentence: str
) -> None:
    outcome = real("compare", *words)
    assert outcome.status == 2
    assert outcome.out == ""
    assert sentence in outcome.err
    assert "Traceback" not in outcome.err
    assert [file.name for file in here.iterdir()] == ["mine.yaml"]


def test_a_folder_is_replaced_only_when_asked(real: Program, here: Path) -> None:
    words = ("compare", "above", "above", *QUICK, "--no-report", "--out", "kept")
    assert real(*words).status == 0
    again = real(*words)
    assert again.status == 2
    assert "kept" in again.err
    (here / "kept" / "notes.txt").write_text("mine", encoding="utf-8")
    assert real(*words, "--overwrite").status == 0
    assert (here / "kept" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_the_manifest_of_one_command_is_none_of_another(real: Program, here: Path) -> None:
    wrote = {"run": "run above", "compare": "compare above above", "sweep": "sweep above --grid needs.two_sided=0,1"}
    for command, words in wrote.items():
        assert real(*words.split(), *QUICK, "--no-report", "--out", command).status == 0
    for command, other in (("compare", "run"), ("run", "compare"), ("run", "sweep"), ("cases", "sweep")):
        outcome = real(command, "--from", other, "--lang", "en")
        assert outcome.status == 2
        assert outcome.err == f"--from: {other} was written by {other}, not by {command}: say {other} --from.\n"
    assert "run --from" in real("sweep", "--from", "run", "--lang", "zh").err
    assert not (here / "results").exists()
    assert real("sweep", "--from", "run", "--grid", "needs.two_sided=0,1", "--no-report").status == 0


def test_each_mechanism_is_left_out_in_turn_and_ranked(real: Program, here: Path) -> None:
    outcome = real("compare", "above", "--drop-each", "mechanisms", "--pairs", *QUICK, "--no-report", "--lang", "en")
    assert outcome.status == 0, outcome.err
    assert (here / "results" / "001-above-drop-each").is_dir()
    data = json.loads((here / "results" / "001-above-drop-each" / "comparison.json").read_text(encoding="utf-8"))
    names = [scenario["name"] for scenario in data["scenarios"].values()]
    assert names == ["above", *(f"without-{name}" for name in FIVE)]
    lost = {letter: difference["estimate"] for letter, difference in data["measures"]["value"]["differences"].items()}
    assert data["ranking"] == sorted(lost, key=lambda letter: lost[letter])
    assert len(data["pairs"]["value"]) == 10
    assert data["pairs"]["value"]["C - B"]["estimate"] == pytest.approx(lost["C"] - lost["B"])
    rows = [line for line in outcome.out.splitlines() if line[:3] in {f"{letter}  " for letter in "BCDEF"}]
    assert [line[0] for line in rows[5:]] == data["ranking"]  # below the names in the order of the scenario
    assert {line[3:].split()[0] for line in rows[5:]} == set(FIVE)  # no name is cut


def test_a_ranking_is_made_again_from_its_manifest(real: Program, here: Path) -> None:
    words = ("compare", "above", "--drop-each", "mechanisms", "--pairs", *QUICK, "--no-report", "--lang", "en")
    first = real(*words, "--out", "first")
    again = real("compare", "--from", "first", "--no-report", "--lang", "en", "--out", "second")
    assert again.status == 0, again.err
    assert again.out.replace("second", "first") == first.out
    for name in ("comparison.json", "comparison.csv"):
        assert (here / "first" / name).read_bytes() == (here / "second" / name).read_bytes()


@pytest.mark.gate
def test_more_parts_than_scenarios_that_may_be_named_are_ranked(real: Program, here: Path) -> None:
    words = ("compare", "above", "--drop-each", "instruments", "--out", "many", "--lang", "zh")
    outcome = real(*words, "--replications", "2", "--months", "2")
    assert outcome.status == 0, outcome.err
    data = json.loads((here / "many" / "comparison.json").read_text(encoding="utf-8"))
    assert len(data["scenarios"]) > 20
    assert {file.stem for file in (here / "many" / "figures").iterdir()} == {"totals"}
    assert "多于 6 个情景时只画总量图" in (here / "many" / "compare.html").read_text(encoding="utf-8")


def test_what_is_left_out_is_one_more_scenario(real: Program, here: Path) -> None:
    outcome = real(
        "compare", "above", "--without", "liaison.exchange,planning", "--without", "incentive", *QUICK, "--json"
    )
    assert outcome.status == 0, outcome.err
    scenarios = json.loads(outcome.out)["scenarios"]
    assert [entry["name"] for entry in scenarios.values()] == [
        "above", "without-liaison.exchange+planning", "without-incentive",
    ]  # fmt: skip
    assert scenarios["C"]["title"] == {"en": "without incentive", "zh": "去掉：表彰激励"}


def test_where_value_and_one_plus_one_move_apart_it_says_which_to_read(real: Program, here: Path) -> None:
    outcome = real("compare", "flood", "--without", "planning", "--replications", "8", "--lang", "en", "--no-report")
    assert "less value added than A" in outcome.out
    assert "B: by the estimates value added and 1+1 move apart" in outcome.out  # S +0.1 [-0.1, +0.2]
    same = real("compare", "above", "above", *QUICK, "--lang", "en", "--no-report")
    assert "move apart" not in same.out


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (["run", "--without", "liason"], "no liason", "您是不是想写 liaison？"),
        (["run", "--without", "exchang"], "Did you mean exchange?", "没有 exchang"),
        (["run", "--without", "magic"], "there are, among others: mobilisation planning", "可写的如"),
        (["compare", "above", "below", "--without", "liaison"], "name one", "请只写一个情景"),
        (["compare", "above", "--drop-each", "all"], "allowed: mechanisms, instruments", "允许：mechanisms"),
        (["compare", "--from", "x", "--without", "liaison"], "--without cannot stand beside --from", "不能与 --from"),
        (["compare", "--from", "x", "--pairs"], "--pairs cannot stand beside --from", "不能与 --from"),
    ],
)
def test_what_cannot_be_left_out_is_refused(
    program: Program, here: Path, words: list[str], english: str, chinese: str
) -> None:
    for lang, expected in (("en", english), ("zh", chinese)):
        outcome = program(*words, "--lang", lang)
        assert outcome.status == 2
        assert expected in outcome.err
        assert outcome.out == ""


def test_a_run_without_a_mechanism_is_that_at_strength_0(real: Program, here: Path) -> None:
    left_out = json.loads(real("run", "above", "--without", "liaison", *QUICK, "--json").out)
    switched = json.loads(real("run", "above", "--set", "mechanisms.liaison.strength=0", *QUICK, "--json").out)
    assert left_out == switched
