"""Known answer 1: where nothing that the two kinds do touches, the whole is exactly its parts."""

from __future__ import annotations

import random

import numpy as np
import pytest

from sim.questions.verdict import verdict
from sim.runs.runner import answer
from sim.scenario import load, varied
from sim.scenario.parameters import parameter_rows
from studies.districts import ADDITIVE, MODES, PUBLIC, at_full_strength, district
from tests.gate import others_in_the_gate

REPLICATES = 8
FULL = {"mechanisms": at_full_strength()}
# Needs that units themselves have, mostly of their own kind of work, so that requests are met, and failed, often.
REQUESTS = {"needs": {"unit_rate": 1.0, "unit_block_side": 0.2}}


def assert_additive(*layers):
    """Ask the question; S must be 1 to rounding in every replicate, and as it is printed."""
    outcome = answer(verdict(district(ADDITIVE, *layers), replications=REPLICATES, grouped=False))
    for reading in ("gross", "net"):
        block, line, both = (outcome.replicates[f"{arm}_{reading}"] for arm in ("block", "line", "joint"))
        assert both == pytest.approx(block + line, rel=1e-9)
    assert outcome.replicates["block_gross"].min() > 50.0
    assert outcome.replicates["line_gross"].min() > 50.0
    assert abs(outcome.synergy.estimate - 1.0) < 1e-9
    assert outcome.synergy.low == outcome.synergy.high == 1.0
    assert outcome.word == "not distinguishable"
    assert outcome.surplus_share.low == outcome.surplus_share.high == 0.0
    return outcome


@pytest.mark.parametrize("seed", [1, 2, 2**40 + 7])
@pytest.mark.parametrize("public", list(PUBLIC))
def test_answer_01_synergy_is_one(public, seed):
    assert_additive(PUBLIC[public], {"seed": seed})


@pytest.mark.parametrize("public", list(PUBLIC))
def test_answer_01_with_every_instrument_at_full_strength(public):
    outcome = assert_additive(PUBLIC[public], FULL)
    weak = answer(verdict(district(ADDITIVE, PUBLIC[public]), replications=REPLICATES, grouped=False))
    assert outcome.arms["joint"].gross.estimate > 1.05 * weak.arms["joint"].gross.estimate, "the mechanisms are at work"


@pytest.mark.parametrize("mode", MODES)
def test_answer_01_however_needs_find_resources(mode):
    assert_additive(PUBLIC["owned"], FULL, {"matching": {"mode": mode}, "resources": {"by_order": True}})


def test_answer_01_where_partners_cost_stay_away_and_offices_serve_at_last():
    rules = {
        "convening": {"partner_hours": 2.0, "winning_hours": 4.0, "block_hours": 30.0, "line_hours": 15.0},
        "participation": {"office_follows": 0.0},
        "matching": {"last_resort": 0.5},
        "trust": {"absence": 0.5, "absence_across": 2.0},
        "effort": {"redo": 0.5},
    }
    outcome = assert_additive(PUBLIC["owned"], FULL, rules)
    for measure in ("agenda_lost", "absent"):
        assert min(outcome.measures[measure][arm].estimate for arm in ("block", "line", "joint")) > 0.0, measure


@pytest.mark.parametrize("mode", MODES)
def test_answer_01_where_few_are_asked_and_scores_are_seen_with_error(mode):
    """Who is asked of one kind, and how well it is known, has nothing to do with the other."""
    rules = {"matching": {"mode": mode, "asked": 2, "error": 1.0}, "learning": {"familiarity": 0.2}}
    assert_additive(PUBLIC["owned"], FULL, REQUESTS, rules)


@pytest.mark.parametrize("scale", [0.2, 4.0])
def test_answer_01_at_light_and_heavy_load(scale):
    assert_additive(PUBLIC["unlimited"], FULL, {"needs": {"scale": scale}})


@pytest.mark.parametrize("public", list(PUBLIC))
def test_answer_01_where_units_draw_conclusions_from_their_own_requests(public):
    outcome = assert_additive(PUBLIC[public], REQUESTS)
    assert outcome.measures["met_mass"]["line"].estimate > 0.05, "some requests are met"


