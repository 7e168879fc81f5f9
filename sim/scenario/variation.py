"""A scenario with some of its fields otherwise: from the start, or from a month on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from sim.mechanisms import Section

from .consistency import check
from .load import dump, from_data
from .loaded import LoadedScenario

AnySection = TypeVar("AnySection", bound=Section)


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


class Varying:
    """A scenario of which many are made that differ in a few values: what does not differ is neither read again nor
    copied.

    Parameters
    ----------
    scenario : LoadedScenario
    """

    def __init__(self, scenario: LoadedScenario) -> None:
        self._scenario = scenario
        self._base = varied(scenario, ())

    def at(self, values: Mapping[str, Any]) -> LoadedScenario:
        """Return the scenario with these values by dotted path, as `varied` does.

        Raises
        ------
        ScenarioError
            As `varied` does.
        """
        try:
            made = self._made(values)
        except (ValidationError, AttributeError, TypeError):
            made = None
        if made is None or any(True for _ in check(made)):
            return varied(self._scenario, values)  # which says what is wrong
        origin = self._base.source, self._scenario.stated | {name.strip() for name in values}, self._base.own
        return made.with_origin(*origin)

    def _made(self, values: Mapping[str, Any]) -> LoadedScenario | None:
        """Check the sections in which a value differs, and the whole; None where that is not enough."""
        tree: dict[str, Any] = {}
        for name, value in values.items():
            *above, last = name.split(".")
            if value is None or isinstance(value, (Mapping, list)) or "[" in name or name in ("use", "extends"):
                return None
            within = tree
            for step in above:
                within = within.setdefault(step, {})
            within[last] = value
        return _rebuilt(self._base, tree)


def _rebuilt(section: AnySection, tree: Mapping[str, Any]) -> AnySection:
    inside = {
        name: _rebuilt(getattr(section, name), part) if isinstance(part, dict) else part for name, part in tree.items()
    }
    return type(section).model_validate({**dict(section), **inside})


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
