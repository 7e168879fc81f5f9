"""Many intervals at once: studentised max-T (Westfall & Young 1993), so that all of them hold together.

Each comparison has one number a replicate. Comparisons of one world are resampled together, whole replicates at a
time, so that what goes together stays together; those of different worlds independently. The largest of all
studentised deviations in a resample is kept, and its upper quantile is the critical value for every comparison.

References
----------
Westfall, P. H. & Young, S. S. (1993). Resampling-Based Multiple Testing. Wiley.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import stdtrit

from .interval import ROUNDING, Floats, Interval, difference, standard_error, studentised
from .resampling import DRAWS, resampled


def apart(a: Floats, b: Floats) -> Floats:
    """Return ``a - b``, where what is only rounding beside the two is exactly zero.

    A comparison of which nothing but rounding is left would otherwise stay in the family, and widen all others.
    """
    x = a - b
    dust = ROUNDING * float(np.max(np.maximum(np.abs(a), np.abs(b)), initial=0.0))
    return np.where(np.abs(x) <= dust, 0.0, x)


def jointly(worlds: Sequence[Mapping[str, Floats]], confidence: float = 0.95) -> list[dict[str, Interval]]:
    """Return intervals of the means of paired differences that hold together.

    Parameters
    ----------
    worlds : sequence of mapping of str to ndarray, shape (replicates,)
        For each world its differences, one value a replicate. The number of replicates may differ between worlds.
    confidence : float
        Share of families in which every interval holds its truth.

    Returns
    -------
    list of dict of str to Interval
        As ``worlds``. What is the same in every replicate is known exactly and leaves the family; what is not
        finite somewhere is NaN, as in `interval.difference`. No interval is narrower than Student's for one mean.
    """
    found: list[dict[str, Interval]] = []
    spread: list[dict[str, float]] = []
    largest = np.zeros(DRAWS)
    for lane, world in enumerate(worlds):
        alone = {name: difference(x, np.zeros(len(x)), confidence) for name, x in world.items()}
        random = {name: np.asarray(x, np.float64) for name, x in world.items() if alone[name].half_width > 0.0}
        found.append(alone)
        spread.append({name: standard_error(x) for name, x in random.items()})
        if not random:
            continue
        n = len(next(iter(random.values())))
        z = [(x - alone[name].estimate) / spread[-1][name] for name, x in random.items()]
        sums = resampled([column for each in z for column in (each, each * each)], lane) / n
        for k in range(len(z)):
            shift, square = sums[2 * k], sums[2 * k + 1]
            t = studentised(shift, (square - shift * shift) / (n - 1), 1.0)  # z is in standard errors
            np.maximum(largest, np.abs(t), out=largest)
    if not any(spread):
        return found
    rank = min(DRAWS, math.ceil((DRAWS + 1) * confidence - 1e-9))
    critical = float(np.partition(largest, rank - 1)[rank - 1])
    for world, alone, errors in zip(worlds, found, spread, strict=True):
        for name, error in errors.items():
            student = -float(stdtrit(len(world[name]) - 1, (1.0 - confidence) / 2.0))
            reach = max(critical, student) * error
            estimate = alone[name].estimate
            alone[name] = Interval(estimate, estimate - reach, estimate + reach)
    return found


def planned_half_width(x: Floats, comparisons: int, confidence: float = 0.95) -> float:
    """Return about what the half-width will be among so many comparisons (Bonferroni), to stop by."""
    if not np.isfinite(x).all():
        return math.inf
    error = standard_error(x) if len(x) > 1 else math.inf
    if error == 0.0:
        return 0.0
    return -float(stdtrit(len(x) - 1, (1.0 - confidence) / (2.0 * max(1, comparisons)))) * error
