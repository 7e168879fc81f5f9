"""`sweep` over a design, `status` and `export`, as a person uses them."""

from __future__ import annotations

import csv
import io
import json
import shlex
import sqlite3
import sys
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
import yaml
from openpyxl import load_workbook

import sim
from sim.runs import runner
from sim.runs.store import FILE
from sim.words import Refusal
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
    outcome = real("sweep", "tiny.yaml", "design.yaml", "--point", "3")
    assert outcome.status == 0
    assert f"needs.two_sided = {third['needs.two_sided']}, matching.mode = {third['matching.mode']}" in outcome.out
    assert f"1+1 = {2.0 * float(third['synergy_estimate']):.3g}" in outcome.out
    refused = real("sweep", "design.yaml", "--point", "5")
    assert (refused.status, refused.err.count("a whole number from 1 to 4")) == (2, 1)


def kept_in(folder: Path) -> list[str]:
    """What a manifest names beside the files of the answer."""
    names: list[str] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["kept"]
    return names


def content(folder: Path, *names: str) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names}


def test_a_sweep_over_a_design_has_the_faces_of_an_answer(real: Program, here: Path) -> None:
    planned = real("sweep", "design.yaml", "--dry-run")
    assert planned.status == 0
    assert planned.out.startswith("4 points × 3 runs a replicate × 6 replicates or more: 72 runs. 0 points are done.")
    assert not (here / "results").exists()
    swept = real("sweep", "design.yaml", "--out", "drawn", "--json")
    data = json.loads(swept.out)
    assert (data["method"], data["counts"]["done"], len(data["points"])) == ("sobol", 4, 4)
    assert data["points"][1]["values"] == {
        "needs.two_sided": float(rows(here / "drawn" / "points.csv")[1]["needs.two_sided"]),
        "matching.mode": rows(here / "drawn" / "points.csv")[1]["matching.mode"],
    }
    assert "4 points are done" in real("sweep", "design.yaml", "--dry-run", "--out", "drawn").out
    kept = content(here / "drawn", "points.csv", "sweep.xlsx", "figures/design.png")
    assert real("sweep", "--from", "drawn", "--out", "again").status == 0
    assert content(here / "again", *kept) == kept
    assert real("sweep", "--from", "drawn", "--point", "2").out == real("sweep", "design.yaml", "--point", "2").out
    assert "swept.html" not in (here / "drawn" / "manifest.json").read_text()
    page = (here / "drawn" / "report.html").read_text(encoding="utf-8")
    assert "<figure>" in page
    assert "Sobol&#39; points" in page


def test_whole_verdicts_at_a_design_are_those_of_a_grid(real: Program, here: Path) -> None:
    (here / "grid.yaml").write_text(
        "points: 3\nreplications: {looks: [4]}\nvary:\n  needs.two_sided: {from: 0, to: 1}\n"
        "  matching.mode: [two_way]\n",
        encoding="utf-8",
    )
    typed = ("--grid", "needs.two_sided=0:1:3", "--grid", "matching.mode=two_way", "--replications", "4")
    assert real("sweep", "tiny.yaml", *typed, "--out", "typed", "--no-report").status == 0
    assert real("sweep", "tiny.yaml", "grid.yaml", "--full", "--out", "full", "--no-report").status == 0
    assert content(here / "full", "sweep.csv", "measures.csv") == content(here / "typed", "sweep.csv", "measures.csv")
    assert real("sweep", "design.yaml", "--full", "--out", "drawn").status == 0
    table = rows(here / "drawn" / "sweep.csv")
    assert len(table) == 4
    assert real("sweep", "--from", "drawn", "--out", "again", "--no-report").status == 0
    assert content(here / "again", "sweep.csv") == content(here / "drawn", "sweep.csv")
    assert real("sweep", "design.yaml", "--out", "lean").status == 0
    lean = rows(here / "lean" / "points.csv")
    assert [row["synergy_estimate"] for row in lean] == [row["synergy_estimate"] for row in table]


