"""Luck: Philox4x32-10 gives its published numbers, and a draw hangs on its name alone."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy import stats

from sim.model import chance
from sim.model.camps import CHANNELS, together
from sim.model.chance import draw, draw_many, key_of, normal, philox
from sim.model.month import advance
from sim.scenario import from_data

from .stepping import copied, started, watched_month

ONES = 0xFFFFFFFF
PI = ((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0))
# Counter, key, result: the known-answer tests of Random123 (Salmon et al. 2011), kat_vectors, philox4x32 …
PUBLISHED = [  # … 10
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES, ONES, ONES, ONES), (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (*PI, (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
]
SEVEN_ROUNDS = [  # … 7
    ((0, 0, 0, 0), (0, 0), (0x5F6FB709, 0x0D893F64, 0x4F121F81, 0x4F730A48)),
    ((ONES, ONES, ONES, ONES), (ONES, ONES), (0x5207DDC2, 0x45165E59, 0x4D8EE751, 0x8C52F662)),
    (*PI, (0x4DFCCABA, 0x190A87F0, 0xC47362BA, 0xB6B5242A)),
]
CONSTANTS = {name: value for name, value in vars(chance).items() if name.isupper() and name[0] != "_"}
DECISIONS = {name: code for name, code in CONSTANTS.items() if isinstance(code, int) and name != "MONTHS"}


def words_of(*counter_and_key):
    """Return what Philox makes of four words of a counter and two of a key."""
    return tuple(int(word) for word in philox(*(np.uint64(word) for word in counter_and_key)))


@pytest.mark.parametrize(("counter", "key", "words"), PUBLISHED)
def test_published_vectors(counter, key, words):
    assert words_of(*counter, *key) == words


def cipher(counter, key, rounds):
    """Return Philox4x32 in whole numbers of any size, as its paper has it (Salmon et al. 2011, section 3.3)."""
    (r0, l0, r1, l1), (k0, k1) = counter, key
    for _ in range(rounds):
        product_0, product_1 = 0xD2511F53 * r0, 0xCD9E8D57 * r1
        r0, l0 = product_1 >> 32 ^ l0 ^ k0, product_1 & ONES
        r1, l1 = product_0 >> 32 ^ l1 ^ k1, product_0 & ONES
        k0, k1 = k0 + 0x9E3779B9 & ONES, k1 + 0xBB67AE85 & ONES
    return r0, l0, r1, l1


def test_every_word_of_a_counter_and_a_key_counts():
    """The published vectors are few; between them stands the cipher in whole numbers, which gives all of them."""
    for rounds, published in ((7, SEVEN_ROUNDS), (10, PUBLISHED)):
        assert all(cipher(counter, key, rounds) == words for counter, key, words in published)
    luck = np.random.default_rng(1)
    inputs = luck.integers(0, 2**32, (3000, 6)).tolist()
    inputs += [[edge if word == place else 1 for word in range(6)] for place in range(6) for edge in (0, 2**31, ONES)]
    for words in inputs:
        assert words_of(*words) == cipher(words[:4], words[4:], 10)


def test_the_ten_thousandth_number_is_the_one_that_the_cpp_standard_demands():
    """C++26, [rand.predef]: of a default-constructed philox4x32, whose seed is 20111115."""
    assert words_of(9999 // 4, 0, 0, 0, 20111115, 0)[9999 % 4] == 1955073260


@pytest.mark.parametrize(("counter", "key", "words"), PUBLISHED)
def test_a_draw_is_these_words_as_uniforms(counter, key, words):
    """The first word of the counter holds decision and month; the others are the entities."""
    decision, month = counter[0] & 0xFF, counter[0] >> 8
    uniforms = draw(np.array(key, np.uint64), decision, month, *counter[1:])
    assert uniforms == tuple((word + 0.5) / 2**32 for word in words)


def test_the_key_is_made_of_seed_and_replication():
    seed, replication = 2**40 + 12345, 678
    counter = (seed % 2**32, seed // 2**32, replication, 0)
    assert tuple(key_of(seed, replication).tolist()) == words_of(*counter, 0x51757975, 0x68756131)[:2]
    pairs = [(s, r) for s in (0, 1, 2, 3, 2**32, 2**32 + 1, 2**63 - 1) for r in range(50)]
    assert len({tuple(key_of(*pair)) for pair in pairs}) == len(pairs)


def test_no_two_decisions_have_one_number():
    assert len(DECISIONS) > 20
    assert len(set(DECISIONS.values())) == len(DECISIONS)
    assert all(0 < code < 256 for code in DECISIONS.values())


EVEN_ENOUGH = 1e-4  # keys are fixed, so a test that passes goes on passing; there are some hundred p-values below


def lanes(decision, month=0, c1=0, needs=100, ones=200, key=(1, 0)):
    """Return the four uniforms of many decisions, shape (4, needs × ones)."""
    c2, c3 = (grid.ravel().astype(np.uint32) for grid in np.meshgrid(np.arange(needs), np.arange(ones)))
    us = np.empty((4, len(c2)))
    draw_many(key_of(*key), decision, month, c1, c2, c3, len(c2), us)
    return us


def chi_square(counts):
    """Return the p-value of equal frequencies."""
    return stats.chisquare(np.ravel(counts)).pvalue


def in_pairs(x, y, bins=16):
    """Return the p-value of independence and evenness of two uniforms: all cells of a square are as full."""
    return chi_square(np.histogram2d(x, y, bins, [[0.0, 1.0]] * 2)[0])


@pytest.mark.parametrize("decision", DECISIONS)
def test_draws_are_even_in_every_lane_and_between_lanes(decision):
    us = lanes(DECISIONS[decision], month=3, c1=1)
    assert 0.0 < us.min() < us.max() < 1.0
    words = us * 2**32 - 0.5  # the words that they were made from: whole numbers
    assert (words == np.floor(words)).all()
    for lane in range(4):
        assert stats.kstest(us[lane], "uniform").pvalue > EVEN_ENOUGH
        assert chi_square(np.bincount((us[lane] * 1000).astype(int), minlength=1000)) > EVEN_ENOUGH
        assert chi_square(np.bincount(words[lane].astype(np.int64) % 256, minlength=256)) > EVEN_ENOUGH  # low bits
        for other in range(lane):
            assert in_pairs(us[lane], us[other]) > EVEN_ENOUGH


def test_normals_are_standard_and_independent():
    u, v, w, x = lanes(chance.ORG_SIZE)
    values = np.array([[normal(a, b) for a, b in zip(*pair, strict=True)] for pair in ((u, v), (w, x), (v, w))])
    for z in values:
        assert stats.kstest(z, "norm").pvalue > EVEN_ENOUGH
        assert stats.normaltest(z).pvalue > EVEN_ENOUGH
        assert abs((np.abs(z) > stats.norm.isf(0.0005)).mean() - 0.001) < 4.5 * math.sqrt(0.001 / len(z))  # tails
    assert in_pairs(*stats.norm.cdf(values[:2])) > EVEN_ENOUGH


NAME = {"seed": 5, "replication": 1, "decision": 50, "month": 7, "c1": 3, "c2": 1000, "c3": 2**24 + 77}


def value(**changed):
    """Return the four uniforms of `NAME` with some of its words changed."""
    at = {**NAME, **changed}
    return draw(key_of(at.pop("seed"), at.pop("replication")), *at.values())


@pytest.mark.parametrize("word", NAME)
def test_neighbours_are_independent(word):
    """Draws under neighbouring names: no correlation in any pair of lanes, every cell of the square as full."""
    other = "c3" if word == "c2" else "c2"
    for step in (1, 2, 16):
        here, there = (
            np.array([value(**{other: n, word: NAME[word] + off}) for n in range(5000)]) for off in (0, step)
        )
        assert (here != there).all()
        between = np.corrcoef(here.T, there.T)[:4, 4:]
        assert np.abs(between).max() < 4.5 / math.sqrt(len(here))
        for lane in range(4):
            assert in_pairs(here[:, lane], there[:, lane], 10) > EVEN_ENOUGH


@pytest.mark.parametrize("word", NAME)
def test_draws_along_a_word_are_even_and_have_no_memory(word):
    """A run of names that differ in one word alone: even, without correlation at any lag, without long runs."""
    count = 250 if word == "decision" else 4096 if word == "month" else 20000
    us = np.array([value(**{word: n}) for n in range(count)]).T
    for u in us:
        assert stats.kstest(u, "uniform").pvalue > EVEN_ENOUGH
        z = (u - 0.5) * math.sqrt(12)
        for lag in (1, 2, 3, 4, 8, 64):
            assert abs((z[lag:] * z[:-lag]).mean()) < 4.5 / math.sqrt(count - lag)
        turns = (np.diff(u > 0.5) != 0).sum()  # a coin: half of the steps turn
        assert abs(turns - (count - 1) / 2) < 4.5 * math.sqrt(count - 1) / 2


def test_means_of_replications_scatter_as_means_of_independent_draws_do():
    """What a replication's luck is as a whole: no seed and no replication is luckier than chance has it."""
    for keys in ([(seed, 0) for seed in range(400)], [(1, replication) for replication in range(400)]):
        means = np.array([lanes(chance.PAIR, needs=20, ones=20, key=key)[0].mean() for key in keys])
        z = (means - 0.5) * math.sqrt(12 * 400)
        assert stats.kstest(z, "norm").pvalue > EVEN_ENOUGH
        assert abs(np.corrcoef(z[1:], z[:-1])[0, 1]) < 4.5 / math.sqrt(len(z))


