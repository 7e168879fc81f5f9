"""What a delivery is worth: resources as complements (CES), and quality of resources and functions (docs, 7.6)."""

from __future__ import annotations

import math

from .compiled import leaf

MINIMUM_BELOW = -50.0  # a CES exponent at or below this is taken as the minimum


@leaf
def ces(supply, weight, count, rho):
    """Return (Σ a xᵖ)^(1/p) of the first ``count`` supplies (Arrow et al. 1961), with its three limits.

    Parameters
    ----------
    supply, weight : arrays of float
        Supply ratios x from 0 to 1 and shares a that sum to 1.
    count : int
        How many resources are required; 1 is returned where none is.
    rho : float
        1 gives the weighted mean, 0 Cobb–Douglas, −∞ (−50 and below) the minimum.
    """
    if count == 0:
        return 1.0
    if rho <= MINIMUM_BELOW:
        least = supply[0]
        for k in range(1, count):
            least = min(least, supply[k])
        return least
    if rho <= 1e-9:
        for k in range(count):
            if supply[k] <= 0.0:
                return 0.0
    total = 0.0
    if abs(rho) <= 1e-9:
        for k in range(count):
            total += weight[k] * math.log(supply[k])
        return math.exp(total)
    if rho == -1.0:  # the default, without a power
        for k in range(count):
            total += weight[k] / supply[k]
        return 1.0 / total
    for k in range(count):
        if supply[k] > 0.0:
            total += weight[k] * supply[k] ** rho
    return total ** (1.0 / rho) if total > 0.0 else 0.0


@leaf
def quality(resources, functions, resource_share):
    """Return X^φ G^(1 − φ)."""
    if resource_share == 0.5:
        return math.sqrt(resources * functions)
    return resources**resource_share * functions ** (1.0 - resource_share)
