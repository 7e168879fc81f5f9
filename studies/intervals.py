"""Measure how often the printed intervals hold the truth, and write the tables of docs/interval.md.

``python -m studies.intervals [TABLE …]`` measures the tables named, or all, with fixed seeds: some
minutes on one core.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.questions import interval as iv
from sim.questions import resampling
from sim.questions.interval import Interval

Floats = NDArray[np.float64]
Source = Callable[[int], tuple[Floats, Floats]]  # of a trial: what is joined and what is alone, and S is exactly 1

DOCS = Path(__file__).resolve().parents[1] / "docs"
TRIALS = 5_000
BATCH = 50  # trials at once
LIMIT = 1_024
PRECISION = 0.01
PART = re.compile(r"(<!-- measured: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


class _Later(Exception):  # noqa: N818 - it says "not yet", not "wrong"
    """The sums of these columns are asked for."""


@lru_cache(maxsize=16)
def _weights(n: int) -> Floats:
    return np.concatenate(list(resampling.draw_counts(n))).astype(np.float64)


def at_once(ask: Callable[..., Interval | None], samples: Sequence[tuple[Floats, ...]]) -> list[Interval | None]:
    """Return what `ask`, a function of `sim.questions.interval`, makes of each of many samples of one size.

    The sums over resamples, which take nearly all the time, are had for all samples in one product of matrices:
    each is asked until it wants sums, and asked again when they are there. They differ in their last digits.
    """
    reading: Any = iv  # whose name for the sums stands for another function meanwhile
    own, answers = reading.resampled, dict.fromkeys(range(len(samples)))
    there: list[list[Floats]] = [[] for _ in samples]
    waiting = list(answers)
    try:
        while waiting:
            wanted: dict[int, list[Floats]] = {}
            for i in waiting:
                ready = iter(there[i])

                def resampled(columns: list[Floats], ready: Iterator[Floats] = ready) -> Floats:
                    for sums in ready:
                        return sums
                    raise _Later(columns)

                reading.resampled = resampled
                try:
                    answers[i] = ask(*samples[i])
                except _Later as later:
                    wanted[i] = later.args[0]
            if wanted:
                columns = [column for parts in wanted.values() for column in parts]
                sums = np.stack(columns) @ _weights(len(columns[0])).T
                for i, part in zip(wanted, np.split(sums, len(wanted)), strict=True):
                    there[i].append(part)
            waiting = list(wanted)
    finally:
        reading.resampled = own
    return list(answers.values())


def lognormal(luck: np.random.Generator, sigma: float, n: int) -> Floats:
    """Return lognormal numbers of mean 1."""
    return np.asarray(np.exp(sigma * luck.standard_normal(n) - sigma**2 / 2))


def noise(shape: str, luck: np.random.Generator, n: int) -> Floats:
    """Return numbers of mean 0 and variance 1: of skewness 0, ±1.8 or 6.2, or with a jump of ten in a hundred."""
    if shape == "normal":
        return luck.standard_normal(n)
    if shape == "jumps":
        plain = 0.3 * luck.standard_normal(n) + 10 * ((luck.random(n) < 0.01) - 0.01)
        return np.asarray(plain / math.sqrt(0.3**2 + 10**2 * 0.01 * 0.99))
    sigma, sign = {"right": (0.5, 1), "left": (0.5, -1), "heavy": (1.0, 1)}[shape]
    return np.asarray(sign * (lognormal(luck, sigma, n) - 1) / math.sqrt(math.expm1(sigma**2)))


def source(shape: str, spread: float, trial: int) -> tuple[Floats, Floats]:
    """Return the arms of one trial: replicates that share their world, and noise of ``spread`` beside it."""
    luck = np.random.default_rng([2_024, trial])
    world = lognormal(luck, 0.1, LIMIT)
    alone = world * (30 * lognormal(luck, 0.05, LIMIT) + 18 * lognormal(luck, 0.05, LIMIT))
    return alone + 48 * spread * noise(shape, luck, LIMIT), alone


def additive(count: int, trial: int) -> tuple[Floats, Floats]:
    """Return the arms of the additive limit, from the real model, with luck that they do not share: S is exactly 1."""
    from sim.model.camps import alone
    from sim.runs.quantities import quantities
    from sim.runs.replicate import outcomes
    from sim.runs.run import Run, Wanted
    from studies.districts import ADDITIVE, PUBLIC, district, joint

    scenario = district(ADDITIVE, PUBLIC["owned"], {"district": {"streets": 1, "areas": 3, "lines": 8}})
    gross = quantities(["gross"])
    single: Wanted = dict.fromkeys((Run(scenario, alone(0)), Run(scenario, alone(1))), gross)
    both: Wanted = {Run(scenario, joint(scenario)): gross}
    numbers = range(trial * count, (trial + 1) * count)
    apart = [sum(outcome["gross"] for outcome in outcomes(single, number).values()) for number in numbers]
    joined = [outcome["gross"] for number in numbers for outcome in outcomes(both, number + 2**31).values()]
    return np.array(joined), np.array(apart)


def read(
    samples: Sequence[tuple[Floats, Floats]], looks: Sequence[int], precision: float, more: bool = False
) -> list[tuple[Interval | None, int]]:
    """Return what the verdict on each sample reads, and after how many replicates.

    That is at the first look that is precise enough, or at the last; with ``more`` one look later.
    """

    def at(n: int, which: Sequence[int]) -> list[Interval | None]:
        return at_once(iv.ratio, [(samples[i][0][:n], samples[i][1][:n]) for i in which])

    answers: dict[int, tuple[Interval | None, int]] = {}
    waiting = list(range(len(samples)))
    for n in looks:
        for i, ratio in zip(waiting, at(n, waiting), strict=True):
            answers[i] = ratio, n
        waiting = [i for i in waiting if not iv.precise_enough(answers[i][0], precision)]
    if more:
        for n in looks[:-1]:
            again = [i for i, (_, ended) in answers.items() if ended == n]
            answers |= {i: (ratio, -2 * n) for i, ratio in zip(again, at(2 * n, again), strict=True)}
    return [(answers[i][0], abs(answers[i][1])) for i in range(len(samples))]


def verdicts(
    draw: Source, looks: Sequence[int], trials: int, precision: float = PRECISION, more: bool = False
) -> tuple[Counter[str], float]:
    """Return how often each verdict was given where S is 1, and the mean number of replicates."""
    counts: Counter[str] = Counter()
    replicates = 0
    for first in range(0, trials, BATCH):
        samples = [draw(trial) for trial in range(first, min(first + BATCH, trials))]
        for ratio, n in read(samples, looks, precision, more):
            counts[iv.verdict(ratio)] += 1
            replicates += n
    return counts, replicates / trials


def quartet(shape: str, spread: float, n: int, trial: int) -> list[Floats]:
    """Return four arms of one world, each with noise of its own, for which K is 1.1."""
    luck = np.random.default_rng([2_025, trial])
    world = lognormal(luck, 0.1, n)
    return [size * world * (1 + spread * noise(shape, luck, n)) for size in (60, 50, 48, 44)]


def missed_by_k(shape: str, spread: float, n: int, trials: int) -> Counter[str]:
    """Return how often the interval of K lies above the truth, below it, or holds it."""
    counts: Counter[str] = Counter()
    for first in range(0, trials, BATCH):
        samples = [tuple(quartet(shape, spread, n, trial)) for trial in range(first, min(first + BATCH, trials))]
        for k in at_once(iv.log_ratio_of_ratios, samples):
            counts["undefined" if k is None else "above" if k.above(1.1) else "below" if k.below(1.1) else "held"] += 1
    return counts


def share(count: int, trials: int) -> str:
    """Return a share in percent with its standard error."""
    p = count / trials
    return f"{100 * p:.1f} ± {100 * math.sqrt(p * (1 - p) / trials):.1f}"


SHAPES = {
    "normal": "normal",
    "right": "lognormal, skewness 1.8",
    "left": "the same, to the left",
    "heavy": "lognormal, skewness 6.2",
    "jumps": "jumps, one replicate in a hundred",
}


def shares(counts: Counter[str]) -> list[str]:
    """Return the cells of one interval: missed above, below, together, and how often it holds the truth if defined."""
    defined = sum(counts.values()) - counts["undefined"]
    above, below = counts["above"], counts["below"]
    return [*(f"{100 * count / defined:.1f}" for count in (above, below)), share(above + below, defined),
            f"{100 - 100 * (above + below) / defined:.1f}"]  # fmt: skip


def ruled(shape: str, spread: float, first: int, more: bool = False) -> list[str]:
    """Return a row of the table of verdicts under a stopping rule."""
    counts, mean = verdicts(partial(source, shape, spread), iv.looks(first, LIMIT), TRIALS, more=more)
    return [SHAPES[shape], f"{100 * spread:g} %", str(first), *shares(counts), f"{mean:.0f}"]


def fixed(shape: str, spread: float, n: int) -> list[str]:
    """Return a row of the table of few replicates."""
    counts, _ = verdicts(partial(source, shape, spread), (n,), TRIALS)
    k = missed_by_k(shape, spread, n, TRIALS)
    undefined = (f"{100 * counted['undefined'] / TRIALS:.1f}" for counted in (counts, k))
    return [SHAPES[shape], str(n), *shares(counts), *shares(k)[2:], *undefined]


def real(precision: float, count: int, trials: int) -> list[str]:
    """Return a row of the table of the real model."""
    counts, mean = verdicts(partial(additive, count), iv.looks(64, count), trials, precision)
    return [f"{100 * precision:g} %", str(trials), *shares(counts), f"{mean:.0f}"]


@lru_cache(maxsize=4)
def replicates_of(name: str, count: int) -> dict[str, Floats]:
    """Return the value of each arm of a shipped scenario in so many replicates."""
    from sim.questions.verdict import runs_of_the_question
    from sim.runs.quantities import quantities
    from sim.runs.replicate import outcomes
    from sim.scenario import load

    runs = {arm: run for arm, run in runs_of_the_question(load(name)).items() if not arm.endswith("unorganised")}
    read = dict.fromkeys(runs.values(), quantities(["gross"]))
    made = [outcomes(read, number) for number in range(count)]
    return {arm: np.array([outcome[run]["gross"] for outcome in made]) for arm, run in runs.items()}


def residuals(name: str, count: int) -> list[str]:
    """Return a row of the table of what the noise of S looks like in a shipped scenario."""
    from scipy import stats

    gross = replicates_of(name, count)
    joined, apart = gross["joint"], gross["block"] + gross["line"]
    s = joined.mean() / apart.mean()
    rest = joined - s * apart
    return [name, str(count), f"{100 * rest.std() / joined.mean():.1f} %",
            f"{stats.skew(rest):.1f} ± {math.sqrt(6 / count):.1f}",
            f"{stats.kurtosis(rest):.1f} ± {math.sqrt(24 / count):.1f}"]  # fmt: skip


def resampled_row(name: str, count: int, n: int, trials: int) -> list[str]:
    """Return a row of the table of replicates drawn from those of a shipped scenario, with S and K moved to 1.

    The means of what is drawn from are the truth. S is asked under the real stopping rule, K of ``n`` replicates.
    """
    gross = replicates_of(name, count)
    single = gross["block"] + gross["line"]
    joint = gross["joint"] * (single.mean() / gross["joint"].mean())
    kinds = [gross["joint"], gross["side_by_side"], gross["halves_joint"], gross["halves_side_by_side"]]
    means = [values.mean() for values in kinds]
    kinds[0] = kinds[0] * (means[1] * means[2] / (means[0] * means[3]))

    def chosen(trial: int, size: int) -> NDArray[np.int64]:
        return np.random.default_rng([2_026, trial]).integers(count, size=size)

    def source_of_s(trial: int) -> tuple[Floats, Floats]:
        at = chosen(trial, LIMIT)
        return joint[at], single[at]

    counts, mean = verdicts(source_of_s, iv.looks(64, LIMIT), trials)
    k_counts: Counter[str] = Counter()
    for first in range(0, trials, BATCH):
        samples = [tuple(values[chosen(trial, n)] for values in kinds)
                   for trial in range(first, min(first + BATCH, trials))]  # fmt: skip
        k_counts.update(iv.verdict(k) for k in at_once(iv.log_ratio_of_ratios, samples))
    return [name, str(count), f"{mean:.0f}", *shares(counts)[:3], *shares(k_counts)[:3]]


HEAD = ("false “above”, %", "false “below”, %", "together, %", "coverage, %")
Tables = dict[str, tuple[tuple[str, ...], list[Callable[[], list[str]]]]]
"""By name, the heading of each table, and what measures each of its rows."""
TABLES: Tables = {
    "verdicts": (
        ("noise", "size", "first look", *HEAD, "mean replicates"),
        [
            *(partial(ruled, shape, spread, 64) for shape in ("normal", "right", "left", "heavy")
              for spread in (0.03, 0.05, 0.07, 0.1)),
            *(partial(ruled, "heavy", 0.07, first) for first in (128, 256)),
            *(partial(ruled, "jumps", 0.1, first) for first in (64, 128, 256, 512)),
        ],
    ),
    "more": (
        ("noise", "size", "first look", *HEAD, "mean replicates"),
        [partial(ruled, shape, spread, first, more=True) for shape, spread, first in (
            ("normal", 0.05, 64), ("right", 0.05, 64), ("heavy", 0.05, 64), ("heavy", 0.07, 64), ("heavy", 0.1, 64),
            ("jumps", 0.1, 64))],
    ),
    "early": (
        ("noise", "size", "first look", *HEAD, "mean replicates"),
        [partial(ruled, shape, 0.05, first) for shape in ("normal", "right") for first in (2, 8, 16, 32)],
    ),
    "few": (
        ("noise", "replicates", *HEAD, "K: missed, %", "K: coverage, %", "S undefined, %", "K undefined, %"),
        [partial(fixed, shape, 0.1, n) for shape in ("normal", "right", "heavy") for n in (2, 8, 16, 64)],
    ),
    "model": (
        ("precision", "trials", *HEAD, "mean replicates"),
        [partial(real, 0.088, 128, 300)],
    ),
    "residuals": (
        ("scenario", "replicates", "size, share of S", "skewness", "excess kurtosis"),
        [partial(residuals, "default", 64), partial(residuals, "hongqiao", 64), partial(residuals, "above", 256),
         partial(residuals, "below", 256)],
    ),
    "drawn": (
        ("scenario", "drawn from", "mean replicates", "S: false “above”, %", "S: false “below”, %", "S: together, %",
         "K: false “above”, %", "K: false “below”, %", "K: together, %"),
        [partial(resampled_row, name, count, 64, 1_000)
         for name, count in (("above", 256), ("below", 256), ("default", 64))],
    ),
}  # fmt: skip


def write_tables(tables: Tables, names: Sequence[str], page: Path = DOCS / "interval.md") -> None:
    """Measure the tables named, or all of them, and write each into the page as soon as it is there."""
    for name in names or tables:
        head, rows = tables[name]
        lines = [head, ("---",) * len(head)]
        for measure in rows:
            lines.append(tuple(measure()))
            print(name, *lines[-1], sep=" | ", flush=True)
        text = "".join(f"| {' | '.join(line)} |\n" for line in lines)
        whole = page.read_text(encoding="utf-8")
        part = next(part for part in PART.finditer(whole) if part[2] == name)
        page.write_text(whole.replace(part[0], f"{part[1]}\n{text}\n{part[4]}"), encoding="utf-8", newline="\n")


def main() -> None:
    """Measure, and write docs/interval.md anew."""
    parser = argparse.ArgumentParser(description="measure how often intervals hold the truth")
    parser.add_argument("tables", nargs="*", choices=[*TABLES, []], metavar="TABLE", help=", ".join(TABLES))
    write_tables(TABLES, parser.parse_args().tables)


if __name__ == "__main__":
    main()
