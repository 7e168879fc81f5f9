"""Intervals: what a handful of replicates lets one say, and how surely.

The one place where intervals are made. Everything here is a pure function of arrays with one value a
replicate, paired over arms: entry ``i`` of every array comes from the same world with the same luck.

The limits are those of the *bootstrap-t* (Hall 1992, chapter 3), because replicates may be skewed,
and the plain t interval then misses on one side more often than on the other. Its critical values are never
smaller than Student's: the bootstrap learns skewness from the sample, and a small sample that happens to
look tame must not shorten the interval. A ratio's interval is Fieller's (1954) with these critical values in
place of Student's (Hwang 1995): the division is never linearised, so a denominator that wobbles is felt.

- *Same input, same bytes.* Resampling counts depend on the number of replicates alone. They come from the raw
  words of Philox (Salmon et al. 2011), which NumPy promises to keep; its distributions it does not. Sums go
  through ``einsum``, never through BLAS, whose order of summation may depend on the number of threads.
- *The order of the replicates means nothing.* They are sorted before they are resampled and their sums are
  exact (``math.fsum``), so the same replicates in another order give the same bytes.
- *Undefined* is ``None`` for a ratio, and NaN throughout for the mean of values of which one is not finite:
  to leave one replicate out would break the pairing.
- *One replicate* gives an estimate and no interval: its limits are NaN, which JSON prints as null.

References
----------
Davison, A. C. & Hinkley, D. V. (1997). Bootstrap Methods and their Application. Cambridge.
Fieller, E. C. (1954). Some problems in interval estimation. J. R. Stat. Soc. B 16, 175-185.
Hall, P. (1992). The Bootstrap and Edgeworth Expansion. Springer.
Hwang, J. T. G. (1995). Fieller's problems and resampling techniques. Statistica Sinica 5, 161-171.
Owen, A. B. (2025). Better bootstrap t confidence intervals for the mean. arXiv:2508.10083.
Polansky, A. M. (2000). Stabilizing bootstrap-t confidence intervals for small samples. Can. J. Stat. 28.
Salmon, J. K. et al. (2011). Parallel random numbers: as easy as 1, 2, 3. Proc. SC11.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from .moments import Floats, average, covariance, paired, standard_error, unit
from .resampling import DRAWS, resampled

Word = Literal["above", "below", "not distinguishable", "undefined"]

ROUNDING = 1e-12  # what differs by no more than this share of its size differs by rounding only
UNITY = 1e-9  # a ratio as near to 1 as this is 1
LEAST_SPREAD = 0.25  # a resample's standard error counts for at least this share of the sample's own


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the limits around it (`estimate`, `low`, `high`), in the unit of what is estimated."""

    estimate: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half the distance between the limits."""
        return (self.high - self.low) / 2.0

    @property
    def relative_half_width(self) -> float:
        """Half-width as a share of the estimate's size; infinite around zero, unless zero is exact."""
        if self.half_width == 0.0:
            return 0.0
        return self.half_width / abs(self.estimate) if self.estimate != 0.0 else math.inf

    def above(self, x: float) -> bool:
        """Whether the whole interval lies above ``x``."""
        return self.low > x

    def below(self, x: float) -> bool:
        """Whether the whole interval lies below ``x``."""
        return self.high < x

    def inside(self, low: float, high: float) -> bool:
        """Whether the whole interval lies between ``low`` and ``high``, ends included."""
        return low <= self.low and self.high <= high

    def scaled(self, factor: float) -> Interval:
        """The interval of ``factor`` times the quantity: "1+1" is S scaled by 2."""
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(self.estimate * factor, ends[0], ends[1])

    def to_json(self) -> dict[str, float | None]:
        """The three numbers, unrounded; null where there is none."""
        return dict(zip(("estimate", "low", "high"), finite((self.estimate, self.low, self.high)), strict=True))


UNDEFINED = Interval(math.nan, math.nan, math.nan)


def finite(values: Iterable[float]) -> list[float | None]:
    """Numbers as JSON has them, None where there is none: it knows neither NaN nor infinity."""
    return [float(value) if math.isfinite(value) else None for value in values]


def mean(x: ArrayLike, confidence: float = 0.95) -> Interval:
    """Interval of the mean of ``x``, shape (n,): `difference` from zero."""
    return difference(x, np.zeros(np.shape(x)), confidence)


