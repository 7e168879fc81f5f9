"""The report of a comparison: one page that stands alone, to be read off line and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.questions.compare import LETTERS, Compared
from sim.scenario.parameters import Setting, settings
from sim.words import say, with_commas
from sim.words.parameters import meaning

from ..kit.reading import NOTHING, Table
from ..kit.report import Part, Report, Section, again
from ..kit.text import joined
from ..scenario.provenance import decisive_table
from ..scenario.words import two_sided, value_text
from ..verdict.breakdowns import MOST_ROWS
from .charts import LOOKS
from .map import MOST_AREAS, is_placed
from .readings import PAIRS, RANKING, against, flow_readings, groups_readings
from .words import (
    MAIN,
    headline,
    in_one_plus_one,
    lettered,
    moved_apart,
    named,
    notes,
    order_note,
    others,
    possible,
    sentences,
    title_of,
    warnings,
)

if TYPE_CHECKING:
    from ..kit.picture import Picture, Pictures
    from ..kit.shape import Making


def report(
    compared: Compared, pictures: Pictures, making: Making, manifest: Mapping[str, Any], files: Sequence[str]
) -> bytes:
    """Return the page as HTML; parameters as of `sim.show.kit.shape.Page`."""
    lang = making.lang
    rest = [in_one_plus_one(compared, others(compared)[0], lang), *sentences(compared, lang)[1:]]
    names = say("list.and", lang).join(title_of(compared, entrant, lang) for entrant in compared.entrants)
    shares = {entrant.scenario.needs.two_sided for entrant in compared.entrants}
    known = two_sided(compared.first, lang) if len(shares) == 1 else ""  # else the table below says each
    return Report(
        kind=say("compare.kind", lang),
        title=say("compare.title", lang, names=names),
        description=say("list.and", lang).join(named(at, entrant, lang) for at, entrant in lettered(compared)),
        headline=headline(compared, lang),
        rest=joined([*rest, moved_apart(compared, lang)], lang),
        top=joined([*warnings(compared, lang), known], lang),
        deciding=decisive_table({at: entrant.scenario for at, entrant in lettered(compared)}, lang),
        skip=say("compare.skip", lang),
        sections=_sections(compared, pictures.pictures, manifest, lang),
        facts=notes(compared, lang),
    ).page(lang, files)


def cell(compared: Compared, lang: str) -> dict[str, Any]:
    """Return a comparison as the first sheet of the workbook shows it: in words, and the main figures."""
    rest = [in_one_plus_one(compared, others(compared)[0], lang), *sentences(compared, lang)[1:]]
    return {
        "title": say("list.and", lang).join(named(at, entrant, lang) for at, entrant in lettered(compared)),
        "headline": headline(compared, lang),
        "texts": [joined(rest, lang), *warnings(compared, lang)],
        "tables": [against(i, MAIN).printed(compared, lang) for i in others(compared)],
        "facts": notes(compared, lang),
    }


def _sections(
    compared: Compared, pictures: Mapping[str, Picture], manifest: Mapping[str, Any], lang: str
) -> list[Section]:
    intro = "compare.verdict.other" if any(compared.other_world) else "compare.verdict.intro"
    groups = {
        name: [
            reading.printed(compared, lang)
            for axis in axes
            for measure in measures
            for reading in groups_readings(compared, axis, measure)
        ]
        for name, axes, measures in (
            ("natures", ("nature",), ("met", "value")),
            ("kinds", ("kind", "type"), ("participation", "hours_spent")),
        )
    }
    flows = [reading.printed(compared, lang) for flow in compared.flows for reading in flow_readings(compared, flow)]
    return [
        Section(
            "verdict",
            say("compare.verdict", lang),
            [
                Part([say(intro, lang), *([order_note(compared, lang)] if compared.ranked else [])],
                     picture=pictures.get("totals"), tables=_ranking_tables(compared, lang)),
                Part([notes(compared, lang)], tables=[against(i).printed(compared, lang) for i in others(compared)]),
            ],
        ),
        Section("months", say("compare.figure.months", lang), [_months(pictures, lang)]),
        Section("natures", say("compare.figure.natures", lang),
                [Part([say("compare.natures.intro", lang), *_clipped(compared, ["nature"], lang)],
                      picture=pictures.get("natures")),
                 Part(tables=groups["natures"])]),
        Section("kinds", say("compare.figure.kinds", lang),
                [Part([say("compare.kinds.intro", lang), *_clipped(compared, ["kind", "type"], lang)],
                      picture=pictures.get("kinds")),
                 Part(tables=groups["kinds"])]),
        Section("map", say("compare.figure.map", lang), _map(compared, pictures, lang)),
        Section(
            "flows",
            say("compare.flows", lang),
            [
                Part([say("compare.flows.intro", lang)], picture=pictures.get("flows")),
                Part([say("compare.lent.intro", lang)], picture=pictures.get("lent")),
                Part(tables=flows),
            ],
        ),
        _scenarios(compared, lang),
        again("compare", manifest, compared.first.seed, lang),
    ]  # fmt: skip


def _months(pictures: Mapping[str, Picture], lang: str) -> Part:
    """Return what the figure over the months shows, or that of so many scenarios there is none."""
    if "months" not in pictures:
        return Part([say("compare.figure.many", lang, most=len(LOOKS))])
    return Part([say("compare.months.intro", lang)], picture=pictures["months"])


def _ranking_tables(compared: Compared, lang: str) -> list[Table]:
    """Return the ranking, and how those that are ranked differ from each other, where either was asked for."""
    readings = [*([RANKING] if compared.ranked else []), *([PAIRS] if compared.pairs else [])]
    return [reading.printed(compared, lang) for reading in readings]


def _clipped(compared: Compared, axes: Sequence[str], lang: str) -> list[str]:
    """Return a sentence where limits were computed beyond what a reading can be, and are drawn within."""
    beyond = [
        possible(name, interval) != interval
        for axis in axes
        for readings in compared.groups.get(axis, {}).values()
        for name, reading in readings.items()
        for interval in reading.values
    ]
    return [say("note.clipped", lang)] if any(beyond) else []


def _map(compared: Compared, pictures: Mapping[str, Picture], lang: str) -> list[Part]:
    """Return the map, and the share served by fifths of hardship and by street."""
    axes = [axis for axis in ("hardship", "street") if 0 < len(compared.groups.get(axis, ())) <= MOST_ROWS]
    tables = Part(
        tables=[reading.printed(compared, lang) for axis in axes for reading in groups_readings(compared, axis, "met")]
    )
    if "map" not in pictures and len(compared.entrants) > len(LOOKS):
        return [Part([say("compare.figure.many", lang, most=len(LOOKS))]), tables]
    if "map" not in pictures:
        most = max(len(areas.names) for areas in compared.maps)
        return [Part([say("compare.map.none", lang, found=with_commas(most), most=MOST_AREAS)]), tables]
    texts = [say("compare.map.fixed" if all(areas.mean for areas in compared.maps) else "compare.map.drawn", lang)]
    if not all(is_placed(entrant) for entrant in compared.entrants):
        texts.append(say("compare.map.invented", lang))
    if any(compared.other_world):
        texts.append(say("compare.map.other", lang))
    return [Part(texts, picture=pictures["map"]), tables]


def _scenarios(compared: Compared, lang: str) -> Section:
    """Return what each scenario is, and the parameters in which any differs from the first."""
    items = [named(at, entrant, lang) for at, entrant in lettered(compared)]
    known: list[dict[str, Setting]] = [
        {setting.row.path: setting for setting in settings(entrant.scenario)} for entrant in compared.entrants
    ]  # fmt: skip
    rows = []
    for path in dict.fromkeys(path for paths in known for path in paths):
        stated_in = [by_path.get(path) for by_path in known]
        stated = [setting.value if setting is not None else None for setting in stated_in]
        if any(value != stated[0] for value in stated[1:]):
            row = next(setting.row for setting in stated_in if setting is not None)
            values = [NOTHING if setting is None else value_text(setting.value, lang) for setting in stated_in]
            rows.append((meaning(row.meaning, lang), path, *values))
    part = Part([say("compare.scenarios.none", lang)])
    if rows:
        head = [say("table.meaning", lang), say("table.parameter", lang), *LETTERS[: len(known)]]
        part = Part(tables=[Table(say("compare.scenarios.table", lang), head, rows, frozenset({1}))])
    return Section("scenarios", say("compare.scenarios", lang), [Part(items=items), part])
