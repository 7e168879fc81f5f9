"""A lesson as the page takes it: plain data, and the file that opens by double click."""

from __future__ import annotations

from typing import Any

from sim.demo.file import page_file
from sim.demo.stage import Play, whole
from sim.words import say

from .load import LoadedLesson

Said = dict[str, str]


def lesson_data(lesson: LoadedLesson) -> dict[str, Any]:
    """Return what a lesson says, each text in both languages, its figures in their places."""
    stated, texts = lesson.stated, lesson.texts
    right = stated.right - 1

    def both(of: Any) -> Said:
        return {lang: filled(lesson, lang, of(text)) for lang, text in texts.items()}

    def each(part: str) -> list[Said]:
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
        "if_wrong": [said if k != right else None for k, said in enumerate(each("wrong"))],
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


def filled(lesson: LoadedLesson, lang: str, text: str) -> str:
    """Return a text with the figures in it. What is part of something has no sign: the text says more or less."""
    figures = {}
    for name, outcome in lesson.stated.outcomes.items():
        number = abs(outcome.mean) if outcome.part else outcome.mean
        if outcome.part or outcome.percent:
            figures[name] = say("value.percent", lang, figures=f"{100.0 * number:.{outcome.digits}f}")
        else:
            figures[name] = f"{number:.{outcome.digits}f}".replace("-", "−")
    return text.format_map(figures)


def stage_of(lesson: LoadedLesson) -> dict[str, Any]:
    """Return the stage that a lesson plays, all its months on it, with what the lesson says."""
    stated = lesson.stated
    other = stated.others[0] if stated.others and stated.compare == "settings" else None
    play = Play(lesson.scenarios["this"], stated.compare, None if other is None else lesson.scenarios[other.name])
    stage = whole(play)
    stage["lesson"] = lesson_data(lesson)
    stage["title"] = lesson_data(lesson)["title"]
    labels = [stated.title] if other is None else [stated.title, other.title]
    for world, label in zip(stage["worlds"], labels, strict=False):
        world["label"] = label.model_dump()
    return stage


def player(lesson: LoadedLesson, lang: str) -> str:
    """Return a lesson as one HTML file, which needs no server and no network."""
    return page_file(stage_of(lesson), lang)
