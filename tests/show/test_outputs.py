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
    told = {column: [entry.name for entry in entries] for column, entries in names().items()}
    found = {name.removesuffix(".csv"): rows(content) for name, content in FACES.csv(fabricated(explain=True)).items()}
    assert [row["quantity"] for row in found["verdict"]] == told["quantity"]
    assert [row["arm"] for row in found["arms"]] == told["arm"]
    assert {row["measure"] for row in found["measures"]} <= set(told["measure"])
    assert {row["axis"] for row in found["groups"]} <= set(told["axis"])
    assert {row["measure"] for row in found["groups"]} <= set(told["group_measure"])
    assert [row["channel"] for row in found["channels"]][:-1] == told["channel"]


def test_units_stand_where_numbers_have_one() -> None:
    found = rows(FACES.csv(fabricated())["groups.csv"])
    units = {(row["axis"] == "type", row["measure"]): row["unit"] for row in found if row["axis"] != "period"}
    assert units[False, "asked"] == "person-days"
    assert units[False, "value"] == "points"
    assert units[False, "synergy"] == ""
    assert units[True, "hours_spent"] == "hours per organisation and month"
    assert {row["unit"] for row in found if row["axis"] == "period"} == {"points per month", "share"}
