"""Sections about a scenario that pages of answers have in common."""

from __future__ import annotations

import re

from sim.scenario.loaded import LoadedScenario
from sim.scenario.parameters import settings
from sim.words import LANGUAGES, say

from ..kit.report import Part, Section
from .provenance import differing_table, influential_table
from .words import describe

LEFT_OUT = 7  # sentences on what the model leaves out


def scenario_section(scenario: LoadedScenario, parameters: str, lang: str) -> Section:
    """Return a scenario in words, and what it sets to something else than the default.

    Parameters
    ----------
    scenario : LoadedScenario
    parameters : str
        Where all parameters stand.
    lang : {"en", "zh"}
        Language.
    """
    differing = differing_table(scenario, lang)
    default = [] if differing else [say("report.scenario.as_default", lang)]
    in_words = [
        Part(items=list(part.sentences), heading=part.heading)
        for part in describe(scenario, lang)
        if part.key not in ("differences", "provenance")  # they stand in tables
    ]
    last = Part([*default, parameters], tables=[differing] if differing else [])
    return Section("scenario", say("report.scenario", lang), [*in_words, last])


def wrong_section(interval: str, scenario: LoadedScenario, lang: str) -> Section:
    """Return what would make an answer wrong: its intervals, what is merely assumed, what the model leaves out."""
    sources = [setting.source for setting in settings(scenario)]
    counts = {name: sources.count(name) for name in ("assumed", "literature", "article", "scenario")}
    assumed = Part(
        [say("report.wrong.assumed.intro", lang, all=len(sources), **counts)],
        heading=say("report.wrong.assumed", lang),
        tables=[influential_table(scenario, lang)],
    )
    return Section("wrong", say("report.wrong", lang), [interval_part(interval, lang), assumed, left_out(lang)])


def interval_part(interval: str, lang: str) -> Part:
    """Return what is to be said of the intervals."""
    return Part([interval], heading=say("report.wrong.interval", lang))


def left_out(lang: str) -> Part:
    """Return what the model leaves out."""
    items = [say(f"report.left_out.{number}", lang) for number in range(1, LEFT_OUT + 1)]
    return Part(heading=say("report.wrong.left_out", lang), items=items)


def words_of(words: object, lang: str) -> str:
    """Return a title or description in a language, else in the other; line ends within Chinese leave no space."""
    own = str(getattr(words, lang, ""))
    text = own or next((str(getattr(words, at)) for at in LANGUAGES if getattr(words, at, "")), "")
    return re.sub(r"(?<=[\u2e80-\uffff])\s+(?=[\u2e80-\uffff])", "", " ".join(text.split()))