def test_a_draw_does_not_hang_on_the_draws_before():
    key = key_of(9, 4)
    names = [(decision, month, 1, need, 7) for decision in DECISIONS.values() for month in (0, 5) for need in (0, 3)]
    forwards = {name: draw(key, *name) for name in names}
    backwards = {name: draw(key, *name) for name in reversed(names)}
    assert forwards == backwards
    assert len(set(forwards.values())) == len(names)


def test_many_draws_at_once_are_the_draws_one_by_one():
    key, count = key_of(3, 1), 50
    needs, ones = np.arange(count, dtype=np.uint32) * 977, np.arange(count, dtype=np.uint32)[::-1] + 2**31
    many = np.empty((4, count))
    draw_many(key, chance.PAIR, 11, 2, needs, ones, count, many)
    for x in range(count):
        assert tuple(many[:, x]) == draw(key, chance.PAIR, 11, 2, int(needs[x]), int(ones[x]))


DISTRICT = {"months": 4, "district": {"streets": 2, "areas": 5, "lines": 40}, "discovery": {"residential": 0.4}}


def twice(phase: str, disordered: Any) -> list[dict[str, Any]]:
    """Run ``phase`` in mid-run, as it is and with its arguments in another order; return both afterwards."""
    scenario = from_data(DISTRICT, "chance")
    state = started(scenario, together(dict.fromkeys(CHANNELS, 1.0)))
    advance(state, 3)
    results: list[dict[str, Any]] = []

    def watcher(name: str, given: dict[str, Any], run: partial[Any]) -> Any:
        if name == phase:
            for change in (lambda text: text, disordered):
                own = change(copied(given))
                run.func(*own.values())
                results.append(own)
        return run()

    watched_month(state, watcher)
    return results


@pytest.mark.parametrize("phase", ["mobilise", "appraise"])
def test_a_decision_is_the_same_wherever_its_organisation_stands(phase):
    """Rows in another order: everyone decides, and is seen, as before."""

    def reversed_rows(given):
        return {**given, "organisation": given["organisation"][::-1].copy(), "lever": given["lever"][::-1].copy()}

    plain, turned = twice(phase, reversed_rows)
    assert plain["organisation"]["part"].sum() > 5
    assert plain["organisation"]["noticed"].any()
    for column in plain["organisation"].dtype.names:
        assert plain["organisation"][column].tobytes() == turned["organisation"][::-1][column].tobytes(), column


def test_a_need_is_seen_the_same_in_whatever_order_it_is_looked_for():
    def reversed_watchers(given):
        first, watcher = given["first_watcher"], given["watcher"].copy()
        for low, high in pairwise(first):
            watcher[low:high] = watcher[low:high][::-1]
        return {**given, "watcher": watcher}

    plain, turned = twice("discover", reversed_watchers)
    assert plain["watcher"].tobytes() != turned["watcher"].tobytes()
    assert plain["month"]["discovered"] > 3
    assert plain["ledger"]["seen"].tobytes() == turned["ledger"]["seen"].tobytes()
