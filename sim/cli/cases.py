"""`cases`: every row of the article, with and without it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal

from sim.words import Refusal, say

from . import values
from .filing import cannot_write, opened
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .options import Typed
from .scenarios import as_json, loaded
from .streams import complain, places, put, put_data

if TYPE_CHECKING:
    from sim.questions.cases import Line
    from sim.runs.ledger import Ledger
    from sim.scenario import Scenario

_DESIGN = "cases.design.json"


class Cases:
    """The command `cases`, which knows what has been kept so far."""

    def __init__(self, typed: Typed, lang: str) -> None:
        self.typed, self.lang = typed, lang
        self._ledger: Ledger | None = None
        self._done = self._asked = 0

    def __call__(self) -> int:
        """Run the cases, all that come with the program unless some are named, and say what each showed."""
        how_many = values.replications(self.typed.values.get("replications"))
        precision = values.precision(self.typed.values.get("precision", "0.02"))
        workers = values.workers(self.typed.values.get("workers"))
        chosen = chosen_cases(self.typed, self.lang)
        self._asked = len(chosen)
        interrupt = Interrupt(self._last_words)
        with interrupt.watched():
            try:
                lines = self._run(chosen, how_many, precision, workers)
                self._show(lines, interrupt)
                interrupt.over()
            except KeyboardInterrupt:
                self._last_words()
                return INTERRUPTED
            except OSError as error:
                raise cannot_write(self.typed, error) from None
        return 0

    def _run(
        self, chosen: dict[str, Scenario], how_many: Literal["auto"] | int, precision: float, workers: int | None
    ) -> list[Line]:
        from sim.model.compiled import is_kept
        from sim.questions.cases import FIRST, read_off, sampled

        from .progress import Progress

        quiet = "json" in self.typed.switches
        if not quiet or "out" in self.typed.values:
            design = _design(chosen, how_many, precision)
            self._ledger = opened(self.typed, self.lang, "cases", design, _DESIGN, "case")
        if not quiet and not is_kept:
            complain(say("run.compiling", self.lang))
        shown = None if quiet else Progress(self.lang)
        least = FIRST if how_many == "auto" else how_many

        def progress(number: int, replications: int) -> None:
            if shown is not None:
                shown(number * least + min(replications, least), len(chosen) * least)

        found = []
        try:
            for samples in sampled(chosen, how_many, precision, self._ledger, workers, progress):
                found.append(samples)
                self._done += 1
        finally:
            if shown is not None:
                shown.end()
        return read_off(found, min(one.interval.confidence for one in chosen.values()), precision)

    def _show(self, lines: list[Line], interrupt: Interrupt) -> None:
        from sim.runs.ledger import write_whole
        from sim.show.cases.words import cases_csv, cases_data, cases_text

        data = as_json(cases_data(lines))
        if self._ledger is not None:
            with interrupt.held():
                for name, content in {"cases.csv": cases_csv(lines), "cases.json": data.encode()}.items():
                    write_whole(self._ledger.folder / name, content)
        if "json" in self.typed.switches:
            put_data(data)
            return
        assert self._ledger is not None
        put(cases_text(lines, self.lang, places(sys.stdout)))
        put(say("kept.folder", self.lang, folder=self._ledger.folder) + "\n")

    def _last_words(self) -> None:
        if self._ledger is None or not self._done:
            complain(say("interrupted.nothing", self.lang))
            return
        folder = self._ledger.folder
        complain(say("case.interrupted", self.lang, done=self._done, cases=self._asked, folder=folder))


def _design(chosen: dict[str, Scenario], how_many: Literal["auto"] | int, precision: float) -> dict[str, Any]:
    """Return all that the cases' numbers depend on."""
    from sim.runs.ledger import sources
    from sim.scenario.case import digest
    from sim.show.kit.manifest import versions

    return {
        "cases": {name: digest(scenario) for name, scenario in chosen.items()},
        "replications": how_many,
        "precision": precision,
        "versions": versions(),
        "sources": sources(),
    }


def chosen_cases(typed: Typed, lang: str) -> dict[str, Scenario]:
    """Return the cases that are asked for: by name, by row, or all."""
    from sim.scenario import shipped_cases

    # rows are looked for in all that come with the program; without them what is named is enough
    names = list(typed.words if typed.words and not typed.onlys else dict.fromkeys([*shipped_cases(), *typed.words]))
    known = dict(zip(names, loaded(lang, *names), strict=True))
    for name, scenario in known.items():
        if scenario.case is None:
            raise Refusal("case.not_a_case", file=name)
    wanted = {part.strip() for text in typed.onlys for part in text.replace("，", ",").split(",")}
    if not wanted:
        return known
    rows = {name: one.case.stated.rows for name, one in known.items() if one.case}
    chosen = set(typed.words)
    for part in sorted(wanted):
        fits = {name for name in known if part == name or part.upper() in rows[name]}
        if not fits:
            there = sorted({row for listed in rows.values() for row in listed})
            raise Refusal("case.none", found=part or '""', known=" ".join(there))
        chosen |= fits
    return {name: one for name, one in known.items() if name in chosen}
