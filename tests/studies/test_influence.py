"""The parameters that the reports name as influential are those that were found to move 1+1 and K most."""

from __future__ import annotations

import pytest

from sim.runs.runner import answer
from sim.scenario import load
from sim.scenario.variation import Varying
from sim.show.scenario.provenance import INFLUENTIAL
from studies import influence

ROWS = influence.stored()


def test_every_plausible_range_was_studied() -> None:
    """A range that is new or other has no row: run ``python -m studies.influence``."""
    ends = {row["parameter"]: (row["low"], row["high"]) for row in ROWS}
    assert ends == {
        row.path: tuple(f"{influence.value(row, end):.6g}" for end in (0.0, 1.0)) for row in influence.VARIED
    }


def test_the_reports_name_what_moves_most() -> None:
    assert influence.influential(ROWS) == INFLUENTIAL


def test_ranks_are_by_the_furthest_of_both_ends_and_the_default() -> None:
    rows = [
        {"parameter": name, "1+1 low": low, "1+1 default": "2", "1+1 high": high}
        for name, low, high in (("near", "2.01", "2.02"), ("both", "1.9", "2.1"), ("low", "1.85", "2"))
    ]
    assert [row["parameter"] for row in influence.ranked(rows, "1+1")] == ["both", "low", "near"]


def test_what_moves_most_still_comes_out_as_it_stands() -> None:
    row = influence.ranked(ROWS, "1+1")[0]
    scenario = Varying(load("default")).at({"months": influence.MONTHS, row["parameter"]: float(row["low"])})
    total, k = answer(influence.one_and_k(scenario))
    assert total == pytest.approx(float(row["1+1 low"]), abs=1e-4)
    assert k == pytest.approx(float(row["K low"]), abs=1e-4)
