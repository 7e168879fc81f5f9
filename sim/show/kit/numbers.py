"""How a number and its interval are printed: with as many digits as the interval bears out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, overload

from sim.words import say

from .tables import Limits
from .text import FIXED

if TYPE_CHECKING:
    from sim.questions.interval import Interval

_MOST = 12  # decimals


def number(value: float, decimals: int) -> str:
    """Return a number with that many decimals and commas between thousands; never "-0"."""
    if abs(value) >= 1e15:
        return f"{value:.6g}"
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if not any(digit in text for digit in "123456789") else text


def short(value: float, digits: int = 6) -> str:
    """Return a number that is known exactly, in as few characters as will do: 2, 0.05, 12.5."""
    if value == 0:
        return "0"
    if not 1e-9 <= abs(value) < 1e15:
        return f"{value:.{digits}g}"
    decimals = min(_MOST, max(0, digits - 1 - math.floor(math.log10(abs(value)))))
    text = number(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def without_commas(text: str) -> str:
    """Return a number that is printed as a file would have it: 1327."""
    return text.replace(",", "")


def percentage(share: float, digits: int = 6) -> str:
    """Return a share that is known exactly, such as a confidence, in per cent and without the sign: 95, 97.5."""
    return short(100.0 * share, digits)


def with_sign(value: float, digits: int = 6) -> str:
    """Return a number that is known exactly with its sign, as `short` prints it: +2, -0.5, 0."""
    return _plus(short(value, digits))


def decimals_for(interval: Limits, threshold: float | None = None) -> int:
    """Choose decimals: three digits of the estimate show, and one of the half-width, so the limits differ.

    Where a limit would be rounded onto a threshold that it does not touch, there are more: "above 2" must not
    stand beside [2.00, 2.04].
    """
    decimals = decimals_between(interval.estimate, interval.low, interval.high)
    if threshold is None:
        return decimals
    while decimals < _MOST and any(
        limit != threshold and number(limit, decimals) == number(threshold, decimals)
        for limit in (interval.low, interval.high)
    ):
        decimals += 1
    return decimals


def decimals_between(estimate: float, low: float, high: float) -> int:
    """Choose decimals for a number and its limits, whatever they are held against."""
    half = (high - low) / 2.0
    asked = [0]
    if half > 0.0:
        asked.append(math.ceil(-math.log10(half) - 1e-6))
    if abs(estimate) > half:  # a number that may be zero has no first digit to speak of
        asked.append(2 - math.floor(math.log10(abs(estimate)) + 1e-12))
    return min(_MOST, max(asked))


def estimate(interval: Limits | None, lang: str, threshold: float | None = None) -> str:
    """Return the estimate alone, as `with_limits` prints it."""
    if interval is None or not math.isfinite(interval.estimate):
        return say("value.undefined", lang)
    if not _has_limits(interval) or interval.low == interval.high:
        return short(interval.estimate)
    return number(interval.estimate, decimals_for(interval, threshold))


def limits(interval: Limits | None, lang: str, threshold: float | None = None) -> str:
    """Return the limits in brackets; nothing where there is no interval to speak of, or only a point."""
    if interval is None or not math.isfinite(interval.estimate):
        return ""
    if not _has_limits(interval):
        return say("value.no_interval", lang).replace(" ", FIXED)
    if interval.low == interval.high:
        return ""
    decimals = decimals_for(interval, threshold)
    return f"[{number(interval.low, decimals)},{FIXED}{number(interval.high, decimals)}]"


def with_limits(interval: Limits | None, lang: str, threshold: float | None = None) -> str:
    """Return estimate and limits: ``2.51 [2.50, 2.52]``; a point is a number only; None is "undefined"."""
    return FIXED.join(part for part in (estimate(interval, lang, threshold), limits(interval, lang, threshold)) if part)


def signed(interval: Limits) -> str:
    """Return a difference and its limits, each with its sign, `with_limits` else: ``+0.5 [-0.1, +1.1]``."""
    if not math.isfinite(interval.estimate):
        return "–"
    if not _has_limits(interval) or interval.low == interval.high:
        return with_sign(interval.estimate)
    decimals = decimals_for(interval, 0.0)
    estimate, low, high = (_plus(number(value, decimals)) for value in (interval.estimate, interval.low, interval.high))
    return f"{estimate}{FIXED}[{low},{FIXED}{high}]"


@overload
def within(interval: Interval, low: float = ..., high: float = ...) -> Interval: ...
@overload
def within(interval: Interval | None, low: float = ..., high: float = ...) -> Interval | None: ...
def within(interval: Interval | None, low: float = -math.inf, high: float = math.inf) -> Interval | None:
    """Return an interval for print whose limits stay within what the quantity can be; the data keep theirs."""
    if interval is None or not _has_limits(interval):
        return interval
    return replace(interval, low=max(interval.low, low), high=min(interval.high, high))


def column(
    intervals: Sequence[Limits | None], lang: str, thresholds: Sequence[float | None] | None = None
) -> list[str]:
    """Return numbers with their limits for a column of a table: decimal points of the estimates below each other."""
    marks = thresholds or [None] * len(intervals)
    parts = [
        (estimate(interval, lang, mark), limits(interval, lang, mark))
        for interval, mark in zip(intervals, marks, strict=True)
    ]
    heads = [text.partition(".") for text, _ in parts]
    numeric = [interval is not None and math.isfinite(interval.estimate) for interval in intervals]
    before = max((len(head[0]) for head, is_number in zip(heads, numeric, strict=True) if is_number), default=0)
    after = max(
        (len(head[1] + head[2]) for head, is_number in zip(heads, numeric, strict=True) if is_number),
        default=0,
    )
    out = []
    for (text, bracket), head, is_number in zip(parts, heads, numeric, strict=True):
        if is_number:
            text = head[0].rjust(before) + (head[1] + head[2]).ljust(after)
        out.append((f"{text} {bracket}" if bracket else text.rstrip(" ")).replace(" ", FIXED))
    return out


def _plus(text: str) -> str:
    return text if text.startswith("-") or not any(digit in text for digit in "123456789") else f"+{text}"


def _has_limits(interval: Limits) -> bool:
    return math.isfinite(interval.low) and math.isfinite(interval.high)
