"""The plain twin: a second implementation of the model, written from docs/model.md alone.

A world is made by `make_world`; a run is ``TwinModel(world, camp, mechanisms)`` stepped month by month.
Unseen is ``math.inf`` in ``need.seen``, unlisted is -1 in ``need.listed``.
"""

from .camps import Camp, Channels, block_camp, half_camp, half_joint_camp, joint_camp, line_camp
from .levers import MECHANISMS
from .model import Organisation, TwinModel
from .value import ceiling, hours, load, net, side_by_side, value
from .world import World, make_world

__all__ = [
    "MECHANISMS",
    "Camp",
    "Channels",
    "Organisation",
    "TwinModel",
    "World",
    "block_camp",
    "ceiling",
    "half_camp",
    "half_joint_camp",
    "hours",
    "joint_camp",
    "line_camp",
    "load",
    "make_world",
    "net",
    "side_by_side",
    "value",
]
