"""Whose turn comes next: needs in a queue (a heap, the next one on top)."""

from __future__ import annotations

import numpy as np

from ..compiled import leaf

# The turn of a need: the greatest place comes first, then the greatest luck, then the smallest row. ``top`` is where
# its best pair left stands, ``lead`` the pair it must begin with (-1: none).
TURN = np.dtype([("place", "f8"), ("luck", "f8"), ("top", "i4"), ("lead", "i4")], align=True)


@leaf
def _sooner(a, b, turn):
    """Return whether need ``a`` comes before need ``b``; without branches, for nobody can foretell it."""
    one, other = turn[a], turn[b]
    luckier = (one.luck > other.luck) | ((one.luck == other.luck) & (a < b))
    return (one.place > other.place) | ((one.place == other.place) & luckier)


@leaf
def enter(queue, waiting, x, turn):
    """Put need ``x`` into the queue; return how many wait."""
    _rise(queue, waiting, x, turn)
    return waiting + 1


@leaf
def leave(queue, waiting, turn):
    """Take the next need off the queue; return how many wait."""
    sink(queue, waiting - 1, queue[waiting - 1], turn)
    return waiting - 1


@leaf
def sink(queue, waiting, x, turn):
    """Put need ``x`` in the top's stead: down to the bottom first, where most belong, then up to its place."""
    at = 0
    while 2 * at + 2 < waiting:
        child = 2 * at + 1
        child += _sooner(queue[child + 1], queue[child], turn)
        queue[at] = queue[child]
        at = child
    if 2 * at + 1 < waiting:
        queue[at] = queue[2 * at + 1]
        at = 2 * at + 1
    _rise(queue, at, x, turn)


@leaf
def _rise(queue, at, x, turn):
    """Let need ``x`` rise from the free place ``at``."""
    while at > 0 and _sooner(x, queue[(at - 1) // 2], turn):
        queue[at] = queue[(at - 1) // 2]
        at = (at - 1) // 2
    queue[at] = x
