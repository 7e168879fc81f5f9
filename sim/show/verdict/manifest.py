"""What a manifest keeps of a verdict, and what it says of how to make the run again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sim.questions.answers import Verdict

from ..kit.manifest import Fields, KeptScenario, of_scenario, opened


@dataclass(frozen=True)
class Remembered:
    """What a manifest says about how to make its run again."""

    scenario: KeptScenario
    replications: int
    asked: Literal["auto"] | int
    precision: float
    explain: bool
    versions: Mapping[str, str]


def manifest(verdict: Verdict) -> dict[str, Any]:
    """Return what the manifest of a run keeps."""
    return {
        **of_scenario(verdict.scenario),
        "seed": verdict.seed,
        "months": verdict.months,
        "replications": {"asked": verdict.asked, "done": verdict.replications},
        "precision": verdict.precision,
        "explain": verdict.explanation is not None,
    }


def read(path: str) -> Remembered:
    """Read the manifest of a run, or the one in a folder.

    Raises
    ------
    Refusal
        Where it cannot be read or is no manifest. Whether its scenario is one, `sim.scenario.from_data` says.
    """
    return remembered(opened(path))


def remembered(fields: Fields) -> Remembered:
    """Return what the manifest of a run says."""
    replications, asked = fields.replications()
    return Remembered(
        scenario=fields.scenario(),
        replications=replications,
        asked=asked,
        precision=fields.precision(),
        explain=fields("explain", bool),
        versions=fields.versions(),
    )
