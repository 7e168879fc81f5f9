"""A sweep over a design from Python: designs as mappings and files, scenarios as points, very many points."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.questions import surveyed as reading
from sim.questions.survey import Survey
from sim.runs.store import FILE, Store
from sim.scenario import from_data
from sim.show.answers import faces_of
from sim.show.kit.files import Lines, pieces
from sim.show.kit.shape import Making
from sim.show.survey.asking import document_of
from sim.show.survey.shape import shape_of
from sim.show.survey.words import outcome
from sim.words import Refusal

SMALL: dict[str, Any] = {"months": 3, "district": {"streets": 1, "areas": 3, "lines": 10}}
LOOKS = {"looks": [2]}


def small(**more: Any) -> sim.LoadedScenario:
    return from_data({**SMALL, **more}, "small")


def swept(design: dict[str, Any], **more: Any) -> sim.Surveyed:
    return sim.sweep(small(), {"replications": LOOKS, **design}, workers=1, **more)


def test_a_mapping_and_a_file_are_the_same_design(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text("replications: {looks: [2]}\nvary:\n  trust.ease: [0, 1]\n", encoding="utf-8")
    first, two = swept({"vary": {"trust.ease": [0, 1]}}), sim.sweep(small(), tmp_path / "d.yaml", workers=1)
    assert first.to_json() == two.to_json()
    assert first.to_json() == sim.sweep(small(), {"vary": {"trust.ease": [0, 1]}}, replications=2, workers=1).to_json()
    assert len(first.tables["replicates"]) == 4
    assert list(first.tables["points"]["trust.ease"]) == [0, 1]


def test_points_of_few_replicates_are_said_to_be_indicative(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the one that comes to the same as an earlier one; a point that is refused has no interval."""
    made = swept({"method": "points", "points": [{"trust.ease": 0.0}, {"trust.ease": 1.0}, {"trust.ease": 0.0}]})
    assert made.indicative == 3
    for lang, sentence in (("en", "Fewer than 64 replicates at 3 of them"), ("zh", "其中 3 个点的重复不足 64 次")):
        assert sentence in outcome(made, lang)
        page = faces_of("survey").files(made, Making(lang), report=True).files["report.html"].decode()
        assert sentence in page
    monkeypatch.setattr(reading, "FEW", 2)
    enough = swept({"vary": {"trust.ease": [0.0]}})
    assert enough.indicative == 0
    assert "indicative" not in outcome(enough, "en")


def test_several_scenarios_are_points_of_one_sweep() -> None:
    scenarios = [small(trust={"ease": ease}, months=months) for ease, months in ((0.0, 3), (1.0, 3), (1.0, 4))]
    made = sim.sweep(scenarios, replications=2, workers=1)
    assert made.survey.design.fields == ("months", "trust.ease")
    assert [dict(kept.values) for kept, _ in made.points] == [
        {"months": 3, "trust.ease": 0.0}, {"months": 3, "trust.ease": 1.0}, {"months": 4, "trust.ease": 1.0},
    ]  # fmt: skip
    alone = sim.run(scenarios[2], replications=2, workers=1)
    (*_, (_, last)) = made.points
    assert last is not None
    assert last.surplus == alone.quantities["surplus"]


def test_scenarios_that_are_no_points_of_one_sweep_are_refused() -> None:
    rostered = from_data({**SMALL, "organisations": [{"name": "a", "type": "agency"}]}, "rostered")
    with pytest.raises(Refusal, match="organisations"):
        sim.sweep([small(), rostered], replications=2)
    with pytest.raises(Refusal, match="no scenario"):
        sim.sweep([], replications=2)
    with pytest.raises(Refusal, match="laid over one scenario, not over 2"):
        sim.sweep([small(), small(months=4)], {"vary": {"trust.ease": [0, 1]}})