def test_answer_01_public_resources_that_run_short_are_divided():
    """Neither owned nor unlimited: alone each kind has its share, together one may use what the other would have."""
    scarce = district(ADDITIVE, {"resources": {"public": 0.5, "public_block": 0.9}, "seed": 3})
    outcome = answer(verdict(scarce, replications=REPLICATES, grouped=False))
    assert abs(outcome.synergy.estimate - 1.0) > 1e-6


@pytest.mark.parametrize("channel", ["peers", "agenda"])
def test_answer_01_any_channel_that_touches_undoes_it(channel):
    """What decides is that nothing runs across, not that the district is dull."""
    outcome = answer(
        verdict(
            district(ADDITIVE, PUBLIC["owned"], {"channels": {channel: 1.0}}), replications=REPLICATES, grouped=False
        )
    )
    single = outcome.replicates["block_gross"] + outcome.replicates["line_gross"]
    assert (np.abs(outcome.replicates["joint_gross"] / single - 1.0) > 1e-4).all()


@pytest.mark.parametrize("name", ["even", "below"])
def test_answer_01_in_the_shipped_cases_both_kinds_have_a_share(name):
    """Where one kind did nothing at all the whole would be its part whatever the model did."""
    arms = answer(verdict(load(name), replications=REPLICATES, grouped=False)).arms
    block, line = (arms[arm].gross.estimate for arm in ("block", "line"))
    assert 0.05 < line / (block + line) < 0.95


# What sets the parts up, or lets them touch: all else may have any value that the schema allows.
_APART = ("channels", "needs.two_sided", "production.makeshift", "resources.public", "costs.mixed_hours", "district")
_LEFT_ALONE = ("seed", "months", "interval", "areas", "organisations", *_APART)
# For time, and so that the shares of a type's levels add up.
_BOUNDED = {".rate": 5.0, "needs.scale": 5.0, ".unit_rate": 3.0, ".grid_workers": 10, ".district": 0.4, ".city": 0.4}


def _anything(luck):
    """Draw every tenth parameter or so, from its ends, its range, or around its default."""
    settings = {}
    for row in parameter_rows():
        free = "[]" not in row.path and not row.path.startswith(_LEFT_ALONE) and not row.path.endswith(".public")
        held = row.path.startswith("types.") and (".resources." in row.path or ".functions." in row.path)
        if not free or held or row.kind not in ("number", "whole number", "true or false", "choice"):
            continue
        if luck.random() < 0.1:
            bound = next((_BOUNDED[end] for end in _BOUNDED if row.path.endswith(end)), row.high)
            settings[row.path] = _value(row, bound, luck)
    return settings


def _value(row, high, luck):
    if row.kind == "choice":
        return luck.choice(row.choices)
    if row.kind == "true or false":
        return luck.random() < 0.5
    near = (row.default or 0) * luck.choice([0.1, 0.5, 2, 10])
    value = luck.choice([row.low, high, luck.uniform(row.low, high), min(max(near, row.low), high)])
    return round(value) if row.kind == "whole number" else float(value)


@pytest.mark.parametrize("trial", others_in_the_gate(range(40), lambda trial: trial < 20))
def test_answer_01_whatever_else_is_set(trial):
    """Nothing but what lets the kinds touch moves the joint value: no parameter is a channel in disguise."""
    luck = random.Random(trial)
    small = {"months": luck.choice([1, 6, 18]), "district": {"streets": 2, "areas": 3, "lines": 15}}
    settings = _anything(luck)
    scenario = varied(district(ADDITIVE, PUBLIC["owned"], small), [f"{path}={settings[path]}" for path in settings])
    outcome = answer(verdict(scenario, replications=2, grouped=False)).replicates
    for reading in ("gross", "net"):
        block, line, both = (outcome[f"{arm}_{reading}"] for arm in ("block", "line", "joint"))
        size = np.maximum(np.abs(block), np.abs(line)).max()
        assert both == pytest.approx(block + line, rel=0, abs=1e-9 * size + 1e-300), settings
