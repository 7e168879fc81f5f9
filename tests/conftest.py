"""What holds for all tests."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# A shell's background jobs, and some gates, start with Ctrl-C ignored, and every process below them inherits that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    """Let every process of a session read what one has parsed, also where none may write it beside the sources."""
    if sys.dont_write_bytecode and hasattr(config, "cache") and not hasattr(config, "workerinput"):
        sys.pycache_prefix, sys.dont_write_bytecode = str(config.cache.mkdir("bytecode")), False
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for gone in Path(sys.pycache_prefix + tempfile.gettempdir()).glob("pytest-of-*"):
            shutil.rmtree(gone, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """As many processes as processors; none besides where a few tests are picked, which they would only hold up."""
    files = all(Path(word.partition("::")[0]).suffix == ".py" for word in config.args)
    picked = files or config.option.keyword or config.option.collectonly or config.getoption("lf", False)
    return 0 if picked else None


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile once what is not compiled yet, before several processes would each do so."""
    config = session.config
    if not config.getoption("numprocesses", None) or hasattr(config, "workerinput"):
        return
    print(f"{config.option.numprocesses} processes (-n says otherwise); the model is compiled first …", flush=True)
    subprocess.run(
        [sys.executable, ROOT / "run.py", "run", "above", "--replications", "2", "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,  # a program that does not run is for a test to say
    )


def pytest_collection_finish() -> None:
    """Collect garbage less often, and never what collecting tests has made: it stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the session cost, its processes included; `python -m benchmarks.suite` holds it against a verdict."""
    times = os.times()  # of processes that have ended; on Windows of this one alone
    if os.name == "posix" and not terminalreporter.config.option.collectonly:
        terminalreporter.write_line(f"{sum(times[:4]):.0f} s of processor time")
