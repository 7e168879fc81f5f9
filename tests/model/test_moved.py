"""What is moved down from above, and the way to a place: what each comes to, and that without it nothing moves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.model.district import District
from sim.model.month import State
from sim.scenario import from_data
from sim.scenario.schema import Scenario
from studies.districts import alone, district, joint
from tests.model.stepping import finished, started, watched_month

SMALL: dict[str, Any] = {"months": 4, "district": {"streets": 2, "areas": 4, "lines": 24}, "needs": {"scale": 1.5},
                         "channels": {"agenda": 0.5, "partners": 0.8}}  # fmt: skip
MOVED: dict[str, Any] = {"institutions": {"resources_down": 0.4}}
UNMOVED: dict[str, Any] = {"institutions": {"resources_down": 0.0}}
CIRCLE: dict[str, Any] = {"technology": {"service_circle": 0.8}}
ROSTER: dict[str, Any] = {
    "months": 4,
    "areas": [{"name": "near", "population": 1.5}, {"name": "far", "population": 0.5}, {"name": "empty"}],
    "organisations": [
        {"name": "first", "type": "residential_area", "area": "near", "hours": 40.0},
        {"name": "second", "type": "residential_area", "area": "near", "hours": 40.0},
        {"name": "third", "type": "residential_area", "area": "far", "hours": 40.0},
        {"name": "none", "type": "residential_area", "area": "empty", "hours": 0.0},
        {"name": "bureau", "type": "agency", "area": "far", "hours": 100.0, "level": "district"},
        {"name": "works", "type": "state_enterprise", "area": "far", "hours": 60.0, "level": "city"},
        {"name": "shop", "type": "two_new", "area": "near", "hours": 30.0, "level": "street"},
    ],
}


def same(a: State, b: State) -> None:
    for name in ("organisation", "area", "street", "ledger", "months"):
        ours, theirs = getattr(a, name), getattr(b, name)
        for field in ours.dtype.names:  # between fields memory is whatever it was
            assert ours[field].tobytes() == theirs[field].tobytes(), (name, field)


@pytest.mark.parametrize(
    ("idle", "without"),
    [
        ({**MOVED, "types": {"residential_area": {"hours": 0.0}}},
         {**UNMOVED, "types": {"residential_area": {"hours": 0.0}}}),
        ({"technology": {"centre_sight": 1.0, "service_circle": 0.0}}, {"technology": {"service_circle": 0.0}}),
        ({"costs": {"visits": 20.0, "travel": 0.0}}, {"costs": {"travel": 0.0}}),
        ({"costs": {"visits": 0.0, "travel": 5.0}}, {"costs": {"travel": 0.0}}),
    ],
    ids=["nobody to move it to", "no centre", "no hours of way", "no visits"],
)  # fmt: skip
def test_with_nothing_to_move_no_byte_moves(idle: dict[str, Any], without: dict[str, Any]) -> None:
    first, second = (district(SMALL, layer) for layer in (idle, without))
    same(finished(first, joint(first)), finished(second, joint(second)))


def test_where_no_line_is_above_nothing_is_moved() -> None:
    streets = {"types": {name: {"district": 0.0, "city": 0.0} for name in (
        "agency", "public_institution", "state_enterprise", "university", "two_new")}}  # fmt: skip
    first, second = (district(SMALL, streets, layer) for layer in (MOVED, UNMOVED))
    same(finished(first, joint(first)), finished(second, joint(second)))


def test_what_is_moved_goes_by_population_to_those_who_are_able() -> None:
    """Two who stand in one area share what its population brings; functions, members and levels stay."""
    before, after = (
        started(from_data({**ROSTER, **layer}, "roster"), alone(0)).organisation for layer in (UNMOVED, MOVED)
    )
    down = 0.4 * (before["hours"][4] + before["hours"][5])
    shares = np.array([0.375, 0.375, 0.25, 0.0])
    assert after["hours"] == pytest.approx([*(before["hours"][:4] + shares * down), 60.0, 36.0, 30.0])
    units = 0.4 * (before["capacity"][4] + before["capacity"][5])
    assert after["capacity"][:4] == pytest.approx(before["capacity"][:4] + np.outer(shares, units))
    assert after["capacity"][4:6] == pytest.approx(0.6 * before["capacity"][4:6])
    assert after["capacity"][6] == pytest.approx(before["capacity"][6])
    for column in ("functions", "members", "level", "able", "needs", "consciousness"):
        assert after[column].tobytes() == before[column].tobytes(), column


def test_who_gave_everything_still_acts_and_its_members_check_in() -> None:
    all_of_it = {"institutions": {"resources_down": 1.0}}
    scenario = district(SMALL, all_of_it, {"mechanisms": {"mobilisation": {"checkin": 1.0}}})
    organisation = finished(scenario, joint(scenario)).organisation
    above = (organisation["kind"] == 1) & (organisation["level"] >= 2)
    assert above.any()
    assert organisation["able"][above].all()
    assert organisation["acts"][above].all()
    assert not organisation["given"][above].any()
    assert not organisation["stock"][above].any()
    assert (organisation["checkin"][above & organisation["covered"]] > 0.0).all()


def test_blocks_alone_have_what_is_moved_down_and_lines_alone_have_it_no_more() -> None:
    given = {}
    for kind in (0, 1):
        for layer in (UNMOVED, MOVED):
            scenario = district(SMALL, layer)
            given[kind, layer is MOVED] = finished(scenario, alone(kind)).months["given"].sum()
    assert given[0, True] > given[0, False]
    assert given[1, True] < given[1, False]


@pytest.mark.parametrize("month", [0, 2])
def test_what_is_moved_later_is_reckoned_from_what_there_was(month: int) -> None:
    """And a District does as a programme of changes."""
    change = {"institutions": {"resources_down": 0.7}}
    programmed = district(SMALL, MOVED, {"from_month": [{"month": month + 1, **change}]})
    at_once = started(district(SMALL, change), joint(district(SMALL, change)))
    state = finished(programmed, joint(programmed))
    for column in ("hours", "capacity"):
        assert state.organisation[column].tobytes() == at_once.organisation[column].tobytes()
    m = District(district(SMALL, MOVED))
    assert len(m.agents)
    for _ in range(month):
        m.step()
    m.change(change)
    m.run_model()
    same(m.state, state)


def test_a_district_moves_nothing_twice_and_leaves_what_was_written_by_hand() -> None:
    m = District(district(SMALL, MOVED))
    first = next(iter(m.agents))
    settled = m.state.organisation["hours"].copy()
    first.hours = 33.0
    m.step()
    assert first.hours == 33.0
    assert m.state.organisation["hours"][1:].tobytes() == settled[1:].tobytes()
    before = m.snapshot()
    m.change({"institutions.resources_down": 0.0})
    m.step()
    assert first.hours == 33.0
    assert m.state.organisation["hours"][1:].tobytes() == m.world.organisation["hours"][1:].tobytes()
    m.restore(before)
    first.hours += 1.0
    m.step()
    assert m.state.organisation["hours"].tolist() == [34.0, *settled[1:].tolist()]


def looked_at(scenario: Scenario) -> list[tuple[float, float, float]]:
    """Return of each month of the joint arm: days on the way, days of service done, and days of others' resources."""
    state = started(scenario, joint(scenario))
    seen = []

    def watcher(phase: str, given: dict[str, Any], run: Any) -> Any:
        done = run()
        if phase == "match":
            seen.append(_reckoned(given, done))
        return done

    for _ in range(scenario.months):
        watched_month(state, watcher)
    return [(*row, month) for row, month in zip(seen, state.months, strict=True)]


