"""Names, paths, what extends what, --set, and the way back from data."""

from __future__ import annotations

import json
import math
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import Fault, ScenarioError, dump, from_data, load, shipped


def write(folder: Path, **files: str) -> Path:
    """Write files into a folder and return the first."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / f"{next(iter(files))}.yaml"


def refused(ref: str | Path, sets: Sequence[str] = ()) -> tuple[Fault, ...]:
    with pytest.raises(ScenarioError) as caught:
        load(ref, sets)
    for lang in ("en", "zh"):
        assert "Traceback" not in caught.value.text(lang)
        assert len(caught.value.text(lang).split("\n")) == len(caught.value.faults)
    return caught.value.faults


def test_a_shipped_name() -> None:
    assert list(shipped()) == ["default", "hongqiao"]
    scenario = load("default")
    assert (scenario.title, scenario.months, scenario.mechanisms.pairing) == ("the default", 24, 0.4)
    assert scenario.source == "default"
    assert scenario.stated == {"title", "months", "mechanisms.pairing"}


def test_a_name_that_is_none_gives_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (fault,) = refused("hongqao")
    assert (fault.kind, fault.file, fault.nearest) == ("unknown_scenario", "hongqao", "hongqiao")
    assert "default, hongqiao" in fault.allowed
    (fault,) = refused("hongqiao.yaml")
    assert (fault.kind, fault.nearest) == ("missing_file", "hongqiao")
    assert refused("")[0].kind == "unknown_scenario"
    path = write(tmp_path, district="months: 6")
    (fault,) = refused(str(tmp_path / "distritc.yaml"))
    assert (fault.kind, fault.nearest) == ("missing_file", str(path))
    assert load("district.yaml").source == "district.yaml"


def test_what_a_file_sets_is_remembered(tmp_path: Path) -> None:
    path = write(tmp_path, a="months: 6\nmechanisms: {liaison: {exchange: 1}}\nbounds: [0, 2]\n")
    scenario = load(path, ["mechanisms.pairing=0"])
    assert scenario.stated == {
        "months", "mechanisms.liaison.exchange", "mechanisms.pairing", "bounds", "bounds[0]", "bounds[1]",
    }  # fmt: skip
    assert scenario.bounds == (0, 2)
    assert scenario.seed == 1


def test_extends_merges_sections_and_replaces_the_rest(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        child="extends: parent.yaml\nmechanisms: {liaison: {exchange: 0.1}}\nareas: [east]\n",
        parent="extends: default\nseed: 7\nmechanisms: {liaison: {meetings: 3}}\nareas: [a, b]\n",
    )
    scenario = load(path)
    assert scenario.extends == "parent.yaml"
    assert scenario.months == 24
    assert scenario.mechanisms.pairing == 0.4
    assert (scenario.mechanisms.liaison.exchange, scenario.mechanisms.liaison.meetings) == (0.1, 3)
    assert scenario.areas == ["east"]
    assert scenario.seed == 7
    assert scenario.stated >= {"months", "mechanisms.liaison.meetings", "areas", "areas[0]", "extends"}
    assert "areas[1]" not in scenario.stated


@pytest.mark.parametrize(
    ("text", "sets", "fields"),
    [
        ("months: null\n", [], [("months", 1)]),
        ("seed: 3\nmechanisms:\n  pairing: ~\n  liaison: {exchange: }\n", [],
         [("mechanisms.pairing", 3), ("mechanisms.liaison.exchange", 4)]),
        ("extends: default\nmechanisms:\n", [], [("mechanisms", 2)]),
        ("seed: 3\n", ["months=", "mechanisms.pairing=null"], [("months", None), ("mechanisms.pairing", None)]),
    ],
)  # fmt: skip
def test_null_is_refused_where_a_default_stands_with_its_place(
    text: str, sets: list[str], fields: list[tuple[str, int | None]], tmp_path: Path
) -> None:
    with pytest.raises(ScenarioError) as refusal:
        load(write(tmp_path, a=text), sets)
    faults = refusal.value.faults
    assert sorted((fault.field, fault.line) for fault in faults) == sorted(fields)
    assert {fault.kind for fault in faults} == {"null_value"}
    for fault in faults:
        assert "leave the field out" in fault.message("en")
        assert "不写这一项" in fault.message("zh")


def test_null_stays_where_it_is_a_value_of_the_field(tmp_path: Path) -> None:
    assert load(write(tmp_path, a="seed: 3\nextends: null\n")).seed == 3


def test_a_section_replaces_a_null_of_the_extended_file(tmp_path: Path) -> None:
    path = write(tmp_path, a="extends: b.yaml\nmechanisms: {pairing: 0.1}", b="mechanisms: null\n")
    assert load(path).mechanisms.pairing == 0.1


def test_a_file_in_a_folder_below_may_be_extended(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    write(tmp_path / "below", base="months: 7\n")
    assert load(write(tmp_path, a="extends: below/base.yaml")).months == 7
    assert load(write(tmp_path, a="extends: below/../below/base.yaml")).months == 7


def test_faults_stand_in_the_file_that_wrote_the_value(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        child="extends: parent.yaml\nmechanisms:\n  pairing: 2\n  liaison: {meetings: 1}\n",
        parent="seed: on\nmechanisms:\n  liaison:\n    exchange: 3\n    meetings: 9\n  oop: 1\nmonths: 07\n",
    )
    values = [(Path(f.file).name, f.line, f.field, f.kind) for f in refused(path, ["months=0", "sed=1"])]
    assert values == [
        ("child.yaml", 3, "mechanisms.pairing", "out_of_range"),
        ("parent.yaml", 1, "seed", "wrong_type"),
        ("parent.yaml", 4, "mechanisms.liaison.exchange", "out_of_range"),
        ("parent.yaml", 6, "mechanisms.oop", "unknown_key"),
        ("parent.yaml", 7, "months", "leading_zero"),
        ("--set", None, "sed", "unknown_key"),
        ("--set", None, "months", "out_of_range"),
    ]


@pytest.mark.parametrize(
    "target",
    [
        "../base.yaml",
        "below/../../base.yaml",
        "/etc/passwd",
        "{abs}",
        "C:\\x.yaml",
        "\\\\host\\x",
        "C:x.yaml",
        "..",
    ],
)
def test_extends_may_not_leave_the_folder(target: str, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    base = write(tmp_path, base="months: 7\n")
    path = write(inner, a=f"seed: 1\nextends: '{target.format(abs=base)}'\nmonhts: 1\n")
    outside, typo = refused(path)
    assert (outside.kind, outside.line, outside.field) == ("extends_outside", 2, "extends")
    assert typo.kind == "unknown_key"


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    write(tmp_path, base="months: 7\n")
    try:
        (inner / "link.yaml").symlink_to(tmp_path / "base.yaml")
        (inner / "loop.yaml").symlink_to(inner / "loop.yaml")
    except OSError:  # Windows without the right to make links
        pytest.skip("no links here")
    assert refused(write(inner, a="extends: link.yaml"))[0].kind == "extends_outside"
    assert refused(write(inner, a="extends: loop.yaml"))[0].kind in ("extends_missing", "extends_outside")


def test_extends_in_a_circle_shows_the_chain(tmp_path: Path, schema: Path) -> None:
    path = write(tmp_path, a="seed: 1\nextends: b.yaml", b="extends: c.yaml", c="extends: a.yaml\nmonths: 0\n")
    circle, months = refused(path)
    assert (circle.kind, Path(circle.file).name, circle.line) == ("extends_circle", "c.yaml", 1)
    assert "a.yaml → b.yaml → c.yaml → a.yaml" in circle.message("en")
    assert "a.yaml → b.yaml → c.yaml → a.yaml" in circle.message("zh")
    assert months.kind == "out_of_range"
    assert refused(write(tmp_path, a="extends: a.yaml"))[0].kind == "extends_circle"
    write(schema, default="extends: hongqiao")
    assert [fault.kind for fault in refused("default")] == ["extends_circle"]


def test_extends_has_an_end(tmp_path: Path) -> None:
    path = write(tmp_path, **{f"f{i}": f"extends: f{i + 1}.yaml" for i in range(30)}, f30="months: 6")
    (fault,) = refused(path)
    assert fault.kind == "extends_too_deep"


@pytest.mark.parametrize(
    ("target", "nearest"),
    [("defualt", "default"), ("bsae.yaml", "base.yaml"), ("base", "base.yaml"), ("hongqiao.yaml", "hongqiao"),
     ("nowhere", None), ("'a\\tb'", None), ("'" + "x" * 3000 + "'", None), ("''", None), (".", None)],
)  # fmt: skip
def test_extends_nothing_that_exists(target: str, nearest: str | None, tmp_path: Path) -> None:
    path = write(tmp_path, mine=f"seed: 1\nextends: {target}\n", base="months: 7\n")
    (fault,) = refused(path)
    assert (fault.kind, fault.line, fault.column, fault.nearest) == ("extends_missing", 2, 10, nearest)


def test_an_extended_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = write(tmp_path, a="extends: b.yaml\nseed: -1\norganisations: [{kind: line, area: x}]\n", b="months: [")
    assert [(Path(f.file).name, f.kind) for f in refused(path)] == [
        ("a.yaml", "out_of_range"),
        ("b.yaml", "not_yaml"),
    ]


def test_set(tmp_path: Path) -> None:
    path = write(tmp_path, a="organisations:\n- {kind: block, name: a}\n- {kind: line, area: north}\n")
    scenario = load(
        path,
        ["months = 9", "months=10", "mechanisms.liaison.exchange=1e-1", "organisations[1].hours=40",
         "title=a: b # c", "areas=[north, 'south']", "mix={agency: 1, university: 0}", "weights.x=1",
         "replications=8", 'organisations[0].name="5"'],
    )  # fmt: skip
    assert scenario.months == 10
    assert scenario.mechanisms.liaison.exchange == 0.1
    assert [organisation.hours for organisation in scenario.organisations] == [10, 40]
    assert scenario.organisations[0].name == "5"
    assert scenario.title == "a: b # c"
    assert scenario.mix.agency == 1
    assert scenario.weights == {"x": 1}
    assert scenario.replications == 8


def test_set_reaches_into_a_list_that_only_the_defaults_have(tmp_path: Path) -> None:
    scenario = load(write(tmp_path, a="seed: 2"), ["organisations[0].hours=3", "areas[1]=west"])
    assert scenario.organisations[0].hours == 3
    assert scenario.areas == ["north", "west"]


@pytest.mark.parametrize(
    ("text", "field", "kind", "nearest"),
    [
        ("monhts=6", "monhts", "unknown_key", "months"),
        ("mechanisms.liason.exchange=1", "mechanisms.liason.exchange", "unknown_key", "mechanisms.liaison"),
        ("mechanisms.liaison.exchanges=1", "mechanisms.liaison.exchanges", "unknown_key",
         "mechanisms.liaison.exchange"),
        ("months.a=1", "months.a", "unknown_key", None),
        ("months[0]=1", "months[0]", "unknown_key", None),
        ("organisations.hours=1", "organisations.hours", "unknown_key", None),
        ("organisations[7].hours=1", "organisations[7].hours", "index_out_of_range", None),
        ("organisations[0].huors=1", "organisations[0].huors", "unknown_key", "organisations[0].hours"),
        ("months", "months", "set_without_value", None),
        ("monhts", "monhts", "set_without_value", "months"),
        ("", "", "set_without_value", None),
        ("=5", "", "set_path", None),
        ("a..b=5", "", "set_path", None),
        ("organisations[-1].hours=5", "", "set_path", None),
        ("organisations[x].hours=5", "", "set_path", None),
        ("months=0", "months", "out_of_range", None),
        ("months='5'", "months", "wrong_type", None),
        ("months=true", "months", "wrong_type", None),
        ("months=010", "months", "leading_zero", None),
        ("months=1:30", "months", "wrong_type", None),
        ("mechanisms.pairing=.nan", "mechanisms.pairing", "not_finite", None),
        ("mechanisms.pairing=nan", "mechanisms.pairing", "not_finite", None),
        ("areas=[1", "areas", "not_yaml", None),
        ("areas=[a, 010]", "areas[1]", "leading_zero", None),
        ("areas=[a] b", "areas", "not_yaml", None),
        ("areas=" + "[" * 500, "areas" + "[0]" * 50, "too_deep", None),
        ("mix={agency: 1, agency: 2}", "mix.agency", "duplicate_key", None),
        ("world=fixd", "world", "not_a_choice", "fixed"),
        ("extends=hongqiao", "extends", "only_in_a_file", None),
        ("title=a\x00b", "title", "control_character", None),
        ("title=\udcff", "title", "control_character", None),
        ("mix.agency=0.9", "mix", "shares_sum", None),
    ],
)  # fmt: skip
def test_set_refused(text: str, field: str, kind: str, nearest: str | None) -> None:
    fault = refused("default", [text])[0]
    assert (fault.file, fault.line, fault.column) == ("--set", None, None)
    assert (fault.field, fault.kind, fault.nearest) == (field, kind, nearest)
    assert fault.message("zh").startswith("--set: ")


def test_set_does_not_hide_what_the_file_has_wrong(tmp_path: Path) -> None:
    faults = refused(write(tmp_path, a="months: 5\nmechanisms: 5\n"), ["mechanisms.pairing=1", "sed=1"])
    assert [(f.field, f.kind) for f in faults] == [("mechanisms", "wrong_type"), ("sed", "unknown_key")]


def test_dump_and_back(tmp_path: Path) -> None:
    scenario = load("hongqiao", ["organisations=[{kind: line, area: north}]", "mechanisms.pairing=0.1"])
    data = json.loads(json.dumps(dump(scenario)))
    again = from_data(data, "manifest.json", stated=scenario.stated)
    assert dump(again) == data
    assert again.source == "manifest.json"
    assert again.stated == scenario.stated
    assert data["months"] == 36


def test_faults_of_data() -> None:
    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    data = {
        "months": 0, "title": "\ud800", "seed": 10**50, "world": object(), "areas": deep, 5: 1,
        "extends": "../x", "mechanisms": {"pairing": math.nan, "liaison": {"exchange": True}},
        "organisations": ({"kind": "lin"},),
    }  # fmt: skip
    with pytest.raises(ScenarioError) as caught:
        from_data(data, "manifest.json")
    kinds = {fault.field: fault.kind for fault in caught.value.faults}
    assert kinds == {
        "months": "out_of_range", "title": "control_character", "seed": "long_number", "world": "wrong_type",
        "areas[0]": "wrong_type", "areas" + "[0]" * 50: "too_deep", "": "key_not_string",
        "mechanisms.pairing": "not_finite",
        "mechanisms.liaison.exchange": "wrong_type", "organisations[0].kind": "not_a_choice",
    }  # fmt: skip
    assert {(fault.file, fault.line) for fault in caught.value.faults} == {("manifest.json", None)}
    assert caught.value.text("zh")
    with pytest.raises(ScenarioError, match="wrong type"):
        from_data([1], "manifest.json")  # type: ignore[arg-type]


def test_errors_travel_between_processes() -> None:
    with pytest.raises(ScenarioError) as caught:
        load("default", ["months=0"])
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.text("zh") == caught.value.text("zh")
    assert again.faults == caught.value.faults


def test_nothing_heavy_is_imported() -> None:
    code = "import sys, sim.scenario; print([m for m in ('numpy', 'numba', 'mesa') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
