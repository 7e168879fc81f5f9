"""Machine code is that of the sources as they are, and one process at a time writes it."""

from __future__ import annotations

import os
import threading
import time
from types import SimpleNamespace

import pytest

from sim.model import compiled


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A package of two folders in the place of the model's."""
    for name in ("model/compiled.py", "model/phases/one.py", "mechanisms/levers.py"):
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a = 1\n")
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "package/model/compiled.py"))
    return tmp_path / "package"


@pytest.mark.parametrize("name", ["model/compiled.py", "model/phases/one.py", "mechanisms/levers.py"])
def test_the_folder_is_named_after_the_sources(sources, name):
    before, times = compiled._digest(), (sources / name).stat()
    assert compiled._digest() == before
    (sources / name).write_text("a = 2\n")
    os.utime(sources / name, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert compiled._digest() != before


def test_a_file_written_anew_has_a_new_folder(sources):
    """Numba then takes its index for out of date, and gives names that are in use to new code."""
    before = compiled._digest()
    os.utime(sources / "model/phases/one.py", (1, 1))
    assert compiled._digest() != before


def test_a_place_that_the_user_names_holds_a_folder_for_the_sources(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "mine"))
    assert compiled._folder() == tmp_path / "mine" / compiled._digest()


def test_where_nothing_can_be_written_there_is_a_folder_of_the_process(tmp_path, monkeypatch):
    """Numba would fall back on folders beside the sources, which know nothing of the digest."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own = compiled._folder()
    assert own is not None
    assert own.parent == tmp_path
    compiled._remove(own, os.getpid() + 1)
    assert own.is_dir()
    compiled._remove(own, os.getpid())
    assert not own.exists()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert compiled._folder() is None


def test_code_that_cannot_be_written_to_is_read_from_a_copy(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "shared"))
    kept = compiled._folder()
    assert kept is not None
    (kept / "model").mkdir()
    (kept / "model" / "kernel.nbi").write_bytes(b"code")

    def refuse(**where):
        raise PermissionError

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own = compiled._folder()
    assert own is not None
    assert own != kept
    assert (own / "model" / "kernel.nbi").read_bytes() == b"code"


def test_one_at_a_time_writes(tmp_path):
    told = []

    def save(signature, code):
        told.append("begins")
        time.sleep(0.05)
        told.append("ends")

    kernels = [compiled._one_at_a_time(SimpleNamespace(_cache=SimpleNamespace(save_overload=save)), tmp_path)
               for _ in range(3)]  # fmt: skip
    threads = [threading.Thread(target=kernel._cache.save_overload, args=("(int64)", b"")) for kernel in kernels]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["begins", "ends"] * 3


def test_a_disk_that_is_full_costs_the_copy_and_not_the_run(tmp_path):
    def save(signature, code):
        raise OSError("no space left on device")

    kernel = compiled._one_at_a_time(SimpleNamespace(_cache=SimpleNamespace(save_overload=save)), tmp_path)
    kernel._cache.save_overload("(int64)", b"")


def test_every_phase_is_written_one_at_a_time():
    from sim.model.schedule import SCHEDULE

    kernels = [each.kernel for each in SCHEDULE if each.kernel is not None]
    assert kernels
    assert all("save_overload" in vars(kernel._cache) for kernel in kernels)
