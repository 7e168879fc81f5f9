"""Machine code is that of the kernel as it is, wherever its file lies, and one process at a time writes it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sim.model import machine_code
from sim.model.compilation import Compilation

PACKAGE = """
import outside
from sim.model.compiled import compiled
BASE = {base}

@compiled
def inner(x):
    return x + BASE

@compiled
def outer(x):
    return {outer}

@compiled
def other(x):
    return x - outside.further.STEP

if __name__ == "__main__":
    print(outer(1), other(1), *(sum(kernel.stats.cache_hits.values()) for kernel in (inner, outer, other)))
"""


def _ran(folder: Path, kept: Path, base: int = 10, outer: str = "inner(x) * 2", step: int = 1) -> list[int]:
    """Write the kernels into a folder, run them there; return both results and who was loaded and not compiled."""
    folder.mkdir(exist_ok=True)
    file = folder / "kernels.py"
    file.write_text(PACKAGE.format(base=base, outer=outer))
    (folder / "outside.py").write_text("import further\n")
    (folder / "further.py").write_text(f"STEP = {step}\n")
    root = str(Path(machine_code.__file__).parents[2])
    environment = {
        **os.environ,
        "NUMBA_CACHE_DIR": str(kept),
        "PYTHONPATH": os.pathsep.join([root, str(folder)]),
        "PYTHONDONTWRITEBYTECODE": "1",  # sources change within the clock's tick
    }
    command = [sys.executable, "-c", "import kernels, runpy; runpy.run_module('kernels', run_name='__main__')"]
    outcome = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return [int(word) for word in outcome.stdout.split()]


def test_code_goes_by_what_a_kernel_is_made_of(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert _ran(tmp_path / "a", kept) == [22, 0, 0, 0, 0]
    assert _ran(tmp_path / "b", kept) == [22, 0, 0, 1, 1], "elsewhere and written later: nothing is compiled"
    assert _ran(tmp_path / "a", kept, base=20) == [42, 0, 0, 0, 1], "a constant: itself and who calls it"
    assert _ran(tmp_path / "a", kept, outer="inner(x) * 3") == [33, 0, 1, 0, 1], "who calls it, and nobody else"
    assert _ran(tmp_path / "a", kept, step=2) == [22, -1, 0, 1, 0], "a constant of a module that a module names"


def test_a_place_that_the_user_names_holds_the_code(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "mine"))
    assert machine_code.folder_of_code() == tmp_path / "mine" / "kernels"


def test_where_nothing_can_be_written_there_is_a_folder_of_the_process(tmp_path, monkeypatch):
    """Numba would fall back on folders beside the sources, which know nothing of the digest."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own = machine_code.folder_of_code()
    assert own is not None
    assert own.parent == tmp_path
    machine_code._remove(own, os.getpid() + 1)
    assert own.is_dir()
    machine_code._remove(own, os.getpid())
    assert not own.exists()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert machine_code.folder_of_code() is None


def test_code_that_cannot_be_written_to_is_read_from_a_copy(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "shared"))
    kept = machine_code.folder_of_code()
    assert kept is not None
    (kept / "kernel.nbi").write_bytes(b"code")

    def refuse(**where):
        raise PermissionError

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own = machine_code.folder_of_code()
    assert own is not None
    assert own != kept
    assert (own / "kernel.nbi").read_bytes() == b"code"


def test_what_nobody_loads_any_more_is_cleared_away(tmp_path):
    shared = tmp_path / "kernels"
    for folder in (shared, tmp_path / "0123456789abcdef", tmp_path / "somebody-elses"):
        folder.mkdir()
    for name, days in (("old", 90), ("new", 1)):
        for ending in ("nbi", "1.nbc"):
            file = shared / f"{name}.{ending}"
            file.write_bytes(b"code")
            os.utime(file, (time.time() - days * 86400,) * 2)
    machine_code.clear(shared)
    assert sorted(file.name for file in shared.iterdir()) == ["new.1.nbc", "new.nbi"]
    assert sorted(folder.name for folder in tmp_path.iterdir()) == ["kernels", "somebody-elses"]


@pytest.fixture
def caches(tmp_path, monkeypatch):
    """Three caches in one folder, and a record of when Numba's own writing begins and ends."""
    record = []

    def save(self, signature, code):
        record.append("begins")
        time.sleep(0.05)
        record.append("ends")

    monkeypatch.setattr(machine_code.FunctionCache, "save_overload", save)
    made = [machine_code.KernelCache.__new__(machine_code.KernelCache) for _ in range(3)]
    entered = Compilation()
    monkeypatch.setattr(machine_code, "COMPILATION", entered)
    for cache in made:
        cache._folder = tmp_path
        entered.add(cache)
    return made, record


def test_one_at_a_time_writes(caches):
    made, record = caches
    threads = [threading.Thread(target=cache.save_overload, args=("(int64)", b"")) for cache in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert record == ["begins", "ends"] * 3


def test_a_disk_that_is_full_costs_the_copy_and_not_the_run(caches, monkeypatch):
    def save(self, signature, code):
        raise OSError("no space left on device")

    monkeypatch.setattr(machine_code.FunctionCache, "save_overload", save)
    caches[0][0].save_overload("(int64)", b"")


def test_every_phase_is_written_one_at_a_time():
    from sim.model.schedule import SCHEDULE

    kernels = [entry.kernel for entry in SCHEDULE if entry.kernel is not None]
    assert kernels
    assert all(isinstance(kernel._cache, machine_code.KernelCache) for kernel in kernels)
