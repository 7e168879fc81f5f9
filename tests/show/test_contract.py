"""What every answer is held to, whatever it answers: the same faces, whole, documented, made again."""

from __future__ import annotations

import csv
import fnmatch
import html
import inspect
import io
import json
import pydoc
import re
import warnings
from collections.abc import Mapping
from functools import cache, reduce
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from pandas import DataFrame
from referencing import Registry, Resource

import sim
from sim.cli import main
from sim.cli.commands import COMMANDS
from sim.runs import ledger
from sim.scenario.parameters import parameter_rows
from sim.show.answers import answers, ours
from sim.show.asking import listed
from sim.show.kit import folder as folders
from sim.show.kit.schema import printed
from sim.show.kit.shape import Faces, Making
from sim.show.scenario.parameters import range_text
from sim.show.scenario.words import DECISIVE
from sim.show.verbs import folders as folders_with
from sim.show.verbs import verb_of
from sim.words import LANGUAGES, Refusal, say
from sim.words.parameters import meaning
from tests.gate import others_in_the_gate
from tests.show.asked import arguments, lay, small, words

DOCS = Path(__file__).resolve().parents[2] / "docs"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
every_answer = pytest.mark.parametrize("name", sorted(answers()))
every_folder = pytest.mark.parametrize(
    ("name", "lang"),
    others_in_the_gate(
        product(sorted(answers()), LANGUAGES), lambda name, lang: lang == "en" or name == next(iter(answers()))
    ),
)


def faces(name: str) -> Faces[Any]:
    return answers()[name]


def validator(name: str) -> jsonschema.Draft202012Validator:
    registry: Any = Registry()
    for file in DOCS.glob("*.schema.json"):
        registry = registry.with_resource(file.name, Resource.from_contents(json.loads(file.read_text())))
    return jsonschema.Draft202012Validator(json.loads((DOCS / faces(name).schema).read_text()), registry=registry)


def test_every_command_that_asks_has_faces_and_every_answer_a_command() -> None:
    asking = {answer: command.name for command in COMMANDS.values() for answer in command.answers}
    assert asking == {answer.name: answer.command for answer in answers().values()}
    assert set(asking) == set(folders_with("asking.py"))
    for name, command in asking.items():
        assert arguments(name), "an example for each stands in the docstring of its verb"
        assert callable(getattr(sim, command)), "from Python it is asked by the name of its command"
        assert isinstance(faces(name), Faces)
        options = {option.name for option in COMMANDS[command].options}
        assert {"json", "out", "from", "workers", "lang", "no-report"} <= options


@every_answer
def test_a_verb_takes_what_its_command_takes_and_says_so(name: str) -> None:
    """The same names on both sides; what only one side has is about the screen, the folder or the machine."""
    verb, kind = verb_of(name), faces(name).kind
    function = getattr(sim, verb.name)
    parameters = inspect.signature(function).parameters.values()
    first = next(iter(parameters))
    rest = [parameter for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY]
    assert first.default is not first.empty
    typed = {option.parameter for option in COMMANDS[verb.name].options}
    of_a_folder = {"overwrite", "from", "no_report", "lang", "json", *(entry.parameter for entry in verb.typed)}
    if not verb.parts:  # what is made in parts goes on in its folder, from Python too
        of_a_folder.add("out")
    assert {parameter.name for parameter in rest} == typed - of_a_folder
    assert getattr(sim, kind.__name__) is kind
    assert kind.__name__ in verb.answers
    assert {verb.name, *verb.answers} <= set(sim.__all__)
    assert verb.beside_manifest <= {option.parameter for option in verb.options} | {"manifest"}
    help_page = pydoc.render_doc(function, renderer=pydoc.plaintext)
    assert all(f"\n    {value.name}" in help_page or f", {value.name}" in help_page for value in (first, *rest))
    assert f"-> '{' | '.join(verb.answers)}'" in help_page


@every_answer
def test_a_folder_of_faces_has_the_same_files(name: str) -> None:
    files = "asking faces data words tables readings screen charts pictures page manifest"
    for module in files.split():
        import_module(f"sim.show.{name}.{module}")


@cache
def folder(name: str, lang: str) -> Mapping[str, bytes]:
    """Everything that is written of a small answer."""
    return faces(name).files(small(name), Making(lang), report=True).files


