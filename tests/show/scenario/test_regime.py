"""Where something is moved down from the lines above, reports say what S and K then answer, and what to compare."""

from __future__ import annotations

import pytest

from sim.questions.compare import Compared, Entrant, compare
from sim.runs.runner import answer
from sim.scenario import load
from sim.scenario.schema import Words
from sim.show.comparison.screen import screen
from sim.show.comparison.words import warnings
from sim.show.scenario.regime import moved_down, over_points, under_this_regime
from sim.show.sweep.words import rest
from sim.show.verdict.words import top
from tests.show.fabricated import fabricated
from tests.show.swept import swept


def test_what_is_moved_down_is_said_where_a_verdict_is() -> None:
    scenario = load("default", ["institutions.resources_down=0.25"])
    for lang, share in (("en", "25 %"), ("zh", "25%")):
        assert share in under_this_regime(scenario, lang)
        assert under_this_regime(scenario, lang) in top(fabricated(scenario=scenario), lang)


def test_nothing_is_said_where_nothing_is_moved_down() -> None:
    assert under_this_regime(load("default", ["institutions.resources_down=0"]), "en") == ""


def test_a_change_during_the_run_counts_where_it_changes_something() -> None:
    later = 'from_month=[{"month": 3, "institutions": {"resources_down": 0.4}}]'
    assert moved_down(load("default", ["institutions.resources_down=0.2", later])) == [(0, 0.2), (2, 0.4)]
    assert moved_down(load("default", ["institutions.resources_down=0.4", later])) == [(0, 0.4)]


def compared(*shares: float) -> Compared:
    scenarios = [load("above", ["months=3", f"institutions.resources_down={share}"]) for share in shares]
    entrants = [Entrant(f"one{i}", Words(en="x", zh="x"), scenario) for i, scenario in enumerate(scenarios)]
    return answer(compare(entrants, 2))


def test_scenarios_that_move_down_other_shares_are_compared_by_value() -> None:
    both = compared(0.0, 0.3)
    assert warnings(both, "en") == [
        "A and B differ in what is moved down from units of district and city (A nothing, B 30 %). 1+1, S and K answer "
        "under each regime by itself: a higher or lower one is no gain or loss of moving down. Compare value added."
    ]
    assert "A 不下沉、B 30%" in warnings(both, "zh")[0]
    assert "no gain or loss" in screen(both, "en", 200)
    assert warnings(compared(0.3, 0.3), "en") == []


@pytest.mark.parametrize(
    ("grid", "differs"),
    [("institutions.resources_down=0:0.4:2", True), ("institutions.both_ends=0:1:2", False)],
)
def test_a_sweep_over_what_is_moved_down_says_so(grid: str, differs: bool) -> None:
    sweep, points = swept([grid], lambda _: 1.2)
    for lang in ("en", "zh"):
        assert bool(over_points(sweep.points, lang)) == differs
        assert rest(sweep, points, lang).endswith(over_points(sweep.points, lang))
