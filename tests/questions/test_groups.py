"""Groups add up to the run they are parts of, and mean the same in every replicate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest

from sim.mechanisms import BLOCK_TYPES, LINE_TYPES
from sim.model.camps import alone, together
from sim.model.columns import NATURES
from sim.questions.answers import ARMS, Verdict
from sim.questions.verdict import verdict
from sim.runs import groups
from sim.runs.quantities import quantities
from sim.runs.replicate import outcomes
from sim.runs.run import Run, SideBySide
from sim.runs.runner import answer
from sim.scenario import from_data
from tests.runs.made import made, months_of

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "results.schema.json").read_text("utf-8"))
SMALL: dict[str, Any] = {"months": 8, "district": {"streets": 2, "areas": 6, "lines": 20}}


def ask(replications: int = 6, **more: Any) -> Verdict:
    return answer(verdict(from_data({**SMALL, **more}, "small"), replications))


@pytest.fixture(scope="module")
def outcome() -> Verdict:
    return ask()


@pytest.mark.parametrize("axis", ["nature", "hardship", "street"])
@pytest.mark.parametrize("arm", ARMS)
def test_values_of_groups_add_up_to_the_arm(outcome: Verdict, axis: str, arm: str) -> None:
    total = sum(group[f"value.{arm}"].estimate for group in outcome.groups[axis].values())
    assert total == pytest.approx(outcome.arms[arm].gross.estimate, rel=1e-9)


@pytest.mark.parametrize("axis", ["nature", "hardship", "street"])
def test_synergy_of_a_group_is_that_of_its_values(outcome: Verdict, axis: str) -> None:
    for group in outcome.groups[axis].values():
        if group["synergy"] is not None:
            single = group["value.block"].estimate + group["value.line"].estimate
            assert group["synergy"].estimate == pytest.approx(group["value.joint"].estimate / single, rel=1e-9)


def test_a_period_has_the_value_of_its_months(outcome: Verdict) -> None:
    assert list(outcome.groups["period"]) == [str(month + 1) for month in range(8)]
    for arm in ARMS:
        values = [group[f"value.{arm}"].estimate for group in outcome.groups["period"].values()]
        assert values == pytest.approx(outcome.monthly["value"][arm].tolist(), rel=1e-9)
    for arm in ("block", "line", "joint"):
        shares = [group[f"participation.{arm}"].estimate for group in outcome.groups["period"].values()]
        assert shares == pytest.approx(outcome.monthly["participation"][arm].tolist(), rel=1e-9)


def test_long_runs_come_in_periods_of_several_months() -> None:
    scenario = from_data({**SMALL, "months": 130}, "long")
    called = groups.names(scenario)["period"]
    assert called[0] == "1-3"
    assert called[-1] == "130"
    assert len(called) == 44
    period = answer(verdict(scenario, 2)).groups["period"]
    assert list(period) == list(called)


def test_each_type_is_told_alone_and_together(outcome: Verdict) -> None:
    types = outcome.groups["type"]
    assert list(types) == [*BLOCK_TYPES, *LINE_TYPES]
    for name, kind in types.items():
        own = "block" if name in BLOCK_TYPES else "line"
        assert {reading.partition(".")[2] for reading in kind} == {own, "joint"}


def test_types_add_up_to_the_measures_of_a_run() -> None:
    scenario = from_data(SMALL, "small")
    channels = dict.fromkeys(("sight", "peers", "agenda", "partners", "trust"), 1.0)
    run = made(Run(scenario, together(channels)))
    months, by_type = months_of(run), run.get("type")
    assert isinstance(by_type, groups.Grouped)
    sums = {name: by_type[name].sum() for name in groups.TYPE_SUMS}
    assert sums["acting_by_type"] == months["acting"].sum()
    assert sums["part_by_type"] == months["part"].sum()
    assert sums["spent_by_type"] == pytest.approx(8.0 * months["spent"].sum())
    assert 0.0 < sums["fitted_by_type"] <= months["days"].sum()
    assert sums["spent_by_type"] <= sums["offered_by_type"] <= 8.0 * months["given"].sum()


def test_side_by_side_is_read_off_both_ledgers_group_by_group() -> None:
    scenario = from_data(SMALL, "small")
    both = SideBySide((Run(scenario, alone(0)), Run(scenario, alone(1))))
    made_of = outcomes({both: quantities(["gross", "nature", "street"])}, 0)
    assert [dict(made_of[run].values) for run in both.of] == [{}, {}]  # nothing of them was asked for
    nature, street = made_of[both].get("nature"), made_of[both].get("street")
    assert isinstance(nature, groups.Grouped)
    assert isinstance(street, groups.Grouped)
    assert nature["value"].sum() == pytest.approx(made_of[both]["gross"])
    assert (nature.groups, nature.sums) == (NATURES, groups.NEED_SUMS)
    assert (street["served"] <= street["asked"] + 1e-9).all()


def test_fifths_go_from_least_to_most_hardship() -> None:
    from sim.model.phases.arise import make_needs
    from sim.model.world import make_world

    world = make_world(from_data(SMALL, "small"), 3, 1)
    need = make_needs(world, 8)
    fifth = groups.positions(world, need)["hardship"]
    assert groups.names(world.scenario)["hardship"] == ("1", "2", "3", "4", "5")
    of_area = dict(zip(need["area"].tolist(), fifth.tolist(), strict=True))
    hardship = [np.mean([world.area["hardship"][a] for a, g in of_area.items() if g == k]) for k in range(5)]
    assert hardship == sorted(hardship)


def test_areas_are_told_apart_only_where_they_stay_the_same() -> None:
    assert "area" not in groups.names(from_data(SMALL, "drawn"))
    fixed = groups.names(from_data({**SMALL, "world": "fixed"}, "fixed"))
    assert fixed["area"][:7] == ("1-1", "1-2", "1-3", "1-4", "1-5", "1-6", "2-1")
    named = {"areas": [{"name": "乙", "street": 1}, {"name": "甲", "street": 0}]}
    assert groups.names(from_data({**SMALL, **named}, "named"))["area"] == ("甲", "乙")
    area = ask(2, world="fixed").groups["area"]
    assert list(area) == list(fixed["area"])
    many = from_data({"world": "fixed", "district": {"streets": 13, "areas": 12, "lines": 20}}, "many")
    assert "area" not in groups.names(many)


def test_what_cannot_be_told_apart_is_left_out() -> None:
    entry = ask(2, district={"streets": 1, "areas": 1, "lines": 5}).groups
    assert set(entry) == {"nature", "type", "period"}
    level = ask(2, district={**SMALL["district"], "hardship": 0.0}).groups
    assert "hardship" not in level
    assert "agency" not in ask(2, district={"streets": 1, "areas": 3, "lines": 0}).groups["type"]


def test_they_can_be_done_without() -> None:
    scenario = from_data(SMALL, "small")
    with_groups, without = (answer(verdict(scenario, 2, grouped=grouped)) for grouped in (True, False))
    assert without.groups == {}
    assert "groups" not in without.to_json()
    assert without.quantities == with_groups.quantities


def test_groups_follow_the_schema(outcome: Verdict) -> None:
    data = json.loads(json.dumps(outcome.to_json()))
    jsonschema.validate(data, SCHEMA)
    data["groups"]["nature"]["mass"]["value.nobody"] = None
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(data)
