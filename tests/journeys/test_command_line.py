"""What is typed: wrong commands, wrong options, help, and what the looking commands print."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from sim.cli import main
from sim.cli.commands import COMMANDS
from sim.cli.manual import markdown
from sim.cli.options import read
from sim.show.kit.text import width
from sim.words import Refusal
from tests.journeys.conftest import ROOT, Program, door, environment

WRONG = [
    (["rnu"], "no command rnu", "Did you mean run?", "没有 rnu 这个命令", "您是不是想写 run？"),
    (["frobnicate"], "no command frobnicate", "run sweep status export plot merge", "没有 frobnicate", "可用的有"),
    (["run", "--replicatons"], "no option --replicatons", "--replications?", "没有 --replicatons", "--repl"),
    (["run", "--rep=5"], "no option --rep", "--replications?", "没有 --rep ", "--replications"),
    (["run", "--over_write"], "no option --over_write", "--overwrite?", "没有 --over_write", "--overwrite"),
    (["run", "-x"], "no option -x", "--json", "没有 -x", "--json"),
    (["list", "--months", "3"], "list has no option --months", "--json", "list 没有 --months", "--json"),
    (["run", "--months"], "--months needs a value", "--months 24", "--months 后面要有值", "24"),
    (["run", "--out", "--json"], "--out needs a value", "--out my-results", "--out 后面要有值", "my-results"),
    (["run", "--json=yes"], "--json takes no value", "yes", "--json 后面不带值", "yes"),
    (["run", "a", "b"], "b is one word too many", "run", "多写了 b", "run"),
    (["list", "x"], "nothing but options", "found x", "只接受选项", "x"),
    (["check"], "at least one scenario", "check my.yaml", "至少要有一个情景", "check my.yaml"),
    (["describe", "a", "b"], "b is one word too many", "describe", "多写了 b", "describe"),
    (["diff", "above"], "diff needs two scenarios", "diff default mine.yaml", "后面要有两个情景", "mine.yaml"),
    (["diff", "a", "b", "c"], "c is one word too many", "diff", "多写了 c", "diff"),
    (["new"], "new needs the name of one file", "new mine.yaml", "后面要有一个文件名", "new mine.yaml"),
    (["new", "mine.yaml"], "mine.yaml exists already", "nothing was written", "已经存在", "没有写入"),
    (["new", "mine"], "should end in .yaml", "mine", "应以 .yaml 结尾", "mine"),
    (["new", "no/where.yaml"], "cannot be written", "no such file or folder", "无法写入", "没有这个文件或文件夹"),
    (["new", "a.yaml", "--from", "abvoe"], "no shipped scenario", "mean above?", "没有这个名称", "above"),
    (["describe", "nowhere.yaml"], "no such file", "nowhere.yaml", "不存在", "nowhere.yaml"),
    (["describe", "--set", "months=0"], "out of range", "months", "超出", "months"),
    (["completion"], "the name of one shell", "bash zsh fish powershell", "要有一种 shell", "bash zsh"),
    (["completion", "tcsh"], "no completion for tcsh", "bash zsh", "没有 tcsh 的补全", "bash zsh"),
    (["schema", "x"], "nothing but options", "found x", "只接受选项", "x"),
    (["run", "--overwrite"], "there is no --out", "--overwrite", "没有 --out", "--overwrite"),
    (["run", "--replications", "1"], "found 1", "from 2 to 65,536", "实际为 1", "2 到 65,536"),
    (["run", "--replications", "many"], "found many", "auto, or", "实际为 many", "auto，或"),
    (["run", "--replications", "1e3"], "found 1e3", "auto", "实际为 1e3", "auto"),
    (["run", "--replications", "9" * 40], "--replications: found", "65,536", "实际为", "65,536"),
    (["run", "--precision", "0"], "--precision: found 0", "between 0 and 1", "实际为 0", "0 与 1 之间"),
    (["run", "--precision", "nan"], "found nan", "between 0 and 1", "实际为 nan", "0 与 1 之间"),
    (["run", "--precision", "1"], "found 1", "between 0 and 1", "实际为 1", "0 与 1 之间"),
    (["run", "--workers", "0"], "--workers: found 0", "from 1", "实际为 0", "1 到"),
    (["run", "--workers", "-2"], "--workers: found -2", "from 1", "实际为 -2", "1 到"),
    (["run", "--months", "twelve"], "--months: found twelve", "a whole number", "实际为 twelve", "整数"),
    (["run", "--seed", ""], "--seed: found ''", "a whole number", "实际为 ''", "整数"),
    (["run", "mine.yaml", "--months", "0"], "--months: months", "1", "--months: months", "1"),
    (["run", "mine.yaml", "--seed", "-1"], "--seed: seed", "0", "--seed: seed", "0"),
    (["run", "mine.yaml", "--set", "mechanism.liaison=1"], "--set", "mechanisms", "--set", "mechanisms"),
    (["run", "mine.yaml", "--set", "months"], "--set", "months=24", "--set", "months=24"),
    (["run", "nowhere.yaml"], "nowhere.yaml", "no such file", "nowhere.yaml", "不存在"),
    (["run", "--from", "mine.yaml"], "is not JSON: see line 1", "column", "不是 JSON", "第 1 行"),
    (["run", "--from", "nowhere"], "nowhere cannot be read", "no such file", "无法读取 nowhere", "没有这个"),
    (["run", "mine.yaml", "--from", "x"], "cannot stand beside --from", "mine", "不能与 --from 同用", "mine"),
    (["run", "--seed", "3", "--from", "x"], "--seed cannot stand beside", "", "--seed 不能与 --from", ""),
    (["run", "--set", "months=3", "--from", "x"], "--set cannot stand beside", "", "--set 不能与 --from", ""),
    (["run", "mine.yaml", "--out", ""], "name of the folder is empty", "--out", "文件夹名称是空的", "--out"),
    (["run", "mine.yaml", "--out", "mine.yaml"], "not a folder", "mine.yaml", "不是文件夹", "mine.yaml"),
    (["run", "mine.yaml", "--out", "mine.yaml/a/b"], "mine.yaml is a file", "a/b", "mine.yaml 是文件", "a/b"),
    (["run", "mine.yaml", "--out", "."], "exists already", "--overwrite", "已经存在", "--overwrite"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "en", "en_more", "zh", "zh_more"), WRONG)
def test_one_clear_sentence_and_status_2(
    program: Program, here: Path, words: list[str], en: str, en_more: str, zh: str, zh_more: str
) -> None:
    before = sorted(here.rglob("*"))
    for lang, expected, more in (("en", en, en_more), ("zh", zh, zh_more)):
        outcome = program("--lang", lang, *words)
        assert outcome.status == 2
        assert outcome.out == ""
        assert outcome.err.count("\n") == 1
        assert expected in outcome.err
        assert more in outcome.err
        assert bool(re.search("[\u4e00-\u9fff]", outcome.err)) == (lang == "zh")
    assert sorted(here.rglob("*")) == before


def test_every_fault_of_a_scenario_is_said(program: Program, here: Path) -> None:
    (here / "bad.yaml").write_text("months: 0\nseed: true\nwrold: fixed\n", encoding="utf-8")
    outcome = program("run", "bad.yaml")
    assert outcome.status == 2
    assert [line.split(": ")[0] for line in outcome.err.splitlines()] == [
        "bad.yaml:1:9", "bad.yaml:2:7", "bad.yaml:3:1",
    ]  # fmt: skip
    assert "world?" in outcome.err
    assert not (here / "results").exists()


def test_a_scenario_where_a_command_should_be_is_recognised(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.scenario.shipped", lambda: {"above": Path("above.yaml")})
    assert "write quyuhua run above" in program("above").err
    assert "请写 quyuhua run above" in program("above", "--lang=zh").err


@pytest.mark.parametrize("value", ["fr", "", "EN"])
def test_a_language_that_there_is_not(program: Program, value: str) -> None:
    outcome = program("list", f"--lang={value}")
    assert outcome.status == 2
    assert "allowed: zh or en" in outcome.err


def test_the_language_may_come_before_the_command_and_the_last_one_counts() -> None:
    assert read(["--lang", "zh", "list"]).command == "list"
    assert read(["--lang=en", "--json", "run", "x"]).switches == {"json"}
    assert read(["run", "--lang", "en", "--lang", "zh"]).values["lang"] == "zh"


def test_without_a_command_it_is_run() -> None:
    assert read([]).command == "run"
    assert read(["--months", "3"]).values == {"months": "3"}
    assert read(["--seed", "-3", "--", "--odd.yaml"]).words == ["--odd.yaml"]
    assert read(["run", "--set", "a=1", "above", "--set=b=2"]).lists == {"set": ["a=1", "b=2"]}
    assert read(["run", "--json", "above"]).words == ["above"]
    with pytest.raises(Refusal):
        read(["above", "--months", "3"])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_reads_like_a_manual_page(program: Program, command: str, lang: str) -> None:
    outcome = program(*([command] if command else []), "--help", "--lang", lang)
    assert outcome.status == 0
    assert outcome.err == ""
    for heading in (
        ("NAME", "USAGE", "OPTIONS", "EXAMPLES", "EXIT STATUS") if lang == "en" else ("名称", "用法", "选项")
    ):
        assert f"\n{heading}\n" in f"\n{outcome.out}"
    assert max(width(line) for line in outcome.out.splitlines()) <= 80
    if command:
        assert all(option.flag in outcome.out for option in COMMANDS[command].options)


@pytest.mark.gate
def test_examples_do_what_they_say(program: Program, here: Path) -> None:
    """In the order of the manual, in one folder; ``new`` writes the file that ``check`` looks at.

    What a person does in between: fill in the template of a roster, keep units and needs as CSV. Of replications the
    last word counts, two are enough to see that an example runs, and of a command's examples the first has a report.
    """
    (here / "mine.yaml").unlink()
    (here / "units.csv").write_text("name,type\nPlum Court,residential area\n", encoding="utf-8")
    (here / "needs.csv").write_text("title,date,nature,area\nA lift,2024-03-01,mass,Plum Court\n", encoding="utf-8")
    for command in COMMANDS.values():
        options = {option.name for option in command.options}
        for at, (line, _) in enumerate(command.examples):
            assert read(line.split()).command == command.name
            if any(word in line for word in ("drawn", "design.yaml", "shard")):  # test_design_sweep.py runs these
                continue
            if command.name == "demo" and "--save" not in line:  # it serves until it is stopped: tests/demo has it
                continue
            if line.startswith("lesson save"):  # tests/demo has it, with one that stands for all
                continue
            again = command.answer and "--from" in line
            fewer = ["--replications", "2"] if "replications" in options and not again else []
            plain = ["--no-report"] if "no-report" in options and at else []
            outcome = program(*line.split(), *fewer, *plain)
            assert (outcome.status, outcome.err) == (0, ""), line
            assert outcome.out
            if "--template" in line:
                book = openpyxl.load_workbook(here / "roster.xlsx")
                book.worksheets[0].append([1, "Plum Court", "residential area"])
                book.save(here / "roster.xlsx")
    assert (here / "hongqiao-explained" / "channels.csv").exists()


def test_version(program: Program) -> None:
    import sim

    assert program("--version").out == f"quyuhua {sim.__version__}\n"


LOOKING = [
    ["--help"], ["run", "--help"], ["list"], ["check", "mine.yaml"], ["check", "bad.yaml"], ["describe", "default"],
    ["describe", "default", "--table"], ["diff", "default", "above"], ["new", "fresh.yaml"], ["schema"],
    ["completion", "bash"],
]  # fmt: skip


def test_what_computes_nothing_imports_nothing_heavy(here: Path) -> None:
    """By the list of modules and not by the clock, which on a busy machine says nothing; help before all else."""
    (here / "bad.yaml").write_text("months: 0\n" + "".join(f"odd{i}: 1\n" for i in range(300)), encoding="utf-8")
    watch = (
        "import json, sys\n"
        "from sim.cli import main\n"
        "for words in json.loads(sys.argv[1]):\n"
        "    main(words)\n"
        "    heavy = {'numpy', 'numba', 'mesa', 'scipy', 'matplotlib', 'pandas', 'networkx', 'jinja2', 'openpyxl'}\n"
        "    heavy |= {'pydantic', 'yaml'} if '--help' in words else set()\n"
        "    if heavy & set(sys.modules):\n"
        "        sys.exit(f'{words}: {heavy & set(sys.modules)}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", watch, json.dumps(LOOKING)],
        cwd=here, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr in ("", "\n"), done.stderr


def test_list(program: Program) -> None:
    for lang in ("en", "zh"):
        outcome = program("list", "--lang", lang)
        assert outcome.status == 0
        assert max(width(line) for line in outcome.out.splitlines()) <= 80
    data = json.loads(program("list", "--json").out)
    for row in data["scenarios"]:
        assert row["readable"], row["name"]
        assert row["title"]["zh"]
        assert row["title"]["en"]


def test_check_says_what_is_wrong_in_all_files_at_once(program: Program, here: Path) -> None:
    (here / "bad.yaml").write_text("months: 0\nsed: 3\n", encoding="utf-8")
    outcome = program("check", "mine.yaml", "bad.yaml", "nowhere.yaml")
    assert outcome.status == 2
    assert outcome.err == ""  # findings are what was asked for: `check … > file` keeps them
    lines = outcome.out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "mine.yaml", "bad.yaml:1:9", "bad.yaml:2:1", "bad.yaml", "nowhere.yaml", "nowhere.yaml",
    ]  # fmt: skip
    assert lines[0] == "mine.yaml: the form is right; whether the setting makes sense is another matter"
    assert lines[3] == "bad.yaml: cannot be run; faults: 2"
    assert program("check", "mine.yaml").status == 0


ODD = """\
extends: default
mechanisms:
  liaison: {strength: 0, exchange: 0.9}
  planning: {conference: 0, hearings: 0, research: 0, experts: 0}
