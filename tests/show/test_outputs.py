"""What is written is documented, and what is documented is written."""

from __future__ import annotations

import csv
import fnmatch
import io
from collections.abc import Callable

from sim.questions.answers import ARMS, QUANTITIES
from sim.scenario.district import Organisation
from sim.scenario.schema import Scenario
from sim.show.kit.files import Files
from sim.show.kit.workbook import about_table
from sim.show.outputs import COLUMNS, FILES, SWEEP_COLUMNS, SWEEP_FILES, columns, files, names, sweep_files
from sim.show.sweep.words import about_sweep, measures_table, sweep_table
from sim.show.verdict.tables import TABLES, tables
from tests.show.fabricated import fabricated
from tests.show.swept import swept

Maker = Callable[..., Files]


def test_every_file_is_documented_and_there(made: Maker) -> None:
    written = set(made("above", "en", True).files)
    assert all(any(fnmatch.fnmatch(name, pattern) for pattern in FILES) for name in written)
    assert all(fnmatch.filter(written, pattern) for pattern in FILES if pattern != "organisations.csv")
    assert [entry.name for entry in files()] == list(FILES)


def test_every_column_is_documented() -> None:
    roster = Scenario(organisations=[Organisation(name="甲", type="agency")])
    verdict = fabricated(explain=True, scenario=roster)
    assert set(COLUMNS) == {*TABLES, "about"}
    heads = {name.removesuffix(".csv"): content.decode("utf-8-sig") for name, content in tables(verdict).items()}
    found = {name: next(csv.reader(io.StringIO(text))) for name, text in heads.items()}
    found["about"] = [str(cell) for cell in about_table(verdict)[0]]
    for table, head in found.items():
        told = [entry.name for entry in columns(table)]
        stand_ins = [name for name in told if any(part.isupper() for part in name.replace(".", "_").split("_"))]
        if not stand_ins:
            assert head == told, table
        assert set(told) - set(stand_ins) <= set(head)
    months = {name for name in found["months"] if name != "month"}
    assert all(name.partition(".")[2] in ARMS for name in months)
    assert all(name.endswith(("_gross", "_net")) for name in found["replicates"][1:] if name != "ceiling")


def test_every_column_of_a_sweep_is_documented() -> None:
    sweep, points = swept(["needs.two_sided=0:1:3"], lambda _: 1.1)
    heads = {"sweep": sweep_table(sweep, points)[0], "measures": measures_table(sweep, points)[0]}
    heads["about"] = about_sweep(sweep, points)[0]
    assert set(heads) == set(SWEEP_COLUMNS)
    limits = ("estimate", "low", "high")
    stands_for = {
        "PARAMETER": ["needs.two_sided"],
        "QUANTITY_LIMIT": [f"{name}_{part}" for name in ("one_plus_one", *QUANTITIES) for part in limits],
        "ARM_READING_LIMIT": [f"{arm}_{of}_{part}" for arm in ARMS for of in ("gross", "net") for part in limits],
    }
    for table, head in heads.items():
        told = [entry.name for entry in columns(table, SWEEP_COLUMNS)]
        assert [name for one in told for name in stands_for.get(one, [one])] == list(head)
    assert [entry.name for entry in sweep_files()] == list(SWEEP_FILES)


def test_every_name_of_a_row_is_documented() -> None:
    verdict = fabricated(explain=True)
    told = {column: [entry.name for entry in entries] for column, entries in names().items()}
    rows = {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        for name, content in tables(verdict).items()
    }
    assert [row["quantity"] for row in rows["verdict"]] == told["quantity"]
    assert [row["arm"] for row in rows["arms"]] == told["arm"]
    assert {row["measure"] for row in rows["measures"]} <= set(told["measure"])
    assert {row["axis"] for row in rows["groups"]} <= set(told["axis"])
    assert {row["measure"] for row in rows["groups"]} <= set(told["group_measure"])
    assert [row["channel"] for row in rows["channels"]][:-1] == told["channel"]


def test_units_stand_where_numbers_have_one() -> None:
    rows = list(csv.DictReader(io.StringIO(tables(fabricated())["groups.csv"].decode("utf-8-sig"))))
    units = {(row["axis"] == "type", row["measure"]): row["unit"] for row in rows if row["axis"] != "period"}
    assert units[False, "asked"] == "person-days"
    assert units[False, "value"] == "points"
    assert units[False, "synergy"] == ""
    assert units[True, "hours_spent"] == "hours per organisation and month"
    assert {row["unit"] for row in rows if row["axis"] == "period"} == {"points per month", "share"}
