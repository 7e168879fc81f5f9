"""What a YAML parser complains about, said so that the slip is found."""

from __future__ import annotations

import re
from typing import Final

import yaml

from sim.scenario.faults import Fault
from sim.scenario.nodes import Place
from sim.words.faults import Phrase, clip
from sim.words.yaml_faults import PARSER_SAYS

MAX_DEPTH: Final = 50
DEPTH = Phrase("say.at_most_count", count=str(MAX_DEPTH))
WIDE_INDENT = re.compile("[\u00a0\u2000-\u200a\u3000][ \u00a0\u2000-\u200a\u3000]*")
"""Spaces that look like an indentation and are none to YAML; Chinese keyboards make the last."""


def syntax_fault(error: yaml.MarkedYAMLError, text: str, name: str) -> Fault:
    """Say what a parser complains about, and where, in words for people."""
    lines = text.split("\n")
    complaint = f"{error.problem or ''} {error.context or ''}"
    key = next((key for words, key in PARSER_SAYS if words in complaint), "yaml.other")
    start = error.context_mark or error.problem_mark or yaml.Mark(name, 0, 0, 0, None, 0)
    mark = error.problem_mark or start
    if key == "yaml.colon" or not any(map(str.strip, lines[mark.line :])):
        mark = start  # at the end of the file, where it began says more
    line, column = mark.line, mark.column
    detail = slip(lines, max(0, start.line - 1), line)
    here = lines[line] if line < len(lines) else ""
    if "\t" in here[: column + 1] and not here[: column + 1].strip():
        key, detail = "yaml.tab", {"hint": "hint.tab"}
    if key == "yaml.indent" and re.match(r"-(\s|$)", here[column:]):
        key = "yaml.item"
    place = Place(name, line + 1, column + 1)
    if "maximum nesting" in complaint:  # newer libyaml stops by itself
        return Fault.at(place, (), "too_deep", "", DEPTH)
    detail["problem"] = Phrase(key, problem=error.problem or error.context or "?")
    return Fault.at(place, (), "not_yaml", clip(here[max(0, column - 30) : column + 30].strip()), **detail)


def slip(lines: list[str], first: int, last: int) -> dict[str, str]:
    """Look for the commonest slips, most of a Chinese keyboard, which make a field into plain text."""
    for number, line in enumerate(lines[first : last + 1], first + 1):
        if re.match(r"[^:#'\"]*：", line):
            return {"hint": "hint.fullwidth_colon", "hint_line": str(number)}
        if re.search(r"[{\[][^}\]'\"#]*，", line):
            return {"hint": "hint.fullwidth_comma", "hint_line": str(number)}
        if WIDE_INDENT.match(line.lstrip(" ")):
            return {"hint": "hint.wide_indent", "hint_line": str(number)}
        if re.match(r" *(- +)?[A-Za-z_]\w*:[^\s/]", line):
            return {"hint": "hint.colon_space", "hint_line": str(number)}
    return {}