areas: [{name: A}, {name: B}]
organisations:
- {name: a, type: agency, area: A}
- {name: b, type: street, area: A}
district:
  streets: 4
resources: {by_order: true}
channels: {sight: 0.0, peers: 0.0, agenda: 0.0, partners: 0.0, trust: 0.0}
"""


def test_what_is_legal_and_odd_is_said_and_refuses_nothing(program: Program, here: Path) -> None:
    (here / "odd.yaml").write_text(ODD, encoding="utf-8")
    outcome = program("check", "odd.yaml")
    assert (outcome.status, outcome.err) == (0, "")
    assert [line.split(" ")[0] for line in outcome.out.splitlines()[:-1]] == [
        f"odd.yaml:{place}:" for place in ("3:23", "4:3", "5:27", "10:12", "11:23", "12:1")
    ]
    assert all(": warning: " in line for line in outcome.out.splitlines()[:-1])
    assert outcome.out.splitlines()[-1] == "odd.yaml: can be run; warnings: 6"
    assert "exchange" in outcome.out.splitlines()[0]
    assert "提醒：channels" in program("check", "odd.yaml", "--lang", "zh").out
    (data,) = json.loads(program("check", "odd.yaml", "--json").out)["files"]
    assert (data["valid"], data["faults"]) == (True, [])
    assert [warning["kind"] for warning in data["warnings"]] == [
        "idle_instruments", "only_hours", "empty_area", "unheeded", "unheeded", "no_channel",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("district: {lines: 0}\nneeds: {two_sided: 0.0}\n", "one_kind"),
        ("needs: {scale: 0}\n", "nothing_wanted"),
        (
            "types: {street: {hours: 9}}\nneeds: {two_sided: 0.0}\norganisations: [{name: a, type: agency}]\n",
            "one_kind",
        ),
        ("technology: {grid_workers: 3, grid_sight: 0}\n", "unheeded"),
    ],
)
def test_each_oddity(program: Program, here: Path, text: str, kind: str) -> None:
    (here / "odd.yaml").write_text(text, encoding="utf-8")
    outcome = program("check", "odd.yaml", "--json")
    assert outcome.status == 0
    assert kind in [warning["kind"] for warning in json.loads(outcome.out)["files"][0]["warnings"]]


def test_what_ships_and_what_one_inherits_is_not_odd(program: Program, here: Path) -> None:
    (here / "mine.yaml").write_text(
        "extends: above\nareas: [{name: A}, {name: B}, {name: C}, {name: D}]\n", encoding="utf-8"
    )
    assert program("check", "mine.yaml", "default", "above").out.count(": the form is right") == 3


@pytest.mark.parametrize(("scale", "odd"), [(1.0, False), (0.3, True)])
def test_a_setting_with_too_little_to_do_is_warned_of(program: Program, here: Path, scale: float, odd: bool) -> None:
    (here / "idle.yaml").write_text(f"extends: default\nneeds: {{scale: {scale}}}\n", encoding="utf-8")
    outcome = program("check", "idle.yaml")
    assert outcome.status == 0
    assert ("the work asked for fills 13 % of the hours" in outcome.out) is odd
    assert ("idle.yaml:2:1: warning: needs: there is too little to do" in outcome.out) is odd
    assert ("全部需求只用得着可用工时的 13%" in program("check", "idle.yaml", "--lang", "zh").out) is odd


def test_a_title_in_one_language_is_the_title_in_both(program: Program, here: Path) -> None:
    """The parent's title in the other language would be the name of something else."""
    (here / "mine.yaml").write_text("extends: default\ntitle: {zh: 另一个区}\n", encoding="utf-8")
    outcome = program("run", "mine.yaml", "--no-report", "--lang", "en")
    assert "Scenario mine.yaml (另一个区)" in outcome.out


