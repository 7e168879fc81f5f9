"""`cases`: every row of the article, with and without it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sim.words import Refusal, reason, say

from . import values
from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .look import as_json, fitting
from .options import BAD_INPUT, Typed
from .streams import Ended, complain, places, put, put_data

if TYPE_CHECKING:
    from sim.questions.cases import Line, Samples
    from sim.scenario import Fault, Scenario


def run_cases(typed: Typed, lang: str) -> int:
    """Run cases, all that come with the program unless some are named, and say what each showed."""
    how_many = values.replications(typed.values.get("replications"))
    precision = values.precision(typed.values.get("precision", "0.02"))
    workers = values.workers(typed.values.get("workers"))
    chosen = _chosen(typed, lang)
    interrupt = Interrupt(lambda: complain(say("interrupted.nothing", lang)))
    with interrupt.watched():
        try:
            lines = _asked(chosen, how_many, precision, workers, quiet="json" in typed.switches, lang=lang)
            interrupt.over()
        except KeyboardInterrupt:
            complain(say("interrupted.nothing", lang))
            return INTERRUPTED
    from sim.show.cases import cases_csv, cases_data, cases_text

    kept = None
    if "out" in typed.values:
        kept = Path(typed.values["out"])
        _keep(kept, {"cases.csv": cases_csv(lines), "cases.json": as_json(cases_data(lines)).encode()}, typed)
    if "json" in typed.switches:
        put_data(as_json(cases_data(lines)))
        return 0
    put(cases_text(lines, lang, places(sys.stdout)))
    if kept is not None:
        put(say("kept.folder", lang, folder=kept) + "\n")
    return 0


def _chosen(typed: Typed, lang: str) -> dict[str, Scenario]:
    """Return the cases that are asked for: by name, by row, or all."""
    from sim.scenario import ScenarioError, load, shipped_cases

    known = shipped_cases()
    loaded: dict[str, Scenario] = {}
    faults: list[Fault] = []
    for name in [*known, *typed.words]:
        try:
            scenario = fitting(load(name))
        except ScenarioError as error:
            faults += error.faults
            continue
        if scenario._case is None:
            raise Refusal("case.not_a_case", file=name)
        loaded[name] = scenario
    for fault in faults:
        complain(fault.message(lang))
    if faults:
        raise Ended(BAD_INPUT)
    wanted = {part for text in typed.onlys for part in text.replace("，", ",").split(",") if part.strip()}
    if not wanted:
        return {name: loaded[name] for name in (typed.words or loaded)}
    chosen: dict[str, Scenario] = {name: loaded[name] for name in typed.words}
    for part in sorted(each.strip() for each in wanted):
        fits = {
            name: one for name, one in loaded.items() if name == part or (one._case and part in one._case.stated.rows)
        }
        if not fits:
            rows = sorted({row for one in loaded.values() if one._case for row in one._case.stated.rows})
            raise Refusal("case.none", found=part, known=" ".join([*loaded, *rows]))
        chosen |= fits
    return {name: one for name, one in loaded.items() if name in chosen}


def _asked(
    chosen: dict[str, Scenario], how_many: object, precision: float, workers: int | None, *, quiet: bool, lang: str
) -> list[Line]:
    from sim.model.compiled import is_kept
    from sim.questions.cases import FIRST, case_question, read_off
    from sim.runs.runner import answer

    from .progress import Progress

    if not quiet and not is_kept:
        complain(say("run.compiling", lang))
    shown = None if quiet else Progress(lang)
    comparisons = sum(len(one._case.comparisons) for one in chosen.values() if one._case)
    confidence = min(one.interval.confidence for one in chosen.values())
    done: list[Samples] = []
    least = FIRST if how_many == "auto" else int(str(how_many))

    def progress(replications: int, _: int) -> None:
        if shown is not None:
            shown(len(done) * least + min(replications, least), len(chosen) * least)

    try:
        for name, scenario in chosen.items():
            question = case_question(name, scenario, comparisons, how_many, precision)  # type: ignore[arg-type]
            done.append(answer(question, workers=workers, progress=progress))
    finally:
        if shown is not None:
            shown.end()
    return read_off(done, confidence, precision)


def _keep(folder: Path, files: dict[str, bytes], typed: Typed) -> None:
    from sim.runs.ledger import write_whole

    try:
        if folder.exists() and "overwrite" not in typed.switches:
            raise Refusal("folder.exists", folder=folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_whole(folder / name, content)
    except OSError as error:
        raise Refusal("folder.cannot", folder=folder, reason=reason(error)) from None
