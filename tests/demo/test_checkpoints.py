"""Back to a month, and off in another direction: the same months bit for bit, and no more of them made than needed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sim.demo import simulation
from sim.demo.address import Address
from sim.demo.checkpoints import EVERY, Checkpoint, Checkpoints
from sim.demo.playback import Playback, Playbacks
from sim.demo.simulation import Simulation
from sim.demo.stage import Play, Stage
from sim.scenario import varied
from tests.demo.district import OFF, thirty
from tests.demo.live import THIRTY

SUPERVISION = {"mechanisms.supervision.strength": 0.0}
MONTHS = 28
RUNS = 6  # of two settings


@pytest.fixture
def lived(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many months each call lived through."""
    months: list[int] = []
    advance = simulation.advance

    def counted(state: Any, count: int = 1) -> None:
        months.append(count)
        advance(state, count)

    monkeypatch.setattr(simulation, "advance", counted)
    return months


def address(**stated: Any) -> Address:
    a = THIRTY["settings"]["a"]
    return Address("default", MONTHS, 7, compare="settings", a=a, b={**a, **OFF}, **stated)


def texts(playback: Playback, first: int, last: int) -> list[tuple[str, ...]]:
    return [playback.frames(month) for month in range(first, last + 1)]


@pytest.mark.parametrize("compare", ["settings", "apart"])
def test_months_after_going_back_are_those_of_before_bit_for_bit(compare: Any, lived: list[int]) -> None:
    play = Play(thirty(MONTHS), compare, varied(thirty(MONTHS), OFF), changes=((15, None, SUPERVISION),))
    stage = Stage(play, Checkpoints())
    every = [json.dumps(stage.step()) for _ in range(MONTHS)]
    assert any("teams" in month and "asked" in month for month in every), "what happened goes with the months"
    for month in (27, 24, 15, 14, 12, 5, 25, 0):
        lived.clear()
        stage.to(month)
        assert stage.month == month
        assert sum(lived) == len(stage.simulations) * 3 * (month % EVERY)
        assert [json.dumps(stage.step()) for _ in every[month : month + 3]] == every[month : month + 3]


def test_a_change_branches_off_from_the_nearest_mark(lived: list[int]) -> None:
    playbacks = Playbacks()
    before = playbacks.watch(address())
    whole_texts = texts(before, 1, MONTHS)
    for month in (2, 13, 25):
        lived.clear()
        after = address().changed(month, "b", SUPERVISION)
        playback = playbacks.watch(after, before)
        playback.frames(month)
        assert sum(lived) <= RUNS * EVERY, "no more than a year until the first month that is otherwise"
        assert texts(playback, 1, month - 1) == whole_texts[: month - 1]
        fresh = Playback(after, after.play())
        assert texts(playback, month, month + 2) == texts(fresh, month, month + 2)
        assert playback.constants() == fresh.constants()
        assert texts(playback, MONTHS, MONTHS) != whole_texts[-1:]
        playbacks.leave(playback)
    assert texts(before, 1, MONTHS) == whole_texts


def test_changes_that_follow_one_another_go_on_from_one_another(lived: list[int]) -> None:
    playbacks = Playbacks()
    at, playback = address(), playbacks.watch(address())
    texts(playback, 1, MONTHS)
    for month, world, settings in ((26, "b", SUPERVISION), (28, "a", OFF), (16, None, {"matching.mode": "blind"})):
        at = at.changed(month, world, settings)
        lived.clear()
        changed = playbacks.watch(at, playback)
        playbacks.leave(playback)
        playback = changed
        playback.frames(month)
        assert sum(lived) <= RUNS * EVERY
        texts(playback, month, MONTHS)
    fresh = Playback(at, at.play())
    assert at.changes == ((16, None, {"matching.mode": "blind"}),)
    assert texts(playback, 1, MONTHS) == texts(fresh, 1, MONTHS)


@pytest.mark.parametrize(
    ("other", "since"),
    [
        (address(), None),
        (address(changes=((9, "b", OFF),)), 9),
        (address(changes=((1, "b", OFF),)), None),
        (Address("default", MONTHS, 8, compare="settings", changes=((9, "b", OFF),)), None),
    ],
)
def test_from_which_month_two_addresses_differ(other: Address, since: int | None) -> None:
    assert other.differs_from(address()) == since
    both = address(changes=((9, "b", OFF), (20, None, SUPERVISION)))
    assert both.differs_from(address(changes=((9, "b", OFF), (30, None, SUPERVISION)))) == 20


def test_what_cannot_change_on_the_way_is_said_and_nothing_is_watched() -> None:
    from sim.scenario import ScenarioError

    playbacks = Playbacks()
    before = playbacks.watch(address())
    with pytest.raises(ScenarioError):
        playbacks.watch(address().changed(9, "b", {"needs.two_sided": 1.0}), before)
    assert len(playbacks) == 1


def checkpoint(month: int, runs: Any) -> Checkpoint:
    return Checkpoint(month, (runs,))


def test_marks_take_so_much_memory_and_no_more() -> None:
    runs = Simulation(thirty(14), 0, ()).runs
    size = checkpoint(12, runs).nbytes
    assert size > 50_000
    checkpoints = Checkpoints(most=4 * size)
    for whose in ("first", "second", "third"):
        for month in (12, 24):
            checkpoints.keep(whose, checkpoint(month, runs))
            assert checkpoints.nbytes <= 4 * size
    assert [len(checkpoints.until(whose, 99)) for whose in ("first", "second", "third")] == [0, 2, 2]
    assert [checkpoint.month for checkpoint in checkpoints.until("third", 23)] == [12]
    checkpoints.forget("second")
    assert [len(checkpoints.until(whose, 99)) for whose in ("second", "third")] == [0, 2]


def test_who_finds_no_mark_left_begins_anew() -> None:
    stage = Stage(Play(thirty(30)), Checkpoints(most=0))
    every = [json.dumps(stage.step()) for _ in range(30)]
    stage.to(25)
    assert [json.dumps(stage.step()) for _ in range(5)] == every[25:]


def test_nobody_keeps_marks_of_what_nobody_watches() -> None:
    playbacks = Playbacks()
    playback = playbacks.watch(address())
    texts(playback, 1, 13)
    assert playbacks.checkpoints.nbytes > 0
    playbacks.leave(playback)
    assert playbacks.checkpoints.nbytes == 0
