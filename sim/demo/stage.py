"""A stage: one or two worlds with the same luck, stepped together and told as plain data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from sim.scenario import LoadedScenario, changed
from sim.scenario.programme import leaves

from . import still
from .bilingual import both
from .comparison import Compare
from .controls import controls, in_both, values_of
from .months import APART, JOINT, SHOWN, WARMING, month_of
from .troupe import Troupe

FORMAT = 1
Change = tuple[int, str | None, Mapping[str, Any]]


@dataclass(frozen=True)
class Play:
    """What is played: a scenario, with which luck, beside what, and what is changed on the way.

    Attributes
    ----------
    compare : {"one", "settings", "apart"}
        One world; two settings; or what is joint beside the two kinds apart.
    second : LoadedScenario, optional
        What is played in the second world, where settings are compared.
    replication : int
        Whose luck it is, from 0.
    changes : tuple
        From which month on (from 1), in which world (in all: None), what is otherwise, by dotted path.
    """

    scenario: LoadedScenario
    compare: Compare = "one"
    second: LoadedScenario | None = None
    replication: int = 0
    changes: tuple[Change, ...] = ()

    def scenarios(self) -> list[LoadedScenario]:
        """Return the scenario of world a, and of world b where settings differ, with their programmes of changes.

        Raises
        ------
        ScenarioError
            With all that is wrong with the settings.
        """
        played = [self.scenario]
        if self.compare == "settings":
            played.append(self.second or self.scenario)
        for month, world, settings in self.changes:
            for i, scenario in enumerate(played):
                if world is None or world == "ab"[i]:
                    played[i] = changed(scenario, month, settings)
        return played


class Stage:
    """One or two worlds that step together.

    There is no way back, for none is needed: a hundred months of which nothing is seen take a hundredth of a second.

    Attributes
    ----------
    play : Play
    worlds : tuple of str
        ``("a",)`` or ``("a", "b")``.

    Raises
    ------
    ScenarioError
        With all that is wrong with the settings.
    """

    def __init__(self, play: Play) -> None:
        self.play = play
        self.worlds = ("a",) if play.compare == "one" else ("a", "b")
        self._views = {"a": JOINT, "b": APART if play.compare == "apart" else JOINT}
        watched = ("joint", "block", "line") if play.compare == "apart" else ("joint",)
        self.troupes = [Troupe(scenario, play.replication, watched) for scenario in play.scenarios()]

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
        return {world: month_of(self.troupe(world), self._views[world]) for world in self.worlds}

    def forward(self, months: int) -> None:
        """Live through some months of which nothing is told; the runs do so at the same time."""
        steps = [step for troupe in self.troupes for step in troupe.forward(months)] if months else []
        if steps:
            with ThreadPoolExecutor(min(len(steps), os.cpu_count() or 1)) as pool:
                list(pool.map(lambda step: step(), steps))

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
                "label": both(f"live.world.{self._views[world] if self.play.compare == 'apart' else world}"),
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
            "sentences": {"value_leads": both("live.value_leads"), "too_early": both("live.too_early")},
            "band": None,
        }


def changes_of(scenario: LoadedScenario) -> list[list[Any]]:
    """Return what changes during the run: from which month on, and what, by dotted path."""
    return [[change.month, leaves(change)] for change in scenario.from_month or ()]


def whole(play: Play, months: int | None = None) -> dict[str, Any]:
    """Return a stage with its months, as it is packed into a file."""
    stage = Stage(play)
    with_months = stage.still()
    for _ in range(months or stage.months):
        for world, month in stage.step().items():
            with_months["worlds"][stage.worlds.index(world)]["months"].append(month)
    return with_months
