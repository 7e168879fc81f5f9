"""What the READMEs tell a person to type."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path

import pytest

import sim
from sim.cli.options import read
from sim.scenario import load, shipped
from tests.journeys.conftest import ROOT

PROGRAMS = ("python3", "quyuhua")
README = [ROOT / "README.md", ROOT / "README.zh.md"]


def blocks(file: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("file", README, ids=lambda file: file.name)
def test_commands_are_command_lines(file: Path) -> None:
    lines = [shlex.split(line, comments=True) for block in blocks(file, "sh") for line in block.splitlines()]
    typed = [words[2:] if words[0] == "python3" else words[1:] for words in lines if words[0] in PROGRAMS]
    assert len(typed) > 8
    assert ["test"] in typed  # that one is the door's own
    for words in typed:
        if words == ["test"]:
            continue
        asked = read(words)
        assert asked.command
        if asked.command == "run" and asked.words and not asked.words[0].endswith(".yaml"):
            assert asked.words[0] in shipped()


@pytest.mark.parametrize("file", README, ids=lambda file: file.name)
def test_the_scenario_is_one(file: Path, tmp_path: Path) -> None:
    (block,) = blocks(file, "yaml")
    mine = tmp_path / "mine.yaml"
    mine.write_text(block, encoding="utf-8")
    scenario = load(mine)
    assert scenario.months == 36
    assert scenario.mechanisms.liaison.exchange == 0.9


@pytest.mark.parametrize("file", README, ids=lambda file: file.name)
def test_names_in_notebook_lines_are_public(file: Path) -> None:
    code = blocks(file, "python")
    assert len(code) == 2
    for block in code:
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom):
                assert {name.name for name in node.names} <= set(sim.__all__)


@pytest.mark.parametrize("file", README, ids=lambda file: file.name)
def test_links_lead_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target
