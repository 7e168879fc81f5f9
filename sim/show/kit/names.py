"""What measures are called, and groups of needs, organisations and places."""

from __future__ import annotations

from sim.words import CATALOGUE, say


def group_name(axis: str, name: str, lang: str) -> str:
    """Return what a group is called: from the catalogue, or as the scenario calls it."""
    key = f"named.{axis}.{name}"
    if key in CATALOGUE:
        return say(key, lang)
    return say("named.street.numbered", lang, number=name) if axis == "street" else name


def measure_name(name: str, lang: str) -> str:
    """Return what is read, in words."""
    if name in ("synergy", "complementarity"):
        return say(f"quantity.{name}", lang)
    if name == "net":
        return say("case.net", lang)
    return say(f"measure.{name}" if f"measure.{name}" in CATALOGUE else f"group.{name}", lang)