def test_whole_verdicts_leave_out_what_the_scenario_refuses_and_say_so(real: Program, here: Path) -> None:
    (here / "mixed.yaml").write_text(
        "replications: {looks: [2]}\nvary:\n  district.mix.two_new: [0.4, 0.3]\n", encoding="utf-8"
    )
    swept = real("sweep", "tiny.yaml", "mixed.yaml", "--full", "--out", "full", "--no-report")
    assert swept.status == 0
    assert "1 of 2 points (50 %) are refused by the scenario's own rules" in " ".join(swept.out.split())
    assert len(rows(here / "full" / "sweep.csv")) == 1


def test_shards_put_together_are_the_sweep(real: Program, here: Path) -> None:
    assert real("sweep", "design.yaml", "--out", "whole").status == 0
    for which in "123":
        swept = real("sweep", "design.yaml", "--shard", f"{which}/3", "--out", f"part-{which}")
        assert f"This is shard {which} of 3." in swept.out
    assert [row["point"] for row in rows(here / "part-1" / "points.csv")] == ["1", "4"]
    merged = real("merge", "part-3", "part-1", "part-2", "--out", "merged")
    assert merged.status == 0, merged.err
    names = ("points.csv", "failures.csv", "sweep.xlsx", "figures/design.svg")
    assert content(here / "merged", *names) == content(here / "whole", *names)
    assert kept_in(here / "merged") == kept_in(here / "whole") == ["sweep.sqlite", "sweep.lock"]
    for folder in ("merged", "whole"):
        assert real("export", folder).status == 0
    assert content(here / "merged", "replicates.csv") == content(here / "whole", "replicates.csv")
    assert real("sweep", "design.yaml", "--out", "merged").status == 0  # the same sweep: it may go on there


@pytest.mark.gate
def test_unfinished_shards_go_on_where_they_were_put_together(real: Program, here: Path) -> None:
    assert real("sweep", "design.yaml", "--shard", "2/3", "--out", "part").status == 0
    merged = real("merge", "part", "--out", "merged")
    assert "1 of 4 points" in merged.out
    assert real("sweep", "design.yaml", "--out", "merged").status == 0
    assert real("sweep", "design.yaml", "--out", "whole").status == 0
    assert content(here / "merged", "points.csv") == content(here / "whole", "points.csv")


def test_what_does_not_belong_together_is_not_put_together(real: Program, here: Path) -> None:
    assert real("sweep", "design.yaml", "--shard", "1/2", "--out", "one").status == 0
    assert real("sweep", "design.yaml", "--shard", "2/2", "--seed", "9", "--out", "two").status == 0
    refused = real("merge", "one", "two", "--out", "whole")
    assert refused.status == 2
    assert "two holds part of another sweep than one: scenario.seed differ" in refused.err
    assert not (here / "whole").exists()
    assert "needs --out" in real("merge", "one").err
    assert "is one of the shards" in real("merge", "one", "--out", "one").err
    other = real("sweep", "design.yaml", "--shard", "2/2", "--out", "one")
    assert (other.status, "shard differ" in other.err) == (2, True)


def test_the_picture_is_drawn_of_what_there_is(real: Program, here: Path) -> None:
    assert real("sweep", "design.yaml", "--shard", "1/2", "--out", "drawn", "--no-report").status == 0
    assert not (here / "drawn" / "figures").exists()
    assert real("plot", "drawn", "--lang", "zh").status == 0
    assert {file.name for file in (here / "drawn" / "figures").iterdir()} == {"design.png", "design.svg"}
    assert 'lang="zh"' in (here / "drawn" / "figures" / "design.svg").read_text(encoding="utf-8")


