"""A scenario: what a researcher writes, as a typed model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import model_serializer

from sim.mechanisms import (
    BLOCK_TYPES,
    LINE_TYPES,
    Arrangement,
    Incentive,
    Institutions,
    Liaison,
    Mobilisation,
    Planning,
    Section,
    Supervision,
    Technology,
    parameter,
)  # fmt: skip

from . import district as what
from . import programme, rules
from .use import NOTHING, Own


class Words(Section):
    """A text in both languages."""

    zh: str = parameter("", "in Chinese")
    en: str = parameter("", "in English")

    def said(self, lang: str) -> str:
        """Return the text in a language, or in the other where there is none in this."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


class Mechanisms(Section):
    """The five mechanisms (E1–E5)."""

    mobilisation: Mobilisation = Mobilisation()
    planning: Planning = Planning()
    liaison: Liaison = Liaison()
    supervision: Supervision = Supervision()
    incentive: Incentive = Incentive()


if TYPE_CHECKING:
    Change = programme.Change
else:
    SECTIONS = {
        "mechanisms": Mechanisms,
        "institutions": Institutions,
        "technology": Technology,
        "matching": rules.Matching,
        "needs": what.Needs,
    }
    Change = programme.change_of(SECTIONS)


class Scenario(Section):
    """Everything a run depends on, except the number of replicates."""

    title: Words = Words()
    description: Words = Words()
    extends: str | None = parameter(None, "scenario whose settings hold where this one says nothing")
    use: list[str] | None = parameter(
        None, "files of one's own beside this one, in Python, that add mechanisms, levers, columns and phases"
    )
    months: int = parameter(60, "months of a run", low=1, high=4000, unit="months", apart="extent")
    seed: int = parameter(1, "seed of all luck", low=0, high=2**63 - 1, apart="luck")
    world: Literal["drawn", "fixed"] = parameter("drawn", "whether each replicate draws its organisations anew")
    needs: what.Needs = what.Needs()
    district: what.District = what.District()
    types: what.Types = what.Types()
    areas: list[what.Area] | None = parameter(None, "areas of one's own district")
    organisations: list[what.Organisation] | None = parameter(None, "organisations of one's own district")
    channels: rules.Channels = rules.Channels()
    mechanisms: Mechanisms = Mechanisms()
    institutions: Institutions = Institutions()
    technology: Technology = Technology()
    convening: rules.Convening = rules.Convening()
    discovery: rules.Discovery = rules.Discovery()
    participation: rules.Participation = rules.Participation()
    effort: rules.Effort = rules.Effort()
    estimates: rules.Estimates = rules.Estimates()
    hearing: rules.Hearing = rules.Hearing()
    matching: rules.Matching = rules.Matching()
    production: rules.Production = rules.Production()
    resources: rules.Resources = rules.Resources()
    appraisal: rules.Appraisal = rules.Appraisal()
    recognition: rules.Recognition = rules.Recognition()
    learning: rules.Learning = rules.Learning()
    trust: rules.Trust = rules.Trust()
    costs: rules.Costs = rules.Costs()
    interval: rules.Interval = rules.Interval()
    from_month: list[Change] | None = parameter(None, "what changes during the run, and from which month on")

    @property
    def own(self) -> Own:
        """Return what files of its own declare; a scenario that comes from no file has none."""
        return NOTHING

    @model_serializer(mode="wrap")
    def _without_an_empty_programme(self, dump: Any) -> dict[str, Any]:
        """Leave ``from_month`` out where nothing changes, so that what was kept of such scenarios is still theirs."""
        data: dict[str, Any] = dump(self)
        if data.get("from_month") is None:
            data.pop("from_month", None)
        return data


def arrangements(model: type[Scenario] = Scenario) -> dict[str, type[Arrangement]]:
    """Return the mechanisms, institutions and technology of a scenario, by their name in it."""
    mechanisms = model.model_fields["mechanisms"].annotation
    assert isinstance(mechanisms, type)
    assert issubclass(mechanisms, Section)
    kinds = {name: field.annotation for name, field in {**mechanisms.model_fields, **model.model_fields}.items()}
    return {name: kind for name, kind in kinds.items() if isinstance(kind, type) and issubclass(kind, Arrangement)}


def present_types(scenario: Scenario) -> tuple[str, ...]:
    """Return the types of which the scenario has at least one organisation."""
    if scenario.organisations is not None:
        named = {row.type for row in scenario.organisations}
        return tuple(t for t in BLOCK_TYPES + LINE_TYPES if t in named)
    blocks = [t for t in BLOCK_TYPES if t != "community_committee" or scenario.district.community_committees]
    lines = [t for t in LINE_TYPES if scenario.district.lines and getattr(scenario.district.mix, t) > 0]
    return tuple(blocks + lines)
