"""Liaise (5): who hears of which project, and how many days are left for work when one has heard."""

from __future__ import annotations

from ..columns import SOCIAL
from ..compiled import leaf
from .phase import PHASES, Phase

# A row of the schedule without a loop of its own: `match` asks these functions about the pairs it looks at.
PHASES["liaise"] = Phase(
    name="liaise",
    does="who hears of which listed need, and how many days are left for work then; worked out inside match, for the"
    " pairs that are looked at",
    reads=tuple(
        "seat.organisation seat.id seat.home seat.hears need.id need.owner need.nature need.closes"
        " ledger.seen ledger.listed".split()
    ),
    writes=("pair.left",),
    levers=("hearing", "delay", "urgent_delay"),
)


@leaf
def days_left(t, n, seen, listed, home, p, world, ordered):
    """Return the days for work that are left this month, after seeing and hearing; 0 to 30."""
    start = 30.0 * t
    if listed == t:
        start = max(start, seen)
        if not home and not ordered:
            delay = p.hearing_days * world.delay
            start += delay * world.urgent_delay if n.nature == SOCIAL else delay
    return min(30.0, max(0.0, min(30.0 * (t + 1), n.closes) - start))