def _reckoned(given: dict[str, Any], formed: int) -> tuple[float, float, float]:
    """Reckon by hand, from positions and functions: days on the way, work done, resources that others brought."""
    o, area, p = given["organisation"], given["area"], given["p"]
    on_the_way = work = borrowed = 0.0
    for team in given["teams"][:formed]:
        need = given["need"][team["need"]]
        place = area[need["area"]]
        user = need["owner"] if need["owner"] >= 0 else place["home"]
        for member in given["members"][team["first"] : team["first"] + team["size"]]:
            organisation = o[member["organisation"]]
            here = area[organisation["area"]]
            km = float(given["world"]["distance"]) * np.hypot(here["x"] - place["x"], here["y"] - place["y"])
            if organisation["type"] < 2 or organisation["residence"] == need["area"]:
                km = 0.0
            way = 1.0 + float(p["costs_travel"]) * float(p["costs_visits"]) * km / float(p["costs_day_hours"])
            fit = sum(w * organisation["functions"][f] for w, f in zip(need["emphasis"], need["function"], strict=True))
            on_the_way += member["days"] * (1.0 - 1.0 / way)
            work += member["days"] * (fit if need["asked"] else 1.0) / way
            borrowed += member["lent"].sum() * (member["organisation"] != user)
    return on_the_way, work, borrowed


@pytest.mark.parametrize("layer", [CIRCLE, {}], ids=["circle", "no circle"])
def test_the_way_takes_days_and_the_rest_serves(layer: dict[str, Any]) -> None:
    scenario = district(SMALL, layer, {"costs": {"travel": 1.5}, "effort": {"redo": 0.0}})
    months = looked_at(scenario)
    for on_the_way, work, borrowed, month in months:
        assert month["travel"] == pytest.approx(on_the_way)
        assert month["served"] == pytest.approx(work)
        assert month["borrowed"] == pytest.approx(borrowed)
    assert min(on_the_way for on_the_way, *_ in months) > 0.0
    assert min(borrowed for *_, borrowed, _ in months) > 0.0


def test_a_centre_sees_what_is_of_the_mass_or_of_public_benefit() -> None:
    """Nobody else sees anything: with a centre that always sees, its area's needs of these natures, and no others."""
    blind = {"discovery": {"residential": 0.0, "street": 0.0, "unit": 0.0, "owner": 0.0},
             "technology": {"grid_workers": 0, "e_visits": 0.0, "community_link": 0.0, "service_circle": 1.0},
             "institutions": {"grid_cover": 0.0}, "mechanisms": {"mobilisation": {"checkin": 0.0}}}  # fmt: skip
    for sight, chance in ((0.0, 0.0), (1.0, 1.0)):
        scenario = district(SMALL, blind, {"technology": {"centre_sight": sight}})
        state = finished(scenario, joint(scenario))
        seen = np.isfinite(state.ledger["seen"]).any(axis=1)
        for_a_centre = (state.need["owner"] < 0) & (state.need["nature"] >= 2)
        assert for_a_centre.any()
        assert not seen[~for_a_centre].any()
        assert seen[for_a_centre].mean() == chance
