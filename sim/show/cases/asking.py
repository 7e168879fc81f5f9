"""How cases are asked for: the command `cases`, and `sim.cases`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from sim.questions import asked
from sim.show.asked import AskedInParts, Note
from sim.show.asking import listed, scenarios_of, verb, what_changed
from sim.show.kit.option import Option
from sim.words import say

if TYPE_CHECKING:
    from sim.questions.cases import Cases, Samples
    from sim.runs.ledger import Ledger
    from sim.runs.question import Question
    from sim.scenario import LoadedScenario


@dataclass(frozen=True)
class AskedCases(AskedInParts["Cases", "Samples"]):
    """The cases that are run; each is a part. Some of them alone make no answer: all intervals hold together."""

    chosen: Mapping[str, LoadedScenario]
    replications: Literal["auto"] | int
    precision: float

    design_file: ClassVar[str] = "cases.design.json"

    @property
    def title(self) -> str:
        """Their common name."""
        return "cases"

    @property
    def design(self) -> dict[str, Any]:
        """All that the cases' numbers depend on."""
        from sim.scenario.loaded import digest

        return {
            "cases": {name: digest(scenario) for name, scenario in self.chosen.items()},
            "replications": self.replications,
            "precision": self.precision,
        }

    @property
    def parts(self) -> int:
        """How many cases there are."""
        return len(self.chosen)

    @property
    def least(self) -> int:
        """How many replicates each case has at least."""
        from sim.questions.cases import looked_at

        return looked_at(self.replications)[0]

    def by_part(
        self, ledger: Ledger | None = None, finished: Callable[[Samples], None] | None = None
    ) -> Question[list[Samples]]:
        """Return the question of all cases."""
        from sim.questions.cases import cases_question

        return cases_question(self.chosen, self.replications, self.precision, ledger, finished)

    def answer(self, parts: Sequence[Samples]) -> Cases:
        """Return what all of them showed."""
        from sim.questions.cases import Cases, read_off

        confidence = min(scenario.interval.confidence for scenario in self.chosen.values())
        lines = read_off(parts, confidence, self.replications)
        return Cases(self.chosen, tuple(lines), self.replications, self.precision)


@verb(
    "sim.questions.cases.Cases",
    Option("only", "NAME|ROW,…", "F3", many=True),
    parts="parts.cases",
)
def cases(
    names: str | Sequence[str] = (),
    *,
    only: str | Iterable[str] = (),
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.0025,
) -> AskedCases:
    """Run cases, each with and without its row of the article, as the command ``cases`` does.

    Parameters
    ----------
    names : str or sequence of str
        Of cases, or paths of their files; all that come with the program unless given.
    only : str or iterable of str
        Names and rows of the article: ``["F3"]``.
    replications : int or "auto"
        ``auto`` goes on until every claim is decided against its margin; else at least 2.
    precision : float
        Half-width of a difference ÷ the measure without the row at which ``auto`` stops all the same.

    Returns
    -------
    Cases
        What each case claims, and whether it was shown.

    Examples
    --------
    >>> cases = sim.cases(["two_way_claiming"])
    """
    return AskedCases(asked.chosen_cases(listed(names), listed(only), scenarios_of), replications, precision)


@cases.from_manifest
def again(manifest: str) -> AskedCases:
    """Run the cases of a manifest again, as they stand in their files now."""
    from sim.scenario.loaded import digest

    from .manifest import read

    kept = read(manifest)
    chosen = asked.as_cases(dict(zip(kept.cases, scenarios_of(kept.cases), strict=True)))
    changed = [name for name, scenario in chosen.items() if digest(scenario) != kept.cases[name]]
    notes = (*what_changed(kept.versions), _changed(changed))
    return AskedCases(chosen, kept.asked, kept.precision, notes=notes)


def _changed(names: Sequence[str]) -> Note:
    """Return a note on cases that are no longer what they were."""

    def note(lang: str) -> str:
        return say("case.changed", lang, list=say("list.and", lang).join(names)) if names else ""

    return note
