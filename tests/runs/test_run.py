"""A run is what it is made of: what is the same gives the same bytes, and what gives other bytes is another run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.model.camps import CHANNELS, Camp, alone, together
from sim.model.setting import mechanism_names
from sim.runs.outcome import same_bytes
from sim.runs.quantities import NAMES, quantities
from sim.runs.run import Run, SideBySide
from sim.scenario import from_data, load, varied
from sim.scenario.schema import Scenario
from tests.runs.made import made

SMALL: dict[str, Any] = {"months": 3, "district": {"streets": 1, "areas": 3, "lines": 10}}
FIVE = ("mobilisation", "planning", "liaison", "supervision", "incentive")
OPEN = dict.fromkeys(CHANNELS, 1.0)


def small(**more: Any) -> Scenario:
    return from_data({**SMALL, **more}, "small")


def is_same(first: Run, other: Run) -> bool:
    """Whether two runs come to the same, to the last bit, in all that can be read of them."""
    a, b = made(first), made(other)
    return all(same_bytes(a.get(name), b.get(name)) for name in NAMES)


def test_what_a_run_is_called_or_said_to_be_is_no_part_of_it() -> None:
    plain, camp = small(), together(OPEN)
    for other in (
        Run(small(title={"en": "another"}, description={"zh": "别的"}), camp),
        Run(small(interval={"confidence": 0.5, "first_look": 4}), camp),
        Run(varied(plain, ["interval.margin=0.1"]), camp),
        Run(plain, Camp("another name", (True, True), "kinds", dict(reversed(OPEN.items())))),
        Run(plain, camp, frozenset(FIVE)),
        Run(from_data({**SMALL}, "elsewhere"), camp),
    ):
        assert other == Run(plain, camp)
        assert hash(other) == hash(Run(plain, camp))


@pytest.mark.parametrize(
    "field",
    ["seed=2", "months=4", "world=fixed", "costs.hour_price=0.5", "mechanisms.liaison.meetings=3", "needs.scale=0.9"],
)
def test_any_other_setting_makes_another_run(field: str) -> None:
    assert Run(varied(small(), [field]), alone(0)) != Run(small(), alone(0))


def test_channels_count_only_where_both_labels_act() -> None:
    scenario = small()
    closed = dict.fromkeys(CHANNELS, 0.0)
    first, other = Run(scenario, Camp("x", (True, False), "kinds", OPEN)), Run(scenario, alone(0))
    assert first == other
    assert is_same(first, other)
    assert Run(scenario, together(OPEN)) != Run(scenario, together(closed))
    assert Run(scenario, alone(0)) != Run(scenario, alone(0, "halves"))
    apart = small(channels={"trust": 0.5, "agenda": 0.0})
    assert Run(apart, alone(0)) == first
    assert is_same(Run(apart, alone(0)), first)
    assert Run(apart, together(OPEN)) == Run(scenario, together(OPEN))
    assert is_same(Run(apart, together(OPEN)), Run(scenario, together(OPEN)))


@pytest.mark.parametrize("name", FIVE)
def test_a_mechanism_without_a_dose_is_one_that_is_left_out(name: str) -> None:
    scenario, camp = small(), together(OPEN)
    kept = frozenset(FIVE) - {name}
    without = Run(scenario, camp, kept)
    undosed = varied(scenario, [f"mechanisms.{name}.strength=0", f"mechanisms.{name}.hours=3"])
    assert Run(undosed, camp) == without == Run(undosed, camp, kept)
    assert without != Run(scenario, camp)
    from sim.model.month import prepare
    from sim.model.world import make_world

    ours = prepare(make_world(scenario, scenario.seed, 0), kept)
    theirs = prepare(make_world(undosed, undosed.seed, 0))  # pulled, with a dose of nothing
    assert ours.lever.tobytes() == theirs.lever.tobytes()
    assert ours.levers.tobytes() == theirs.levers.tobytes()


def test_a_mechanism_that_gets_its_dose_later_is_not_left_out() -> None:
    later = {"from_month": [{"month": 2, "mechanisms": {"liaison": {"strength": 1.0}}}]}
    off, camp = {"mechanisms": {"liaison": {"strength": 0.0}}}, together(OPEN)
    rising, without = Run(small(**off, **later), camp), Run(small(**off), camp)
    assert "liaison" in (rising.mechanisms or ())
    assert rising != without
    assert not is_same(rising, without)
    assert Run(small(**later), camp) != Run(small(), camp)
    other = {"from_month": [{"month": 3, "mechanisms": {"liaison": {"strength": 1.0}}}]}
    assert Run(small(**off, **other), camp) != rising


def of_ones_own(folder: Path, code: str, *sets: str) -> Scenario:
    (folder / "mine.py").write_text(code, encoding="utf-8")
    (folder / "mine.yaml").write_text(
        "use: [mine.py]\nmonths: 3\ndistrict: {streets: 1, areas: 3, lines: 10}\n", encoding="utf-8"
    )
    return load(folder / "mine.yaml", sets)


MINE = """
from sim import Mechanism, share
class Mine(Mechanism):
    push: float = share({push}, "x")
    def pull(self, levers, who):
        levers.commitment.add({pulled})
