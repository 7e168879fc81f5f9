"""The one runner: order, engine, number of workers and batches change nothing; nothing is made twice."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.model.camps import CHANNELS, alone, camps_of, together
from sim.questions.answers import Verdict
from sim.questions.cases import case_question, cases_question
from sim.questions.sweep import Sweep, sweep_question
from sim.questions.verdict import runs_of_the_question, verdict
from sim.runs import runner, work
from sim.runs.design import grid
from sim.runs.plan import Plan, Task
from sim.runs.quantities import SCALARS, quantities
from sim.runs.question import All, Question, RunFailed
from sim.runs.replicate import Piece, replicate
from sim.runs.run import AnyRun, Batch, Run, SideBySide
from sim.runs.runner import answer
from sim.runs.table import Table
from sim.scenario import from_data, load
from sim.scenario.schema import Scenario
from tests.runs.made import valued

SMALL: dict[str, Any] = {"months": 6, "district": {"streets": 2, "areas": 4, "lines": 16}}
GROSS = quantities(["gross"])


def small(**more: Any) -> Scenario:
    return from_data({**SMALL, **more}, "small")


def as_bytes(answered: Verdict) -> bytes:
    return json.dumps(answered.to_json()).encode()


class InDisorder(Executor):
    """Begins nothing until somebody waits, then does all that it was given, in an order of its own."""

    def __init__(self, order: Callable[[list[Any]], list[Any]]) -> None:
        self._order, self._given = order, list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]]()

    def submit(self, work: Callable[..., Any], /, *given: Any, **_: Any) -> Future[Any]:
        engine = self

        class Waiting(Future[Any]):
            def done(self) -> bool:
                engine.do_all()
                return super().done()

        future = Waiting()
        self._given.append((future, work, given))
        return future

    def do_all(self) -> None:
        given, self._given = self._given, []
        for future, does, what in self._order(given):
            future.set_result(does(*what))


# who does it, and when -----------------------------------------------------------------------------------------------


def test_the_number_of_workers_changes_no_byte() -> None:
    answers = {workers: answer(verdict(small(), 8, explain=True), workers=workers) for workers in (1, 2, 3, 8)}
    assert len({as_bytes(result) for result in answers.values()}) == 1


@pytest.mark.parametrize("order", [lambda given: given[::-1], lambda given: given[1::2] + given[::2]])
def test_the_order_of_execution_changes_no_byte(order: Callable[[list[Any]], list[Any]]) -> None:
    plain = as_bytes(answer(verdict(small(), 8), workers=1))
    assert as_bytes(answer(verdict(small(), 8), engine=InDisorder(order))) == plain


@pytest.mark.gate
def test_processes_that_have_never_seen_the_scenario_give_the_same_bytes(tmp_path: Path) -> None:
    """With a mechanism of one's own, which each of them makes from its text."""
    (tmp_path / "mine.py").write_text(
        "from sim import Mechanism, share\nclass Mine(Mechanism):\n    push: float = share(0.5, 'x')\n"
        "    def pull(self, levers, who):\n        levers.commitment.add(self.push)\n",
        encoding="utf-8",
    )
    (tmp_path / "mine.yaml").write_text(
        "use: [mine.py]\nmonths: 4\ndistrict: {streets: 1, areas: 3, lines: 8}\n", encoding="utf-8"
    )
    scenario = load(tmp_path / "mine.yaml")
    plain = as_bytes(answer(verdict(scenario, 4), workers=1))
    (tmp_path / "mine.py").unlink()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as engine:
        assert as_bytes(answer(verdict(scenario, 4), engine=engine)) == plain
        assert engine.submit(abs, -1).result() == 1  # it stays open


def test_a_chunk_is_small_and_stands_on_its_own() -> None:
    scenario = load("default")
    run = Run(scenario, camps_of(scenario)["joint"])
    piece = Piece({run: GROSS})
    chunk = piece.chunk(3)
    packed = pickle.dumps(chunk)
    assert len(packed) < 16_000
    assert len(pickle.dumps([piece.chunk(number) for number in range(100)])) < 20_000  # the scenario travels once
    again = pickle.loads(packed)
    assert again == chunk
    assert again.ready is pickle.loads(packed).ready  # a worker makes a scenario once
    assert Run(again.ready.scenario, run.camp).key == run.key


