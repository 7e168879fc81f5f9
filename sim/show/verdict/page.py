"""The report: one page that stands alone, to be read off line and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sim.questions.answers import Verdict
from sim.runs.groups import MOST_PLACES
from sim.words import say
from sim.words.pasting import command_line

from ..kit.numbers import figures, short, within
from ..kit.report import Part, Report, Section, again
from ..scenario.provenance import parameter_tables
from ..scenario.sections import scenario_section, words_of, wrong_section
from .breakdowns import MOST_ROWS, PLACES, places
from .readings import (
    ARMS_READING,
    CHANNELS_READING,
    KINDS_READINGS,
    MEASURES_READING,
    MONTHS_READING,
    MOST_ORGANISATIONS,
    ORGANISATIONS_READING,
    QUANTITIES_READING,
    needs_reading,
)
from .screen import facts
from .words import headline, joined, notes, one_and_one, sentence, top

if TYPE_CHECKING:
    from ..kit.picture import Picture


def report(
    verdict: Verdict,
    pictures: Mapping[str, Picture],
    lang: str,
    *,
    by_precision: bool,
    command: Sequence[str],
    versions: Mapping[str, str],
    files: Sequence[str],
    all_parameters: bool = True,
) -> bytes:
    """Return the report as HTML.

    Parameters
    ----------
    verdict : Verdict
        The answer.
    pictures : mapping of str to Picture
        The figures that were drawn.
    lang : {"en", "zh"}
        Language.
    by_precision : bool
        Whether the number of replicates was left to the precision.
    command : sequence of str
        The words typed.
    versions : mapping of str to str
        What it was made with.
    files : sequence of str
        What stands beside the report.
    all_parameters : bool
        Whether the appendix has every parameter; those that differ from their defaults stand in the body.
    """
    first = headline(verdict, lang)
    rest = [sentence(verdict, lang).removeprefix(first).strip(), notes(verdict, lang, by_precision)]
    return Report(
        kind=say("report.kind", lang),
        title=words_of(verdict.scenario.title, lang) or str(verdict.scenario.source),
        description=words_of(verdict.scenario.description, lang),
        headline=first,
        rest=joined(rest, lang),
        top=top(verdict, lang),
        skip=say("report.skip", lang),
        sections=_sections(verdict, pictures, lang, by_precision, command, versions, all_parameters),
        facts=facts(verdict, lang),
    ).page(lang, files)


def _sections(
    verdict: Verdict, pictures: Mapping[str, Picture], lang: str, by_precision: bool, command: Sequence[str],
    versions: Mapping[str, str], all_parameters: bool,
) -> list[Section]:  # fmt: skip
    found = [
        _verdict(verdict, pictures, lang),
        _channels(verdict, pictures, lang),
        _months(verdict, pictures, lang),
        _natures(verdict, pictures, lang),
        _kinds(verdict, pictures, lang),
        _areas(verdict, pictures, lang),
        scenario_section(
            verdict.scenario, say(f"report.scenario.{'others' if all_parameters else 'left_out'}", lang), lang
        ),
        _wrong(verdict, lang, by_precision),
        again(["run", "--from", "manifest.json"], command, versions, verdict.seed, lang),
        Section(
            "measures",
            say("report.measures", lang),
            [Part(tables=[MEASURES_READING.printed(verdict, lang)])],
            appendix=True,
        ),
        _organisations(verdict, lang),
        _parameters(verdict, lang) if all_parameters else None,
    ]
    return [section for section in found if section is not None]


def _verdict(verdict: Verdict, pictures: Mapping[str, Picture], lang: str) -> Section:
    confidence = short(100.0 * verdict.scenario.interval.confidence)
    if verdict.synergy is None:
        caption = say("report.verdict.caption_points", lang, confidence=confidence)
    else:
        shares = {arm: figures(found, lang) for arm, found in one_and_one(verdict).items()}
        parts = [say("report.verdict.caption", lang, **shares)]
        if verdict.quantities["duplication"] is None:
            parts.append(say("report.verdict.no_side_by_side", lang))
        if verdict.word in ("above", "below"):
            parts.append(say(f"report.verdict.caption_{verdict.word}", lang))
        caption = joined([*parts, say("report.verdict.whiskers", lang, confidence=confidence)], lang)
    tables = [ARMS_READING.printed(verdict, lang), QUANTITIES_READING.printed(verdict, lang)]
    return Section(
        "verdict",
        say("report.verdict", lang),
        [Part(picture=pictures.get("verdict"), caption=caption), Part(tables=tables)],
    )


def _channels(verdict: Verdict, pictures: Mapping[str, Picture], lang: str) -> Section:
    told, title = verdict.explanation, say("report.channels", lang)
    if told is None:
        how = say("report.channels.how", lang, command=command_line(["run", "--from", "manifest.json", "--explain"]))
        return Section("channels", title, [Part([how])])
    intro = say(
        "report.channels.intro",
        lang,
        replications=told.replications,
        sum=figures(told.surplus, lang, 0.0),
        all=f"{verdict.replications:,}",
        surplus=figures(verdict.quantities["surplus"], lang, 0.0),
    )
    return Section(
        "channels",
        title,
        [Part([intro], picture=pictures.get("channels")), Part(tables=[CHANNELS_READING.printed(verdict, lang)])],
    )


def _months(verdict: Verdict, pictures: Mapping[str, Picture], lang: str) -> Section | None:
    if not verdict.groups.get("period"):
        return None
    part = Part(
        [say("report.months.intro", lang)],
        picture=pictures.get("months"),
        caption=say("report.months.caption", lang),
        tables=[MONTHS_READING.printed(verdict, lang)],
    )
    return Section("months", say("report.months", lang), [part])


def _natures(verdict: Verdict, pictures: Mapping[str, Picture], lang: str) -> Section | None:
    if "nature" not in verdict.groups:
        return None
    table = needs_reading("nature", "report.natures.table").printed(verdict, lang)
    texts = [say("report.natures.intro", lang), *_clipped(verdict, ["nature"], "met", lang)]
    part = Part(texts, picture=pictures.get("natures"), tables=[table])
    return Section("natures", say("report.natures", lang), [part])


def _kinds(verdict: Verdict, pictures: Mapping[str, Picture], lang: str) -> Section | None:
    if "type" not in verdict.groups:
        return None
    part = Part(
        [say("report.kinds.intro", lang), *_clipped(verdict, ["type"], "participation", lang)],
        picture=pictures.get("kinds"),
        tables=[reading.printed(verdict, lang) for reading in KINDS_READINGS],
    )
    return Section("kinds", say("report.kinds", lang), [part])


def _areas(verdict: Verdict, pictures: Mapping[str, Picture], lang: str) -> Section | None:
    if not verdict.groups:
        return None
    shown, title = places(verdict), say("report.areas", lang)
    if not any(axis in verdict.groups for axis in PLACES):
        return Section("areas", title, [Part([say("report.areas.none", lang)])])
    same = verdict.scenario.world == "fixed" or verdict.scenario.areas is not None
    texts = [say("report.areas.fixed" if same else "report.areas.drawn", lang)]
    if not same and "street" in shown:
        texts.append(say("report.areas.streets", lang))
    left_out = [axis for axis in PLACES if axis in verdict.groups and axis not in shown]
    if left_out or (same and "area" not in verdict.groups):
        texts.append(say("report.areas.many", lang, most=MOST_ROWS, kept=MOST_PLACES))
    texts += _clipped(verdict, shown, "met", lang)
    tables = [needs_reading(axis, "report.areas.table").printed(verdict, lang) for axis in shown]
    return Section("areas", title, [Part(texts, picture=pictures.get("areas"), tables=tables)])


def _clipped(verdict: Verdict, axes: Sequence[str], reading: str, lang: str) -> list[str]:
    """Return a sentence where limits of shares were computed beyond 0 or 100 %, and are printed within."""
    found = [
        each
        for axis in axes
        for told in verdict.groups[axis].values()
        for name, each in told.items()
        if name.partition(".")[0] == reading and each is not None
    ]
    return [say("note.clipped", lang)] if any(within(each, 0.0, 1.0) != each for each in found) else []


def _parameters(verdict: Verdict, lang: str) -> Section:
    part = Part([say("report.parameters.intro", lang)], tables=parameter_tables(verdict.scenario, lang))
    return Section("parameters", say("report.parameters", lang), [part], appendix=True)


def _organisations(verdict: Verdict, lang: str) -> Section | None:
    """Return the organisations of a roster by name."""
    listed = verdict.scenario.organisations
    if not listed:
        return None
    texts = [say("report.organisations.intro", lang)]
    if len(listed) > MOST_ORGANISATIONS:
        texts.append(say("report.organisations.many", lang, shown=MOST_ORGANISATIONS, all=f"{len(listed):,}"))
    part = Part(texts, tables=[ORGANISATIONS_READING.printed(verdict, lang)])
    return Section("organisations", say("report.organisations", lang), [part], appendix=True)


def _wrong(verdict: Verdict, lang: str, by_precision: bool) -> Section:
    interval = joined([facts(verdict, lang), notes(verdict, lang, by_precision)], lang)
    return wrong_section(interval, verdict.scenario, lang)
