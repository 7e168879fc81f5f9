"""What a researcher writes: its typed model, and the way from a file to it.

`load` takes a shipped name or a path, `from_data` a manifest; both return the model's object or raise
`ScenarioError` with every fault and its place. Nothing heavy is imported here: no NumPy, no Numba, no Mesa.
"""

from __future__ import annotations

from sim.scenario.faults import Fault, Problem, Refused, ScenarioError

# From here on `sim.scenario.load` is the function; `from sim.scenario.load import …` still finds the module.
from sim.scenario.load import dump, from_data, load, shipped, shipped_cases
from sim.scenario.loaded import LoadedScenario, as_loaded
from sim.scenario.nodes import Place
from sim.scenario.schema import Scenario
from sim.scenario.variation import changed, varied

__all__ = [
    "Fault",
    "LoadedScenario",
    "Place",
    "Problem",
    "Refused",
    "Scenario",
    "ScenarioError",
    "as_loaded",
    "changed",
    "dump",
    "from_data",
    "load",
    "shipped",
    "shipped_cases",
    "varied",
]
