"""`compare`: several scenarios on the same worlds, one table of differences, one folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.words import Refusal

from . import values
from .commands import COMMANDS
from .filing import Filing, kept_scenario, load_typed, refuse_beside_manifest, say_what_changed
from .options import Typed
from .streams import places

if TYPE_CHECKING:
    from sim.questions.compare import Compared, Entrant
    from sim.runs.runner import Question
    from sim.scenario import Scenario
    from sim.show.kit.files import Files


@dataclass(frozen=True)
class Asked:
    """What is to be compared; ``first_asked`` is what was asked for when it was first made."""

    entrants: tuple[Entrant, ...]
    replications: Literal["auto"] | int
    precision: float
    first_asked: Literal["auto"] | int


class Comparing(Filing[Asked, "Compared"]):
    """The command `compare`."""

    def asked(self) -> Asked:
        """Return what is asked, from the words typed or from a manifest."""
        return _from(self.typed, self.lang) if "from" in self.typed.values else _typed(self.typed)

    def title(self, asked: Asked) -> str:
        """Return the scenarios' names."""
        return "-".join(dict.fromkeys(one.name for one in asked.entrants))

    def question(self, asked: Asked) -> Question[Compared]:
        """Return the question."""
        from sim.questions.compare import compare

        found = yield from compare(asked.entrants, asked.replications, asked.precision)
        return replace(found, asked=asked.first_asked)

    def files(self, answer: Compared, asked: Asked, started: datetime, finished: datetime) -> Files:
        """Make the files of a comparison."""
        from sim.show.comparison.files import files
        from sim.show.kit.manifest import comparison_manifest

        described = comparison_manifest(answer, lang=self.lang, command=self.argv, started=started, finished=finished)
        return files(answer, described, self.lang, with_report="no-report" not in self.typed.switches)

    def data(self, answer: Compared) -> dict[str, Any]:
        """Return the comparison as data."""
        from sim.show.comparison.words import comparison_data

        return comparison_data(answer)

    def text(self, answer: Compared, asked: Asked) -> str:
        """Return the comparison in words, with its tables."""
        from sim.show.comparison.words import comparison_text

        return comparison_text(answer, self.lang, places(sys.stdout))


def _typed(typed: Typed) -> Asked:
    """Return what the words typed say is to be compared."""
    if not typed.words:
        raise Refusal("compare.none")
    how_many = values.replications(typed.values.get("replications"))
    precision = values.precision(typed.values.get("precision", "0.02"))
    loaded = load_typed(typed.words, typed)
    entrants = _of_case(loaded[0]) if len(loaded) == 1 else _named(loaded)
    return Asked(_alike(entrants), how_many, precision, how_many)


def _named(scenarios: Sequence[Scenario]) -> tuple[Entrant, ...]:
    from sim.questions.compare import Entrant

    return tuple(Entrant(Path(str(one.source)).stem, one.title, one) for one in scenarios)


def _of_case(scenario: Scenario) -> tuple[Entrant, ...]:
    """Return a case and its counterfactuals."""
    from sim.questions.compare import Entrant

    name = Path(str(scenario.source)).stem
    if scenario.case is None:
        raise Refusal("compare.one", file=name)
    entrants = {name: Entrant(name, scenario.title, scenario)}
    for comparison in scenario.case.comparisons:
        other = comparison.counterfactual
        if other is not None and comparison.without is not None and not comparison.under:
            entrants.setdefault(f"{name}.{other.name}", Entrant(other.name, other.title, comparison.without.scenario))
    if len(entrants) < 2:
        raise Refusal("compare.no_other", file=name)
    most = COMMANDS["compare"].most
    if len(entrants) > most:
        raise Refusal("compare.many", file=name, found=len(entrants) - 1, most=most)
    return tuple(entrants.values())


def _alike(entrants: tuple[Entrant, ...]) -> tuple[Entrant, ...]:
    """Refuse runs of different length."""
    first = entrants[0]
    for one in entrants[1:]:
        if one.scenario.months != first.scenario.months:
            raise Refusal(
                "compare.months", first=first.name, months=first.scenario.months, other=one.name,
                others=one.scenario.months,
            )  # fmt: skip
    return entrants


def _from(typed: Typed, lang: str) -> Asked:
    """Return what a manifest says was compared."""
    from sim.questions.compare import Entrant
    from sim.scenario.schema import Words
    from sim.show.kit.manifest import read_comparison

    manifest = typed.values["from"]
    refuse_beside_manifest(typed)
    said = read_comparison(manifest)
    if len(said.compared) > COMMANDS["compare"].most:
        raise Refusal("manifest.not_ours", path=manifest, field="compared")
    entrants = tuple(
        Entrant(name, Words(**title), kept_scenario(kept, manifest)) for name, title, kept in said.compared
    )
    sources = [source for *_, kept in said.compared for source in kept.sources]
    say_what_changed(said.versions, list(dict.fromkeys(sources)), lang)
    return Asked(_alike(entrants), said.replications, said.precision, said.asked)