def test_tables_as_parquet(real: Program, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_table = pytest.importorskip("pyarrow.parquet").read_table
    assert real("sweep", "design.yaml", "--out", "drawn").status == 0
    assert real("export", "drawn", "--to", "parquet").status == 0
    table = read_table(here / "drawn" / "points.parquet")
    assert table.column_names == list(rows(here / "drawn" / "points.csv")[0])
    assert [str(kind) for kind in table.schema.types[:5]] == ["int64", "int64", "double", "string", "string"]
    values = [float(row["surplus_low"]) for row in rows(here / "drawn" / "points.csv")]
    assert table["surplus_low"].to_pylist() == values
    assert read_table(here / "drawn" / "replicates.parquet").num_rows == 24
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    refused = real("export", "drawn", "--to", "parquet")
    assert (refused.status, "pip install 'quyuhua[parquet]'" in refused.err) == (2, True)


def test_a_table_that_no_sheet_holds_is_left_out_and_named(
    real: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert real("sweep", "design.yaml", "--out", "drawn", "--no-report").status == 0
    monkeypatch.setattr("sim.show.kit.workbook.MOST_ROWS", 22)
    exported = real("export", "drawn", "--to", "xlsx")
    assert "Left out of the workbook, for no sheet holds so many rows: replicates" in exported.out
    book = load_workbook(here / "drawn" / "sweep.xlsx")
    assert "replicates" not in book.sheetnames
    assert ("replicates", "replicates.csv") in {(row[0].value, row[1].value) for row in book["about"].rows}


def test_switches_stand_in_tables_as_in_a_scenario_and_are_read_again(real: Program, here: Path) -> None:
    switches = "replications: {looks: [2]}\nvary:\n  institutions.city_platform: [true, false]\n"
    (here / "switches.yaml").write_text(switches, encoding="utf-8")
    assert real("sweep", "tiny.yaml", "switches.yaml", "--out", "drawn", "--no-report").status == 0
    values = [row["institutions.city_platform"] for row in rows(here / "drawn" / "points.csv")]
    assert values == ["true", "false"]
    (here / "again.csv").write_text("\n".join(["institutions.city_platform", *values]), encoding="utf-8")
    (here / "again.yaml").write_text(
        "method: points\npoints: again.csv\nreplications: {looks: [2]}\n", encoding="utf-8"
    )
    assert real("sweep", "tiny.yaml", "again.yaml", "--out", "again", "--no-report").status == 0
    assert content(here / "again", "points.csv") == content(here / "drawn", "points.csv")
    assert real("export", "drawn", "--to", "xlsx").status == 0
    cells = [row[2].value for row in load_workbook(here / "drawn" / "sweep.xlsx")["points"].rows]
    assert cells[1:] == [True, False]


def test_from_python_a_folder_is_filled_as_by_the_command_and_gone_on_with(
    real: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert real("sweep", "design.yaml", "--out", "typed").status == 0
    names = ("points.csv", "failures.csv", "sweep.xlsx", "figures/design.png")
    swept = sim.sweep(design="design.yaml", out="called", workers=1)
    assert content(here / "called", *names) == content(here / "typed", *names)
    assert swept.totals["done"] == 4
    with monkeypatch.context() as alone:
        alone.setattr("sim.runs.work.replicate", None)  # nothing is run again
        assert real("sweep", "design.yaml", "--out", "called").status == 0
        again = sim.sweep(design="design.yaml", out=here / "called")
    assert again.to_json() == swept.to_json()
    with pytest.raises(Refusal, match=r"scenario\.seed"):
        sim.sweep(design="design.yaml", seed=9, out="called")
    grid = {"grid": "matching.mode=two_way,one_way", "replications": 2}
    sim.sweep("tiny.yaml", **grid, out="grid")
    assert real("sweep", "tiny.yaml", "--grid", grid["grid"], "--replications", "2", "--out", "asked").status == 0
    assert content(here / "grid", "sweep.csv", "sweep.xlsx") == content(here / "asked", "sweep.csv", "sweep.xlsx")
    assert kept_in(here / "called") == kept_in(here / "typed") == ["sweep.sqlite", "sweep.lock"]
    assert kept_in(here / "grid") == kept_in(here / "asked") == ["sweep.json", "points/*.json"]


def test_a_grid_of_very_many_points_is_asked_as_a_design(real: Program, here: Path) -> None:
    grid = ("--grid", "needs.two_sided=0:1:201", "--grid", "needs.scale=1,2", "--grid", "trust.ease=0:1:26")
    swept = real("sweep", "tiny.yaml", *grid, "--replications", "2", "--point", "10452")
    assert swept.status == 0, swept.err
    assert "10,452 points are more than the 10,000 of which each has a whole verdict" in " ".join(swept.err.split())
    assert swept.out.startswith("Point 10,452: needs.two_sided = 1.0, needs.scale = 2, trust.ease = 1.0.")
    assert real("sweep", "tiny.yaml", *grid, "--explain").status == 2
    many = real("sweep", "tiny.yaml", "--grid", "needs.two_sided=0:1:1001", "--grid", "trust.ease=0:1:100001")
    assert "100,101,001 points are too many; allowed: at most 10,000,000" in many.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_design_runs_and_fits_its_schema(real: Program, here: Path, lang: str) -> None:
    outcome = real("new", "fresh.yaml", "--design", "--from", "tiny.yaml", "--lang", lang)
    assert outcome.status == 0
    assert "sweep fresh.yaml" in outcome.out
    schema = json.loads((here / "design.schema.json").read_text(encoding="utf-8"))
    assert schema == json.loads(real("schema", "--design", "--lang", lang).out)
    checks = jsonschema.Draft202012Validator(schema)
    checks.check_schema(schema)
    checks.validate(yaml.safe_load((here / "fresh.yaml").read_text(encoding="utf-8")))
    assert not checks.is_valid({"metod": "grid"})
    assert not checks.is_valid({"vary": {"needs.two_sided": {"from": 0, "too": 1}}})
    swept = real("sweep", "fresh.yaml", "--replications", "2", "--out", "fresh", "--no-report")
    assert swept.status == 0, swept.err
    assert "32 of 32 points" in swept.out


def test_a_mechanism_that_is_off_is_a_warning(real: Program, here: Path) -> None:
    (here / "off.yaml").write_text(
        "replications: {looks: [2]}\nvary:\n  mechanisms.liaison.exchange: [0, 1]\n", encoding="utf-8"
    )
    swept = real("sweep", "tiny.yaml", "off.yaml", "--set", "mechanisms.liaison.strength=0", "--no-report")
    assert swept.status == 0
    assert "warning" in swept.err
    assert "the mechanism is off at every point" in swept.err
    assert "1 the same as an earlier one." in swept.out


def test_points_that_the_scenario_refuses_are_a_share_of_their_own(real: Program, here: Path) -> None:
    (here / "mixed.yaml").write_text(
        "replications: {looks: [2]}\nvary:\n  district.mix.two_new: [0.4, 0.3]\n", encoding="utf-8"
    )
    swept = real("sweep", "tiny.yaml", "mixed.yaml", "--out", "drawn")
    assert swept.status == 0
    assert "1 done. 1 (50%) refused by the scenario's own rules." in " ".join(swept.out.split())
    refused = [row for row in rows(here / "drawn" / "points.csv") if row["state"] == "refused"]
    assert [row["synergy_estimate"] for row in refused] == [""]
    assert "district.mix" in refused[0]["note"]


def test_runs_that_raise_are_said_by_the_exit_status_and_run_again_by_their_command(real: Program, here: Path) -> None:
    (here / "brittle.py").write_text(
        'from sim import Mechanism\n\n\nclass Brittle(Mechanism):\n    """Breaks above one half."""\n\n'
        "    def pull(self, levers, who):\n        if self.strength > 0.5:\n"
        "            raise ArithmeticError('broken in two')\n",
        encoding="utf-8",
    )
    (here / "own.yaml").write_text(
        "use: [brittle.py]\nmonths: 3\ndistrict: {streets: 1, areas: 2, lines: 6}\n"
        "mechanisms: {brittle: {strength: 0.1}}\n",
        encoding="utf-8",
    )  # fmt: skip
    (here / "doses.yaml").write_text("vary:\n  mechanisms.brittle.strength: [0.2, 0.9]\n", encoding="utf-8")
    swept = real("sweep", "own.yaml", "doses.yaml", "--replications", "2", "--out", "drawn")
    assert swept.status == 3, swept
    assert "1 done. 1 failed." in swept.out
    first, second = rows(here / "drawn" / "failures.csv")
    assert (first["point"], first["replicate"], second["replicate"]) == ("2", "1", "2")
    assert first["error"] == "ArithmeticError: broken in two"
    program, *words = shlex.split(first["command"])
    again = real(*words[words.index("sweep") :])
    assert (again.status, "A run failed: ArithmeticError: broken in two" in again.out) == (3, True), (program, again)


def test_a_store_that_was_cut_off_or_is_of_another_version_is_said(real: Program, here: Path) -> None:
    assert real("sweep", "design.yaml", "--out", "drawn", "--no-report").status == 0
    store = here / "drawn" / FILE
    whole = store.read_bytes()
    store.write_bytes(whole[: len(whole) // 2])
    for words in (("merge", "drawn", "--out", "whole"), ("export", "drawn")):
        refused = real(*words)
        assert (refused.status, "sweep.sqlite cannot be read" in refused.err) == (2, True), refused
    store.write_bytes(b"no database at all " * 50)
    for words in (("status", "drawn"), ("plot", "drawn"), ("sweep", "design.yaml", "--out", "drawn")):
        refused = real(*words)
        assert (refused.status, "sweep.sqlite cannot be read" in refused.err) == (2, True), refused
    for format_, text in ((1, "an earlier version (format 1)"), (99, "a later version (format 99)")):
        store.write_bytes(whole)
        with sqlite3.connect(store) as base:
            base.execute("UPDATE about SET value = ? WHERE name = 'format'", (str(format_),))
        base.close()
        for words in (("status", "drawn"), ("sweep", "design.yaml", "--out", "drawn")):
            refused = real(*words)
            assert (refused.status, text in refused.err) == (2, True), refused


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["sweep", "design.yaml", "--grid", "needs.two_sided=0,1"], "--grid does not go with a design"),
        (["sweep", "tiny.yaml", "above"], "one scenario and one design"),
        (["sweep", "design.yaml", "--set", "needs.two_sided=0.5"], "needs.two_sided"),
        (["sweep", "design.yaml", "--months", "none"], "a whole number"),
        (["sweep", "none.yaml", "design.yaml"], "none.yaml: there is no such file"),
        (["sweep", "tiny.yaml", "bad.yaml"], "bad.yaml:2:3: vary.\"needs.two_side\""),
        (["sweep", "design.yaml", "--out", "full"], "holds other files"),
        (["sweep", "tiny.yaml", "design.yml"], "design.yml: there is no such file"),
        (["sweep", "design.yaml", "--explain"], "only where --full"),
        (["sweep", "tiny.yaml", "--grid", "world=drawn,fixed", "--shard", "1/2"], "--shard goes with a design only"),
        (["sweep", "design.yaml", "--shard", "3/2"], "found 3/2; allowed: I/N"),
        (["sweep", "design.yaml", "--shard", "two"], "found two; allowed: I/N"),
        (["sweep", "design.yaml", "--shard", "1/5"], "found 5 parts of 4 points"),
        (["sweep", "design.yaml", "--shard", "1/2", "--full"], "--shard does not go with --full"),
        (["sweep", "tiny.yaml", "blocks.yaml", "--full"], "--full does not go with blocks"),
        (["sweep", "huge.yaml"], "Found 1,099,511,627,776; allowed: at most 10,000,000"),
        (["sweep", "tiny.yaml", "empty.yaml"], "the range is empty"),
        (["sweep", "tiny.yaml", "outside.yaml"], "this number is out of range"),
        (["sweep", "--from", "manifest", "--grid", "world=drawn,fixed"], "manifest"),
        (["plot", "old"], "holds a sweep over a grid"),
        (["sweep", "tab.yaml"], "tab.yaml:2:1: this is not valid YAML: a tab"),
        (["merge", "none", "--out", "whole"], "there is no folder none"),
        (["status"], "status needs a folder"),
        (["status", "none"], "there is no folder none"),
        (["status", "old"], "holds a sweep over a grid"),
        (["export", "none"], "there is no folder none"),
        (["sweep", "design.yaml", "--engine", "thread"], "threads, processes, dask or dask:ADDRESS"),
        (["sweep", "design.yaml", "--engine", "dask:127.0.0.1:1"], "nobody answers at 127.0.0.1:1"),
        (["run", "tiny.yaml", "--engine", "dask:127.0.0.1:1"], "nobody answers at 127.0.0.1:1"),
        (["sweep", "design.yaml", "--time-limit", "soon"], "such as 90 (seconds), 30m, 8h or 1d12h"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(real: Program, here: Path, words: list[str], sentence: str) -> None:
    (here / "tab.yaml").write_text("vary:\n\ttrust.ease: [0, 1]\n", encoding="utf-8")
    (here / "bad.yaml").write_text("vary:\n  needs.two_side: [0, 1]\n", encoding="utf-8")
    (here / "blocks.yaml").write_text("blocks: 2\nvary:\n  trust.ease: [0, 1]\n", encoding="utf-8")
    (here / "huge.yaml").write_text(DESIGN.replace("4", str(2**40)), encoding="utf-8")
    (here / "empty.yaml").write_text("points: 2\nvary:\n  trust.ease: {from: 1, to: 1}\n", encoding="utf-8")
    (here / "outside.yaml").write_text("points: 2\nvary:\n  trust.ease: {from: 0, to: 2}\n", encoding="utf-8")
    for name, file in (("full", "mine.txt"), ("old", "sweep.json")):
        (here / name).mkdir()
        (here / name / file).write_text("{}", encoding="utf-8")
    refused = real(*words)
    assert refused.status == 2
    assert sentence in refused.err
    assert real(*words, "--lang", "zh").status == 2


def test_a_folder_of_another_design_says_what_differs(real: Program, here: Path) -> None:
    assert real("sweep", "design.yaml", "--out", "drawn").status == 0
    (here / "design.yaml").write_text(DESIGN.replace("points: 4", "points: 8"), encoding="utf-8")
    refused = real("sweep", "design.yaml", "--out", "drawn")
    assert refused.status == 2
    assert "design.count, design.per_axis, points differ" in " ".join(refused.err.split())
    assert real("sweep", "tiny.yaml", "design.yaml", "--seed", "3", "--out", "drawn").err.count("scenario.seed") == 1


@pytest.mark.gate
def test_a_sweep_whose_time_is_up_says_so_and_goes_on_in_processes(
    real: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = count()
    with monkeypatch.context() as slow:  # a second goes by whenever somebody looks
        slow.setattr(runner, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
        stopped = real("sweep", "design.yaml", "--out", "drawn", "--time-limit", "5")
    assert stopped.status == 4
    assert "The time of --time-limit is up.\nInterrupted: what is done is kept in drawn" in stopped.err
    (here / "design.yaml").write_text(DESIGN + "run_limit: 60\n", encoding="utf-8")  # no number depends on it
    data = json.loads(real("status", "drawn", "--json").out)
    assert data["left"] > 0
    going_on = real("sweep", "design.yaml", "--out", "drawn", "--engine", "processes", "--workers", "2")
    assert going_on.status == 0, going_on.err
    assert real("sweep", "design.yaml", "--out", "threads").status == 0
    for name in ("points.csv", "failures.csv"):
        assert (here / "drawn" / name).read_bytes() == (here / "threads" / name).read_bytes()
