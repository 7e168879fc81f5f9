"""Each benchmark of a sweep runs, in its smallest size; what it measures is for a quiet machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gate import others_in_the_gate

pytest.importorskip("psutil")
ROOT = Path(__file__).resolve().parents[2]
SMALLEST = {"overhead": 2, "memory": 2, "first": 4, "mesa": 8, "dask": 4, "ledger": 3, "exports": 2}


IN_THE_GATE = others_in_the_gate(("overhead", "memory", "first", "mesa"), lambda _: False)


@pytest.mark.parametrize("name", [*IN_THE_GATE, pytest.param("dask", marks=pytest.mark.slow)])
def test_a_benchmark_runs_and_gives_figures(name: str) -> None:
    words = [sys.executable, "-m", "benchmarks.sweep", name, "--here", "--points", str(SMALLEST[name])]
    ran = subprocess.run(
        words, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    figures = json.loads(ran.stdout)
    assert figures
    assert all(isinstance(value, float) and value == value for value in figures.values())
    assert figures.get("MB_above", 1.0) > -100.0
    figure_of = {
        "overhead": "share", "memory": "MB_above", "first": "seconds", "mesa": "ratio", "dask": "times",
        "ledger": "status_seconds", "exports": "xlsx_MB_above",
    }  # fmt: skip
    assert figure_of[name] in figures
