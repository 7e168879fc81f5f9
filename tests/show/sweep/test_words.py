"""A sweep as tables, workbook and JSON: the same numbers, and nothing told of the whole that varies."""

from __future__ import annotations

import copy
import csv
import io
import json
import math
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from referencing import Registry, Resource

from sim.questions.interval import Interval
from sim.questions.sweep import Swept
from sim.show.kit import workbook
from sim.show.sweep.data import data as data_of
from sim.show.sweep.faces import FACES
from sim.show.sweep.screen import screen
from sim.show.sweep.tables import as_interval
from sim.show.sweep.words import counted, crossed
from tests.show.swept import swept, whole

DOCS = Path(__file__).resolve().parents[3] / "docs"
RESULTS, SCHEMA = (
    json.loads((DOCS / f"{name}.schema.json").read_text(encoding="utf-8")) for name in ("results", "sweep")
)
BESIDE = Registry().with_resource("results.schema.json", Resource.from_contents(RESULTS))
GRID = ["needs.two_sided=0:1:3", "months=12,24", "matching.mode=two_way,blind"]


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(SCHEMA, registry=BESIDE)


def book(synergy: Swept) -> bytes:
    return workbook.workbook(FACES.rows(synergy), FACES.cell(synergy, "en"))


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def made() -> Any:
    return swept(GRID, lambda x, months, _: None if months == "12" else 0.95 + float(x) / 10)


def test_sheets_hold_what_the_csv_files_hold() -> None:
    sweep, points = made()
    result = sheets(book(whole(sweep, points)))
    assert list(result) == ["answer", "sweep", "measures", "about"]
    for name, content in FACES.csv(whole(sweep, points)).items():
        values = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        cells = result[name.removesuffix(".csv")]
        assert len(values) == len(cells) > 12
        for row, other in zip(values, cells, strict=True):
            for a, b in zip(row, other, strict=True):
                if isinstance(b, (int, float)):
                    assert math.isclose(float(a), b, rel_tol=1e-15)
                else:
                    assert a == ("" if b is None else str(b))
    first = dict(zip(result["sweep"][0], result["sweep"][2], strict=True))
    assert [first[name] for name in ("point", "needs.two_sided", "months", "matching.mode")] == [2, 0, 12, "blind"]
    third = dict(zip(result["sweep"][0], result["sweep"][3], strict=True))
    assert third["one_plus_one_low"] == pytest.approx(2 * third["synergy_low"], rel=1e-14)


def test_the_same_sweep_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = book(whole(*made()))
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert book(whole(*made())) == first


def test_about_tells_what_holds_at_every_point() -> None:
    about = {row[0]: row[1] for row in sheets(book(whole(*made())))["about"]}
    assert about["axes"] == "needs.two_sided; months; matching.mode"
    assert (about["points"], about["replications_asked"], about["scenario"]) == (12, 64, "even")
    assert "seed" in about
    assert "months" not in about  # two of them


def test_a_sheet_that_no_spreadsheet_could_open_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 20)
    result = sheets(book(whole(*made())))
    assert list(result) == ["answer", "sweep", "about"]
    assert {row[0]: row[1] for row in result["about"]}["measures"] == "measures.csv"


def test_the_text_says_what_holds_at_every_point() -> None:
    assert "over needs.two_sided; months; matching.mode: even, the same luck" in screen(whole(*made()), "en", 400)
    sweep, points = swept(["seed=1,2"], lambda _: 1.1)
    assert f"over seed: even, {sweep.scenario.months} months.\n" in screen(whole(sweep, points), "en", 400)


def test_data_keep_to_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    data = data_of(whole(*made()))
    validator().validate(data)
    assert data["months"] is None
    assert [point["months"] for point in data["points"]]
    validator().validate(data_of(whole(*swept(["needs.two_sided=0:1:2"], lambda _: 1.1))))


def test_the_schema_knows_what_a_point_is() -> None:
    point = SCHEMA["$defs"]["point"]
    assert set(point["properties"]) == {*RESULTS["properties"], "values"} - {"groups"}
    assert set(point["required"]) == {*RESULTS["required"], "values"}
    data = data_of(whole(*made()))
    changes: list[tuple[str, Any]] = [("verdict", "perhaps"), ("synergy", 1.0), ("values", {}), ("groups", {})]
    for name, value in changes:
        wrong = copy.deepcopy(data)
        wrong["points"][0][name] = value
        assert not validator().is_valid(wrong), name
    del data["points"][0]["arms"]
    assert not validator().is_valid(data)


def test_an_interval_is_read_back() -> None:
    assert as_interval({"estimate": 1.5, "low": 1.0, "high": 2.0}) == Interval(1.5, 1.0, 2.0)
    assert as_interval(None) is None
    assert as_interval(Interval(math.nan, math.nan, math.nan).to_json()) is None
    interval = as_interval(Interval(1.5, math.nan, math.nan).to_json())
    assert interval is not None
    assert (interval.estimate, math.isnan(interval.low), math.isnan(interval.high)) == (1.5, True, True)


