"""A scenario in words, for the report."""

from __future__ import annotations

from typing import Any

from sim.questions.answers import Verdict
from sim.scenario.schema import Mechanisms
from sim.words import say
from sim.words.parameters import meaning

from .parameters import said


def in_words(verdict: Verdict, lang: str) -> list[str]:
    """Return the scenario of a verdict as sentences: who is there, which arrangements, which channels."""
    scenario, comma = verdict.scenario, say("list.comma", lang)
    if scenario.organisations is not None:
        areas = len(scenario.areas or ())
        who = say("report.scenario.roster", lang, organisations=len(scenario.organisations), areas=areas)
    else:
        district = scenario.district
        streets, areas = district.streets, district.streets * district.areas
        if scenario.areas is not None:
            streets, areas = len({area.street for area in scenario.areas}), len(scenario.areas)
        who = say("report.scenario.district", lang, streets=streets, areas=areas, lines=district.lines)
    world = say(f"facts.{scenario.world}", lang)
    count = f"{verdict.replications:,}"
    run = say("report.scenario.run", lang, months=scenario.months, replications=count, world=world)
    arrangements = [
        *((name, getattr(scenario.mechanisms, name)) for name in Mechanisms.model_fields),
        ("institutions", scenario.institutions),
        ("technology", scenario.technology),
    ]
    channels = comma.join(
        f"{say(f'channel.{name}', lang)} {said(getattr(scenario.channels, name), lang)}"
        for name in type(scenario.channels).model_fields
    )
    return [
        who,
        run,
        *(_arrangement(name, section, lang) for name, section in arrangements),
        say("report.scenario.channels", lang, channels=channels),
    ]


def _arrangement(name: str, section: Any, lang: str) -> str:
    """Return one mechanism with its instruments, their values behind them."""
    fields = {field: info for field, info in type(section).model_fields.items() if field != "strength"}
    told = say("list.and", lang).join(
        say(
            "report.scenario.instrument",
            lang,
            meaning=meaning(info.description or field, lang),
            value=said(getattr(section, field), lang),
        )
        for field, info in fields.items()
    )
    called = say(f"mechanism.{name}", lang)
    if "strength" in type(section).model_fields:
        strength = said(section.strength, lang)
        called = say("report.scenario.strength", lang, name=called, strength=strength)
    return say("report.scenario.mechanism", lang, name=called, instruments=told)
