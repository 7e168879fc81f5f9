"""1+1: a simulation of regionalised Party building."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "District": "sim.model.district",
    "KindsApart": "sim.model.kinds_apart",
    "BlockOrganisation": "sim.model.agents",
    "LineOrganisation": "sim.model.agents",
    "load": "sim.scenario",
    "Scenario": "sim.scenario.schema",
    "LoadedScenario": "sim.scenario.loaded",
    "ScenarioError": "sim.scenario",
    "drawing": "sim.show.notebook",
    # for a file of one's own (docs/own_mechanism.md)
    **dict.fromkeys(
        ("Mechanism", "Mobilisation", "Planning", "Liaison", "Supervision", "Incentive", "Institutions", "Technology",
         "parameter", "share"),
        "sim.mechanisms",
    ),
    "lever": "sim.mechanisms.levers",
    "column": "sim.mechanisms.own",
    "phase": "sim.mechanisms.own",
}  # fmt: skip
_LATE = {  # what answers and scenarios reach for when they are to show themselves: nothing else here knows the way up
    "faces": "sim.show.answers",
    "keep": "sim.show.answers",
    "scenario_html": "sim.show.notebook",
    "scenario_pretty": "sim.show.notebook",
}


def __getattr__(name: str) -> Any:
    """Resolve public names when they are first asked for, so that ``--help`` stays quick.

    Questions and their answers are not listed here: each has its verb in a folder of `sim.show`.
    """
    if name == "__all__":
        return [*_PUBLIC, *import_module("sim.show.verbs").public_names(), "__version__"]
    module = _PUBLIC.get(name) or _LATE.get(name)
    if module is not None:
        return getattr(import_module(module), name)
    value = None if name.startswith("_") else import_module("sim.show.verbs").public(name)
    if value is None:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return value


def __dir__() -> list[str]:
    return sorted(__getattr__("__all__"))
