"""Back to an earlier month: from there the same months come again, bit for bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim import District
from sim.model.agents import University
from tests.model.test_district import arrays

CHANGE = {"mechanisms.supervision.strength": 0.0, "matching.mode": "blind"}


class Tired(University):
    """It rests every other month, and remembers when it did."""

    def __init__(self, model: District, row: int) -> None:
        super().__init__(model, row)
        self.rested: list[int] = []

    def decide(self) -> bool:
        if self.model.month % 2:
            self.rested.append(self.model.month)
            return False
        return super().decide()


def live(district: District, months: int) -> None:
    for _ in range(months):
        district.step()


def seen(district: District) -> dict[str, Any]:
    collected = district.datacollector.get_model_vars_dataframe()
    return {**arrays(district.state), "collected": collected.to_csv(), "luck": district.random.getstate()}


@pytest.mark.parametrize("since", ["nothing", "agents", "written", "changed", "longer", "luck"])
def test_the_same_months_come_again_whatever_has_happened_since(since: str) -> None:
    district = District("above", months=12)
    live(district, 4)
    snapshot = district.snapshot()
    live(district, 5)
    expected = seen(district)
    if since == "agents":
        assert len(district.agents) > 0
    elif since == "written":
        for agent in district.agents:
            agent.motivation += 1.0
            agent.hours = 0.5 * agent.hours
        district.step()
    elif since == "changed":
        district.change(CHANGE)
    elif since == "longer":
        live(district, 12)  # needs are made for more months
    elif since == "luck":
        district.random.random()
        district.rng.random()
    for _ in range(2):
        district.restore(snapshot)
        assert district.month == snapshot.month == 4
        assert district.running
        live(district, 5)
        assert seen(district) == expected


def test_a_change_before_the_snapshot_holds_and_one_after_it_does_not() -> None:
    district = District("above", months=12)
    live(district, 2)
    district.change(CHANGE)
    snapshot = district.snapshot()
    live(district, 4)
    expected, scenario = seen(district), district.scenario
    district.change({"matching.mode": "optimal"})
    district.restore(snapshot)
    assert district.scenario == scenario
    live(district, 4)
    assert seen(district) == expected


def test_what_agents_of_ones_own_remember_comes_back() -> None:
    district = District("above", months=12, kinds={"university": Tired})
    live(district, 3)
    snapshot = district.snapshot()
    live(district, 4)
    expected = seen(district)
    agents = list(district.agents_by_type[Tired])
    remembered = [list(agent.rested) for agent in agents]
    assert all(len(months) == 3 for months in remembered)
    district.restore(snapshot)
    assert [agent.rested for agent in agents] == [[1]] * len(agents)
    live(district, 4)
    assert seen(district) == expected
    assert [agent.rested for agent in agents] == remembered


def test_agents_may_be_collected_again() -> None:
    district = District("above", months=12, agent_reporters={"fatigue": "fatigue"})
    live(district, 2)
    snapshot = district.snapshot()
    live(district, 2)
    expected = district.datacollector.get_agent_vars_dataframe()["fatigue"].to_numpy()
    district.restore(snapshot)
    live(district, 2)
    np.testing.assert_array_equal(district.datacollector.get_agent_vars_dataframe()["fatigue"].to_numpy(), expected)


def test_who_was_removed_does_not_come_back_and_nothing_has_changed_then() -> None:
    district = District("above", months=12)
    agent = next(iter(district.agents))
    snapshot = district.snapshot()
    agent.remove()
    district.step()
    with pytest.raises(RuntimeError, match="removed since month 0"):
        district.restore(snapshot)
    assert district.month == 1


def test_a_snapshot_of_another_district_is_refused() -> None:
    with pytest.raises(ValueError, match="another district"):
        District("above").restore(District("above").snapshot())


def test_a_snapshot_is_small() -> None:
    district = District("default", months=24)
    live(district, 2)
    assert district.snapshot().nbytes < 3_000_000
