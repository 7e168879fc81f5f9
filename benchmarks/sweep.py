"""What a sweep over a design costs beside its runs: ``python -m benchmarks.sweep [NAME …] [--points N]``.

Ratios are of processor seconds, both sides in one call: machines are shared and drift, ratios drift less. Nothing here
is a test; `tests/runs/test_benchmarks.py` runs each in its smallest size.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Any

import numpy as np
import psutil

from sim.cli import main as main_of_program
from sim.questions.survey import Survey, survey_question
from sim.questions.surveyed import Surveyed
from sim.runs import work
from sim.runs.engine import Engine
from sim.runs.engines import opened
from sim.runs.kept import Kept
from sim.runs.points import points_of
from sim.runs.runner import answer
from sim.runs.store import FILE, Store, WrittenStore
from sim.scenario import LoadedScenario, from_data
from sim.scenario.design import Axis, Design
from sim.show.kit.files import pieces
from sim.show.kit.manifest import versions
from sim.show.survey.faces import FACES
from sim.show.survey.manifest import of_survey
from sim.show.survey.words import status_data

MONTHS, REPLICATIONS = 12, 8
AXES = (
    Axis(("needs.two_sided",), 0.0, 1.0),
    Axis(("needs.scale",), 0.3, 3.0, "log"),
    Axis(("production.rho",), -10.0, 0.9, "elasticity"),
)
Figures = dict[str, float]


def small() -> LoadedScenario:
    """Return a district of 44 organisations."""
    return from_data({"months": MONTHS, "district": {"streets": 1, "areas": 7, "lines": 35}}, "small")


def surveyed(points: int) -> Survey:
    """Return a Sobol' design over the small district; ``points`` is rounded up to a power of two."""
    return Survey(small(), Design("sobol", AXES, 1 << max(0, points - 1).bit_length(), looks=(REPLICATIONS,)))


def swept(
    survey: Survey, progress: Callable[[int, int], None] | None = None, engine: Engine | None = None,
    afterwards: Callable[[Surveyed], None] = lambda _: None,
) -> None:  # fmt: skip
    """Sweep into a folder that is thrown away, with one thread unless there is an engine."""
    with tempfile.TemporaryDirectory() as folder:
        store = WrittenStore(Path(folder) / "sweep", survey.stated(), survey.columns)
        try:
            answer(
                survey_question(survey, store, lambda point: str(point.number)), workers=None if engine else 1,
                progress=progress, engine=engine,
            )  # fmt: skip
            afterwards(Surveyed(survey, store))
        finally:
            store.close()


@contextmanager
def replicate_timed() -> Iterator[list[float]]:
    """Collect the processor seconds of every chunk that threads make meanwhile."""
    seconds: list[float] = []
    made = work.replicate

    def timed(*given: Any) -> Any:
        began = time.thread_time()
        outcomes = made(*given)
        seconds.append(time.thread_time() - began)
        return outcomes

    work.replicate = timed
    try:
        yield seconds
    finally:
        work.replicate = made


def overhead(points: int) -> Figures:
    """Processor time of everything but the runs – points, scheduling, ledger, files – beside that of the runs.

    The tables at the end, which are intervals for the most part, are a figure of their own.
    """
    tables = 0.0

    def make_tables(surveyed: Surveyed) -> None:
        nonlocal tables
        began = time.process_time()
        for content in FACES.csv(surveyed).values():
            sum(map(len, pieces(content)))  # those of a large answer are made as they are read
        tables = time.process_time() - began

    swept(surveyed(2), afterwards=make_tables)  # kernels and resamples are there
    survey = surveyed(points)
    with replicate_timed() as seconds:
        began = time.process_time()
        swept(survey, afterwards=make_tables)
        spent = time.process_time() - began
    inside, count = sum(seconds), len(survey.design)
    return {
        "share": (spent - tables - inside) / inside, "share_with_tables": (spent - inside) / inside,
        "ms_of_a_chunk": 1e3 * inside / len(seconds), "ms_of_a_point_besides": 1e3 * (spent - tables - inside) / count,
        "ms_of_a_point_in_tables": 1e3 * tables / count,
    }  # fmt: skip


