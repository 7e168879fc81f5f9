"""An engine that computes nothing: the same question and answer, a fabricated verdict.

What is not needed until the verdict is there is not imported before: a process that is stopped need not wait for it.

``python -m tests.journeys.program run …`` is the program with it, for tests that need a process of their own.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

ASKED: list[dict[str, Any]] = []
"""What was asked, and with how many workers; the last question last."""


def question(
    scenario: Any, replications: Any = "auto", precision: float = 0.01, explain: bool = False, grouped: bool = True
) -> Any:
    return (yield {
        "scenario": scenario,
        "replications": replications,
        "precision": precision,
        "explain": explain,
    })  # fmt: skip


def gone_on(first: Any, asked: Any) -> Any:
    """The rest of a question of which the first batch has been seen already."""
    value = yield first
    while True:
        try:
            value = yield asked.send(value)
        except StopIteration as stop:
            return stop.value


def answer(
    asked: Any, workers: int | None = None, progress: Callable[[int, int], None] | None = None, **more: Any
) -> Any:
    """Take as long as STAND_IN_SECONDS says; with STAND_IN_DEAF in native code that hears no signal.

    Only the verdict is stood in for: other questions are run.
    """
    try:
        first = next(asked)
    except StopIteration as stop:  # it knew the answer already
        return stop.value
    if not isinstance(first, dict):
        return _run(first, asked, workers, progress, more)
    ASKED.append({**first, "workers": workers})
    scenario, how_many = first["scenario"], first["replications"]
    done = 64 if how_many == "auto" else how_many
    seconds = float(os.environ.get("STAND_IN_SECONDS", "0"))
    if seconds:
        sys.stderr.write("computing\n")
        sys.stderr.flush()
    end = time.monotonic() + seconds
    while os.environ.get("STAND_IN_DEAF") and time.monotonic() < end:
        ctypes.CDLL(None).usleep(ctypes.c_uint(900_000))
        end += 1.0  # it never comes back by itself
    while time.monotonic() < end:
        time.sleep(0.01)
    for i in range(done):
        if progress is not None:
            progress(i + 1, done)
    from tests.show.fabricated import fabricated

    verdict = fabricated(
        scenario=scenario,
        months=scenario.months,
        replications=done,
        explain=first["explain"],
        source=scenario.source,
        stated=scenario.stated,
    )
    try:
        asked.send(verdict)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("a verdict is asked for once")


def _run(
    first: Any, asked: Any, workers: int | None, progress: Callable[[int, int], None] | None, more: dict[str, Any]
) -> Any:
    stands_in = sys.modules.pop("sim.runs.runner", None)
    from sim.runs import runner
    from sim.runs.question import All

    if stands_in is not None:
        sys.modules[runner.__name__] = stands_in
    if not isinstance(first, All):
        return runner.answer(gone_on(first, asked), workers=workers, progress=progress, **more)
    answers = [answer(entry, workers, progress) for entry in first.questions]
    try:
        asked.send(answers)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("several questions are asked at once and for once")


def modules() -> dict[str, ModuleType]:
    """The modules that stand in for the engine."""
    verdict, runner = ModuleType("sim.questions.verdict"), ModuleType("sim.runs.runner")
    verdict.__dict__.update(verdict=question, runs_of_the_question=lambda scenario: {}, steps_of=None)
    runner.__dict__.update(answer=answer, Progress=object, Question=object)
    return {verdict.__name__: verdict, runner.__name__: runner}
