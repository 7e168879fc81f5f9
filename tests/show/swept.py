"""Sweeps made by hand: points whose S is a function of the values, without an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sim.questions.sweep import Point, Sweep, Swept
from sim.runs.design import grid
from sim.scenario import load
from tests.show.fabricated import around, fabricated

HALF = 0.02


def answer(synergy: float | None) -> dict[str, Any]:
    """What a point answers whose S is that; None for undefined."""
    result = None if synergy is None else around(synergy, HALF)
    if result is None:
        word = "undefined"
    else:
        word = "above" if result.above(1.0) else "below" if result.below(1.0) else "not distinguishable"
    data = fabricated(synergy=result, word=word).to_json()
    del data["groups"]  # a sweep keeps none
    return data


def swept(grids: Iterable[str], synergy: Callable[..., float | None]) -> tuple[Sweep, list[Point]]:
    """Lay a grid over a small scenario and answer every point."""
    scenario = load("even")
    design = grid(grids, type(scenario))
    sweep = Sweep.over(scenario, design, 64)
    return sweep, [Point(i, values, answer(synergy(*values))) for i, values in enumerate(design)]


def whole(sweep: Sweep, points: Iterable[Point]) -> Swept:
    """The answer of a sweep."""
    return Swept(sweep, tuple(points))
