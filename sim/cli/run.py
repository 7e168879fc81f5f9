"""`run`: one scenario, one verdict, one folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sim.words import Refusal, reason, say

from . import values
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .look import as_json, fitting
from .options import BAD_INPUT, Typed
from .streams import complain, may_be_bold, places, put, put_data

if TYPE_CHECKING:
    from sim.questions.answers import Verdict
    from sim.scenario import Scenario
    from sim.show.folder import Folder

_SETTLED_BY_MANIFEST = ("set", "months", "replications", "precision", "seed")


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
    from sim.scenario import ScenarioError, load

    given = typed.values
    how_many = values.replications(given.get("replications"))
    precision = values.precision(given.get("precision"))
    options = {name: values.whole(name, given[name]) for name in ("months", "seed") if name in given}
    sets = [*typed.sets, *(f"{name}={value}" for name, value in options.items())]
    try:
        scenario = fitting(load(typed.words[0] if typed.words else "default", sets))
    except ScenarioError as error:  # name the option that was typed, not the --set it stands for
        raise ScenarioError(
            replace(fault, file=f"--{fault.field}") if fault.file == "--set" and fault.field in options else fault
            for fault in error.faults
        ) from None
    return Asked(scenario, how_many, precision, "explain" in typed.switches, how_many)


def _from(manifest: str, typed: Typed, lang: str) -> Asked:
    """Return what a manifest says was run."""
    from sim.scenario import ScenarioError, from_data
    from sim.show.manifest import changed, differences, read

    for name in _SETTLED_BY_MANIFEST:
        if name in typed.values or (name == "set" and typed.sets):
            raise Refusal("typed.not_with_from", option=f"--{name}")
    if typed.words:
        raise Refusal("typed.not_with_from", option=typed.words[0])
    said = read(manifest)
    try:
        scenario = fitting(from_data(said.scenario, said.source, said.written, said.sources))
    except ScenarioError as error:
        raise ScenarioError(replace(fault, file=manifest) for fault in error.faults) from None
    for different in (differences(said.versions, lang), changed(said.sources, lang)):
        if different:
            complain(different)
    explain = said.explain or "explain" in typed.switches
    return Asked(scenario, said.replications, said.precision, explain, said.asked)


class Run:
    """The command `run`, which knows what has been kept so far."""

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
        quiet = "json" in self.typed.switches
        from sim.scenario import ScenarioError

        try:
            asked = what_is_asked(self.typed, self.lang)
        except ScenarioError as error:
            for fault in error.faults:
                complain(fault.message(self.lang))
            return BAD_INPUT
        if not quiet or "out" in self.typed.values:
            from sim.show.folder import Folder

            out, title = self.typed.values.get("out"), Path(str(asked.scenario._source)).stem
            self._folder = Folder(out, title, "overwrite" in self.typed.switches)
        started = _now()
        verdict = self._answer(asked, workers, quiet)
        failure = self._write(verdict, asked, started, interrupt)
        if quiet:
            put_data(as_json(verdict.to_json()))
        else:
            self._print(verdict, asked)
        if failure is None:
            return 0
        assert self._folder is not None
        raise Refusal("folder.unwritten", folder=self._folder.path, reason=failure)

    def _answer(self, asked: Asked, workers: int | None, quiet: bool) -> Verdict:
        from sim.model.compiled import is_kept
        from sim.questions.verdict import verdict
        from sim.runs.runner import answer

        from .progress import Progress

        if not quiet and not is_kept:
            complain(say("run.compiling", self.lang))

        progress = None if quiet else Progress(self.lang)
        try:
            question = verdict(
                asked.scenario,
                replications=asked.replications,
                precision=asked.precision,
                explain=asked.explain,
            )
            found: Verdict = answer(question, workers=workers, progress=progress)
            return found
        finally:
            if progress is not None:
                progress.end()

    def _write(self, verdict: Verdict, asked: Asked, started: datetime, interrupt: Interrupt) -> Refusal | str | None:
        """Write the folder, if there is to be one; return why it could not be done."""
        if self._folder is None:
            return None
        from sim.show.manifest import manifest
        from sim.show.written import written

        described = manifest(
            verdict,
            asked=asked.first_asked,
            lang=self.lang,
            command=self.argv,
            started=started,
            finished=_now(),
        )
        made = written(verdict, described, self.lang, with_report="no-report" not in self.typed.switches)
        if made.missing:
            complain(say("figures.missing", self.lang, characters=" ".join(made.missing)))
        try:
            with interrupt.held():
                self.kept = self._folder.write(made.files)
        except OSError as error:
            self._folder.abandon()
            return reason(error)
        return None

    def _print(self, verdict: Verdict, asked: Asked) -> None:
        from sim.show.screen import screen

        text = screen(
            verdict,
            self.lang,
            places=places(sys.stdout),
            by_precision=asked.first_asked == "auto",
            bold=may_be_bold(sys.stdout, os.environ),
        )
        if self.kept is not None:
            text += "\n" + say("kept.folder", self.lang, folder=self.kept) + "\n"
        put(text)

    def _last_words(self) -> None:
        """Say what an interruption has left."""
        if self.kept is None:
            if self._folder is not None:
                self._folder.abandon()
            complain(say("interrupted.nothing", self.lang))
        else:
            complain(say("interrupted.kept", self.lang, folder=self.kept))


def _now() -> datetime:
    return datetime.now().astimezone()
