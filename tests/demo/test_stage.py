"""The stage: the same numbers as the runner, events that add up to them, back to any month, changes on the way."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

import sim
from sim.demo.comparison import Compare
from sim.demo.controls import controls, presets
from sim.demo.months import SHOWN
from sim.demo.stage import Play, Stage, whole
from sim.model.camps import alone, open_channels, together
from sim.model.measures import MEASURES, by_month
from sim.runs.quantities import Quantity
from sim.runs.replicate import outcomes
from sim.runs.run import Run, SideBySide
from sim.scenario import LoadedScenario, changed, shipped_cases, varied
from sim.words import CATALOGUE, Refusal
from tests.demo.district import OFF, thirty

SUPERVISION = {"mechanisms.supervision.strength": 0.0}


def by_the_runner(scenario: LoadedScenario, replication: int) -> tuple[dict[str, float], np.ndarray]:
    """Return what the arms come to, and the joint run's record of every month."""
    block, line = Run(scenario, alone(0)), Run(scenario, alone(1))
    joint = Run(scenario, together(open_channels(scenario)))
    runs = {"joint": joint, "block": block, "line": line, "side_by_side": SideBySide((block, line))}
    gross, months = Quantity("gross"), Quantity("months")
    wanted = {run: frozenset({gross}) for run in runs.values()} | {joint: frozenset({gross, months})}
    made = outcomes(wanted, replication)
    return {name: made[run]["gross"] for name, run in runs.items()}, made[joint].get("months")


@pytest.mark.parametrize("compare", ["one", "settings", "apart"])
def test_the_numbers_are_the_runners_to_twelve_digits(compare: Compare) -> None:
    stage = whole(Play(thirty(), compare, varied(thirty(), OFF), replication=2))
    for world in stage["worlds"]:
        scenario = thirty() if world["id"] == "a" or compare == "apart" else varied(thirty(), OFF)
        expected, record = by_the_runner(scenario, 2)
        last = world["months"][-1]
        assert last["arms"] == pytest.approx(list(expected.values()), rel=1e-12)
        own = "side_by_side" if world["view"] == "apart" else "joint"
        assert last["value"] == pytest.approx(expected[own], rel=1e-12)
        single = expected["block"] + expected["line"]
        assert last["one_plus_one"] == pytest.approx(2.0 * expected["joint"] / single, rel=1e-12)
        if world["view"] == "joint":
            for i, name in enumerate(SHOWN):
                mine = [math.nan if month["measures"][i] is None else month["measures"][i] for month in world["months"]]
                assert mine == pytest.approx(by_month(record, MEASURES[name]).tolist(), rel=1e-12, nan_ok=True), name


def test_a_change_on_the_way_has_the_numbers_of_the_programme_that_says_the_same() -> None:
    stage = whole(Play(thirty(), "settings", changes=((7, "b", SUPERVISION),)))
    expected, _ = by_the_runner(changed(thirty(), 7, SUPERVISION), 0)
    untouched, _ = by_the_runner(thirty(), 0)
    first, second = stage["worlds"]
    assert second["months"][-1]["arms"] == pytest.approx(list(expected.values()), rel=1e-12)
    assert first["months"][-1]["arms"] == pytest.approx(list(untouched.values()), rel=1e-12)
    assert first["months"][:6] == second["months"][:6]
    assert first["months"][6:] != second["months"][6:]
    assert (first["changes"], second["changes"]) == ([], [[7, SUPERVISION]])


def test_a_change_of_both_worlds_is_one_of_all_runs_behind_them() -> None:
    stage = whole(Play(thirty(), "apart", changes=((7, None, SUPERVISION),)))
    expected, _ = by_the_runner(changed(thirty(), 7, SUPERVISION), 0)
    for world in stage["worlds"]:
        assert world["months"][-1]["arms"] == pytest.approx(list(expected.values()), rel=1e-12)
        assert world["changes"] == [[7, SUPERVISION]]


def test_what_cannot_be_changed_on_the_way_is_said() -> None:
    with pytest.raises(sim.ScenarioError):
        Stage(Play(thirty(), "settings", changes=((7, "b", {"needs.strong": 0.6}),)))


def test_events_add_up_to_the_measures() -> None:
    stage = whole(Play(thirty(24)))
    months = stage["worlds"][0]["months"]
    at = {name: SHOWN.index(name) for name in SHOWN}
    kinds = [organisation["kind"] for organisation in stage["geometry"]["organisations"]]
    for month in months:
        teams = month.get("teams", [])
        days = [gave for _, _, *members in teams for _, gave, *_ in members]
        assert sum(days) == pytest.approx(month["measures"][at["service_days"]] or 0.0, abs=0.006 * len(days))
        assert len(teams) == month["measures"][at["claimed"]]
        assert len(month.get("seen", [])) == pytest.approx((month["measures"][at["discovered"]] or 0.0)
                                                           * month["measures"][at["arisen"]])  # fmt: skip
        assert len(month.get("part", [])) == round(month["measures"][at["participation"]] * len(kinds))
        for name in ("seen", "listed", "served", "expired"):
            rows = [row[0] if isinstance(row, list) else row for row in month.get(name, [])]
            assert len(rows) == len(set(rows))
            assert all(stage["needs"]["month"][row] <= month["month"] for row in rows)
    served = [row for month in months for row in month.get("served", [])]
    expired = [row for month in months for row, _ in month.get("expired", [])]
    assert len(served) == sum(month["measures"][at["completed"]] for month in months)
    assert not set(served) & set(expired)
    assert any(kinds[i] == "line" for month in months for _, _, *team in month.get("teams", []) for i, *_ in team)


