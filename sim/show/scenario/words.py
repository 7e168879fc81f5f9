"""A scenario in words: who is there, what is at work and how strongly, what is set, and what is assumed.

`describe` gives the parts as plain sentences, for a terminal, a report or another program; nothing heavy is imported.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any

from sim.mechanisms import BLOCK_TYPES, LINE_TYPES, Mechanism
from sim.scenario import LoadedScenario, Scenario
from sim.scenario.district import Nature, line_counts
from sim.scenario.parameters import ParameterRow, Setting, settings
from sim.scenario.programme import leaves
from sim.scenario.rules import Channels
from sim.scenario.schema import Mechanisms
from sim.scenario.stretches import changes, stretches
from sim.words import CATALOGUE, say
from sim.words.parameters import meaning

from ..kit.numbers import number, percentage, short
from ..kit.text import fill, joined, unfolded
from .claims import described

DECISIVE = (
    "needs.two_sided", "production.makeshift", "convening.block_hours", "convening.line_hours",
    "convening.partner_hours", "convening.winning_hours", "participation.office_follows", "matching.last_resort",
    "trust.absence", "effort.redo",
)  # fmt: skip
"""Parameters that could decide the answer and that no source gives: they stand at the top of every report."""


@dataclass(frozen=True)
class Part:
    """One part of a description: its key (which changes with no language), a heading, and sentences."""

    key: str
    heading: str
    sentences: tuple[str, ...]


def two_sided(scenario: LoadedScenario, lang: str) -> str:
    """Return what stands at the top of everything: the share of needs that take both kinds."""
    (share_of,) = (setting for setting in settings(scenario) if setting.row.path == "needs.two_sided")
    share = percentage(scenario.needs.two_sided)
    source = say(f"source.{share_of.source}", lang)
    later = (
        say("top.two_sided_later", lang, month=number(month + 1, 0), share=percentage(now.needs.two_sided))
        for (_, before), (month, now) in pairwise(stretches(scenario))
        if now.needs.two_sided != before.needs.two_sided
    )
    return joined([say("top.two_sided", lang, share=share, source=source), *later], lang)


def decisive(scenario: LoadedScenario, lang: str) -> str:
    """Return the share of needs that take both kinds, and the other parameters that could decide the answer."""
    known = {setting.row.path: setting for setting in settings(scenario)}
    others = (known[path] for path in DECISIVE if path != "needs.two_sided")
    values = (_with_default(setting, lang) for setting in others)
    return joined([two_sided(scenario, lang), say("top.decisive", lang, values=_joined(values, lang))], lang)


def describe(scenario: LoadedScenario, lang: str) -> list[Part]:
    """Return a scenario in words.

    Parameters
    ----------
    scenario : LoadedScenario
    lang : {"en", "zh"}

    Returns
    -------
    list of Part
        In reading order; what stands at the top of every report (`two_sided`) is not among them.
    """
    known = settings(scenario)
    rows = {setting.row.path: setting.row for setting in known}
    parts = {
        **({"case": described(scenario.case, lang)} if scenario.case is not None else {}),
        "run": _run(scenario, lang),
        "organisations": _organisations(scenario, lang),
        "needs": _needs(scenario, lang),
        "channels": _channels(scenario, lang),
        "mechanisms": [_mechanism(scenario, name, rows, lang) for name in Mechanisms.model_fields],
        "institutions": _regime(scenario, "institutions", rows, lang),
        "technology": _regime(scenario, "technology", rows, lang),
        "matching": _matching(scenario, lang),
        **({"changes": _changes(scenario, rows, lang)} if scenario.from_month else {}),
        "differences": _differences(known, lang),
        "provenance": _provenance(known, lang),
    }
    return [Part(key, say(f"part.{key}", lang), tuple(sentences)) for key, sentences in parts.items()]


def _with_default(setting: Setting, lang: str) -> str:
    text = value_text(setting.value, lang)
    if setting.is_set:
        text = say("report.parameters.default", lang, value=text, default=value_text(setting.row.default, lang))
    return f"{setting.row.path}\u00a0{text}"


def part_called(scenario: LoadedScenario, name: str, lang: str) -> str:
    """Return what a mechanism, instrument, institution or technology is called, given as `removable` has it."""
    key = f"mechanism.{name}"
    if key in CATALOGUE:
        return say(key, lang)
    path = name if "." in name else f".{name}"
    rows_of = [setting.row for setting in settings(scenario) if f".{setting.row.path}".endswith(path)]
    return meaning(rows_of[0].meaning, lang) if rows_of and "strength" not in rows_of[0].path else name


def value_text(value: Any, lang: str) -> str:
    """Return a parameter's value as people read it: 0.05, yes, two_way, 12 listed."""
    if value is None:
        return say("value.unset", lang)
    if isinstance(value, bool):
        return say("value.yes" if value else "value.no", lang)
    if isinstance(value, int):
        return number(value, 0)
    if isinstance(value, float):
        return short(value)
    return say("value.listed", lang, count=len(value)) if isinstance(value, list) else str(value)


