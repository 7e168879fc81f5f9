"""Means, covariances and standard errors of a handful of replicates, with exact sums: their order means nothing."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def paired(*values: ArrayLike) -> tuple[Floats, ...]:
    """Return the arrays as doubles, checked to have one axis and one length."""
    arrays = tuple(np.asarray(value, dtype=np.float64) for value in values)
    shapes = [array.shape for array in arrays]
    if len(set(shapes)) != 1 or len(shapes[0]) != 1 or shapes[0] == (0,):
        raise ValueError(f"expected arrays of one shape (replicates,), found {shapes}")
    return arrays


def average(x: Floats) -> float:
    """Return the mean with an exact sum, and exactly the value where all are equal (n·x/n need not be x)."""
    values: list[float] = x.tolist()  # of a handful the methods of an array take longer
    return min(max(math.fsum(values) / len(values), min(values)), max(values))


def unit(*columns: Floats) -> float:
    """Return a power of two that brings the largest value near 1: squares are in range, and no digit changes."""
    return math.ldexp(1.0, min(1_000, -math.frexp(max(float(np.abs(x).max()) for x in columns))[1]))


def covariance(x: Floats, y: Floats) -> float:
    """Return the sample covariance, with n - 1."""
    off = x - average(x)
    return math.fsum((off * (off if y is x else y - average(y))).tolist()) / (len(x) - 1)


def standard_error(x: Floats) -> float:
    """Return the standard error of the mean of ``x``, shape (n,)."""
    scale = unit(x)
    x = scale * x
    return math.sqrt(covariance(x, x) / len(x)) / scale
