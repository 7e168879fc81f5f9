"""The notebooks: nothing stored, both languages, and they run from a clean kernel, their solutions too."""

from __future__ import annotations

import os
import re
import time
from itertools import groupby
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from sim import run

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "notebooks").glob("*.ipynb"))
STEPS = ("Question", "Guess first", "Equation", "Run", "Picture", "Exercise")
SOLUTION = re.compile(r"<details>\s*<summary>解答 · Solution</summary>(.*?)</details>", re.DOTALL)
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
UNSPOKEN = re.compile(r"^#.*?$|```.*?```|\$\$.*?\$\$|<summary>.*?</summary>|<[^>]+>", re.DOTALL | re.MULTILINE)
CHINESE = re.compile(r"[\u4e00-\u9fff]")

each = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def read(file: Path) -> NotebookNode:
    return nbformat.read(file, as_version=4)


def texts(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def test_there_are_notebooks() -> None:
    assert {"first_verdict", "what_one_plus_one_means"} <= {file.stem for file in FILES}


@each
def test_nothing_that_a_run_makes_is_stored(file: Path) -> None:
    notebook = read(file)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert [cell.id for cell in code if cell.outputs or cell.execution_count is not None] == []
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert [cell.id for cell in notebook.cells if cell.metadata] == []


@each
def test_every_text_is_chinese_first_and_then_english(file: Path) -> None:
    for text in texts(read(file)):
        prose = UNSPOKEN.sub("", text)
        spoken = ["zh" if CHINESE.search(part) else "en" for part in re.split(r"\n\s*\n", prose) if part.strip()]
        assert spoken.count("zh") == spoken.count("en"), text
        turns = [lang for lang, _ in groupby(spoken)]
        assert turns == ["zh", "en"] * (len(turns) // 2), text


@each
def test_it_goes_from_a_question_to_an_exercise_with_a_hidden_solution(file: Path) -> None:
    text = "\n\n".join(texts(read(file)))
    places = [re.search(rf"^## .* · {step}$", text, re.MULTILINE) for step in STEPS]
    assert None not in places
    starts = [place.start() for place in places if place]
    assert starts == sorted(starts)
    (solution,) = SOLUTION.findall(text[starts[-1] :])
    assert CODE.search(solution)


@pytest.fixture(scope="module")
def compiled() -> None:
    """The kernels are compiled, which takes a minute and is no part of any notebook."""
    run("above", replications=2)


@each
@pytest.mark.usefixtures("compiled")
def test_it_runs_from_a_clean_kernel_in_under_a_minute(file: Path, tmp_path: Path) -> None:
    notebook = read(file)
    solved = [nbformat.v4.new_code_cell(code) for text in texts(notebook) for code in CODE.findall(text)]
    notebook.cells += solved
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(file.parent)}})
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "IPYTHONDIR": str(tmp_path)}
    began = time.perf_counter()
    client.execute(env=environment)
    assert time.perf_counter() - began < 60.0
    shown = [set(output.data) for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs
             if output.output_type == "execute_result"]  # fmt: skip
    assert any("image/svg+xml" in kinds for kinds in shown)
    assert any("text/html" in kinds for kinds in shown)
    assert all(kinds & {"image/svg+xml", "text/html"} for kinds in shown)  # nothing is shown as bare Python
    assert [cell for cell in solved if not cell.outputs] == []
