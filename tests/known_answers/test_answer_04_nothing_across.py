"""Known answer 4: one camp in which nothing runs across does what the two kinds do side by side, bit for bit."""

from __future__ import annotations

import pytest

from sim.model.camps import CHANNELS, together
from sim.model.value import beside, booked, value_by_need
from studies.districts import ADDITIVE, APART, ARMS, HALVES, MODES, PUBLIC, at_full_strength, district
from tests.model.stepping import finished

ONE_KIND_ONLY = {"learning": {"request": 0.2, "ask": 0.2}, "needs": {"unit_rate": 0.6, "unit_block_side": 0.4}}
# Needs of every sort, two-sided ones too, that either kind may serve. Public resources are nobody's, and divided
# between the single arms, so without them.
ANY_NEEDS = {
    "months": 18,
    "district": {"streets": 2, "areas": 6, "lines": 30},
    "resources": {"public": 0.0},
    "needs": {"scale": 0.5, "unit_rate": 0.8},
}


def assert_nothing_across(scenario, labels="kinds", replication=0):
    """Compare one camp with its two labels alone: what each label did, saw and became; return the three runs."""
    single = [finished(scenario, camp, replication) for camp in (ARMS if labels == "kinds" else HALVES)]
    one_camp = finished(scenario, together(APART, labels), replication)
    for label, alone in enumerate(single):
        for column in ("seen", "listed", "known"):
            assert one_camp.ledger[column][:, label].tobytes() == alone.ledger[column][:, label].tobytes(), column
        of_label = alone.organisation["acts"]
        for column in alone.organisation.dtype.names:
            ours, theirs = one_camp.organisation[column][of_label], alone.organisation[column][of_label]
            assert ours.tobytes() == theirs.tobytes(), column
    return single, one_camp


@pytest.mark.parametrize("public", list(PUBLIC))
@pytest.mark.parametrize("replication", [0, 1, 2])
def test_answer_04_the_need_ledgers_are_the_same_bytes(public, replication):
    scenario = district(ADDITIVE, PUBLIC[public], ONE_KIND_ONLY)
    (block, line), one_camp = assert_nothing_across(scenario, replication=replication)
    apart, ours = beside(booked(block.ledger), booked(line.ledger)), booked(one_camp.ledger)
    assert (block.ledger["served"] > 0.0).sum() > 50
    assert (line.ledger["served"] > 0.0).sum() > 50
    assert not ((block.ledger["served"] > 0.0) & (line.ledger["served"] > 0.0)).any()
    for column, values in apart.items():
        assert values.tobytes() == ours[column].tobytes(), column
    assert value_by_need(block.need, apart).tobytes() == value_by_need(block.need, ours).tobytes()


@pytest.mark.parametrize("mode", MODES)
def test_answer_04_however_needs_find_resources(mode):
    settings = {"matching": {"mode": mode}, "resources": {"by_order": True}, "mechanisms": at_full_strength()}
    (block, line), one_camp = assert_nothing_across(district(ADDITIVE, PUBLIC["owned"], ONE_KIND_ONLY, settings))
    apart, ours = beside(booked(block.ledger), booked(line.ledger)), booked(one_camp.ledger)
    for column, values in apart.items():
        assert values.tobytes() == ours[column].tobytes(), column


@pytest.mark.parametrize("labels", ["kinds", "halves"])
@pytest.mark.parametrize("replication", [0, 1])
def test_answer_04_on_any_needs_each_label_does_what_it_does_alone(labels, replication):
    """Where both serve a need their sums add up in another order, so the need's own sums are equal to rounding only."""
    single, one_camp = assert_nothing_across(district(ANY_NEEDS), labels, replication)
    apart, ours = beside(*(booked(alone.ledger) for alone in single)), booked(one_camp.ledger)
    both = (single[0].ledger["served"] > 0.0) & (single[1].ledger["served"] > 0.0)
    assert both.sum() > 20
    for column, values in apart.items():
        assert values[~both].tobytes() == ours[column][~both].tobytes(), column
        assert ours[column] == pytest.approx(values, rel=1e-12, abs=1e-12), column


@pytest.mark.parametrize("channel", CHANNELS)
def test_answer_04_each_channel_makes_a_difference(channel):
    scenario, across = district(ANY_NEEDS), {**dict.fromkeys(CHANNELS, 1.0), "agenda": 0.5}
    everything, less = (finished(scenario, together(channels)) for channels in (across, {**across, channel: 0.0}))
    values = [value_by_need(state.need, booked(state.ledger)).sum() for state in (everything, less)]
    assert abs(values[0] - values[1]) > 1e-6
