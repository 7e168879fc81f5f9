"""Whether a code stands in a sorted array: a set, as kernels can have one."""

from __future__ import annotations

from .compiled import leaf


@leaf
def stands_in(codes, wanted):
    """Return whether ``wanted`` is one of the codes, which are sorted."""
    low, high = 0, len(codes)
    while low < high:
        middle = (low + high) // 2
        if codes[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low < len(codes) and codes[low] == wanted
