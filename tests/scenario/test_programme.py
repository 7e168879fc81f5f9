"""`from_month`: what it may say, what is wrong with it, and that a scenario without it is what it was."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sim.mechanisms import Section
from sim.scenario import ScenarioError, changed, dump, from_data, load, oddities
from sim.scenario.district import Functions, Types
from sim.scenario.loaded import LoadedScenario
from sim.scenario.parameters import parameter_rows, settings
from sim.scenario.programme import leaves
from sim.scenario.schema import Scenario
from sim.scenario.stretches import stretches
from sim.show.scenario.difference import differences
from sim.show.scenario.json_schema import json_schema
from sim.show.scenario.words import describe

TWO = {
    "months": 24,
    "from_month": [
        {"month": 7, "mechanisms": {"supervision": {"strength": 0.0}, "liaison": {"meetings": 4.0}}},
        {"month": 13, "mechanisms": {"supervision": {"hours": 1.0}}, "matching": {"mode": "blind"}},
    ],
}


@pytest.fixture(autouse=True)
def schema() -> None:
    """Leave the real schema in place."""


def faults(data: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ScenarioError) as caught:
        from_data(data, "test")
    for fault in caught.value.faults:
        assert fault.message("en") != fault.message("zh")
    return [(fault.field, fault.kind) for fault in caught.value.faults]


def test_each_change_lies_over_what_held_before() -> None:
    scenario = from_data(TWO, "test")
    (first, a), (second, b), (third, c) = stretches(scenario)
    assert (first, second, third) == (0, 6, 12)
    assert a == scenario
    assert (b.mechanisms.supervision.strength, b.mechanisms.supervision.hours) == (0.0, 0.2)
    assert (c.mechanisms.supervision.strength, c.mechanisms.supervision.hours) == (0.0, 1.0)
    assert (b.mechanisms.liaison.meetings, c.mechanisms.liaison.meetings) == (4.0, 4.0)
    assert [value.matching.mode for value in (a, b, c)] == ["two_way", "two_way", "blind"]
    assert b.mechanisms.incentive == c.mechanisms.incentive == scenario.mechanisms.incentive
    assert [month for month, _ in stretches(Scenario())] == [0]


def test_it_goes_there_and_back_as_data() -> None:
    scenario = from_data(TWO, "test")
    data = dump(scenario)
    assert data["from_month"] == TWO["from_month"]
    assert from_data(data, "test") == scenario
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert scenario.model_dump_json() == from_data(data, "test").model_dump_json()


def test_a_scenario_in_which_nothing_changes_is_kept_as_before() -> None:
    assert "from_month" not in dump(Scenario())
    assert "from_month" not in Scenario().model_dump_json()
    assert "from_month" not in {setting.row.path for setting in settings(LoadedScenario())}
    assert "from_month" in {setting.row.path for setting in settings(from_data(TWO, "test"))}
    assert [row.path for row in parameter_rows() if "from_month" in row.path] == ["from_month", "from_month[].month"]


def test_from_a_file_with_extends_and_set(tmp_path: Path) -> None:
    file = tmp_path / "inspections.yaml"
    file.write_text(
        "extends: above\nfrom_month:\n  - month: 4\n    mechanisms: {supervision: {inspection: 0.9}}\n",
        encoding="utf-8",
    )
    scenario = load(file, ["months=12", "from_month[0].month=6"])
    assert scenario.from_month is not None
    (change,) = scenario.from_month
    assert leaves(change) == {"mechanisms.supervision.inspection": 0.9}
    assert change.month == 6
    assert oddities.check(file) == []


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ([], [("from_month", "empty_list")]),
        ([{"month": 3}], [("from_month[0]", "changes_nothing")]),
        ([{"month": 3, "mechanisms": {"supervision": {}}}], [("from_month[0]", "changes_nothing")]),
        ([{"matching": {"claims": 1}}], [("from_month[0].month", "missing")]),
        ([{"month": 0, "matching": {"claims": 1}}], [("from_month[0].month", "out_of_range")]),
        ([{"month": 25, "matching": {"claims": 1}}], [("from_month[0].month", "change_after_the_end")]),
        (
            [{"month": 5, "matching": {"claims": 1}}, {"month": 5, "matching": {"claims": 2}}],
            [("from_month[1].month", "changes_out_of_order")],
        ),
        ([{"month": 5, "matching": {"claims": 99}}], [("from_month[0].matching.claims", "out_of_range")]),
        ([{"month": 5, "matching": {"mode": "blnd"}}], [("from_month[0].matching.mode", "not_a_choice")]),
        (
            [{"month": 5, "needs": {"strong": 0.6, "scale": "x"}}],
            [("from_month[0].needs.scale", "wrong_type"), ("from_month[0].needs.strong", "cannot_change")],
        ),
        ([{"month": 5, "types": {}}], [("from_month[0].types", "cannot_change")]),
        ([{"month": 5, "needs": {"strong": 0.6}}], [("from_month[0].needs.strong", "cannot_change")]),
        ([{"month": 5, "needs": {"listed": None}}], [("from_month[0].needs.listed", "cannot_change")]),
        ([{"month": 5, "needs": {"mass": {"rat": 0.6}}}], [("from_month[0].needs.mass.rat", "unknown_key")]),
        ([{"month": 5, "needs": {"mass": {"rate": -1}}}], [("from_month[0].needs.mass.rate", "out_of_range")]),
        (
            [{"month": 5, "mechanisms": {"supervison": {"strength": 1.0}}}],
            [("from_month[0].mechanisms.supervison", "unknown_key")],
        ),
        ({"month": 5}, [("from_month", "wrong_type")]),
    ],
)
def test_what_is_wrong_is_said_with_its_place(changes: Any, wrong: list[tuple[str, str]]) -> None:
    assert faults({"months": 24, "from_month": changes}) == wrong


def test_a_run_that_was_made_shorter_says_which_change_is_lost() -> None:
    assert faults({**TWO, "months": 10}) == [("from_month[1].month", "change_after_the_end")]


def test_a_name_that_stands_in_one_place_is_still_found_there() -> None:
    with pytest.raises(ScenarioError) as caught:
        from_data({"contracts": 0.5}, "test")
    assert caught.value.faults[0].nearest == "mechanisms.mobilisation.contracts"


def test_a_change_is_added_in_its_place_and_laid_over_one_of_its_month() -> None:
    scenario = from_data(TWO, "test")
    more = changed(scenario, 10, {"technology.wishes": 0.0})
    more = changed(more, 13, {"matching": {"claims": 4}, "matching.mode": "optimal"})
    assert more.from_month is not None
    assert [entry.month for entry in more.from_month] == [7, 10, 13]
    assert leaves(more.from_month[2]) == {
        "mechanisms.supervision.hours": 1.0, "matching.mode": "optimal", "matching.claims": 4,
    }  # fmt: skip
    assert (more.source, more.months) == (scenario.source, scenario.months)


def test_it_is_described_and_compared() -> None:
    scenario, other = from_data(TWO, "a"), from_data({**TWO, "from_month": TWO["from_month"][:1]}, "b")  # type: ignore[index]
    for lang in ("en", "zh"):
        (part,) = (entry for entry in describe(scenario, lang) if entry.key == "changes")
        assert len(part.sentences) == 2
        assert "mechanisms.supervision.hours" in part.sentences[1]
        assert not any(entry.key == "changes" for entry in describe(LoadedScenario(), lang))
    assert {(difference.path, difference.first, difference.second) for difference in differences(scenario, other)} == {
        ("from_month[13].mechanisms.supervision.hours", 1.0, None),
        ("from_month[13].matching.mode", "blind", None),
    }
    assert len(differences(scenario, from_data({"months": 24}, "c"))) == 4


def test_an_instrument_of_a_mechanism_that_sets_in_later_is_not_odd(tmp_path: Path) -> None:
    file = tmp_path / "later.yaml"
    head = "extends: above\nmonths: 9\nmechanisms: {supervision: {strength: 0, inspection: 0.9}}\n"
    file.write_text(head, encoding="utf-8")
    assert [entry.kind for entry in oddities.check(file)] == ["idle_instruments"]
    file.write_text(head + "from_month: [{month: 4, mechanisms: {supervision: {strength: 1}}}]\n", encoding="utf-8")
    assert oddities.check(file) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_schema_takes_what_the_loader_takes(lang: str) -> None:
    schema = json_schema(lang)
    jsonschema.validate(TWO, schema)
    for entry in ({"month": 3, "types": {}}, {"month": 3, "matching": {"claims": 99}}, {"matching": {"claims": 1}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"from_month": [entry]}, schema)
    assert any("一" <= c <= "鿿" for c in schema["properties"]["from_month"]["description"]) == (lang == "zh")


def test_a_part_has_the_fields_and_bounds_of_its_section() -> None:
    rows = {row.path for row in parameter_rows() if row.path.startswith(("mechanisms.", "matching."))}
    change = Scenario.model_fields["from_month"].annotation
    assert change is not None
    schema = from_data(TWO, "test").from_month[0]  # type: ignore[index]

    def paths(model: type[Section], above: str = "") -> set[str]:
        names = set()
        for name, field in model.model_fields.items():
            inner = next((entry for entry in getattr(field.annotation, "__args__", ()) if isinstance(entry, type)
                          and issubclass(entry, Section)), None)  # fmt: skip
            names |= paths(inner, f"{above}{name}.") if inner else {f"{above}{name}"}
        return names

    assert rows <= paths(type(schema))


def test_a_share_of_two_sided_needs_that_cannot_be_is_said_where_it_is_stated() -> None:
    names = ("organisational", "ideological", "political", "institutional", "talent", "material")
    profile = {"resources": dict.fromkeys(names, 1.0), "functions": dict.fromkeys(Functions.model_fields, 0.9)}
    alike = {"types": dict.fromkeys(Types.model_fields, profile), "needs": {"two_sided": 0.0}, "months": 8}
    changes = [{"month": 3, "needs": {"scale": 2.0}}, {"month": 5, "needs": {"two_sided": 0.4}}]
    from_data({**alike, "from_month": changes[:1]}, "test")
    assert faults({**alike, "from_month": changes}) == [("from_month[1].needs.two_sided", "nothing_two_sided")]


@pytest.mark.parametrize(("change", "odd"), [("needs: {scale: 1}", False), ("matching: {mode: blind}", True)])
def test_a_scenario_in_which_needs_arise_only_later_is_not_odd(change: str, odd: bool) -> None:
    oddness = oddities.check("default", ["needs.scale=0", f"from_month=[{{month: 3, {change}}}]"])
    assert ("nothing_wanted" in {fault.kind for fault in oddness}) == odd
