"""Whoever is killed, whenever, on whichever engine: what was finished is kept, and the tables end the same."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from sim.runs.store import Store
from tests.runs.test_processes import ROOT, sobol, swept, tables_of

psutil = pytest.importorskip("psutil")
SWEEPS = """
import sys
from pathlib import Path
from sim.runs.engines import opened
from tests.runs.test_processes import sobol, swept
if __name__ == "__main__":
    with opened(sys.argv[2], 2) as engine:
        swept(Path(sys.argv[1]), sobol(int(sys.argv[3])), engine=engine)
"""


def replicates(folder: Path) -> int:
    with suppress(Exception), Store(folder) as store:
        return store.totals()["replicates"]
    return 0


def killed_on_the_way(folder: Path, engine: str, points: int, kills: int, chance: random.Random) -> int:
    """Sweep until it is through; kill so often the parent, or one of the processes below it, at a random moment."""
    (folder / "sweeps.py").write_text(SWEEPS, encoding="utf-8")
    begun = 0
    while True:
        begun += 1
        words = [sys.executable, "-P", str(folder / "sweeps.py"), str(folder / "out"), engine, str(points)]
        with subprocess.Popen(words, env={**psutil.Process().environ(), "PYTHONPATH": str(ROOT)},
                              stderr=subprocess.DEVNULL) as process:  # fmt: skip
            stood = replicates(folder / "out")
            while kills and process.poll() is None:
                while process.poll() is None and replicates(folder / "out") == stood:
                    time.sleep(0.02)
                time.sleep(chance.uniform(0.0, 0.5))
                stood = replicates(folder / "out")
                with suppress(psutil.NoSuchProcess):
                    below = psutil.Process(process.pid).children(recursive=True)
                    kills -= 1
                    chance.choice([psutil.Process(process.pid), *below]).kill()
            if process.wait(300) == 0:
                return begun
        assert replicates(folder / "out") >= stood, "what was committed is there"


@pytest.mark.parametrize(
    ("engine", "points", "kills"),
    [
        pytest.param("processes", 32, 2, marks=pytest.mark.gate),
        pytest.param("threads", 512, 12, marks=pytest.mark.slow),
        pytest.param("processes", 512, 20, marks=pytest.mark.slow),
        pytest.param("dask", 512, 12, marks=pytest.mark.slow),
    ],
)
def test_killed_at_random_moments_it_ends_with_the_same_tables(
    engine: str, points: int, kills: int, tmp_path: Path
) -> None:
    killed_on_the_way(tmp_path, engine, points, kills, random.Random(points))
    survey = sobol(points)
    assert tables_of(tmp_path / "out", survey) == swept(tmp_path / "undisturbed", survey)
