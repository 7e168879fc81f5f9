"""What is said where two checkouts write the same numbers, other words, or other numbers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from studies import same_numbers
from studies.same_numbers import commands, differences

ROOT = Path(__file__).resolve().parents[2]
TABLE = "\ufeffmeasure,estimate,name_zh\nhours,{},{}\n"


def folder(path: Path, estimate: str = "1.5", word: str = "投入", **more: str) -> Path:
    """Return a folder with a table, results and what is no number."""
    (path / "sub").mkdir(parents=True)
    (path / "sub" / "arms.csv").write_text(TABLE.format(estimate, word), encoding="utf-8")
    (path / "results.json").write_text('{"a": 1}', encoding="utf-8")
    (path / "report.html").write_text(str(path), encoding="utf-8")
    for name, text in more.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def test_equal_numbers_are_counted_and_all_else_is_left_alone(tmp_path: Path) -> None:
    assert differences(folder(tmp_path / "a"), folder(tmp_path / "b"), but_words=False) == ([], 2)


def test_a_number_that_moved_is_named_with_its_line(tmp_path: Path) -> None:
    for but_words in (False, True):
        here = folder(tmp_path / f"a{but_words}", "1.5000000000000002")
        lines, _ = differences(here, folder(tmp_path / f"b{but_words}"), but_words)
        assert lines[0] == "sub/arms.csv: 1 of 2 lines differ"
        assert [line.split()[:3] for line in lines[1:]] == [["line", "2", "here"], ["line", "2", "there"]]


def test_a_word_counts_unless_words_may_differ(tmp_path: Path) -> None:
    here, there = folder(tmp_path / "a", word="投入"), folder(tmp_path / "b", word="拿出")
    assert differences(here, there, but_words=False)[0]
    assert differences(here, there, but_words=True) == ([], 2)


def test_a_file_that_only_one_has_is_named(tmp_path: Path) -> None:
    here, there = folder(tmp_path / "a", more="x\n"), folder(tmp_path / "b")
    assert differences(here, there, but_words=False) == (["more.csv: only here"], 3)


@pytest.mark.parametrize("quick", [False, True])
def test_every_question_is_asked_and_no_name_twice(quick: bool) -> None:
    every = commands(["default", "hongqiao"], quick)
    assert {answer.words[0] for answer in every} == {"run", "sweep", "cases", "compare"}
    assert len({answer.name for answer in every}) == len(every)


def test_the_program_of_a_checkout_is_run_with_its_own_sources(tmp_path: Path) -> None:
    """And the status says whether what it writes is the same."""
    (tmp_path / "run.py").write_text(
        "import os, pathlib, sys\n"
        "assert os.environ['PYTHONPATH'] == os.getcwd() == os.path.dirname(os.path.abspath(__file__))\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--out') + 1])\n"
        "out.mkdir()\n"
        "(out / 'results.json').write_text('{}')\n"
    )
    command = same_numbers.Command("run above", ("run", "above"))
    assert same_numbers.run(tmp_path, command, tmp_path / "out") == ""
    assert same_numbers.compared(tmp_path / "out") == {"results.json": b"{}"}
    assert same_numbers.run(tmp_path, command, tmp_path / "out").startswith("exit status 1: FileExistsError")


def test_what_is_no_checkout_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "studies" / "same_numbers.py", tmp_path], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "no run.py" in done.stderr
