"""The docs are made from the code, or checked against it: drift is noticed, named and mended."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from sim.cli.commands import COMMANDS, Command
from sim.cli.manual import markdown

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def docs() -> ModuleType:
    """docs/generate.py as a module."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for made in (module.PARTS, module.WHOLE):  # of the code, which no test changes: made once
        made.update({name: cache(part) for name, part in made.items()})
    module.concepts = SimpleNamespace(faults=cache(module.concepts.faults), stale=cache(module.concepts.stale))
    return module


@pytest.fixture(scope="module")
def standing(docs: ModuleType) -> list[str]:
    """What there is to say of the docs as they stand."""
    faults: list[str] = docs.check()
    return faults


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the docs that a test may spoil."""
    return Path(shutil.copytree(ROOT / "docs", tmp_path / "docs"))


def faults_after(
    docs: ModuleType, standing: list[str], folder: Path, old: str, new: str, file: str = "model.md"
) -> list[str]:
    """The faults that there are only because ``old`` was replaced by ``new``."""
    spoil(folder, old, new, file)
    return [fault for fault in docs.check(folder) if fault not in standing]


def spoil(folder: Path, old: str, new: str, file: str = "model.md") -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_docs_agree_with_the_code(standing: list[str]) -> None:
    assert standing == []


def test_a_case_that_has_changed_is_a_fault(
    docs: ModuleType, standing: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = "stale in docs/cases.csv, as the case has changed: grids: python -m studies.cases"
    coded = "stale in docs/cases.csv, as the code that makes numbers has changed: flood: python -m studies.cases"
    monkeypatch.setattr(docs.concepts, "stale", lambda: ([stale], [coded]))
    assert stale in docs.check()
    assert coded not in docs.check()
    assert stale not in standing


@pytest.mark.parametrize(
    ("old", "new", "file", "part"),
    [
        ("| 6 | match | ", "| 6 | match | by lot: ", "model.md", "schedule"),
        ("| `costs.hour_price` | ", "| `costs.hour_price` | dear ", "model.md", "parameters"),
        ("| hearing | liaison, technology |", "| hearing | technology |", "model.md", "movers"),
        ("| participation | share |", "| participation | per cent |", "model.md", "measures"),
        ("| yes or no | – | mobilise |", "| yes or no | – | plan |", "model.md", "columns"),
        ("## run", "## runs", "commands.md", "the whole file"),
        ('"minimum": 2', '"minimum": 1', "cases.schema.json", "the whole file"),
    ],
)
def test_a_part_that_drifted_is_named_and_made_again(
    docs: ModuleType, standing: list[str], copy: Path, old: str, new: str, file: str, part: str
) -> None:
    docs.write(copy)
    right = (copy / file).read_bytes()
    (fault,) = faults_after(docs, standing, copy, old, new, file)
    first, *changes = fault.splitlines()
    assert first == f"docs/{file}: {part} has drifted"
    assert any(line.startswith("    - ") for line in changes)
    assert any(line.startswith("    + ") for line in changes)
    assert docs.write(copy) == [f"docs/{file}: {part}"]
    assert (copy / file).read_bytes() == right
    assert docs.write(copy) == []


def test_a_schema_that_is_not_there_is_named_and_made(docs: ModuleType, copy: Path) -> None:
    docs.write(copy)
    schema = copy / "sweep.schema.json"
    right = schema.read_bytes()
    schema.unlink()
    assert any(fault.startswith("docs/sweep.schema.json: the whole file") for fault in docs.check(copy))
    docs.write(copy)
    assert schema.read_bytes() == right


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("| voters | world | sum |", "| voters | world | chance |", "lever voters is world, sum;"),
        ("| stake | organisation | sum, at most 1 |", "| stake | organisation | sum |", "sum, at most 1;"),
        ("| honour | world | chance |", "| humour | world | chance |", "the table of levers lacks honour"),
        ("| WISH | 42 |", "| WISH | 43 |", "decision WISH has code 42; the table says 43"),
        ("| TURN | 53 |", "| ORDER | 53 |", "the table of decisions names what there is not: ORDER"),
        ("| gave | Σ", "| give | Σ", "the record of a month lacks gave"),
        ("- `urgent` (", "- `hurried` (", "the instruments of liaison lacks urgent"),
        ("`costs.hour_price` ×", "`costs.hourly_price` ×", "no parameter is called costs.hourly_price"),
        ("`needs.N.harm`", "`needs.N.harms`", "no parameter is called needs.N.harms"),
        ("discover.py:discover`", "discover.py:discovery`", "section 7.2 discover: there is no sim/model/"),
        (
            "::test_default_district`",
            "::test_default`",
            "there is no test tests/twin/test_twin.py::test_default",
        ),
        (
            "### 7.9 commend\n\nCode: ",
            "### 7.9 commend\n\nBy: ",
            "section 7.9 commend names no code and test",
        ),
        ("### 7.9 commend", "### 7.9 praise", "there is no section 7.9 commend"),
        ("(7.8–7.10)", "(7.8–7.14)", "docs/model.md has no section 7.14"),
    ],
)
def test_what_is_written_by_hand_is_checked(
    docs: ModuleType, standing: list[str], copy: Path, old: str, new: str, sentence: str
) -> None:
    assert any(sentence in fault for fault in faults_after(docs, standing, copy, old, new))


def test_marks_that_are_broken_are_named(docs: ModuleType, copy: Path) -> None:
    spoil(copy, "<!-- generated: measures -->", "<!-- generated: measurements -->")
    assert "docs/model.md: no part is called measurements" in docs.check(copy)
    spoil(copy, "<!-- end -->", "")
    assert "docs/model.md: a generated part has no end, or begins within another" in docs.check(copy)


def test_the_status_says_whether_anything_drifted(
    docs: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(docs, "check", lambda: ["docs/model.md: schedule has drifted"])
    assert docs.main(["--check"]) == 1
    assert "schedule has drifted" in capsys.readouterr().out


def test_a_file_that_a_folder_of_faces_lacks_is_a_fault_by_name(
    docs: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking() -> list[str]:
        return [import_module("sim.show.verdict.no_such_face").__name__]

    monkeypatch.setattr(docs, "check", lacking)
    assert docs.main(["--check"]) == 1
    assert capsys.readouterr().out.startswith("sim/show/verdict/no_such_face.py is missing")


def test_a_command_without_words_is_a_fault_by_name(
    docs: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(COMMANDS, "spread", Command("spread", (), ()))
    monkeypatch.setattr(docs, "check", lambda: [markdown()])
    assert docs.main(["--check"]) == 1
    assert re.fullmatch(r"sim/words: nothing is said for \w+\.spread\n", capsys.readouterr().out)


def test_a_folder_of_faces_that_nobody_can_ask_for_is_said_in_a_sentence(tmp_path: Path) -> None:
    for name in ("sim", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    (tmp_path / "sim" / "show" / "cases" / "asking.py").unlink()
    check = subprocess.run(
        [sys.executable, str(tmp_path / "docs" / "generate.py"), "--check"],
        cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert check.returncode == 1
    assert check.stderr == "sim/show/cases/asking.py is missing: it has the verb that asks for the answer\n"
