"""The page of cases: what each comparison showed, to be read off line and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.questions.cases import Cases
from sim.words import say, with_commas

from ..kit.numbers import percentage
from ..kit.report import Part, Report, Section, again
from ..kit.text import joined
from ..scenario.claims import described, rows_named
from ..scenario.provenance import decisive_table
from ..scenario.sections import interval_part, left_out, words_of
from .readings import case_reading
from .words import moved_apart, summary

if TYPE_CHECKING:
    from ..kit.picture import Pictures
    from ..kit.shape import Making


def report(
    cases: Cases, pictures: Pictures, making: Making, manifest: Mapping[str, Any], files: Sequence[str]
) -> bytes:
    """Return the page as HTML; parameters as of `sim.show.kit.shape.Page`."""
    lang = making.lang
    names, lines = list(cases.scenarios), cases.lines
    words = [line.outcome for line in lines]
    apart = moved_apart(lines)
    moved = say("case.move_apart", lang, cases=say("list.comma", lang).join(apart)) if apart else ""
    only = cases.scenarios[names[0]]
    seeds = {scenario.seed for scenario in cases.scenarios.values()}
    return Report(
        kind=say("case.page.kind", lang),
        title=words_of(only.title, lang) if len(names) == 1 else say("case.page.title", lang, cases=len(names)),
        description=words_of(only.description, lang) if len(names) == 1 else "",
        headline=say(
            "case.page.headline",
            lang,
            lines=len(lines),
            shown=words.count("shown"),
            small=words.count("shown_small"),
            opposite=words.count("opposite") + words.count("opposite_small"),
        ),
        rest=joined([summary(lines, lang), moved], lang),
        top=say("case.page.top", lang),
        deciding=decisive_table(cases.scenarios, lang),
        skip=say("case.page.skip", lang),
        sections=[
            Section(
                "verdict",
                say("case.page.all", lang),
                [Part(picture=pictures.pictures.get("differences"), caption=say("case.page.caption", lang))],
            ),
            Section("cases", say("case.page.each", lang), [_case(cases, name, lang) for name in names]),
            Section("wrong", say("report.wrong", lang), [interval_part(_interval(cases, lang), lang), left_out(lang)]),
            again(
                "cases",
                manifest,
                seeds.pop() if len(seeds) == 1 else None,
                lang,
                "case.page.again",
            ),
        ],
        facts=_facts(cases, lang),
    ).page(lang, files)


def _case(cases: Cases, name: str, lang: str) -> Part:
    """Return one case: what it is about, what it is held against, and its comparisons."""
    scenario = cases.scenarios[name]
    assert scenario.case is not None
    rows, *more = described(scenario.case, lang)
    against = more[: len(scenario.case.stated.counterfactual or ())]
    title = words_of(scenario.title, lang)
    heading = f"{rows_named(scenario.case.stated.rows, lang)} · {title}" if title else rows
    texts = [text] if (text := words_of(scenario.description, lang)) else []
    return Part(texts, heading=heading, items=against, tables=[case_reading(name).printed(cases, lang)])


def _interval(cases: Cases, lang: str) -> str:
    confidence = min(scenario.interval.confidence for scenario in cases.scenarios.values())
    noise = say("note.noise", lang, confidence=percentage(confidence))
    return joined([_facts(cases, lang), say("case.page.margin", lang), noise], lang)


def _facts(cases: Cases, lang: str) -> str:
    """Return how often cases were run, and how precisely."""
    done = sorted({line.replications for line in cases.lines})
    count = with_commas(done[0]) if len(done) == 1 else f"{with_commas(done[0])}–{with_commas(done[-1])}"
    key = "case.page.facts.precision" if cases.asked == "auto" else "case.page.facts"
    return say(key, lang, cases=len(cases.scenarios), replications=count, precision=percentage(cases.precision))
