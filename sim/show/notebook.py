"""What a notebook wants beside answers: how a scenario shows itself there, and figures of a reader's own."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sim.scenario.loaded import LoadedScenario
from sim.words import say

from .kit.shape import PLACES, cell_page, spoken

if TYPE_CHECKING:
    from .kit.picture import Chart


def scenario_html(scenario: LoadedScenario) -> str:
    """Return a scenario in words, as HTML."""
    from .scenario.words import description_data

    lang = spoken()
    described = description_data(scenario, lang)
    parts = {
        "title": described["title"] or described["scenario"],
        "texts": [described["description"]] if described["description"] else [],
        "top": described["decisive"],
        "parts": described["parts"],
    }
    return cell_page(parts, lang)


def scenario_pretty(scenario: LoadedScenario) -> str:
    """Return a scenario in words, as on the screen."""
    from .scenario.words import description_text

    return description_text(scenario, spoken(), PLACES)


@contextmanager
def drawing(width: float = 7.0, height: float = 3.2) -> Iterator[Chart]:
    """Draw a figure of one's own that is lettered as those of answers are, in Chinese on any machine.

    In ``with sim.drawing() as figure:`` draw with matplotlib, beginning with ``axes = figure.subplots()``; where a
    notebook's cell ends with ``figure`` it shows itself. Matplotlib's settings are afterwards what they were.

    Parameters
    ----------
    width, height : float
        Of the figure, in inches.

    Returns
    -------
    matplotlib.figure.Figure
        Empty, for as long as the ``with`` lasts.
    """
    import matplotlib
    from matplotlib.text import Text

    from .kit.lettering import Lettering
    from .kit.picture import Chart

    with Lettering("").used(), matplotlib.rc_context({"text.parse_math": True}):  # as matplotlib's users expect
        figure = Chart(figsize=(width, height), layout="constrained")
        yield figure
        texts = [text for text in figure.findobj(Text) if isinstance(text, Text)]
        lettering = Lettering("".join(text.get_text() for text in texts))
        for text in texts:
            text.set_fontfamily(lettering.families)
        figure.settled()
    if lettering.missing:
        warnings.warn(say("figures.missing", spoken(), characters=" ".join(lettering.missing)), stacklevel=3)
