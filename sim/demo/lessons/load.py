"""From a name or a folder to a lesson: its file, what it says in both languages, and the scenarios of its worlds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from sim.scenario import LoadedScenario, load, shipped, shipped_cases, varied
from sim.scenario.faults import Fault, ScenarioError, arrange, nearest
from sim.scenario.load import shipped_folder
from sim.scenario.nodes import Node, Place, find
from sim.scenario.read import read_file
from sim.scenario.validate import validate
from sim.words import LANGUAGES
from sim.words.faults import Phrase, clip

from . import FILE
from .lesson import THIS, Lesson, Settings, check, give_of
from .text import Text, heading, read

OF_THE_PAGE = {file.stem: file for file in Path(__file__).parents[1].glob("*.yaml")}
"""Scenarios that come with the teaching page."""
COUNTED = (
    ("before", "lesson_parts", ""), ("options", "lesson_parts_items", "guess"), ("why", "lesson_parts", "why"),
    ("questions", "lesson_parts_items", "questions"),
)  # fmt: skip
"""What both languages have as many of: part of a text, kind of fault, and under which heading."""
PLAIN_FAULTS = ("unknown_key", "cannot_change", "out_of_range", "wrong_type", "not_a_choice")
CLOSED = ("use", "extends", "case", "months", "seed", "world")
"""Fields that a lesson does not set in its scenario: it brings no code, and months and seed are its own."""


@dataclass(frozen=True)
class LoadedLesson:
    """A lesson with all that belongs to it.

    Attributes
    ----------
    name : str
        Of its folder.
    stated : Lesson
    texts : dict of str to Text
        By language.
    scenarios : dict of str to LoadedScenario
        By world, ``"this"`` the first.
    """

    name: str
    stated: Lesson
    texts: Mapping[str, Text]
    scenarios: Mapping[str, LoadedScenario]

    @property
    def first(self) -> LoadedScenario:
        """Return what is played in the first world."""
        return self.scenarios[THIS]

    @property
    def beside(self) -> LoadedScenario | None:
        """Return what is played in the second world, where settings are compared."""
        others = self.stated.others
        return self.scenarios[others[0].name] if others and self.stated.compare == "settings" else None

    @property
    def speaks_of_k(self) -> bool:
        """Return whether complementarity is among what it claims."""
        return any("complementarity" in (outcome.read, outcome.less_read) for outcome in self.stated.outcomes.values())

    def title(self, lang: str) -> str:
        """Return its title in a language."""
        return self.texts[lang].title


def shipped_lessons() -> dict[str, Path]:
    """Return the lessons that come with the program, name → folder, in the order of their numbers."""
    folders = [file.parent for file in (shipped_folder() / "lessons").glob(f"*/{FILE}")]
    return {folder.name: folder for folder in sorted(folders, key=_number)}


def _number(folder: Path) -> tuple[int, str]:
    tree = read_file(folder / FILE).tree
    number = tree.value.get("number") if tree is not None else None
    return (number.value if number is not None and isinstance(number.value, int) else 0), folder.name


@cache
def shipped_lesson(name: str) -> LoadedLesson:
    """Return a lesson that comes with the program, read once."""
    return load_lesson(shipped_lessons()[name])


def load_lesson(ref: str | Path) -> LoadedLesson:
    """Load a lesson.

    Parameters
    ----------
    ref : str or pathlib.Path
        A shipped name; or a lesson's folder, or the ``lesson.yaml`` in it.

    Raises
    ------
    ScenarioError
        With all that is wrong with its files.
    """
    folder = _folder(ref)
    file = folder / FILE
    document = read_file(file)
    texts: dict[str, Text] = {}
    faults: list[Fault] = []
    for lang in sorted(LANGUAGES, reverse=True):
        texts[lang], of_text = read(folder / f"{lang}.md", lang)
        faults += of_text
    if document.tree is None:
        raise ScenarioError(arrange(map(_named, [*document.faults, *faults])))
    try:
        lesson = validate(Lesson, document.tree, check=check, earlier=document.faults)
    except ScenarioError as error:
        raise ScenarioError(arrange(map(_named, [*error.faults, *faults]))) from None
    faults += _between(lesson, texts, folder, document.tree, whole=not faults)
    scenarios: dict[str, LoadedScenario] = {}
    faults += _of_scenarios(lesson, document.tree, scenarios)
    if faults:
        raise ScenarioError(arrange(map(_named, faults)))
    return LoadedLesson(folder.resolve().name, lesson, texts, scenarios)


def _named(fault: Fault) -> Fault:
    """Say which file is there in the place of one that is lacking: Windows hides how a name ends."""
    if fault.kind != "missing_file":
        return fault
    file = Path(fault.file)
    there = next((other for other in (Path(f"{file}.txt"), file.with_suffix(".yml")) if other.is_file()), None)
    return fault if there is None else replace(fault, detail={"hint": "hint.lesson_named", "there": there.name})


def _folder(ref: str | Path) -> Path:
    known = shipped_lessons()
    if isinstance(ref, str) and ref in known:
        return known[ref]
    path = Path(ref)
    try:
        if path.name == FILE and path.is_file():
            return path.parent
        if path.is_dir():
            return path
    except (OSError, ValueError):
        pass
    guess = nearest(path.name, known) if isinstance(ref, str) else None
    raise ScenarioError([Fault.at(Place(str(ref)), (), "unknown_lesson", clip(str(ref)), ", ".join(known), guess)])


def _between(lesson: Lesson, texts: Mapping[str, Text], folder: Path, tree: Node, whole: bool) -> Iterator[Fault]:
    """Yield what is wrong between the files of a lesson; both texts are compared only where each is whole by itself."""
    known = [*lesson.outcomes, *map(give_of, lesson.outcomes)]
    for lang, text in texts.items():
        file = str(folder / f"{lang}.md")
        for figure, line in text.lines.items():
            name = figure.strip("{}")
            if figure.startswith("{") and name not in known:
                guess = nearest(name, known)
                yield Fault.at(Place(file, line), (), "lesson_no_figure", clip(name), ", ".join(lesson.outcomes), guess)
        if text.options and lesson.right > len(text.options):
            at = find(tree, ("right",))[0].place
            yield Fault.at(at, ("right",), "out_of_range", str(lesson.right), f"1 … {len(text.options)}")
        elif text.wrong and len(text.wrong) == len(text.options):
            for number, words in enumerate(text.wrong, 1):
                if (not words) is not (number == lesson.right):
                    kind = "lesson_words_of_right" if words else "lesson_no_words"
                    place = Place(file, text.lines.get(str(number)))
                    yield Fault.at(place, (), kind, clip(words), number=str(number))
    if not whole:
        return
    first, *rest = texts.items()
    for lang, text in rest:
        place = Place(str(folder / f"{lang}.md"))
        for part, kind, named in COUNTED:
            here, there = getattr(text, part), getattr(first[1], part)
            if len(here) != len(there):
                yield _uneven(
                    place, kind, heading(named, lang) if named else text.title, len(here), first[0], len(there)
                )
            elif part == "questions":
                for question, other in zip(here, there, strict=True):
                    if len(question.options) != len(other.options):
                        yield _uneven(
                            place,
                            "lesson_parts_items",
                            question.text,
                            len(question.options),
                            first[0],
                            len(other.options),
                        )


def _uneven(place: Place, kind: str, part: str, here: int, other: str, there: int) -> Fault:
    return Fault.at(place, (), kind, str(here), str(there), part=clip(part), other=f"{other}.md")


def _of_scenarios(lesson: Lesson, tree: Node, made: dict[str, LoadedScenario]) -> Iterator[Fault]:
    """Make the scenarios of all worlds; yield what is wrong with them."""
    known = {**shipped(), **shipped_cases(), **OF_THE_PAGE}
    at = find(tree, ("scenario",))[0]
    if lesson.scenario not in known:
        guess = nearest(lesson.scenario, known)
        yield Fault.at(at.place, ("scenario",), "lesson_scenario", clip(lesson.scenario), ", ".join(shipped()), guess)
        return
    base = load(known[lesson.scenario])
    if base.use:
        yield Fault.at(at.place, ("scenario",), "lesson_uses", lesson.scenario, ", ".join(shipped()))
        return
    places: list[tuple[str, tuple[str | int, ...], Settings]] = [(THIS, ("set",), lesson.set)]
    places += [(scenario.name, ("others", i, "set"), scenario.set) for i, scenario in enumerate(lesson.others or ())]
    broken = False
    for _, path, settings in places:
        refused = list(_refused(base, settings, path, tree))
        broken |= bool(refused)
        yield from refused
    if broken:
        return
    for name, path, _ in places:
        own = {"months": lesson.months, "seed": lesson.seed}
        try:
            made[name] = varied(base, {**own, **lesson.worlds[name]})
        except ScenarioError as error:
            place = find(tree, path)[0].place
            yield from (replace(fault, file=place.file, line=place.line, column=place.column) for fault in error.faults)


def _refused(
    base: LoadedScenario, settings: Mapping[str, Any], path: tuple[str | int, ...], tree: Node
) -> Iterator[Fault]:
    """Yield what is wrong with each field that is set, where it is set."""
    for name, value in settings.items():
        node = find(tree, (*path, name))[0]
        place = node.key or node.place
        if name.partition(".")[0].partition("[")[0] in CLOSED:
            yield Fault.at(place, (*path, name), "lesson_closed", name, Phrase("say.a_parameter"))
            continue
        try:
            varied(base, {name: value})
        except ScenarioError as error:
            for fault in error.faults:
                if fault.kind in PLAIN_FAULTS or len(settings) == 1:
                    yield replace(fault, file=place.file, line=place.line, column=place.column)
