"""`lesson list`, `check`, `try`, `save` and `new`: what a teacher does with lessons."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.show.kit.numbers import number, short, without_commas
from sim.words import LANGUAGES, Refusal, reason, say

from .options import BAD_INPUT, Typed
from .scenarios import as_json
from .streams import complain, put, put_data

if TYPE_CHECKING:
    from sim.demo.lessons.load import LoadedLesson
    from sim.scenario import Fault

WITH_ALL = ("check", "try", "save")
SEEDS, MOST_SEEDS = 20, 10_000
FAILED = 1


def command(typed: Typed, lang: str) -> int:
    """Do what the first word says with the others."""
    what, *words = typed.words or ["list"]
    if what not in DOES:
        raise Refusal("typed.lesson_what", found=what)
    if "all" in typed.switches:
        if words or what not in WITH_ALL:
            raise Refusal("typed.lesson_all", found=" ".join([what, *words])[:60])
        words = _shipped()
    if not words and what != "list":
        raise Refusal("typed.lesson_which")
    return DOES[what](typed, words, lang)


def _shipped() -> list[str]:
    from sim.demo.lessons.load import shipped_lessons

    return list(shipped_lessons())


def _list(typed: Typed, _: Sequence[str], lang: str) -> int:
    from sim.demo.lessons.load import load_lesson, shipped_lessons

    lessons = [load_lesson(name) for name in shipped_lessons()]
    if "json" in typed.switches:
        put_data(as_json({lesson.name: _in_short(lesson) for lesson in lessons}))
        return 0
    put(say("lesson.list.head", lang) + "\n")
    for lesson in lessons:
        number, title = lesson.stated.number, lesson.title(lang)
        put(say("lesson.list.row", lang, number=number, name=lesson.name, title=title) + "\n")
    put("\n" + say("lesson.list.further", lang) + "\n")
    return 0


def _in_short(lesson: LoadedLesson) -> dict[str, Any]:
    return {"number": lesson.stated.number, "title": {lang: lesson.title(lang) for lang in LANGUAGES}}


def _check(typed: Typed, words: Sequence[str], lang: str) -> int:
    from sim.demo.lessons.load import load_lesson
    from sim.scenario import ScenarioError
    from sim.show.scenario.listing import checks_data

    faults: dict[str, Sequence[Fault]] = {}
    for word in words:
        try:
            load_lesson(word)
            faults[word] = ()
        except ScenarioError as error:
            faults[word] = error.faults
    if "json" in typed.switches:
        put_data(as_json(checks_data(faults, lang)))
    else:
        for word, of_lesson in faults.items():
            for fault in of_lesson:
                complain(fault.message(lang))
            if not of_lesson:
                put(say("lesson.fine", lang, name=word) + "\n")
    return BAD_INPUT if any(faults.values()) else 0


def _try(typed: Typed, words: Sequence[str], lang: str) -> int:
    from sim.demo.lessons.outcomes import tried
    from sim.runs.runner import answer

    given = typed.values.get("seeds", str(SEEDS))
    if not given.isascii() or not given.isdecimal() or not 2 <= int(given) <= MOST_SEEDS:
        raise Refusal("typed.lesson_seeds", found=given)
    lessons = [_loaded(word, lang) for word in words]
    trials = {lesson.name: answer(tried(lesson, int(given))) for lesson in lessons}
    status = 0 if all(trial.holds for of_lesson in trials.values() for trial in of_lesson) else FAILED
    if "json" in typed.switches:
        put_data(as_json({
            name: {
                trial.name: {
                    "mean": trial.mean if math.isfinite(trial.mean) else None, "stated": trial.outcome.mean,
                    "give": trial.outcome.give, "share": trial.share, "holds": trial.holds,
                }
                for trial in of_lesson
            }
            for name, of_lesson in trials.items()
        }))  # fmt: skip
        return status
    for lesson in lessons:
        put(say("lesson.try.head", lang, title=lesson.title(lang), seeds=given) + "\n")
        for trial in trials[lesson.name]:
            mark = say("lesson.try.holds" if trial.holds else "lesson.try.fails", lang)
            out = trial.outcome
            numbers = (short(trial.mean, 4), short(out.mean), short(out.give))
            mean, stated, give = map(without_commas, numbers)
            row = say("lesson.try.row", lang, mark=mark, name=trial.name, mean=mean, stated=stated, give=give)
            put(row + "\n")
            if out.above is not None or out.below is not None:
                share, least = (f"{number(100.0 * part, 0)}%" for part in (trial.share, out.seeds))
                put(say("lesson.try.limit", lang, share=share, least=least) + "\n")
    return status


def _save(typed: Typed, words: Sequence[str], lang: str) -> int:
    from sim.demo.file import page_file
    from sim.demo.lessons.packed import played
    from sim.runs.ledger import write_whole

    lessons = [_loaded(word, lang) for word in words]
    folder = Path(typed.values.get("out", "."))
    languages = LANGUAGES if "all" in typed.switches and "lang" not in typed.values else (lang,)
    for lesson in lessons:
        stage = played(lesson)
        for language in languages:
            file = folder / f"{lesson.name}.{language}.html"
            page = page_file(stage, language)
            try:
                folder.mkdir(parents=True, exist_ok=True)
                write_whole(file, page.encode())
            except OSError as error:
                raise Refusal("new.cannot", file=file, reason=reason(error)) from None
            put(say("lesson.saved", lang, file=file) + "\n")
    return 0


def _new(_: Typed, words: Sequence[str], lang: str) -> int:
    """Begin lessons of one's own: copies of the second one, whole and right."""
    from sim.demo.lessons import FILE
    from sim.demo.lessons.load import shipped_lessons
    from sim.runs.ledger import write_whole

    start = shipped_lessons()["two_hands"]
    for word in words:
        folder = Path(word)
        if os.path.lexists(folder):
            raise Refusal("typed.lesson_there", folder=folder)
        names = (FILE, "zh.md", "en.md")
        try:
            folder.mkdir(parents=True)
            for name in names:
                write_whole(folder / name, (start / name).read_bytes(), replace=False)
        except (OSError, ValueError) as error:
            raise Refusal("new.cannot", file=folder, reason=reason(error)) from None
        files = say("list.comma", lang).join(str(folder / name) for name in names)
        put(say("lesson.new", lang, files=files, folder=folder) + "\n")
    return 0


def _loaded(word: str, lang: str) -> LoadedLesson:
    from sim.demo.lessons.load import load_lesson
    from sim.scenario import ScenarioError

    from .streams import Ended

    try:
        return load_lesson(word)
    except ScenarioError as error:
        for fault in error.faults:
            complain(fault.message(lang))
        raise Ended(BAD_INPUT) from None


DOES: dict[str, Callable[[Typed, Sequence[str], str], int]] = {
    "list": _list, "check": _check, "try": _try, "save": _save, "new": _new,
}  # fmt: skip
