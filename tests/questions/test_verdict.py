"""What the verdict is made of adds up."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from sim.mechanisms import TYPES
from sim.model.camps import CHANNELS, alone, open_channels, together
from sim.model.columns import MONTH
from sim.model.measures import MEASURES
from sim.questions import interval
from sim.questions.answers import BARS
from sim.questions.verdict import runs_of_the_question, verdict
from sim.runs.groups import NEED_AXES, NEED_SUMS, PERIOD_SUMS, TYPE_SUMS, Grouped
from sim.runs.outcome import Outcome
from sim.runs.run import Run
from sim.runs.runner import answer
from sim.runs.table import Table
from sim.scenario import from_data
from tests.runs.made import made, months_of

from .test_interval import study

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "results.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def outcome():
    scenario = from_data({"months": 8, "district": {"streets": 2, "areas": 5, "lines": 20}}, "small")
    return answer(verdict(scenario, 16, explain=True))


def test_synergy_is_duplication_times_collaboration(outcome):
    q = outcome.quantities
    assert q["synergy"].estimate == pytest.approx(q["duplication"].estimate * q["collaboration"].estimate, rel=1e-12)
    assert q["duplication"].estimate <= 1.0


def test_synergy_is_duplication_times_halves_times_complementarity(outcome):
    r, q = outcome.replicates, outcome.quantities
    halves = r["halves_joint_gross"].mean() / r["halves_side_by_side_gross"].mean()
    assert q["synergy"].estimate == pytest.approx(
        q["duplication"].estimate * halves * q["complementarity"].estimate, rel=1e-12
    )


def test_bars_sum_to_the_surplus_of_their_replicates(outcome):
    explanation = outcome.explanation
    assert tuple(explanation.bars) == BARS
    assert explanation.replications == 8
    assert sum(bar.estimate for bar in explanation.bars.values()) == pytest.approx(
        explanation.surplus.estimate, rel=1e-9
    )
    r = outcome.replicates
    first = (r["joint_gross"] - r["block_gross"] - r["line_gross"])[:8]
    assert explanation.surplus.estimate == pytest.approx(first.mean(), rel=1e-9)


def test_ceiling_and_load_bound_what_can_be(outcome):
    q = outcome.quantities
    assert q["ceiling"].estimate >= q["synergy"].estimate
    assert outcome.surplus_share.estimate <= 1.0
    assert 0.0 < q["load"].estimate < 5.0


@pytest.mark.parametrize("price", [0.0, 0.02])
def test_net_surplus_an_hour_is_of_the_hours_that_the_joint_run_spent(price):
    scenario = from_data({"months": 4, "district": {"streets": 1, "areas": 4, "lines": 10},
                          "costs": {"hour_price": price}}, "small")  # fmt: skip
    reply = answer(verdict(scenario, 4))
    arms = [Run(scenario, alone(0)), Run(scenario, alone(1)), Run(scenario, together(open_channels(scenario)))]
    net, hours = 0.0, 0.0
    for replication in range(4):
        block, line, joint = (made(run, replication) for run in arms)
        months = months_of(joint)
        hours += months["hours"].sum()
        net += (
            joint["gross"]
            - block["gross"]
            - line["gross"]
            - price * (months["hours"].sum() - months_of(block)["hours"].sum() - months_of(line)["hours"].sum())
        )
    assert reply.quantities["surplus_per_hour"].estimate == pytest.approx(net / hours, rel=1e-9)


def test_the_json_object_follows_its_schema(outcome):
    jsonschema.validate(outcome.to_json(), SCHEMA)


@pytest.mark.parametrize("confidence", [0.5, 0.95])
def test_the_json_says_how_sure_its_verdict_is(confidence):
    """At a confidence of 0.5 every second verdict may be wrong: a reader of the file alone must see it."""
    scenario = from_data({"months": 1, "district": {"streets": 1, "areas": 2, "lines": 4},
                          "interval": {"confidence": confidence}}, "small")  # fmt: skip
    data = answer(verdict(scenario, 2)).to_json()
    assert data["confidence"] == confidence
    jsonschema.validate(data, SCHEMA)


def test_monthly_values_sum_to_the_arms(outcome):
    for arm in ("block", "line", "side_by_side", "joint"):
        assert outcome.monthly["value"][arm].sum() == pytest.approx(outcome.arms[arm].gross.estimate, rel=1e-9)


def test_the_halves_have_a_joint_run_of_their_own():
    """Who is asked, and who is known, goes by label: also where all channels are open."""
    runs = runs_of_the_question(from_data({"months": 8, "district": {"streets": 2, "areas": 5, "lines": 20}}, "small"))
    assert made(runs["halves_joint"])["gross"] != made(runs["joint"])["gross"]


def test_where_all_are_asked_and_known_and_all_channels_are_open_labels_play_no_part_in_a_joint_run():
    from sim.model.camps import together

    scenario = from_data({"months": 8, "district": {"streets": 2, "areas": 5, "lines": 20},
                          "matching": {"asked": 2000, "error": 0.0}}, "small")  # fmt: skip
    channels = dict.fromkeys(CHANNELS, 1.0)
    kinds, halves = (together(channels), together(channels, "halves"))
    a, b = made(Run(scenario, kinds)), made(Run(scenario, halves))
    assert a["gross"] == pytest.approx(b["gross"], rel=1e-9)
    for name in MEASURES:
        if name not in ("across_kind", "across_both"):  # they tell labels apart
            assert a[name] == pytest.approx(b[name], nan_ok=True), name


@pytest.mark.parametrize("spread", [0.02, 0.05, 0.09])
@pytest.mark.parametrize("shape", ["normal", "heavy"])
def test_the_verdict_stops_where_the_study_of_coverage_stops(shape, spread):
    """The question is sent fabricated replicates whose S is 1; docs/interval.md rests on its stopping so."""
    joined, apart = study.source(shape, spread, 7)
    scenario = from_data({"months": 2}, "fabricated")
    question, table = verdict(scenario), Table()
    runs = runs_of_the_question(scenario)
    values = {runs["joint"]: joined, runs["block"]: 0.25 * apart, runs["line"]: 0.75 * apart}
    periods, types = ("1", "2"), np.ones((len(TYPES), len(TYPE_SUMS)))

    def fabricated(name, gross, ceiling):
        if name in ("gross", "net"):
            return float(gross)
        if name == "months":
            return np.zeros(2, MONTH)
        if name == "cohorts":
            return np.full(2, gross / 2)
        if name == "type":
            return Grouped(TYPES, TYPE_SUMS, types)
        if name == "taking_part":
            return Grouped(periods, PERIOD_SUMS, np.ones((2, len(PERIOD_SUMS))))
        if name == "period":
            return Grouped(periods, NEED_SUMS, np.ones((2, len(NEED_SUMS))))
        return None if name in NEED_AXES else float(ceiling) if name == "ceiling" else 1.0

    def send(batch):
        for replication in batch.replications:
            for run, quantities in batch.wanted.items():
                gross, ceiling = values.get(run, apart)[replication], 2 * apart[replication]
                by_name = {quantity: fabricated(quantity.name, gross, ceiling) for quantity in quantities}
                table.add(run, replication, Outcome(by_name))
        return question.send(table)

    def to_the_end(batch):
        while True:
            batch = send(batch)

    with pytest.raises(StopIteration) as ended:
        to_the_end(next(question))
    value = ended.value.value
    ((expected, replications),) = study.read([(joined, apart)], interval.looks(64, 1024), 0.01)
    assert value.replications == replications == len(table.values(runs["joint"]))
    assert value.word == interval.verdict(expected)
    assert (value.synergy.low, value.synergy.high) == pytest.approx((expected.low, expected.high), rel=1e-12)
