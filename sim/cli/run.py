"""`run`: one scenario, one verdict, one folder."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from . import values
from .filing import Filing, kept_scenario, load_typed, refuse_beside_manifest, say_what_changed
from .options import Typed
from .streams import may_be_bold, places

if TYPE_CHECKING:
    from sim.questions.answers import Verdict
    from sim.runs.runner import Question
    from sim.scenario import Scenario
    from sim.show.kit.files import Files


@dataclass(frozen=True)
class Asked:
    """What is to be run."""

    scenario: Scenario
    replications: Literal["auto"] | int
    precision: float
    explain: bool
    first_asked: Literal["auto"] | int
    """As `replications`; of a run made again, what was asked for when it was first made."""


def what_is_asked(typed: Typed, lang: str) -> Asked:
    """Return what is to be run, from the words typed or from a manifest."""
    manifest = typed.values.get("from")
    if manifest is not None:
        return _from(manifest, typed, lang)
    how_many = values.replications(typed.values.get("replications"))
    precision = values.precision(typed.values.get("precision"))
    (scenario,) = load_typed(typed.words or ["default"], typed)
    return Asked(scenario, how_many, precision, "explain" in typed.switches, how_many)


def _from(manifest: str, typed: Typed, lang: str) -> Asked:
    """Return what a manifest says was run."""
    from sim.show.kit.manifest import read

    refuse_beside_manifest(typed)
    said = read(manifest)
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

        return verdict(
            asked.scenario,
            replications=asked.replications,
            precision=asked.precision,
            explain=asked.explain,
        )

    def files(self, answer: Verdict, asked: Asked, started: datetime, finished: datetime) -> Files:
        """Make the files of a run."""
        from sim.show.kit.manifest import manifest
        from sim.show.verdict.files import files

        described = manifest(
            answer,
            asked=asked.first_asked,
            lang=self.lang,
            command=self.argv,
            started=started,
            finished=finished,
        )
        return files(answer, described, self.lang, with_report="no-report" not in self.typed.switches)

    def data(self, answer: Verdict) -> dict[str, Any]:
        """Return the verdict as data."""
        return answer.to_json()

    def text(self, answer: Verdict, asked: Asked) -> str:
        """Return the verdict in words, with its tables."""
        from sim.show.verdict.screen import screen

        return screen(
            answer,
            self.lang,
            places=places(sys.stdout),
            by_precision=asked.first_asked == "auto",
            bold=may_be_bold(sys.stdout, os.environ),
        )
