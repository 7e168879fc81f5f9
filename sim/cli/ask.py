"""A command that asks a question: it reads what is asked, has it answered, keeps the answer and shows it."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from sim.show.asked import AskedAtLength, AskedInParts, AskedInStore, Planned
from sim.show.asking import ENGINE, TIME_LIMIT, WORKERS
from sim.show.verbs import verb_of
from sim.words import Refusal, say

from .arguments import what_is_asked
from .commands import COMMANDS
from .filing import Filing, GrowingFolder, WholeFolder
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .options import BAD_INPUT, SOME_FAILED, TIME_IS_UP, Typed
from .scenarios import as_json
from .stored import StoreFolder
from .streams import complain, complain_of, may_be_bold, places, put, put_data

if TYPE_CHECKING:
    from sim.show.asked import Asked
    from sim.show.kit.files import Files
    from sim.show.kit.shape import Faces

    from .progress import Progress


def command(typed: Typed, lang: str) -> int:
    """Ask the question of a command, and return the exit status."""
    return _Asking(typed, lang)()


class _Asking:
    """One command that asks, which knows what has been kept so far."""

    def __init__(self, typed: Typed, lang: str) -> None:
        self._typed, self._lang = typed, lang
        self._answer = COMMANDS[typed.command].answer
        self._quiet = "json" in typed.switches
        self._filing: Filing[Any] | None = None

    def __call__(self) -> int:
        workers = WORKERS.typed(self._typed.values["workers"]) if "workers" in self._typed.values else None
        if "overwrite" in self._typed.switches and "out" not in self._typed.values:
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

        try:
            asked = what_is_asked(self._typed)
        except ScenarioError as error:
            complain_of(error, self._lang)
            return BAD_INPUT
        for sentence in filter(None, (note(self._lang) for note in asked.notes)):
            complain(sentence)
        if "dry-run" in self._typed.switches:
            from .plan import plan

            assert isinstance(asked, Planned), "a verb with --dry-run says beforehand how much it is"
            put(plan(asked, self._typed, self._lang, workers, verb_of(self._answer).parts))
            return 0
        from sim.show.answers import faces_of

        faces = faces_of(asked.faces or self._answer)
        self._filing = self._opened(asked, faces, interrupt)
        try:
            return self._kept(asked, faces, workers)
        finally:
            if self._filing is not None:
                self._filing.close()

    def _kept(self, asked: Asked[Any], faces: Faces[Any], workers: int | None) -> int:
        """Have it answered, keep it and show it; return the exit status."""
        from sim.runs.engine import TimeIsUp

        started = datetime.now().astimezone()
        try:
            answer, failure = self._answered(asked, workers)
        except TimeIsUp:
            complain(say("time.is_up", self._lang))
            self._last_words()
            return TIME_IS_UP
        files = None
        if failure is None and self._filing is not None:
            try:
                files = self._files(faces, answer, started)
                self._filing.write(files.files)
            except OSError as error:
                failure = self._filing.unwritten(error)
        if answer is not None:
            self._show(faces, answer, files)
        if failure is not None:
            raise failure
        return SOME_FAILED if answer.has_failures else 0

    def _opened(self, asked: Asked[Any], faces: Faces[Any], interrupt: Interrupt) -> Filing[Any] | None:
        """Open the folder, if there is to be one."""
        if self._quiet and "out" not in self._typed.values:
            return None
        if isinstance(asked, AskedInStore):
            if not asked.is_kept and "out" not in self._typed.values:
                return None
            return StoreFolder(asked, self._typed, self._lang, interrupt)
        if not isinstance(asked, AskedInParts):
            return WholeFolder(asked, self._typed, interrupt)
        return GrowingFolder(asked, self._typed, self._lang, verb_of(self._answer).parts, faces, interrupt)

    def _answered(self, asked: Asked[Any], workers: int | None) -> tuple[Any, Refusal | None]:
        """Return the answer; or what is known of it, and why no more could be kept."""
        from sim.runs.engines import opened
        from sim.runs.runner import answer

        from .progress import shown

        typed = self._typed.values
        engine_name = ENGINE.typed(typed["engine"]) if "engine" in typed else None
        time_limit = TIME_LIMIT.typed(typed["time-limit"]) if "time-limit" in typed else None

        at_least = asked.parts * asked.least if isinstance(asked, AskedAtLength) else 0
        known = 0 if self._filing is None else self._filing.known
        question = asked.question() if self._filing is None else self._filing.question()
        try:
            with (
                shown(self._lang, self._quiet) as progress,
                opened(engine_name, workers, partial(self._notify, progress)) as engine,
            ):

                def towards(done: int, planned: int) -> None:
                    if progress is not None:
                        failed = 0 if self._filing is None else self._filing.failed
                        progress(known + done, max(known + planned, at_least), failed)

                return answer(
                    question, workers=workers, progress=towards, engine=engine, run_limit=asked.run_limit,
                    time_limit=time_limit,
                ), None  # fmt: skip
        except OSError as error:
            failure = None if self._filing is None else self._filing.on_the_way(error)
            if self._filing is None or failure is None:
                raise
            return self._filing.so_far(), failure

    def _notify(self, progress: Progress | None, notice: Refusal) -> None:
        """Say what whoever waits should know, on a line of its own."""
        if progress is not None:
            progress.end()
        complain(notice.message(self._lang))

    def _files(self, faces: Faces[Any], answer: Any, started: datetime) -> Files:
        from sim.show.kit.shape import Making

        left_out = frozenset(name.removeprefix("no-") for name in self._typed.switches if name.startswith("no-"))
        growing = None if self._filing is None else self._filing.growing
        making = Making(self._lang, self._typed.argv, started, without=left_out, folder=growing)
        files = faces.files(answer, making, report="report" not in left_out)
        if files.missing:
            complain(say("figures.missing", self._lang, characters=" ".join(files.missing)))
        return files

    def _show(self, faces: Faces[Any], answer: Any, files: Files | None) -> None:
        """Show the answer, and say where it is kept."""
        kept = None if self._filing is None else self._filing.kept
        try:
            if self._quiet:
                put_data(as_json(faces.data(answer)))
                return
            room = places(sys.stdout)
            text = faces.text(answer, self._lang, room, may_be_bold(sys.stdout, os.environ))
            if files is not None and files.no_figure is not None:
                from sim.show.kit.text import fill

                text += "\n" + fill(files.no_figure.message(self._lang), room) + "\n"
            put(text + ("" if kept is None else "\n" + say("kept.folder", self._lang, folder=kept) + "\n"))
        except Refusal:
            if kept is not None:
                complain(say("output.kept", self._lang, folder=kept))
            raise

    def _last_words(self) -> None:
        """Say what an interruption has left."""
        nothing = say("interrupted.nothing", self._lang)
        complain(nothing if self._filing is None else self._filing.last_words(self._lang))