@pytest.mark.parametrize("lang", others_in_the_gate(LANGUAGES, lambda lang: lang == "en"))
@every_answer
def test_the_parameters_that_could_decide_an_answer_stand_at_the_top_of_its_page(name: str, lang: str) -> None:
    """With value, default, range and where they come from; what a sweep varies has no one value."""
    (page,) = (content for file, content in folder(name, lang).items() if file.endswith(".html"))
    head = html.unescape(page.decode().partition("<main>")[0])
    rows = {row.path: row for row in parameter_rows()}
    asked = arguments(name)
    varied = {text.partition("=")[0] for text in asked.get("grid", ())} | set(asked.get("design", {}).get("vary", ()))
    scenarios = [sim.load(scenario) for scenario in listed(next(iter(asked.values())))]
    for path in DECISIVE:
        values = [f"{reduce(getattr, path.split('.'), scenario):g}" for scenario in scenarios]
        differs = len(set(values)) > 1
        if differs and path == "needs.two_sided":
            assert not re.search(rf"{float(values[0]):.0%}".replace("%", " ?%"), head), "that of one is not that of all"
        matches = re.findall(rf"<tr><th[^>]*>((?:(?!</th>).)*)</th><td[^>]*>{path}</td>(.*?)</tr>", head)
        assert len(matches) == (path not in varied)
        for means, cells in matches:
            assert meaning(rows[path].meaning, lang) == re.sub("<[^>]*>", "", means)
            value, default, between, source = re.findall(r"<td[^>]*>(.*?)</td>", cells)
            by_letter = list(zip("ABCDEF", values, strict=False))
            joined = {
                "en": "; ".join(f"{text} ({letter})" for letter, text in by_letter),
                "zh": "；".join(f"{letter}取 {text}" for letter, text in by_letter),
            }
            assert value == (joined[lang] if differs else values[0])
            assert float(default) == rows[path].default
            assert between == range_text(rows[path], lang)
            assert source == say(f"source.{rows[path].source}", lang)


@every_answer
def test_workers_change_no_byte(name: str) -> None:
    first, two = small(name), small(name, workers=2)
    assert first.to_json() == two.to_json()
    assert faces(name).csv(first) == faces(name).csv(two)


@every_answer
def test_data_fit_their_schema_and_the_schema_is_closed(name: str) -> None:
    data = json.loads(json.dumps(small(name).to_json(), allow_nan=False))
    jsonschema.Draft202012Validator.check_schema(faces(name).shape)
    assert json.loads((DOCS / faces(name).schema).read_text(encoding="utf-8")) == json.loads(printed(faces(name).shape))
    validator(name).validate(data)
    with pytest.raises(jsonschema.ValidationError):
        validator(name).validate({**data, "and_more": 1})


@every_folder
def test_every_file_is_documented_and_every_documented_file_is_there(name: str, lang: str) -> None:
    shown = faces(name)
    files = folder(name, lang)
    documented = [line.name for line in shown.documented()]
    assert all(any(fnmatch.fnmatch(file, pattern) for pattern in documented) for file in files)
    absent = {table.file for table in shown.tables if not table.there(small(name))}
    assert all(fnmatch.filter(files, line) for line in documented if line not in {*shown.beside, *absent})
    assert json.loads(files["manifest.json"])["files"] == list(files)
    assert set(files) <= set(shown.every_file())
    text = (DOCS / "outputs.md").read_text(encoding="utf-8")
    assert all(f"`{line}`" in text for line in documented)
    plain = shown.files(small(name), Making(lang), report=False).files
    assert all(plain[file] == files[file] for file in plain if file != "manifest.json")


@every_folder
def test_the_page_stands_alone_and_is_whole(name: str, lang: str) -> None:
    """The answer in words first, every figure with what it shows, every section reached from the list of contents."""
    shown, files = faces(name), folder(name, lang)
    page = re.sub(r"data:image/png;base64,[^\"]*", "", files[shown.page.file].decode())
    text = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", page, flags=re.DOTALL)
    assert f'<html lang="{lang}">' in page
    assert re.search(r"https?:|//[a-z]|@import|javascript:|data:", page) is None
    assert "{" not in text
    headline = re.search(r'<p class="headline">(.+?)</p>', text)
    assert headline
    assert headline.start() < text.index("<nav"), "the answer stands before everything else"
    assert re.findall(r'<a href="#([a-z]+)">', text) == re.findall(r'<section id="([a-z]+)"', text)
    assert page.count("<figure>") == sum(file.endswith(".svg") for file in files)
    assert "<table" in text
    noise = {"en": "the simulation's noise, not the assumptions", "zh": "不反映假定是否成立"}[lang]
    assert noise in html.unescape(text)
    assert f"{shown.command} --from manifest.json" in text
    assert all(file in text for file in files if file != shown.page.file)


