"""Cases as text for a terminal."""

from __future__ import annotations

from sim.questions.cases import Cases
from sim.words import say

from ..kit.text import fill
from .readings import COMPARISONS
from .words import moved_apart, summary


def screen(cases: Cases, lang: str, places: int, bold: bool = False) -> str:
    """Return the table of all comparisons and a sentence that counts them."""
    parts = [COMPARISONS.on_terminal(cases, lang, places), fill(summary(cases.lines, lang), places)]
    apart = moved_apart(cases.lines)
    if apart:
        parts.append(fill(say("case.move_apart", lang, cases=say("list.comma", lang).join(apart)), places))
    return "\n\n".join(parts) + "\n"
