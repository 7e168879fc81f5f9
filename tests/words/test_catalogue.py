"""The catalogue: whole in both languages, nothing missing, nothing unused."""

from __future__ import annotations

import ast
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sim.cli.commands import COMMANDS, HELP, VERSION
from sim.cli.manual import STATUSES
from sim.mechanisms import parameter
from sim.questions.answers import ARMS, BARS, QUANTITIES
from sim.scenario.schema import Mechanisms, Scenario
from sim.words import CATALOGUE, LANGUAGES, Refusal, language, say

SOURCE = Path(__file__).resolve().parents[2] / "sim"
SPEAKERS = {"say", "in_both", "Refusal"}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


@cache
def spoken() -> tuple[str, ...]:
    """The first argument of everything that speaks: f-strings with ``*`` in their gaps."""
    return tuple(dict.fromkeys(_spoken()))


def _spoken() -> Iterator[str]:
    for file in (file for file in SOURCE.rglob("*.py") if file.parent.name != "words" or file.name == "refusal.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SPEAKERS and node.args:
                yield from patterns(node.args[0])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CATALOGUE:
                yield node.value  # in a table, to be said later
            elif isinstance(node, ast.JoinedStr):  # the same, made up of parts
                yield from (p for p in patterns(node) if known(p))


def spoken_on_the_page() -> Iterator[str]:
    """Yield what the modules of the teaching page say: their gaps are ``${…}``."""
    for file in (SOURCE / "demo" / "page").glob("*.*"):
        for key in re.findall(r"""["'`](demo\.[^"'`\s]*)["'`]""", file.read_text(encoding="utf-8")):
            yield re.sub(r"\$\{[^}]*\}", "*", key)


def patterns(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from patterns(node.body)
        yield from patterns(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)


def known(pattern: str) -> bool:
    return re.match(r"[a-z]+\.", pattern) is not None and any(matches(pattern, key) for key in CATALOGUE)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".+".join(map(re.escape, pattern.split("*"))))


def matches(pattern: str, key: str) -> bool:
    return pattern == key or ("*" in pattern and compiled(pattern).fullmatch(key) is not None)


def test_both_languages_have_the_same_placeholders() -> None:
    of_both = {key: tuple(map(placeholders, words)) for key, words in CATALOGUE.items()}
    assert {key: gaps for key, gaps in of_both.items() if gaps[0] != gaps[1]} == {}


def test_every_string_is_in_its_language() -> None:
    same = {key for key, (english, other) in CATALOGUE.items() if english == other}
    assert same == {"quantity.surplus_share", "list.value", "diff.change", "rank.one"}
    assert [key for key, (english, _) in CATALOGUE.items() if chinese(english)] == []
    signs = {"quantity.surplus_share", "value.percent", "table.percent", "list.and", "list.comma", "list.named"}
    signs |= {"list.value", "diff.part", "diff.change", "regime.has", "range.switch", "chart.sweep.unit"}
    signs |= {"compare.called", "case.of_group", "case.in_arm", "case.least", "rank.percent", "rank.one"}
    signs |= {"roster.wrong", "roster.semicolon", "roster.stop", "note.in", "note.between", "note.mark", "note.marks"}
    signs |= {
        "demo.changes.one",
        "demo.story.fate",
        "demo.story.one",
        "demo.story.between",
        "demo.story.end",
        "demo.org.between",
    }
    signs |= {"note.word", "roster.found_at", "report.decisive.of"}
    assert [key for key, (_, other) in CATALOGUE.items() if not chinese(other) and key not in signs] == []


def test_chinese_has_chinese_punctuation() -> None:
    wrong = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]")
    assert [key for key, (_, other) in CATALOGUE.items() if wrong.search(other)] == []


def test_no_key_is_in_two_files() -> None:
    assert sum(len(topic) for topic in CATALOGUE.topics) == len(CATALOGUE)


def test_nothing_that_is_said_is_missing() -> None:
    keys = [
        pattern for pattern in (*spoken(), *spoken_on_the_page()) if re.fullmatch(r"[a-z]+(\.[a-z_0-9*]+)+", pattern)
    ]
    assert len(keys) > 100
    assert [key for key in keys if not any(matches(key, known) for known in CATALOGUE)] == []