def test_nobody_served_what_nobody_saw_and_the_reason_says_so() -> None:
    stage = whole(Play(thirty(24)))
    seen: set[int] = set()
    served: set[int] = set()
    reasons = set()
    for month in stage["worlds"][0]["months"]:
        seen |= {row for row, *_ in month.get("seen", [])}
        served |= {row for row, *_ in month.get("teams", [])}
        for row, why in month.get("expired", []):
            reasons.add(why)
            assert (why == "unseen") == (row not in seen)
            assert (why == "partly") == (row in served)
    assert served <= seen
    assert {"unseen", "partly"} <= reasons
    assert all(f"live.why.{why}" in CATALOGUE for why in reasons)


@pytest.mark.parametrize("view", ["joint", "apart"])
def test_every_open_need_is_served_or_unseen_or_stands_with_its_reason_every_month(view: str) -> None:
    stage = whole(Play(thirty(24), "apart"))
    world = stage["worlds"][["joint", "apart"].index(view)]
    arose = stage["needs"]["month"]
    seen: set[int] = set()
    closed: set[int] = set()
    for month in world["months"]:
        assert all(0 <= who < 30 for _, who, _ in month.get("seen", []))
        seen |= {row for row, *_ in month.get("seen", [])}
        stood = [row for _, *rows in month.get("stood", []) for row in rows]
        served = {row for row, *_ in month.get("teams", [])}
        still_open = {row for row, since in enumerate(arose) if since <= month["month"]} - closed
        assert len(stood) == len(set(stood))
        assert not set(stood) & served
        silent = still_open - set(stood) - served
        if view == "joint":
            assert silent == still_open - seen - served
        else:  # what one kind has done or given up may still be hidden from the other
            assert silent >= still_open - seen - served
        assert set(stood) <= still_open
        assert all(0 <= reason < len(stage["whys"]) for reason, *_ in month.get("stood", []))
        closed |= {*month.get("served", []), *(row for row, _ in month.get("expired", []))}


def test_who_was_asked_and_did_not_come_is_told_with_what_became_of_it() -> None:
    stage = whole(Play(thirty(24)))
    fates = set()
    for month in stage["worlds"][0]["months"]:
        teams = {row: {member[0] for member in team} for row, _, *team in month.get("teams", [])}
        for row, *asked in month.get("asked", []):
            for fate, *who in asked:
                fates.add(stage["fates"][fate])
                assert len(who) == len(set(who)) > 0
                if row in teams:
                    assert stage["fates"][fate] in ("refused", "called_off", "stayed_away")
    assert {"refused", "unheard", "no_days", "stayed_away"} <= fates
    assert not {"joined", "full"} & fates
    assert all(f"live.fate.{fate}" in CATALOGUE for fate in stage["fates"])
    assert all(f"live.why.{why}" in CATALOGUE for why in stage["whys"])


def test_what_both_kinds_did_apart_is_marked() -> None:
    stage = whole(Play(thirty(24), "apart"))
    joint, apart = stage["worlds"]
    kinds = [organisation["kind"] for organisation in stage["geometry"]["organisations"]]
    by_kind: dict[int, set[str]] = {}
    for month in apart["months"]:
        for row, _, *team in month.get("teams", []):
            assert len({kinds[i] for i, *_ in team}) == 1, "apart no block works with a line"
            by_kind.setdefault(row, set()).update(kinds[i] for i, *_ in team)
    twice = {row for month in apart["months"] for row, _ in month.get("twice", [])}
    assert twice
    assert twice <= {row for row, kinds in by_kind.items() if len(kinds) == 2}
    assert any(len({kinds[i] for i, *_ in team}) == 2 for m in joint["months"] for _, _, *team in m.get("teams", []))


@pytest.mark.parametrize("compare", ["settings", "apart"])
def test_months_of_which_nothing_is_told_are_the_same_months(compare: Compare) -> None:
    play = Play(thirty(30), compare, varied(thirty(30), OFF), changes=((9, None, SUPERVISION),))
    stage = Stage(play)
    every = [json.dumps(stage.step()) for _ in range(28)]
    for month in (20, 8, 3, 0):
        again = Stage(play)
        again.forward(month)
        assert again.month == month
        assert [json.dumps(again.step()) for _ in range(5)] == every[month : month + 5]


