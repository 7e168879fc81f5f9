"""What holds for all tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# A shell's background jobs, and some gates, start with Ctrl-C ignored, and every process below them inherits that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


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
