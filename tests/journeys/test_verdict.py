"""The whole path with the real engine: from a shipped scenario to a verdict in words, numbers and files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from tests.gate import others_in_the_gate
from tests.journeys.conftest import ROOT, Program, door, environment

SCHEMA = json.loads((ROOT / "docs" / "results.schema.json").read_text(encoding="utf-8"))
WORDS = {"above": "above", "below": "below", "even": "not distinguishable"}


@pytest.mark.parametrize("name", WORDS)
def test_three_small_scenarios_show_the_three_words(real: Program, here: Path, name: str) -> None:
    outcome = real("run", name, "--replications", "12", "--json")
    assert outcome.status == 0
    assert outcome.err == ""
    results = json.loads(outcome.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(results)
    assert results["verdict"] == WORDS[name]
    assert (results["replications"], results["scenario"]) == (12, name)
    assert [file.name for file in here.iterdir()] == ["mine.yaml"]


def test_even_is_exactly_even(real: Program) -> None:
    results = json.loads(real("run", "even", "--replications", "12", "--json").out)
    assert results["synergy"] == {"estimate": 1.0, "low": 1.0, "high": 1.0}
    text = real("run", "even", "--replications", "12", "--no-report", "--lang", "en").out
    assert "1+1 = 2 exactly" in " ".join(text.split())


def test_the_same_question_gives_the_same_bytes_and_a_manifest_makes_them_again(real: Program, here: Path) -> None:
    first = real(
        "run", "above", "--replications", "4", "--explain", "--no-report", "--out", "first", "--json", "--workers", "1"
    )
    second = real("run", "above", "--replications", "4", "--explain", "--json", "--workers", "2")
    assert first.out == second.out
    again = real("run", "--from", "first/manifest.json", "--no-report", "--out", "second", "--lang", "zh")
    assert again.status == 0
    for file in (here / "first").glob("*.csv"):
        assert file.read_bytes() == (here / "second" / file.name).read_bytes()
    assert (here / "first/results.json").read_bytes() == (here / "second/results.json").read_bytes()


def test_workers_change_no_byte_of_what_is_said_and_written(real: Program, here: Path) -> None:
    """Looks, tables and JSON alike; from one process to the next, and whatever else counts threads."""
    small = ["above", "--months", "6", "--set", "interval.first_look=8", "--set", "interval.limit=16"]
    text, contents = set(), set()
    for workers in ("1", "2", "3"):
        words = ("run", *small, "--explain", "--json", "--no-report", "--workers", workers, "--out", f"run-{workers}")
        if workers == "3":  # in a process of its own
            done = door(*words, cwd=here, NUMBA_NUM_THREADS="1", OMP_NUM_THREADS="3", PYTHONHASHSEED="7")
            assert done.returncode == 0, done.stderr
            text.add(done.stdout)
        else:
            text.add(real(*words).out)
        tables = sorted((here / f"run-{workers}").glob("*.csv"))
        assert len(tables) >= 5
        contents.add(tuple((file.name, file.read_bytes()) for file in (*tables, here / f"run-{workers}/results.json")))
    assert len(text) == len(contents) == 1


def test_seven_bars_sum_to_the_surplus_beside_them(real: Program) -> None:
    results = json.loads(real("run", "above", "--replications", "8", "--explain", "--json").out)
    total = sum(bar["estimate"] for bar in results["channels"].values())
    assert total == pytest.approx(results["channels_surplus"]["estimate"], rel=1e-9)
    assert results["channels_surplus"]["estimate"] == pytest.approx(results["surplus"]["estimate"], rel=1e-9)


def test_through_the_door_in_both_languages(here: Path) -> None:
    for lang, text in (("en", "1+1 = "), ("zh", "1+1 = ")):
        done = door("run", "above", "--replications", "2", "--no-report", "--lang", lang, cwd=here)
        assert done.returncode == 0, done.stderr
        assert text in done.stdout
    assert [folder.name for folder in sorted((here / "results").iterdir())] == ["001-above", "002-above"]


@pytest.mark.skipif(os.name == "nt", reason="signals to another process are POSIX")
@pytest.mark.parametrize("after", others_in_the_gate([0.5, 2.0], lambda after: after == 0.5))
def test_ctrl_c_ends_a_real_run(here: Path, after: float) -> None:
    """While it starts, or while it computes; by itself it would go on for minutes."""
    running = subprocess.Popen(
        [sys.executable, str(ROOT / "run.py"), "run", "--replications", "65536"],
        cwd=here, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(after)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert out == b""
    assert b"Traceback" not in err
    assert [file.name for file in here.iterdir()] == ["mine.yaml"]


@pytest.mark.gate
def test_settings_of_other_programs_do_not_stop_it(here: Path) -> None:
    outcome = door(
        "run", "even", "--replications", "2", "--months", "2", cwd=here, MPLBACKEND="none", NUMBA_DISABLE_JIT="1"
    )
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert list(here.glob("results/*/figures/*.png"))
