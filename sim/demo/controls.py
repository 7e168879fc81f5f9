"""The controls of the page: what may be changed, between which ends, with what the article says of it; and presets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, reduce
from pathlib import Path
from typing import Any

from sim.scenario import LoadedScenario, load, shipped, shipped_cases
from sim.scenario.loaded import CaseOf
from sim.scenario.parameters import ParameterRow, settings
from sim.scenario.schema import Words
from sim.words import CATALOGUE, LANGUAGES, say
from sim.words.parameters import meaning, unit

from .bilingual import Pair, both

FINDINGS = Path(__file__).with_name("findings.json")
"""What the shipped cases showed, by `studies.cases`."""
GROUPS = ("mechanisms", "matching", "institutions", "technology", "needs")
_SINGLE = ("matching.mode", "needs.two_sided")
"""Of sections that are not on the page as a whole, what is."""


def controls(scenario: LoadedScenario) -> list[dict[str, Any]]:
    """Return the controls, in the order of the parameter table: mechanisms, matching, institutions, technology, needs.

    Each has path, group, the control above it (a mechanism's strength, for its instruments), kind (``switch``,
    ``number``, ``choice``), ends and step, its value now, and its words. All can be changed during a run.
    """
    shown = []
    for setting in settings(scenario):
        row = setting.row
        group = row.path.split(".")[0]
        if group not in GROUPS or (group in ("matching", "needs") and row.path not in _SINGLE):
            continue
        sentence = f"control.{row.path.removesuffix('.strength')}"
        if sentence not in CATALOGUE:
            continue
        shown.append({**_shape(row), "group": group, "value": setting.value, "says": both(sentence)})
    shown.sort(key=lambda control: GROUPS.index(control["group"]))
    return shown


def _shape(row: ParameterRow) -> dict[str, Any]:
    section, _, last = row.path.rpartition(".")
    whole = row.kind == "whole number"
    mechanism = section.startswith("mechanisms.")
    name = {lang: meaning(row.meaning, lang) for lang in LANGUAGES}
    if mechanism and last == "strength":
        name = both(f"mechanism.{section.partition('.')[2]}")
    shape: dict[str, Any] = {
        "path": row.path,
        "above": f"{section}.strength" if mechanism and last != "strength" else None,
        "name": name,
        "default": row.default,
    }
    if row.kind == "true or false":
        return {**shape, "kind": "switch"}
    if row.kind == "choice":
        choices = [{"value": choice, "name": both(f"live.mode.{choice}")} for choice in row.choices]
        return {**shape, "kind": "choice", "choices": choices}
    low, high = row.low or 0, row.high if row.high is not None else 1
    if row.plausible is not None and row.plausible.scale == "linear" and high > 1:
        high = type(high)(row.plausible.high)  # nobody finds 2 on a slider that goes up to 50
    if mechanism and last == "strength":
        return {**shape, "kind": "strength", "low": 0.0, "high": 1.0, "step": 0.1, "unit": both("live.strength")}
    shape["unit"] = {lang: unit(row.unit, lang) for lang in LANGUAGES}
    return {**shape, "kind": "number", "low": low, "high": high, "step": 1 if whole else 0.05}


@cache
def presets() -> list[dict[str, Any]]:
    """Return what a class can begin from: every shipped scenario, and every case beside what it is held against."""
    offered: list[dict[str, Any]] = [
        {"scenario": name, "case": False, "title": in_both(load(name).title), "other": {}} for name in shipped()
    ]
    kept: dict[str, list[str]] = json.loads(FINDINGS.read_text(encoding="utf-8"))
    for name in shipped_cases():
        scenario = load(name)
        if scenario.case is None:
            continue
        shown = [
            {"claim": in_both(comparison.expectation.claim), "found": both(f"case.{finding}")}
            for comparison, finding in zip(scenario.case.comparisons, kept.get(name, ()), strict=False)
        ]
        for against, changed in _held_against(scenario.case):
            offered.append(
                {"scenario": name, "case": True, "title": in_both(scenario.title), "other": changed,
                 "against": against, "findings": shown}
            )  # fmt: skip
    return offered


def _held_against(case: CaseOf) -> Iterator[tuple[Pair, dict[str, Any]]]:
    """Yield what a case is held against, with the fields that differ; where it names no world, each mechanism off."""
    stated = {variant.name: variant for variant in case.stated.counterfactual or ()}
    for name, changed in case.changed.items():
        yield in_both(stated[name].title), changed
    if not case.changed:
        pairs = dict.fromkeys(mechanism for claim in case.stated.expect for mechanism in claim.pair or ())
        for mechanism in pairs:
            path = f"mechanisms.{mechanism}.strength"
            yield {lang: say("demo.controls.preset.off", lang, name=say(f"mechanism.{mechanism}", lang))
                   for lang in LANGUAGES}, {path: 0.0}  # fmt: skip


def values_of(scenario: LoadedScenario, paths: list[str]) -> dict[str, Any]:
    """Return the values that a scenario has at some paths."""
    return {path: reduce(getattr, path.split("."), scenario) for path in paths}


def in_both(text: Words) -> Pair:
    """Return what a scenario says of itself, in both languages."""
    return {lang: text.said(lang) for lang in LANGUAGES}