def difference(a: ArrayLike, b: ArrayLike, confidence: float = 0.95) -> Interval:
    """Interval of the mean of ``x = a - b``: bootstrap-t, never narrower than Student's.

    Δ is ``difference(joint, block + line)``: what is only rounding beside the two comes out as exactly zero.

    Parameters
    ----------
    a, b : arrays of shape (n,)
        One value a replicate, paired.
    confidence : float
        Share of such intervals that should hold the truth.

    Returns
    -------
    Interval
        From ``x̄ - q_hi·s/√n`` to ``x̄ - q_lo·s/√n`` (Hall 1992, section 3.2). A point where no replicate differs.
    """
    known, x = _known(a, b)
    if known is not None:
        return known
    estimate, se = average(x), standard_error(x)
    low, high = _critical_values(x - estimate, confidence)
    return Interval(estimate, estimate - high * se, estimate - low * se)


def without_luck(a: ArrayLike, b: ArrayLike) -> Interval | None:
    """`difference` where it takes no resampling (a value is not finite, one replicate, all alike), None elsewhere."""
    return _known(a, b)[0]


def _known(a: ArrayLike, b: ArrayLike) -> tuple[Interval | None, Floats]:
    """`without_luck`, and `less`, which is had on the way."""
    a, b = paired(a, b)
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return UNDEFINED, np.full(len(a), math.nan)
    x, dust = _apart(a, b)
    estimate = average(x)
    if len(x) == 1:
        return Interval(estimate, math.nan, math.nan), x
    alike = np.abs(x - estimate).max() <= dust
    return Interval(estimate, estimate, estimate) if alike else None, x


def less(a: ArrayLike, b: ArrayLike) -> Floats:
    """``a - b``, shape (n,), and exactly zero where in no replicate more is left than rounding beside the two."""
    return _apart(*paired(a, b))[0]


def _apart(a: Floats, b: Floats) -> tuple[Floats, float]:
    """`less` of two arrays, and how much is rounding beside them."""
    x, dust = a - b, ROUNDING * float(max(np.abs(a).max(), np.abs(b).max()))
    return np.zeros(len(x)) if np.abs(x).max() <= dust else x, dust


def ratio(numerator: ArrayLike, denominator: ArrayLike, confidence: float = 0.95) -> Interval | None:
    """Fieller's interval for a ratio of paired means, with bootstrap-t critical values.

    A ratio θ is inside where ``q_lo ≤ T(θ) ≤ q_hi`` with ``T(θ) = (N̄ - θ·D̄) / se(N - θ·D)`` (Fieller 1954).
    Critical values are those of T when the residuals ``N - R·D`` (``R = N̄/D̄``) are resampled, or Student's.

    Parameters
    ----------
    numerator, denominator : arrays of shape (n,)
        One value a replicate, paired.
    confidence : float
        Share of such intervals that should hold the truth.

    Returns
    -------
    Interval or None
        None where the interval of the denominator's mean does not lie wholly above zero, Fieller's set is not
        a bounded interval, or a value is not finite. Where all replicates have the same ratio, `_alike`. What
        lies within 1e-9 of 1 is exactly 1, limits included: rounding must not decide a verdict.
    """
    num, den = paired(numerator, denominator)
    if not (_wholly_positive(den, confidence) and np.isfinite(num).all()):
        return None
    scale = unit(num, den)
    num, den = scale * num, scale * den
    n, size = len(num), average(den)
    if size <= 0.0:  # beside the numerator it is nothing: the ratio is no number
        return None
    r = average(num) / size
    if n == 1:
        return Interval(_snap(r), math.nan, math.nan)
    residuals = num - r * den
    if np.abs(residuals).max() <= ROUNDING * max(np.abs(num).max(), np.abs(r * den).max()):
        return _alike(_snap(r), n, confidence)
    q_lo, q_hi = _critical_values(residuals, confidence)
    moments = covariance(residuals, residuals), covariance(residuals, den), covariance(den, den)
    low = _fieller_step(-1, q_hi, size, n, moments)
    high = _fieller_step(+1, q_lo, size, n, moments)
    if low is None or high is None:
        return None
    return Interval(_snap(r), _snap(r + low), _snap(r + high))


