"""A stage: one or two worlds with the same luck, stepped together and told as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sim.scenario import LoadedScenario, changed, varied
from sim.words import CATALOGUE, LANGUAGES

from . import still
from .controls import controls, in_both, values_of
from .months import APART, JOINT, SHOWN, WARMING, month_of
from .troupe import Troupe

FORMAT = 1
Compare = Literal["one", "settings", "apart"]
COMPARES: tuple[Compare, ...] = ("one", "settings", "apart")
EVERY = 12  # months between snapshots
TOPICS = ("measure.", "mechanism.", "nature.", "type.", "arm.", "live.", "demo.", "quantity.one_plus_one")


@dataclass(frozen=True)
class Play:
    """What is played: a scenario, with which luck, beside what.

    Attributes
    ----------
    compare : {"one", "settings", "apart"}
        One world; two settings; or what is joint beside the two kinds apart.
    other : mapping
        What is otherwise in the second world from the start, by dotted path; of ``settings`` only.
    replication : int
        Whose luck it is, from 0.
    """

    scenario: LoadedScenario
    compare: Compare = "one"
    other: Mapping[str, Any] | None = None
    replication: int = 0


class Stage:
    """One or two worlds that step together; back to any month, and on from there otherwise.

    Attributes
    ----------
    play : Play
    worlds : tuple of str
        ``("a",)`` or ``("a", "b")``.
    """

    def __init__(self, play: Play) -> None:
        self.play = play
        self.worlds = ("a",) if play.compare == "one" else ("a", "b")
        self._views = {"a": JOINT, "b": APART if play.compare == "apart" else JOINT}
        scenarios = [play.scenario]
        if play.compare == "settings":
            scenarios.append(varied(play.scenario, play.other) if play.other else play.scenario)
        watched = ("joint", "block", "line") if play.compare == "apart" else ("joint",)
        self.troupes = [Troupe(scenario, play.replication, watched) for scenario in scenarios]
        self._kept = {0: self._snapshots()}

    @property
    def month(self) -> int:
        """Return how many months are over."""
        return self.troupes[0].month

    @property
    def months(self) -> int:
        """Return how many months there are."""
        return self.play.scenario.months

    def troupe(self, world: str) -> Troupe:
        """Return the runs behind a world."""
        return self.troupes[-1 if world == "b" else 0]

    def step(self) -> dict[str, dict[str, Any]]:
        """Live through one month in all worlds, and return it by world, as plain data."""
        for troupe in self.troupes:
            troupe.step()
        if self.month % EVERY == 0:
            self._kept[self.month] = self._snapshots()
        return {world: month_of(self.troupe(world), self._views[world]) for world in self.worlds}

    def back_to(self, month: int) -> None:
        """Be again as it was after a month: from the snapshot before it, stepped on from there.

        Raises
        ------
        ValueError
            Where that month has not been.
        """
        if not 0 <= month <= self.month:
            raise ValueError(f"back to a month from 0 to {self.month}, not {month}")
        begin = max(kept for kept in self._kept if kept <= month)
        for troupe, snapshots in zip(self.troupes, self._kept[begin], strict=True):
            troupe.restore(snapshots)
            while troupe.month < month:
                troupe.step()
        self._kept = {kept: snapshots for kept, snapshots in self._kept.items() if kept <= month}

    def change(self, settings: Mapping[str, Any], world: str | None = None) -> None:
        """Let settings be otherwise from the next month on, in one world or in all.

        Raises
        ------
        ScenarioError
            With all that is wrong with them; then nothing has changed.
        """
        chosen = {id(troupe): troupe for troupe in (self.troupe(each) for each in ([world] if world else self.worlds))}
        for troupe in chosen.values():
            changed(troupe.scenario, self.month + 1, settings)
        for troupe in chosen.values():
            troupe.change(settings)

    def still(self) -> dict[str, Any]:
        """Return all of the stage but its months."""
        first = self.troupes[0].runs["joint"]
        shown = controls(self.play.scenario)
        paths = [control["path"] for control in shown]
        worlds = []
        for world in self.worlds:
            troupe = self.troupe(world)
            entry: dict[str, Any] = {
                "id": world,
                "view": self._views[world],
                "label": still.both(f"live.world.{self._views[world] if self.play.compare == 'apart' else world}"),
                "settings": values_of(troupe.scenario, paths),
                "changes": changes_of(troupe.scenario),
                "months": [],
            }
            if troupe is not self.troupes[0]:
                mine = troupe.runs["joint"]
                same = still.matched(first.state.need, mine.state.need)
                if same is not None:
                    entry["needs"] = still.needs(mine.world, mine.state.need)
                    entry["same"] = same
            worlds.append(entry)
        scenario = self.play.scenario
        return {
            "format": FORMAT,
            "title": in_both(scenario.title),
            "scenario": scenario.source,
            "seed": scenario.seed,
            "luck": self.play.replication,
            "compare": self.play.compare,
            "months": self.months,
            "warming": WARMING,
            "measures": list(SHOWN),
            **still.vocabularies(),
            "geometry": still.geometry(first.world),
            "needs": still.needs(first.world, first.state.need),
            "controls": shown,
            "worlds": worlds,
            "sentences": {"value_leads": still.both("live.value_leads"), "too_early": still.both("live.too_early")},
            "band": None,
        }

    def _snapshots(self) -> list[Any]:
        return [troupe.snapshot() for troupe in self.troupes]


def changes_of(scenario: LoadedScenario) -> list[list[Any]]:
    """Return what changes during the run: from which month on, and what, by dotted path."""
    from sim.scenario.programme import leaves

    return [[change.month, leaves(change)] for change in scenario.from_month or ()]


def words() -> dict[str, dict[str, str]]:
    """Return what the page says, by language and key."""
    keys = [key for key in CATALOGUE if key.startswith(TOPICS)]
    return {lang: {key: CATALOGUE[key][LANGUAGES.index(lang)] for key in keys} for lang in LANGUAGES}


def whole(play: Play, months: int | None = None) -> dict[str, Any]:
    """Return a stage with its months, as it is packed into a file."""
    stage = Stage(play)
    told = stage.still()
    for _ in range(months or stage.months):
        for world, month in stage.step().items():
            told["worlds"][stage.worlds.index(world)]["months"].append(month)
    return told
