"""What a manifest, and the store, keep of a sweep over a design, and what they say of how to make it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.words import Refusal

from ..kit.manifest import Fields, KeptScenario, of_scenario, opened

if TYPE_CHECKING:
    from sim.questions.survey import Survey
    from sim.questions.surveyed import Surveyed
    from sim.runs.store import Store


@dataclass(frozen=True)
class RememberedSurvey:
    """What is kept of how to make a sweep over a design again."""

    scenario: KeptScenario
    design: Mapping[str, Any]
    versions: Mapping[str, str]
    shard: tuple[int, int] | None
    point: int | None


def of_survey(survey: Survey) -> dict[str, Any]:
    """Return what it takes to ask the same again."""
    return {
        **of_scenario(survey.scenario),
        "design": survey.design.as_file(),
        **({} if survey.shard is None else {"shard": list(survey.shard)}),
        **({} if survey.only is None else {"point": survey.only + 1}),
    }


def manifest(surveyed: Surveyed) -> dict[str, Any]:
    """Return what the manifest of a sweep over a design keeps."""
    return of_survey(surveyed.survey)


def read(path: str) -> RememberedSurvey:
    """Read the manifest of a sweep over a design, or the one in a folder."""
    fields = opened(path)
    fields.of_this_version()
    return _remembered(fields, fields.versions())


def of_store(store: Store, name: str) -> RememberedSurvey:
    """Read what a store keeps; ``name`` is what messages call it."""
    return _remembered(Fields(name, store.asked), {})


def _remembered(fields: Fields, versions: Mapping[str, str]) -> RememberedSurvey:
    shard = None
    if "shard" in fields:
        numbers = fields("shard", list)
        if len(numbers) != 2 or not all(isinstance(number, int) for number in numbers):
            raise Refusal("manifest.not_ours", path=fields.shown, field="shard")
        shard = (numbers[0], numbers[1])
    point = fields("point", int) if "point" in fields else None
    return RememberedSurvey(fields.scenario(), fields("design", dict), versions, shard, point)
