"""In a notebook: a verdict or a sweep in one line, and how they and scenarios show themselves where a cell ends.

The classes lie on lower floors and know nothing of showing. They are given it here, once, when `sim` is asked for one
of the names that a notebook begins with. What is shown is what the report, the screen and the figures are made from.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.questions.answers import Verdict
from sim.scenario import load
from sim.scenario.schema import Scenario
from sim.words import language

if TYPE_CHECKING:
    from sim.questions.sweep import Point, Sweep

    from .kit.picture import Chart

PLACES = 80


def ask(
    scenario: str | Path | Scenario = "default",
    replications: int | Literal["auto"] = "auto",
    *,
    precision: float = 0.01,
    explain: bool = False,
    workers: int | None = None,
) -> Verdict:
    """Ask whether 1+1 comes out above 2, as the command ``run`` does.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario
        A shipped name, the path of a file, or what `sim.load` returned.
    replications, precision, explain
        As for `sim.verdict`.
    workers : int, optional
        Threads; as many as there are processors unless given. The answer does not depend on it.

    Returns
    -------
    Verdict
        Shows itself where a cell ends with it; its ``plot`` draws the report's figures.
    """
    from sim.questions.verdict import verdict
    from sim.runs.runner import answer

    found: Verdict = answer(verdict(_loaded(scenario), replications, precision, explain), workers=workers)
    return found


def sweep(
    scenario: str | Path | Scenario,
    *grids: str,
    replications: int | Literal["auto"] = "auto",
    precision: float = 0.01,
    workers: int | None = None,
) -> Swept:
    """Ask at every point of a grid, with the same luck at every point, as the command ``sweep`` does.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario
        As for `ask`.
    *grids : str
        One a parameter, as after ``--grid``: ``needs.two_sided=0:1:5`` or ``world=drawn,fixed``.
    replications, precision, workers
        As for `ask`.
    """
    from sim.questions.sweep import Sweep, answered
    from sim.runs.design import grid
    from sim.words import Refusal

    if not grids:
        raise Refusal("grid.none")
    start = _loaded(scenario)
    swept = Sweep.over(start, grid(grids, type(start)), replications, precision)
    return Swept(swept, tuple(answered(swept, workers=workers)))


@dataclass(frozen=True)
class Swept:
    """A sweep, and what came out at each of its points."""

    sweep: Sweep
    points: tuple[Point, ...]

    def plot(self, lang: Literal["zh", "en"] | None = None) -> Chart:
        """Return the picture of the sweep: a curve over one parameter, a map over two (matplotlib.figure.Figure)."""
        from .sweep.charts import chart_of

        return chart_of(self.sweep, self.points, lang or _spoken())


def _loaded(scenario: str | Path | Scenario) -> Scenario:
    return scenario if isinstance(scenario, Scenario) else load(scenario)


def _verdict_cell(verdict: Verdict, lang: str) -> dict[str, Any]:
    from .verdict.page_tables import arms_table, quantities_table
    from .verdict.screen import facts
    from .verdict.words import headline, joined, notes, sentence, top

    first = headline(verdict, lang)
    return {
        "headline": first,
        "texts": [joined([sentence(verdict, lang).removeprefix(first).strip(), notes(verdict, lang)], lang)],
        "top": top(verdict, lang),
        "tables": [quantities_table(verdict, lang), arms_table(verdict, lang)],
        "facts": facts(verdict, lang),
    }


def _verdict_text(verdict: Verdict, lang: str) -> str:
    from .verdict.screen import screen

    return screen(verdict, lang, places=PLACES)


def _scenario_cell(scenario: Scenario, lang: str) -> dict[str, Any]:
    from .scenario.words import description_data

    told = description_data(scenario, lang)
    return {
        "title": told["title"] or told["scenario"],
        "texts": [told["description"]] if told["description"] else [],
        "top": told["two_sided"],
        "parts": told["parts"],
    }


def _scenario_text(scenario: Scenario, lang: str) -> str:
    from .scenario.words import description_text

    return description_text(scenario, lang, PLACES)


def _sweep_cell(swept: Swept, lang: str) -> dict[str, Any]:
    from .sweep.words import told
    from .verdict.page_tables import Table

    words = told(swept.sweep, swept.points, lang)
    last = len(words.head) - 1
    return {"tables": [Table(words.heading, words.head, words.rows, frozenset({last}))], "facts": words.counts}


def _sweep_text(swept: Swept, lang: str) -> str:
    from .sweep.words import sweep_text

    return sweep_text(swept.sweep, swept.points, lang, PLACES)


def plot(verdict: Verdict, name: str = "verdict", lang: Literal["zh", "en"] | None = None) -> Chart:
    """Return a figure of the report.

    Parameters
    ----------
    name : {"verdict", "channels", "months", "natures", "kinds", "areas"}
        Which; ``channels`` needs a verdict that was asked for with ``explain=True``.
    lang : {"zh", "en"}, optional
        As the locale says unless given.

    Returns
    -------
    matplotlib.figure.Figure
    """
    from .verdict.pictures import chart

    return chart(verdict, name, lang or _spoken())


def _spoken() -> str:
    return language(None, os.environ)


def _show(kind: type, cell: Callable[[Any, str], dict[str, Any]], text: Callable[[Any, str], str]) -> None:
    """Let a class show itself: as HTML in a notebook, as on the screen in a shell of IPython."""

    def _repr_html_(self: Any) -> str:
        from .kit.page import fill_page, style

        empty = dict.fromkeys(("title", "headline", "top", "facts", "texts", "parts", "tables"), ())
        lang = _spoken()
        return fill_page("cell.html", lang, style=style("cell.css"), **{**empty, **cell(self, lang)})

    def _repr_pretty_(self: Any, printer: Any, cycle: bool) -> None:
        printer.text(text(self, _spoken()))

    for method in (_repr_html_, _repr_pretty_):
        setattr(kind, method.__name__, method)


_show(Verdict, _verdict_cell, _verdict_text)
_show(Scenario, _scenario_cell, _scenario_text)
_show(Swept, _sweep_cell, _sweep_text)
Verdict.plot = plot  # type: ignore[attr-defined]
