"""`cases`: every row of the article, with and without it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.words import Refusal, reason, say

from . import values
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .look import as_json, fitting
from .options import BAD_INPUT, Typed
from .streams import Ended, complain, places, put, put_data

if TYPE_CHECKING:
    from sim.questions.cases import Line
    from sim.runs.ledger import Ledger
    from sim.scenario import Fault, Scenario

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
                raise self._unwritten(error) from None
        return 0

    def _run(
        self, chosen: dict[str, Scenario], how_many: Literal["auto"] | int, precision: float, workers: int | None
    ) -> list[Line]:
        from sim.model.compiled import is_kept
        from sim.questions.cases import FIRST, read_off, sampled

        from .progress import Progress

        quiet = "json" in self.typed.switches
        if not quiet or "out" in self.typed.values:
            self._ledger = self._opened(_design(chosen, how_many, precision))
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
        from sim.show.cases import cases_csv, cases_data, cases_text

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

    def _opened(self, design: dict[str, Any]) -> Ledger:
        """Open the folder: a new one, or the one in which these cases were begun."""
        from sim.runs.ledger import Different, Ledger
        from sim.show.folder import new_numbered

        out = self.typed.values.get("out")
        try:
            folder = new_numbered("cases") if out is None else Path(out)
            if out is not None and folder.exists() and not (folder / _DESIGN).is_file() and any(folder.iterdir()):
                raise Refusal("case.not_ours", folder=folder)
            return Ledger(folder, design, _DESIGN)
        except Different as other:
            parts = say("list.comma", self.lang).join(other.parts)
            raise Refusal("case.other", folder=folder, parts=parts) from None
        except OSError as error:
            raise self._unwritten(error) from None

    def _unwritten(self, error: OSError) -> Refusal:
        return Refusal("folder.cannot", folder=self.typed.values.get("out", "results"), reason=reason(error))

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
    from sim.show.manifest import versions

    return {
        "cases": {name: digest(scenario) for name, scenario in chosen.items()},
        "replications": how_many,
        "precision": precision,
        "versions": versions(),
        "sources": sources(),
    }


def chosen_cases(typed: Typed, lang: str) -> dict[str, Scenario]:
    """Return the cases that are asked for: by name, by row, or all."""
    from sim.scenario import ScenarioError, load, shipped_cases

    loaded: dict[str, Scenario] = {}
    faults: list[Fault] = []
    for name in dict.fromkeys([*shipped_cases(), *typed.words]):
        try:
            loaded[name] = fitting(load(name))
        except ScenarioError as error:
            faults += error.faults
            continue
        if loaded[name]._case is None:
            raise Refusal("case.not_a_case", file=name)
    for fault in faults:
        complain(fault.message(lang))
    if faults:
        raise Ended(BAD_INPUT)
    wanted = {part.strip() for text in typed.onlys for part in text.replace("，", ",").split(",")}
    if not wanted:
        return {name: loaded[name] for name in (typed.words or loaded)}
    rows = {name: one._case.stated.rows for name, one in loaded.items() if one._case}
    chosen = set(typed.words)
    for part in sorted(wanted):
        fits = {name for name in loaded if part == name or part.upper() in rows[name]}
        if not fits:
            known = sorted({row for listed in rows.values() for row in listed})
            raise Refusal("case.none", found=part or '""', known=" ".join(known))
        chosen |= fits
    return {name: one for name, one in loaded.items() if name in chosen}
