"""Luck: Philox4x32-10 gives its published numbers, and a draw hangs on its name alone."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from sim.model import chance
from sim.model.camps import CHANNELS, together
from sim.model.chance import draw, draw_many, key_of, normal, philox
from sim.model.month import advance
from sim.scenario import from_data

from .stepping import copied, started, watched_month

ONES = 0xFFFFFFFF
# Counter, key, result: the known-answer tests of Random123 (Salmon et al. 2011), kat_vectors, philox4x32-10.
PUBLISHED = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES, ONES, ONES, ONES), (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
CONSTANTS = {name: value for name, value in vars(chance).items() if name.isupper() and name[0] != "_"}
DECISIONS = {name: code for name, code in CONSTANTS.items() if isinstance(code, int) and name != "MONTHS"}


def words_of(*counter_and_key):
    """Return what Philox makes of four words of a counter and two of a key."""
    return tuple(int(word) for word in philox(*(np.uint64(word) for word in counter_and_key)))


@pytest.mark.parametrize(("counter", "key", "words"), PUBLISHED)
def test_published_vectors(counter, key, words):
    assert words_of(*counter, *key) == words


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


def test_draws_lie_inside_the_unit_interval_and_are_even():
    key = key_of(1, 0)
    values = np.array([draw(key, chance.PAIR, 3, 1, need, one) for need in range(200) for one in range(100)]).ravel()
    assert 0.0 < values.min() < values.max() < 1.0
    counts = np.bincount((values * 50).astype(int), minlength=50)
    expected = len(values) / 50
    assert abs(((counts - expected) ** 2 / expected).sum() - 49) < 4.5 * math.sqrt(2 * 49)


def test_normals_are_standard():
    key = key_of(2, 0)
    values = np.array([normal(*draw(key, chance.ORG_SIZE, 0, 0, 0, one)[:2]) for one in range(20000)])
    assert abs(values.mean()) < 4.5 / math.sqrt(len(values))
    assert abs(values.var() - 1.0) < 4.5 * math.sqrt(2.0 / len(values))
    assert abs((np.abs(values) < 1.959964).mean() - 0.95) < 4.5 * math.sqrt(0.95 * 0.05 / len(values))


@pytest.mark.parametrize("word", ["seed", "replication", "decision", "month", "c1", "c2", "c3"])
def test_neighbours_are_independent(word):
    """Draws under neighbouring names have no correlation."""

    def value(n: int, **off: int) -> float:
        at = {"seed": 5, "replication": 1, "decision": 50, "month": 7, "c1": 3, "c2": 1000 + n, "c3": 2**24 + 77}
        at = {name: number + off.get(name, 0) for name, number in at.items()}
        return draw(key_of(at.pop("seed"), at.pop("replication")), *at.values())[0]

    pairs = np.array([(value(2 * n), value(2 * n, **{word: 1})) for n in range(4000)])
    assert abs(np.corrcoef(pairs.T)[0, 1]) < 4.5 / math.sqrt(len(pairs))
    assert (pairs[:, 0] != pairs[:, 1]).all()


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
    found: list[dict[str, Any]] = []

    def watcher(name: str, given: dict[str, Any], run: partial[Any]) -> Any:
        if name == phase:
            for change in (lambda each: each, disordered):
                own = change(copied(given))
                run.func(*own.values())
                found.append(own)
        return run()

    watched_month(state, watcher)
    return found


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
