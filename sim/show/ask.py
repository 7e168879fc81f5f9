"""From Python: one verb for each question, with the names of the command line.

Every verb returns an answer (`sim.Verdict`, `sim.Compared`, `sim.Swept`, `sim.Cases`) that has `tables`, `to_json()`,
`plot()` and `save(folder)`, and shows itself where a notebook's cell ends with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from sim.questions import asked
from sim.questions.answers import Verdict
from sim.questions.cases import Cases
from sim.questions.compare import Compared
from sim.questions.sweep import Swept
from sim.scenario import LoadedScenario, Scenario, as_loaded, load, varied
from sim.scenario.without import without as left_out
from sim.words import Refusal

from .without import parts_named, taken_out

Ref = str | Path | Scenario
Sets = Mapping[str, Any] | Sequence[str] | None


def run(
    scenario: Ref = "default",
    *,
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.01,
    months: int | None = None,
    seed: int | None = None,
    set: Sets = None,  # noqa: A002 - as on the command line
    without: str | Sequence[str] = (),
    explain: bool = False,
    workers: int | None = None,
    engine: Executor | None = None,
) -> Verdict:
    """Ask whether 1+1 comes out above 2, as the command ``run`` does.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario
        A shipped name, the path of a file, or what `sim.load` returned.
    replications : int or "auto"
        ``auto`` goes on until S is as precise as asked for; else at least 2.
    precision : float
        Half-width of the interval ÷ estimate of S at which ``auto`` stops.
    months : int, optional
        Length of a run (months), in place of the scenario's.
    seed : int, optional
        Of all luck, in place of the scenario's.
    set : mapping of str to value, or sequence of str, optional
        More settings: ``{"needs.two_sided": 0.3}``, or ``["needs.two_sided=0.3"]`` as after ``--set``.
    without : str or sequence of str
        Mechanisms, instruments, institutions or technology to leave out: ``"liaison"``, ``["liaison.exchange"]``.
    explain : bool
        Whether to work out where the surplus comes from.
    workers : int, optional
        Threads; as many as there are processors unless given. The answer does not depend on it.
    engine : concurrent.futures.Executor, optional
        What runs the work in place of threads of this process, such as a pool of processes; it stays open.

    Returns
    -------
    Verdict
        S with its interval, and all that stands behind it.

    Raises
    ------
    sim.words.Refusal, sim.ScenarioError
        What cannot be asked, in the words of the command line.
    """
    from sim.questions.verdict import verdict
    from sim.runs.runner import answer

    how_many = asked.replications(replications)
    within, threads = asked.precision(precision), asked.workers(workers)
    asked_of = _loaded(scenario, months, seed, set)
    if without:
        asked_of = left_out(asked_of, parts_named(asked_of, _listed(without)))
    question = verdict(asked_of, how_many, within, explain)
    found: Verdict = answer(question, workers=threads, engine=engine)
    return replace(found, asked=how_many)


def compare(
    scenarios: Sequence[Ref] | Ref,
    *,
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.02,
    months: int | None = None,
    seed: int | None = None,
    set: Sets = None,  # noqa: A002
    without: str | Sequence[str] = (),
    drop_each: str | None = None,
    pairs: bool = False,
    workers: int | None = None,
    engine: Executor | None = None,
) -> Compared:
    """Compare scenarios on the same worlds with the same luck, as the command ``compare`` does.

    Parameters
    ----------
    scenarios : sequence of str, pathlib.Path or Scenario
        Two to six; the first is the reference. A single case is compared with its counterfactuals.
    replications : int or "auto"
        ``auto`` goes on until the differences in value and S are as precise as asked for; else at least 2.
    precision : float
        Half-width of a difference ÷ the reference's figure at which ``auto`` stops.
    months, seed, set, workers, engine
        As for `run`; of every scenario.
    without : str or sequence of str
        For one scenario: compared with itself without each of these.
    drop_each : {"mechanisms", "instruments"}, optional
        For one scenario: compared with itself without each of them in turn, and ranked.
    pairs : bool
        Whether to hold the others against each other as well.

    Returns
    -------
    Compared
        What each came to, and by how much the others differ from the first.

    Raises
    ------
    sim.words.Refusal, sim.ScenarioError
        What cannot be asked, in the words of the command line.
    """
    from sim.questions.compare import compare as question
    from sim.runs.runner import answer

    how_many = asked.replications(replications)
    within, threads = asked.precision(precision), asked.workers(workers)
    listed = [scenarios] if isinstance(scenarios, (str, Path, Scenario)) else list(scenarios)
    loaded = [_loaded(one, months, seed, set) for one in listed]
    if not without and drop_each is None:
        entrants = asked.entrants(loaded)
    elif len(loaded) > 1:
        raise Refusal("compare.without_one")
    else:
        entrants = asked.alike(taken_out(loaded[0], _listed(without), drop_each))
    ranked = drop_each is not None
    found: Compared = answer(question(entrants, how_many, within, ranked, pairs), workers=threads, engine=engine)
    return found


def sweep(
    scenario: Ref = "default",
    *,
    grid: str | Sequence[str],
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.01,
    months: int | None = None,
    seed: int | None = None,
    set: Sets = None,  # noqa: A002
    explain: bool = False,
    workers: int | None = None,
    engine: Executor | None = None,
) -> Swept:
    """Ask at every point of a grid, with the same luck at every point, as the command ``sweep`` does.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario
        As for `run`.
    grid : str or sequence of str
        One a parameter, as after ``--grid``: ``needs.two_sided=0:1:5`` or ``world=drawn,fixed``.
    replications, precision, months, seed, set, explain, workers, engine
        As for `run`; of every point.

    Returns
    -------
    Swept
        A verdict for each point, in the order of the grid.

    Raises
    ------
    sim.words.Refusal, sim.ScenarioError
        What cannot be asked, in the words of the command line.
    """
    from sim.questions.sweep import Sweep, sweep_question
    from sim.runs.design import grid as design
    from sim.runs.runner import answer

    how_many = asked.replications(replications)
    within, threads = asked.precision(precision), asked.workers(workers)
    start = _loaded(scenario, months, seed, set)
    grids = [grid] if isinstance(grid, str) else list(grid)
    if not grids:
        raise Refusal("grid.none")
    swept = Sweep.over(start, design(grids, type(start)), how_many, within, explain)
    return Swept(swept, tuple(answer(sweep_question(swept), workers=threads, engine=engine)))


def cases(
    names: Sequence[str] = (),
    *,
    only: str | Iterable[str] = (),
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.0025,
    workers: int | None = None,
    engine: Executor | None = None,
) -> Cases:
    """Run cases, each with and without its row of the article, as the command ``cases`` does.

    Parameters
    ----------
    names : sequence of str
        Of cases, or paths of their files; all that come with the program unless given.
    only : str or iterable of str
        Names and rows of the article: ``["F3"]``.
    replications : int or "auto"
        ``auto`` goes on until every claim is decided against its margin; else at least 2.
    precision : float
        Half-width of a difference ÷ the measure without the row at which ``auto`` stops all the same.
    workers, engine
        As for `run`.

    Returns
    -------
    Cases
        What each case claims, and whether it was shown.

    Raises
    ------
    sim.words.Refusal, sim.ScenarioError
        What cannot be asked, in the words of the command line.
    """
    from sim.questions.cases import cases_question, read_off
    from sim.runs.runner import answer

    how_many = asked.replications(replications)
    within, threads = asked.precision(precision), asked.workers(workers)
    named = [names] if isinstance(names, str) else list(names)
    wanted = [only] if isinstance(only, str) else list(only)
    chosen = asked.chosen_cases(named, wanted, lambda known: [_loaded(name, None, None, None) for name in known])
    samples = answer(cases_question(chosen, how_many, within), workers=threads, engine=engine)
    lines = read_off(samples, min(one.interval.confidence for one in chosen.values()), how_many)
    return Cases(chosen, tuple(lines), how_many, within)


def _loaded(scenario: Ref, months: int | None, seed: int | None, settings: Sets) -> LoadedScenario:
    """Return a scenario with more of its fields set; its own files are held against the month."""
    given = {"months": months, "seed": seed}
    options = [f"{name}={asked.whole(value, name)}" for name, value in given.items() if value is not None]
    sets = [*_texts(settings), *options]
    if not isinstance(scenario, Scenario):
        return asked.fitting(load(scenario, sets))
    return varied(as_loaded(scenario), sets) if sets else as_loaded(scenario)


def _listed(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _texts(settings: Sets) -> list[str]:
    """Return settings as they would be typed after ``--set``."""
    if settings is None:
        return []
    if isinstance(settings, str):
        return [settings]
    if not isinstance(settings, Mapping):
        return list(settings)
    return [
        f"{name}={value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in settings.items()
    ]
