"""The district as a Mesa model: ``step()`` is one month of the same `advance` that the runner calls."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from sim.mechanisms import TYPES
from sim.scenario import LoadedScenario, Scenario, changed, varied
from sim.scenario.programme import CHANGEABLE

from .agents import ATTRIBUTES, Organisation
from .arguments import (
    MADE_WITH,
    camp_of,
    fields_of,
    instead_of,
    mechanisms_of,
    one_of,
    plain_settings,
    replication_of,
    scenario_of,
    seed_of,
    whole_seed,
)  # fmt: skip
from .by_hand import ground_of, look_over, note, nothing_by_hand, who_is_able
from .camps import Camp
from .chance import MONTHS
from .columns import MONTH
from .kinds import Kinds, asking, by_rule, checked, decisions
from .measures import MEASURES, REPORTED, by_month
from .month import Ground, advance, begin, expect, given_to, prepare, settle_anew, step
from .phases.arise import make_needs, needs_change
from .quiet_mesa import mesa
from .recorder import Receiver, begin_record, hand_out, receiver_of
from .snapshot import Snapshot, put_back, take
from .value import so_far, value_by_need
from .world import make_world

VALUES = ("value_added",)

RESTED_ON = ("level", "hours", "members", "capacity", "functions")  # levers, places and conveners rest on these
# Arrays are written into where no attribute sees it.
VIEWED = tuple(name for name, attribute in ATTRIBUTES.items() if attribute.shape and not attribute.refusal)


class District(mesa.Model):  # type: ignore[misc, unused-ignore]
    """One district, month by month.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario
        A shipped name, the path of a file, or what `sim.load` returned.
    camp : str or Camp
        Who acts, and who is with whom: ``joint``, ``block``, ``line``, ``halves_joint``, ``half_0``, ``half_1``.
    mechanisms : collection of str, optional
        Which of the scenario's are on; all of them unless given.
    kinds : mapping of str to class, optional
        Classes of one's own for organisations of some types, by name of type: subclasses of those in `agents`, which
        may `decide`, `offer` and `claim` for themselves. A month in which one does is stepped in Python, and slower.
    replication : int
        Which replicate of the runner it is, from 0: the same world, needs and luck.
    events : bool or callable, optional
        Whether to keep a record of what happens: who saw, heard, came and why nobody served (docs, 7.12). What can be
        called is given each month's events instead, and nothing is kept.
    agent_reporters : mapping, optional
        As for `mesa.DataCollector`: what to keep of every organisation every month. Agents are made then.
    seed : int, optional
        The same as ``rng``, as earlier versions of Mesa call it.
    set : mapping, optional
        Fields of the scenario that are otherwise, as by ``--set``: ``{"needs.two_sided": 0.3}``, or in sections.
    **kwargs
        The same one by one, ``District(**{"needs.two_sided": 0.3})``, so that ``mesa.batch_run`` can vary them.
    rng : int, sequence of int, SeedSequence, BitGenerator or Generator, optional
        The scenario's seed unless given. A whole number is the seed, as ``--seed`` is on the command line; of anything
        else a seed is made, which for a generator takes one number from it.

    Attributes
    ----------
    scenario : LoadedScenario
        With the seed that is used.
    world : World
        What the replicate was dealt.
    state : State
        The run: the arrays of `columns`. Write through agents; then all that rests on it is made anew.
    datacollector : mesa.DataCollector
        A row for each month: `REPORTED` and `VALUES`.

    Raises
    ------
    ScenarioError
        With all that is wrong with the scenario or the fields that are set.
    TypeError, ValueError
        Where another argument is not what it may be, saying what it may be.

    Notes
    -----
    All luck is keyed. ``rng`` and ``random`` are there for what a Mesa user does with them (``shuffle_do``); no rule of
    the model draws from them. Agents are made by Mesa when somebody first asks for them.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario = "default",
        *,
        camp: str | Camp = "joint",
        mechanisms: Collection[str] | None = None,
        kinds: Kinds | None = None,
        replication: int = 0,
        events: bool | Receiver = False,
        agent_reporters: Mapping[str, Any] | None = None,
        rng: Any = None,
        seed: int | None = None,
        set: Mapping[str, Any] | None = None,  # noqa: A002 - as on the command line
        **kwargs: Any,  # Mesa's SolaraViz looks for it by this name
    ) -> None:
        if seed is not None:
            if rng is not None:
                raise TypeError("seed and rng are two names of one thing: give one of them")
            rng = whole_seed(seed)
        ours = scenario_of(scenario)
        if set or kwargs:
            ours = varied(ours, plain_settings({**plain_settings(set or {}), **fields_of(kwargs, ARGUMENTS)}))
        if isinstance(rng, np.integer):
            rng = int(rng)  # Mesa 3.5 takes Python's only
        if rng is not None:
            ours = ours.model_copy(update={"seed": seed_of(rng)})
        super().__init__(rng=ours.seed if rng is None else rng)
        self._settings = ours
        self.camp = camp_of(camp, ours)
        self.mechanisms = mechanisms_of(mechanisms, ours)
        self._kinds = checked(kinds)
        self._own_agents: tuple[Organisation, ...] = ()
        self.world = make_world(ours, ours.seed, replication_of(replication))
        need = make_needs(self.world, ours.months)
        self.state = begin(self.world, prepare(self.world, self.mechanisms), self.camp, need, ours.months)
        self._receiver = receiver_of(events)
        self._events: tuple[np.ndarray, ...] = ()
        if events:
            begin_record(self.state)
        self._settled: np.ndarray | None = None  # the rows as they were when agents were made or last settled
        self._aside = np.zeros(len(self.state.organisation), bool)
        self._aside_changed = False
        self._by_hand = nothing_by_hand(self.state)
        measured = {name: [self.measure, [name]] for name in REPORTED}
        self.datacollector = mesa.DataCollector(
            model_reporters={**measured, **dict(zip(VALUES, VALUES, strict=True))},
            agent_reporters=dict(agent_reporters) if agent_reporters else None,
        )
        # Mesa 3.5 and later drop a model's own step for good where it raises, so what may be wrong is said before.
        self._mesa_step = self.step
        self.step = self._ready_step  # type: ignore[method-assign]
        self._is_made = True

    _is_made = False  # from then on what a run was made with is not written any more

    def __setattr__(self, name: str, value: Any) -> None:
        if self._is_made and name in (*CHANGEABLE, *MADE_WITH):
            raise AttributeError(instead_of(name))
        super().__setattr__(name, value)

    def step(self) -> None:
        """Live through one month and collect its measures.

        ``running`` is False when the scenario's months are over; one may go on stepping, for needs go on arising.

        Raises
        ------
        ValueError
            Where a number written by hand into an agent's array is not what the column may hold.
        RuntimeError
            After month 4,096.
        """
        self._ready()
        if self.own_agents:
            step(self.state, asking(self))
        else:
            advance(self.state)
        self._events += hand_out(self.state, self._receiver)
        if self.month >= self.scenario.months:
            self.running = False
        self.datacollector.collect(self)

    def _ready_step(self) -> None:
        self._ready()
        self._mesa_step()

    @property
    def month(self) -> int:
        """Return how many months are over."""
        return int(self.state.month)

    @property
    def scenario(self) -> LoadedScenario:
        """Return the scenario."""
        return self._settings

    @scenario.setter
    def scenario(self, mesas: Any) -> None:
        if "_settings" in self.__dict__:
            raise AttributeError(instead_of("scenario"))
        self._scenario = mesas  # Mesa 3.5 and later put an empty one of their own here

    @property
    def record(self) -> np.ndarray:
        """Return the months so far, shape (months,), dtype `columns.MONTH`: what the measures are made of."""
        return self.state.months[: self.month]

    def measure(self, name: str) -> float:
        """Return a measure of the month that was last stepped.

        Parameters
        ----------
        name : str
            A name in `measures.MEASURES`, which also says its unit.

        Returns
        -------
        float
            NaN before the first month, and where there was nothing to measure.

        Raises
        ------
        ValueError
            Where there is no such measure.
        """
        if name not in MEASURES:
            raise ValueError(f"no measure {name!r}; {one_of(name, tuple(MEASURES))}")
        return float(by_month(self.record[-1:], MEASURES[name])[0]) if self.month else float("nan")

    @property
    def events(self) -> tuple[np.ndarray, ...]:
        """Return what happened, a structured array a month, dtype `events.EVENT`; `recorder.event_table` names it."""
        return self._events

    @property
    def value_added(self) -> float:
        """Return the value added so far (points), gross."""
        return float(value_by_need(*so_far(self.state)).sum())

    @property
    def value_added_net(self) -> float:
        """Return the value added so far (points), less what the hours cost."""
        return self.value_added - self.scenario.costs.hour_price * float(self.state.months["hours"].sum())

    @property
    def agents(self) -> Any:
        """Return all agents (mesa.AgentSet), in order of row."""
        self._make_agents()
        return super().agents

    @property
    def agents_by_type(self) -> Any:
        """Return the agents by class (dict of mesa.AgentSet)."""
        self._make_agents()
        return super().agents_by_type

    @property
    def agent_types(self) -> Any:
        """Return the classes of agents there are."""
        self._make_agents()
        return super().agent_types

    def remove_all_agents(self) -> None:
        """Remove every agent: from the next month on nobody acts."""
        self._make_agents()
        super().remove_all_agents()

    def change(self, settings: Mapping[str, Any]) -> None:
        """Let mechanisms, institutions, technology, matching or needs be otherwise from the next month on.

        Needs that have arisen stay what they are, those yet to come arise under the new settings. What is settled
        before a month (levers, who has signed and is covered, who may serve where, conveners) is settled anew, with the
        same luck; what the run has brought about goes on. A scenario that says the same under ``from_month`` gives the
        same numbers, and `scenario` is that scenario afterwards.

        Parameters
        ----------
        settings : mapping
            Values by dotted path, ``{"mechanisms.supervision.strength": 0.0}``, or in sections as in a file.

        Raises
        ------
        ScenarioError
            With all that is wrong with them; then nothing has changed.
        RuntimeError
            After month 4,096.
        """
        if self.month >= MONTHS:
            raise RuntimeError(f"a run has at most {MONTHS} months: luck has no keys beyond")
        before, after = self.scenario, changed(self.scenario, self.month + 1, plain_settings(settings))
        self._settings = after
        self.__dict__["world"] = self.state.world = replace(self.world, scenario=after)
        if needs_change(before, after):
            expect(self.state, make_needs(self.world, len(self.state.months)))
        settle_anew(self.state, self._ground().at(self.month))

    def snapshot(self) -> Snapshot:
        """Return the district as it is now, to `restore` later."""
        return take(self)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a month: from there the same months come again, bit for bit, whatever has happened since.

        Levers, columns, what has been collected, ``rng`` and ``random``, and what agents of one's own remember are as
        they were. Mesa's own count ``steps`` goes on.

        Parameters
        ----------
        snapshot : Snapshot
            Of this district.

        Raises
        ------
        ValueError, RuntimeError
            Where it is of another district, or an organisation has been removed since.
        """
        put_back(self, snapshot)

    def rested_on(self) -> np.ndarray:
        """Return a copy of the columns on which levers, places and conveners rest, shape (organisations,)."""
        return np.array(self.state.organisation[list(RESTED_ON)])

    def _make_agents(self) -> None:
        if self._settled is not None:
            return
        self._settled = self.rested_on()
        for row, number in enumerate(self.state.organisation["type"].tolist()):
            self._kinds[TYPES[number]](self, row)._frozen = True
        self._own_agents = tuple(agent for agent in super().agents if _decides(agent))

    @property
    def own_agents(self) -> tuple[Organisation, ...]:
        """Return the organisations that decide something for themselves."""
        if self._settled is None and any(decisions(kind) for kind in self._kinds.values()):
            self._make_agents()
        return self._own_agents

    def by_rule(self, agent: Organisation) -> np.void:
        """Return the row that an organisation would have if it did as the rule says this month."""
        if self.month >= len(self.state.months):
            self._go_on()
        return by_rule(given_to(self.state), agent)

    def let_act(self, agent: Organisation, acts: bool) -> None:
        """Let an organisation act from the next month on, or stand aside; what ``agent.acts = …`` calls."""
        if acts and agent._removed:
            raise ValueError(f"{agent.name} was removed")
        if acts and not agent.hours > 0.0:
            raise ValueError(f"{agent.name} cannot act: it has no hours")
        if acts and not self.camp.acts[agent.label]:
            raise ValueError(f"{agent.name} cannot act: the camp {self.camp.name!r} does not let it")
        self.state.organisation["acts"][agent.row] = acts
        self._aside[agent.row] = not acts
        self._aside_changed = True

    def _ready(self) -> None:
        """See that there is another month, and that what was written by hand holds."""
        if self.month >= len(self.state.months):
            self._go_on()
        if self._settled is None:
            return
        organisation = self.state.organisation
        changed = [name for name in RESTED_ON if (organisation[name] != self._settled[name]).any()]
        for name in (*changed, *VIEWED):
            look_over(self.state, name, within_limits=name in changed)
        if changed or self._aside_changed:
            self._settle()
            self._settled, self._aside_changed = self.rested_on(), False

    def _settle(self) -> None:
        """Make anew what follows from who is there: who acts and convenes, levers, lists, what a place can do."""
        by_hand = note(self._by_hand, self.state)
        self.state.organisation["able"] = who_is_able(self.state, by_hand) & ~self._aside
        settle_anew(self.state, self._ground().at(self.month))

    def _ground(self) -> Ground:
        """Return levers and places of the organisations as they are now, for all months."""
        self._by_hand = note(self._by_hand, self.state)
        return ground_of(self.state, self._by_hand, self.mechanisms)

    def _go_on(self) -> None:
        """Make needs for as many months again; those there are stay as they are."""
        months = min(2 * len(self.state.months), MONTHS)
        if self.month >= months:
            raise RuntimeError(f"a run has at most {MONTHS} months: luck has no keys beyond")
        self.state.months = np.append(self.record, np.zeros(months - self.month, MONTH))
        expect(self.state, make_needs(self.world, months))


def _decides(agent: mesa.Agent) -> bool:
    return isinstance(agent, Organisation) and bool(decisions(type(agent)))


ARGUMENTS = tuple(inspect.signature(District).parameters)[:-1]