def test_check_as_data(program: Program, here: Path) -> None:
    (here / "bad.yaml").write_text("months: 0\n", encoding="utf-8")
    outcome = program("check", "mine.yaml", "bad.yaml", "--json", "--lang", "zh")
    assert outcome.status == 2
    assert outcome.err == ""
    good, bad = json.loads(outcome.out)["files"]
    assert good == {"file": "mine.yaml", "valid": True, "faults": [], "warnings": []}
    assert "超出" in outcome.out  # readable, not \\u8d85
    assert [(f["line"], f["field"], f["kind"]) for f in bad["faults"]] == [(1, "months", "out_of_range")]
    assert "超出" in bad["faults"][0]["message"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_schedule(program: Program, lang: str) -> None:
    from sim.model.month import SCHEDULE

    outcome = program("schedule", "--lang", lang)
    assert outcome.status == 0
    assert max(width(line) for line in outcome.out.splitlines()) <= 80
    data = json.loads(program("schedule", "--json").out)["phases"]
    assert [row["phase"] for row in data] == [row.name for row in SCHEDULE]
    assert all(row["what"]["zh"] and row["what"]["en"] and row["writes"] for row in data)
    assert all(name in outcome.out for row in data for name in row["levers"])


def test_the_command_reference_is_made_of_the_same_tables() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == markdown()


def test_the_door_hands_over_words_and_status(here: Path) -> None:
    for words, status in ((["--help"], 0), (["rnu", "--lang", "en"], 2), (["check", "mine.yaml"], 0)):
        done = door(*words, cwd=here)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
    assert "python3 run.py" in door("--help", cwd=here).stdout or "py run.py" in door("--help", cwd=here).stdout


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "cp936", "ascii"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_console_that_is_not_utf8_shows_something(
    here: Path, encoding: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (
        ["--help"],
        ["rnu"],
        ["schedule"],
        ["describe", "above"],
        ["diff", "above", "even"],
        ["check", "even"],
    ):
        console = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", console)
        monkeypatch.setattr(sys, "stderr", console)
        assert main([*words, "--lang", lang]) in (0, 2)
        console.flush()
        shown = console.buffer.getvalue().decode(encoding)
        assert shown
        if lang == "en" or encoding == "cp936":
            assert "?" not in shown.replace("does 1+1 come out above 2?", "").replace("mean run?", "").replace(
                "想写 run？", ""
            )


@pytest.mark.skipif(sys.platform == "win32", reason="head is not there")
def test_a_pipe_that_closes_early_is_no_fault(here: Path) -> None:
    for words in (["schedule"], ["--help"], ["run", "mine.yaml", "--json"]):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.program", *words],
            cwd=here, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(30) == 0
        assert b"Traceback" not in errors
        assert b"BrokenPipe" not in errors
