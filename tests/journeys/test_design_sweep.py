"""`sweep` over a design, `status` and `export`, as a person uses them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.journeys.conftest import Program

DESIGN = """scenario: tiny.yaml
method: sobol
points: 4
replications: {looks: [6]}
vary:
  needs.two_sided: {from: 0, to: 1}
  matching.mode: [two_way, one_way]
keep: [trust]
"""


@pytest.fixture(autouse=True)
def files(here: Path) -> None:
    (here / "tiny.yaml").write_text("months: 6\ndistrict: {streets: 1, areas: 4, lines: 16}\n", encoding="utf-8")
    (here / "design.yaml").write_text(DESIGN, encoding="utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_a_design_is_swept_looked_at_exported_and_gone_on_with(real: Program, here: Path) -> None:
    swept = real("sweep", "design.yaml", "--out", "drawn")
    assert swept.status == 0, swept.err
    assert swept.out.startswith("tiny.yaml: 4 of 4 points, 24 replicates. 4 done.\n")
    points = rows(here / "drawn" / "points.csv")
    assert [row["point"] for row in points] == ["1", "2", "3", "4"]
    assert {row["state"] for row in points} == {"done"}
    assert all(float(row["surplus_low"]) < float(row["surplus_estimate"]) for row in points)
    assert {"surplus_share_high", "block_gross_estimate", "ceiling_low", "trust_joint_estimate"} < points[0].keys()
    assert rows(here / "drawn" / "failures.csv") == []

    assert real("status", "drawn").out == swept.out.splitlines()[0] + "\n"
    data = json.loads(real("status", "drawn", "--json").out)
    assert (data["points"], data["done"], data["left"], data["replicates"]) == (4, 4, 0, 24)
    assert real("status", "drawn", "--lang", "zh").out == "tiny.yaml：4 个点中的 4 个，共 24 次重复。4 个完成。\n"

    before = (here / "drawn" / "points.csv").read_bytes()
    assert real("sweep", "design.yaml", "--out", "drawn").status == 0
    assert (here / "drawn" / "points.csv").read_bytes() == before

    assert real("export", "drawn", "--lang", "zh").out.startswith("已写入 drawn：points.csv")
    replicates = rows(here / "drawn" / "replicates.csv")
    assert [(row["point"], row["replicate"]) for row in replicates[:7]] == [
        *(("1", str(i)) for i in range(1, 7)), ("2", "1"),
    ]  # fmt: skip
    assert real("export", "drawn", "--to", "xlsx").status == 0
    book = load_workbook(here / "drawn" / "sweep.xlsx")
    assert book.sheetnames == ["answer", "points", "failures", "replicates", "about"]
    assert book["replicates"].max_row == 25


def test_one_point_is_run_again_by_its_number(real: Program, here: Path) -> None:
    assert real("sweep", "tiny.yaml", "design.yaml", "--out", "drawn").status == 0
    third = rows(here / "drawn" / "points.csv")[2]
    said = real("sweep", "tiny.yaml", "design.yaml", "--point", "3")
    assert said.status == 0
    assert f"needs.two_sided = {third['needs.two_sided']}, matching.mode = {third['matching.mode']}" in said.out
    assert f"1+1 = {2.0 * float(third['synergy_estimate']):.3g}" in said.out
    refused = real("sweep", "design.yaml", "--point", "5")
    assert (refused.status, refused.err.count("a whole number from 1 to 4")) == (2, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sweep", "design.yaml", "--grid", "needs.two_sided=0,1"], "--grid does not go with a design"),
        (["sweep", "tiny.yaml", "above"], "one scenario and one design"),
        (["sweep", "design.yaml", "--set", "needs.two_sided=0.5"], "needs.two_sided"),
        (["sweep", "design.yaml", "--months", "none"], "a whole number"),
        (["sweep", "none.yaml", "design.yaml"], "none.yaml: there is no such file"),
        (["sweep", "tiny.yaml", "bad.yaml"], "bad.yaml:2:3: vary.\"needs.two_side\""),
        (["sweep", "design.yaml", "--out", "full"], "holds other files"),
        (["status"], "status needs a folder"),
        (["status", "none"], "holds no sweep over a design"),
        (["status", "old"], "holds a sweep over a grid"),
        (["export", "none"], "holds no sweep over a design"),
        (["sweep", "design.yaml", "--engine", "thread"], "threads, processes, dask or dask:ADDRESS"),
        (["sweep", "design.yaml", "--engine", "dask:127.0.0.1:1"], "nobody answers at 127.0.0.1:1"),
        (["run", "tiny.yaml", "--engine", "dask:127.0.0.1:1"], "nobody answers at 127.0.0.1:1"),
        (["sweep", "design.yaml", "--time-limit", "soon"], "such as 90 (seconds), 30m, 8h or 1d12h"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(real: Program, here: Path, words: list[str], said: str) -> None:
    (here / "bad.yaml").write_text("vary:\n  needs.two_side: [0, 1]\n", encoding="utf-8")
    for name, file in (("full", "mine.txt"), ("old", "sweep.json")):
        (here / name).mkdir()
        (here / name / file).write_text("{}", encoding="utf-8")
    refused = real(*words)
    assert refused.status == 2
    assert said in refused.err
    assert real(*words, "--lang", "zh").status == 2


def test_a_folder_of_another_design_says_what_differs(real: Program, here: Path) -> None:
    assert real("sweep", "design.yaml", "--out", "drawn").status == 0
    (here / "design.yaml").write_text(DESIGN.replace("points: 4", "points: 8"), encoding="utf-8")
    refused = real("sweep", "design.yaml", "--out", "drawn")
    assert refused.status == 2
    assert "design" in refused.err
    assert "points differ" in refused.err


def test_a_sweep_whose_time_is_up_says_so_and_goes_on_in_processes(real: Program, here: Path) -> None:
    many = DESIGN.replace("points: 4", "points: 512")
    (here / "design.yaml").write_text(many, encoding="utf-8")
    stopped = real("sweep", "design.yaml", "--out", "drawn", "--time-limit", "1")
    assert stopped.status == 4
    assert "The time of --time-limit is up.\nInterrupted: what is done is kept in drawn" in stopped.err
    (here / "design.yaml").write_text(many + "run_limit: 60\n", encoding="utf-8")  # no number depends on it
    data = json.loads(real("status", "drawn", "--json").out)
    assert data["left"] > 0
    going_on = real("sweep", "design.yaml", "--out", "drawn", "--engine", "processes", "--workers", "2")
    assert going_on.status == 0, going_on.err
    assert real("sweep", "design.yaml", "--out", "threads").status == 0
    for name in ("points.csv", "failures.csv"):
        assert (here / "drawn" / name).read_bytes() == (here / "threads" / name).read_bytes()
