"""How a scenario shows itself where a notebook's cell ends with it; answers have faces for that."""

from __future__ import annotations

from sim.scenario.loaded import LoadedScenario

from .kit.shape import PLACES, cell_page, spoken


def scenario_html(scenario: LoadedScenario) -> str:
    """Return a scenario in words, as HTML."""
    from .scenario.words import description_data

    lang = spoken()
    described = description_data(scenario, lang)
    parts = {
        "title": described["title"] or described["scenario"],
        "texts": [described["description"]] if described["description"] else [],
        "top": described["decisive"],
        "parts": described["parts"],
    }
    return cell_page(parts, lang)


def scenario_pretty(scenario: LoadedScenario) -> str:
    """Return a scenario in words, as on the screen."""
    from .scenario.words import description_text

    return description_text(scenario, spoken(), PLACES)
