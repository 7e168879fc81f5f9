"""Measure how often a case is given which word, and write the tables of docs/interval.md.

``python -m studies.claims [TABLE …]`` measures the tables named, or all, with fixed seeds: some minutes on one core.

The claims are those of a shipped case, and so are their replicates: `POOL` of them are made once, and each trial draws
from them whole, so that what is skewed stays skewed and what goes together stays together. Only the differences are
moved, so that their truth is known: so many margins on the side that is claimed. Looks, stopping rule, intervals and
words are those of `sim.questions.cases`.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain

import numpy as np
from scipy import stats

from sim.questions.cases import (
    PRECISION,
    Samples,
    at_every_look,
    case_question,
    looked_at,
    settled,
    size,
    word,
)
from sim.questions.moments import Floats
from sim.questions.simultaneous import jointly
from sim.runs.runner import answer
from sim.scenario import load
from sim.scenario.loaded import CaseOf, Comparison
from studies.intervals import Tables, lognormal, share, write_tables

POOL = 384
CASES = ("flood", "charity_and_hardship")
TRIALS = 1_000
CONFIDENCE = 0.95
LOOKS, EVERY_LOOK = looked_at("auto"), at_every_look(CONFIDENCE, "auto")
Pair = tuple[Floats, Floats]


@cache
def made(name: str) -> Samples:
    """Return the replicates of a case, with and without."""
    scenario = load(name)
    assert scenario.case is not None
    return answer(case_question(name, scenario, len(scenario.case.comparisons), POOL))


def towards(comparison: Comparison) -> float:
    """Return the sign of what is claimed; of a claim of no change, plus."""
    return -1.0 if comparison.expectation.direction == "down" else 1.0


def samples_of(noise: str, name: str, effect: float, luck: np.random.Generator) -> list[Pair]:
    """Return replicates of a case whose differences have, in truth, so many margins on the side claimed.

    ``resampled`` draws replicates that were made, whole. Of the others, sides without the row and how much differences
    vary are those made: ``normal`` ones go together as those do, ``heavy`` ones, of skewness 6.2, do not go together.
    """
    samples, rows = made(name), luck.integers(POOL, size=LOOKS[-1])
    apart = np.array([a - b for a, b in samples.pairs])
    if noise == "resampled":
        around = (apart - apart.mean(axis=1, keepdims=True))[:, rows]
    elif noise == "normal":
        around = luck.multivariate_normal(np.zeros(len(apart)), np.cov(apart), len(rows)).T
    else:
        shape = (lognormal(luck, 1.0, apart.shape[0] * len(rows)) - 1.0) / math.sqrt(math.expm1(1.0))
        around = apart.std(axis=1, ddof=1, keepdims=True) * shape.reshape(len(apart), -1)
    pairs = []
    for comparison, (a, b), moved in zip(samples.case.comparisons, samples.pairs, around, strict=True):
        margin = comparison.expectation.margin * size(comparison, a, b)
        pairs.append((b[rows] + moved + towards(comparison) * effect * margin, b[rows]))
    return pairs


def words_of(cases: Sequence[tuple[CaseOf, list[Pair]]], together: float) -> list[list[tuple[str, str, int]]]:
    """Return word, reason and number of replicates of each claim of cases that are asked for together.

    ``together`` is the confidence of one look.
    """
    comparisons = sum(len(pairs) for _, pairs in cases)
    ended = []
    for case, pairs in cases:
        for n in LOOKS:
            seen = [(a[:n], b[:n]) for a, b in pairs]
            if settled(zip(case.comparisons, seen, strict=True), comparisons, together, PRECISION):
                break
        ended.append(seen)
    held = jointly([{str(i): pair for i, pair in enumerate(seen)} for seen in ended], together)
    return [
        [
            (
                *word(
                    interval, comparison.expectation.direction, comparison.expectation.margin * size(comparison, *pair)
                ),
                len(pair[0]),
            )
            for comparison, pair, interval in zip(case.comparisons, seen, intervals.values(), strict=True)
        ]
        for (case, _), seen, intervals in zip(cases, ended, held, strict=True)
    ]


def is_false(word: str, why: str, effect: float) -> bool:
    """Whether what is said contradicts the truth, of so many margins on the side claimed: its side, or its size."""
    within = word in ("shown_small", "opposite_small") or why == "no_difference"
    if word in ("shown", "shown_small") or why == "towards":
        side = effect > 0.0
    elif word in ("opposite", "opposite_small") or why == "away":
        side = effect < 0.0
    else:
        side = True
    beyond = word in ("shown", "opposite")
    return not side or (within and abs(effect) > 1.0) or (beyond and abs(effect) < 1.0)


def trials(
    noise: str, name: str, effect: float, cases: int = 1, same: bool = False, together: float = EVERY_LOOK
) -> list[list[tuple[str, str, int]]]:
    """Return what is said of each claim in each trial; ``same`` turns every claim into one of no change."""
    case = made(name).case
    if same:
        claims = [
            replace(comparison, expectation=comparison.expectation.model_copy(update={"direction": "same"}))
            for comparison in case.comparisons
        ]
        case = replace(case, comparisons=tuple(claims))
    luck = np.random.default_rng([2_026, *(ord(letter) for letter in f"{noise}{name}{effect}{cases}")])
    count = TRIALS // cases
    return [
        list(
            chain.from_iterable(
                words_of([(case, samples_of(noise, name, effect, luck)) for _ in range(cases)], together)
            )
        )
        for _ in range(count)
    ]


def row(noise: str, name: str, effect: float, cases: int = 1, together: float = EVERY_LOOK) -> list[str]:
    """Return a row of the table of claims that something rises or falls."""
    tables = trials(noise, name, effect, cases, together=together)
    every = list(chain.from_iterable(tables))
    counted = Counter(word for word, _, _ in every)
    words = (f"{100 * counted[word] / len(every):.1f}" for word in WORDS)
    wrong = sum(any(is_false(word, why, effect) for word, why, _ in table) for table in tables)
    return [NOISES[noise], f"`{name}`", str(cases), f"{effect:g}", *words, share(wrong, len(tables)),
            f"{sum(n for _, _, n in every) / len(every):.0f}"]  # fmt: skip


def row_of_same(noise: str, name: str, effect: float) -> list[str]:
    """Return a row of the table of claims that nothing changes."""
    tables = trials(noise, name, effect, same=True)
    every = list(chain.from_iterable(tables))
    counted = Counter((word, why) for word, why, _ in every)
    words = (f"{100 * counted[same_word] / len(every):.1f}" for same_word in SAME_WORDS)
    false = {("shown", "not_zero")} if effect == 0.0 else set()
    false |= {("not_shown", "differs")} if abs(effect) < 1.0 else {("shown", ""), ("shown", "not_zero")}
    wrong = sum(any((word, why) in false for word, why, _ in table) for table in tables)
    return [NOISES[noise], f"`{name}`", f"{effect:g}", *words, share(wrong, len(tables)),
            f"{sum(n for _, _, n in every) / len(every):.0f}"]  # fmt: skip


def pool_row(name: str, i: int) -> list[str]:
    """Return a row of the table of what the replicates of a case look like."""
    samples = made(name)
    comparison, (a, b) = samples.case.comparisons[i], samples.pairs[i]
    stated, apart = comparison.expectation, a - b
    margin = stated.margin * size(comparison, a, b)
    others = np.delete(np.corrcoef([first - second for first, second in samples.pairs])[i], i)
    return [f"`{name}`", f"`{stated.measure}`", f"{apart.std(ddof=1) / margin:.1f}", f"{stats.skew(apart):.1f}",
            f"{stats.kurtosis(apart):.1f}", f"{others[np.abs(others).argmax()]:.2f}"]  # fmt: skip


WORDS = ("shown", "shown_small", "not_shown", "opposite_small", "opposite")
SAME_WORDS = (("shown", ""), ("shown", "not_zero"), ("not_shown", "cannot_tell"), ("not_shown", "differs"))
NOISES = {"resampled": "as made", "normal": "normal", "heavy": "lognormal, skewness 6.2"}
EFFECTS = (-2.0, -0.5, 0.0, 0.5, 0.9, 1.1, 2.0)
HEAD = ("noise", "case", "cases at once", "truth, in margins", "shown", "shown, small", "not shown",
        "opposite, small", "opposite", "a false word, %", "mean replicates")  # fmt: skip
NEAR = (-0.9, 0.0, 0.9, 1.1)
TABLES: Tables = {
    "replicates": (
        ("case", "measure", "standard deviation, in margins", "skewness", "excess kurtosis", "largest correlation"),
        [partial(pool_row, name, i) for name, count in zip(CASES, (4, 3), strict=True) for i in range(count)],
    ),
    "words": (
        HEAD,
        [
            *(partial(row, "resampled", name, effect) for name in CASES for effect in EFFECTS),
            *(partial(row, noise, "flood", effect) for noise in ("normal", "heavy") for effect in NEAR),
            *(partial(row, noise, "flood", 0.0, 10) for noise in ("resampled", "heavy")),
        ],
    ),
    "uncorrected": (HEAD, [partial(row, "resampled", "flood", effect, 1, CONFIDENCE) for effect in NEAR]),
    "same": (
        ("noise", "case", "truth, in margins", "shown", "shown, yet not zero", "not shown, cannot tell",
         "not shown, beyond", "a false word, %", "mean replicates"),
        [partial(row_of_same, "resampled", "flood", effect) for effect in (0.0, 0.5, 0.9, 1.1, 2.0)],
    ),
}  # fmt: skip


def main() -> None:
    """Measure, and write docs/interval.md anew."""
    parser = argparse.ArgumentParser(description="measure how often a claim is given which word")
    parser.add_argument("tables", nargs="*", choices=[*TABLES, []], metavar="TABLE", help=", ".join(TABLES))
    write_tables(TABLES, parser.parse_args().tables)


if __name__ == "__main__":
    main()
