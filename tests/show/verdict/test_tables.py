"""CSV tables and the JSON Schema of results."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest

from sim.cli.scenarios import as_json
from sim.questions.answers import BARS, QUANTITIES
from sim.questions.interval import Interval
from sim.show.kit.tables import BYTE_ORDER_MARK, as_csv
from sim.show.verdict.faces import FACES
from tests.show.fabricated import FOUR, fabricated

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((ROOT / "docs" / "results.schema.json").read_text(encoding="utf-8"))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_what_tables_there_are() -> None:
    plain = {f"{name}.csv" for name in ("verdict", "arms", "measures", "months", "groups", "parameters", "replicates")}
    assert set(FACES.csv(fabricated())) == plain
    assert set(FACES.csv(fabricated(explain=True))) == {*plain, "channels.csv"}


@pytest.mark.parametrize("word", FOUR)
def test_every_table_is_one_block_of_utf8_with_a_mark_for_excel(word: str) -> None:
    for content in FACES.csv(fabricated(**FOUR[word], explain=True)).values():
        text = content.decode("utf-8")
        assert text.startswith(BYTE_ORDER_MARK)
        assert "\r" not in text
        assert text.endswith("\n")
        assert re.search(r"(^|,)(nan|inf)(,|$)", text.lower(), re.MULTILINE) is None
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1


def test_numbers_lose_nothing() -> None:
    verdict = fabricated()
    contents = rows(FACES.csv(verdict)["replicates.csv"])
    assert [float(row["joint_gross"]) for row in contents] == verdict.replicates["joint_gross"].tolist()
    months = rows(FACES.csv(verdict)["months.csv"])
    assert [int(row["month"]) for row in months] == list(range(1, 61))
    assert [float(row["value.joint"]) for row in months] == verdict.monthly["value"]["joint"].tolist()


def test_the_verdict_table() -> None:
    by_name = {row["quantity"]: row for row in rows(FACES.csv(fabricated())["verdict.csv"])}
    assert list(by_name) == ["one_plus_one", *QUANTITIES, "surplus_share"]
    assert by_name["synergy"]["estimate"] == "1.2571"
    assert float(by_name["one_plus_one"]["estimate"]) == 2 * 1.2571
    assert by_name["surplus"]["unit"] == "points"
    assert by_name["surplus_per_hour"]["unit"] == "points/hour"
    assert by_name["synergy"]["reading"] == "above"
    assert by_name["duplication"]["reading"] == ""
    assert "协同系数 S：" in by_name["synergy"]["meaning_zh"]
    undefined = {row["quantity"]: row for row in rows(FACES.csv(fabricated(**FOUR["undefined"]))["verdict.csv"])}
    assert undefined["synergy"]["estimate"] == undefined["synergy"]["low"] == ""
    assert undefined["synergy"]["reading"] == "undefined"


def test_measures_have_units_and_names_in_both_languages() -> None:
    contents = rows(FACES.csv(fabricated())["measures.csv"])
    assert [(row["measure"], row["arm"]) for row in contents][:2] == [
        ("participation", "block"),
        ("participation", "line"),
    ]
    assert contents[0]["name_zh"] == "参与率"
    assert contents[0]["unit"] == "share"
    assert next(row for row in contents if row["arm"] == "line" and "time" in row["measure"])["estimate"] == ""


def test_channels_sum_to_the_surplus_beside_them() -> None:
    contents = rows(FACES.csv(fabricated(explain=True))["channels.csv"])
    assert [row["channel"] for row in contents] == [*BARS, "surplus"]
    values = [float(row["estimate"]) for row in contents]
    assert math.isclose(sum(values[:-1]), values[-1])


def test_cells() -> None:
    content = as_csv([("a", 0.1 + 0.2, np.float64(2), np.int64(3), None, math.nan, math.inf, True, 'x,"y')])
    assert content.decode("utf-8-sig") == 'a,0.30000000000000004,2.0,3,,,,True,"x,""y"\n'


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert set(QUANTITIES) <= set(SCHEMA["required"])
    assert set(SCHEMA["properties"]["channels"]["required"]) == set(BARS)


@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize("word", FOUR)
def test_results_keep_to_the_schema(word: str, explain: bool) -> None:
    results = json.loads(as_json(fabricated(**FOUR[word], explain=explain).to_json()))
    jsonschema.Draft202012Validator(SCHEMA).validate(results)


def test_the_schema_refuses_what_is_no_result() -> None:
    good = fabricated(explain=True).to_json()
    wrong: list[dict[str, Any]] = [
        {**good, "verdict": "yes"},
        {**good, "synergy": None},
        {**good, "time": "now"},
        {name: value for name, value in good.items() if name != "complementarity"},
        {name: value for name, value in good.items() if name != "channels_surplus"},
        {**good, "arms": {**good["arms"], "halves": None}},
    ]
    for fault in wrong:
        assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(fault)


def test_results_are_the_same_bytes_and_ascii() -> None:
    first, second = (as_json(fabricated().to_json()) for _ in range(2))
    assert first == second
    assert first.isascii()
    assert json.loads(first)["synergy"] == Interval(1.2571, 1.2533, 1.2612).to_json()
