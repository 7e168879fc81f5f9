"""Whose turn comes next: needs in a knock-out, of which the winner's turn it is."""

from __future__ import annotations

import numpy as np

from ..compiled import leaf

# The turn of a need: the greatest place comes first, then the greatest luck, then the smallest row. ``top`` is where
# its best pair left stands, ``lead`` the pair it must begin with (-1: none).
TURN = np.dtype([("place", "f8"), ("luck", "f8"), ("top", "i4"), ("lead", "i4")], align=True)
OVER = -np.inf  # the place of a need whose turn is over


@leaf
def _sooner(a, b, turn):
    """Return whether need ``a`` comes before need ``b``; without branches, for nobody can foretell it."""
    first, second = turn[a], turn[b]
    luckier = (first.luck > second.luck) | ((first.luck == second.luck) & (a < b))
    return (first.place > second.place) | ((first.place == second.place) & luckier)


@leaf
def line_up(queue, count, turn):
    """Let ``count`` needs play. Need x stands at ``count + x``, who wins at 2k and 2k + 1 at k, the next one at 1."""
    for x in range(count):
        queue[count + x] = x
    for at in range(count - 1, 0, -1):
        a, b = queue[2 * at], queue[2 * at + 1]
        queue[at] = a if _sooner(a, b, turn) else b


@leaf
def play_again(queue, count, x, turn):
    """Let need ``x``, whose place has changed, play its way up again."""
    at = count + x
    while at > 1:
        other = queue[at ^ 1]
        x = other if _sooner(other, x, turn) else x
        at >>= 1
        queue[at] = x