def test_a_swept_confidence_is_told_as_a_range_and_few_replicates_as_indicative() -> None:
    sweep, points = swept(["interval.confidence=0.95,0.5,0.9"], lambda _: 1.1)
    text = " ".join(screen(whole(sweep, points), "en", 80).split())
    assert "its own 50–95 % interval" in text
    assert "indicative" not in text
    points[0].answer.update(replications=63, indicative=True)
    assert "Fewer than 64 replicates at 1 of them" in " ".join(screen(whole(sweep, points), "en", 80).split())
    sweep, points = swept(["months=12,24"], lambda _: 1.1)
    assert "its own 95 % interval" in " ".join(screen(whole(sweep, points), "en", 80).split())


@pytest.mark.parametrize(
    ("synergy", "english", "chinese"),
    [
        (lambda x: 0.9 + 0.2 * x, "1+1 rises above 2 at channels.trust = 0.500 [0.400, 0.600].",
         "channels.trust = 0.500 [0.400, 0.600] 处，“1+1”由小于 2 变为大于 2。"),
        (lambda x: 1.1 - 0.2 * x, "1+1 falls below 2 at channels.trust = 0.500 [0.400, 0.600].",
         "由大于 2 变为小于 2"),
        (lambda x: 1.1 + 0.2 * x, "is not seen to cross 2 in this range: from channels.trust = 0 to 1 it lies "
         "above 2 at every point.", "从 0 到 1），“1+1”在各点都大于 2，看不出越过 2。"),
        (lambda x: 0.8, "it lies below 2 at every point", "在各点都小于 2"),
        (lambda x: 1.01 if x < 0.3 else 1.1, "ends, 1+1 is not distinguishable from 2. 1+1 is not shown to cross 2 in "
         "this range.", "看不出“1+1”越过 2。"),
        (lambda x: 1.0 + 0.4 * abs(x - 0.5), "from 2, and above it on both sides.", "两侧都大于 2。"),
        (lambda x: None if x == 0.5 else 0.8 + 0.4 * x, "at which 1+1 is undefined no crossing can be seen.",
         "无定义的点两侧"),
    ],
)  # fmt: skip
def test_where_the_curve_crosses_2_is_said(synergy: Any, english: str, chinese: str) -> None:
    sweep, points = swept(["channels.trust=0:1:5"], lambda x: synergy(float(x)))
    assert english in counted(sweep, points, "en").replace("\u00a0", " ")
    assert chinese in counted(sweep, points, "zh").replace("\u00a0", " ")


@pytest.mark.parametrize(
    "grid", [["needs.two_sided=0:1:3", "months=12,24"], ["matching.mode=two_way,blind"], ["seed=1,2"]]
)
def test_only_along_one_number_there_is_a_crossing(grid: list[str]) -> None:
    sweep, points = swept(grid, lambda *_: 0.9)
    assert crossed(sweep, points, "en") == ""


@pytest.mark.parametrize(("field", "sentence"), [("channels.trust", True), ("needs.two_sided", False)])
def test_which_to_read_is_said_where_value_is_highest_elsewhere(field: str, sentence: bool) -> None:
    """Not where the needs differ, as values of two points are no rivals there."""
    sweep, points = swept([f"{field}=0:1:3"], lambda x: 1.5 - 0.3 * float(x))
    for point in points:
        gross = 1000.0 + 500.0 * float(point.values[0])
        point.answer["arms"]["joint"]["gross"] = {"estimate": gross, "low": gross - 10.0, "high": gross + 10.0}
    assert (
        "By the estimates 1+1 is highest at 0.0, but the joint arm's value added at 1.0."
        in counted(sweep, points, "en")
    ) is sentence
    assert ("“1+1”在 0.0 处最高，联合的成效却在 1.0 处最高" in counted(sweep, points, "zh")) is sentence


def test_a_whole_number_is_crossed_between_two_of_its_values() -> None:
    """There are no 2.14 streets."""
    sweep, points = swept(["district.streets=1,2,3"], lambda x: 0.8 + 0.16 * (float(x) - 1.0))
    text = counted(sweep, points, "en")
    assert "1+1 rises above 2 somewhere between district.streets = 2 and 3;" in text
    assert "district.streets 在 2 与 3 之间某处" in counted(sweep, points, "zh")


def test_what_holds_2_at_one_point_alone_is_no_range() -> None:
    sweep, points = swept(["channels.trust=0,0.5"], lambda x: None if float(x) else 1.0)
    text = counted(sweep, points, "en")
    assert "At channels.trust = 0 1+1 is not distinguishable from 2." in text
    assert "From" not in text
    assert "channels.trust = 0 处，“1+1”与 2 的差异不显著。" in counted(sweep, points, "zh")
