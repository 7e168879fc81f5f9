"""Dask as an engine: workers in processes of their own on this machine, one of which is killed half way."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.runs.engine import TimeIsUp
from sim.runs.engines import opened
from sim.words import Refusal
from tests.runs.test_processes import failures_of, sobol, states_of, swept, troubled

distributed = pytest.importorskip("distributed")
ROOT = Path(__file__).resolve().parents[2]


class Workers:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self._folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self._begin("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(self.file))
        left = time.monotonic() + 60.0
        while not self.file.exists() or not self.file.read_text().endswith("}"):
            assert time.monotonic() < left
            time.sleep(0.05)
        self.address: str = json.loads(self.file.read_text())["address"]

    def worker(self, path: Path = ROOT, nanny: bool = False) -> subprocess.Popen[bytes]:
        """Begin one more, which finds the package in a folder; with a nanny it begins again where it dies."""
        return self._begin("worker", self.address, "--nthreads", "1", *([] if nanny else ["--no-nanny"]), path=path)

    def _begin(self, kind: str, *words: str, path: Path = ROOT) -> subprocess.Popen[bytes]:
        begun = subprocess.Popen(
            [sys.executable, "-P", "-m", f"distributed.cli.dask_{kind}", *words, "--no-dashboard"],
            cwd=self._folder, env={**os.environ, "PYTHONPATH": str(path)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.processes.append(begun)
        return begun

    def end(self) -> None:
        for process in reversed(self.processes):  # a nanny takes its worker with it
            process.terminate()
        for process in self.processes:
            try:
                process.wait(5.0)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def workers_in(folder: Path) -> Iterator[Workers]:
    workers = Workers(folder)
    try:
        yield workers
    finally:
        workers.end()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    with workers_in(tmp_path_factory.mktemp("dask")) as workers:
        workers.worker()
        yield workers


@pytest.mark.gate
def test_two_workers_one_killed_half_way_then_the_other_give_the_same_bytes_as_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That nobody is left is said once, and who comes then goes on; so do the limit of time and Ctrl-C."""
    monkeypatch.setattr("sim.runs.cluster._OFTEN", 0.1)
    monkeypatch.setattr("sim.runs.runner.TOGETHER", 8)
    survey, notices = sobol(64), []
    kill = getattr(signal, "SIGKILL", signal.SIGTERM)
    with workers_in(tmp_path) as workers:
        doomed = [workers.worker(), workers.worker()]
        came: list[subprocess.Popen[bytes]] = []

        def notify(notice: Refusal) -> None:
            notices.append(str(notice))
            if not came:
                came.append(workers.worker())
            if len(notices) == 3:
                signal.raise_signal(signal.SIGINT)

        def progress(count: int, _: int) -> None:
            if count in (100, 160):
                doomed[count // 160].send_signal(kill)

        with opened(f"dask:{workers.address}", None, notify) as engine:
            assert engine is not None
            while len(engine._client.nthreads()) < 2:  # type: ignore[attr-defined]
                time.sleep(0.05)
            tables = swept(tmp_path / "dask", survey, engine=engine, progress=progress)
            assert [re.sub(r"tcp\S+", "A", notice).partition(";")[0] for notice in notices] == [
                "--engine dask: all workers at A are gone"
            ]
            came[0].send_signal(kill)
            while len(notices) < 2:
                assert engine._max_workers == 1  # type: ignore[attr-defined]
            with pytest.raises(TimeIsUp):
                swept(tmp_path / "late", survey, engine=engine, time_limit=0.5)
            engine._is_deserted = False  # type: ignore[attr-defined]
            with pytest.raises(KeyboardInterrupt):
                swept(tmp_path / "late", survey, engine=engine)
        assert len(notices) == 3
        assert all(process.wait(10.0) != 0 for process in doomed)
    assert tables == swept(tmp_path / "threads", survey)


def test_what_raises_is_recorded_and_the_others_go_on(cluster: Workers, tmp_path: Path) -> None:
    survey = troubled(tmp_path, (0.1, 0.2, 0.5), 2)
    with opened(f"dask:{cluster.file}", None) as engine:  # the file that the scheduler has written will do
        swept(tmp_path / "out", survey, engine=engine)
    assert states_of(tmp_path / "out") == ["done", "failed", "done"]
    assert {failure.error for failure in failures_of(tmp_path / "out")} == {"ArithmeticError: broken in two"}


@pytest.mark.slow
def test_a_run_that_kills_every_worker_it_meets_is_recorded(tmp_path: Path) -> None:
    survey = troubled(tmp_path, (0.1, 0.4, 0.5), 2)
    with workers_in(tmp_path) as workers:
        for _ in range(2):
            workers.worker(nanny=True)
        with opened(f"dask:{workers.address}", None) as engine:
            swept(tmp_path / "out", survey, engine=engine)
    assert states_of(tmp_path / "out") == ["done", "failed", "done"]
    assert {failure.error for failure in failures_of(tmp_path / "out")} == {"KilledItsWorker: 2 ×"}


def test_from_python_by_name_and_by_executor(cluster: Workers) -> None:
    asked: dict[str, Any] = {"replications": 2, "months": 3}
    plain = json.dumps(sim.run("above", **asked).to_json())
    assert json.dumps(sim.run("above", **asked, engine=f"dask:{cluster.address}").to_json()) == plain
    with distributed.Client(cluster.address, set_as_default=False) as client:
        assert json.dumps(sim.run("above", **asked, engine=client.get_executor()).to_json()) == plain


def test_an_address_nobody_listens_at_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.runs.cluster.CONNECTING", 1.0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address in (f"127.0.0.1:{port}", "no such place", "tcp://"):
        with pytest.raises(Refusal, match="nobody answers at") as refusal, opened(f"dask:{address}", None):
            pass
        assert "\n" not in str(refusal.value)
    # One that is still open would be closed when it is collected: if that is in the thread that the next one begins,
    # the next one waits ten seconds and gives up.
    clients = [entry for entry in gc.get_objects() if type(entry) is distributed.Client]
    assert {client.status for client in clients} <= {"closed"}


def test_a_scheduler_without_workers_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sim.runs.cluster.COMING_UP", 0.5)
    with (
        workers_in(tmp_path) as workers,
        pytest.raises(Refusal, match="has no workers"),
        opened(f"dask:{workers.address}", None),
    ):
        pass


def refused(folder: Path, path: Path) -> str:
    """Return why a worker that finds the package in a folder is refused."""
    with workers_in(folder) as workers:
        workers.worker(path)
        with pytest.raises(Refusal) as refusal, opened(f"dask:{workers.address}", None):
            pass
    return str(refusal.value)


@pytest.mark.gate
def test_a_worker_without_the_package_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nclass Without:\n    def find_spec(self, name, *_):\n        if name == 'sim':\n"
        "            raise ModuleNotFoundError(\"No module named 'sim'\", name='sim')\n"
        "sys.meta_path.insert(0, Without())\n",
        encoding="utf-8",
    )
    message = refused(tmp_path, tmp_path)
    assert re.search(
        r"the worker at tcp://127\.0\.0\.1:\d+ cannot load this program \(.*No module named 'sim'", message
    )


@pytest.mark.gate
def test_a_worker_with_other_sources_is_refused_by_name(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sim", tmp_path / "edited" / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "edited" / "sim" / "model" / "value.py").open("a", encoding="utf-8") as file:
        file.write("\nPRICE = 2.0\n")
    message = refused(tmp_path, tmp_path / "edited")
    assert re.search(r"the worker at tcp://127\.0\.0\.1:\d+ would compute", message)
    assert re.search(r": sim [0-9a-f]{16} ≠ [0-9a-f]{16}\.$", message)
