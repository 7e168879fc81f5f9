"""A survey: a lean question at each point of a design, kept replicate by replicate."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sim.questions.survey import Survey, survey_question
from sim.questions.surveyed import Reading, Surveyed, readings
from sim.questions.verdict import verdict
from sim.runs import replicate as replicating
from sim.runs.kept import Kept
from sim.runs.merging import merged
from sim.runs.runner import answer
from sim.runs.store import FILE, Store, WrittenStore
from sim.scenario import LoadedScenario, from_data, load
from sim.scenario.design import Axis, Design
from sim.show.kit.tables import as_csv
from sim.show.survey.tables import TABLES
from sim.show.survey.words import status_data

SMALL: dict[str, Any] = {"months": 4, "district": {"streets": 1, "areas": 3, "lines": 10}}
SIDED = Axis(("needs.two_sided",), values=(0.0, 0.5, 1.0))
ROOT = Path(__file__).resolve().parents[2]


def small(**more: Any) -> LoadedScenario:
    return from_data({**SMALL, **more}, "small")


def asked(folder: Path, survey: Survey, workers: int = 2) -> list[tuple[Kept, Reading | None]]:
    store = WrittenStore(folder, survey.stated(), survey.columns)
    answer(survey_question(survey, store, lambda point: f"sweep --point {point.number + 1}"), workers=workers)
    store.close()
    with Store(folder) as kept:
        return list(readings(kept, 0.95))


def files_of(folder: Path, survey: Survey) -> dict[str, bytes]:
    with Store(folder) as store:
        surveyed = Surveyed(survey, store)
        return {table.name: as_csv(table.rows(surveyed)) for table in TABLES}


def test_a_lean_answer_is_that_of_the_verdict_at_the_same_point(tmp_path: Path) -> None:
    survey = Survey(small(), Design("grid", (SIDED,), 3, looks=(6,), keep=("trust",)))
    for (kept, reading), sided in zip(asked(tmp_path, survey), SIDED.values, strict=True):
        whole = answer(verdict(small(needs={"two_sided": sided}), 6))
        assert reading is not None
        assert (kept.state, kept.replications) == ("done", 6)
        assert reading.synergy == whole.quantities["synergy"]
        assert reading.surplus == whole.quantities["surplus"]
        assert reading.surplus_share == whole.surplus_share
        assert reading.word == whole.word
        assert {arm: reading.values[f"{arm}_gross"] for arm in ("block", "line", "joint")} == {
            arm: whole.arms[arm].gross for arm in ("block", "line", "joint")
        }
        assert reading.values["joint_net"] == whole.arms["joint"].net
        assert reading.values["trust_line"] == whole.measures["trust"]["line"]


def test_only_three_runs_a_replicate_are_made_and_none_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: Counter[str] = Counter()

    def advance(state: Any, months: int) -> None:
        made["runs"] += 1
        original(state, months)

    original = replicating.advance
    monkeypatch.setattr(replicating, "advance", advance)
    values = Axis(("mechanisms.liaison.exchange",), values=(0.1, 0.9))
    dose = Axis(("mechanisms.liaison.strength",), values=(0.0, 1.0))
    survey = Survey(small(), Design("grid", (dose, values), 4, looks=(2,)))
    replies = asked(tmp_path, survey)
    # Without a dose it plays no part how much it would be: the second point is the first.
    assert [(kept.state, kept.same_as) for kept, _ in replies] == [
        ("done", None), ("same", 0), ("done", None), ("done", None),
    ]  # fmt: skip
    assert replies[1][1] == replies[0][1]
    assert made["runs"] == 3 * 2 * 3


def test_points_share_their_luck_blocks_do_not_and_independent_points_neither(tmp_path: Path) -> None:
    price = Axis(("costs.hour_price",), values=(0.01, 0.02))  # moves the net reading alone

    def gross(name: str, **design: Any) -> list[float]:
        survey = Survey(small(), Design("grid", (price,), 2, looks=(3,), **design))
        replies = [
            reading.values["joint_gross"] for _, reading in asked(tmp_path / name, survey) if reading is not None
        ]
        return [interval.estimate for interval in replies if interval is not None]

    common = gross("common", blocks=2)
    assert common[0] == common[1]
    assert common[2] == common[3]
    assert common[0] != common[2]
    independent = gross("independent", luck="independent")
    assert len({*independent, *common}) == 4


def test_looks_go_on_until_s_is_precise(tmp_path: Path) -> None:
    loose = Survey(small(), Design("grid", (SIDED,), 3, looks=(3, 6, 9), precision=1.0))
    strict = Survey(small(), Design("grid", (SIDED,), 3, looks=(3, 6, 9), precision=1e-6))
    few = {kept.replications for kept, _ in asked(tmp_path / "loose", loose)}
    assert max(few) < 9
    assert {kept.replications for kept, _ in asked(tmp_path / "strict", strict)} == {9}


def test_points_that_the_scenario_refuses_are_counted(tmp_path: Path) -> None:
    shares = Axis(("district.mix.agency", "district.mix.two_new"), values=(0.15, 0.4))
    replies = asked(tmp_path, Survey(small(), Design("grid", (shares,), 2, looks=(2,))))
    assert [kept.state for kept, _ in replies] == ["refused", "refused"]
    assert "district.mix" in replies[0][0].note
    with Store(tmp_path) as store:
        assert dict(store.totals()) == {"refused": 2}


FAILING = '''"""A mechanism that breaks down at a high dose."""

from sim import Mechanism


class Brittle(Mechanism):
    """Breaks above one half."""

    def pull(self, levers, who):
        if self.strength > 0.5:
            raise ArithmeticError("broken in two")
'''


def test_a_run_that_raises_is_recorded_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "brittle.py").write_text(FAILING, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(
        "use: [brittle.py]\nmonths: 3\ndistrict: {streets: 1, areas: 2, lines: 6}\n"
        "mechanisms: {brittle: {strength: 0.1}}\n", encoding="utf-8",
    )  # fmt: skip
    dose = Axis(("mechanisms.brittle.strength",), values=(0.2, 0.9, 0.4))
    survey = Survey(load(tmp_path / "mine.yaml"), Design("grid", (dose,), 3, looks=(2,)))
    replies = asked(tmp_path / "out", survey)
    assert [kept.state for kept, _ in replies] == ["done", "failed", "done"]
    assert replies[1][0].note == "ArithmeticError: broken in two"
    with Store(tmp_path / "out") as store:
        failures = store.failures()
    assert [(failure.point, failure.replication, failure.command) for failure in failures] == [
        (1, 0, "sweep --point 2"), (1, 1, "sweep --point 2"),
    ]  # fmt: skip


def test_shards_put_together_are_one_sweep_whatever_came_to_the_same_or_failed(tmp_path: Path) -> None:
    """Points of several shards may be the same; what one sweep would have run once, the whole has once."""
    (tmp_path / "brittle.py").write_text(FAILING, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(
        "use: [brittle.py]\nmonths: 3\ndistrict: {streets: 1, areas: 2, lines: 6}\n"
        "mechanisms: {brittle: {strength: 0.1}, liaison: {strength: 0}}\n", encoding="utf-8",
    )  # fmt: skip
    axes = (
        Axis(("mechanisms.brittle.strength",), values=(0.2, 0.9)),
        Axis(("mechanisms.liaison.exchange",), values=(0.0, 0.5, 1.0)),  # without a dose it plays no part
        Axis(("district.mix.two_new",), values=(0.4, 0.3)),  # the second does not sum to 1
    )
    survey = Survey(load(tmp_path / "mine.yaml"), Design("grid", axes, 12, looks=(2,)))
    asked(tmp_path / "one", survey)
    for which in (1, 2, 3, 4, 5):
        asked(tmp_path / str(which), replace(survey, shard=(which, 5)))
    whole = WrittenStore(tmp_path / "whole", survey.stated(), survey.columns)
    with ExitStack() as stack:
        merged([stack.enter_context(Store(tmp_path / which)) for which in "51423"], whole)
    whole.close()
    states = Counter(kept.state for kept, _ in asked(tmp_path / "whole", survey))
    assert states == {"done": 1, "failed": 1, "same": 4, "refused": 6}
    assert files_of(tmp_path / "whole", survey) == files_of(tmp_path / "one", survey)
    with Store(tmp_path / "whole") as together, Store(tmp_path / "one") as alone:
        assert together.totals() == alone.totals()


def test_workers_and_stops_on_the_way_change_no_byte(tmp_path: Path) -> None:
    design = Design("sobol", (Axis(("needs.two_sided",), 0.0, 1.0),), 8, blocks=2, looks=(2, 4), precision=0.05)
    survey = Survey(small(), design)
    asked(tmp_path / "one", survey, workers=1)
    store = WrittenStore(tmp_path / "two", survey.stated(), survey.columns)

    def stop(kept: Kept) -> None:
        if kept.number == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        answer(survey_question(survey, store, str, stop), workers=3)
    store.close()
    with Store(tmp_path / "two") as half:
        assert 5 <= half.totals()["done"] < 16
    asked(tmp_path / "two", survey, workers=2)
    assert files_of(tmp_path / "one", survey) == files_of(tmp_path / "two", survey)


def test_only_points_that_are_not_there_are_asked(tmp_path: Path) -> None:
    axis = Axis(("needs.two_sided",), 0.0, 1.0)
    survey = Survey(small(), Design("sobol", (axis,), 4, blocks=2, looks=(2,)))
    asked(tmp_path / "one", survey)
    asked(tmp_path / "part", replace(survey, shard=(2, 3)))
    whole = WrittenStore(tmp_path / "whole", survey.stated(), survey.columns)
    with Store(tmp_path / "part") as part:
        merged([part], whole)
    for left in ([0, 2, 3, 5, 6], []):
        finished: list[Kept] = []
        answer(survey_question(survey, whole, str, finished.append), workers=2)
        assert sorted(kept.number for kept in finished) == left
    whole.close()
    assert files_of(tmp_path / "whole", survey) == files_of(tmp_path / "one", survey)


SWEEPS = """
import sys
from pathlib import Path
from tests.questions.test_survey import Axis, Design, Survey, asked, small
points = int((*sys.argv, 64)[2])
asked(Path(sys.argv[1]), Survey(small(), Design("sobol", (Axis(("needs.two_sided",), 0.0, 1.0),), points, looks=(4,))))
"""


@pytest.mark.gate
def test_killed_again_and_again_it_ends_with_the_same_tables(tmp_path: Path) -> None:
    killed, undisturbed = tmp_path / "killed", tmp_path / "undisturbed"
    stood = 0
    for _ in range(2):
        with subprocess.Popen([sys.executable, "-c", SWEEPS, str(killed)], cwd=ROOT) as process:
            while process.poll() is None and replicates(killed) <= stood + 20:
                time.sleep(0.01)
            process.kill()
        assert replicates(killed) > stood  # what was committed is there, and more was done each time
        stood = replicates(killed)
    survey = Survey(small(), Design("sobol", (Axis(("needs.two_sided",), 0.0, 1.0),), 64, looks=(4,)))
    asked(killed, survey)
    asked(undisturbed, survey)
    assert files_of(killed, survey) == files_of(undisturbed, survey)
    assert replicates(killed) == 256


@pytest.mark.slow
def test_killed_at_many_random_moments_it_ends_with_the_same_tables(tmp_path: Path) -> None:
    """Whenever: while the store is made, between two replicates, in the middle of a commit."""
    killed, undisturbed, chance = tmp_path / "killed", tmp_path / "undisturbed", random.Random(14)
    kills = 0
    while replicates(killed) < 2048 and kills < 40:
        stood = replicates(killed)
        with subprocess.Popen([sys.executable, "-c", SWEEPS, str(killed), "512"], cwd=ROOT) as process:
            if kills % 4:  # every fourth is killed wherever it is, as soon as it has begun
                while process.poll() is None and replicates(killed) == stood:
                    time.sleep(0.005)
            time.sleep(chance.uniform(0.0, 0.6))
            process.kill()
        kills += 1
        assert replicates(killed) >= stood, "what was committed is there"
    assert kills >= 10
    survey = Survey(small(), Design("sobol", (Axis(("needs.two_sided",), 0.0, 1.0),), 512, looks=(4,)))
    asked(killed, survey)
    asked(undisturbed, survey)
    assert files_of(killed, survey) == files_of(undisturbed, survey)


@pytest.mark.slow
def test_how_far_a_million_runs_are_is_said_within_a_second(tmp_path: Path) -> None:
    survey = Survey(small(), Design("random", (Axis(("needs.two_sided",), 0.0, 1.0),), 200_000, looks=(8,)))
    store = WrittenStore(tmp_path, survey.stated(), survey.columns)
    numbers = tuple(map(float, range(len(survey.columns))))
    for point in range(125_000):
        for replication in range(8):
            store.keep(point, replication, numbers)
        store.finish(Kept(point, 0, "done", {"needs.two_sided": point / 125_000}, None, 8, ""), str(point))
    store.close()
    began = time.perf_counter()
    with Store(tmp_path) as kept:
        data = status_data(kept)
    assert time.perf_counter() - began < 1.0
    assert (data["replicates"], data["done"], data["left"]) == (1_000_000, 125_000, 75_000)


def replicates(folder: Path) -> int:
    if not (folder / FILE).is_file():
        return 0
    try:
        with Store(folder) as store:
            return store.totals()["replicates"]
    except Exception:  # noqa: BLE001 - it is being made this very moment
        return 0
