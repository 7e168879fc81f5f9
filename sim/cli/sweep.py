"""`sweep`: one scenario over a grid of parameter values, a verdict at each point."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.words import Refusal, say

from . import values
from .filing import cannot_write, opened
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .options import BAD_INPUT, Typed
from .run import what_is_asked
from .scenarios import as_json
from .streams import complain, places, put, put_data

if TYPE_CHECKING:
    from sim.questions.sweep import Point, Sweep
    from sim.runs.ledger import Ledger

_TRIED = 2  # replicates from which --dry-run judges how long it takes


class Sweeping:
    """The command `sweep`, which knows what has been kept so far."""

    def __init__(self, typed: Typed, lang: str) -> None:
        self.typed, self.lang = typed, lang
        self._points: list[Point] = []
        self._ledger: Ledger | None = None
        self._asked = 0
        self._drawn = False

    def __call__(self) -> int:
        """Run it, and return the exit status."""
        from sim.scenario import ScenarioError

        workers = values.workers(self.typed.values.get("workers"))
        try:
            sweep = self._sweep()
        except ScenarioError as error:
            for message in dict.fromkeys(fault.message(self.lang) for fault in error.faults):
                complain(message)
            return BAD_INPUT
        self._asked = len(sweep.points)
        if "dry-run" in self.typed.switches:
            return self._plan(sweep, workers)
        interrupt = Interrupt(self._last_words)
        with interrupt.watched():
            try:
                status = self._run(sweep, workers, interrupt)
                interrupt.over()
                return status
            except KeyboardInterrupt:
                self._last_words()
                return INTERRUPTED

    def _sweep(self) -> Sweep:
        from sim.runs.design import grid
        from sim.scenario import ScenarioError

        if not self.typed.grids:
            raise Refusal("grid.none")
        asked = what_is_asked(self.typed, self.lang)
        design = grid(self.typed.grids, type(asked.scenario))
        taken: dict[str, str] = {name: f"--{name}" for name in ("months", "seed") if name in self.typed.values}
        taken |= {text.partition("=")[0].strip(): "--set" for text in self.typed.sets}
        for axis in design.axes:
            if axis.field in taken:
                raise Refusal("grid.set_too", field=axis.field, option=taken[axis.field])
        from sim.questions.sweep import Sweep

        try:
            return Sweep.over(asked.scenario, design, asked.replications, asked.precision, asked.explain)
        except ScenarioError as error:
            raise ScenarioError(replace(fault, file="--grid") for fault in error.faults) from None

    def _run(self, sweep: Sweep, workers: int | None, interrupt: Interrupt) -> int:
        from sim.model.compiled import is_kept
        from sim.questions.sweep import answered
        from sim.runs.ledger import write_whole
        from sim.show.sweep.words import sweep_data, sweep_files, sweep_text

        from .progress import Progress

        quiet = "json" in self.typed.switches
        if not quiet or "out" in self.typed.values:
            self._ledger = self._opened(sweep)
        if not quiet and not is_kept:
            complain(say("run.compiling", self.lang))
        shown = None if quiet else Progress(self.lang)

        def progress(number: int, done: int, asked: int) -> None:
            if shown is not None:
                shown(number * sweep.least + min(done, sweep.least), self._asked * sweep.least)

        held: dict[int, Point] = {}
        try:
            for point in answered(sweep, self._ledger, workers, progress):
                self._points.append(point)
                if self._ledger is not None:
                    held = self._finished(sweep, self._ledger, held)
                    with interrupt.held():
                        for name, content in sweep_files(sweep, list(held.values())).items():
                            write_whole(self._ledger.folder / name, content)
            if self._ledger is not None and "no-report" not in self.typed.switches:
                self._show(sweep, self._ledger.folder, interrupt)
        except OSError as error:
            raise cannot_write(self.typed, error) from None
        finally:
            if shown is not None:
                shown.end()
        if quiet:
            put_data(as_json(sweep_data(sweep, self._points)))
            return 0
        assert self._ledger is not None
        kept = say("kept.folder", self.lang, folder=self._ledger.folder)
        said = sweep_text(sweep, self._points, self.lang, places(sys.stdout)) + "\n"
        if not self._drawn and "no-report" not in self.typed.switches:
            from sim.show.kit.text import fill
            from sim.show.sweep.charts import CHOICES

            said += fill(say("sweep.no_picture", self.lang, most=len(CHOICES)), places(sys.stdout)) + "\n"
        put(said + kept + "\n")
        return 0

    @staticmethod
    def _finished(sweep: Sweep, ledger: Ledger, known: Mapping[int, Point]) -> dict[int, Point]:
        """Return every point that the folder has: a table never becomes shorter, whoever goes on and is stopped."""
        from sim.questions.sweep import Point

        found = {}
        values = list(sweep.design)
        for number in ledger.numbers():
            answer = known[number].answer if number in known else ledger.get(number)
            if answer is not None and number < len(values):
                found[number] = Point(number, values[number], answer)
        return found

    def _show(self, sweep: Sweep, folder: Path, interrupt: Interrupt) -> None:
        """Write what is made to be looked at: once, when every point is there."""
        from sim.runs.ledger import write_whole
        from sim.show.kit.workbook import NAME_OF_SWEEP, workbook_of_sweep
        from sim.show.sweep.charts import draw_sweep

        files = {NAME_OF_SWEEP: workbook_of_sweep(sweep, self._points)}
        drawn = draw_sweep(sweep, self._points, self.lang)
        if drawn is not None:
            self._drawn = True
            files |= drawn.files(self.lang)
            if drawn.missing:
                complain(say("figures.missing", self.lang, characters=" ".join(drawn.missing)))
        with interrupt.held():
            for name, content in files.items():
                (folder / name).parent.mkdir(exist_ok=True)
                write_whole(folder / name, content)

    def _opened(self, sweep: Sweep) -> Ledger:
        """Open the folder: a new one, or the one in which this sweep was begun."""
        from sim.runs.ledger import DESIGN

        title = f"sweep-{Path(str(sweep.scenario.source)).stem}"
        return opened(self.typed, self.lang, title, _design(sweep), DESIGN, "sweep")

    def _plan(self, sweep: Sweep, workers: int | None) -> int:
        """Say how many runs there are, and how long they may take, judged by a few of them."""
        import time

        from sim.questions.verdict import verdict
        from sim.runs.ledger import DESIGN
        from sim.runs.runner import answer

        from .progress import duration

        known = 0
        out = self.typed.values.get("out")
        if out is not None and (Path(out) / DESIGN).is_file():
            self._ledger = self._opened(sweep)
            known = sum(self._ledger.get(number) is not None for number in range(len(sweep.points)))
        answer(verdict(sweep.points[0], 2), workers=workers)  # compiled, if it was not
        began = time.perf_counter()
        tried = 2 * (workers or 2)
        answer(verdict(sweep.points[-1], tried), workers=workers)
        seconds = (time.perf_counter() - began) / tried * sweep.least * (len(sweep.points) - known)
        count = sweep.runs
        plan = say(
            "sweep.plan", self.lang, points=f"{len(sweep.points):,}", runs=count // (len(sweep.points) * sweep.least),
            least=f"{sweep.least:,}", total=f"{count:,}", known=f"{known:,}",
        )  # fmt: skip
        put(plan + "\n" + say("sweep.estimate", self.lang, time=duration(seconds, self.lang)) + "\n")
        return 0

    def _last_words(self) -> None:
        if self._ledger is None or not self._points:
            complain(say("interrupted.nothing", self.lang))
            return
        complain(
            say("sweep.interrupted", self.lang, done=len(self._points), points=self._asked, folder=self._ledger.folder)
        )


def _design(sweep: Sweep) -> dict[str, Any]:
    """Return all that the points depend on."""
    from sim.runs.ledger import sources
    from sim.scenario import dump
    from sim.show.kit.manifest import versions

    return {
        "source": str(sweep.scenario.source),
        "scenario": dump(sweep.scenario),
        "use": {each.name: each.digest for each in sweep.scenario.own.sources},
        "grid": {axis.field: list(axis.values) for axis in sweep.design.axes},
        "replications": sweep.replications,
        "precision": sweep.precision,
        "explain": sweep.explain,
        "versions": versions(),
        "sources": sources(),
    }
