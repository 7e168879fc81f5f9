"""`compare` as a person uses it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from sim.show.comparison.faces import FACES, FIGURES
from tests.journeys.conftest import Program

QUICK = ("--replications", "4", "--months", "4")


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_two_scenarios_are_compared_and_kept(real: Program, here: Path, lang: str) -> None:
    said = real("compare", "above", "below", *QUICK, "--no-report", "--lang", lang)
    assert said.status == 0, said.err
    assert said.err == ""
    assert said.out.startswith("A  above")
    folder = here / "results" / "001-above-below"
    data = {name for name in FACES.every_file() if name.endswith((".csv", ".json"))}
    assert {file.name for file in folder.iterdir()} == data
    assert str(Path("results/001-above-below")) in said.out
    assert ("needs.two_sided" in said.out) is True  # they do not meet the same world, and it says so


def test_the_folder_holds_what_is_documented(real: Program, here: Path) -> None:
    said = real("compare", "above", "above", *QUICK, "--out", "kept", "--lang", "zh")
    assert said.status == 0, said.err
    assert said.err == ""
    found = {file.relative_to(here / "kept").as_posix() for file in (here / "kept").rglob("*") if file.is_file()}
    figures = {name for name in found if name.startswith("figures/")}
    assert found - figures == {name for name in FACES.every_file() if not name.startswith("figures/")}
    assert len(figures) == 2 * len(FIGURES)


def test_tables_have_the_columns_that_are_documented(real: Program, here: Path) -> None:
    real("compare", "above", "above", *QUICK, "--no-report", "--out", "kept")
    for name, columns in ((table.name, tuple(table.names())) for table in FACES.tables):
        found = rows(here / "kept" / f"{name}.csv")
        assert found
        if name != "months":
            assert tuple(found[0]) == columns
    told = rows(here / "kept" / "comparison.csv")
    assert {row["scenario"] for row in told} == {"A", "B"}
    assert {row["reading"] for row in told if row["scenario"] == "B"} <= {"same", "undefined"}
    assert [row["difference"] for row in told if row["measure"] == "value"] == ["", "0.0"]
    assert len(rows(here / "kept" / "months.csv")) == 4


def test_a_case_alone_is_compared_with_its_counterfactuals(real: Program, here: Path) -> None:
    said = real("compare", "two_way_claiming", *QUICK, "--json")
    assert said.status == 0, said.err
    found = json.loads(said.out)
    assert [one["name"] for one in found["scenarios"].values()] == ["two_way_claiming", "appointment", "one_way"]
    assert set(found["measures"]["value"]["differences"]) == {"B", "C"}
    assert found["months"] == 4
    assert [file.name for file in here.iterdir()] == ["mine.yaml"]


def test_a_manifest_makes_it_again_and_workers_change_no_byte(real: Program, here: Path) -> None:
    real("compare", "above", "mine.yaml", *QUICK, "--no-report", "--out", "first", "--workers", "1", "--seed", "3")
    said = real("compare", "--from", "first", "--no-report", "--out", "second", "--workers", "3", "--lang", "zh")
    assert said.status == 0, said.err
    names = [name for name in FACES.every_file() if name.endswith(".csv")]
    for name in (*names, "comparison.json"):
        assert (here / "first" / name).read_bytes() == (here / "second" / name).read_bytes()
    told = json.loads((here / "second" / "manifest.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in told["compared"]] == ["above", "mine"]
    assert told["replications"] == {"asked": 4, "done": 4}
    assert told["seed"] == 3


def test_a_case_is_made_again_from_its_manifest(real: Program, here: Path) -> None:
    assert real("compare", "two_way_claiming", *QUICK, "--no-report", "--out", "first").status == 0
    said = real("compare", "--from", "first/manifest.json", "--no-report", "--out", "second")
    assert said.status == 0, said.err
    for name in ("comparison.csv", "scenarios.csv", "flows.csv"):
        assert (here / "first" / name).read_bytes() == (here / "second" / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "compare needs two scenarios, or one case"),
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
    real: Program, here: Path, words: tuple[str, ...], said: str
) -> None:
    found = real("compare", *words)
    assert found.status == 2
    assert found.out == ""
    assert said in found.err
    assert "Traceback" not in found.err
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


def test_the_manifest_of_a_run_is_none_of_a_comparison(real: Program, here: Path) -> None:
    real("run", "above", *QUICK, "--no-report", "--out", "run")
    real("compare", "above", "above", *QUICK, "--no-report", "--out", "compared")
    for words in (("compare", "--from", "run"), ("run", "--from", "compared")):
        said = real(*words)
        assert said.status == 2
        assert "manifest.json" in said.err
    assert not (here / "results").exists()
