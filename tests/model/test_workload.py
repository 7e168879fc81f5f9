"""The load that is estimated from a scenario, beside that of worlds that are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.model.phases.arise import make_needs
from sim.model.world import make_world
from sim.scenario import load
from sim.scenario.workload import expected_load

ROSTER = Path(__file__).parents[2] / "scenarios" / "rosters" / "made_up_street.yaml"


@pytest.fixture(autouse=True)
def schema() -> None:
    """Leave the real schema in place."""


@pytest.mark.parametrize(
    ("name", "sets"),
    [
        ("default", []), ("above", []), ("hongqiao", []), (ROSTER, []),
        ("above", ["needs.scale=0.2", "district.hardship=0.9", "needs.public_benefit.rate=3"]),
        ("above", ["from_month=[{month: 13, needs: {scale: 3}}, {month: 37, needs: {mass: {amount: 9}}}]"]),
        (ROSTER, ["from_month=[{month: 3, needs: {regional: {amount: 60}, scale: 0.1}}]"]),
        ("above", ["needs.social.rate=2", "needs.social.hit=1.0", "needs.mass.rate=0"]),
    ],
)  # fmt: skip
def test_the_estimate_is_the_mean_of_what_is_drawn(name: str | Path, sets: list[str]) -> None:
    scenario = load(name, [*sets, "months=48"])
    asked = hours = 0.0
    for replication in range(12):
        world = make_world(scenario, scenario.seed, replication)
        asked += float(make_needs(world, 48)["amount"].sum()) * scenario.costs.day_hours
        hours += float(world.organisation["hours"].sum()) * 48
    assert expected_load(scenario) == pytest.approx(asked / hours, rel=0.1)


def test_without_hours_there_is_no_load() -> None:
    types = ("street", "community_committee", "residential_area", "agency", "public_institution", "state_enterprise",
             "university", "two_new")  # fmt: skip
    scenario = load("default", ["needs.two_sided=0", *(f"types.{name}.hours=0" for name in types)])
    assert expected_load(scenario) is None
