"""A folder of one's own with a small scenario in it, and the program as a function and as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sim.questions import sweep
from tests.drawing import draw_once
from tests.journeys import stand_in

ROOT = Path(__file__).resolve().parents[2]
STAND_IN = [sys.executable, "-m", "tests.journeys.program"]


class Said(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str


Program = Callable[..., Said]


@pytest.fixture(scope="session", autouse=True)
def _figures() -> Iterator[None]:
    with draw_once():
        yield


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder with one scenario, ``mine.yaml``."""
    (tmp_path / "mine.yaml").write_text("title:\n  zh: 我的区\n  en: My district\nmonths: 12\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def program(here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Program:
    """The program with the engine that computes nothing."""
    for module in stand_in.modules().values():
        for name, thing in vars(module).items():
            if callable(thing) and hasattr(sweep, name):  # it has them already, whoever imported it first
                monkeypatch.setattr(sweep, name, thing)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    _as_if_compiled(monkeypatch)
    stand_in.ASKED.clear()
    return _called(capfd)


@pytest.fixture
def real(here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Program:
    """The program as it is, but that it does not say that it compiles."""
    _as_if_compiled(monkeypatch)
    return _called(capfd)


def _as_if_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it say the same whatever was compiled on this machine before, and however long that takes."""
    monkeypatch.setattr("sim.cli.progress.Progress.compiling", lambda *_: None)
    monkeypatch.setattr("sim.cli.progress._SELDOM", float("inf"))


def _called(capfd: pytest.CaptureFixture[str]) -> Program:
    from sim.cli import main

    def call(*words: str) -> Said:
        capfd.readouterr()
        status = main(words)
        out, err = capfd.readouterr()
        return Said(status, out, err)

    return call


def environment(**more: str) -> dict[str, str]:
    """The environment of a process of the program."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **more}


def door(*words: str, cwd: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """``python run.py …`` as a person types it."""
    return subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *words],
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
