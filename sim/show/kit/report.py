"""The page of an answer: one file that stands alone, to be read off line and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sim import __version__
from sim.words import say
from sim.words.pasting import command_line

from .page import fill_page, style
from .reading import Table

if TYPE_CHECKING:
    from .picture import Picture


@dataclass(frozen=True)
class Part:
    """A piece of a section: texts, then a figure, a list, code, tables; each may be missing."""

    texts: Sequence[str] = ()
    heading: str = ""
    picture: Picture | None = None
    caption: str = ""
    items: Sequence[str] = ()
    code: str = ""
    tables: Sequence[Table] = ()


@dataclass(frozen=True)
class Section:
    """A section of the page."""

    name: str
    title: str
    parts: Sequence[Part] = field(default_factory=tuple)
    appendix: bool = False


@dataclass(frozen=True)
class Report:
    """What stands on a page.

    Attributes
    ----------
    kind : str
        What page this is, above the title.
    title, description : str
    headline, rest : str
        The answer in words: its first sentence, and what follows.
    top : str
        What is to be known before anything else is read.
    deciding : Table, optional
        Below that: the parameters that could decide the answer.
    skip : str
        Leads past the list of contents.
    sections : sequence of Section
    facts : str
        At the foot: what was run.
    """

    kind: str
    title: str
    headline: str
    skip: str
    sections: Sequence[Section]
    description: str = ""
    rest: str = ""
    top: str = ""
    deciding: Table | None = None
    facts: str = ""

    def page(self, lang: str, files: Sequence[str]) -> bytes:
        """Return the page as HTML; ``files`` are named at its foot."""
        return fill_page(
            "report.html",
            lang,
            version=__version__,
            style=style("report.css"),
            report=self,
            contents=say("report.contents", lang),
            files=say("report.file", lang, files=say("list.comma", lang).join(files)),
            inline=lambda picture: Markup(picture.inline()),
        ).encode()


def again(
    command: str, manifest: Mapping[str, Any], seed: int | None, lang: str, intro: str = "report.again.intro"
) -> Section:
    """Return the section that says how to make an answer again.

    Parameters
    ----------
    command : str
        That makes it.
    manifest : mapping
        What was typed, and with which versions it was made.
    seed : int or None
        Of all luck; None where it is not the same throughout.
    lang : {"en", "zh"}
        Language.
    intro : str
        Key of what is said first.
    """
    parts = [Part([say(intro, lang)], code=command_line([command, "--from", "manifest.json"]))]
    if manifest["command"]:
        parts.append(Part([say("report.again.typed", lang)], code=command_line(manifest["command"])))
    seeds = [] if seed is None else [(say("report.again.seed", lang), str(seed))]
    head = [say("report.again.what", lang), say("report.again.version", lang)]
    versions = Table(say("report.again.versions", lang), head, [*seeds, *manifest["versions"].items()])
    return Section("again", say("report.again", lang), [*parts, Part(tables=[versions])])
