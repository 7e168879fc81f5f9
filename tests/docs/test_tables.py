"""The tables that commands and docs print, read off the code: the schedule, and the parameters."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.mechanisms import LINE_TYPES, TYPES, Mechanism, share
from sim.mechanisms.levers import LEVERS
from sim.model.columns import NATURES
from sim.model.schedule import levers_moved, schedule_rows
from sim.scenario.parameters import ParameterRow, parameter_rows
from sim.scenario.schema import Mechanisms, Scenario, arrangements

ROOT = Path(__file__).resolve().parents[2]
SET_UP = {"cover", "registered", "signs", "attention", "platform"}  # read before the first month, by no phase


def test_the_month_has_ten_phases_in_the_articles_order() -> None:
    assert [row.name for row in schedule_rows()] == [
        "arise", "discover", "mobilise", "plan", "liaise", "match", "deliver", "appraise", "commend", "learn",
    ]  # fmt: skip


def test_every_lever_is_listened_to_and_every_one_that_is_listened_to_is_a_lever() -> None:
    heard = {lever for row in schedule_rows() for lever in row.levers}
    assert heard == set(LEVERS) - SET_UP


def test_every_mechanism_moves_what_some_phase_listens_to() -> None:
    assert {name for row in schedule_rows() for name in row.mechanisms} == set(arrangements())
    assert set(arrangements()) == {*Mechanisms.model_fields, "institutions", "technology"}


def test_which_levers_a_mechanism_moves_is_found_by_pulling_it() -> None:
    class Mine(Mechanism):
        """Moves two levers, one of them for lines only, and sets one to what it is."""

        word: float = share(0.0, "of mouth")

        def pull(self, levers: Any, who: Any) -> None:
            i = self.dosed()
            levers.hearing.add_chance(i.word, who.lines)
            levers.delay.scale(1.0 - 0.5 * i.word)
            levers.barrier.scale(1.0)

    assert levers_moved(Mine) == {"hearing", "delay"}
    assert "overhead" in levers_moved(arrangements()["liaison"])


@pytest.fixture(scope="module")
def rows() -> dict[str, ParameterRow]:
    return {row.path: row for row in parameter_rows()}


def flat(data: dict[str, Any], path: str = "") -> dict[str, Any]:
    """A scenario's values by path."""
    by_name: dict[str, Any] = {}
    for name, value in data.items():
        by_name |= flat(value, f"{path}{name}.") if isinstance(value, dict) else {path + name: value}
    return by_name


def test_every_parameter_has_its_row_and_the_default_of_its_place(rows: dict[str, ParameterRow]) -> None:
    real, changes = flat(Scenario().model_dump()), {"from_month": None}  # left out of a dump where nothing changes
    assert {path: row.default for path, row in rows.items() if "[]" not in path} == {
        **real,
        "areas": None,
        "organisations": None,
        **changes,
    }
    assert [path for path in rows if "[]" not in path] == [*real, *changes]
    assert rows["types.street.hours"].default != rows["types.two_new.hours"].default


def test_a_row_says_the_same_where_python_drops_docstrings(rows: dict[str, ParameterRow]) -> None:
    data = "import json; from sim.scenario.parameters import *; print(json.dumps([r.about for r in parameter_rows()]))"
    done = subprocess.run([sys.executable, "-OO", "-c", data], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [row.about for row in rows.values()]


def test_a_row_says_what_there_is_to_say(rows: dict[str, ParameterRow]) -> None:
    assert all(row.meaning and row.about for row in rows.values())
    assert all(row.source in ("article", "literature", "assumed") for row in rows.values())
    assert all(bool(row.reference) == (row.source == "literature") for row in rows.values())
    numbers = [row for row in rows.values() if row.kind in ("number", "whole number")]
    assert all(row.low is not None and row.high is not None for row in numbers)
    assert all(row.low <= row.default <= row.high for row in numbers if row.default is not None)
    assert all(len(row.choices) > 1 for row in rows.values() if row.kind == "choice")


def test_rows_of_one_shape_are_a_family(rows: dict[str, ParameterRow]) -> None:
    assert {p for p, row in rows.items() if row.family == "types.*.hours"} == {f"types.{t}.hours" for t in TYPES}
    for name in ("members", "district", "city"):  # blocks have none: it would move nothing
        result = {p for p, row in rows.items() if row.family == f"types.*.{name}"}
        assert result == {f"types.{kind}.{name}" for kind in LINE_TYPES}
    assert {p for p, row in rows.items() if row.family == "needs.*.rate"} == {f"needs.{n}.rate" for n in NATURES}
    assert rows["mechanisms.liaison.hours"].family == "mechanisms.liaison.hours"


def test_what_a_list_holds_is_told_too(rows: dict[str, ParameterRow]) -> None:
    assert rows["organisations[].type"].required
    assert rows["organisations[].type"].choices == TYPES
    assert rows["organisations[].hours"].kind == "number"
    assert rows["organisations[].hours"].default is None
    assert rows["organisations[].resources.talent"].unit == "units/person-day"
