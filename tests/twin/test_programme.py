"""What changes during a run changes alike in kernels and twin (docs/model.md, 5.8)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario import from_data
from sim.scenario.parameters import ParameterRow, parameter_rows
from sim.scenario.programme import CHANGEABLE, FIXED

from .compare import ARMS, compare
from .levers import MECHANISMS
from .random_scenarios import BROAD, put, reconciled, scenarios, values
from .test_twin import TIED, agreed

LIVELY = {"months": 9, "district": {"streets": 2, "areas": 5, "lines": 30, "difference": 0.8}, "needs": {"scale": 1.5},
          "channels": {"sight": 0.5, "peers": 0.6, "agenda": 0.5, "partners": 0.7, "trust": 0.5},
          "resources": {"renewal": {"material": 0.3, "talent": 0.6}, "by_order": True}}  # fmt: skip
PROGRAMME = [
    {"month": 1, "mechanisms": {"mobilisation": {"contracts": 1.0}}},
    {"month": 3, "mechanisms": {"mobilisation": {"strength": 0.2}, "supervision": {"strength": 0.0}},
     "institutions": {"investment_promotion": 0.6, "resources_down": 0.0, "two_new_cover": 0.0}},
    {"month": 4, "technology": {"service_circle": 1.0, "online_branches": 1.0, "wishes": 0.0}},
    {"month": 7, "matching": {"mode": "appointment", "asked": 2, "reach_km": 0.8},
     "institutions": {"resources_down": 0.9}},
]  # fmt: skip
MOVED = [
    {"month": 2, "institutions": {"resources_down": 0.1}},
    {"month": 4, "institutions": {"resources_down": 0.7}, "technology": {"service_circle": 1.0, "centre_sight": 1.0}},
    {"month": 6, "institutions": {"resources_down": 1.0}},
    {"month": 8, "institutions": {"resources_down": 0.0}},
]
OTHER_NEEDS = [
    {"month": 3, "needs": {"two_sided": 1.0, "mass": {"rate": 2.5, "harm": 2.0, "functions": {"policy_supply": 9.0}}}},
    {"month": 5, "needs": {"scale": 0.0}, "matching": {"asked": 2}},
    {"month": 7, "needs": {"scale": 2.0, "spread": 0.1, "unit_rate": 1.0, "social": {"rate": 1.0, "hit": 1.0}}},
]


@pytest.mark.parametrize("arm", ARMS)
@pytest.mark.parametrize("programme", [PROGRAMME, MOVED, OTHER_NEEDS], ids=["much", "moved down", "needs"])
def test_changes_agree_with_the_twin(arm, programme):
    agreed(from_data({**LIVELY, "from_month": programme}, "test"), arm)


def test_changes_agree_without_mechanisms_and_in_a_roster():
    agreed(from_data({**LIVELY, "from_month": PROGRAMME}, "test"), "joint", frozenset(), 2)
    agreed(from_data({**TIED, "from_month": PROGRAMME[:3]}, "test"), "joint", frozenset(MECHANISMS))


def test_listed_needs_are_drawn_under_the_stretch_of_their_month():
    changes = [{"month": 2, "needs": {"mass": {"amount": 9.0, "harm": 1.5}, "worth_spread": 0.0}},
               {"month": 5, "needs": {"mass": {"deadline": 3.0}, "scale": 1.0}}]  # fmt: skip
    agreed(from_data({**TIED, "from_month": changes}, "test"), "joint")


ROWS: list[ParameterRow] = [
    row
    for row in parameter_rows()
    if row.path.partition(".")[0] in CHANGEABLE and "[]" not in row.path and row.path not in FIXED
]


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=True)
@given(st.data(), scenarios(), st.sampled_from(sorted(ARMS)))
def test_random_changes_in_random_worlds(data, scenario, arm):
    changes = []
    for month in sorted(data.draw(st.sets(st.integers(1, scenario.get("months", 60)), min_size=1, max_size=4))):
        changes.append({"month": month})
        for row in data.draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=8, unique_by=lambda row: row.path)):
            put(changes[-1], row.path, data.draw(st.sampled_from(values(row, BROAD))))
    report = compare(from_data(reconciled({**scenario, "from_month": changes}), "drawn"), arm)
    assert report.agrees, f"\n{report}"
