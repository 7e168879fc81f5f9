"""No dead wires: every parameter moves something somewhere, and nothing where its mechanism is off."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import t as student

from sim.model.measures import MEASURES
from sim.runs.quantities import SCALARS, SUMS, quantities
from sim.runs.replicate import outcomes as replicated
from sim.runs.run import Run
from sim.runs.runner import answer
from sim.scenario.parameters import parameter_rows
from sim.scenario.schema import Mechanisms, Scenario
from studies import wires, wiring
from tests.gate import others_in_the_gate

ALL = frozenset(Mechanisms.model_fields)
ROWS = {row.path: row for row in parameter_rows()}
STORED = {row["parameter"]: row for row in wires.stored()}
SAMPLE = sorted(path for path, row in STORED.items() if row["bound"])[7::46]


def outcomes(scenario: Scenario, arms: tuple[str, ...], without: frozenset[str] = frozenset()) -> list[bytes]:
    """Return all that a replicate of these arms came to, as bytes."""
    every = [*SCALARS, *MEASURES, *SUMS]
    runs = [Run(scenario, run.camp, ALL - without) for name, run in wires.arms(scenario).items() if name in arms]
    assert len(runs) == len(arms)
    made = replicated(dict.fromkeys(runs, quantities(every)), 1)
    return [b"".join(np.asarray(made[run].get(name)).tobytes() for name in every) for run in runs]


def test_every_parameter_has_been_found_to_move_something() -> None:
    """A parameter that is new has no row: run ``python -m studies.wires``."""
    still = {path for path in ROWS if wiring.any_of(wiring.TEXT + wiring.CODE + wiring.LUCK, path)}
    assert set(ROWS) - still == set(STORED)
    assert all(int(row["moved"]) > 0 for row in STORED.values())


@pytest.mark.parametrize("path", others_in_the_gate(SAMPLE, lambda path: int(STORED[path]["replicates"]) <= 16))
def test_what_was_found_to_move_still_moves_the_same_way(path: str) -> None:
    row = STORED[path]
    replicates = int(row["replicates"])
    tree = wiring.tree_of(row["setting"])
    (value,) = [entry for entry in wiring.values(ROWS[path], tree) if wires.shown(entry) == row["to"]]
    (move,) = [
        entry
        for entry in answer(wires.study([ROWS[path]], [row["setting"]], replicates), workers=1)
        if wires.shown(entry.value) == wires.shown(value)
    ]
    reading = wires.NAMES.index(row["measure 0"])
    up = float(row["after 0"]) > float(row["before 0"])
    assert (move.t[reading] if up else -move.t[reading]) > student.ppf(0.999, replicates - 1)


def test_an_inert_field_would_be_found_out() -> None:
    """What is no parameter of any phase moves nothing, to the last bit."""
    (row,) = [row for row in ROWS.values() if row.path == "title.en"]
    tree = wiring.tree_of("above")
    renamed = wiring.with_value(tree, row.path, "another name")
    assert wires.strongest([
        wires.Move(row.path, "above", "", "another name", *(read(value) for value in (tree, renamed)))
    ]) == {}  # fmt: skip


def read(tree: dict[str, Any]) -> np.ndarray:
    """Return what is looked at, of three replicates."""
    runs = wires.arms(wiring.scenario_of(tree))

    def question():
        table = yield wires.batch(runs.values(), 3)
        return wires.read(table, runs)

    return answer(question(), workers=1)


@pytest.mark.parametrize("path", [path for path in ROWS if wiring.any_of(wiring.TEXT, path) and path != "extends"])
def test_texts_move_nothing(path: str) -> None:
    setting = "listed needs" if path.startswith("needs.listed") else "roster" if "[]" in path else "above"
    tree = wiring.tree_of(setting)
    other = wiring.with_value(tree, path, "x")
    if "[]" in path and setting == "roster":  # names of a list are all different, and areas are called by theirs
        where = path.partition("[]")[0]
        for number, organisation in enumerate(other[where]):
            organisation["name"] = f"{number}"
        if where == "areas":
            names = {area["name"]: f"{number}" for number, area in enumerate(tree["areas"])}
            for organisation in other["organisations"]:
                organisation["area"] = names[organisation["area"]]
    assert outcomes(wiring.scenario_of(other), wires.ARMS) == outcomes(wiring.scenario_of(tree), wires.ARMS)


@pytest.mark.parametrize("path", wiring.LUCK)
def test_luck_moves_everything(path: str) -> None:
    tree = wiring.tree_of("above")
    other = wiring.with_value(tree, path, {"seed": 2, "world": "fixed"}[path])
    ours, theirs = (outcomes(wiring.scenario_of(value), wires.ARMS) for value in (tree, other))
    assert all(our != another for our, another in zip(ours, theirs, strict=True))


def test_every_instrument_of_a_mechanism_has_a_switch() -> None:
    off = {switch.path for switch in wiring.silenced()}
    switched = {path for path in ROWS if path.startswith(("mechanisms.", "channels.", "types."))}
    assert {path for path in switched - off if not path.endswith(".hours")} == set()
    assert {path for path in switched & off if path.endswith(".hours")} == {
        f"mechanisms.{m}.hours" for m in Mechanisms.model_fields
    }


SILENCED = sorted({off.path.partition(".")[0] for off in wiring.silenced()})


@pytest.mark.parametrize(
    "part", others_in_the_gate(SILENCED, lambda part: part not in ("types", "mechanisms", "needs"))
)
def test_with_its_mechanism_off_a_parameter_moves_nothing(part: str) -> None:
    with_one_off(part, 1)


@pytest.mark.slow
@pytest.mark.parametrize("part", SILENCED)
def test_with_its_mechanism_off_no_value_of_a_parameter_moves_anything(part: str) -> None:
    with_one_off(part, None)


def with_one_off(part: str, most: int | None) -> None:
    """Try so many values, or all, of every parameter of a part of the scenario."""
    tried = 0
    silent: dict[str, list[bytes]] = {}
    for off in wiring.silenced():
        if off.path.partition(".")[0] != part:
            continue
        tree = wiring.tree_of(off.setting, off.stated)
        key = repr((off.setting, off.stated, off.arms, sorted(off.without)))
        if key not in silent:
            silent[key] = outcomes(wiring.scenario_of(tree), off.arms, off.without)
        for value in wiring.values(ROWS[off.path], tree)[:most]:
            changed = wiring.with_value(tree, off.path, value)
            for switch in _leaves(off.stated):  # which is not what is varied
                assert wiring.value_at(changed, switch) == wiring.value_at(tree, switch)
            now = outcomes(wiring.scenario_of(changed), off.arms, off.without)
            assert now == silent[key], (off.path, value, off.why)
            tried += 1
    assert tried


def _leaves(tree: dict[str, Any], path: str = "") -> list[str]:
    results = []
    for name, value in tree.items():
        results += _leaves(value, f"{path}{name}.") if isinstance(value, dict) else [path + name]
    return results


@pytest.mark.slow
def test_the_whole_study_finds_what_the_docs_say() -> None:
    moves = wires.strongest(wires.study_all(wiring.varied()))
    assert set(moves) == {path for path, row in STORED.items() if row["bound"]}
    for path, row in moves.items():
        data = STORED[path]
        assert (row["setting"], row["to"], row["measure 0"]) == (data["setting"], data["to"], data["measure 0"]), path
        assert float(row["after 0"]) == pytest.approx(float(data["after 0"]), rel=1e-4, abs=1e-9), path