def memory(points: int) -> Figures:
    """How far the process grows above its imports while it sweeps, in MB, and with how many points."""
    swept(surveyed(2))
    process = psutil.Process()
    before, most = process.memory_info().rss, 0

    def look(_: int, __: int) -> None:
        nonlocal most
        most = max(most, process.memory_info().rss)

    swept(surveyed(points), look)
    return {"MB_above": (most - before) / 2**20, "MB_of_imports": before / 2**20}


def first(points: int) -> Figures:
    """Seconds from the last import to the first replicate, of a design of so many points and of two."""
    taken = []
    for count in (2, points):
        began = time.perf_counter()
        try:
            swept(surveyed(count), _stop)
        except _Enough:
            taken.append(time.perf_counter() - began)
    return {"seconds_of_two": taken[0], "seconds": taken[1]}


def mesa(points: int) -> Figures:
    """Processor time of Mesa's `batch_run` of the same model beside a sweep's, a run."""
    from mesa import batch_run

    from sim import District

    scenario = small()
    count = max(1, points // 8)
    given = {"scenario": [scenario], "camp": ["block", "line", "joint"], "replication": list(range(count))}
    batch_run(District, {**given, "replication": [0]}, number_processes=1, max_steps=MONTHS, display_progress=False)
    began = time.process_time()
    batch_run(District, given, number_processes=1, max_steps=MONTHS, data_collection_period=-1, display_progress=False)
    by_mesa = (time.process_time() - began) / (3 * count)
    began = time.process_time()
    swept(surveyed(points))
    by_sweep = (time.process_time() - began) / (3 * REPLICATIONS * len(surveyed(points).design))
    return {"ratio": by_mesa / by_sweep, "ms_of_a_run_in_batch_run": 1e3 * by_mesa, "ms_of_a_run": 1e3 * by_sweep}


def dask(points: int) -> Figures:
    """How many times as much two workers of Dask do in a second of the clock as one does, and what the machine allows.

    The ceiling is what two sweeps of one thread each do at once, in processes that have nothing to do with each other,
    beside one alone. Milliseconds are of processor time, a point: of this process, with the scheduler in it, and of all
    workers.
    """
    points = len(surveyed(points).design)
    rates: list[float] = []
    figures: Figures = {}
    for workers, name in ((1, "one"), (2, "two")):
        with opened("dask", workers) as engine:
            swept(surveyed(16 * workers), engine=engine)
            before, began = processor_seconds(), time.perf_counter()
            swept(surveyed(points), engine=engine)
            rates.append(points / (time.perf_counter() - began))
            after = processor_seconds()
        figures[f"points_a_second_of_{name}"] = rates[-1]
        figures[f"ms_here_of_{name}"] = 1e3 * (after[0] - before[0]) / points
        figures[f"ms_of_workers_of_{name}"] = 1e3 * (after[1] - before[1]) / points
    alone, together = sum(at_once(points, 1)), sum(at_once(points, 2))
    return {"times": rates[1] / rates[0], "ceiling": together / alone, **figures}


def processor_seconds() -> tuple[float, float]:
    """Return the processor time of this process so far, and of those below it."""
    own = psutil.Process()
    here, *below = (sum(process.cpu_times()[:2]) for process in (own, *own.children(recursive=True)))
    return here, sum(below)


def at_once(points: int, count: int) -> list[float]:
    """Return how many points a second sweeps of one thread do that run at once, each in a process of its own."""
    words = [sys.executable, "-c", f"from benchmarks.sweep import alone; alone({points})"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(words, **pipes) for _ in range(count)]
    for process in processes:
        process.stdout.readline()  # it is ready
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    return [points / float(process.communicate()[0]) for process in processes]


def alone(points: int) -> None:
    """Say when it is ready, sweep when it is told to, and say how many seconds that took."""
    swept(surveyed(2))
    print(flush=True)
    sys.stdin.readline()
    began = time.perf_counter()
    swept(surveyed(points))
    print(time.perf_counter() - began)


def ledger(points: int) -> Figures:
    """Seconds and MB that a folder of so many finished points takes: filling it, its status, going on in it."""
    survey = surveyed(points + 1)  # at least one is left to be run
    figures: Figures = {"replicates": float(points * REPLICATIONS)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with measured(figures, "fill"):
            _fill(folder, survey, points)
        figures["MB_of_file"] = (folder / FILE).stat().st_size / 2**20
        with measured(figures, "status"), Store(folder) as store:
            status_data(store)
        with measured(figures, "go_on"):
            _go_on(folder, survey)
    return figures


def exports(points: int) -> Figures:
    """Seconds and MB that it takes to export such a folder; most is for the intervals of each point."""
    survey = surveyed(points)
    figures: Figures = {"replicates": float(points * REPLICATIONS)}
    with tempfile.TemporaryDirectory() as name:
        _fill(Path(name), survey, points)
        for form in ("csv", "parquet", "xlsx"):
            with measured(figures, form), redirect_stdout(StringIO()):
                main_of_program(["export", name, "--to", form])
    return figures


@contextmanager
def measured(figures: Figures, name: str) -> Iterator[None]:
    """Note processor seconds, and how far the process grows meanwhile in MB."""
    process, over = psutil.Process(), Event()
    before = most = process.memory_info().rss

    def look() -> None:
        nonlocal most
        while not over.wait(0.01):
            most = max(most, process.memory_info().rss)

    watching = Thread(target=look)
    watching.start()
    began = time.process_time()
    try:
        yield
    finally:
        figures[f"{name}_seconds"] = time.process_time() - began
        over.set()
        watching.join()
        figures[f"{name}_MB_above"] = (most - before) / 2**20


def _fill(folder: Path, survey: Survey, points: int) -> None:
    """Fill a folder with as many replicates of a point as ever; they are made up."""
    store, chance = _store_of(folder, survey), np.random.default_rng(1)
    for at in islice(points_of(survey.design, 0), points):
        numbers = chance.uniform(50.0, 60.0, (REPLICATIONS, len(survey.columns)))
        numbers[:, 2] += numbers[:, 0] + numbers[:, 1]
        for replication, row in enumerate(numbers.tolist()):
            store.keep(at.number, replication, row)
        store.finish(Kept(at.number, 0, "done", at.values, None, REPLICATIONS, ""), str(at.number))
    store.close()


def _go_on(folder: Path, survey: Survey) -> None:
    """Open the folder and go on in it, up to the first new replicate."""
    store = _store_of(folder, survey)
    try:
        answer(survey_question(survey, store, str), workers=1, progress=_stop)
    except _Enough:
        store.close()


def _store_of(folder: Path, survey: Survey) -> WrittenStore:
    stated = {**survey.stated(), "versions": versions()}
    return WrittenStore(folder, stated, survey.columns, of_survey(survey))


class _Enough(Exception):  # noqa: N818
    """The first replicate is there."""


def _stop(_: int, __: int) -> None:
    raise _Enough


BENCHMARKS: dict[str, Callable[[int], Figures]] = {
    benchmark.__name__: benchmark for benchmark in (overhead, memory, first, mesa, dask, ledger, exports)
}  # fmt: skip
POINTS = {
    "overhead": 512,
    "memory": 4096,
    "first": 1 << 20,
    "mesa": 64,
    "dask": 512,
    "ledger": 125_000,
    "exports": 4096,
}


def main() -> None:
    """Run what is named, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(BENCHMARKS))
    parser.add_argument("--points", type=int)
    parser.add_argument("--here", action="store_true", help="in this process: of one name, as JSON")
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"{unknown[0]}: one of {' '.join(BENCHMARKS)}")
    for name in given.names or BENCHMARKS:
        points = given.points or POINTS[name]
        if given.here:
            print(json.dumps(BENCHMARKS[name](points)))
            continue
        words = [sys.executable, "-m", "benchmarks.sweep", name, "--here", "--points", str(points)]
        ran = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
        figures = {key: f"{value:.3g}" for key, value in json.loads(ran.stdout).items()}
        print(
            f"{name} ({points:,} points): " + ", ".join(f"{key} {value}" for key, value in figures.items()), flush=True
        )


if __name__ == "__main__":
    main()