def counts(scenario: Scenario) -> dict[str, int]:
    """Return how many organisations of each type there are."""
    if scenario.organisations is not None:
        named = [row.type for row in scenario.organisations]
        return {name: named.count(name) for name in BLOCK_TYPES + LINE_TYPES}  # type: ignore[arg-type]
    streets, areas = places(scenario)
    committees = streets if scenario.district.community_committees else 0
    lines = zip(LINE_TYPES, line_counts(scenario.district), strict=True)
    return {"street": streets, "community_committee": committees, "residential_area": areas, **dict(lines)}


def places(scenario: Scenario) -> tuple[int, int]:
    """Return how many streets that have areas there are, and how many areas."""
    if scenario.areas is not None:
        return len({area.street for area in scenario.areas}), len(scenario.areas)
    return scenario.district.streets, scenario.district.streets * scenario.district.areas


def _joined(texts: Iterable[str], lang: str) -> str:
    return say("list.comma", lang).join(texts)


def _run(scenario: Scenario, lang: str) -> list[str]:
    interval, world = scenario.interval, say(f"facts.{scenario.world}", lang)
    return [
        say("run.length", lang, months=number(scenario.months, 0), seed=scenario.seed, world=world),
        say(
            "run.interval",
            lang,
            confidence=percentage(interval.confidence),
            first=number(interval.first_look, 0),
            limit=number(interval.limit, 0),
        ),
    ]


def _organisations(scenario: Scenario, lang: str) -> list[str]:
    numbers, out = counts(scenario), []
    for kind, types in (("blocks", BLOCK_TYPES), ("lines", LINE_TYPES)):
        there = [(say(f"type.{name}", lang), numbers[name]) for name in types if numbers[name]]
        if not there:
            out.append(say(f"who.no_{kind}", lang))
            continue
        named = _joined((say("list.value", lang, name=name, value=number(count, 0)) for name, count in there), lang)
        out.append(say(f"who.{kind}", lang, count=number(sum(count for _, count in there), 0), types=named))
    streets, areas = places(scenario)
    out.append(say("who.places", lang, areas=number(areas, 0), streets=number(streets, 0)))
    out += [say("who.listed", lang)] * (scenario.organisations is not None)
    ties = {frozenset((row.name, name)) for row in scenario.organisations or () for name in row.ties or ()}
    return out + [say("who.ties", lang, count=number(len(ties), 0))] * bool(ties)


def _needs(scenario: Scenario, lang: str) -> list[str]:
    """Say how many needs arise on average, by nature, and what they take."""
    needs = scenario.needs
    natures: dict[str, Nature] = {name: part for name, part in needs if isinstance(part, Nature)}
    _, areas = places(scenario)
    numbers = counts(scenario)
    lines: float = sum(numbers[name] for name in LINE_TYPES)
    if scenario.organisations is not None:
        lines = sum(row.needs for row in scenario.organisations if row.type in LINE_TYPES)
    inside = needs.scale * needs.unit_rate * lines
    expected = {name: areas * needs.scale * nature.rate for name, nature in natures.items()}
    expected["social"] = areas * needs.social.hit * -math.expm1(-needs.social.rate * needs.scale)
    expected["mass"] += inside
    names = {name: say(f"nature.{name}", lang) for name in natures}
    by_nature = (say("list.value", lang, name=names[name], value=_about(count)) for name, count in expected.items())
    work = (
        say("want.work_of", lang, name=names[name], amount=short(nature.amount), deadline=short(nature.deadline))
        for name, nature in natures.items()
    )
    total, among = _about(sum(expected.values())), _joined(by_nature, lang)
    taken = say("list.and", lang).join(work)
    text = say("want.number", lang, count=total, natures=among, inside=_about(inside))
    listed = [need for need in needs.listed or () if need.month <= scenario.months]
    if not listed:
        return [text, say("want.work", lang, natures=taken)]
    counted = Counter(str(need.nature) for need in listed)
    by_nature = (say("list.value", lang, name=names[name], value=number(counted[name], 0)) for name in natures)
    first = say("want.listed", lang, count=number(len(listed), 0), natures=_joined(by_nature, lang))
    also = [text] if sum(expected.values()) > 0.0 else [say("want.only_listed", lang)]
    return [first, *also, say("want.work_drawn", lang, natures=taken)]


def _about(value: float) -> str:
    return number(value, 0) if value >= 10 else short(value, 2)


def _channels(scenario: Scenario, lang: str) -> list[str]:
    values = {name: getattr(scenario.channels, name) for name in Channels.model_fields}
    names = {name: say(f"channel.{name}", lang) for name in values}
    if not any(values.values()):
        return [say("open.none", lang)]
    if all(value == 1.0 for value in values.values()):
        return [say("open.all", lang, names=_joined(names.values(), lang))]
    some = (say("list.value", lang, name=names[name], value=short(value)) for name, value in values.items())
    return [say("open.some", lang, names=_joined(some, lang))]


