"""A survey as text for a terminal."""

from __future__ import annotations

from sim.questions.surveyed import Surveyed

from ..kit.text import fill
from .readings import points_reading
from .words import outcome, point_text, status

FEW = 20
"""Points that a terminal shows one by one."""


def screen(surveyed: Surveyed, lang: str, places: int, bold: bool = False) -> str:
    """Return a survey for a terminal: how far it is, how the points came out, and the points where they are few."""
    if surveyed.survey.only is not None:
        return fill(point_text(surveyed, lang), places) + "\n"
    parts = [f"{fill(status(surveyed.store, lang), places)}\n{fill(outcome(surveyed, lang), places)}"]
    if 0 < surveyed.finished <= FEW:
        parts.append(points_reading(surveyed).on_terminal(surveyed, lang, places))
    return "\n\n".join(parts) + "\n"
