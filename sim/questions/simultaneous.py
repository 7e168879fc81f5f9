"""Many intervals at once: studentised max-T (Westfall & Young 1993), so that all of them hold together.

Each comparison has one number a replicate. Comparisons of one world are resampled together, whole replicates at a
time, so that what goes together stays together; those of different worlds independently. The largest of all
studentised deviations in a resample is kept, and its upper quantile is the critical value for every comparison.

Worlds may have different numbers of replicates. A deviation of 4 is rarer among 512 than among 16, so deviations are
compared as what Student's distribution says of them: with one number of replicates that is max-T itself, and with
several a world with few does not widen the intervals of all the others.

References
----------
Westfall, P. H. & Young, S. S. (1993). Resampling-Based Multiple Testing. Wiley.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import stdtr, stdtrit

from .interval import Interval, less, studentised, without_luck
from .moments import Floats, average, standard_error
from .resampling import DRAWS, resampled

Pair = tuple[Floats, Floats]


def jointly(worlds: Sequence[Mapping[str, Pair]], confidence: float = 0.95) -> list[dict[str, Interval]]:
    """Return intervals of the means of paired differences that hold together.

    Parameters
    ----------
    worlds : sequence of mapping of str to a pair of ndarrays, shape (replicates,)
        For each world its comparisons: with and without, one value a replicate. The number of replicates may differ
        between worlds.
    confidence : float
        Share of families in which every interval holds its truth.

    Returns
    -------
    list of dict of str to Interval
        As ``worlds``. What is the same in every replicate (to rounding beside the two sides) is known exactly and
        leaves the family; what is not finite somewhere is NaN, as in `interval.difference`. No interval is narrower
        than Student's for one mean.
    """
    known = [{name: without_luck(a, b) for name, (a, b) in world.items()} for world in worlds]
    random: list[dict[str, tuple[float, float]]] = []  # estimate and standard error
    rarest = np.ones(DRAWS)
    for lane, (world, exact) in enumerate(zip(worlds, known, strict=True)):
        apart = {name: less(*world[name]) for name, interval in exact.items() if interval is None}
        random.append({name: (average(x), standard_error(x)) for name, x in apart.items()})
        if apart:
            z = [(x - random[-1][name][0]) / random[-1][name][1] for name, x in apart.items()]
            largest = _largest(z, lane)
            np.minimum(rarest, 2.0 * stdtr(len(z[0]) - 1, -largest), out=rarest)
    rank = max(1, math.floor((DRAWS + 1) * (1.0 - confidence) + 1e-9))
    tail = min(float(np.partition(rarest, rank - 1)[rank - 1]), 1.0 - confidence) / 2.0

    def around(replicates: int, estimate: float, error: float) -> Interval:
        reach = -float(stdtrit(replicates - 1, tail)) * error
        return Interval(estimate, estimate - reach, estimate + reach)

    return [
        {name: around(len(world[name][0]), *of[name]) if interval is None else interval
         for name, interval in exact.items()}
        for world, exact, of in zip(worlds, known, random, strict=True)
    ]  # fmt: skip


def _largest(z: Sequence[Floats], lane: int) -> Floats:
    """Return the largest deviation of every resample; each ``z`` has mean 0 and a standard error of 1."""
    n, largest = len(z[0]), np.zeros(DRAWS)
    sums = resampled([column for x in z for column in (x, x * x)], lane) / n
    for shift, square in zip(sums[::2], sums[1::2], strict=True):
        t = studentised(shift, (square - shift * shift) / (n - 1), 1.0)
        np.maximum(largest, np.abs(t), out=largest)
    return largest


def planned_half_width(x: Floats, comparisons: int, confidence: float = 0.95) -> float:
    """Return about what the half-width will be among so many comparisons (Bonferroni), to stop by."""
    if len(x) < 2 or not np.isfinite(x).all():
        return math.inf
    error = standard_error(x)
    if error == 0.0:
        return 0.0
    return -float(stdtrit(len(x) - 1, (1.0 - confidence) / (2.0 * max(1, comparisons)))) * error
