"""A small question for every kind of answer: what the contract of answers is held against.

A new kind of answer needs a line here; the contract fails without one.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import sim
from sim.show.answers import answers

FILE = Path(__file__).parent / "design.yaml"
DESIGN: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
SMALL: dict[str, dict[str, Any]] = {
    "verdict": {"scenario": "above", "months": 3, "explain": True},
    "comparison": {"scenarios": ["above", "below"], "months": 3},
    "sweep": {"scenario": "above", "grid": ["needs.two_sided=0:1:2"], "months": 3},
    "survey": {"scenario": "above", "design": DESIGN, "months": 3},
    "cases": {"names": ["two_way_claiming"]},
}
WORDS = {
    "verdict": ["run", "above", "--months", "3", "--explain"],
    "comparison": ["compare", "above", "below", "--months", "3"],
    "sweep": ["sweep", "above", "--grid", "needs.two_sided=0:1:2", "--months", "3"],
    "survey": ["sweep", "above", str(FILE), "--months", "3"],
    "cases": ["cases", "two_way_claiming"],
}
"""The same questions as they are typed."""


@cache
def small(name: str, workers: int = 1) -> Any:
    """Return a small answer of its kind, asked for from Python."""
    command = answers()[name].command
    return getattr(sim, command)(**SMALL[name], replications=2, workers=workers)
