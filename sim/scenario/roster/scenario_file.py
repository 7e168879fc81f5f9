"""A roster as a scenario file: a line for every row, comments in one language, names as quoted text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sim.words import LANGUAGES, say
from sim.words.faults import clip

from .tree import Roster

_LISTS = ("areas", "organisations")


def scenario_text(roster: Roster, lang: str, file: str | None, program: str) -> str:
    """Return the text of the scenario file.

    Parameters
    ----------
    roster : Roster
    lang : {"en", "zh"}
        Language of the comments.
    file : str or None
        The name of the file it was made from; None where its names were replaced.
    program : str
        How the program is called.
    """
    data = scenario_data(roster, file)
    source = say("roster.head.a_roster", lang) if file is None else clip(file, 120)
    what = say("roster.head.title", lang, organisations=len(data.get("organisations", ())))
    head = say("roster.head", lang, what=what, file=source, program=program)
    lines = [f"# {line}" for line in head.split("\n")]
    lines += ["", "title:", *(f"  {at}: {_flow(text)}" for at, text in data["title"].items())]
    if "months" in data:
        assert roster.first_month is not None
        year, month = roster.first_month
        comment = say("roster.head.months", lang, year=year, month=month)
        lines += ["", f"months: {data['months']}  # {comment}", "needs:"]
        lines += [f"  scale: {data['needs']['scale']}  # {say('roster.head.scale', lang)}", "  listed:"]
        lines += [f"    - {_flow(row)}" for row in data["needs"]["listed"]]
    for name in _LISTS:
        if name in data:
            lines += ["", *(_streets(roster, lang) if name == "areas" else ()), f"{name}:"]
            lines += [f"  - {_flow(row)}" for row in data[name]]
    return "\n".join(lines) + "\n"


def scenario_data(roster: Roster, file: str | None) -> dict[str, Any]:
    """Return what the file says, as data."""
    if file is None:
        title = {at: say("roster.title.neutral", at) for at in LANGUAGES}
    else:
        title = {at: say("roster.title", at, file=clip(file, 120)) for at in LANGUAGES}
    return {"title": title, **roster.data}


def _streets(roster: Roster, lang: str) -> Iterator[str]:
    named = [(number, name) for number, name in enumerate(roster.streets) if name]
    if named:
        yield f"# {say('roster.head.areas', lang)}"
    for number, name in named:
        yield f"#   {number} {clip(name)}"


def _flow(value: Any) -> str:
    """Return a value as JSON, which is YAML as well; whole numbers go without a point."""
    return json.dumps(_whole(value), ensure_ascii=False)


def _whole(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _whole(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
