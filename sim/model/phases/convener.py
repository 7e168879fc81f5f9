"""The convener's hours that partners take: winning one, and keeping a team of several together (docs, 7.6)."""

from __future__ import annotations

import numpy as np

from ..compiled import leaf

SCANT = 1e-9  # hours that nobody misses

CALLS = np.dtype(  # of one plan: its convener, the hours its teams may take, those taken so far, and what each takes
    [("convener", "i4"), ("month", "i4"), ("lasts", "i4"), ("limit", "f8"), ("taken", "f8"), ("partner", "f8"),
     ("winning", "f8")],
    align=True,
)  # fmt: skip


@leaf
def open_calls(calls, t, p, world, convener, limit):
    """Note what the teams of a plan may take of its convener's hours this month (``convener``: its row, or -1)."""
    calls.convener, calls.month, calls.lasts = convener, t, int(p.convening_winning_lasts)
    calls.limit, calls.taken = limit, 0.0
    calls.partner = world.coordination * p.convening_partner_hours
    calls.winning = world.coordination * p.convening_winning_hours


@leaf
def hours_of(calls, won, i, size):
    """Return the convener's hours that organisation ``i`` takes when it joins a team of ``size``.

    ``won`` holds the month in which the plan last counted on each organisation; empty where winning one takes no hours.
    """
    if i == calls.convener:
        return 0.0
    hours = calls.partner if size > 0 else 0.0
    if len(won) == 0:
        return hours
    is_won = won[i] >= 0 and calls.month - won[i] <= calls.lasts
    return hours if is_won else hours + calls.winning


@leaf
def note_won(won, i, month):
    """Note that the plan counts on organisation ``i``, where that is asked about."""
    if len(won):
        won[i] = month


@leaf
def are_gone(calls, promised, hours):
    """Return whether the convener has no such ``hours`` left beside those taken and ``promised``."""
    return calls.taken + promised + hours > calls.limit + SCANT