def test_what_varies_may_not_be_set_as_well() -> None:
    design = {"vary": {"trust.ease": [0, 1], "months": [3, 4]}}
    with pytest.raises(Refusal, match=r"trust\.ease is set by --set as well"):
        swept(design, set={"trust.ease": 0.5})
    with pytest.raises(Refusal, match="months is set by --months as well"):
        swept(design, months=3)
    with pytest.raises(sim.ScenarioError, match=r"did you mean trust\.ease"):
        swept({"vary": {"trust.eas": [0, 1]}})


def test_tables_of_very_many_points_are_written_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    made = swept({"vary": {"trust.ease": [0, 0.5, 1]}})
    faces = faces_of("survey")
    whole = faces.files(made, Making("en"), report=True).files
    monkeypatch.setattr(reading, "HELD", 2)
    monkeypatch.setattr("sim.show.survey.faces.HELD", 2)
    again = sim.Surveyed(made.survey, made.store)
    large = faces.files(again, Making("en"), report=True).files
    assert isinstance(large["points.csv"], Lines)
    assert "sweep.xlsx" not in large
    for name in ("points.csv", "failures.csv"):
        assert b"".join(pieces(large[name])) == b"".join(pieces(large[name])) == whole[name]
    assert again.words == made.words
    assert [glance.synergy for glance in again.glances()] == [glance.synergy for glance in made.glances()]


def test_kept_from_python_it_is_what_the_command_writes(tmp_path: Path) -> None:
    made = swept({"vary": {"trust.ease": [0, 1]}})
    made.save(tmp_path / "kept", lang="en")
    head, *rows = csv.reader(io.StringIO((tmp_path / "kept" / "points.csv").read_text(encoding="utf-8-sig")))
    assert head[:4] == ["point", "block", "trust.ease", "state"]
    assert len(rows) == 2
    assert not (tmp_path / "kept" / FILE).exists()
    with pytest.raises(Exception, match=FILE):
        Store(tmp_path / "kept")


RANGE = {"from": 0, "to": 1}


@pytest.mark.parametrize(
    ("design", "kind", "panels"),
    [
        ({"points": 3, "vary": {"trust.ease": RANGE}}, "curve", 1),
        ({"points": 2, "vary": {"trust.ease": RANGE, "trust.start": RANGE}}, "map", 1),
        ({"points": 2, "vary": {"trust.ease": RANGE, "matching.mode": ["two_way", "one_way"]}}, "curves", 2),
        ({"points": 2, "vary": {"trust.ease": RANGE, "trust.start": RANGE, "world": ["drawn", "fixed"]}}, "maps", 2),
        ({"vary": {"matching.mode": ["two_way", "one_way"]}}, "lines", 1),
        ({"vary": {"trust.ease": [0.5]}}, "lines", 1),
        ({"method": "one_at_a_time", "points": 2, "vary": {"trust.ease": RANGE, "trust.start": RANGE}}, "apart", 1),
        ({"method": "random", "points": 4, "vary": {"trust.ease": RANGE, "trust.start": RANGE}}, "plane", 1),
        ({"method": "random", "points": 4, "vary": {"trust.ease": RANGE, "world": ["drawn", "fixed"]}}, "margins", 1),
        ({"method": "points", "points": [{"trust.ease": 0}, {"trust.ease": 1, "trust.start": 0.5}]}, "plane", 1),
        ({"points": 4, "vary": {"trust.ease": RANGE, "trust.start": RANGE, "trust.refusal": RANGE,
                                "world": ["drawn", "fixed"]}}, "maps", 8),
    ],
)  # fmt: skip
def test_the_shape_of_a_design_chooses_its_picture(design: dict[str, Any], kind: str, panels: int) -> None:
    document = document_of({"replications": LOOKS, **design})
    laid, _ = document.over(small(), ())
    shape = shape_of(sim.Surveyed(Survey(small(), laid), None))  # type: ignore[arg-type]
    assert (shape.kind, len(shape.choices)) == (kind, panels)