"""


def test_a_mechanism_of_ones_own_may_pull_without_a_dose(tmp_path: Path) -> None:
    code = MINE.format(push=0.9, pulled="self.push")
    undosed = Run(of_ones_own(tmp_path, code, "mechanisms.mine.strength=0"), together(OPEN))
    left_out = Run(undosed.scenario, undosed.camp, frozenset(mechanism_names(undosed.scenario)) - {"mine"})
    assert undosed != left_out
    assert not is_same(undosed, left_out)


def test_what_a_file_of_ones_own_pulls_may_hang_on_channels(tmp_path: Path) -> None:
    """As far as anybody knows: the roll that it is given knows the scenario."""
    code = MINE.format(push=0.9, pulled="who.scenario.channels.trust")
    first, other = (Run(of_ones_own(tmp_path, code, f"channels.trust={value}"), alone(0)) for value in (0.1, 0.9))
    assert first != other
    assert not is_same(first, other)


def test_what_files_of_ones_own_say_is_part_of_a_run(tmp_path: Path) -> None:
    runs = [
        Run(of_ones_own(tmp_path, MINE.format(push=0.9, pulled=pulled)), alone(0)) for pulled in ("self.push", "1.0")
    ]
    assert runs[0] != runs[1]
    assert Run(of_ones_own(tmp_path, MINE.format(push=0.9, pulled="self.push")), alone(0)) == runs[0]


def test_a_mechanism_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="no mechanism of this scenario: liason"):
        Run(small(), alone(0), frozenset({"liason"}))


def test_side_by_side_are_runs_of_one_scenario() -> None:
    block, line = Run(small(), alone(0)), Run(small(), alone(1))
    assert SideBySide((block, line)) == SideBySide((Run(small(), alone(0)), line))
    assert SideBySide((block, line)) not in (block, line)
    with pytest.raises(ValueError, match="one scenario"):
        SideBySide((block, Run(small(seed=2), alone(1))))


def test_a_key_is_the_same_in_every_process() -> None:
    code = (
        "from tests.runs.test_run import small, together, OPEN, Run, SideBySide, alone\n"
        "print(Run(small(), together(OPEN)).key, SideBySide((Run(small(), alone(0)), Run(small(), alone(1)))).key)"
    )
    root = Path(__file__).resolve().parents[2]
    stdout = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    both = SideBySide((Run(small(), alone(0)), Run(small(), alone(1))))
    assert stdout == f"{Run(small(), together(OPEN)).key} {both.key}\n"


@pytest.mark.parametrize(("name", "window"), [("grss", None), ("months", (0, 2)), ("nature", (0, 2))])
def test_what_cannot_be_read_is_refused(name: str, window: tuple[int, int] | None) -> None:
    with pytest.raises(ValueError, match=f"no quantity of a run.*: {name}"):
        quantities([name], window)
