"""An address: all that says what is played. Whoever asks for equal addresses watches one run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sim.words import Refusal

from .comparison import COMPARES, Compare
from .lessons import FILE, OWN

if TYPE_CHECKING:
    from sim.scenario import LoadedScenario

    from .lessons.load import LoadedLesson
    from .stage import Play

    Own = LoadedScenario | LoadedLesson

MOST_MONTHS = 240
MOST_CHANGES = 60
MOST_SETTINGS = 60
MOST_OF_PROGRAMME = 2_000  # signs

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Address:
    """What is played.

    Attributes
    ----------
    scenario : str
        A shipped name, a lesson's, or `OWN`.
    months : int or None
        Months of the run; the scenario's unless given.
    seed : int or None
        The scenario's unless given.
    luck : int
        Which replicate, from 0.
    compare : {"one", "settings", "apart"}
    a, b : mapping
        What is otherwise than in the scenario from the start, by dotted path, in each world.
    changes : tuple
        ``(month, world or None, settings)``: from a month on, in one world or in both.
    """

    scenario: str = "default"
    months: int | None = None
    seed: int | None = None
    luck: int = 0
    compare: Compare = "one"
    a: Settings = field(default_factory=dict)
    b: Settings = field(default_factory=dict)
    changes: tuple[tuple[int, str | None, Settings], ...] = ()

    @property
    def key(self) -> str:
        """Return the same text for all addresses that say the same."""
        return json.dumps(self.data(), sort_keys=True, ensure_ascii=False)

    def data(self) -> dict[str, Any]:
        """Return it as plain data, as `read` takes it."""
        return {
            "scenario": self.scenario, "months": self.months, "seed": self.seed, "luck": self.luck,
            "compare": self.compare, "settings": {"a": dict(self.a), "b": dict(self.b)},
            "changes": [[month, world, dict(settings)] for month, world, settings in self.changes],
        }  # fmt: skip

    def changed(self, month: int, world: str | None, settings: Settings) -> Address:
        """Return the address after a change from a month on (1: from the start); later changes are struck off."""
        which = world if self.compare == "settings" else None
        kept = [change for change in self.changes if which not in (None, change[1]) or change[0] < month]
        if month > 1:
            same = [change for change in self.changes if change[:2] == (month, which)]
            merged = {**(same[0][2] if same else {}), **settings}
            return replace(self, changes=tuple(sorted([*kept, (month, which, merged)], key=_in_order)))
        worlds = {"a": self.a, "b": self.b}
        first, second = ({**old, **settings} if which in (None, name) else old for name, old in worlds.items())
        return replace(self, a=first, b=second, changes=tuple(kept))

    def differs_from(self, other: Address) -> int | None:
        """Return the first month from which something else is played than at another address.

        None where they differ from the start, or in more than their changes.
        """
        if replace(self, changes=()).key != replace(other, changes=()).key:
            return None
        changes = [*self.changes, *other.changes]
        single = [change[0] for change in changes if changes.count(change) == 1]
        first = min(single, default=None)
        return None if first == 1 else first

    def play(self, own: Own | None = None) -> Play:
        """Return what is played, checked.

        Parameters
        ----------
        own : LoadedScenario or LoadedLesson, optional
            What `OWN` stands for.

        Raises
        ------
        Refusal, ScenarioError
            With what is wrong.
        """
        from .stage import Play

        lesson, first, second = self.worlds(own)
        play = Play(first, self.compare, second, self.luck, self.changes, lesson)
        play.check()
        return play

    def worlds(self, own: Own | None = None) -> tuple[LoadedLesson | None, LoadedScenario, LoadedScenario]:
        """Return the lesson, where one is played, and what is played in the first and second world, without changes.

        Raises
        ------
        Refusal, ScenarioError
            With what is wrong.
        """
        from sim.scenario import varied

        length = {name: value for name, value in (("months", self.months), ("seed", self.seed)) if value is not None}
        lesson = self._lesson(own)
        played = self._scenario(own) if lesson is None else lesson.first
        beside = None if lesson is None else lesson.beside
        worlds = ((played, self.a), (beside or played, self.b))
        first, second = (varied(scenario, {**length, **settings}) for scenario, settings in worlds)
        if first.months > MOST_MONTHS:
            raise Refusal("live.too_long", found=first.months, most=MOST_MONTHS)
        return lesson, first, second

    def _lesson(self, own: Own | None) -> LoadedLesson | None:
        """Return the lesson that is played, where it is one."""
        from sim.scenario import LoadedScenario

        if self.scenario == OWN:
            return None if isinstance(own, LoadedScenario) else own
        if self.scenario not in lesson_names():
            return None
        from .lessons.load import shipped_lesson

        return shipped_lesson(self.scenario)

    def _scenario(self, own: Own | None) -> LoadedScenario:
        """Return what the settings of both worlds are stated on, where it is no lesson that is played."""
        from sim.scenario import LoadedScenario, load

        if self.scenario == OWN and isinstance(own, LoadedScenario):
            return own
        if self.scenario not in known():
            raise Refusal("live.no_scenario", found=self.scenario)
        return load(self.scenario)


def _in_order(change: tuple[int, str | None, Settings]) -> tuple[int, str]:
    return change[0], change[1] or ""


def known() -> frozenset[str]:
    """Return the scenarios and lessons that a page may name: those that come with the program, never a path."""
    from sim.scenario import shipped, shipped_cases

    return frozenset((*shipped(), *shipped_cases())) | lesson_names()


@cache
def lesson_names() -> frozenset[str]:
    """Return the names of the lessons that come with the program, of which nothing is read."""
    from sim.scenario.load import shipped_folder

    return frozenset(file.parent.name for file in (shipped_folder() / "lessons").glob(f"*/{FILE}"))


def of_lesson(name: str) -> Compare | None:
    """Return what a lesson that comes with the program compares, reading no more of it; None for other names."""
    if name not in lesson_names():
        return None
    from sim.scenario.load import shipped_folder
    from sim.scenario.read import read_file

    tree = read_file(shipped_folder() / "lessons" / name / FILE).tree
    stated = None if tree is None else tree.value.get("compare")
    return next((compare for compare in COMPARES if stated is not None and stated.value == compare), "settings")


def read(message: Mapping[str, Any]) -> Address:
    """Return the address that a message of a page states; what it does not state is as by default.

    Raises
    ------
    Refusal
        Where it is none.
    """
    settings = message.get("settings") or {}
    if not isinstance(settings, Mapping):
        raise Refusal("live.not_understood", found="settings")
    changes = message.get("changes") or []
    if not isinstance(changes, list) or len(changes) > MOST_CHANGES:
        raise Refusal("live.not_understood", found="changes")
    compare = message.get("compare") or "one"
    if compare not in COMPARES:
        raise Refusal("live.not_understood", found="compare")
    return Address(
        scenario=_text(message, "scenario", "default"),
        months=_whole(message, "months", 1, MOST_MONTHS),
        seed=_whole(message, "seed", 0, 2**63 - 1),
        luck=_whole(message, "luck", 0, 10_000) or 0,
        compare=compare,
        a=settings_of(settings.get("a")),
        b=settings_of(settings.get("b")),
        changes=tuple(sorted((_change(change) for change in changes), key=_in_order)),
    )


def settings_of(stated: Any) -> dict[str, Any]:
    """Return settings by dotted path; only plain values and a programme of changes, so that a page sets no section.

    Raises
    ------
    Refusal
        Where they are something else.
    """
    if stated is None:
        return {}
    if not isinstance(stated, Mapping) or len(stated) > MOST_SETTINGS:
        raise Refusal("live.not_understood", found="settings")
    for path, value in stated.items():
        if not isinstance(path, str) or len(path) > 200 or not path.replace(".", "").replace("_", "").isalnum():
            raise Refusal("live.not_understood", found=str(path)[:80])
        if path == "from_month" and isinstance(value, list) and len(str(value)) <= MOST_OF_PROGRAMME:
            continue
        if not isinstance(value, bool | int | float | str) or len(str(value)) > 80:
            raise Refusal("live.not_understood", found=path)
    return dict(stated)


def _change(stated: Any) -> tuple[int, str | None, Settings]:
    if not isinstance(stated, list) or len(stated) != 3 or stated[1] not in (None, "a", "b"):
        raise Refusal("live.not_understood", found="changes")
    return _whole({"month": stated[0]}, "month", 1, MOST_MONTHS) or 1, stated[1], settings_of(stated[2])


def _whole(message: Mapping[str, Any], name: str, low: int, high: int) -> int | None:
    value = message.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Refusal("live.not_whole", name=name, found=str(value)[:40], low=low, high=high)
    return value


def _text(message: Mapping[str, Any], name: str, default: str) -> str:
    value = message.get(name, default)
    if not isinstance(value, str) or len(value) > 200:
        raise Refusal("live.not_understood", found=name)
    return value