def test_needs_of_two_settings_are_matched() -> None:
    stage = whole(Play(thirty(6), "settings", varied(thirty(6), {"needs.two_sided": 1.0})))
    first, second = stage["needs"], stage["worlds"][1]["needs"]
    assert set(second["side"]) == {2} != set(first["side"])
    assert stage["worlds"][1]["same"] == list(range(len(first["month"])))
    assert "needs" not in whole(Play(thirty(2), "settings", varied(thirty(2), OFF)))["worlds"][1]
    more = whole(Play(thirty(6), "settings", varied(thirty(6), {"needs.scale": 3.0})))["worlds"][1]["same"]
    assert -1 in more
    assert len([row for row in more if row >= 0]) > 10


def test_what_a_scenario_lists_keeps_its_name() -> None:
    listed = [{"name": "帮老人洗澡", "month": 2, "nature": "mass", "area": "红旗里"}]
    areas = [{"name": "红旗里", "street": 0}, {"name": "朝阳里", "street": 0}]
    scenario = varied(thirty(4), {"areas": areas, "needs.listed": listed})
    needs = whole(Play(scenario))["needs"]
    ((row, name),) = needs["name"].items()
    assert name == {"zh": "帮老人洗澡", "en": "帮老人洗澡"}
    assert (needs["month"][int(row)], needs["area"][int(row)], needs["nature"][int(row)]) == (2, 0, 2)


def test_organisations_stand_apart_from_one_another_in_their_area() -> None:
    geometry = whole(Play(thirty(1)))["geometry"]
    places = [(organisation["x"], organisation["y"]) for organisation in geometry["organisations"]]
    assert len(places) == len(set(places)) == 30
    names = [organisation["name"]["zh"] for organisation in geometry["organisations"]]
    assert len(names) == len(set(names))
    for organisation in geometry["organisations"]:
        area = geometry["areas"][organisation["area"]]
        assert math.hypot(organisation["x"] - area["x"], organisation["y"] - area["y"]) < 0.4
        assert area["street"] == organisation["street"]


def test_every_instrument_is_a_control_with_a_sentence_of_the_article() -> None:
    shown = {control["path"]: control for control in controls(thirty())}
    for section in ("mechanisms", "institutions", "technology"):
        for path in paths(getattr(thirty(), section), section):
            assert path in shown or path.endswith(".hours"), path
    assert {"matching.mode", "needs.two_sided"} <= set(shown)
    for control in shown.values():
        assert all(control[words][lang] for words in ("name", "says") for lang in ("zh", "en")), control["path"]
    assert shown["mechanisms.liaison.exchange"]["above"] == "mechanisms.liaison.strength"


def paths(section: Any, above: str) -> list[str]:
    """Return the fields of a section and of the sections in it."""
    names_of = []
    for name, value in section:
        names_of += paths(value, f"{above}.{name}") if hasattr(value, "model_fields_set") else [f"{above}.{name}"]
    return names_of


def test_there_is_a_preset_for_every_case_with_what_became_of_each_claim() -> None:
    made = presets()
    cases = {preset["scenario"]: preset["findings"] for preset in made if preset["case"]}
    assert cases.keys() == set(shipped_cases())
    for name, shown in cases.items():
        claims = [comparison.expectation.claim.en for comparison in sim.load(name).case.comparisons]
        assert [finding["claim"]["en"] for finding in shown] == claims
    words = {finding["found"]["en"] for shown in cases.values() for finding in shown}
    assert {"shown", "not shown", "opposite"} <= words
    for preset in made:
        assert preset["title"]["zh"]
        assert not preset["case"] or preset["against"]["zh"]


def test_ten_years_of_two_worlds_are_small_enough_to_be_sent_and_kept() -> None:
    import gzip

    text = json.dumps(
        whole(Play(thirty(120), "settings", varied(thirty(120), OFF))), ensure_ascii=False, separators=(",", ":")
    )
    packed = len(gzip.compress(text.encode(), 9)) * 4 / 3
    assert packed < 2.1e6 / 6, "six comparisons go into 2.1 MB"


def test_the_shown_measures_have_names() -> None:
    assert all(f"measure.{name}" in CATALOGUE for name in SHOWN)
    assert all(a < b or b < a for a, b in pairwise(sorted(SHOWN)))


def test_every_preset_is_one_that_a_page_may_ask_for() -> None:
    from sim.demo.address import read

    asked = [
        read({"scenario": preset["scenario"], "compare": "settings", "settings": {"b": preset["other"]}})
        for preset in presets()
    ]
    with_programme = [address for address in asked if "from_month" in address.b]
    assert with_programme
    for address in with_programme:
        *_, second = address.play().scenarios
        assert second.from_month


def test_two_districts_are_not_held_against_each_other() -> None:
    scenario = thirty(2)
    with pytest.raises(Refusal) as refused:
        Stage(Play(scenario, "settings", varied(scenario, {"district.streets": 3})))
    assert "other streets" in refused.value.message("en")
    assert Stage(Play(scenario, "settings", varied(scenario, {"types.agency.hours": 41.0}))).step()
