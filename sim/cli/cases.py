"""`cases`: every row of the article, with and without it."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sim.words import say
from sim.words.pasting import quoted

from . import values
from .commands import COMMANDS
from .filing import opened, refuse_beside_manifest, say_what_changed, unkept, write_files
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .options import Typed
from .scenarios import as_json, loaded
from .streams import complain, places, put, put_data

if TYPE_CHECKING:
    from sim.questions.cases import Cases
    from sim.runs.ledger import Ledger
    from sim.scenario import LoadedScenario

_DESIGN = "cases.design.json"


class Checking:
    """The command `cases`, which knows what has been kept so far."""

    def __init__(self, typed: Typed, lang: str) -> None:
        self.typed, self.lang = typed, lang
        self._ledger: Ledger | None = None
        self._done = self._asked = 0
        self._began = datetime.now().astimezone()

    def __call__(self) -> int:
        """Run the cases, all that come with the program unless some are named, and say what each showed."""
        workers = values.workers(self.typed.values.get("workers"))
        chosen, how_many, precision = self._asked_for()
        self._asked = len(chosen)
        interrupt = Interrupt(self._last_words)
        with interrupt.watched():
            try:
                self._show(self._run(chosen, how_many, precision, workers), interrupt)
                interrupt.over()
            except KeyboardInterrupt:
                self._last_words()
                return INTERRUPTED
            except OSError as error:
                if self._ledger is None:
                    raise
                raise unkept("case", self._ledger, self._asked, error) from None
        return 0

    def _asked_for(self) -> tuple[dict[str, LoadedScenario], Literal["auto"] | int, float]:
        """Return the cases, how often and how precisely: typed, or as a manifest says."""
        from sim.questions.asked import as_cases, chosen_cases
        from sim.questions.cases import PRECISION

        manifest = self.typed.values.get("from")
        if manifest is None:
            how_many = values.replications(self.typed.values.get("replications"))
            precision = values.precision(self.typed.values.get("precision"), PRECISION)
            chosen = chosen_cases(self.typed.words, self.typed.onlys, lambda names: loaded(self.lang, *names))
            return chosen, how_many, precision
        from sim.scenario.loaded import digest
        from sim.show.cases.manifest import read

        refuse_beside_manifest(self.typed)
        said = read(manifest)
        chosen = as_cases(dict(zip(said.cases, loaded(self.lang, *said.cases), strict=True)))
        changed = [name for name, scenario in chosen.items() if digest(scenario) != said.cases[name]]
        say_what_changed(said.versions, (), self.lang)
        if changed:
            complain(say("case.changed", self.lang, list=say("list.and", self.lang).join(changed)))
        return chosen, said.asked, said.precision

    def _run(
        self, chosen: dict[str, LoadedScenario], how_many: Literal["auto"] | int, precision: float, workers: int | None
    ) -> Cases:
        from sim.questions.cases import FIRST, Cases, Samples, cases_question, read_off
        from sim.runs.runner import answer

        from .progress import shown

        quiet = "json" in self.typed.switches
        if not quiet or "out" in self.typed.values:
            design = _design(chosen, how_many, precision)
            self._ledger = opened(self.typed, self.lang, "cases", design, _DESIGN, "case")
        least = FIRST if how_many == "auto" else how_many

        def finished(_: Samples) -> None:
            self._done += 1

        question = cases_question(chosen, how_many, precision, self._ledger, finished)
        with shown(self.lang, quiet) as progress:

            def towards(done: int, asked: int) -> None:
                if progress is not None:
                    progress(done, max(asked, len(chosen) * least))

            found = answer(question, workers=workers, progress=towards)
        lines = read_off(found, min(one.interval.confidence for one in chosen.values()), how_many)
        return Cases(chosen, tuple(lines), how_many, precision)

    def _show(self, cases: Cases, interrupt: Interrupt) -> None:
        from sim.show.answers import faces_of

        faces = faces_of(COMMANDS[self.typed.command].answer)
        failure: OSError | None = None
        try:
            if self._ledger is not None:
                write_files(faces, cases, self.typed, self.lang, self._ledger, self._began, interrupt)
        except OSError as error:
            failure = error
        if "json" in self.typed.switches:
            put_data(as_json(faces.data(cases)))
        else:
            put(faces.text(cases, self.lang, places(sys.stdout), False))
        if failure is not None:
            raise failure
        if self._ledger is not None and "json" not in self.typed.switches:
            put(say("kept.folder", self.lang, folder=self._ledger.folder) + "\n")

    def _last_words(self) -> None:
        if self._ledger is None or not self._done:
            complain(say("interrupted.nothing", self.lang))
            return
        folder = self._ledger.folder
        complain(
            say("case.interrupted", self.lang, done=self._done, cases=self._asked, folder=folder, out=quoted(folder))
        )


def command(typed: Typed, lang: str) -> int:
    """Check cases."""
    return Checking(typed, lang)()


def _design(chosen: dict[str, LoadedScenario], how_many: Literal["auto"] | int, precision: float) -> dict[str, Any]:
    """Return all that the cases' numbers depend on."""
    from sim.runs.ledger import sources
    from sim.scenario.loaded import digest
    from sim.show.kit.manifest import versions

    return {
        "cases": {name: digest(scenario) for name, scenario in chosen.items()},
        "replications": how_many,
        "precision": precision,
        "versions": versions(),
        "sources": sources(),
    }
