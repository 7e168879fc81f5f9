"""The report of a comparison: one page that stands alone, to be read off line and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sim.questions.compare import LETTERS, Compared
from sim.scenario.parameters import Setting, settings
from sim.words import say
from sim.words.parameters import meaning

from ..kit.picture import Picture
from ..kit.reading import NOTHING, Table
from ..kit.report import Part, Report, Section, again
from ..scenario.words import two_sided, value_text
from ..verdict.breakdowns import MOST_ROWS
from ..verdict.words import joined
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
    warnings,
)


def comparison_report(
    compared: Compared,
    pictures: Mapping[str, Picture],
    lang: str,
    *,
    command: Sequence[str],
    versions: Mapping[str, str],
    files: Sequence[str],
) -> bytes:
    """Return the report as HTML; parameters as for `sim.show.verdict.page.report`."""
    rest = [in_one_plus_one(compared, others(compared)[0], lang), *sentences(compared, lang)[1:]]
    names = say("list.and", lang).join(one.title.said(lang) or one.name for one in compared.entrants)
    return Report(
        kind=say("compare.kind", lang),
        title=say("compare.title", lang, names=names),
        description=say("list.and", lang).join(named(at, one, lang) for at, one in lettered(compared)),
        headline=headline(compared, lang),
        rest=joined([*rest, moved_apart(compared, lang)], lang),
        top=joined([*warnings(compared, lang), two_sided(compared.first, lang)], lang),
        skip=say("compare.skip", lang),
        sections=_sections(compared, pictures, lang, command, versions),
        facts=notes(compared, lang),
    ).page(lang, files)


def comparison_cell(compared: Compared, lang: str) -> dict[str, Any]:
    """Return a comparison as the first sheet of the workbook shows it: in words, and the main figures."""
    rest = [in_one_plus_one(compared, others(compared)[0], lang), *sentences(compared, lang)[1:]]
    return {
        "title": say("list.and", lang).join(named(at, one, lang) for at, one in lettered(compared)),
        "headline": headline(compared, lang),
        "texts": [joined(rest, lang), *warnings(compared, lang)],
        "tables": [against(i, MAIN).printed(compared, lang) for i in others(compared)],
        "facts": notes(compared, lang),
    }


def _sections(
    compared: Compared, pictures: Mapping[str, Picture], lang: str, command: Sequence[str], versions: Mapping[str, str]
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
    flows = [one.printed(compared, lang) for flow in compared.flows for one in flow_readings(compared, flow)]
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
        again(["compare", "--from", "manifest.json"], command, versions, compared.first.seed, lang),
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
    found = [
        possible(name, each) != each
        for axis in axes
        for readings in compared.groups.get(axis, {}).values()
        for name, reading in readings.items()
        for each in reading.values
    ]
    return [say("note.clipped", lang)] if any(found) else []


def _map(compared: Compared, pictures: Mapping[str, Picture], lang: str) -> list[Part]:
    """Return the map, and the share served by fifths of hardship and by street."""
    axes = [axis for axis in ("hardship", "street") if 0 < len(compared.groups.get(axis, ())) <= MOST_ROWS]
    tables = Part(
        tables=[one.printed(compared, lang) for axis in axes for one in groups_readings(compared, axis, "met")]
    )
    if "map" not in pictures and len(compared.entrants) > len(LOOKS):
        return [Part([say("compare.figure.many", lang, most=len(LOOKS))]), tables]
    if "map" not in pictures:
        most = max(len(one.names) for one in compared.maps)
        return [Part([say("compare.map.none", lang, found=f"{most:,}", most=MOST_AREAS)]), tables]
    texts = [say("compare.map.fixed" if all(one.mean for one in compared.maps) else "compare.map.drawn", lang)]
    if not all(is_placed(one) for one in compared.entrants):
        texts.append(say("compare.map.invented", lang))
    if any(compared.other_world):
        texts.append(say("compare.map.other", lang))
    return [Part(texts, picture=pictures["map"]), tables]


def _scenarios(compared: Compared, lang: str) -> Section:
    """Return what each scenario is, and the parameters in which any differs from the first."""
    items = [named(at, one, lang) for at, one in lettered(compared)]
    known: list[dict[str, Setting]] = [
        {one.row.path: one for one in settings(each.scenario)} for each in compared.entrants
    ]  # fmt: skip
    rows = []
    for path in dict.fromkeys(path for each in known for path in each):
        found = [each.get(path) for each in known]
        stated = [one.value if one is not None else None for one in found]
        if any(value != stated[0] for value in stated[1:]):
            row = next(one.row for one in found if one is not None)
            values = [NOTHING if one is None else value_text(one.value, lang) for one in found]
            rows.append((meaning(row.meaning, lang), path, *values))
    part = Part([say("compare.scenarios.none", lang)])
    if rows:
        head = [say("table.meaning", lang), say("table.parameter", lang), *LETTERS[: len(known)]]
        part = Part(tables=[Table(say("compare.scenarios.table", lang), head, rows, frozenset({1}))])
    return Section("scenarios", say("compare.scenarios", lang), [Part(items=items), part])
