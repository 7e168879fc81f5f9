"""Known answer 1: where nothing that the two kinds do touches, the whole is exactly its parts."""

from __future__ import annotations

import numpy as np
import pytest

from sim.questions.verdict import verdict
from sim.runs.runner import answer
from sim.scenario import load

from .districts import ADDITIVE, MODES, PUBLIC, at_full_strength, district

REPLICATES = 8
FULL = {"mechanisms": at_full_strength()}
# Needs that units themselves have, mostly of their own kind of work, so that requests are met, and failed, often.
REQUESTS = {"needs": {"unit_rate": 1.0, "unit_block_side": 0.2}}


def assert_additive(*layers):
    """Ask the question; S must be 1 to rounding in every replicate, and as it is printed."""
    found = answer(verdict(district(ADDITIVE, *layers), replications=REPLICATES))
    for reading in ("gross", "net"):
        block, line, both = (found.replicates[f"{arm}_{reading}"] for arm in ("block", "line", "joint"))
        assert both == pytest.approx(block + line, rel=1e-9)
    assert found.replicates["block_gross"].min() > 50.0
    assert found.replicates["line_gross"].min() > 50.0
    assert abs(found.synergy.estimate - 1.0) < 1e-9
    assert found.synergy.low == found.synergy.high == 1.0
    assert found.word == "not distinguishable"
    assert found.surplus_share.low == found.surplus_share.high == 0.0
    return found


@pytest.mark.parametrize("seed", [1, 2, 2**40 + 7])
@pytest.mark.parametrize("public", list(PUBLIC))
def test_answer_01_synergy_is_one(public, seed):
    assert_additive(PUBLIC[public], {"seed": seed})


@pytest.mark.parametrize("public", list(PUBLIC))
def test_answer_01_with_every_instrument_at_full_strength(public):
    found = assert_additive(PUBLIC[public], FULL)
    weak = answer(verdict(district(ADDITIVE, PUBLIC[public]), replications=REPLICATES))
    assert found.arms["joint"].gross.estimate > 1.05 * weak.arms["joint"].gross.estimate, "the mechanisms are at work"


@pytest.mark.parametrize("mode", MODES)
def test_answer_01_however_needs_find_resources(mode):
    assert_additive(PUBLIC["owned"], FULL, {"matching": {"mode": mode}, "resources": {"by_order": True}})


@pytest.mark.parametrize("scale", [0.2, 4.0])
def test_answer_01_at_light_and_heavy_load(scale):
    assert_additive(PUBLIC["unlimited"], FULL, {"needs": {"scale": scale}})


@pytest.mark.parametrize("public", list(PUBLIC))
def test_answer_01_where_units_draw_conclusions_from_their_own_requests(public):
    found = assert_additive(PUBLIC[public], REQUESTS)
    assert found.measures["met_mass"]["line"].estimate > 0.05, "some requests are met"


def test_answer_01_public_resources_that_run_short_are_divided():
    """Neither owned nor unlimited: alone each kind has its share, together one may use what the other would have."""
    scarce = district(ADDITIVE, {"resources": {"public": 0.5, "public_block": 0.9}, "seed": 3})
    found = answer(verdict(scarce, replications=REPLICATES))
    assert abs(found.synergy.estimate - 1.0) > 1e-6


@pytest.mark.parametrize("channel", ["peers", "agenda"])
def test_answer_01_any_channel_that_touches_undoes_it(channel):
    """What decides is that nothing runs across, not that the district is dull."""
    found = answer(verdict(district(ADDITIVE, PUBLIC["owned"], {"channels": {channel: 1.0}}), replications=REPLICATES))
    single = found.replicates["block_gross"] + found.replicates["line_gross"]
    assert (np.abs(found.replicates["joint_gross"] / single - 1.0) > 1e-4).all()


@pytest.mark.parametrize("name", ["even", "below"])
def test_answer_01_in_the_shipped_cases_both_kinds_have_a_share(name):
    """Where one kind did nothing at all the whole would be its part whatever the model did."""
    arms = answer(verdict(load(name), replications=REPLICATES)).arms
    block, line = (arms[arm].gross.estimate for arm in ("block", "line"))
    assert 0.05 < line / (block + line) < 0.95
