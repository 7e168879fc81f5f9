"""The first minute: recorded, and still what the model says, whatever the seed; the words fit what comes out."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from sim.demo.first import CHOICES, RECORD, outcome, record, recorded

SEEDS = range(20)


def test_what_is_recorded_is_what_the_model_says() -> None:
    assert json.loads(RECORD.read_text(encoding="utf-8")) == json.loads(json.dumps(record()))


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_has_its_outcome_by_rule_and_not_by_luck(choice: str) -> None:
    mine = recorded()["choices"][choice]
    for seed in SEEDS:
        again = outcome(choice, seed)
        assert again["points"] == pytest.approx(mine["points"], abs=0.001)
        assert [event["what"] for event in again["events"]] == [event["what"] for event in mine["events"]]


def test_the_words_fit() -> None:
    choices = recorded()["choices"]
    points = {choice: outcome["points"] for choice, outcome in choices.items()}
    for choice in ("street", "hospital", "street+hospital"):
        assert points[choice] == 0.0
        assert "没有人看见" in choices[choice]["words"]["zh"]
        assert choices[choice]["events"][-1]["what"] == "unseen"
    assert 0.0 < points["residents"] < points["street+residents"] < points["residents+hospital"]
    assert points["residents+hospital"] < points["street+residents+hospital"] == max(points.values())
    assert choices["residents"]["events"][-1]["what"] == "partly"
    assert choices["residents"]["served"] < recorded()["need"]["amount"]
    for choice in ("street+residents", "residents+hospital", "street+residents+hospital"):
        assert choices[choice]["events"][-1]["what"] == "served"
    for choice, chosen in choices.items():
        points_in_words = re.findall(r"[\d.]+(?= points| 分)", chosen["words"]["en"] + chosen["words"]["zh"])
        assert all(float(number) == round(points[choice], 1) for number in points_in_words)
        assert all(event["words"]["zh"] and event["words"]["en"] for event in chosen["events"])
        assert all(event["who"] for event in chosen["events"] if event["what"] in ("seen", "came"))


def test_it_is_there_without_the_model() -> None:
    code = "import sys; from sim.demo.first import recorded; recorded(); print('numpy' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "False"
