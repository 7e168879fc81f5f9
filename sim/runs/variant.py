"""Variants: what is run. A point in parameter space, a camp, and the mechanisms that are on."""

from __future__ import annotations

from dataclasses import dataclass

from sim.model.camps import Camp
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Variant:
    """One run a replicate: ``scenario`` under ``camp`` with these ``mechanisms``, all that it has unless given.

    ``grouped`` keeps the axis group, ``placed`` the sums of every area, also where each replicate draws its areas anew.
    A ``window``, first month and the one after the last, from 0, has measures, types and value read in these months
    only.
    """

    name: str
    scenario: Scenario
    camp: Camp
    mechanisms: frozenset[str] | None = None
    grouped: bool = False
    window: tuple[int, int] | None = None
    placed: bool = False


@dataclass(frozen=True)
class SideBySide:
    """Two variants of one scenario, each doing what it does alone: no run, but read off their need ledgers."""

    name: str
    of: tuple[str, str]
    grouped: bool = False


@dataclass(frozen=True)
class Batch:
    """What a question wants next: these variants for these replications, of the same worlds and luck."""

    variants: tuple[Variant | SideBySide, ...]
    replications: range
