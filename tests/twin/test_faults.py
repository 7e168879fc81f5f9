"""Every deliberate fault is caught: put into a copy of the package, it makes kernels and twin part.

One of every file by itself, all in the gate.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.gate import others_in_the_gate

from .faults import FAULTS, SHOWN, WORLDS, Fault

ROOT = Path(__file__).resolve().parents[2]
MADE = shutil.ignore_patterns("__pycache__", "*.nbi", "*.nbc")


class Bench:
    """A copy of the package and of the twin, and a process that compares them as they stand there, over and over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in ("sim", "tests/twin", "tests/model"):
            shutil.copytree(ROOT / part, folder / part, ignore=MADE)
        shutil.copy(ROOT / "tests/__init__.py", folder / "tests")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.twin.plain"],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": str(folder),
                "PYTHONDONTWRITEBYTECODE": "1",  # sources change within the clock's tick
                "PYTHONUTF8": "1",
                "NUMBA_CACHE_DIR": str(folder / "numba"),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def look(self, file: str = "", first: int = 0) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{file}\t{first}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def with_fault(self, fault: Fault) -> dict[str, Any]:
        path = self.folder / "sim" / fault.file
        source = path.read_text(encoding="utf-8")
        path.write_text(spoilt(source, fault), encoding="utf-8")
        try:
            return self.look(fault.file, SHOWN.get(fault.file, {}).get(fault.why, 0))
        finally:
            path.write_text(source, encoding="utf-8")

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.kill()
        self.process.wait()


def spoilt(source: str, fault: Fault) -> str:
    """Return the source with the fault in it."""
    places = source.count(fault.old)
    assert places == 1, f"sim/{fault.file} has {fault.old!r} {places} times: write this fault anew ({fault.why})"
    return source.replace(fault.old, fault.new)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = Bench(tmp_path_factory.mktemp("bench"))
    yield made
    made.close()


def test_without_a_fault_kernels_and_twin_agree(bench):
    assert bench.look() == {"agrees": True, "world": len(WORLDS), "where": ""}


def name(fault: Fault) -> str:
    return f"{Path(fault.file).stem}: {fault.why}"


FIRST = {fault.file: fault for fault in reversed(FAULTS)}


@pytest.mark.parametrize("fault", others_in_the_gate(FAULTS, lambda fault: FIRST[fault.file] == fault), ids=name)
def test_every_fault_is_caught(bench, fault):
    outcome = bench.with_fault(fault)
    assert not outcome["agrees"], f"survived: {fault}"
    print(outcome["where"])


def test_the_copy_is_whole_again(bench):
    for file in {fault.file for fault in FAULTS}:
        assert (bench.folder / "sim" / file).read_bytes() == (ROOT / "sim" / file).read_bytes()


def test_there_are_at_least_twenty_of_every_sort():
    assert len(FAULTS) >= 20
    assert len(set(FAULTS)) == len(FAULTS)
    assert {Path(fault.file).parts[0] for fault in FAULTS} == {"model", "mechanisms", "scenario"}
    assert any(fault.file == "model/measures.py" for fault in FAULTS)


@pytest.mark.parametrize("source", ["", "a = b\na = b\n"])
def test_a_fault_that_no_longer_fits_is_said(source):
    with pytest.raises(AssertionError, match=r"sim/x\.py has 'a = b' [02] times: write this fault anew \(why\)"):
        spoilt(source, Fault("x.py", "a = b", "a = c", "why"))


def write_what_shows(folder: Path) -> None:
    """Put every fault in, and write down which world shows it."""
    bench, shown = Bench(folder), {}
    for fault in FAULTS:
        shown.setdefault(fault.file, {})[fault.why] = bench.with_fault(fault)["world"]
    bench.close()
    text = json.dumps(shown, indent=1, sort_keys=True)
    (Path(__file__).parent / "shown.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        write_what_shows(Path(place))
