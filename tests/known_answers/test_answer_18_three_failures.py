"""Known answer 18: uneven resources, territorial lock-in, low vitality: each is worse without the cure that is named.

The worlds, the needs and the luck are the same with and without; the interval is that of the paired difference.
"""

from __future__ import annotations

import pytest

from sim.model.measures import MEASURES
from sim.questions import interval
from sim.runs.quantities import quantities
from sim.runs.run import Batch, Run
from sim.runs.runner import answer
from studies.districts import district, joint
from tests.model.stepping import ALL

CONFIDENCE = 0.999
REPLICATES = 48
SMALL = {"months": 24, "district": {"streets": 4, "areas": 5, "lines": 60}}
# Most lines stand in a few streets; hardly anybody manages without what it lacks; those of higher levels come anywhere.
UNEVEN = {
    "months": 36,
    "district": {"streets": 6, "areas": 3, "lines": 60, "concentration": 3.0},
    "production": {"makeshift": 0.05},
}
NEITHER = {"district_platform": False, "city_platform": False, "resources_down": 0.0}
BOTH = {"district_platform": True, "city_platform": True, "resources_down": 0.2}  # of all, platforms would have nobody


def runs(**variants):
    """Run the variants, each a scenario or a scenario with the mechanisms that are on; return every measure of each."""

    def question():
        return (yield Batch(dict.fromkeys(made.values(), quantities(MEASURES)), range(REPLICATES)))

    made = {}
    for name, variant in variants.items():
        scenario, mechanisms = variant if isinstance(variant, tuple) else (variant, ALL)
        made[name] = Run(scenario, joint(scenario), mechanisms)
    table = answer(question())
    return {(name, measure): table.values(run, measure) for name, run in made.items() for measure in MEASURES}


def change(table, measure, name="without"):
    """Return the interval of what a measure is without the cure, less what it is with it."""
    return interval.difference(table[name, measure], table["cured", measure], CONFIDENCE)


@pytest.mark.parametrize("down", [0.0, 0.2])
def test_answer_18_uneven_resources_without_platforms_and_resources_moved_down(down):
    """Platforms by themselves, and both; what platforms add where resources are moved down is little."""
    cures = {**BOTH, "resources_down": down}
    table = runs(
        cured=district(UNEVEN, {"institutions": cures}), without=district(UNEVEN, {"institutions": NEITHER})
    )  # fmt: skip
    for measure in ("gini_service", "gini_resources"):
        assert change(table, measure).above(0.0)


def test_answer_18_where_resources_are_even_there_is_nothing_to_cure():
    table = runs(
        cured=district(SMALL, {"institutions": BOTH}), without=district(SMALL, {"institutions": NEITHER})
    )  # fmt: skip
    contrast = change(table, "gini_service")
    assert contrast.inside(-0.01, 0.01)


# Platforms unlock too, and liaison also lets one know who has what, which is another answer.
ALONE = {"institutions": {"district_platform": False}, "matching": {"error": 0.0}}
POST = {"convening": {"platform_hours": 160.0}, "matching": {"error": 0.0}}
NO_LAST_RESORT = {"matching": {"last_resort": 0.0}}  # offices leave a platform little to take up


def test_answer_18_territorial_lock_in_without_liaison():
    scenario = district(SMALL, ALONE)
    table = runs(cured=scenario, without=(scenario, ALL - {"liaison"}))
    assert change(table, "across_area").below(-0.03)
    assert change(table, "across_both").below(-0.01)


def test_answer_18_a_platform_unlocks_what_liaison_does_not():
    """It calls whoever fits, wherever that stands, to what a street is left with: so liaison is missed less."""
    on, off = ((district(SMALL, NO_LAST_RESORT, layer), ALL - {"liaison"}) for layer in (POST, ALONE))
    table = runs(cured=on, without=off)
    for measure in ("across_area", "across_both"):
        assert change(table, measure).below(-0.004)


@pytest.mark.parametrize("databases", [0, 4])
def test_answer_18_what_ties_the_flow_to_its_territory_is_who_hears(databases):
    """The databases let one hear too: liaison unlocks the more, the less else there is."""
    scenario = district(SMALL, {"technology": {"databases": databases}})
    table = runs(cured=scenario, without=(scenario, ALL - {"liaison"}))
    contrast = change(table, "across_area")
    assert contrast.below(-0.1) if databases == 0 else contrast.above(-0.1)


def test_answer_18_low_vitality_without_mobilisation_supervision_and_incentive():
    scenario = district(SMALL)
    cures = ("mobilisation", "supervision", "incentive")
    table = runs(
        cured=scenario,
        without=(scenario, ALL - set(cures)),
        **{f"no_{name}": (scenario, ALL - {name}) for name in cures},
    )
    for measure in ("participation", "contribution"):
        assert change(table, measure).below(-0.3)
        for name in cures:
            assert change(table, measure, f"no_{name}").below(0.0)
