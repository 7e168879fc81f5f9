"""A scenario with some of its fields otherwise: from the start, or from a month on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .load import dump, from_data
from .loaded import LoadedScenario


def varied(scenario: LoadedScenario, sets: Sequence[str] | Mapping[str, Any]) -> LoadedScenario:
    """Return a scenario with more of its fields set, as by ``--set``.

    Parameters
    ----------
    scenario : LoadedScenario
    sets : sequence of str, or mapping
        ``field=value`` as on the command line; or values by dotted path (``"needs.two_sided"``), or in sections as in a
        file.

    Raises
    ------
    ScenarioError
        With all faults of `sets`, and where they do not go together with the rest.
    """
    texts = list(_texts(sets) if isinstance(sets, Mapping) else sets)
    stated = scenario.stated | {text.partition("=")[0].strip() for text in texts}
    return from_data(dump(scenario), scenario.source, stated, scenario.own.sources, texts)


def changed(scenario: LoadedScenario, month: int, settings: Mapping[str, Any]) -> LoadedScenario:
    """Return a scenario in whose programme these settings hold from a month on, beside what stands there already.

    Parameters
    ----------
    scenario : LoadedScenario
    month : int
        From 1. It may lie after the scenario's last, for a `District` can be stepped on.
    settings : mapping
        Of the sections that may change (`programme.CHANGEABLE`), values by dotted path or in sections as in a file.

    Raises
    ------
    ScenarioError
        With all that is wrong with them.
    """
    data = dump(scenario)
    changes = data.get("from_month") or []
    if month not in (change["month"] for change in changes):
        changes = sorted([*changes, {"month": month}], key=lambda change: int(change["month"]))
    place = next(i for i, change in enumerate(changes) if change["month"] == month)
    data.update(from_month=changes, months=max(data["months"], changes[-1]["month"]))
    texts = list(_texts(settings, f"from_month[{place}]."))
    made = from_data(data, scenario.source, scenario.stated, scenario.own.sources, texts)
    return scenario.model_copy(update={"from_month": made.from_month})


def _texts(settings: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _texts(value, f"{above}{name}.")
        else:
            yield f"{above}{name}={json.dumps(value, ensure_ascii=False)}"
