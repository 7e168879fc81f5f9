"""Camps: who is with whom, who acts and what passes between the labels (docs/model.md, 2.3)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Channels:
    """From 0 to 1 across labels."""

    sight: float = 0.0
    peers: float = 0.0
    agenda: float = 0.0
    partners: float = 0.0
    trust: float = 0.0


@dataclass
class Camp:
    """One run's division: a label and a leave to act for each organisation, in order of row."""

    labels: list[int]
    acts: list[bool]
    channels: Channels = field(default_factory=Channels)
    convening: str = "kinds"  # or "halves"


def _channels(world, channels):
    if channels is None:
        channels = world.scenario.channels
    names = ("sight", "peers", "agenda", "partners", "trust")
    if isinstance(channels, dict):
        return Channels(**channels)
    return Channels(**{name: getattr(channels, name) for name in names})


def _kinds(world):
    return [b.kind for b in world.bodies]


def block_camp(world):
    kinds = _kinds(world)
    return Camp(kinds, [k == 0 for k in kinds])


def line_camp(world):
    kinds = _kinds(world)
    return Camp(kinds, [k == 1 for k in kinds])


def joint_camp(world, channels=None):
    kinds = _kinds(world)
    return Camp(kinds, [True] * len(kinds), _channels(world, channels))


def half_camp(world, label):
    labels = world.half_labels()
    return Camp(labels, [k == label for k in labels], Channels(), "halves")


def half_joint_camp(world, channels=None):
    labels = world.half_labels()
    return Camp(labels, [True] * len(labels), _channels(world, channels), "halves")
