"""A commented design to begin with: `new --design` writes it, and it runs as it stands."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from sim.mechanisms import Section
from sim.scenario import LoadedScenario
from sim.scenario.design import DesignFile, Replications
from sim.scenario.load import ENDINGS
from sim.scenario.parameters import ParameterRow, parameter_rows
from sim.words import say
from sim.words.designs import design_meaning
from sim.words.parameters import meaning
from sim.words.pasting import program, quoted

from ..kit.text import pad, width
from .design_schema import NAME as SCHEMA
from .parameters import plausible_text

VARIED = ("needs.two_sided", "needs.scale", "production.rho", "matching.partners")
_WIDEST = 40  # places before a comment


def design_template(scenario: LoadedScenario, lang: str, file: str) -> str:
    """Return the text of a design's file.

    Parameters
    ----------
    scenario : LoadedScenario
        Over which it is laid.
    lang : {"en", "zh"}
        Language of the comments.
    file : str
        What the file will be called, for the commands in its head.
    """
    head = say("design.head", lang, file=quoted(file), program=program())
    out = [f"# yaml-language-server: $schema={SCHEMA}", *(f"# {line}".rstrip() for line in head.split("\n")), ""]
    top = {"scenario": _beside_design(scenario, file), "method": "sobol", "points": "32", "blocks": "1", "seed": "1"}
    out += (_line(name, value, DesignFile, lang) for name, value in top.items())
    out += ["", "replications:"]
    looked = {"looks": "[8, 16]", "precision": "0.05", "luck": "common"}
    out += (_line(name, value, Replications, lang, "  ") for name, value in looked.items())
    out += [f"# {_line('run_limit', '60', DesignFile, lang)}", "", *_beside("vary:", _about(DesignFile, "vary", lang))]
    known = {row.path: row for row in parameter_rows(type(scenario))}
    for name in VARIED:
        out += _plausible(known[name], lang, "  ")
    out.append(f"  # {say('design.more', lang)}")
    for row in known.values():
        if row.plausible is not None and row.path not in VARIED:
            out += (f"  # {line}" for line in _beside(f"{row.path}: plausible", meaning(row.meaning, lang)))
    out.append("  # matching.mode: [two_way, one_way]")
    out += [f"# {say('design.together', lang)}", "# together:"]
    out += ["#   - {fields: [channels.sight, channels.peers], from: 0, to: 1}", ""]
    out += _beside("keep: [trust]", _about(DesignFile, "keep", lang))
    return "\n".join(out) + "\n"


def _plausible(row: ParameterRow, lang: str, indent: str) -> Iterator[str]:
    yield from _beside(f"{indent}{row.path}: plausible", meaning(row.meaning, lang))
    yield f"{indent}# {plausible_text(row, lang)}"


def _beside_design(scenario: LoadedScenario, file: str) -> str:
    """Return the scenario as the design names it: a file from where the design lies."""
    source = str(scenario.source)
    if not source.lower().endswith(ENDINGS):
        return source
    return json.dumps(Path(os.path.relpath(source, Path(file).parent)).as_posix(), ensure_ascii=False)


def _line(name: str, value: str, model: type[Section], lang: str, indent: str = "") -> str:
    (line,) = _beside(f"{indent}{name}: {value}", _about(model, name, lang))
    return line


def _about(model: type[Section], name: str, lang: str) -> str:
    return design_meaning(model.model_fields[name].description or "", lang)


def _beside(code: str, comment: str) -> list[str]:
    return [f"{pad(code, max(_WIDEST, width(code) + 2))}# {comment}"]
