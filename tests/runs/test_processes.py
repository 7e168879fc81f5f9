"""Processes as an engine: the same bytes, one that dies costs nothing, and what cannot be done is recorded."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import sim
from sim.model.camps import alone
from sim.model.compilation import COMPILATION
from sim.questions.survey import Survey, survey_question
from sim.questions.surveyed import Surveyed
from sim.questions.verdict import verdict
from sim.runs import processes, runner, work
from sim.runs import replicate as replicating
from sim.runs.awake import AwakeClock
from sim.runs.code import Makings
from sim.runs.engine import TimeIsUp
from sim.runs.kept import Failure
from sim.runs.processes import Processes
from sim.runs.quantities import SCALARS, quantities
from sim.runs.replicate import Piece
from sim.runs.run import Run
from sim.runs.runner import answer
from sim.runs.store import Store, WrittenStore
from sim.runs.work import Results, Work, done, shown
from sim.scenario import LoadedScenario, from_data, load
from sim.scenario.design import Axis, Design
from sim.show.kit.tables import as_csv
from sim.show.survey.tables import TABLES
from sim.show.survey.words import status
from sim.words import Refusal

ROOT = Path(__file__).resolve().parents[2]
SMALL: dict[str, Any] = {"months": 4, "district": {"streets": 1, "areas": 3, "lines": 10}}
TROUBLE = '''"""A mechanism that makes trouble of a kind at a dose of its own."""

import os
import signal
import time

from sim import Mechanism


class Trouble(Mechanism):
    """At 0.2 a run raises, at 0.3 it is stuck, at 0.4 it ends its process."""

    def pull(self, levers, who):
        if self.strength == 0.2:
            raise ArithmeticError("broken in two")
        while self.strength == 0.3:
            time.sleep(0.01)
        if self.strength == 0.4:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
'''


def small(**more: Any) -> LoadedScenario:
    return from_data({**SMALL, **more}, "small")


def troubled(folder: Path, doses: tuple[float, ...], looks: int = 2) -> Survey:
    (folder / "trouble.py").write_text(TROUBLE, encoding="utf-8")
    (folder / "mine.yaml").write_text(
        "use: [trouble.py]\nmonths: 3\ndistrict: {streets: 1, areas: 2, lines: 6}\n", encoding="utf-8"
    )
    axis = Axis(("mechanisms.trouble.strength",), values=doses)
    return Survey(load(folder / "mine.yaml"), Design("grid", (axis,), len(doses), looks=(looks,)))


def swept(folder: Path, survey: Survey, **how: Any) -> dict[str, bytes]:
    """Return the tables of a survey, with every replicate."""
    store = WrittenStore(folder, survey.stated(), survey.columns)
    try:
        answer(survey_question(survey, store, lambda point: f"sweep --point {point.number + 1}"), **how)
    finally:
        store.close()
    return tables_of(folder, survey)


def tables_of(folder: Path, survey: Survey) -> dict[str, bytes]:
    with Store(folder) as store:
        surveyed = Surveyed(survey, store)
        return {table.name: as_csv(table.rows(surveyed)) for table in TABLES}


def failures_of(folder: Path) -> list[Failure]:
    with Store(folder) as store:
        return store.failures()


def states_of(folder: Path) -> list[str]:
    with Store(folder) as store:
        return [kept.state for kept in store.points()]


def sobol(points: int, looks: int = 4) -> Survey:
    return Survey(small(), Design("sobol", (Axis(("needs.two_sided",), 0.0, 1.0),), points, looks=(looks,)))


def test_by_name_it_gives_the_same_bytes_as_threads() -> None:
    asked = {"replications": 4, "months": 4}
    plain = json.dumps(sim.run("above", **asked).to_json())
    assert json.dumps(sim.run("above", **asked, engine="processes", workers=2).to_json()) == plain
    with pytest.raises(Refusal, match=r"engine.*threads, processes, dask or dask:ADDRESS"):
        sim.run("above", **asked, engine="proceses")


@pytest.mark.gate
def test_workers_that_are_killed_half_way_cost_no_byte(tmp_path: Path) -> None:
    survey, killed = sobol(32), []
    with Processes(2) as engine:

        def kill(count: int, _: int) -> None:
            if count in (15, 50):
                killed.append(engine.pids[count % len(engine.pids)])
                os.kill(killed[-1], getattr(signal, "SIGKILL", signal.SIGTERM))

        tables = swept(tmp_path / "processes", survey, engine=engine, progress=kill)
        assert len(killed) == 2
        assert not set(killed) & set(engine.pids)
    assert tables == swept(tmp_path / "threads", survey)


@pytest.mark.gate
def test_what_raises_or_kills_its_worker_is_recorded_and_the_others_go_on(tmp_path: Path) -> None:
    survey = troubled(tmp_path, (0.1, 0.2, 0.4, 0.5))
    with Processes(2) as engine:
        swept(tmp_path / "out", survey, engine=engine)
    assert states_of(tmp_path / "out") == ["done", "failed", "failed", "done"]
    assert [(failure.point, failure.error) for failure in failures_of(tmp_path / "out")] == [
        (1, "ArithmeticError: broken in two"), (1, "ArithmeticError: broken in two"),
        (2, "KilledItsWorker: 2 ×"), (2, "KilledItsWorker: 2 ×"),
    ]  # fmt: skip


@pytest.mark.slow
def test_a_run_that_is_stuck_is_ended_with_its_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_GRACE", 0.0)
    monkeypatch.setattr(processes, "_TO_LOAD", 10.0)
    survey = troubled(tmp_path, (0.1, 0.3, 0.5))
    with Processes(2) as engine:
        swept(tmp_path / "out", survey, engine=engine, run_limit=3.0)
    assert states_of(tmp_path / "out") == ["done", "failed", "done"]
    assert {(failure.point, failure.error) for failure in failures_of(tmp_path / "out")} == {
        (1, "TookTooLong: > 3 s")
    }  # fmt: skip


def test_a_run_that_takes_longer_than_it_may_ends_and_runs_again_when_it_may_take_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here every look at the clock takes a second, and there is one a month."""
    scenario = small(mechanisms={"liaison": {"strength": 0.0}})
    axes = (Axis(("months",), values=(2, 40)), Axis(("mechanisms.liaison.exchange",), values=(0.1, 0.9)))
    survey = Survey(scenario, Design("grid", axes, 4, looks=(2,)))  # every other point is the same as the one before

    def asked(name: str, limit: float) -> dict[str, bytes]:
        with monkeypatch.context() as slow:
            slow.setattr(replicating, "awake", count().__next__)
            limited = replace(survey, design=replace(survey.design, run_limit=limit))
            return swept(tmp_path / name, limited, workers=1, run_limit=limit)

    asked("out", 10.0)
    assert states_of(tmp_path / "out") == ["done", "same", "failed", "same"]
    assert {failure.error for failure in failures_of(tmp_path / "out")} == {"TookTooLong: > 10 s"}
    with Store(tmp_path / "out") as store:
        assert "1 of them because a run took longer than 10 seconds" in status(store, "en")
    failed = tables_of(tmp_path / "out", survey)
    assert asked("out", 10.0) == failed
    assert asked("out", 1000.0) == asked("undisturbed", 1000.0) != failed
    assert states_of(tmp_path / "out") == ["done", "same", "done", "same"]