def test_nothing_in_the_catalogue_is_unused() -> None:
    text = {*spoken(), *spoken_on_the_page()}
    assert not any(matches(pattern, "made.up") for pattern in text)
    assert [key for key in CATALOGUE if not any(matches(pattern, key) for pattern in text)] == []


def named(prefix: str) -> set[str]:
    """The keys of a family, without those that explain: ``arm.block`` and not ``arm.block.meaning``."""
    return {key.split(".")[1] for key in CATALOGUE if key.startswith(f"{prefix}.") and key.count(".") == 1}


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("arm", ARMS),
        ("channel", BARS),
        ("quantity", ("one_plus_one", *QUANTITIES, "surplus_share")),
        ("mechanism", (*Mechanisms.model_fields, "institutions", "technology")),
        ("command", tuple(COMMANDS)),
        ("description", tuple(COMMANDS)),
        ("status", STATUSES),
        ("facts", ("drawn", "fixed", "line", "no_width", "width")),
    ],
)
def test_families_are_complete(prefix: str, names: tuple[str, ...]) -> None:
    assert named(prefix) == set(names)
    if prefix in ("arm", "channel", "quantity"):
        assert all(f"{prefix}.{name}.meaning" in CATALOGUE for name in names)


def test_every_option_and_example_is_explained() -> None:
    options = {option.words for command in COMMANDS.values() for option in command.options}
    options |= {HELP.words, VERSION.words}
    assert options == {key for key in CATALOGUE if key.startswith("option.")}
    examples = {key for command in COMMANDS.values() for _, key in command.examples}
    assert examples == {key for key in CATALOGUE if key.startswith("example.")}


def test_every_phase_has_words() -> None:
    from sim.model.month import SCHEDULE

    names = {row.name for row in SCHEDULE}
    assert names <= named("phase")
    assert all(f"phase.{name}.what" in CATALOGUE for name in named("phase"))
    assert named("phase") - names <= {"liaise"}  # part of match in some versions of the schedule


def test_every_measure_has_words() -> None:
    from sim.model.measures import MEASURES

    assert named("measure") == {*MEASURES, "value"}


def test_every_provenance_has_words() -> None:
    sources = parameter.__annotations__["source"]
    assert sources == "Source"
    assert named("source") == {"article", "literature", "assumed", "scenario"}
    assert Scenario.model_fields["world"].annotation is not None


@pytest.mark.parametrize(
    ("argument", "environ", "expected"),
    [
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("zh", {"LANG": "en_GB.UTF-8"}, "zh"),
        (None, {"LANG": "en_GB.UTF-8"}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        (None, {"LANG": "C.UTF-8"}, "zh"),
        (None, {"LANG": "fr_FR.UTF-8"}, "zh"),
        ("fr", {"LANG": "en_US.UTF-8"}, "en"),
    ],
)
def test_language(argument: str | None, environ: dict[str, str], expected: str) -> None:
    assert language(argument, environ) == expected


def test_without_a_word_from_the_environment_the_system_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for system, expected in (("English_United States", "en"), ("Chinese_China", "zh"), (None, "zh")):
        monkeypatch.setattr("locale.getlocale", lambda system=system: (system, "1252"))
        assert language(None, {}) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_inside_a_refusal_speaks_the_same_language(lang: str) -> None:
    inner = Refusal("allowed.whole")
    outer = Refusal("typed.bad_value", option="--months", found="x", allowed=inner)
    assert say("allowed.whole", lang) in outer.message(lang)
    assert str(outer) == outer.message("en")


def test_a_file_of_words_is_found_and_nobody_lists_it(tmp_path: Path) -> None:
    """A new file of strings in a copy of the folder is in its catalogue."""
    shutil.copytree(SOURCE / "words", tmp_path / "sim" / "words", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "sim" / "__init__.py").write_text("", encoding="utf-8")
    fresh = 'FRESH_WORDS = {"fresh.hello": ("Hello", "你好")}\n'
    (tmp_path / "sim" / "words" / "fresh.py").write_text(fresh, encoding="utf-8")
    code = "from sim.words import CATALOGUE, say; print(say('fresh.hello', 'en'), len(CATALOGUE))"
    asked = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert asked.stdout == f"Hello {len(CATALOGUE) + 1}\n"
