"""Resampling: how often each replicate is in each resample, and sums over resamples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DRAWS = 4_999  # so that 2.5 % of DRAWS + 1 is a whole number, and the limit is a drawn value
_SEED = 20_240_812
_BLOCK = 131_072  # counts turned to doubles at a time: 1 MB, so that they stay in the processor's cache
_FEW = 32  # for no more replicates than this (1.3 MB) they are kept as doubles
_KEPT = 8_192  # for more replicates than this (40 MB of counts) they are drawn anew each time


def resampled(columns: list[Floats], lane: int = 0) -> Floats:
    """Sum of every one of k columns, shape (n,), over every resample of a lane: shape (k, DRAWS)."""
    n = len(columns[0])
    sums = np.empty((len(columns), DRAWS))
    start = 0
    for block in _kept_counts(n) if n <= _KEPT and not lane else draw_counts(n, lane):
        weights = block.astype(np.float64, copy=False)
        for total, column in zip(sums, columns, strict=True):
            np.einsum("ij,j->i", weights, column, out=total[start : start + len(block)])
        start += len(block)
    return sums


@lru_cache(maxsize=8)
def _kept_counts(n: int) -> tuple[NDArray[np.uint8 | np.float64], ...]:
    kind = np.float64 if n <= _FEW else np.uint8
    return tuple(block.astype(kind, copy=False) for block in draw_counts(n))


def draw_counts(n: int, lane: int = 0) -> Iterator[NDArray[np.uint8]]:
    """How often each of n replicates is in each resample, in blocks of shape (some, n).

    The same whenever n and the lane are the same; different lanes are independent. A 32-bit word w picks replicate
    ⌊w·n/2³²⌋; no count comes near 255.
    """
    words = np.random.Philox(key=np.array([_SEED + (lane << 32), n], dtype=np.uint64))
    block = max(1, min(DRAWS, _BLOCK // n))
    for start in range(0, DRAWS, block):
        rows = min(block, DRAWS - start)
        raw = words.random_raw((rows * n + 1) // 2)
        halves = np.stack([raw & np.uint64(0xFFFFFFFF), raw >> np.uint64(32)], axis=1).ravel()[: rows * n]
        picked = (halves * np.uint64(n) >> np.uint64(32)).astype(np.int64).reshape(rows, n)
        cells = picked + n * np.arange(rows)[:, None]
        yield np.bincount(cells.ravel(), minlength=rows * n).reshape(rows, n).astype(np.uint8)
