"""`new`, `schema` and `completion`: what helps to write scenarios and command lines."""

from __future__ import annotations

import os
from pathlib import Path

from sim.words import Refusal, reason, say
from sim.words.pasting import command_line

from .options import Typed
from .scenarios import as_json, loaded
from .streams import complain, put, put_data


def new_scenario(typed: Typed, lang: str) -> int:
    """Write a commented scenario, or a design over one, and beside it the schema that editors read."""
    from sim.scenario.load import ENDINGS
    from sim.show.scenario.design_schema import NAME as DESIGN
    from sim.show.scenario.design_schema import design_schema
    from sim.show.scenario.design_template import design_template
    from sim.show.scenario.json_schema import NAME, json_schema
    from sim.show.scenario.template import template

    file, start = Path(typed.words[0]), typed.values.get("from", "default")
    is_design = "design" in typed.switches
    if file.suffix.lower() not in ENDINGS:
        raise Refusal("new.not_yaml", file=file)
    (scenario,) = loaded(lang, start)
    text = (design_template if is_design else template)(scenario, lang, str(file))
    if not _write(file, text):
        raise Refusal("new.exists", file=file)
    schema = file.parent / (DESIGN if is_design else NAME)
    try:
        if _write(schema, as_json((design_schema if is_design else json_schema)(lang))):
            put(say("new.schema", lang, file=schema) + "\n")
    except Refusal as refusal:  # the scenario is whole without what helps an editor
        complain(refusal.message(lang))
    key, command = ("new.design", "sweep") if is_design else ("new.written", "run")
    put(say(key, lang, file=file, command=command_line([command, file])) + "\n")
    return 0


def show_schema(typed: Typed, lang: str) -> int:
    """Print the JSON Schema of scenario files, or of designs."""
    from sim.show.scenario.design_schema import design_schema
    from sim.show.scenario.json_schema import json_schema

    put_data(as_json((design_schema if "design" in typed.switches else json_schema)(lang)))
    return 0


def show_completion(typed: Typed, lang: str) -> int:
    """Print the completion script for a shell."""
    from .completion import script

    put_data(script(typed.words[0], lang))
    return 0


def _write(file: Path, text: str) -> bool:
    """Write a file that is not there yet; return whether it was not."""
    from sim.runs.ledger import write_whole

    try:
        if os.path.lexists(file):
            return False
        write_whole(file, text.encode(), replace=False)
    except (OSError, ValueError) as error:
        raise Refusal("new.cannot", file=file, reason=reason(error)) from None
    return True
