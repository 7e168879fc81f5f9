"""`sweep`: one scenario over a grid of parameter values, a verdict at each point."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.words import Refusal, say
from sim.words.pasting import quoted

from . import values
from .commands import COMMANDS
from .filing import opened, refuse_beside_manifest, unkept, write_files
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .options import BAD_INPUT, Typed
from .run import Asked, again, what_is_asked
from .scenarios import as_json
from .streams import complain, places, put, put_data

if TYPE_CHECKING:
    from sim.questions.sweep import Point, Sweep, Swept
    from sim.runs.ledger import Ledger

_TRIED = 2  # replicates from which --dry-run judges how long it takes


class Sweeping:
    """The command `sweep`, which knows what has been kept so far."""

    def __init__(self, typed: Typed, lang: str) -> None:
        self.typed, self.lang = typed, lang
        self._points: list[Point] = []
        self._ledger: Ledger | None = None
        self._asked = 0
        self._began = datetime.now().astimezone()

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

        asked, grids = self._asked_for()
        design = grid(grids, type(asked.scenario))
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

    def _asked_for(self) -> tuple[Asked, list[str]]:
        """Return what is to be run, and the grid: typed, or that of the manifest of a sweep."""
        manifest = self.typed.values.get("from")
        if manifest is None:
            if not self.typed.grids:
                raise Refusal("grid.none")
            return what_is_asked(self.typed, self.lang), self.typed.grids
        from sim.show.sweep.manifest import read

        refuse_beside_manifest(self.typed)
        said = read(manifest)
        grids = self.typed.grids or list(said.grid)
        if not grids:
            raise Refusal("grid.none")
        asked = again(said.run, manifest, self.typed, self.lang)
        return (replace(asked, replications=said.run.asked) if said.grid else asked), grids

    def _run(self, sweep: Sweep, workers: int | None, interrupt: Interrupt) -> int:
        from sim.questions.sweep import Swept, sweep_question
        from sim.runs.ledger import write_whole
        from sim.runs.runner import answer
        from sim.show.answers import faces_of

        from .progress import shown

        faces = faces_of(COMMANDS[self.typed.command].answer)
        quiet = "json" in self.typed.switches
        if not quiet or "out" in self.typed.values:
            self._ledger = self._opened(sweep)
        held: dict[int, Point] = {}

        def finished(point: Point) -> None:
            nonlocal held
            self._points.append(point)
            if self._ledger is not None:
                held = self._finished(sweep, self._ledger, held)
                with interrupt.held():
                    for name, content in faces.csv(Swept(sweep, tuple(held.values()))).items():
                        write_whole(self._ledger.folder / name, content)

        failure: OSError | None = None
        names: list[str] = []
        try:
            with shown(self.lang, quiet) as progress:
                question = sweep_question(sweep, self._ledger, finished)
                self._points = answer(question, workers=workers, progress=self._towards(sweep, progress))
            if self._ledger is not None:
                swept = Swept(sweep, tuple(self._points))
                names = write_files(faces, swept, self.typed, self.lang, self._ledger, self._began, interrupt)
        except OSError as error:
            if self._ledger is None:
                raise
            failure = error
        if quiet:
            put_data(as_json(faces.data(Swept(sweep, tuple(self._points)))))
        elif self._points:
            self._print(Swept(sweep, tuple(self._points)), names, failure is None)
        if failure is not None:
            assert self._ledger is not None
            raise unkept("sweep", self._ledger, self._asked, failure)
        return 0

    def _towards(self, sweep: Sweep, progress: Callable[[int, int], None] | None) -> Callable[[int, int], None] | None:
        """Count towards what all points take at least."""
        whole = self._asked * sweep.least
        return None if progress is None else lambda done, _: progress(min(done, whole), whole)

    def _print(self, swept: Swept, names: list[str], is_whole: bool) -> None:
        """Show the points that are known, and where they are kept."""
        from sim.show.answers import faces_of

        assert self._ledger is not None
        kept = say("kept.folder", self.lang, folder=self._ledger.folder)
        faces = faces_of(COMMANDS[self.typed.command].answer)
        text = faces.text(swept, self.lang, places(sys.stdout), False) + "\n"
        drawn = any(name.startswith("figures/") for name in names)
        if is_whole and not drawn and "no-report" not in self.typed.switches:
            from sim.show.kit.text import fill
            from sim.show.sweep.charts import CHOICES

            text += fill(say("sweep.no_picture", self.lang, most=len(CHOICES)), places(sys.stdout)) + "\n"
        put(text + (kept + "\n" if is_whole else ""))

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
        folder = self._ledger.folder
        complain(
            say("sweep.interrupted", self.lang, done=len(self._points), points=self._asked, folder=folder,
                out=quoted(folder))
        )  # fmt: skip


def command(typed: Typed, lang: str) -> int:
    """Sweep a grid."""
    return Sweeping(typed, lang)()


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
