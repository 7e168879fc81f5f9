"""A sweep as text for a terminal."""

from __future__ import annotations

from sim.questions.sweep import Swept

from ..kit.text import fill
from .readings import points_reading
from .words import counted, heading


def screen(swept: Swept, lang: str, places: int, bold: bool = False) -> str:
    """Return a sweep for a terminal: a table of points, and how many came out which way."""
    parts = (
        fill(heading(swept.sweep, lang), places),
        points_reading(swept).on_terminal(swept, lang, places),
        fill(counted(swept.sweep, swept.points, lang), places),
    )
    return "\n\n".join(parts) + "\n"
