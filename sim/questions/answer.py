"""What every answer can do beside holding its numbers: show itself, give its tables, be kept.

How, its faces say (`sim.show`); an answer finds them through the package's public names, for nothing here imports
what lies above.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import sim

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

FEW = 64
"""With fewer replicates an interval is indicative: it need not keep its promise."""


class Answer:
    """What every answer can do: `sim.Verdict`, `sim.Compared`, `sim.Swept`, `sim.Surveyed`, `sim.Cases`."""

    @property
    def has_failures(self) -> bool:
        """Whether a run raised, where the others went on."""
        return False

    @property
    def tables(self) -> dict[str, DataFrame]:
        """The tables of its CSV files and workbook: name → `pandas.DataFrame`, unrounded, NaN where undefined."""
        frames: dict[str, DataFrame] = sim.faces(self).frames(self)
        return frames

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON-able data: unrounded, and without clock, machine, command or workers.

        Returns
        -------
        dict
            As its schema in ``docs/`` says; null where a number is undefined.
        """
        data: dict[str, Any] = sim.faces(self).data(self)
        return data

    def plot(self, name: str | None = None, lang: Literal["zh", "en"] | None = None) -> Figure:
        """Return one of its figures.

        Parameters
        ----------
        name : str, optional
            Which; the first unless given. A `sim.words.Refusal` names those that there are.
        lang : {"zh", "en"}, optional
            As the locale says unless given.

        Returns
        -------
        matplotlib.figure.Figure
            Shows itself where a cell ends with it.

        Raises
        ------
        sim.words.Refusal
            Where it has no figure of that name.
        """
        figure: Figure = sim.faces(self).plot(self, name, lang)
        return figure

    def save(
        self,
        folder: str | Path,
        *,
        lang: Literal["zh", "en"] | None = None,
        overwrite: bool = False,
        report: bool = True,
    ) -> Path:
        """Write what its command writes into a folder, whole or not at all.

        Parameters
        ----------
        folder : str or pathlib.Path
            Made; one that exists is refused unless ``overwrite``.
        lang : {"zh", "en"}, optional
            Language of report and figures, as the locale says unless given.
        overwrite : bool
            Whether a folder may be written anew that is empty or holds such results.
        report : bool
            Whether to write report, figures and workbook too.

        Returns
        -------
        pathlib.Path
            The folder.

        Raises
        ------
        sim.words.Refusal
            Where the folder may not be written.
        OSError
            Where the system does not let it; then nothing is left behind.
        """
        path: Path = sim.keep(self, folder, lang, overwrite=overwrite, report=report)
        return path

    def __repr__(self) -> str:
        """Return one line."""
        return f"<{type(self).__name__}: {sim.faces(self).line(self, 'en')}>"

    def _repr_html_(self) -> str:
        """Show itself where a notebook's cell ends with it."""
        html: str = sim.faces(self).html(self)
        return html

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Show itself in a shell of IPython as on the screen."""
        printer.text(sim.faces(self).pretty(self))
