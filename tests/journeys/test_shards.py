"""The recipes of docs/engines.md, as far as they go on one machine."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.journeys.conftest import ROOT, Program
from tests.journeys.test_design_sweep import DESIGN


def test_shards_that_stop_and_go_on_make_the_whole(real: Program, here: Path) -> None:
    recipe = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    assert re.search(r'--shard "\$SLURM_ARRAY_TASK_ID/16" --out .*--workers .*--time-limit 7h30m', recipe, re.DOTALL)
    (here / "tiny.yaml").write_text("months: 6\ndistrict: {streets: 1, areas: 4, lines: 16}\n", encoding="utf-8")
    (here / "design.yaml").write_text(DESIGN, encoding="utf-8")
    for part in (1, 2):
        asked = ["--shard", f"{part}/2", "--out", f"part-{part}", "--workers", "1", "--time-limit", "7h30m"]
        shard = real("sweep", "design.yaml", *asked)
        assert shard.status == 0, shard.err
    assert real("merge", "part-1", "part-2", "--out", "whole").status == 0
    assert real("sweep", "design.yaml", "--out", "at-once").status == 0
    assert (here / "whole" / "points.csv").read_bytes() == (here / "at-once" / "points.csv").read_bytes()


@pytest.mark.gate
@pytest.mark.skipif(not (shutil.which("sh") and find_spec("distributed")), reason="a shell's recipe, with Dask")
def test_the_recipe_of_dask_on_slurm_goes_through(here: Path) -> None:
    """Word for word, but that there is no Slurm to begin workers on other machines."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "engines.md").read_text(encoding="utf-8"), re.DOTALL)
    (recipe,) = (block for block in blocks if "srun" in block)
    (here / "tiny.yaml").write_text("months: 6\ndistrict: {streets: 1, areas: 4, lines: 16}\n", encoding="utf-8")
    (here / "design.yaml").write_text(DESIGN, encoding="utf-8")
    for there, instead in (
        ("srun --ntasks=32 ", ""), ("sweep above", "sweep tiny.yaml"),
        ("python3 run.py", f"'{sys.executable}' -P -m sim"),
        ("dask s", f"'{sys.executable}' -P -m dask s"), ("dask w", f"'{sys.executable}' -P -m dask w"),
    ):  # fmt: skip
        assert there in recipe
        recipe = recipe.replace(there, instead)
    ran = subprocess.Popen(
        ["sh", "-c", recipe], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SIM_LANG": "en"},
    )  # fmt: skip
    try:
        status = ran.wait(300)
    finally:
        os.killpg(ran.pid, signal.SIGKILL)  # scheduler and workers would stay
    assert status == 0, ran.stderr.read() if ran.stderr else ""
    assert (here / "drawn" / "points.csv").is_file()


def test_any_executor_does_from_python() -> None:
    text = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert "assert verdict.to_json() ==" in block
    exec(block, {})
