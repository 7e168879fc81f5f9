"""A lesson as the page takes it: plain data, and the file that opens by double click."""

from __future__ import annotations

from functools import cache
from typing import Any

from sim.demo.band import band
from sim.demo.bilingual import Pair
from sim.demo.file import page_file
from sim.demo.stage import Play, whole
from sim.runs.runner import answer
from sim.show.kit.numbers import number, without_commas
from sim.words import say

from . import OWN
from .lesson import Outcome, give_of
from .load import LoadedLesson, shipped_lesson, shipped_lessons


def lesson_data(lesson: LoadedLesson) -> dict[str, Any]:
    """Return what a lesson says, each text in both languages, its figures in their places."""
    stated, texts = lesson.stated, lesson.texts
    right = stated.right - 1

    def both(of: Any) -> Pair:
        return {lang: with_figures(lesson, lang, of(text)) for lang, text in texts.items()}

    def each(part: str) -> list[Pair]:
        count = len(getattr(texts["zh"], part))
        return [both(lambda text, k=k: getattr(text, part)[k]) for k in range(count)]

    questions = range(len(texts["zh"].questions))
    return {
        "name": lesson.name,
        "number": stated.number,
        "title": both(lambda text: text.title),
        "before": each("before"),
        "question": both(lambda text: text.question),
        "options": each("options"),
        "right": right,
        "watch": both(lambda text: text.watch),
        "result": both(lambda text: text.result),
        "if_right": both(lambda text: text.right),
        "if_wrong": [answer if k != right else None for k, answer in enumerate(each("wrong"))],
        "after": each("why"),
        "questionnaire": [
            {
                "text": both(lambda text, q=q: text.questions[q].text),
                "options": [
                    both(lambda text, q=q, k=k: text.questions[q].options[k])
                    for k in range(len(texts["zh"].questions[q].options))
                ],
            }
            for q in questions
        ],
    }


def with_figures(lesson: LoadedLesson, lang: str, text: str) -> str:
    """Return a text with the figures in it. What is part of something has no sign: the text says more or less."""
    outcomes = lesson.stated.outcomes
    means = {
        name: _figure(outcome, abs(outcome.mean) if outcome.part else outcome.mean, lang)
        for name, outcome in outcomes.items()
    }
    return text.format_map(
        {give_of(name): _figure(outcome, outcome.give, lang) for name, outcome in outcomes.items()} | means
    )


def _figure(outcome: Outcome, value: float, lang: str) -> str:
    if outcome.part or outcome.percent:
        return say("value.percent", lang, figures=without_commas(number(100.0 * value, outcome.digits)))
    return without_commas(number(value, outcome.digits)).replace("-", "−")


def stage_of(lesson: LoadedLesson) -> dict[str, Any]:
    """Return the stage that a lesson plays, all its months on it, with what the lesson says."""
    stage = whole(Play(lesson.first, lesson.stated.compare, lesson.beside))
    teach(stage, lesson)
    return stage


def teach(stage: dict[str, Any], lesson: LoadedLesson) -> None:
    """Put a lesson on a stage: what it says, its title, and, where its own worlds are compared, what it calls them."""
    stated = lesson.stated
    stage["lesson"] = lesson_data(lesson)
    stage["title"], stage["scenario"] = stage["lesson"]["title"], stated.scenario
    if stage["compare"] != stated.compare:
        return
    labels = [stated.title] if lesson.beside is None else [stated.title, (stated.others or [])[0].title]
    for world, label in zip(stage["worlds"], labels, strict=False):
        world["label"] = label.model_dump()


def offered(own: LoadedLesson | None = None) -> list[dict[str, Any]]:
    """Return the lessons as the page lists them: the teacher's own, where there is one, and those of the program."""
    return [*([_offer(own, OWN)] if own is not None else []), *_shipped_offers()]


@cache
def _shipped_offers() -> list[dict[str, Any]]:
    return [_offer(shipped_lesson(name), name) for name in shipped_lessons()]


def _offer(lesson: LoadedLesson, name: str) -> dict[str, Any]:
    """Return a lesson as the page lists it, with the name under which it is opened."""
    return {
        "name": name, "number": lesson.stated.number, "compare": lesson.stated.compare,
        **{part: {lang: with_figures(lesson, lang, getattr(text, part)) for lang, text in lesson.texts.items()}
           for part in ("title", "question")},
    }  # fmt: skip


def player(lesson: LoadedLesson, lang: str) -> str:
    """Return a lesson as one HTML file, which needs no server and no network."""
    return page_file(played(lesson), lang)


def played(lesson: LoadedLesson) -> dict[str, Any]:
    """Return all that the file of a lesson holds: the stage that it plays, with the band of whole runs."""
    wanted = lesson.stated.compare == "apart" or lesson.speaks_of_k
    scenarios = [lesson.first] if lesson.beside is None else [lesson.first, lesson.beside]
    stage = stage_of(lesson)
    stage["band"] = answer(band(lesson.stated.compare, scenarios, halves=wanted), workers=1)
    return stage
