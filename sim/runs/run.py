"""Runs: what is made. A run is what it is made of; what it is called in a question is no part of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from sim.mechanisms import Mechanism
from sim.model.camps import Camp
from sim.model.setting import mechanism_names
from sim.scenario import dump
from sim.scenario.schema import Scenario
from sim.scenario.stretches import stretches

from .quantities import Quantity

MAKES_NO_NUMBER = ("title", "description", "extends", "use", "interval", "from_month", "channels")
"""Fields of a scenario that no run depends on.

Files that `use` names count by what they say, changes by what holds, channels by what is open in the run's camp.
"""


class _Keyed:
    """Something whose identity is its key."""

    key: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True, eq=False)
class Run(_Keyed):
    """One run a replicate.

    Attributes
    ----------
    scenario : Scenario
    camp : Camp
        Its name is no part of the run.
    mechanisms : frozenset of str
        Those that are on and move anything; all that the scenario has where None is given.
    key : str
        A digest of all that the run's numbers depend on but the replication: the same in every process and session.
    world : str
        A digest of the scenario: runs that share it share worlds and needs.

    Raises
    ------
    ValueError
        Where a mechanism is none of the scenario's.
    """

    scenario: Scenario = field(repr=False)
    camp: Camp
    mechanisms: frozenset[str] | None = None
    key: str = field(init=False)
    world: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Leave out what moves nothing, and work the key out."""
        there = frozenset(mechanism_names(self.scenario))
        given = there if self.mechanisms is None else self.mechanisms
        if not given <= there:
            raise ValueError(f"no mechanism of this scenario: {', '.join(sorted(given - there))}")
        contents = _contents(_Same(self.scenario))
        active = given - contents.inert
        by_name = {name: contents.mechanisms[name] for name in active}
        made_of = {"rest": contents.rest, "camp": _division(self.camp), "mechanisms": by_name}
        object.__setattr__(self, "mechanisms", active)
        object.__setattr__(self, "key", _digest(made_of))
        object.__setattr__(self, "world", contents.world)