def test_an_error_in_a_run_comes_out_and_ends_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(chunk: Any, limit: Any) -> Any:
        if chunk.replication == 3:
            raise ZeroDivisionError("in a run")
        return replicate(chunk)

    monkeypatch.setattr(work, "replicate", breaks)
    with pytest.raises(ZeroDivisionError, match="in a run"):
        answer(verdict(small(), 8))


@pytest.mark.parametrize(
    ("replications", "runs", "questions"), [(64, 1, 1), (1, 64, 1), (1, 1, 64)], ids=["64 × 1", "1 × 64", "64 points"]
)
def test_there_are_chunks_for_everybody_whatever_there_is_many_of(replications: int, runs: int, questions: int) -> None:
    """And none is so small that a world is made for nothing."""
    table = Table()
    plan = Plan(table, 2)
    for number in range(questions):
        scenario = small(seed=number)
        camps = [together(dict.fromkeys(CHANNELS, i / 100)) for i in range(runs)]
        task = Task(verdict(scenario), table.view(), None, 0, number)
        plan.want(task, Batch({Run(scenario, camp): GROSS for camp in camps}, range(replications)))
    plan.close()
    sizes = []
    while (coming := plan.next()) is not None:
        sizes.append(len(coming[1]))
    assert sum(sizes) == 64
    assert len(sizes) == (8 if runs == 64 else 64)
    assert max(sizes) - min(sizes) == 0


# what is made --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("open_to", [1.0, 0.5, 0.0])
def test_an_explanation_makes_no_run_again(made: Counter[Any], open_to: float) -> None:
    scenario = small(channels={"peers": open_to, "trust": 1.0})
    answer(verdict(scenario, 4, explain=True))
    assert set(made.values()) == {1}
    closed = open_to == 0.0  # with a channel closed half of the subsets are the others
    assert len(made) == 4 * (8 + (32 if not closed else 16) - 1)


def test_further_looks_make_only_what_is_new(made: Counter[Any]) -> None:
    answer(verdict(small(interval={"first_look": 4, "limit": 16}), "auto", precision=1e-9))
    assert set(made.values()) == {1}
    assert len(made) == 16 * 8


def test_a_case_and_a_question_beside_it_share_their_runs(made: Counter[Any]) -> None:
    scenario = load("five_mechanisms", ["months=2", "district.lines=8", "district.areas=2"])
    assert scenario.case is not None

    def both() -> Question[list[Any]]:
        count = len(scenario.case.comparisons) if scenario.case else 0
        twice = (case_question(name, scenario, count, 2) for name in ("one", "other"))
        answers: list[Any] = yield All([*twice, verdict(scenario, 2)])
        return answers

    first, other, result = answer(both())
    assert set(made.values()) == {1}
    assert np.array_equal(np.array(first.pairs), np.array(other.pairs), equal_nan=True)
    assert as_bytes(result) == as_bytes(answer(verdict(scenario, 2)))


def test_points_of_a_sweep_that_are_the_same_are_made_once(made: Counter[Any]) -> None:
    """Without liaison at all, it does not matter how often it would meet."""
    axes = ["mechanisms.liaison.strength=0,1", "mechanisms.liaison.meetings=0,1,2"]
    scenario = small()
    points = answer(sweep_question(Sweep.over(scenario, grid(axes), 3)))
    assert set(made.values()) == {1}
    assert points[0].answer == points[1].answer == points[2].answer != points[3].answer
    assert len({json.dumps(point.answer) for point in points}) == 4


def test_a_window_is_read_off_the_same_run(made: Counter[Any]) -> None:
    run = Run(small(), alone(0))
    wanted = GROSS | quantities(["gross", "listed"], (0, 2)) | quantities(["gross", "listed"], (2, 6))

    def question() -> Question[Table]:
        table: Table = yield Batch({run: wanted | quantities(["listed"])}, range(2))
        return table

    table = answer(question())
    assert list(made.values()) == [1, 1]
    for name in ("gross", "listed"):
        first, then = (table.values(run, name, window) for window in ((0, 2), (2, 6)))
        assert (first + then).tolist() == pytest.approx(table.values(run, name).tolist())


