"""Pictures made of characters: sparklines and bars."""

from __future__ import annotations

import math
from collections.abc import Sequence

MARKS = "▁▂▃▄▅▆▇█"


def together(values: Sequence[float], most: int) -> tuple[list[float], int]:
    """Average neighbours until there are at most so many values; return them and how many went into each."""
    size = max(1, math.ceil(len(values) / most))
    groups = [values[start : start + size] for start in range(0, len(values), size)]
    return [math.fsum(group) / len(group) for group in groups], size


def sparkline(values: Sequence[float]) -> str:
    """Return one mark a value, from the least to the most; a level line where all are equal."""
    finite = [value for value in values if math.isfinite(value)]
    if not finite:
        return "·" * len(values)
    low, high = min(finite), max(finite)
    if high == low:
        return "".join((MARKS[3] if value else MARKS[0]) if math.isfinite(value) else "·" for value in values)
    scale = (len(MARKS) - 1) / (high - low)
    return "".join(MARKS[round((value - low) * scale)] if math.isfinite(value) else "·" for value in values)


def bars(values: Sequence[float], places: int) -> list[str]:
    """Return one bar a value, all to one scale: to the left of a common zero below, to the right above."""
    finite = [value for value in values if math.isfinite(value)]
    low, high = min([*finite, 0.0]), max([*finite, 0.0])
    span = high - low
    left = math.ceil(-low / span * places) if span > 0.0 else 0
    out = []
    for value in values:
        length = round(abs(value) / span * places) if span > 0.0 and math.isfinite(value) else 0
        length = min(length, left if value < 0.0 else places - left)
        if value < 0.0:
            out.append(("█" * length).rjust(left) + "│")
        else:
            out.append(" " * left + "│" + "█" * length)
    return out