def test_loading_machine_code_is_not_time_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is what a process sleeps: here the clock leaps while the first month is loaded, and stops for Ctrl-Z."""
    seconds, original = count(step=0.25), replicating.advance

    def loading(state: Any, months: int) -> None:
        if not state.month:
            COMPILATION.loaded()
            for _ in range(1000):
                next(seconds)
        original(state, months)

    monkeypatch.setattr(replicating, "awake", seconds.__next__)
    monkeypatch.setattr(replicating, "advance", loading)
    chunk = Piece({Run(small(), alone(0)): quantities(SCALARS)}).chunk(0)
    assert isinstance(done(Work((chunk,), 10.0)).made[0], list)


def test_a_clock_stands_still_while_the_process_does() -> None:
    now = [100.0]
    clock = AwakeClock(lambda: now[0])
    began = clock()
    now[0] += 2.0
    assert clock() - began == 2.0
    now[0] += 3600.0
    assert clock() - began == 2.0
    now[0] += 1.0
    assert clock() - began == 3.0


def test_a_limit_that_nobody_reaches_moves_no_byte() -> None:
    scenario = small(months=40)
    plain = json.dumps(answer(verdict(scenario, 4)).to_json())
    assert json.dumps(answer(verdict(scenario, 4), run_limit=0.5).to_json()) == plain
    assert json.dumps(answer(verdict(scenario, 4), run_limit=3600.0).to_json()) == plain


def test_when_the_time_is_up_what_is_done_is_kept_and_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey, seconds = sobol(16), count()
    with monkeypatch.context() as slow:  # a second goes by whenever somebody looks
        slow.setattr(runner, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
        with pytest.raises(TimeIsUp):
            swept(tmp_path / "out", survey, time_limit=5)
    with Store(tmp_path / "out") as store:
        assert 0 < store.totals()["replicates"] < 64
    assert swept(tmp_path / "out", survey) == swept(tmp_path / "undisturbed", survey)


class Odd(Exception):  # noqa: N818
    """An error that cannot be made again from its message."""

    def __init__(self, first: int, second: int) -> None:
        super().__init__(f"{first} and {second}")


def test_an_error_that_cannot_travel_says_the_same_elsewhere() -> None:
    here = Results((Odd(1, 2), ZeroDivisionError("by zero")), 0.5)
    there = pickle.loads(pickle.dumps(here))
    assert [shown(error) for error in there.made] == [shown(error) for error in here.made]
    assert shown(here.made[0]) == "Odd: 1 and 2"
    assert [shown(error) for error in pickle.loads(pickle.dumps(there)).made] == [shown(error) for error in here.made]


def test_what_a_point_comes_to_travels_in_a_thousand_bytes_and_arrives_bit_for_bit() -> None:
    survey = sobol(2, 8)
    scenario = survey.at(survey.point(0))
    lean = {Run(scenario, alone(kind)): quantities(["gross", "net", "ceiling"]) for kind in (0, 1)}
    made = done(Work(tuple(Piece(lean).chunk(number) for number in range(8))))
    assert len(pickle.dumps(made)) < 1_000
    assert pickle.loads(pickle.dumps(made)).made == made.made
    rich = {Run(scenario, alone(0)): quantities([*SCALARS, "months", "nature"])}
    made = done(Work((Piece(rich).chunk(0),)))
    (there,), (here,) = made.made[0], pickle.loads(pickle.dumps(made)).made[0]
    assert there.values.keys() == here.values.keys()
    assert there.get("months").tobytes() == here.get("months").tobytes()


def test_a_program_that_was_edited_meanwhile_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = Makings((("sim", "other"), ("Python", "3.0")))
    monkeypatch.setattr(processes, "makings", lambda: theirs)
    with Processes(1) as engine, pytest.raises(Refusal, match=r"edited while it ran.*sim other ≠ "):
        engine.submit(abs, -1).result()


def test_processes_that_do_not_come_up_are_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_prepared", partial(os._exit, 1))
    with Processes(1) as engine:
        with pytest.raises(Refusal, match="no process comes up"):
            engine.submit(abs, -1).result()
        with pytest.raises(Refusal, match="no process comes up"):
            engine.submit(abs, -1)


def test_it_ends_at_once_when_it_is_told_to() -> None:
    engine = Processes(2)
    sleeping = engine.submit(time.sleep, 60)
    waiting = [engine.submit(time.sleep, 60) for _ in range(4)]
    while not sleeping.running() or not engine.pids:
        time.sleep(0.05)
    began = time.monotonic()
    engine.shutdown(cancel_futures=True)
    assert time.monotonic() - began < 10.0
    assert all(future.cancelled() for future in waiting)


HOLDS = """
import sys, time
from sim.runs.processes import Processes
if __name__ == "__main__":
    engine = Processes(2)
    engine.submit(abs, -1).result()
    engine.submit(time.sleep, 600)
    while len(engine.pids) < 2:
        time.sleep(0.05)
    print(*engine.pids, flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(os.name == "nt", reason="asks for a process by signal 0")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "holds.py").write_text(HOLDS, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, tmp_path / "holds.py"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        parent.kill()
    left = time.monotonic() + 20.0
    while any(is_there(pid) for pid in pids) and time.monotonic() < left:
        time.sleep(0.05)
    assert not any(is_there(pid) for pid in pids)


def is_there(pid: int) -> bool:
    """Whether a process runs; one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        pass
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return not Path("/proc").is_dir()
