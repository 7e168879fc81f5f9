"""The notebooks: nothing stored, Chinese or English, and they run from a clean kernel, their solutions too.

The first runs in Chinese, the others in the gate; the same in English is left to those who ask for what is slow.
"""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from sim.scenario import shipped
from sim.words import LANGUAGES, say
from tests.notebooks.statements import STATEMENTS

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = {
    "first_verdict",
    "five_mechanisms",
    "free_riding",
    "own_district",
    "sweep_and_map",
    "thresholds_and_cascades",
    "two_way_claiming",
    "what_one_plus_one_means",
}
STEPS = ("Question", "Guess first", "Equation", "Run", "Picture", "Exercise", "Further reading")
SOLUTION = re.compile(r"<details>\s*<summary>.*?</summary>(.*?)</details>", re.DOTALL)
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
SPOKEN = re.compile(r"<(div|span) lang=\"(zh|en)\">(.*?)</\1>", re.DOTALL)
CHINESE = re.compile(r"[\u4e00-\u9fff]")

of_every_notebook = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def read(file: Path) -> NotebookNode:
    return nbformat.read(file, as_version=4)


def texts(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def test_none_is_missing_and_none_is_unknown() -> None:
    assert {file.stem for file in FILES} == NAMES


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_readmes_name_each(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert [name for name in sorted(NAMES) if f"`notebooks/{name}.ipynb`" not in text] == []


@of_every_notebook
def test_nothing_that_a_run_makes_is_stored(file: Path) -> None:
    notebook = read(file)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert [cell.id for cell in code if cell.outputs or cell.execution_count is not None] == []
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert [cell.id for cell in notebook.cells if cell.metadata] == []


def words(text: str) -> str:
    """A text without code, marks, addresses and names of files."""
    return re.sub(r"```.*?```|`[^`]*`|<[^>]+>|“?1\+1[>”]*|\S+\.(xlsx|yaml)", "", text, flags=re.DOTALL)


@of_every_notebook
def test_every_text_is_there_in_chinese_and_in_english_and_none_is_in_both(file: Path) -> None:
    for text in texts(read(file)):
        prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        parts = SPOKEN.findall(prose)
        spoken = [lang for _, lang, _ in parts]
        assert spoken == ["zh", "en"] * (len(spoken) // 2), text
        assert all(bool(CHINESE.search(part)) is (lang == "zh") for _, lang, part in parts), text
        assert not re.search(r"\w", words(SPOKEN.sub("", prose)).replace("#", "")), text  # nothing stands outside


@of_every_notebook
def test_no_formula_waits_for_a_script_from_the_network(file: Path) -> None:
    assert [text for text in texts(read(file)) if "$" in text] == []


@of_every_notebook
def test_it_goes_from_a_question_to_an_exercise_with_a_hidden_solution(file: Path) -> None:
    text = "\n\n".join(texts(read(file)))
    places = [re.search(rf"^## .*<span lang=\"en\">{step}</span>$", text, re.MULTILINE) for step in STEPS]
    assert None not in places
    starts = [place.start() for place in places if place]
    assert starts == sorted(starts)
    exercise, reading = starts[STEPS.index("Exercise")], starts[-1]
    (solution,) = SOLUTION.findall(text[exercise:reading])
    assert CODE.search(solution)


@of_every_notebook
def test_what_it_refers_to_is_there(file: Path) -> None:
    text = "\n".join(texts(read(file)))
    assert set(re.findall(r"`(\w+)\.ipynb`", text)) <= NAMES
    paths = re.findall(r"`((?:docs|scenarios|tests)/[\w/.]*)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    cases = {path.stem for path in (ROOT / "scenarios" / "cases").glob("*.yaml")}
    listed = re.search(r"^- (?:Cases?|The case)[: ](.*)$", text, re.MULTILINE)
    assert not listed or set(re.findall(r"`(\w+)`", listed[1])) <= cases


@of_every_notebook
def test_what_is_held_is_what_the_text_says(file: Path) -> None:
    english = "\n".join(part for text in texts(read(file)) for _, lang, part in SPOKEN.findall(text) if lang == "en")
    assert [sentence for sentence in STATEMENTS[file.stem] if sentence not in english] == []


def asserted(statements: dict[str, str]) -> str:
    """Return code that fails with the sentences that are not true of what the notebook has come to."""
    listed = f"untrue = [sentence for sentence, true in {statements!r}.items() if not eval(true, globals())]"
    return f"{listed}\nassert not untrue, untrue"


@of_every_notebook
def test_what_the_code_says_it_says_in_both_languages(file: Path) -> None:
    notebook = read(file)
    code = [cell.source for cell in notebook.cells[1:] if cell.cell_type == "code"]
    code += [part for text in texts(notebook) for part in CODE.findall(text)]
    calls = [node for part in code for node in ast.walk(ast.parse(part)) if isinstance(node, ast.Call)]
    calls_of_say = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "say"]
    assert calls_of_say
    for call in calls_of_say:
        chinese, english = (ast.unparse(word) for word in call.args)
        assert not CHINESE.search(english), english
        assert CHINESE.search(chinese) or not re.search(r"[A-Za-z]{2,}", words(chinese)), chinese


def run_where(lang: str, file: Path) -> Any:
    """Return what marks a notebook's run: the first is run in Chinese, the others so in the gate."""
    if lang == "zh":
        return () if file.stem == "first_verdict" else pytest.mark.gate
    return pytest.mark.slow


@pytest.mark.parametrize(
    ("lang", "file"),
    [
        pytest.param(lang, file, id=f"{lang}-{file.stem}", marks=run_where(lang, file))
        for lang in LANGUAGES
        for file in FILES
    ],
)
def test_it_runs_from_a_clean_kernel_and_shows_one_language(file: Path, lang: str, tmp_path: Path) -> None:
    notebook = read(file)
    first = notebook.cells[0]
    assert first.source.count('LANGUAGE = "zh"') == 1
    first.source = first.source.replace('LANGUAGE = "zh"', f'LANGUAGE = "{lang}"')
    solved = [nbformat.v4.new_code_cell(code) for text in texts(notebook) for code in CODE.findall(text)]
    notebook.cells += [*solved, nbformat.v4.new_code_cell(asserted(STATEMENTS[file.stem]))]
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(file.parent)}})
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT), "IPYTHONDIR": str(tmp_path)})
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = [set(output.data) for output in outputs if output.output_type == "execute_result"]
    assert any("image/svg+xml" in kinds for kinds in shown)
    assert any("text/html" in kinds for kinds in shown)
    assert all(kinds & {"image/svg+xml", "text/html"} for kinds in shown)  # nothing is shown as bare Python
    assert [cell for cell in solved if not cell.outputs] == []
    streams = [output for output in outputs if output.output_type == "stream"]
    red = "".join(output.text for output in streams if output.name != "stdout")
    assert red.replace(say("compiling.begins", lang), "").strip() == ""  # once after the model's code has changed
    printed = "".join(output.text for output in streams)
    assert bool(CHINESE.search(printed)) is (lang == "zh"), printed
    if lang == "zh":
        assert set(re.findall(r"[A-Za-z]{2,}", words(printed))) <= set(shipped()), printed  # which go by one name
