"""The band: whole runs, what they say after every look, and a null said plainly."""

from __future__ import annotations

import pytest

from sim.demo.band import LOOKS, Band, band, sentence_on
from sim.questions import interval
from sim.questions.interval import Interval
from sim.questions.verdict import verdict
from sim.runs.runner import answer
from sim.scenario import varied
from tests.demo.district import OFF, thirty


def test_it_has_the_verdicts_numbers() -> None:
    scenario = thirty(6, "from_month=[{month: 3, mechanisms: {liaison: {strength: 0}}}]")
    of_verdict = answer(verdict(scenario, 8, grouped=False), workers=2)
    made = answer(band("one", [scenario], looks=(4, 8), halves=True), workers=2)
    k = of_verdict.quantities["complementarity"]
    assert k is not None
    assert made["complementarity"]["a"] == pytest.approx({"mean": k.estimate, "low": k.low, "high": k.high}, rel=1e-12)
    assert "complementarity" not in answer(band("one", [scenario], looks=(4,)), workers=2)
    synergy = of_verdict.quantities["synergy"]
    assert synergy is not None
    mine = made["one_plus_one"]["a"]
    assert [mine[name] for name in ("mean", "low", "high")] == pytest.approx(
        [2.0 * synergy.estimate, 2.0 * synergy.low, 2.0 * synergy.high], rel=1e-12
    )
    assert mine["from"] <= mine["mean"] <= mine["to"]
    assert made["replications"] == 8


def test_it_tells_after_every_look_and_stops_when_nobody_listens() -> None:
    heard: list[Band] = []

    def receive(band: Band) -> bool:
        heard.append(band)
        return len(heard) < 2

    made = answer(band("settings", [thirty(4), varied(thirty(4), OFF)], receive), workers=2)
    assert [step["replications"] for step in heard] == list(LOOKS[:2])
    assert made == heard[-1]


def test_settings_are_held_against_each_other_and_not_against_two() -> None:
    scenarios = [thirty(8), varied(thirty(8), OFF)]
    made = answer(band("settings", scenarios, looks=(16,)), workers=2)
    assert made["difference"]["high"] < 0.0
    assert made["factor"]["high"] < 1.0
    assert made["says"]["en"].startswith("Less gets done on the right")
    assert made["says"]["zh"].startswith("右边办成的更少")


def test_the_same_settings_twice_are_a_null_that_is_said() -> None:
    made = answer(band("settings", [thirty(4), thirty(4)], looks=(4,)), workers=2)
    assert made["difference"]["mean"] == made["difference"]["low"] == 0.0
    assert made["says"]["en"].startswith("No difference that matters")


def test_apart_has_a_band_of_its_own() -> None:
    made = answer(band("apart", [thirty(6)], looks=(32,)), workers=2)
    assert 0.0 < made["value"]["b"]["mean"] < made["value"]["a"]["mean"]
    assert made["says"]["zh"].startswith("1+1大于2")


@pytest.mark.parametrize(
    ("low", "high", "begins"),
    [
        (2.2, 2.4, "1+1 is above 2"),
        (1.5, 1.7, "1+1 is below 2"),
        (1.99, 2.01, "One and one make two here"),
        (1.8, 2.3, "Not clear yet"),
    ],
)
def test_words(low: float, high: float, begins: str) -> None:
    synergy = Interval((low + high) / 2.0, low, high)
    assert sentence_on("sum", synergy, 2.0, 0.04, 64)["en"].startswith(begins)
    assert interval.verdict(Interval(synergy.estimate / 2.0, low / 2.0, high / 2.0))


def test_what_cannot_be_divided_is_not_clear() -> None:
    assert sentence_on("sum", None, 2.0, 0.04, 4)["zh"].startswith("还看不清")
