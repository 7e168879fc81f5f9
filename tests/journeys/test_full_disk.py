"""A disk that is full: what was committed is kept, one sentence says why, and with room the same command goes on.

On a real disk, a tmpfs of so many bytes, which only root may mount.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.runs.store import Absent, Store
from tests.journeys.conftest import Program

DESIGN = """scenario: tiny.yaml
method: sobol
points: 16
replications: {looks: [8]}
vary:
  needs.two_sided: {from: 0, to: 1}
"""
SIZES = (24, 400, 1376)  # KiB: full while the store is made, in the middle, and where tables are written


def mount(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no tmpfs can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def disk(here: Path) -> Iterator[Path]:
    """A disk of its own, empty."""
    if sys.platform != "linux" or os.geteuid():
        pytest.skip("a tmpfs is mounted by root on Linux")
    (here / "tiny.yaml").write_text("months: 3\ndistrict: {streets: 1, areas: 3, lines: 10}\n", encoding="utf-8")
    (here / "design.yaml").write_text(DESIGN, encoding="utf-8")
    (here / "disk").mkdir()
    mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(here / "disk"))
    try:
        yield here / "disk"
    finally:
        subprocess.run(["umount", "-l", str(here / "disk")], check=True)


def resized(disk: Path, size: str) -> None:
    """Give it another size; one that is smaller than what files hold, deleted ones too, is refused."""
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


def replicates(folder: Path) -> int:
    try:
        with Store(folder) as store:
            return store.totals()["replicates"]
    except Absent:
        return 0


@pytest.mark.gate
def test_a_sweep_on_a_full_disk_goes_on_when_there_is_room(
    real: Program, here: Path, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.runs.store._OFTEN", 0.0)  # what fits does not depend on how quick the machine is
    swept = ("sweep", "design.yaml", "--workers", "1")
    assert real(*swept, "--out", "undisturbed").status == 0
    whole = {name: (here / "undisturbed" / name).read_bytes() for name in ("points.csv", "failures.csv", "sweep.xlsx")}
    stages: set[str] = set()
    for size in SIZES:
        folder = disk / f"of-{size}"
        resized(disk, f"{size}k")
        refused = real(*swept, "--out", str(folder))
        assert refused.status in (0, 2), refused
        if refused.status:
            assert refused.err.count("\n") == 1, refused.err
            text = refused.err.replace(str(folder), "")
            assert "cannot be made" in text or "takes no more" in text, text
            assert any(words in text for words in ("is full", "no space is left", "disk I/O error")), text
        resized(disk, "64m")
        kept = replicates(folder)
        stages.add("nothing" if not kept else "all" if kept == 128 else "some")
        goes_on = real(*swept, "--out", str(folder))
        assert goes_on.status == 0, goes_on
        assert {name: (folder / name).read_bytes() for name in whole} == whole
        subprocess.run(["rm", "-r", str(folder)], check=True)
    assert stages == {"nothing", "some", "all"}, "the disk was to be full at three different moments"