def log_ratio_of_ratios(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, confidence: float = 0.95
) -> Interval | None:
    """Interval of ``K = (ā/b̄) / (c̄/d̄)``: bootstrap-t on log K, never narrower than Student's.

    Replicate ``i`` pulls log K by ``u_i = a_i/ā - b_i/b̄ - c_i/c̄ + d_i/d̄``, so ``se = s(u)/√n`` (delta method;
    Davison & Hinkley 1997, section 2.7). Each resample has its own log K and standard error, from its moments.

    Parameters
    ----------
    a, b, c, d : arrays of shape (n,)
        One value a replicate, paired: joint, side by side, and the same two of the random halves.
    confidence : float
        Share of such intervals that should hold the truth.

    Returns
    -------
    Interval or None
        None where one of the four means is not shown to be above zero. Where all influences vanish, `_alike`.
    """
    parts = paired(a, b, c, d)
    if not all(_wholly_positive(part, confidence) for part in parts):
        return None
    n, signs = len(parts[0]), (1.0, -1.0, -1.0, 1.0)
    averages = [average(part) for part in parts]
    k = (averages[0] / averages[1]) / (averages[2] / averages[3])
    if n == 1:
        return Interval(_snap(k), math.nan, math.nan)
    z = [part / average - 1.0 for part, average in zip(parts, averages, strict=True)]
    influence = z[0] - z[1] - z[2] + z[3]
    if np.abs(influence).max() <= ROUNDING * (1.0 + max(np.abs(column).max() for column in z)):
        return _alike(_snap(k), n, confidence)
    order = np.lexsort((*z, influence))
    z = [column[order] for column in z]
    pairs = [(i, j) for i in range(4) for j in range(i, 4)]
    sums = resampled([*z, *(z[i] * z[j] for i, j in pairs)]) / n
    shift, products = sums[:4], sums[4:]
    moved, variance = np.zeros(DRAWS), np.zeros(DRAWS)
    with np.errstate(divide="ignore", invalid="ignore"):
        for sign, share in zip(signs, shift, strict=True):
            moved += sign * np.log1p(np.maximum(share, -1.0))
        for (i, j), product in zip(pairs, products, strict=True):
            weight = (1.0 if i == j else 2.0) * signs[i] * signs[j] / ((1.0 + shift[i]) * (1.0 + shift[j]))
            variance += weight * (product - shift[i] * shift[j]) / (n - 1)
        se = math.sqrt(covariance(influence, influence) / n)
        t = studentised(moved, variance, se)
    # A resampled mean of zero or less puts log K at an end of the line; two of them at both ends say nothing.
    t = np.where(np.isinf(moved), moved, np.where(np.isnan(moved), 0.0, t))
    q_lo, q_hi = _quantiles(t, n, confidence)
    if math.isinf(q_lo) or math.isinf(q_hi):
        return None
    return Interval(_snap(k), _snap(k * math.exp(-q_hi * se)), _snap(k * math.exp(-q_lo * se)))


def verdict(interval: Interval | None) -> Word:
    """Whether "1+1" came out above 2, read from the interval of S alone, whose threshold is 1."""
    if interval is None:
        return "undefined"
    if interval.above(1.0):
        return "above"
    return "below" if interval.below(1.0) else "not distinguishable"


def negligible(interval: Interval | None, margin: float = 0.02) -> bool:
    """Whether the whole interval is so near to 1 that the difference is too small to matter."""
    return interval is not None and interval.inside(1.0 - margin, 1.0 + margin)


def looks(first: int, limit: int) -> tuple[int, ...]:
    """After how many replicates the width is looked at: first, twice that, and so on; last, the limit."""
    if first < 1 or limit < 1:
        raise ValueError(f"a look needs at least one replicate: first {first}, limit {limit}")
    numbers = []
    while first < limit:
        numbers.append(first)
        first *= 2
    return (*numbers, limit)


def precise_enough(interval: Interval | None, precision: float, denominator: Interval | None = None) -> bool:
    """Whether to stop at this look: on width only, never on what the interval says.

    Parameters
    ----------
    interval : Interval or None
        Of the ratio that is asked for.
    precision : float
        Half-width ÷ estimate that is asked for.
    denominator : Interval, optional
        Of the mean of the ratio's denominator.

    Returns
    -------
    bool
        An undefined ratio has no width: go on to the limit. To stop would be to stop on a test (does the
        denominator's interval clear zero?), and one that clears it later would never be seen. Except where the
        denominator is the same in every replicate, and so known (perfect complements: always nothing alone).
    """
    if interval is None:
        return denominator is not None and denominator.half_width == 0.0
    return interval.relative_half_width <= precision


def _snap(x: float) -> float:
    """What is within 1e-9 of 1 is 1."""
    return 1.0 if abs(x - 1.0) < UNITY else x


