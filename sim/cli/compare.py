"""`compare`: several scenarios on the same worlds, one table of differences, one folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sim.words import Refusal, reason, say

from . import values
from .commands import COMMANDS
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .look import as_json, fitting
from .options import BAD_INPUT, Typed
from .streams import complain, places, put, put_data

if TYPE_CHECKING:
    from sim.questions.compare import Compared, Entrant
    from sim.scenario import Fault, Scenario
    from sim.show.folder import Folder

_SETTLED_BY_MANIFEST = ("set", "months", "replications", "precision", "seed")


@dataclass(frozen=True)
class Asked:
    """What is to be compared; ``first_asked`` is what was asked for when it was first made."""

    entrants: tuple[Entrant, ...]
    replications: Literal["auto"] | int
    precision: float
    first_asked: Literal["auto"] | int


class Comparing:
    """The command `compare`, which knows what has been kept so far."""

    def __init__(self, typed: Typed, lang: str, argv: Sequence[str]) -> None:
        self.typed, self.lang, self.argv = typed, lang, list(argv)
        self.kept: Path | None = None
        self._folder: Folder | None = None

    def __call__(self) -> int:
        """Run it, and return the exit status."""
        workers = values.workers(self.typed.values.get("workers"))
        if "overwrite" in self.typed.switches and "out" not in self.typed.values:
            raise Refusal("typed.needs_out")
        interrupt = Interrupt(self._last_words)
        with interrupt.watched():
            try:
                status = self._run(workers, interrupt)
                interrupt.over()
                return status
            except KeyboardInterrupt:
                self._last_words()
                return INTERRUPTED

    def _run(self, workers: int | None, interrupt: Interrupt) -> int:
        from sim.scenario import ScenarioError

        quiet = "json" in self.typed.switches
        try:
            asked = _from(self.typed, self.lang) if "from" in self.typed.values else _typed(self.typed)
        except ScenarioError as error:
            for message in dict.fromkeys(fault.message(self.lang) for fault in error.faults):
                complain(message)
            return BAD_INPUT
        if not quiet or "out" in self.typed.values:
            from sim.show.folder import Folder

            title = "-".join(dict.fromkeys(one.name for one in asked.entrants))
            self._folder = Folder(self.typed.values.get("out"), title, "overwrite" in self.typed.switches)
        started = _now()
        compared = self._answer(asked, workers, quiet)
        failure = self._write(compared, started, interrupt)
        from sim.show.comparison import comparison_data, comparison_text

        if quiet:
            put_data(as_json(comparison_data(compared)))
        else:
            text = comparison_text(compared, self.lang, places(sys.stdout))
            if self.kept is not None:
                text += "\n" + say("kept.folder", self.lang, folder=self.kept) + "\n"
            put(text)
        if failure is None:
            return 0
        assert self._folder is not None
        raise Refusal("folder.unwritten", folder=self._folder.path, reason=failure)

    def _answer(self, asked: Asked, workers: int | None, quiet: bool) -> Compared:
        from sim.model.compiled import is_kept
        from sim.questions.compare import compare
        from sim.runs.runner import answer

        from .progress import Progress

        if not quiet and not is_kept:
            complain(say("run.compiling", self.lang))
        progress = None if quiet else Progress(self.lang)
        try:
            question = compare(asked.entrants, asked.replications, asked.precision)
            return replace(answer(question, workers=workers, progress=progress), asked=asked.first_asked)
        finally:
            if progress is not None:
                progress.end()

    def _write(self, compared: Compared, started: datetime, interrupt: Interrupt) -> Refusal | str | None:
        """Write the folder, if there is to be one; return why it could not be done."""
        if self._folder is None:
            return None
        from sim.show.comparison_written import written
        from sim.show.manifest import comparison_manifest

        described = comparison_manifest(compared, lang=self.lang, command=self.argv, started=started, finished=_now())
        made = written(compared, described, self.lang, with_report="no-report" not in self.typed.switches)
        if made.missing:
            complain(say("figures.missing", self.lang, characters=" ".join(made.missing)))
        try:
            with interrupt.held():
                self.kept = self._folder.write(made.files)
        except OSError as error:
            self._folder.abandon()
            return reason(error)
        return None

    def _last_words(self) -> None:
        if self.kept is None:
            if self._folder is not None:
                self._folder.abandon()
            complain(say("interrupted.nothing", self.lang))
        else:
            complain(say("interrupted.kept", self.lang, folder=self.kept))


def _typed(typed: Typed) -> Asked:
    """Return what the words typed say is to be compared."""
    given = typed.values
    if not typed.words:
        raise Refusal("compare.none")
    how_many = values.replications(given.get("replications"))
    precision = values.precision(given.get("precision", "0.02"))
    options: dict[str, str] = {name: values.whole(name, given[name]) for name in ("months", "seed") if name in given}
    loaded = _loaded(typed.words, [*typed.sets, *(f"{name}={value}" for name, value in options.items())], options)
    entrants = _of_case(loaded[0]) if len(loaded) == 1 else _named(loaded)
    return Asked(_alike(entrants), how_many, precision, how_many)


def _loaded(names: Sequence[str], sets: Sequence[str], options: dict[str, str]) -> list[Scenario]:
    """Load scenarios, or say everything that is wrong with any of them."""
    from sim.scenario import ScenarioError, load

    found: list[Scenario] = []
    faults: list[Fault] = []
    for name in names:
        try:
            found.append(fitting(load(name, sets)))
        except ScenarioError as error:
            faults += error.faults
    if faults:  # name the option that was typed, not the --set it stands for
        raise ScenarioError(
            replace(fault, file=f"--{fault.field}") if fault.file == "--set" and fault.field in options else fault
            for fault in faults
        )
    return found


def _named(scenarios: Sequence[Scenario]) -> tuple[Entrant, ...]:
    from sim.questions.compare import Entrant

    return tuple(Entrant(Path(str(one._source)).stem, one.title, one) for one in scenarios)


def _of_case(scenario: Scenario) -> tuple[Entrant, ...]:
    """Return a case and its counterfactuals."""
    from sim.questions.compare import Entrant

    name = Path(str(scenario._source)).stem
    if scenario._case is None:
        raise Refusal("compare.one", file=name)
    entrants = {name: Entrant(name, scenario.title, scenario)}
    for comparison in scenario._case.comparisons:
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
    from sim.scenario import ScenarioError, from_data
    from sim.scenario.schema import Words
    from sim.show.manifest import changed, differences, read_comparison

    manifest = typed.values["from"]
    for name in _SETTLED_BY_MANIFEST:
        if name in typed.values or (name == "set" and typed.sets):
            raise Refusal("typed.not_with_from", option=f"--{name}")
    if typed.words:
        raise Refusal("typed.not_with_from", option=typed.words[0])
    said = read_comparison(manifest)
    if len(said.compared) > COMMANDS["compare"].most:
        raise Refusal("manifest.not_ours", path=manifest, field="compared")
    entrants = []
    for name, title, kept in said.compared:
        try:
            scenario = fitting(from_data(kept.scenario, kept.source, kept.written, kept.sources))
        except ScenarioError as error:
            raise ScenarioError(replace(fault, file=manifest) for fault in error.faults) from None
        entrants.append(Entrant(name, Words(**title), scenario))
    sources = [source for *_, kept in said.compared for source in kept.sources]
    for different in (differences(said.versions, lang), changed(list(dict.fromkeys(sources)), lang)):
        if different:
            complain(different)
    return Asked(_alike(tuple(entrants)), said.replications, said.precision, said.asked)


def _now() -> datetime:
    return datetime.now().astimezone()
