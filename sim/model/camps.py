"""Camps: who is with whom, and who acts. Every arm, every half, every coalition is one of these (docs, 2.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from . import chance
from .chance import draw
from .columns import CAMP_TYPE, NONE
from .world import World

CHANNELS = ("sight", "peers", "agenda", "partners", "trust")
AGENCY = 3


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


def label_organisations(world: World, camp: Camp) -> np.ndarray:
    """Return the label of every organisation: its kind, or its random half (docs, 5.7)."""
    label = world.organisation["kind"].copy()
    if camp.labels == "kinds":
        return label
    able = np.flatnonzero(world.organisation["able"])
    ids = world.organisation["id"]
    lots = np.array([draw(world.key, chance.SHUFFLE, 0, 0, 0, ids[i])[0] for i in able])
    order = able[np.lexsort((ids[able], lots, world.organisation["street"][able]))]
    street = world.organisation["street"][order]
    blocks = np.bincount(street, weights=label[order] == 0, minlength=len(world.street))
    place = np.arange(len(order)) - np.searchsorted(street, street)
    label[order] = place >= blocks[street]
    return label


def settle_camp(world: World, camp: Camp, organisation: np.ndarray, street: np.ndarray, attention: float) -> np.ndarray:
    """Write labels, who acts, conveners and their hours; return the camp's record (shape (1,))."""
    label = label_organisations(world, camp)
    organisation["label"] = label
    organisation["acts"] = organisation["able"] & np.where(label == 0, *camp.acts)
    acts = [bool((organisation["acts"] & (label == each)).any()) for each in (0, 1)]
    both = all(acts)
    channels = camp.channels if both else dict.fromkeys(CHANNELS, 0.0)  # nothing runs to a label that nobody has
    convener = conveners(world, camp, organisation, len(street))
    convening = world.scenario.convening
    has_lines = np.zeros(len(street), bool)
    has_lines[organisation["street"][organisation["able"] & (organisation["kind"] == 1)]] = True
    own = np.zeros((len(street), 2))
    own[:, 0] = convening.block_hours * attention
    own[:, 1] = np.where(has_lines, convening.line_hours * convening.line_convener, 0.0)
    own = np.where(convener[:, :2] == NONE, 0.0, own) * acts
    pooled = channels["agenda"]
    street["convener"] = convener
    street["hours"][:, :2] = (1.0 - pooled) * own
    street["hours"][:, 2] = pooled * own.sum(axis=1)

    record = np.zeros(1, CAMP_TYPE)
    for name in CHANNELS:
        record[name] = channels[name]
    record["acts"], record["both"] = acts, both
    record["exists"] = (acts[0] and pooled < 1.0, acts[1] and pooled < 1.0, both and pooled > 0.0)
    block_share = world.scenario.resources.public_block
    record["public"] = 1.0 if both else (block_share if acts[0] else 1.0 - block_share)
    return record


def conveners(world: World, camp: Camp, organisation: np.ndarray, streets: int) -> np.ndarray:
    """Return the row of the convener of each street and plan, -1 where there is none; shape (streets, 3)."""
    able = organisation["able"]
    committee = able & (organisation["type"] == 0)
    first: tuple[np.ndarray, np.ndarray]
    if camp.labels == "kinds":
        of_label = (able & world.blocks, able & world.lines)
        first = (committee, organisation["type"] == AGENCY)
    else:
        of_label = (able & (organisation["label"] == 0), able & (organisation["label"] == 1))
        first = (np.zeros(len(able), bool), np.zeros(len(able), bool))
    found = np.full((streets, 3), NONE, np.int32)
    for plan, (among, preferred) in enumerate(zip((*of_label, able), (*first, committee), strict=True)):
        found[:, plan] = _largest(organisation, among, preferred, streets)
    return found


def _largest(organisation: np.ndarray, among: np.ndarray, preferred: np.ndarray, streets: int) -> np.ndarray:
    """Return, by street, the preferred one with most hours, else the one with most hours; then smallest id."""
    rows = np.flatnonzero(among)
    keys = (organisation["id"][rows], -organisation["hours"][rows], ~preferred[rows], organisation["street"][rows])
    order = rows[np.lexsort(keys)]
    found = np.full(streets, NONE, np.int32)
    street, first = np.unique(organisation["street"][order], return_index=True)
    found[street] = order[first]
    return found
