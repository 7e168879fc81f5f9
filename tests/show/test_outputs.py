"""The names that stand in rows are documented, and units stand where numbers have one."""

from __future__ import annotations

import csv
import io

from sim.show.outputs import names
from sim.show.verdict.faces import FACES
from tests.show.fabricated import fabricated


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_name_of_a_row_is_documented() -> None:
    data = {column: [entry.name for entry in entries] for column, entries in names().items()}
    by_name = {
        name.removesuffix(".csv"): rows(content) for name, content in FACES.csv(fabricated(explain=True)).items()
    }
    assert [row["quantity"] for row in by_name["verdict"]] == data["quantity"]
    assert [row["arm"] for row in by_name["arms"]] == data["arm"]
    assert {row["measure"] for row in by_name["measures"]} <= set(data["measure"])
    assert {row["axis"] for row in by_name["groups"]} <= set(data["axis"])
    assert {row["measure"] for row in by_name["groups"]} <= set(data["group_measure"])
    assert [row["channel"] for row in by_name["channels"]][:-1] == data["channel"]


def test_units_stand_where_numbers_have_one() -> None:
    result = rows(FACES.csv(fabricated())["groups.csv"])
    units = {(row["axis"] == "type", row["measure"]): row["unit"] for row in result if row["axis"] != "period"}
    assert units[False, "asked"] == "person-days"
    assert units[False, "value"] == "points"
    assert units[False, "synergy"] == ""
    assert units[True, "hours_spent"] == "hours per organisation and month"
    assert {row["unit"] for row in result if row["axis"] == "period"} == {"points per month", "share"}
