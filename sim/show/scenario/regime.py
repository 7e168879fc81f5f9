"""What is moved down from the lines above: said where S and K are read, for they answer under one regime."""

from __future__ import annotations

from collections.abc import Iterable

from sim.scenario import Scenario
from sim.scenario.stretches import stretches
from sim.words import say

from ..kit.numbers import percentage


def moved_down(scenario: Scenario) -> list[tuple[int, float]]:
    """Return from which months on, counted from 0, which share goes down; only where it changes."""
    shares: list[tuple[int, float]] = []
    for month, at in stretches(scenario):
        share = at.institutions.resources_down
        if not shares or share != shares[-1][1]:
            shares.append((month, share))
    return shares


def under_this_regime(scenario: Scenario, lang: str) -> str:
    """Return that S and K answer for what is moved down here; nothing where nothing is."""
    shares = [share for _, share in moved_down(scenario) if share]
    return say("moved.regime", lang, share=_listed(shares, lang)) if shares else ""


def between_regimes(letters: Iterable[str], scenarios: Iterable[Scenario], lang: str) -> list[str]:
    """Return that S and K are no gain, where scenarios move down other shares than the first; else nothing."""
    first, *others = (moved_down(scenario) for scenario in scenarios)
    name, *names = letters
    apart = [(other, shares) for other, shares in zip(names, others, strict=False) if shares != first]
    if not apart:
        return []
    comma = say("list.comma", lang)
    stated = [
        say("list.value", lang, name=letter, value=_amount(shares, lang)) for letter, shares in [(name, first), *apart]
    ]
    return [say("moved.compared", lang, letters=comma.join(other for other, _ in apart), shares=comma.join(stated))]


def over_points(scenarios: Iterable[Scenario], lang: str) -> str:
    """Return the same of the points of a sweep."""
    first, *others = (moved_down(scenario) for scenario in scenarios)
    return say("moved.swept", lang) if any(other != first for other in others) else ""


def _amount(shares: list[tuple[int, float]], lang: str) -> str:
    if not any(share for _, share in shares):
        return say("moved.nothing", lang)
    return say("value.percent", lang, figures=_listed([share for _, share in shares], lang))


def _listed(shares: list[float], lang: str) -> str:
    return say("list.comma", lang).join(percentage(share) for share in shares)