@dataclass(frozen=True, eq=False)
class SideBySide(_Keyed):
    """Two runs of one scenario, each doing what it does alone: derived from their need ledgers in every replicate."""

    of: tuple[Run, Run]
    key: str = field(init=False)
    world: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Work the key out."""
        first, second = self.of
        if first.world != second.world:
            raise ValueError("side by side are two runs of one scenario")
        object.__setattr__(self, "key", _digest({"side by side": [first.key, second.key]}))
        object.__setattr__(self, "world", first.world)

    @property
    def scenario(self) -> Scenario:
        """Return the scenario of both."""
        return self.of[0].scenario


AnyRun = Run | SideBySide
Wanted = Mapping[AnyRun, frozenset[Quantity]]
"""Runs, and what is read of each."""


@dataclass(frozen=True)
class Batch:
    """What a question wants next: these quantities of these runs, for these replications.

    Attributes
    ----------
    later : tuple of int
        Up to which replications it may want the same in steps to come, in ascending order. What others have made of
        these runs meanwhile is read for it, too.
    receiver : callable, optional
        Called with the `Table`, the number of a replication and what a run of it raised, if one did, for each of them
        in order as soon as it is made. Where it is given, the question goes on after failures.
    """

    wanted: Wanted
    replications: range
    later: tuple[int, ...] = ()
    receiver: Callable[[Any, int, Exception | None], None] | None = None


def parts_of(run: AnyRun) -> tuple[Run, ...]:
    """Return the runs that a run is derived from, where it is."""
    return run.of if isinstance(run, SideBySide) else ()


def keys_of(runs: Iterable[AnyRun]) -> dict[str, None]:
    """Return the keys of runs and of those that they are derived from, in order, each once."""
    return dict.fromkeys(member.key for run in runs for member in (run, *parts_of(run)))


def within(scenario: Scenario, run: AnyRun) -> AnyRun | None:
    """Return a run as one of another scenario, if it is the same there."""
    if run.scenario is scenario:
        return run
    if isinstance(run, SideBySide):
        first, second = (within(scenario, part) for part in run.of)
        return SideBySide((first, second)) if isinstance(first, Run) and isinstance(second, Run) else None
    if not (run.mechanisms or frozenset()) <= set(mechanism_names(scenario)):
        return None
    moved = Run(scenario, run.camp, run.mechanisms)
    return moved if moved == run else None


def joined(parts: Iterable[tuple[AnyRun, Iterable[Quantity]]]) -> dict[AnyRun, frozenset[Quantity]]:
    """Return what is wanted of each run, once, whoever wants it."""
    wanted: dict[AnyRun, frozenset[Quantity]] = {}
    for run, quantities in parts:
        wanted[run] = wanted.get(run, frozenset()) | frozenset(quantities)
    return wanted


def _is_inert(scenario: Scenario, name: str) -> bool:
    """Whether a mechanism never moves a lever: without a dose all along, and dosed and pulled by the model's own code.

    What a file of one's own pulls is its own affair: it may move levers at a dose of nothing.
    """
    kind: type[Mechanism] = type(getattr(scenario.mechanisms, name))
    if not all(method.__module__.startswith("sim.mechanisms.") for method in (kind.pull, kind.dosed)):
        return False
    return all(getattr(part.mechanisms, name).strength == 0.0 for _, part in stretches(scenario))


def _division(camp: Camp) -> dict[str, Any]:
    """Return what of a camp makes numbers: nothing runs to a label that does not act."""
    channels = {name: float(value) for name, value in camp.channels.items()} if all(camp.acts) else {}
    return {"labels": camp.labels, "acts": list(camp.acts), "channels": channels}


class _Same:
    """A scenario, or a section of one, as a key of a cache: the same object is the same."""

    def __init__(self, model: BaseModel) -> None:
        self.model = model

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.model is other.model

    def __hash__(self) -> int:
        return id(self.model)


@dataclass(frozen=True)
class _Contents:
    """Digests of a scenario without its mechanisms, of the settings of each, and of all; and which are inert."""

    rest: str
    mechanisms: Mapping[str, str]
    world: str
    inert: frozenset[str]


@lru_cache(maxsize=64)
def _contents(same: _Same) -> _Contents:
    """Take in all stretches of months between which something changes."""
    scenario = same.model
    assert isinstance(scenario, Scenario)
    rest = [_text(source.digest) for source in scenario.own.sources]
    if rest:  # a file of one's own may look them up
        rest.append(_text(scenario.channels.model_dump()))
    settings: dict[str, list[str]] = {}
    for month, part in stretches(scenario):
        for name in mechanism_names(part):
            settings.setdefault(name, []).append(_stated(_Same(getattr(part.mechanisms, name))))
        rest.append(f"[{month},{_joined(part)}]")
    digests = {name: _hashed(f"[{','.join(texts)}]") for name, texts in settings.items()}
    whole = _hashed(f"[{','.join(rest)}]")
    inert = frozenset(name for name in digests if _is_inert(scenario, name))
    return _Contents(whole, digests, _digest({"rest": whole, "mechanisms": digests}), inert)


def _joined(scenario: Scenario) -> str:
    """Return a scenario's settings as `_text` writes data, but for mechanisms and what makes no number.

    It is put together section by section, for many scenarios share most of theirs.
    """
    names = [name for name in type(scenario).model_fields if name not in ("mechanisms", *MAKES_NO_NUMBER)]
    sections = {name: part for name in names if isinstance(part := getattr(scenario, name), BaseModel)}
    others = scenario.model_dump(mode="json", round_trip=True, include=set(names) - sections.keys())
    texts = {name: _text(value) for name, value in others.items()}
    texts |= {name: _stated(_Same(section)) for name, section in sections.items()}
    return "{%s}" % ",".join(f"{_text(name)}:{texts[name]}" for name in sorted(texts))


@lru_cache(maxsize=512)
def _stated(same: _Same) -> str:
    return _text(dump(same.model))


def _digest(data: Any) -> str:
    return _hashed(_text(data))


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
