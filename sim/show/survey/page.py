"""The page of a sweep over a design: what came out over the part of the parameter space, to be read and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.questions.surveyed import Surveyed
from sim.words import say, with_commas

from ..kit.numbers import percentage, short
from ..kit.reading import Table
from ..kit.report import Part, Report, Section, again
from ..kit.text import joined
from ..scenario.parameters import range_text
from ..scenario.provenance import decisive_table
from ..scenario.sections import scenario_section, words_of, wrong_section
from ..scenario.words import two_sided
from .readings import points_reading
from .shape import shape_of
from .words import heading, headline, reservations, status

if TYPE_CHECKING:
    from ..kit.picture import Picture, Pictures
    from ..kit.shape import Making


def report(
    surveyed: Surveyed, pictures: Pictures, making: Making, manifest: Mapping[str, Any], files: Sequence[str]
) -> bytes:
    """Return the page as HTML; parameters as of `sim.show.kit.shape.Page`."""
    lang, survey = making.lang, surveyed.survey
    scenario, fields = survey.scenario, dict.fromkeys(survey.design.fields)
    confidence = percentage(surveyed.confidence)
    noise = say("note.noise", lang, confidence=confidence)
    limits = reservations(surveyed, lang)
    known = "" if "needs.two_sided" in fields else two_sided(scenario, lang)
    return Report(
        kind=say("survey.page.kind", lang),
        title=words_of(scenario.title, lang) or str(scenario.source),
        description=heading(surveyed, lang),
        headline=headline(surveyed, lang),
        rest=joined([status(surveyed.store, lang), limits], lang),
        top=joined([known, noise], lang),
        deciding=decisive_table({"": scenario}, lang, fields),
        skip=say("sweep.page.skip", lang),
        sections=[
            _points(surveyed, pictures.pictures, lang),
            _design(surveyed, lang),
            scenario_section(
                scenario,
                say("survey.page.scenario", lang, fields=", ".join(fields) or say("survey.nothing_varied", lang)),
                lang,
            ),
            wrong_section(joined([limits, noise], lang), scenario, lang),
            again("sweep", manifest, None if "seed" in fields else scenario.seed, lang),
        ],
        facts=heading(surveyed, lang),
    ).page(lang, files)


def _points(surveyed: Surveyed, pictures: Mapping[str, Picture], lang: str) -> Section:
    """Return the picture, and the first points."""
    picture = next(iter(pictures.values()), None)
    caption = ""
    if picture:
        key = "survey.page.caption.drawn" if shape_of(surveyed).kind in ("plane", "margins") else "sweep.page.caption"
        caption = say(key, lang, confidence=percentage(surveyed.confidence))
    parts = [
        Part([say("survey.page.intro", lang)], picture=picture, caption=caption),
        Part(tables=[points_reading(surveyed).printed(surveyed, lang)]),
    ]
    return Section("verdict", say("survey.page.points", lang), parts)


def _design(surveyed: Surveyed, lang: str) -> Section:
    """Return what the design says: how points were chosen, and between what each parameter varies."""
    from sim.scenario.parameters import parameter_rows

    design = surveyed.survey.design
    known = {row.path: row for row in parameter_rows(type(surveyed.survey.scenario))}
    looks = say("list.comma", lang).join(with_commas(look) for look in design.looks)
    facts = [
        say("survey.page.design_facts", lang, method=say(f"survey.method.{design.method}", lang),
            points=with_commas(surveyed.survey.count), blocks=with_commas(design.blocks)),
        say("survey.page.look" if len(design.looks) == 1 else "survey.page.looks", lang, looks=looks,
            precision=short(design.precision)),
    ]  # fmt: skip
    rows = []
    for axis in design.axes:
        if axis.shares:
            between = say("survey.page.shares", lang, given=", ".join(short(value) for value in axis.shares))
        elif axis.values:
            between = ", ".join(_text(value) for value in axis.values)
        else:
            between = f"{short(axis.low)} – {short(axis.high)}"
        scale = say(f"survey.scale.{axis.scale}", lang) if axis.is_range else "–"
        allowed = range_text(known[axis.fields[0]], lang) if axis.fields[0] in known else "–"
        rows.append((", ".join(axis.fields), between, scale, allowed))
    head = [say(key, lang) for key in ("table.parameter", "survey.page.between", "survey.page.even", "table.range")]
    table = [Table(say("survey.page.varied", lang), head, rows, frozenset({1, 2, 3}))] if rows else []
    return Section("design", say("survey.page.design", lang), [Part([joined(facts, lang)], tables=table)])


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return short(value) if isinstance(value, (int, float)) else str(value)
