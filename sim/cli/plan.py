"""What would be done: how many runs a long piece of work takes, and about how long, judged by a few of them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from sim.show.asked import AskedAtLength, AskedInParts, AskedInStore, Planned
from sim.show.growing import ledger_of, store_of
from sim.words import say, with_commas

from .options import Typed

_TRIED = 2  # replicates a worker from which it is judged


def plan(asked: Planned[Any], typed: Typed, lang: str, workers: int | None, parts: str) -> str:
    """Return what there is to say; what the folder holds already counts as done.

    Parameters
    ----------
    parts : str
        Key of what the parts are called.
    """
    from sim.runs.runner import answer

    from .progress import duration

    out = typed.values.get("out")
    known = 0 if out is None else _known(asked, lang, Path(out))
    answer(asked.trial(0, 2), workers=workers)  # compiled, if it was not
    tried = _TRIED * (workers or 2)
    began = time.perf_counter()
    answer(asked.trial(asked.parts - 1, tried), workers=workers)
    seconds = (time.perf_counter() - began) / tried * asked.least * (asked.parts - known)
    sentence = say(
        "plan.runs", lang, count=with_commas(asked.parts), parts=say(parts, lang),
        runs=asked.runs // (asked.parts * asked.least), least=with_commas(asked.least), total=with_commas(asked.runs),
        known=with_commas(known),
    )  # fmt: skip
    return sentence + "\n" + say("plan.estimate", lang, time=duration(seconds, lang)) + "\n"


def _known(asked: AskedAtLength[Any], lang: str, folder: Path) -> int:
    """Return how many parts a folder holds already; refuse one that was begun with something else."""
    if isinstance(asked, AskedInParts):
        if not (folder / asked.design_file).is_file():
            return 0
        ledger = ledger_of(asked, str(folder), lang)
        return sum(ledger.get(number) is not None for number in range(asked.parts))
    assert isinstance(asked, AskedInStore)
    if not folder.exists():
        return 0
    store = store_of(asked, str(folder), lang)
    try:
        return asked.known(store)
    finally:
        store.close()
