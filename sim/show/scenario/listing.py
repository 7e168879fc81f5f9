"""What `list`, `check` and `schedule` show, as text and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.words import CATALOGUE, LANGUAGES, say

from ..kit.text import FIXED, fill, lines, pad, unfolded, width

if TYPE_CHECKING:
    from sim.model.schedule import PhaseRow
    from sim.scenario import Fault, LoadedScenario


def scenarios_text(scenarios: Mapping[str, LoadedScenario | None], lang: str, places: int) -> str:
    """Return names and titles, each with its description below."""
    if not scenarios:
        return say("list.none", lang) + "\n"
    label = max(width(say("list.name", lang)), *(width(name) for name in scenarios))
    out = [f"{pad(say('list.name', lang), label)}  {say('list.title', lang)}", "─" * min(places, label + 40)]
    for name, scenario in scenarios.items():
        if scenario is None:
            out.append(f"{pad(name, label)}  {say('list.broken', lang, name=name)}")
            continue
        rows = scenario.case.stated.rows if scenario.case is not None else []
        shown = title(scenario, lang) or "-"
        out += _beside(name, label, say("list.named", lang, name=" ".join(rows), what=shown) if rows else shown, places)
        if rows:
            continue
        described = scenario.description.said(lang)
        out += lines(unfolded(described), places, " " * (label + 2)) if described else []
    return "\n".join(out) + "\n"


def scenarios_data(scenarios: Mapping[str, LoadedScenario | None]) -> dict[str, Any]:
    """Return the same for another program; ``readable`` is false where a file has faults."""

    def words(scenario: LoadedScenario | None, name: str) -> dict[str, str]:
        return {at: getattr(getattr(scenario, name), at) if scenario else "" for at in LANGUAGES}

    return {
        "scenarios": [
            {
                "name": name,
                "readable": scenario is not None,
                "title": words(scenario, "title"),
                "description": words(scenario, "description"),
                "months": scenario.months if scenario else None,
                "rows": scenario.case.stated.rows if scenario and scenario.case else [],
            }
            for name, scenario in scenarios.items()
        ]
    }


def title(scenario: LoadedScenario, lang: str) -> str:
    """Return a scenario's title, in the other language where there is none in this."""
    return scenario.title.said(lang)


def checks_text(checked: Mapping[str, Sequence[Fault]], lang: str) -> str:
    """Return what `check` found: a line for each finding, and for each file one that counts them."""
    out = []
    for file, faults in checked.items():
        out += [fault.message(lang) for fault in faults]
        odd = sum(fault.odd for fault in faults)
        key = "check.faulty" if len(faults) > odd else "check.odd" if odd else "check.fine"
        out.append(say(key, lang, file=file, faults=len(faults) - odd, warnings=odd))
    return "".join(f"{line}\n" for line in out)


def checks_data(checked: Mapping[str, Sequence[Fault]], lang: str) -> dict[str, Any]:
    """Return what `check` found, for another program."""
    return {
        "files": [
            {
                "file": file,
                "valid": all(fault.odd for fault in faults),
                "faults": [_fault_data(fault, lang) for fault in faults if not fault.odd],
                "warnings": [_fault_data(fault, lang) for fault in faults if fault.odd],
            }
            for file, faults in checked.items()
        ]
    }


def _fault_data(fault: Fault, lang: str) -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "field": fault.field,
        "kind": fault.kind,
        "found": str(fault.found),
        "allowed": str(fault.allowed),
        "nearest": fault.nearest,
        "message": fault.message(lang),
    }


def schedule_text(phases: Iterable[PhaseRow], lang: str, places: int) -> str:
    """Return the month: one block a phase, what it reads, writes and listens to beside their names."""
    heads = {part: say(f"schedule.{part}", lang) for part in ("reads", "writes", "levers", "mechanisms")}
    label = max(width(head) for head in heads.values())
    out = [fill(say("schedule.note", lang), places), ""]
    for number, row in enumerate(phases, 1):
        key = f"phase.{row.name}"
        name = say(key, lang) if key in CATALOGUE else row.name
        shown = name if name == row.name else f"{name} ({row.name})"
        out += [f"{number:2}  {shown}", *lines(_what(row, lang), places, "    ")]
        facts = {
            "reads": _grouped(row.reads),
            "writes": _grouped(row.writes),
            "levers": " ".join(row.levers) or "-",
            "mechanisms": say("list.comma", lang).join(_mechanisms(row, lang)) or "-",
        }
        for part, text in facts.items():
            out += [f"    {line}" for line in _beside(heads[part], label, text, places - 4)]
        out.append("")
    return "\n".join(out)


def schedule_data(phases: Iterable[PhaseRow]) -> dict[str, Any]:
    """Return the same for another program."""
    return {
        "phases": [
            {
                "phase": row.name,
                "what": {at: _what(row, at) for at in LANGUAGES},
                "reads": list(row.reads),
                "writes": list(row.writes),
                "levers": list(row.levers),
                "mechanisms": list(row.mechanisms),
            }
            for row in phases
        ]
    }


def _beside(name: str, label: int, text: str, places: int) -> list[str]:
    """Return a name and, beside it, a text that may take several lines."""
    first, *more = lines(text, places, " " * (label + 2))
    return [f"{pad(name, label)}{first[label:]}", *more]


def _grouped(columns: Sequence[str]) -> str:
    """Return ``street.head street.tail`` as ``street: head tail``: one entry for each array."""
    arrays: dict[str, list[str]] = {}
    for column in columns:
        array, _, field = column.partition(".")
        arrays.setdefault(array, []).append(field)
    parts = (f"{array}:{FIXED}{' '.join(fields)}" if any(fields) else array for array, fields in arrays.items())
    return "; ".join(parts) or "-"


def _what(row: PhaseRow, lang: str) -> str:
    key = f"phase.{row.name}.what"
    return say(key, lang) if key in CATALOGUE else row.does


def _mechanisms(row: PhaseRow, lang: str) -> list[str]:
    keys = {name: f"mechanism.{name}" for name in row.mechanisms}
    return [say(key, lang) if key in CATALOGUE else name for name, key in keys.items()]
