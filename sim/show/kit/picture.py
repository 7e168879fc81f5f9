"""A drawn figure as PNG, as SVG with its text as paths, and as SVG to stand inside the report."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import escape

from matplotlib import rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from sim.words import Refusal

from .lettering import Lettering

_NOBODY = {"Creator": None, "Date": None, "Format": None, "Type": None}
_HEAD = re.compile(r"<svg\b[^>]*?viewBox=\"([^\"]+)\"[^>]*>", re.DOTALL)


class Chart(Figure):
    """A figure that a notebook shows where a cell ends with it, whether or not anybody has imported pyplot."""

    def settled(self) -> Chart:
        """Draw it once, with its `Lettering` in use: its letters stay what they are, whoever draws it later."""
        FigureCanvasAgg(self).draw()  # type: ignore[no-untyped-call]
        return self

    def _repr_svg_(self) -> str:
        out = io.StringIO()
        with Lettering("").used():
            self.savefig(out, format="svg", metadata=_NOBODY)
        return out.getvalue()


@dataclass(frozen=True)
class Picture:
    """One figure.

    Attributes
    ----------
    name : str
        Of its files, without an ending.
    title, description : str
        What it shows, for those who do not see it; a table with every number stands beside it in the report.
    png : bytes
    body : str
        SVG without its head.
    box : str
        The head's viewBox.
    """

    name: str
    title: str
    description: str
    png: bytes
    body: str
    box: str

    def standalone(self, lang: str) -> bytes:
        """Return the SVG as a file of its own."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" lang="{lang}"'
        return f'<?xml version="1.0" encoding="utf-8"?>\n{head} {self._rest()}'.encode()

    def inline(self) -> str:
        """Return the SVG for an HTML page: it names nothing outside, and its ids are its own."""
        return f"<svg {self._rest()}".replace("xlink:href", "href")

    def _rest(self) -> str:
        labels = f'aria-labelledby="{self.name}-title {self.name}-desc"'
        title = f'<title id="{self.name}-title">{escape(self.title)}</title>'
        desc = f'<desc id="{self.name}-desc">{escape(self.description)}</desc>'
        return f'viewBox="{self.box}" role="img" {labels}>\n{title}\n{desc}\n{self.body}'


def pictured(name: str, title: str, description: str, figure: Figure) -> Picture:
    """Draw a figure. To be called with its `Lettering` in use."""
    png, svg = io.BytesIO(), io.StringIO()
    # Printed by the canvas: savefig draws everything once more beforehand, to no effect here.
    figure.set_dpi(rcParams["savefig.dpi"])
    raster = FigureCanvasAgg(figure)
    raster.print_png(png, metadata={"Software": None}, pil_kwargs={"compress_level": 4})  # type: ignore[no-untyped-call]
    figure.set_layout_engine("none")  # what was laid out stays where it is
    FigureCanvasSVG(figure).print_svg(svg, metadata=_NOBODY)  # type: ignore[no-untyped-call]
    text = svg.getvalue()
    head = _HEAD.search(text)
    assert head is not None
    body = re.sub(r"(\bid=\"|xlink:href=\"#|url\(#)", rf"\g<1>{name}-", text[head.end() :])
    return Picture(name, title, description, png.getvalue(), body, head[1])


@dataclass(frozen=True)
class Pictures:
    """The figures by name, the characters that no font here has, and where there is no figure why."""

    pictures: dict[str, Picture]
    missing: str
    none: Refusal | None = None

    def files(self, lang: str) -> dict[str, bytes]:
        """Return the figures as files of the folder, name → content."""
        made: dict[str, bytes] = {}
        for name, picture in self.pictures.items():
            made[f"figures/{name}.png"] = picture.png
            made[f"figures/{name}.svg"] = picture.standalone(lang)
        return made
