"""What a manifest keeps of cases, and what it says of how to run them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sim.questions.cases import Cases
from sim.scenario.loaded import digest
from sim.words import Refusal

from ..kit.manifest import opened


@dataclass(frozen=True)
class RememberedCases:
    """What a manifest says about how to run its cases again; they lie in their files, by whose digests one knows them.

    Attributes
    ----------
    cases : dict of str to str
        The name of each, or the path as it was typed, with the digest of what it was.
    """

    cases: Mapping[str, str]
    asked: Literal["auto"] | int
    precision: float
    versions: Mapping[str, str]


def manifest(cases: Cases) -> dict[str, Any]:
    """Return what the manifest of cases keeps."""
    return {
        "cases": {name: digest(scenario) for name, scenario in cases.scenarios.items()},
        "replications": {"asked": cases.asked, "done": max((line.replications for line in cases.lines), default=2)},
        "precision": cases.precision,
    }


def read(path: str) -> RememberedCases:
    """Read the manifest of cases, or the one in a folder; refusals as of `sim.show.verdict.manifest.read`."""
    fields = opened(path)
    _, asked = fields.replications()
    cases = {str(name): str(kept) for name, kept in fields("cases", dict).items()}
    if not cases:
        raise Refusal("manifest.not_ours", path=fields.shown, field="cases")
    return RememberedCases(cases, asked, fields.precision(), fields.versions())
