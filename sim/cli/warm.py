"""`warm`: everything that will be needed is compiled beforehand, as in the evening before a class."""

from __future__ import annotations

import time

from sim.words import say

from .interrupt import STATUS as INTERRUPTED
from .interrupt import Interrupt
from .options import Typed
from .streams import complain, put


def warm(lang: str) -> int:
    """Compile the model, by asking small questions of it; say how many kernels were lacking."""
    interrupt = Interrupt(lambda: complain(say("warm.interrupted", lang)))
    with interrupt.watched():
        try:
            put(_compiled(lang))
            interrupt.over()
        except KeyboardInterrupt:
            complain(say("warm.interrupted", lang))
            return INTERRUPTED
    return 0


def _compiled(lang: str) -> str:
    from sim.model.compilation import COMPILATION
    from sim.model.compiled import FOLDER
    from sim.model.district import District
    from sim.model.machine_code import folder_of_user
    from sim.questions.compare import Entrant, compare
    from sim.questions.verdict import verdict
    from sim.runs.runner import answer
    from sim.scenario import load

    from .progress import duration, shown

    began = time.monotonic()
    with shown(lang, quiet=False):
        scenarios = [load(name, ["months=2"]) for name in ("above", "below")]
        answer(verdict(scenarios[0], 2))
        answer(compare([Entrant(scenario.source, scenario.title, scenario) for scenario in scenarios], 2))
        District(scenarios[0]).step()
    folder = folder_of_user()
    if folder != FOLDER:
        return say("warm.nowhere", lang, folder=folder) + "\n"
    if not COMPILATION.done:
        return say("warm.there", lang, folder=folder) + "\n"
    spent = duration(time.monotonic() - began, lang)
    return say("warm.done", lang, count=COMPILATION.done, time=spent, folder=folder) + "\n"


def command(typed: Typed, lang: str) -> int:
    """Compile."""
    return warm(lang)
