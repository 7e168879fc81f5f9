"""`run`: one scenario, one verdict, one folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from . import values
from .filing import Filing, kept_scenario, load_typed, refuse_beside_manifest, say_what_changed
from .options import Typed

if TYPE_CHECKING:
    from sim.questions.answers import Verdict
    from sim.runs.question import Question
    from sim.scenario import LoadedScenario
    from sim.show.verdict.manifest import Remembered


@dataclass(frozen=True)
class Asked:
    """What is to be run."""

    scenario: LoadedScenario
    replications: Literal["auto"] | int
    precision: float
    explain: bool
    first_asked: Literal["auto"] | int
    """As `replications`; of a run made again, what was asked for when it was first made."""


def what_is_asked(typed: Typed, lang: str) -> Asked:
    """Return what is to be run, from the words typed or from a manifest."""
    manifest = typed.values.get("from")
    if manifest is not None:
        from sim.show.verdict.manifest import read

        refuse_beside_manifest(typed)
        return again(read(manifest), manifest, typed, lang)
    how_many = values.replications(typed.values.get("replications"))
    precision = values.precision(typed.values.get("precision"))
    (scenario,) = load_typed(typed.words or ["default"], typed)
    if typed.withouts:
        from sim.scenario.without import without
        from sim.show.without import parts_named

        scenario = without(scenario, parts_named(scenario, typed.withouts))
    return Asked(scenario, how_many, precision, "explain" in typed.switches, how_many)


def again(said: Remembered, manifest: str, typed: Typed, lang: str) -> Asked:
    """Return what a manifest says was run."""
    scenario = kept_scenario(said, manifest)
    say_what_changed(said.versions, said.sources, lang)
    explain = said.explain or "explain" in typed.switches
    return Asked(scenario, said.replications, said.precision, explain, said.asked)


class Run(Filing[Asked, "Verdict"]):
    """The command `run`."""

    def asked(self) -> Asked:
        """Return what is asked, from the words typed or from a manifest."""
        return what_is_asked(self.typed, self.lang)

    def title(self, asked: Asked) -> str:
        """Return the scenario's name."""
        return Path(str(asked.scenario.source)).stem

    def question(self, asked: Asked) -> Question[Verdict]:
        """Return the question."""
        from sim.questions.verdict import verdict

        found = yield from verdict(
            asked.scenario,
            replications=asked.replications,
            precision=asked.precision,
            explain=asked.explain,
        )
        return replace(found, asked=asked.first_asked)


def command(typed: Typed, lang: str) -> int:
    """Run one scenario."""
    return Run(typed, lang)()
