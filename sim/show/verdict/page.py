"""The report: one page that stands alone, to be read off line and printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.questions.answers import Verdict
from sim.questions.interval import Interval
from sim.runs.groups import MOST_PLACES
from sim.words import say, with_commas
from sim.words.pasting import command_line

from ..kit.numbers import percentage, with_limits, within
from ..kit.report import Part, Report, Section, again
from ..kit.text import joined
from ..scenario.provenance import decisive_table, parameter_tables
from ..scenario.regime import under_this_regime
from ..scenario.sections import scenario_section, words_of, wrong_section
from ..scenario.words import two_sided
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
    SHARES,
    needs_reading,
)
from .screen import facts
from .words import headline, net_note, notes, one_and_one, sentence

if TYPE_CHECKING:
    from ..kit.picture import Picture, Pictures
    from ..kit.shape import Making


def report(
    verdict: Verdict, pictures: Pictures, making: Making, manifest: Mapping[str, Any], files: Sequence[str]
) -> bytes:
    """Return the page as HTML; parameters as of `sim.show.kit.shape.Page`."""
    lang = making.lang
    first = headline(verdict, lang)
    rest = [sentence(verdict, lang).removeprefix(first).strip(), notes(verdict, lang)]
    return Report(
        kind=say("report.kind", lang),
        title=words_of(verdict.scenario.title, lang) or str(verdict.scenario.source),
        description=words_of(verdict.scenario.description, lang),
        headline=first,
        rest=joined(rest, lang),
        top=joined([two_sided(verdict.scenario, lang), under_this_regime(verdict.scenario, lang)], lang),
        deciding=decisive_table({"": verdict.scenario}, lang),
        skip=say("report.skip", lang),
        sections=_sections(verdict, pictures.pictures, making, manifest),
        facts=facts(verdict, lang),
    ).page(lang, files)


def _sections(
    verdict: Verdict, pictures: Mapping[str, Picture], making: Making, manifest: Mapping[str, Any]
) -> list[Section]:
    lang, all_parameters = making.lang, "parameters" not in making.without
    sections = [
        _verdict(verdict, pictures, lang),
        _channels(verdict, pictures, lang),
        _months(verdict, pictures, lang),
        _natures(verdict, pictures, lang),
        _kinds(verdict, pictures, lang),
        _areas(verdict, pictures, lang),
        scenario_section(
            verdict.scenario, say(f"report.scenario.{'others' if all_parameters else 'left_out'}", lang), lang
        ),
        _wrong(verdict, lang),
        again("run", manifest, verdict.seed, lang),
        Section(
            "measures",
            say("report.measures", lang),
            [Part(_clipped_measures(verdict, lang), tables=[MEASURES_READING.printed(verdict, lang)])],
            appendix=True,
        ),
        _organisations(verdict, lang),
        _parameters(verdict, lang) if all_parameters else None,
    ]
    return [section for section in sections if section is not None]


def _verdict(verdict: Verdict, pictures: Mapping[str, Picture], lang: str) -> Section:
    confidence = percentage(verdict.scenario.interval.confidence)
    if verdict.synergy is None:
        caption = say("report.verdict.caption_points", lang, confidence=confidence)
    else:
        shares = {arm: with_limits(share, lang) for arm, share in one_and_one(verdict).items()}
        parts = [say("report.verdict.caption", lang, **shares)]
        if verdict.quantities["duplication"] is None:
            parts.append(say("report.verdict.no_side_by_side", lang))
        if verdict.word in ("above", "below"):
            parts.append(say(f"report.verdict.caption_{verdict.word}", lang))
        caption = joined([*parts, say("report.verdict.whiskers", lang, confidence=confidence)], lang)
    tables = [ARMS_READING.printed(verdict, lang), QUANTITIES_READING.printed(verdict, lang)]
    parts_shown = [Part(picture=pictures.get("verdict"), caption=caption), Part(tables=tables)]
    if note := net_note(verdict, lang):
        parts_shown.append(Part([note]))
    return Section("verdict", say("report.verdict", lang), parts_shown)


def _channels(verdict: Verdict, pictures: Mapping[str, Picture], lang: str) -> Section:
    explanation, title = verdict.explanation, say("report.channels", lang)
    if explanation is None:
        how = say("report.channels.how", lang, command=command_line(["run", "--from", "manifest.json", "--explain"]))
        return Section("channels", title, [Part([how])])
    intro = say(
        "report.channels.intro",
        lang,
        replications=explanation.replications,
        sum=with_limits(explanation.surplus, lang, 0.0),
        all=with_commas(verdict.replications),
        surplus=with_limits(verdict.quantities["surplus"], lang, 0.0),
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
    intervals = [
        interval
        for axis in axes
        for readings in verdict.groups[axis].values()
        for name, interval in readings.items()
        if name.partition(".")[0] == reading and interval is not None
    ]
    return _said_if_clipped(intervals, lang)


def _clipped_measures(verdict: Verdict, lang: str) -> list[str]:
    """Return the same of measures that are shares."""
    from sim.model.measures import MEASURES  # late: it compiles

    by_measure = (by_arm for name, by_arm in verdict.measures.items() if MEASURES[name].unit in SHARES)
    return _said_if_clipped((share for by_arm in by_measure for share in by_arm.values() if share), lang)


def _said_if_clipped(shares: Iterable[Interval], lang: str) -> list[str]:
    return [say("note.clipped", lang)] if any(within(share, 0.0, 1.0) != share for share in shares) else []


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
        texts.append(say("report.organisations.many", lang, shown=MOST_ORGANISATIONS, all=with_commas(len(listed))))
    part = Part(texts, tables=[ORGANISATIONS_READING.printed(verdict, lang)])
    return Section("organisations", say("report.organisations", lang), [part], appendix=True)


def _wrong(verdict: Verdict, lang: str) -> Section:
    interval = joined([facts(verdict, lang), notes(verdict, lang)], lang)
    return wrong_section(interval, verdict.scenario, lang)
