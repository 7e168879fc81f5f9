"""`sweep` as a person uses it: a grid, a table, a folder in which it goes on."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sim.questions import sweep
from tests.journeys.conftest import Program, environment

SMALL = ("even", "--months", "4", "--replications", "2")
GRID = ("--grid", "needs.two_sided=0:0.5:3", "--grid", "matching.mode=two_way,blind")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_a_grid_becomes_a_table_on_the_screen_and_in_the_folder(real: Program, here: Path) -> None:
    outcome = real("sweep", *SMALL, *GRID, "--lang", "en")
    assert outcome.status == 0, outcome.err
    assert "1+1 over needs.two_sided; matching.mode: even, 4 months" in outcome.out
    assert outcome.out.endswith(f"Written to {Path('results/001-sweep-even')}\n")
    folder = here / "results/001-sweep-even"
    table = rows(folder / "sweep.csv")
    assert [(row["needs.two_sided"], row["matching.mode"]) for row in table] == [
        (share, mode) for share in ("0.0", "0.25", "0.5") for mode in ("two_way", "blind")
    ]
    assert {row["replications"] for row in table} == {"2"}
    measures = rows(folder / "measures.csv")
    assert {row["point"] for row in measures} == {str(1 + i) for i in range(6)}
    data = json.loads(real("sweep", *SMALL, *GRID, "--json").out)
    shown = [point["surplus"]["estimate"] for point in data["points"]]
    assert shown == [float(row["surplus_estimate"]) for row in table]
    assert not (here / "results/002-sweep-even").exists()
    assert (folder / "sweep.xlsx").is_file()
    assert {file.name for file in (folder / "figures").iterdir()} == {"sweep.png", "sweep.svg"}
    assert 'lang="en"' in (folder / "figures/sweep.svg").read_text(encoding="utf-8")


def test_a_point_says_what_a_run_of_that_point_says(real: Program) -> None:
    data = json.loads(real("sweep", *SMALL, *GRID, "--json").out)
    point = data["points"][3]
    assert point["values"] == {"needs.two_sided": "0.25", "matching.mode": "blind"}
    alone = json.loads(
        real("run", *SMALL, "--set", "needs.two_sided=0.25", "--set", "matching.mode=blind", "--json").out
    )
    assert alone.pop("groups")  # a sweep keeps none
    assert {name: point[name] for name in alone} == alone


def test_it_goes_on_where_it_was_killed_and_ends_with_the_same_tables(real: Program, here: Path) -> None:
    assert real("sweep", *SMALL, *GRID, "--out", "whole").status == 0
    words = [sys.executable, "-m", "sim.cli.entry", "sweep", *SMALL, *GRID, "--out", "killed"]
    program = subprocess.Popen(
        [*words[:1], "-c", f"import sys; from sim.cli import main; sys.exit(main({words[3:]!r}))"],
        cwd=here, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    first = here / "killed/points/00000.json"
    deadline = time.monotonic() + 120
    while not first.exists() and program.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    program.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    program.wait()
    before = {file.name: file.stat().st_mtime_ns for file in (here / "killed/points").glob("0*.json")}
    assert before
    if len(before) < 6:  # what is looked at comes when every point is there
        assert not (here / "killed/sweep.xlsx").exists()
        assert not (here / "killed/figures").exists()
    outcome = real("sweep", *SMALL, *GRID, "--out", "killed")
    assert outcome.status == 0, outcome.err
    for name in ("sweep.csv", "measures.csv", "sweep.xlsx", "figures/sweep.png", "figures/sweep.svg"):
        assert (here / "killed" / name).read_bytes() == (here / "whole" / name).read_bytes()
    after = {file.name: file.stat().st_mtime_ns for file in (here / "killed/points").glob("0*.json")}
    assert {name: after[name] for name in before} == before  # what was done was not done again
    assert len(after) == 6


def test_a_folder_of_other_sources_is_refused(real: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    assert real("sweep", *SMALL, *GRID, "--out", "s").status == 0
    monkeypatch.setattr("sim.runs.ledger.sources", lambda: "edited")
    outcome = real("sweep", *SMALL, *GRID, "--out", "s", "--lang", "en")
    assert outcome.status == 2
    assert "(sources differ)" in outcome.err


def test_a_sweep_begun_again_and_stopped_leaves_the_tables_whole(
    real: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert real("sweep", *SMALL, *GRID, "--out", "s").status == 0
    whole = {name: (here / "s" / name).read_bytes() for name in ("sweep.csv", "measures.csv")}

    class Stopped(sweep.Point):
        def __init__(self, number: int, *given: Any) -> None:
            if number == 1:
                raise KeyboardInterrupt
            super().__init__(number, *given)

    monkeypatch.setattr(sweep, "Point", Stopped)
    assert real("sweep", *SMALL, *GRID, "--out", "s").status == 130
    assert {name: (here / "s" / name).read_bytes() for name in whole} == whole


def test_no_picture_is_said_where_too_much_varies_and_none_is_made_where_none_is_asked_for(
    real: Program, here: Path
) -> None:
    choices = ("--grid", "matching.mode=two_way,blind", "--grid", "world=drawn,fixed")
    outcome = real("sweep", *SMALL, *choices, "--out", "many", "--lang", "en")
    assert outcome.status == 0, outcome.err
    assert outcome.out.count("No picture: ") == 1
    assert (here / "many/sweep.xlsx").is_file()
    assert not (here / "many/figures").exists()
    outcome = real("sweep", *SMALL, *GRID[:2], "--out", "data", "--no-report", "--lang", "en")
    assert "No picture" not in outcome.out
    assert {file.name for file in (here / "data").iterdir()} == {
        "points",
        "sweep.json",
        "sweep.csv",
        "measures.csv",
        "manifest.json",
    }


def test_there_is_nothing_to_overwrite_and_that_is_said(real: Program, here: Path) -> None:
    outcome = real("sweep", *SMALL, *GRID, "--out", "kept", "--overwrite", "--lang", "en")
    assert outcome.status == 2
    assert "sweep has no --overwrite: where the folder was begun by the same command it goes on" in outcome.err
    assert not (here / "kept").exists()


def test_another_sweep_or_other_things_in_the_folder_are_refused(real: Program, here: Path) -> None:
    assert real("sweep", *SMALL, "--grid", "needs.two_sided=0,0.5", "--out", "kept").status == 0
    before = {file: file.read_bytes() for file in (here / "kept").rglob("*") if file.is_file()}
    outcome = real("sweep", *SMALL, "--grid", "needs.two_sided=0,0.6", "--out", "kept")
    assert outcome.status == 2
    assert "was begun with something else (grid.needs.two_sided differ)" in outcome.err
    outcome = real("sweep", *SMALL, "--seed", "9", "--grid", "needs.two_sided=0,0.5", "--out", "kept")
    assert "was begun with something else (scenario" in outcome.err
    assert {file: file.read_bytes() for file in (here / "kept").rglob("*") if file.is_file()} == before
    (here / "mine").mkdir()
    (here / "mine/thesis.txt").write_text("mine", encoding="utf-8")
    outcome = real("sweep", *SMALL, "--grid", "needs.two_sided=0,0.5", "--out", "mine")
    assert outcome.status == 2
    assert "holds nothing with which this could go on" in outcome.err
    assert [file.name for file in (here / "mine").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--lang", "en"), "at least one --grid"),
        (("--grid", "needs.two_sided=0:2:3"), "--grid: needs.two_sided: this number is out of range. Found 2.0"),
        (("--grid", "needs.two_side=0,1"), "needs.two_sided?"),
        (("--grid", "needs.two_sided=0,1", "--set", "needs.two_sided=1"), "is set by --set as well"),
        (("--grid", "seed=1,2", "--seed", "3"), "is set by --seed as well"),
        (("--grid", "months=0,3"), "--grid: months"),
    ],
)
def test_bad_grids_are_said_before_anything_is_written(
    real: Program, here: Path, words: tuple[str, ...], sentence: str
) -> None:
    outcome = real("sweep", "even", *words)
    assert outcome.status == 2
    assert sentence in outcome.err, outcome.err
    assert sorted(here.iterdir()) == [here / "mine.yaml"]


def test_a_dry_run_counts_and_writes_nothing(real: Program, here: Path) -> None:
    outcome = real("sweep", *SMALL, *GRID, "--dry-run", "--lang", "en")
    assert outcome.status == 0
    assert outcome.out.startswith("6 points × 8 runs a replicate × 2 replicates or more: 96 runs.")
    assert "about" in outcome.out
    assert sorted(here.iterdir()) == [here / "mine.yaml"]
