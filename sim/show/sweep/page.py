"""The page of a sweep: what came out at each point of the grid, to be read off line and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.questions.sweep import Swept
from sim.words import say

from ..kit.report import Part, Report, Section, again
from ..kit.text import joined
from ..scenario.provenance import decisive_table
from ..scenario.sections import scenario_section, words_of, wrong_section
from ..scenario.words import two_sided
from .charts import CHOICES
from .readings import arms_reading, points_reading
from .tables import fields_of
from .words import confidence, heading, headline, rest

if TYPE_CHECKING:
    from ..kit.picture import Picture, Pictures
    from ..kit.shape import Making


def report(
    swept: Swept, pictures: Pictures, making: Making, manifest: Mapping[str, Any], files: Sequence[str]
) -> bytes:
    """Return the page as HTML; parameters as of `sim.show.kit.shape.Page`."""
    lang = making.lang
    sweep, scenario = swept.sweep, swept.sweep.scenario
    varies = fields_of(sweep)
    noise = say("note.noise", lang, confidence=confidence(sweep))
    apiece = say("sweep.apiece", lang, confidence=confidence(sweep))
    known = "" if "needs.two_sided" in varies else two_sided(scenario, lang)
    return Report(
        kind=say("sweep.page.kind", lang),
        title=words_of(scenario.title, lang) or str(scenario.source),
        description=heading(sweep, lang),
        headline=headline(swept.points, lang),
        rest=rest(sweep, swept.points, lang),
        top=joined([known, noise], lang),
        deciding=decisive_table({"": scenario}, lang, varies),
        skip=say("sweep.page.skip", lang),
        sections=[
            _points(swept, pictures.pictures, lang),
            scenario_section(scenario, say("sweep.page.scenario", lang, fields=", ".join(varies)), lang),
            wrong_section(joined([apiece, noise], lang), scenario, lang),
            again(
                "sweep",
                manifest,
                None if "seed" in varies else scenario.seed,
                lang,
            ),
        ],
        facts=heading(sweep, lang),
    ).page(lang, files)


def _points(swept: Swept, pictures: Mapping[str, Picture], lang: str) -> Section:
    """Return the picture, where one can show what varies, and every point."""
    picture = pictures.get("sweep")
    intro = say("sweep.page.intro", lang) if picture else say("sweep.no_picture", lang, most=len(CHOICES))
    caption = say("sweep.page.caption", lang, confidence=confidence(swept.sweep)) if picture else ""
    tables = [points_reading(swept).printed(swept, lang), arms_reading(swept).printed(swept, lang)]
    parts = [Part([intro], picture=picture, caption=caption), Part(tables=tables)]
    return Section("verdict", say("sweep.page.points", lang), parts)
