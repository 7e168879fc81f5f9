"""Each row of the article taken out: the measure of that row moves, on the same worlds and with the same luck."""

from __future__ import annotations

import csv
import re
from typing import Any

import numpy as np
import pytest

from sim.questions.interval import difference
from sim.runs.runner import answer
from sim.scenario.case import READABLE, ROWS
from studies.knock_outs import BY_NAME, KEPT, TABLE, KnockOut, question
from tests.gate import others_in_the_gate

CONFIDENCE = 0.999
IDS = [row.name.replace(" ", "-") for row in TABLE]


FIRST = {row.row: row for row in reversed(TABLE)}


@pytest.mark.parametrize(
    "knock_out", others_in_the_gate(TABLE, lambda knock_out: FIRST[knock_out.row] == knock_out), ids=IDS
)
def test_knock_out(knock_out: KnockOut) -> None:
    with_it, without = answer(question(knock_out, [knock_out.measure]))[knock_out.measure]
    moved = difference(without, with_it, CONFIDENCE)
    assert moved.above(0.0) if knock_out.moves == "up" else moved.below(0.0)


def test_every_row_is_taken_out_once_or_piece_by_piece() -> None:
    assert len(BY_NAME) == len(TABLE)
    assert {row.row for row in TABLE} == {row for row in ROWS if re.fullmatch("[A-G].", row)}


@pytest.mark.parametrize("knock_out", TABLE, ids=IDS)
def test_a_knock_out_changes_only_what_it_says(knock_out: KnockOut) -> None:
    with_it, without = knock_out.sides()
    here = _flat(with_it[0].model_dump())
    outs = knock_out.out if isinstance(knock_out.out, tuple) else (knock_out.out,)
    for scenario, out in zip(without, outs, strict=True):
        changed = {path for path, value in _flat(scenario.model_dump()).items() if value != here[path]}
        assert changed
        assert changed <= set(_flat(out))


def test_where_nothing_is_taken_out_nothing_moves() -> None:
    inert = KnockOut("A1", "", "", {"title": {"en": "another name"}}, "value", "up")
    for with_it, without in answer(question(inert, ["value", "listed", "participation.lines"], 4)).values():
        assert np.array_equal(with_it, without)


def test_what_else_moved_is_kept_for_every_row() -> None:
    """A row that is new or renamed is not there yet: run ``python -m studies.knock_outs``."""
    kept = _kept()
    assert list(dict.fromkeys(row["knock_out"] for row in kept)) == list(BY_NAME)
    assert {row["measure"] for row in kept} <= set(READABLE)
    for entry in TABLE:
        (own,) = [row for row in kept if (row["knock_out"], row["measure"]) == (entry.name, entry.measure)]
        assert own["moves"] == entry.moves


@pytest.mark.slow
@pytest.mark.parametrize("knock_out", TABLE, ids=IDS)
def test_what_else_moved_still_moves(knock_out: KnockOut) -> None:
    kept = [row for row in _kept() if row["knock_out"] == knock_out.name]
    reply = answer(question(knock_out, [row["measure"] for row in kept]))
    for row in kept:
        with_it, without = (float(np.mean(side)) for side in reply[row["measure"]])
        assert (with_it, without) == pytest.approx((float(row["with"]), float(row["without"])), rel=1e-4, abs=1e-9)


def _kept() -> list[dict[str, str]]:
    with KEPT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _flat(tree: dict[str, Any], path: str = "") -> dict[str, Any]:
    by_name: dict[str, Any] = {}
    for name, value in tree.items():
        by_name |= _flat(value, f"{path}{name}.") if isinstance(value, dict) else {path + name: value}
    return by_name
