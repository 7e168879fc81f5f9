"""The recipes of docs/engines.md, as far as they go on one machine."""

from __future__ import annotations

import re
from pathlib import Path

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