@every_answer
def test_every_column_is_documented_in_both_languages(name: str) -> None:
    for table in faces(name).tables:
        entries = list(table.entries())
        assert len({entry.name for entry in entries}) == len(entries), table.name
        for entry in entries:
            assert CHINESE.search(entry.meaning["zh"]), entry.name
            assert not CHINESE.search(entry.meaning["en"]), entry.name
        head, *rows = table.rows(small(name))
        assert {len(row) for row in rows} <= {len(head)}, table.name
        capitals = {name for name in table.names() if any(part.isupper() for part in re.split(r"[._]", name))}
        assert capitals == set(table.spread), table.name


@every_answer
def test_sheets_frames_and_files_hold_the_same(name: str) -> None:
    answer, shown = small(name), faces(name)
    files = folder(name, "en")
    frames = answer.tables
    sheets = openpyxl.load_workbook(io.BytesIO(files[shown.workbook]))
    assert sheets.sheetnames == ["answer", *frames]
    for table, frame in frames.items():
        assert isinstance(frame, DataFrame)
        assert [cell.value for cell in sheets[table][1]] == list(frame.columns)
        assert sheets[table].max_row == len(frame) + 1
    for file in (file for file in files if file.endswith(".csv")):
        head, *rows = csv.reader(io.StringIO(files[file].decode("utf-8-sig"), newline=""))
        assert head == list(frames[file.removesuffix(".csv")].columns)
        assert len(rows) == len(frames[file.removesuffix(".csv")])


