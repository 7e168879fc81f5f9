"""Streams that are not there, are full or break, full disks, and SIGTERM: what is kept, what is said, which status."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gate import others_in_the_gate
from tests.journeys.conftest import ROOT, STAND_IN, Program, environment

posix = pytest.mark.skipif(os.name == "nt", reason="shells and signals of POSIX")
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
RUN = "run mine.yaml --replications 4 --no-report --out kept"


def _shell(words: str, streams: str, here: Path, program: list[str] = STAND_IN) -> subprocess.CompletedProcess[str]:
    """Run the program in a shell with its streams turned elsewhere."""
    line = f'"$@" {words} {streams}'
    return subprocess.run(
        ["sh", "-c", line, "sh", *program],
        cwd=here, env=environment(), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@posix
@pytest.mark.parametrize(
    "streams", others_in_the_gate([">&-", "2>&-", ">&- 2>&- <&-"], lambda streams: streams == ">&- 2>&- <&-")
)
def test_a_stream_that_is_not_there_is_one_that_nobody_reads(here: Path, streams: str) -> None:
    done = _shell(RUN, streams, here)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert (here / "kept" / "manifest.json").is_file()


@posix
@pytest.mark.parametrize("streams", [">&-", "2>&-"])
@pytest.mark.parametrize("door", [str(ROOT / "run.py"), str(ROOT / "sim" / "__main__.py")])
def test_every_door_opens_without_a_stream(here: Path, door: str, streams: str) -> None:
    done = _shell("list", streams, here, [sys.executable, door])
    assert (done.returncode, done.stderr) == (0, "")


@needs_full
def test_a_full_standard_output_says_so_and_what_is_kept(here: Path) -> None:
    done = _shell(RUN, "> /dev/full", here)
    assert done.returncode == 2
    assert "no space is left on the disk" in done.stderr
    assert "kept in kept" in done.stderr
    assert "Traceback" not in done.stderr
    assert (here / "kept" / "manifest.json").is_file()


@needs_full
def test_a_full_standard_error_changes_nothing(here: Path) -> None:
    done = _shell(RUN, "2> /dev/full", here)
    assert done.returncode == 0
    assert (here / "kept" / "manifest.json").is_file()


@posix
def test_sigterm_ends_a_run_as_ctrl_c_does(here: Path) -> None:
    child = subprocess.Popen(
        [*STAND_IN, "run", "mine.yaml", "--out", "kept"],
        cwd=here, env=environment(STAND_IN_SECONDS="3600"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with child:
        assert child.stderr is not None
        for line in child.stderr:
            if line == "computing\n":
                break
        child.send_signal(signal.SIGTERM)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "Interrupted: nothing was written."
    assert sorted(file.name for file in here.iterdir()) == ["mine.yaml"]


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A disk with room for so many files more: the number in the list."""
    room = [0]
    settle = os.fsync

    def fsync(handle: int) -> None:
        if room[0] <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        room[0] -= 1
        settle(handle)

    monkeypatch.setattr("sim.runs.ledger.os.fsync", fsync)
    return room


def test_new_leaves_no_cut_file_on_a_full_disk(program: Program, here: Path, full: list[int]) -> None:
    status, _, err = program("new", "own.yaml")
    assert status == 2
    assert "no space is left on the disk" in err
    assert [file.name for file in here.iterdir()] == ["mine.yaml"]
    full[0] = 1  # for the scenario, and not for what helps an editor beside it
    status, out, err = program("new", "own.yaml")
    assert (status, "own.yaml" in out, "no space is left on the disk" in err) == (0, True, True)
    assert program("check", "own.yaml").status == 0


def test_a_sweep_on_a_full_disk_prints_what_is_known_and_says_how_it_goes_on(
    real: Program, here: Path, full: list[int]
) -> None:
    words = [
        "sweep",
        "above",
        "--months",
        "3",
        "--grid",
        "needs.two_sided=0:1:3",
        "--replications",
        "4",
        "--out",
        "a b",
    ]
    full[0] = 4  # the design, the first point, its two tables
    status, out, err = real(*words)
    assert status == 2
    assert "no space is left on the disk" in err
    assert "1 of 3 points are kept" in err
    assert "--out 'a b'" in err or '--out "a b"' in err
    assert "cannot be made" not in err
    assert out.count("0.5") >= 1, "the second point is known, if not kept"
    assert not list((here / "a b").rglob("*.unfinished"))
    full[0] = 99
    status, out, err = real(*words)
    assert status == 0, err
    assert len(json.loads((here / "a b" / "sweep.json").read_text())["grid"]["needs.two_sided"]) == 3
    assert len(list((here / "a b" / "points").glob("*.json"))) == 3


def test_a_sweep_that_cannot_even_begin_leaves_nothing_in_its_own_way(
    real: Program, here: Path, full: list[int]
) -> None:
    words = ["sweep", "above", "--months", "3", "--grid", "needs.two_sided=0:1:2", "--replications", "4", "--out", "sw"]
    assert real(*words).status == 2
    assert not (here / "sw").exists()
    full[0] = 99
    assert real(*words).status == 0
