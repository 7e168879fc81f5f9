"""How a comparison is asked for: the command `compare`, and `sim.compare`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sim.questions import asked
from sim.show.asked import Asked
from sim.show.asking import kept_scenario, listed, scenarios_of, verb, what_changed
from sim.show.kit.option import Option
from sim.words import Refusal

if TYPE_CHECKING:
    from sim.questions.compare import Compared, Entrant
    from sim.runs.question import Question
    from sim.show.asking import Ref, Sets


@dataclass(frozen=True)
class AskedComparison(Asked["Compared"]):
    """What is to be compared; ``first_asked`` is what was asked for when it was first made."""

    entrants: tuple[Entrant, ...]
    replications: Literal["auto"] | int
    precision: float
    ranked: bool
    pairs: bool
    first_asked: Literal["auto"] | int

    @property
    def title(self) -> str:
        """The scenarios' names; of many that are ranked only the first's."""
        if self.ranked:
            return f"{self.entrants[0].name}-drop-each"
        return "-".join(dict.fromkeys(entrant.name for entrant in self.entrants))

    def question(self) -> Question[Compared]:
        """Return the question."""
        from sim.questions.compare import compare

        answer = yield from compare(self.entrants, self.replications, self.precision, self.ranked, self.pairs)
        return replace(answer, asked=self.first_asked)


@verb(
    "sim.questions.compare.Compared",
    Option("drop-each", "mechanisms|instruments", "mechanisms"),
    Option("pairs"),
)
def compare(
    scenarios: Sequence[Ref] | Ref = (),
    *,
    set: Sets = None,  # noqa: A002 - as on the command line
    without: str | Sequence[str] = (),
    drop_each: str | None = None,
    pairs: bool = False,
    months: int | None = None,
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.02,
    seed: int | None = None,
) -> AskedComparison:
    """Compare scenarios on the same worlds with the same luck, as the command ``compare`` does.

    Parameters
    ----------
    scenarios : sequence of str, pathlib.Path or Scenario
        Two to six; the first is the reference. A single case is compared with its counterfactuals; the default scenario
        with itself where parts of it are left out.
    set, months, seed
        As for `run`; of every scenario.
    without : str or sequence of str
        For one scenario: compared with itself without each of these.
    drop_each : {"mechanisms", "instruments"}, optional
        For one scenario: compared with itself without each of them in turn, and ranked.
    pairs : bool
        Whether to hold the others against each other as well.
    replications : int or "auto"
        ``auto`` goes on until the differences in value and S are as precise as asked for; else at least 2.
    precision : float
        Half-width of a difference ÷ the reference's figure at which ``auto`` stops.

    Returns
    -------
    Compared
        What each came to, and by how much the others differ from the first.

    Examples
    --------
    >>> compared = sim.compare(["above", "below"])
    """
    from sim.scenario import Scenario
    from sim.show.without import taken_out

    refs = [scenarios] if isinstance(scenarios, (str, Path, Scenario)) else list(scenarios)
    leaves_out = bool(without) or drop_each is not None
    if not refs and not leaves_out:
        raise Refusal("compare.none")
    loaded = scenarios_of(refs or ["default"], set, months, seed)
    if leaves_out and len(loaded) > 1:
        raise Refusal("compare.without_one")
    left_out = taken_out(loaded[0], listed(without), drop_each) if leaves_out else ()
    entrants = asked.alike(left_out) if left_out else asked.entrants(loaded)
    return AskedComparison(entrants, replications, precision, drop_each is not None, pairs, replications)


@compare.from_manifest
def again(manifest: str) -> AskedComparison:
    """Ask again what a manifest says was compared."""
    from sim.questions.compare import LETTERS, Entrant
    from sim.scenario.schema import Words

    from .manifest import read

    kept = read(manifest)
    if len(kept.compared) > len(LETTERS):
        raise Refusal("manifest.not_ours", path=manifest, field="compared")
    entrants = tuple(
        Entrant(name, Words(**title), kept_scenario(scenario, manifest)) for name, title, scenario in kept.compared
    )
    sources = (source for *_, scenario in kept.compared for source in scenario.sources)
    return AskedComparison(
        asked.alike(entrants), kept.replications, kept.precision, kept.ranked, kept.pairs, kept.asked,
        notes=what_changed(kept.versions, sources),
    )  # fmt: skip
