"""How two scenarios differ once defaults have filled what neither says: in words, as a table, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sim.mechanisms import Section
from sim.scenario import LoadedScenario
from sim.scenario.parameters import PROGRAMME, ParameterRow, settings
from sim.scenario.programme import Part, leaves
from sim.words import LANGUAGES, say
from sim.words.parameters import meaning

from ..kit.text import fill, table
from .words import value_text


@dataclass(frozen=True)
class Change:
    """One parameter that differs: its path, what it is, and its two values; None where there is nothing."""

    path: str
    row: ParameterRow
    first: Any
    second: Any


def differences(first: LoadedScenario, second: LoadedScenario) -> list[Change]:
    """Return the parameters that differ, in the order of the parameter table; lists entry by entry, by name."""
    changes: list[Change] = []
    here, there = ({setting.row.path: setting for setting in settings(scenario)} for scenario in (first, second))
    for path, setting in {**here, **there}.items():
        # what a file of one's own declares may be in one of the two only
        a, b = (side[path].value if path in side else None for side in (here, there))
        if a == b:
            continue
        if path == PROGRAMME:
            a, b = a or [], b or []
        if isinstance(a, list) and isinstance(b, list):
            changes += _entries(setting.row, a, b)
        else:
            changes.append(Change(path, setting.row, a, b))
    return changes


def _entries(row: ParameterRow, first: list[Any], second: list[Any]) -> Iterator[Change]:
    """Compare two lists of areas, organisations, needs or changes by the names of their entries."""
    here, there = (_by_name(entries) for entries in (first, second))
    for name in dict.fromkeys([*here, *there]):
        entry, other = here.get(name), there.get(name)
        if row.path != PROGRAMME and (entry is None or other is None):
            yield Change(f"{row.path}[{name}]", row, entry and "+", other and "+")
            continue
        a, b = _values(entry), _values(other)
        for field in {**a, **b}:
            if a.get(field) != b.get(field):
                yield Change(f"{row.path}[{name}].{field}", row, a.get(field), b.get(field))
    if list(here) != list(there) and here.keys() == there.keys():
        yield Change(row.path, row, first, second)  # the same entries in another order


def _values(entry: Section | None) -> dict[str, Any]:
    """Return what an entry says, by field; a change only what it states."""
    if entry is None:
        return {}
    return leaves(entry) if isinstance(entry, Part) else dict(entry)


def _by_name(entries: list[Any]) -> dict[str, Any]:
    """Return entries by name; of needs several may have one, and are then told apart by a number."""
    by_name: dict[str, Any] = {}
    for entry in entries:
        name, count = entry.name, 1
        while name in by_name:
            count += 1
            name = f"{entry.name} ({count})"
        by_name[name] = entry
    return by_name


def differences_text(first: LoadedScenario, second: LoadedScenario, lang: str, places: int) -> str:
    """Return how two scenarios differ, first in words and then as a table."""
    a, b = _names(first, second)
    changes = differences(first, second)
    if not changes:
        return fill(say("diff.none", lang, a=a, b=b), places) + "\n"
    out = [fill(say("diff.number", lang, a=a, b=b, count=len(changes)), places), ""]
    for part in dict.fromkeys(map(_section, changes)):
        sentence = say("list.and", lang).join(_in_words(change, lang) for change in changes if _section(change) == part)
        out.append(fill(say("diff.part", lang, part=part, changes=sentence), places))
    rows = [[change.path, _value(change.first, lang), _value(change.second, lang)] for change in changes]
    out += ["", table([say("heading.parameter", lang), a, b], rows, places, flexible=[0, 1, 2])]
    return "\n".join(out) + "\n"


def differences_data(first: LoadedScenario, second: LoadedScenario) -> dict[str, Any]:
    """Return the same for another program."""
    return {
        "scenarios": list(_names(first, second)),
        "differences": [
            {
                "parameter": change.path,
                "values": [_plain(change.first), _plain(change.second)],
                "meaning": {at: meaning(change.row.meaning, at) for at in LANGUAGES},
            }
            for change in differences(first, second)
        ],
    }


def _names(first: LoadedScenario, second: LoadedScenario) -> tuple[str, str]:
    return str(first.source), str(second.source)


def _section(change: Change) -> str:
    """Return the section of a parameter, ``types.street`` say: deep enough for each of it to mean something else."""
    path = change.path.partition("[")[0]
    return ".".join(path.split(".")[:-1][:2]) or path


def _in_words(change: Change, lang: str) -> str:
    return say(
        "diff.change",
        lang,
        meaning=meaning(change.row.meaning, lang) if change.path == change.row.path else change.path,
        a=_value(change.first, lang),
        b=_value(change.second, lang),
    )


def _value(value: Any, lang: str) -> str:
    return value_text(_plain(value) if not isinstance(value, list) else value, lang)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value
