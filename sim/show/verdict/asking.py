"""How a verdict is asked for: the command `run`, and `sim.run`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sim.show.asked import Asked
from sim.show.asking import kept_scenario, listed, scenarios_of, verb, what_changed
from sim.show.kit.option import Option

if TYPE_CHECKING:
    from sim.questions.answers import Verdict
    from sim.runs.question import Question
    from sim.scenario import LoadedScenario
    from sim.show.asking import Ref, Sets


@dataclass(frozen=True)
class AskedVerdict(Asked["Verdict"]):
    """What is to be run; ``first_asked`` is what was asked for when it was first made."""

    scenario: LoadedScenario
    replications: Literal["auto"] | int
    precision: float
    explain: bool
    first_asked: Literal["auto"] | int

    @property
    def title(self) -> str:
        """The scenario's name."""
        return Path(str(self.scenario.source)).stem

    def question(self) -> Question[Verdict]:
        """Return the question."""
        from sim.questions.verdict import verdict

        answer = yield from verdict(self.scenario, self.replications, self.precision, self.explain)
        return replace(answer, asked=self.first_asked)


@verb("sim.questions.answers.Verdict", typed=(Option("no-parameters"),), earlier="ask")
def run(
    scenario: Ref = "default",
    *,
    set: Sets = None,  # noqa: A002 - as on the command line
    months: int | None = None,
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.01,
    seed: int | None = None,
    without: str | Sequence[str] = (),
    explain: bool = False,
) -> AskedVerdict:
    """Ask whether 1+1 comes out above 2, as the command ``run`` does.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario
        A shipped name, the path of a file, or what `sim.load` returned.
    set : mapping of str to value, or sequence of str, optional
        More settings: ``{"needs.two_sided": 0.3}``, or ``["needs.two_sided=0.3"]`` as after ``--set``.
    months : int, optional
        Length of a run (months), in place of the scenario's.
    replications : int or "auto"
        ``auto`` goes on until S is as precise as asked for; else at least 2.
    precision : float
        Half-width of the interval ÷ estimate of S at which ``auto`` stops.
    seed : int, optional
        Of all luck, in place of the scenario's.
    without : str or sequence of str
        Mechanisms, instruments, institutions or technology to leave out: ``"liaison"``, ``["liaison.exchange"]``.
    explain : bool
        Whether to work out where the surplus comes from.

    Returns
    -------
    Verdict
        S with its interval, and all that stands behind it.

    Examples
    --------
    >>> verdict = sim.run("above", explain=True)
    """
    (asked_of,) = scenarios_of([scenario], set, months, seed)
    if without:
        from sim.scenario.without import without as left_out
        from sim.show.without import parts_named

        asked_of = left_out(asked_of, parts_named(asked_of, listed(without)))
    return AskedVerdict(asked_of, replications, precision, explain, replications)


@run.from_manifest
def again(manifest: str, *, explain: bool = False) -> AskedVerdict:
    """Ask again what a manifest says was run, explained where it was or is to be."""
    from .manifest import read

    kept = read(manifest)
    return AskedVerdict(
        kept_scenario(kept.scenario, manifest), kept.replications, kept.precision, kept.explain or explain, kept.asked,
        notes=what_changed(kept.versions, kept.scenario.sources),
    )  # fmt: skip
