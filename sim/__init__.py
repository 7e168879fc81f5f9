"""1+1: a simulation of regionalised Party building."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "District": "sim.model.district",
    "BlockOrganisation": "sim.model.agents",
    "LineOrganisation": "sim.model.agents",
    "load": "sim.scenario",
    "Scenario": "sim.scenario.schema",
    "ScenarioError": "sim.scenario",
    "verdict": "sim.questions.verdict",
    "answer": "sim.runs.runner",
    "ask": "sim.show.notebook",
    "sweep": "sim.show.notebook",
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
_SHOWN = ("verdict", "answer")  # with these, too, answers show themselves in a notebook
__all__ = [*_PUBLIC, "__version__"]


def __getattr__(name: str) -> Any:
    """Resolve public names when they are first asked for, so that ``--help`` stays quick."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    if name in _SHOWN:
        import_module("sim.show.notebook")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
