"""What would be done: how many runs a long piece of work takes, and about how long, judged by a few of them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sim.show.asking import AskedInParts
from sim.words import say

from .filing import opened
from .options import Typed

if TYPE_CHECKING:
    from sim.show.asking import Asked, Planned

_TRIED = 2  # replicates a worker from which it is judged


def plan(asked: Asked[Any], typed: Typed, lang: str, workers: int | None, parts: str) -> str:
    """Return what there is to say; what the folder holds already counts as done.

    Parameters
    ----------
    parts : str
        Key of what the parts are called.
    """
    from sim.runs.runner import answer

    from .progress import duration

    assert isinstance(asked, AskedInParts)
    planned = cast("Planned", asked)
    known = 0
    out = typed.values.get("out")
    if out is not None and (Path(out) / asked.design_file).is_file():
        ledger = opened(asked, typed, lang)
        known = sum(ledger.get(number) is not None for number in range(asked.parts))
    answer(planned.trial(0, 2), workers=workers)  # compiled, if it was not
    tried = _TRIED * (workers or 2)
    began = time.perf_counter()
    answer(planned.trial(asked.parts - 1, tried), workers=workers)
    seconds = (time.perf_counter() - began) / tried * asked.least * (asked.parts - known)
    sentence = say(
        "plan.runs", lang, count=f"{asked.parts:,}", parts=say(parts, lang),
        runs=planned.runs // (asked.parts * asked.least), least=f"{asked.least:,}", total=f"{planned.runs:,}",
        known=f"{known:,}",
    )  # fmt: skip
    return sentence + "\n" + say("plan.estimate", lang, time=duration(seconds, lang)) + "\n"