def _instruments(section: Any, path: str, rows: dict[str, ParameterRow], lang: str) -> str:
    """Return instruments with their values: by the article's own terms in Chinese, by what they are in English."""
    named = []
    for name in type(section).model_fields:
        row = rows[f"{path}.{name}"]
        if isinstance(section, Mechanism) and name in ("strength", "hours"):
            continue
        called = row.meaning.partition(":")[0].partition(",")[0]
        if lang == "zh":
            called = row.article or meaning(row.meaning, lang)
        named.append(say("list.value", lang, name=called, value=value_text(getattr(section, name), lang)))
    return say("list.and", lang).join(named)


def _mechanism(scenario: Scenario, name: str, rows: dict[str, ParameterRow], lang: str) -> str:
    mechanism = getattr(scenario.mechanisms, name)
    called = say(f"mechanism.{name}", lang)
    called = called[:1].upper() + called[1:]
    if mechanism.strength == 0:
        return say("dose.off", lang, name=called)
    return say(
        "dose.on" if mechanism.strength == 1 else "dose.part",
        lang,
        name=called,
        strength=short(mechanism.strength),
        instruments=_instruments(mechanism, f"mechanisms.{name}", rows, lang),
        hours=short(mechanism.strength * mechanism.hours),
    )


def _regime(scenario: Scenario, name: str, rows: dict[str, ParameterRow], lang: str) -> list[str]:
    text = _instruments(getattr(scenario, name), name, rows, lang)
    return [say("regime.has", lang, instruments=text[:1].upper() + text[1:])]


def _matching(scenario: Scenario, lang: str) -> list[str]:
    how = scenario.matching
    limits = {"partners": how.partners, "claims": how.claims, "reach": short(how.reach_km)}
    out = [say(f"mode.{how.mode}", lang), say("mode.limits", lang, **limits)]
    if scenario.costs.mixed_hours:
        out.append(say("mode.hours", lang, hours=short(scenario.costs.mixed_hours)))
    return out


def _changes(scenario: Scenario, rows: dict[str, ParameterRow], lang: str) -> list[str]:
    """Say what is otherwise from which month on, and what it was before."""
    out, before = [], scenario
    for change, after in changes(scenario):
        parts = (
            say(
                "change.one",
                lang,
                meaning=meaning(rows[path].meaning, lang),
                path=path,
                value=value_text(value, lang),
                before=value_text(reduce(getattr, path.split("."), before), lang),
            )
            for path, value in leaves(change).items()
        )
        out.append(say("change.from", lang, month=number(change.month, 0), changes=say("list.and", lang).join(parts)))
        before = after
    return out


def _differences(known: list[Setting], lang: str) -> list[str]:
    changed = [setting for setting in known if setting.is_set]
    if not changed:
        return [say("differs.none", lang)]
    return [
        say("differs.number", lang, count=len(changed), total=len(known)),
        *(
            say(
                "differs.one",
                lang,
                meaning=meaning(setting.row.meaning, lang),
                path=setting.row.path,
                value=value_text(setting.value, lang),
                default=value_text(setting.row.default, lang),
            )
            for setting in changed
        ),
    ]


def _provenance(known: list[Setting], lang: str) -> list[str]:
    sources = ("assumed", "literature", "article")
    by_source = {source: [setting.row for setting in known if setting.source == source] for source in sources}
    numbers = {source: len(rows) for source, rows in by_source.items()}
    out = [say("from.counts", lang, total=sum(numbers.values()), **numbers)]
    for source in ("article", "literature"):
        if rows := by_source[source]:
            names = say("list.and", lang).join(meaning(row.meaning, lang) for row in rows)
            out.append(say(f"from.{source}", lang, names=names))
    return out


def description_text(scenario: LoadedScenario, lang: str, columns: int) -> str:
    """Return a description as it stands on a terminal."""
    name, title = str(scenario.source), scenario.title.said(lang)
    out = [say("list.named", lang, name=name, what=title) if title else name]
    if described := scenario.description.said(lang):
        out.append(fill(unfolded(described), columns))
    out += ["", fill(decisive(scenario, lang), columns)]
    for part in describe(scenario, lang):
        out += ["", part.heading, *(fill(sentence, columns, "  ") for sentence in part.sentences)]
    return "\n".join(out) + "\n"


def description_data(scenario: LoadedScenario, lang: str) -> dict[str, Any]:
    """Return a description for another program; sentences are in the language asked for."""
    return {
        "scenario": str(scenario.source),
        "title": scenario.title.said(lang),
        "description": unfolded(scenario.description.said(lang)),
        "two_sided": two_sided(scenario, lang),
        "decisive": decisive(scenario, lang),
        "parts": [
            {"part": part.key, "heading": part.heading, "sentences": list(part.sentences)}
            for part in describe(scenario, lang)
        ],
    }