@every_answer
@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_whole_in_both_languages(name: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", {"en": "en_GB.UTF-8", "zh": "zh_CN.UTF-8"}[lang])
    answer, shown = small(name), faces(name)
    for value in (shown.text(answer, lang, 80, False), shown.line(answer, lang), answer._repr_html_()):
        assert "{" not in re.sub(r"<style>.*?</style>", "", value, flags=re.DOTALL)
        assert bool(CHINESE.search(re.sub(r"<[^>]*>", "", value))) or lang == "en"
    assert f'lang="{lang}"' in answer._repr_html_()
    assert len(repr(answer)) < 400
    assert "\n" not in repr(answer)


@every_answer
def test_pictures_are_those_that_are_named(name: str) -> None:
    answer, shown = small(name), faces(name)
    pictures = shown.pictures(answer, "en").pictures
    assert tuple(pictures) == shown.figures, "the example shows every figure that there can be"
    for figure in pictures:
        assert pictures[figure].description
        assert answer.plot(figure, lang="en").axes
    assert answer.plot().axes
    with pytest.raises(Refusal, match=r"no-such-picture here; there are: [a-z, ]+\.$"):
        answer.plot("no-such-picture")
    with pytest.raises(Refusal, match="lang: found 'fr'; allowed: zh or en"):
        answer.plot(lang="fr")


@pytest.mark.parametrize(
    "name", others_in_the_gate(sorted(answers()), lambda name: name not in ("comparison", "sweep"))
)
def test_from_its_manifest_it_is_made_again(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    command = faces(name).command
    lay(tmp_path)
    assert main([*words(name), "--replications", "2", "--workers", "1", "--out", "first", "--lang", "en"]) == 0
    assert main([command, "--from", "first", "--workers", "1", "--out", "again", "--lang", "en"]) == 0
    small(name).save("saved", lang="en")
    capsys.readouterr()
    manifest = json.loads(Path("first/manifest.json").read_text())
    listed, kept = manifest["files"], manifest.pop("kept", [])
    assert kept == list(faces(name).beside)
    work = [file.relative_to("first").as_posix() for pattern in kept for file in Path("first").glob(pattern)]
    there = [file.relative_to("first").as_posix() for file in Path("first").rglob("*") if file.is_file()]
    assert sorted([*listed, *work]) == sorted(there), "a manifest names everything that its folder has"
    assert "kept" not in json.loads(Path("saved/manifest.json").read_text())
    Path("older.json").write_text(json.dumps(manifest))
    read = import_module(f"sim.show.{name}.manifest").read
    assert read("older.json") == read("first"), "one of before, which does not say what was kept, is read the same"
    for file in (entry for entry in listed if not entry.endswith((".html", "manifest.json"))):
        content = Path("first", file).read_bytes()
        assert Path("again", file).read_bytes() == content, file
        assert Path("saved", file).read_bytes() == content, file


@every_answer
def test_a_folder_of_one_is_not_written_over_unasked_and_then_whole(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = small(name)
    answer.save("kept", report=False)
    Path("kept/mine.txt").write_text("mine")
    with pytest.raises(Refusal, match="kept"):
        answer.save("kept")
    before = {file.name: file.read_bytes() for file in Path("kept").iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(folders.os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            answer.save("kept", overwrite=True, report=False)
        with pytest.raises(OSError, match="No space"):
            answer.save("new", report=False)
    assert {file.name: file.read_bytes() for file in Path("kept").iterdir()} == before
    assert not Path("new").exists()
    assert answer.save("kept", overwrite=True, report=False) == Path("kept")
    assert Path("kept/mine.txt").read_text() == "mine"


def test_an_answer_of_another_kind_takes_the_place_of_all_files(tmp_path: Path) -> None:
    small("verdict").save(tmp_path / "kept", report=False)
    small("cases").save(tmp_path / "kept", overwrite=True, report=False)
    assert {file.name for file in (tmp_path / "kept").iterdir()} == {"cases.csv", "cases.json", "manifest.json"}
    assert "results.json" in ours().files


UNASKABLE: list[tuple[dict[str, Any], str]] = [
    ({"replications": "4"}, "allowed: auto, or a whole number from 2"),
    ({"replications": 1}, "found 1; allowed: auto, or a whole number from 2"),
    ({"replications": True}, "found True"),
    ({"precision": 2}, "precision: found 2; allowed: a number between 0 and 1"),
    ({"workers": 0}, "workers: found 0; allowed: a whole number from 1"),
]


@pytest.mark.parametrize(
    ("name", "more", "message"),
    [
        (name, more, message)
        for name in sorted(answers())
        for more, message in UNASKABLE
        if more.keys() <= inspect.signature(verb_of(name).function).parameters.keys()
    ],
)
def test_what_cannot_be_asked_is_refused_in_the_words_of_the_command_line(
    name: str, more: dict[str, Any], message: str
) -> None:
    verb = getattr(sim, faces(name).command)
    with pytest.raises(Refusal) as refused:
        verb(**{**arguments(name), **more})
    assert message in refused.value.message("en")
    with pytest.raises(TypeError, match="no_such"):
        verb(**arguments(name), no_such=1)


def test_names_that_are_not_there_are_refused() -> None:
    with pytest.raises(sim.ScenarioError, match="two_sidde"):
        sim.run("above", set={"needs.two_sidde": 0.3}, replications=2)
    with pytest.raises(Refusal, match="Z9"):
        sim.cases(only=["Z9"])
    with pytest.raises(Refusal, match="months is set by --months as well"):
        sim.sweep("above", grid="months=3,4", months=3)
    with pytest.raises(Refusal, match="set by --set as well"):
        sim.sweep("above", grid="months=3,4", set={"months": 3})
    with pytest.raises(Refusal):
        sim.compare([])
    with pytest.raises(Refusal, match=r"24\.5"):
        sim.run("above", months=24.5)  # type: ignore[arg-type]


def test_a_mapping_and_typed_settings_are_the_same() -> None:
    outcome = sim.run("above", replications=2, months=3, seed=3, set={"needs.two_sided": 0.3}, workers=1)
    two = sim.run("above", replications=2, set=["needs.two_sided=0.3", "months=3", "seed=3"], workers=1)
    assert outcome.to_json() == two.to_json()
    assert outcome.scenario.needs.two_sided == 0.3
    assert (outcome.months, outcome.seed) == (3, 3)


def test_nothing_half_written_is_left_by_long_work(tmp_path: Path) -> None:
    """Whoever is killed while a file is written leaves the one before, or none."""
    file = tmp_path / "a.csv"
    ledger.write_whole(file, b"old")
    with pytest.MonkeyPatch.context() as broken, warnings.catch_warnings():
        broken.setattr(ledger.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space"):
            ledger.write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
