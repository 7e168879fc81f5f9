"""Known answer 2: where every need takes what only blocks and what only lines have, neither does anything alone."""

from __future__ import annotations

import numpy as np
import pytest

from sim.model.columns import OWNED as OWNED_ROWS
from sim.model.phases.arise import make_needs
from sim.model.world import make_world
from sim.questions.verdict import verdict
from sim.runs.runner import answer
from studies.districts import BLOCKS, FUNCTIONS, LINES, MODES, OWNED, district, for_all, only

REPLICATES = 8
# Blocks and lines share four of the six owned resources, so the third of a bundle may be anybody's.
SHARED = OWNED[1:5]
COMPLEMENTS = {
    "months": 12,
    "district": {"streets": 2, "areas": 5, "lines": 30},
    "needs": {"two_sided": 1.0},
    "production": {"makeshift": 0.0},
    "institutions": {"resources_down": 0.0},  # blocks have nothing that is the lines'
    "types": {
        **for_all(BLOCKS, {"resources": only((OWNED[0], *SHARED), OWNED, 1.0)}),
        **for_all(LINES, {"resources": only((OWNED[5], *SHARED), OWNED, 1.0)}),
    },
}
# The same with functions: what blocks do lines do not.
FUNCTIONS_TOO = {
    "types": {
        **for_all(BLOCKS, {"functions": only(FUNCTIONS[:3], FUNCTIONS, 0.8)}),
        **for_all(LINES, {"functions": only(FUNCTIONS[3:], FUNCTIONS, 0.8)}),
    }
}


@pytest.mark.parametrize("functions", [{}, FUNCTIONS_TOO], ids=["", "functions too"])
def test_answer_02_every_need_takes_one_resource_of_each_kind(functions):
    scenario = district(COMPLEMENTS, functions)
    world = make_world(scenario, scenario.seed, 0)
    needs = make_needs(world, scenario.months)
    owns = [(world.organisation["capacity"][world.organisation["kind"] == kind] > 0.0).any(axis=0) for kind in (0, 1)]
    assert len(needs) > 200
    assert (needs["required"] == 3).all()
    for need in needs:
        block_only = [r for r in need["resource"] if r < OWNED_ROWS and owns[0][r] and not owns[1][r]]
        line_only = [r for r in need["resource"] if r < OWNED_ROWS and owns[1][r] and not owns[0][r]]
        assert len(block_only) == len(line_only) == 1


@pytest.mark.parametrize("functions", [{}, FUNCTIONS_TOO], ids=["", "functions too"])
@pytest.mark.parametrize("rho", [-80.0, -1.0, 0.0])
def test_answer_02_nobody_alone_and_something_together(rho, functions):
    outcome = answer(
        verdict(district(COMPLEMENTS, functions, {"production": {"rho": rho}}), replications=REPLICATES, grouped=False)
    )
    for arm in ("block", "line"):
        assert (outcome.replicates[f"{arm}_gross"] == 0.0).all()
        assert outcome.measures["claimed"][arm].estimate == 0.0
    assert outcome.word == "undefined"
    assert outcome.synergy is None
    assert outcome.quantities["surplus"].above(0.0)
    assert (outcome.replicates["joint_gross"] > 0.0).all()


@pytest.mark.parametrize("mode", MODES)
def test_answer_02_however_needs_find_resources(mode):
    outcome = answer(
        verdict(district(COMPLEMENTS, {"matching": {"mode": mode}}), replications=REPLICATES, grouped=False)
    )
    single = outcome.replicates["block_gross"], outcome.replicates["line_gross"]
    assert not np.any(single)
    assert outcome.word == "undefined"
    assert outcome.quantities["surplus"].above(0.0)


def test_answer_02_substitutes_can_be_done_without():
    """With ρ above 0 the same bundles can be replaced in part, and each kind does something alone."""
    outcome = answer(
        verdict(district(COMPLEMENTS, {"production": {"rho": 0.9}}), replications=REPLICATES, grouped=False)
    )
    assert (outcome.replicates["block_gross"] > 0.0).all()
    assert (outcome.replicates["line_gross"] > 0.0).all()
    assert outcome.synergy is not None
