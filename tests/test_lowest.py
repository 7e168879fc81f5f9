"""The lowest versions are read from pyproject.toml, every one of them, and none is written a second time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .lowest import PROJECT, lowest

ROOT = Path(__file__).resolve().parents[1]


def test_every_direct_dependency_has_its_lowest_version():
    done = subprocess.run([sys.executable, ROOT / "tests/lowest.py"], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines == list(lowest())
    text = PROJECT.read_text("utf-8")
    assert len(lines) == text.count(">=") - text.count('requires-python = ">=') - text.count("hatchling>=")
    for line in lines:
        name, version = line.split("==")
        assert f'"{name}>={version},<' in text


def test_a_bound_of_another_form_is_not_passed_over(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["numpy~=2.1"]\noptional-dependencies = {dev = []}\n'
    )
    with pytest.raises(ValueError, match="numpy"):
        list(lowest(tmp_path / "pyproject.toml"))
