"""Luck, keyed: Philox4x32-10 (Salmon et al. 2011) under a key for (seed, replication).

Every draw is named by its decision, month and entities, so an extra draw shifts no other and any order of
execution gives the same numbers. ``docs/model.md``, 4.9, lists what each decision puts into the counter.
"""

from __future__ import annotations

import math

import numpy as np
from numba import types

from .compiled import compiled, compiling, leaf

# Decisions. The number is part of the key: never change one, never use one twice.
AREA, ORG_SIZE, ORG_PLACE, ORG_PLACE2, ORG_CHARACTER, ORG_RESOURCES, ORG_FUNCTIONS, COVERED, SHUFFLE = range(1, 10)
ARISE, BURST, NEED, LISTED, REGISTERED = range(10, 15)
SEES, SHARES = 20, 21
TAKES_PART = 30
SLOTS, VOTE, WISH, ABOVE = 40, 41, 42, 43
PAIR, PARTNERS, CLAIM_SEEN, TURN, ASKED, ABSENT, ORDERED = 50, 51, 52, 53, 54, 55, 56
APPRAISE, HONOUR = 60, 61
OWN = 255  # all of one's own, told apart by their name

MONTHS = 1 << 12  # months a key can tell apart
_LOW = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_UNIT = 1.0 / 4294967296.0


_KEY = types.Array(types.uint64, 1, "C")


@compiling(inline="always")  # inlined before compilation, so that `draw_many` vectorises
def philox(c0, c1, c2, c3, k0, k1):
    """Return the four 32-bit words of Philox4x32-10 for a counter and a key (all ``uint64``, below 2³²)."""
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0, c1, c2, c3 = (p1 >> _32) ^ c1 ^ k0, p1 & _LOW, (p0 >> _32) ^ c3 ^ k1, p0 & _LOW
        k0 = (k0 + _W0) & _LOW
        k1 = (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@compiled
def key_of(seed, replication):
    """Return the key, two 32-bit words (shape (2,), ``uint64``), of a seed and a replication."""
    s = np.uint64(seed)
    k0, k1, _, _ = philox(
        s & _LOW, s >> _32, np.uint64(replication), np.uint64(0), np.uint64(0x51757975), np.uint64(0x68756131)
    )
    return np.array([k0, k1])


@compiling(types.UniTuple(types.float64, 4)(_KEY, *(types.int64,) * 5))
def draw(key, decision, month, c1, c2, c3):
    """Return the four uniforms, each in (0, 1), of one decision.

    Parameters
    ----------
    key : ndarray, shape (2,)
        From `key_of`.
    decision, month : int
        What is decided, and when (0 where time plays no part).
    c1, c2, c3 : int
        Entities, each below 2³².
    """
    first = np.uint64(decision + (month << 8))
    w0, w1, w2, w3 = philox(first, np.uint64(c1), np.uint64(c2), np.uint64(c3), key[0], key[1])
    return (w0 + 0.5) * _UNIT, (w1 + 0.5) * _UNIT, (w2 + 0.5) * _UNIT, (w3 + 0.5) * _UNIT


@leaf
def draw_many(key, decision, month, c1, c2, c3, count, out):
    """Write the four uniforms of ``count`` decisions that differ in their last two entities; vectorises.

    Parameters
    ----------
    c2, c3 : ndarray of uint32
        Entities of each decision.
    out : ndarray, shape (4, at least count)
        Filled: the same numbers as `draw` gives one by one.
    """
    first, place = np.uint64(decision + (month << 8)), np.uint64(c1)
    for x in range(count):
        w0, w1, w2, w3 = philox(first, place, np.uint64(c2[x]), np.uint64(c3[x]), key[0], key[1])
        out[0, x], out[1, x] = (w0 + 0.5) * _UNIT, (w1 + 0.5) * _UNIT
        out[2, x], out[3, x] = (w2 + 0.5) * _UNIT, (w3 + 0.5) * _UNIT


@leaf
def draw_for_each(key, decision, month, organisation, out):
    """Write the four uniforms that each organisation has for a decision of its own; vectorises.

    Parameters
    ----------
    out : ndarray, shape (4, organisations)
        Filled: the same numbers as ``draw(key, decision, month, 0, 0, id)`` gives one by one.
    """
    first, none = np.uint64(decision + (month << 8)), np.uint64(0)
    for i in range(len(organisation)):
        w0, w1, w2, w3 = philox(first, none, none, np.uint64(organisation[i].id), key[0], key[1])
        out[0, i], out[1, i] = (w0 + 0.5) * _UNIT, (w1 + 0.5) * _UNIT
        out[2, i], out[3, i] = (w2 + 0.5) * _UNIT, (w3 + 0.5) * _UNIT


def lots(key: np.ndarray, decision: int, ids: np.ndarray) -> np.ndarray:
    """Return the first uniform of a decision that each of these organisations makes once; shape of ``ids``."""
    us = np.empty((4, len(ids)))
    draw_many(key, decision, 0, 0, np.zeros(len(ids), np.uint32), ids, len(ids), us)
    first: np.ndarray = us[0]
    return first


@leaf
def normal(u, v):
    """Return a standard normal from two uniforms (Box & Muller 1958)."""
    return math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)
