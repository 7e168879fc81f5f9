"""What stands in the file of a lesson."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from sim.mechanisms.parameter import Section, parameter, share
from sim.model.measures import MEASURES
from sim.scenario.faults import Problem, nearest
from sim.scenario.schema import Words
from sim.show.kit.numbers import short
from sim.words import LANGUAGES
from sim.words.faults import Phrase

Value = bool | int | float | str
Settings = dict[str, Value]
THIS = "this"
VALUES = ("value", "block", "line", "one_plus_one", "halves", "complementarity")
READABLE = (*VALUES, *MEASURES)
"""What of a world may be read: value added, that of a kind alone, 1+1, that of random halves, K, or a joint measure."""
MOST_OTHERS = 8


class Other(Section):
    """A world beside the lesson's first one: the same luck, some fields otherwise."""

    name: str = parameter(..., "name by which outcomes refer to it")
    title: Words = parameter(..., "what the page calls it")
    set: Settings = parameter(..., "fields that are otherwise, by path")


class Outcome(Section):
    """What a lesson says comes out: a mean over seeds, and in how many of them it holds."""

    read: str = parameter(..., "what is read: value, block, line, one_plus_one, halves, complementarity, or a measure")
    world: str = parameter(THIS, "in which world: this, or the name of another")
    less: str | None = parameter(None, "a world of which the same is taken off")
    less_read: str | None = parameter(None, "what is taken off, where that is something else")
    part: bool = parameter(False, "as a share of what is taken off")
    mean: float = parameter(..., "mean over seeds; {name} in the text is this figure")
    give: float = parameter(..., "how far the mean of a try may lie from it; {name_give} in a text", low=0.0, high=1e9)
    above: float | None = parameter(None, "what it is above, seed by seed")
    below: float | None = parameter(None, "what it is below, seed by seed")
    seeds: float = share(1.0, "share of the seeds of a try in which that must hold")
    percent: bool = parameter(False, "as a percentage in the text; what is part of something is one anyway")
    digits: int = parameter(2, "decimals in the text, those of a percentage where it is one", low=0, high=6)


def give_of(name: str) -> str:
    """Return the name by which a text speaks of how far an outcome's mean may lie from what is stated."""
    return f"{name}_give"


class Lesson(Section):
    """A lesson: which worlds are played, and what comes of them; what is said stands in zh.md and en.md beside it."""

    number: int = parameter(..., "place in the list", low=1, high=1000)
    scenario: str = parameter("default", "shipped scenario that is played")
    set: Settings = parameter({}, "its fields that are otherwise, by path")
    months: int = parameter(24, "months that are played", low=1, high=600, unit="months")
    seed: int = parameter(1, "luck that the class sees", low=0, high=2**63 - 1)
    compare: Literal["one", "settings", "apart"] = parameter(
        "settings", "what stands beside the first world: nothing, the first of the others, or the kinds apart"
    )
    title: Words = parameter(..., "what the page calls the first world")
    others: list[Other] | None = parameter(None, "worlds beside it; the page shows the first")
    right: int = parameter(..., "which of the options comes out", low=1, high=12)
    outcomes: dict[str, Outcome] = parameter(..., "what is claimed")

    @property
    def worlds(self) -> dict[str, Settings]:
        """Return the settings of all worlds, by name."""
        return {THIS: self.set, **{other.name: {**self.set, **other.set} for other in self.others or ()}}


def check(lesson: Lesson) -> list[Problem]:
    """Return what no single field of a lesson can tell."""
    return [*_of_titles(lesson), *_of_worlds(lesson), *_of_outcomes(lesson)]


def _of_titles(lesson: Lesson) -> Iterator[Problem]:
    titles = {
        "title": lesson.title,
        **{f"others[{i}].title": other.title for i, other in enumerate(lesson.others or ())},
    }
    for path, title in titles.items():
        for lang in LANGUAGES:
            if not getattr(title, lang).strip():
                yield Problem(
                    f"{path}.{lang}", "missing", Phrase("say.nothing"), Phrase("say.lesson_title"), needs=(path,)
                )


def _of_worlds(lesson: Lesson) -> Iterator[Problem]:
    others = lesson.others or []
    taken = {THIS}
    for i, other in enumerate(others):
        if other.name in taken:
            yield Problem(f"others[{i}].name", "name_twice", other.name, Phrase("say.once"))
        taken.add(other.name)
    if len(others) > MOST_OTHERS:
        yield Problem("others", "wrong_length", str(len(others)), Phrase("say.at_most_count", count=str(MOST_OTHERS)))
    if lesson.compare == "settings" and not others:
        yield Problem("compare", "lesson_no_other", lesson.compare, "one, apart", needs=("others",))
    if not lesson.outcomes:
        yield Problem("outcomes", "empty_list", Phrase("say.empty_list"))


def _of_outcomes(lesson: Lesson) -> Iterator[Problem]:
    worlds = tuple(lesson.worlds)
    for name, outcome in lesson.outcomes.items():
        at = f"outcomes.{name}"
        for field in ("world", "less"):
            given = getattr(outcome, field)
            if given is not None and given not in worlds:
                yield Problem(f"{at}.{field}", "lesson_no_world", given, ", ".join(worlds), nearest(given, worlds),
                              needs=("others",))  # fmt: skip
        for field in ("read", "less_read"):
            given = getattr(outcome, field)
            if given is not None and given not in READABLE:
                yield Problem(f"{at}.{field}", "unknown_measure", given, ", ".join(VALUES), nearest(given, READABLE))
        if outcome.less is None and (outcome.part or outcome.less_read is not None):
            field = "part" if outcome.part else "less_read"
            yield Problem(f"{at}.{field}", "lesson_nothing_less", "", Phrase("say.lesson_less"))
        if outcome.above is None and outcome.below is None and outcome.seeds != 1.0:
            yield Problem(f"{at}.seeds", "lesson_no_limit", short(outcome.seeds), Phrase("say.lesson_limit"))
