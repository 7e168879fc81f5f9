"""Commands that are printed to be typed next can be pasted, under the name that the program was called by."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sim.words.pasting import command_line, program, quoted
from tests.journeys.conftest import Program, environment
from tests.journeys.test_import import UNITS

NAMES = [
    "plain.yaml",
    "我的区.yaml",
    "我的 区 & 1.yaml",
    "it's.yaml",
    "$HOME.yaml",
    "a`b.yaml",
    'a"b.yaml',
    "(1).yaml",
    "",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_posix_shell_reads_back_what_was_quoted(name: str) -> None:
    assert shlex.split(quoted(name, windows=False)) == [name]


def test_names_that_need_no_quotes_have_none() -> None:
    for name in ("plain.yaml", "我的区.yaml", "a/b.yaml", "mechanisms.liaison.exchange=0.9"):
        assert quoted(name, windows=False) == quoted(name, windows=True) == name
    assert quoted(r"D:\陈\a.yaml", windows=True) == r"D:\陈\a.yaml"


def test_on_windows_both_shells_take_double_quotes() -> None:
    assert quoted("我的 区 & 1.yaml", windows=True) == '"我的 区 & 1.yaml"'
    assert quoted("$a b.yaml", windows=True) == "'$a b.yaml'", "PowerShell would put a variable's value there"


@pytest.mark.parametrize(
    ("called", "name"),
    [("/x/run.py", "run.py"), ("/x/sim/__main__.py", "-m sim"), ("/x/bin/quyuhua", "quyuhua"), ("", "quyuhua")],
)
def test_the_program_is_named_as_it_was_called(called: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [called])
    assert program().endswith(name)
    assert command_line(["run", "a b.yaml"]).startswith(program())


def test_python_m_sim_is_the_program(here: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sim", "--help"], cwd=here, env=environment(), capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert " -m sim COMMAND" in done.stdout


def test_the_next_command_can_be_pasted(program: Program, here: Path) -> None:
    _, out, _ = program("new", "我的 区 & 1.yaml")
    line = out.splitlines()[-1]
    assert shlex.split(line)[-1] == "我的 区 & 1.yaml"
    head = (here / "我的 区 & 1.yaml").read_text(encoding="utf-8").splitlines()
    checks = [line for line in head if line.startswith("# check it:")]
    assert shlex.split(checks[0])[-1] == "我的 区 & 1.yaml"


def test_an_imported_roster_says_a_command_that_can_be_pasted(program: Program, here: Path) -> None:
    _, out, _ = program("import", "--template", "a b.xlsx")
    assert "a b.xlsx" in shlex.split(out.splitlines()[-1])
    (here / "units.csv").write_text(UNITS, encoding="utf-8")
    status, out, err = program("import", "units.csv", "-o", "我的 区 & 1.yaml")
    assert status == 0, err
    assert shlex.split(out.splitlines()[-1])[-1] == "我的 区 & 1.yaml"
