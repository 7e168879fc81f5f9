"""No two decisions share a key: the keys of whole runs, every arm in every regime, written down and counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sim.model import chance
from sim.model.phases.arise import make_needs
from sim.model.world import make_world
from sim.scenario import ScenarioError, from_data
from sim.scenario.schema import Mechanisms

from .. import twin
from .keys import REGIMES, faults, scenario_of
from .test_chance import DECISIONS

ROOT = Path(__file__).resolve().parents[2]
ALL = frozenset(Mechanisms.model_fields)
NONE: frozenset[str] = frozenset()
ARMS = {
    "block": (twin.block_camp, ALL),
    "line": (twin.line_camp, ALL),
    "joint": (twin.joint_camp, ALL),
    "half_0": (lambda world: twin.half_camp(world, 0), ALL),
    "half_1": (lambda world: twin.half_camp(world, 1), ALL),
    "halves_joint": (twin.half_joint_camp, ALL),
    "block_unorganised": (twin.block_camp, NONE),
    "line_unorganised": (twin.line_camp, NONE),
}


@pytest.fixture
def draws(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, ...]]]:
    """The counters under which the twin draws from here on."""
    counters: list[tuple[int, ...]] = []

    def noting(key, decision, month, c1, c2, c3):
        counters.append((decision + 256 * month, c1, c2, c3))
        return chance.draw(key, decision, month, c1, c2, c3)

    for name, module in list(sys.modules.items()):
        if name.startswith(twin.__name__ + ".") and getattr(module, "draw", None) is chance.draw:
            monkeypatch.setattr(module, "draw", noting)
    return counters


@pytest.mark.parametrize("regime", REGIMES)
def test_no_two_decisions_of_a_run_share_a_key(regime, draws):
    """As the twin draws, which agrees with the compiled model in every column."""
    scenario, replication = scenario_of(regime), 1
    world = make_world(scenario, scenario.seed, replication)
    need = make_needs(world, scenario.months)
    draws.clear()
    place = twin.make_world(scenario, scenario.seed, replication)
    assert faults(np.array(draws), world, need, scenario.months, passes=1, plans=0) == []
    for camp, mechanisms in ARMS.values():
        divided = camp(place)
        draws.clear()
        run = twin.TwinModel(place, divided, mechanisms)
        for _ in range(scenario.months):
            run.step()
        assert len(draws) > 100
        assert faults(np.array(draws), world, need, scenario.months, passes=1, plans=len(run.plans)) == []


def test_a_key_of_two_decisions_would_be_found(draws):
    """The same counter twice; one that names a need of nobody; two decisions with one number; months that run over."""
    scenario = scenario_of("two_way")
    world = make_world(scenario, scenario.seed, 1)
    need = make_needs(world, scenario.months)
    place = twin.make_world(scenario, scenario.seed, 1)
    draws.clear()
    run = twin.TwinModel(place, twin.joint_camp(place), ALL)
    for _ in range(scenario.months):
        run.step()
    plain = np.array(draws)

    def found(keys: np.ndarray) -> Counter[str]:
        wrong = faults(keys, world, need, scenario.months, passes=1, plans=len(run.plans))
        return Counter(" ".join(fault.split()[-2:]) for fault in wrong)

    def where(decision: int) -> np.ndarray:
        return np.flatnonzero(plain[:, 0] % 256 == decision)

    assert found(plain) == {}
    assert found(np.concatenate((plain, plain[where(chance.SEES)[:1]]))) == {"2 times": 1}
    other = plain.copy()
    other[where(chance.SEES)[0], 2] += 2**19
    assert found(other) == {"names nothing": 1}
    other = plain.copy()
    other[where(chance.HONOUR), 0] += chance.APPRAISE - chance.HONOUR
    assert found(other) == {"2 times": len(where(chance.APPRAISE))}
    other = plain.copy()
    other[:, 0] %= 256 * 2  # keys that forget the month
    assert found(other)["2 times"] > 100


def test_more_areas_in_a_street_than_keys_can_tell_apart_are_refused():
    def listed(count):
        return {"areas": [{"name": str(n), "street": 1} for n in range(count)] + [{"name": "next", "street": 2}]}

    with pytest.raises(ScenarioError) as caught:
        from_data(listed(4097), "crowded")
    (fault,) = caught.value.faults
    assert (fault.field, fault.kind, fault.found) == ("areas[4096].street", "full_street", "4097")
    most = make_world(from_data(listed(4096), "full"), 1, 0)
    assert len(set(most.area["id"].tolist())) == len(most.area) == 4097


@pytest.mark.slow
def test_no_two_decisions_of_the_compiled_model_share_a_key(tmp_path):
    """With the model compiled anew so that it writes down its keys: the worlds and all runs of the question."""
    here = {**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.model.keys"], cwd=ROOT, env=here, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["faults"] == []
    assert data["runs"] > 8 * len(REGIMES)
    assert {int(code) for code in data["decisions"]} == set(DECISIONS.values())
    assert min(data["decisions"].values()) >= len(REGIMES)
