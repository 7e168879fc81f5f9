"""The store: what was committed is there, one process writes, and a folder belongs to one design."""

from __future__ import annotations

import math
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sim.runs.kept import Failure, Kept
from sim.runs.ledger import Different
from sim.runs.store import FILE, FORMAT, Absent, Broken, Newer, Occupied, Store, WrittenStore

COLUMNS = ("block_gross", "joint_gross")
WRITES = """
import sys
from pathlib import Path
from sim.runs.kept import Kept
from sim.runs.store import Full, WrittenStore
store = WrittenStore(Path(sys.argv[1]), {"points": 10**6}, ("a",))
print("open", flush=True)
"""


def fill(folder: Path) -> None:
    store = WrittenStore(folder, {"points": 3, "seed": 1}, COLUMNS)
    store.keep(0, 0, (0.1 + 0.2, math.nextafter(1.0, 0.0)))
    store.keep(0, 1, (math.nan, -0.0))
    store.finish(Kept(0, 0, "done", {"a": 0.5}, None, 2, ""), "x")
    store.finish(Kept(1, 0, "same", {"a": 0.5}, 0, 0, ""), "x")
    store.failed(Failure(2, 0, "ValueError: no", "sweep d.yaml --point 3"))
    store.finish(Kept(2, 0, "failed", {"a": 1.5}, None, 0, "ValueError: no"), "y")
    store.close()


def test_what_went_in_comes_out_bit_for_bit(tmp_path: Path) -> None:
    fill(tmp_path / "new")
    with Store(tmp_path / "new") as store:
        assert store.design == {"points": 3, "seed": 1}
        assert store.columns == COLUMNS
        (number, first), (next_number, second) = store.replicates(0)
        assert (number, next_number) == (0, 1)
        assert first == (0.1 + 0.2, math.nextafter(1.0, 0.0))
        assert math.isnan(second[0])
        assert math.copysign(1.0, second[1]) == -1.0
        assert [(point.state, point.same_as) for point in store.points()] == [
            ("done", None), ("same", 0), ("failed", None),
        ]  # fmt: skip
        assert list(store.finished()) == [0, 1, 2]
        assert store.failures() == [Failure(2, 0, "ValueError: no", "sweep d.yaml --point 3")]
        assert dict(store.totals()) == {"done": 1, "same": 1, "failed": 1, "replicates": 2}


def test_totals_go_on_where_they_were(tmp_path: Path) -> None:
    for point in range(3):
        store = WrittenStore(tmp_path, {}, ("a",))
        assert store.state(point) is None
        store.keep(point, 0, (1.0,))
        store.commit()
        store.finish(Kept(point, 0, "done", {}, None, 1, ""), str(point))
        assert store.same("0") == 0
        store.close()
    with Store(tmp_path) as kept:
        assert dict(kept.totals()) == {"done": 3, "replicates": 3}


def test_another_design_a_newer_format_and_no_store_are_refused(tmp_path: Path) -> None:
    fill(tmp_path)
    with pytest.raises(Different) as other:
        WrittenStore(tmp_path, {"points": 4, "seed": 1}, COLUMNS)
    assert other.value.parts == ["points"]
    reopened = WrittenStore(tmp_path, {"points": 3, "seed": 1}, COLUMNS)  # the lock was let go
    reopened.close()
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("UPDATE about SET value = ? WHERE name = 'format'", (str(FORMAT + 1),))
    for opening in (lambda: Store(tmp_path), lambda: WrittenStore(tmp_path, {"points": 3, "seed": 1}, COLUMNS)):
        with pytest.raises(Newer):
            opening()
    (tmp_path / FILE).write_bytes(b"no database " * 100)
    with pytest.raises(Broken):
        Store(tmp_path)
    with pytest.raises(Absent):
        Store(tmp_path / "none")


def test_a_second_writer_is_refused_and_a_reader_is_not(tmp_path: Path) -> None:
    store = WrittenStore(tmp_path, {}, ("a",))
    store.keep(0, 0, (1.0,))
    store.commit()
    with pytest.raises(Occupied):
        WrittenStore(tmp_path, {}, ("a",))
    with Store(tmp_path) as reader:
        assert reader.totals()["replicates"] == 1
    store.close()
    WrittenStore(tmp_path, {}, ("a",)).close()


def test_of_a_killed_writer_what_was_committed_is_kept_and_the_folder_is_free(tmp_path: Path) -> None:
    more = """
for i in range(5):
    store.keep(0, i, (float(i),))
store.commit()
store.keep(0, 5, (5.0,))
print("written", flush=True)
import time; time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", WRITES + more, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == ["open\n", "written\n"]
        with pytest.raises(Occupied):
            WrittenStore(tmp_path, {"points": 10**6}, ("a",))
        process.kill()
    store = WrittenStore(tmp_path, {"points": 10**6}, ("a",))
    assert [number for number, _ in store.replicates(0)] == [0, 1, 2, 3, 4]
    assert store.totals()["replicates"] == 5
    store.close()


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit of a file's size here")
def test_a_disk_that_takes_no_more_costs_nothing_that_was_committed(tmp_path: Path) -> None:
    """The system refuses to let files grow, as a full disk does; with room again the same store goes on."""
    limited = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
done = 0
try:
    for i in range(10**6):
        store.keep(0, i, (float(i),))
        if i % 100 == 99:
            store.commit()
            done = i + 1
except Full as full:
    print(done, flush=True)
store.close()
"""
    ran = subprocess.run(
        [sys.executable, "-c", WRITES + limited, str(tmp_path)], capture_output=True, text=True, check=True,
        env=os.environ,
    )  # fmt: skip
    done = int(ran.stdout.split()[-1])
    assert done >= 100
    store = WrittenStore(tmp_path, {"points": 10**6}, ("a",))
    kept = store.replicates(0)
    assert [number for number, _ in kept][:done] == list(range(done))
    assert all(numbers == (float(number),) for number, numbers in kept)
    assert store.totals()["replicates"] == len(kept)
    store.keep(0, len(kept), (0.0,))
    store.close()
    with Store(tmp_path) as again:
        assert again.totals()["replicates"] == len(kept) + 1
