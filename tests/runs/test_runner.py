"""The one runner: order, number of workers and batches change nothing; what is interrupted ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from sim.model.camps import CHANNELS, alone, together
from sim.questions.verdict import verdict
from sim.runs import runner
from sim.runs.replicate import replicate
from sim.runs.runner import answer
from sim.runs.variant import Batch, SideBySide, Variant
from sim.scenario import from_data, load

SMALL = {"months": 6, "district": {"streets": 2, "areas": 4, "lines": 16}}


def small(**more):
    return from_data({**SMALL, **more}, "small")


def as_bytes(found):
    return json.dumps(found.to_json()).encode()


def test_the_number_of_workers_changes_no_byte():
    answers = {workers: answer(verdict(small(), 8, explain=True), workers=workers) for workers in (1, 2, 3, 8)}
    assert len({as_bytes(found) for found in answers.values()}) == 1


def test_the_order_of_execution_changes_no_byte(monkeypatch):
    """Workers take replications from the last to the first, and in disorder; the table stands as it was."""
    plain = as_bytes(answer(verdict(small(), 8), workers=1))

    class InDisorder(ThreadPoolExecutor):
        """Begins nothing until all is asked for, then runs it in an order of its own."""

        order: Callable[[list[Any]], list[Any]]

        def __init__(self, workers):
            super().__init__(workers)
            self.asked = []

        def submit(self, run, variants, replication):
            future = Future()
            self.asked.append((future, run, variants, replication))
            if len(self.asked) == 8:
                for each, *call in self.order(self.asked):
                    each.set_result(call[0](*call[1:]))
            return future

    for order in (lambda asked: asked[::-1], lambda asked: asked[1::2] + asked[::2]):
        monkeypatch.setattr(InDisorder, "order", staticmethod(order), raising=False)
        monkeypatch.setattr(runner, "ThreadPoolExecutor", InDisorder)
        assert as_bytes(answer(verdict(small(), 8))) == plain


def test_looks_add_up_to_one_run_of_all_replications():
    scenario = small(interval={"first_look": 4, "limit": 16})
    in_looks = answer(verdict(scenario, "auto", precision=1e-9))
    at_once = answer(verdict(scenario, 16))
    assert in_looks.replications == 16
    assert as_bytes(in_looks) == as_bytes(at_once)


def test_it_stops_at_the_first_look_that_is_precise_enough():
    scenario = small(interval={"first_look": 4, "limit": 64})
    found = answer(verdict(scenario, "auto", precision=10.0))
    assert found.replications == 4


def test_progress_counts_every_replication():
    seen = []
    answer(verdict(small(), 5), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(n, 5) for n in range(1, 6)]


def test_an_error_in_a_run_comes_out_and_ends_the_rest(monkeypatch):
    def breaks(variants, replication):
        if replication == 3:
            raise ZeroDivisionError("in a run")
        return replicate(variants, replication)

    monkeypatch.setattr(runner, "replicate", breaks)
    with pytest.raises(ZeroDivisionError, match="in a run"):
        answer(verdict(small(), 8))


def test_variants_of_a_replication_share_the_world():
    scenario = small()
    channels = dict.fromkeys(CHANNELS, 1.0)
    runs = (Variant("block", scenario, alone(0)), Variant("joint", scenario, together(channels)))
    block, joint = replicate(runs, 0)
    assert block.ceiling == joint.ceiling
    assert block.asked == joint.asked


def test_side_by_side_is_at_most_the_sum_of_its_parts():
    scenario = small()
    runs = (
        Variant("block", scenario, alone(0)),
        Variant("line", scenario, alone(1)),
        SideBySide("side_by_side", ("block", "line")),
    )
    for replication in range(4):
        block, line, beside = replicate(runs, replication)
        assert beside.gross <= block.gross + line.gross + 1e-9
        assert beside.gross - beside.net == pytest.approx(block.gross - block.net + line.gross - line.net)
        assert beside.cohorts.sum() == pytest.approx(beside.gross)


def test_a_question_may_ask_for_nothing():
    def nothing():
        return 42
        yield Batch((), range(0))

    assert answer(nothing()) == 42


def test_a_fixed_world_keeps_its_organisations_and_draws_luck():
    from sim.model.phases.arise import make_needs
    from sim.model.world import make_world

    scenario = small(world="fixed")
    worlds = [make_world(scenario, scenario.seed, replication) for replication in (0, 1)]
    assert worlds[0].organisation.tobytes() == worlds[1].organisation.tobytes()
    assert not np.array_equal(*(make_needs(world, 6)["worth"][:20] for world in worlds))


@pytest.mark.parametrize(("name", "word"), [("above", "above"), ("below", "below"), ("even", "not distinguishable")])
def test_the_answer_is_not_foregone(name, word):
    found = answer(verdict(load(name), 12))
    assert found.word == word
    if name == "even":
        assert found.synergy is not None
        assert (found.synergy.low, found.synergy.estimate, found.synergy.high) == (1.0, 1.0, 1.0)
