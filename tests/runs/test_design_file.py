"""The file of a design: what it may say, and what is wrong with it, said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.runs.points import points
from sim.scenario import ScenarioError, load
from sim.scenario.design import Design
from sim.scenario.design_file import DesignDocument, is_design

MEASURES = ("trust", "worth")


def read(folder: Path, text: str, ref: str = "above", sets: tuple[str, ...] = ()) -> tuple[Design, list[str]]:
    file = folder / "design.yaml"
    file.write_text(text, encoding="utf-8")
    design, odd = DesignDocument(file).over(load(ref, sets), MEASURES)
    return design, [fault.message("en") for fault in odd]


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(ScenarioError) as refused:
        read(folder, text)
    for fault in refused.value.faults:
        assert fault.message("zh") != fault.message("en")
    return [fault.message("en").replace(f"{folder}/", "") for fault in refused.value.faults]


def test_a_design_says_what_varies_and_how_often(tmp_path: Path) -> None:
    design, odd = read(
        tmp_path,
        "method: sobol\npoints: 8\nblocks: 2\nreplications: {looks: [4, 8], luck: independent}\nvary:\n"
        "  needs.scale: {from: 0.3, to: 3, scale: log}\n  production.rho: plausible\n"
        "  matching.mode: [two_way, one_way]\n  district.mix: {dirichlet: [3, 4, 4, 1, 8]}\n"
        "together:\n  - {fields: [channels.sight, channels.peers], from: 0, to: 1}\nkeep: [measures]\n",
    )
    assert odd == []
    assert len(design) == 16
    assert (design.looks, design.luck, design.keep) == ((4, 8), "independent", MEASURES)
    scale, rho, mode, mix, together = design.axes
    assert (scale.low, scale.high, scale.scale) == (0.3, 3.0, "log")
    assert (rho.low, rho.high, rho.scale) == (-9.0, 0.5, "elasticity")
    assert mode.values == ("two_way", "one_way")
    assert mix.fields[-1] == "district.mix.two_new"
    assert together.fields == ("channels.sight", "channels.peers")


def test_nothing_need_vary(tmp_path: Path) -> None:
    design, _ = read(tmp_path, "method: random\nvary: {}\nreplications: {looks: [32]}\n")
    assert (len(design), design.fields) == (1, ())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("method: sobl\npoints: 8\n", "design.yaml:1:9: method: this is not one of the values"),
        ("method: grid\nreplicatons: {}\n", "did you mean replications?"),
        ("vary:\n  needs.two_side: [0, 1]\n", 'design.yaml:2:3: vary."needs.two_side": there is no such field'),
        ("vary:\n  needs.two_side: [0, 1]\n", "did you mean needs.two_sided?"),
        ("vary:\n  two_sided: [0, 1]\n", "did you mean needs.two_sided?"),
        ("vary:\n  needs.scale: {from: -1, to: 3, points: 2}\n", "2:17: vary.\"needs.scale\".from: this number is out"),
        ("vary:\n  needs.scale: {from: 3, to: 3, points: 2}\n", "the range is empty"),
        ("vary:\n  needs.scale: {from: 0, to: 3, scale: log, points: 2}\n", "needs a range above 0"),
        ("vary:\n  production.rho: {from: -1, to: 1, scale: elasticity, points: 2}\n", "needs a range below 1"),
        ("vary:\n  matching.partners: {from: 1.5, to: 3, points: 2}\n", "takes whole numbers"),
        ("vary:\n  matching.mode: {from: 0, to: 1, points: 2}\n", "list its values"),
        ("vary:\n  matching.mode: [two_way, oneway]\n", "did you mean one_way?"),
        ("vary:\n  matching.partners: [2, 2.5]\n", "Found 2.5"),
        ("vary:\n  trust.ease: []\n", "the list is empty"),
        ("vary:\n  trust.ease: [0.5, 0.5]\n", "stands there twice"),
        ("vary:\n  needs.listed: [1]\n", "no parameter that can be varied"),
        ("vary:\n  costs.mixed_hours: plausible\n", "no plausible range is declared"),
        ("vary:\n  trust.ease: {from: 0, to: 1}\n", "how many values"),
        ("vary:\n  trust.ease: {from: 0}\n", "required and is not given"),
        ("method: lhs\nvary:\n  trust.ease: {from: 0, to: 1}\n", "points: this field is required"),
        ("method: sobol\npoints: 9\nvary:\n  trust.ease: {from: 0, to: 1}\n", "a power of two"),
        ("method: sobol\npoints: 4\nvary:\n  district.mix: {dirichlet: [1, 1]}\n", "one number for each of"),
        ("method: sobol\npoints: 4\nvary:\n  trust: {dirichlet: [1, 1]}\n", "only shares that sum to 1"),
        ("points: 3\nvary:\n  district.mix: {dirichlet: [1, 1, 1, 1, 1]}\n", "and grid draws nothing"),
        ("vary:\n  trust.ease: [0, 1]\ntogether:\n  - {fields: [trust.ease, trust.start], values: [0, 1]}\n", "twice"),
        ("together:\n  - {fields: [trust.ease], values: [0, 1]}\n", "not a single one"),
        ("replications: {looks: [8, 4]}\n", "ever more replicates"),
        ("replications: {looks: [1]}\n", "ever more replicates"),
        ("keep: [trusts]\n", "did you mean trust?"),
        ("method: random\npoints: 1000000000000\nvary:\n  trust.ease: {from: 0, to: 1}\n", "too many points"),
        ("points: 1000\nvary:\n  trust.ease: {from: 0, to: 1}\n  trust.start: {from: 0, to: 1}\n"
         "  trust.refusal: {from: 0, to: 1}\n", "Found 1,000,000,000; allowed: at most 10,000,000"),
        ("method: points\npoints: []\n", "the list is empty"),
        ("method: points\npoints:\n- trust.ease: 2\n", 'points[0]."trust.ease": this number is out'),
        ("method: points\npoints:\n- trust.eas: 1\n", "did you mean trust.ease?"),
        ("method: points\npoints: [0.5]\n", "points"),
        ("method: fast\npoints: 8\nvary:\n  trust.ease: {from: 0, to: 1}\n", "Found 8; allowed: 65"),
        ("method: saltelli\npoints: 9\nvary:\n  trust.ease: {from: 0, to: 1}\n", "a power of two"),
        ("method: morris\npoints: 9\n", "required and is not given"),
        ("method: points\npoints: 8\n", "the name of a CSV file"),
        ("method: points\npoints: none.csv\n", "there is no such file"),
        ("method: points\npoints: p.csv\nvary:\n  trust.ease: [0, 1]\n", "method points does not go with this"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "p.csv").write_text("trust.ease\n0.5\n", encoding="utf-8")
    messages = faults(tmp_path, text)
    assert any(sentence in message for message in messages), messages
    assert all("design.yaml" in message for message in messages)


def test_points_of_a_file_are_held_against_the_scenario_too(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("trust.ease,matching.mode\n0.5,two_way\n1,one_way\n", encoding="utf-8")
    design, _ = read(tmp_path, "method: points\npoints: p.csv\n")
    assert design.rows == (
        {"trust.ease": 0.5, "matching.mode": "two_way"}, {"trust.ease": 1, "matching.mode": "one_way"}
    )  # fmt: skip
    (tmp_path / "p.csv").write_text("trust.eas,matching.mode\n0.5,two_way\n1,oneway\n2\n", encoding="utf-8")
    first, second, third = faults(tmp_path, "method: points\npoints: p.csv\n")
    assert first.startswith("p.csv:1: ")
    assert "did you mean trust.ease?" in first
    assert second.startswith("p.csv:3: matching.mode: ")
    assert third.startswith("p.csv:4: ")


def test_points_are_read_as_excel_saves_them(tmp_path: Path) -> None:
    rows = (
        {"trust.ease": 0.5, "institutions.city_platform": True},
        {"trust.ease": 1, "institutions.city_platform": False},
    )
    text = "trust.ease;institutions.city_platform\n0.5;TRUE\n1;FALSE\n"
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        (tmp_path / "p.csv").write_bytes(text.encode(encoding))
        assert read(tmp_path, "method: points\npoints: p.csv\n")[0].rows == rows
    (tmp_path / "p.csv").write_bytes("备注,trust.ease\n一,0.5\n".encode("gbk"))
    (unknown,) = faults(tmp_path, "method: points\npoints: p.csv\n")
    assert "Found 备注" in unknown
    (tmp_path / "p.csv").write_bytes(b'trust.ease\n"0.5\n1\n')
    assert faults(tmp_path, "method: points\npoints: p.csv\n")[0].startswith("p.csv:2: a quotation mark opens")
    (tmp_path / "p.csv").write_bytes(b"PK\x03\x04\x00\xff")
    assert "is CSV in UTF-8, GBK or UTF-16, and this is not" in faults(tmp_path, "method: points\npoints: p.csv\n")[0]


def test_a_scale_that_there_is_not_is_said_once(tmp_path: Path) -> None:
    text = "method: sobol\npoints: 4\nvary:\n  needs.scale: {from: 1, to: 2, scale: logarithmic}\n"
    (message,) = faults(tmp_path, text)
    assert "allowed: one of: linear, log, elasticity" in message


def test_a_parameter_of_a_mechanism_that_is_off_everywhere_is_a_warning(tmp_path: Path) -> None:
    varies = "vary:\n  mechanisms.liaison.exchange: [0, 1]\n"
    assert read(tmp_path, varies)[1] == []
    _, (warning,) = read(tmp_path, varies, sets=("mechanisms.liaison.strength=0",))
    assert ':2:3: warning: vary."mechanisms.liaison.exchange": the mechanism is off at every point' in warning
    dosed = varies + "  mechanisms.liaison.strength: [0, 1]\n"
    assert read(tmp_path, dosed, sets=("mechanisms.liaison.strength=0",))[1] == []

    listed = "method: points\npoints:\n- {mechanisms.liaison.exchange: 0}\n"
    _, (noted,) = read(tmp_path, listed, sets=("mechanisms.liaison.strength=0",))
    assert "the mechanism is off at every point" in noted


def test_whole_numbers_of_which_there_are_fewer_are_counted_once(tmp_path: Path) -> None:
    design, _ = read(tmp_path, "points: 9\nvary:\n  matching.partners: {from: 1, to: 4}\n  trust.ease: [0, 1]\n")
    assert len(design) == len(list(points(design))) == 8


@pytest.mark.parametrize(
    "text",
    [
        "points: 3\nvary:\n  needs.scale: {from: 0.3, to: 3, scale: log}\n  matching.mode: [one_way, two_way]\n"
        "  trust.ease: {from: 0, to: 1, points: 5}\n"
        "together:\n  - {fields: [channels.sight, channels.peers], from: 0, to: 1}\n",
        "method: sobol\npoints: 8\nblocks: 3\nseed: 4\nvary:\n  production.rho: plausible\n"
        "  district.mix: {dirichlet: [3, 4, 4, 1, 8]}\nkeep: [trust]\n"
        "replications: {looks: [4, 9], luck: independent}\n",
        "method: points\npoints:\n- {trust.ease: 0.5, matching.mode: one_way}\n- {trust.ease: 1}\n",
        "method: one_at_a_time\npoints: 4\nvary:\n  trust.ease: {from: 0, to: 1}\n  trust.start: [0, 1]\n",
        "method: saltelli\npoints: 8\nvary:\n  trust.ease: {from: 0, to: 1}\n",
        "replications: {looks: [32]}\nrun_limit: 2.5\n",
    ],
)
def test_a_design_written_out_again_is_the_same(tmp_path: Path, text: str) -> None:
    """What a manifest keeps of it."""
    design, _ = read(tmp_path, text)
    again, _ = DesignDocument(tmp_path / "kept", design.as_file()).over(load("above"), MEASURES)
    assert (again.stated(), again.run_limit) == (design.stated(), design.run_limit)
    assert list(points(again)) == list(points(design))


def test_salib_is_named_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.scenario.design_file.find_spec", lambda _: None)
    (text,) = faults(tmp_path, "method: morris\npoints: 9\nvary:\n  trust.ease: {from: 0, to: 1}\n")
    assert "pip install 'quyuhua[salib]'" in text


def test_a_design_is_told_from_a_scenario(tmp_path: Path) -> None:
    for name, text in (("d.yaml", "method: grid\n"), ("v.yaml", "vary: {}\n"), ("s.yaml", "months: 3\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [is_design(tmp_path / name) for name in ("d.yaml", "v.yaml", "s.yaml", "none.yaml")] == [
        True, True, False, False,
    ]  # fmt: skip