def _alike(ratio: float, n: int, confidence: float) -> Interval:
    """Interval of a ratio that is the same in all n replicates: a point only where it is 0 or 1, as structure makes it.

    Any other may be luck that fell n times on one side. Replicates unlike these stay unseen with the chance of one tail
    where their share is 1 - tail^(1/n). At the worst they have no numerator, or no denominator: so much is allowed for.
    """
    if ratio in (0.0, 1.0):
        return Interval(ratio, ratio, ratio)
    seen = ((1.0 - confidence) / 2.0) ** (1.0 / n)
    return Interval(ratio, *sorted((_snap(ratio * seen), _snap(ratio / seen))))


def _wholly_positive(x: Floats, confidence: float) -> bool:
    """Whether the interval of the mean lies above zero; of a single replicate, whether that one does.

    No resample moves further than the largest residual, and none has a smaller standard error than `LEAST_SPREAD` of
    the sample's own. Where the mean is above what the two come to, as it mostly is, nothing need be resampled.
    """
    if len(x) > 1 and np.isfinite(x).all():
        estimate = average(x)
        reach = max((float(x.max()) - estimate) / LEAST_SPREAD, _student(len(x), confidence) * standard_error(x))
        if estimate > 1.001 * reach:  # by more than rounding
            return True
    interval = mean(x, confidence)
    return interval.estimate > 0.0 if len(x) == 1 else interval.above(0.0)


def _fieller_step(side: int, q: float, size: float, n: int, moments: tuple[float, float, float]) -> float | None:
    """Distance δ from R to Fieller's limit on one side, or None where the set has no end.

    ``T(R + δ)² = q²`` is ``δ²·(D̄² - q²·v_DD) + 2δ·q²·v_eD - q²·v_ee = 0``, with v the (co)variances of the
    means of residuals e and denominator D; ``moments`` are those of a replicate: ee, eD, DD. For δ, not θ, no digits
    are lost where the interval is short.
    """
    (ee, ed, dd), q2 = moments, q * q
    lead = size * size - q2 * dd / n
    if lead <= 0.0:
        return None
    spread = q2 * ee / n
    tilt = -side * q2 * ed / n
    root = math.sqrt(tilt * tilt + lead * spread)
    # Of the two ways to write the root, the one that adds numbers of the same sign.
    return side * ((tilt + root) / lead if tilt >= 0.0 else spread / (root - tilt))


def _critical_values(residuals: Floats, confidence: float) -> tuple[float, float]:
    """Lower and upper critical value of the studentised mean of ``residuals``, shape (n,), of mean 0."""
    n = len(residuals)
    z = np.sort(residuals) / np.abs(residuals).max()
    shift, square = resampled([z, z * z]) / n
    se = math.sqrt(covariance(z, z) / n)
    return _quantiles(studentised(shift, (square - shift * shift) / (n - 1), se), n, confidence)


def studentised(moved: Floats, variance: Floats, se: float) -> Floats:
    """T of every resample: how far it moved, in its own standard errors. All of shape (DRAWS,).

    A resample of (nearly) equal values has (nearly) no standard error, and its T is anything up to infinite: with
    two or three replicates, or where most agree and a few jump, the interval then has no end (Owen 2025).
    Software often leaves such resamples out: just those that missed the jumps, so the interval is too short.
    Here they keep their place in the tail, with a standard error of at least a quarter of the sample's own
    (Polansky 2000 floors it by smoothing): one jump among many zeros then has about the limit that is exact for a
    Poisson count of one (1 + 4; exact is 5.6). From n = 8 up it cost at most 0.2 points of coverage.
    """
    return np.divide(moved, np.sqrt(np.maximum(variance, (LEAST_SPREAD * se) ** 2)))


def _quantiles(t: Floats, n: int, confidence: float) -> tuple[float, float]:
    """The drawn values that leave out half of 1 - confidence on either side, or Student's if further out."""
    student = _student(n, confidence)
    rank = max(1, math.floor((DRAWS + 1) * _tail(confidence) + 1e-9))
    low, high = t[t < -student], t[t > student]  # a few in a hundred: all that need be put in order
    return (
        float(np.partition(low, rank - 1)[rank - 1]) if len(low) >= rank else -student,
        float(np.partition(high, -rank)[-rank]) if len(high) >= rank else student,
    )


def _student(n: int, confidence: float) -> float:
    """Student's critical value, of n replicates."""
    return -float(stdtrit(n - 1, _tail(confidence)))


def _tail(confidence: float) -> float:
    """Half of 1 - confidence."""
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"confidence must lie between 0 and 1, found {confidence}")
    return (1.0 - confidence) / 2.0
