"""Camps: who is with whom, and who acts. Every arm, every half, every coalition is one of these (docs, 2.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from sim.mechanisms.mechanism import AGENCY, STREET
from sim.scenario.schema import Scenario

from . import chance
from .columns import CAMP_TYPE, NONE, PLATFORM_TYPE
from .compiled import leaf
from .world import World

CHANNELS = ("sight", "peers", "agenda", "partners", "trust")


@dataclass(frozen=True)
class Camp:
    """A division of the organisations in two labels, who of them acts, and what runs between them.

    Attributes
    ----------
    name : str
        For tables.
    acts : tuple of bool
        Whether label 0 and label 1 act.
    labels : {"kinds", "halves"}
        Labels are kinds (block 0, line 1), or the two random halves of each street.
    channels : dict of str to float
        Across labels; all 0 where only one label acts.
    """

    name: str
    acts: tuple[bool, bool]
    labels: Literal["kinds", "halves"] = "kinds"
    channels: dict[str, float] = field(default_factory=lambda: dict.fromkeys(CHANNELS, 0.0))


def alone(label: int, labels: Literal["kinds", "halves"] = "kinds") -> Camp:
    """Return the camp in which only one label acts."""
    names = ("block", "line") if labels == "kinds" else ("half_0", "half_1")
    return Camp(names[label], (label == 0, label == 1), labels)


def together(channels: dict[str, float], labels: Literal["kinds", "halves"] = "kinds") -> Camp:
    """Return the camp in which both labels act, with these channels between them."""
    return Camp("joint" if labels == "kinds" else "halves_joint", (True, True), labels, channels)


def open_channels(scenario: Scenario) -> dict[str, float]:
    """Return what the scenario lets run between the kinds."""
    return {name: getattr(scenario.channels, name) for name in CHANNELS}


def camps_of(scenario: Scenario) -> dict[str, Camp]:
    """Return the camps that have a name: together and alone, of the kinds and of random halves."""
    channels = open_channels(scenario)
    camps = (
        together(channels), alone(0), alone(1),
        together(channels, "halves"), alone(0, "halves"), alone(1, "halves"),
    )  # fmt: skip
    return {camp.name: camp for camp in camps}


def label_organisations(world: World, camp: Camp) -> np.ndarray:
    """Return the label of every organisation: its kind, or its random half (docs, 5.7)."""
    label = world.organisation["kind"].copy()
    if camp.labels == "kinds":
        return label
    able = np.flatnonzero(world.organisation["able"])
    ids = world.organisation["id"]
    luck = chance.lots(world.key, chance.SHUFFLE, ids[able])
    order = able[np.lexsort((ids[able], luck, world.organisation["street"][able]))]
    street = world.organisation["street"][order]
    blocks = np.bincount(street, weights=label[order] == 0, minlength=len(world.street))
    place = np.arange(len(order)) - np.searchsorted(street, street)
    label[order] = place >= blocks[street]
    return label


def settle_camp(world: World, camp: Camp, organisation: np.ndarray, street: np.ndarray, attention: float) -> np.ndarray:
    """Write labels, who acts, conveners and their hours; return the camp's record (shape (1,))."""
    organisation["label"] = label_organisations(world, camp)
    convening = world.scenario.convening
    line_hours = convening.line_hours if convening.line_convener else 0.0
    divide(organisation, street, *camp.acts, camp.labels == "kinds", convening.block_hours * attention, line_hours)
    acts = [bool(acting) for acting in street["acting"].sum(axis=0)]
    both = all(acts)
    channels = camp.channels if both else dict.fromkeys(CHANNELS, 0.0)  # nothing runs to a label that nobody has
    pooled, own = channels["agenda"], street["hours"][:, :2] * acts
    street["hours"][:, :2] = (1.0 - pooled) * own
    street["hours"][:, 2] = pooled * own.sum(axis=1)
    street["calls"] = street["hours"]
    hub = organisation["label"][street["convener"][:, 2]]
    of_hub, of_partner = (np.take_along_axis(own, side[:, None], axis=1)[:, 0] for side in (hub, 1 - hub))
    street["calls"][:, 2] = pooled * (of_hub + convening.partner_brings * of_partner)

    record = np.zeros(1, CAMP_TYPE)
    for name in CHANNELS:
        record[name] = channels[name]
    record["acts"], record["both"] = acts, both
    record["exists"] = (acts[0] and pooled < 1.0, acts[1] and pooled < 1.0, both and pooled > 0.0)
    block_share = world.scenario.resources.public_block
    record["public"] = 1.0 if both else (block_share if acts[0] else 1.0 - block_share)
    return record


def settle_platform(world: World, record: np.ndarray, share: float) -> np.ndarray:
    """Return the platform above the street, with the hours of its plans in a camp (shape (1,))."""
    convening, pooled = world.scenario.convening, record["agenda"][0]
    of_block = convening.platform_block
    platform = np.zeros(1, PLATFORM_TYPE)
    parts = np.array([(1.0 - pooled) * of_block, (1.0 - pooled) * (1.0 - of_block), pooled])
    platform["hours"] = convening.platform_hours * share * parts * record["exists"]
    return platform


@leaf
def divide(organisation, street, acts_0, acts_1, by_kind, block_hours, line_hours):
    """Write who acts, how many do, and the convener of each street and plan with the hours of its own."""
    for s in range(len(street)):
        for plan in range(3):
            street[s].convener[plan], street[s].hours[plan] = NONE, 0.0
        street[s].acting[0] = street[s].acting[1] = 0
    for i in range(len(organisation)):
        o = organisation[i]
        o.acts = o.able and (acts_1 if o.label else acts_0)
        own = street[o.street]
        own.acting[o.label] += o.acts
        if not o.able:
            continue
        for plan in range(3):
            if plan == 1 - o.label:
                continue
            if own.convener[plan] == NONE or _convenes(o, organisation[own.convener[plan]], plan, by_kind):
                own.convener[plan] = i
        if own.convener[0] != NONE:
            own.hours[0] = block_hours
        if o.kind == 1:
            own.hours[1] = line_hours
    for s in range(len(street)):
        if street[s].convener[1] == NONE:
            street[s].hours[1] = 0.0


@leaf
def _convenes(a, b, plan, by_kind):
    """Return whether ``a`` rather than ``b``: the one preferred, else the one with most hours, else the smaller id."""
    preferred = AGENCY if plan == 1 else STREET
    if (by_kind or plan == 2) and (a.type == preferred) != (b.type == preferred):
        return a.type == preferred
    return a.hours > b.hours or (a.hours == b.hours and a.id < b.id)
