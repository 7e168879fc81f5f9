"""Mesa's `batch_run` of a District gives the numbers that a sweep keeps, replicate by replicate."""

from __future__ import annotations

from pathlib import Path

import mesa
import pytest

from sim import District
from sim.questions.survey import Survey, survey_question
from sim.runs.runner import answer
from sim.runs.store import Store, WrittenStore
from sim.scenario import from_data
from sim.scenario.design import Axis, Design


@pytest.mark.skipif(
    not hasattr(mesa, "batch_run") or mesa.__version__.startswith("3.4"),
    reason="gone in Mesa 4, and that of 3.4 leaves out the last month",
)
def test_batch_run_gives_the_numbers_that_a_sweep_keeps(tmp_path: Path) -> None:
    scenario = from_data({"months": 4, "district": {"streets": 1, "areas": 3, "lines": 10}}, "small")
    survey = Survey(scenario, Design("grid", (Axis(("needs.two_sided",), values=(0.0, 0.5)),), 2, looks=(3,)))
    store = WrittenStore(tmp_path, survey.stated(), survey.columns)
    answer(survey_question(survey, store, str))
    store.close()
    with Store(tmp_path) as kept:
        swept = {
            (arm, kept_point.values["needs.two_sided"], replication): numbers[kept.columns.index(f"{arm}_gross")]
            for kept_point in kept.points()
            for replication, numbers in kept.replicates(kept_point.number)
            for arm in ("block", "line", "joint")
        }
    rows = mesa.batch_run(
        District,
        {"scenario": [scenario], "camp": ["block", "line", "joint"], "needs.two_sided": [0.0, 0.5],
         "replication": [0, 1, 2]},
        number_processes=1, max_steps=scenario.months, display_progress=False,
    )  # fmt: skip
    by_mesa = {(row["camp"], row["needs.two_sided"], row["replication"]): row["value_added"] for row in rows}
    assert by_mesa.keys() == swept.keys()
    assert len(swept) == 18
    assert all(by_mesa[place] == pytest.approx(swept[place], rel=1e-12, abs=1e-12) for place in swept)
