"""A commented scenario to begin with: `new` writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sim.mechanisms import Section
from sim.scenario import LoadedScenario, Scenario
from sim.scenario.parameters import Setting, about, settings
from sim.words import LANGUAGES, say
from sim.words.parameters import meaning, unit
from sim.words.pasting import program, quoted
from sim.words.sections import section

from ..kit.text import pad, width
from .json_schema import NAME as SCHEMA
from .parameters import range_text

# What a researcher changes first. All else stands in the file only where it is set otherwise than the default.
SHOWN = (
    "months", "seed", "world", "needs.two_sided", "needs.scale", "district", "channels", "mechanisms", "institutions",
    "technology", "matching.mode", "matching.partners", "costs.mixed_hours",
)  # fmt: skip
_WIDEST = 44  # places before a comment


def template(scenario: LoadedScenario, lang: str, file: str) -> str:
    """Return the text of a scenario file that runs as it stands.

    Parameters
    ----------
    scenario : LoadedScenario
        Whose values to start from.
    lang : {"en", "zh"}
        Language of the comments.
    file : str
        What the file will be called, for the commands in its head.
    """
    head = say("new.head", lang, file=quoted(file), program=program(), source=scenario.source)
    if scenario.case is not None:
        head += "\n" + say("new.case", lang, source=scenario.source)
    out = [f"# yaml-language-server: $schema={SCHEMA}", *(f"# {line}".rstrip() for line in head.split("\n")), ""]
    for name in ("title", "description"):
        out.append(f"{name}:")
        for at in sorted(LANGUAGES, key=lambda language: language != lang):
            out.append(f"  {at}: {_scalar(say(f'new.{name}', at, title=scenario.title.said(at)))}")
    chosen = [setting for setting in settings(scenario) if setting.is_set or _is_shown(setting.row.path)]
    out += _body(chosen, lang)
    return "\n".join(out) + "\n"


def _is_shown(path: str) -> bool:
    return any(path == shown or path.startswith(f"{shown}.") for shown in SHOWN)


def _body(chosen: list[Setting], lang: str) -> Iterator[str]:
    above: list[str] = []
    for setting in chosen:
        *sections, name = setting.row.path.split(".")
        common = sum(a == b for a, b in zip(above, sections, strict=False)) if above[: len(sections)] else 0
        while above[:common] != sections[:common]:
            common -= 1
        for depth in range(common, len(sections)):
            if depth == 0:
                yield ""
            yield _beside(f"{'  ' * depth}{sections[depth]}:", _about(sections[: depth + 1], lang))
        if not sections and above:
            yield ""
        above = sections
        indent = "  " * len(sections)
        if isinstance(setting.value, list):
            yield f"{indent}{name}:"
            yield from (f"{indent}- {_flow(section)}" for section in setting.value)
        else:
            yield _beside(f"{indent}{name}: {_scalar(setting.value)}", _comment(setting, lang))


def _about(sections: list[str], lang: str) -> str:
    """Return what a section says of itself."""
    model: type[Section] = Scenario
    for name in sections:
        model = type(model.model_fields[name].default)
    return section(" ".join(about(model).split()), lang)


def _comment(setting: Setting, lang: str) -> str:
    row = setting.row
    words = [meaning(row.meaning, lang), range_text(row, lang)]
    if row.unit:
        words.append(unit(row.unit, lang))
    return say("list.and", lang).join(words)


def _beside(code: str, comment: str) -> str:
    return f"{pad(code, max(_WIDEST, width(code) + 2))}# {comment}"


def _scalar(value: Any) -> str:
    """Return a value as YAML: JSON's form is YAML's as well, and names that need no quotes go without."""
    if isinstance(value, str) and value.isidentifier() and value.isascii() and value not in ("true", "false", "null"):
        return value
    return json.dumps(value, ensure_ascii=False)


def _flow(entry: Section) -> str:
    stated = entry.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(stated, ensure_ascii=False)
