"""What a manifest keeps of a sweep, and what it says of how to make it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.questions.sweep import Swept
from sim.words import Refusal

from ..kit.manifest import of_scenario, opened, question
from ..verdict.manifest import Remembered, remembered


@dataclass(frozen=True)
class RememberedSweep:
    """What a manifest says about how to make its sweep again; of a run it says no grid."""

    run: Remembered
    grid: tuple[str, ...]
    points: tuple[tuple[str, ...], ...] = ()


def manifest(swept: Swept) -> dict[str, Any]:
    """Return what the manifest of a sweep keeps."""
    sweep = swept.sweep
    return {
        **of_scenario(sweep.scenario),
        "grid": {axis.field: list(axis.values) for axis in sweep.design.axes},
        **({"points": [list(point) for point in sweep.design]} if sweep.design.is_listed else {}),
        "replications": {"asked": sweep.replications, "done": sweep.least},
        "precision": sweep.precision,
        "explain": sweep.explain,
    }


def read(path: str) -> RememberedSweep:
    """Read the manifest of a sweep, or that of a run over which a grid is to be laid."""
    fields = opened(path)
    run = remembered(fields)
    if "grid" not in fields:
        return RememberedSweep(run, ())
    axes = []
    for name, values in fields("grid", dict).items():
        if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
            raise Refusal("manifest.not_ours", path=fields.shown, field="grid")
        axes.append(f"{name}={','.join(values)}")
    points = fields("points", list) if "points" in fields else []
    if not all(isinstance(point, list) and len(point) == len(axes) and all(map(_is_text, point)) for point in points):
        raise Refusal("manifest.not_ours", path=fields.shown, field="points")
    return RememberedSweep(run, tuple(axes), tuple(map(tuple, points)))


def is_survey(path: str) -> bool:
    """Return whether a manifest is that of a sweep over a design."""
    return question(path) == "survey"


def _is_text(value: object) -> bool:
    return isinstance(value, str)
