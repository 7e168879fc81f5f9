"""What a manifest keeps of a comparison, and what it says of how to make it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sim.questions.compare import Compared
from sim.words import LANGUAGES, Refusal

from ..kit.manifest import Fields, KeptScenario, of_scenario, opened


@dataclass(frozen=True)
class RememberedComparison:
    """What a manifest says about how to make its comparison again: name, title and scenario of each."""

    compared: tuple[tuple[str, dict[str, str], KeptScenario], ...]
    replications: int
    asked: Literal["auto"] | int
    precision: float
    versions: Mapping[str, str]
    ranked: bool = False
    pairs: bool = False


def manifest(compared: Compared) -> dict[str, Any]:
    """Return what the manifest of a comparison keeps."""
    return {
        "compared": [
            {
                "name": entrant.name,
                "title": {at: getattr(entrant.title, at) for at in LANGUAGES},
                **of_scenario(entrant.scenario),
            }
            for entrant in compared.entrants
        ],
        "seed": compared.first.seed,
        "months": compared.first.months,
        "replications": {"asked": compared.asked, "done": compared.replications},
        "precision": compared.precision,
        "ranked": compared.ranked,
        "pairs": bool(compared.pairs),
    }


def read(path: str) -> RememberedComparison:
    """Read the manifest of a comparison, or the one in a folder; refusals as of `sim.show.verdict.manifest.read`."""
    fields = opened(path)
    replications, asked = fields.replications()
    entrants = [Fields(fields.shown, entrant) for entrant in fields("compared", list)]
    if len(entrants) < 2:
        raise Refusal("manifest.not_ours", path=fields.shown, field="compared")
    titles = [
        {str(at): str(text) for at, text in entrant("title", dict).items() if at in LANGUAGES} for entrant in entrants
    ]
    compared = tuple(
        (entrant("name", str), title, entrant.scenario()) for entrant, title in zip(entrants, titles, strict=True)
    )
    shown = {name: name in fields and fields(name, bool) for name in ("ranked", "pairs")}  # an older one has neither
    return RememberedComparison(compared, replications, asked, fields.precision(), fields.versions(), **shown)