# questions that ask questions ----------------------------------------------------------------------------------------


def test_points_come_out_as_they_do_alone_and_finish_one_by_one() -> None:
    sweep = Sweep.over(small(), grid(["needs.two_sided=0:1:3", "channels.trust=0.5,1"]), 3)
    finished: list[int] = []
    points = answer(sweep_question(sweep, finished=lambda point: finished.append(point.number)), workers=2)
    assert finished == [point.number for point in points] == list(range(6))
    for point, scenario in zip(points, sweep.points, strict=True):
        assert point.answer == answer(verdict(scenario, 3, grouped=False)).to_json()


def test_what_points_had_made_is_forgotten_once_they_have_their_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    forget = Table.forget

    def noted(table: Table, keys: Any) -> None:
        forget(table, keys)
        held.append(len(table.keys))

    monkeypatch.setattr(Table, "forget", noted)
    monkeypatch.setattr(runner, "AHEAD", 1)
    monkeypatch.setattr(runner, "TOGETHER", 1)
    answer(sweep_question(Sweep.over(small(), grid(["needs.two_sided=0:1:12"]), 4)), workers=1)
    assert len(held) == 12
    assert max(held) <= 3 * 9
    assert held[-1] == 0


def test_cases_side_by_side_are_what_they_are_alone() -> None:
    chosen = {name: load(name, ["months=3", "district.lines=8", "district.areas=2"]) for name in ("two_way_claiming",)}
    chosen["again"] = chosen["two_way_claiming"]
    (first, other) = answer(cases_question(chosen, 2))
    count = sum(len(scenario.case.comparisons) for scenario in chosen.values() if scenario.case)
    alone_ = answer(case_question("two_way_claiming", chosen["again"], count, 2))
    for a, b, c in zip(first.pairs, other.pairs, alone_.pairs, strict=True):
        assert np.array_equal(a, b, equal_nan=True)
        assert np.array_equal(a, c, equal_nan=True)


def test_a_question_sees_no_more_than_it_has_asked_for() -> None:
    """Whatever others ask beside it, and in whichever order they are begun."""
    run = Run(small(), alone(0))

    def one(count: int) -> Question[tuple[int, bytes]]:
        wanted = GROSS | quantities(["months"])
        table: Table = yield Batch({run: wanted}, range(count))
        return len(table.values(run)), table.monthly(run, "listed").tobytes()

    def several() -> Question[list[tuple[int, bytes]]]:
        answers: list[tuple[int, bytes]] = yield All([one(5), one(2), one(8)])
        return answers

    assert answer(several()) == [answer(one(count)) for count in (5, 2, 8)]


def test_a_question_may_ask_for_nothing() -> None:
    def nothing() -> Iterator[Any]:
        return 42
        yield Batch({}, range(0))

    def no_others() -> Iterator[Any]:
        return (yield All([])), (yield All(iter([]), in_turn=True)), (yield Batch({}, range(3))) is not None

    assert answer(nothing()) == 42
    assert answer(no_others()) == ([], [], True)


def test_progress_counts_every_replication() -> None:
    seen: list[tuple[int, int]] = []
    answer(verdict(small(), 5), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(n, 5) for n in range(1, 6)]


# what comes out ------------------------------------------------------------------------------------------------------


def test_looks_add_up_to_one_run_of_all_replications() -> None:
    scenario = small(interval={"first_look": 4, "limit": 16})
    in_looks = answer(verdict(scenario, "auto", precision=1e-9))
    at_once = answer(verdict(scenario, 16))
    assert in_looks.replications == 16
    assert as_bytes(in_looks) == as_bytes(at_once)


def test_it_stops_at_the_first_look_that_is_precise_enough() -> None:
    scenario = small(interval={"first_look": 4, "limit": 64})
    reply = answer(verdict(scenario, "auto", precision=10.0))
    assert reply.replications == 4


