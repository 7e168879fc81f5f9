"""The same run is never made twice in one question, whoever asks and whichever step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from sim.model.camps import CHANNELS, alone, together
from sim.questions.cases import case_question
from sim.questions.compare import Entrant, compare
from sim.questions.sweep import Sweep, sweep_question
from sim.questions.verdict import verdict
from sim.runs.design import grid
from sim.runs.quantities import quantities
from sim.runs.question import All, Question, until
from sim.runs.run import Batch, Run, SideBySide
from sim.runs.runner import answer
from sim.runs.table import Table
from sim.scenario import from_data, load
from sim.scenario.schema import Scenario

SMALL: dict[str, Any] = {"months": 3, "district": {"streets": 2, "areas": 2, "lines": 8}}
OFF: dict[str, Any] = {"strength": 0.0}
OPEN = dict.fromkeys(CHANNELS, 1.0)
GROSS, NET = quantities(["gross"]), quantities(["net"])


def small(**more: Any) -> Scenario:
    return from_data({**SMALL, **more}, "small")


def in_steps(run: Run | SideBySide, names: Iterable[str], looks: Sequence[int], last: int) -> Question[Table]:
    """Ask for more and more replications of a run, up to the last look."""
    looked = iter(looks)
    table, _ = yield from until({run: quantities(names)}, looks, lambda _: next(looked) == last)
    return table


def at_once(*questions: Question[Any]) -> Question[list[Any]]:
    answers: list[Any] = yield All(questions)
    return answers


def swept(scenario: Scenario, *axes: str, replications: Any = 2, explain: bool = False) -> Question[Any]:
    return sweep_question(Sweep.over(scenario, grid(axes), replications, 1e-9, explain))


def sweeps() -> dict[str, Question[Any]]:
    looks = small(interval={"first_look": 2, "limit": 8})
    return {
        "the same points, far apart": swept(
            small(), "mechanisms.liaison.strength=0", "mechanisms.liaison.meetings=0,1", "needs.two_sided=0:1:4"
        ),
        "without any mechanism": swept(small(), "mechanisms.liaison.strength=0.5,1", "needs.two_sided=0:1:4"),
        "with mechanisms at strength 0 last": swept(
            small(mechanisms=dict.fromkeys(("mobilisation", "planning", "supervision", "incentive"), OFF)),
            "mechanisms.liaison.strength=1,0.5,0",
        ),
        "channels": swept(small(), "channels.trust=0,0.5,1", "channels.sight=0.5,1"),
        "channels, explained": swept(small(), "channels.trust=0,0.5,1", "channels.sight=0.5,1", explain=True),
        "in looks": swept(looks, "mechanisms.liaison.strength=0,1", "needs.two_sided=0:1:3", replications="auto"),
        "other looks": swept(looks, "interval.first_look=4,2", replications="auto"),
        "a point twice": swept(small(), "mechanisms.liaison.strength=0", "mechanisms.liaison.meetings=0,1"),
    }


@pytest.mark.parametrize("name", sweeps())
def test_a_sweep_makes_no_run_twice(made: Counter[Any], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """However few points are begun before others have their answers."""
    monkeypatch.setattr("sim.runs.runner.AHEAD", 1)
    answer(sweeps()[name], workers=1)
    assert set(made.values()) == {1}


def test_those_who_look_at_different_times_read_the_same_runs(made: Counter[Any]) -> None:
    """Other measures of them, more of them, for longer; also where one reads two runs side by side and another each."""
    scenario = small()
    block, line = Run(scenario, alone(0)), Run(scenario, alone(1))
    both = SideBySide((block, line))
    looks = (2, 4, 8, 16)
    questions = [
        in_steps(block, ["gross"], looks, 16),
        in_steps(line, ["net", "cohorts"], (1, 2, 6, 16), 6),
        in_steps(both, ["gross", "net", "cohorts"], looks, 4),
        in_steps(block, ["months", "nature", "listed"], (3, 9), 9),
        in_steps(Run(small(), alone(0)), ["months"], (2, 5), 5),
    ]
    tables = answer(at_once(*questions), workers=1)
    assert set(made.values()) == {1}
    assert [len(tables[i].values(run)) for i, run in ((0, block), (2, both))] == [16, 4]
    for table, count in ((tables[3], 9), (tables[4], 5)):
        by_itself = answer(in_steps(block, ["months"], [count], count))
        assert table.monthly(block, "listed").tolist() == by_itself.monthly(block, "listed").tolist()


@pytest.mark.parametrize("first", [0, 1])
def test_who_is_a_look_behind_still_finds_two_runs_side_by_side(made: Counter[Any], first: int) -> None:
    block, line = Run(small(), alone(0)), Run(small(), alone(1))

    def behind() -> Question[None]:
        wanted = {SideBySide((block, line)): NET, Run(small(), alone(0, "halves")): GROSS}
        yield from until(wanted, (1, 2, 4), lambda _: False)

    questions = [in_steps(block, ["gross"], (2, 4), 4), behind()]
    answer(at_once(questions[first], questions[1 - first]), workers=1)
    assert list(made.values()) == [1] * 12


def test_verdict_comparison_and_case_at_once(made: Counter[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.questions.compare.FIRST", 4)
    monkeypatch.setattr("sim.questions.compare.LIMIT", 8)
    with_case = load("two_way_claiming", ["months=3", "district.lines=8", "district.areas=2"])
    looks = {"first_look": 2, "limit": 8}
    first, other = with_case.model_copy(), small(interval=looks)
    entrants = [Entrant(str(i), value.title, value) for i, value in enumerate((other, small(needs={"two_sided": 0.9})))]
    count = len(with_case.case.comparisons) if with_case.case else 0
    asked = at_once(
        verdict(other, "auto", 1e-9, explain=True),
        compare(entrants, 8),
        compare(entrants, "auto", 1e-9),
        compare(entrants[::-1], 2),
        case_question("x", with_case, count, 2),
        verdict(first, 4),
        verdict(small(channels={"trust": 0.5}), 6),
    )
    together_, *_ = answer(asked, workers=1)
    assert set(made.values()) == {1}
    alone_ = answer(verdict(other, "auto", 1e-9, explain=True))
    assert together_.to_json() == alone_.to_json()


def test_a_run_is_the_same_in_whichever_scenario_it_is_asked_for(made: Counter[Any]) -> None:
    """Two runs side by side are made where one of them is made already."""
    off = small(mechanisms={"liaison": OFF})
    on = small(mechanisms={"liaison": {"strength": 0.5}})
    others = frozenset({"mobilisation", "planning", "supervision", "incentive"})
    block, line = (Run(on, alone(label), others) for label in (0, 1))
    assert block == Run(off, alone(0))
    assert block.world != Run(off, alone(0)).world
    both = SideBySide((block, line))
    for runs, wanted in (
        (2, {Run(off, alone(0)): GROSS, both: GROSS}),
        (2, {both: GROSS, Run(off, alone(0)): NET}),
        (3, {both: GROSS, SideBySide((Run(off, alone(0)), Run(off, alone(1)))): NET, Run(off, together(OPEN)): GROSS}),
        (3, {Run(off, alone(1)): NET, both: GROSS, Run(on, together(OPEN)): GROSS}),
    ):
        made.clear()
        answer(batch(wanted), workers=1)
        assert list(made.values()) == [1] * runs


def batch(wanted: Any) -> Question[Table]:
    table: Table = yield Batch(wanted, range(1))
    return table


def test_a_run_that_would_be_made_again_for_more_is_refused() -> None:
    """In a later step, and by whom another asks after."""
    run = Run(small(), together(OPEN))

    def reads_more_later() -> Question[Table]:
        yield Batch({run: GROSS}, range(2))
        table = yield Batch({run: NET}, range(2))
        return table

    def asks_in_turn() -> Question[Table]:
        yield All([in_steps(run, ["gross"], [2], 2)])
        (table,) = yield All([in_steps(run, ["net"], [2], 2)])
        return table

    for question in (reads_more_later, asks_in_turn):
        with pytest.raises(ValueError, match="would be made twice in replication 0, to read net"):
            answer(question())
