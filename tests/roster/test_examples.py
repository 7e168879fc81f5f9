"""The two worked examples: each spreadsheet imports to the scenario that lies beside it, and that runs."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from sim import run
from sim.model.phases.arise import make_needs
from sim.model.world import make_world
from sim.scenario import load, shipped
from sim.scenario.oddities import check
from sim.scenario.roster.columns import TABLES
from sim.scenario.roster.template import page

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("made_up_street", "made_up_town")


@pytest.fixture(scope="module")
def rosters() -> ModuleType:
    """docs/rosters.py as a module."""
    spec = importlib.util.spec_from_file_location("rosters", ROOT / "docs" / "rosters.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", NAMES)
def test_the_spreadsheet_imports_to_the_scenario_beside_it(rosters: ModuleType, name: str) -> None:
    assert set(rosters.EXAMPLES) == set(NAMES)
    there = (rosters.FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    assert rosters.imported(name) == there, "run docs/rosters.py"
    assert check(rosters.FOLDER / f"{name}.yaml") == []
    assert name not in shipped()  # they are examples of a roster, not scenarios to compare with


@pytest.mark.parametrize("name", NAMES)
def test_it_runs_and_its_needs_are_those_that_arise(rosters: ModuleType, name: str) -> None:
    scenario = load(rosters.FOLDER / f"{name}.yaml")
    listed = scenario.needs.listed
    assert listed

    need = make_needs(make_world(scenario, scenario.seed, 0), scenario.months)
    assert len(need) == len(listed)
    outcome = run(rosters.FOLDER / f"{name}.yaml", replications=2)
    assert outcome.arms["joint"].gross.estimate > 0.0


def test_the_page_explains_every_column() -> None:
    text = page()
    assert all(
        f"## {word}" in text for word in ("organisations / 单位", "areas / 居民区", "needs / 需求", "ties / 结对")
    )
    assert text.count("\n| ") > sum(len(table.columns) for table in TABLES)