def test_runs_of_a_replication_share_the_world() -> None:
    scenario = small()
    block, joint = valued(Run(scenario, alone(0)), Run(scenario, together(dict.fromkeys(CHANNELS, 1.0))))
    assert block["ceiling"] == joint["ceiling"]
    assert block["asked"] == joint["asked"]


def test_runs_whose_needs_change_have_needs_of_their_own() -> None:
    later = {"scale": 2.0, "two_sided": 0.9}
    scenarios = small(), small(from_month=[{"month": 4, "needs": later}]), small(needs=later)
    runs = [Run(scenario, alone(0)) for scenario in scenarios]

    def question() -> Question[Table]:
        table: Table = yield Batch(
            dict.fromkeys(runs, quantities(["arisen"], (0, 3)) | quantities(["arisen"])), range(3)
        )
        return table

    table = answer(question())
    before, programmed, after = (table.values(run, "arisen", (0, 3)).tolist() for run in runs)
    assert before == programmed != after
    of_plain, of_programmed, of_other = (table.values(run, "arisen").tolist() for run in runs)
    assert of_programmed == [a + c - b for a, b, c in zip(before, after, of_other, strict=True)]
    assert of_programmed != of_plain


def test_side_by_side_is_at_most_the_sum_of_its_parts() -> None:
    scenario = small()
    parts = Run(scenario, alone(0)), Run(scenario, alone(1))
    both: AnyRun = SideBySide(parts)
    for replication in range(4):
        block, line, beside = valued(*parts, both, replication=replication)
        assert beside["gross"] <= block["gross"] + line["gross"] + 1e-9
        costs = [value["gross"] - value["net"] for value in (block, line, beside)]
        assert costs[2] == pytest.approx(costs[0] + costs[1])
        assert beside["given"] == block["given"] + line["given"]
        assert set(SCALARS) == {quantity.name for quantity in beside.values}


def test_a_fixed_world_keeps_its_organisations_and_draws_luck() -> None:
    from sim.model.phases.arise import make_needs
    from sim.model.world import make_world

    scenario = small(world="fixed")
    worlds = [make_world(scenario, scenario.seed, replication) for replication in (0, 1)]
    assert worlds[0].organisation.tobytes() == worlds[1].organisation.tobytes()
    assert not np.array_equal(*(make_needs(world, 6)["worth"][:20] for world in worlds))


@pytest.mark.parametrize(("name", "word"), [("above", "above"), ("below", "below"), ("even", "not distinguishable")])
def test_the_answer_is_not_foregone(name: str, word: str) -> None:
    reply = answer(verdict(load(name), 12))
    assert reply.word == word
    if name == "even":
        assert reply.synergy is not None
        assert (reply.synergy.low, reply.synergy.estimate, reply.synergy.high) == (1.0, 1.0, 1.0)


def test_all_runs_of_the_question_are_different() -> None:
    runs = runs_of_the_question(small(channels={"peers": 0.5}))
    assert len(set(runs.values())) == len(runs) == 10


def test_a_run_that_raises_is_thrown_into_who_waits_for_it_and_into_nobody_else(monkeypatch: Any) -> None:
    def breaking(chunk: Any, limit: Any) -> Any:
        if chunk.replication == 1:
            raise ArithmeticError("broken")
        return replicate(chunk)

    monkeypatch.setattr(work, "replicate", breaking)
    scenario = small()
    run = Run(scenario, alone(0))

    def careful(number: int) -> Question[float | str]:
        try:
            table = yield Batch({run: GROSS}, range(number, number + 1))
        except RunFailed as failed:
            return str(failed.error)
        return float(table.values(run)[0])

    def both() -> Question[list[float | str]]:
        result: list[float | str] = yield All((careful(number) for number in range(3)), in_turn=True)
        return result

    first, second, third = answer(both(), workers=2)
    assert (first, second, third) == (valued(run)[0]["gross"], "broken", valued(run, replication=2)[0]["gross"])

    def careless() -> Question[None]:
        yield Batch({run: GROSS}, range(3))

    with pytest.raises(ArithmeticError, match="broken"):
        answer(careless())
