"""Machine code is kept whole, for the sources it was made from, whoever starts at once."""

from __future__ import annotations

import os
import time

from sim.model import compiled


def private_folder(home, name="abc-1"):
    private = home / name
    private.mkdir(parents=True)
    (private / "kernel.nbc").write_bytes(b"code")
    return private


def test_a_filled_folder_is_moved_into_place(tmp_path):
    final = tmp_path / "abc"
    compiled._settle(private_folder(tmp_path), final, os.getpid())
    assert [path.name for path in tmp_path.rglob("*")] == ["abc", "kernel.nbc"]


def test_who_comes_second_leaves_the_first_folder_as_it_is(tmp_path):
    final = tmp_path / "abc"
    compiled._settle(private_folder(tmp_path), final, os.getpid())
    before = (final / "kernel.nbc").stat().st_mtime_ns
    compiled._settle(private_folder(tmp_path, "abc-2"), final, os.getpid())
    assert (final / "kernel.nbc").stat().st_mtime_ns == before
    assert not (tmp_path / "abc-2").exists()


def test_nothing_compiled_leaves_nothing(tmp_path):
    (tmp_path / "abc-1").mkdir()
    compiled._settle(tmp_path / "abc-1", tmp_path / "abc", os.getpid())
    assert list(tmp_path.iterdir()) == []


def test_a_child_leaves_the_folder_to_its_parent(tmp_path):
    private = private_folder(tmp_path)
    compiled._settle(private, tmp_path / "abc", os.getpid() + 1)
    assert private.exists()


def test_abandoned_folders_are_taken_away_and_live_ones_are_not(tmp_path):
    old, live = private_folder(tmp_path, "xyz-7"), private_folder(tmp_path, "xyz-8")
    long_ago = time.time() - 2 * compiled.ABANDONED
    os.utime(old, (long_ago, long_ago))
    compiled._settle(private_folder(tmp_path), tmp_path / "abc", os.getpid())
    assert not old.exists()
    assert live.exists()


def test_the_folder_is_named_after_the_sources(tmp_path, monkeypatch):
    source = tmp_path / "model" / "compiled.py"
    source.parent.mkdir()
    source.write_text("a = 1\n")
    monkeypatch.setattr(compiled, "__file__", str(source))
    before = compiled._digest()
    source.with_name("phase.py").write_text("b = 2\n")
    assert compiled._digest() != before
