"""What may be asked, how often and how precisely: refused in the same words whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.words import Refusal, with_commas

if TYPE_CHECKING:
    from sim.scenario import LoadedScenario, Scenario

    from .compare import Entrant

MOST_REPLICATIONS = 65_536  # as interval.limit allows
MOST_WORKERS = 1_024
MOST_COMPARED = 6
MOST_SECONDS = 366 * 86_400.0


def replications(value: Any, option: str = "replications", typed: str | None = None) -> Literal["auto"] | int:
    """Return the number of replicates: ``auto``, or a whole number from two."""
    if isinstance(value, str) and value == "auto":
        return "auto"
    if not _is_whole(value) or not 2 <= value <= MOST_REPLICATIONS:
        raise _refusal(option, value, typed, Refusal("allowed.replications", most=with_commas(MOST_REPLICATIONS)))
    return int(value)


def precision(value: Any, option: str = "precision", typed: str | None = None) -> float:
    """Return the precision: between 0 and 1."""
    if isinstance(value, (bool, str)) or not isinstance(value, (int, float)) or not 0.0 < value < 1.0:
        raise _refusal(option, value, typed, Refusal("allowed.precision"))
    return float(value)


def workers(value: Any, option: str = "workers", typed: str | None = None) -> int | None:
    """Return the number of threads: at least one; None leaves it to the runner."""
    if value is None:
        return None
    if not _is_whole(value) or not 1 <= value <= MOST_WORKERS:
        raise _refusal(option, value, typed, Refusal("allowed.workers", most=with_commas(MOST_WORKERS)))
    return int(value)


def engine(value: Any, option: str = "engine", typed: str | None = None) -> Any:
    """Return the engine: a name of one, or an executor; None leaves it to the runner."""
    from sim.runs.engines import is_engine

    if value is None or (is_engine(value) if isinstance(value, str) else callable(getattr(value, "submit", None))):
        return value
    raise _refusal(option, value, typed, Refusal("allowed.engine"))


def time_limit(value: Any, option: str = "time_limit", typed: str | None = None) -> float:
    """Return a length of time in seconds, above nothing."""
    if value is None or not 0.0 < value < MOST_SECONDS:
        raise _refusal(option, value, typed, Refusal("allowed.time"))
    return float(value)


def whole(value: Any, option: str, typed: str | None = None) -> int:
    """Return a whole number; its range is for the scenario to judge."""
    if not _is_whole(value):
        raise _refusal(option, value, typed, Refusal("allowed.whole"))
    return int(value)


def shard(value: Any, option: str = "shard", typed: str | None = None) -> tuple[int, int] | None:
    """Return which of how many parts: ``2/8``, or the two numbers; None for the whole."""
    if value is None:
        return None
    parts = value.split("/") if isinstance(value, str) else value
    try:
        which, many = (int(part) for part in parts)
    except (TypeError, ValueError):
        which = many = 0
    if not 1 <= which <= many:
        raise _refusal(option, value, typed, Refusal("allowed.shard"))
    return which, many


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _refusal(option: str, value: Any, typed: str | None, allowed: Refusal) -> Refusal:
    shown = ascii(value)[:60] if typed is None else typed
    return Refusal("typed.bad_value", option=option, found=shown, allowed=allowed)


def fitting(scenario: LoadedScenario) -> LoadedScenario:
    """Return a scenario whose files of its own, where it has any, fit into the month; else say why they do not.

    Raises
    ------
    ScenarioError
    """
    if scenario.own.sources:  # the month is big: without such files nobody waits for it
        from sim.model.schedule import schedule_rows

        schedule_rows(scenario)
    return scenario


def load_all(refs: Iterable[str | Path | Scenario], sets: Sequence[str] = ()) -> list[LoadedScenario]:
    """Load scenarios, or say all that is wrong with any of them.

    Parameters
    ----------
    refs : iterable of str, pathlib.Path or Scenario
        Shipped names, paths, or what is loaded already and is to have more of its fields set.
    sets : sequence of str
        ``field=value``, as after ``--set``.

    Raises
    ------
    ScenarioError
    """
    from sim.scenario import Fault, Scenario, ScenarioError, as_loaded, load, varied

    scenarios: list[LoadedScenario] = []
    faults: list[Fault] = []
    for ref in refs:
        try:
            if not isinstance(ref, Scenario):
                scenarios.append(fitting(load(ref, sets)))
            else:
                scenarios.append(fitting(varied(as_loaded(ref), sets) if sets else as_loaded(ref)))
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    return scenarios


def entrants(scenarios: Sequence[LoadedScenario]) -> tuple[Entrant, ...]:
    """Return what is compared: the scenarios, or a single case and its counterfactuals, all of the same length.

    Raises
    ------
    Refusal
        Where there are too few or too many, or their months differ.
    """
    if not scenarios:
        raise Refusal("compare.none")
    compared = _of_case(scenarios[0]) if len(scenarios) == 1 else _named(scenarios)
    return alike(compared)


def alike(compared: tuple[Entrant, ...]) -> tuple[Entrant, ...]:
    """Refuse runs of different length."""
    first = compared[0]
    for other in compared[1:]:
        if other.scenario.months != first.scenario.months:
            raise Refusal(
                "compare.months", first=first.name, months=first.scenario.months, other=other.name,
                others=other.scenario.months,
            )  # fmt: skip
    return compared


def _named(scenarios: Sequence[LoadedScenario]) -> tuple[Entrant, ...]:
    from .compare import Entrant

    if len(scenarios) > MOST_COMPARED:
        raise Refusal("asked.too_many", found=len(scenarios), most=MOST_COMPARED)
    return tuple(Entrant(Path(str(scenario.source)).stem, scenario.title, scenario) for scenario in scenarios)


def _of_case(scenario: LoadedScenario) -> tuple[Entrant, ...]:
    """Return a case and its counterfactuals."""
    from .compare import Entrant

    name = Path(str(scenario.source)).stem
    if scenario.case is None:
        raise Refusal("compare.one", file=name)
    compared = {name: Entrant(name, scenario.title, scenario)}
    for comparison in scenario.case.comparisons:
        other = comparison.counterfactual
        if other is not None and comparison.without is not None and not comparison.under:
            compared.setdefault(f"{name}.{other.name}", Entrant(other.name, other.title, comparison.without.scenario))
    if len(compared) < 2:
        raise Refusal("compare.no_other", file=name)
    if len(compared) > MOST_COMPARED:
        raise Refusal("compare.many", file=name, found=len(compared) - 1, most=MOST_COMPARED)
    return tuple(compared.values())


def chosen_cases(
    names: Sequence[str], only: Iterable[str], load: Callable[[Sequence[str]], Sequence[LoadedScenario]]
) -> dict[str, LoadedScenario]:
    """Return the cases that are asked for: by name, by row, or all that come with the program.

    Parameters
    ----------
    names : sequence of str
        Of cases, or paths of their files.
    only : iterable of str
        Names and rows, with commas between them.
    load : callable
        From names to scenarios.
    """
    from sim.scenario import shipped_cases

    # rows are looked for in all that come with the program; without them what is named is enough
    only = list(only)
    looked = list(names if names and not only else dict.fromkeys([*shipped_cases(), *names]))
    known = as_cases(dict(zip(looked, load(looked), strict=True)))
    wanted = {part.strip() for text in only for part in text.replace("，", ",").split(",")}
    if not wanted:
        return known
    rows = {name: scenario.case.stated.rows for name, scenario in known.items() if scenario.case}
    chosen = set(names)
    for part in sorted(wanted):
        fits = {name for name in known if part == name or part.upper() in rows[name]}
        if not fits:
            there = sorted({row for listed in rows.values() for row in listed})
            raise Refusal("case.none", found=part or '""', known=" ".join(there))
        chosen |= fits
    return {name: scenario for name, scenario in known.items() if name in chosen}


def as_cases(scenarios: Mapping[str, LoadedScenario]) -> dict[str, LoadedScenario]:
    """Return the scenarios, all of which are cases, or refuse."""
    for name, scenario in scenarios.items():
        if scenario.case is None:
            raise Refusal("case.not_a_case", file=name)
    return dict(scenarios)
